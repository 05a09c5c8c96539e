"""The kinds of thing in the order in which identity settles them, each with its nodes, its rules and how it is named.

A kind may look at the entities of those before it: people are told apart by their bodies, events by their people.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from kg.entities import make
from kg.entities.agreements import AgreementRules, agreement_node
from kg.entities.bodies import BodyRules, body_node
from kg.entities.cluster import Node, Rules
from kg.entities.events import EventRules, event_node
from kg.entities.make import Agreed, Held, Member
from kg.entities.model import COMMITMENT, MEMBERSHIP, TENURE, Entity, Mention
from kg.entities.people import PersonRules, person_node
from kg.entities.places import PlaceRules, place_node
from kg.entities.tenures import TenureRules, tenure_node
from kg.facts.model import Extraction

PathIn = Callable[[str, str], str]  # (kind, local key) -> path of the entity of a thing of the same release
Nodes = Iterator[tuple[Any, Any]]  # node, and what the entity is made of


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing: `nodes` of a release, `rules` of identity, `form` makes the entity of (language, thing)s."""

    name: str
    nodes: Callable[[str, Extraction, PathIn], Nodes]
    rules: Rules[Any]
    form: Callable[[make.Found[Any], make.Mentions, str | None], Entity]


class Plain(NamedTuple):
    """A node of a kind that is compared by equality alone."""

    mention: Mention
    sign: Hashable


class PlainRules:
    """Nodes with an equal sign are one; without a sign every node stands alone."""

    exclusive = False

    def keys(self, node: Plain) -> Iterable[Hashable]:
        """None: nodes that say the same are one before any comparison."""
        return ()

    def asks(self, node: Plain) -> Iterable[Hashable]:
        """Nothing beyond the keys."""
        return ()

    def offers(self, node: Plain) -> Iterable[Hashable]:
        """None."""
        return ()

    def signature(self, node: Plain) -> Hashable:
        """The sign."""
        return node.sign

    def same(self, a: Plain, b: Plain) -> tuple[int, str] | None:
        """An equal sign."""
        return (0, "same state and organisation") if a.sign is not None and a.sign == b.sign else None

    def apart(self, a: Plain, b: Plain) -> str | None:
        """Another sign."""
        return None if a.sign == b.sign else "not the same"

    def weak(self, node: Plain) -> bool:
        """Never."""
        return False

    def fits(self, a: Plain, b: Plain) -> str | None:
        """Never."""
        return None

    def maybe(self, a: Plain, b: Plain) -> tuple[str, ...]:
        """Never."""
        return ()


def _bodies(release: str, e: Extraction, path: PathIn) -> Nodes:
    return ((body_node(Mention(release, "body", b.key), b, e), b) for b in e.bodies)


def _places(release: str, e: Extraction, path: PathIn) -> Nodes:
    return ((place_node(Mention(release, "place", p.key), p, e.release.language), p) for p in e.places)


def _people(release: str, e: Extraction, path: PathIn) -> Nodes:
    return ((person_node(Mention(release, "person", p.key), p, e, path), p) for p in e.persons)


def _events(release: str, e: Extraction, path: PathIn) -> Nodes:
    return ((event_node(Mention(release, "event", v.key), v, e, path), v) for v in e.events)


def _agreements(release: str, e: Extraction, path: PathIn) -> Nodes:
    return ((agreement_node(Mention(release, "agreement", a.key), a, e, path), a) for a in e.agreements)


def _tenures(release: str, e: Extraction, path: PathIn) -> Nodes:
    names = {p.key: p.name.label for p in e.persons}
    for i, post in enumerate(e.posts):
        held = Held(names[post.person], path("person", post.person), post.role)
        yield tenure_node(Mention(release, TENURE, f"post{i}"), post, e, path), held


def _commitments(release: str, e: Extraction, path: PathIn) -> Nodes:
    """A commitment is one release's: the words of two releases are not compared."""
    for i, one in enumerate(e.commitments):
        yield Plain(Mention(release, COMMITMENT, f"c{i}"), None), Agreed(one.text, release)


def _memberships(release: str, e: Extraction, path: PathIn) -> Nodes:
    for i, one in enumerate(e.memberships):
        member = Member(one.country, path("body", one.body))
        yield Plain(Mention(release, MEMBERSHIP, f"m{i}"), member), member


def _unrecorded(form: Callable[[make.Found[Any], make.Mentions], Entity]) -> Callable[..., Entity]:
    return lambda found, mentions, record: form(found, mentions)


KINDS = (
    Kind("body", _bodies, BodyRules(), make.body),
    Kind("place", _places, PlaceRules(), _unrecorded(make.place)),
    Kind("person", _people, PersonRules(), _unrecorded(make.person)),
    Kind("event", _events, EventRules(), _unrecorded(make.event)),
    Kind("agreement", _agreements, AgreementRules(), _unrecorded(make.agreement)),
    Kind(TENURE, _tenures, TenureRules(), _unrecorded(make.tenure)),
    Kind(COMMITMENT, _commitments, PlainRules(), _unrecorded(make.commitment)),
    Kind(MEMBERSHIP, _memberships, PlainRules(), _unrecorded(make.membership)),
)


def record_in(nodes: Iterable[Node]) -> str | None:
    """The record of a group of bodies, if one of them has one; None for other kinds."""
    return next((n.authority for n in nodes if getattr(n, "authority", None)), None)  # type: ignore[attr-defined]
