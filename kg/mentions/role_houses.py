"""Whose post a phrase says it is: the organisation or state right behind the words of a post."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from kg.mentions.bodies import REGION_WORDS, core_of, phrase
from kg.mentions.loose_names import is_media
from kg.mentions.model import BodyNamed
from kg.mentions.phrases import OPEN, Marks, is_abbreviation, is_adjective, nominative, printed, quoted, tail
from kg.mentions.region_posts import governed
from kg.mentions.role_fields import field_end
from kg.mentions.role_words import BRANCHES, Head
from kg.reference.words import Lexicon
from kg.text.document import Sentence, Token
from kg.values import Span

# what follows a word for a head without being its house: "глава делегации", "лидер отрасли"
_PLACES = REGION_WORDS | {"города"}
NO_HOUSE = frozenset("делегация государство союз страна семья дом сторона цех отрасль держава переговоры".split())
_OF_BUSINESS = frozenset("директор гендиректор президент вице-президент председатель основатель сооснователь владелец менеджер топ-менеджер руководитель заместитель глава ректор проректор декан начальник советник помощник секретарь пресс-секретарь представитель инженер конструктор архитектор координатор куратор эксперт аналитик сопредседатель учредитель совладелец управляющий вице-председатель содиректор директор-распорядитель".split())
OF_REGION = frozenset("раис аким хоким губернатор вице-губернатор мэр вице-мэр глава префект бургомистр воевода замгубернатора замакима замхокима".split())
_MINISTRY = {"ru": "Министерство", "be": "Міністэрства"}
_FIELDS = frozenset({"по", "па"})
_OCCASIONS = frozenset("итог результат приглашение поручение случай просьба инициатива окончание прибытие завершение данные слово мнение пора время телефон видеосвязь".split())


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind a post: its body, its state, and the token after them."""

    end: int
    body: BodyNamed | None = None
    country: str | None = None
    field: str = ""  # "по цифровизации", where a state parts it from the post


@dataclass(frozen=True, slots=True)
class Place:
    """Where the rules look: a sentence, the post read so far, what else is known."""

    sentence: Sentence
    head: Head
    marks: Marks
    bodies: Sequence[BodyNamed]
    lex: Lexicon
    language: str

    @property
    def ministerial(self) -> bool:
        """Is it a minister or a minister's deputy, whose field stands for a ministry?"""
        tokens, words = self.sentence.tokens, self.lex.sets["roles.ministerial"]
        return tokens[self.head.head].lemma in words or (self.head.chain and tokens[self.head.end - 1].lemma in words)


def behind(place: Place) -> Behind:
    """The first rule of `RULES` that finds something; nothing but the end of the post otherwise."""
    if place.head.end < len(place.sentence.tokens):
        for rule in RULES:
            found = rule(place)
            if found is not None:
                return _past_bracket(place, found)
    return Behind(place.head.end)


def _past_bracket(p: Place, found: Behind) -> Behind:
    """«министр связи Республики Саха (Якутия) | А»: a second name of the region or state belongs to the phrase."""
    tokens, k = p.sentence.tokens, found.end
    if k + 2 >= len(tokens) or tokens[k].text != "(" or k + 1 not in p.marks.countries:
        return found
    stop, iso = p.marks.countries[k + 1]
    if stop >= len(tokens) or tokens[stop].text != ")" or iso != (found.country or iso) or stop + 1 not in p.marks.people:
        return found
    body = found.body
    if body is not None and body.last == k:
        body = replace(body, last=stop + 1, name=f"{body.name} {printed(tokens, k, stop + 1)}", span=Span(body.span.start, tokens[stop].end))
    return replace(found, end=stop + 1, body=body, country=found.country or iso or None)


def named_body(p: Place) -> Behind | None:
    """«директор | Белпочты», «глава администрации | президента», «заместитель «Вектора»»"""
    tokens, end = p.sentence.tokens, p.head.end
    at = next((b for b in p.bodies if b.first == end and not b.anaphor), None) or _forced(p.sentence, end, p.marks, p.lex, p.bodies)
    at = at or next((b for b in p.bodies if b.first == end), None)
    # «глава администрации президента»: the unit is a body of its own
    at = at or next((b for b in p.bodies if b.first == end - 1 > p.head.head and b.last > end and not b.anaphor), None)
    at = at or next((b for b in p.bodies if b.first == end + 1 and tokens[end].text in OPEN - {"'"} and not _of_a_state(p, b)), None) or _beyond_region(p)
    if at is None and tokens[end].lemma in _POINTING and not tokens[end].capital:  # «директор нашего | предприятия»
        at = next((b for b in p.bodies if b.first == end + 1 and b.anaphor), None)
    if at is None and end in p.marks.adjectives:  # «директор российской | компании «Луч»»
        at = next((b for b in p.bodies if b.first == end + 1 and (b.quoted or b.authority or b.kind == "Institution") and not b.anaphor), None)
    if (at is None or at.anaphor) and (trade := _behind_trade(p)) is not None:
        return _with_field(p, trade)
    if at is None or (p.ministerial and at.authority is None and at.quoted == at.name and tokens[end].text[0].isascii()):
        return None  # no minister is one of a company: «министр Kristjan Järvan»
    if p.ministerial and at.anaphor and at.kind == "Company":
        return None  # «министр | почты и цифровой экономики»
    found = Behind(at.last, at, at.country)
    if found.end < len(tokens) and tokens[found.end].text in "»\"”":
        found = replace(found, end=found.end + 1)
    found = _of_a_region(found, tokens, p.marks)
    return _with_field(p, found)


