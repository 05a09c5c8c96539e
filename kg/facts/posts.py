"""Who holds which post: role phrases tied to people by apposition, enumeration or a verb."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.facts.clauses import clause
from kg.facts.model import Post
from kg.facts.story import Story
from kg.mentions.model import BodyNamed, PersonNamed, RoleNamed, SentenceMentions
from kg.reference.words import Lexicon, lexicon
from kg.values import Evidence, PartialDate

# what may stand between two posts of one person: "экс-премьер Армении, ныне посол Армении в США"
_CHAIN = frozenset([",", "и", "а", "также", "ныне", "одновременно", "сейчас", "–", "—", "-", "затем", "ранее", "and", "also", "і", "now", "currently", "later"])
_OF_STATE = frozenset("президент премьер премьер-министр вице-премьер король президентка прэзідэнт прэм'ер-міністр president premier".split())
_POSSESSIVES = frozenset("ее его их яго яе its her his".split())
_COPULA = frozenset(["–", "—", "-"])
_PRONOUNS = frozenset("он она ён яна he she".split())
_PREPOSITIONS = frozenset("в во при на у ў to in at of for from".split())
_TITLES = frozenset("г-н г-жа господин госпожа товарищ доктор профессор mr ms mrs dr спадар".split())


@dataclass(frozen=True, slots=True)
class Holding:
    """A post tied to a person, before posts of one person are compared."""

    person: str
    role: RoleNamed
    sentence: int
    rule: str


def find_posts(story: Story) -> list[Post]:
    """Every post that the release gives a named person, in the order of the text."""
    lex = lexicon(story.language)
    holdings: list[Holding] = []
    last: str | None = None
    for i, row in enumerate(story.rows):
        for h in _holdings(story, i, row, last, lex):
            if h.role.bare and h.role.head in lex.sets["roles.not_posts"]:
                continue
            holdings.append(h)
        last = _subject(story, row) or last
    return _posts(story, holdings, lex)


def _subject(story: Story, row: SentenceMentions) -> str | None:
    nominative = [p for p in row.persons if p.case in ("Nom", "")]
    return story.person(nominative[0]) if nominative else None


def _holdings(story: Story, i: int, row: SentenceMentions, last: str | None, lex: Lexicon) -> Iterator[Holding]:
    done: set[int] = set()
    for role in row.roles:
        people = list(_after(row, role))
        if role.number == "Plur" and len(people) > 1:
            done.add(role.first)
            for n, p in enumerate(people):
                yield Holding(story.person(p), _of_several(row, role, p, n, len(people)), i, "enumeration")
        elif people and role.case == "Nom" and people[0].case == "Gen" and (inner := _inner(row, role, lex)) is not None:
            yield Holding(story.person(people[0]), inner, i, "apposition-inner")
        elif people and role.number != "Plur":
            done.add(role.first)
            role = _in_context(story, i, row, role)
            yield Holding(story.person(people[0]), role, i, "apposition-after")
            twin = next((r for r in row.roles if r.first not in done and r.last + 1 == role.first and row.tokens[r.last].text in _COPULA), None)
            if twin is not None:
                # «заместитель Премьер-министра – министр цифрового развития Казахстана А»
                done.add(twin.first)
                yield Holding(story.person(people[0]), replace(twin, country=twin.country or role.country or (role.body.country if role.body else None)), i, "apposition-twin")
    for role in row.roles:
        if role.number == "Plur" and role.first not in done and role.last < len(row.tokens) and row.tokens[role.last].text in _COPULA:
            # «Сопредседатели – министр А и вице-премьер Б – подписали …»
            done.add(role.first)
            end = next((k for k in range(role.last + 1, len(row.tokens)) if row.tokens[k].text in (*_COPULA, ";", ".") and k > role.last), len(row.tokens))
            for p in (p for p in row.persons if role.last < p.first < end):
                yield Holding(story.person(p), _of_a_body(story, role, row), i, "apposition-list")
    for p in row.persons:
        for role in _chain(row, p, done):
            done.add(role.first)
            role = _in_context(story, i, row, role)
            yield Holding(story.person(p), role, i, "apposition-before")
    for role in row.roles:
        if role.first in done:
            continue
        holder = _by_verb(story, row, role, last)
        if holder is not None:
            yield Holding(holder[0], replace(role, former=role.former or holder[1], body=role.body or _house(row, role)), i, "verb")


def _after(row: SentenceMentions, role: RoleNamed) -> Iterator[PersonNamed]:
    """People right after a post; several after a plural one ("министры А, Б и В")."""
    tokens = row.tokens
    at = {p.first: p for p in row.persons}
    j = _skip(row, role.last, plural=role.number == "Plur")
    if j not in at:
        return
    yield at[j]
    if role.number != "Plur":
        return
    j = at[j].last
    while j < len(tokens):
        if tokens[j].text == "(":
            while j < len(tokens) and tokens[j].text != ")":
                j += 1
            j += 1
            continue
        if tokens[j].norm in (",", "и", "and", "і", "а", "также"):
            j += 1
            continue
        if j not in at:
            return
        yield at[j]
        j = at[j].last


def _of_a_body(story: Story, role: RoleNamed, row: SentenceMentions) -> RoleNamed:
    """«Сопредседатели»: of the commission that the text has named."""
    if role.body is not None or role.country:
        return role
    for group in reversed(story.bodies.groups):
        if group.best.kind == "WorkingBody" and any(m.span.start < role.span.start for m in group.mentions):
            return replace(role, body=group.best, bare=False)
    return role


def _in_context(story: Story, i: int, row: SentenceMentions, role: RoleNamed) -> RoleNamed:
    """A post whose phrase names no state: «от Беларуси выступил министр», «азербайджанскую – министр», «его директор»."""
    if role.body is None and role.first and row.tokens[role.first - 1].norm in _POSSESSIVES:
        before = [b for b in row.bodies if b.last < role.first] or [b for b in (story.rows[i - 1].bodies if i else []) if not b.anaphor]
        if before:
            return replace(role, body=before[-1], bare=False)
    if role.country or (role.body is not None and story.bodies.country(story.body(role.body) or "b0")):
        return role
    tokens = row.tokens
    first, _ = clause(tokens, role.first)
    for c in reversed([c for c in row.countries if c.last <= role.first]):
        before_word = tokens[c.first - 1].norm if c.first else ""
        between = tokens[c.last : role.first]
        if any(t.text in (";", ":") for t in between):
            break
        if c.form != "adjective" and before_word in ("от", "ад", "from", "for") and c.first >= first - 1:
            return replace(role, country=c.iso, bare=False)
        side = c.last < len(tokens) and (tokens[c.last].lemma in ("делегация", "сторона", "дэлегацыя", "бок") or (tokens[c.last].text in _COPULA and c.last + 1 == role.first))
        if c.form == "adjective" and side:
            return replace(role, country=c.iso, bare=False)
    return role


def _inner(row: SentenceMentions, role: RoleNamed, lex: Lexicon) -> RoleNamed | None:
    """«помощник главы администрации А»: in the genitive, А is the head, not the assistant."""
    head = next((k for k in range(role.first, role.own) if row.tokens[k].lemma == role.head), role.first)
    for k in range(head + 1, role.own):
        t = row.tokens[k]
        if t.lemma in lex.sets["roles.heads"]:
            words = " ".join([t.lemma, *(x.text for x in row.tokens[k + 1 : role.own])])
            return replace(role, first=k, role=words, head=t.lemma, case="Gen")
    return None


def _skip(row: SentenceMentions, j: int, *, plural: bool = False) -> int:
    """Past what may stand between post and name: "в Республике Беларусь", "(министр)", "господин"."""
    tokens = row.tokens
    countries = {c.first: c.last for c in row.countries}
    bodies = {b.first: b.last for b in row.bodies}
    places = {p.first: p.last for p in row.places}
    for _ in range(4):
        if j >= len(tokens):
            return j
        if plural and tokens[j].norm in ("и", ",", "і", "and") and j + 1 in countries:
            j = countries[j + 1]
        elif tokens[j].norm in _PREPOSITIONS and j + 1 < len(tokens):
            end = countries.get(j + 1) or bodies.get(j + 1) or places.get(j + 1)
            if end is None:
                return j
            j = end
            # «в Республике Беларусь и по совместительству …» is left to the reader
            if j + 1 < len(tokens) and tokens[j].norm in ("и", "і", "and") and j + 1 in countries:
                j = countries[j + 1]
        elif tokens[j].text in _COPULA and j + 1 in {p.first for p in row.persons}:
            j += 1
        elif tokens[j].norm in _TITLES:
            j += 1
            if j < len(tokens) and tokens[j].text == ".":
                j += 1
        elif tokens[j].text == "(" and j + 2 < len(tokens) and tokens[j + 2].text == ")":
            j += 3
        else:
            return j
    return j


def _of_several(row: SentenceMentions, role: RoleNamed, person: PersonNamed, n: int, of: int) -> RoleNamed:
    """One member of an enumeration: its own country in brackets, or the n-th of as many countries in the phrase."""
    tokens = row.tokens
    if person.last + 1 < len(tokens) and tokens[person.last].text == "(":
        for c in row.countries:
            if c.first == person.last + 1:
                return replace(role, country=c.iso, body=None)
    inside = [c.iso for c in row.countries if role.first <= c.first and c.last <= role.last + 4 and c.last <= min(p.first for p in row.persons if p.first >= role.last - 1)]
    if len(inside) == of:
        return replace(role, country=inside[n], body=None if role.body and role.body.country else role.body)
    return role


def _chain(row: SentenceMentions, person: PersonNamed, done: set[int]) -> Iterator[RoleNamed]:
    """Posts after a name: «А, генеральный директор Б и председатель правления»."""
    tokens = row.tokens
    j = person.last
    if j < len(tokens) and tokens[j].text == "(":
        j += 1
    elif j >= len(tokens) or tokens[j].text not in (",", "–", "—", "-"):
        return
    starts = {r.first: r for r in row.roles}
    names = {p.first for p in row.persons}
    before: BodyNamed | None = None
    first = True
    while j < len(tokens):
        k = j
        while k not in starts and k < len(tokens) and (tokens[k].norm in _CHAIN or tokens[k].norm in _POSSESSIVES):
            k += 1
        role = starts.get(k)
        owner = _owner(row, k)
        if role is None or role.first in done or role.number == "Plur" or (role.last in names and role.number != "Plur"):
            return
        if not first and tokens[j].norm not in _CHAIN:
            return
        if not first and role.bare and not before:
            return
        if _case_differs(person, role):
            return
        body = role.body or owner or (before if not first and not role.country else None)
        yield replace(role, body=body, bare=role.bare and body is None)
        before = body
        first = False
        j = _skip(row, role.last)


def _house(row: SentenceMentions, role: RoleNamed) -> BodyNamed | None:
    """«работал директором департамента в Минсвязи»."""
    tokens = row.tokens
    if role.last + 1 < len(tokens) and tokens[role.last].norm in _PREPOSITIONS:
        return next((b for b in row.bodies if b.first == role.last + 1 and not b.anaphor), None)
    return None


def _owner(row: SentenceMentions, k: int) -> BodyNamed | None:
    """«компания … Волков, ее генеральный директор»: the body that the pronoun before a post stands for."""
    if k == 0 or row.tokens[k - 1].norm not in _POSSESSIVES:
        return None
    before = [b for b in row.bodies if b.last <= k - 1]
    return before[-1] if before else None


def _case_differs(person: PersonNamed, role: RoleNamed) -> bool:
    return bool(person.case and role.case and person.case != role.case and {person.case, role.case} & {"Ins"} and person.case != "Nom")


def _by_verb(story: Story, row: SentenceMentions, role: RoleNamed, last: str | None) -> tuple[str, bool] | None:
    """(person, former) of «назначен», «стал», «был», «работал», «он – помощник …»."""
    tokens = row.tokens
    before = [p for p in row.persons if p.last <= role.first]
    if role.first >= 2 and tokens[role.first - 1].lemma in ("пост", "должность", "кресло", "пасада") and tokens[role.first - 2].norm in ("с", "со", "з"):
        return (story.person(before[-1]), True) if before else (last, True) if last else None
    if before and role.first - before[-1].last <= 4 and any(t.lemma in ("который", "які") for t in tokens[before[-1].last : role.first]):
        near_verb = next((t for t in row.triggers if t.act == "appoint" and before[-1].last <= t.first < role.first), None)
        if near_verb is not None and not near_verb.negated:
            return story.person(before[-1]), near_verb.tense == "past"
    if role.first >= 2 and tokens[role.first - 1].text in _COPULA and tokens[role.first - 2].norm in _PRONOUNS and last:
        return last, False
    if role.bare and role.body is None:
        return None
    triggers = [t for t in row.triggers if t.act == "appoint" and not t.negated and (abs(t.first - role.first) <= 9 or 0 <= t.first - role.last <= 3)]
    if not triggers or role.case not in ("Ins", "Gen", "Nom", ""):
        return None
    near = min(triggers, key=lambda t: abs(t.first - role.first))
    if near.lemma in ("быть", "являться", "стать", "работать", "назначить", "назначенный", "избрать", "избранный", "остаться", "становиться") and role.case not in ("Ins", ""):
        return None
    if near.lemma in ("занимать", "занять") and not any(t.lemma in ("пост", "должность", "кресло", "пасада", "post") for t in tokens[max(0, role.first - 3) : role.first]):
        return None
    people = [p for p in row.persons if p.case in ("Nom", "") and not (role.first <= p.first < role.last)]
    former = near.tense == "past" and near.lemma in ("быть", "работать", "занимать", "служить")
    if people:
        nearest = min(people, key=lambda p: abs(p.first - near.first))
        return story.person(nearest), former
    if last and any(t.norm in _PRONOUNS for t in tokens[: near.first + 2]) or (last and former):
        return (last, former) if last else None
    return None


def _posts(story: Story, holdings: list[Holding], lex: Lexicon) -> list[Post]:
    merged: dict[tuple[str, str, str | None, str | None], list[Evidence]] = {}
    former: dict[tuple[str, str, str | None, str | None], bool] = {}
    settled: dict[str, list[tuple[str, str | None, str | None]]] = {}
    date = story_day(story)
    for h in sorted(holdings, key=lambda h: h.role.bare):
        role, body, country = _resolved(story, h, lex)
        if body is None and country is None:
            continue
        known = settled.setdefault(h.person, [])
        match = next((k for k in known if _same_post(k, (role, body, country))), None)
        if match is None and h.role.bare and any(k[0].endswith(role) or role in k[0] for k in known):
            match = next(k for k in known if k[0].endswith(role) or role in k[0])
        if match is None:
            match = (role, body, country)
            known.append(match)
        key = (h.person, *match)
        merged.setdefault(key, []).append(*story.evidence(h.sentence, h.rule))
        former[key] = former.get(key, True) and h.role.former
    merged = _with_state(merged)
    former = {key: former.get(key, former.get((*key[:3], None), False)) for key in merged}
    out = [
        Post(person, role, body, country, former[key], None if former[key] else date, tuple(dict.fromkeys(evidence)))
        for key, evidence in merged.items()
        for person, role, body, country in [key]
    ]
    return sorted(out, key=lambda p: (p.evidence[0].passage.start, p.person, p.role))


_Key = tuple[str, str, str | None, str | None]


def _with_state(merged: dict[_Key, list[Evidence]]) -> dict[_Key, list[Evidence]]:
    """A post without a state ("сопредседатель комиссии") has that of its holder's other post."""
    states: dict[str, set[str]] = {}
    for person, _, _, country in merged:
        if country:
            states.setdefault(person, set()).add(country)
    out: dict[_Key, list[Evidence]] = {}
    for (person, role, body, country), evidence in merged.items():
        own = states.get(person, set())
        joint = body is not None and country is None and len(own) == 1
        out.setdefault((person, role, body, next(iter(own)) if joint else country), []).extend(evidence)
    return out


