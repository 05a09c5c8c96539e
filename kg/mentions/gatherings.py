"""Nouns that name an event, with ordinal, complement and the states in its name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.mentions.bodies import core_of
from kg.mentions.gathering_names import (
    DASHES,
    FORMAT,
    another_behind,
    apposed_name,
    in_format,
    joined,
    latin_names,
    with_year,
    yearly_names,
)
from kg.mentions.gathering_words import BY_NAME_ONLY, kind_of, may_tell
from kg.mentions.model import BodyNamed, GatheringNamed
from kg.mentions.ordinals import TENS, number_of, ordinal_of
from kg.mentions.phrases import Marks, adjectives_before, is_abbreviation, is_adjective, nominative, tail
from kg.mentions.world_conferences import lettered, with_purpose
from kg.reference.words import Lexicon
from kg.text.document import Sentence, Token, passing
from kg.values import Span

_PREPOSITIONS = frozenset({"по", "па", "о", "об", "аб", "для", "в", "у"})
_ALWAYS_NAMES = ("forum", "conference", "exhibition", "session")
_WHICH = frozenset(
    "этот данный прошедший предстоящий следующий предыдущий прошлый минувший папярэдні мінулы наступны нынешний указанный очередной состоявшийся вышеуказанный "
    "настоящий".split()
)
_MANY_BY_FORM = frozenset("консультация переговоры переговор перамова перамовы курсы".split())
_MANY_IN_FRONT = frozenset("встречи беседы аудиенции сустрэчы гутаркі".split())  # no sentence begins with a genitive: «Встречи с А и Б провел В»
_LASTING = re.compile(r"(?:одно|двух|трех|четырех|пяти|шести|семи)(?:дневн|недельн)")
# those who meet: "совещание руководителей ведомств", "саммит глав государств", "встреча министров"
_OFFICIALS = frozenset(
    "глава руководитель министр лидер президент председатель эксперт премьер-министр начальник представитель "
    "ректор директор посол секретарь спикер специалист".split()
)
# a noun of the lexicon that is no event: "неделя" of the calendar, "прием" of papers, "курсы" of money
_FEW = frozenset("два две три четыре оба обе дзве тры чатыры".split())
_PRICED = frozenset("минута секунда стоимость цена тариф качество запись хвіліна кошт".split())  # "минута разговора подешевеет"
_PARLIAMENTS = frozenset("государственный законодательный национальный федеральный народный учредительный областной городской муниципальный дзяржаўны нацыянальны народны".split())
_WEEK_VERBS = frozenset("открыть открыться открывать завершиться завершить закрыться закрыть стартовать".split())
_SENT = frozenset("торговый деловой реверсный торгово-экономический торгово-деловой ознакомительный".split())  # "деловая миссия" is a journey
_TOURS = frozenset("ознакомительный учебный деловой образовательный технический информационный".split())
_OF_EXPERTS = frozenset("экспертный технический оценочный консультационный консультативный совместный".split())
_TAKES_PLACE = frozenset("состояться пройти проходить завершиться начаться стартовать продлиться".split())
_RECEIVED = _OFFICIALS | frozenset("делегация гость участник группа миссия дипломат партнер коллега дэлегацыя госць".split())
_SETTINGS = frozenset("поле рамка рамки ход кулуар кулуары площадка время день итог окончание завершение закрытие открытие начало канун пляцоўка дзень вынік адкрыццё палі рамкі".split())
_NEEDS_NAME = frozenset("неделя салон прием курсы биржа день собрание экспозиция тренинг".split())


def find_gatherings(
    sentence: Sentence, marks: Marks, lex: Lexicon, bodies: Sequence[BodyNamed] = ()
) -> list[GatheringNamed]:
    """Events named by a noun in a Russian or Belarusian sentence, left to right.

    bodies  organisations of the sentence: "заседание Совета глав администраций связи РСС" has its body's whole name
    """
    tokens = sentence.tokens
    out: list[GatheringNamed] = []
    for i in passing(may_tell(lex), tokens):
        t = tokens[i]
        kind = kind_of(t, lex)
        if kind is None and t.lemma == "стол" and i and tokens[i - 1].lemma == "круглый" and t.pos in ("NOUN", "PROPN", "X"):
            kind = "conference"
        if kind is None and t.lemma == "тур" and i and tokens[i - 1].lemma in _TOURS:
            kind = "visit"
        if kind is None and t.lemma == "миссия" and i and (tokens[i - 1].lemma in _SENT or (tokens[i - 1].lemma in _OF_EXPERTS and any(x.lemma in _TAKES_PLACE for x in tokens))):
            kind = "visit"
        if kind is None and t.lemma in BY_NAME_ONLY and not another_behind(tokens, i, lex):
            named = _one(sentence, i, "conference", marks, bodies)
            out += [named] if _has_own_name(tokens, named) else []
            continue
        if kind is None:
            continue
        if out and i < out[-1].last and tokens[i].case == "Gen" and kind in ("meeting", "opening"):
            continue
        if _is_parliament(tokens, i, marks) or _of_things(tokens, i) or (kind == "call" and i and tokens[i - 1].lemma in _PRICED):
            continue
        found = _one(sentence, i, kind, marks, bodies)
        if kind in ("meeting", "talks", "call") and any(b.first == i + 1 and b.kind == "Company" for b in bodies):
            found = _cut(found, sentence)
        if kind in _ALWAYS_NAMES and (_whose_deed(tokens, i, bodies) or another_behind(tokens, i, lex)):
            found = _cut(found, sentence)
        found = _without_purpose(found, sentence)
        if found.last == found.head + 2 and tokens[found.head + 1].lemma in ("сторона", "участник", "бок"):
            found = _cut(found, sentence)  # "в ходе заседания стороны обсудили"
        plain = t.lemma in _NEEDS_NAME and found.last == i + 1 and found.first == i
        calendar = t.lemma in ("неделя", "день") and not (
            tokens[found.first].capital and (found.first or found.last > i + 1)
        )
        if (plain or calendar) and t.lemma == "неделя":
            plain = calendar = not _runs(tokens, i)
        if not plain and not calendar:
            out.append(found)
    every = [*out, *latin_names(sentence, out, bodies), *yearly_names(sentence, out), *lettered(sentence, out)]
    return with_purpose(joined(sorted(every, key=lambda g: g.first), sentence), sentence)



def _has_own_name(tokens: Sequence[Token], g: GatheringNamed) -> bool:
    """«четвертый Чилийско-норвежский диалог по связи», «диалог «Мост»»: a number or a quotation beside capital letters, and no talk of two."""
    inside = tokens[g.first : g.last]
    quote = g.head + 1 < g.last and tokens[g.head + 1].text in ("«", "“", '"')
    capital = any(x.capital and x.pos in ("ADJ", "PROPN") for x in tokens[g.first + (not g.first) : g.head])
    return quote or (g.ordinal is not None and (capital or len(g.states) > 1) and len(inside) > 2)


def _of_things(tokens: Sequence[Token], i: int) -> bool:
    """«о приеме карт», «прием заявок», «приём платежей»: what is taken in, nobody is received."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    return tokens[i].lemma in ("прием", "прыём") and after is not None and after.pos == "NOUN" and after.case == "Gen" and after.lemma not in _RECEIVED


