"""Last step of reading agreements: parties from signatories, the states behind the parties, frozen values."""

from __future__ import annotations

from kg.facts.agreements import Sketch
from kg.facts.events import EventBook, story_place
from kg.facts.model import Agreement, Ref
from kg.facts.sides import Sides
from kg.facts.story import Story
from kg.values import Claim, Evidence

# signed by ministers for their states or for a gathering, not by their ministries as such
_OF_STATES = frozenset({"statement", "declaration", "recommendations", "treaty"})


def close(story: Story, sides: Sides, book: EventBook, sketches: list[Sketch]) -> list[Agreement]:
    """Agreements as frozen values, in the order of first mention."""
    out = []
    for s in sketches:
        _parties_of_signatories(story, s)
        states = _states(story, sides, book, s)
        out.append(_agreement(s, f"a{len(out) + 1}", book, states))
    return out


def _parties_of_signatories(story: Story, s: Sketch) -> None:
    """«Министр А и министр Б подписали меморандум»: their ministries are the parties."""
    if s.kind in _OF_STATES or any(r.kind == "body" for r in s.parties):
        return
    bodies: dict[Ref, list[Evidence]] = {}
    for person, evidence in s.signatories.items():
        body = _body_of(story, person)
        if body is not None:
            bodies[Ref("body", body)] = evidence
    if len(bodies) >= 2:
        s.parties.update(bodies)


def _body_of(story: Story, person: str) -> str | None:
    """The body that a signatory heads or stands for, as the release's post phrases tell."""
    from kg.facts.posts import find_posts

    posts = [p for p in find_posts(story) if p.person == person and p.body and not p.former]
    return posts[0].body if posts else None


def _states(story: Story, sides: Sides, book: EventBook, s: Sketch) -> dict[str, list[Evidence]]:
    states: dict[str, list[Evidence]] = dict(s.states)
    international = False
    for ref, evidence in s.parties.items():
        if ref.kind == "country":
            states.setdefault(ref.key, []).extend(evidence)
            continue
        kind = story.bodies.kind(ref.key)
        international |= kind == "InternationalOrganization"
        country = story.bodies.country(ref.key)
        if country and kind != "InternationalOrganization":
            states.setdefault(country, []).extend(evidence)
    for person, evidence in s.signatories.items():
        country2 = sides.country(person)
        if country2:
            states.setdefault(country2, []).extend(evidence)
    if len(states) >= 2 or (international and not s.collective):
        return states
    here = s.evidence[0]
    if s.kind in _OF_STATES and s.event is not None and len(s.event[0].countries) > 2 and set(states) <= set(s.event[0].countries):
        # "по итогам встречи министры подписали декларацию": all who took part
        return {iso: [s.event[1]] for iso in s.event[0].countries}
    pair = _pair(story, sides, book, s, set(states))
    for iso in pair:
        states.setdefault(iso, []).append(here)
    return states


def _pair(story: Story, sides: Sides, book: EventBook, s: Sketch, known: set[str]) -> list[str]:
    """The two sides that a bilateral text is about: of the sentence, of the event, of the release."""
    for i in s.sentences:
        named = list(dict.fromkeys(c.iso for c in story.rows[i].countries))
        if len(named) == 2 and known <= set(named):
            return named
        present = sides.countries(story.person(p) for p in story.rows[i].persons)
        if not named and len(present) == 2 and known <= set(present):
            return present
    events = [d for d in book.drafts if d.seen and min(d.seen) <= max(s.sentences)]
    for d in sorted(events, key=lambda d: -max(d.seen)):
        if len(d.countries) == 2 and known <= set(d.countries):
            return list(d.countries)
    states = story.sides()
    if len(states) == 2 or (len(states) > 2 and _weight(story, states[1]) >= 2 * _weight(story, states[2])):
        if known <= set(states[:2]):
            return list(states[:2])
    return []


def _weight(story: Story, iso: str) -> int:
    return sum(c.iso == iso for row in story.rows for c in row.countries)


def _agreement(s: Sketch, key: str, book: EventBook, states: dict[str, list[Evidence]]) -> Agreement:
    def claim(evidence: list[Evidence]) -> tuple[Evidence, ...]:
        return tuple(dict.fromkeys(evidence))

    statuses: dict[str, list[Evidence]] = {}
    for status, evidence in s.statuses:
        statuses.setdefault(status, []).append(evidence)
    kept = book.drafts
    at = (Claim(f"e{kept.index(s.event[0]) + 1}", (s.event[1],)),) if s.event and s.event[0] in kept else ()
    return Agreement(
        key, s.kind, s.label, tuple(Claim(v, claim(e)) for v, e in statuses.items()), claim(s.evidence), s.subject or None,
        tuple(Claim(r, claim(e)) for r, e in s.parties.items()),
        tuple(Claim(c, claim(e)) for c, e in states.items()),
        tuple(Claim(p, claim(e)) for p, e in s.signatories.items()),
        (Claim(s.signed[0], (s.signed[1],)),) if s.signed else (),
        (Claim(story_place(s.place[0]), (s.place[1],)),) if s.place else (),
        at, (), tuple(dict.fromkeys(s.forms)),
    )  # fmt: skip

