"""The state that an English release speaks from: of its line, its letterhead, the only one that it tells of; its own organs it names without a state."""

from __future__ import annotations

from kg.facts.posts.holding import Holding
from kg.facts.story.so_far import Story
from kg.facts.time_and_place.at_home import host
from kg.mentions.model import PlaceNamed, SentenceMentions

_ABROAD = ("embassy", "mission", "consulate", "high commission")
_OF_MANY = frozenset("international world global united nations commonwealth intergovernmental pan-african african asian asia-pacific pacific european euro-asian eurasian arab caribbean latin american islamic universal africa asia europe americas oceania nordic baltic balkan balkans gulf mediterranean caucasus lusophone francophone ibero-american inter-american asean".split())
_OF_STATE = frozenset({"Agency", "Ministry"})
_ORGANS_OF_STATE = frozenset("parliament government cabinet senate legislature lawmakers deputies authorities president ministry".split())
_TOP = 6  # rows in which a letterhead, a headline and the line stand


def told_from(story: Story, h: Holding, body: str) -> str | None:
    """"Tbilisi, 18 May – … Deputy Minister of Justice N": the state of an organ without one, no other state told of beside it."""
    kind = story.bodies.kind(body)
    only = _only_named(story)
    if only is not None and kind != "InternationalOrganization":
        return only
    home = line_state(story)
    short = kind == "Organization" and body_short(story, body)
    if home is None or (kind not in _OF_STATE and not short):
        return None
    row = story.rows[h.sentence]
    if any(t.act == "receive" and t.first > h.role.first for t in row.triggers):
        return home  # "the Minister of Science, N, received the Ugandan delegation"
    start = min([h.role.first, *(p.first for p in row.persons if story.person(p) == h.person and 0 < h.role.first - p.last < 4)])
    if any(t.text == "with" for t in row.tokens[max(0, start - 2) : start]):
        return None  # "held talks with A, director of …"
    others = [r for r in row.roles if r.first != h.role.first and any(p.first in (r.last, r.last + 1) or 0 < r.first - p.last < 4 for p in row.persons)]  # "the Ambassador of Chile and the head of the Port Agency"
    before = h.role.last + 4  # what is told of him behind his post is no state of his: "N, Minister of Ports, arrived from Chile"
    beside = {c.iso for c in row.countries if c.first < before and not any(r.first <= c.first < r.last for r in others)}
    return home if beside <= {home} and (not short or not {c.iso for c in row.countries} - {home}) else None


_THEIR_OWN = frozenset({"Agency", "Ministry", "Parliament"})
_SEE_EACH_OTHER = frozenset({"meet", "receive", "visit"})


def host_of_guests(story: Story, h: Holding, body: str) -> str | None:
    """"Oslo, 3 May. Minister of Ports A received Peru's Minister B": the one without a state is at home where the release is written."""
    home = line_state(story)
    if home is None or h.role.country is not None or story.bodies.kind(body) not in _THEIR_OWN or story.bodies.country(body) is not None:
        return None
    others = set(story.acting()) | {c.iso for row in story.rows for c in row.countries if _of_state(row, c.last)}
    if home in others or len(others) != 1 or not _guests(story, h, next(iter(others))):
        return None
    return home


def _guests(story: Story, h: Holding, iso: str) -> bool:
    """Is somebody else of that state named, with whom they meet?"""
    met = any(t.act in _SEE_EACH_OTHER for row in story.rows for t in row.triggers) or any(g.kind in ("talks", "meeting", "visit", "call") for row in story.rows for g in row.gatherings)
    for row in story.rows if met else ():
        for r in row.roles:
            theirs = (r.country or (r.body.country if r.body is not None else None)) == iso
            if theirs and any((p.first in (r.last, r.last + 1) or 0 < r.first - p.last < 4) and story.person(p) != h.person for p in row.persons):
                return True
        if any(c.iso == iso and c.last < len(row.tokens) and row.tokens[c.last].lemma in ("counterpart", "коллега") for c in row.countries):
            return True
    return False


