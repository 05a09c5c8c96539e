"""The series of which a text is telling, as its words for the next or the last of it mean it: a gathering drafted before, or one only named («между V и VI форумами», «консультации продолжаются»)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.facts.participants.told import around_head
from kg.facts.story.drafts import Draft, Scene
from kg.mentions.model import GatheringNamed, SentenceMentions
from kg.mentions.ordinals import ORDINALS
from kg.text.document import Token
from kg.values import PartialDate

KINDS = ("meeting", "session", "forum", "conference", "exhibition", "talks")
_ROUNDS = frozenset("раунд тур".split())
_REACH = 6  # sentences from the member told of in full


@dataclass(frozen=True, slots=True)
class Series:
    """What all members share: kind, noun, the words of the name around it, the sides; and the member that it is known by."""

    kind: str
    head: str
    noun: str
    before: tuple[str, ...]
    behind: tuple[str, ...]
    core: frozenset[str]
    states: tuple[str, ...]
    proper: bool
    sentence: int
    ordinal: int | None = None
    day: PartialDate | None = None
    draft: Draft | None = None
    whole: str | None = None

    def name(self, which: str = "") -> str | None:
        """The name of a member: "третье" gives «третье заседание комиссии»; None where the series has none."""
        if self.whole is None:
            return None
        return " ".join([*([which] if which else []), *self.before, self.noun, *self.behind])


def of_draft(d: Draft) -> Series:
    """The series of a drafted member."""
    named = around_head(d)
    before = tuple(w for w in named[0] if number_word(w) is None) if named else ()
    sides = tuple(d.countries) if len(d.countries) == 2 or (d.group in ("session", "meet") and 1 < len(d.countries) < 4) else ()
    day = d.period.start if d.period is not None else d.closes[0] if d.closes is not None else None
    return Series(
        d.kind, d.head, head_word(d, named) if named else d.head, before, tuple(named[1]) if named else (), d.core, sides, d.proper, max(d.seen, default=d.sentence),
        d.ordinal, day, d, d.name if named or d.name is None else None,
    )  # fmt: skip


def of_mention(row: SentenceMentions, g: GatheringNamed, i: int) -> Series:
    """The series that a noun names which tells of no member by itself."""
    words = g.name.split()
    at = next((n for n, w in enumerate(words) if w.lower().startswith(row.tokens[g.head].lemma[:5])), len(words) - 1)
    before = () if g.plural else tuple(w for w in words[:at] if number_word(w) is None)
    head = row.tokens[g.head].lemma
    # its kind is one of a name: «консультации Чили и Норвегии»
    states = g.states if len(g.states) > 1 else tuple(dict.fromkeys(c.iso for c in row.countries if g.first <= c.first < g.last + 6)) if g.kind in ("talks", "meeting") else g.states
    return Series(g.kind, head, head, before, tuple(words[at + 1 :]), frozenset(g.core.split()), states if len(states) > 1 else (), g.proper, i, None, None, None, g.name if g.proper or g.last > g.head + 1 else None)


def head_word(known: Draft, named: tuple[list[str], list[str]]) -> str:
    """The noun as the name has it: English names keep theirs."""
    words = (known.name or "").split()
    word = words[len(named[0])] if len(named[0]) < len(words) else known.head
    return word if word.isascii() else known.head


def number_word(word: str) -> int | None:
    """The number that a word of a name tells: «5-й», «XII», «второе»."""
    folded = word.lower().replace("ё", "е")
    if folded[:1].isdecimal() and "-" in folded:
        return int("".join(c for c in folded if c.isdecimal()) or 0)
    if word and not set(word) - set("IVXХ"):
        return 0
    return next((n for n, o in enumerate(sorted(ORDINALS)) if len(o) > 4 and o[:-2] == folded[:-2]), None)


def named_anywhere(scene: Scene, head: str) -> Series | None:
    """The series that a sentence before has named by this noun with more than a number."""
    for i in range(scene.i - 1, max(-1, scene.i - _REACH - 1), -1):
        row = scene.story.rows[i]
        for g in row.gatherings:
            if row.tokens[g.head].lemma == head and (g.last > g.head + 1 or len(g.states) > 1):
                return of_mention(row, g, i)
    return None


def series_told(scene: Scene, at: int) -> Iterator[Series]:
    """The series told of before token `at`, the last ones first: of drafts, then of nouns that no draft came from."""
    drafted: set[str] = set()
    for d in reversed(scene.book.drafts):
        near = scene.i - max(d.seen, default=-99) <= _REACH
        if d.kind in KINDS and d.head and near and (d.proper or d.ordinal or len(d.countries) > 1):
            drafted.add(d.head)
            yield of_draft(d)
    for i in range(scene.i, max(-1, scene.i - _REACH - 1), -1):
        row = scene.story.rows[i]
        for g in reversed(row.gatherings):
            named = g.last > g.head + 1 or len(g.states) > 1 or g.first < g.head
            if g.kind in KINDS and named and (i < scene.i or g.last <= at) and row.tokens[g.head].lemma not in drafted:
                yield of_mention(row, g, i)


def series_of(scene: Scene, k: int) -> Series | None:
    """The series with which the word at token k, «третье», «следующий форум», agrees."""
    t = scene.tokens[k]
    after = scene.tokens[k + 1] if k + 1 < len(scene.tokens) else t
    quoted = after.text in ("«", "“", '"', "„")
    name = next((scene.tokens[j].norm for j in range(k + 2, min(k + 4, len(scene.tokens)))), "") if quoted else ""
    noun = after.pos == "NOUN" and after.case in ("Nom", "Acc")
    for s in series_told(scene, k):
        if s.draft is not None and s.draft.sentence == scene.i and s.whole is not None and s.whole.lower().startswith(t.text.lower()):
            continue
        if quoted:
            if name and name in (s.whole or "").lower():
                return s
        elif noun and after.lemma in _ROUNDS:
            if s.kind in ("talks", "meeting"):
                return s
        elif noun:
            if after.lemma == s.head:
                return s
        elif s.head in _ROUNDS or not t.gender or t.number == "Plur" or t.gender == gender(s.head) or _of_rounds(scene, k):
            return s
    return None


def _of_rounds(scene: Scene, k: int) -> bool:
    """«Первый раунд прошел в Осло, второй – в Риге»: the noun stands once."""
    return scene.tokens[k].gender == "Masc" and any(t.lemma in _ROUNDS for t in scene.tokens[:k])


def gender(head: str) -> str:
    """The gender of a noun by its ending."""
    return "Neut" if head.endswith(("о", "е", "ё")) else "Fem" if head.endswith(("а", "я")) else "Masc"


def agrees(token: Token, head: str) -> bool:
    """A pronoun that can mean the noun."""
    return (token.number != "Plur" and token.gender in ("", gender(head))) or (token.norm == "его" and gender(head) != "Fem")
