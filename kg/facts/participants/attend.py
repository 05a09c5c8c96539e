"""Who took part, as later sentences say: spoke, came, led a delegation, was at the table, signed there."""

from __future__ import annotations

from collections.abc import Sequence

from kg.facts.participants.came import came
from kg.facts.participants.hero import with_whom
from kg.facts.participants.represented import states_represented
from kg.facts.participants.told import of_whom, told_just_before, unnamed, who_before
from kg.facts.periods import covers
from kg.facts.sentences.clauses import clause, dates_of, triggers_in, under_leadership
from kg.facts.story.drafts import Draft, Scene
from kg.facts.story.sides import delegation_countries
from kg.facts.time_and_place.when import asides
from kg.mentions.model import PersonNamed, SentenceMentions, Trigger
from kg.text.document import lemmas

# what is done at an opening: by those named in the sentence after it
RIBBON = frozenset("лента ленточка стужка стужачка ribbon церемония цырымонія ceremony открытие адкрыццё opening мероприятие торжество мерапрыемства event".split())
_SPEAKS = frozenset("выступить выступать рассказать обратиться доложить приветствовать модерировать".split())
_THERE = frozenset("участвовать присутствовать поучаствовать участие подключиться присоединиться сопровождать".split())
_REACH = 6  # sentences after the last one that named the event
_FAR = 15  # sentences, where the text tells of no other event
_OLDER = frozenset("ранее прежде предыдущий раньше прошлый напомнить напоминать earlier previously".split())
_INSIDE = frozenset("участвовать участие присутствовать выступить выступать".split())
_LED = 14  # tokens between "руководством" and the name: his post
_LEADS = frozenset("открыть закрыть провести вести принимать".split())
_HEADS = frozenset("возглавить возглавлять возглавивший возглавлявший".split())
_LED_ONES = frozenset("делегация сторона группа миссия команда состав комиссия экспертка часть дэлегацыя бок група каманда камісія delegation side team mission group".split())
_STANDS = frozenset("представлять представить".split())
_PRESENT = _THERE | _SPEAKS | _STANDS
_SIDE = frozenset("сторона side part".split())
_TABLE = frozenset("стол table столом".split())
_COMPOSED = frozenset("состав составе".split())
_PENS = frozenset("подпись автограф".split())
_CEREMONY = frozenset("церемония подписание событие цырымонія падпісанне падзея ceremony signing event".split())
_TELLS = frozenset("сообщить рассказать уточнить пояснить добавить заявить отметить сказать подчеркнуть передавать паведаміць дадаць адзначыць сказаць".split())
_INFORMS = frozenset("сообщить проинформировать информировать отчитаться поделиться ознакомить доложить".split())
_PRESS = frozenset("журналист пресс-секретарь пресс-служба пресс-центр прэс-служба сми агентство корреспондент журналіст".split())
_THESE = frozenset("указанный данный этот оба вышеуказанный названный these both".split())


def take_part(scene: Scene, made: Sequence[Draft]) -> None:
    """Add the people of a sentence to the event that it, or the text before it, tells of."""
    told = [d for d in made if not d.background]
    event = told[0] if told else told_just_before(scene) or _signed_at(scene) or scene.book.current
    if event is not None and not told and event.group != "visit" and _of_delegation(scene):
        journey = scene.book.latest("visit", before=scene.i)
        theirs = delegation_countries(scene.row)
        event = journey if journey is not None and not journey.planned and (not theirs or journey.country not in theirs) else event
    if event is None or (scene.headline() and not told):
        return
    there = any(t.lemma in _THERE and t.tense != "fut" for t in scene.row.triggers) and scene.book.only(event)
    if not told and scene.i - max(event.seen) > (_FAR if there else _REACH):
        return
    if _of_another_time(scene, event, bool(told)):
        return
    for visit in (d for d in told if d.group == "visit" and not d.people):
        _came_to_talk(scene, visit)
    fresh = bool(told) and event.seen[0] == scene.i and len(event.seen) == 1
    for one in _all_of_them(scene) or [event, *(_twins(scene, event) if not told or event.seen[0] < scene.i else ())]:
        if not (fresh and event.planned):
            _by_verbs(scene, one)
        if not fresh or one.container or one.inner or not one.people:
            _by_side(scene, one)
        came(scene, one, named=bool(told))
        if one.container or told:
            _signers(scene, one)
        if one.container and not told and not one.planned:
            _listed(scene, one)
        if one.group == "session" and not one.planned and scene.i - max(one.seen) <= _REACH:
            _reports(scene, one)
        if one.kind in ("opening", "exhibition", "forum") and not told:
            _ribbon(scene, one)
        if told and one.container and not one.planned:
            _at_the_ceremony(scene, one)


