"""Which states take part in a gathering of which a sentence tells no people: «Беларусь представляли …», «министры Чили, Перу и Кубы обсудили»."""

from __future__ import annotations

from kg.facts.clauses import triggers_in
from kg.facts.drafts import Draft, Scene
from kg.facts.sides import delegation_countries
from kg.facts.told import enumerated

_SPEAKS = frozenset("выступить выступать".split())
_INSIDE = frozenset("участвовать участие присутствовать выступить выступать".split())


def states_represented(scene: Scene, event: Draft) -> None:
    """«Македонию представлял министр …», «представители Беларуси и Сербии приняли участие»."""
    among = event.container and any(t.lemma in ("участник", "удзельнік") and t.case == "Gen" for t in scene.tokens)
    for iso in enumerated(scene.row) if among and delegation_countries(scene.row) else []:
        event.note(event.countries, iso, scene.i)  # "среди участников делегации Чили, Перу и Кубы"
    if event.container and not event.planned and any(t.tense == "past" and not t.passive for t in triggers_in(scene.row, 0, len(scene.tokens), "discuss", "agree")):
        listed = enumerated(scene.row)  # "Министры Чили, Перу и Кубы обсудили …"
        lead = scene.row.countries[0].first if listed else 0
        for iso in listed if any(x.number == "Plur" and x.case in ("Nom", "") and x.pos == "NOUN" for x in scene.tokens[:lead]) else []:
            event.note(event.countries, iso, scene.i)
    for t in triggers_in(scene.row, 0, len(scene.tokens), "participate"):
        for iso in [*delegation_countries(scene.row), *enumerated(scene.row)] if t.lemma in _INSIDE and not (t.lemma in _SPEAKS and event.group == "meet") else []:
            event.note(event.countries, iso, scene.i)
        for c in scene.row.countries:
            if (
                t.lemma in ("представлять", "представить")
                and c.form != "adjective"
                and (c.case == "Acc" or (c.case == "Nom" and any(p.case == "Nom" for p in scene.row.persons)))
                and (abs(c.first - t.first) <= 4 or (c.last < len(scene.tokens) and scene.tokens[c.last].text in ("–", "—", "-")))
                and scene.tokens[c.first - 1].pos != "ADP"
            ):
                event.note(event.countries, c.iso, scene.i)
