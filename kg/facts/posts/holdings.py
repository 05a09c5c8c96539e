"""Posts tied to people, sentence by sentence: by apposition, enumeration, a list after a dash, a verb.

Each rule is a generator over one `Reading`; `RULES` is their order. A role that a rule has tied to somebody is `done`, so that
a later rule leaves it alone. What a phrase leaves open (whose ministry, which state) is settled in `kg.facts.posts.offices`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from kg.facts.posts.chairs import co_chairs, for_a_side
from kg.facts.posts.chosen import chosen, it_was, on_election, relative, said_of_another
from kg.facts.posts.counterparts import colleague
from kg.facts.posts.english_posts import listed_from, of_house_behind, once_was, signature
from kg.facts.posts.first_person import guest_says, ours, pronoun
from kg.facts.posts.heading import heads_a_house, titled_heads
from kg.facts.posts.his_people import his_people, is_aide, of_told_chief, successors
from kg.facts.posts.holding import Holding as Holding
from kg.facts.posts.holding import Reading as Reading
from kg.facts.posts.inner_posts import inner_post, within, within_house
from kg.facts.posts.joint_bodies import of_told_group
from kg.facts.posts.one_verb import shared_verb
from kg.facts.posts.rewordings import (
    chaired,
    holds_too,
    house_behind,
    house_told,
    led,
    of_each,
    of_its_council,
    of_the_other,
    received,
    respectively,
    same_post,
    spoken_for,
    state_spoken_of,
)
from kg.facts.posts.succession import biography, followed, of_predecessor, succeeded, this_post
from kg.facts.posts.taking_office import beside_elected, elected_too, takes_office
from kg.facts.sentences.apposition import (
    COPULA,
    POSSESSIVES,
    PREPOSITIONS,
    after_name,
    disagrees,
    following,
    of_several,
    outermost,
    skip,
)
from kg.facts.sentences.clauses import clause
from kg.facts.story.so_far import Story
from kg.mentions.holders import by_decree
from kg.mentions.model import BodyNamed, PersonNamed, RoleNamed, SentenceMentions, Trigger
from kg.reference.words import Lexicon

_PRONOUNS = frozenset("он она ён яна he she".split())
_OFFICE = frozenset("пост должность кресло пасада post".split())
_FREED = frozenset("освободить освобожденный освобожден отстранить отстранен отстраненный уволить уволен уволенный уйти".split())
# verbs whose post stands in the instrumental: "стал министром"
_INSTRUMENTAL = frozenset("быть являться стать работать назначить назначенный избрать избранный остаться становиться служить оставаться трудиться побыть работающий работавший служивший являющийся "
                         "ставший переизбрать переизбранный утвердить утвержденный выбрать выбранный избирать".split())  # fmt: skip
_HOLDS = frozenset("занимать занять занимающий занимавший занявший".split())
_OF_CABINET = frozenset("вице-премьер вице-премьер-министр статс-секретарь госсекретарь".split())
_WAS = frozenset("быть работать занимать служить трудиться работавший занимавший служивший бывший".split())
_PARTICIPLES = ("ющий", "ющая", "ющего", "ющей", "ющему", "ющим", "щий", "вший", "вшая", "вшего", "вшей", "вшему", "вшим", "нный", "нная", "нного", "нной", "нному", "нным")
_HEADS_A_HOUSE = frozenset("возглавить возглавлять возглавивший возглавляющий".split())

Rule = Callable[[Reading], Iterator[Holding]]


def find_holdings(story: Story, lex: Lexicon) -> list[Holding]:
    """Every post that a sentence ties to a named person, in the order of the text."""
    found: list[Holding] = []
    last: str | None = None
    before: Holding | None = None
    for i, row in enumerate(story.rows):
        if not row.roles and not row.persons:
            continue
        reading = Reading(story, i, row, last, lex, before, told=found)
        for rule in RULES:
            found += [h for h in rule(reading) if not (h.role.bare and h.role.head in lex.sets["roles.not_posts"])]
        before = reading.before
        nominative = [p for p in row.persons if p.case in ("Nom", "") or any(t.norm in ("лет", "год", "года", "гадоў", "годы") for t in row.tokens[p.last : p.last + 2])]  # «Петрову 51 год»
        last = story.person(nominative[0]) if nominative else last
    return found


def enumeration(r: Reading) -> Iterator[Holding]:
    """«министры А, Б и В»"""
    for role in r.row.roles:
        people = list(following(r.row, role)) if role.number == "Plur" and not beside_elected(r.row, role) else []
        houses = of_each(r, role, people) if len(people) > 1 else []
        for n, p in enumerate(people if len(people) > 1 else []):
            one = of_several(r.row, role, p, n, len(people))
            if houses and one.country is None:
                one = replace(one, body=houses[n], country=r.story.bodies.country(r.story.body(houses[n]) or ""), bare=False)
            yield r.hold(p, one, "enumeration")


def before_name(r: Reading) -> Iterator[Holding]:
    """«министр связи А»; «заместитель премьер-министра – министр связи А»"""
    inner = {(h.first, h.last) for h in r.row.roles if h.first in r.done}
    for role in r.row.roles:
        if role.number == "Plur" or role.first in r.done or (role.first, role.last) in inner or is_aide(r.row, role):
            continue
        role = of_told_chief(r, of_its_council(r, role))
        person = next(iter(following(r.row, role)), None)
        if person is None or disagrees(r.row, role, person) or by_decree(r.row.tokens, role, person) or (role.case == "Nom" and person.case == "Gen" and within(r, role) is not None):
            continue
        role = in_context(r, of_house_behind(r, _of_state_behind(r, role, person), person))
        plain = role.body is None and role.country is None
        house = (house_behind(r, role, person) or of_predecessor(r, role)) if plain else None
        if role.body is None and (house := house or respectively(r, role, person)) is not None:
            role = replace(role, body=house, country=r.story.bodies.country(r.story.body(house) or ""), bare=False)
        twin = next((x for x in r.row.roles if x.first not in r.done and _joins(r, x, role)), None)
        if twin is not None and role.body is None and role.country is None and twin.body is not None and r.story.language == "en":
            role = replace(role, body=twin.body, country=twin.country, bare=False)  # "Northlink's founder and chief executive A"
        yield r.hold(person, role, "apposition-after")
        if twin is not None:
            state = twin.country or role.country or (role.body.country if role.body else None)
            of_state = any(w in twin.role for w in ("prime", "премьер", "прэм'ер", "президент", "president"))
            # «первый заместитель директора – главный инженер завода А»; a minister's other post is rarely his ministry's
            alike = r.row.tokens[role.first - 1].norm in ("и", "і") or (r.row.tokens[role.first - 1].text in COPULA and role.head not in r.lex.sets["roles.ministerial"])
            shared = twin.body or (role.body if alike and not of_state else None)
            yield r.hold(person, replace(twin, country=state, body=shared, bare=twin.bare and shared is None), "apposition-twin")


def _of_state_behind(r: Reading, role: RoleNamed, person: PersonNamed) -> RoleNamed:
    """"Minister A of Rwanda": the state behind a name is its post's."""
    tokens, k = r.row.tokens, person.last
    if role.country is not None or role.body is not None or k + 1 >= len(tokens) or tokens[k].text != "of":
        return role
    state = next((c.iso for c in r.row.countries if c.first == k + 1 and c.form != "adjective"), None)
    return role if state is None else replace(role, country=state, bare=False)


