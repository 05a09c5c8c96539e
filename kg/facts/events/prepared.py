"""Gatherings that a sentence names only as what others prepare: «заседание группы по подготовке к ВКРЭ-17, которое прошло в Осло», «готовились к форуму»."""

from __future__ import annotations

from collections.abc import Sequence

from kg.facts.events.setting import dated_behind
from kg.facts.sentences.clauses import clause, dates_of
from kg.facts.story.drafts import Draft, Scene
from kg.facts.time_and_place.when import own_clause
from kg.mentions.model import GatheringNamed
from kg.mentions.world_conferences import gender_of
from kg.text.document import Token

_TO = frozenset("к ко да".split())
_PREPARES = ("подготов", "готовить", "готовность", "готовый", "предсессион", "падрыхто", "рыхтавац", "гатоўнасц", "prepar")
_WHICH = frozenset("который якiй які каторы".split())
_SAME = frozenset("сам этот гэты".split())
_BEFORE = 2  # sentences
_REACH = 12  # tokens from the word of the preparation to "к"


def prepared_for(scene: Scene, g: GatheringNamed) -> bool:
    """True if the days and places of the sentence are those of the preparation and none stands by the name itself."""
    if not _is_prepared(scene, g) or dated_behind(scene, g) is not None:
        return False
    own = own_clause(scene, g)
    return own is None or _of_another(scene, g, own)


def _is_prepared(scene: Scene, g: GatheringNamed) -> bool:
    tokens = scene.tokens
    if any(o is not g and o.first < g.first and g.last <= o.last and o.head < g.first for o in scene.row.gatherings):
        return _prepares_in(tokens, max(0, g.first - _REACH), g.first)  # its name is the end of another's
    at = g.first - (g.first > 1 and tokens[g.first - 1].norm == "the")
    if not at or tokens[at - 1].norm not in _TO:
        return at > 0 and tokens[at - 1].norm == "for" and _prepares_in(tokens, max(0, at - 4), at - 1)
    if g.first > 1 and tokens[g.first - 2].pos == "NOUN":
        return True  # "собрание к конференции", "подготовка к форуму"
    first, _ = clause(tokens, g.head)
    return _prepares_in(tokens, max(first, g.first - _REACH), g.first - 1)


def _prepares_in(tokens: Sequence[Token], first: int, last: int) -> bool:
    return any(t.lemma.startswith(_PREPARES) for t in tokens[first:last])


def _of_another(scene: Scene, g: GatheringNamed, own: tuple[int, int]) -> bool:
    """«о заседании группы по подготовке к ВКРЭ-17, | которое прошло …»: the pronoun agrees with what prepares, and not with what is prepared."""
    word = next((t for t in scene.tokens[own[0] : own[0] + 3] if t.lemma in _WHICH or "VerbForm=Part" in t.feats), None)
    gender = gender_of(scene.tokens, g)
    if word is None or word.number != "Sing":
        return False
    return (bool(word.gender and gender) and word.gender != gender) or (word.lemma not in _WHICH and word.case not in ("Dat", ""))


def named_just_before(scene: Scene, g: GatheringNamed, draft: Draft) -> bool:
    """«… к третьему заседанию комиссии. Заседание намечено на ноябрь»: the name that a sentence before tells, of what it only prepares, is told its own days here."""
    alone = draft.container and not draft.inner and all(t.lemma in _SAME for t in scene.tokens[g.first : g.head]) and scene.book.of_head(draft.head) is None
    if not alone or not dates_of(scene.story, scene.i, ("date",)):
        return False
    found = [(i, o) for i in range(max(0, scene.i - _BEFORE), scene.i) for o in scene.story.rows[i].gatherings if o.proper and o.kind == g.kind and not o.plural]
    same = [(i, o) for i, o in found if draft.head in (scene.story.rows[i].tokens[o.head].lemma, *(o.core.split() if o.first == o.head and o.last == o.head + 1 else ()))]
    if not same or len({o.core for i, o in same if i == same[-1][0]}) > 1:
        return False
    i, o = same[-1]
    draft.name, draft.core, draft.ordinal, draft.proper = o.name, frozenset(o.core.split()), o.ordinal, True
    for iso in o.states if len(o.states) > 1 else ():
        draft.note(draft.countries, iso, i)
    return True
