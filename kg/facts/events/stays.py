"""Visits that no verb of visiting tells: who was, works, learns, teaches in another state, has come there, goes on to the next one.

The decision is one for all words: a clause whose verb means being or going somewhere, travellers of one state (kg.facts.events.travellers), a goal in another.
A verb that may mean many things, as «работать» does, needs a day of its own too.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.facts.events.travellers import Party, abroad, at_theirs, group_at, is_subject, of_people, party
from kg.facts.sentences.clauses import another_verb, clause, dates_of, places_in
from kg.facts.story.drafts import Draft, Scene
from kg.facts.time_and_place.ends import until_told
from kg.facts.time_and_place.homeward import DEPARTS
from kg.facts.time_and_place.when import asides, nearest
from kg.facts.time_and_place.where import city_of_house, here, named_state, place_of_relative, venue
from kg.mentions.acts import negated, tense
from kg.mentions.model import GatheringNamed, PlaceNamed
from kg.mentions.ordinals import ORDINALS
from kg.text.document import Token, lemmas
from kg.values import PartialDate

# goes there, comes there, calls in there
_GOES = frozenset(
    "слетать летать лететь полететь долететь перелететь перелетать ехать поехать доехать заехать заезжать приезжать выехать выезжать переехать перебраться добраться добираться "
    "проследовать следовать улететь улетать отбывать вылетать отправляться направляться держать наведаться наведываться заглянуть заглядывать пожаловать нагрянуть "
    "съезжаться завернуть зайти заскочить бывать прибывать прилетать приземлиться высадиться завершить продолжить "
    "злётаць паехаць наведацца завітаць".split()
)
_ALREADY = frozenset("прибыть приехать прилететь посетить побывать находиться гостить пробыть пребывать съездить направиться отправиться вылететь отбыть посещать".split())  # journeys.py reads them as verbs of a main clause
_IS = frozenset(
    "быть оставаться остаться задержаться задерживаться остановиться останавливаться погостить пробыть работать поработать трудиться потрудиться жить прожить провести проводить "
    "изучать изучить осмотреть осматривать обучаться учиться поучиться стажироваться знакомиться ознакомиться познакомиться перенимать оценивать оценить инспектировать проверять проверить "
    "обследовать обследовать посмотреть смотреть консультировать проконсультировать преподавать читать прочесть прочитать показывать показать презентовать демонстрировать тестировать настраивать "
    "проходить пройти знаходзіцца быць быў вывучаць азнаёміцца працаваць".split()
)
_WORKS = frozenset("работать поработать трудиться потрудиться жить прожить обучаться учиться поучиться стажироваться преподавать читать прочесть прочитать показывать показать презентовать демонстрировать тестировать настраивать консультировать".split())
_WITH_WORD = {  # verbs that mean a stay only beside one of these
    **dict.fromkeys(("провести", "проводить", "прожить", "жить"), frozenset("день сутки неделя час дзень тыдзень месяц".split())),
    **dict.fromkeys(("проходить", "пройти"), frozenset("стажировка обучение практика подготовка учеба курс стажыроўка навучанне".split())),
    **dict.fromkeys(("читать", "прочесть", "прочитать"), frozenset("лекция курс цикл доклад лекцыя".split())),
    **dict.fromkeys(("завершить", "продолжить"), frozenset("поездка визит турне командировка путешествие маршрут".split())),
    "держать": frozenset(["путь"]),
}
_STOPS = frozenset("остановка заезд пересадка стоянка транзит прыпынак".split())  # «сделал остановку в Баку»
_MAKES = frozenset("сделать делать совершить совершать иметь сделаць".split())
_PARTICIPLES = frozenset(
    "прибывший приехавший прилетевший прибывающий приезжающий посетивший посещающий посещавший побывавший находящийся находившийся гостящий гостивший пребывающий пребывавший "
    "пробывший работающий работавший отправившийся вылетевший направившийся вернувшийся посещать посетить прибыть приехать прилететь побывать находиться гостить пребывать работать".split()
)
_THEY = frozenset("он она они ён яна яны".split())
_ENDINGS = ("л", "ла", "ло", "ли", "лся", "лась", "лось", "лись", "ет", "ит", "ют", "ят", "ут", "ат", "ется", "ится", "ются", "ятся", "утся", "атся")
_SEES = frozenset("посетить посещать посетивший посещающий посещавший".split())
SEES = _SEES | frozenset("осмотреть осматривать посмотреть обойти инспектировать проверить навестить".split())
_RETURNS = frozenset("вернуться возвратиться вярнуцца".split())
_IN = frozenset("в во у ў на to in".split())
_THERE = frozenset("там туда здесь сюда тут адсюль там туды тут".split())
_WHERE = frozenset("где куда дзе куды where".split())
_GATHERED = ("forum", "conference", "exhibition", "session")
_WISHES = frozenset("планировать собираться намереваться намерен намеренный предстоять готовиться рассчитывать планироваться должен ожидаться предполагаться договориться условиться".split())
_GOES_OR_CAME, _GOES_OR_IS = _GOES | _ALREADY, _GOES | _IS
_CUES = _GOES_OR_IS | _STOPS | _PARTICIPLES | _RETURNS | _ALREADY
STAY_WORDS, WEAK_STAY_WORDS = _CUES | DEPARTS, _IS  # lemmas that may tell of a visit; those that need a time of their own
_REACH = 14  # tokens from an attributive participle to its noun


def drafts_of_stays(scene: Scene) -> Iterator[Draft]:
    """A visit for each such clause; at most one for a goal."""
    words = lemmas(scene.tokens)
    if _CUES.isdisjoint(words):
        return
    goals: set[str] = set()
    for k, t in enumerate(scene.tokens):
        if t.lemma not in _CUES and t.lemma not in _MAKES:
            continue
        reach = _clause_of(scene, k, t)
        if reach is None or negated(scene.tokens, k):
            continue
        draft = _visit(scene, k, *reach)
        goal = f"{draft.country}{draft.planned}" if draft is not None else ""
        if draft is not None and goal not in goals:
            goals.add(goal)
            draft.seen.append(scene.i)
            yield draft


def is_stay(scene: Scene, k: int) -> bool:
    """Token k is a verb, or a participle, that tells of being or going somewhere."""
    t = scene.tokens[k]
    said = "VerbForm=Part" in t.feats or _finite(t) or ("VerbForm=Inf" in t.feats and _wished(scene, k))
    return said and not _other_meaning(scene, k, *clause(scene.tokens, k))


def _clause_of(scene: Scene, k: int, t: Token) -> tuple[int, int] | None:
    """The clause of token k, if it is a verb of being or going somewhere that no other rule reads."""
    if "VerbForm=Part" in t.feats and "Variant=Short" not in t.feats:
        return _of_participle(scene, k) if t.lemma in _PARTICIPLES or t.lemma in _GOES else None
    if t.lemma in _RETURNS and "Tense=Past" in t.feats and not scene.row.gatherings and not any(x.norm in _WHERE for x in scene.tokens) and any(x.norm in ("из", "з") for x in scene.tokens[k + 1 : k + 8]):
        return _around(scene, k)
    stop = t.lemma in _MAKES and any(x.lemma in _STOPS and x.case in ("Acc", "Gen") for x in scene.tokens[max(0, k - 3) : k + 5])
    finite = _finite(t) or (t.lemma in _GOES_OR_CAME and "VerbForm=Inf" in t.feats and _wished(scene, k))
    if finite and t.lemma in _ALREADY and (apart := where_clause(scene, k)) is not None and apart[0] <= k < apart[1]:
        return apart
    if not finite or not (stop or t.lemma in _GOES_OR_IS or (t.lemma in _ALREADY and "VerbForm=Inf" in t.feats)):
        return None
    aside = next((a for a in asides(scene.tokens) if a[0] <= k < a[1]), None)
    return aside or _around(scene, k)


def _finite(t: Token) -> bool:
    """Also forms that the tagger takes for something else: «гостят» for an adjective, «стажировалась» for a gerund."""
    return "VerbForm=Fin" in t.feats or (t.lemma.endswith(("ть", "ться")) and t.norm != t.lemma and t.norm.endswith(_ENDINGS) and "VerbForm=Part" not in t.feats)


def _around(scene: Scene, k: int) -> tuple[int, int]:
    """The clause around a verb; ", где она находилась до пятницы," is one of its own."""
    first, last = clause(scene.tokens, k)
    apart = where_clause(scene, k)
    if apart is None:
        return first, last
    if k < apart[0]:
        return first, apart[0] - 1
    return apart if k < apart[1] else (apart[1] + 1, last)


def where_clause(scene: Scene, k: int) -> tuple[int, int] | None:
    """The tokens of ", где она находилась до пятницы," in the clause of token k."""
    first, last = clause(scene.tokens, k)
    where = next((j for j in range(last - 1, first, -1) if scene.tokens[j].norm in _WHERE and scene.tokens[j - 1].text == ","), None)
    if where is None:
        return None
    verb = next((j for j in range(where, last) if _finite(scene.tokens[j])), last)
    return where, next((j for j in range(verb, last) if scene.tokens[j].text == ","), last)


def _of_participle(scene: Scene, k: int) -> tuple[int, int] | None:
    """«министр, прибывший вчера в Баку, …»; «прибывшая вчера в Баку делегация»."""
    aside = next((a for a in asides(scene.tokens) if a[0] <= k < a[1]), None)
    if aside is not None:
        return (k, aside[1]) if aside[0] in (k, k - 1) else None
    t = scene.tokens[k]
    for j in range(k + 1, min(k + _REACH, len(scene.tokens))):
        x = scene.tokens[j]
        if x.text in (",", ";", ":") or "VerbForm=Fin" in x.feats:
            return None
        role = any(r.first == j for r in scene.row.roles)
        if (is_subject(x) or role) and (x.case == t.case or {x.case, t.case} == {"Acc", "Gen"}) and x.number == t.number:
            return k, j
    return None


def _wished(scene: Scene, k: int) -> bool:
    """«планирует посетить Баку в мае», «предстоит слетать в Осло»."""
    first, last = clause(scene.tokens, k)
    return any(x.lemma in _WISHES and not negated(scene.tokens, j) for j, x in enumerate(scene.tokens[first:last], first))


def _visit(scene: Scene, k: int, first: int, last: int) -> Draft | None:
    t = scene.tokens[k]
    told = tense(scene.tokens, k)
    weak = t.lemma in _IS
    part = "VerbForm=Part" in t.feats and "Variant=Short" not in t.feats
    if _other_meaning(scene, k, first, last) or any(first <= g.head < last and not _on_the_way(scene, g) and (g.kind in _GATHERED or (weak and g.kind != "visit")) for g in scene.row.gatherings):
        return None
    draft = Draft("visit", None, scene.i, "stay", held=True, planned=told == "fut" or "VerbForm=Inf" in t.feats)
    if not (_whence(scene, draft, k, first, last) if t.lemma in _RETURNS and not part else _goal(scene, draft, k, first, last)):
        return None
    _days(scene, draft, k, first, last)
    if t.lemma in _RETURNS:
        draft.set_period(None, scene.i)  # the day of the return; how long the journey was is not told
    if not _dated_enough(scene, draft, t, first, last):
        return None
    if draft.period is not None and any(d.mention.background and d.period == draft.period for d in scene.story.dates[scene.i]):
        draft.background = True
    if leg(scene, draft):
        return None
    found = abroad(_whose(scene, k, last), draft.country) if part else _subject(scene, k, first, last, draft.country)
    if not found:
        return None
    told_already = next((d for d in scene.book.drafts if d.group == "visit" and scene.i in d.seen and d.country == draft.country), None)
    if told_already is not None and draft.period is None:
        told_already.closes = told_already.closes or draft.closes  # "прибыл в Осло, где пробудет до пятницы"
        return None
    for key in found.people:
        draft.note(draft.people, key, scene.i)
        draft.note(draft.visitors, key, scene.i)
    for iso in (*found.states, *([draft.country] if draft.country else [])):
        draft.note(draft.countries, iso, scene.i)
    if found.sender:
        draft.note(draft.visitors, found.sender, scene.i)
    return draft


def _on_the_way(scene: Scene, g: GatheringNamed) -> bool:
    """«По дороге на сессию МСЭ делегация остановилась в Осло»: no gathering is what they come to."""
    return any(t.lemma in ("дорога", "путь", "направляться", "дарога", "шлях") for t in scene.tokens[max(0, g.first - 4) : g.first])


def _dated_enough(scene: Scene, draft: Draft, t: Token, first: int, last: int) -> bool:
    """What only is, or is only planned, needs a time of its own; a verb of work a day; beside the noun «визит» the noun tells the rest."""
    if draft.period is None:
        noun = any(first <= g.head < last and g.kind == "visit" for g in scene.row.gatherings)
        return draft.closes is not None or not (noun or draft.planned or t.lemma in _IS)
    return bool(draft.period.start.day) if t.lemma in _WORKS else (t.lemma not in _IS and not draft.planned) or draft.period.start.month is not None


def leg(scene: Scene, draft: Draft) -> bool:
    """«Среда ушла на дорогу: делегация перелетела в Токио», no day of its own told: a leg of the journey to several states."""
    journey = scene.book.latest("visit", before=scene.i)
    return journey is not None and not journey.planned and journey.period is not None and journey.period.end is not None and draft.period is None and journey.seen[0] < scene.i


def _subject(scene: Scene, k: int, first: int, last: int, goal: str | None) -> Party:
    """Who is the subject of a verb; of "где она находилась" the main clause may tell it."""
    here = party(scene, first, last, k, goal)
    if scene.tokens[first].norm not in _WHERE or (here and not any(x.lemma in _THEY and x.case == "Nom" for x in scene.tokens[first:last])):
        return here
    around = (party(scene, a, b, k, goal) for a, b in ((last, len(scene.tokens)), (0, first - 1)) if a < b)
    return next((found for found in around if found), here)


def _other_meaning(scene: Scene, k: int, first: int, last: int) -> bool:
    """«был подписан в Баку», «был послом в Баку», «прошла выставка», «работает над проектом»."""
    t, inside = scene.tokens[k], scene.tokens[first:last]
    if t.lemma in _WITH_WORD and not any(x.lemma in _WITH_WORD[t.lemma] for x in inside):
        return True
    if t.lemma in ("быть", "быў", "быць"):
        near = scene.tokens[k + 1 : k + 2]
        if any(x.lemma in ORDINALS and x.case == "Nom" for x in inside):
            return True  # "третья встреча: первая была в Осло"
        there = any(x.norm in _IN for x in inside)
        return not there or any("Variant=Short" in x.feats or "VerbForm=Part" in x.feats or (x.case == "Ins" and x.pos == "NOUN") for x in inside) or any("VerbForm=Inf" in x.feats for x in near)
    return False


def _goal(scene: Scene, draft: Draft, k: int, first: int, last: int) -> bool:
    """City and state of the stay: the nearest of the clause, the city in front of "где", the house or land that it names."""
    row, tokens = scene.row, scene.tokens
    t = tokens[k]
    if first < len(tokens) and tokens[first].norm in _WHERE:
        before = place_of_relative(row, k)
        left = next((p for p in row.places if p.last == first - 1), None)
        draft.set_place(before or left, scene.i)
        if draft.place is None:
            state = next((c.iso for c in row.countries if c.last == first - 1 and c.form != "adjective"), None)
            draft.set_country(state, scene.i)
        return draft.country is not None
    apart = [a for a in asides(tokens) if not a[0] <= k < a[1]]
    places: list[PlaceNamed] = [p for p in places_in(row, first, last) if not _from(tokens, p) and not any(a[0] <= p.first < a[1] for a in apart)]
    places = [p for p in places if not another_verb(tokens, k, p.first)]
    places += [p for p in row.places if first <= p.first < last and p.first and tokens[p.first - 1].text == "to"]
    if t.lemma in _SEES:
        places += [p for p in row.places if first <= p.first < last and tokens[p.first].case in ("Acc", "Nom") and tokens[p.first - 1].pos != "ADP"]
    if places:
        draft.set_place(min(places, key=lambda p: (p.first < k, abs(p.first - k))), scene.i)
    if draft.country is None:
        draft.set_country(named_state(row, first, last) or here(scene, first, last), scene.i)
    if draft.country is None:
        draft.set_place(city_of_house(scene, first, last), scene.i)
        draft.set_country(venue(scene.story, row, first, last) if draft.country is None else None, scene.i)
    if draft.country is None:
        _as_told(scene, draft, first, last)
    return draft.country is not None


def _whence(scene: Scene, draft: Draft, k: int, first: int, last: int) -> bool:
    """«вернулся из Осло», «возвратилась из Норвегии»: the goal of the journey that is over."""
    tokens = scene.tokens
    draft.set_place(next((p for p in scene.row.places if first <= p.first < last and _from(tokens, p)), None), scene.i)
    if draft.country is None:
        draft.set_country(next((c.iso for c in scene.row.countries if k < c.first < last and c.form != "adjective" and tokens[c.first - 1].norm in ("из", "з")), None), scene.i)
    return draft.country is not None


def _as_told(scene: Scene, draft: Draft, first: int, last: int) -> None:
    """«пробудут там», «прилетели сюда»: the city, or the state, named last; «у сербских партнеров», «к белорусским коллегам»: theirs."""
    tokens = scene.tokens
    if any(x.norm in _THERE for x in tokens[first:last]):
        rows = [(scene.i, [p for p in scene.row.places if p.first < first], [c for c in scene.row.countries if c.first < first])]
        rows += [(j, scene.story.rows[j].places, scene.story.rows[j].countries) for j in (scene.i - 1,) if j >= 0]
        for j, places, states in rows:
            named = [c for c in states if c.form not in ("adjective", "people") and tokens is not None]
            if places or named:
                draft.set_place(places[-1] if places else None, j)
                draft.set_country(named[-1].iso if not places else draft.country, j)
                return
    draft.set_country(at_theirs(scene, first, last), scene.i)


def _from(tokens: tuple[Token, ...], p: PlaceNamed) -> bool:
    return bool(p.first) and tokens[p.first - 1].norm in ("из", "от", "з")


def _days(scene: Scene, draft: Draft, k: int, first: int, last: int) -> None:
    """Its days, the last of them alone where only that is told: «гостит до субботы»."""
    told = dates_of(scene.story, scene.i, ("date", "since"))
    colon = last < len(scene.tokens) and scene.tokens[last].text == ":"  # "проведет в Осло два дня: 5 и 6 мая"
    dates = [(j, d) for j, d in told if first <= j < last and not another_verb(scene.tokens, k, j)] or [(j, d) for j, d in told if colon and j > last]
    alone = not any(x.norm in _WHERE for x in scene.tokens[:k])  # "Из Осло, где был 5 мая, проследовал в Ригу"
    near = min(dates, key=lambda x: (_parted(scene, x[0], k), abs(x[0] - k)))[1] if dates else nearest(scene, k) if alone else None
    gone = draft.planned and near is not None and near.period is not None and _is_past(scene, near.period.start)
    draft.set_period(near.period if near is not None and not gone else None, scene.i)
    until_told(scene, draft, first, last)


def _is_past(scene: Scene, day: PartialDate) -> bool:
    """«Накануне условились, что инженеры пройдут стажировку в Осло»: no day before the news is one of what is to come."""
    now = scene.story.now
    return now is not None and None not in (now.year, day.year) and day.lexical < now.lexical[: len(day.lexical)]


def _parted(scene: Scene, j: int, k: int) -> bool:
    """«с 8 по 19 мая стажировались в Осло, | в июне туда поедут …»."""
    return any(x.text == "," for x in scene.tokens[min(j, k) : max(j, k)])


def _whose(scene: Scene, k: int, last: int) -> Party:
    """Of whom a participle speaks: the person or group in front of its comma, or behind the words that it governs."""
    row, t = scene.row, scene.tokens[k]
    apart = k > 1 and scene.tokens[k - 1].text == ","
    before = [p for p in row.persons if apart and p.last == k - 1]
    if before:
        return of_people(scene, before, None)
    if last < len(scene.tokens) and is_subject(scene.tokens[last]):
        return group_at(scene, last, len(scene.tokens))
    head = next((j for j in range(k - 2, max(-1, k - _REACH), -1) if is_subject(scene.tokens[j]) and scene.tokens[j].number == t.number), None) if apart else None
    if head is not None:
        return group_at(scene, head, k)
    behind = [p for p in row.persons if last <= p.first <= last + _REACH and (p.case in (t.case, "") or {p.case, t.case} == {"Acc", "Gen"}) and t.number != "Plur"]
    return of_people(scene, behind[:1], None) if behind and not apart else Party()
