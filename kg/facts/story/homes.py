"""Of which state a body is that the text names without one: what stands beside it, its legal form, its town, its partner, its host.

«эфиопский оператор Ethio Telecom», "the German developer Solarix", «Бандунгский институт», «АО „…“ (Казахстан)» tell it beside any
mention; a contract between two bodies of a release on two states tells it of the second one. What stays open stays without a state.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.facts.story.bodies import BodyRegister, Group, folded
from kg.facts.story.paraphrases import settle_paraphrased
from kg.mentions.model import BodyNamed, CountryNamed, SentenceMentions
from kg.reference.countries import label
from kg.reference.town_adjectives import state_of_town
from kg.reference.words import Lexicon
from kg.text.document import Token

_QUOTES = frozenset("« » \" “ ” „ '".split())
_WITHIN_NAMES = _QUOTES | {"-", "'", "’"}
_DASHES = frozenset("– — -".split())
_FAR = 7  # tokens between a state and the name that it is said of
# what a state is said of besides the heads of names: «разработчик», "startup"
_TRADES = frozenset(
    "разработчик производитель поставщик провайдер интегратор вендор стартап перевозчик регулятор гигант концерн вуз дистрибьютор подрядчик телекоммуникация резидент "
    "распрацоўшчык вытворца пастаўшчык правайдар перавозчык рэгулятар аператар "
    "developer manufacturer supplier provider integrator vendor startup start-up carrier regulator giant firm telco conglomerate distributor contractor maker company operator".split()
)
_UNSEATED = frozenset({"InternationalOrganization", "WorkingBody", "Media"})
_MINISTRIES = ("министерств", "міністэрств", "ministry", "minist")
_FROM = frozenset("из з from".split())
_INTO = frozenset("в во у ў".split())
_BRANCHES = frozenset("дочерний дочерняя дочка филиал представительство офис подразделение отделение".split())


def settle_homes(rows: Sequence[SentenceMentions], bodies: BodyRegister, lex: Lexicon, language: str, named: frozenset[str]) -> None:
    """Give every body without a state the one that the words beside its mentions agree on; `named`: states of the release."""
    told = named | {p.iso for row in rows for p in row.places if p.iso}
    for group in bodies.groups:
        if not _open(group):
            continue
        found = {iso for m in group.mentions for iso in [_beside(rows[m.sentence], m, lex) or _town(rows[m.sentence], m, language, named, told, lex)] if iso}
        if len(found) == 1:
            group.of_state(found.pop())
    settle_paraphrased(rows, bodies)
    for group in bodies.groups:
        if _open(group) and (iso := _by_its_name(group, told)) is not None:
            group.of_state(iso)
    _settle_under(bodies)
    _settle_nested(rows, bodies)


_STEMS = {
    "uz": "UZ", "uzbek": "UZ", "kaz": "KZ", "kazakh": "KZ", "qaz": "KZ", "bel": "BY", "turk": "TR", "türk": "TR", "tajik": "TJ", "toj": "TJ", "kyrgyz": "KG", "turkmen": "TM", "hay": "AM", "arm": "AM", "azer": "AZ", "az": "AZ",
    "mold": "MD", "viet": "VN", "lao": "LA", "mong": "MN", "mongol": "MN", "nam": "NA", "zim": "ZW", "zam": "ZM", "sing": "SG", "indo": "ID", "pak": "PK", "bangla": "BD", "cam": "KH", "thai": "TH", "ros": "RU", "rus": "RU",
    "nig": "NG", "ethio": "ET", "sene": "SN", "magyar": "HU", "lat": "LV", "est": "EE", "eesti": "EE", "slov": "SK", "rom": "RO", "croat": "HR", "hrvat": "HR", "srb": "RS", "arab": "SA", "saudi": "SA",
}  # fmt: skip
_NETWORK = re.compile(r"(?P<stem>[a-zü]{2,8}?)(?:tele?com|telekom|tel|post|posta|pochta|pocht|sat|comsat|cosmos|kosmos|cell|pay|net|space|card|bank|air|energo|link)$")


# «Туркменсвязь», «Белпочта», «Узбекистон почтаси»: a short stem needs the word for a network behind it
_CYRILLIC = {
    "туркмен": "TM", "узбек": "UZ", "казах": "KZ", "кыргыз": "KG", "киргиз": "KG", "таджик": "TJ", "точик": "TJ", "монгол": "MN", "азербай": "AZ", "белорус": "BY", "молдов": "MD", "вьетнам": "VN",
    "эстон": "EE", "латвий": "LV", "сербия": "RS", "намиб": "NA", "непал": "NP", "оман": "OM",
    "бел": "BY", "каз": "KZ", "уз": "UZ", "азер": "AZ", "арм": "AM", "мол": "MD", "рос": "RU", "рус": "RU", "вьет": "VN", "лао": "LA", "укр": "UA", "эфио": "ET", "зим": "ZW", "зам": "ZM",
}  # fmt: skip
_SERVES = re.compile(r"-?(?:теле|почт|пошт|связ|сув|ком|косм|спутн|радио|сет|сат|банк|пей|софт|мобайл|мобил|инфо|аэро|авиа|хайтек|энерго)")


def _by_its_name(group: Group, told: frozenset[str] | set[str]) -> str | None:
    """"Ethio Telecom", "Uzpost", "Omantel": the state that a house's own name begins like, if the release tells of it."""
    if group.best.kind not in ("Company", "Organization", "Institution", "Agency"):
        return None
    found = set()
    for m in group.mentions:
        own = (m.quoted or m.name).lower().replace("ё", "е").strip("«»")
        found |= {iso for stem, iso in _CYRILLIC.items() if iso in told and own.startswith(stem) and (len(stem) > 4 or _SERVES.match(own[len(stem) :]))}
    words = [m.name.lower().split(" ")[0] for m in group.mentions if m.name[:1].isascii()]
    for word in dict.fromkeys(words):
        made = _NETWORK.match(word)
        stem = made["stem"] if made else word
        found |= {_STEMS[stem]} & told if stem in _STEMS else set()
        found |= {iso for iso in told if len(stem) > 3 and (made or stem == word) and label(iso, "en").lower().startswith(stem)}
    return found.pop() if len(found) == 1 else None


