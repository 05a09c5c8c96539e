"""Which states a house joins where no adjective says it: «вместе с корейскими партнерами», «при поддержке Японии», «линия между А и Б», «ИТ-парк Узбекистана открыл офис в Осло»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.facts.sentences.clauses import clause
from kg.facts.sentences.speaker import says_we, speaker
from kg.facts.story.drafts import Draft, Scene
from kg.mentions.model import Trigger
from kg.text.document import Token

_WITH = frozenset("вместе совместно сообща супольна сумесна разам together jointly".split())
_HELP = frozenset(
    "поддержка содействие участие помощь партнерство сотрудничество кооперация финансирование соучастие посредство средство грант спонсор "
    "падтрымка садзейнічанне удзел дапамога партнёрства партнерства сродак support assistance participation partnership cooperation funding grant help".split()
)
_BEFORE_HELP = frozenset("при в на за с благодаря пры у ў with in through under".split())
_MADE = frozenset(
    "созданный построенный организованный основанный оборудованный оснащенный профинансированный учрежденный возведенный проложенный финансируемый создаваемый строящийся "
    "created built established founded funded financed equipped".split()
)
_BETWEEN = frozenset("между паміж между between".split())
_PHRASE = 9  # tokens of a phrase in which its partner is named


def partners(scene: Scene, at: int) -> list[str]:
    """States that the sentence of the opening at token `at` names as those with whom, or with whose help, a house is opened."""
    tokens = scene.tokens
    found: list[str] = []
    for k, end in _phrases(tokens):
        if any("Tense=" in t.feats and "VerbForm=Part" not in t.feats for t in tokens[min(k, at) + 1 : max(k, at)]) and not _one_clause(scene, k, at):
            continue
        found += _states(scene, k, end)
    return list(dict.fromkeys(found))


def _one_clause(scene: Scene, a: int, b: int) -> bool:
    return clause(scene.tokens, a) == clause(scene.tokens, b)


def _phrases(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Where a phrase begins that names a partner, and where it ends."""
    for k, t in enumerate(tokens):
        with_ = t.lemma in _WITH and any(x.norm in ("с", "со", "з", "with") for x in tokens[k + 1 : k + 2])
        help_ = t.lemma in _HELP and k > 0 and any(x.norm in _BEFORE_HELP for x in tokens[max(0, k - 3) : k])
        made = t.lemma in _MADE and (t.text.isascii() or any(x.case == "Ins" or x.norm in ("при", "на", "в", "вместе", "совместно") for x in tokens[k + 1 : k + 4]))
        if with_ or help_ or made or t.norm in _BETWEEN:
            end = next((j for j in range(k + 1, min(k + 1 + _PHRASE, len(tokens))) if _stops(tokens, j)), min(k + 1 + _PHRASE, len(tokens)))
            yield k, end


def _stops(tokens: Sequence[Token], j: int) -> bool:
    t = tokens[j]
    return t.text in (";", ":", "(") or ("Tense=" in t.feats and "VerbForm=Part" not in t.feats) or (t.norm in ("в", "у", "ў") and tokens[j - 1].lemma not in _WITH)


def _states(scene: Scene, k: int, end: int) -> Iterator[str]:
    for c in scene.row.countries:
        if k < c.first < end:
            yield c.iso
    for b in scene.row.bodies:
        iso = scene.story.bodies.country(scene.story.body(b) or "") or b.country if k < b.first < end and not b.anaphor else None
        if iso:
            yield iso


def owner(scene: Scene, t: Trigger) -> str | None:
    """The state of the body that opens: «ИТ-парк Узбекистана открыл офис», «белорусский холдинг открыл представительство»."""
    if t.passive:
        return None
    first, _ = clause(scene.tokens, t.first)
    subjects = [b for b in scene.row.bodies if first <= b.first and b.last <= t.first and b.case in ("Nom", "") and b.kind in ("Company", "Institution", "Ministry", "Agency") and not b.anaphor]
    found = {iso for b in subjects if (iso := scene.story.bodies.country(scene.story.body(b) or "") or b.country)}
    for c in scene.row.countries:
        behind = scene.tokens[c.last : c.last + 3]
        if c.form == "adjective" and c.case == "Nom" and first <= c.first < t.first and any(x.pos in ("NOUN", "PROPN", "X") for x in behind):
            found.add(c.iso)
    return found.pop() if len(found) == 1 else None


def joined(scene: Scene, t: Trigger, draft: Draft) -> list[str]:
    """The states of a house that is opened with a partner, or by its owner abroad: theirs and that where it stands."""
    others = partners(scene, t.first)
    if not others and (own := owner(scene, t)) is not None and draft.place is not None and draft.place.iso not in (None, own):
        return [own, draft.place.iso or ""]
    if len(others) > 1:
        return others
    place = draft.place.iso if draft.place is not None else draft.country
    home = [iso for iso in (_we(scene, t), owner(scene, t), place) if iso]
    states = list(dict.fromkeys([*home[:1], *home[-1:], *others])) if others else []
    return states if len(states) > 1 else []


def _we(scene: Scene, t: Trigger) -> str | None:
    """The state of him who says "we"."""
    guest = speaker(scene.story, scene.i) if says_we(scene.tokens[slice(*clause(scene.tokens, t.first))]) else None
    return scene.book.sides.country(scene.story.person(guest)) if guest is not None else None


OPENED = frozenset("открытый открывшийся открываемый запущенный введенный заработавший начавший сданный адкрыты opened inaugurated launched".split())
_ITS = frozenset("его ее их яго яе іх its".split())


def opened_aside(tokens: Sequence[Token], house: int) -> tuple[int, int] | None:
    """«центр связи, открытый в Осло 12 мая, …»: the participial clause behind a house that says when and where it was opened."""
    for k in range(house + 1, min(house + _PHRASE, len(tokens) - 1)):
        t = tokens[k]
        if t.text == "," and tokens[k + 1].lemma in OPENED:
            agrees = tokens[k + 1].number == tokens[house].number and ({tokens[k + 1].case, tokens[house].case} <= {"Nom", "Acc", ""} or tokens[k + 1].case == tokens[house].case)
            return (k + 1, next((j for j in range(k + 2, len(tokens)) if tokens[j].text in (",", ";", ":", ".")), len(tokens))) if agrees else None
        if t.text in (",", ";", ":") or ("Tense=" in t.feats and "VerbForm=Part" not in t.feats):
            return None
    return None


def its_opening(tokens: Sequence[Token], at: int) -> bool:
    """«Его открытие намечено на март»."""
    return at > 0 and tokens[at - 1].norm in _ITS
