"""Posts told in other words than a post's own phrase: "занимает ту же должность в Б", "под председательством", several ministers at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.facts.posts.holding import Holding, Reading
from kg.facts.sentences.clauses import clause
from kg.mentions.model import BodyNamed, CountryNamed, PersonNamed, RoleNamed, SentenceMentions
from kg.text.document import Token, lemmas

_OFFICE = frozenset("пост должность кресло позиция".split())
_HOLDS = frozenset("занимать занимающий занять занявший".split())
_SAME = frozenset("тот такой этот аналогичный схожий подобный такой-же".split())
_THAT_ONE = frozenset("тот та".split())
_CABINETS = frozenset("кабинет совет".split())
_SPEAKS = frozenset("представлять представить".split())
# what several of one title head: the houses of different states told just before are theirs, one each
_HEADED = {
    "министр": ("Ministry",), "глава": ("Ministry", "Agency"), "руководитель": ("Ministry", "Agency", "Institution", "Company"), **dict.fromkeys("ректор проректор рэктар".split(), ("Institution",)),
    **dict.fromkeys("гендиректор директор президент".split(), ("Company", "Agency", "Institution")),
}  # fmt: skip
_DASHES = frozenset(["–", "—", "-", ","])


def same_post(r: Reading) -> Iterator[Holding]:
    """«…, а также А, занимающая ту же должность в Б»: the post told last, in another house."""
    tokens = r.row.tokens
    for k, t in enumerate(tokens if r.before is not None and not _OFFICE.isdisjoint(lemmas(tokens)) else ()):
        if t.lemma not in _OFFICE or k < 2 or r.before is None:
            continue
        words = [x.lemma for x in tokens[max(k - 4, 0) : k]]
        body = next((b for b in r.row.bodies if b.first in (k + 2, k + 3) and tokens[k + 1].norm in ("в", "во")), None)
        before = [p for p in r.row.persons if p.last <= k]
        if body is None or not before or not _SAME & set(words) or not _HOLDS & set(words):
            continue
        person = before[-1]
        if r.before.person != r.story.person(person):
            role = replace(r.before.role, first=k, last=body.last, span=t.span, body=body, country=body.country, bare=False, former=False)
            yield r.hold(person, role, "same-post")


def holds_too(r: Reading) -> Iterator[Holding]:
    """«… вместе с А – тот занимает пост министра связи Б»: the demonstrative is who was named right before."""
    tokens = r.row.tokens
    for role in r.row.roles:
        if role.first in r.done or role.first < 4 or tokens[role.first - 1].lemma not in _OFFICE or tokens[role.first - 2].lemma not in _HOLDS:
            continue
        that = role.first - 3
        before = [p for p in r.row.persons if p.last <= that]
        if before and tokens[that].norm in _THAT_ONE and tokens[that - 1].text in _DASHES and before[-1].last == that - 1:
            yield r.hold(before[-1], role, "holds-post")


def chaired(r: Reading) -> Iterator[Holding]:
    """«Кабинет министров под председательством А»: who presides over a cabinet is its chairman."""
    tokens = r.row.tokens
    for k, t in enumerate(tokens[:-1] if "председательство" in lemmas(tokens) else ()):
        if t.lemma != "председательство":
            continue
        person = next((p for p in r.row.persons if p.first == k + 1), None)
        if person is None or person.case not in ("Gen", "Nom", ""):
            continue
        body = next((b for b in r.row.bodies if b.last == k - 1 and b.kind == "Ministry" and b.core.split(" ")[0] in _CABINETS), None)
        if body is not None:
            yield r.hold(person, RoleNamed(r.i, k, k + 1, t.span, "председатель", "председатель", "Nom", "Sing", body, body.country), "chaired")


def state_spoken_of(row: SentenceMentions, role: RoleNamed) -> str | None:
    """«Туркменистан на переговорах представлял вице-премьер А»: the state that somebody speaks for, where no house is."""
    first, last = clause(row.tokens, role.first)
    verb = next((k for k in range(first, min(role.first, last)) if row.tokens[k].lemma in _SPEAKS and row.tokens[k].pos == "VERB"), None)
    if verb is None or role.case not in ("Nom", "") or any(verb < p.first < role.first for p in row.persons):
        return None
    inside = [c for c in row.countries if first <= c.first and c.last <= verb and c.form != "adjective" and not (c.first and row.tokens[c.first - 1].pos in ("ADP", "NOUN", "PROPN"))]
    return inside[0].iso if len(inside) == 1 else None


def spoken_of(row: SentenceMentions, role: RoleNamed) -> BodyNamed | None:
    """«Африканский союз на конференции представляет комиссар А»: the house that somebody speaks for."""
    first, last = clause(row.tokens, role.first)
    verb = next((k for k in range(first, min(role.first, last)) if row.tokens[k].lemma in _SPEAKS and row.tokens[k].pos == "VERB"), None)
    if verb is None or role.case not in ("Nom", ""):
        return None
    inside = [b for b in row.bodies if first <= b.first and b.last <= verb and not b.anaphor and b.case in ("Acc", "Nom", "")]
    return inside[0] if len(inside) == 1 else None


def of_each(r: Reading, role: RoleNamed, people: Sequence[PersonNamed]) -> list[BodyNamed]:
    """«Коллегии министерств А и Б … Вели ее министры В и Г»: as many ministries of different states just named as there are ministers."""
    kinds = _HEADED.get(role.head)
    if kinds is None or role.country is not None or (role.body is not None and not role.body.anaphor):
        return []
    for row in reversed(r.story.rows[max(r.i - 2, 0) : r.i + 1]):
        found: dict[str, BodyNamed] = {}
        for b in row.bodies:
            key = r.story.body(b)
            inside = any(x is not b and x.first <= b.first and b.last <= x.last for x in row.bodies)
            if b.kind in kinds and not b.anaphor and not inside and key is not None and b.span.start < role.span.start and (r.story.bodies.country(key) or "Ministry" not in kinds):
                found.setdefault(r.story.bodies.country(key) or key, b)
        if found:
            return list(found.values()) if len(found) == len(people) else []
    return []


_SEES = frozenset({"receive", "meet"})


def received(row: SentenceMentions, c: CountryNamed, role: RoleNamed) -> bool:
    """«Узбекскую делегацию приняла министр А»: who receives guests is none of them."""
    return row.tokens[c.first].case == "Acc" and any(t.act in _SEES and c.last <= t.first < role.first for t in row.triggers)


_OF_A_HOUSE = frozenset("ректор проректор директор гендиректор руководитель начальник декан rector director".split())
_OF_A_BOARD = frozenset({"председатель правления", "глава правления", "старшыня праўлення"})
_HOUSES = frozenset({"Institution", "Agency", "Company", "Organization"})
_SCHOOLS = ("университет", "академи", "институт", "ўніверсітэт", "universit", "academy", "institute")
_IN = frozenset("в во у ў".split())
_THERE = frozenset("где дзе".split())


def host(r: Reading, role: RoleNamed) -> BodyNamed | None:
    """«посетил университет …, где был принят ректором А», «В академии … гостей принял ректор А», «… – университет. Ректор А предложил»."""
    if not (role.head in _OF_A_HOUSE or role.role in _OF_A_BOARD) or role.number == "Plur" or role.body is not None or role.country is not None:
        return None
    tokens = r.row.tokens
    named = [b for b in r.row.bodies if b.last <= role.first and b.kind in _HOUSES and not b.anaphor]
    named = [b for b in named if not any(x is not b and x.first <= b.first and b.last <= x.last for x in named)]
    there = next((k for k in range(role.first - 1, -1, -1) if tokens[k].norm in _THERE), None)
    if there is not None:
        before = [b for b in named if b.last <= there]
        return before[-1] if before and before[-1] is named[-1] else None
    first = next((k for k, t in enumerate(tokens) if t.is_word), 0)
    if len(named) == 1 and tokens[first].norm in _IN and named[0].first == first + 1 and any(t.act in ("receive", "meet") for t in r.row.triggers):
        return named[0]
    if r.i and "ректор" in role.head and not any(any(x in b.core for x in _SCHOOLS) for b in named):
        schools = [b for b in r.story.rows[r.i - 1].bodies if not b.anaphor and any(s in b.core for s in _SCHOOLS)]
        return schools[0] if len(schools) == 1 else _only_school(r)
    return None


def _only_school(r: Reading) -> BodyNamed | None:
    """The only university or academy that the release has told of."""
    found = {g.key: g for g in r.story.bodies.groups if any(s in g.best.core for s in _SCHOOLS) and g.mentions[0].sentence < r.i}
    return next(iter(found.values())).best if len(found) == 1 else None


_DELEGATIONS = frozenset("делегация миссия группа команда дэлегацыя специалист представитель эксперт сотрудник".split())
_SENDERS = frozenset({"Ministry", "Agency", "Company", "Institution"})
_LEADS = frozenset("возглавить возглавлять вести".split())


def led(row: SentenceMentions, role: RoleNamed) -> BodyNamed | None:
    """«делегация Министерства …, которую возглавил государственный секретарь А», «… компании „…“ во главе с директором Б»: of who sent it."""
    tokens = row.tokens
    if role.body is not None or role.first < 2 or not (tokens[role.first - 1].lemma in _LEADS or _at_its_head(tokens, role.first)):
        return None
    k = next((k for k in range(role.first - 1, -1, -1) if tokens[k].lemma in _DELEGATIONS), None)
    sender = next((b for b in row.bodies if k is not None and b.first in (k + 1, k + 2) and not any(t.pos != "ADJ" for t in tokens[k + 1 : b.first]) and b.kind in _SENDERS and not b.anaphor), None)
    return sender if sender is not None and role.country in (None, sender.country) else None


def _at_its_head(tokens: Sequence[Token], k: int) -> bool:
    """«во главе с | председателем»"""
    return k > 2 and tokens[k - 1].norm in ("с", "со") and tokens[k - 2].norm == "главе"


def in_person(row: SentenceMentions, role: RoleNamed) -> BodyNamed | None:
    """«с компанией „…“ (Китай) в лице вице-президента А», "represented by director A": the house right before."""
    tokens, k = row.tokens, role.first - 2
    if role.body is not None or role.country is not None or k < 1 or (tokens[k].norm, tokens[k + 1].norm) not in (("в", "лице"), ("у", "асобе"), ("represented", "by")):
        return None
    end = k - 1 if tokens[k - 1].text == "," else k
    if end and tokens[end - 1].text == ")":
        end = next((n for n in range(end - 2, -1, -1) if tokens[n].text == "("), end)
    before = [b for b in row.bodies if end - 1 <= b.last <= k and not b.anaphor]
    return max(before, key=lambda b: b.last - b.first, default=None)


def signs_for(r: Reading, role: RoleNamed) -> BodyNamed | None:
    """"Director A signed on behalf of the Post", «подпись поставил директор А от имени компании „…“»: whom the only person signs for."""
    if role.body is not None or role.country is not None or not any(t.act in ("sign", "initial") for t in r.row.triggers):
        return None
    tokens = r.row.tokens
    _, last = clause(tokens, role.first)
    k = next((k for k in range(role.last, last) if tokens[k].text == "behalf" or (tokens[k].norm in ("имени", "імя") and tokens[k - 1].norm == "от")), None)
    if k is None or sum(role.first <= p.first < last for p in r.row.persons) != 1:
        return None
    return next((b for b in r.row.bodies if k < b.first <= k + 3 and not b.anaphor and not any(t.is_word and t.text not in ("of", "the") for t in tokens[k + 1 : b.first])), None)


def of_counterpart(r: Reading, role: RoleNamed) -> BodyNamed | None:
    """"its Serbian counterpart's secretary general A": the only body of that state named just before."""
    tokens, k = r.row.tokens, role.first - 2
    if role.body is not None or k < 1 or tokens[k].text != "counterpart" or tokens[k + 1].text not in ("'s", "’s"):
        return None
    state = next((c.iso for c in r.row.countries if c.last == k and c.form == "adjective"), None)
    told = [b for row in r.story.rows[max(r.i - 1, 0) : r.i + 1] for b in row.bodies if not b.anaphor and b.span.start < role.span.start and b.kind in _SENDERS | {"WorkingBody"}]
    found = {key: b for b in told if (key := r.story.body(b)) is not None and r.story.bodies.country(key) == state}
    return next(iter(found.values())) if state is not None and len(found) == 1 else None


def respectively(r: Reading, role: RoleNamed, person: PersonNamed) -> BodyNamed | None:
    """«Протокол заключили министерства А и Б. Подписи поставили министр В и замминистра Г»: two signers, two ministries of two states."""
    ministerial = role.head in r.lex.sets["roles.ministerial"] or any(w in role.role for w in ("министра", "міністра"))
    if not ministerial or role.body is not None or role.country is not None or not any(t.act == "sign" for t in r.row.triggers):
        return None
    first, last = clause(r.row.tokens, role.first)
    signers = [p for p in r.row.persons if first <= p.first < last]
    if len(signers) != 2 or person not in signers:
        return None
    for row in (r.row, *r.story.rows[max(r.i - 1, 0) : r.i]):
        found: dict[str, BodyNamed] = {}
        for b in row.bodies:
            key = r.story.body(b)
            if b.kind == "Ministry" and not b.anaphor and key is not None and b.span.start < role.span.start:
                found.setdefault(r.story.bodies.country(key) or "", b)
        if found:
            return list(found.values())[signers.index(person)] if len(found) == 2 and "" not in found else None
    return None


# the norms of Belarusian tokens are Russian, their cases not always
_ON_BEHALF = frozenset("от имени имя стороны".split())


def spoken_for(row: SentenceMentions, first: int, role: RoleNamed) -> BodyNamed | None:
    """«Со стороны университета подпись поставила ректор А», «от имени ведомства – министр А»"""
    for b in reversed(row.bodies):
        word = row.tokens[b.first - 1] if b.first else None
        if word is None or not first - 1 <= b.first or b.last > role.first or any(t.text in ";:" for t in row.tokens[b.last : role.first]):
            continue
        of_state = b.anaphor and b.first > 1 and word.pos in ("ADJ", "PROPN")  # an adjective of a state that is no part of the mention
        word = row.tokens[b.first - 2] if of_state else word
        signed = word.norm == "за" and any(t.act == "sign" for t in row.triggers)  # «за АО „Луч“ – директор А»
        if (signed or word.norm in _ON_BEHALF) and not any(p.last <= role.first and p.first >= b.last for p in row.persons):
            return b
    return None


def full_board(r: Reading, role: RoleNamed) -> RoleNamed:
    """«Акционеры избрали совет директоров. Председателем совета избран А»: the board in its full name."""
    if role.body is not None or not role.role.endswith(" совета") or role.number == "Plur":
        return role
    for row in r.story.rows[max(0, r.i - 2) : r.i + 1]:
        if any(a.lemma == "совет" and b.norm == "директоров" for a, b in pairwise(row.tokens)):
            return replace(role, role=f"{role.role} директоров", bare=False)
    return role


_COUNCILS = frozenset("совет комиссия комитет ассоциация союз рада камісія камітэт асацыяцыя".split())


def of_its_council(r: Reading, role: RoleNamed) -> RoleNamed:
    """«Председателем Совета избран А»: the only council or commission of that name told before, by its first word."""
    role = full_board(r, role)
    tokens, k = r.row.tokens, role.last
    if role.body is not None or role.country is not None or role.number == "Plur" or k >= len(tokens) or not tokens[k].capital or tokens[k].lemma not in _COUNCILS or tokens[k].case != "Gen":
        return role
    if any(b.first == k and not b.anaphor for b in r.row.bodies) or (k + 1 < len(tokens) and tokens[k + 1].capital and not any(p.first == k + 1 for p in r.row.persons)):
        return role
    key = r.story.bodies.by_head(tokens[k].lemma, role.span.start)
    return role if key is None else replace(role, last=k + 1, body=r.story.bodies.group(key).best, bare=False)


def of_the_other(row: SentenceMentions, role: RoleNamed, state: CountryNamed) -> RoleNamed | None:
    """«От российского оператора подписал А, от таджикского – директор Б»: the noun told once stands for both."""
    tokens, k = row.tokens, state.first - 1
    if role.body is not None or state.last + 1 != role.first or tokens[state.last].text not in _DASHES or k < 0 or tokens[k].norm not in ("от", "ад"):
        return None
    noun = next((b for b in reversed(row.bodies) if b.anaphor and b.country and b.last < k and tokens[b.last - 1].case == tokens[state.first].case), None)
    return None if noun is None else replace(role, country=state.iso, body=replace(noun, first=state.first, last=state.last, span=state.span, country=state.iso), bare=False)


def house_told(r: Reading, role: RoleNamed) -> BodyNamed | None:
    """The house of a post that other words of its sentence tell: who is spoken for, sent, visited, signed for, or is a counterpart."""
    return in_person(r.row, role) or spoken_of(r.row, role) or led(r.row, role) or host(r, role) or signs_for(r, role) or of_counterpart(r, role)


def house_behind(r: Reading, role: RoleNamed, person: PersonNamed) -> BodyNamed | None:
    """«под председательством заместителя министра А | в Министерстве связи»: a minister's post in front of a ministry is of that one."""
    tokens, k = r.row.tokens, person.last
    if "министр" not in role.role or k + 1 >= len(tokens) or tokens[k].norm not in ("в", "во", "у", "ў"):
        return None
    return next((b for b in r.row.bodies if b.first == k + 1 and b.kind == "Ministry" and not b.anaphor), None)
