"""What was read in a question: values that the reading makes and the understanding takes."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.questions.ask.words import Token
from kg.questions.things import Thing

_NO_THINGS = ("kind", "period", "asof", "role", "topic", "domain")


@dataclass(frozen=True, slots=True)
class Named:
    """Something that the question names: type of parameter, value for it, label for people.

    origin  a country after "from", or said as an adjective: "сербский"
    title   a post right before the name of a person: "министра Шульгана"
    """

    type: str
    value: str
    label: str
    origin: bool = False
    title: bool = False


@dataclass(slots=True)
class Reading:
    """What was read in the words of a question.

    absent  what is known to exist, but not to the graph
    unused  harmless words that the answer does not heed, to be named
    home    IRI of the country that most bodies of the graph belong to
    """

    text: str
    language: str
    tokens: list[Token]
    named: list[Named] = field(default_factory=list)
    signals: set[str] = field(default_factory=set)
    unexplained: list[str] = field(default_factory=list)
    ambiguous: list[tuple[str, tuple[Thing, ...]]] = field(default_factory=list)
    corrected: list[tuple[str, str]] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    home: str = ""

    def of(self, type_: str) -> list[Named]:
        """What is named of a type; "thing" is anything that is a thing."""
        if type_ == "thing":
            return [n for n in self.named if n.type not in _NO_THINGS]
        return [n for n in self.named if n.type == type_]
