"""Who signs a paper at a gathering took part in it: «Меморандум подписали А и Б. Церемония прошла на форуме»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.facts.model import Agreement, Event, Ref
from kg.values import Claim

_GATHERINGS = frozenset(["forum", "conference", "exhibition", "session"])


def with_signers(events: Sequence[Event], agreements: Sequence[Agreement]) -> list[Event]:
    """The events, with those who signed there among their participants; the evidence is that of the signature.

    A sitting must be told of as their place: «по окончании заседания А и Б подписали …», and they need not have sat there. Of a visit or of talks the text says itself who was there: a paper signed "following the talks" of presidents is often their ministers'.
    """
    kinds = {e.key: e.kind for e in events}
    signers: dict[str, list[Claim[str]]] = {}
    for a in agreements:
        if a.current_status in ("signed", "in-force", "implementing"):
            for at in a.signed_at:
                anew = min(e.passage.start for e in at.evidence) > max((e.passage.start for c in a.signatories for e in c.evidence), default=0)
                signers.setdefault(at.value, []).extend(a.signatories if anew or kinds[at.value] != "session" else ())
    return [_with(e, signers[e.key]) if e.key in signers and e.kind in _GATHERINGS and not e.planned else e for e in events]


def _with(event: Event, signers: Sequence[Claim[str]]) -> Event:
    there = {c.value for c in event.participants}
    more = {Ref("person", c.value): Claim(Ref("person", c.value), tuple(replace(e, rule="signed-there") for e in c.evidence)) for c in signers}
    return replace(event, participants=(*event.participants, *(c for ref, c in more.items() if ref not in there)))
