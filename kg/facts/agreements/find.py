"""Agreements: every mention of an instrument is read in its clause, then joined to the agreement that it tells of."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from kg.facts.agreements.another import (
    NAMED_WITHIN,
    alike,
    announced,
    carries_out,
    elliptic,
    first_of_two,
    foretold,
    named_like,
    of_story,
    opens,
    renews,
    sides_told,
    the_same,
)
from kg.facts.agreements.both import he_too, heads_told_of, officials_told_of
from kg.facts.agreements.closing import close
from kg.facts.agreements.columns import signers_in_columns
from kg.facts.agreements.filling import DONE as _DONE
from kg.facts.agreements.filling import fill
from kg.facts.agreements.lists import listed_pairs, listed_partners, listed_with, retyped
from kg.facts.agreements.named_sides import between_named, called_sides
from kg.facts.agreements.ours import answer_who, asked_of_signing, our_states, signatures_under, speakers_house, we_sign
from kg.facts.agreements.own_days import When, date_in_name
from kg.facts.agreements.owned import year_in_name
from kg.facts.agreements.parties import Found, find_parties, told_above
from kg.facts.agreements.pronouns import joiners, stand_ins
from kg.facts.agreements.readings import borrowed, long_ago, of_all, readings, recalls, talks_before
from kg.facts.agreements.referents import by_pronoun, common_party
from kg.facts.agreements.remarks import (
    own_paper,
    referred,
    refuted,
    replaced,
    with_anybody,
)
from kg.facts.agreements.scene import Reading
from kg.facts.agreements.signing import headline, older, put_place, signing_date
from kg.facts.agreements.sketches import (
    OWN_DATES,
    Sketch,
    Told,
    antecedent,
    between_governments,
    find_same,
    kin,
    retype,
    sketch_of,
    words_of,
)
from kg.facts.agreements.they import they
from kg.facts.model import Agreement, Form, Miss, Post, Ref
from kg.facts.sentences.clauses import dates_of
from kg.facts.sentences.scenes import Telling, clauses, finite
from kg.facts.sentences.speaker import denied, interview
from kg.facts.story.drafts import EventBook
from kg.facts.story.sides import Sides
from kg.facts.story.so_far import Story
from kg.mentions.model import InstrumentNamed, SentenceMentions


def find_agreements(story: Story, sides: Sides, book: EventBook, posts: Sequence[Post]) -> tuple[list[Agreement], list[Miss]]:
    """Agreements of a release in the order of the text, and the mentions that came to nothing."""
    reader = _Reader(story, book, posts, sides)
    for i, row in enumerate(story.rows):
        reader.sentence(i, row)
    return close(story, sides, book, posts, reader.kept()), reader.misses


class _Reader:
    """Reads sentence by sentence; `last` is the agreement told last, `current` the last signing that is news."""

    def __init__(self, story: Story, book: EventBook, posts: Sequence[Post], sides: Sides) -> None:
        self.story, self.book, self.posts, self.sides = story, book, posts, sides
        self.sketches: list[Sketch] = []
        self.misses: list[Miss] = []
        self.last: Sketch | None = None
        self.current: Sketch | None = None
        self.listed: list[Sketch] = []  # documents of a sentence that names each by its parties
        self.group: int | None = None  # the sentence "подписаны два документа" told last
        self.unnamed: Sketch | None = None  # "Документ подписали А и Б", before it is said which

    def sentence(self, i: int, row: SentenceMentions) -> None:
        """Take in the instruments of a sentence, or what it says of the one before without naming it."""
        if refuted(row):
            self.misses += [Miss("agreements", f"denied: {ins.label}", row.sentence.span) for ins in row.instruments]
            return
        if row.tokens and row.tokens[-1].text == "?" and not interview(self.story):
            return  # «Когда договор требует ратификации?»
        spoken = set()
        self._pronouns_before(i, row)
        for ins in row.instruments:
            holder = next((x for x in row.instruments if x is not ins and x.first < ins.first and ins.head < x.last), None)
            if announced(row, ins):
                continue
            if ins.plural:
                self._several(i, row, ins)
            elif self._read(i, row, ins, nested=holder is not None or referred(row, ins)):
                spoken.add(next(c for c in clauses(row.tokens) if c[0] <= ins.head < c[1]))
        if self.last is not None and self.last.sentences and 0 <= i - max(self.last.sentences) <= 3:
            for ins in stand_ins(row, self.last, spoken) if not self._ceremony_of_another(row) else ():
                if not row.instruments or ins.first == ins.last or ins.last >= row.instruments[0].first:
                    self._read(i, row, ins, nested=False)
            other = elliptic(row, self.last) if self.last.statuses else None
            if other is not None:
                self._read(i, row, other, nested=False)
            for key in [*answer_who(self.story, i), *signatures_under(self.story, i)] if self.last.status == "signed" else ():
                self.last.signatories.setdefault(key, []).append(self.story.evidence(i, "answer-who-signed")[0])
            for ref in called_sides(self.story, row, (0, len(row.tokens))) if self.last.statuses and not self.last.parties and not row.instruments else ():
                self.last.parties.setdefault(ref, []).append(self.story.evidence(i, "called-its-sides")[0])
            for iso in joiners(row, self.last):
                self.last.states.setdefault(iso, []).append(self.story.evidence(i, "takes-part-in-it")[0])

    def _pronouns_before(self, i: int, row: SentenceMentions) -> None:
        """«Продлевать его не будут: вместо него заключат соглашение»: what a pronoun says in front of the first document named is said of the one before."""
        if self.last is None or not row.instruments or not self.last.sentences or not 0 < i - max(self.last.sentences) <= 3:
            return
        for ins in stand_ins(row, self.last, ()):
            if ins.last < row.instruments[0].first and ins.first < ins.last:
                self._read(i, row, ins, nested=False)

    def _ceremony_of_another(self, row: SentenceMentions) -> bool:
        """«При подписании присутствовали …», told behind a document that is only discussed: of the one that has been signed."""
        early = self.last is not None and self.last.status in ("planned", "discussed", "drafted")
        tokens = row.tokens[:3]
        return early and self.current is not None and any(a.norm in ("при", "на", "пры") and b.lemma in ("подписание", "церемония", "падпісанне", "цырымонія") for a, b in itertools.pairwise(tokens))

    def _several(self, i: int, row: SentenceMentions, ins: InstrumentNamed) -> None:
        """«Под занавес подписаны три документа»: what they are is told next, when is told here."""
        if retyped(row, ins, self.listed):
            return
        self.misses.append(Miss("agreements", f"several: {ins.label}", row.sentence.span))
        self.listed = []
        for telling, reading in readings(row, ins, None, nested=False):
            if headline(self.story, i) or self.listed:
                continue
            if reading.status != "signed" or older(row, telling.reach):
                self.listed = listed_with(self.story, i, row, ins, reading, sketch_of(ins, title=False)) if reading.status else []
                self.sketches += self.listed
                continue
            self.group = i
            when = When(i, row, telling.reach, reading, None, reading.trigger.first if reading.trigger else ins.head)
            group = sketch_of(ins, title=False)
            group.signed = signing_date(self.story, self.book, when, None)
            if group.signed is not None:
                put_place(self.story, self.book, when, group, group.signed, None)
                self.current = group
            self.listed = listed_pairs(self.story, i, row, ins, reading, group) or listed_partners(self.story, i, row, ins, reading, group) or listed_with(self.story, i, row, ins, reading, group)
            self.sketches += self.listed

    def _read(self, i: int, row: SentenceMentions, ins: InstrumentNamed, *, nested: bool) -> bool:
        lead = self.story.lead(i)
        if lead is None and self.group is not None and 0 < i - self.group <= 3 and not any(finite(t) for t in row.tokens):
            lead = self.group  # "Подписаны два документа. Первый – меморандум …"
        if lead is None and i and asked_of_signing(self.story, i - 1) and not any(finite(t) for t in row.tokens):
            lead = i - 1  # "– Что подписано? – Соглашение с почтой Кореи."
        found = list(readings(row, ins, self.story.rows[lead] if lead is not None else None, nested))
        told = [(t, r) for t, r in found if r.status and not denied(self.story, i)]
        if not denied(self.story, i) and any(not r.status for _, r in found) and not any(r.status in _DONE for _, r in told):
            self.misses.append(Miss("agreements", f"denied: {ins.label}", row.sentence.span))
            return True
        sketch: Sketch | None = None
        for telling, reading in told:
            sketch = self._put(i, row, ins, telling, reading, lead if telling.led else None, sketch) or sketch
        if not told:
            self._mention(i, row, ins)
        return sketch is not None

    def _mention(self, i: int, row: SentenceMentions, ins: InstrumentNamed) -> None:
        if replaced(row, ins):
            self._before_it(i, row, ins)
            return
        if self._dated(i, row, ins):
            return
        known = antecedent(self.sketches, self.last, ins, i) if not between_named(row, ins) else None
        if known is None and not any(t.act in ("sign", "plan", "agree", "discuss", "postpone") for t in row.triggers):
            known = retype(self.sketches, ins, i)
        if known is None and (known := self._named_now(i, ins)) is not None:
            return
        if known is None:
            if not ins.anaphoric:
                self.misses.append(Miss("agreements", f"no act: {ins.label}", row.sentence.span))
                # the next sentence may say "его подписали"; until then it is no agreement
                self.last = sketch_of(ins, title=headline(self.story, i))
                self.last.sentences.append(i)
                self.sketches.append(self.last)
                self._named_sides(i, row, ins, self.last)
            return
        known.forms.append(Form(self._printed(ins), ins.span))
        known.sentences.append(i)
        first_in_text = known.title and not headline(self.story, i) and ins.kind == known.kind
        narrower = known.kind == "agreement" and not kin(known.kind, ins.kind) and ins.kind != "other"
        if first_in_text or narrower or (ins.subject and not known.subject and ins.kind == known.kind):
            known.rename(ins)
        known.title &= not first_in_text
        self.last = known

    def _dated(self, i: int, row: SentenceMentions, ins: InstrumentNamed) -> bool:
        """«опирается на Соглашение от 5 июня 2002 года»: what has the day of its signing in its name was signed."""
        date = date_in_name(self.story, i, ins.head)
        if date is None and (named := year_in_name(self.story, i, ins)) is not None:
            date = named[1], self.story.evidence(i, "date-in-name")[0]
        if date is None or ins.draft or ins.kind == "other" or any(s.signed is not None and s.signed[0] == date[0] and kin(s.kind, ins.kind) for s in self.sketches):
            return False
        sketch = sketch_of(ins, title=False)
        sketch.statuses, sketch.evidence, sketch.sentences, sketch.signed = [("signed", date[1])], [date[1]], [i], date
        sketch.forms.append(Form(self._printed(ins), ins.span))
        self._named_sides(i, row, ins, sketch)
        whole = next((x for x in row.instruments if x is not ins and (x.first < ins.first < x.last or (x.last == ins.first - 1 and row.tokens[x.last].norm in ("к", "ко")))), None)
        if whole is not None and self.last is not None and i in self.last.sentences and not sketch.parties:
            sketch.parties = {ref: [date[1]] for ref in self.last.parties}  # «дополнительное соглашение к контракту от 5 мая»: of the same two
            self.sketches.append(sketch)
            return True
        self.sketches.append(sketch)
        self.last = sketch
        return True

    def _before_it(self, i: int, row: SentenceMentions, ins: InstrumentNamed) -> None:
        """«Оно заменит протокол 1998 года»: an older document, signed in that year, between the same sides."""
        days = [d.period.start for k, d in dates_of(self.story, i) if ins.head < k <= ins.last + 2 and d.period is not None and d.period.end is None]
        if ins.kind == "other" or not days or self.last is None or not self.last.statuses:
            return
        evidence = self.story.evidence(i, "replaced")
        old = sketch_of(ins, title=False)
        old.statuses, old.evidence, old.sentences = [("signed", evidence[0])], list(evidence), [i]
        old.signed = days[0], evidence[0]
        old.beside = self.last
        old.parties = {ref: list(evidence) for ref in they(self.story, self.sketches, i, row, (0, len(row.tokens)))}
        self.sketches.append(old)

    def _named_sides(self, i: int, row: SentenceMentions, ins: InstrumentNamed, sketch: Sketch) -> None:
        """«Меморандум с Б», «План … Стороны – А и Б»: named where nothing is said of its fate."""
        reach = next(c for c in clauses(row.tokens) if c[0] <= ins.head < c[1])
        for ref in find_parties(self.story, row, ins, Reading("", "", None), reach).parties:
            sketch.parties.setdefault(ref, []).extend(self.story.evidence(i, "between"))

    def _compatriots(self, a: Ref, b: Ref) -> bool:
        states = [self.story.bodies.country(r.key) if r.kind == "body" else r.key for r in (a, b)]
        return states[0] is not None and states[0] == states[1]

    def _printed(self, ins: InstrumentNamed) -> str:
        return ins.span.of(self.story.document.text)

    def _found(self, i: int, row: SentenceMentions, ins: InstrumentNamed, telling: Telling, reading: Reading, lead: int | None, *, fresh: bool, own: bool) -> Found:
        """Who agrees and signs, as the clause says, the lines around it, or the agreement told before."""
        found = find_parties(self.story, row, ins, reading, telling.reach)
        if lead is not None:
            told_above(self.story, lead, ins, reading, found)
        if telling.above is not None:
            told_above(self.story, i, ins, reading, found, telling.above)
        our_states(self.story, self.sides, i, telling.reach, found)
        if len(found.parties) == 1 and reading.status == "signed" and (mine := speakers_house(self.story, self.posts, i, row, telling.reach)) is not None and not self._compatriots(mine, found.parties[0]):
            found.parties.append(mine)
        if reading.status == "signed":
            columns = (self.story.person(p) for p in signers_in_columns(row, ins.head)) if telling.led else ()
            found.signatories = list(dict.fromkeys([*found.signatories, *columns, *we_sign(self.story, i, telling.reach)]))
            found.signatories += he_too(self.story, self.sides, i, row, telling.reach, found.signatories)
        if reading.status == "signed" and not found.signatories and reading.trigger is not None and not telling.led:
            found.signatories = officials_told_of(self.story, self.sides, self.posts, self.book.drafts, i, row, telling.reach, reading.trigger, found.parties, of_all=of_all(self.book, ins, i))
        if not found.parties and replaced(row, ins) and self.last is not None and i in self.last.sentences:
            found.parties = list(self.last.parties)  # «… заменит меморандум, который министерства двух стран подписали в 2018 году»
        if own and of_story(row, ins) and not (found.parties or found.states):
            told_before = sides_told(self.story, self.sides, self.last, i)
            found.parties, found.states = told_before.parties, told_before.states
            found.signatories = found.signatories or told_before.signatories
        if fresh and len(found.parties) < 2 and not between_governments(ins.label):
            found.parties = list(dict.fromkeys([*they(self.story, self.sketches, i, row, telling.reach), *found.parties]))
        if len(found.parties) < 2 and fresh and len(set(found.states)) < 2:
            meant = [r for r in by_pronoun(self.story, i, row, telling.reach) if not any(self._compatriots(r, x) for x in found.parties)]
            found.parties = list(dict.fromkeys([*meant, *found.parties]))
        if own and alike(row, ins) and len(found.parties) == 1 and (owner := common_party(self.story, self.last, found.parties[0], found.states)) is not None:
            found.parties.insert(0, owner)
        if not found.parties and fresh and not own and not between_governments(ins.label):
            found.parties = the_same(row, telling.reach, self.last, i) or heads_told_of(self.story, self.posts, i, row, telling.reach)
        return found

    def _put(self, i: int, row: SentenceMentions, ins: InstrumentNamed, telling: Telling, reading: Reading, lead: int | None, known: Sketch | None) -> Sketch | None:
        before = self.story.rows[i - 1] if i else row
        talked = talks_before(self.story, i)
        told_now = self.last is not None and self.last.status == "signed" and i - 1 in self.last.sentences and before.sentence.paragraph == row.sentence.paragraph
        if not talked and not told_now and (own_paper(row, ins, telling, reading) or with_anybody(row, ins, telling.reach, reading)):
            self.misses.append(Miss("agreements", f"of one side: {ins.label}", row.sentence.span))
            return None
        if ins.kind == "other" and telling.own and reading.status == "signed" and self.last is not None and self.last.status in ("planned", "discussed", "drafted"):
            return None  # "документ, подписанный в одной стране, проверяют в другой": any document, not the one that is planned
        own = known is None and opens(self.story, row, ins, self.last, i)
        found = self._found(i, row, ins, telling, reading, lead, fresh=known is None, own=own)
        if own and alike(row, ins) and self.last is not None:
            ins = named_like(ins, self.last)
        when = When(i, row, telling.reach, reading, lead, reading.trigger.first if reading.trigger and not telling.led else ins.head, ins.head, telling.above)
        date = signing_date(self.story, self.book, when, self.current)
        back = older(row, telling.reach)
        told = Told(ins, words_of(ins), i, reading.status, frozenset(found.parties), date[0] if date else None, back or (date is not None and (ins.kind != "other" or date[1].rule in OWN_DATES) and long_ago(self.story, date)),
                    any(r.kind == "body" and self.story.bodies.kind(r.key) == "Company" for r in found.parties), frozenset(found.signatories), borrowed(date, self.current, ins), renews(row, ins))  # fmt: skip
        sketch = known or (None if own or replaced(row, ins) else find_same(self.sketches, self.last, told))
        if sketch is None and reading.status not in ("planned", "discussed", "drafted") and not back:
            sketch = self._named_now(i, ins, found)
        if sketch is None:
            if ins.kind == "other" or (reading.status == "implementing" and ins.kind == "contract"):
                if foretold(ins, reading, found) and not telling.own:
                    self.unnamed = sketch_of(ins, title=False)
                    fill(self.story, i, row, ins, telling, reading, self.unnamed, found, date)
                    put_place(self.story, self.book, when, self.unnamed, date, self.current)
                return None
            sketch = sketch_of(ins, title=headline(self.story, i))
            sketch.beside = self.last if (carries_out(row, ins) or first_of_two(row, ins, reading, found, self.last)) and self.last is not None and self.last.statuses else None
            self.sketches.append(sketch)
        elif ins.kind != "other" and (sketch.title or not sketch.statuses or (ins.kind == sketch.kind and len(words_of(ins)) > len(sketch.words))):
            sketch.rename(ins)
        if own and alike(row, ins):
            sketch.like = self.last
        sketch.title &= headline(self.story, i)
        fill(self.story, i, row, ins, telling, reading, sketch, found, date)
        put_place(self.story, self.book, when, sketch, date, self.current)
        self.last = sketch
        if reading.status == "signed" and not back and date is not None and date == sketch.signed and not recalls(date, self.current) and not long_ago(self.story, date):
            self.current = sketch
        return sketch

    def _named_now(self, i: int, ins: InstrumentNamed, found: Found | None = None) -> Sketch | None:
        """«Подписи под документом поставили А и Б. Меморандум рассчитан на пять лет»: the document told before is named."""
        known = self.unnamed
        if known is None or not 0 < i - max(known.sentences) <= NAMED_WITHIN or ins.kind == "other" or ins.draft or ins.plural:
            return None
        if found is not None and found.parties and known.parties and not set(found.parties) & set(known.parties):
            return None
        known.rename(ins)
        known.forms.append(Form(self._printed(ins), ins.span))
        known.sentences.append(i)
        known.title = False
        self.sketches.append(known)
        self.unnamed, self.last = None, known
        return known

    def kept(self) -> list[Sketch]:
        """The agreements; one that only the headline names is left out where the text tells of one of that kind."""
        told = [s for s in self.sketches if s.statuses]
        body = [s for s in told if not s.title]
        return [s for s in told if not s.title or not any(s.kind == b.kind for b in body)]