def _signed_at(scene: Scene) -> Draft | None:
    """«Соглашение подписано в рамках саммита. С российской стороны подпись поставил А»: the gathering at which the paper of the sentence before was signed."""
    if not scene.i or scene.headline(scene.i - 1) or not _signs(scene.row) or not _signs(scene.story.rows[scene.i - 1]):
        return None
    found = [d for d in scene.book.drafts if d.container and scene.i - 1 in d.seen and not d.planned]
    return found[0] if len(found) == 1 and found[0].inner else None


def _after_it(row: SentenceMentions) -> bool:
    """«По окончании заседания А и Б подписали …»: who signs then need not have sat there."""
    tokens = row.tokens[:4]
    return any(t.norm in ("окончании", "завершении") and k and tokens[k - 1].norm == "по" for k, t in enumerate(tokens)) or bool(tokens and tokens[0].norm in ("после", "пасля"))


def _signs(row: SentenceMentions) -> bool:
    return any(t.act == "sign" and not t.negated and (t.tense == "past" or t.passive or t.lemma in _PENS) for t in row.triggers)


def _of_delegation(scene: Scene) -> bool:
    """«В состав российской делегации вошли А и Б»: they came on the visit, if the text tells of one."""
    words = lemmas(scene.tokens)
    return "состав" in words and not words.isdisjoint(_LED_ONES) and any(t.lemma in ("делегация", "дэлегацыя") and t.case == "Gen" for t in scene.tokens[:10])


def _all_of_them(scene: Scene) -> list[Draft]:
    """«в указанных мероприятиях»: every gathering told of in the sentences before."""
    tokens = scene.tokens
    many = not _THESE.isdisjoint(lemmas(tokens)) and any(
        t.lemma in ("мероприятие", "форум", "событие", "event") and t.number == "Plur" and tokens[k - 1].lemma in _THESE
        for k, t in enumerate(tokens)
        if k
    )
    return (
        [d for d in scene.book.drafts if d.container and not d.background and scene.i - max(d.seen) <= _REACH]
        if many
        else []
    )


def _twins(scene: Scene, event: Draft) -> list[Draft]:
    """«состоялось 59-е заседание совета и 29-е заседание комитета», and then who took part: in both, which one sentence told."""
    if event.group == "visit":  # «были в Осло, затем в Риге. Делегацию возглавлял А»
        return [d for d in scene.book.drafts if d is not event and d.group == "visit" and d.seen[:1] == event.seen[:1] and "further-stop" in (d.rule, event.rule)]
    same = [d for d in scene.book.drafts if d is not event and d.kind == event.kind == "session" and d.ordinal and event.ordinal and not d.planned]
    return [d for d in same if d.seen[:1] == event.seen[:1] and d.period == event.period]


def _of_another_time(scene: Scene, event: Draft, named: bool) -> bool:
    """The sentence recalls something older, or tells of a day outside the event."""
    apart = asides(scene.tokens)  # "сообщил о выполнении соглашения, подписанного 5 мая 2013 года"
    told = [(k, d) for k, d in dates_of(scene.story, scene.i) if not any(a <= k < b for a, b in apart)]
    if any(d.mention.background for _, d in told) or not _OLDER.isdisjoint(lemmas(scene.tokens)):
        return True
    if named or event.period is None:
        return False
    days = [d for _, d in told if d.period is not None]
    if not days and scene.i and _signs(scene.row) and _signs(scene.story.rows[scene.i - 1]) and scene.i - 1 not in event.seen:
        days = [d for _, d in dates_of(scene.story, scene.i - 1) if d.period is not None]  # "Меморандум подписан в марте. Подписи поставили А и Б"
    return bool(days) and not any(
        d.period is not None and (covers(event.period, d.period.start) or covers(d.period, event.period.start))
        for d in days
    )


