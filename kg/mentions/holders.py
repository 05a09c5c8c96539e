"""People once the posts of a sentence are known: a name right behind a post agrees with it, and need not be known to the tagger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.mentions.accredited import ENVOYS, beyond
from kg.mentions.model import PersonNamed, RoleNamed, SentenceMentions
from kg.mentions.names import TRAILING, customs, given_cases, name_kinds
from kg.mentions.people import Vocabulary, named, runs, shouting
from kg.mentions.phrases import can_be
from kg.text.document import Token
from kg.values import Span

_OBLIQUE = frozenset(["Dat", "Ins"])
_PREPOSITIONS = frozenset(["в", "во", "при", "на", "у", "ў"])


def with_roles(people: Sequence[PersonNamed], row: SentenceMentions, voc: Vocabulary) -> list[PersonNamed]:
    """The people of a sentence, names behind posts read in the case of the post; new ones where only the post tells of a person."""
    tokens = row.tokens
    at = {p.first: p for p in people}
    if not row.roles:
        return [at[k] for k in sorted(at)]
    places = {x.first: x.last for x in (*row.countries, *row.places, *row.bodies)}
    named_already = {i for p in people for i in range(p.first, p.last)}
    taken = named_already | {i for x in (*row.countries, *row.places, *row.bodies) for i in range(x.first, x.last)}
    # «министр цифровой трансформации Эстонии Kristjan Järvan»: behind a post with its house, the tagger's company is a man
    houses = {(r.body.first, r.body.last) for r in row.roles if r.body is not None}
    latin = {i for b in row.bodies if b.authority is None and b.weak | (b.quoted == b.name) and (b.first, b.last) not in houses
             and tokens[b.first].text[0].isascii() for i in range(b.first, b.last)}
    posts = {i for r in row.roles for i in range(r.first, r.last)}
    for n, role in enumerate(row.roles):
        start = after_role(tokens, role, places)
        if role.head in ENVOYS and start not in at:
            start = beyond(tokens, start, places, frozenset(at)) or start
        start = across(row, [at[k] for k in sorted(at)], role, start) if start not in at else start
        if start >= len(tokens) or role.number == "Plur":
            continue
        if start in at:
            p = at[start]
            if role.case and (role.case != p.case or role.case in _OBLIQUE) and may_be(tokens[p.first : p.last], role.case) and not by_decree(tokens, role, p):
                at[start] = named(row.sentence, p.first, p.last, voc, _shown(tokens[p.first : p.last], role.case))
        elif (start not in taken or start in latin) and (not role.bare or tokens[start].text[0].isascii()) and not shouting(row.sentence):
            run = next(((a, b) for a, b in runs(tokens, (taken - latin) | posts) if a == start), None)
            if run and run[1] in at and tokens[start].text[0].isascii() and (house := next((b for b in row.bodies if (b.first, b.last) == run), None)) is not None:
                # «директор по технологиям Ethio Telecom | Тефери Абебе»: two scripts, a house and a man
                row.roles[n] = replace(role, body=house, last=house.last, span=Span(role.span.start, house.span.end), bare=False)
            elif run and run[1] - run[0] >= 2:
                row.bodies = [b for b in row.bodies if not run[0] <= b.first < run[1]]
                at[start] = named(row.sentence, run[0], run[1], voc, role.case)
    _unknown_before_posts(row, at, taken | posts, voc)
    _before_posts(row, at, voc)
    return [at[k] for k in sorted(at)]


_DECREES = frozenset("указ приказ распоряжение решение постановление декрет поручение предложение представление назначение".split())
_DECREED = frozenset("назначить назначенный утвердить утвержденный освободить освобожденный избрать избранный уволить наградить награжденный стать включить отозвать".split())


def by_decree(tokens: Sequence[Token], role: RoleNamed, person: PersonNamed) -> bool:
    """«Указом президента | Милан Йович | назначен …»: the name, in the nominative, is not the president's."""
    k = role.first - 1
    while k > 0 and tokens[k].pos == "ADJ":
        k -= 1
    if k < 0 or tokens[k].lemma not in _DECREES or role.case != "Gen" or person.last >= len(tokens):
        return False
    return tokens[person.last].lemma in _DECREED and tokens[person.last - 1].norm[-1] not in _VOWELS


def _unknown_before_posts(row: SentenceMentions, at: dict[int, PersonNamed], blocked: set[int], voc: Vocabulary) -> None:
    """«Выступила Хода эль-Масри, экс-президент института»: a name of two words before a post in apposition need not be known to the tagger."""
    ends = {r.first - 1 for r in row.roles if r.number != "Plur" and not r.bare and r.first > 2 and row.tokens[r.first - 1].text == ","}
    if not ends or shouting(row.sentence):
        return
    for a, b in runs(row.tokens, blocked):
        words = row.tokens[a:b]
        if b in ends and 2 <= b - a <= 4 and a and not any(a <= k < b for k in at) and row.tokens[a - 1].text != "," and all(t.pos in ("PROPN", "NOUN", "X") for t in words) and not words[0].text[0].isascii() and words[-1].pos != "NOUN":
            at[a] = named(row.sentence, a, b, voc)


