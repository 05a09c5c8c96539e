"""A sitting whose body stands beside it: «группа; первое ее заседание», «Ее второе заседание», «комиссия, очередное заседание которой …»."""

from __future__ import annotations

from kg.facts.story.drafts import Draft, Scene
from kg.facts.story.sides import states_of
from kg.mentions.forms import nominative
from kg.mentions.model import GatheringNamed, SentenceMentions
from kg.mentions.ordinals import ordinal_of

_ITS = frozenset("ее её его их яе яго іх".split())
_JOINT = ("совместн", "двусторонн", "двухсторонн", "межправительств", "межведомств", "смешанн", "сумесн")
_WHICH = frozenset("который якi які".split())
_SITS = frozenset("группа комиссия подкомиссия комитет подкомитет совет коллегия камісія падкамісія камітэт савет група".split())


def of_the_body_beside(scene: Scene, g: GatheringNamed, draft: Draft) -> bool:
    """Name the sitting by the body that the words in front of it tell; False if they tell none of several sides."""
    tokens = scene.tokens
    its = any(t.norm in _ITS for t in tokens[max(0, g.head - 3) : g.head])
    which = g.head + 1 < len(tokens) and tokens[g.head + 1].lemma in _WHICH and tokens[g.head + 1].case == "Gen"
    if draft.kind != "session" or g.last > g.head + 1 or not (its or which):
        return False
    start = min([g.first, *(k for k in range(max(0, g.head - 3), g.head) if tokens[k].norm in _ITS)])
    found = _body(scene.row, start) or (_body(scene.story.rows[scene.i - 1]) if its and scene.i and not scene.headline(scene.i - 1) else None)
    if found is None:
        return False
    name, core, states = found
    draft.ordinal = draft.ordinal or ordinal_of(tokens, max(0, start - 2), g.head)
    draft.name, draft.core, draft.head = f"заседание: {name}", frozenset(["заседание", *core.split()]), "заседание"
    if len(states) < 2 and any(w.startswith(_JOINT) for w in core.split()):
        states = list(scene.story.bilateral())
    for iso in states if len(states) > 1 else ():
        draft.note(draft.countries, iso, scene.i)
    return True


def _body(row: SentenceMentions, before: int | None = None) -> tuple[str, str, list[str]] | None:
    """(name, core, states) of the last body of several sides that stands before a token."""
    tokens = row.tokens
    last = len(tokens) if before is None else before
    heads = [k for k in range(last) if tokens[k].lemma in _SITS]
    if not heads:
        return None
    k = heads[-1]
    body = next((b for b in row.bodies if b.first <= k < b.last and not b.anaphor), None)
    end = max(body.last if body is not None else k + 1, k + 1)
    behind = [c.iso for c in row.countries if c.form != "adjective" and c.case == "Gen" and end - 3 <= c.first <= end + 2 and c.first > k]
    if body is not None:
        states = list(dict.fromkeys([*states_of(row, body), *behind]))
        return None if body.country and len(states) < 2 else (body.name, body.core, states)
    first = k
    while first and tokens[first - 1].pos in ("ADJ", "PROPN") and tokens[first - 1].case == tokens[k].case:
        first -= 1
    adjectives = [c.iso for c in row.countries if c.form == "adjective" and first <= c.first < k]
    if first == k:
        return None
    return nominative(tokens, first, k, k + 1), " ".join(t.lemma for t in tokens[first : k + 1]), list(dict.fromkeys([*adjectives, *behind]))
