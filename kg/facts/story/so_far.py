"""One release while its facts are read: mentions, resolved dates, and who and what has been introduced so far.

The people and bodies of a release get local keys here; a mention later in the text ("Попков", "Минсвязи", "(NIA)") finds
the key of the thing that it stands for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kg.facts.story.bodies import BodyRegister
from kg.facts.story.default_homes import settle_at_home
from kg.facts.story.homes import settle_homes, settle_partners
from kg.facts.story.people import PersonRegister, untitled
from kg.facts.story.teller import settle_teller
from kg.facts.story.voice import Voice
from kg.mentions.date_model import ResolvedDate
from kg.mentions.date_resolve import resolve, told_from
from kg.mentions.model import BodyNamed, Named, PersonNamed, PlaceNamed, SentenceMentions
from kg.reference.countries import find_regions
from kg.reference.sites import official_host, site_country
from kg.reference.words import lexicon
from kg.text.document import Document, Sentence
from kg.values import Evidence, PartialDate, Period, Span

_LEAD = 4  # sentences: headline and first lines


@dataclass(slots=True)
class Story:
    """Everything the fact rules share about one release."""

    document: Document
    rows: list[SentenceMentions]
    dates: list[list[ResolvedDate]]
    people: PersonRegister
    bodies: BodyRegister
    now: PartialDate | None = None  # the time of the news, as far as publication or text fix it
    home: str | None = None  # the country whose site or side tells the story
    _sides: tuple[str, ...] | None = field(default=None)
    _acting: frozenset[str] | None = field(default=None)
    _places: list[PlaceNamed] | None = field(default=None)
    implied: set[Span] = field(default_factory=set)  # words that imply a city: "Петербургский"
    interview: bool | None = field(default=None)  # what kg.facts.sentences.speaker found, kept
    voices: list[Voice | None] | None = field(default=None)  # what it found of who speaks
    days: list[tuple[Period, int] | None] | None = field(default=None)  # what kg.facts.time_and_place.timeline found, kept

    @classmethod
    def of(cls, document: Document, rows: list[SentenceMentions]) -> Story:
        """Register the people and bodies of all rows, in the order of the text."""
        dates = [list(r) for r in resolve([r.dates for r in rows], document.release.published)]
        home = home_country(document, rows)
        bodies = BodyRegister(home)
        people = PersonRegister()
        for row in rows:
            # an agency that reports is no side; where somebody holds a post in it, it is a house like others
            row.bodies = [b for b in row.bodies if b.kind != "Media"]
            row.roles = [replace(r, body=replace(r.body, kind="Organization")) if r.body is not None and r.body.kind == "Media" else r for r in row.roles]
            for body in row.bodies:
                bodies.add(body)
            for role in row.roles:
                if role.body is not None and role.body not in row.bodies:
                    bodies.add(role.body)
            row.persons = [untitled(p, row.tokens) for p in row.persons]
            for person in row.persons:
                people.add(person)
        bodies.settle()
        named = frozenset(c.iso for row in rows for c in row.countries)
        settle_homes(rows, bodies, lexicon(document.language), document.language, named)
        settle_teller(document, rows, bodies, named)
        lead = [row.sentence.span.end for row in rows[:_LEAD]]
        bodies.settle_companies(named, home, max(lead, default=0))
        people.settle()
        for row in rows:
            row.persons = [people.in_case(p, _role_case(row, p)) for p in row.persons]
            # a family name that the release neither introduces nor ties to a post may be anything
            row.persons = [p for p in row.persons if people.full(people.key(p)) or any(r.last <= p.first <= r.last + 3 or r.first in (p.last, p.last + 1) for r in row.roles)]
        now = told_from([r.dates for r in rows], document.release.published)
        story = cls(document, rows, dates, people, bodies, now, home)
        settle_partners(rows, bodies, story.bilateral())
        settle_at_home(rows, bodies, document.release.has_headline, site_country(_host(document)))
        return story

    @property
    def language(self) -> str:
        """ru, be or en."""
        return self.document.release.language

    def sentence(self, i: int) -> Sentence:
        """The i-th sentence."""
        return self.rows[i].sentence

    def evidence(self, i: int, rule: str) -> tuple[Evidence, ...]:
        """Evidence of a fact that sentence i states."""
        return (Evidence(self.rows[i].sentence.span, rule),)

    def person(self, mention: PersonNamed) -> str:
        """Local key of a mentioned person."""
        return self.people.key(mention)

    def body(self, mention: BodyNamed) -> str | None:
        """Local key of a mentioned body; None if it was rejected."""
        return self.bodies.key(mention)

    def lead(self, i: int) -> int | None:
        """The sentence that introduces the list to which item i belongs ("были подписаны:")."""
        if not self.rows[i].sentence.item:
            return self._lead_of_line(i)
        for j in range(i - 1, -1, -1):
            s = self.rows[j].sentence
            if not s.item:
                text = s.span.of(self.document.text).rstrip()
                return j if text.endswith(":") else None
        return None

    def _lead_of_line(self, i: int) -> int | None:
        """A list without marks: lines behind a colon, each closed by a semicolon."""
        rows, text = self.rows, self.document.text
        for j in range(i - 1, -1, -1):
            before, after = rows[j].sentence, rows[j + 1].sentence
            if before.item or before.paragraph == after.paragraph or before.title:
                return None
            end = before.span.of(text).rstrip()[-1:]
            if end == ":":
                return j if after.span.of(text)[:1].islower() or after.span.of(text).rstrip()[-1:] == ";" else None
            if end != ";":
                return None
        return None

    def sides(self) -> tuple[str, ...]:
        """Countries by weight: those whose bodies and officials the release names most."""
        if self._sides is None:
            votes: Counter[str] = Counter()
            for row in self.rows:
                for c in row.countries:
                    votes[c.iso] += 1
                for r in row.roles:
                    if r.country:
                        votes[r.country] += 2
                for b in row.bodies:
                    if b.country:
                        votes[b.country] += 1
            order = {c: n for n, c in enumerate(votes)}
            self._sides = tuple(sorted(votes, key=lambda c: (-votes[c], order[c])))
        return self._sides

    def acting(self) -> frozenset[str]:
        """States that a body or post of the release is of."""
        if self._acting is None:
            bodies = {b.country for row in self.rows for b in row.bodies if b.country}
            self._acting = frozenset(bodies | {r.country for row in self.rows for r in row.roles if r.country})
        return self._acting

    def bilateral(self) -> tuple[str, ...]:
        """The two sides of a release that names no third state, or none nearly as often; () else."""
        sides = self.sides()
        count = Counter(c.iso for row in self.rows for c in row.countries)
        clear = len(sides) == 2 or (len(sides) > 2 and count[sides[1]] >= 2 * count[sides[2]])
        return tuple(sides[:2]) if clear else ()

    def pair(self) -> tuple[str, ...]:
        """The two sides of a bilateral release, or () where it is not clearly one."""
        sides = self.sides()
        return tuple(sides[:2]) if len(sides) >= 2 else ()

    @property
    def official(self) -> bool:
        """True if a state's own site tells the story: there, what has no state beside it is at home."""
        return official_host(_host(self.document)) or self.language == "be"  # who writes Belarusian, writes at home

    def regions(self) -> tuple[str, ...]:
        """States whose regions the release names, each once."""
        found = (r.iso for row in self.rows for r in find_regions(row.tokens, self.language))
        return tuple(dict.fromkeys(found))

    def place_before(self, position: int) -> str | None:
        """The state of the city or country named last before a position."""
        named = [(p.span.end, p.iso) for row in self.rows for p in row.places if p.iso]
        named += [(c.span.end, c.iso) for row in self.rows for c in row.countries]
        named = [x for x in named if x[0] <= position]
        return max(named)[1] if named else None

    def add_place(self, i: int, place: PlaceNamed) -> None:
        """Sentence i names a city in a way that only the facts understand: "Петербургский форум"."""
        self.rows[i].places.append(place)
        self.implied.add(place.span)
        self._places = None

    def places(self) -> Sequence[PlaceNamed]:
        """Every place mention in order."""
        if self._places is None:
            self._places = [p for row in self.rows for p in row.places]
        return self._places


def _role_case(row: SentenceMentions, p: PersonNamed) -> str:
    """Case of the post in front of a name; an abbreviation in brackets may stand between."""
    start = p.first
    if start > 2 and row.tokens[start - 1].text == ")":
        start = next((k for k in range(start - 2, max(start - 6, 0), -1) if row.tokens[k].text == "("), start)
    return next((r.case for r in row.roles if 0 <= start - r.last <= 1), "")


def _host(document: Document) -> str:
    return (document.release.url or "").split("//")[-1].split("/")[0].lower()


def home_country(document: Document, rows: Sequence[SentenceMentions]) -> str | None:
    """The country of the site's domain, or of the language, if the release names it, or no other; None otherwise."""
    code = site_country(_host(document)) or ("BY" if document.language == "be" else None)
    named = {c.iso for row in rows for c in row.countries}
    return code if code and (code in named or not named) else None


def between(mention: Named, first: int, last: int) -> bool:
    """True if a mention lies in tokens [first, last)."""
    return first <= mention.first and mention.last <= last


def passage(row: SentenceMentions) -> Span:
    """The passage of a row."""
    return row.sentence.span
