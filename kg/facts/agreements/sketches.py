"""Agreements while a text is read: a sketch grows with each mention, and a mention finds the sketch that it tells of."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.facts.model import STATUSES, Form, Ref
from kg.facts.story.drafts import Draft
from kg.mentions.model import InstrumentNamed, PlaceNamed
from kg.values import Evidence, PartialDate

Dated = tuple[PartialDate, Evidence]

# words that many agreements share: they tell none from another
_GENERIC = frozenset(
    "о об по в и на сотрудничество взаимопонимание взаимодействие область сфера с между аб супрацоўніцтва галіна развитие вопрос рамка для "
    "направление межправительственный двусторонний двухсторонний совместный межведомственный новый соответствующий этот данный указанный "
    "трехсторонний важный первый второй третий четвертый следующий общий официальный".split()
)
_STEMS = frozenset(w[:6] for w in _GENERIC if len(w) > 4) | _GENERIC
_HEADS = frozenset("мемора соглаш догово проток деклар програ план дорожн карта контра заявле коммюн рекоме докуме текст конвен memora unders agreem protoc contra roadma "
                   "statem declar мемара пагадн дагаво пратак кантра дэклар карта дорожн".split())  # fmt: skip
_OF_GOVERNMENTS = ("межправ", "межгос", "міжурад", "міждзярж", "intergov", "inter-gov", "interstate")
_ORDINALS = ("перв", "втор", "трет", "четв", "пят")
# rules of `kg.facts.agreements.signing` by which the words on the signing itself give its day
OWN_DATES = frozenset({"signing-date", "date-in-name", "date-of-ceremony"})
_DAYS_OF_NEWS = frozenset({"day-announced", "day-of-line", "date-told-before"})  # days of the telling: the document's own words may tell another
_EARLY = ("planned", "discussed", "drafted")
_TREATIES = frozenset({"agreement", "treaty"})
OF_ALL = frozenset({"statement", "declaration", "recommendations", "treaty"})  # what all of a gathering adopt
# "документ", and a bare "соглашение", may mean an agreement of any kind
_LOOSE_HEADS = frozenset({"other", "agreement"})


@dataclass(slots=True, eq=False)
class Sketch:
    """An agreement while the text is read."""

    kind: str
    label: str
    words: frozenset[str]
    gender: str
    subject: str = ""
    title: bool = False  # known from the headline only
    statuses: list[tuple[str, Evidence]] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    parties: dict[Ref, list[Evidence]] = field(default_factory=dict)
    states: dict[str, list[Evidence]] = field(default_factory=dict)
    signatories: dict[str, list[Evidence]] = field(default_factory=dict)
    signed: Dated | None = None
    day_told: Dated | None = None  # "Сегодня, 26 апреля, проходит форум", before "сегодня мы подписали" became `signed`
    place: tuple[PlaceNamed, Evidence] | None = None
    event: tuple[Draft, Evidence] | None = None
    forms: list[Form] = field(default_factory=list)
    closed: bool = False  # one of several with different partners: those that it names are its sides
    spots: list[tuple[int, tuple[int, int]]] = field(default_factory=list)  # clauses that tell of it
    sentences: list[int] = field(default_factory=list)
    paired: bool = False  # "двух стран", "между двумя министерствами": the two sides of the release
    beside: Sketch | None = None  # the document that replaces it: of the same sides
    between: tuple[str, ...] = ()  # states, once they are known
    like: Sketch | None = None  # "аналогичный документ": of the kind of this one
    _furthest: tuple[list[tuple[str, Evidence]] | None, int, str] = (None, 0, "")
    many: bool = False  # "представители стран", "государства – члены": more than two sides, not all named

    @property
    def guessed(self) -> bool:
        """True if the day of signing is that of the story or of an event, told in other sentences."""
        return self.signed is not None and self.signed[1].rule not in OWN_DATES

    @property
    def status(self) -> str:
        """The furthest stage told."""
        of, count, stage = self._furthest
        if of is not self.statuses or count > len(self.statuses):
            count, stage = 0, ""
        if count < len(self.statuses):
            told = [s for s, _ in self.statuses[count:]]
            stage = max([stage, *told] if stage else told, key=STATUSES.index)
            self._furthest = self.statuses, len(self.statuses), stage
        return stage

    def rename(self, ins: InstrumentNamed) -> None:
        """Take the kind, label and subject of a fuller mention."""
        self.kind, self.label, self.words, self.subject, self.gender = ins.kind, ins.label, words_of(ins), ins.subject, ins.gender


@dataclass(slots=True)
class Told:
    """What one sentence says of an agreement, to be compared with the sketches."""

    ins: InstrumentNamed
    words: frozenset[str]
    sentence: int
    status: str
    parties: frozenset[Ref]
    date: PartialDate | None
    older: bool  # "ранее", "предыдущее"
    private: bool = False  # a company is a side
    signers: frozenset[str] = frozenset()
    guessed: bool = False  # the day is that of the story, not of the words themselves
    renewed: bool = False  # "новое соглашение", beside the one in force


def sketch_of(ins: InstrumentNamed, *, title: bool) -> Sketch:
    """A new sketch from the mention that opens it."""
    return Sketch(ins.kind, ins.label, words_of(ins), ins.gender, ins.subject, title)


def find_same(sketches: list[Sketch], last: Sketch | None, told: Told) -> Sketch | None:
    """The sketch that a telling mention continues; None if it opens a new agreement."""
    best: tuple[float, Sketch] | None = None
    for s in reversed(sketches):
        score = _score(s, told, last)
        if score > 0 and (best is None or score > best[0]):
            best = score, s
    return best[1] if best else None


def antecedent(sketches: list[Sketch], last: Sketch | None, ins: InstrumentNamed, i: int) -> Sketch | None:
    """The agreement that a mention without an act means: "меморандум предусматривает", "документ", "соглашение"."""
    near = last if last is not None and last.sentences and i - max(last.sentences) <= 4 else None
    if ins.kind == "other":
        return near
    words = words_of(ins)
    same = [s for s in sketches if kin(s.kind, ins.kind)]
    if words:
        alike = [s for s in same if overlap(s.words, words) >= 0.6]
        return alike[-1] if alike else None
    if same:
        return near if near in same else same[-1]
    return near if ins.kind in _LOOSE_HEADS and not ins.states else None


def retype(sketches: list[Sketch], ins: InstrumentNamed, i: int) -> Sketch | None:
    """«Соглашение о нем подписали … Меморандум мы писали месяц»: the loose word before meant this document."""
    if ins.kind in _LOOSE_HEADS or any(kin(s.kind, ins.kind) for s in sketches) or ins.plural:
        return None
    loose = [s for s in sketches if s.kind == "agreement" and " " not in s.label and s.status == "signed" and s.sentences and i - min(s.sentences) <= 4]
    return loose[-1] if len(loose) == 1 else None


def kin(a: str, b: str) -> bool:
    """True if two words may name one document: the same kind, or соглашение and договор."""
    return a == b or b == "other" or {a, b} == _TREATIES


def words_of(ins: InstrumentNamed) -> frozenset[str]:
    """Content words of an instrument's phrase, cut to stems so that case does not matter."""
    text = (ins.key or ins.label).lower().replace("ё", "е")
    words = {w.strip("«»\"“”„(),.;:–—") for w in text.replace("-", " ").split()}
    return frozenset(w[:6] for w in words if len(w) > 1 and w not in _GENERIC and w[:6] not in _STEMS and w[:6] not in _HEADS)


def overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """Share of the shorter's words that both have."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def within(a: PartialDate, b: PartialDate) -> bool:
    """True if one date is the other, known less exactly."""
    return a.lexical.startswith(b.lexical) or b.lexical.startswith(a.lexical)


def _score(s: Sketch, told: Told, last: Sketch | None) -> float:
    """How well a mention fits a sketch; 0 means that they are two agreements."""
    ins = told.ins
    if s.title and not told.older and (kin(s.kind, ins.kind) or s.kind in _LOOSE_HEADS):
        return 1.5 if _title_fits(s, told) else 0
    bare = ins.kind in _LOOSE_HEADS and not told.words and not told.parties and not ins.states and s is last and told.sentence - max(s.sentences, default=-9) <= 1
    if not kin(s.kind, ins.kind) and not (bare and told.sentence not in s.sentences):
        return 0
    if told.sentence in s.sentences and not ins.anaphoric and ins.kind == s.kind:
        return 0
    if _years(s.label) and _years(ins.label) and _years(s.label) != _years(ins.label):
        return 0  # "План мероприятий на 2013–2014 годы" and the next one
    if told.private and between_governments(s.label):
        return 0  # no company signs for a government
    loose = told.guessed and s is last and ins.kind == "other" and not told.older
    if told.date and s.signed and not loose and not within(told.date, s.signed[0]) and not (s.guessed and s is last and (ins.kind == "other" or (not told.words and (s.signed[1].rule in _DAYS_OF_NEWS and _weeks_apart(told.date, s.signed[0])))) and not told.older):
        return 0
    if (_ordinal(s.label) != _ordinal(ins.label) and _ordinal(ins.label)) or _of_intent(s.label) != _of_intent(ins.label):
        return 0
    if min(len(told.signers), len(s.signatories)) > 1 and not told.signers & set(s.signatories):
        return 0
    shared = len(told.parties & set(s.parties))
    # «А заключила соглашение с корейским оператором. … Соглашение о доставке с почтой Кореи»: each names one of the two
    named_now = len(told.parties) == len(s.parties) == 1 and s is last and not s.words and bool(told.words) and told.sentence - max(s.sentences) <= 3 and not told.older and ins.kind == s.kind and told.date is None
    early = s.status in _EARLY and told.status in _EARLY and s is last and not told.words and not ins.states and told.sentence - max(s.sentences) <= 2 and len(told.parties) == 1
    if (told.parties and s.parties and not shared and not named_now and not early) or (min(len(told.parties), len(s.parties)) >= 2 and shared < 2 and not (ins.anaphoric and shared)):
        return 0
    common = overlap(s.words, told.words) if told.words and s.words else None
    beside = s is not last and last is not None and told.sentence in last.sentences and kin(last.kind, ins.kind)
    if beside and common is None and not ins.anaphoric and not shared:
        return 0  # "подписаны соглашение о роуминге и соглашение между А и Б": a list goes on, it does not come back
    if (common is not None and common < 0.5) or _stage_clash(s, told, common):
        return 0
    score = 1.0 + shared + 2 * (common or 0) + (1.5 if ins.anaphoric and s is last else 0)
    if told.date and s.signed and told.date == s.signed[0]:
        score += 1
    if not ins.anaphoric and not shared and common is None and s is not last:
        score -= 0.5
    return score


def _weeks_apart(a: PartialDate, b: PartialDate) -> bool:
    """True if two days are no more than some weeks from each other: news of one signing."""
    if not (a.year and b.year and a.month and b.month):
        return False
    return abs((a.year - b.year) * 12 + a.month - b.month) <= 1


def _title_fits(s: Sketch, told: Told) -> bool:
    """A headline says the same in other words; only a different stage or other sides speak against it."""
    planned = {"planned", "discussed", "drafted"}
    if told.sentence == 0 or (s.status in planned) != (told.status in planned):
        return False
    return not (told.parties and s.parties) or bool(told.parties & set(s.parties)) or len(s.parties) < 2


def _stage_clash(s: Sketch, told: Told, common: float | None) -> bool:
    """What is signed already is not planned again, and a plan is not what was signed long ago."""
    early = _EARLY
    if told.renewed and s.status in ("signed", "in-force", "implementing", "terminated") and told.status in early:
        return True
    if s.status in ("signed", "in-force", "implementing") and told.status in early:
        return not told.ins.anaphoric and not (told.words and common)
    if s.status in early and told.status in ("signed", "in-force", "implementing"):
        return told.older or (not told.ins.anaphoric and (told.date is not None or told.status == "in-force") and (common or 0) <= 0.5)
    return told.older and s.status == "signed" and s.signed is not None and told.date is None


def between_governments(label: str) -> bool:
    """«Межправительственное соглашение», "an interstate treaty": states are its sides, whoever signs."""
    return any(w in label.lower() for w in _OF_GOVERNMENTS)


def _years(label: str) -> frozenset[str]:
    return frozenset(w for w in re.split(r"\D+", label) if len(w) == 4)


def _of_intent(label: str) -> bool:
    """A letter of intent is kept among the memoranda, but none is the other."""
    return label.lower().startswith("letter")


def _ordinal(label: str) -> str:
    start = label.lower()[:4]
    return next((o for o in _ORDINALS if start.startswith(o)), "")