def _joins(r: Reading, twin: RoleNamed, role: RoleNamed) -> bool:
    """«вице-премьер – министр А», «депутат собрания, сопредседатель движения А», «основатель и директор А»: one man, two posts."""
    gap = skip(r.row, twin.last)
    if any(p.last == twin.first - 1 and r.row.tokens[p.last].text == "," for p in r.row.persons) and r.story.language == "en":
        return False  # "A, CEO of B, and Ambassador C": the first post is A's
    if twin.number == "Plur" or role.first not in (gap, gap + 1, twin.last + 1) or twin.last > role.first:
        return False
    if role.first == gap:
        return twin.case == role.case  # «представитель министерства полковник А»
    between = r.row.tokens[role.first - 1]
    if between.text in COPULA:
        return True
    if (twin.case and role.case and twin.case != role.case and not between.text.isascii()) or twin.head == role.head:
        return False
    if between.text == ",":
        return not twin.bare or twin.head in _OF_CABINET  # «вице-премьер, министр экономики Сербии А»
    if between.norm not in ("и", "і"):
        return False
    if between.text == "and":  # no article parts the two: "Deputy Prime Minister and Minister of Finance A"
        return twin.last == role.first - 1 and (twin.country in (None, role.country) or (role.country is None and role.body is None))
    first, last = clause(r.row.tokens, role.first)
    # «подписали посол Кубы и министр связи А»: a plural verb has two subjects
    return not any("VerbForm=Fin" in t.feats and t.number == "Plur" for t in r.row.tokens[first:last]) and twin.case == "Nom"