def _same_post(a: tuple[str, str | None, str | None], b: tuple[str, str | None, str | None]) -> bool:
    return a[0] == b[0] and (a[1] == b[1] or not a[1] or not b[1]) and (a[2] == b[2] or not a[2] or not b[2])


def _resolved(story: Story, h: Holding, lex: Lexicon) -> tuple[str, str | None, str | None]:
    """(role, body, country) of a holding, the body and country found in the context where the phrase has none."""
    role = h.role
    body = story.body(role.body) if role.body is not None else None
    name = role.role
    if body is None and (_needs_body(role, lex) or _unit_of_body(role, lex)):
        body = _context_body(story, h, lex)
    if role.head in lex.sets["roles.ministerial"] and role.body is not None and role.body.core.startswith("правительство"):
        name, body = f"{name} правительства", None
        return name, body, role.country or role.body.country
    country = role.country or (story.bodies.country(body) if body else None)
    if body is not None and role.body is not None and story.bodies.kind(body) == "InternationalOrganization":
        country = None
    if body is not None and story.bodies.kind(body) == "Ministry" and name in ("глава", "руководитель") and "правительство" not in story.bodies.mentions(body)[0].core:
        name = "министр"
    if country is None and body is None and role.head in _OF_STATE:
        named = story.sides()
        beside = [r for r in story.rows[h.sentence].roles if r.last <= role.first and (r.country or (r.body and r.body.country))]
        country = named[0] if len(named) == 1 else (beside[-1].country or (beside[-1].body.country if beside[-1].body else None)) if beside else None
    if country is None and body is not None and story.bodies.kind(body) != "InternationalOrganization":
        country = _country_of(story, h, body)
    return name, body, country