def _whose_deed(tokens: Sequence[Token], i: int, bodies: Sequence[BodyNamed]) -> bool:
    """«На полях форума IT Park Uzbekistan и «Укрпочта» подписали …»: behind a plain noun in a setting stands who acts there."""
    if i < 1 or (tokens[i - 1].lemma not in _SETTINGS and tokens[i - 1].norm not in ("на", "до", "после", "во")):
        return False
    body = next((b for b in bodies if b.first in (i + 1, i + 2) and b.kind in ("Company", "Institution", "Agency", "Organization", "Ministry")), None)
    if body is None or (body.first == i + 2 and tokens[i + 1].text not in ("«", '"', "“")):
        return False
    after = [x for x in tokens[body.last + (body.first == i + 2) :][:3] if x.pos not in ("ADV", "PART")]
    return bool(after) and (after[0].norm in ("и", "і") or "VerbForm=Fin" in after[0].feats)


def _cut(found: GatheringNamed, sentence: Sentence) -> GatheringNamed:
    """«В ходе встречи РУП «Белпочта» и Pakistan Post подписали …»: a company behind the noun acts, it is no name of the meeting."""
    tokens = sentence.tokens
    name = " ".join(t.text for t in tokens[found.first : found.head + 1])
    span = Span(tokens[found.first].start, tokens[found.head].end)
    core = core_of(" ".join(t.lemma for t in tokens[found.first : found.head + 1] if t.is_word))
    return replace(found, last=found.head + 1, span=span, name=name, core=core, proper=found.ordinal is not None)