def listed(r: Reading) -> Iterator[Holding]:
    """«Сопредседатели – министр А и вице-премьер Б – подписали …»"""
    tokens = r.row.tokens
    for role in r.row.roles:
        dash = next((k for k in range(role.last, min(role.last + 4, len(tokens))) if tokens[k].pos not in ("NOUN", "ADJ") or tokens[k].case == "Nom"), None)
        if role.number != "Plur" or role.first in r.done or dash is None or tokens[dash].text not in COPULA or beside_elected(r.row, role):
            continue
        end = next((k for k in range(dash + 1, len(tokens)) if tokens[k].text in (*COPULA, ";", ".") and not _within_name(r, k)), len(tokens))
        people = [p for p in r.row.persons if dash < p.first < end]
        for p in people:
            yield r.hold(p, of_told_group(r.story, replace(role, number="Sing")), "apposition-list")


def _within_name(r: Reading, k: int) -> bool:
    """A full stop after an initial ends no list."""
    return any(p.first <= k < p.last for p in r.row.persons)


def after_comma(r: Reading) -> Iterator[Holding]:
    """«А, генеральный директор Б и председатель правления»; «А (министр связи)»"""
    for p in r.row.persons:
        for role in after_name(r.row, p, r.done):
            if is_aide(r.row, role) or (role.case == "Ins" and any(t.act == "appoint" and 0 <= t.first - role.last < 2 for t in r.row.triggers)):
                continue  # «А, директором назначен Б»
            yield r.hold(p, in_context(r, role), "apposition-before")


def by_verb(r: Reading) -> Iterator[Holding]:
    """«назначен», «стал», «был», «работал», «он – помощник …»"""
    for role in r.row.roles:
        if role.first in r.done or (role.number == "Plur" and beside_elected(r.row, role)):
            continue
        role = of_its_council(r, role)
        role = ours(r.story, r.i, role) or role
        for name, rule in (("left-office", left_office), ("relative-clause", relative), ("pronoun", pronoun), ("continued", continued), ("verb", appointed)):
            holder = rule(r, role)
            if holder is not None:
                person, former = holder
                body = role.body or _house(r.row, role)
                yield r.hold(person, in_context(r, replace(role, former=role.former or former, body=body)), name)
                break


def left_office(r: Reading, role: RoleNamed) -> tuple[str, bool] | None:
    """«ушёл с поста министра»"""
    tokens = r.row.tokens
    if role.first < 2 or tokens[role.first - 1].lemma not in _OFFICE:
        return None
    k = role.first - 2
    while k and tokens[k].pos in ("ADJ", "VERB", "DET") and tokens[k].case:
        k -= 1  # «от занимаемой должности»
    if tokens[k].norm not in ("с", "со", "з", "от"):
        return None
    before = [p for p in r.row.persons if p.last <= role.first]
    if not before and (freed := next((p for p in r.row.persons if p.first >= role.last and p.case in ("Nom", "")), None)) is not None:
        return (r.story.person(freed), True) if any(t.lemma in _FREED for t in tokens[role.last : freed.last + 4]) else None
    holder = r.story.person(before[-1]) if before else r.last
    return (holder, True) if holder else None


