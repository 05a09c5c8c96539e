"""Several agreements told in one sentence by their parties: "three deals were signed: between A and B, on mail; between C and D, on data"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.facts.parties import find_parties
from kg.facts.sketches import Sketch, kin, sketch_of
from kg.facts.status import Reading
from kg.facts.story import Story
from kg.mentions.model import InstrumentNamed, SentenceMentions

_BETWEEN = frozenset("между between паміж".split())
_ALL = frozenset("all both все оба усе".split())


def listed_pairs(story: Story, i: int, row: SentenceMentions, ins: InstrumentNamed, reading: Reading, group: Sketch) -> list[Sketch]:
    """A sketch for each "between" of the sentence, if there are several, with the day and place of them all."""
    tokens = row.tokens
    starts = [k for k in range(ins.head + 1, len(tokens)) if tokens[k].norm in _BETWEEN]
    out: list[Sketch] = []
    for n, k in enumerate(starts if len(starts) > 1 else []):
        stop = starts[n + 1] if n + 1 < len(starts) else len(tokens)
        while stop > k and (not tokens[stop - 1].is_word or tokens[stop - 1].norm in ("и", "and")):
            stop -= 1
        part = replace(ins, first=k - 1, head=k - 1, last=k)
        parties = find_parties(story, row, part, Reading("", "", None), (k, stop)).parties
        if len(parties) < 2:
            continue
        named = story.document.text[tokens[k].start : tokens[stop - 1].end]
        one = sketch_of(replace(ins, label=f"{ins.kind.capitalize()} {named}", key="", plural=False, subject=""), title=False)
        evidence = story.evidence(i, reading.rule)
        one.statuses, one.evidence, one.sentences = [(reading.status, evidence[0])], list(evidence), [i]
        one.parties = {p: list(evidence) for p in parties}
        one.signed, one.place, one.event = group.signed, group.place, group.event
        out.append(one)
    return out


def retyped(row: SentenceMentions, ins: InstrumentNamed, listed: Sequence[Sketch]) -> bool:
    """"All three take the form of memoranda": sets the kind of the documents just listed; True if it did."""
    told = not row.triggers and any(t.norm in _ALL for t in row.tokens[:3]) and ins.kind not in ("agreement", "other")
    for s in listed if told else ():
        if kin(s.kind, "agreement"):
            s.label = s.label.replace(s.kind.capitalize(), ins.kind.capitalize(), 1)
            s.kind = ins.kind
    return told and bool(listed)
