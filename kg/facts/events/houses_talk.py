"""Meetings of houses and delegations of which nobody is named: «специалисты Агентства А обсудили кабель с коллегами из Б», «делегации А и Б сели за стол»."""

from __future__ import annotations

from collections.abc import Iterator

from kg.facts.events.acted import base
from kg.facts.events.encounters import on_line
from kg.facts.events.frames import FRAMES
from kg.facts.sentences.clauses import clause
from kg.facts.sentences.words import WITH
from kg.facts.story.drafts import Draft, Scene
from kg.facts.story.sides import delegation_countries
from kg.mentions.acts import tense
from kg.mentions.model import BodyNamed, Trigger
from kg.text.document import lemmas

_THOSE = frozenset(
    "делегация представитель специалист эксперт руководство руководитель сотрудник связист почтовик инженер оператор регулятор команда группа коллега партнер чиновник "
    "юрист разработчик дипломат депутат ученый предприниматель глава министр сторона дэлегацыя прадстаўнік спецыяліст кіраўніцтва супрацоўнік".split()
)
_NOT = frozenset("не ни ня".split())


def drafts_of_houses(scene: Scene) -> Iterator[Draft]:
    """A meeting of two states or more whose people are named by their houses alone, on a day and in a city or by a plain word for meeting."""
    if scene.story.language == "en" or scene.row.persons or scene.headline() or FRAMES.keys().isdisjoint(lemmas(scene.tokens)):
        return
    tokens = scene.tokens
    for k, t in enumerate(tokens):
        if t.lemma not in FRAMES or tense(tokens, k) != "past" or any(x.norm in _NOT for x in tokens[max(0, k - 2) : k]) or "VerbForm=Fin" not in t.feats:
            continue
        first, last = clause(tokens, k)
        words = {x.lemma for x in tokens[first:last]}
        frames = [f for f in FRAMES[t.lemma] if "with" in f.slots and (not f.near or not f.near.isdisjoint(words))]
        if not frames or any(g.kind in ("forum", "conference", "exhibition", "session", "visit") for g in scene.row.gatherings):
            continue
        draft = _of(scene, k, (first, last), sure=any(f.met for f in frames))
        if draft is not None:
            yield draft
            return


def _of(scene: Scene, k: int, reach: tuple[int, int], *, sure: bool) -> Draft | None:
    t = scene.tokens[k]
    theirs = _with_whom(scene, k, reach)
    own = _who(scene, k, reach)
    states = list(dict.fromkeys([*own, *theirs]))
    together = len(set(own)) > 1 and t.number == "Plur"
    if len(states) < 2 or not own or not (theirs or together):
        return None
    trigger = Trigger(scene.i, k, k + 1, t.span, "meet", "past", False, False, t.lemma)
    draft, _, _ = base(scene, trigger, "call" if on_line(scene, trigger) else "meeting")
    if draft.period is None or not (sure or draft.place is not None or draft.kind == "call"):
        return None
    if any(d.group == "meet" and scene.i in d.seen for d in scene.book.drafts):
        return None
    draft.rule = "houses-talk"
    draft.seen.append(scene.i)
    for iso in states:
        draft.note(draft.countries, iso, scene.i)
    return draft


def _who(scene: Scene, k: int, reach: tuple[int, int]) -> list[str]:
    """States of the subject: «специалисты Агентства А», «делегации А и Б», «РУП «А»»."""
    tokens, (first, last) = scene.tokens, reach
    out: list[str] = []
    for n in range(first, last):
        if tokens[n].lemma in _THOSE and tokens[n].case in ("Nom", "") and not (n and tokens[n - 1].norm in WITH):
            out += _behind(scene, n, last)
    out += [iso for b in scene.row.bodies if first <= b.first < k and b.case in ("Nom", "") and not _inside(scene, b) and (iso := _state(scene, b))]
    return list(dict.fromkeys(out))


def _with_whom(scene: Scene, k: int, reach: tuple[int, int]) -> list[str]:
    """States of those behind "с": «с коллегами из Б», «с узбекской делегацией», «с Министерством связи Б»."""
    tokens, (first, last) = scene.tokens, reach
    out: list[str] = []
    for n in range(first, last - 1):
        if tokens[n].norm not in WITH:
            continue
        at = next((j for j in range(n + 1, min(n + 4, last)) if tokens[j].lemma in _THOSE and tokens[j].case in ("Ins", "")), None)
        if at is not None:
            out += _behind(scene, at, last)
        out += [iso for b in scene.row.bodies if b.first in (n + 1, n + 2) and b.case in ("Ins", "") and (iso := _state(scene, b))]
    return list(dict.fromkeys(out))


def _behind(scene: Scene, n: int, last: int) -> list[str]:
    """States of the noun at token n: an adjective before it, «из Чили», genitives behind it, joined by "и"."""
    tokens = scene.tokens
    end = next((j for j in range(n + 1, last) if "VerbForm=Fin" in tokens[j].feats or tokens[j].norm in WITH or tokens[j].text in (";", ":") or tokens[j].norm in ("в", "на", "о", "об", "по")), last)
    out = [c.iso for c in scene.row.countries if (c.form == "adjective" and n - 3 <= c.first < n) or (c.form != "adjective" and n < c.first < end)]
    out += [iso for b in scene.row.bodies if n < b.first < end and (iso := _state(scene, b))]
    return out or [iso for iso in delegation_countries(scene.row) if tokens[n].lemma in ("делегация", "дэлегацыя")][:1]


def guests_before(scene: Scene, home: list[str]) -> list[str]:
    """«Вчера побывали представители японской корпорации. Гостей принял А»: the state of those of whom the sentence before told."""
    if not scene.i or scene.headline(scene.i - 1):
        return []
    before = Scene(scene.story, scene.i - 1, scene.story.rows[scene.i - 1], scene.book)
    heads = [n for n, t in enumerate(before.tokens) if t.lemma in _THOSE and t.case in ("Nom", "")]
    found = list(dict.fromkeys(iso for n in heads for iso in _behind(before, n, len(before.tokens)) if iso not in home))
    return found if len(found) == 1 else []


def _inside(scene: Scene, b: BodyNamed) -> bool:
    return b.first > 0 and scene.tokens[b.first - 1].pos == "ADP"


def _state(scene: Scene, b: BodyNamed) -> str | None:
    return scene.story.bodies.country(scene.story.body(b) or "") or b.country
