"""Of which state a release tells that deals with one only: a law, a network, a minister at home."""

from __future__ import annotations

from kg.facts.posts.holding import Holding
from kg.facts.story.so_far import Story
from kg.facts.time_and_place.at_home import dateline
from kg.mentions.accredited import ENVOYS
from kg.reference.places import city


def at_home_of(story: Story) -> str | None:
    """The state of the site if no other one acts; else the only one whose bodies or posts the release names, if it speaks of it first and most.

    «КИШИНЕВ. Парламент Республики Молдова принял закон. … сказала министр юстиции А. Изучен опыт Эстонии»: other states are only spoken of.
    """
    acting = story.acting()
    if story.home is not None:
        return story.home if acting <= {story.home} else None
    if not acting:
        return _of_its_people(story)
    if len(acting) != 1:
        return None
    own = next(iter(acting))
    if any(r.head in ENVOYS and r.country == own for row in story.rows for r in row.roles):
        return None  # «Председатель агентства А принял посла Турции»: an envoy's state is not where he is received
    line = told_in(story)
    if line is not None:
        return own if line == own else None
    elsewhere = {p.iso for row in story.rows[:_LEAD] for p in row.places if p.iso} - {own}
    return own if story.sides()[:1] == (own,) and not elsewhere else None


_LEAD = 6  # sentences: a press release may have several lines of headings


def _of_its_people(story: Story) -> str | None:
    """"Sixty communities in eight of Jamaica's parishes": no state acts, and one only is named by its name, in the first lines, as the place or owner."""
    named = {c.iso for row in story.rows for c in row.countries if c.form != "adjective"}
    if len(named) != 1:
        return None
    for row in story.rows[:_LEAD]:
        for c in row.countries:
            inside = c.first > 0 and row.tokens[c.first - 1].norm in _INSIDE
            if c.form != "adjective" and (inside or (c.last < len(row.tokens) and row.tokens[c.last].norm in ("'s", "’s"))):
                return c.iso
    return None


_INSIDE = frozenset("в во по in across у ў па".split())


def told_in(story: Story) -> str | None:
    """The state of the town from which a text is told: its dateline, also one below several headings."""
    line = dateline(story)
    if line is not None:
        return line.iso
    for row, dates in zip(story.rows[:_LEAD], story.dates[:_LEAD], strict=True):
        first = next((p for p in row.places if p.first == 0 and p.last < len(row.tokens) and row.tokens[p.last].text == ","), None)
        if first is not None and any(d.span.start < row.tokens[min(first.last + 6, len(row.tokens) - 1)].end for d in dates):
            return first.iso
    place = city(story.document.release.dateline_place, story.language) if story.document.release.dateline_place else None
    return place.iso if place is not None else None  # «Подгорица, 18 марта 2024 г.», a line by itself, which is no part of the text


_UNITED = ("евразийск", "азиатск", "африканск", "панафриканск", "арабск", "тихоокеанск", "азиатско-тихоокеанск", "международн", "всемирн", "мировой", "межгосударств", "межправительств", "европейск", "карибск",
            "тюркск", "глобальн", "латиноамериканск", "центральноазиатск", "межпарламентск", "каспийск", "балтийск", "трансевразийск", "еўразійск", "міжнародн", "сусветн", "міждзярж")  # fmt: skip
_UNIONS = frozenset("альянс союз объединение организация ассоциация федерация совет форум фонд банк сообщество содружество конференция лига комиссия агентство центр секретариат бюро сеть консорциум саюз арганізацыя асацыяцыя".split())


def of_union(story: Story, body: str) -> bool:
    """«Евразийский почтовый альянс», «Арабская организация связи»: a union of many states, whoever holds posts in it."""
    if story.bodies.group(body).country is not None:
        return False
    for m in story.bodies.mentions(body):
        words = m.core.split(" ")
        if words[0].startswith(_UNITED) and any(w in _UNIONS for w in words[1:4]) and not m.quoted:
            return True
    return False


_SEATED = frozenset({"Agency", "Company", "Institution", "Ministry", "Organization", "Parliament"})
_LATIN = 1  # states of a release at most, for a Latin name to be of the one from which it is told


def _speaks_of(story: Story, home: str) -> bool:
    """Does the release tell of the state of its line, more than as the one in which the town lies: «Женева (Швейцария)»?"""
    named = [c for row in story.rows for c in row.countries if c.iso == home and not (c.first and row.tokens[c.first - 1].text == "(")]
    return bool(named) or home in story.acting() or story.home == home or home not in _OF_CONFERENCES


_OF_CONFERENCES = frozenset({"CH", "AT", "BE", "US"})


def of_the_teller(story: Story, h: Holding, body: str) -> str | None:
    """«Подгорица, 18 марта. Правительство освободило А от должности директора Управления»: who writes at home names houses of home so.

    The state of the line (or site), unless a sentence that names the house tells of another state beside it: «в Стамбуле гостей принял …».
    """
    home = told_in(story) or story.home
    if home is None or story.language == "en" or story.bodies.kind(body) not in _SEATED or not _speaks_of(story, home):
        return None
    alike = {key for row in story.rows for b in row.bodies if (key := story.body(b)) is not None and b.sentence == h.sentence and not b.anaphor}
    if any(k != body and story.bodies.kind(k) == story.bodies.kind(body) == "Ministry" and story.bodies.country(k) is None for k in alike):
        return None  # two ministries of two states, and which is whose is not said
    mentions = story.bodies.mentions(body)
    if any(m.core.split(" ")[-1].isascii() for m in mentions) and len(story.sides()) > _LATIN:
        return None
    for i in {h.sentence, *(m.sentence for m in mentions)}:
        row = story.rows[i]
        taken = [(x.first, x.last) for x in (*row.roles, *row.bodies) if x is not h.role and x.first != h.role.first]
        named = [(c.first, c.iso) for c in row.countries] + [(p.first, p.iso) for p in row.places if p.iso]
        here = {iso for k, iso in named if not any(a <= k < b for a, b in taken)}
        inside = {iso for k, iso in named if k and row.tokens[k - 1].norm in _INSIDE}
        if (here - {home} and home not in here) or inside - {home}:
            return None
    return home