def continued(r: Reading, role: RoleNamed) -> tuple[str, bool] | None:
    """«Он – помощник главы администрации, затем – советник председателя»"""
    before = r.before
    if before is None or before.sentence != r.i or role.first < 2:
        return None
    word = r.row.tokens[role.first - 1]
    if role.case == "Nom" and word.norm in _NOW and before.rule in ("verb", "relative-clause", "biography"):
        return before.person, False  # «занимавшая должность министра, ныне советник банка»
    if role.case == "Nom" and word.norm in {*COPULA, *_THEN}:
        return (before.person, before.role.former) if before.rule in ("pronoun", "continued") else None
    # «был ректором университета, затем советником министра», «…, а начинал инженером завода»
    on = word.norm in {*COPULA, *_THEN, "и", "а", ","} or word.lemma in _BEGAN
    apart = any(before.role.last <= p.first < role.first for p in r.row.persons)
    return (before.person, before.role.former) if on and role.case == "Ins" and before.role.case == "Ins" and before.rule in ("verb", "continued") and not apart else None


_NOW = frozenset("ныне теперь сейчас нынче цяпер".split())
_THEN = frozenset("затем потом позже позднее впоследствии после далее".split())
_BEGAN = frozenset("начинать начать трудиться работать".split())


def appointed(r: Reading, role: RoleNamed) -> tuple[str, bool] | None:
    """«Министром связи назначен А», «А занимал должность директора …»"""
    if (role.bare and role.body is None) or role.case not in ("Ins", "Gen", "Nom", ""):
        return None
    verbs = [t for t in r.row.triggers if t.act == "appoint" and not t.negated and (abs(t.first - role.first) <= 9 or 0 <= t.first - role.last <= 7 or abs(t.first - listed_from(r, role)) <= 9)]
    if not verbs:
        return None
    near = min(verbs, key=lambda t: abs(t.first - role.first))
    if not _governs(r, near, role) or said_of_another(r.row, near) or (role.number == "Plur" and near.first >= role.last and near.lemma == "быть" and r.story.language == "en"):
        return None  # "A and senior officers of the ministry were present"
    if (elect := chosen(r.story, r.i, near)) is not None:
        return r.story.person(elect), False
    people = [p for p in r.row.persons if p.case in ("Nom", "") and not (role.first <= p.first < role.last)]
    former = (near.tense == "past" and near.lemma in _WAS) or once_was(r, near)
    pronoun = next((k for k in range(max(near.first - 3, 0), near.first) if r.row.tokens[k].norm in _PRONOUNS), None)
    told = [p for p in r.row.persons if pronoun is not None and p.last <= pronoun]
    if told and len({r.story.person(p) for p in told}) == 1:
        return r.story.person(told[0]), former  # «проследит А, советник министра; прежде она работала …»
    verb = r.row.tokens[near.first]
    said_of = next((p for p in r.row.persons if p.last < near.first and r.row.tokens[p.last].text == "," and not any(t.pos in ("NOUN", "PUNCT") for t in r.row.tokens[p.last + 1 : near.first])), None)
    if said_of is not None and verb.norm.endswith(_PARTICIPLES):
        return r.story.person(said_of), former  # «с А, занимающим пост …»
    if not people and (guest := guest_says(r.story, r.i)) is not None:
        return guest, former
    if people:
        return r.story.person(min(people, key=lambda p: abs(p.first - near.first))), former
    if r.last and (former or any(t.norm in _PRONOUNS for t in r.row.tokens[: near.first + 2])):
        return r.last, former
    return None


