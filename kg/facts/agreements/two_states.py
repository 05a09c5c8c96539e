"""The two states that a bilateral agreement is between, where its own sentence names one or none: by the sentence, the event, the release."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from kg.facts.agreements.signers import SPEECH
from kg.facts.agreements.sketches import Sketch
from kg.facts.posts.tellers_state import line_state
from kg.facts.sentences.scenes import clauses
from kg.facts.sentences.speaker import speaker
from kg.facts.story.drafts import EventBook
from kg.facts.story.sides import Sides
from kg.facts.story.so_far import Story
from kg.facts.time_and_place.at_home import host

_VISITS = frozenset("визит поездка находиться прибыть посетить visit".split())


def pair(story: Story, sides: Sides, book: EventBook, s: Sketch, known: set[str]) -> list[str]:
    """The two sides that a bilateral text is about: of the sentence, of the event, of the release."""
    for i in s.sentences:
        named = _of_clause(story, s, i, known) or named_in(story, i)
        if len(known) == 1 and (whose := _whose(story, i, known)) is not None:
            return [*known, whose]
        if len(named) == 1 and s.status == "signed" and any(t.lemma in _VISITS for t in story.rows[i].tokens):
            # "в ходе визита Президента Казахстана в Баку подписан …"
            named += list(dict.fromkeys(p.iso for p in story.rows[i].places if p.iso and p.iso not in named))
        if len(known) == 1 and (we := _we(story, sides, i, known)):
            return [*known, we]
        if len(named) == 2 and known <= set(named):
            return named
        subjects = [c.iso for c in story.rows[i].countries if c.case == "Nom" and c.form != "adjective" and c.iso not in known]
        if len(known) == 1 and subjects:
            # "Сербия заключила договор с Македонией, а с Албанией он готовится"
            return [*known, subjects[0]]
        homes = {c for b in story.rows[i].bodies if (key := story.body(b)) and (c := story.bodies.country(key))} - known
        if len(known) == len(homes) == 1 and set(named) <= known | homes:
            # "В Минцифры сообщили, что соглашение с Эстонией подпишут в июле"
            return [*known, *homes]
        if len(known) == 1 and any(t.lemma in SPEECH or t.norm in ("словам", "словах") for t in story.rows[i].tokens):
            told_by = [c for c in sides.countries(story.person(p) for p in story.rows[i].persons) if c not in known]
            if len(told_by) == 1 and told_by[0] not in set(named) - known:
                return [*known, told_by[0]]  # «Министр связи Латвии сообщил, что меморандум с Литвой подпишут в мае, а с Эстонией – осенью»
        if len(known) == 1 and (his := _his(story, sides, i)) is not None and his not in known:
            return [*known, his]
        if len(known) == 1 and not subjects and (ours := _ours(story, i, known)):
            return [*known, ours]
        present = sides.countries(story.person(p) for p in story.rows[i].persons)
        if not named and len(present) == 2 and known <= set(present):
            return present
    events = [d for d in book.drafts if d.seen and min(d.seen) <= max(s.sentences)]
    here = max(s.sentences)
    for d in sorted(events, key=lambda d: -max(x for x in d.seen if x <= here)):
        if len(d.countries) == 2 and known <= set(d.countries):
            return list(d.countries)
    title = [row for row in story.rows[:1] if row.sentence.title]
    headed = list(dict.fromkeys(c.iso for row in title for c in row.countries))
    if len(headed) == 2 and known < set(headed):
        return headed
    states = story.sides()
    bilateral = len(states) == 2 or (len(states) > 2 and _weight(story, states[1]) >= 2 * _weight(story, states[2]))
    if bilateral and len(known) == 1 and not known & set(states[:2]) and (teller := story.home or host(story)) is not None:
        return [*known, teller]  # "A similar agreement with Chile was signed in 2022", told by one of two others
    if bilateral and known <= set(states[:2]):
        return list(states[:2])
    if story.language == "en" and len(known) == 1 and len(s.parties) < 2 and (own := line_state(story) or _of_hero(story, sides)) is not None and own not in known:
        return [*known, own]  # "With Chile a memorandum is to be signed", told by or of one state
    return [*known, states[0]] if len(known) == 1 and states and states[0] not in known and _tells(story, states) else []


def _of_hero(story: Story, sides: Sides) -> str | None:
    """The state of the official whom the first lines tell of."""
    for row in story.rows[:4]:
        states = [c for p in row.persons if p.case in ("Nom", "") and (c := sides.country(story.person(p))) is not None]
        if states:
            return states[0]
    return None


def _tells(story: Story, states: Sequence[str]) -> bool:
    """A release on one state's dealings with several others: it is told at home in the first, or names it twice as often as any other."""
    others = max((_weight(story, iso) for iso in states[1:]), default=0)
    return states[0] in (story.home, host(story)) or _weight(story, states[0]) >= 2 * others