def _settle_under(bodies: BodyRegister) -> None:
    """«Центр цифровизации Министерства связи»: the state is that of the only ministry of this name that the release ties to one."""
    above = [(name, g.country) for g in bodies.groups if g.country and g.best.kind == "Ministry" for name in {g.best.core, *(m.core for m in g.mentions), *g.best.names}]
    for group in bodies.groups:
        if not _open(group) or group.best.kind == "Ministry":
            continue
        core = folded(group.best.core)
        at = next((n for n, w in enumerate(core) if n and w.startswith(_MINISTRIES)), None)
        found = {iso for name, iso in above if at is not None and _begins(folded(name), core[at:])}
        if len(found) == 1:
            group.of_state(found.pop())


def _settle_nested(rows: Sequence[SentenceMentions], bodies: BodyRegister) -> None:
    """«Комитет Совета Федерации по социальной политике», «Институт связи при Киргизском университете»: a part of a house is of its state."""
    for group in bodies.groups:
        if group.country is not None or group.authority is not None or group.best.kind == "InternationalOrganization":
            continue
        found = {
            iso
            for m in group.mentions
            for x in rows[m.sentence].bodies
            if m.first < x.first and x.last <= m.last and x.kind in _HOUSES_OF_STATE and (key := bodies.key(x)) is not None and (iso := bodies.country(key))
        }
        if len(found) == 1:
            group.of_state(found.pop())


_HOUSES_OF_STATE = frozenset({"Parliament", "Ministry", "Institution", "Agency"})


def _begins(name: Sequence[str], inner: Sequence[str]) -> bool:
    """Is the ministry in a body's name the one of that name, its state aside?"""
    return len(inner) > 1 and tuple(name[: len(inner)]) == tuple(inner)


def settle_partners(rows: Sequence[SentenceMentions], bodies: BodyRegister, pair: Sequence[str]) -> None:
    """In a release on two states: a body that signs with one of the first state is of the second; one that guests tour is of the host."""
    if len(pair) != 2:
        _settle_ours(rows, bodies)
        return
    _settle_toured(rows, bodies, pair)
    for row in rows:
        if not any(t.act in ("sign", "initial") for t in row.triggers) or not row.instruments:
            continue
        keys = [k for m in row.bodies if m.case != "Loc" and (k := bodies.key(m)) is not None]
        groups = [bodies.group(k) for k in dict.fromkeys(keys)]
        sides = [g for g in groups if g.best.kind not in _UNSEATED]
        unknown = [g for g in sides if _open(g) and not g.best.weak]
        states = {g.country for g in sides if g.country}
        if len(sides) == 2 and len(unknown) == 1 and len(states) == 1 and (own := next(iter(states))) in pair:
            unknown[0].of_state(pair[0] if own == pair[1] else pair[1])