def _before_posts(row: SentenceMentions, at: dict[int, PersonNamed], voc: Vocabulary) -> None:
    """«принял Керема Аккаю, заместителя министра»: a name that the tagger takes for a nominative has the case of the post behind the comma."""
    tokens, ends = row.tokens, {p.last: p for p in at.values()}
    for role in row.roles:
        p = ends.get(role.first - 1)
        if p is None or p.case != "Nom" or role.case in ("", "Nom") or role.number == "Plur" or tokens[p.last].text != ",":
            continue
        name = tokens[p.first : p.last]
        if may_be(name, role.case):
            accusative = role.case == "Gen" and any(len(t.text) > 3 and t.norm[-1] in "ую" for t in name)
            at[p.first] = named(row.sentence, p.first, p.last, voc, "Acc" if accusative else _shown(name, role.case))


def may_be(name: Sequence[Token], case: str) -> bool:
    """False if a given name of the dictionary cannot stand in the case: "помощник … Сергея Нарышкина".

    The genitive of a post is the accusative of its holder as well: «принял посла … Али Резу». A foreign family name may look
    like a given name that it is not: «с министром … Чеа Ванде».
    """
    kinds = [name_kinds(t.text) for t in name]
    if len(name) == 2 and not kinds[0] and kinds[1] == {"Name"}:
        return True
    if case == "Nom" and len(name) == 2 and name[0].norm.endswith("а") and name[1].norm.endswith("ич"):
        return True  # «Ивана Петрович»: a woman; of a man, both words would change
    if name[0].norm in customs()[0] or any(t.norm in TRAILING for t in name[:-1]):  # «посла Данг Минь Кхоя»: only the last word changes
        name, kinds = name[-1:], kinds[-1:]
    cases = (case, "Acc") if case == "Gen" else (case,)
    particles = customs()[1]
    return all(any(_can_be(t, c) for c in cases) for t, k in zip(name, kinds, strict=True) if "Name" in k and t.norm not in particles)


def _can_be(token: Token, case: str) -> bool:
    known = given_cases(token.text)
    return can_be(token, case) if known is None else case in known


def _shown(name: Sequence[Token], case: str) -> str:
    """The case in which the words of a name are to be read: the accusative where the post's genitive is none of theirs."""
    kinds = [(t, name_kinds(t.text)) for t in name]
    accusative = case == "Gen" and any("Name" in k and not _can_be(t, "Gen") and _can_be(t, "Acc") for t, k in kinds)
    # «Али Резу Хакики»: no given name of a man ends like that in the genitive
    accusative |= case == "Gen" and any(len(t.text) > 3 and t.norm[-1] in "ую" for t in name[:-1])
    return "Acc" if accusative else case


_WITHIN = frozenset("для по в во на при у па ў".split())
_COMPANY = frozenset("с со из от о об к ко после перед без из-за ад з са аб".split())
_LONGEST_GAP = 9
_VOWELS = "аеиоуыэюяіё"


def across(row: SentenceMentions, people: Sequence[PersonNamed], role: RoleNamed, j: int) -> int:
    """The name behind what else is said of the house: «директор отделения МСЭ | для стран СНГ | А», «посол Кубы | в Омане и Катаре | А».

    Names, brackets and complements of place or field may stand there, no verb, comma or other post; name and post agree in case.
    """
    tokens = row.tokens
    person = next((p for p in people if p.first >= j), None)
    if person is None or not 0 < person.first - j <= _LONGEST_GAP or role.number == "Plur":
        return j
    named = {i for x in (*row.bodies, *row.countries, *row.places) for i in range(x.first, x.last)}
    tight = all(i in named or tokens[i].text in "()" for i in range(j, person.first))  # «директор компании «Альфа» (Чили) | А»
    if not (_agree(tokens, role, person) or (tight and bool(role.case) and may_be(tokens[person.first : person.last], role.case))):
        return j
    first, last = tokens[j], tokens[person.first - 1]
    complement = first.norm in _WITHIN and j + 1 < person.first and last.pos != "ADP"
    # in the genitive the name could depend on the complement's noun unless that is a name itself
    bound = role.case == "Nom" or person.first - 1 in named
    if not ((complement and bound) or j in named or first.text == "(") or any(j <= r.first < person.first for r in row.roles):
        return j
    depth = 0
    for i in range(j, person.first):
        t = tokens[i]
        depth += (t.text == "(") - (t.text == ")")
        if i not in named and not depth and t.text != ")" and (t.pos in ("VERB", "AUX", "PRON", "SCONJ", "ADV") or t.text in ",;:–—" or t.norm in _COMPANY):
            return j
    return person.first


def _agree(tokens: Sequence[Token], role: RoleNamed, person: PersonNamed) -> bool:
    """One case; taggers guess that of a foreign name, so one that ends like a man's nominative goes with a post in the nominative."""
    if not role.case or role.head in ("член", "участник"):
        return False
    last = tokens[person.last - 1].norm
    masculine = role.case == "Nom" and last[-1] not in _VOWELS + "." and may_be(tokens[person.first : person.last], "Nom")
    return role.case == person.case or {role.case, person.case} == {"Acc", "Gen"} or masculine


def after_role(tokens: Sequence[Token], role: RoleNamed, places: Mapping[int, int]) -> int:
    """Where the holder's name may begin: after the post, past "в Республике Беларусь" of an ambassador."""
    j = role.last
    if j + 1 < len(tokens) and tokens[j].norm in _PREPOSITIONS and j + 1 in places:
        return places[j + 1]
    return j
