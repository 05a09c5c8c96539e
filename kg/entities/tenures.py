"""When two statements of a post are one tenure: same person, role and body; a successor is another person."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass

from kg.entities.model import Mention
from kg.entities.slugs import slug
from kg.facts.model import Extraction, Post
from kg.reference.concepts import role_path

Path = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class TenureNode:
    """A post of one release: paths of person, role and body, and the state."""

    mention: Mention
    person: str
    role: str
    body: str | None
    country: str | None


def tenure_node(mention: Mention, post: Post, extraction: Extraction, path: Path) -> TenureNode:
    """The comparable form of a post; `path` gives the entity of a person or body of the same release."""
    body = path("body", post.body) if post.body else None
    return TenureNode(mention, path("person", post.person), role_of(post.role), body, post.country)


def role_of(title: str) -> str:
    """The path of a role: a concept of the scheme, or one minted from the words."""
    return role_path(title) or f"role/{slug(title) or 'unnamed'}"


class TenureRules:
    """A tenure is what the releases attest of one person in one post."""

    exclusive = False

    def keys(self, node: TenureNode) -> Iterable[Hashable]:
        """By person and role."""
        yield node.person, node.role

    def asks(self, node: TenureNode) -> Iterable[Hashable]:
        """Nothing beyond the keys."""
        return ()

    def offers(self, node: TenureNode) -> Iterable[Hashable]:
        """Nothing beyond the keys."""
        return ()

    def signature(self, node: TenureNode) -> Hashable:
        """All but the mention."""
        return (node.person, node.role, node.body, node.country)

    def same(self, a: TenureNode, b: TenureNode) -> tuple[int, str] | None:
        """Person, role and body agree."""
        if (a.person, a.role, a.body) == (b.person, b.role, b.body) and not self.apart(a, b):
            return 0, "same person, role and body"
        return None

    def apart(self, a: TenureNode, b: TenureNode) -> str | None:
        """Another person, role, body or state."""
        if (a.person, a.role) != (b.person, b.role):
            return "different person or role"
        if a.body and b.body and a.body != b.body:
            return "different bodies"
        return "different states" if a.country and b.country and a.country != b.country else None

    def weak(self, node: TenureNode) -> bool:
        """A post without its body."""
        return node.body is None

    def fits(self, a: TenureNode, b: TenureNode) -> str | None:
        """The person's only post of that name."""
        return None if self.apart(a, b) else "the person's only post of that name"

    def maybe(self, a: TenureNode, b: TenureNode) -> tuple[str, ...]:
        """Nothing: people are compared elsewhere."""
        return ()
