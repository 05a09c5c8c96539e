"""What the words of a sentence say of a document besides its act: that it is only referred to, replaced, of two sides, of one's own."""

from __future__ import annotations

import itertools

from kg.facts.agreements.scene import Reading
from kg.facts.agreements.they import says_they
from kg.facts.sentences.scenes import Telling, clauses
from kg.facts.sentences.speaker import says_we
from kg.mentions.model import InstrumentNamed, SentenceMentions
from kg.text.document import lemmas

_TWO = frozenset("два двух оба двое два две дзвюх двум дзвюма абодва абедзвюх абодвух two both".split())
_SIDES_WORDS = frozenset("страна государство министерство ведомство сторона глава министр правительство компания оператор country state ministry government side краіна".split())
_THESE = frozenset("оба два профильный отраслевой данный указанный названный абодва".split()) | _TWO
_ORGANS = frozenset("министерство ведомство міністэрства ведамства".split())
_REFERRING = frozenset("вместо взамен согласно к ко благодаря вопреки в во по из при under".split())
_FRAMES = frozenset("рамка основа основание условие положение статья пункт".split())
_SITTINGS = frozenset("заседание пасяджэнне встреча сустрэча переговоры перамовы перагаворы консультация".split())
_REFUTING = frozenset("опровергнуть опровергать опровержение абвергнуць абвяргаць deny refute".split())
_TRUE = frozenset("соответствовать подтвердить подтверждать подтвердиться подтверждаться адпавядаць пацвердзіць".split())
_REPORTS = frozenset("сообщение слух информация публикация новость сведение утверждение паведамленне чутка інфармацыя report rumour rumor claim".split())
_REPLACING = frozenset("заменить заменять сменить взамен вместо замена replace замяніць".split())
_MEMBERS = frozenset("участник государство-член страна-участница страна-член делегация member delegation".split())
# plans and programmes are often one country's own: approved by its government alone, they are no agreement
_OWN_PAPERS = frozenset({"action-plan", "programme", "roadmap", "recommendations", "protocol"})
# a partner in the singular who is found by tender, and those of whom a state has many
_HIRED = frozenset("покупатель клиент абонент пользователь потребитель пассажир гражданин житель сотрудник работник вкладчик подписчик подрядчик поставщик перевозчик победитель производитель исполнитель разработчик застройщик консультант субподрядчик арендатор арендодатель собственник банк-агент инвестор оператор провайдер вуз акимат мэрия район падрадчык пастаўшчык".split())
_MANY_AT_HOME = _HIRED | frozenset("компания предприятие банк школа университет учреждение предприниматель застройщик консультант эксперт институт колледж организация фирма стартап учитель студент выпускник работодатель область регион кампанія".split())
_NEAR = 20  # tokens
_THEY = frozenset("они яны they".split())
_CHANGES = frozenset("внесение изменение дополнение поправка amendment".split())
_BOARDS = ("совет директоров", "наблюдательный совет", "правление")
_MARKETS = frozenset("рынок выход экспорт экспансия".split())
_SIDED = frozenset("собеседник гость делегация посол коллега переговоры переговор встреча премьер сторона сотрудничество взаимодействие двусторонний совместный межправительственный партнер страна государство министр глава супрацоўніцтва бок".split())


def referred(row: SentenceMentions, ins: InstrumentNamed) -> bool:
    """«согласно договору», «в рамках меморандума», «протокол к соглашению»: only referred to, whatever the verb does."""
    k = ins.first - 1
    while k >= 0 and row.tokens[k].pos in ("ADJ", "DET"):
        k -= 1
    if k < 0 or any(t.act == "join" for t in row.triggers):
        return False
    before = row.tokens[k]
    # as printed: English "of" carries the key "из"
    return before.text.lower() in _REFERRING or before.lemma in _FRAMES or (before.norm in ("с", "со") and k > 0 and row.tokens[k - 1].lemma == "соответствие")


def refuted(row: SentenceMentions) -> bool:
    """«опровергло сообщения о том, что подписан контракт», «слухи … не соответствуют действительности», "denied reports that": the report is false."""
    words = lemmas(row.tokens)
    if _REPORTS.isdisjoint(words):
        return False
    return not _REFUTING.isdisjoint(words) or any(a.norm == "не" and b.lemma in _TRUE for a, b in itertools.pairwise(row.tokens))


def replaced(row: SentenceMentions, ins: InstrumentNamed) -> bool:
    """«Оно заменит договор», «взамен соглашения»: another one than that told of."""
    first, _last = next(c for c in clauses(row.tokens) if c[0] <= ins.head < c[1])
    before = {t.lemma for t in row.tokens[first : ins.head]}
    return bool(before & _REPLACING) and (ins.case != "Nom" or any(first <= x.head < ins.first for x in row.instruments))


