"""A document in its clause with the acts told of it, and what they come to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.facts.agreements import status_words as w
from kg.mentions.model import InstrumentNamed, Trigger
from kg.text.document import Token


@dataclass(frozen=True, slots=True)
class Scene:
    """An instrument in its clause [first, last), with the acts that the clause tells of it, nearest first."""

    tokens: Sequence[Token]
    instrument: InstrumentNamed
    acts: Sequence[Trigger]
    reach: tuple[int, int]
    lead: bool = False  # the acts are those of the sentence that introduces the list

    def act(self, *names: str) -> Trigger | None:
        """The nearest act of some kinds that is not negated."""
        found = [t for t in self.acts if t.act in names and not t.negated]
        # "скрепили подписями": the verb says more than the noun
        return next((t for t in found if t.lemma not in w.SIGNATURES), found[0] if found else None)

    def denied(self, *names: str) -> bool:
        """True if the nearest act of some kinds is negated."""
        near = next((t for t in self.acts if t.act in names), None)
        return near is not None and near.negated

    def has(self, words: frozenset[str]) -> bool:
        """True if the clause has one of some lemmas."""
        first, last = self.reach
        return any(t.lemma in words for t in self.tokens[first:last])

    def told(self, words: frozenset[str], tense: str) -> Trigger | None:
        """An act of some lemmas in a tense, not negated."""
        return next((t for t in self.acts if t.lemma in words and t.tense == tense and not t.negated), None)

    def near(self, t: Trigger, limit: int) -> bool:
        """True if an act stands within some words of the noun, or in the sentence before the list."""
        return self.lead or abs(t.first - self.instrument.head) <= limit


@dataclass(frozen=True, slots=True)
class Reading:
    """A status and the trigger that gave it; status "" means that the sentence denies the agreement."""

    status: str
    rule: str
    trigger: Trigger | None
