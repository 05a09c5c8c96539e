"""Agreements: every mention of an instrument is read in its clause, then joined to the agreement that it tells of."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.facts.clauses import clause, dates_of, nearest_date, places_in, relative_clause
from kg.facts.events import Draft, EventBook
from kg.facts.model import STATUSES, Agreement, Form, Miss, Ref
from kg.facts.parties import Found, find_parties
from kg.facts.sides import Sides
from kg.facts.status import Reading, Scene, read_status
from kg.facts.story import Story
from kg.mentions.model import InstrumentNamed, PlaceNamed, SentenceMentions, Trigger
from kg.values import Claim, Evidence, PartialDate

_GENERIC_WORDS = frozenset("о об по в и на сотрудничество взаимопонимание взаимодействие область сфера с между аб супрацоўніцтва галіна развитие вопрос рамка для направление".split())
_FOLDED = frozenset("двусторонний двухсторонний межправительственный стороны обеих двух".split())


@dataclass(slots=True)
class Sketch:
    """An agreement while the text is read."""

    kind: str
    label: str
    words: frozenset[str]
    subject: str = ""
    statuses: list[tuple[str, Evidence]] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    parties: dict[Ref, list[Evidence]] = field(default_factory=dict)
    states: dict[str, list[Evidence]] = field(default_factory=dict)
    signatories: dict[str, list[Evidence]] = field(default_factory=dict)
    signed: tuple[PartialDate, Evidence] | None = None
    place: tuple[PlaceNamed, Evidence] | None = None
    event: tuple[Draft, Evidence] | None = None
    forms: list[Form] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    collective: bool = False  # "двух стран", "стороны": the two sides of the release

    @property
    def status(self) -> str:
        """The furthest stage told."""
        return max((s for s, _ in self.statuses), key=STATUSES.index, default="")


def find_agreements(story: Story, sides: Sides, book: EventBook) -> tuple[list[Agreement], list[Miss]]:
    """Agreements of a release in the order of the text, and the mentions that came to nothing."""
    reader = _Reader(story, sides, book)
    for i, row in enumerate(story.rows):
        reader.sentence(i, row)
    return reader.finish(), reader.misses


class _Reader:
    def __init__(self, story: Story, sides: Sides, book: EventBook) -> None:
        self.story, self.sides, self.book = story, sides, book
        self.sketches: list[Sketch] = []
        self.misses: list[Miss] = []
        self.last: Sketch | None = None

    def sentence(self, i: int, row: SentenceMentions) -> None:
        lead = self.story.lead(i)
        spoken = False
        for n, ins in enumerate(row.instruments):
            if ins.plural:
                self._several(i, row, ins)
                continue
            reach = self._reach(row, ins, n)
            acts = self._acts(row, ins, reach)
            if not acts and lead is not None:
                acts = [t for t in self.story.rows[lead].triggers]
            if not acts and n and row.instruments[n - 1].last <= ins.first:
                acts = self._acts(row, row.instruments[n - 1], (0, len(row.tokens)))
            scene = Scene(row.tokens, ins, acts)
            reading = read_status(scene)
            if reading is None:
                self._mention(i, row, ins)
                continue
            if reading.status:
                self._put(i, row, ins, reading, reach, lead)
                spoken = True
            else:
                self.misses.append(Miss("agreements", f"{reading.rule}: {ins.label}", row.sentence.span))
        if not row.instruments or not spoken:
            self._signatures(i, row)

    def _reach(self, row: SentenceMentions, ins: InstrumentNamed, n: int) -> tuple[int, int]:
        return clause(row.tokens, ins.head)

    def _acts(self, row: SentenceMentions, ins: InstrumentNamed, reach: tuple[int, int]) -> list[Trigger]:
        own = relative_clause(row.tokens, ins.last)
        inside = [t for t in row.triggers if own and own[0] <= t.first < own[1] and t.act in ("sign", "initial", "in-force", "plan")]
        near = [t for t in row.triggers if reach[0] <= t.first < reach[1] and not ins.first <= t.first < ins.last]
        found = sorted(near, key=lambda t: abs(t.first - ins.head)) if not inside else sorted(inside, key=lambda t: t.first)
        if not found:
            found = sorted((t for t in row.triggers if not ins.first <= t.first < ins.last), key=lambda t: abs(t.first - ins.head))
        return found

    def _several(self, i: int, row: SentenceMentions, ins: InstrumentNamed) -> None:
        """«подписаны меморандумы …»: several at once are not one agreement; what they are is told elsewhere."""
        self.misses.append(Miss("agreements", f"several: {ins.label}", row.sentence.span))

    def _mention(self, i: int, row: SentenceMentions, ins: InstrumentNamed) -> None:
        known = self._antecedent(ins, i)
        if known is not None:
            known.forms.append(Form(self._printed(ins), ins.span))
            if ins.subject and not known.subject:
                known.subject, known.label = ins.subject, ins.label
            self.last = known
        elif not ins.anaphoric:
            self.misses.append(Miss("agreements", f"no act: {ins.label}", row.sentence.span))

    def _printed(self, ins: InstrumentNamed) -> str:
        return ins.span.of(self.story.document.text)

    def _put(self, i: int, row: SentenceMentions, ins: InstrumentNamed, reading: Reading, reach: tuple[int, int], lead: int | None) -> None:
        evidence = self.story.evidence(i, reading.rule)[0]
        own = relative_clause(row.tokens, ins.last)
        scope = own if own and reading.trigger is not None and own[0] <= reading.trigger.first < own[1] else reach
        found = find_parties(self.story, i, row, ins, reading.trigger, (min(scope[0], reach[0]), max(scope[1], ins.last)) if scope is own else scope)
        date = self._date(i, row, ins, reading, scope, lead)
        sketch = self._match(ins, found, date, reading, i)
        if sketch is None:
            if ins.kind == "other":
                return
            sketch = Sketch(ins.kind, ins.label, _words(ins), ins.subject)
            self.sketches.append(sketch)
        elif ins.subject and (not sketch.subject or len(_words(ins)) > len(sketch.words)) and ins.kind == sketch.kind:
            sketch.subject, sketch.label, sketch.words = ins.subject, ins.label, _words(ins)
        self.last = sketch
        sketch.statuses.append((reading.status, evidence))
        sketch.evidence.append(evidence)
        sketch.sentences.append(i)
        sketch.forms.append(Form(self._printed(ins), ins.span))
        for ref in found.parties:
            sketch.parties.setdefault(ref, []).append(evidence)
        if reading.status in ("signed", "in-force"):
            for p in found.signatories:
                sketch.signatories.setdefault(p, []).append(evidence)
        for iso in ins.states:
            sketch.states.setdefault(iso, []).append(evidence)
        sketch.collective |= any(t.lemma in _FOLDED for t in row.tokens[scope[0] : scope[1]])
        if date is not None and sketch.signed is None and reading.status in ("signed", "in-force", "implementing"):
            sketch.signed = date
        self._place(i, row, ins, sketch, reading, scope, lead, date)

    def _date(self, i: int, row: SentenceMentions, ins: InstrumentNamed, reading: Reading, scope: tuple[int, int], lead: int | None) -> tuple[PartialDate, Evidence] | None:
        t = reading.trigger
        if reading.status not in ("signed", "in-force") or t is None:
            return None
        dates = dates_of(self.story, i)
        here = nearest_date(dates, *scope, at=t.first if t.first < len(row.tokens) else ins.head)
        if here is None and len({d.period for _, d in dates}) == 1 and len(row.instruments) == 1:
            here = dates[0][1]
        if here is not None and here.period is not None:
            if reading.rule == "in-force" and not any(x.act == "sign" for x in row.triggers):
                return None
            return here.period.start, self.story.evidence(i, "signing-date")[0]
        if lead is not None:
            above = dates_of(self.story, lead)
            if above and above[0][1].period is not None:
                return above[0][1].period.start, self.story.evidence(lead, "signing-date-of-list")[0]
        if reading.rule == "in-force" or self._older(row, ins, scope):
            return None
        event = self._event(i)
        if event is not None and event.period is not None and event.period_at is not None:
            day = event.period.start if event.period.end is None else None
            if day is not None:
                return day, self.story.evidence(event.period_at, "date-of-event")[0]
        return None

    def _older(self, row: SentenceMentions, ins: InstrumentNamed, scope: tuple[int, int]) -> bool:
        """«ранее», «предыдущее соглашение»: not of the day that the release tells of."""
        words = {t.lemma for t in row.tokens[scope[0] : scope[1]]}
        return bool(words & {"ранее", "прежде", "предыдущий", "раньше", "уже", "прошлый", "напомнить", "ранней", "раней", "earlier", "previously", "already"})

    def _event(self, i: int) -> Draft | None:
        """The event that the text is telling of at sentence i."""
        before = [d for d in self.book.drafts if d.seen and min(d.seen) <= i and not d.planned and not d.background and d.period is not None]
        return max(before, key=lambda d: max(s for s in d.seen if s <= i)) if before else None

    def _place(self, i: int, row: SentenceMentions, ins: InstrumentNamed, sketch: Sketch, reading: Reading, scope: tuple[int, int], lead: int | None, date: tuple[PartialDate, Evidence] | None) -> None:
        if sketch.place is not None or reading.trigger is None or reading.rule == "in-force" and reading.status == "in-force" and not date:
            return
        places = places_in(row, *scope)
        if places:
            near = min(places, key=lambda p: abs(p.first - (reading.trigger.first if reading.trigger else ins.head)))
            sketch.place = near, self.story.evidence(i, "signing-place")[0]
        elif reading.status == "signed" and not self._older(row, ins, scope):
            event = self._event(i)
            if event is not None and sketch.signed is not None and event.period is not None and event.period_at is not None and sketch.signed[1].rule in ("date-of-event", "signing-date"):
                same = event.period.start == sketch.signed[0] or (event.period.end and event.period.start.lexical <= sketch.signed[0].lexical <= event.period.end.lexical)
                if same:
                    sketch.event = event, self.story.evidence(i, "signed-at")[0]
                    if event.place is not None and event.place_at is not None:
                        sketch.place = event.place, self.story.evidence(event.place_at, "place-of-event")[0]

    def _antecedent(self, ins: InstrumentNamed, i: int) -> Sketch | None:
        """The agreement that a bare "меморандум", "документ" means: the last one told, of that kind."""
        if ins.kind == "other":
            return self.last
        same = [s for s in self.sketches if _kin(s.kind, ins.kind)]
        words = _words(ins)
        if words:
            alike = [s for s in same if _overlap(s.words, words) >= 0.6]
            return alike[-1] if alike else None
        return same[-1] if same else None

    def _match(self, ins: InstrumentNamed, found: Found, date: tuple[PartialDate, Evidence] | None, reading: Reading, i: int) -> Sketch | None:
        words = _words(ins)
        best: tuple[float, Sketch] | None = None
        for s in reversed(self.sketches):
            score = self._score(s, ins, words, found, date, reading, i)
            if score > 0 and (best is None or score > best[0]):
                best = score, s
        return best[1] if best else None

    def _score(self, s: Sketch, ins: InstrumentNamed, words: frozenset[str], found: Found, date: tuple[PartialDate, Evidence] | None, reading: Reading, i: int) -> float:
        if not _kin(s.kind, ins.kind) or (i in s.sentences and not ins.anaphoric and ins.kind == s.kind):
            return 0
        if date and s.signed and date[0] != s.signed[0] and not _within(date[0], s.signed[0]):
            return 0
        new, old = set(found.parties), set(s.parties)
        shared = len(new & old)
        if new and old and not shared:
            return 0
        if len(new) >= 2 and len(old) >= 2 and shared < 2:
            return 0
        overlap = _overlap(s.words, words) if words and s.words else None
        if overlap is not None and overlap < 0.5:
            return 0
        if self.sides and s.status in ("signed",) and reading.status in ("planned", "discussed", "drafted") and not ins.anaphoric and not words:
            return 0
        if s.status in ("planned", "discussed", "drafted") and reading.status == "signed" and date is not None and (overlap or 0) < 0.5 and not ins.anaphoric:
            return 0
        score = 1.0 + shared + 2 * (overlap or 0)
        if date and s.signed and date[0] == s.signed[0]:
            score += 1
        if ins.anaphoric and s is self.last:
            score += 1.5
        if not words and not ins.anaphoric and not shared and overlap is None and s is not self.last:
            score -= 0.5
        return score

    def _signatures(self, i: int, row: SentenceMentions) -> None:
        """«Подписи под документом поставили …» after the sentence that told of the agreement."""
        if self.last is None or not self.last.sentences or i - max(self.last.sentences) > 2:
            return
        signs = [t for t in row.triggers if t.act == "sign" and not t.negated and t.lemma in ("подпись", "автограф", "подписать", "скрепить", "подпіс", "signature", "sign")]
        if not signs:
            return
        evidence = self.story.evidence(i, "signatures")[0]
        people = [p for p in row.persons if p.case in ("Nom", "")]
        for p in people:
            self.last.signatories.setdefault(self.story.person(p), []).append(evidence)
        if people and self.last.status in ("planned", "discussed", ""):
            return
        if people:
            self.last.sentences.append(i)

    def finish(self) -> list[Agreement]:
        from kg.facts.closing import close

        return close(self.story, self.sides, self.book, self.sketches)


def _kin(a: str, b: str) -> bool:
    same = {"agreement", "treaty", "contract"}
    return a == b or b == "other" or (a in same and b in same and a != "contract" and b != "contract")


def _words(ins: InstrumentNamed) -> frozenset[str]:
    """Content words of an instrument's phrase, cut to stems so that case does not matter."""
    text = (ins.subject or "").lower().replace("ё", "е")
    words = {w.strip("«»\"“”„(),.;:") for w in text.split()}
    return frozenset(w[:6] for w in words if len(w) > 2 and not any(w.startswith(g[: max(4, len(g) - 2)]) for g in _GENERIC_WORDS if len(g) > 4) and w not in _GENERIC_WORDS)


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _within(a: PartialDate, b: PartialDate) -> bool:
    return a.lexical.startswith(b.lexical) or b.lexical.startswith(a.lexical)