def _by_verbs(scene: Scene, event: Draft) -> None:
    acts = [t for t in triggers_in(scene.row, 0, len(scene.tokens), "participate", "head", "receive", "hold") if not t.negated]
    acts = [t for t in acts if t.act != "hold" or t.lemma in _LEADS or (t.lemma in ("открывать", "закрывать") and t.tense == "past")]
    acts = [t for t in acts if t.lemma != "участие" or not any(x.norm in ("за", "for") for x in scene.tokens[max(0, t.first - 3) : t.first])]  # "благодарит Б за участие"
    if event.planned:
        acts = [t for t in acts if t.tense != "past"]
    states_represented(scene, event)
    if not acts:
        return
    for p in who_before(scene) if _by_pronoun(scene, acts) else []:
        event.note(event.people, scene.story.person(p), scene.i)
    for t in acts:
        for p in unnamed(scene, *clause(scene.tokens, t.first), "Nom") if t.lemma in _INSIDE | {"возглавить"} else []:
            event.note(event.people, scene.story.person(p), scene.i)
    two = set(event.countries)
    for p in scene.row.persons:
        first, last = clause(scene.tokens, p.first)
        if triggers_in(scene.row, first, last, "postpone"):
            continue  # "отказался от участия"
        fitting = [t for t in acts if first <= t.first < last and _does(scene, p, t)] or [t for t in acts if t.lemma in _THERE and of_whom(scene, t) is p]
        near = min(fitting, key=lambda t: abs(t.first - p.first), default=None)
        if near is None or reported(scene.row, p) or (event.group == "visit" and near.act == "receive"):
            continue  # who receives the guests meets them
        key = scene.story.person(p)
        theirs = set(scene.book.sides.countries([key]))
        if near.act == "head" and event.group == "meet" and len(two) == 2 and theirs and not theirs & two:
            continue  # talks of two, and then "Делегацию Азербайджана возглавлял А": told of a meeting with a third
        event.note(event.people, key, scene.i)
        if near.lemma in _SPEAKS:
            event.note(event.speakers, key, scene.i)
        # "делегация под руководством А принимает участие": the nearer verb is not what A does
        led = any(t.lemma == "руководство" and 0 < p.first - t.first <= _LED for t in fitting)
        if ((near.act == "head" and (near.lemma != "глава" or p.case == "Nom")) or led) and _delegation(scene):
            event.note(event.heads, key, scene.i)
            if event.group == "visit":
                event.note(event.visitors, key, scene.i)
        for iso in scene.book.sides.countries([key]):
            event.note(event.countries, iso, scene.i)


def _by_pronoun(scene: Scene, acts: Sequence[Trigger]) -> bool:
    """«Он принял участие в заседании»: the subject is whom the sentence before spoke of."""
    pronoun = any(t.lemma in ("он", "она") and t.case == "Nom" for t in scene.tokens)
    return pronoun and any(t.lemma in _INSIDE for t in acts) and not any(p.case == "Nom" for p in scene.row.persons)


def _does(scene: Scene, p: PersonNamed, act: Trigger) -> bool:
    """The person is whom the verb speaks of: its subject, one of those who were there, "под руководством А"."""
    if act.lemma in _THERE:
        partner = p.case == "Ins" and any(t.act == "meet" for t in scene.row.triggers)
        return not partner and (p.case != "Dat" or p.first > act.first)
    if act.lemma in ("руководство", "председательство"):
        return (
            p.case in ("Gen", "")
            and p.first > act.first
            and any(x.norm in ("под", "пад", "under") for x in scene.tokens[max(0, act.first - 2) : act.first])
        )
    if act.lemma == "глава":
        stands = any(t.lemma in ("стоять", "находиться", "быть") for t in scene.tokens[act.last : act.last + 4])  # "Во главе ее стоял А"
        return p.case in ("Ins", "", "Nom" if stands else "") and act.first > 0 and scene.tokens[act.first - 1].norm == "во"
    if any(a[0] <= act.first < a[1] and not a[0] <= p.first < a[1] for a in asides(scene.tokens)):
        return False
    if act.lemma in _HEADS and not _headed(scene, act):
        return False  # "Ранее А возглавлял представительство компании в Баку"
    return p.case in ("Nom", "") or (act.passive and p.case == "Ins")


