"""Who acts under a document in an English sentence is its other side: "Under an agreement with A, signed on Friday, B will train pilots"."""

from __future__ import annotations

from kg.facts.model import Ref
from kg.facts.story.so_far import Story
from kg.mentions.model import InstrumentNamed, SentenceMentions

_GROUNDS = frozenset("under by within through following per".split())
_BASED = frozenset("based accordance line part framework terms virtue basis".split())


def under_it(story: Story, row: SentenceMentions, ins: InstrumentNamed, known: Ref) -> list[Ref]:
    """The house that is the subject of the sentence, if its state is another than that of the side that the phrase names."""
    tokens = row.tokens
    k = ins.first - 1
    while k >= 0 and (tokens[k].pos in ("DET", "ADJ", "NUM") or tokens[k].text in ("the", "a", "an")):
        k -= 1
    grounds = k >= 0 and (tokens[k].text.lower() in _GROUNDS or any(t.text.lower() in _BASED for t in tokens[max(0, k - 2) : k + 1]))
    state = story.bodies.country(known.key) if known.kind == "body" else known.key
    if not grounds or state is None:
        return []
    found: dict[str, None] = {}
    for b in row.bodies:
        key = story.body(b)
        if key is None or key == known.key or b.anaphor or b.case not in ("Nom", "") or ins.first <= b.first < ins.last:
            continue
        verb = next((t for t in tokens[b.last : b.last + 4] if t.pos in ("VERB", "AUX")), None)
        if verb is not None and story.bodies.country(key) not in (None, state):
            found[key] = None
    return [Ref("body", key) for key in found] if len(found) == 1 else []
