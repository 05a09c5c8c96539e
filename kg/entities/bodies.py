"""When two bodies of different releases are one: known by record, or by state and name. Score alone never joins them."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from kg.entities.model import Mention
from kg.entities.names import fold, one_letter_off
from kg.entities.records import record_key
from kg.entities.states import without_state
from kg.entities.stems import stems
from kg.facts.model import Body, Extraction

# Kinds whose name is their own the world over; a "рабочая группа" or a "центр" is one of many.
_OWN_NAME = frozenset({"InternationalOrganization", "Company"})
_QUOTED = re.compile(r"[«\"“„]([^«»\"“”„]{2,80})[»\"”“]")
# Legal forms and kinds of company that releases put before a proper name or leave out.
_FORMS = frozenset(
    stems(
        "руп рпуп оао зао ао пао ооо фгуп гуп тоо уп госкорпорация корпорация компания группа холдинг государственная "
        "дзяржаўная карпарацыя кампанія company corporation group ltd llc inc co jsc предприятие прадпрыемства оператор"
    )
)
_LONG = 4  # words of a name that hardly two bodies share


@dataclass(frozen=True, slots=True)
class BodyNode:
    """A body of one release, made comparable.

    core    stems of its name without the state
    quoted  the proper name in quotes, folded, or ""
    head    stems before it, legal forms left out
    shorts  folded short names, for weak nodes also their own name
    """

    mention: Mention
    language: str
    kind: str
    country: str | None
    core: tuple[str, ...]
    quoted: str
    head: tuple[str, ...]
    shorts: frozenset[str]
    parent: tuple[str, ...]
    authority: str | None


def body_node(mention: Mention, body: Body, extraction: Extraction) -> BodyNode:
    """The comparable form of a body; its parent's name belongs to it ("Департамент …" of which ministry)."""
    release = extraction.release
    parent = next((b for b in extraction.bodies if b.key == body.parent), None)
    country = body.country or (parent.country if parent else None)
    match = _QUOTED.search(body.name)
    quoted = fold(match[1]) if match else ""
    head = tuple(s for s in stems(body.name[: match.start()]) if s not in _FORMS) if match else ()
    # a legal form says nothing before a proper name: ПАО «Почта», АО «Почта», «Почта»
    core = without_state((*head, *stems(quoted)) if match and not body.name[match.end() :].strip() else stems(body.name), country)
    return BodyNode(
        mention,
        release.language,
        body.kind,
        country,
        core,
        quoted,
        without_state(head, country) if head else (),
        frozenset(fold(s) for s in body.short) | ({fold(body.name)} if len(core) == 1 else set()),
        without_state(stems(parent.name), parent.country) if parent else (),
        record_key(body.authority, body.name, country, release.language, release.published.year if release.published else None),
    )


class BodyRules:
    """Bodies are keyed by state and name: two ministries of the interior are never one."""

    exclusive = False

    def keys(self, node: BodyNode) -> Iterable[Hashable]:
        """By record, by each word of four letters and more of the name's first two, by short name, by proper name."""
        if node.authority:
            yield "record", node.authority
        yield "core", node.core[:2]
        if len(node.core) > 2:
            yield "tail", node.core[0], node.core[-2:]
        if node.quoted:
            yield "own", node.quoted
        yield from (("own", short) for short in node.shorts)

    def asks(self, node: BodyNode) -> Iterable[Hashable]:
        """Nothing beyond the keys."""
        return ()

    def offers(self, node: BodyNode) -> Iterable[Hashable]:
        """Nothing beyond the keys."""
        return ()

    def signature(self, node: BodyNode) -> Hashable:
        """All but the mention and the language."""
        return (node.kind, node.country, node.core, node.quoted, node.head, node.shorts, node.parent, node.authority)

    def same(self, a: BodyNode, b: BodyNode) -> tuple[int, str] | None:
        """By record, by name in one state, by proper name, or by a name that only one body of the world has."""
        if a.authority and a.authority == b.authority:
            return 0, "same record in the authority file"
        if self.apart(a, b):
            return None
        placed = a.country is not None and a.country == b.country
        own = a.country == b.country and (a.kind in _OWN_NAME or len(a.core) >= _LONG)
        if a.core == b.core and (placed or own):
            return 1, "same name" + (" in one state" if placed else "")
        if a.quoted and b.quoted and a.quoted == b.quoted and a.country == b.country and (placed or own):
            return 2, "same proper name"
        if placed and len(a.core) > 1 and _one_word_misspelt(a.core, b.core):
            return 3, "same name but for one letter"
        return None

    def apart(self, a: BodyNode, b: BodyNode) -> str | None:
        """Different records, states, parents, or kinds of bearer of one proper name."""
        if a.authority and b.authority:
            return None if a.authority == b.authority else "different records in the authority file"
        if a.country and b.country and a.country != b.country:
            return "different states"
        if a.parent and b.parent and a.parent != b.parent:
            return "parts of different bodies"
        if a.quoted and a.quoted == b.quoted and not _nested(a.head, b.head):
            return "different kinds of body bear one proper name"
        return None

    def weak(self, node: BodyNode) -> bool:
        """A body without a record that is known by one word, or without a state though of a kind that has one."""
        stateless = node.country is None and node.kind != "InternationalOrganization"
        return node.authority is None and (len(node.core) == 1 or stateless)

    def fits(self, a: BodyNode, b: BodyNode) -> str | None:
        """A short name of a body of the same state; a proper name or a long name without its state."""
        if self.apart(a, b):
            return None
        one_word = a.core == b.core or bool(a.shorts & b.shorts) or (bool(b.quoted) and b.quoted in a.shorts)
        if a.country and a.country == b.country and one_word:
            return "short name of the only such body of the state"
        if a.country is None and b.kind == "InternationalOrganization" and a.kind in (b.kind, "Organization") and one_word:
            return "short name of the only such organisation"
        if a.country is None and a.quoted and a.quoted == b.quoted:
            return "same proper name, state not told, and no other body bears it"
        if a.country is None and a.core == b.core and (a.kind in _OWN_NAME or len(a.core) >= _LONG):
            return "same name, state not told, and no other body bears it"
        if a.country is None and a.kind in _OWN_NAME and one_word and (b.kind in _OWN_NAME):
            return "same proper name, state not told, and no other body bears it"
        return None

    def maybe(self, a: BodyNode, b: BodyNode) -> tuple[str, ...]:
        """One name within the other in one state; one name where a state is not told."""
        if self.apart(a, b):
            return ()
        if a.core == b.core and (a.country is None or b.country is None):
            return ("same name, state of one not told",)
        if a.country == b.country and a.country and a.kind == b.kind and len(a.core) > 1 and len(b.core) > 1:
            short, long_ = sorted((a.core, b.core), key=len)
            if set(short) < set(long_):
                return ("one name lies within the other, same state",)
        return ()


def _nested(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """One is the other with words left out: "Международная организация связи", "организация связи"."""
    return set(a) <= set(b) or set(b) <= set(a)


def _one_word_misspelt(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    different = [(x, y) for x, y in zip(a, b, strict=False) if x != y]
    return (
        len(a) == len(b)
        and len(different) == 1
        and min(len(different[0][0]), len(different[0][1])) >= 7
        and one_letter_off(*different[0])
    )
