"""Where the phrase of an event noun begins, with the participle that may stand in front of it."""

from __future__ import annotations

from kg.facts.drafts import Scene
from kg.mentions.model import GatheringNamed

_EVE = ("накануне", "напярэдадні", "eve")
_SITS = frozenset("собраться собираться заседать сабрацца".split())


def beginning(scene: Scene, g: GatheringNamed) -> int:
    """First token of the noun's phrase: a participle may stand before it ("в ходе состоявшейся 20 января в
    Вильнюсе встречи").
    """
    for t in scene.row.triggers:
        part = (
            "VerbForm=Part" in scene.tokens[t.first].feats
            and t.act in ("hold", "plan")
            and "Variant=Short" not in scene.tokens[t.first].feats
        )
        part = (
            part
            and scene.tokens[t.first].case == scene.tokens[g.head].case
            and scene.tokens[t.first].number == scene.tokens[g.head].number
        )
        between = scene.tokens[t.first : g.first]
        if part and 0 < len(between) <= 12 and not any(x.text in (",", ";", ":") for x in between):
            return t.first
    return g.first


def eve_of(scene: Scene, g: GatheringNamed) -> bool:
    """«контракт подписали накануне форума, 11 октября», "on the eve of the forum": a day before it, not its own."""
    start = beginning(scene, g)
    if not any(t.norm in _EVE for t in scene.tokens[max(0, start - 3) : start]):
        return False
    return not any(t.lemma in _SITS for t in scene.tokens)  # "Накануне заседания, 18 мая, собралась подгруппа": a sitting too
