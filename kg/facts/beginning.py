"""Where the phrase of an event noun begins, with the participle that may stand in front of it."""

from __future__ import annotations

from kg.facts.drafts import Scene
from kg.mentions.model import GatheringNamed


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
