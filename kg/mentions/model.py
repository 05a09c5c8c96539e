"""What is named where in a sentence. `first` and `last` are token indexes, half-open, in that sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.text.document import Sentence, Token
from kg.values import Span, quick

if TYPE_CHECKING:
    from kg.mentions.dates import DateMention


@dataclass(frozen=True, slots=True)
class Named:
    """Common part of every mention: sentence, tokens [first, last), span in the text."""

    sentence: int
    first: int
    last: int
    span: Span


@quick
@dataclass(frozen=True, slots=True)
class CountryNamed(Named):
    """A country by noun, adjective or abbreviation."""

    iso: str
    form: str
    case: str = ""


@quick
@dataclass(frozen=True, slots=True)
class PlaceNamed(Named):
    """A city."""

    name: str
    iso: str | None


@quick
@dataclass(frozen=True, slots=True)
class BodyNamed(Named):
    """An organisation.

    name       nominative, as printed otherwise
    core       the name without its country, normalised: what bodies are compared by
    kind       class of the ontology
    country    ISO code that the name itself ties it to, or None
    short      abbreviation given in brackets after the name
    quoted     proper name in quotation marks inside the name
    authority  id of a reviewed record
    weak       only certain if something else confirms it (a generic word, an unknown quoted name)
    """

    name: str
    core: str
    kind: str
    country: str | None
    case: str
    short: str = ""
    quoted: str = ""
    authority: str | None = None
    weak: bool = False
    names: tuple[str, ...] = ()  # every name of its authority record, lower case
    anaphor: bool = False  # "министерство", "Госкомитет": a body named elsewhere


@quick
@dataclass(frozen=True, slots=True)
class PersonNamed(Named):
    """A person by name. Parts are nominative; `initials` are "С" or "СП"."""

    family: str
    given: str
    patronymic: str
    initials: str
    family_first: bool
    case: str
    printed: str
    gender: str = ""


@quick
@dataclass(frozen=True, slots=True)
class RoleNamed(Named):
    """A post: role word with its modifiers and the organisation behind it.

    role     nominative, without the organisation: "первый заместитель министра"
    head     the head's lemma: "заместитель"
    body     mention of the body inside the phrase, or one implied by it ("министр связи" -> Министерство связи)
    country  ISO code tied to the post by the phrase
    """

    role: str
    head: str
    case: str
    number: str
    body: BodyNamed | None = None
    country: str | None = None
    former: bool = False
    bare: bool = False  # nothing but the role word: "министр", "посол"
    unit: str = ""
    own: int = 0  # end of the role's own words; the organisation follows


@quick
@dataclass(frozen=True, slots=True)
class InstrumentNamed(Named):
    """A noun that names an agreement, with its complement.

    kind     of AGREEMENT_KINDS
    head     index of the noun
    label    nominative phrase
    subject  what it is about, as printed
    draft    "проект …"
    plural   several of them
    parties  bodies and countries named in the phrase itself ("между А и Б")
    """

    kind: str
    head: int
    label: str
    subject: str
    case: str
    draft: bool = False
    plural: bool = False
    quoted: str = ""
    states: tuple[str, ...] = ()  # of an adjective: российско-кубинское
    anaphoric: bool = False  # "документ", "этот меморандум"
    gender: str = ""  # of the noun: what "он", "ее" may mean
    key: str = ""  # the words by which two mentions are compared, where the label is not Russian


@quick
@dataclass(frozen=True, slots=True)
class GatheringNamed(Named):
    """A noun that names an event, with its complement."""

    kind: str
    head: int
    name: str
    case: str
    ordinal: int | None = None
    plural: bool = False
    proper: bool = False  # a name of its own, not just "переговоры"
    states: tuple[str, ...] = ()
    core: str = ""


@quick
@dataclass(frozen=True, slots=True)
class Trigger(Named):
    """A word that says what happens: an act of `kg.reference.words`.

    tense   past, pres, fut or "" ; negated "не"; passive "подписан"
    """

    act: str
    tense: str
    negated: bool
    passive: bool
    lemma: str


@dataclass(slots=True)
class SentenceMentions:
    """Everything named in one sentence, each list in the order of the text."""

    sentence: Sentence
    dates: list[DateMention] = field(default_factory=list)
    countries: list[CountryNamed] = field(default_factory=list)
    places: list[PlaceNamed] = field(default_factory=list)
    bodies: list[BodyNamed] = field(default_factory=list)
    persons: list[PersonNamed] = field(default_factory=list)
    roles: list[RoleNamed] = field(default_factory=list)
    instruments: list[InstrumentNamed] = field(default_factory=list)
    gatherings: list[GatheringNamed] = field(default_factory=list)
    triggers: list[Trigger] = field(default_factory=list)
    tokens: tuple[Token, ...] = field(init=False, repr=False, compare=False)  # of the sentence

    def __post_init__(self) -> None:
        self.tokens = self.sentence.tokens
