"""Where somebody is quoted: words in quotation marks, behind the dash of a talk, and the "– said A –" that parts them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.mentions.model import SentenceMentions
from kg.text.document import Token, texts

Tokens = tuple[int, int]  # half-open, in a sentence

_MARKS = frozenset("« » “ ” „ \"".split())
_DASHES = frozenset("– — -".split())
_BEFORE_FRAME = frozenset(", . ? ! … » ” \" “ ...".split())
_LONGEST_NAME = 14  # tokens of a name in quotation marks, which has no verb
_LONGEST = 16  # sentences of one quotation
_FRAME = 3  # tokens from the dash to the verb of saying
SAYS = frozenset(
    "сказать говорить отметить отмечать подчеркнуть подчеркивать заявить заявлять рассказать рассказывать пояснить пояснять объяснить объяснять добавить добавлять сообщить сообщать уточнить уточнять "
    "считать напомнить напоминать поделиться делиться заключить резюмировать прокомментировать комментировать цитировать приводить констатировать признаться признать признаваться ответить отвечать "
    "продолжить продолжать указать поведать написать писать вспомнить вспоминать обратить заметить замечать уверить уверять подытожить подвести подтвердить подтверждать опровергнуть поправить рассуждать "
    "перечислить перечислять утверждать настаивать радоваться порадоваться сетовать вздыхать вздохнуть смеяться засмеяться кивать размышлять предупредить предупреждать описать описывать "
    "подхватить восклицать воскликнуть рассудить отшутиться отрезать разъяснить разъяснять проинформировать информировать надеяться "
    "хвалить похвалить сокрушаться удивляться удивиться признавать поправлять возражать рапортовать докладывать доложить анонсировать "
    "улыбаться улыбнуться шутить пошутить полагать подмечать подметить оговориться возразить согласиться соглашаться похвастаться посетовать парировать процитировать "
    "сказаць адзначыць падкрэсліць заявіць расказаць растлумачыць дадаць паведаміць удакладніць гаварыць казаць расказваць адказаць адказваць "
    "say tell note add explain stress emphasize emphasise comment state announce write recall".split()
)


@dataclass(frozen=True, slots=True)
class Quotation:
    """(sentence, token) of the first word and of the mark behind the last one; `frames`: the tokens that report it inside, by sentence."""

    start: tuple[int, int]
    end: tuple[int, int]
    frames: dict[int, Tokens]

    def parts(self, rows: Sequence[SentenceMentions], i: int) -> list[Tokens]:
        """The tokens of sentence i that are quoted."""
        if not self.start[0] <= i <= self.end[0]:
            return []
        first = self.start[1] if i == self.start[0] else 0
        last = self.end[1] if i == self.end[0] else len(rows[i].tokens)
        frame = self.frames.get(i)
        found = [(first, frame[0]), (frame[1], last)] if frame is not None else [(first, last)]
        return [(a, b) for a, b in found if a < b]


def finite_verb(t: Token) -> bool:
    """A verb that may be said of somebody."""
    conv = "VerbForm=Conv" in t.feats and not t.norm.endswith(("ли", "лись"))  # «Подписали …», tagged as if it were one
    return t.pos in ("VERB", "AUX") and "Tense=" in t.feats and "VerbForm=Part" not in t.feats and not conv


def quotations(rows: Sequence[SentenceMentions]) -> list[Quotation]:
    """The words of others in quotation marks, not the names of things."""
    out: list[Quotation] = []
    after = (0, 0)
    for i, row in enumerate(rows):
        for k, t in enumerate(row.tokens) if not _MARKS.isdisjoint(texts(row.tokens)) else ():
            if (i, k) >= after and t.text in _MARKS and _opens(row.tokens, k):
                end = _closed(rows, i, k)
                after = end
                if _spoken(rows, (i, k), end):
                    frames = {j: f for j in range(i, end[0] + 1) if (f := frame(rows[j].tokens, k + 1 if j == i else 0, end[1] if j == end[0] else len(rows[j].tokens))) is not None}
                    out.append(Quotation((i, k + 1), end, frames))
    return out


def _opens(tokens: Sequence[Token], k: int) -> bool:
    t = tokens[k]
    if t.text in ("«", "„"):
        return True
    if t.text in ("»", "”"):
        return False
    glued = k + 1 < len(tokens) and tokens[k + 1].start == t.end
    return glued and (k == 0 or tokens[k - 1].end < t.start or tokens[k - 1].text in ("(", "«", "„"))


def _closed(rows: Sequence[SentenceMentions], i: int, k: int) -> tuple[int, int]:
    """(sentence, token) of the mark that closes the one at (i, k); the end of the paragraph where none does."""
    depth = 0
    for j in range(i, min(len(rows), i + _LONGEST)):
        tokens = rows[j].tokens
        fresh = j > i and rows[j].sentence.paragraph != rows[j - 1].sentence.paragraph
        for n in range(k if j == i else 0, len(tokens)):
            if tokens[n].text not in _MARKS:
                continue
            if not _opens(tokens, n):
                depth -= 1
            elif not (fresh and n == 0):
                depth += 1
            if depth <= 0:
                return j, n
    here = rows[i].sentence.paragraph
    last = max(j for j in range(i, len(rows)) if rows[j].sentence.paragraph == here)
    return last, len(rows[last].tokens)


def _spoken(rows: Sequence[SentenceMentions], start: tuple[int, int], end: tuple[int, int]) -> bool:
    """Words of somebody: several sentences, or one with a verb that no name would have."""
    i, k = start
    if end[0] > i:
        return True
    tokens = rows[i].tokens
    inside = tokens[k + 1 : end[1]]
    if [t.text in _DASHES or t.text == "," for t in tokens[end[1] + 1 : end[1] + 3]] == [True, True] and any(t.lemma in SAYS for t in tokens[end[1] + 3 : end[1] + 6]):
        return True  # «„Пока тихо“, – сказал А»
    if not any(finite_verb(t) for t in inside):
        return len(inside) > _LONGEST_NAME
    alone = k == 0 or tokens[k - 1].text == ":"
    behind = end[1] + 1 >= len(tokens) - 1 or tokens[end[1] + 1].text in (",", ".", "–", "—", "-")
    return len(inside) > 5 or alone or behind


def frame(tokens: Sequence[Token], first: int, last: int) -> Tokens | None:
    """«…, – сказал А, – …»: the tokens in the midst of somebody's words that say whose they are."""
    for k in range(max(first, 1), last):
        if tokens[k].text in _DASHES and tokens[k - 1].text in _BEFORE_FRAME and any(t.lemma in SAYS and finite_verb(t) for t in tokens[k + 1 : k + 1 + _FRAME]):
            end = next((n + 1 for n in range(k + 2, last) if tokens[n].text in _DASHES and tokens[n - 1].text in _BEFORE_FRAME), last)
            return k, end
    return None


def outside(quoted: Sequence[Tokens], count: int) -> Iterator[Tokens]:
    """The ranges of `count` tokens that are not quoted."""
    at = 0
    for a, b in sorted(quoted):
        if at < a:
            yield at, a
        at = max(at, b)
    if at < count:
        yield at, count
