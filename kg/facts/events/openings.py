"""Houses that are opened between two sides: «открылся белорусско-корейский центр», «в Казани открыли представительство IT Park Uzbekistan»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.facts.events.joint_houses import OPENED, its_opening, opened_aside, partners
from kg.facts.events.joint_houses import joined as joined_by_partners
from kg.facts.participants.attend import RIBBON
from kg.facts.sentences.clauses import clause, dates_of, places_in
from kg.facts.sentences.speaker import speaker
from kg.facts.story.drafts import Draft, Scene
from kg.facts.time_and_place.when import asides
from kg.mentions.forms import nominative
from kg.mentions.model import CountryNamed, PersonNamed, SentenceMentions, Trigger
from kg.text.document import Token, lemmas
from kg.values import Period

HOUSES = frozenset(
    "центр офис лаборатория представительство кафедра школа академия институт технопарк посольство павильон отделение центр-лаборатория парк консульство "
    "филиал станция хаб цэнтр прадстаўніцтва філіял лабараторыя "
    "дата-центр цод узел стык точка линия магистраль шлюз музей библиотека инкубатор акселератор коворкинг полигон завод предприятие производство "
    "класс аудитория кампус факультет бюро пункт площадка мультицентр технохаб вузел лінія вучылішча завад бібліятэка музей "
    "centre center office laboratory lab school academy institute station hub branch pavilion".split()
)
_SHOWS = frozenset("выставка выстаўка экспозиция экспазіцыя exhibition".split())
NOUNS = frozenset("открытие запуск пуск ввод адкрыццё адкрыцце запуск увод opening launch inauguration".split())
_TOLD_BY = NOUNS | OPENED
OPENING = frozenset("открыть открыться открытый открывать открываться адкрыць адкрыцца open".split())
_STARTS = {  # verbs that open a house where one of these words stands with them
    **dict.fromkeys(("ввести", "вводить", "сдать"), frozenset("эксплуатация строй действие эксплуатацыя".split())),
    **dict.fromkeys(("начать", "приступить"), frozenset("работа деятельность функционировать работать праца".split())),
    **dict.fromkeys(("перерезать", "разрезать"), frozenset("лента ленточка стужка".split())),
    "распахнуть": frozenset(["дверь"]),
    **dict.fromkeys(("запустить", "запускать", "заработать"), frozenset[str]()),
}
_JOINT = frozenset("совместный общий сумесны супольны joint common shared".split())
_BACK = 30  # sentences, of an interview too, from the house to its opening
_IT = frozenset("он она оно его ее свой ён яна яго яе it".split())
_WITH_IT = 5  # tokens between such a verb and its word
_WITNESSED = frozenset("присутствие участие прысутнасць удзел presence participation".split())
_NEAR = 8  # tokens between the verb and what is opened
_FAR = 30  # where only its owners stand between


def opening(scene: Scene, t: Trigger, draft: Draft) -> Draft | None:
    """The draft completed for a verb that opens what joins two states: by its name, its place, its owner or those who open it."""
    if not _opens(scene.tokens, t) or not _told(scene, t, draft):
        return None
    if draft.period is None and t.tense == "past" and (day := _day_behind(scene)) is not None:
        draft.set_period(day, scene.i + 1, "day-of-ceremony")
    cases = ("Nom", "Acc", "", "Gen", "Loc", "Dat") if t.lemma in ("перерезать", "разрезать") else ("Nom", "Acc", "")
    first, last = clause(scene.tokens, t.first)
    for k in range(first, last):
        token = scene.tokens[k]
        if token.lemma.rsplit("-", 1)[-1] not in HOUSES or token.case not in cases or not _opened(scene.tokens, k, t):
            continue
        before = adjectives(scene.row, k)
        joined = list(dict.fromkeys(c.iso for c in before))
        people = _who_opens(scene, t, k) if t.tense == "past" else []
        owners = _owners(scene.row, scene, t, k, last)
        together = [] if len(joined) > 1 else _together(scene, draft, k) or joined_by_partners(scene, t, draft)
        states = joined if len(joined) > 1 else together or list(dict.fromkeys([*joined, *owners, *([draft.country] if draft.country else []), *_sides(scene, people)]))
        whose = {*joined, *owners}  # "в Маскате открылся белорусский центр", "… представительство белорусского парка"
        abroad = len(whose) == 1 and draft.place is not None and draft.place.iso not in (None, *whose)
        if len(states) < 2 or (len(joined) < 2 and not people and not ((abroad or together) and (draft.period is not None or t.tense == "fut"))):
            continue
        return _completed(scene, draft, k, min((c.first for c in before), default=k), states, people)
    return _told_before(scene, t, draft)


def _day_behind(scene: Scene) -> Period | None:
    """«В Осло заработал перуанский офис. Церемония прошла 12 мая», «Его открытие 12 мая …»: the only day of the next sentence, of the opening itself."""
    if scene.i + 1 >= len(scene.story.rows):
        return None
    after = scene.story.rows[scene.i + 1]
    days = [d.period for d in scene.story.dates[scene.i + 1] if d.kind == "date" and d.period is not None and d.period.start.day and d.period.end is None and not d.mention.background]
    return days[0] if len(days) == 1 and any(x.lemma in RIBBON for x in after.tokens[:4]) else None


def _told_before(scene: Scene, t: Trigger, draft: Draft) -> Draft | None:
    """«В Осло построен чилийско-перуанский узел. Его открыли 12 мая А и Б», «Он откроется в мае»: the house of the sentence before."""
    near = scene.tokens[max(0, t.first - 3) : t.first + 3]
    if not scene.i or scene.headline(scene.i - 1) or not any(x.lemma in _IT and x.number != "Plur" for x in near):
        return None
    before = Scene(scene.story, scene.i - 1, scene.story.rows[scene.i - 1], scene.book)
    houses = [k for k, x in enumerate(before.tokens) if x.lemma.rsplit("-", 1)[-1] in HOUSES and x.case in ("Nom", "Acc", "")]
    if not houses and t.tense == "past" and draft.period is not None and draft.period.start.day:
        return _by_ribbon(scene, t, draft)
    if len(houses) != 1 or (draft.period is None and t.tense != "fut"):
        return None
    k = houses[0]
    named = adjectives(before.row, k)
    people = _who_opens(scene, t, t.first) if t.tense == "past" else []
    states = list(dict.fromkeys([*(c.iso for c in named), *_sides(scene, people)]))
    if len(states) < 2:
        states = joined_by_partners(before, t, draft)
    if len(states) < 2:
        return None
    places = places_in(before.row, 0, len(before.tokens))
    draft.set_place(places[0] if draft.place is None and len({p.name for p in places}) == 1 else None, before.i)
    done = _completed(before, draft, k, min((c.first for c in named), default=k), states, [])
    for p in people:
        done.note(done.people, scene.story.person(p), p.sentence)
    return done


def _told(scene: Scene, t: Trigger, draft: Draft) -> bool:
    """Opened; or to be opened, which makes the draft a planned one: "откроется", «в сентябре открываем», «планируется открыть в мае»."""
    if t.tense == "past":
        return True
    wanted = not t.tense and "VerbForm=Inf" in scene.tokens[t.first].feats and any(x.act == "plan" and not x.negated for x in scene.row.triggers)
    draft.planned = t.tense == "fut" or wanted or (t.tense == "pres" and "Person=1" in scene.tokens[t.first].feats)
    return draft.planned and (draft.period is not None or t.tense == "fut")


def _by_ribbon(scene: Scene, t: Trigger, draft: Draft) -> Draft | None:
    """«Открывали мы его 24 апреля. Ленточку перерезали А и Б»: of a house named long before, by people of two states."""
    people = _who_opens(scene, t, t.first)
    states = _sides(scene, people)
    if len(states) < 2:
        return None
    for i in range(scene.i - 1, max(-1, scene.i - _BACK), -1):
        before = Scene(scene.story, i, scene.story.rows[i], scene.book)
        opened = [x for x in before.row.triggers if x.lemma in OPENING]
        at = next((k for k, x in enumerate(before.tokens) if x.lemma.rsplit("-", 1)[-1] in HOUSES and any(abs(k - o.first) <= _NEAR for o in opened)), None) if opened else None
        if at is not None and not scene.headline(i):
            places = places_in(before.row, 0, len(before.tokens))
            draft.set_place(places[0] if draft.place is None and len({p.name for p in places}) == 1 else None, i)
            done = _completed(before, draft, at, at, states, [])
            for p in people:
                done.note(done.people, scene.story.person(p), p.sentence)
            return done
    return None


def adjectives(row: SentenceMentions, k: int) -> list[CountryNamed]:
    """«белорусско-корейский центр», "the Chile-Peru centre": the states in front of the house."""
    both = {c.first for c in row.countries if any(x is not c and x.first == c.first for x in row.countries)}
    return [c for c in row.countries if (c.form == "adjective" or c.first in both) and k - 4 <= c.first <= k]


def _together(scene: Scene, draft: Draft, k: int) -> list[str]:
    """«совместный узел», «узел стороны намерены открыть»: of the two states of the release, or of him who answers and the state where it stands."""
    if not (draft.planned and any(x.lemma in ("сторона", "бок") and x.number == "Plur" and x.case == "Nom" for x in scene.tokens)) and not any(x.lemma in _JOINT for x in scene.tokens[max(0, k - 4) : k]):
        return []
    place = draft.place.iso if draft.place is not None else draft.country
    guest = speaker(scene.story, scene.i)
    own = scene.book.sides.country(scene.story.person(guest)) if guest is not None else None
    if own is not None and place not in (None, own):
        return [own, place] if place else []
    both = list(scene.story.bilateral())
    return both if len(both) == 2 and place in (None, *both) else []


def _opens(tokens: Sequence[Token], t: Trigger) -> bool:
    """«открыть», «ввести в эксплуатацию», «начать работу», «перерезать ленту», «запустить»."""
    words = _STARTS.get(t.lemma)
    if words is None:
        return t.lemma in OPENING
    return not words or any(x.lemma in words for x in tokens[max(0, t.first - _WITH_IT) : t.last + _WITH_IT])


def drafts_of_joint_houses(scene: Scene) -> Iterator[Draft]:
    """«чилийско-перуанский узел, открытый в Осло 12 мая», «Его открытие намечено на март»: a house of two states, and the day on which it opens."""
    for k, x in enumerate(scene.tokens) if not OPENED.isdisjoint(lemmas(scene.tokens)) else ():
        if x.lemma.rsplit("-", 1)[-1] in HOUSES and (aside := opened_aside(scene.tokens, k)) is not None:
            yield from _on_its_day(scene, scene, k, aside)
    yield from _of_what_they_saw(scene)
    at = next((k for k, t in enumerate(scene.tokens) if t.lemma in NOUNS and its_opening(scene.tokens, k)), None) if not NOUNS.isdisjoint(lemmas(scene.tokens)) else None
    if at is not None and scene.i and not scene.headline(scene.i - 1):
        before = Scene(scene.story, scene.i - 1, scene.story.rows[scene.i - 1], scene.book)
        for k in [k for k, x in enumerate(before.tokens) if x.lemma.rsplit("-", 1)[-1] in HOUSES][-1:]:
            yield from _on_its_day(scene, before, k, clause(scene.tokens, at))
    noun = next((k for k, t in enumerate(scene.tokens) if t.lemma in NOUNS), None) if at is None and not NOUNS.isdisjoint(lemmas(scene.tokens)) else None
    house = next((k for k in range(noun + 1, min(noun + 7, len(scene.tokens))) if scene.tokens[k].lemma in HOUSES), None) if noun is not None else None
    if noun is not None and house is not None and any(x.lemma in _JOINT for x in scene.tokens[noun:house]):
        yield from _on_its_day(scene, scene, house, clause(scene.tokens, noun), to_come=True)  # "Открытие совместной лаборатории намечено на май"


def _of_what_they_saw(scene: Scene) -> Iterator[Draft]:
    """«посетил офис перуанской компании и принял участие в его открытии»: of the house in front, between its owner and those who came."""
    at = next((k for k, t in enumerate(scene.tokens) if t.lemma in NOUNS and its_opening(scene.tokens, k)), None) if not NOUNS.isdisjoint(lemmas(scene.tokens)) else None
    house = next((k for k in range(at or 0) if scene.tokens[k].lemma in HOUSES), None)
    if at is None or house is None or not _came(scene.row, 0, at):
        return
    after = scene.story.rows[scene.i + 1] if scene.i + 1 < len(scene.story.rows) else None
    people = [p for p in scene.row.persons if p.case in ("Nom", "")]
    people += [p for p in after.persons if p.case in ("Nom", "")] if after is not None and any(x.lemma in RIBBON for x in after.tokens[:8]) else []
    states = list(dict.fromkeys([*_sides(scene, people), *(c.iso for c in scene.row.countries if house - 4 <= c.first < at)]))
    days = [d for d in scene.story.dates[scene.i] if d.kind == "date" and d.period is not None]
    if len(states) < 2 or len(days) != 1:
        return
    draft = Draft("opening", None, scene.i, "house-opened", held=True, seen=[scene.i])
    draft.set_period(days[0].period, scene.i)
    places = places_in(scene.row, 0, len(scene.tokens))
    draft.set_place(places[0] if len({p.name for p in places}) == 1 else None, scene.i)
    yield _completed(scene, draft, house, house, states, people)


def _on_its_day(scene: Scene, told: Scene, k: int, reach: tuple[int, int], *, to_come: bool = False) -> Iterator[Draft]:
    named = adjectives(told.row, k)
    states = list(dict.fromkeys(c.iso for c in named))
    if len(states) < 2 and to_come and any(t.act in ("plan", "hold") for t in scene.row.triggers):
        states = list(scene.story.bilateral())
    dates = [d for j, d in dates_of(scene.story, scene.i, ("date",)) if reach[0] <= j < reach[1] and d.period is not None and d.period.end is None]
    if len(states) < 2 or len(dates) != 1 or dates[0].mention.background:
        return
    draft = Draft("opening", None, scene.i, "house-opened", held=True, seen=[scene.i])
    draft.set_period(dates[0].period, scene.i)
    now = scene.story.now
    draft.planned = ((to_come or scene is not told) and any(t.act == "plan" for t in scene.row.triggers)) or (now is not None and draft.period is not None and draft.period.start.year is not None and draft.period.start.lexical > now.lexical)
    for where, (first, last) in ((scene, reach), (told, (0, len(told.tokens)))):
        places = places_in(where.row, first, last)
        draft.set_place(places[0] if draft.place is None and len({p.name for p in places}) == 1 else None, where.i)
    yield _completed(told, draft, k, min((c.first for c in named), default=k), states, [])


def drafts_of_openings(scene: Scene) -> Iterator[Draft]:
    """Openings that a noun or a participle tells, see the two rules below."""
    for rule in (_of_the_noun, drafts_of_joint_houses) if not _TOLD_BY.isdisjoint(lemmas(scene.tokens)) else ():
        yield from rule(scene)


def _of_the_noun(scene: Scene) -> Iterator[Draft]:
    """«объявляют об открытии лаборатории. В церемонии приняли участие А и Б», «прыняў удзел у адкрыцці выстаўкі»: of those who were there."""
    at = next((k for k, t in enumerate(scene.tokens) if t.lemma in NOUNS), None) if not NOUNS.isdisjoint(lemmas(scene.tokens)) else None
    house = next((k for k in range(at + 1, min(at + 7, len(scene.tokens))) if scene.tokens[k].lemma in HOUSES | _SHOWS), None) if at is not None else None
    if at is None or house is None or scene.tokens[house].case not in ("Gen", "") or any(g.kind == "opening" and len(g.states) > 1 for g in scene.row.gatherings):
        return
    if any(t.act in ("plan", "invite") for t in scene.row.triggers) or any(d.mention.background for d in scene.story.dates[scene.i]):
        return
    first, _ = clause(scene.tokens, at)
    took_part = _came(scene.row, first, at)
    people = [p for p in scene.row.persons if took_part and first <= p.first < at and p.case in ("Nom", "")]
    people += _at_the_ceremony(scene, took_part)
    states = _sides(scene, people)
    held = [t for t in scene.row.triggers if t.act == "hold" and t.tense == "past" and not t.negated]
    if len(states) < 2 and (held or took_part) and scene.tokens[house].lemma in HOUSES:
        states = _of_house(scene, at, house)
    if len(states) < 2 and held:  # "Церемония открытия узла прошла сегодня в Белграде", of a house of one side on the other's ground
        states = _abroad(scene, house)
    if len(states) < 2:
        return
    draft = Draft("opening", " ".join([scene.tokens[at].lemma, *(t.text for t in scene.tokens[at + 1 : house + 1])]), scene.i, "noun-opened", held=True, proper=True, seen=[scene.i])
    draft.head, draft.core = scene.tokens[house].lemma, frozenset(t.lemma for t in scene.tokens[at + 1 : house + 1])
    for i in dict.fromkeys([scene.i, *(p.sentence for p in people)]):
        days = [d for d in scene.story.dates[i] if d.kind == "date" and d.period is not None]
        if draft.period is None and len(days) == 1:
            draft.set_period(days[0].period, i)
        places = places_in(scene.story.rows[i], 0, len(scene.story.rows[i].tokens))
        draft.set_place(places[0] if draft.place is None and len({p.name for p in places}) == 1 else None, i)
    for iso in states:
        draft.note(draft.countries, iso, scene.i)
    for p in people:
        draft.note(draft.people, scene.story.person(p), p.sentence)
    yield draft


def _of_house(scene: Scene, at: int, house: int) -> list[str]:
    """«состоялся запуск белорусско-российского узла», «открытие центра, созданного с компанией А»: the states of its adjectives, or of its partners and its place."""
    own = list(dict.fromkeys(c.iso for c in adjectives(scene.row, house)))
    places = {p.iso for p in places_in(scene.row, 0, len(scene.tokens)) if p.iso}
    theirs = partners(scene, at)
    both = list(dict.fromkeys([*own, *theirs, *(places if len(theirs) == 1 else ())]))
    return own if len(own) > 1 else both if theirs and len(both) > 1 else []


def _abroad(scene: Scene, house: int) -> list[str]:
    """The two states of a bilateral release, if what is opened stands in one of them and is no house of that one alone."""
    places, both = places_in(scene.row, 0, len(scene.tokens)), list(scene.story.bilateral())
    own = {c.iso for c in adjectives(scene.row, house)}
    fits = len(both) == 2 and len({p.name for p in places}) == 1 and places[0].iso in both and own <= set(both) - {places[0].iso}
    teller = scene.story.home or next((b.country for row in scene.story.rows[:3] for b in row.bodies if b.country), None)
    return both if fits and (own or teller not in (None, places[0].iso)) else []


def _came(row: SentenceMentions, first: int, last: int) -> bool:
    """«участвовал», «принял участие»."""
    acts = [t for t in row.triggers if t.act == "participate" and not t.negated and first <= t.first < last]
    took = {t.last for t in row.triggers if t.act == "receive" and t.tense == "past"}  # "приняли", and behind it "участие"
    return any(t.tense == "past" or t.first in took for t in acts)


def _at_the_ceremony(scene: Scene, took_part: bool) -> list[PersonNamed]:
    """«В церемонии приняли участие А и Б»; «А и Б погасили там марку», where somebody was said to have come to the opening."""
    if scene.i + 1 >= len(scene.story.rows):
        return []
    after = scene.story.rows[scene.i + 1]
    there = took_part and any(t.norm in ("там", "there") for t in after.tokens)
    ceremony = any(t.lemma in RIBBON for t in after.tokens[:4]) and _came(after, 0, len(after.tokens))
    return [p for p in after.persons if p.case in ("Nom", "")] if there or ceremony else []


def _opened(tokens: Sequence[Token], k: int, t: Trigger) -> bool:
    """The house stands near the verb, or is its subject with a long complement: "A laboratory of … and … was opened"."""
    if abs(k - t.first) <= _NEAR:
        return True
    if not k < t.first <= k + _FAR:
        return False
    apart = {j for a, b in asides(tokens[: t.first]) for j in range(a - 1, b + 1) if a > k}  # "Центр, созданный А совместно с Б, открылся"
    between = [tokens[j] for j in range(k + 1, t.first) if j not in apart]
    return not any("Tense=" in x.feats or x.text in (",", ";") for x in between[:-1])


def _completed(scene: Scene, draft: Draft, k: int, start: int, states: Sequence[str], people: Sequence[PersonNamed]) -> Draft:
    body = next((b for b in scene.row.bodies if b.first <= k < b.last and not b.anaphor), None)
    while start and scene.story.language == "en" and (scene.tokens[start - 1].pos in ("NOUN", "PROPN", "ADJ") or scene.tokens[start - 1].norm.endswith("ing")):
        start -= 1
    end = next((b.last for b in scene.row.bodies if b.first == k + 1), k + 1)
    draft.name = body.name if body else " ".join(x.text for x in scene.tokens[start:end]) if scene.story.language == "en" else nominative(scene.tokens, start, k, end)
    draft.proper, draft.head = True, scene.tokens[k].lemma
    draft.core = frozenset(x.lemma for x in scene.tokens[start : k + 1])
    draft.set_place(next((p for p in scene.row.places if start <= p.first < k), None) if draft.place is None else None, scene.i)
    for iso in states:
        draft.note(draft.countries, iso, scene.i)
    for p in people:
        draft.note(draft.people, scene.story.person(p), p.sentence)
    return draft


def _owners(row: SentenceMentions, scene: Scene, t: Trigger, k: int, last: int) -> list[str]:
    """«представительство IT Park Uzbekistan»: whose house it is, right behind the noun or in one name with it."""
    end, found = k + 1, []
    for b in sorted(row.bodies, key=lambda b: b.first):
        linked = all(t.text in ("(", ")", ",") or t.norm in ("of", "the", "and", "и", "і") for t in scene.tokens[end : b.first]) or b.first <= k
        if b.last <= k or b.first > last or not linked or b.anaphor:
            continue
        end = max(end, b.last)
        named = next((c.iso for c in row.countries if b.first <= c.first < b.last), None)
        iso = scene.story.bodies.country(scene.story.body(b) or "") or named
        found += [iso] if iso else []
    named_last = [c.iso for c in row.countries if k + 1 < c.first < t.first and c.form != "adjective" and scene.tokens[c.first - 1].pos == "PROPN"]  # "of X and Universiti Sains Malaysia"
    return found + named_last + [c.iso for c in row.countries if c.first == k + 1 and c.first < last and c.form != "adjective"]


def _who_opens(scene: Scene, t: Trigger, k: int) -> list[PersonNamed]:
    """Those who open it, or in whose presence it is opened; of the next sentence, those who cut the ribbon."""
    apart = [a for a in asides(scene.tokens) if a[0] <= t.first < a[1]]  # "А напомнил о меморандуме, благодаря которому открылся центр"
    there = [p for p in scene.row.persons if all(a[0] <= p.first < a[1] for a in apart)]
    own = [p for p in there if p.case in ("Nom", "") or (t.passive and p.case == "Ins") or any(x.lemma in _WITNESSED for x in scene.tokens[max(t.last, k) : p.first])]
    if scene.i + 1 < len(scene.story.rows):
        after = scene.story.rows[scene.i + 1]
        if any(x.lemma in RIBBON for x in after.tokens[:12]):
            own += [p for p in after.persons if p.case in ("Nom", "", "Ins", "Acc")]
    return own


def _sides(scene: Scene, people: Sequence[PersonNamed]) -> list[str]:
    return scene.book.sides.countries(scene.story.person(p) for p in people)
