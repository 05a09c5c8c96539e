"""The life of an agreement: each release's claim with its as-of date, and the status that follows from all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.facts.model import STATUSES, Agreement
from kg.release.model import Release
from kg.values import PartialDate


@dataclass(frozen=True, slots=True)
class Told:
    """What one release says of a status, and the day as of which."""

    status: str
    as_of: PartialDate | None


def as_of(status: str, agreement: Agreement, release: Release) -> PartialDate | None:
    """Signing holds as of the day of signing, everything else as of the release's publication."""
    if status == "signed" and agreement.signed:
        return agreement.signed[0].value
    return release.published


def current(told: Sequence[Told]) -> str:
    """The status of the latest claim, of claims of one day the furthest; an undated claim counts if it is further still."""
    dated = [(c.as_of.bounds[1], STATUSES.index(c.status)) for c in told if c.as_of and c.as_of.bounds]
    undated = [STATUSES.index(c.status) for c in told if not (c.as_of and c.as_of.bounds)]
    latest = max(dated)[1] if dated else -1
    return STATUSES[max([latest, *undated])]
