"""A post tied to a person in a sentence, and the sentence while its posts are read: shared by the rules that tie them."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.facts.story.so_far import Story
from kg.mentions.model import PersonNamed, RoleNamed, SentenceMentions
from kg.reference.words import Lexicon


@dataclass(frozen=True, slots=True)
class Holding:
    """A post tied to a person, before posts of one person are compared."""

    person: str
    role: RoleNamed
    sentence: int
    rule: str


@dataclass(slots=True)
class Reading:
    """One sentence while its posts are read: the story, who was spoken of last, the roles already tied."""

    story: Story
    i: int
    row: SentenceMentions
    last: str | None
    lex: Lexicon
    before: Holding | None = None  # the holding read last, in this sentence or an earlier one
    done: set[int] = field(default_factory=set)
    told: list[Holding] = field(default_factory=list)  # all holdings of earlier sentences, and of the rules that have read this one

    def hold(self, person: PersonNamed | str, role: RoleNamed, rule: str) -> Holding:
        """A holding of this sentence; its role is done."""
        self.done.add(role.first)
        key = person if isinstance(person, str) else self.story.person(person)
        self.before = Holding(key, role, self.i, rule)
        return self.before