def _of_a_state(p: Place, body: BodyNamed) -> bool:
    """«Почта | Румынии» in quotation marks: a name, not a word for any house."""
    return body.anaphor and body.last in p.marks.countries


def _with_field(p: Place, found: Behind) -> Behind:
    """«комиссар Африканского союза | по инфраструктуре», «директор «Луча» | по развитию бизнеса в Африке»: the field behind the house."""
    tokens = p.sentence.tokens
    if found.end + 1 >= len(tokens) or tokens[found.end].norm not in _FIELDS or p.ministerial or tokens[found.end + 1].lemma in _OCCASIONS:
        return found
    end = field_end(tokens, found.end, p.marks)
    if end > found.end + 1 and (end >= len(tokens) or end in p.marks.people or tokens[end].text in ",.;)–—" or tokens[end].norm in ("и", "і", "в", "на")):
        return replace(found, end=end, field=printed(tokens, found.end, end))
    return found


_POINTING = frozenset("наш свой этот данный тот мой ваш наша своя эта принимающий головной столичный профильный отраслевой местный указанный упомянутый названный".split())
_TRADES = frozenset(
    "оператор разработчик провайдер поставщик производитель интегратор стартап перевозчик вендор дистрибьютор подрядчик гигант лидер вуз регулятор ритейлер застройщик маркетплейс резидент "
    "компания предприятие холдинг концерн корпорация банк фирма группа организация агентство фонд технопарк университет институт центр "
    "аператар распрацоўшчык правайдар пастаўшчык вытворца інтэгратар перавозчык кампанія прадпрыемства".split()
)


def _behind_trade(p: Place) -> Behind | None:
    """«директор | монгольского оператора | ООО „Луч“», «глава | крупнейшей в регионе компании Чили | „Альфа“»: what a house is, before its name."""
    tokens, k = p.sentence.tokens, p.head.end
    states: list[str] = []
    trade = False
    if p.ministerial:
        return None
    while k < len(tokens) and k - p.head.end < 7 and k not in p.marks.people:
        body = next((b for b in p.bodies if b.first in (k, k + (tokens[k].text in OPEN)) and not b.anaphor), None) if trade else None
        if body is not None:
            named = body.quoted or body.authority or tokens[body.first].text.isascii() or body.kind == "Company"
            return Behind(body.last + (body.last < len(tokens) and tokens[body.last].text in "»”\""), body, body.country or (states[0] if len(states) == 1 else None)) if named else None
        if k in p.marks.countries and trade:
            stop, iso = p.marks.countries[k]
            states += [iso] if iso else []
            k = stop
        elif is_adjective(tokens[k]) and tokens[k].case in ("Gen", ""):
            states += p.marks.adjectives.get(k, ())
            k += 1
        elif tokens[k].lemma in _TRADES and tokens[k].case in ("Gen", "") and tokens[k].number != "Plur":
            trade = True
            k += 1
        else:
            return None
    return None


_AREAS = frozenset("страна регион рынок государство территория краіна рэгіен рынак".split())


def _beyond_region(p: Place) -> BodyNamed | None:
    """«директор по продажам | в странах СНГ | компании «Луч»»: where he works stands before his house."""
    tokens, end = p.sentence.tokens, p.head.end
    if tokens[end].norm not in ("в", "на", "для", "у", "ў") or end == p.head.head + 1:
        return None
    for k in range(end + 2, min(end + 8, len(tokens))):
        if tokens[k].pos not in ("NOUN", "PROPN", "ADJ", "CCONJ", "X") or k in p.marks.people:
            return None
        body = next((b for b in p.bodies if b.first == k and not b.anaphor and b.kind not in ("InternationalOrganization", "WorkingBody")), None)
        if body is not None:
            return body if any(t.lemma in _AREAS or n in p.marks.countries for n, t in enumerate(tokens[end:k], end)) else None
    return None


