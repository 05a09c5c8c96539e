"""Names of gatherings that more than one noun or a comma is part of: «выставка и конференция «Мост»», «следующая выставка, «Мост-2025», откроется»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.mentions.model import BodyNamed, GatheringNamed
from kg.mentions.phrases import is_adjective
from kg.reference.words import Lexicon
from kg.text.document import Sentence, Token, norms, texts
from kg.values import Span

_LATIN_NOUNS = {
    "forum": "forum", "week": "conference", "summit": "conference", "conference": "conference", "congress": "conference", "symposium": "conference",
    "days": "conference", "expo": "exhibition", "exhibition": "exhibition", "fair": "exhibition", "hackathon": "conference",
}  # fmt: skip
# by which noun a Russian text speaks of it again: "неделя завершилась"
HEADS = {
    "forum": "форум", "week": "неделя", "summit": "саммит", "conference": "конференция", "congress": "конгресс", "symposium": "симпозиум",
    "expo": "выставка", "exhibition": "выставка", "fair": "ярмарка", "hackathon": "хакатон",
}  # fmt: skip
_YEARLY = re.compile(r"(?:^|[-–])20\d\d$")
_BEGINS = frozenset("начаться открыться пройти состояться завершиться стартовать проходить закрыться".split())
_IN_NAMES = {"форум": "forum", "forum": "forum", "конф": "conference", "саммит": "conference", "недел": "conference"}
_JOINS = frozenset("of for and & x the on in".split())


def joined(found: list[GatheringNamed], sentence: Sentence) -> list[GatheringNamed]:
    """«прошла XVII выставка и конференция «Мост-2024»»: two nouns with one name and one verb are one event."""
    tokens = sentence.tokens
    out: list[GatheringNamed] = []
    for g in found:
        a = out[-1] if out else None
        if a is not None and _share_a_name(tokens, a, g):
            name = " ".join([a.name, tokens[a.last].text, g.name])
            out[-1] = replace(a, last=g.last, span=Span(a.span.start, g.span.end), name=name, proper=True, core=f"{a.core} {g.core}", states=a.states or g.states)
        else:
            out.append(g)
    return out


def _share_a_name(tokens: Sequence[Token], a: GatheringNamed, b: GatheringNamed) -> bool:
    if a.last >= len(tokens) or b.first != a.last + 1 or tokens[a.last].norm not in ("и", "і", "-", "–") or a.plural or b.plural:
        return False
    wide = {a.kind, b.kind} <= {"forum", "conference", "exhibition"} and a.case == b.case and b.ordinal is None and a.last == a.head + 1
    named = any(t.text in ("«", '"', "“") or (t.text.isascii() and t.capital) for t in tokens[b.head + 1 : b.last])
    many = any("VerbForm=Fin" in t.feats and t.number == "Plur" and "Tense=" in t.feats for t in (*tokens[max(0, a.first - 6) : a.first], *tokens[b.last : b.last + 6]))
    return wide and named and not many


def another_behind(tokens: Sequence[Token], i: int, lex: Lexicon) -> bool:
    """«провел на выставке встречи с А», «на форуме переговоры вел Б»: what was held there is no part of its name."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    return after is not None and lex.gatherings.get(after.lemma) in ("meeting", "talks", "call", "visit")


def apposed_name(tokens: Sequence[Token], comma: int) -> int | None:
    """Closing quote of a name that stands between commas behind the noun."""
    if comma + 2 >= len(tokens) or tokens[comma + 1].text not in ("«", "“", '"'):
        return None
    closing = next((k for k in range(comma + 2, min(comma + 12, len(tokens) - 1)) if tokens[k].text in ("»", "”", '"')), None)
    return closing if closing is not None and tokens[closing + 1].text == "," else None


DASHES = frozenset("– — -".split())
FORMAT = frozenset("формат фармат".split())
_SHAPE = re.compile(r"[СC]?\d\+\d|[СC]\d")


def in_format(tokens: Sequence[Token], k: int) -> int | None:
    """End of «в формате «Центральная Азия – Япония»», «в формате С5+1», «в формате Россия – АСЕАН» that begins at k; a video line is no such format."""
    if k + 2 >= len(tokens) or tokens[k + 1].lemma not in FORMAT:
        return None
    first = k + 2
    if tokens[first].text in ("«", "“", '"'):
        end = next((j for j in range(first + 1, min(first + 12, len(tokens))) if tokens[j].text in ("»", "”", '"')), None)
        inside = tokens[first + 1 : end] if end is not None else ()
        return end + 1 if end is not None and any(t.text in DASHES or "+" in t.text or "-" in t.text for t in inside) else None
    j = first
    while j < len(tokens) and (_SHAPE.fullmatch(tokens[j].text) or tokens[j].text == "+" or (j > first and tokens[j].text.isdecimal() and tokens[j - 1].text == "+") or (j == first and len(tokens[j].text) == 2 and tokens[j].text[1].isdecimal())):
        j += 1
    if j > first and any("+" in t.text for t in tokens[first:j]):
        return j
    dash = next((n for n in range(first + 1, min(first + 4, len(tokens) - 1)) if tokens[n].text in DASHES), None)
    named = dash is not None and all(t.capital for t in tokens[first:dash]) and tokens[dash + 1].capital
    return dash + 2 if named and dash is not None else None


