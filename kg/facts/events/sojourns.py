"""Visits by the roles of a whole sentence: travellers of one state, a place in another, a word of being or going there (a noun, a verb, or a dash), and days.

The rules on verbs of going and on nouns of visits ask for more order than people keep: the travellers stand in a genitive («пребывание чилийских инженеров», «стажировка для врачей из Чили»), behind a
colon («в порту Осло – гости: ее осматривают чилийцы»), in the sentence before («Она прибыла сюда»), the verb is left out («Ибарра – в Осло»). Here the order decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kg.facts.events.called_off import not_held
from kg.facts.events.stays import SEES, STAY_WORDS, WEAK_STAY_WORDS, is_stay, leg
from kg.facts.events.travellers import Party, abroad, group_at, group_end, groups_in, is_subject, of_people, told_of
from kg.facts.sentences.clauses import clause, dates_of, places_in
from kg.facts.sentences.speaker import speaker
from kg.facts.story.drafts import Draft, Scene
from kg.facts.story.kinds import ENCOUNTERS
from kg.facts.time_and_place.ends import until_told
from kg.facts.time_and_place.governed import TOURISTS
from kg.facts.time_and_place.homeward import ARRIVES, DEPARTS
from kg.facts.time_and_place.timeline import day_in_front, only_a_day
from kg.facts.time_and_place.when import asides
from kg.facts.time_and_place.where import city_of_house, here, venue
from kg.mentions.acts import negated, tense
from kg.mentions.model import PlaceNamed
from kg.text.document import Token, lemmas, texts

NOUNS = frozenset(
    "визит поездка командировка пребывание турне приезд вояж стажировка практика экскурсия прибытие прилет бизнес-миссия бизнес-тур "
    "візіт паездка камандзіроўка знаходжанне стажыроўка прыезд прыбыццё".split()
)
_CUES = NOUNS | STAY_WORDS
_MARKS = frozenset(["–", "—", "-"])
_ELSE = frozenset("sign receive invite".split())  # acts that are what the sentence tells of
_THERE = frozenset("там туда сюда здесь тут".split())
_THEY = frozenset("они он она яны ён яна".split())
_FROM = frozenset("из от с со з ад".split())
_IN = frozenset("в во у ў на".split())
_BACK = 2  # sentences in which «там» and «туда» find their city


@dataclass(frozen=True, slots=True)
class _Goal:
    place: PlaceNamed | None
    country: str
    at: int  # sentence
    official: bool = False  # told by an office of the state alone


def drafts_of_sojourns(scene: Scene) -> Iterator[Draft]:
    """At most one visit of a sentence in which no other rule has found one with its time and both sides."""
    tokens = scene.tokens
    if scene.story.language == "en" or not _may_tell(scene) or _told(scene):
        return
    cue = next((k for k in range(len(tokens)) if _is_cue(scene, k)), None) if not _CUES.isdisjoint(lemmas(tokens)) else None
    dash = _dash(scene) if cue is None or tokens[cue].lemma not in NOUNS else None
    at = dash if dash is not None else cue
    if at is None:
        return
    draft = _draft(scene, at, verbless=dash is not None)
    if draft is not None and not (draft.period is None and draft.closes is None and _both_sides(scene)):
        draft.seen.append(scene.i)
        yield draft


def _may_tell(scene: Scene) -> bool:
    """Nothing else happens in the sentence, and nothing is called off."""
    row, words = scene.row, lemmas(scene.tokens)
    if any(g.kind not in ("visit",) for g in row.gatherings) or any(t.act in _ELSE for t in row.triggers):
        return False
    if "«" in texts(scene.tokens) and any(a.norm == "на" and b.text == "«" for a, b in pairwise(scene.tokens)):
        return False  # "на «Порт-Экспо» показали …"
    of_tourists = not TOURISTS.isdisjoint(words) and any(t.lemma in TOURISTS and t.number == "Plur" for t in scene.tokens)
    return not (of_tourists or not_held(scene.tokens))


def _told(scene: Scene) -> bool:
    return _both_sides(scene, dated=True)


def _both_sides(scene: Scene, *, dated: bool = False) -> bool:
    """Another rule has read a visit of two states from the sentence."""
    return any(scene.i in d.seen and d.group == "visit" and (not dated or d.period or d.closes) and len(d.countries) > 1 for d in scene.book.drafts)


def _is_cue(scene: Scene, k: int) -> bool:
    t = scene.tokens[k]
    if t.lemma in NOUNS:
        return t.pos == "NOUN" and t.number != "Plur" and not negated(scene.tokens, k)
    return t.lemma in STAY_WORDS and is_stay(scene, k) and not negated(scene.tokens, k)


def _dash(scene: Scene) -> int | None:
    """«Ибарра – в Осло», «В порту Осло – гости из Чили», «Чилийские инженеры в Осло: …»: nothing is said of them but where they are."""
    verb = next((k for k in range(len(scene.tokens) - 1, -1, -1) if "VerbForm=Fin" in scene.tokens[k].feats), 0)  # the last one
    end = next((k for k in range(verb) if scene.tokens[k].text in (":", ",", ";")), len(scene.tokens))
    head = scene.tokens[:end]
    if any("VerbForm=Fin" in t.feats or "Variant=Short" in t.feats or "VerbForm=Inf" in t.feats for t in head):
        return None
    at = next((k for k, t in enumerate(head) if t.text in _MARKS and k), None)
    if at is None:
        return end if 0 < end < len(scene.tokens) and scene.tokens[end].text == ":" else None
    return at


def _draft(scene: Scene, at: int, *, verbless: bool) -> Draft | None:
    tokens = scene.tokens
    departs = not verbless and tokens[at].lemma in DEPARTS
    goal, found = _sides(scene, at, departs=departs)
    if departs and goal is None:
        departs = False  # "выехала в Осло": it goes there
        goal, found = _sides(scene, at, departs=False)
    if goal is None or not found or (departs and _known(scene, goal.country)):
        return None
    told = "" if verbless or tokens[at].pos == "NOUN" else tense(tokens, at)
    draft = Draft("visit", None, scene.i, "departure" if departs else "sojourn", held=True, planned=told == "fut" or "VerbForm=Inf" in tokens[at].feats)
    draft.set_place(goal.place, goal.at)
    draft.set_country(goal.country, goal.at)
    _days(scene, draft, at, departs=departs)
    _city_in_front(scene, draft)
    weak = not verbless and (tokens[at].pos == "NOUN" or tokens[at].lemma in WEAK_STAY_WORDS)
    if leg(scene, draft) or (draft.planned and draft.period is not None and not draft.period.start.month):
        return None
    if draft.period is None and draft.closes is None and (draft.planned or (weak and not _to_be_dated(scene, at)) or (verbless and not found.people)):
        return None
    if goal.official and draft.period is not None and draft.period.end is None and (found.people or _received(scene)):
        return None  # who calls at a ministry comes to talk
    if weak and draft.period is not None and not draft.period.start.day and tokens[at].pos != "NOUN":
        return None
    for key in found.people:
        draft.note(draft.people, key, scene.i)
        draft.note(draft.visitors, key, scene.i)
    for iso in (*found.states, goal.country):
        draft.note(draft.countries, iso, scene.i)
    if found.sender:
        draft.note(draft.visitors, found.sender, scene.i)
    return draft


def _received(scene: Scene) -> bool:
    """The next sentence tells who met them there."""
    after = scene.story.rows[scene.i + 1 : scene.i + 2]
    return any(t.act in ("receive", "meet") for row in after for t in row.triggers) or any(g.kind in ENCOUNTERS for row in after for g in row.gatherings)


def _city_in_front(scene: Scene, draft: Draft) -> None:
    """«3 апреля, Осло. Чилийские операторы посетили компанию Fjord (Норвегия)»: the city, where the state is told again."""
    goal = _heading(scene, set()) if draft.place is None else None
    if goal is not None and goal.country == draft.country:
        draft.set_place(goal.place, goal.at)


def _known(scene: Scene, country: str) -> bool:
    """The journey that ends with this departure has been told of: the day is its last."""
    journey = scene.book.latest("visit", before=scene.i)
    return journey is not None and journey.country == country and journey.period is not None


def _to_be_dated(scene: Scene, at: int) -> bool:
    """«Для врачей организована поездка в Осло. Она состоялась 4–6 мая»: the next sentence may tell its days."""
    return scene.tokens[at].pos == "NOUN" and scene.tokens[at].case == "Nom" and any(t.act == "hold" and t.tense == "past" for t in scene.row.triggers)


def _sides(scene: Scene, at: int, *, departs: bool) -> tuple[_Goal | None, Party]:
    """Where they are and who they are: the first group or person of the sentence whose state is not that of a place in it."""
    parties = [(k, end, p) for k, end, p in _named(scene, at) if p and not _acts_itself(scene, at, k)]
    for first, end, told in parties:
        goal = _goal(scene, (first, end), told, at, departs=departs)
        if goal is not None and (left := abroad(told, goal.country)):
            return goal, left
    if parties and not _they(scene, at):
        return None, Party()
    goal = _goal(scene, (0, 0), Party(), at, departs=departs)
    before = _before(scene, at) if goal is not None else Party()
    return (goal, abroad(before, goal.country)) if goal is not None and before else (None, Party())


def _acts_itself(scene: Scene, at: int, group: int) -> bool:
    """«Чилийские компании под надзором: 12 марта регулятор проверил две из них»: the verb stands in another clause and has a subject of its own."""
    first, last = clause(scene.tokens, at)
    t = scene.tokens[at]
    if first <= group < last or "VerbForm=Fin" not in t.feats:
        return False
    theirs = ("его", "ее", "их")  # "миссия закончила работу: ее эксперты изучали порты"
    return any(x.case == "Nom" and x.pos in ("NOUN", "PROPN") and x.number == t.number and scene.tokens[k - 1].norm not in theirs and not any(p.first <= k < p.last for p in scene.row.places) for k, x in enumerate(scene.tokens[first:last], first))


def _named(scene: Scene, at: int) -> Iterator[tuple[int, int, Party]]:
    """The groups and people of a sentence, those nearest to the word first; subjects and what a noun governs, never those behind «с», «к»."""
    tokens = scene.tokens
    noun = tokens[at].lemma in NOUNS
    spans: list[tuple[int, int, Party]] = []
    for k in groups_in(scene, 0, len(tokens)):
        start = k
        while start and tokens[start - 1].pos in ("ADJ", "DET", "NUM"):
            start -= 1
        before = tokens[start - 1].norm if start else ""
        free = before in ("для", "у") or tokens[start - 1].pos != "ADP" if start else True
        carried = before in ("с", "со", "з") and start > 1 and tokens[start - 2].lemma in ("самолет", "борт", "рейс", "поезд", "автобус")
        if (free or carried) and (tokens[k].case in ("Nom", "Acc", "") or noun or carried or before in ("для", "у") or any(t.pos == "NUM" for t in tokens[start:k])):
            spans.append((k, group_end(scene, k, len(tokens)), group_at(scene, k, len(tokens))))
    for p in scene.row.persons:
        if p.case in ("Nom", "") or (noun and p.case == "Gen"):
            spans.append((p.first, p.last, of_people(scene, [p], None)))
    yield from sorted(spans, key=lambda s: abs(s[0] - at))


def _they(scene: Scene, at: int) -> bool:
    first, last = clause(scene.tokens, at)
    return any(t.norm in _THEY and t.case in ("Nom", "") for t in scene.tokens[first:last])


def _before(scene: Scene, at: int) -> Party:
    """«Она прибыла сюда», «Приехал 5 мая», «– Провели там три дня»: of whom the text was telling, or who speaks."""
    first, last = clause(scene.tokens, at)
    inside = scene.tokens[first:last]
    if any(t.norm in _THEY and t.case in ("Nom", "") for t in inside):
        return told_of(scene)
    named = [t for t in inside if t.case == "Nom" and t.pos in ("NOUN", "PROPN", "PRON")]
    if named and scene.tokens[at].lemma not in NOUNS:
        journey = scene.book.latest("visit", before=scene.i)
        they = any(is_subject(t) or ("Animacy=Anim" in t.feats and t.number == "Plur") for t in named)  # "Ребята провели там три дня"
        return told_of(scene) if they and journey is not None and not journey.planned else Party()
    who = speaker(scene.story, scene.i)
    if who is not None and ("Number=Plur" in scene.tokens[at].feats or scene.tokens[at].number == "Plur"):
        return of_people(scene, [who], None)
    return told_of(scene)


def _goal(scene: Scene, group: tuple[int, int], told: Party, at: int, *, departs: bool) -> _Goal | None:
    """A city or state of the sentence that is not the travellers' own: "из" it for those who leave, "в" it, or the object, for the others."""
    row, tokens = scene.row, scene.tokens
    own = set(told.states)
    free = [p for p in row.places if p.iso and p.iso not in own and not group[0] <= p.first < group[1] and not any(r.first <= p.first < r.last for r in row.roles)]
    states = [c for c in row.countries if c.iso not in own and not group[0] <= c.first < group[1] and not any(r.first <= c.first <= r.last + 1 for r in row.roles)]
    if departs:
        cities = [p for p in free if (p.first and tokens[p.first - 1].norm in _FROM) or (tokens[at].lemma in ("покинуть", "покидать") and tokens[p.first].case == "Acc")]
        lands = [c.iso for c in states if c.form != "adjective" and ((c.first and tokens[c.first - 1].norm in _FROM) or (tokens[at].lemma in ("покинуть", "покидать") and c.case in ("Acc", "Nom")))]
        return _Goal(cities[0], cities[0].iso or "", scene.i) if cities else _Goal(None, lands[0], scene.i) if lands else None
    led_to = places_in(row, 0, len(tokens))
    inside = [p for p in free if not (p.first and tokens[p.first - 1].norm in _FROM)]
    cities = [p for p in inside if p in led_to] or [p for p in inside if _of_house(tokens, p)]
    apart = [a for a in asides(tokens) if not a[0] <= at < a[1]]
    cities = [p for p in cities if not any(a[0] <= p.first < a[1] for a in apart)] or cities
    if cities:
        near = min(cities, key=lambda p: abs(p.first - at))
        return _Goal(near, near.iso or "", scene.i)
    land = next((c.iso for c in states if c.form != "adjective" and c.first and (tokens[c.first - 1].norm in (*_IN, "по") or _of_its_house(tokens, c.first))), None)
    if land is None:
        city = city_of_house(scene, 0, len(tokens))
        if city is not None and city.iso not in own:
            return _Goal(city, city.iso or "", scene.i)
    land = land or next((c.iso for c in states if c.form == "adjective" and tokens[c.first].case in ("Loc", "Acc", "Nom")), None)
    house = (venue(scene.story, row, 0, len(tokens)) or _seen(scene, at, group)) if land is None else None
    land = land or house or here(scene, 0, len(tokens))
    if land is not None and land not in own:
        return _Goal(None, land, scene.i, house is not None and any(b.kind not in ("Company", "Institution", "Organization") for b in row.bodies))
    told_on = any(t.norm in _THERE for t in tokens) or tokens[at].lemma in NOUNS or (tokens[at].lemma in ARRIVES and bool(told))
    return _there(scene, own) if told_on else _heading(scene, own)


