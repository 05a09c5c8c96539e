"""When two people of different releases are one: compatible names, and a state, body or post that they share."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass

from kg.entities.model import Mention
from kg.entities.names import fold, given_name, is_initial, one_letter_off, same_part, skeletons
from kg.entities.tenures import role_of
from kg.facts.model import Extraction, Person, PersonName

Path = Callable[[str, str], str]  # (kind, local key) -> path of the entity
_LONG_FAMILY = 6  # letters; a letter more or less in a shorter name makes another name


@dataclass(frozen=True, slots=True)
class PersonNode:
    """A person of one release, made comparable.

    states  those of their posts
    bodies  paths of the bodies where they hold posts
    posts   (role, state) of their posts
    around  states that the release names at all, for people without a post
    """

    mention: Mention
    language: str
    name: PersonName
    states: frozenset[str]
    bodies: frozenset[str]
    posts: frozenset[tuple[str, str | None]]
    around: frozenset[str]

    @property
    def full(self) -> bool:
        """True if the given name is known, not only its initial."""
        return bool(self.name.given) and not is_initial(self.name.given)


def person_node(mention: Mention, person: Person, extraction: Extraction, path: Path) -> PersonNode:
    """The comparable form of a person; `path` gives the entity of a body of the same release."""
    posts = [p for p in extraction.posts if p.person == person.key]
    country_of = {b.key: b.country for b in extraction.bodies}
    states = {p.country or country_of.get(p.body or "") for p in posts}
    return PersonNode(
        mention,
        extraction.release.language,
        person.name,
        frozenset(s for s in states if s),
        frozenset(path("body", p.body) for p in posts if p.body),
        frozenset((role_of(p.role), p.country) for p in posts),
        frozenset(c.value for c in extraction.countries) if not posts else frozenset(),
    )


class PersonRules:
    """A name alone joins nobody: what else the releases tell of the two must agree."""

    exclusive = False

    def keys(self, node: PersonNode) -> Iterable[Hashable]:
        """By the sound of the family name, and by all words in case their order was mistaken."""
        yield from skeletons(node.name.family)
        family = fold(node.name.family)
        if node.full and len(family) >= _LONG_FAMILY:
            # two names that differ by one letter become the same when the right letter is left out of each
            yield from (("but one", family[:at] + family[at + 1 :]) for at in range(len(family)))
            yield "but one", family
        if node.full:
            yield "words", tuple(_words(node.name))

    def asks(self, node: PersonNode) -> Iterable[Hashable]:
        """Nothing beyond the keys."""
        return ()

    def offers(self, node: PersonNode) -> Iterable[Hashable]:
        """Nothing beyond the keys."""
        return ()

    def signature(self, node: PersonNode) -> Hashable:
        """Name parts, posts and surroundings."""
        n = node.name
        return (node.language, fold(n.family), fold(n.given), fold(n.patronymic), node.states, node.bodies, node.posts, node.around)

    def same(self, a: PersonNode, b: PersonNode) -> tuple[int, str] | None:
        """The whole name is the same, and a body, a post, or with a patronymic the state."""
        if self.apart(a, b) or not _named_alike(a, b):
            return None
        given, patronymic = _given(a, b), _patronymic(a, b)
        spelt = "" if fold(a.name.family) == fold(b.name.family) else ", spelt differently"
        if given and patronymic and (a.states & b.states or not a.states or not b.states):
            return 0, "same family name, given name and patronymic" + spelt
        if given and a is not b and a.mention.release == b.mention.release:
            return 0, "same name in one release" + spelt
        if given and (a.bodies & b.bodies):
            return 1, "same name, same body" + spelt
        if given and _same_post(a, b):
            return 1, "same name, same post" + spelt
        return None

    def apart(self, a: PersonNode, b: PersonNode) -> str | None:
        """Different given names or patronymics, or posts of different states."""
        if not _named_alike(a, b):
            return "different family names"
        if _given(a, b) is False:
            return "different given names"
        if _patronymic(a, b) is False:
            return "different patronymics"
        if a.states and b.states and not a.states & b.states:
            return "posts of different states"
        return None

    def weak(self, node: PersonNode) -> bool:
        """Initials or the family name alone, or nothing told but the name."""
        return not node.full or not node.posts

    def fits(self, a: PersonNode, b: PersonNode) -> str | None:
        """Initials with a post in the same body or of the same kind; a name without a post where the state is spoken of."""
        if self.apart(a, b) or not _named_alike(a, b):
            return None
        if not a.full and (a.bodies & b.bodies or _same_post(a, b)):
            return "initials, same post or body, nobody else fits"
        if a.full and not a.posts and _given(a, b) and a.around & b.states:
            return "same name without a post, the state is spoken of, nobody else fits"
        if not a.full and not a.posts and a.name.given and a.name.patronymic and a.around & b.states:
            return "both initials without a post, the state is spoken of, nobody else fits"
        if not a.full and a.mention.release == b.mention.release:
            return "shorter name in one release, nobody else fits"
        return None

    def maybe(self, a: PersonNode, b: PersonNode) -> tuple[str, ...]:
        """The same name in other posts of the same state, or with no state told; a name that is one letter off."""
        if self.apart(a, b):
            return ()
        if not _named_alike(a, b) or not _given(a, b):
            return ()
        where = "same state, different posts" if a.states & b.states else "no state in common told"
        return (f"same name, {where}",)


def _same_family(a: PersonNode, b: PersonNode) -> bool:
    left, right = fold(a.name.family), fold(b.name.family)
    if left == right:
        return True
    if _by_sound(a, b) and skeletons(left) & skeletons(right):
        return True
    long_enough = min(len(left), len(right)) >= _LONG_FAMILY
    return long_enough and one_letter_off(left, right) and _told_alike(a, b)


def _told_alike(a: PersonNode, b: PersonNode) -> bool:
    """A misspelt family name needs everything else: both given names in full, and one body or post."""
    return a.full and b.full and given_name(a.name.given) == given_name(b.name.given) and bool(a.bodies & b.bodies or _same_post(a, b))


def _other_script(a: str, b: str) -> bool:
    return a[:1].isascii() != b[:1].isascii()


def _turned(a: PersonName, b: PersonName) -> bool:
    """The same words, the family name taken for the given one in one of the two."""
    return fold(a.family) != fold(b.family) and len(_words(a)) > 1 and _words(a) == _words(b)


def _words(name: PersonName) -> list[str]:
    return sorted(fold(f"{name.family} {name.given}").split())


def _given(a: PersonNode, b: PersonNode) -> bool | None:
    return True if _turned(a.name, b.name) else same_part(a.name.given, b.name.given, _by_sound(a, b))


def _patronymic(a: PersonNode, b: PersonNode) -> bool | None:
    return same_part(a.name.patronymic, b.name.patronymic, _by_sound(a, b))


def _by_sound(a: PersonNode, b: PersonNode) -> bool:
    return a.language != b.language or _other_script(fold(a.name.family), fold(b.name.family))


def _named_alike(a: PersonNode, b: PersonNode) -> bool:
    return _same_family(a, b) or _turned(a.name, b.name)


def _same_post(a: PersonNode, b: PersonNode) -> bool:
    """One role of one state, told without a body in one of the two; or told in two languages."""
    if not a.states & b.states:
        return False
    return bool(a.posts & b.posts) and (not a.bodies or not b.bodies or a.language != b.language)
