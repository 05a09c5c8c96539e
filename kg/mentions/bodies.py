"""Organisations in a sentence: a head noun with its complement, a quoted name, a well-known body, a name in Latin letters."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from kg.mentions.model import BodyNamed
from kg.mentions.phrases import (
    OPEN,
    Marks,
    Tail,
    adjectives_before,
    at_court,
    is_adjective,
    is_abbreviation,
    nominative,
    printed,
    quoted,
    tail,
)
from kg.reference.words import Lexicon
from kg.text.document import Sentence, Token
from kg.text.morphology import parses
from kg.values import Span

_PREPOSITIONS = {
    "Ministry": frozenset({"по"}),
    "Agency": frozenset({"по", "при", "в", "для"}),
    "Parliament": frozenset[str](),
    "InternationalOrganization": frozenset({"по", "в"}),
    "Company": frozenset({"по"}),
    "WorkingBody": frozenset({"по", "в", "при", "для"}),
    "Institution": frozenset({"по", "при", "для"}),
}
# heads that make a name with a mere complement although nothing in it is a capital: "министерство цифрового развития РТ"
_PLAIN_HEADS = frozenset("министерство правительство госкомитет мид минздрав парламент".split())
_NOT_QUOTED_BODIES = frozenset(
    "проект концепция программа тема форум выставка конкурс фестиваль премия система платформа стратегия портал сервис закон указ "
    "инициатива план акция рубрика книга фильм газета журнал сайт канал секция панель семинар сессия номинация девиз лозунг рекомендация "
    "меморандум соглашение договор протокол декларация технология решение продукт приложение спутник конференция конгресс нацпрограмма "
    "нацпроект статья документ приложение комплекс поезд маршрут путь центр-музей орден медаль экспозиция хакатон неделя".split()
)
_BAD_ADJECTIVES = frozenset("первый второй третий украинский каждый государственный-частный крупный малый средний местный профильный зарубежный "
                            "иностранный международный-правовой сторонний отдельный частный принимающий".split())
_STATE_WORDS = re.compile(r"\s+")


def find_bodies(sentence: Sentence, marks: Marks, lex: Lexicon, known: Sequence[BodyNamed]) -> list[BodyNamed]:
    """Organisations of a Russian or Belarusian sentence, left to right; a nested one follows the one that holds it.

    known  well-known bodies that the authority file recognised here; they win over a phrase of the same extent
    """
    tokens = sentence.tokens
    loud = shouting(tokens)
    out: list[BodyNamed] = []
    for head, token in enumerate(tokens):
        kinds = body_kinds(token, lex)
        if not kinds or token.pos not in ("NOUN", "PROPN", "X") or head in marks.people or loud:
            continue
        if token.number == "Plur":
            continue
        found = phrase(sentence, head, kinds, marks, lex) or _anaphor(sentence, head, marks, lex)
        if found is not None:
            out.append(found)
    for k in known:
        # a known abbreviation inside a longer name ("Совет глав администраций РСС") is named as well
        same = next((b for b in out if (b.first == k.first and b.last >= k.last and _only_state(b, k, marks)) or _quotes(b, k)), None)
        out = [b for b in out if not (k.first <= b.first and b.last <= k.last)]
        if same is not None and same in out:
            out[out.index(same)] = replace(same, authority=k.authority, country=same.country or k.country)
        else:
            out.append(k)
    named = {i for b in out if not b.anaphor for i in range(b.first, b.last)}
    out = [b for b in out if not (b.anaphor and b.first in named)]
    covered = {i for b in out for i in range(b.first, b.last)}
    out = [b for b in out if b.kind != "Media"]
    if loud:
        return sorted(out, key=lambda b: (b.first, -b.last))
    for extra in (*_quoted_names(sentence, marks, covered), *_latin_names(sentence, marks, covered), *_neural(sentence, marks, covered, lex)):
        if not any(i in covered for i in range(extra.first, extra.last)):
            out.append(extra)
            covered.update(range(extra.first, extra.last))
    return sorted(out, key=lambda b: (b.first, -b.last))


def _quotes(longer: BodyNamed, known: BodyNamed) -> bool:
    """«АО „Монгол шуудан“»: a legal form before the known name in quotation marks."""
    return bool(longer.quoted) and longer.first < known.first and known.last <= longer.last and core_of(longer.quoted) in known.names


def _only_state(longer: BodyNamed, known: BodyNamed, marks: Marks) -> bool:
    """True if a phrase adds nothing but a state to a known name that begins it."""
    rest = set(range(known.last, longer.last))
    states = {i for first, (last, _) in marks.countries.items() for i in range(first, last)}
    return rest <= states or longer.last == known.last


def body_kinds(token: Token, lex: Lexicon) -> tuple[str, ...] | None:
    """Classes that a head noun may have; "госучреждение", "нацкомпания" go by what follows the prefix."""
    found = lex.bodies.get(token.lemma) or lex.bodies.get(token.norm)
    if found is None and token.lemma[:3] in ("гос", "нац"):
        found = lex.bodies.get(token.lemma[3:])
    return found


def shouting(tokens: Sequence[Token]) -> bool:
    """True for a line in capitals, where a capital letter says nothing."""
    words = [t.text for t in tokens if t.text.isalpha() and len(t.text) > 2]
    return len(words) > 2 and sum(w.isupper() for w in words) > 0.7 * len(words)


def _anaphor(sentence: Sentence, head: int, marks: Marks, lex: Lexicon) -> BodyNamed | None:
    """A bare "министерство", "Госкомитет", "компания": it stands for a body that the release names elsewhere."""
    token = sentence.tokens[head]
    if token.lemma in lex.sets["units"]:
        return None
    first, country = head, None
    if head and len(marks.adjectives.get(head - 1, ())) == 1:
        # «директор монгольской компании»: one of that state
        first, country = head - 1, marks.adjectives[head - 1][0]
    elif head and is_adjective(sentence.tokens[head - 1]) and sentence.tokens[head - 1].lemma not in ("этот", "данный", "цифровой"):
        return None
    kind = lex.bodies[token.lemma][0] if token.lemma in lex.bodies else "Organization"
    span = Span(sentence.tokens[first].start, token.end)
    return BodyNamed(sentence.index, first, head + 1, span, token.text, token.lemma, kind, country, token.case, weak=True, anaphor=True)


def phrase(sentence: Sentence, head: int, kinds: tuple[str, ...], marks: Marks, lex: Lexicon, *, forced: bool = False) -> BodyNamed | None:
    """The body whose head noun is token `head`, or None; `forced`: a post is tied to it, so small letters do not matter."""
    tokens = sentence.tokens
    lemma = tokens[head].lemma
    first = adjectives_before(tokens, head, marks)
    while first < head and tokens[first].lemma in _BAD_ADJECTIVES and not tokens[first].capital:
        first += 1
    states_before: tuple[str, ...] = ()
    while first < head and first in marks.adjectives and not tokens[first].capital and kinds[0] != "WorkingBody" and len(marks.adjectives[first]) == 1:
        # «российская группа "Сбер"»: said of it, not its name
        states_before = marks.adjectives[first]
        first += 1
    adjectives = {t.lemma for t in tokens[first:head]}
    kind = _kind(kinds, lemma, adjectives, lex)
    if adjectives & {"электронный", "электронны", "цифровой-государственный"}:
        return None
    legal = lemma in lex.sets["legal_forms"]
    t = tail(tokens, head + 1, marks, prepositions=_PREPOSITIONS[kind], chain=not legal, middle=kind in ("Agency", "Ministry", "WorkingBody"))
    if legal and t.quote is None:
        return None
    if forced and (first < head or t.end > head + 1):
        pass
    elif not _is_named(tokens, first, head, t, kind, lemma, adjectives, lex, marks):
        return None
    states = {iso for i in range(first, head) for iso in marks.adjectives.get(i, ())} | set(states_before)
    country = t.countries[0] if t.countries and t.countries[0] else (next(iter(states)) if len(states) == 1 else None)
    if kind == "InternationalOrganization" and country:
        kind = "Institution"
    name = nominative(tokens, first, head, t.end)
    core_end = t.country_at[0] if t.country_at and t.country_at[1] == t.end else t.end
    inside = range(*t.country_at) if t.country_at and t.country_at[1] < t.end else range(0)
    core = core_of(printed_core(tokens, first, head, core_end, {*marks.adjectives, *inside}, inside))
    quote = printed(tokens, t.quote[0], t.quote[1]).strip("«»\"“”„") if t.quote else ""
    end = t.end + 3 if t.short else t.end
    if forced or sentence_start(sentence, first) or tokens[first].capital or legal:
        name = name[:1].upper() + name[1:]
    return BodyNamed(
        sentence.index, first, end, Span(tokens[first].start, tokens[t.end - 1].end), name, core, kind, country,
        tokens[head].case, t.short, quote, None, False,
    )  # fmt: skip


def printed_core(tokens: Sequence[Token], first: int, head: int, end: int, skip: Collection[int], states: Collection[int] = ()) -> str:
    """The phrase by lemmas of head and adjectives, words of the complement as printed, country adjectives and a state inside left out."""
    words = []
    for i in range(first, end):
        t = tokens[i]
        if t.pos == "PUNCT" or (i in skip and (i < head or i in states)):
            continue
        words.append(t.lemma if i <= head else t.norm)
    return " ".join(words)


def core_of(name: str) -> str:
    """A name as bodies are compared by: lower case, ё as е, no quotation marks, single spaces."""
    return _STATE_WORDS.sub(" ", re.sub(r"[«»\"“”„()]", " ", name.lower().replace("ё", "е"))).strip()


def sentence_start(sentence: Sentence, i: int) -> bool:
    """True if token i is the first word of its sentence."""
    return all(not t.is_word for t in sentence.tokens[:i])


def _kind(kinds: tuple[str, ...], lemma: str, adjectives: set[str], lex: Lexicon) -> str:
    joint = bool(adjectives & lex.sets["joint_adjectives"]) or any("-" in a and a.endswith("ий") for a in adjectives)
    if "WorkingBody" in kinds:
        return "WorkingBody" if joint or len(kinds) == 1 or kinds[0] == "WorkingBody" else kinds[0]
    return kinds[0]


def _is_named(tokens: Sequence[Token], first: int, head: int, t: Tail, kind: str, lemma: str, adjectives: set[str], lex: Lexicon, marks: Marks) -> bool:
    complement = t.end > head + 1
    capital = tokens[first].capital and (first > 0 and tokens[first - 1].text not in (".", "•", "-", "–", "—"))
    inner_capital = any(tok.capital for tok in tokens[first:head + 1]) and (capital or first != head and tokens[head].capital)
    if t.quote is not None or at_court(tokens, head + 1):
        return True
    only_country = bool(t.country_at) and t.country_at is not None and t.country_at[0] == head + 1
    if kind == "WorkingBody":
        if lemma == "группа":
            return "рабочий" in adjectives or "рабочая" in adjectives
        joint = adjectives & lex.sets["joint_adjectives"] or any(i in marks.adjectives for i in range(first, head))
        return bool(joint) or (complement and (capital or tokens[head].capital))
    if lemma in lex.sets["generic_bodies"]:
        return complement and (capital or tokens[head].capital) and not only_country
    if lemma in _PLAIN_HEADS:
        return complement and (not only_country or lemma in ("правительство", "парламент"))
    if not complement:
        return inner_capital and head > first and kind in ("Institution", "Agency", "Parliament", "Ministry") and len(adjectives) >= 1 and tokens[first].capital and capital
    if capital or inner_capital:
        return True
    if first == 0 or tokens[first].capital:
        # the capital of a sentence's first word says nothing: a complement of two words and more must speak
        return tokens[first].capital and t.end - head > (1 if first < head else 2) and kind != "Company"
    return kind in ("Agency",) and lemma in ("агентство", "госкомитет") and t.end - head > 1 and not only_country


def _quoted_names(sentence: Sentence, marks: Marks, covered: Collection[int]) -> list[BodyNamed]:
    """«Белтелеком» without a head noun: a name of few words that the tagger holds for an organisation."""
    tokens = sentence.tokens
    out = []
    for i, t in enumerate(tokens):
        if t.text not in OPEN or i in covered:
            continue
        end = quoted(tokens, i, 9)
        if end is None or end - i < 3 or not tokens[i + 1].capital:
            continue
        before = tokens[i - 1] if i else None
        if before is not None and (before.lemma in _NOT_QUOTED_BODIES or before.text == ":" or before.pos == "NOUN"):
            continue
        inside = tokens[i + 1 : end - 1]
        if len(inside) > 5 or any(x.pos in ("VERB", "ADV") and not x.capital for x in inside) or inside[-1].text in ".!?,…":
            continue
        neural = any(n.kind == "ORG" and n.span.start <= inside[0].start + 1 and inside[-1].end - 1 <= n.span.end for n in sentence.names)
        if not neural:
            continue
        case = inside[0].case
        name = nominative(inside, 0, len(inside) - 1 if len(inside) == 1 else _head(inside), len(inside)) if case else printed(inside, 0, len(inside))
        out.append(
            BodyNamed(sentence.index, i, end, Span(inside[0].start, inside[-1].end), name, core_of(name), "Company", None, case, "", name, None, True)
        )
    return out


def _head(inside: Sequence[Token]) -> int:
    return next((i for i, t in enumerate(inside) if t.pos in ("NOUN", "PROPN")), 0)


_LATIN_TAIL = frozenset("corporation corp inc ltd llc telecom telekom bank group post company holding technologies systems university agency labs academy networks".split())
_NOT_LATIN_BODIES = frozenset("expo ceo it ict gsm lte wi-fi web url iphone android windows internet online email e-mail vip".split())


def _latin_names(sentence: Sentence, marks: Marks, covered: Collection[int]) -> list[BodyNamed]:
    tokens = sentence.tokens
    out = []
    i = 0
    while i < len(tokens):
        j = i
        while j < len(tokens) and j not in covered and re.fullmatch(r"[A-Z][A-Za-z0-9.&'-]*", tokens[j].text):
            j += 1
        if j == i:
            i += 1
            continue
        words = [t.text for t in tokens[i:j]]
        before = tokens[i - 1] if i else None
        bad = before is not None and (before.lemma in _NOT_QUOTED_BODIES)
        neural = any(n.kind == "ORG" and n.span.start <= tokens[i].start and tokens[j - 1].end <= n.span.end + 1 for n in sentence.names)
        if not bad and not all(w.lower() in _NOT_LATIN_BODIES for w in words) and (neural or words[-1].lower() in _LATIN_TAIL) and len(words[0]) > 1 and not (j == i + 1 and _no_body(tokens, i)):
            name = " ".join(words)
            out.append(BodyNamed(sentence.index, i, j, Span(tokens[i].start, tokens[j - 1].end), name, core_of(name), "Company", None, "", "", name, None, not neural))
        i = j
    return out


def _neural(sentence: Sentence, marks: Marks, covered: Collection[int], lex: Lexicon) -> list[BodyNamed]:
    """What only the tagger holds for an organisation: an abbreviation or a capitalised name; weak."""
    tokens = sentence.tokens
    out = []
    for n in sentence.names:
        if n.kind != "ORG":
            continue
        inside = [i for i, t in enumerate(tokens) if n.span.start <= t.start and t.end <= n.span.end]
        while inside and tokens[inside[0]].text in "«»\"“”(":
            inside = inside[1:]
        while inside and tokens[inside[-1]].text in "«»\"“”)":
            inside = inside[:-1]
        if not inside or any(i in covered or i in marks.countries or i in marks.people for i in inside):
            continue
        first, last = inside[0], inside[-1] + 1
        if len(inside) == 1 and (tokens[first].lemma in lex.bodies or tokens[first].lemma in _NOT_QUOTED_BODIES):
            continue
        if any(tokens[i].text in "()" for i in inside):
            continue
        if not tokens[first].capital or first and tokens[first - 1].text in OPEN:
            continue
        if any(tokens[i].lemma in _NOT_QUOTED_BODIES for i in inside) or (first and tokens[first - 1].lemma in _NOT_QUOTED_BODIES):
            continue
        if len(inside) == 1 and (not is_abbreviation(tokens[first]) and (sentence_start(sentence, first) or _common(tokens[first]))):
            continue
        if len(inside) == 1 and (_no_body(tokens, first)):
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
    if text in _ACRONYMS or (text.isupper() and len(text) > 7):
        return True
    site = i + 2 < len(tokens) and tokens[i + 1].text == "." and tokens[i + 1].start == tokens[i].end and tokens[i + 2].start == tokens[i + 1].end
    return site or text.isupper() and "-" in text
