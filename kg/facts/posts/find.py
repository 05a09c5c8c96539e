"""The posts of a release: what its sentences tie to a person, compared, so that one post told twice is one fact."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.facts.model import Post
from kg.facts.posts.holdings import Holding, find_holdings
from kg.facts.posts.joint_bodies import two_states
from kg.facts.posts.offices import Office, head_title, office
from kg.facts.posts.own_state import of_union
from kg.facts.story.so_far import Story
from kg.mentions.date_model import ResolvedDate
from kg.mentions.model import SentenceMentions
from kg.reference.words import Lexicon, lexicon
from kg.text.document import begun_in, ends
from kg.values import Evidence, PartialDate, Span

_ONE_OF_A_KIND = frozenset("министр міністр minister".split())  # a ministry has one at a time
_OF_AN_INSTRUMENT = frozenset("от с со до по к ад з да".split())


@dataclass(slots=True)
class _Held:
    """One post of one person while its mentions are gathered."""

    person: str
    office: Office
    evidence: list[Evidence] = field(default_factory=list)
    former: bool = True
    full: bool = False  # its own phrase tells the house or the state
    days: list[PartialDate | None] = field(default_factory=list)  # one for each sentence that states it; None is the release's

    def take(self, h: Holding, evidence: tuple[Evidence, ...], day: PartialDate | None) -> None:
        self.evidence += evidence
        self.former = self.former and h.role.former
        self.days.append(day)

    def attested(self, release: PartialDate | None) -> PartialDate | None:
        """The last day as of which a sentence states it; a sentence without a day of its own speaks of the release's."""
        if self.former:
            return None
        return release if None in self.days else max((d for d in self.days if d), key=lambda d: d.lexical)


def find_posts(story: Story) -> list[Post]:
    """Every post that the release gives a named person, in the order of the text."""
    lex = lexicon(story.language)
    held = _gather(story, find_holdings(story, lex), lex)
    date = story_day(story)
    posts = [
        Post(x.person, x.office[0], x.office[1], x.office[2], x.former, x.attested(date), tuple(dict.fromkeys(x.evidence)))
        for x in _with_state(story, held)
    ]
    return sorted(posts, key=lambda p: (p.evidence[0].passage.start, p.person, p.role))


def _gather(story: Story, holdings: list[Holding], lex: Lexicon) -> list[_Held]:
    """Full posts first, so that a bare "министр" later joins the one that it repeats."""
    ordered = sorted(holdings, key=lambda h: (h.role.bare, h.role.body is None and h.role.country is None))
    ministers: dict[str, str] = {}  # ministry -> its minister, by full posts
    known = []
    for h in ordered:
        found = office(story, h, lex, _others(h, ministers))
        if h.role.role in _ONE_OF_A_KIND and found[1] is not None and not h.role.former:
            ministers.setdefault(found[1], h.person)
        known.append((h, found))
    titles = [(h.person, o) for h, o in known]
    held: list[_Held] = []
    for h, found in known:
        role, body, country = head_title(titles, h.person, found), found[1], found[2]
        own = [x for x in held if x.person == h.person]
        match = next((x for x in own if _same_office(x.office, (role, body, country))), None)
        if match is None and h.role.body is None and h.role.country is None:  # "First Deputy Minister A said": the post that a fuller phrase has told
            match = next((x for x in own if role == x.office[0] and x.full), None)
        if match is None and (h.role.bare or (body is None and country is None)):
            match = next((x for x in own if role in x.office[0]), None)
        if match is None:
            if body is None and country is None and not specific(h, lex):
                continue
            match = _Held(h.person, (role, body, country), full=h.role.body is not None or h.role.country is not None)
            held.append(match)
        match.take(h, story.evidence(h.sentence, h.rule), told_of_day(story, h))
    return held


def _others(h: Holding, ministers: Mapping[str, str]) -> frozenset[str]:
    """Ministries that have another minister: a bare "министр" beside a name means none of them, unless it tells of a successor."""
    beside = h.role.role in _ONE_OF_A_KIND and h.rule.startswith(("apposition", "enumeration"))
    return frozenset(b for b, p in ministers.items() if p != h.person) if beside else frozenset()


