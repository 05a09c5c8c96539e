"""What English tells of a series or a list of encounters: "The next round will be in Lima", "their joint committee meets in May", "she met separately with:"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.facts.participants.told import who_before
from kg.facts.sentences.clauses import clause, dates_of, places_in
from kg.facts.story.drafts import Draft, Scene
from kg.facts.time_and_place.when import nearest
from kg.mentions.model import PersonNamed, Trigger
from kg.text.document import Token

_ORGANS = frozenset("commission committee subcommittee subcommission group council board taskforce".split())
_SITS = frozenset("meet meets met sit sits convene convenes convened reconvene reconvenes reconvened assemble assembles gather gathers".split())
_JOINT = frozenset("joint intergovernmental bilateral mixed working trilateral steering".split())
_ROUND = frozenset("round".split())
_BACK = 4  # sentences to the one that names the organ


def drafts_of_english_series(scene: Scene) -> Iterator[Draft]:
    """A round of talks to come, a sitting of a joint organ in lower case, the meetings of a list."""
    if scene.story.language != "en":
        return
    for made in (_next_round(scene), _organ_sits(scene), _of_list(scene)):
        if made is not None:
            made.seen.append(scene.i)
            yield made
            return


def _next_round(scene: Scene) -> Draft | None:
    """"The next round will be held in Lima in November", after talks of two states."""
    tokens = scene.tokens
    k = next((k for k, t in enumerate(tokens) if t.text.lower() in _ROUND and k and tokens[k - 1].text.lower() in ("next", "following", "third", "fourth", "fifth", "final", "new")), None)
    if k is None or any(g.head > k and g.head <= k + 3 and g.kind == "talks" for g in scene.row.gatherings):
        return None
    known = next((d for d in reversed(scene.book.drafts) if d.kind == "talks" and len(d.countries) > 1 and not d.planned and scene.i - max(d.seen, default=0) <= 8), None)
    if known is None or not any(t.act in ("hold", "plan") and not t.negated for t in scene.row.triggers):
        return None
    return _later(scene, "talks", f"{tokens[k - 1].text.lower()} round of talks", k, known)


def _later(scene: Scene, kind: str, name: str, at: int, known: Draft) -> Draft | None:
    first, last = clause(scene.tokens, at)
    days = [d for j, d in dates_of(scene.story, scene.i, ("date", "since")) if first <= j < last]
    places = places_in(scene.row, first, last)
    if not (days or places):
        return None
    draft = Draft(kind, name, scene.i, "next-round", frozenset({"round", name}), "переговоры", planned=True, proper=True)
    draft.set_period(days[0].period if days else None, scene.i)
    draft.set_place(places[0] if places else None, scene.i)
    for iso in known.countries:
        draft.note(draft.countries, iso, scene.i)
    return draft


def _organ_sits(scene: Scene) -> Draft | None:
    """"when the two countries' joint committee meets in Oslo in May", "A joint commission. It will meet for the first time in Lima on 9 June"."""
    tokens = scene.tokens
    if scene.row.gatherings or not scene.story.dates[scene.i]:
        return None
    k = next((k for k, t in enumerate(tokens) if t.text.lower() in _SITS and k), None)
    if k is None or any(t.first <= k < t.last and t.negated for t in scene.row.triggers):
        return None
    first, last = clause(tokens, k)
    if any(p.first > first and p.last <= k for p in scene.row.persons if p.case in ("Nom", "")):
        return None
    organ = _organ(tokens, first, k)
    states: list[str] = []
    if organ is not None:
        states = _states(scene, first, k)
    elif any(t.text.lower() == "it" for t in tokens[max(first, k - 5) : k]):
        for j in range(scene.i - 1, max(-1, scene.i - 1 - _BACK), -1):
            organ = _organ(scene.story.rows[j].tokens, 0, len(scene.story.rows[j].tokens))
            if organ is not None:
                states = list(dict.fromkeys(c.iso for c in scene.story.rows[j].countries))
                states = states if len(states) == 2 else list(scene.story.bilateral() or scene.story.pair())
                break
    day = nearest(scene, k)
    if organ is None or len(states) < 2 or day is None:
        return None
    opens = [t.text.lower() for t in tokens[k : k + 6]]
    which = "first " if "first" in opens else ""
    draft = Draft("session", f"{which}meeting of the {organ}", scene.i, "organ-sits", frozenset(["заседание", *organ.split()]), "заседание", 1 if which else None, proper=True, held=True)
    draft.set_period(day.period, scene.i)
    places = [p for p in scene.row.places if k < p.first < last + 1]
    draft.set_place(places[0] if places else None, scene.i)
    inside = next((c.iso for c in scene.row.countries if c.first > k and tokens[c.first - 1].text == "in"), None)
    draft.set_country(inside, scene.i) if draft.place is None else None
    draft.planned = tokens[k - 1].text.lower() in ("will", "to", "would", "should", "next") or _ahead(tokens, first, k)
    for iso in states:
        draft.note(draft.countries, iso, scene.i)
    return draft


def _ahead(tokens: tuple[Token, ...], first: int, k: int) -> bool:
    return tokens[k].text.lower() in ("meet", "meets", "sit", "sits", "convene", "convenes", "reconvene", "reconvenes", "assemble", "gather") or any(t.text.lower() in ("will", "is", "due") for t in tokens[first:k])


def _organ(tokens: tuple[Token, ...], first: int, last: int) -> str | None:
    """"joint committee", "the Norway–Chile committee": an organ of two in lower case, as printed."""
    for k in range(last - 1, first, -1):
        if tokens[k].text in _ORGANS and (tokens[k - 1].text in _JOINT or (tokens[k - 1].capital and any(x in tokens[k - 1].text for x in "-–"))):
            start = k - 1
            while start > first and tokens[start - 1].text.lower() in _JOINT:
                start -= 1
            return " ".join(t.text for t in tokens[start : k + 1])
    return None


def _states(scene: Scene, first: int, last: int) -> list[str]:
    """Those that the subject names, else the two of the release."""
    named = list(dict.fromkeys(c.iso for c in scene.row.countries if first <= c.first < last))
    if len(named) > 1:
        return named
    here = list(dict.fromkeys(c.iso for c in scene.row.countries))
    return here if len(here) == 2 else list(scene.story.bilateral() or scene.story.pair())


def _of_list(scene: Scene) -> Draft | None:
    """"On 12 May she met separately with: – A, Minister of …; – B": one meeting for each line."""
    i = scene.story.lead(scene.i)
    if i is None or len(scene.row.persons) != 1:
        return None
    row = scene.story.rows[i]
    t = next((t for t in row.triggers if t.act == "meet" and t.tense == "past" and not t.negated), None)
    if t is None or any(p.first > t.first for p in row.persons) or not any(x.text.lower() in ("with", "separately", "met") for x in row.tokens[t.first :]):
        return None
    above = Scene(scene.story, i, row, scene.book)
    hero = _hero(above, t)
    if hero is None or scene.story.person(hero) == scene.story.person(scene.row.persons[0]):
        return None
    draft = Draft("meeting", None, scene.i, "met-one-by-one", held=True)
    day = nearest(above, t.first)
    draft.set_period(day.period if day is not None else None, i)
    draft.add_people(scene.story, [hero, scene.row.persons[0]], scene.i)
    for iso in scene.book.sides.countries(draft.people):
        draft.note(draft.countries, iso, scene.i)
    return draft


def _hero(above: Scene, t: Trigger) -> PersonNamed | None:
    named = [p for p in above.row.persons if p.last <= t.first and p.case in ("Nom", "")]
    if named:
        return named[-1]
    pronoun = any(x.text.lower() in ("he", "she") for x in above.tokens[: t.first])
    before = who_before(above) if pronoun else []
    return before[0] if before else None
