"""Members of a series told without its full name: «Первое прошло в Минске, второе – в Осло», «В прошлом году его принимал Баку, в позапрошлом – Рига», «три встречи: 3 мая – в Осло, 5 июня – в Риге».

One decision: the sentence is cut into entries, at numbers and words like "предыдущий" where these stand alone, else at its dates where it tells of the series by its noun, a pronoun or the body that sits.
An entry is a member if it tells a city or a time of its own and the sentence says that something was, is or will be held; it inherits name, sides, verb and city from what is told once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kg.facts.events.told_series import KINDS, Series, agrees, of_draft, of_mention, series_of, series_told
from kg.facts.sentences.clauses import dates_of, places_in
from kg.facts.story.drafts import Draft, Scene
from kg.facts.time_and_place.ends import CLOSES, OPENS
from kg.facts.time_and_place.when import asides, take
from kg.facts.time_and_place.where import named_state
from kg.mentions.acts import negated
from kg.mentions.model import PlaceNamed
from kg.mentions.ordinals import ORDINALS, number_of, ordinal_of
from kg.reference.word_tests import WordTest
from kg.text.document import Token, lemmas, passing
from kg.values import PartialDate, Period

_BEFORE = frozenset("предыдущий прошлый прошлогодний прежний минувший позапрошлый папярэдні мінулы".split())
_AFTER = frozenset("следующий очередной будущий новый наступны чарговы".split())
_HELD = frozenset(
    "состояться пройти проходить проводить провести проводиться проведенный прошедший быть собраться собираться собирать собрать открыться принять принимать хозяин приютить организовать "
    "заседать созвать созывать созываться встречать встретить адбыцца прайсці быць прыняць правесці".split()
) | OPENS | CLOSES
_TO_BE = frozenset(
    "запланировать запланированный наметить намеченный намечать намечаться планировать планироваться ожидаться назначить назначенный решить решено предстоять договориться условиться "
    "предполагаться ждать запланаваць намеціць плануецца".split()
)
_HOSTS = frozenset("принять принимать собрать собирать приютить встречать встретить хозяин организовать провести прыняць прымаць".split())
_HOLDS = _HOSTS | _HELD
_SITS = frozenset("собираться собраться заседать созывать созвать созываться встречаться встретиться".split())
_BODIES = frozenset("комиссия комитет совет группа подкомиссия коллегия камісія камітэт савет група".split())
_PARTS = frozenset("подгруппа подкомиссия подкомитет секция бюро президиум правление секретариат падгрупа падкамісія".split())
_PRONOUNS = frozenset("он она оно его ее".split())
_CALLED = frozenset("видеосвязь видеоконференция видеоконференцсвязь видеоформат онлайн онлайн-формат дистанционно".split())
_ROUNDS = frozenset("раунд тур".split())
_YEAR = re.compile(r"((?:19|20)\d\d)-(?:м|го|й|ым)$")
_YEARS_ON = {"год": 1, "два": 2, "три": 3, "четыре": 4, "пять": 5}
_LATER = frozenset("позже позднее спустя через пазней".split())
_SAME_CITY = frozenset("там здесь туда тут".split())
_SHIFTED = {"прошлом": -1, "позапрошлом": -2, "следующем": 1, "будущем": 1, "нынешнем": 0}
_QUOTES = frozenset(["«", "“", "\"", "„"])
_MARKS = frozenset([":", "–", "—", "-", "("])
_PARTING = frozenset([",", ";", "и", "а"])
_TAKES_PLACE = _HELD | _TO_BE
_WHICH = _BEFORE | _AFTER
_ROMAN = frozenset("IVXХ")
# words that may be a number or "предыдущий"
_COUNTS: WordTest[Token] = WordTest(lambda t: t.lemma in _WHICH or t.lemma in ORDINALS or t.norm[:1].isdecimal() or t.norm[:1] in "ivxх")


@dataclass(frozen=True, slots=True)
class _Entry:
    at: int  # the number, "предыдущий", or the date
    first: int
    last: int
    dated: bool = False


def drafts_of_members(scene: Scene) -> Iterator[Draft]:
    """A draft for each entry of the sentence that tells of another member of the series."""
    if scene.story.language == "en":
        return
    words = [k for k in passing(_COUNTS, scene.tokens) if _stands_alone(scene, k, scene.tokens[k])]
    before: Draft | None = None
    found = False
    for n, k in enumerate(words):
        end = words[n + 1] if n + 1 < len(words) else len(scene.tokens)
        stop = next((j for j in range(k + 1, end) if scene.tokens[j].text == ";"), end)
        known = series_of(scene, k)
        draft = _member(scene, _Entry(k, k, stop), known, before) if known is not None else None
        if draft is not None:
            before, found = draft, True
            draft.seen.append(scene.i)
            yield draft
    if not found:
        for draft in (*_dated(scene), *_of_a_part(scene)):
            draft.seen.append(scene.i)
            yield draft


def another_member(scene: Scene, draft: Draft) -> bool:
    """«Второй форум пройдет в Осло. В 2023 году его принимал Сантьяго»: the pronoun means the series, the date another member."""
    told = next((d for d in reversed(scene.book.drafts) if d.container and d.head == draft.head and d.sentence < scene.i), None)
    known = of_draft(told) if told is not None else None
    return known is not None and draft.period is not None and _of_other_times(scene, known, [draft.period]) and _meant(scene) is not None


def _stands_alone(scene: Scene, k: int, t: Token) -> bool:
    """An ordinal, or "предыдущий", that no noun of its own follows, or only the series' noun or name."""
    which = t.lemma in _WHICH
    if not (which or t.lemma in ORDINALS or number_of(t) is not None):
        return False
    roman = bool(t.text) and not set(t.text) - _ROMAN
    if (t.case not in ("Nom", "Acc", "") and not roman) or k + 1 >= len(scene.tokens) or (t.text.isascii() and not roman):
        return False
    if not which and t.text[:1].isdecimal() and (_in_date(scene, t) or (k and scene.tokens[k - 1].norm in ("с", "со", "по", "до", "к"))):
        return False
    after = scene.tokens[k + 1]
    if after.text in _QUOTES:
        return True
    if number_of(after) is not None and not which:
        return False
    verbless = k + 2 < len(scene.tokens) and scene.tokens[k + 2].text in _MARKS
    if roman:
        return after.lemma in _TAKES_PLACE or after.text in _MARKS
    return after.pos in ("VERB", "AUX", "ADP", "ADV", "PUNCT", "PART") or after.lemma in _TAKES_PLACE or (after.pos == "NOUN" and after.case in ("Nom", "Acc") and (verbless or after.lemma in _ROUNDS or _received(scene, k)))