def latin_names(sentence: Sentence, found: Sequence[GatheringNamed], bodies: Sequence[BodyNamed]) -> list[GatheringNamed]:
    """«прошла ICT Week», «на Smart Cities Expo 2024»: a name in Latin letters whose own noun tells what it is."""
    tokens = sentence.tokens
    out: list[GatheringNamed] = []
    for k, t in enumerate(tokens) if not _LATIN_NOUNS.keys().isdisjoint(norms(tokens)) else ():
        kind = _LATIN_NOUNS.get(t.norm) if t.text.isascii() and t.capital else None
        if kind is None or any(g.first <= k < g.last for g in (*found, *out)):
            continue
        first = last = k
        while first and (_latin_word(tokens[first - 1]) or (tokens[first - 1].text in _JOINS and first > 1 and _latin_word(tokens[first - 2]))):
            first -= 1
        while last + 1 < len(tokens) and (_latin_word(tokens[last + 1]) or (tokens[last + 1].text in _JOINS and last + 2 < len(tokens) and _latin_word(tokens[last + 2]))):
            last += 1
        year = last + 1 if last + 1 < len(tokens) and tokens[last + 1].text.isdecimal() and len(tokens[last + 1].text) == 4 else last
        firm = any(b.kind == "Company" and b.first <= first and b.last > last and (b.last > last + 1 or b.first < first) for b in bodies)
        if last == first or firm or any(g.first <= first < g.last for g in found):
            continue
        name = " ".join(x.text for x in tokens[first : year + 1])
        core = " ".join([*(x.lemma for x in tokens[first : last + 1]), HEADS.get(t.norm, "")]).strip()
        out.append(GatheringNamed(sentence.index, first, year + 1, Span(tokens[first].start, tokens[year].end), kind, k, name, "", None, False, True, (), core))
    return out


def yearly_names(sentence: Sentence, found: Sequence[GatheringNamed]) -> list[GatheringNamed]:
    """«на «Порт-Экспо-2025»», ««Порт-Экспо-2026» начнется 6 июля»: a name in quotes that ends with its year and that no noun goes with."""
    tokens = sentence.tokens
    out: list[GatheringNamed] = []
    for k, t in enumerate(tokens) if "«" in texts(tokens) else ():
        end = next((j for j in range(k + 2, min(k + 8, len(tokens))) if tokens[j].text == "»"), None) if t.text == "«" else None
        if end is None or not _YEARLY.search(tokens[end - 1].text) or any(g.first <= k < g.last for g in found):
            continue
        before = tokens[k - 1].norm if k else ""
        behind = tokens[end + 1].lemma if end + 1 < len(tokens) else ""
        if before != "на" and not ((not k or tokens[k - 1].pos == "PUNCT") and behind in _BEGINS):
            continue
        inner = " ".join(x.text for x in tokens[k + 1 : end])
        kind = next((v for w, v in _IN_NAMES.items() if w in inner.lower()), "exhibition")
        core = " ".join(x.lemma for x in tokens[k + 1 : end] if x.is_word)
        out.append(GatheringNamed(sentence.index, k, end + 1, Span(t.start, tokens[end].end), kind, k + 1, sentence_text(tokens, k, end + 1), "Loc" if before == "на" else "Nom", None, False, True, (), core))
    return out


def sentence_text(tokens: Sequence[Token], first: int, last: int) -> str:
    """Tokens as they are printed: no blank where the text has none."""
    out = ""
    for n in range(first, last):
        out += (" " if n > first and tokens[n].start > tokens[n - 1].end else "") + tokens[n].text
    return out


def _latin_word(t: Token) -> bool:
    return t.text.isascii() and t.text[:1].isalpha() and t.capital


_YEAR = re.compile(r"(?:19|20)\d\d$")


def with_year(tokens: Sequence[Token], head: int, end: int) -> int:
    """«выставка CeBIT 2008», «ТИБО – 2026», «Всемирная конференция радиосвязи 2027 года»: the year belongs to a proper name."""
    if end >= len(tokens) or (end - 1 == head and not (head and is_adjective(tokens[head - 1]))):
        return end
    if _YEAR.match(tokens[end].text) and end + 1 < len(tokens) and tokens[end + 1].norm in ("года", "г", "годзе"):
        return min(end + 2 + (tokens[end + 1].norm == "г"), len(tokens))
    if end - 1 == head:
        return end
    last = tokens[end - 1].text
    if not (last[:1].isupper() or last in ("»", '"')):
        return end
    at = end + 1 if tokens[end].text in ("-", "–") else end
    if (
        at < len(tokens)
        and _YEAR.match(tokens[at].text)
        and not (at + 1 < len(tokens) and tokens[at + 1].norm in ("год", "года", "г", "году"))
    ):
        return at + 1
    return end
