"""What the sides agreed to do, and states that join an organisation."""

from __future__ import annotations

from kg.facts.clauses import clause, dates_of, nearest_date
from kg.facts.events import EventBook
from kg.facts.model import Agreement, Commitment, Membership, Ref
from kg.facts.story import Story
from kg.mentions.model import SentenceMentions
from kg.values import Claim

_SIDES = frozenset("сторона страна участник министр бок краина краіна удзельнік side party minister".split())
_JOINED = frozenset("войти вступить присоединиться увайсці далучыцца join".split())


def find_commitments(story: Story, book: EventBook, agreements: list[Agreement]) -> list[Commitment]:
    """«стороны договорились: …» — each list item is one commitment, else the sentence itself."""
    out: list[Commitment] = []
    for i, row in enumerate(story.rows):
        if row.sentence.item or not _agreed(row):
            continue
        items = _items(story, i)
        text = row.sentence.span.of(story.document.text).strip()
        if not items and text.endswith(":"):
            continue
        for j in items or [i]:
            out.append(_commitment(story, book, agreements, i, j))
    return out


def _agreed(row: SentenceMentions) -> bool:
    for t in row.triggers:
        if t.act == "agree" and not t.negated and t.tense == "past" and t.lemma not in ("договоренность", "согласиться"):
            return any(x.lemma in _SIDES or x.pos == "PROPN" for x in row.tokens[max(0, t.first - 8) : t.first])
    return False


def _items(story: Story, i: int) -> list[int]:
    out = []
    for j in range(i + 1, len(story.rows)):
        if not story.rows[j].sentence.item:
            break
        out.append(j)
    text = story.rows[i].sentence.span.of(story.document.text).strip()
    return out if text.endswith(":") else []


def _commitment(story: Story, book: EventBook, agreements: list[Agreement], i: int, j: int) -> Commitment:
    text = story.rows[j].sentence.span.of(story.document.text).strip().rstrip(";.").strip()
    before = [(n, d) for n, d in enumerate(book.drafts, 1) if d.seen and min(d.seen) <= i and not d.planned]
    event = max(before, key=lambda x: max(s for s in x[1].seen if s <= i))[0] if before else None
    near = [a for a in agreements if a.evidence and 0 <= story.rows[i].sentence.span.start - a.evidence[0].passage.start < 400 and a.current_status in ("signed", "in-force")]
    evidence = story.evidence(j, "commitment") if i == j else (*story.evidence(j, "commitment"), *story.evidence(i, "commitment-lead"))
    committed: tuple[Claim[Ref], ...] = ()
    if event is not None:
        draft = book.drafts[event - 1]
        if len(draft.countries) == 2:
            committed = tuple(Claim(Ref("country", c), evidence) for c in draft.countries)
    return Commitment(text, evidence, f"e{event}" if event else None, near[-1].key if near else None, committed)


def find_memberships(story: Story) -> list[Membership]:
    """«В июле 2024 г. Республика Беларусь вошла в состав ШОС»."""
    out: list[Membership] = []
    for i, row in enumerate(story.rows):
        for t in row.triggers:
            if t.act != "join" or t.negated or t.tense != "past" or t.lemma not in _JOINED:
                continue
            first, last = clause(row.tokens, t.first)
            states = [c for c in row.countries if first <= c.first < t.first and c.form != "adjective" and c.case in ("Nom", "")]
            bodies = [b for b in row.bodies if t.last <= b.first < min(last, t.last + 6)]
            if len(states) != 1 or not bodies:
                continue
            key = story.body(bodies[0])
            date = nearest_date(dates_of(story, i), first, last, at=t.first)
            if key is not None:
                out.append(Membership(states[0].iso, key, date.period.start if date and date.period else None, story.evidence(i, "joins")))
    return out
