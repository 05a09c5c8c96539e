"""Several meetings told in one sentence: «провел ряд встреч в Женеве: с министром А и послом Б»."""

from __future__ import annotations

from collections.abc import Iterator

from kg.facts.events.setting import outer_event, setting_of
from kg.facts.sentences.clauses import dates_of, places_in
from kg.facts.sentences.scenes import finite
from kg.facts.story.drafts import Draft, Scene
from kg.facts.time_and_place.when import own_clause
from kg.mentions.acts import negated, tense
from kg.mentions.model import GatheringNamed

_AGREED = frozenset("договориться условиться согласовать".split())


def drafts_of_several(scene: Scene, g: GatheringNamed) -> Iterator[Draft]:
    """A meeting of the subject with each of those named behind "с"; nothing where fewer than two partners are named."""
    tokens = scene.tokens
    partners = [p for p in scene.row.persons if p.first > g.last and p.case in ("Ins", "")]
    others = [p for p in scene.row.persons if p not in partners]
    subjects = [p for p in others if (p.last <= g.first or p.first > g.last) and p.case in ("Nom", "")]
    subjects = subjects or [p for p in others if p.case == "Gen" and p.first < (partners[0].first if partners else 0)]  # "в программе А", "встречи А с Б и В"
    held = any(finite(t) and tense(tokens, k) == "past" and not negated(tokens, k) for k, t in enumerate(tokens)) and not any(t.act in ("plan", "postpone") and t.lemma not in _AGREED for t in scene.row.triggers)
    with_them = any(t.norm in ("с", "со", "з", "са", "with") for t in tokens[g.last : partners[0].first]) if partners else False
    if not held or not with_them or len(subjects) != 1 or len(partners) < 2:
        return
    of_others = [own for o in scene.row.gatherings if o is not g and (own := own_clause(scene, o)) is not None]  # "на форуме, который прошел 5–6 мая"
    dates = [d for k, d in dates_of(scene.story, scene.i) if not any(a <= k < b for a, b in of_others)]
    places = places_in(scene.row, 0, len(tokens))
    for partner in partners:
        draft = Draft(g.kind, None, scene.i, "one-of-several", core=frozenset({tokens[g.head].lemma}), head=tokens[g.head].lemma, held=True)
        draft.seen.append(scene.i)
        draft.add_people(scene.story, [subjects[0], partner], scene.i)
        draft.part_of = outer_event(scene, draft, g) or setting_of(scene)
        beside = [day for k, day in dates_of(scene.story, scene.i) if k == partner.last + 1 and tokens[partner.last].text == "("]  # "с А (3 мая) и Б (4 мая)"
        if beside or len({d.period for d in dates}) == 1:
            draft.set_period((beside or dates)[0].period, scene.i)
        draft.set_place(places[0] if len(places) == 1 else None, scene.i)
        for iso in scene.book.sides.countries(draft.people):
            draft.note(draft.countries, iso, scene.i)
        yield draft
