"""Names beside posts: which people follow a post, which posts follow a name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.facts.sentences.meanwhile import meanwhile
from kg.facts.sentences.sides_behind import side_behind
from kg.mentions.accredited import ENVOYS, beyond
from kg.mentions.groups import LADIES
from kg.mentions.holders import across, may_be
from kg.mentions.model import BodyNamed, PersonNamed, RoleNamed, SentenceMentions
from kg.text.document import Token

COPULA = frozenset(["–", "—", "-"])
_JOINING = COPULA | {"и", "and", "/"}
POSSESSIVES = frozenset("ее его их яго яе its her his".split())
PREPOSITIONS = frozenset("в во при на у ў to in at of for from".split())
# what may stand between two posts of one person: «экс-премьер Латвии, теперь посол в Канаде»
_CHAIN = frozenset([",", "|", "и", "а", "также", "ныне", "теперь", "нынче", "одновременно", "сейчас", "цяпер", "–", "—", "-", "затем", "ранее", "по", "совместительству", "параллельно", "заодно", "притом", "прежде", "раньше", "недавно", "он", "она", "же", "and", "/", "also", "і", "now", "currently", "later"])
TITLES = frozenset("senator г-н г-на г-ну г-ном г-жа г-жи г-же г-жу г-жой господин господина господину господином госпожа госпожи госпоже госпожу госпожой товарищ дато датук доктор профессор mr ms mrs dr hon eng engr prof h e he sir dame shri smt madam madame mme excellency honourable honorable hrh sen rep gen col maj capt lt brig adv amb arch ing ir rt rev rtd encik puan haji sheikh datuk dato tan tun sri hajah sheikha спадар шейх".split())
_IN_TURN = frozenset("прежний бывший предыдущий новый нынешний".split())
_AND = frozenset([",", "и", "and", "і", "а", "также"])


def following(row: SentenceMentions, role: RoleNamed) -> Iterator[PersonNamed]:
    """People right after a post; several after a plural one ("министры А, Б и В")."""
    tokens = row.tokens
    at = {p.first: p for p in row.persons}
    j = skip(row, _past_houses(tokens, role) if role.number == "Plur" else role.last, plural=role.number == "Plur")
    if j not in at and role.head in ENVOYS and role.number != "Plur":
        houses = {x.first: x.last for x in (*row.places, *row.bodies, *row.countries)}
        j = beyond(tokens, j, houses, frozenset(at)) or j
    if role.number == "Plur" and j < len(tokens) and tokens[j].text == "," and j + 1 in at:
        j += 1  # "the then ministers, A of Laos and B of Vietnam"
    if j + 1 < len(tokens) and tokens[j].text == "," and j + 1 in at and _whose(row, role, at[j + 1].last):
        j += 1
    if j not in at:
        j = across(row, row.persons, role, j)
    if j not in at:
        return
    yield at[j]
    if role.number != "Plur":
        return
    houses = {x.first: x.last for x in (*row.countries, *row.bodies)}
    states = {c.first: c.last for c in row.countries}
    j = at[j].last
    while j < len(tokens):
        if tokens[j].text == "(":
            while j < len(tokens) and tokens[j].text != ")":
                j += 1
            j += 1
        elif tokens[j].norm in ("of", "from", "из") and j + 1 in states:
            j = states[j + 1]  # "ministers A | of Laos and B of Vietnam"
        elif tokens[j].norm in _AND:
            j += 1
        elif tokens[j].text == "of" and j + 1 in houses:
            j = houses[j + 1]  # "the ministers, A of Norway and B of Peru"
        elif j in houses and houses[j] in at:
            j = houses[j]  # «премьеры Армении А и | Грузии Б»
        elif j in at:
            yield at[j]
            j = at[j].last
        else:
            return


_HOUSES = frozenset("ведомство министерство компания организация агентство университет вуз учреждение предприятие структура институт академия сторона архив ведамства міністэрства кампанія арганізацыя".split())


def _past_houses(tokens: Sequence[Token], role: RoleNamed) -> int:
    """«руководители | обоих ведомств | А и Б»: houses in the plural name none."""
    k = role.last
    while k < len(tokens) and k - role.last < 2 and (tokens[k].norm in ("двух", "обоих", "обеих", "этих", "трех") or tokens[k].pos == "NUM"):
        k += 1
    return k + 1 if k < len(tokens) and tokens[k].lemma in _HOUSES and tokens[k].case == "Gen" and tokens[k].number == "Plur" else role.last


def _whose(row: SentenceMentions, role: RoleNamed, end: int) -> bool:
    """"Its chief executive, A, said …", "the university's rector, A, …": the name between commas is the holder's."""
    tokens = row.tokens
    owned = role.first > 0 and (tokens[role.first - 1].norm in POSSESSIVES or tokens[role.first - 1].norm in ("'s", "’s"))
    owned |= any(t.lemma in _IN_TURN for t in tokens[role.first : role.last])  # «Прежний председатель, | А, поблагодарил …»
    owned |= any(t.norm in ("'s", "’s") for t in tokens[role.first : role.last])  # "| the Agency's former director, A, …"
    return owned and role.number != "Plur" and end < len(tokens) and tokens[end].text in ",."


