"""What «я», «нас», «со мной», «наша компания» stand for: he who speaks, and his house, as if the release had named them there.

`tell_houses` comes before the posts are read, `tell_people` before the events, `tell_sides` before the agreements: in a meeting "we" are he who
speaks, under a document his house, unless he says «я» or «мы с А».
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.facts.sentences.attribution import presented
from kg.facts.sentences.clauses import clause
from kg.facts.sentences.quotations import finite_verb
from kg.facts.sentences.reported import listed, nominative, reported, stands_for_him
from kg.facts.sentences.speaker import aside, vocative, voices
from kg.facts.sentences.words import WITH
from kg.facts.story.sides import Sides
from kg.facts.story.so_far import Story
from kg.facts.story.voice import Voice
from kg.mentions.model import BodyNamed, CountryNamed, PersonNamed, RoleNamed, SentenceMentions
from kg.text.document import Token
from kg.values import Span

_CASES = {
    "я": "Nom", "мы": "Nom", "меня": "Acc", "нас": "Acc", "мне": "Dat", "нам": "Dat", "мной": "Ins", "мною": "Ins", "нами": "Ins",
    "мяне": "Acc", "намі": "Ins", "we": "Nom", "i": "Nom",
}  # fmt: skip
_ASKED = {"вы": "Nom", "вас": "Acc", "вам": "Dat", "вами": "Ins", "вамі": "Ins"}
_PLURAL = frozenset("мы нас нам нами намі we вы вас вам вами".split())
_MANAGED = frozenset("удаться довестись посчастливиться повезти прийтись выпасть случиться предстоять получиться удавацца давесціся".split())
_OUR = frozenset("наш наша наше нашего нашей нашему нашим нашу наши наших нашими нашем нашага нашай наши наша мое моего моему моим моей мою моя мой our".split())
_YOUR = frozenset("ваш ваша ваше вашего вашей вашему вашим вашу вашем ваши ваших вашими".split())
_OUR_SIDE = frozenset("делегация сторона команда представитель специалист эксперт министр президент премьер-министр вице-премьер инженер связист почтовик дэлегацыя бок delegation side team".split())
_STATES = frozenset("страна государство республика краіна дзяржава country".split())
_HOUSES = {
    "министерство": ("Ministry",), "ведомство": ("Ministry", "Agency"), "компания": ("Company",), "предприятие": ("Company",), "фирма": ("Company",), "холдинг": ("Company",),
    "корпорация": ("Company",), "группа": ("Company",), "оператор": ("Company",), "концерн": ("Company",), "стартап": ("Company",), "разработчик": ("Company",),
    "организация": ("Company", "Organization", "InternationalOrganization", "Institution"), "учреждение": ("Institution", "Agency"), "вуз": ("Institution",),
    "кампанія": ("Company",), "прадпрыемства": ("Company",), "міністэрства": ("Ministry",),
}  # fmt: skip
_HIM = {"ним": "Masc", "ней": "Fem", "нею": "Fem"}
_BACK = 3  # sentences in which he of whom "с ним" speaks was named
_PARTING = frozenset(", ; : » ” – —".split())


def speakers_post(story: Story, p: PersonNamed) -> RoleNamed | None:
    """The post with which the release presents him who speaks."""
    key = story.person(p)
    found = [role for row in story.rows for q in row.persons if story.person(q) == key and (role := presented(row, q)) is not None and (role.body is not None or role.country is not None)]
    return next((role for role in found if not role.former), found[0] if found else None)


def state_of(story: Story, role: RoleNamed | None) -> str | None:
    """The state of a post: its own, or that of its house."""
    if role is None:
        return None
    return role.country or (story.bodies.country(story.body(role.body) or "") or role.body.country if role.body is not None else None)


def tell_houses(story: Story) -> None:
    """«наша делегация», «наше министерство»: the state and the house of him who speaks, where the words stand."""
    known: dict[str, RoleNamed | None] = {}
    for i, voice in enumerate(voices(story)):
        if voice is None:
            continue
        row, key = story.rows[i], story.person(voice.person)
        _called_by_name(story, row, voice, key)
        if key not in known:
            known[key] = speakers_post(story, voice.person)
        for k in _tokens(voice, len(row.tokens) - 1):
            if row.tokens[k].norm in _OUR or (voice.asked and row.tokens[k].norm in _YOUR):
                _ours(story, row, k, known[key])


def _called_by_name(story: Story, row: SentenceMentions, voice: Voice, key: str) -> None:
    """«Наира Гагиковна, с чем вы вернулись?»: the guest."""
    for p in row.persons:
        if voice.asked and vocative(row, p) and row.tokens[p.first].norm == voice.person.given.lower().replace("ё", "е"):
            story.people.stands_for(p, key)


def _ours(story: Story, row: SentenceMentions, k: int, role: RoleNamed | None) -> None:
    noun = row.tokens[k + 1]
    iso = state_of(story, role)
    taken = [b for b in row.bodies if b.first <= k + 1 < b.last and not b.anaphor]
    if noun.lemma in _OUR_SIDE and iso is not None and not taken and not any(c.first == k for c in row.countries):
        row.countries = sorted([*row.countries, CountryNamed(row.sentence.index, k, k + 1, row.tokens[k].span, iso, "adjective", noun.case)], key=lambda c: c.first)
    elif noun.lemma in _STATES and noun.number == "Sing" and iso is not None and row.tokens[k].norm not in ("моя", "мое"):
        row.countries = sorted([*row.countries, CountryNamed(row.sentence.index, k, k + 2, Span(row.tokens[k].start, noun.end), iso, "name", noun.case)], key=lambda c: c.first)
    elif role is not None and role.body is not None and noun.number != "Plur" and not taken and of_kind(story, role.body, noun.lemma):
        put_house(story, row, k, k + 2, noun.case, role.body)


def of_kind(story: Story, house: BodyNamed, noun: str) -> bool:
    """May a generic word, «министерство», «компания», mean that house?"""
    key = story.body(house)
    if key is None:
        return False
    words = " ".join([house.core, house.name.lower().replace("ё", "е")]).split(" ")
    return story.bodies.kind(key) in _HOUSES.get(noun, ()) or any(w[:6] == noun[:6] for w in words if len(w) > 3)


def put_house(story: Story, row: SentenceMentions, first: int, last: int, case: str, house: BodyNamed) -> None:
    """The house stands at these tokens of the sentence, in that case."""
    key = story.body(house)
    if key is None:
        return
    span = Span(row.tokens[first].start, row.tokens[last - 1].end if last > first else row.tokens[first].start + 1)
    told = replace(house, sentence=row.sentence.index, first=first, last=last, span=span, case=case, short="", anaphor=False)
    row.bodies = sorted([*(b for b in row.bodies if not (b.anaphor and first <= b.first < last)), told], key=lambda b: b.first)
    story.bodies.stands_for(told, key)


def _tokens(voice: Voice, count: int) -> Sequence[int]:
    return [k for a, b in voice.parts for k in range(a, min(b, count))]


def tell_people(story: Story) -> None:
    """«я», «мы», «меня», «с нами», and the verb that has no other subject: he who speaks."""
    for i, voice in enumerate(voices(story)):
        if voice is None:
            if aside(story.rows[i]):
                story.rows[i].persons = []  # «Беседовала А»
            _tell_reported(story, i)
            continue
        row = story.rows[i]
        found = [_someone(row, voice.person, k, k + 1, case) for k in _tokens(voice, len(row.tokens)) if (case := _case(row.tokens, k, voice)) is not None]
        found += [_someone(row, voice.person, k, k, "Nom") for k in _subjectless(story, i, voice, found)]
        theirs = [(who, _someone(row, who, k, k + 1, "Ins")) for k in _tokens(voice, len(row.tokens)) if (who := _with_him(story, i, k, voice.person)) is not None]
        key = story.person(voice.person)
        for p in found:
            story.people.stands_for(p, key)
        for who, p in theirs:
            story.people.stands_for(p, story.person(who))
        told = [g.head for g in row.gatherings] + [t.first for t in row.triggers if t.act in ("meet", "receive", "visit")]
        within = [any(a <= k < b for a, b in voice.parts) for k in told]
        # «„Министр А вчера встретился с Б“, – сказал В», but «„Мы рады“, – сказал А после переговоров с Б»
        only_says = all(within) and (bool(found) or bool(told))
        kept = [p for p in row.persons if not only_says or story.person(p) != key or any(a <= p.first < b for a, b in voice.parts)]
        row.persons = sorted([*kept, *found, *(p for _, p in theirs)], key=lambda p: p.first)


def _tell_reported(story: Story, i: int) -> None:
    """«А сообщил, что принял Б», «По его словам, его принял Б», «А рассказал: – 4 мая встретился с Б;»."""
    found = (reported(story, i) or listed(story, i)) if story.language == "ru" else None
    if found is None:
        return
    who, gender, reach = found
    row, key = story.rows[i], story.person(who)
    stand = [_someone(row, who, first, last, case) for first, last, case in stands_for_him(row, gender, reach)]
    for p in stand:
        story.people.stands_for(p, key)
    for k in range(*reach) if stand else ():
        if (other := _with_him(story, i, k, who)) is not None and not any(p.first == k for p in stand):
            stand.append(_someone(row, other, k, k + 1, "Ins"))
            story.people.stands_for(stand[-1], story.person(other))
    outside = any(not reach[0] <= k < reach[1] for k in [*(g.head for g in row.gatherings), *(t.first for t in row.triggers if t.act in ("meet", "receive", "visit"))])
    others = any(p.case == "Nom" and reach[0] <= p.first < reach[1] and story.person(p) != key for p in row.persons)  # «А сообщил, что Б принял В»
    only_says = not outside and (bool(stand) or others)
    kept = [p for p in row.persons if not only_says or story.person(p) != key or reach[0] <= p.first < reach[1]]
    row.persons = sorted([*kept, *stand], key=lambda p: p.first)


def _with_him(story: Story, i: int, k: int, speaks: PersonNamed) -> PersonNamed | None:
    """«мы с ним увиделись», «я подписала с ней»: of whom he who speaks told last, himself aside."""
    row = story.rows[i]
    t = row.tokens[k]
    if t.norm not in _HIM or not k or row.tokens[k - 1].norm not in WITH:
        return None
    key, gender = story.person(speaks), _HIM[t.norm]
    for j in range(i, max(-1, i - _BACK), -1):
        others = [p for p in story.rows[j].persons if story.person(p) != key and p.printed and (j < i or p.last <= k)]
        told = [p for p in others if p.gender in ("", gender)] or (others if len({story.person(p) for p in others}) == 1 else [])  # of foreign names the gender is guessed
        if told:
            return told[-1]
    return None


def _someone(row: SentenceMentions, who: PersonNamed, first: int, last: int, case: str) -> PersonNamed:
    start = row.tokens[first].start
    return replace(who, sentence=row.sentence.index, first=first, last=last, span=Span(start, row.tokens[first].end if last > first else start + 1), case=case, printed="")


def _case(tokens: Sequence[Token], k: int, voice: Voice) -> str | None:
    """The case in which he who speaks stands at token k; None where no pronoun means him, or something is only told of his house."""
    t = tokens[k]
    case = _CASES.get(t.norm) or (_ASKED.get(t.norm) if voice.asked else None)
    if case is None or (t.text.isascii() and t.text != "I" and t.norm != "we"):
        return None
    before = tokens[k - 1] if k else None
    if t.norm == "мы" and [x.norm for x in tokens[k + 1 : k + 3]] in (["с", "вами"], ["с", "тобой"]) and not voice.asked:
        return None
    if case == "Nom" and ((before is not None and before.norm in ("не", "ни")) or _not_done(tokens, k)):
        return None  # "подписывал не я", "мы в этом не участвовали"
    if before is not None and before.pos == "ADP":
        return "Ins" if case == "Ins" and before.norm in WITH else None
    if case == "Dat":
        first, last = clause(tokens, k)
        return "Nom" if any(x.lemma in _MANAGED for x in tokens[first:last]) else "Dat"
    return case


def _not_done(tokens: Sequence[Token], k: int) -> bool:
    """The verb of the words between two commas around token k is denied."""
    first = next((n + 1 for n in range(k, -1, -1) if tokens[n].text in _PARTING), 0)
    last = next((n for n in range(k, len(tokens)) if tokens[n].text in _PARTING), len(tokens))
    return any(tokens[n].norm == "не" and finite_verb(tokens[n + 1]) for n in range(first, last - 1))


def _subjectless(story: Story, i: int, voice: Voice, found: Sequence[PersonNamed]) -> list[int]:
    """The verb of «Встретилась с министром», «Подписали меморандум», which has no subject but him who speaks: the first of each clause."""
    row = story.rows[i]
    out: dict[tuple[int, int], int] = {}
    for k in _tokens(voice, len(row.tokens)):
        t = row.tokens[k]
        mine = "Person=1" in t.feats or ("Tense=Past" in t.feats and t.gender != "Neut") or (voice.asked and "Person=2" in t.feats)
        if not mine or not finite_verb(t) or "Voice=Pass" in t.feats:
            continue
        reach = clause(row.tokens, k)
        if reach in out or _has_subject(row, voice, k, reach, found) or (t.number == "Sing" and "Person=1" not in t.feats and _of_another(story, i, voice, t)):
            continue
        out[reach] = k
    return list(out.values())


def _has_subject(row: SentenceMentions, voice: Voice, k: int, reach: tuple[int, int], found: Sequence[PersonNamed]) -> bool:
    tokens, (first, last) = row.tokens, reach
    first = max(first, max(a for a, b in voice.parts if a <= k < b))
    last = next((n for n in range(k, last) if tokens[n].text in (",", "»", "”", ".")), last)
    around = [p for p in row.persons if first <= p.first < max(last, k) and p.case in ("Nom", "")]
    objects = [p for p in found if p.case in ("Acc", "Dat") and abs(p.first - k) <= 4]
    return bool(around or objects) or any(p.case == "Nom" and first <= p.first < last for p in found) or nominative(row, first, last)


def _of_another(story: Story, i: int, voice: Voice, verb: Token) -> bool:
    """«Приехал министр А. Встретился с Б»: the subject may be that of the sentence before; or the verb is of another gender."""
    gender = voice.person.gender
    if gender and verb.gender and gender != verb.gender:
        return True
    before = story.rows[i - 1] if i else None
    if before is None or voices(story)[i - 1] is None:
        return False
    key = story.person(voice.person)
    return any(p.case in ("Nom", "") and story.person(p) != key for p in before.persons) or any(t.norm in ("он", "она") for t in story.rows[i].tokens)


def tell_sides(story: Story, sides: Sides) -> None:
    """«Мы подписали меморандум», «Заключили договор с Б»: the state of him who speaks; he himself signs only by «я» and «мы с А»."""
    for i, voice in enumerate(voices(story)):
        row = story.rows[i]
        key = story.person(voice.person) if voice is not None else ""
        mine = [p for p in row.persons if not p.printed and story.person(p) == key and _as_one_of_many(row, p)] if voice is not None else []
        if voice is None or not mine:
            continue
        row.persons = [p for p in row.persons if p not in mine]
        state = sides.country(key)
        for p in mine if state is not None else ():
            first, _ = clause(row.tokens, p.first)
            if p.first == p.last and any(b.case == "Nom" and first <= b.first < p.first for b in row.bodies):
                continue  # «Министерства Латвии и Литвы подписали …»: not we
            row.countries = sorted([*row.countries, CountryNamed(row.sentence.index, p.first, p.last, p.span, state or "", "name", p.case)], key=lambda c: c.first)


def _as_one_of_many(row: SentenceMentions, p: PersonNamed) -> bool:
    """«мы», or a verb in the plural without «я»: his house speaks; not «мы с А», where he signs with A."""
    tokens = row.tokens
    if p.last > p.first:
        many = tokens[p.first].norm in _PLURAL
        first = p.last
    else:
        many = tokens[p.first].number == "Plur" or tokens[p.first].norm.endswith(("ли", "лись"))
        first = p.first + 1
    if not many:
        return False
    others = [q for q in row.persons if q.printed and q.case in ("Ins", "") and first <= q.first]
    _, last = clause(tokens, p.first)
    near = [q for q in others if q.first < last]
    with_them = any(t.norm in WITH for t in tokens[first : first + 3]) if p.last > p.first else any(t.norm in WITH for q in near for t in tokens[first : q.first])
    return not (near and with_them)