def _settle_ours(rows: Sequence[SentenceMentions], bodies: BodyRegister) -> None:
    """At home in a state of which the release speaks first: who signs there with one of another state is of home."""
    first = next((min(row.countries, key=lambda c: c.first).iso for row in rows if row.countries), None)
    if first is None or first != bodies.home:
        return
    for row in rows:
        if not row.instruments or not any(t.act in ("sign", "initial") for t in row.triggers):
            continue
        keys = [k for m in row.bodies if not m.anaphor and (k := bodies.key(m)) is not None]
        groups = [bodies.group(k) for k in dict.fromkeys(keys)]
        sides = [g for g in groups if g.best.kind not in _UNSEATED]
        unknown = [g for g in sides if _open(g) and not g.best.weak and not g.best.core[-1].isascii()]
        if len(sides) == 2 and len(unknown) == 1 and len({c.iso for c in row.countries}) < 2 and {g.country for g in sides} - {None, first}:
            unknown[0].of_state(first)


_LEAD = 4  # sentences
_DELEGATIONS = frozenset("делегация дэлегацыя миссия".split())
_TOURED = frozenset({"Institution", "Agency", "Company"})


def _settle_toured(rows: Sequence[SentenceMentions], bodies: BodyRegister, pair: Sequence[str]) -> None:
    """«Гости прибыли в Астану. … посетили Парк „…“»: a house that guests see, where the release tells of visits to one state only."""
    visits = [(row, min(v)) for row in rows if (v := [t.first for t in row.triggers if t.act == "visit" and t.tense in ("past", "pres")])]
    named = [(row, x.first, x.iso) for row, _ in visits for x in row.countries] + [(row, x.first, x.iso) for row, _ in visits for x in row.places if x.iso]
    hosts = {iso for row, first, iso in named if first and row.tokens[first - 1].norm in _INTO}
    hosts = hosts or {p.iso for row in rows[:_LEAD] for p in row.places if p.iso}  # «Маскат, 3 мая. … посетили университет»
    if len(hosts) != 1 or not hosts <= set(pair):
        return
    host = hosts.pop()
    _settle_senders(rows, bodies, host, pair[0] if host == pair[1] else pair[1])
    for row, verb in visits:
        seen = [m for m in row.bodies if m.first > verb and m.kind in _TOURED and not m.anaphor and not m.weak]
        for m in seen[:1]:
            key = bodies.key(m)
            if key is not None and _open(bodies.group(key)):
                bodies.group(key).of_state(host)


def _settle_senders(rows: Sequence[SentenceMentions], bodies: BodyRegister, host: str, guest: str) -> None:
    """«Делегация АО „…“ провела в Минске переговоры»: who sends a delegation to the host's town is of the other state."""
    for row in rows:
        there = any(p.iso == host and p.first and row.tokens[p.first - 1].norm in _INTO for p in row.places)
        for m in row.bodies if there else ():
            if m.first and row.tokens[m.first - 1].lemma in _DELEGATIONS and not m.anaphor and (key := bodies.key(m)) is not None and _open(bodies.group(key)):
                bodies.group(key).of_state(guest)


def _open(group: Group) -> bool:
    board = group.best.core.startswith(("совет директоров ", "наблюдательный совет "))  # of a company
    return group.country is None and group.authority is None and (group.best.kind not in _UNSEATED or board)


def _beside(row: SentenceMentions, m: BodyNamed, lex: Lexicon) -> str | None:
    return _before(row, m.first, lex) or _after(row, m.first, m.last, lex) or _seated(row, m)


_SEATED = frozenset("base headquarter headquartered register locate".split())


def _seated(row: SentenceMentions, m: BodyNamed) -> str | None:
    """"the Oslo-based firm | …", "…, headquartered in Oslo", «разработчик из Томска „А“», «„А“ из Томска», «„А“ (Томск)»: the town in which a house has its seat."""
    tokens = row.tokens
    based = next((p for p in row.places if m.first - 3 <= p.first < m.first and tokens[p.first].text.endswith("-based")), None)
    if based is not None:
        return based.iso
    behind = m.last + _quoted(tokens, m.last)
    for p in row.places:
        before = tokens[p.first - 1] if p.first else None
        if before is not None and ((before.norm in _FROM and (p.first - 1 == behind or p.last == m.first or (p.last == m.first - 1 and tokens[p.last].text in _QUOTES) or m.first <= p.first < m.last)) or (before.text == "(" and p.first - 1 == behind)):
            return p.iso
    k = m.last + 1
    if k + 1 >= len(tokens) or tokens[m.last].text not in (",", "(") or tokens[k].lemma not in _SEATED or tokens[k + 1].norm not in ("in", "в"):
        return None
    return next((p.iso for p in row.places if p.first in (k + 2, k + 3)), None)


