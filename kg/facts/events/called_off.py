"""«Встреча А с Б, которую ждали вчера, не состоялась», «Переговоры сорвались»: what was to be held and was not."""

from __future__ import annotations

from collections.abc import Sequence

from kg.facts.sentences.clauses import triggers_in
from kg.facts.story.drafts import Scene
from kg.facts.story.kinds import ENCOUNTERS
from kg.facts.time_and_place.governed import put_off
from kg.facts.time_and_place.when import asides, own_clause
from kg.mentions.model import GatheringNamed, Trigger
from kg.text.document import Token, lemmas

_OFF = frozenset("отменить отменять отменяться отмениться отмененный отложить отложенный откладываться отложиться сорвать сорваться срываться расстроиться провалиться аннулировать".split())
_MOVED = frozenset("перенести перенестись переноситься перенесенный".split())
_CHANGED = _OFF | _MOVED
_INSTEAD = frozenset("заменить заменять отказаться отказываться отказать адмовіцца".split())
_HELD = frozenset("состояться пройти случиться произойти получиться понадобиться потребоваться быть начаться".split())
_ASKED = frozenset("попросить просить запросить запрашивать ходатайствовать мечтать просьба запрос".split())
_ABOUT = frozenset("о об про".split())


def denied(scene: Scene, g: GatheringNamed, acts: list[Trigger], first: int, last: int) -> bool:
    """Not held, put off, or only what somebody is invited to."""
    if g.kind in (*ENCOUNTERS, "visit") and (_called_off(scene, g) or _asked_for(scene, g)):
        return True
    own = own_clause(scene, g)
    if own is not None and any(own[0] <= t.first < own[1] and not t.negated for t in acts):
        acts = [t for t in acts if own[0] <= t.first < own[1]]  # "is not expected before the talks to be held in May"
    if any(t.negated for t in acts if t.act in ("hold", "plan") or not g.proper or abs(t.first - g.head) < 6):
        return True
    if triggers_in(scene.row, first, last, "postpone") and own is None:
        return True
    if put_off(scene, g, own):
        return True
    there = g.case == "Loc"  # "приглашение передано на встрече"
    return g.kind in ENCOUNTERS and not there and not (g.proper and g.ordinal) and any(t.act == "invite" and t.first < g.head for t in acts)


def _called_off(scene: Scene, g: GatheringNamed) -> bool:
    """A verb of the same number and gender says that the gathering was not held, in its main clause or its own."""
    tokens, head = scene.tokens, scene.tokens[g.head]
    if head.case not in ("Nom", "Acc", "") or (_OFF.isdisjoint(lemmas(tokens)) and _MOVED.isdisjoint(lemmas(tokens)) and not any(t.norm == "не" for t in tokens)):
        return False
    apart = asides(tokens)
    for k in (*range(g.last, len(tokens)), *range(g.first - 1, -1, -1)):
        t = tokens[k]
        if k >= g.last and any(a <= k < b for a, b in apart):
            continue
        if t.text in (";", ":", "."):
            if k > g.last:
                break
            return False
        not_held = t.lemma in _HELD and any(x.norm == "не" for x in tokens[max(0, k - 2) : k])
        if not (not_held or (t.lemma in _CHANGED and ("Voice=Pass" in t.feats or "Voice=Mid" in t.feats or t.norm.endswith(("сь", "ся"))))):
            continue
        agrees = t.number == head.number and (head.number == "Plur" or not t.gender or t.gender == head.gender)
        if agrees:
            return True
    return False


def not_held(tokens: Sequence[Token]) -> bool:
    """«… не состоялась», «отменили», «заменили видеосвязью»: what a sentence tells of came to nothing."""
    words = lemmas(tokens)
    if not words.isdisjoint(_OFF) or not words.isdisjoint(_MOVED | _INSTEAD):
        return True
    return any(t.norm == "не" and tokens[k + 1].lemma in _HELD for k, t in enumerate(tokens[:-1]))


def _asked_for(scene: Scene, g: GatheringNamed) -> bool:
    """«попросил о встрече с Б», «запрос о встрече»: wished for."""
    before = scene.tokens[max(0, g.first - 5) : g.first]
    return bool(before) and before[-1].norm in _ABOUT and any(t.lemma in _ASKED for t in before)