def skip(row: SentenceMentions, j: int, *, plural: bool = False) -> int:
    """Past what may stand between post and name: "в Республике Беларусь", "(министр)", "господин"."""
    tokens = row.tokens
    countries = {c.first: c.last for c in row.countries}
    bodies = {b.first: b.last for b in row.bodies if not b.anaphor}
    named = {p.first for p in row.persons}
    houses = {x.first: x.last for x in (*row.places, *row.bodies, *row.countries)}
    for _ in range(6):
        if j >= len(tokens) or j in named:
            return j
        if plural and tokens[j].norm in _AND and (j + 1 in countries or j + 1 in bodies):
            j = countries[j + 1] if j + 1 in countries else bodies[j + 1]
        elif (side := side_behind(row, j)) is not None:
            j = side[0]  # «сопредседатель комиссии с российской стороны | А»
        elif tokens[j].norm in PREPOSITIONS and j + 1 < len(tokens):
            if j + 1 not in houses:
                return j
            j = houses[j + 1]
            # «в Республике Беларусь и по совместительству …» is left to the reader
            while j + 1 < len(tokens) and tokens[j].norm in _AND and (j + 1 in countries or (j + 2 in houses and tokens[j + 1].norm in PREPOSITIONS)):
                j = countries[j + 1] if j + 1 in countries else houses[j + 2]
        elif (tokens[j].text in COPULA or (tokens[j].text == ":" and tokens[j - 1].text.isascii())) and j + 1 in named:
            j += 1  # "Minister of Ports: A"
        elif tokens[j].norm in TITLES and (len(tokens[j].text) > 1 or (j + 1 < len(tokens) and tokens[j + 1].text == ".")):
            j += 2 if j + 1 < len(tokens) and tokens[j + 1].text == "." else 1
        elif tokens[j].text == "(" and (end := _bracket(row, j)) is not None:
            j = end
        else:
            return j
    return j


def _bracket(row: SentenceMentions, j: int) -> int | None:
    """End of a short bracket: "(министр)", "(Казахстан)", "(Республика Беларусь)"."""
    return next((k + 1 for k in range(j + 2, min(j + 6, len(row.tokens))) if row.tokens[k].text == ")"), None)


def disagrees(row: SentenceMentions, role: RoleNamed, person: PersonNamed) -> bool:
    """«Министром … Иван Петров»: a given name of the dictionary shows another case than the post, so the two are no apposition."""
    if not role.case or not person.given or role.case == person.case or {role.case, person.case} == {"Acc", "Gen"}:
        return False
    if person.first and row.tokens[person.first - 1].norm in LADIES and row.tokens[person.first].norm[-1] not in "аяь":
        return False  # «с директором г-жой Нур Хидаях»: a woman's given name that ends so never changes
    shown = row.tokens[person.first].norm.endswith(("ой", "ей", "ою", "ом", "ем", "ым", "им", "у", "ю"))
    if role.case in _OBLIQUE and person.first - role.last < 2 and not shown and _governed(row, role):
        return False  # «с госсекретарем Франции Камиль Лорансо»: what stands right behind such a post is its holder, a woman
    return not may_be(row.tokens[person.first : person.last], role.case)


_OBLIQUE = frozenset(["Ins", "Dat", "Loc"])
_GOVERN = frozenset("с со к ко о об между перед над з са аб паміж".split())


