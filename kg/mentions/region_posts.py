"""«аким Нарынского района», «губернатор провинции Сычуань», «раис Татарстана»: the region that a post governs, as its organisation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.mentions.bodies import REGION_WORDS, core_of
from kg.mentions.model import BodyNamed, SentenceMentions
from kg.mentions.phrases import Marks, is_adjective, nominative
from kg.reference.countries import find_countries, find_regions
from kg.text.document import Sentence, Token
from kg.values import Span

# heads of towns are left without an organisation: "мэр Минска" is his of the town, which is a place
_REGIONS = REGION_WORDS - {"города", "страны", "республики"}


def governed(sentence: Sentence, k: int, marks: Marks) -> tuple[int, BodyNamed, str | None] | None:
    """(end, region, its state) of the region whose name begins at token k; a bare «области» is one that the release names elsewhere."""
    found = _governed(sentence, k, marks)
    return None if found is None else (found[0], replace(found[1], country=found[2]), found[2])


def _governed(sentence: Sentence, k: int, marks: Marks) -> tuple[int, BodyNamed, str | None] | None:
    tokens = sentence.tokens
    if k in marks.countries:
        stop, iso = marks.countries[k]
        if find_countries(tokens[k:stop], "ru") or not tokens[k].capital or (stop == k + 1 and any(tokens[k].norm.startswith(x) for x in ("город",))):
            return None
        word = next((n for n in range(k, stop) if tokens[n].norm in REGION_WORDS), None)
        if word is None and (stop - k > 1 or not _republic(sentence, k)):
            return None
        if word == k and stop > k + 1 and tokens[k].norm == "города":
            return None
        return stop, _named(sentence, k, k if word is None else word, stop), iso or None
    if tokens[k].norm == "республики" and k + 1 < len(tokens) and tokens[k + 1].capital and (k + 1 not in marks.countries or _republic(sentence, k + 1)) and k + 1 not in marks.people:
        stop, iso = marks.countries.get(k + 1, (k + 2, ""))
        closes = stop + 2 < len(tokens) and tokens[stop].text == "(" and tokens[stop + 2].text == ")" and tokens[stop + 1].capital
        inner = marks.countries.get(stop + 1, (0, ""))[1] if closes else ""  # «Республики Саха (Якутия)»
        stop += 3 if closes else 0
        return stop, _named(sentence, k, k, stop), iso or inner or None
    if tokens[k].norm in _REGIONS:
        if k + 1 in marks.countries:
            stop, iso = marks.countries[k + 1]
            return stop, _named(sentence, k, k, stop), iso or None
        if k + 1 < len(tokens) and tokens[k + 1].capital and k + 1 not in marks.people and tokens[k + 1].is_word:
            return k + 2, _named(sentence, k, k, k + 2), None
        return k + 1, replace(_named(sentence, k, k, k + 1), anaphor=True), None
    if is_adjective(tokens[k]) and tokens[k].capital and k + 1 < len(tokens) and tokens[k + 1].norm in _REGIONS:
        return k + 2, _named(sentence, k, k + 1, k + 2), None
    return None


def _republic(sentence: Sentence, k: int) -> bool:
    """A region of one word that the reference file knows, not a town."""
    return any(r.span.start == sentence.tokens[k].start for r in find_regions(sentence.tokens, "ru"))


def _named(sentence: Sentence, first: int, head: int, end: int) -> BodyNamed:
    tokens = sentence.tokens
    name = nominative(tokens, first, head, end)
    return BodyNamed(sentence.index, first, end, Span(tokens[first].start, tokens[end - 1].end), name, core_of(name), "Organization", None, tokens[head].case, weak=True)


_GOVERNORS = frozenset("хоким хокима хокиму аким акима акиму раис раиса раису мэр".split())  # «Хоким области», an adjective to the tagger


def spell_regions(rows: Sequence[SentenceMentions]) -> None:
    """«аким области»: the only «… область» that the sentences up to it, else the whole release, name."""
    for i, row in enumerate(rows):
        for n, role in enumerate(row.roles):
            body = role.body
            if body is None or not body.anaphor or body.span.end != role.span.end or row.tokens[body.first].norm not in _REGIONS:
                continue
            row.roles[n] = replace(role, body=_told(rows, i, row.tokens[body.first], body))


def _told(rows: Sequence[SentenceMentions], i: int, word: Token, body: BodyNamed) -> BodyNamed | None:
    found: dict[str, BodyNamed] = {}
    for row in (*reversed(rows[: i + 1]), *rows[i + 1 :]):
        for k, t in enumerate(row.tokens[1:], 1):
            if t.lemma == word.lemma and t.number != "Plur" and is_adjective(row.tokens[k - 1]) and row.tokens[k - 1].capital and row.tokens[k - 1].norm not in _GOVERNORS:
                named = _named(row.sentence, k - 1, k, k + 1)
                found.setdefault(named.core, named)
        if len(found) == 1 and row is rows[i]:
            break
    if len(found) != 1:
        return None
    one = next(iter(found.values()))
    return replace(body, name=one.name, core=one.core, anaphor=False)