def _in_date(scene: Scene, t: Token) -> bool:
    return any(d.mention.span.start <= t.start < d.mention.span.end for d in scene.story.dates[scene.i])


def _received(scene: Scene, k: int) -> bool:
    """«следующий форум примет Осло», «прошлый форум принимал Минск»."""
    near = scene.tokens[k + 2 : k + 5]
    return any(t.lemma in _HOSTS and t.pos == "VERB" for t in near)


def _dated(scene: Scene) -> Iterator[Draft]:
    """Members by their dates, where the sentence tells of the series at other times than the member known, or of several."""
    if lemmas(scene.tokens).isdisjoint(_TAKES_PLACE) and not any(g.plural for g in scene.row.gatherings):
        return
    dates = _dates(scene)
    known = _meant(scene) if dates else None
    listed = known is not None and known.sentence == scene.i and known.draft is None
    if known is None or not (listed or _of_other_times(scene, known, [p for _, p in dates])):
        return
    if len(dates) == 1 and any(g.kind == known.kind for g in scene.row.gatherings):
        return  # its noun and one date: told as the noun tells it
    entries = _entries(scene, [k for k, _ in dates])
    told = [_member(scene, e, known, None) for e in entries]
    if not listed and known.sentence == scene.i and not all(_joined(scene, a, b) or (x is not None and x.place is not None) for (a, b), x in zip(pairwise(entries), told[1:], strict=True)):
        return  # "Форум, созданный в 2019 году, пройдет в мае"
    for n, draft in enumerate(told):
        if draft is not None:
            if draft.country is None and n + 1 < len(told) and scene.tokens[entries[n].last].norm == "и" and (after := told[n + 1]) is not None and after.place is not None:
                draft.set_place(after.place, scene.i)  # "в 2023-м и 2024-м – в Баку"
            yield draft