def _of_its_house(tokens: tuple[Token, ...], k: int) -> bool:
    """«в Технологическом институте Перу»: the state behind a house in which they are."""
    start = next((j for j in range(k - 1, max(-1, k - 7), -1) if tokens[j].norm in _IN or tokens[j].pos in ("VERB", "PUNCT")), None)
    return start is not None and tokens[start].norm in _IN and any(t.pos == "NOUN" and t.case == "Loc" for t in tokens[start:k])


def _seen(scene: Scene, at: int, group: tuple[int, int]) -> str | None:
    """«Агентство связи Грузии посетили коллеги»: the state of the house that is the object."""
    if scene.tokens[at].lemma not in SEES:
        return None
    houses = [b for b in scene.row.bodies if not group[0] <= b.first < group[1] and b.case in ("Acc", "Nom", "") and not b.anaphor]
    return next((iso for b in houses if (iso := scene.story.bodies.country(scene.story.body(b) or "") or b.country)), None)


def _of_house(tokens: tuple[Token, ...], p: PlaceNamed) -> bool:
    """«порт Осло», «в портах Бергена», «порт Осло осмотрели», «компании Fjordnet (Осло)»."""
    before = tokens[p.first - 1] if p.first else None
    return before is None or before.text == "(" or (before.pos == "NOUN" and not is_subject(before)) or before.norm in ("и", "і")