def _without_purpose(found: GatheringNamed, sentence: Sentence) -> GatheringNamed:
    """«программа форума для Министерства»: whom a plain noun's event is for is no part of a name."""
    tokens = sentence.tokens
    after = tokens[found.head + 1].norm if found.last > found.head + 2 else ""
    plain = found.first == found.head and not tokens[found.head].capital and found.ordinal is None
    return _cut(found, sentence) if after == "для" and plain else found


def _runs(tokens: Sequence[Token], i: int) -> bool:
    """«неделю открыл А», «Неделя завершилась», «в рамках недели»: that of a festival, not of the calendar."""
    near = [*tokens[max(0, i - 1) : i], *tokens[i + 1 : i + 2]]
    return any(t.lemma in _WEEK_VERBS for t in near) or (i > 0 and tokens[i - 1].lemma == "рамка")


def _is_parliament(tokens: Sequence[Token], i: int, marks: Marks) -> bool:
    """«Конгресс США», «Парламентская ассамблея»: bodies of their own, not events."""
    lemma = tokens[i].lemma
    if lemma == "ассамблея" and i and tokens[i - 1].lemma in ("парламентский", "межпарламентский", "генеральный"):
        return True
    if lemma == "собрание" and i and tokens[i - 1].lemma in _PARLIAMENTS:
        return True
    return lemma in ("конгресс", "собрание") and i + 1 in marks.countries and not (i and is_adjective(tokens[i - 1]))


def _one(sentence: Sentence, i: int, kind: str, marks: Marks, bodies: Sequence[BodyNamed]) -> GatheringNamed:
    tokens = sentence.tokens
    first = _beginning(tokens, i, marks)
    ordinal = ordinal_of(tokens, first, i)
    end = _end(tokens, i, marks, bodies)
    states = tuple(
        dict.fromkeys(
            [iso for k in range(first, i) for iso in marks.adjectives.get(k, ())]
            + [marks.countries[k][1] for k in range(i + 1, end) if k in marks.countries and marks.countries[k][1]]
            + [iso for k in range(i + 1, end) for iso in marks.adjectives.get(k, ()) if len(marks.adjectives[k]) > 1]
        )
    )
    many = tokens[i].lemma in _MANY_BY_FORM
    opens = tokens[i].norm in _MANY_IN_FRONT and tokens[i].case == "Gen" and not any(t.is_word for t in tokens[:first])
    number = (tokens[i].number == "Plur" and not many) or opens
    number = number or _counted(tokens, i)
    # "4-е Совещания …": the ordinal tells the number that the noun has lost
    if number and ordinal is not None and tokens[first].text[-2:] in ("-е", "-я", "ое", "го"):
        number = False
    name = nominative(tokens, first, i, end, plural=many).replace(", «", " «")
    quote = any(t.text in ("«", '"', "“") for t in tokens[i + 1 : end])
    capital = tokens[first].capital and not all(not x.is_word for x in tokens[:first])
    complement = end > i + 1
    proper = (
        (capital and (complement or first < i) and tokens[first].lemma not in ("рабочий",))
        or quote
        or (ordinal is not None and (complement or kind not in ("meeting", "talks", "call", "visit")))  # "наша вторая встреча" is no name
        or ((complement or len(states) > 1) and kind in _ALWAYS_NAMES)
        or (kind == "meeting" and (_of_officials(tokens, i + 1, end) or _of_pair(tokens, i + 1, end, states)))
        or _latin(tokens, i + 1, end)
    )
    core = core_of(" ".join(x.lemma for x in tokens[first:end] if x.is_word))
    if tokens[i].lemma == "саммит" and proper and not _of_states(tokens, i, end, states, bodies):
        kind = "conference"
    return GatheringNamed(
        sentence.index, first, end, Span(tokens[first].start, tokens[end - 1].end), kind, i, name, tokens[i].case,
        ordinal, number, proper, states, core,
    )  # fmt: skip


