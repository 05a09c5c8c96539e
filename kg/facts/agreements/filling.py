"""What a clause says of a document is put into its sketch."""

from __future__ import annotations

from kg.facts.agreements.parties import Found
from kg.facts.agreements.remarks import attendees, many_sides, two_sides
from kg.facts.agreements.scene import Reading
from kg.facts.agreements.sketches import OWN_DATES, Dated, Sketch
from kg.facts.model import Form
from kg.facts.sentences.scenes import Telling
from kg.facts.story.so_far import Story
from kg.mentions.model import InstrumentNamed, SentenceMentions

DONE = ("signed", "in-force", "implementing")


def fill(story: Story, i: int, row: SentenceMentions, ins: InstrumentNamed, telling: Telling, reading: Reading, sketch: Sketch, found: Found, date: Dated | None) -> None:
    """Put what a clause says of a document into its sketch: status, forms, sides, day."""
    evidence = story.evidence(i, reading.rule)[0]
    if reading.status in (*DONE, "terminated") or i not in sketch.sentences or sketch.status not in DONE:
        # "планируют продлить меморандум, подписанный в мае": signed
        sketch.statuses.append((reading.status, evidence))
    sketch.evidence.append(evidence)
    sketch.sentences.append(i)
    sketch.spots += [] if telling.led else [(i, telling.reach)]
    if ins.label:
        sketch.forms.append(Form(ins.span.of(story.document.text), ins.span))
    for ref in found.parties if not _deputed(story, sketch, i, found) else ():
        sketch.parties.setdefault(ref, []).append(evidence)
    for person in found.signatories:
        sketch.signatories.setdefault(person, []).append(evidence)
    for iso in (*ins.states, *found.states):
        sketch.states.setdefault(iso, []).append(evidence)
    sketch.paired |= two_sides(row, telling.reach)
    sketch.many |= many_sides(row, telling.reach) and not (attendees(row, telling.reach) and story.bilateral())
    closer = date is not None and sketch.signed is not None and len(date[0].lexical) > len(sketch.signed[0].lexical) and date[0].lexical.startswith(sketch.signed[0].lexical)
    if date is not None and (sketch.signed is None or closer or (date[1].rule in OWN_DATES and sketch.guessed)):
        # "А заключило с Б контракт. Документ подписали вчера": what its own sentence says is surer than the day of the story
        own_place = date[1].rule in OWN_DATES and any(telling.reach[0] <= p.first < telling.reach[1] for p in row.places)
        if own_place or (sketch.signed is not None and sketch.signed[0] != date[0]):
            sketch.place = sketch.event = None
        sketch.day_told, sketch.signed = sketch.signed, date


def _deputed(story: Story, sketch: Sketch, i: int, found: Found) -> bool:
    """«Правительство одобрило проект соглашения с Правительством Б. Подписать его поручено министерству»: the hand of a side that has been told."""
    if len(sketch.parties) < 2 or len(found.parties) != 1 or i in sketch.sentences[:-1] or found.parties[0] in sketch.parties or found.parties[0].kind != "body":
        return False
    states = {r.key if r.kind == "country" else story.bodies.country(r.key) for r in sketch.parties}
    return story.bodies.country(found.parties[0].key) in states - {None}