def _at(row: SentenceMentions, k: int) -> CountryNamed | None:
    return next((c for c in row.countries if c.first <= k < c.last), None)


def _trade(token: Token, lex: Lexicon) -> bool:
    return token.lemma in _TRADES or token.norm in _TRADES or token.lemma in lex.bodies


def _before(row: SentenceMentions, first: int, lex: Lexicon) -> str | None:
    """«эфиопский государственный оператор | …», «оператор Эфиопии | …», "Kenya's operator | …": the words of one phrase."""
    tokens, trades = row.tokens, 0
    k = first - 1
    while k >= 0 and first - k <= _FAR:
        t, state = tokens[k], _at(row, k)
        if state is not None:
            joined = k > state.first or (k and tokens[k - 1].norm in ("и", "і", "and", "-", ",") and _at(row, k - 2) is not None)
            if joined and state.last - state.first == 1:
                return None  # «российская и китайская компании»
            if state.form == "adjective":
                return state.iso if trades or state.last == first or t.capital is False else None
            owner = state.last < len(tokens) and tokens[state.last].norm in ("'s", "’s", "'")
            headed = state.first > 0 and _trade(tokens[state.first - 1], lex) and state.last + _quoted(tokens, state.last) == first
            return state.iso if owner or headed else None
        if t.text in _QUOTES or t.norm in ("'s", "the"):
            k -= 1
            continue
        if t.pos not in ("ADJ", "NOUN", "PROPN", "X") and not (t.text in _DASHES and k):
            return None
        if t.pos in ("NOUN", "PROPN") and not _trade(t, lex) and not (t.case == "Gen" or trades):
            return None
        trades += _trade(t, lex)
        k -= 1
    return None


def _quoted(tokens: Sequence[Token], k: int) -> int:
    return int(k < len(tokens) and tokens[k].text in _QUOTES)


def _after(row: SentenceMentions, first: int, last: int, lex: Lexicon) -> str | None:
    """«… (Казахстан)», «… из Вьетнама», «…, крупнейший оператор Лаоса,», "…, Kazakhstan's largest supplier"."""
    tokens = row.tokens
    k = last + _quoted(tokens, last)
    if k + 1 >= len(tokens):
        return None
    state = _at(row, k + 1)
    if state is not None and state.form != "adjective" and tokens[k].norm in _INTO and tokens[first].lemma in _BRANCHES:
        return state.iso  # «дочерняя компания „А“ | в Армении»
    if state is not None and state.form != "adjective" and (tokens[k].norm in _FROM or (tokens[k].text == "(" and state.last < len(tokens) and tokens[state.last].text in ")," )):
        return state.iso
    if tokens[k].text not in (",", *_DASHES):
        return None
    found: set[str] = set()
    trades = 0
    for j in range(k + 1, min(len(tokens), k + 1 + _FAR)):
        t = tokens[j]
        if t.is_word is False and t.text not in _WITHIN_NAMES:
            break
        if any(b.first == j and not b.anaphor and b.last > j + 1 for b in row.bodies if tokens[k].text == ","):
            break  # «Институт А, Белорусский университет Б и …»: the next of a list
        if t.pos in ("VERB", "AUX", "ADP", "CCONJ", "PRON", "SCONJ") and not any(f in t.feats for f in ("VerbForm=Part", "VerbForm=Ger")) and t.text != "of":
            break
        state = _at(row, j)
        if state is not None:
            found.add(state.iso)
        trades += _trade(t, lex)
    return found.pop() if trades and len(found) == 1 else None


def _town(row: SentenceMentions, m: BodyNamed, language: str, named: frozenset[str], told: frozenset[str], lex: Lexicon) -> str | None:
    """«Университет Нови-Сада», «Гродненский университет», «нижегородская компания „А“», «ташкентская „А“»: a town in the name or in front of it."""
    inside = {p.iso for p in row.places if m.first <= p.first < m.last and p.iso in named}
    inside = inside or {c.iso for c in row.countries if m.quoted and m.first < c.first < m.last and row.tokens[c.first].text in m.quoted}  # «фонд „Цифровая Сербия“»
    if not inside and language == "ru":
        k = m.first
        while k and (row.tokens[k - 1].pos == "ADJ" or _trade(row.tokens[k - 1], lex) or (k == m.first and row.tokens[k - 1].text in _QUOTES)):
            k -= 1
        inside = {iso for t in row.tokens[k : m.last] if t.pos in ("ADJ", "PROPN") for iso in [state_of_town(t.norm, told)] if iso}
    return inside.pop() if len(inside) == 1 else None
