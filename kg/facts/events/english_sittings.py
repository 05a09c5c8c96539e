"""Sittings that English tells by a verb or by a number alone: "The Joint Commission met for the third time in Oslo", "Its fourth meeting will be …"."""

from __future__ import annotations

from kg.facts.sentences.clauses import clause, dates_of
from kg.facts.story.drafts import Draft, Scene
from kg.mentions.model import BodyNamed, GatheringNamed, Trigger

_SITS = frozenset("встретиться собраться convene assemble reconvene sit заседать".split())
_WORDS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split()
_NUMBERS = {w: n for n, w in enumerate(_WORDS, 1)}
_ORGANS = frozenset("commission committee subcommittee subcommission sub-commission group council board taskforce".split())
_REACH = 8  # sentences


def sits(scene: Scene, t: Trigger) -> BodyNamed | None:
    """The joint body that is the subject of "met", "convened", "gathered"."""
    if scene.story.language != "en" or t.lemma not in _SITS or t.act not in ("meet", "hold") or t.passive or not t.tense:
        return None
    first, _ = clause(scene.tokens, t.first)
    if any(p.first < t.first and p.first >= first for p in scene.row.persons) or any(g.kind == "session" for g in scene.row.gatherings):
        return None
    return next((b for b in reversed(scene.row.bodies) if first <= b.first < t.first and b.case in ("Nom", "") and b.kind == "WorkingBody" and not b.anaphor), None)


def sitting(scene: Scene, t: Trigger, body: BodyNamed, draft: Draft) -> Draft | None:
    """Complete the draft of a body's sitting: its name and number, and the states that the words around the body name."""
    if draft.period is None:
        return None
    tokens = scene.tokens
    number = next((k for k in range(body.last, len(tokens) - 1) if tokens[k].norm in _NUMBERS and tokens[k + 1].norm in ("time", "meeting", "sitting", "session")), None)
    draft.ordinal = _NUMBERS[tokens[number].norm] if number is not None else None
    which = f"{tokens[number].norm} " if number is not None else ""
    draft.name, draft.proper, draft.head = f"{which}sitting of the {body.name}", True, "заседание"
    draft.core = frozenset(["заседание", *body.core.split()])
    for c in scene.row.countries:
        if body.first <= c.first < t.first:
            draft.note(draft.countries, c.iso, scene.i)
    return None if len(draft.countries) == 1 and body.country is not None else draft  # "the Harbour Committee of Norway met"


def next_sitting(scene: Scene, g: GatheringNamed, draft: Draft) -> bool:
    """"Its eighth sitting is to take place in Kazan", "The next meeting will be held in May", after a sitting of a joint body was told of."""
    tokens = scene.tokens
    plain = all(t.norm in _NUMBERS or t.norm in ("next", "following", "regular") for t in tokens[g.first : g.head])
    before = tokens[g.first - 1].norm if g.first else ""
    nexts = before in ("next", "following") or any(t.norm in ("next", "following") for t in tokens[g.first : g.head])
    if scene.story.language != "en" or g.kind not in ("session", "meeting") or not plain or not (g.ordinal or nexts):
        return False
    whose = tokens[g.last + 1 : g.last + 4] if g.last < len(tokens) and tokens[g.last].text == "of" else ()
    owned = before in ("its", "их", "ее", "его") or any(t.lemma in _ORGANS for t in (*whose, *tokens[g.head + 1 : g.last]))
    if g.last > g.head + 1 and not owned:
        return False
    known = next((d for d in reversed(scene.book.drafts) if d.kind == "session" and d.proper and d.name and " of " in d.name and scene.i - max(d.seen) <= _REACH), None)
    if known is None or (known.ordinal is not None and known.ordinal == g.ordinal) or not dates_of(scene.story, scene.i):
        return False
    named = [t.text.lower() for t in tokens[g.first : g.head] if t.norm in _NUMBERS] or ["next"]
    draft.kind, draft.name, draft.core, draft.head = "session", f"{named[-1]} {tokens[g.head].text.lower()} of {(known.name or '').partition(' of ')[2]}", known.core, "заседание"
    draft.proper, draft.bare = True, False
    for iso in known.countries:
        draft.note(draft.countries, iso, scene.i)
    return True