def _joined(scene: Scene, a: _Entry, b: _Entry) -> bool:
    """«в мае 2021-го и в июне 2023-го»: nothing but "и" and a preposition between two dates."""
    return not any(t.pos in ("VERB", "ADJ", "PROPN") or "VerbForm" in t.feats for t in scene.tokens[a.at + 1 : b.at])


def _of_other_times(scene: Scene, known: Series, periods: list[Period]) -> bool:
    """Each date is of another year, or far from the others and from the member known: none is its opening or its last day."""
    first_told = known.day is None or (known.draft is not None and min(known.draft.seen, default=0) == scene.i)
    apart = len(periods) > 1 if first_told else all(_another_time(known.day, p.start) for p in periods)
    return apart and not scene.row.persons and all(_another_time(a.start, b.start) for n, a in enumerate(periods) for b in periods[:n])


def _dates(scene: Scene) -> list[tuple[int, Period]]:
    """Dates of the sentence, also years without their noun: «в 2023-м», «в позапрошлом»."""
    apart = asides(scene.tokens)  # "форум, созданный в 2019 году"
    found = {k: d.period for k, d in dates_of(scene.story, scene.i, ("date", "since")) if d.period is not None and not any(a <= k < b for a, b in apart) and not any(g.first <= k < g.last for g in scene.row.gatherings)}
    now = scene.story.now
    for k, t in enumerate(scene.tokens):
        year = _YEAR.match(t.norm) if t.norm[:1].isdecimal() else None
        after = scene.tokens[k + 1 : k + 2]
        if year and not _in_date(scene, t):
            found[k] = Period(PartialDate(int(year[1])))
        elif t.norm in _SHIFTED and found and now is not None and now.year and not (after and after[0].pos == "NOUN") and not _in_date(scene, t):
            found[k] = Period(PartialDate(now.year + _SHIFTED[t.norm]))
    return sorted(found.items())


def _entries(scene: Scene, at: list[int]) -> list[_Entry]:
    """The sentence cut between its dates: at the last comma, "и" or "а" in front of each but the first."""
    cuts = [0]
    for a, b in pairwise(at):
        cuts.append(next((k for k in range(b, a, -1) if scene.tokens[k].norm in _PARTING), b))
    return [_Entry(k, first, last, dated=True) for k, first, last in zip(at, cuts, [*cuts[1:], len(scene.tokens)], strict=True)]


def _meant(scene: Scene) -> Series | None:
    """The series of which a dated sentence speaks: by several of its noun before a colon, its noun, the body that sits, a pronoun."""
    tokens = scene.tokens
    colon = next((k for k, t in enumerate(tokens) if t.text == ":"), 0)
    several = next((g for g in scene.row.gatherings if (g.plural or _counted(tokens, g.first)) and g.kind in KINDS and g.last <= colon), None)
    if several is not None:
        found = of_mention(scene.row, several, scene.i)
        states = found.states or tuple(dict.fromkeys(c.iso for c in scene.row.countries if c.first < colon)) or tuple(scene.story.bilateral())
        return _with_states(found, states) if len(states) == 2 else found if found.states else None
    of_paper = any(t.act in ("sign", "initial") for t in scene.row.triggers)  # "Подписано оно было в мае 2018 года": no sitting
    for s in series_told(scene, len(tokens)):
        by_noun = any(t.lemma == s.head and t.number != "Plur" and t.case in ("Nom", "Acc") for t in tokens)
        by_body = s.kind == "session" and any(t.lemma in _BODIES & s.core and t.case in ("Nom", "Acc") for t in tokens) and any(t.lemma in _SITS for t in tokens)
        by_pronoun = s.draft is not None and not of_paper and any(t.norm in _PRONOUNS and agrees(t, s.head) for t in tokens) and any(t.lemma in _HOLDS and "Tense=" in t.feats for t in tokens)
        if by_noun or by_body or by_pronoun:
            return s
        if s.draft is not None and s.draft.sentence != scene.i:
            return None
    return None


