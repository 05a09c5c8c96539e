"""What one release says, as frozen typed values: the result of extraction, the input of identity.

Things of a release are known by local keys ("p3", "b1"); `kg.entities` decides which things of
different releases are one and mints their IRIs. Every value that a fact holds is a `Claim`,
so that the sentence behind each slot is known and not only the sentence behind the fact.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from kg.release.model import Release
from kg.values import Claim, Evidence, PartialDate, Span

RefKind = Literal["country", "body", "person", "place", "agreement", "event"]

AGREEMENT_KINDS = (
    "memorandum", "agreement", "treaty", "protocol", "declaration", "recommendations",
    "programme", "action-plan", "roadmap", "contract", "statement",
)  # fmt: skip
EVENT_KINDS = ("forum", "meeting", "talks", "visit", "session", "conference", "exhibition", "opening", "call")
STATUSES = ("discussed", "planned", "drafted", "signed", "in-force", "implementing", "terminated")
BODY_KINDS = (
    "Ministry", "Agency", "Parliament", "InternationalOrganization", "Company", "WorkingBody", "Institution",
    "Organization",
)  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """A thing of the same release: its kind and local key (for a country the ISO 3166-1 alpha-2 code)."""

    kind: RefKind
    key: str


@dataclass(frozen=True, slots=True)
class Form:
    """A name exactly as printed, and where."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class PersonName:
    """Parts of a name in the nominative; unknown parts are "", an initial is "С."."""

    family: str
    given: str = ""
    patronymic: str = ""
    family_first: bool = False  # Chinese, Korean, Vietnamese order is kept in labels

    @property
    def label(self) -> str:
        """Natural order: "Given Family", or "Family Given" where that is the custom."""
        parts = (self.family, self.given) if self.family_first else (self.given, self.family)
        return " ".join(p for p in parts if p)


@dataclass(frozen=True, slots=True)
class Person:
    """A person as one release names them."""

    key: str
    name: PersonName
    forms: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation as one release names it.

    name       fullest form, nominative, with its country where the release ties one to it
    kind       a class of the ontology, one of BODY_KINDS
    country    ISO code or None
    parent     local key of the body that it is a part of
    authority  id of its record in the reviewed authority file, where it is a known body
    short      abbreviations and short names that the release uses for it, nominative
    """

    key: str
    name: str
    kind: str
    country: str | None
    forms: tuple[Form, ...]
    parent: str | None = None
    authority: str | None = None
    short: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A city, nominative, with the ISO code of its country where known."""

    key: str
    name: str
    country: str | None
    forms: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class Post:
    """Somebody holds or held a post. `role` is nominative and without the organisation."""

    person: str
    role: str
    body: str | None
    country: str | None
    former: bool
    attested: PartialDate | None  # the date as of which the release attests it, where it gives one
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """An instrument between parties, or one that is to be."""

    key: str
    kind: str
    label: str  # nominative, e.g. "Меморандум о взаимопонимании по сотрудничеству в области …"
    status: tuple[Claim[str], ...]  # of STATUSES, in the order of the lifecycle
    evidence: tuple[Evidence, ...]
    subject: str | None = None
    parties: tuple[Claim[Ref], ...] = ()  # bodies and countries
    countries: tuple[Claim[str], ...] = ()  # the states behind the parties
    signatories: tuple[Claim[str], ...] = ()  # person keys
    signed: tuple[Claim[PartialDate], ...] = ()
    place: tuple[Claim[str], ...] = ()  # place keys
    signed_at: tuple[Claim[str], ...] = ()  # event keys
    topics: tuple[Claim[str], ...] = ()
    forms: tuple[Form, ...] = ()

    @property
    def current_status(self) -> str:
        """The furthest stage that the release reports."""
        return max((c.value for c in self.status), key=STATUSES.index)


@dataclass(frozen=True, slots=True)
class Event:
    """A meeting of sides: kind of EVENT_KINDS; `name` nominative or None."""

    key: str
    kind: str
    name: str | None
    evidence: tuple[Evidence, ...]
    starts: tuple[Claim[PartialDate], ...] = ()
    ends: tuple[Claim[PartialDate], ...] = ()
    place: tuple[Claim[str], ...] = ()  # place keys
    country: tuple[Claim[str], ...] = ()  # of the place
    participants: tuple[Claim[Ref], ...] = ()  # persons and bodies
    countries: tuple[Claim[str], ...] = ()  # whose side takes part
    heads: tuple[Claim[str], ...] = ()  # person keys: heads of delegations
    hosts: tuple[Claim[Ref], ...] = ()
    visitors: tuple[Claim[Ref], ...] = ()
    speakers: tuple[Claim[str], ...] = ()  # person keys
    ordinal: int | None = None
    part_of: tuple[Claim[str], ...] = ()  # event keys
    planned: bool = False  # announced, not yet held as of the release
    topics: tuple[Claim[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Commitment:
    """One thing that the sides agreed to do."""

    text: str
    evidence: tuple[Evidence, ...]
    made_at: str | None = None  # event key
    part_of: str | None = None  # agreement key
    committed: tuple[Claim[Ref], ...] = ()


@dataclass(frozen=True, slots=True)
class Membership:
    """A state belongs to an organisation since a date."""

    country: str
    body: str
    since: PartialDate | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Miss:
    """A passage with a trigger that gave no fact, or something seen that could not be placed."""

    stage: str
    reason: str
    span: Span


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one release says. Tuples are in the order of first mention."""

    release: Release
    passages: tuple[Span, ...]  # its sentences and list items, in order
    persons: tuple[Person, ...] = ()
    bodies: tuple[Body, ...] = ()
    places: tuple[Place, ...] = ()
    posts: tuple[Post, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    events: tuple[Event, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    memberships: tuple[Membership, ...] = ()
    countries: tuple[Claim[str], ...] = ()  # every country named, with the passages that name it
    topics: tuple[Claim[str], ...] = ()
    misses: tuple[Miss, ...] = field(default=())
