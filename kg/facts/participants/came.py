"""Who came to a gathering as what: «Среди спикеров – А и Б», «Модератором стал А», «Гости: А, Б», «На ней побывал А», «в состав делегации вошли А и Б»."""

from __future__ import annotations

from kg.facts.sentences.clauses import clause
from kg.facts.sentences.words import told_ahead
from kg.facts.story.drafts import Draft, Scene
from kg.facts.time_and_place.ends import tensed
from kg.facts.time_and_place.when import asides
from kg.mentions.model import PersonNamed
from kg.text.document import Token, lemmas

_AS = frozenset(
    "участник гость делегат спикер докладчик модератор ведущий выступающий панелист участница сопредседатель председатель председательствующий выступавший участвовавший присутствовавший присутствующий собравшийся приглашенный эксперт участвующий почетный хедлайнер содокладчик экспонент соведущий старшыня сустаршыня удзельнік госць дэлегат дакладчык вядучы "
    "participant guest delegate speaker panelist panellist moderator attendee co-chair".split()
)
_AMONG = frozenset("среди сярод among".split())
_NUMBER = frozenset("число лік".split())
_BECAME = frozenset("стать быть являться выступить выступать стаць быць быў become be act serve include feature".split())
_VISITS = frozenset("посетить побывать приехать прибыть прилететь наведаться заглянуть осмотреть наведать пабываць прыехаць visit attend tour".split())
_IT = frozenset("нем ней него неё нее них ём іх it".split())
_EVENT = frozenset("мероприятие событие церемония открытие торжество форум площадка выставка конференция мерапрыемства падзея event".split())
_SHOWN = frozenset("стенд экспозиция павильон стэнд экспазіцыя павільён".split())
_IT_IS = _EVENT | _SHOWN
_ENTERED = frozenset("войти входить увайсці уваходзіць ўвайсці ўваходзіць".split())
_STAFF = frozenset("состав делегация склад дэлегацыя делегация команда".split())
_ESCORT = frozenset("сопровождение суправаджэнне присутствие прысутнасць".split())
_INSIDE = frozenset("участвовать участие присутствовать выступить поучаствовать удел удзельнічаць".split())
_MARKS = (":", "–", "—", "-")
_FAR = 28  # tokens between what somebody was and the verb, names and brackets among them


def came(scene: Scene, event: Draft, *, named: bool) -> None:
    """Add those of whom the sentence says as what they were at a gathering; named: the sentence itself names the event."""
    words = lemmas(scene.tokens)
    if not scene.row.persons or (event.planned and (event.group == "visit" or _AS.isdisjoint(words))):
        return
    if not _ESCORT.isdisjoint(words) and (named or scene.row.gatherings or event.group == "visit"):
        _escorted(scene, event)
    if event.group == "visit":
        if not _ENTERED.isdisjoint(words) and not _STAFF.isdisjoint(words):
            _members(scene, event)
        return
    at = _as_what(scene.tokens, planned=event.planned) if not _AS.isdisjoint(words) else None
    became = _copula(scene.tokens, at) if at is not None else None
    if at is None and not event.planned and (event.container or event.kind == "opening") and not _VISITS.isdisjoint(words):
        at = _visited(scene.tokens, _SHOWN if named else _IT_IS)
    goes_on = at is None and not event.planned and not named and _goes_on(scene)
    if at is None and not goes_on:
        return
    first, last = (0, len(scene.tokens)) if at is None else clause(scene.tokens, at)
    last = max(last, clause(scene.tokens, became)[1]) if became is not None else last
    cases = ("Nom", "", "Acc") if scene.story.language == "en" else ("Nom", "")
    for p in scene.row.persons:
        if p.case in cases and (first <= p.first < last or (at is not None and p.first > at and any(t.text in _MARKS for t in scene.tokens[last - 1 : last + 1]))) and not _outside(scene, p):
            key = scene.story.person(p)
            event.note(event.people, key, scene.i)
            for iso in scene.book.sides.countries([key]):
                event.note(event.countries, iso, scene.i)
    for c in scene.row.countries:
        if c.form != "adjective" and c.case == "Nom" and c.last < len(scene.tokens) and scene.tokens[c.last].text in _MARKS:
            event.note(event.countries, c.iso, scene.i)  # "Беларусь – А, Сербия – Б"