def _counted(tokens: tuple[Token, ...], first: int) -> bool:
    """«три встречи», «два раунда»."""
    return first > 0 and tokens[first - 1].pos == "NUM" and not tokens[first - 1].text[:1].isdecimal()


def _with_states(s: Series, states: tuple[str, ...]) -> Series:
    return Series(s.kind, s.head, s.noun, s.before, s.behind, s.core, states, s.proper, s.sentence, whole=s.whole)


def _another_time(a: PartialDate | None, b: PartialDate) -> bool:
    """Of another year, or of a month that is not near."""
    if a is None or a.year is None or b.year is None:
        return False
    return a.year != b.year or (a.month is not None and b.month is not None and abs(a.month - b.month) > 1)


def _of_a_part(scene: Scene) -> Iterator[Draft]:
    """«Накануне, 17 июня, отдельно заседала ее подгруппа по почте»: a sitting of its own, of the same sides."""
    words = lemmas(scene.tokens)
    if words.isdisjoint(_SITS) or words.isdisjoint(_PARTS) or any(scene.tokens[g.head].case in ("Nom", "Acc") for g in scene.row.gatherings):
        return  # "накануне заседания собиралась подгруппа" tells of the subgroup alone
    at = next((k for k, t in enumerate(scene.tokens) if t.lemma in _PARTS and t.case == "Nom"), None)
    verb = next((k for k, t in enumerate(scene.tokens) if t.lemma in _SITS and "Tense=" in t.feats and not negated(scene.tokens, k)), None)
    dates = dates_of(scene.story, scene.i, ("date",))
    known = next((s for s in series_told(scene, 0) if s.kind == "session" and s.draft is not None and s.states), None)
    if at is None or verb is None or known is None or len(dates) != 1:
        return
    end = next((k for k in range(at + 1, len(scene.tokens)) if scene.tokens[k].text in (",", ".", ";", "–") or "VerbForm=Fin" in scene.tokens[k].feats or any(k == j for j, _ in dates)), len(scene.tokens))
    name = " ".join(t.text for t in scene.tokens[at:end])
    draft = Draft("session", name, scene.i, "part-of-body", frozenset(t.lemma for t in scene.tokens[at:end] if t.is_word), scene.tokens[at].lemma, proper=True, held=True)
    draft.set_period(dates[0][1].period, scene.i)
    places = places_in(scene.row, 0, len(scene.tokens))
    draft.set_place(places[0] if places else None, scene.i)
    for iso in known.states:
        draft.note(draft.countries, iso, scene.i)
    yield draft


def _member(scene: Scene, s: _Entry, known: Series, before: Draft | None) -> Draft | None:
    tokens = scene.tokens[s.first : s.last]
    acts = [j for j in range(s.first, s.last) if (scene.tokens[j].lemma in _TAKES_PLACE) and not negated(scene.tokens, j)]
    verbs = [t for t in tokens if "VerbForm=Fin" in t.feats]
    elliptic = not verbs and (s.dated or any(t.text in _MARKS for t in tokens[1:3]))
    if not acts and not (elliptic and (s.dated or before is not None or tokens[1].pos == "NOUN" or scene.i - known.sentence <= 1)):
        return None
    ordinal = None if s.dated else ordinal_of(scene.tokens, s.at, s.at + 1)
    if ordinal is not None and ordinal == known.ordinal:
        return None
    which = scene.tokens[s.at].text if not s.dated else ""
    name = known.name(which if which and not set(which) - _ROMAN else which.lower()) or (known.draft.name if known.draft is not None and s.at + 1 < len(scene.tokens) and scene.tokens[s.at + 1].text in _QUOTES else None)
    called = known.kind in ("meeting", "talks") and any(t.lemma in _CALLED for t in tokens)
    draft = Draft("call" if called else known.kind, name, scene.i, "member-of-series", known.core, known.head, ordinal, proper=(known.proper or ordinal is not None) and not called)
    _place(scene, draft, s, known)
    _time(scene, draft, s, before)
    if draft.period is None and draft.closes is None and draft.place is None:
        return None
    draft.planned = any(t.lemma in _TO_BE for t in tokens) or any("Tense=Fut" in t.feats or ("Tense=Pres" in t.feats and "Aspect=Perf" in t.feats) for t in verbs) or _ahead(scene, draft)
    draft.held = not draft.planned
    for iso in dict.fromkeys([*known.states, *([draft.country] if draft.country and len(known.states) < 2 else [])]):
        draft.note(draft.countries, iso, scene.i)
    return draft


