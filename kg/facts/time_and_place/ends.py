"""The last day of an event told beside its first, or by who left: «начался 19 мая и завершится завтра», "left Baku today after a visit"."""

from __future__ import annotations

from collections.abc import Sequence

from kg.facts.sentences.clauses import clause, dates_of
from kg.facts.story.drafts import Draft, Scene
from kg.mentions.date_model import ResolvedDate
from kg.mentions.model import GatheringNamed
from kg.mentions.ordinals import number_of
from kg.text.document import Token
from kg.values import PartialDate, Period

OPENS = frozenset(
    "открыться открыть открывать открываться открывшийся начаться начать начавшийся начавший стартовать "
    "стартовавший".split()
)
CLOSES = frozenset(
    "завершиться завершить завершившийся завершать завершаться закрыться закрываться закрыть закончиться "
    "закончить окончиться wind wrap complete finish".split()
)
_ENDS = frozenset("ends ended end concludes concluded closes closed until till through до да по".split())
_LAST = frozenset("последний заключительный завершающий апошні заключны last final closing".split())
_LEAVES = frozenset("leave depart покинуть отбыть вылететь улететь".split())
_RETURNS = frozenset("вернуться возвратиться вярнуцца return".split())
_BEHIND = frozenset("after после пасля где дзе where".split())
_AT_END = frozenset("end close conclusion окончание завершение итог заканчэнне завяршэнне".split())
_ENDING = frozenset("закрытие завершение окончание закрыццё закрыцце заканчэнне завяршэнне".split())
_APART_FROM = frozenset("после до перед к через с со пасля перад да".split())
_FAR = 14  # tokens from the opening day to the closing day
_PHRASE = 6  # tokens in front of a visit in which "after", "at the end of" stands


def closing_beside(scene: Scene, g: GatheringNamed, draft: Draft, dates: Sequence[tuple[int, ResolvedDate]]) -> None:
    """«начался 19 мая и завершится завтра», "began on 16 May and ends tomorrow": the day behind a word of closing."""
    if draft.closes is not None or draft.period is None or draft.period.end is not None or not draft.period.start.day or not dates:
        return
    opened = dates[0][0]
    if left_after(scene, g):  # "left Baku today at the end of a visit that began on 3 May"
        left = [d.period.start for k, d in dates_of(scene.story, scene.i) if k < g.first and d.period is not None and d.period.end is None]
        if left and left[-1].day and left[-1].lexical > draft.period.start.lexical:
            _until(draft, left[-1])
            return
    for k, d in dates_of(scene.story, scene.i, ("date", "until")):
        between = scene.tokens[opened + 1 : k]
        if any(number_of(t) is not None and t.case in ("Nom", "") and j + 1 < len(between) and tensed(between[j + 1]) for j, t in enumerate(between)):
            break  # "III форум прошел в мае 2023 года, IV завершился вчера"
        if d.period is None or d.period.end is not None or not 0 < k - opened <= _FAR or d.period.start.lexical <= draft.period.start.lexical:
            continue
        closes = d.kind == "until" or any(t.lemma in CLOSES or t.norm in _ENDS for t in between)
        if closes and d.period.start.day and not any(opened < o.head < k for o in scene.row.gatherings if o is not g):
            _until(draft, d.period.start)
            return


def _until(draft: Draft, day: PartialDate) -> None:
    if draft.period is not None and len(draft.period.start.lexical) == len(day.lexical):
        draft.period = Period(draft.period.start, day)


def until_told(scene: Scene, draft: Draft, first: int, last: int) -> None:
    """«гостит до субботы», «пробудет там по 5 мая»: the last day of a stay, from tokens [first, last)."""
    ends = [d.period.start for k, d in dates_of(scene.story, scene.i, ("until", "deadline")) if first <= k < last and d.period is not None and d.period.start.day]
    if ends and draft.closes is None and (draft.period is None or (draft.period.end is None and draft.period.start.lexical < ends[-1].lexical)):
        draft.closes = (ends[-1], scene.i)


def day_of(scene: Scene, g: GatheringNamed) -> str:
    """«в последний день форума», «закрытие форума» is "last"."""
    at = g.first - 1 - (g.first > 1 and scene.tokens[g.first - 1].pos in ("ADJ", "DET"))
    if at >= 0 and scene.tokens[at].lemma in _ENDING and not (at and scene.tokens[at - 1].norm in _APART_FROM):
        return "last"
    words = [t.lemma for t in scene.tokens[max(0, g.first - 5) : g.first]]
    day = next((k for k in range(len(words) - 1, 0, -1) if words[k] in ("день", "дзень", "day")), 0)
    return "last" if day and words[day - 1] in _LAST else ""


def left_after(scene: Scene, g: GatheringNamed) -> bool:
    """«A left Baku yesterday after a three-day visit», «вчера вернулся из Баку, где находился с визитом»: the day is the last one of the visit."""
    if g.kind != "visit":
        return False
    first, _ = clause(scene.tokens, g.head)
    before = scene.tokens[max(0, g.first - _PHRASE) : g.head]
    behind = any(t.norm in _BEHIND or t.lemma in _AT_END for t in before) or any(t.norm in _BEHIND for t in scene.tokens[max(0, first - 1) : g.head])
    days = any(t.lemma in ("день", "дзень", "day") for t in scene.tokens)  # "вчера вернулся из Баку, где три дня находился с визитом"
    return behind and any((t.lemma in _LEAVES or (days and t.lemma in _RETURNS)) and tensed(t) for t in scene.tokens[: g.first])


def tensed(token: Token) -> bool:
    """A verb with a tense, no participle; also passives and English, which `finite` of scenes.py leaves out on purpose."""
    if token.text.isascii():
        return token.pos in ("VERB", "AUX") and not token.norm.endswith("ing")
    return "Tense=" in token.feats and "VerbForm=Part" not in token.feats