def _governs(r: Reading, verb: Trigger, role: RoleNamed) -> bool:
    posted = any(t.lemma in _OFFICE for t in r.row.tokens[max(0, role.first - 3) : role.first])
    if posted and role.case in ("Gen", ""):
        return verb.lemma not in _HEADS_A_HOUSE  # «назначен на пост | министра», «занимает должность | директора»
    if verb.lemma in _INSTRUMENTAL:
        return role.case in ("Ins", "")
    if verb.lemma in _HOLDS:
        return posted
    return verb.lemma not in _HEADS_A_HOUSE


def _house(row: SentenceMentions, role: RoleNamed) -> BodyNamed | None:
    """«работал директором департамента в Минсвязи»."""
    tokens = row.tokens
    if role.last + 1 < len(tokens) and tokens[role.last].norm in PREPOSITIONS:
        return next((b for b in row.bodies if b.first == role.last + 1 and not b.anaphor), None)
    return None


def in_context(r: Reading, role: RoleNamed) -> RoleNamed:
    """A post whose phrase names no state: «от Беларуси выступил министр», «азербайджанскую – министр», «его директор»."""
    row, story, role = r.row, r.story, within_house(r, for_a_side(r, role))
    if role.body is None and any(t.norm in POSSESSIVES and t.text not in ("his", "her") for t in row.tokens[max(0, role.first - 1) : role.own or role.first]):
        before = outermost([b for b in row.bodies if b.last <= role.first]) or next((named for j in (r.i - 1, r.i - 2) if j >= 0 and (named := outermost([b for b in story.rows[j].bodies if not b.anaphor]))), [])
        if before:
            return replace(role, body=before[-1], bare=False)
    if role.country and (sender := led(row, role)) is not None:
        return replace(role, body=sender, bare=False)
    if role.country or (role.body is not None and story.bodies.country(story.body(role.body) or "b0")):
        return role
    tokens = row.tokens
    first, _ = clause(tokens, role.first)
    if role.body is None and (house := spoken_for(row, first, role) or house_told(r, role)) is not None:
        return replace(role, body=house, country=house.country, bare=False)
    if (own := ours(story, r.i, role)) is not None:
        return own
    if role.body is None and (state := state_spoken_of(row, role)) is not None:
        return replace(role, country=state, bare=False)
    for c in reversed([c for c in row.countries if c.last <= role.first]):
        if any(t.text in (";", ":") for t in tokens[c.last : role.first]):
            break
        word = tokens[c.first - 1].norm if c.first else ""
        of = next((b for b in row.bodies if b.first < c.first and c.last <= b.last <= role.first), None)  # «от имени | Правительства Республики …»
        word = tokens[of.first - 1].norm if of is not None and of.first and of.core.startswith("правительств") else word
        if c.form != "adjective" and word in ("от", "ад", "from", "for", "стороны", "имени") and c.first >= first - 1:
            return replace(role, country=c.iso, bare=False)
        next_word = tokens[c.last] if c.last < len(tokens) else None
        side = next_word is not None and ((next_word.lemma in _PARTS_OF_A_STATE and not received(row, c, role)) or (next_word.text in COPULA and c.last + 1 == role.first))
        if c.form == "adjective" and side:
            return of_the_other(row, role, c) or replace(role, country=c.iso, bare=False)
    return role


_PARTS_OF_A_STATE = frozenset("делегация сторона подпись экземпляр часть половина команда дэлегацыя бок подпіс экзэмпляр".split())  # «венгерскую | подпись поставил»

RULES: tuple[Rule, ...] = (
    signature, followed, it_was, on_election, co_chairs, enumeration, inner_post, titled_heads, before_name, listed, shared_verb, after_comma, his_people, same_post, holds_too, chaired, colleague, by_verb, elected_too, heads_a_house, succeeded,
    successors, this_post, takes_office, biography,
)  # fmt: skip
