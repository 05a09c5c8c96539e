"""Nodes and things of one kind as rows of the database, and what is kept of them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace
from typing import Any, NamedTuple

from kg.entities.agreements import AgreementNode
from kg.entities.bodies import BodyNode
from kg.entities.cluster import alike_keys
from kg.entities.events import EventNode
from kg.entities.kinds import Kind, PathIn, Plain
from kg.entities.make import Agreed, Held, Member
from kg.entities.model import COMMITMENT, MEMBERSHIP, TENURE, Mention
from kg.entities.people import PersonNode
from kg.entities.places import PlaceNode
from kg.entities.tenures import TenureNode
from kg.facts.model import Agreement, Body, Event, Extraction, Form, Person, Place
from kg.shelf.codec import decode, encode
from kg.values import PartialDate, Span

_NODES: dict[str, Any] = {
    "body": BodyNode, "place": PlaceNode, "person": PersonNode, "event": EventNode, "agreement": AgreementNode, TENURE: TenureNode,
}  # fmt: skip
_THINGS: dict[str, Any] = {
    "body": Body, "place": Place, "person": Person, "event": Event, "agreement": Agreement, TENURE: Held, COMMITMENT: Agreed,
    MEMBERSHIP: Member,
}  # fmt: skip


class Row(NamedTuple):
    """A mention: `sign` is equal for mentions that say the same, `parent` the key of the body that this one is a part of,
    `first` and `last` the bounds of its dates, `bodied` 1 for a post whose body is told."""

    mention: Mention
    sign: str
    node: str
    thing: str
    parent: str | None
    first: str | None
    last: str | None
    bodied: int


def rows(kind: Kind, release: str, extraction: Extraction, path: PathIn, decided: frozenset[Mention]) -> list[Row]:
    """The mentions of a kind in a release."""
    told = {node.mention: (node, thing) for node, thing in kind.nodes(release, extraction, path)}
    nodes = [told[m][0] for m in sorted(told)]
    found = []
    for node, key, _ in alike_keys(nodes, kind.rules, decided):
        mention = node.mention
        thing = told[mention][1]
        first, last = _bounds(kind.name, mention.key, thing, extraction)
        parent = thing.parent if isinstance(thing, Body) else None
        bodied = int(kind.name == TENURE and node.body is not None)
        kept = encode((extraction.release.language, _plain(thing)))
        found.append(Row(mention, _sign(key), encode(_without(node)), kept, parent, first, last, bodied))
    return found


def node_of(kind: str, mention: Mention, text: str) -> Any:
    """The node of a row."""
    if kind not in _NODES:
        return Plain(mention, text)
    return replace(decode(_NODES[kind], text), mention=mention)


def thing_of(kind: str, text: str) -> tuple[str, Any]:
    """(language, thing) of a row."""
    pair: Any = tuple
    told: tuple[str, Any] = decode(pair[str, _THINGS[kind]], text)
    return told


def key_texts(keys: Iterable[Hashable]) -> set[str]:
    """Keys of comparison as texts."""
    return {encode(key) for key in keys}


def _without(node: Any) -> Any:
    """The node without its mention, which the row has anyway."""
    nobody = Mention("", "", "")
    return node._replace(mention=nobody) if isinstance(node, Plain) else replace(node, mention=nobody)


def _sign(key: Any) -> str:
    if key[0] == "alone":
        return f"alone {key[1].release} {key[1].key}"
    return hashlib.sha256(encode(key).encode()).hexdigest()[:32]


def _plain(thing: Any) -> Any:
    """Without keys and places in the text, which say nothing of the entity, so that equal ones are kept as equal rows."""
    if isinstance(thing, Person | Place):
        return replace(thing, key="", forms=_texts(thing.forms))
    if isinstance(thing, Body):
        return replace(thing, key="", forms=_texts(thing.forms), parent=None)
    return thing


def _texts(forms: tuple[Form, ...]) -> tuple[Form, ...]:
    return tuple(Form(text, Span(0, 1)) for text in sorted({f.text for f in forms}))


_DATES: dict[str, Callable[[Any], list[PartialDate | None]]] = {
    "agreement": lambda a: [c.value for c in a.signed],
    "event": lambda e: [c.value for c in (*e.starts, *e.ends)],
}


def _bounds(kind: str, key: str, thing: Any, extraction: Extraction) -> tuple[str | None, str | None]:
    dates = _DATES[kind](thing) if kind in _DATES else []
    if kind == TENURE:
        dates = [extraction.posts[int(key.removeprefix("post"))].attested]
    elif kind == MEMBERSHIP:
        dates = [extraction.memberships[int(key.removeprefix("m"))].since]
    days = [day for d in dates if d for day in d.bounds or ()]
    return (min(days), max(days)) if days else (None, None)
