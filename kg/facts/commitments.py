"""What the sides agreed to do, and states that join an organisation."""

from __future__ import annotations

from collections.abc import Sequence

from kg.facts.agreements.signing import headline
from kg.facts.model import Agreement, Commitment, Membership, Ref
from kg.facts.sentences.clauses import clause, dates_of, nearest_date
from kg.facts.story.drafts import EventBook
from kg.facts.story.so_far import Story
from kg.mentions.model import BodyNamed, CountryNamed, SentenceMentions, Trigger
from kg.values import Claim, Evidence

_SIDES = frozenset("сторона страна участник министр бок краина краіна удзельнік собеседник глава делегация коллега side party minister participant".split())
_AGREED = frozenset("договориться условиться дамовіцца agree".split())
_REACHED = frozenset("достигнуть достигнутый принять принятый дасягнуць reach".split())
_DEALS = frozenset("договоренность решение дамоўленасць agreement understanding".split())
_MEETINGS = frozenset("встреча переговоры заседание комиссия сессия meeting talks".split())
_DECIDED = frozenset("решить".split())
_SETTLED = _AGREED | _DECIDED
_JOINED = frozenset("войти вступить присоединиться увайсці далучыцца join".split())
_MEMBER = frozenset("член участник участница member".split())
_BEING = frozenset("стать становиться являться быть become be".split())


def find_commitments(story: Story, book: EventBook, agreements: Sequence[Agreement]) -> list[Commitment]:
    """«стороны договорились: …» — each list item is one commitment, else the sentence itself."""
    out: list[Commitment] = []
    for i, row in enumerate(story.rows):
        if row.sentence.item or headline(story, i) or not agreed(row):
            continue
        items = _items(story, i)
        text = row.sentence.span.of(story.document.text).strip()
        if not items and text.endswith(":"):
            continue
        for j in items or [i]:
            out.append(_commitment(story, book, agreements, i, j))
    return out


def agreed(row: SentenceMentions) -> bool:
    """True if a sentence says that sides agreed to do something."""
    return any(_sides_agree(row, t) or _reached(row, t) for t in row.triggers if not t.negated)


def _sides_agree(row: SentenceMentions, t: Trigger) -> bool:
    """«стороны договорились», «Беларусь и Корея условились», «министры решили создать»."""
    if t.tense != "past" or t.lemma not in _SETTLED:
        return False
    first, _ = clause(row.tokens, t.first)
    before = row.tokens[max(first, t.first - 10) : t.first]
    sided = any((x.lemma in _SIDES and x.number != "Sing") or (x.lemma in _SIDES and x.case == "") for x in before)
    named = {c.iso for c in row.countries if first <= c.first < t.first} | {b.core for b in row.bodies if first <= b.first < t.first}
    if t.lemma in _DECIDED:
        return sided and _to_do(row, t)
    return sided or len(named) > 1 or any(x.pos == "PROPN" for x in before)


def _to_do(row: SentenceMentions, t: Trigger) -> bool:
    """An infinitive follows: "решили создать рабочую группу"."""
    return any("VerbForm=Inf" in x.feats for x in row.tokens[t.last : t.last + 3])


def _reached(row: SentenceMentions, t: Trigger) -> bool:
    """«достигнута договоренность о …», «принято решение провести …»."""
    near = row.tokens[max(0, t.first - 5) : t.last + 5]
    if t.lemma not in _DEALS and t.lemma not in _REACHED:
        return False
    if any(x.norm == "не" for x in near):
        return False
    if t.lemma == "решение" or any(x.lemma == "решение" for x in near):
        sided = any(x.lemma in _SIDES or x.lemma in _MEETINGS for x in row.tokens)
        if not sided and len({c.iso for c in row.countries}) < 2:
            return False
    reached = any(x.lemma in _REACHED and "Tense=Past" in x.feats for x in near)
    return reached and any(x.lemma in _DEALS and (x.lemma != "решение" or any("VerbForm=Inf" in y.feats for y in near)) for x in near)