def _needs_body(role: RoleNamed, lex: Lexicon) -> bool:
    return role.head in lex.sets["roles.ministerial"] or "министра" in role.role or role.head in ("министр", "minister", "міністр") or "minister" in role.role


def _context_body(story: Story, h: Holding, lex: Lexicon) -> str | None:
    """The ministry that a bare "министр" belongs to: the one of the person's other post, else the last one named."""
    here = story.rows[h.sentence].sentence.span.start
    before: list[tuple[int, str]] = []
    unit = next((u for u in ("департамент", "управление", "отдел") if u in h.role.role.split() or u + "а" in h.role.role.split() or u[:-1] + "я" in h.role.role.split()), None)
    if unit:
        own = story.bodies.by_head(unit, here + h.role.span.start - here)
        if own is not None:
            return own
    if any(w.lower() in ("коллегии", "правления", "администрации", "совета", "аппарата") for w in h.role.role.split()):
        for word in ("коллегия", "администрация", "аппарат", "правление"):
            own = story.bodies.by_head(word, h.role.span.start) if word[:6] in h.role.role.lower() else None
            if own is not None:
                return story.bodies.holder(own)
        return None
    for group in story.bodies.groups:
        if group.best.kind == "Ministry" and "правительство" not in group.best.core:
            at = [m.span.start for m in group.mentions if m.span.start <= here + 400]
            if at:
                before.append((max(at), group.key))
    if not before:
        return None
    countries = {story.bodies.country(k) for _, k in before}
    if h.role.country:
        same = [(p, k) for p, k in before if story.bodies.country(k) == h.role.country]
        return max(same)[1] if same else None
    near = [(m.span.start, g.key) for g in story.bodies.groups if g.key in {k for _, k in before} for m in g.mentions if 0 <= h.role.span.start - m.span.start < _NEAR]
    if near:
        return max(near)[1]
    return max(before)[1] if len(countries) == 1 or len(before) == 1 else None


# characters: about two sentences; a bare "министр" further away from a ministry may be another one's
_NEAR = 350


def _unit_of_body(role: RoleNamed, lex: Lexicon) -> bool:
    """«начальник управления …», «директор департамента» with no body said: of the body that the text speaks of."""
    words = role.role.split()
    return any(w.lower() in ("управления", "департамента", "отдела", "коллегии", "администрации", "аппарата") for w in words)


def _country_of(story: Story, h: Holding, body: str) -> str | None:
    """The country of a body that the text ties to none: that of a page about one country, else its home."""
    sides = story.sides()
    if len(sides) == 1:
        return sides[0]
    return story.home if not sides else None


def story_day(story: Story) -> PartialDate | None:
    """The day as of which a release speaks: its publication, else the first full date that is no background."""
    if story.document.release.published is not None:
        return story.document.release.published
    for row in story.dates:
        for d in row:
            if d.period is not None and d.period.start.day and d.period.start.year and not d.mention.background and d.mention.kind == "date":
                return d.period.start
    return None