def _heading(scene: Scene, own: set[str]) -> _Goal | None:
    """«3 апреля, Осло. | Чилийские операторы осмотрели порт»: the city of the line in front."""
    j = scene.i - 1
    if j < 0 or scene.story.rows[j].sentence.paragraph != scene.row.sentence.paragraph or not only_a_day(scene.story, j):
        return None
    cities = [p for p in scene.story.rows[j].places if p.iso and p.iso not in own]
    return _Goal(cities[0], cities[0].iso or "", j) if len(cities) == 1 else None


def _there(scene: Scene, own: set[str]) -> _Goal | None:
    """«там», «туда», «Прибыли и чилийцы»: the city, else the state, named last that is not their own."""
    for j in range(scene.i - 1, max(-1, scene.i - 1 - _BACK), -1):
        row = scene.story.rows[j]
        places = [p for p in row.places if p.iso and p.iso not in own]
        if places:
            return _Goal(places[-1], places[-1].iso or "", j)
        lands = [c.iso for c in row.countries if c.form not in ("adjective", "people") and c.iso not in own]
        if lands:
            return _Goal(None, lands[-1], j)
    return None


def _days(scene: Scene, draft: Draft, at: int, *, departs: bool) -> None:
    """Several days, else the nearest one; of those who leave it is the last."""
    told = [(k, d) for k, d in dates_of(scene.story, scene.i, ("date", "since")) if not d.mention.background]
    lasting = [d for _, d in told if d.period is not None and d.period.end is not None]
    near = lasting[0] if lasting else min(told, key=lambda x: abs(x[0] - at))[1] if told else None
    if near is None and not scene.story.dates[scene.i]:
        near = day_in_front(scene.story, scene.i)  # "3 апреля, Осло. Чилийские операторы осмотрели порт"
    if near is None or near.period is None:
        until_told(scene, draft, 0, len(scene.tokens))
    elif departs and near.period.end is None and near.kind != "since":
        draft.closes = (near.period.start, scene.i)
    else:
        draft.set_period(near.period, scene.i)
        until_told(scene, draft, 0, len(scene.tokens))