def _items(story: Story, i: int) -> list[int]:
    out = []
    for j in range(i + 1, len(story.rows)):
        if not story.rows[j].sentence.item:
            break
        out.append(j)
    text = story.rows[i].sentence.span.of(story.document.text).strip()
    return out if text.endswith(":") else []


def _commitment(story: Story, book: EventBook, agreements: Sequence[Agreement], i: int, j: int) -> Commitment:
    text = story.rows[j].sentence.span.of(story.document.text).strip().lstrip("•–—- ").rstrip(";.").strip()
    before = [(n, d) for n, d in enumerate(book.drafts, 1) if d.seen and min(d.seen) <= i and not d.planned]
    event = max(before, key=lambda x: max(s for s in x[1].seen if s <= i))[0] if before else None
    start = story.rows[i].sentence.span.start
    near = [a for a in agreements if a.evidence and 0 <= start - a.evidence[0].passage.start < 400 and a.current_status in ("signed", "in-force")]
    evidence = story.evidence(j, "commitment") if i == j else (*story.evidence(j, "commitment"), *story.evidence(i, "commitment-lead"))
    states = _states(story, i, list(book.drafts[event - 1].countries) if event is not None else [])
    committed = tuple(Claim(Ref("country", c), evidence) for c in states)
    return Commitment(text, evidence, f"e{event}" if event else None, near[-1].key if near else None, committed)


def _states(story: Story, i: int, present: Sequence[str]) -> list[str]:
    """The two sides: those of the event, else those that the sentence names."""
    if len(present) == 2:
        return list(present)
    named = list(dict.fromkeys(c.iso for c in story.rows[i].countries))
    return named if len(named) == 2 else []


def find_memberships(story: Story) -> list[Membership]:
    """«В июле 2024 г. Республика Беларусь вошла в состав ШОС», «является членом ЕАЭС с 2015 года»."""
    out: list[Membership] = []
    for i, row in enumerate(story.rows):
        for t in row.triggers:
            found = None if t.negated else _joined(story, row, t) or _is_member(story, row, t)
            if found is None:
                continue
            state, body = found
            key = story.body(body)
            if key is None or any((m.country, m.body) == (state.iso, key) for m in out):
                continue
            first, last = clause(row.tokens, t.first)
            date = nearest_date(dates_of(story, i, ("date", "since")), first, last, at=t.first)
            evidence: tuple[Evidence, ...] = story.evidence(i, "joins")
            out.append(Membership(state.iso, key, date.period.start if date and date.period else None, evidence))
    return out


def _joined(story: Story, row: SentenceMentions, t: Trigger) -> tuple[CountryNamed, BodyNamed] | None:
    if t.act != "join" or t.tense != "past" or t.lemma not in _JOINED:
        return None
    return _state_and_body(story, row, t, t.last, 6)


def _is_member(story: Story, row: SentenceMentions, t: Trigger) -> tuple[CountryNamed, BodyNamed] | None:
    if t.lemma not in _BEING or t.tense not in ("past", "pres"):
        return None
    at = next((k for k in range(t.last, min(len(row.tokens), t.last + 5)) if row.tokens[k].lemma in _MEMBER and row.tokens[k].case in ("Ins", "")), None)
    return None if at is None else _state_and_body(story, row, t, at + 1, 3)


def _state_and_body(story: Story, row: SentenceMentions, t: Trigger, start: int, reach: int) -> tuple[CountryNamed, BodyNamed] | None:
    """The state that is the subject, and the organisation that follows."""
    first, last = clause(row.tokens, t.first)
    states = [c for c in row.countries if first <= c.first < t.first and c.form != "adjective" and c.case in ("Nom", "")]
    bodies = [b for b in row.bodies if start <= b.first < min(last, start + reach)]
    if len(states) != 1 or not bodies or any(x.lemma == "наблюдатель" for x in row.tokens[first:last]):
        return None
    key = story.body(bodies[0])
    if key is None or story.bodies.kind(key) not in ("InternationalOrganization", "Organization", "WorkingBody"):
        return None
    return states[0], bodies[0]