def _of_clause(story: Story, s: Sketch, i: int, known: set[str]) -> list[str]:
    """«С А подписан меморандум, с Б – соглашение»: of several documents each has the state of its own clause."""
    if sum(x.kind != "other" for x in story.rows[i].instruments) < 2:
        return []
    reaches = [reach for j, reach in s.spots if j == i]
    own = list(dict.fromkeys(c.iso for c in story.rows[i].countries for a, b in reaches if a <= c.first < b))
    return own if len(own) == 1 and known == set(own) else []


def _whose(story: Story, i: int, known: set[str]) -> str | None:
    """«С Перу у Норвегии есть соглашение»: who has it is the other side."""
    row = story.rows[i]
    found = {c.iso for c in row.countries if c.form != "adjective" and c.first and row.tokens[c.first - 1].norm in ("у", "ў")} - known
    return found.pop() if len(found) == 1 and story.language != "be" else None


def _his(story: Story, sides: Sides, i: int) -> str | None:
    """"His ministry intends to sign …": of the state of him of whom the sentence before spoke."""
    tokens = story.rows[i].tokens
    told = any(a.norm in ("его", "ее", "яго", "яе") and b.lemma in ("министерство", "ведомство", "міністэрства") for a, b in itertools.pairwise(tokens))
    for j in (i, i - 1) if told else ():
        states = sides.countries(story.person(p) for p in story.rows[j].persons) if j >= 0 else []
        if states:
            return states[0] if len(states) == 1 else None
    return None


def _we(story: Story, sides: Sides, i: int, known: set[str]) -> str | None:
    """«С Беларусью обсуждаем договор»: we who speak are the state of the speaker, else the side that the release tells of most."""
    spoken = any(("Person=1" in t.feats and t.number == "Plur") or t.norm in ("мы", "we") for row in story.rows[i : i + 1] for t in row.tokens)
    own = sides.country(story.person(who)) if spoken and (who := speaker(story, i)) is not None else None
    return next((c for c in ((own,) if own is not None else story.sides()[:1]) if c not in known), None) if spoken else None


def _ours(story: Story, i: int, known: set[str]) -> str | None:
    """«Индия заключила похожие документы. Меморандум с Арменией подписан …»: the subject told just before."""
    row = story.rows[i]
    if i and story.rows[i - 1].sentence.paragraph == row.sentence.paragraph and len({c.iso for c in row.countries}) < 2:
        before = {c.iso for c in story.rows[i - 1].countries if c.case == "Nom" and c.form != "adjective"} - known
        others = {c.iso for c in story.rows[i - 1].countries} - known
        return before.pop() if len(before) == len(others) == 1 else None
    return None


def observers(story: Story) -> set[str]:
    """«Посол Венгрии присутствовал в качестве наблюдателя»: present, but of no party."""
    found = set()
    for row in story.rows:
        for first, last in clauses(row.tokens):
            if any(t.lemma in ("наблюдатель", "observer") for t in row.tokens[first:last]):
                # the first: of "the Ambassador of Hungary to Kyrgyzstan"
                found |= set([c.iso for c in row.countries if first <= c.first < last][:1])
    return found


def named_in(story: Story, i: int) -> list[str]:
    """Countries that a sentence names as sides, not as the place of something."""
    row = story.rows[i]
    before = [row.tokens[c.first - 1].norm if c.first else "" for c in row.countries]
    return list(dict.fromkeys(c.iso for c, b in zip(row.countries, before, strict=True) if b not in ("(", "в", "во", "у", "ў", "in") or c.form == "adjective"))


def _weight(story: Story, iso: str) -> int:
    return sum(c.iso == iso for row in story.rows for c in row.countries)