def _counted(tokens: Sequence[Token], i: int) -> bool:
    """«три дистанционных семинара»: behind two, three and four the noun of many has the form of one."""
    k = i - 1
    while k >= 0 and tokens[k].pos == "ADJ" and tokens[k].number == "Plur":
        k -= 1
    return k >= 0 and tokens[k].lemma in _FEW and tokens[i].number != "Plur" and tokens[i].case in ("Gen", "Nom", "Acc")


def _beginning(tokens: Sequence[Token], i: int, marks: Marks) -> int:
    first = adjectives_before(tokens, i, marks)
    # of things the nominative is the accusative: the tagger may have called one word this and the other that
    while (
        first > 0
        and is_adjective(tokens[first - 1])
        and {tokens[first - 1].case, tokens[i].case} == {"Nom", "Acc"}
        and first - 1 not in marks.people
    ):
        first = adjectives_before(tokens, first - 1, marks)
    # "Казахстанско-малайзийский цифровой форум": a capital made a name of it for the tagger
    if first > 0 and first - 1 in marks.adjectives and tokens[first - 1].pos in ("PROPN", "NOUN") and "-" in tokens[first - 1].text:
        first -= 1
    # an adjective that the tagger does not know: "на авиакосмическом салоне"
    if first == i and i > 0 and tokens[i - 1].pos == "VERB" and tokens[i - 1].lemma.endswith(("ский", "цкий")):
        first -= 1
    while first > 0 and (number_of(tokens[first - 1]) is not None or tokens[first - 1].lemma in TENS):
        first -= 1
    for k in range(first, i):
        if tokens[k].lemma in _WHICH or _LASTING.match(tokens[k].lemma):
            first = k + 1
            break
    if 1 < first < i and tokens[first - 1].text == "." and tokens[first - 2].norm == "г":
        first += 1  # «провёл в г. Осло | встречу»: a town that the tagger takes for an adjective
    while first < i and not tokens[first].is_word:
        first += 1
    return first


def _end(tokens: Sequence[Token], i: int, marks: Marks, bodies: Sequence[BodyNamed]) -> int:
    """End of the event's name: complements, the people or the body that meets, a Latin name, a year."""
    end = tail(tokens, i + 1, marks, prepositions=_PREPOSITIONS, many=True).end
    for _ in range(4):
        grown = _grown(tokens, i, end, marks, bodies)
        if grown == end:
            break
        end = grown
    return with_year(tokens, i, end)