def _place(scene: Scene, draft: Draft, s: _Entry, known: Series) -> None:
    inside = places_in(scene.row, s.first, s.last)
    host = any(t.lemma in _HOSTS for t in scene.tokens[s.first : s.last]) or (s.dated and any(t.lemma in _HOSTS for t in scene.tokens[: s.last]))
    named: list[PlaceNamed] = [p for p in scene.row.places if s.first <= p.first < s.last and p.first and scene.tokens[p.first - 1].pos not in ("ADP",)]
    bare = next((p for p in named if scene.tokens[p.first - 1].text in (*_MARKS, ",") or (host and (scene.tokens[p.first].case in ("Nom", "") or scene.tokens[p.first].text == p.name))), None)
    found = inside[0] if inside and not host else bare or (inside[0] if inside else None)
    draft.set_place(found, scene.i)
    if draft.place is None:
        state = next((c.iso for c in scene.row.countries if s.first <= c.first < s.last and c.form != "adjective" and (scene.tokens[c.first - 1].norm in ("в", "во", "у", "ў") or (host and c.case == "Nom"))), None)
        draft.set_country(state, scene.i)
    draft.set_country(named_state(scene.row, s.first, s.last) if draft.country is None else None, scene.i)
    if draft.country is None and known.draft is not None and any(t.norm in _SAME_CITY for t in scene.tokens[s.first : s.last]):
        draft.set_place(known.draft.place, known.draft.place_at if known.draft.place_at is not None else known.sentence)
    if draft.country is None and s.dated and len(scene.row.places) == 1 and draft.kind != "call":
        once = places_in(scene.row, 0, s.first)  # "собирался в Осло дважды – в мае 2021-го и в июне 2023-го"
        draft.set_place(once[0] if once else None, scene.i)


def _time(scene: Scene, draft: Draft, s: _Entry, before: Draft | None) -> None:
    if s.dated:
        draft.set_period(next((p for k, p in _dates(scene) if k == s.at), None), scene.i)
        return
    dates = [(k, d) for k, d in dates_of(scene.story, scene.i, ("date", "since", "until", "validity")) if s.first <= k < s.last]
    if dates:
        take(scene, draft, dates[:2])
        return
    for k in range(s.first, s.last):
        year = _YEAR.match(scene.tokens[k].norm)
        if year:
            draft.set_period(Period(PartialDate(int(year[1]))), scene.i)
            return
    told = before.period.start.year if before is not None and before.period is not None else None
    words = [t.lemma for t in scene.tokens[s.first : s.last]]
    norms = {t.norm for t in scene.tokens[s.first : s.last]}
    if told is not None and norms & _LATER and "год" in words:
        ahead = max((n for w, n in _YEARS_ON.items() if w in words), default=1)
        draft.set_period(Period(PartialDate(told + ahead)), scene.i)


def _ahead(scene: Scene, draft: Draft) -> bool:
    now = scene.story.now
    return now is not None and draft.period is not None and draft.period.start.year is not None and draft.period.start.lexical > now.lexical[: len(draft.period.start.lexical)]