def _of_a_region(found: Behind, tokens: Sequence[Token], marks: Marks) -> Behind:
    """«Минцифры | Татарстана»"""
    body = found.body
    if body is None or body.country is not None or body.kind == "InternationalOrganization" or found.end not in marks.countries:
        return found
    stop, country = marks.countries[found.end]
    name = f"{body.name} {printed(tokens, found.end, stop)}"
    longer = replace(body, name=name, core=core_of(name), country=country or None, span=Span(body.span.start, tokens[stop - 1].end))
    return Behind(stop, longer, country or None)


def ministry(p: Place) -> Behind | None:
    """«министр | связи Беларуси»: the field under the word for ministry."""
    tokens, end = p.sentence.tokens, p.head.end
    if not p.ministerial:
        return None
    t = tail(tokens, end, p.marks, prepositions=_FIELDS, latin=False)
    if t.end <= end:
        return None
    country = t.countries[0] if t.countries else None
    only = t.country_at is not None and t.country_at[0] == end
    body = None if only else _implied(p.sentence, end, t.end, t.country_at, country, t.short, p.language)
    return Behind(t.close, body, country)


def house(p: Place) -> Behind | None:
    """«ректор | Иннополиса», «председатель | Конституционного суда»"""
    found = _house(p.sentence, p.head.end, p.marks)
    return _with_field(p, Behind(found.last, found, found.country)) if found is not None else None


def state(p: Place) -> Behind | None:
    """«президент | Армении»"""
    if p.head.end not in p.marks.countries:
        return None
    stop, country = p.marks.countries[p.head.end]
    tokens = p.sentence.tokens
    if stop < len(tokens) and tokens[stop].norm in _FIELDS and not p.ministerial:
        t = tail(tokens, stop, p.marks, prepositions=_FIELDS, chain=False, latin=False)
        closed = p.head.chain and (t.end >= len(tokens) or tokens[t.end].text in ",.;)–—")  # «А, помощник президента Грузии | по экономике |, …»
        if (t.end in p.marks.people or closed) and stop + 1 < len(tokens) and tokens[stop + 1].lemma not in _OCCASIONS:  # «вице-премьер Республики Молдова | по цифровизации | А»
            return Behind(t.end, None, country or None, printed(tokens, stop, t.end))
    return Behind(stop, None, country or None)


def quotation(p: Place) -> Behind | None:
    """«вице-президент по развитию | «Альфы»»: a short name in quotation marks behind the head of a business"""
    tokens, end = p.sentence.tokens, p.head.end
    form = end + 1 < len(tokens) and is_abbreviation(tokens[end]) and len(tokens[end].text) < 8  # «ректор | КНУ «Манас»»
    stop = quoted(tokens, end + form, 12 if form else 7)
    if stop is None or stop - end - form < 3 or tokens[p.head.head].lemma not in _OF_BUSINESS or not tokens[end + form + 1].capital:
        return None
    if form:
        name = printed(tokens, end, stop)
        body = BodyNamed(p.sentence.index, end, stop, Span(tokens[end].start, tokens[stop - 1].end), name, core_of(name), "Organization",
                         None, "", "", printed(tokens, end + 2, stop - 1))  # fmt: skip
        return _with_field(p, Behind(stop, body))
    plain = stop - end == 3 or (tokens[end + 1].case == "Gen" and tokens[end + 1].lemma in p.lex.bodies and tokens[end + 1].pos == "NOUN")  # «Почты Румынии»
    name = nominative(tokens, end + 1, end + 1, stop - 1) if plain else printed(tokens, end + 1, stop - 1)
    if is_media(name):
        return None
    state = next((iso for k, (last, iso) in p.marks.countries.items() if end < k and last == stop - 1 and k > end + 1), None)
    body = BodyNamed(p.sentence.index, end, stop, Span(tokens[end + 1].start, tokens[stop - 2].end), name, core_of(name), "Company",
                     state or None, tokens[end + 1].case, "", name, weak=True)  # fmt: skip
    return _with_field(p, Behind(stop, body, body.country))


def region(p: Place) -> Behind | None:
    """«аким | области», «губернатор | Приморского края»: a region, whatever it is called"""
    tokens, end = p.sentence.tokens, p.head.end
    last = tokens[end - 1] if p.head.chain else tokens[p.head.head]  # «заместитель акима | области»
    chairman = tokens[p.head.head].lemma == "председатель" and end + 1 < len(tokens) and tokens[end].capital and tokens[end + 1].norm in _CHAIRED
    if not chairman and not {tokens[p.head.head].lemma, tokens[p.head.head].norm, last.lemma} & OF_REGION:
        return None
    own = p.marks.adjectives.get(end, ())
    if len(own) == 1 and end + 2 < len(tokens) and tokens[end + 1].norm in _PLACES and tokens[end + 2].capital:
        return Behind(end + 3 if end + 2 not in p.marks.countries else p.marks.countries[end + 2][0], None, own[0])  # «мэр | китайского города Сиань | А»
    found = governed(p.sentence, end, p.marks)
    if found is not None:
        return Behind(*found)
    if tokens[end].norm in REGION_WORDS and end + 1 in p.marks.countries:
        stop, country = p.marks.countries[end + 1]
        return Behind(stop, None, country or None)  # «аким | города Алматы»
    if tokens[end].norm not in REGION_WORDS:
        return None
    named = end + 2 < len(tokens) and tokens[end + 1].capital and end + 1 not in p.marks.people and end + 2 in p.marks.people
    return Behind(end + 2 if named else end + 1)