def _grown(tokens: Sequence[Token], head: int, end: int, marks: Marks, bodies: Sequence[BodyNamed]) -> int:
    for b in bodies:
        if head < b.first <= end < b.last and not b.anaphor:
            return tail(tokens, b.last, marks, prepositions=_PREPOSITIONS, many=True).end
    if end >= len(tokens):
        return end
    t = tokens[end]
    if t.norm in ("в", "у", "ў") and (shape := in_format(tokens, end)) is not None:
        return shape  # "встреча в формате «Центральная Азия – Япония»"
    if end == head + 1 and t.text == "," and (closing := apposed_name(tokens, end)) is not None:
        return closing + 1  # "следующая выставка, «Мост-2025», откроется"
    if _latin(tokens, end - 1, end) and end - 1 > head and (_latin(tokens, end, end + 1) or _joins(tokens, end)):
        return end + 1  # "выставка Tech Days", "саммит Asia Tech x Baku"
    free = replace(marks, heads=frozenset())
    # "руководителей министерств": a role that meets, not one that a person holds
    k = end
    while k + 1 < len(tokens) and is_adjective(tokens[k]) and tokens[k].case == "Gen" and tokens[k].number == "Plur":
        k += 1  # "форум молодых программистов"
    if (tokens[k].lemma in _OFFICIALS or k in marks.people) and tokens[k].number == "Plur" and tokens[k].case == "Gen" and tokens[k].text.islower():
        return tail(tokens, k + 1, free, prepositions=_PREPOSITIONS, many=True).end
    if (
        t.text in ("–", "-", "—")
        and end + 1 < len(tokens)
        and tokens[end + 1].lemma in ("член", "участник")
        and tokens[end - 1].lemma in ("государство", "страна")
    ):
        return tail(tokens, end + 2, marks, prepositions=_PREPOSITIONS, many=True).end
    if t.text in ("–", "-", "—") and end - 1 in marks.countries and end + 1 < len(tokens) and tokens[end + 1].capital:
        return end + 2  # "форум Россия – Африка"
    if (
        t.text == ","
        and end + 3 < len(tokens)
        and tokens[end + 1].lemma == "ответственный"
        and tokens[end + 2].norm == "за"
    ):
        k = end + 3
        while (
            k < len(tokens)
            and (is_adjective(tokens[k]) or is_abbreviation(tokens[k]) or tokens[k].case in ("Acc", "Gen"))
            and tokens[k].is_word
            and tokens[k].pos != "VERB"
        ):
            k += 1
        return k
    return end



def _of_states(
    tokens: Sequence[Token], head: int, end: int, states: Sequence[str], bodies: Sequence[BodyNamed]
) -> bool:
    """«саммит ШОС», «саммит глав государств», «саммит Россия – Африка»: states sit; another summit is a conference."""
    inside = tokens[head + 1 : end]
    return (
        len(states) > 1
        or (bool(states) and any(t.text in ("–", "-", "—") for t in inside))
        or any(t.lemma in _OFFICIALS or t.lemma in ("государство", "страна", "держава", "правительство") for t in inside)
        or any(b.first < end and b.last > head + 1 for b in bodies)
        or any(t.text.isupper() and len(t.text) > 2 and not t.text.isascii() for t in inside)
    )


def _of_officials(tokens: Sequence[Token], first: int, end: int) -> bool:
    return first + 1 < end and tokens[first].lemma in _OFFICIALS and tokens[first].number == "Plur"


def _of_pair(tokens: Sequence[Token], first: int, end: int, states: Sequence[str]) -> bool:
    """«министерская встреча Россия – АСЕАН», «встреча в формате С5+1»: named by those who meet."""
    pair = bool(states) and any(tokens[k].text in DASHES and tokens[k - 1].capital and tokens[k + 1].capital for k in range(first + 1, end - 1))
    return pair or (first + 2 < end and tokens[first + 1].lemma in FORMAT)


def _latin(tokens: Sequence[Token], first: int, end: int) -> bool:
    return (
        first < min(end, len(tokens))
        and tokens[first].text[:1].isascii()
        and tokens[first].text[:1].isalpha()
        and tokens[first].text[:1].isupper()
    )


def _joins(tokens: Sequence[Token], k: int) -> bool:
    """"x", "&", "of" between two words of a Latin name."""
    return k < len(tokens) and tokens[k].text in ("x", "&", "of", "for", "and", "+") and _latin(tokens, k + 1, k + 2)
