"""Events spoken of by a pronoun: «на заседании, его проведут в Баку в мае», «Форум открылся вчера. Он продлится до пятницы»."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kg.facts.events.members import another_member
from kg.facts.participants.attendants import partners_of
from kg.facts.sentences.clauses import clause, dates_of, places_in
from kg.facts.story.drafts import Draft, Scene
from kg.facts.story.kinds import ENCOUNTERS
from kg.facts.time_and_place.when import take
from kg.mentions.model import GatheringNamed, SentenceMentions
from kg.text.document import Token

_SUBJECTS = {"он": "Masc", "оно": "Neut", "она": "Fem", "они": "", "ён": "Masc", "яно": "Neut", "яна": "Fem", "яны": "", "it": ""}
_OBJECTS = {"его": ("Masc", "Neut"), "ее": ("Fem",), "их": ("",), "яго": ("Masc", "Neut"), "яе": ("Fem",), "іх": ("",)}
_ACTS = ("hold", "plan")


def drafts_of_pronouns(scene: Scene) -> Iterator[Draft]:
    """A draft for each clause that dates the event named last by a pronoun alone."""
    for t in scene.row.triggers:
        if t.act not in _ACTS or t.negated:
            continue
        first, last = clause(scene.tokens, t.first)
        if any(first <= g.head < last and not _how(scene, g) for g in scene.row.gatherings):
            continue
        at = next((k for k in range(first, last) if _stands_for_something(scene.tokens, k)), None)
        found = _meant(scene, at, first) if at is not None else None
        dates = [(k, d) for k, d in dates_of(scene.story, scene.i, ("date", "since", "until")) if first <= k < last]
        if found is None or not dates or _only_meant(scene, first, last):
            continue
        draft = _of(scene, *found, first, last, t.tense == "fut" or t.act == "plan")
        if not another_member(scene, draft):
            yield draft
        return


def _only_meant(scene: Scene, first: int, last: int) -> bool:
    """«Форум отложен. Он должен был пройти 20 мая»: the day that came to nothing."""
    words = [t.lemma for t in scene.tokens[first:last]]
    return any(a in ("должен", "планироваться", "предполагаться", "намечаться") and b == "быть" for a, b in pairwise(words))


def _how(scene: Scene, g: GatheringNamed) -> bool:
    """«Оно прошло в формате видеоконференции»: how it was held, no event beside it."""
    return g.kind == "call" and any(x.lemma in ("режим", "формат", "по", "рэжым", "фармат") for x in scene.tokens[max(0, g.first - 2) : g.first])


def _stands_for_something(tokens: tuple[Token, ...], k: int) -> bool:
    t = tokens[k]
    if t.norm in _SUBJECTS:
        return t.case in ("Nom", "") or t.norm == "it"
    behind = tokens[k + 1 : k + 3]
    return t.norm in _OBJECTS and any("VerbForm=Inf" in x.feats or "Tense=" in x.feats for x in behind)


def _meant(scene: Scene, at: int, before: int) -> tuple[SentenceMentions, GatheringNamed] | None:
    """The event noun named last in front of the pronoun, in this sentence or the one before, that agrees with it."""
    for i in (scene.i, scene.i - 1):
        if i < 0 or scene.headline(i):
            return None
        row = scene.story.rows[i]
        named = [g for g in row.gatherings if (i < scene.i or g.last <= before) and not g.plural]
        agreeing = [g for g in named if _agrees(scene.tokens[at].norm, row.tokens[g.head])]
        if agreeing:
            return row, agreeing[-1]
        if named:
            return None
    return None


def _agrees(pronoun: str, head: Token) -> bool:
    if pronoun == "it":
        return True
    if pronoun in ("они", "их", "яны", "іх"):
        return head.number == "Plur"
    genders = _OBJECTS.get(pronoun) or (_SUBJECTS[pronoun],)
    return head.number != "Plur" and head.gender in genders


def _of(scene: Scene, row: SentenceMentions, g: GatheringNamed, first: int, last: int, planned: bool) -> Draft:
    head = row.tokens[g.head].lemma
    core = frozenset(g.core.split()) if g.proper else frozenset({head})
    draft = Draft(g.kind, g.name if g.proper else None, scene.i, "pronoun", core, head, g.ordinal, g.proper)
    known = next((d for d in scene.book.drafts if g.proper and d.head == head and d.ordinal == g.ordinal and scene.i in d.seen), None)
    if known is not None:  # "Первый саммит, который принимал Осло": by the name that it has been given
        draft.kind, draft.name, draft.core = known.kind, known.name, known.core
    draft.bare, draft.again, draft.planned, draft.held = not g.proper, not g.proper, planned, not planned
    draft.seen.append(scene.i)
    dates = [(k, d) for k, d in dates_of(scene.story, scene.i, ("date", "since", "until")) if first <= k < last]
    take(scene, draft, dates[:2])
    places = places_in(scene.row, first, last)
    if places:
        draft.set_place(places[0], scene.i)
    before = Scene(scene.story, scene.i - (row is not scene.row), row, scene.book)
    partners = partners_of(before, g) if g.kind in ENCOUNTERS and not any(d.group == "meet" and before.i in d.seen for d in scene.book.drafts) else []
    if len(partners) > 1:  # "Переговоры А с Б отложены. Они пройдут 4 мая": nothing else has been told of them
        draft.bare = draft.again = False
        draft.add_people(scene.story, partners, before.i)
    for iso in (*g.states, *scene.book.sides.countries(draft.people)):
        draft.note(draft.countries, iso, scene.i)
    return draft