def _headed(scene: Scene, act: Trigger) -> bool:
    """A delegation or a gathering is what the verb speaks of, not a house."""
    near = scene.tokens[max(0, act.first - 8) : act.last + 6]
    if any(c.form == "adjective" and c.case == "Acc" and abs(c.first - act.first) <= 2 for c in scene.row.countries):
        return True  # "Грузинскую возглавлял А", behind "делегации"
    return any(t.lemma in _LED_ONES or t.norm in ("ее", "его", "их", "яе", "яго", "іх", "которую", "которые", "it") for t in near) or any(act.first - 8 <= g.head <= act.last + 6 for g in scene.row.gatherings)


def _delegation(scene: Scene) -> bool:
    return any(t.lemma in ("делегация", "delegation", "команда", "группа", "сторона") for t in scene.tokens) or any(
        t.norm in ("ее", "её", "яе", "ей") for t in scene.tokens
    )


def _by_side(scene: Scene, event: Draft) -> None:
    """«С узбекской стороны за столом были А и Б», «В ее составе также …»: a verbless list of those present."""
    tokens = scene.tokens
    told = lemmas(tokens)
    side = not _SIDE.isdisjoint(told) and any(
        t.lemma in _SIDE and any(x.lemma in ("с", "со", "от", "за", "from", "on", "for") for x in tokens[max(0, k - 3) : k]) for k, t in enumerate(tokens)
    )
    table = not _TABLE.isdisjoint(told) and ("за" in told or "at" in told)
    members = not _COMPOSED.isdisjoint(told) and any(t.lemma in _COMPOSED and k and tokens[max(0, k - 2)].lemma in ("в", "во", "у") for k, t in enumerate(tokens))
    if not (side or table or members) or (
        side and triggers_in(scene.row, 0, len(tokens), "sign", "appoint") and not table and "являться" in told
    ):
        return
    if side and not table and not event.container and triggers_in(scene.row, 0, len(tokens), "sign"):
        return  # "с корейской стороны подпись поставил А", told after talks: of another paper
    if side and any(x.head < 3 for x in scene.row.instruments):
        return  # "меморандум о …; с корейской стороны: А", a row of a table of documents
    for p in scene.row.persons:
        if p.case in ("Nom", "", "Dat") and not reported(scene.row, p):
            key = scene.story.person(p)
            event.note(event.people, key, scene.i)
            for iso in scene.book.sides.countries([key]):
                event.note(event.countries, iso, scene.i)


def _signers(scene: Scene, event: Draft) -> None:
    """Who signs there takes part: "на форуме А и Б подписали …"."""
    before = scene.story.rows[scene.i - 1] if scene.i else scene.row
    if event.planned or event.group == "visit" or (event.container and (_after_it(scene.row) or (_signs(before) and _after_it(before)))):
        return
    for t in triggers_in(scene.row, 0, len(scene.tokens), "sign"):
        if t.negated or (t.tense != "past" and t.lemma not in _PENS):
            continue
        if any(a[0] <= t.first < a[1] for a in asides(scene.tokens)):
            continue
        first, last = clause(scene.tokens, t.first)
        for p in scene.row.persons:
            if (
                first <= p.first < last
                and (p.case in ("Nom", "") or (p.case == "Ins" and (t.passive or with_whom(scene, p) is not None)))
                and not reported(scene.row, p)
            ):
                event.note(event.people, scene.story.person(p), scene.i)


def _ribbon(scene: Scene, event: Draft) -> None:
    """«Ленточку перерезали А и Б», told after the house was said to have been opened."""
    if any(t.lemma in RIBBON for t in scene.tokens[:12]):
        for p in scene.row.persons:
            if p.case in ("Nom", "Ins", "") and not reported(scene.row, p):
                event.note(event.people, scene.story.person(p), scene.i)