_CHAIRED = frozenset("области района края".split())  # «председатель Согдийской области»

RULES: tuple[Callable[[Place], Behind | None], ...] = (named_body, ministry, region, state, house, quotation)


def _house(sentence: Sentence, i: int, marks: Marks) -> BodyNamed | None:
    """«ректор Иннополиса», «председатель Конституционного суда»: a capitalised genitive behind a post is its house."""
    tokens = sentence.tokens
    head = i
    while head < len(tokens) and is_adjective(tokens[head]) and tokens[head].case == "Gen" and head not in marks.people and head not in marks.adjectives:
        head += 1
    if head >= len(tokens) or not tokens[i].capital or i in marks.countries or head in marks.people or len(tokens[i].text) < 4:
        return None
    noun = tokens[head]
    if noun.case != "Gen" or noun.pos not in ("NOUN", "PROPN") or noun.lemma in NO_HOUSE or (head == i and not _closed(tokens, i + 1, marks)):
        return None
    t = tail(tokens, head + 1, marks, prepositions=frozenset({"по", "при", "за", "против", "для"}))
    name = nominative(tokens, i, head, t.end)
    if is_media(name):
        return None
    alone = t.end == i + 1 and noun.lemma in _GENERIC  # «председатель Совета»: one that the release names in full
    return BodyNamed(
        sentence.index, i, t.end, Span(tokens[i].start, tokens[t.end - 1].end), name, noun.lemma if alone else core_of(name), "Organization",
        t.countries[0] if t.countries and t.countries[0] else None, "Gen", t.short, weak=True, anaphor=alone,
    )  # fmt: skip


_GENERIC = frozenset("совет комиссия комитет ассоциация союз содружество сообщество общество группа палата рада камісія камітэт асацыяцыя саюз".split())


def _closed(tokens: Sequence[Token], i: int, marks: Marks) -> bool:
    """One capitalised word is a house only if a name or the end of the phrase follows: "лидер Движения против …", "глава Химок А"."""
    return i in marks.people or i >= len(tokens) or tokens[i].text in ",.;)" or tokens[i].pos == "NOUN" or tokens[i].norm in ("за", "против", "по")


_NEVER_FOR = frozenset("университет академия институт колледж вуз компания банк предприятие оператор завод холдинг корпорация концерн фирма провайдер стартап".split())


def _forced(sentence: Sentence, start: int, marks: Marks, lex: Lexicon, bodies: Sequence[BodyNamed]) -> BodyNamed | None:
    """«руководитель цифрового офиса правительства …»: a post makes a body of a phrase in small letters."""
    tokens = sentence.tokens
    if start in marks.countries:
        return None  # «посол | Российской Федерации»
    k = start
    while k < len(tokens) and k - start < 4 and is_adjective(tokens[k]) and tokens[k].case in ("Gen", ""):
        k += 1
    branch = k < len(tokens) and tokens[k].lemma in BRANCHES and any(b.first == k + 1 and b.kind == "InternationalOrganization" for b in bodies)
    if k >= len(tokens) or tokens[k].lemma not in lex.bodies or (tokens[k].lemma in lex.sets["units"] and not branch) or tokens[k].number == "Plur" or tokens[k].case not in ("Gen", ""):
        return None
    if k == start and not tokens[k].capital and tokens[k].lemma in _NEVER_FOR and k + 1 < len(tokens) and tokens[k + 1].norm in _FIELDS:
        return None  # «проректор университета | по международным связям»: what he does
    found = phrase(sentence, k, lex.bodies[tokens[k].lemma], marks, lex, forced=True)
    return found if found is not None and found.first <= start else None


def _implied(sentence: Sentence, first: int, end: int, country_at: tuple[int, int] | None, country: str | None, short: str, language: str) -> BodyNamed:
    """The ministry behind "министр связи …": its complement under the word for ministry."""
    tokens = sentence.tokens
    word = _MINISTRY.get(language, "Министерство")
    core_end = country_at[0] if country_at else end
    return BodyNamed(
        sentence.index, first, end, Span(tokens[first].start, tokens[end - 1].end), f"{word} {printed(tokens, first, end)}",
        core_of(f"{word} {printed(tokens, first, core_end)}"), "Ministry", country, "Nom", short,
    )  # fmt: skip
