"""Where the day of an act stands behind it: «А и Б подписали план. Было это 4 мая», «– Когда вы встретились? – 4 мая в Осло»."""

from __future__ import annotations

from kg.facts.sentences.speaker import voices
from kg.facts.story.so_far import Story
from kg.mentions.model import SentenceMentions

_THIS = frozenset("это то все дело гэта it this".split())
_HAPPENED = frozenset("быть случиться произойти состояться стать пройти происходить происходило адбыцца быць happen be".split())
_WHEN = frozenset("когда калі when".split())
_START = 3  # words that say no more than that it was
_SHORT = 8  # words of an answer that gives a day


def told_after(story: Story, i: int) -> int | None:
    """The sentence that says when that was which sentence i tells; None where none does."""
    rows = story.rows
    if i + 1 >= len(rows):
        return None
    here = voices(story)[i]
    if here is not None and here.asked:
        return _answer(story, i) if _asks_when(rows[i]) else None
    after = voices(story)[i + 1]
    if after is not None and after.asked and _asks_when(rows[i + 1]):
        return _answer(story, i + 1)
    return i + 1 if it_was(rows[i + 1]) and story.dates[i + 1] else None


def _asks_when(row: SentenceMentions) -> bool:
    return any(t.norm in _WHEN for t in row.tokens[:6]) and row.tokens[-1].text == "?"


def _answer(story: Story, i: int) -> int | None:
    """The first sentence of the answer, if it is hardly more than a day."""
    paragraph = story.rows[i].sentence.paragraph
    j = next((j for j in range(i, len(story.rows)) if story.rows[j].sentence.paragraph != paragraph), None)
    if j is None or not any(d.kind == "date" and d.period is not None for d in story.dates[j]):
        return None
    short = sum(t.is_word for t in story.rows[j].tokens) <= _SHORT
    return j if short or it_was(story.rows[j]) else None


def it_was(row: SentenceMentions) -> bool:
    """«Это было …», «Было это …», «Дело было …», «Случилось это …»."""
    words = [t for t in row.tokens if t.is_word][:_START]
    this = next((k for k, t in enumerate(words) if t.norm in _THIS), None)
    return this is not None and any(t.lemma in _HAPPENED for t in words[max(0, this - 1) : this + 2])
