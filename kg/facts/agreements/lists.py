"""Several agreements told in one sentence by their parties: "three deals were signed: between A and B, on mail; between C and D, on data"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.facts.agreements.named_sides import in_order, led_by_with, party_ref
from kg.facts.agreements.parties import find_parties, unbracketed
from kg.facts.agreements.scene import Reading
from kg.facts.agreements.sketches import Sketch, kin, sketch_of
from kg.facts.sentences.clauses import dates_of
from kg.facts.sentences.scenes import finite
from kg.facts.sentences.words import WITH
from kg.facts.story.so_far import Story
from kg.mentions.model import BodyNamed, CountryNamed, InstrumentNamed, SentenceMentions

_BETWEEN = frozenset("между between паміж".split())
_ALL = frozenset("all both все оба усе".split())


def listed_pairs(story: Story, i: int, row: SentenceMentions, ins: InstrumentNamed, reading: Reading, group: Sketch) -> list[Sketch]:
    """A sketch for each "between" of the sentence, if there are several, with the day and place of them all."""
    tokens = row.tokens
    starts = [k for k in range(ins.head + 1, len(tokens)) if tokens[k].norm in _BETWEEN]
    if any(x.head > ins.head and starts and x.head < starts[-1] for x in row.instruments):
        return []  # «подписаны документы: соглашение между А и Б, контракт между В и Г»: each is named
    out: list[Sketch] = []
    for n, k in enumerate(starts if len(starts) > 1 else []):
        stop = starts[n + 1] if n + 1 < len(starts) else len(tokens)
        while stop > k and (not tokens[stop - 1].is_word or tokens[stop - 1].norm in ("и", "and")):
            stop -= 1
        part = replace(ins, first=k - 1, head=k - 1, last=k)
        parties = find_parties(story, row, part, Reading("", "", None), (k, stop)).parties
        if len(parties) < 2:
            continue
        named = story.document.text[tokens[k].start : tokens[stop - 1].end]
        one = sketch_of(replace(ins, label=f"{ins.kind.capitalize()} {named}", key="", plural=False, subject=""), title=False)
        evidence = story.evidence(i, reading.rule)
        one.statuses, one.evidence, one.sentences = [(reading.status, evidence[0])], list(evidence), [i]
        one.parties = {p: list(evidence) for p in parties}
        one.signed, one.place, one.event = group.signed, group.place, group.event
        out.append(one)
    return out


def listed_partners(story: Story, i: int, row: SentenceMentions, ins: InstrumentNamed, reading: Reading, group: Sketch) -> list[Sketch]:
    """«Министерство подписало два меморандума: с А – о кадрах; с Б – о связи»: one with each of those that "с" leads behind the colon."""
    tokens = row.tokens
    colon = next((k for k in range(ins.head + 1, len(tokens)) if tokens[k].text == ":"), None)
    if colon is None or ins.head + 4 < colon or any(x.head > colon for x in row.instruments):
        return []  # each document is named
    owners = [r for m in in_order(row, 0, colon) if m.case in ("Nom", "") and isinstance(m, BodyNamed) and (r := party_ref(story, m)) is not None]
    parts = [m for m in in_order(row, colon + 1, len(tokens)) if tokens[m.first - 1].norm in WITH and tokens[m.first - 2].text in (":", ";", ",")]
    out: list[Sketch] = []
    for n, m in enumerate(parts if len(parts) > 1 else []):
        partner = party_ref(story, m)
        stop = parts[n + 1].first - 2 if n + 1 < len(parts) else len(tokens)
        named = story.document.text[tokens[m.first - 1].start : tokens[stop - 1].end].rstrip(" ;,.")
        one = sketch_of(replace(ins, label=f"{_SINGULAR.get(ins.kind, ins.kind)} {named}", key=named, plural=False, subject=""), title=False)
        evidence = story.evidence(i, reading.rule)
        one.statuses, one.evidence, one.sentences = [(reading.status, evidence[0])], list(evidence), [i]
        one.parties = {p: list(evidence) for p in (*owners[:1], *([partner] if partner else []))}
        one.signed, one.place, one.event = group.signed, group.place, group.event
        out.append(one)
    return out


def listed_with(story: Story, i: int, row: SentenceMentions, ins: InstrumentNamed, reading: Reading, group: Sketch) -> list[Sketch]:
    """«А подписала меморандумы с Б, В и Г», "A has similar agreements with B, concluded in 2021, and with C": one with each."""
    tokens = row.tokens
    parts = _with_whom(row, ins)
    if len(parts) < 2:
        return []
    owners = [r for m in in_order(row, 0, ins.head) if m.case in ("Nom", "") and (r := party_ref(story, m)) is not None]
    out: list[Sketch] = []
    for n, m in enumerate(parts):
        partner = party_ref(story, m)
        stop = parts[n + 1].first if n + 1 < len(parts) else len(tokens)
        if partner is None or partner in owners:
            continue
        phrase = f"{_SINGULAR.get(ins.kind, ins.kind)} {_WITH_WORD[story.language == 'en']} {m.span.of(story.document.text)}"
        one = sketch_of(replace(ins, label=phrase, key=phrase, plural=False, subject=""), title=False)
        evidence = story.evidence(i, reading.rule)
        one.statuses, one.evidence, one.sentences = [(reading.status, evidence[0])], list(evidence), [i]
        one.parties = {p: list(evidence) for p in (*owners[:1], partner)}
        one.closed = bool(owners)
        own = [d.period.start for k, d in dates_of(story, i) if m.last <= k < stop and d.period is not None and d.period.end is None]
        one.signed = (own[0], story.evidence(i, "signing-date")[0]) if own and reading.status == "signed" else group.signed
        one.place, one.event = group.place, group.event
        out.append(one)
    return out if len(out) > 1 else []


def _with_whom(row: SentenceMentions, ins: InstrumentNamed) -> list[BodyNamed | CountryNamed]:
    """Those that "с" leads behind the document's noun, and those that are joined to them."""
    tokens = row.tokens
    out: list[BodyNamed | CountryNamed] = []
    named = next((x.first for x in row.instruments if x.head > ins.head), len(tokens))
    for m in in_order(row, ins.head + 1, named):
        between = unbracketed(tokens[out[-1].last : m.first]) if out else ()
        if any(finite(t) for t in tokens[ins.head : m.first]):
            break
        joined = bool(between) and len(between) < 6 and any(t.norm in (",", "и", "і") or t.text == "and" for t in between) and all(t.norm in _JOINTS or t.pos in ("ADJ", "PUNCT", "DET") for t in between)
        if led_by_with(tokens, m.first) or joined:
            out.append(m)
    return out


_JOINTS = frozenset("и і and а также the с со з with".split())
_WITH_WORD = {True: "with", False: "с"}
_SINGULAR = {"memorandum": "Меморандум", "agreement": "Соглашение", "contract": "Контракт", "treaty": "Договор", "protocol": "Протокол", "roadmap": "Дорожная карта"}


def retyped(row: SentenceMentions, ins: InstrumentNamed, listed: Sequence[Sketch]) -> bool:
    """"All three take the form of memoranda": sets the kind of the documents just listed; True if it did."""
    told = not row.triggers and any(t.norm in _ALL for t in row.tokens[:3]) and ins.kind not in ("agreement", "other")
    for s in listed if told else ():
        if kin(s.kind, "agreement"):
            s.label = s.label.replace(s.kind.capitalize(), ins.kind.capitalize(), 1)
            s.kind = ins.kind
    return told and bool(listed)
