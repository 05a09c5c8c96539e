"""Houses that are opened between two sides: «открылся белорусско-корейский центр», «в Казани открыли представительство IT Park Uzbekistan»."""

from __future__ import annotations

from collections.abc import Sequence

from kg.facts.clauses import clause
from kg.facts.drafts import Draft, Scene
from kg.facts.when import asides
from kg.mentions.model import PersonNamed, SentenceMentions, Trigger
from kg.text.document import Token

_HOUSES = frozenset(
    "центр офис лаборатория представительство кафедра школа академия институт технопарк посольство павильон отделение центр-лаборатория парк консульство "
    "филиал станция хаб цэнтр прадстаўніцтва філіял лабараторыя "
    "centre center office laboratory lab school academy institute station hub branch pavilion".split()
)
_OPENING = frozenset("открыть открыться открытый адкрыць адкрыцца open".split())
# what is done at an opening: by those named in the sentence after it
RIBBON = frozenset("лента ленточка стужка стужачка ribbon церемония цырымонія ceremony открытие адкрыццё opening".split())
_WITNESSED = frozenset("присутствие участие прысутнасць удзел presence participation".split())
_NEAR = 8  # tokens between the verb and what is opened
_FAR = 30  # where only its owners stand between


def opening(scene: Scene, t: Trigger, draft: Draft) -> Draft | None:
    """The draft completed for a verb that opens what joins two states: by its name, its place, its owner or those who open it."""
    if t.tense != "past" or t.lemma not in _OPENING:
        return None
    first, last = clause(scene.tokens, t.first)
    for k in range(first, last):
        token = scene.tokens[k]
        if token.lemma not in _HOUSES or token.case not in ("Nom", "Acc", "") or not _opened(scene.tokens, k, t):
            continue
        before = [c for c in scene.row.countries if c.form == "adjective" and k - 4 <= c.first <= k]
        joined = list(dict.fromkeys(c.iso for c in before))
        people = _who_opens(scene, t, k)
        owners = _owners(scene.row, scene, t, k, last)
        states = joined if len(joined) > 1 else list(dict.fromkeys([*joined, *owners, *([draft.country] if draft.country else []), *_sides(scene, people)]))
        if len(states) < 2 or (len(joined) < 2 and not people):
            continue
        return _completed(scene, draft, k, min((c.first for c in before), default=k), states, people)
    return None


def _opened(tokens: Sequence[Token], k: int, t: Trigger) -> bool:
    """The house stands near the verb, or is its subject with a long complement: "A laboratory of … and … was opened"."""
    if abs(k - t.first) <= _NEAR:
        return True
    between = tokens[k + 1 : t.first]
    return k < t.first <= k + _FAR and not any("Tense=" in x.feats or x.text in (",", ";") for x in between[:-1])


def _completed(scene: Scene, draft: Draft, k: int, start: int, states: Sequence[str], people: Sequence[PersonNamed]) -> Draft:
    body = next((b for b in scene.row.bodies if b.first <= k < b.last and not b.anaphor), None)
    while start and scene.story.language == "en" and (scene.tokens[start - 1].pos in ("NOUN", "PROPN", "ADJ") or scene.tokens[start - 1].norm.endswith("ing")):
        start -= 1
    end = next((b.last for b in scene.row.bodies if b.first == k + 1), k + 1)
    draft.name = body.name if body else " ".join(x.text for x in scene.tokens[start:end])
    draft.proper, draft.head = True, scene.tokens[k].lemma
    draft.core = frozenset(x.lemma for x in scene.tokens[start : k + 1])
    draft.set_place(next((p for p in scene.row.places if start <= p.first < k), None) if draft.place is None else None, scene.i)
    for iso in states:
        draft.note(draft.countries, iso, scene.i)
    for p in people:
        draft.note(draft.people, scene.story.person(p), p.sentence)
    return draft


def _owners(row: SentenceMentions, scene: Scene, t: Trigger, k: int, last: int) -> list[str]:
    """«представительство IT Park Uzbekistan»: whose house it is, right behind the noun or in one name with it."""
    end, found = k + 1, []
    for b in sorted(row.bodies, key=lambda b: b.first):
        linked = all(t.text in ("(", ")", ",") or t.norm in ("of", "the", "and", "и", "і") for t in scene.tokens[end : b.first]) or b.first <= k
        if b.last <= k or b.first > last or not linked or b.anaphor:
            continue
        end = max(end, b.last)
        named = next((c.iso for c in row.countries if b.first <= c.first < b.last), None)
        iso = scene.story.bodies.country(scene.story.body(b) or "") or named
        found += [iso] if iso else []
    named_last = [c.iso for c in row.countries if k + 1 < c.first < t.first and c.form != "adjective" and scene.tokens[c.first - 1].pos == "PROPN"]  # "of X and Universiti Sains Malaysia"
    return found + named_last + [c.iso for c in row.countries if c.first == k + 1 and c.first < last and c.form != "adjective"]


def _who_opens(scene: Scene, t: Trigger, k: int) -> list[PersonNamed]:
    """Those who open it, or in whose presence it is opened; of the next sentence, those who cut the ribbon."""
    apart = [a for a in asides(scene.tokens) if a[0] <= t.first < a[1]]  # "А напомнил о меморандуме, благодаря которому открылся центр"
    there = [p for p in scene.row.persons if all(a[0] <= p.first < a[1] for a in apart)]
    own = [p for p in there if p.case in ("Nom", "") or (t.passive and p.case == "Ins") or any(x.lemma in _WITNESSED for x in scene.tokens[max(t.last, k) : p.first])]
    if scene.i + 1 < len(scene.story.rows):
        after = scene.story.rows[scene.i + 1]
        if any(x.lemma in RIBBON for x in after.tokens[:12]):
            own += [p for p in after.persons if p.case in ("Nom", "", "Ins", "Acc")]
    return own


def _sides(scene: Scene, people: Sequence[PersonNamed]) -> list[str]:
    return scene.book.sides.countries(scene.story.person(p) for p in people)