def _governed(row: SentenceMentions, role: RoleNamed) -> bool:
    return any(t.norm in _GOVERN for t in row.tokens[max(role.first - 1, 0) : role.first])


def of_several(row: SentenceMentions, role: RoleNamed, person: PersonNamed, n: int, of: int) -> RoleNamed:
    """One member of an enumeration: its own country in brackets, or the n-th of as many countries in the phrase."""
    tokens = row.tokens
    if person.last + 1 < len(tokens) and tokens[person.last].text in ("(", "of"):
        for c in row.countries:
            if c.first == person.last + 1:
                return replace(role, country=c.iso, body=None)
    start = min(p.first for p in row.persons if p.first >= role.last - 1)
    if person.last + 1 < len(tokens) and tokens[person.last].norm in ("of", "from", "из"):
        state = next((c.iso for c in row.countries if c.first == person.last + 1), None)
        if state is not None:
            return replace(role, country=state, body=None)
    if n and (own := _right_before(row, person)) is not None:
        return replace(role, country=own if isinstance(own, str) else own.country, body=None if isinstance(own, str) else own)
    bodies = [b for b in row.bodies if role.first <= b.first and b.last <= start and not b.anaphor]
    bodies = [b for b in bodies if not any(x.first <= b.first and b.last <= x.last and x is not b for x in bodies)]
    if len(bodies) == of:
        return replace(role, body=bodies[n], country=bodies[n].country)
    inside = [c.iso for c in row.countries if role.first <= c.first and c.last <= min(role.last + 4, start)]
    if len(inside) == of:
        if role.body is None or role.body.country is None:
            return replace(role, country=inside[n])
        own = role.body if role.body.country == inside[n] else None
        # «главы МИД Армении и Грузии А и Б»: who heads a ministry is its minister, by whatever name the other state calls it
        name = "министр" if role.head in ("глава", "руководитель") and role.body.kind == "Ministry" and own is None else role.role
        return replace(role, country=inside[n], body=own, role=name, head=name if name == "министр" else role.head)
    return role


def _right_before(row: SentenceMentions, person: PersonNamed) -> BodyNamed | str | None:
    """«премьеры Армении А и Грузии | Б»: the house or state right before a later name of an enumeration."""
    body = next((b for b in row.bodies if b.last == person.first and not b.anaphor), None)
    return body or next((c.iso for c in row.countries if c.last == person.first and c.form != "adjective"), None)


def after_name(row: SentenceMentions, person: PersonNamed, done: Collection[int]) -> Iterator[RoleNamed]:
    """Posts after a name: «А, генеральный директор Б и председатель правления»."""
    tokens = row.tokens
    j = person.last
    once = False
    if j + 2 < len(tokens) and tokens[j].text == "of" and (state := next((c for c in row.countries if c.first == j + 1 and c.form != "adjective"), None)) is not None:
        j = state.last  # "A of Norway, chair of the forum"
    if j < len(tokens) and tokens[j].text == "(":
        j, once = _when(tokens, j + 1)
    elif j < len(tokens) and tokens[j].text == "," and (behind := _when(tokens, j + 1))[0] > j + 1 and any(t.text[0].isdecimal() for t in tokens[j + 1 : behind[0]]):
        j, once = behind  # «А, в 1998–2010 годах | ректор Б»
    elif j >= len(tokens) or tokens[j].text not in (",", "–", "—", "-", "|"):
        return
    starts = {r.first: r for r in row.roles}
    names = {p.first for p in row.persons}
    before: BodyNamed | None = None
    first = True
    while j < len(tokens):
        k = j
        while k not in starts and k < len(tokens) and (tokens[k].norm in _CHAIN or tokens[k].norm in POSSESSIVES or (tokens[k].text in ("the", "a", "an") and (tokens[k - 1].text == "," or tokens[k - 1].norm in _CHAIN))):
            k += 1
        k, then = meanwhile(tokens, k) if k not in starts else (k, False)
        role = starts.get(k)
        bracketed = tokens[person.last].text == "("  # «подписан Иваном Петровым (министр)»: a bracket need not agree
        if role is None or role.first in done or role.number == "Plur" or role.last in names or (not bracketed and case_differs(person, role)):
            return
        if across(row, row.persons, role, role.last) in names:
            return  # «А, советник председателя банка по связям Б»: Б is the adviser
        if k == j + 1 and _of_the_next(row, role, person):
            return
        if not first and (tokens[j].norm not in _CHAIN or (role.bare and not before)):
            return
        body = role.body or _owner(row, k) or (before if not first and not role.country else None) or (_of_twin(row, role, starts) if first else None)
        before_now = any(t.norm in _PAST for t in tokens[j:k])  # «А, прежде ректор академии»
        yield replace(role, body=body, bare=role.bare and body is None, former=role.former or once or before_now or then)
        before = body
        first = False
        j = skip(row, role.last)