def _goes_on(scene: Scene) -> bool:
    """«Участники: А, министр; Б, посол; В», «участвовали: А; Б»: a list that semicolons part goes on."""
    rows, i = scene.story.rows, scene.i
    while i and rows[i - 1].tokens and rows[i - 1].tokens[-1].text == ";" and rows[i - 1].sentence.paragraph == scene.row.sentence.paragraph:
        i -= 1
    if i == scene.i:
        return False
    lead = rows[i]
    colon = any(t.text == ":" for t in lead.tokens)
    there = any(t.act == "participate" and t.lemma in _INSIDE and not t.negated and t.tense != "fut" for t in lead.triggers)
    return (there and colon) or _as_what(lead.tokens) is not None


def _as_what(tokens: tuple[Token, ...], *, planned: bool = False) -> int | None:
    """The noun in «среди гостей», «в числе участников», «модератором стал», «Спикеры: …»; told as what has been."""
    for k, t in enumerate(tokens):
        if t.lemma not in _AS:
            continue
        near = tokens[max(0, k - 4) : k]
        if t.number == "Plur" and (any(x.norm in _AMONG for x in near) or (any(x.lemma in _NUMBER for x in near) and t.case == "Gen")):
            return None if not planned and any(told_ahead(x) for x in tokens) else k
        if _copula(tokens, k) is not None and (t.case == "Ins" or t.norm.endswith(("ом", "ем", "ым", "им", "ами", "ями", "ой")) or t.text.isascii()):
            return k
        if k <= 1 and (t.number == "Plur" or t.lemma in ("модератор", "ведущий", "moderator")) and any(x.text in _MARKS for x in tokens[k + 1 : k + 8]) and not any("Tense=" in x.feats for x in tokens[:k + 8]):
            return k
    return None


def _copula(tokens: tuple[Token, ...], k: int) -> int | None:
    """The past verb of «Модератором стал А», «Спикером форума «Путь», который прошел в Баку, был А»: what brackets and relative clauses tell stands between."""
    near: list[int] = [j for j in (*range(k - 1, max(-1, k - 6), -1), *range(k + 1, min(k + 9, len(tokens)))) if tokens[j].lemma in _BECAME and "Tense=Past" in tokens[j].feats]
    if near:
        return near[0]
    inside = {j for a, b in asides(tokens) for j in range(a, b)}
    for j in range(k + 1, min(k + _FAR, len(tokens))):
        if j not in inside and tensed(tokens[j]):
            return j if tokens[j].lemma in _BECAME and "Tense=Past" in tokens[j].feats else None
    return None


def _visited(tokens: tuple[Token, ...], what: frozenset[str]) -> int | None:
    """The verb in «На ней побывал», «Мероприятие посетил», «Экспозицию осмотрел»."""
    for k, t in enumerate(tokens):
        if t.lemma in _VISITS and "Tense=Past" in t.feats:
            near = [x for j, x in enumerate(tokens[max(0, k - 10) : k + 4], max(0, k - 10)) if j >= k - 4 or x.lemma in _SHOWN]
            if any((x.norm in _IT and what is _IT_IS) or (x.lemma in what and x.case in ("Acc", "Loc", "Nom") and x.number == "Sing") for x in near):
                return k
    return None


def _escorted(scene: Scene, event: Draft) -> None:
    """«отправился в Осло в сопровождении А и Б», «Переговоры прошли в присутствии А»."""
    at = next(k for k, t in enumerate(scene.tokens) if t.lemma in _ESCORT)
    _, last = clause(scene.tokens, at)
    for p in scene.row.persons if at and scene.tokens[at - 1].norm in ("в", "у", "accompanied") else ():
        if at < p.first < last and p.case in ("Gen", "Ins", ""):
            event.note(event.people, scene.story.person(p), scene.i)
            if event.group == "visit":
                event.note(event.visitors, scene.story.person(p), scene.i)


def _members(scene: Scene, event: Draft) -> None:
    """«Делегация, в состав которой вошли А и Б, посетила Осло»."""
    at = next(k for k, t in enumerate(scene.tokens) if t.lemma in _ENTERED)
    first, last = clause(scene.tokens, at)
    if "Tense=" not in scene.tokens[at].feats or not any(t.lemma in _STAFF for t in scene.tokens[first:at]):
        return
    for p in scene.row.persons:
        if first <= p.first < last and p.case in ("Nom", "") and p.first > at:
            key = scene.story.person(p)
            for table in (event.people, event.visitors):
                event.note(table, key, scene.i)


def _outside(scene: Scene, p: PersonNamed) -> bool:
    """«по словам А», «сообщил А»."""
    before = scene.tokens[max(0, p.first - 8) : p.first]
    return any(t.lemma in ("слово", "сообщить", "отметить", "рассказать", "заявить", "сказать", "say", "according") for t in before)