def two_sides(row: SentenceMentions, reach: tuple[int, int]) -> bool:
    """«двух стран», "the two ministries": the two sides that the release is about."""
    tokens = row.tokens
    return any(tokens[k].lemma in _TWO and any(t.lemma in _SIDES_WORDS for t in tokens[k + 1 : k + 3]) for k in range(reach[0], reach[1]))


def attendees(row: SentenceMentions, reach: tuple[int, int]) -> bool:
    """«участники заседания рассмотрели …»: those present, however many sides they are of."""
    tokens = row.tokens
    return any(tokens[k].lemma in ("участник", "удзельнік") and k + 1 < len(tokens) and tokens[k + 1].lemma in _SITTINGS for k in range(*reach))


def many_sides(row: SentenceMentions, reach: tuple[int, int]) -> bool:
    """«представители стран», «государства – члены ШОС», "heads of delegation": sides that are not all named."""
    tokens = row.tokens
    for k in range(reach[0], reach[1]):
        t = tokens[k]
        if t.number == "Plur" and t.lemma in ("страна", "государство") and t.case == "Gen" and not any(x.lemma in _TWO or x.norm == "трех" for x in tokens[max(0, k - 2) : k]):
            return not any(c.first == k for c in row.countries)
        if t.text == "heads" and [x.text for x in tokens[k + 1 : k + 3]] in (["of", "state"], ["of", "government"]):
            return True
        if t.number == "Plur" and t.lemma in _MEMBERS and t.case in ("Nom", "Gen", ""):
            return len({c.iso for c in row.countries}) != 2  # «участники заседания белорусско-латвийской группы» are of two
    return False


def with_anybody(row: SentenceMentions, ins: InstrumentNamed, reach: tuple[int, int], reading: Reading) -> bool:
    """«Министерство заключило с подрядчиками договор», «меморандум с IT-компаниями города»: a partner whom nothing names is one at home."""
    if reading.status not in ("signed", "in-force", "implementing") or ins.states or two_sides(row, reach) or any(reach[0] <= p.first < reach[1] for p in row.persons):
        return False
    tokens = row.tokens
    bodies = [b for b in row.bodies if not b.anaphor]
    outer = [b for b in bodies if reach[0] <= b.first < reach[1] and not any(o is not b and o.first <= b.first and b.last <= o.last for o in bodies)]
    if len({c.iso for c in row.countries}) > 1 or len(outer) > 1:
        return False
    for k in range(*reach):
        if tokens[k].norm not in ("с", "со", "з", "са") or not -_NEAR < k - ins.head < _NEAR:
            continue
        n = next((n for n in range(k + 1, min(reach[1], k + 5)) if tokens[n].pos == "NOUN" and tokens[n].case == "Ins"), None)
        if n is None or any(t.capital or t.pos not in ("ADJ", "DET", "NUM") for t in tokens[k + 1 : n]) or (tokens[n].capital and tokens[n].text[:3] not in ("IT-", "ИТ-")):
            continue
        named = any(k < m.first <= n + 5 for m in [*bodies, *row.countries]) or any(t.lemma in ("страна", "государство") or (t.text.isascii() and t.capital) or t.text in "«\"“" for t in tokens[n + 1 : n + 5])
        lemma = tokens[n].lemma.removeprefix("it-").removeprefix("ит-")
        anyone = lemma in _HIRED or (tokens[n].number == "Plur" and lemma in _MANY_AT_HOME)
        if anyone and not named:
            return True
    return False


def own_paper(row: SentenceMentions, ins: InstrumentNamed, telling: Telling, reading: Reading) -> bool:
    """«Правительство утвердило план мероприятий»: approved by one side, nothing speaks of a second one."""
    if ins.kind not in _OWN_PAPERS or ins.states or reading.rule not in ("in-force", "approved", "adopted", "prepared", "implementing", "planned", "draft", "discussed", "offered"):
        return False
    if reading.trigger is not None and reading.trigger.lemma.startswith("ратифи"):
        return False
    words = {t.lemma for t in row.tokens}
    if ins.kind == "protocol" and words & _CHANGES:
        return False
    markets = any(t.lemma in _MARKETS for t in row.tokens[ins.head : ins.head + 5])  # «дорожную карту выхода на рынки Индии и Кении»
    isos = {c.iso for c in row.countries if not (markets and c.first > ins.head)}
    outer = [b for b in row.bodies if not any(o is not b and o.first <= b.first and b.last <= o.last for o in row.bodies)]
    international = any(b.kind == "InternationalOrganization" or (b.kind == "WorkingBody" and not b.core.startswith(_BOARDS)) for b in row.bodies) or telling.led
    they = any(t.norm in _THEY and t.case in ("Nom", "") for t in row.tokens)  # «Они поручили подготовить дорожную карту»
    we = says_we(row.tokens) and bool(row.bodies or isos)  # "с Минцифры обсуждаем дорожную карту"
    return not (we or they or says_they(row.tokens) or words & _SIDED or len(isos) > 1 or international or len(outer) > 1)