def _of_the_next(row: SentenceMentions, role: RoleNamed, person: PersonNamed) -> bool:
    """«директор института А, исполнительный директор ассоциации компаний | Б и …»: the post between two names is the second one's if its complement leads to it."""
    behind = next((p for p in row.persons if p.first >= role.last), None)
    if behind is None or not 0 < behind.first - role.last <= 5 or person.first == 0 or row.tokens[person.last].text != ",":
        return False
    gap = row.tokens[role.last : behind.first]
    own = any(r.last <= person.first and person.first - r.last < 6 for r in row.roles)  # he has a post already
    return own and role.case == "Nom" and behind.case == "Nom" and all(t.case == "Gen" and t.pos in ("NOUN", "ADJ", "PROPN") for t in gap)


_PAST = frozenset("ранее прежде раньше недавно".split())
_TIMES = frozenset("по до с в во год года году годы годах гг г период ранее прежде прошлом раньше бывший па да з у раней".split())
_SPAN = re.compile(r"[12]\d{3}[–—-][12]\d{3}")
_ONCE = frozenset("по до ранее прежде прошлом раньше раней да".split())


def _when(tokens: Sequence[Token], j: int) -> tuple[int, bool]:
    """«А (по 2022 год – | советник министра)», «(ранее – | ректор)»: where the post begins behind the time, and is it one of the past?"""
    k = j
    while k < len(tokens) and (tokens[k].norm in _TIMES or tokens[k].text.isdecimal() or _SPAN.fullmatch(tokens[k].text) or tokens[k].text == "." or tokens[k].text in COPULA):
        k += 1
    told = any(t.text.isdecimal() or t.norm in _ONCE or _SPAN.fullmatch(t.text) for t in tokens[j:k])
    return (k, any(t.norm in _ONCE or _SPAN.fullmatch(t.text) for t in tokens[j:k])) if told and k < len(tokens) else (j, False)


def _of_twin(row: SentenceMentions, role: RoleNamed, starts: Mapping[int, RoleNamed]) -> BodyNamed | None:
    """«А, первый заместитель директора – главный инженер завода»: the house that is told behind the second half."""
    j = role.last
    twin = starts.get(j + 1) if j < len(row.tokens) and row.tokens[j].text in _JOINING and not role.country else None
    if twin is None or twin.body is None or twin.case != role.case or twin.head in ("министр", "minister"):
        return None
    of_house = "chief executive" in twin.role or "director" in twin.role  # "President and CEO of Northlink"
    if not of_house and any(w in role.role for w in ("премьер", "президент", "prime", "president")):
        return None
    return twin.body


def _owner(row: SentenceMentions, k: int) -> BodyNamed | None:
    """«компания … Волков, ее генеральный директор»: the body that the pronoun before a post stands for."""
    if k == 0 or row.tokens[k - 1].norm not in POSSESSIVES:
        return None
    before = outermost([b for b in row.bodies if b.last <= k - 1])
    return before[-1] if before else None


def outermost(bodies: Sequence[BodyNamed]) -> list[BodyNamed]:
    """Without those that stand in a longer name: «ее председатель» is the «Комиссии РСС», not of the РСС."""
    return [b for b in bodies if not any(x is not b and x.first <= b.first and b.last <= x.last for x in bodies)]


def case_differs(person: PersonNamed, role: RoleNamed) -> bool:
    """True if a post after a name cannot be in apposition to it."""
    return bool(person.case and role.case and person.case != role.case and role.case == "Ins" and person.case != "Nom") or (
        person.case == "Ins" and bool(role.case) and role.case != "Ins"
    )