def mission_state(story: Story) -> str | None:
    """The state whose mission has written a release, by its letterhead: "High Commission of India, Suva", "Embassy of Chile in Norway"."""
    for row in story.rows[:_TOP]:
        for b in row.bodies:
            if b.country and b.first <= 1 and b.core.startswith(_ABROAD):
                return b.country
    return None


def line_state(story: Story) -> str | None:
    """Where an English release is written: the state of its line, of its first places, of its letterhead."""
    return _line(story) or host(story) or _letterhead(story) or _opening(story)


def _opening(story: Story) -> str | None:
    """The state whose organ a release opens with: "Peru's parliament today ratified", where neither line nor letterhead tells."""
    for row in story.rows[:_TOP]:
        if row.sentence.title or not any(t.act for t in row.triggers):
            continue
        for c in row.countries:
            k = c.last + (c.last < len(row.tokens) and row.tokens[c.last].norm in ("'s", "’s"))
            if c.first <= 1 and k < len(row.tokens) and row.tokens[k].text.lower() in _ORGANS_OF_STATE:
                return c.iso
        first = next((b for b in row.bodies if b.first <= 3 and b.kind in ("Parliament", "Ministry", "Agency") and b.country), None)
        told = first is not None and any(t.first >= first.last for t in row.triggers) and row.tokens[first.last - 1].text != "'s"
        return first.country if told and first is not None else None
    return None


def body_short(story: Story, body: str) -> bool:
    """"POTRAZ", "RURA": a house that is known by its letters alone, to those at home."""
    names = {m.name for m in story.bodies.mentions(body)}
    return all(n.isupper() and n.isalpha() and len(n) > 2 for n in names) and story.bodies.group(body).authority is None


def of_many(story: Story, body: str) -> bool:
    """"West African Ports Conference": a house of several states by a word of its name, and of no authority record."""
    return story.bodies.group(body).authority is None and story.bodies.country(body) is None and any(_OF_MANY & set(m.core.replace("-", " ").split(" ")) for m in story.bodies.mentions(body))


def at_home_only(story: Story, body: str) -> str | None:
    """"Universal Service Fund" in a release on one state alone is that state's, for all that unions and funds are mostly of many."""
    words = set(story.bodies.mentions(body)[0].core.replace("universal service", "service").split(" "))
    return _only_named(story) if story.bodies.group(body).authority is None and not words & _OF_MANY else None


def _only_named(story: Story) -> str | None:
    """The only state named by a noun or of which a house or post is told; "a Canadian supplier" tells of a thing."""
    named = story.acting() | {c.iso for row in story.rows for c in row.countries if c.form != "adjective" or _of_state(row, c.last)}
    return next(iter(named)) if len(named) == 1 else None


def _of_state(row: SentenceMentions, k: int) -> bool:
    """"the Canadian Ambassador", "the Ugandan delegation", "Canadian and British"."""
    return k < len(row.tokens) and (row.tokens[k].capital is True or row.tokens[k].lemma in ("delegation", "делегация", "side", "сторона", "counterpart", "коллега", "and", "government", "правительство"))


def _line(story: Story) -> str | None:
    """The state of "Lusaka, 14 March 2025 –", also below a letterhead and a headline."""
    for row in story.rows[:_TOP]:
        first = next((p for p in row.places if p.first == 0), None)
        if first is not None and first.iso and _opens(row, first):
            return first.iso
    return None


def _opens(row: SentenceMentions, place: PlaceNamed) -> bool:
    tokens, k = row.tokens, place.last
    if k >= len(tokens) or tokens[k].text not in (",", "(", "/", "–", "—", "-", ".", ":", "--"):
        return False
    if tokens[k].text in ("(", "–", "—", "--", ":") or (tokens[k].text == "." and k == len(tokens) - 1):
        return not row.sentence.title
    return any(place.span.end <= d.span.start <= place.span.end + 24 for d in row.dates)


def _letterhead(story: Story) -> str | None:
    """The state of the house whose name alone is the first line: "ZAMBIA PORTS AUTHORITY"; an embassy's is abroad."""
    row = story.rows[0]
    own = [b for b in row.bodies if b.first == 0 and b.last >= len(row.tokens) - 1 and b.country and not b.core.startswith(_ABROAD)]
    return own[0].country if own else None