def specific(h: Holding, lex: Lexicon) -> bool:
    """A post with neither body nor state is one all the same if its own words say which: "мэр", "второй тренер", "лидер фракции"."""
    if h.role.number == "Plur" or h.role.head in lex.sets["roles.not_posts"]:
        return False
    return h.role.head in lex.sets["roles.specific"] or len(h.role.role.split()) > 1


def _same_office(a: Office, b: Office) -> bool:
    return a[0] == b[0] and (a[1] == b[1] or not a[1] or not b[1]) and (a[2] == b[2] or not a[2] or not b[2])


def _with_state(story: Story, held: list[_Held]) -> list[_Held]:
    """A post without a state ("сопредседатель комиссии") has that of its holder's other post."""
    out: dict[tuple[str, Office], _Held] = {}
    of_body: dict[str, str] = {}  # of which state a house is by the other posts of those who hold one in it
    for x in held:
        body = x.office[1]
        if body is not None and (iso := x.office[2] or _other_state(held, x)) is not None and not _everywhere(story, body):
            of_body.setdefault(body, iso)
    for x in held:
        role, body, country = x.office
        if body is not None and country is None and (pair := two_states(story, body)):
            country = _of_the_two(held, x, pair)
        elif body is not None and country is None and not _everywhere(story, body):
            country = _other_state(held, x) or of_body.get(body)
        elif country is None and body is None and story.language == "en" and ("minister" in role or " secretary for " in role):
            country = _other_state(held, x)
        same = out.setdefault((x.person, (role, body, country)), _Held(x.person, (role, body, country)))
        same.evidence += x.evidence
        same.former = same.former and x.former
        same.days += x.days
    return list(out.values())


def _other_state(held: list[_Held], x: _Held) -> str | None:
    states = {y.office[2] for y in held if y.person == x.person and y.office[2]}
    return next(iter(states)) if len(states) == 1 else None


def _of_the_two(held: list[_Held], x: _Held, pair: tuple[str, ...]) -> str | None:
    """The state of a joint commission that its chairman is of: by his other posts, else the one that the other chairman leaves over."""
    own = {y.office[2] for y in held if y.person == x.person and y.office[2]} & set(pair)
    if own:
        return own.pop() if len(own) == 1 else None
    others = {y.person for y in held if y.office[:2] == x.office[:2]} - {x.person}
    theirs = {y.office[2] for y in held if y.person in others and y.office[2]} & set(pair)
    return next(iso for iso in pair if iso not in theirs) if len(others) == 1 == len(theirs) else None


def _everywhere(story: Story, body: str) -> bool:
    return story.bodies.international(body) or story.bodies.of_international(body) or of_union(story, body)


def told_of_day(story: Story, h: Holding) -> PartialDate | None:
    """«22 августа 2024 г. в ходе визита премьера А подписан …»: the day that a sentence tells of, where it stands before the post.

    Only a day printed in full counts; one behind "от" is an instrument's, one after the release is a plan.
    """
    row, release = story.rows[h.sentence], story.document.release.published
    for d in story.dates[h.sentence]:
        printed, end = d.mention.period, d.span.end
        if d.kind != "date" or printed is None or printed.end is not None or printed.start.day is None or printed.start.year is None:
            continue
        between = [row.tokens[k].text for k in begun_in(row.tokens, Span(end, h.role.span.start))] if end < h.role.span.start else []
        if end > h.role.span.start or _of_an_instrument(row, d) or {",", ";", ":"} & set(between):
            continue
        if release is None or release.day is None or printed.start.lexical <= release.lexical:
            return printed.start
    return None


def _of_an_instrument(row: SentenceMentions, d: ResolvedDate) -> bool:
    """«соглашение от 5 мая 2015 г.»"""
    k = bisect_right(ends(row.tokens), d.span.start)
    return k > 0 and row.tokens[k - 1].norm in _OF_AN_INSTRUMENT


def story_day(story: Story) -> PartialDate | None:
    """The day as of which a release speaks: its publication, else the first full date that is no background."""
    if story.document.release.published is not None:
        return story.document.release.published
    for dates, row in zip(story.dates, story.rows, strict=True):
        for d in dates:
            told = d.mention.kind == "date" and not d.mention.background and not _of_an_instrument(row, d)
            if told and d.period is not None and d.period.start.day and d.period.start.year:
                return d.period.start
    return None
