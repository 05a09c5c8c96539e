"""Organisations without a head noun: a name in quotation marks, in Latin letters, or one that only the tagger tells of."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from kg.mentions.forms import between_latin, digits_of, is_abbreviation, nominative, printed
from kg.mentions.model import BodyNamed
from kg.mentions.names import somebody
from kg.mentions.phrases import OPEN, Marks, quoted, short_behind
from kg.reference.authority import MEDIA, lookup
from kg.reference.countries import codes, find_countries
from kg.reference.words import Lexicon
from kg.text.document import Sentence, Token, begun_in, texts
from kg.text.morphology import parses
from kg.values import Span

_NOT_QUOTED_BODIES = frozenset(
    "проект концепция программа тема форум выставка конкурс фестиваль премия система платформа стратегия портал сервис закон указ "
    "инициатива план акция рубрика книга фильм газета журнал сайт канал секция панель семинар сессия номинация девиз лозунг рекомендация "
    "меморандум соглашение договор протокол декларация технология решение продукт приложение спутник конференция конгресс нацпрограмма "
    "нацпроект статья документ приложение комплекс поезд маршрут путь центр-музей орден медаль экспозиция хакатон неделя".split()
)
_STATE_WORDS = re.compile(r"\s+")
_MARKS = re.compile(r"[«»\"“”„()]")


# behind a name in Latin letters: "Medisoft JSC", "Survey B.V."
_LEGAL_FORMS = frozenset("jsc pjsc ojsc cjsc llc l.l.c. ltd ltd. inc inc. gmbh plc ag b.v. n.v. s.a. s.a.s. s.a.l. s.p.a. s.r.l. d.o.o. a.s. oy oyj oü ab asa sia uab kft sdn bhd berhad pte pty pvt limited sas spa srl sarl nv bv zrt nyrt kk tbk aps lda ltda llp psc pjsc d.d. a.d.".split())


@lru_cache(maxsize=1 << 14)
def core_of(name: str) -> str:
    """A name as bodies are compared by: lower case, ё as е, no quotation marks, single spaces, no legal form behind a name in Latin letters."""
    core = _STATE_WORDS.sub(" ", _MARKS.sub(" ", name.lower().replace("ё", "е"))).strip()
    if core.rpartition(" ")[2] not in _LEGAL_FORMS:
        return core
    words = core.split(" ")
    while len(words) > 1 and words[-1] in _LEGAL_FORMS:
        words.pop()
    return " ".join(words).rstrip(",")


def is_media(name: str) -> bool:
    """True for an agency that only reports: «корреспондент БЕЛТА» names no body."""
    return any(r.kind == MEDIA for r in lookup(name, "ru"))


def sentence_start(sentence: Sentence, i: int) -> bool:
    """True if token i is the first word of its sentence."""
    return all(not t.is_word for t in sentence.tokens[:i])


def quoted_names(sentence: Sentence, covered: Collection[int]) -> list[BodyNamed]:
    """«Белтелеком» without a head noun: a name of few words that the tagger holds for an organisation."""
    tokens = sentence.tokens
    out: list[BodyNamed] = []
    if texts(tokens).isdisjoint(OPEN):
        return out
    for i, t in enumerate(tokens):
        if t.text not in OPEN or i in covered:
            continue
        end = quoted(tokens, i, 9)
        if end is None or end - i < 3 or not tokens[i + 1].capital:
            continue
        before = tokens[i - 1] if i else None
        kind = _of_several(tokens, i, out)
        if not kind and before is not None and (before.lemma in _NOT_QUOTED_BODIES or before.text == ":" or before.pos == "NOUN"):
            continue
        inside = tokens[i + 1 : end - 1]
        if len(inside) > 5 or any(x.pos in ("VERB", "ADV") and not x.capital for x in inside) or inside[-1].text in ".!?,…":
            continue
        neural = any(n.kind == "ORG" and n.span.start <= inside[0].start + 1 and inside[-1].end - 1 <= n.span.end for n in sentence.names)
        if not neural and not kind:
            continue
        case = inside[0].case
        name = nominative(inside, 0, len(inside) - 1 if len(inside) == 1 else _head(inside), len(inside)) if case else printed(inside, 0, len(inside))
        out.append(
            BodyNamed(sentence.index, i, end, Span(inside[0].start, inside[-1].end), name, core_of(name), "Company", None, case, "", name, None, True)
        )
    return out


def _of_several(tokens: Sequence[Token], i: int, before: Sequence[BodyNamed]) -> str:
    """«компании „А“ и „Б“», «университеты „А“ (Минск) и „Б“»: the kind that a plural says; "" where nothing says one."""
    if i and _plural(tokens, i - 1):
        return _PLURALS[tokens[i - 1].lemma]
    if not before or before[-1].last > i or not before[-1].first:
        return ""
    gap = tokens[before[-1].last : i]
    return before[-1].kind if _plural(tokens, before[-1].first - 1) and 0 < len(gap) < 6 and gap[-1].norm in ("и", ",") else ""


def _plural(tokens: Sequence[Token], k: int) -> bool:
    """«компании», also in front of a sentence, where the tagger sees a genitive."""
    t = tokens[k]
    return t.lemma in _PLURALS and (t.number == "Plur" or (k == 0 and t.case == "Gen"))


_PLURALS = {
    **dict.fromkeys("компания оператор банк фирма разработчик предприятие стартап корпорация холдинг провайдер перевозчик завод производитель поставщик".split(), "Company"),
    **dict.fromkeys("университет вуз институт академия технопарк парк фонд ассоциация центр".split(), "Institution"),
}


def _head(inside: Sequence[Token]) -> int:
    return next((i for i, t in enumerate(inside) if t.pos in ("NOUN", "PROPN")), 0)


_LATIN_TAIL = frozenset("international global corporation corp inc ltd llc telecom telekom bank group post company holding technologies systems university agency labs academy networks".split())
# "Cairo Cyber Expo", "Digital Week 2024"
_GATHERINGS = frozenset("expo forum summit week conference fair show congress day days festival hackathon awards convention dialogue".split())
_NOT_LATIN_BODIES = frozenset("expo ceo it ict gsm lte wi-fi web url iphone android windows internet online email e-mail vip".split())


_LATIN_WORD = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ž][A-Za-zÀ-ÖØ-öø-ÿĀ-ž0-9.&'-]*")
_TEAM = re.compile(r"(?:([A-Za-z]{2})[-.]?|[A-Za-z]{3,10}[-.]|(?=C))(?:CERT|CSIRT|SOC)(?:[-./][A-Za-z]{2,4})?")


def response_teams(tokens: Sequence[Token], covered: Collection[int], sentence: int) -> list[BodyNamed]:
    """«KZ-CERT», "TZ-CERT", "MNCERT/CC", "CSIRT": teams that respond to incidents bear the code of their state."""
    out: list[BodyNamed] = []
    every = " ".join(texts(tokens))
    if "CERT" not in every and "CSIRT" not in every:
        return out
    for i, t in enumerate(tokens):
        match = _TEAM.fullmatch(t.text) if i not in covered and ("CERT" in t.text or "CSIRT" in t.text) else None
        if match is None:
            continue
        end = i + 3 if i + 2 < len(tokens) and tokens[i + 1].text == "/" and tokens[i + 2].text.isupper() and tokens[i + 1].start == t.end else i + 1
        name = printed(tokens, i, end)
        iso = (match[1] or "").upper()
        state = iso if iso in codes() else None
        out.append(BodyNamed(sentence, i, end, Span(t.start, tokens[end - 1].end), name, core_of(name), "Agency", state, t.case, "", "", None, False))
    return out


# what a name with "of" is the name of: "Software Technology Parks of India"
_HEADS_OF = frozenset("park parks university institute academy bank ministry agency authority association chamber council centre center federation corporation post college school hub office".split())


def latin_names(sentence: Sentence, covered: Collection[int]) -> list[BodyNamed]:
    """Names in Latin letters that the tagger holds for an organisation, or that end like one ("Orange Group")."""
    tokens = sentence.tokens
    out: list[BodyNamed] = []
    if not any(map(_LATIN_WORD.fullmatch, texts(tokens))):
        return out
    i = 0
    while i < len(tokens):
        j = i
        while j < len(tokens) and j not in covered and (("A" <= tokens[j].text[0] < "ƀ" and _LATIN_WORD.fullmatch(tokens[j].text)) or (j > i and (between_latin(tokens, j) or digits_of(tokens, j)))):
            j += 1
        if j == i:
            i += 1
            continue
        words = printed(tokens, i, j).split(" ")
        before = tokens[i - 1] if i else None
        neural = any(n.kind == "ORG" and n.span.start <= tokens[i].start and tokens[j - 1].end <= n.span.end + 1 for n in sentence.names)
        # «директор по технологиям | Ethio Telecom»: a plural has no single name
        rest = j == i + 1 and i - 1 in covered and tokens[i - 1].text[0].isascii()  # «Expresso | Sénégal», the first half being known
        bad = rest or (before is not None and before.lemma in _NOT_QUOTED_BODIES and not (neural and before.number == "Plur"))
        told = words[-1].lower() in _LATIN_TAIL or ("of" in words and bool(_HEADS_OF & {w.lower() for w in words[: words.index("of")]}))
        bad |= len(words) > 1 and any(w.lower() in _GATHERINGS for w in (words[-1], words[-2]))
        if not bad and not all(w.lower() in _NOT_LATIN_BODIES for w in words) and (neural or told) and len(words[0].rstrip("0123456789")) > 1 and not (j == i + 1 and _no_body(tokens, i)):
            name = " ".join(words)
            states = {c.iso for c in find_countries(tokens[i:j], "en")}
            state = next(iter(states)) if len(states) == 1 and len(words) > 1 else None
            short, end = short_behind(tokens, j)
            out.append(BodyNamed(sentence.index, i, end, Span(tokens[i].start, tokens[j - 1].end), name, core_of(name), "Company", state, "", short, name, None, not neural))
            j = end
        i = j
    return out


def tagged_names(sentence: Sentence, marks: Marks, covered: Collection[int], lex: Lexicon) -> list[BodyNamed]:
    """What only the tagger holds for an organisation: an abbreviation or a capitalised name; weak."""
    tokens = sentence.tokens
    out = []
    for n in sentence.names:
        if n.kind != "ORG":
            continue
        inside = [i for i in begun_in(tokens, n.span) if tokens[i].end <= n.span.end]
        while inside and tokens[inside[0]].text in "«»\"“”(":
            inside = inside[1:]
        while inside and tokens[inside[-1]].text in "«»\"“”)":
            inside = inside[:-1]
        if not inside or any(i in covered or i in marks.countries or i in marks.people for i in inside):
            continue
        first, last = inside[0], inside[-1] + 1
        if len(inside) > 1 and tokens[first].lemma in lex.bodies and somebody(tokens[first + 1 : last]):
            continue
        if len(inside) == 1 and (tokens[first].lemma in lex.bodies or tokens[first].lemma in _NOT_QUOTED_BODIES):
            continue
        if any(tokens[i].text in "()" for i in inside):
            continue
        if not tokens[first].capital or (first and tokens[first - 1].text in OPEN):
            continue
        if any(tokens[i].lemma in _NOT_QUOTED_BODIES for i in inside) or (first and tokens[first - 1].lemma in _NOT_QUOTED_BODIES):
            continue
        if len(inside) == 1 and (not is_abbreviation(tokens[first]) and (sentence_start(sentence, first) or _common(tokens[first]))):
            continue
        if (len(inside) == 1 and _no_body(tokens, first)) or is_media(printed(tokens, first, last)):
            continue
        if len(inside) > 1 and not all(tokens[i].capital or not tokens[i].is_word for i in inside) and not any(tokens[i].lemma in lex.bodies for i in inside):
            continue
        head = next((i for i in inside if tokens[i].pos in ("NOUN", "PROPN")), first)
        name = printed(tokens, first, last) if len(inside) == 1 and is_abbreviation(tokens[first]) else nominative(tokens, first, head, last)
        out.append(BodyNamed(sentence.index, first, last, Span(tokens[first].start, tokens[last - 1].end), name, core_of(name), "Organization", None, tokens[head].case, "", "", None, True))
    return out


def _common(token: Token) -> bool:
    """A word of the dictionary that names no organisation: a capital alone does not make it one."""
    found = parses(token.text.lower())
    return bool(found) and found[0].known and not any(p.grammemes & {"Orgn", "Name", "Surn", "Geox", "Trad"} for p in found)


_ACRONYMS = frozenset("СМИ ИКТ ИТ ИИ ЭЦП ЭП ВОЛС ЦОД ЕС-ИТ ВВП ТЭО НДС АТС ЧС ЧП ЖКХ ГИС НИОКР ПО ЭВМ ЦУР VIP ЕГЭ МСП ОС ПК ТВ КПД НТР EMS GSM LTE ICT IT AI".split())


def _no_body(tokens: Sequence[Token], i: int) -> bool:
    """Acronyms of things, a site's name ("AZE.az"), a city of a dateline in capitals."""
    text = tokens[i].text
    head, _, rest = text.partition("-")
    if rest and rest.islower() and head.isupper():
        return True  # «ИТ-специальностей»
    if text in _ACRONYMS or (text.isupper() and (len(text) > 7 or (len(text) > 4 and _common(tokens[i])))):  # «ВТОРНИК»
        return True
    site = i + 2 < len(tokens) and tokens[i + 1].text == "." and tokens[i + 1].start == tokens[i].end and tokens[i + 2].start == tokens[i + 1].end
    return site or (text.isupper() and "-" in text)
