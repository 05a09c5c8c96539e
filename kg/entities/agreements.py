"""When two instruments of different releases are one: kind, parties, date and subject; an undated one only if exactly one fits."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass

from kg.entities.model import Mention
from kg.entities.parts import best_date, dates_clash, refs, values, whole
from kg.entities.stems import likeness, telling
from kg.facts.model import Agreement, Extraction
from kg.values import PartialDate

_LANGUAGES = ("ru", "be", "en")
Path = Callable[[str, str], str]
_ALIKE = 0.5  # share of telling words at which two subjects are taken for one
_CLASH = 0.2  # and below which they are taken for two
_BEFORE = ("discussed", "planned", "drafted")
# Instruments that the same sides make again and again: without a date, two of them are not one.
_RECURRING = frozenset({"protocol", "statement", "declaration", "action-plan", "programme", "contract", "recommendations"})


@dataclass(frozen=True, slots=True)
class AgreementNode:
    """An instrument of one release, made comparable.

    parties   paths of the bodies that are parties (states are in `states`)
    sides     state of each such body, to see whether two lists of parties speak of the same side
    subject   stems that say what it is about
    pending   not yet signed as of the release
    told      first possible day of the release, "" if unknown; `done` the last possible day of the signing
    """

    mention: Mention
    language: str
    kind: str
    states: frozenset[str]
    parties: frozenset[str]
    sides: frozenset[tuple[str, str]]
    subject: frozenset[str]
    date: PartialDate | None
    pending: bool
    told: str
    done: str


def agreement_node(mention: Mention, agreement: Agreement, extraction: Extraction, path: Path) -> AgreementNode:
    """The comparable form of an instrument; `path` gives the entity of a body of the same release."""
    country_of = {b.key: b.country for b in extraction.bodies}
    bodies = [r for r in refs(agreement.parties) if r.kind == "body"]
    date, published = best_date(agreement.signed), extraction.release.published
    states = values(agreement.countries) | {r.key for r in refs(agreement.parties) if r.kind == "country"}
    return AgreementNode(
        mention,
        extraction.release.language,
        agreement.kind,
        states,
        frozenset(path("body", r.key) for r in bodies),
        frozenset((country_of.get(r.key) or "", path("body", r.key)) for r in bodies),
        telling(agreement.subject or agreement.label),
        date,
        agreement.current_status in _BEFORE,
        (published.bounds or ("",))[0] if published else "",
        (date.bounds or ("", ""))[1] if date else "",
    )


class AgreementRules:
    """Many instruments of one kind are signed by two states on one day: parties or subject must agree too."""

    exclusive = True

    def __init__(self) -> None:
        self._last: tuple[AgreementNode, AgreementNode, str | None] | None = None

    def keys(self, node: AgreementNode) -> Iterable[Hashable]:
        """By kind, states and day; without a day by the words of the subject, for instruments that are made once."""
        if whole(node.date):
            yield node.kind, node.states, node.date
        elif node.kind not in _RECURRING:
            yield from _words(node)

    def asks(self, node: AgreementNode) -> Iterable[Hashable]:
        """Without a day: those with a day by words, and by parties those of another language or without a subject."""
        if whole(node.date):
            return
        yield from _words(node)
        yield from _parties(node, [lang for lang in _LANGUAGES if lang != node.language])
        if not node.subject:
            yield from _parties(node, ["any"])
        else:
            yield from _parties(node, ["nothing"])

    def offers(self, node: AgreementNode) -> Iterable[Hashable]:
        """To those without a day: words and parties; without a day only for instruments that are made once."""
        if not whole(node.date) and node.kind in _RECURRING:
            return
        yield from _words(node)
        yield from _parties(node, [node.language, "any"] if node.subject else [node.language, "any", "nothing"])

    def signature(self, node: AgreementNode) -> Hashable:
        """All but the mention, and what follows from the rest."""
        told = node.told if node.pending else ""  # nobody asks when a signing was told of
        return (node.language, node.kind, node.states, node.parties, node.subject, node.date, node.pending, told)

    def same(self, a: AgreementNode, b: AgreementNode) -> tuple[int, str] | None:
        """Same day, and the parties or the subject; without a date, both, for instruments that are made once."""
        if self.apart(a, b) or not a.states:
            return None
        about, between = _about(a, b), _between(a, b)
        if whole(a.date) and a.date == b.date and (about or (between and not _other_subject(a, b))):
            return 0, "same kind, states and day, same " + ("subject" if about else "parties")
        undated = a.date is None and b.date is None and a.pending == b.pending
        if undated and between and about and a.kind not in _RECURRING:
            return 1, "same kind, parties and subject, both undated"
        return None

    def apart(self, a: AgreementNode, b: AgreementNode) -> str | None:
        """Another kind, other states, another day, another body of one side; signed before it was planned.

        Every rule asks this first, of the same pair one after another: the last answer is kept.
        """
        last = self._last
        if last is None or not ((last[0] is a and last[1] is b) or (last[0] is b and last[1] is a)):
            last = self._last = (a, b, self._why_apart(a, b))
        return last[2]

    def _why_apart(self, a: AgreementNode, b: AgreementNode) -> str | None:
        if a.kind != b.kind:
            return "different kinds"
        if a.states and b.states and a.states != b.states:
            return "different states"
        if dates_clash(a.date, b.date):
            return "different days"
        if _other_subject(a, b) and not (whole(a.date) and a.date == b.date and _between(a, b)):
            return "different subjects"
        if _other_parties(a, b):
            return "different bodies of one state"
        if _planned_after(a, b) or _planned_after(b, a):
            return "planned after the other was signed"
        return None

    def weak(self, node: AgreementNode) -> bool:
        """An instrument whose day is not known."""
        return not whole(node.date)

    def fits(self, a: AgreementNode, b: AgreementNode) -> str | None:
        """Same kind, states and parties (or, where one tells no parties, subject), and no other that could be meant."""
        if self.apart(a, b) or not a.states:
            return None
        between, about = _between(a, b), _about(a, b)
        if between and (about or not a.subject or not b.subject or not a.pending):
            return "same kind and parties, day told by one only, no other fits"
        if about and (not a.parties or not b.parties):
            return "same kind, states and subject, day told by one only, no other fits"
        return None

    def maybe(self, a: AgreementNode, b: AgreementNode) -> tuple[str, ...]:
        """Same kind, states and day without more; same kind and states and a subject or parties in common."""
        if self.apart(a, b) or not a.states:
            return ()
        if whole(a.date) and a.date == b.date:
            return ("same kind, states and day, neither parties nor subject to tell",)
        if _about(a, b) or _between(a, b):
            return ("same kind and states, same " + ("subject" if _about(a, b) else "parties"),)
        return ()


def _words(node: AgreementNode) -> Iterator[Hashable]:
    return ((node.kind, node.states, "word", word) for word in node.subject)


def _parties(node: AgreementNode, marks: Iterable[str]) -> Iterator[Hashable]:
    """Two of one language with subjects that share no word are two, whatever their parties: they need no comparing."""
    return ((node.kind, node.states, "party", party, mark) for party in node.parties for mark in marks)


def _between(a: AgreementNode, b: AgreementNode) -> bool:
    """The same bodies, at least of one side where the other side's body is not told."""
    return bool(a.parties & b.parties) and not _other_parties(a, b)


def _other_parties(a: AgreementNode, b: AgreementNode) -> bool:
    """One state is represented by different bodies; in two languages an unlinked body proves nothing."""
    if a.language != b.language or a.sides == b.sides:
        return False
    shared = {s for s, _ in a.sides} & {s for s, _ in b.sides}
    return any({p for s, p in a.sides if s == side}.isdisjoint({p for s, p in b.sides if s == side}) for side in shared)


def _about(a: AgreementNode, b: AgreementNode) -> bool:
    return likeness(a.subject, b.subject) >= _ALIKE


def _other_subject(a: AgreementNode, b: AgreementNode) -> bool:
    same_words = a.language == b.language
    return same_words and bool(a.subject and b.subject) and likeness(a.subject, b.subject) < _CLASH


def _planned_after(a: AgreementNode, b: AgreementNode) -> bool:
    """A release of a later day than the signing still speaks of a plan."""
    return a.pending and not b.pending and bool(a.told and b.done) and a.told > b.done
