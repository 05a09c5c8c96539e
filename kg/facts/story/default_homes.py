"""Houses that a release names without a state although it tells of several: those of the place from which it is told."""

from __future__ import annotations

from collections.abc import Sequence

from kg.facts.story.bodies import BodyRegister, Group
from kg.mentions.model import BodyNamed, PlaceNamed, SentenceMentions

_UNSEATED = frozenset({"InternationalOrganization", "WorkingBody", "Media"})


def line_of(rows: Sequence[SentenceMentions], headed: bool) -> PlaceNamed | None:
    """The city in front of the text: "УЛАН-БАТОР.", "Ташкент, Узбекистан (UzDaily.uz) --"; `headed`: the first row is a headline."""
    for row in rows[:3]:
        for p in row.places:
            opens = p.first == 0 and p.last < len(row.tokens) and row.tokens[p.last].text in (".", ",", "(", "/", "–", "-", "—")
            if (opens and not row.sentence.title) or any(d.kind == "dateline" for d in row.dates):
                return p
            if opens and not headed:
                return p
    return None


def settle_at_home(rows: Sequence[SentenceMentions], bodies: BodyRegister, headed: bool, site: str | None) -> None:
    """Give a house without a state that of the line, where the site is not another's and nothing beside the house tells of another state."""
    line = line_of(rows, headed)
    home = line.iso if line is not None else None
    if home is None or site not in (None, home):
        return
    for group in bodies.groups:
        if group.country is None and group.authority is None and group.best.kind not in _UNSEATED and not group.best.weak and not group.best.core[-1:].isascii() and _told_alone(rows, bodies, group, home):
            group.of_state(home)


def _told_alone(rows: Sequence[SentenceMentions], bodies: BodyRegister, group: Group, home: str) -> bool:
    """No sentence that names it tells of a state besides home, or of a deed with a house of home or of no state: then it may be the guest."""
    for m in group.mentions:
        row = rows[m.sentence]
        states = {c.iso for c in row.countries if not _inside_another(row, m, c.first)}
        if states - {home}:
            return False
        others = {g.country for b in (*row.bodies, *(r.body for r in row.roles if r.body is not None)) if (k := bodies.key(b)) is not None and (g := bodies.group(k)) is not group}
        if row.instruments and {home, None} & others:
            return False
    return True


def _inside_another(row: SentenceMentions, m: BodyNamed, k: int) -> bool:
    """Part of the name or the post of somebody else."""
    return any(b is not m and b.first <= k < b.last for b in row.bodies) or any(r.first <= k < r.last and not r.first <= m.first < r.last for r in row.roles)