def _came_to_talk(scene: Scene, visit: Draft) -> None:
    """«А встретился с Б. Делегация Чили находится в Осло с визитом»: the only one of that state at the talks just told of came with it."""
    guests = visit.countries.keys() - {visit.country}
    if len(guests) != 1 or visit.planned or not any(t.lemma in ("делегация", "дэлегацыя") for t in scene.tokens):
        return
    meetings = [d for d in scene.book.drafts if d.group == "meet" and not (d.planned or d.background) and any(scene.i - 1 <= s <= scene.i for s in d.seen)]
    found = {key for d in meetings for key in d.people if scene.book.sides.country(key) in guests}
    for key in found if len(found) == 1 else ():
        event_rows = next(d.people[key] for d in meetings if key in d.people)
        visit.note(visit.people, key, event_rows[0])
        visit.note(visit.visitors, key, event_rows[0])


def _reports(scene: Scene, event: Draft) -> None:
    """«О ходе работ проинформировал А», «А сообщил о выполнении плана», told of a sitting: A spoke there."""
    words = lemmas(scene.tokens)
    if _INFORMS.isdisjoint(words) or not _PRESS.isdisjoint(words) or [t.norm for t in scene.tokens[:2]] in (["об", "этом"], ["аб", "гэтым"], ["пра", "гэта"]):
        return
    for k, t in enumerate(scene.tokens):
        if t.lemma not in _INFORMS or "Tense=Past" not in t.feats or (k and scene.tokens[k - 1].text in (",", "–", "—")):
            continue
        first, last = clause(scene.tokens, k)
        about = any(x.norm in ("о", "об", "обо", "аб", "пра", "опытом", "с") for x in scene.tokens[first : min(last, k + 4)])
        for p in scene.row.persons if about else ():
            if first <= p.first < last and p.case in ("Nom", "") and not reported(scene.row, p):
                event.note(event.people, scene.story.person(p), scene.i)
                event.note(event.speakers, scene.story.person(p), scene.i)


def _listed(scene: Scene, event: Draft) -> None:
    """«Страны представляли:», «Выступили:», and a list of people below it."""
    lead = scene.story.lead(scene.i)
    row = scene.story.rows[lead] if lead is not None else None
    if row is None or not any(t.act == "participate" and t.lemma in _PRESENT and not t.negated for t in row.triggers):
        return
    for p in scene.row.persons:
        if p.case in ("Nom", "") and not reported(scene.row, p):
            event.note(event.people, scene.story.person(p), scene.i)
            for iso in scene.book.sides.countries([scene.story.person(p)]):
                event.note(event.countries, iso, scene.i)


def _at_the_ceremony(scene: Scene, event: Draft) -> None:
    """«Протокол подписали А и Б. Церемония прошла в первый день форума»: those who signed were there."""
    opens = any(t.lemma in _CEREMONY and t.case in ("Nom", "") for t in scene.tokens[:3])
    row = scene.story.rows[scene.i - 1] if scene.i and not scene.headline(scene.i - 1) else None
    if not opens or row is None or not any(t.act == "sign" and (t.tense == "past" or t.lemma in _PENS) and not t.negated for t in row.triggers):
        return
    for p in row.persons:
        if p.case in ("Nom", "", "Ins") and not reported(row, p):
            event.note(event.people, scene.story.person(p), scene.i - 1)
            for iso in scene.book.sides.countries([scene.story.person(p)]):
                event.note(event.countries, iso, scene.i - 1)


def reported(row: SentenceMentions, person: PersonNamed) -> bool:
    """«по словам А», «передает А»: somebody speaks of the event."""
    if under_leadership(row, person) and any(t.act == "meet" for t in row.triggers):
        return True
    roles = [r.first for r in row.roles if r.last in (person.first, person.first - 1)]
    start = min([person.first, *roles])
    before = [t.lemma for t in row.tokens[max(0, start - 2) : start]]
    if start > 1 and row.tokens[start - 1].lemma in _TELLS and row.tokens[start - 2].text in (",", "–", "—"):
        return True  # "…, сообщил посол А"
    if row.tokens[start - 1].norm == "сказать" and row.tokens[start - 1].text.isascii() and start > 1:
        return True  # "They spoke of trade, said A"
    return any(w in ("слово", "мнение", "данные", "выражение", "передавать", "сообщать", "according") for w in before)
