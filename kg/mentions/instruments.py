"""Nouns that name an agreement between sides, with their complement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from kg.mentions.inverted import acts_behind
from kg.mentions.model import InstrumentNamed
from kg.mentions.phrases import Marks, Tail, adjectives_before, is_adjective, nominative, printed, tail
from kg.reference.word_tests import WordTest
from kg.reference.words import Lexicon
from kg.text.document import Sentence, Token, passing
from kg.values import Span

_PREPOSITIONS = frozenset({"о", "об", "аб", "по", "па", "в", "у", "на", "для"})
# a plan or programme is one between sides only if its words say so
_PLAN_NOUNS = frozenset("действие мероприятие сотрудничество взаимодействие обмен работа реализация консультация развитие дзеянне мерапрыемства супрацоўніцтва".split())
_PROGRAMME_NOUNS = frozenset("сотрудничество взаимодействие обмен партнерство супрацоўніцтва".split())
_PROGRAMME_ADJECTIVES = frozenset("межгосударственный межправительственный двусторонний совместный трехсторонний союзный многосторонний комплексный сумесны".split())
_WORKING = frozenset("рабочий совместный двусторонний годовой двухгодичный сумесны рабочы двухбаковы".split())  # «подписали рабочий план на 2024 год»
_JOINT = frozenset("совместный итоговый двусторонний трехсторонний межправительственный сумесны".split())
_COUNTS = frozenset("оба два три четыре пять шесть семь восемь девять десять несколько ряд пакет двое two three several".split())
_ACTIONS = frozenset("подписание заключение подготовка разработка согласование реализация выполнение исполнение парафирование ратификация обсуждение проект продление денонсация парафирование доработка".split())
_MASCULINE = frozenset("меморандум протокол контракт документ план".split())
_LEADERS = frozenset("проект праект черновик вариант набросок варыянт draft".split())
_MATTERS = frozenset("вопрос идея предложение инициатива пытанне ідэя прапанова".split())
_OF_WHICH = frozenset("который якi які".split())
_REMAINS = frozenset("остаться оставаться являться лишь только пока застацца заставацца".split())
_OF_CUSTOMERS = ("пользовательск", "абонентск", "трудов", "коллективн", "публичн", "ученическ", "брачн", "страхов", "вкладн", "лицензионн", "карыстальні", "працоўн", "калектыўн", "ліцэнзійн")
_PAPERS = frozenset("бумага текст экземпляр папера тэкст асобнік".split())  # a document where it is signed
_ADOPTED = frozenset("принять принятый одобрить одобренный обнародовать прыняць прынялі прыняты ухваліць".split())
_LEADERS_OF_STATES = frozenset("глава лидер президент премьер премьер-министр министр страна государство участник сторона делегация собеседник они кіраўнік лідар прэзідэнт прэм'ер-міністр міністр краіна дзяржава удзельнік бок яны".split())
_OUTCOMES = frozenset("итог результат завершение окончание конец вынік заканчэнне завяршэнне".split())
_SUMMITS = frozenset("саммит встреча переговоры заседание сессия форум конференция конгресс визит саміт сустрэча перамовы перагаворы пасяджэнне сесія канферэнцыя".split())
_ANAPHORIC_ADJECTIVES = frozenset("этот данный указанный названный упомянутый вышеуказанный гэты".split())


def find_instruments(sentence: Sentence, marks: Marks, lex: Lexicon, acts: frozenset[str]) -> list[InstrumentNamed]:
    """Agreements named in a Russian or Belarusian sentence.

    acts  acts that the sentence's triggers express; a bare "заявление" counts only where it is signed
    """
    tokens = sentence.tokens
    out: list[InstrumentNamed] = []
    for i in passing(_names(lex), tokens):
        t = tokens[i]
        kind = lex.instruments[t.lemma]
        if t.pos not in ("NOUN", "PROPN", "X"):
            continue
        if out and i < out[-1].last and kind in ("other", "action-plan", "programme"):
            continue
        if t.lemma == "письмо" and not (i + 2 < len(tokens) and tokens[i + 1].norm == "о" and tokens[i + 2].lemma == "намерение"):
            continue  # «письмо о намерениях» is signed by both sides, other letters are not
        found = _one(sentence, i, kind, marks, acts)
        if found is not None:
            out.append(found)
    return out


@cache
def _names(lex: Lexicon) -> WordTest[Token]:
    return WordTest(lambda t: t.lemma in lex.instruments)


def _one(sentence: Sentence, i: int, kind: str, marks: Marks, acts: frozenset[str]) -> InstrumentNamed | None:
    tokens = sentence.tokens
    first = adjectives_before(tokens, i, marks)
    adjectives = {t.lemma for t in tokens[first:i]}
    t = tail(tokens, i + 1, marks, prepositions=_PREPOSITIONS, many=True)
    following = next((x.lemma for x in tokens[i + 1 : i + 4] if not is_adjective(x)), "")  # "план совместных действий"
    if (subject_at := next((k for k in range(i + 1, t.end) if acts_behind(tokens, k)), None)) is not None:
        t = replace(t, end=subject_at, country_at=t.country_at if t.country_at is not None and t.country_at[1] <= subject_at else None)
    genitive = _genitive(tokens, i, first)
    states = tuple(dict.fromkeys(iso for k in range(first, i) for iso in marks.adjectives.get(k, ())))
    capital = tokens[first].capital and first > 0 and tokens[first - 1].text not in (".", "•")
    if not _is_instrument(tokens, i, kind, adjectives, following, states, capital, t, acts):
        return None
    before = next((x for x in reversed(tokens[max(0, first - 3) : first]) if x.pos not in ("ADJ", "DET")), None)  # «проект | соответствующего соглашения»
    draft = (before is not None and before.lemma in _LEADERS) or _still_draft(tokens, i, t.end) or _a_matter(tokens, first)
    anaphoric = kind == "other" or any(x.lemma in _ANAPHORIC_ADJECTIVES for x in tokens[max(0, first - 1) : i])
    end = _with_period(tokens, t.end)
    if t.country_at is not None and tokens[t.country_at[0]].case == "Nom" and t.country_at[1] == end:
        end = t.country_at[0]  # "такое же соглашение Сербия заключила в 2019 году"
    label = nominative(tokens, first, i, end)
    label = label[:1].upper() + label[1:]
    if tokens[i].number == "Plur" and kind == "recommendations":
        label = nominative(tokens, first, i, end, plural=True)
        label = label[:1].upper() + label[1:]
    subject = printed(tokens, i + 1, end).strip()
    quote = printed(tokens, t.quote[0], t.quote[1]).strip("«»\"“”„") if t.quote else ""
    return InstrumentNamed(
        sentence.index, first, end, Span(tokens[first].start, tokens[end - 1].end), kind, i, label, subject, "Gen" if genitive else tokens[i].case,
        draft, not genitive and _several(tokens, first, i) and kind != "recommendations", quote, states, anaphoric, tokens[i].gender,
    )  # fmt: skip


def _adopted_together(tokens: Sequence[Token], i: int) -> bool:
    """«Главы государств приняли Заявление о …», «по итогам саммита принято заявление о …»: of all who met, not of one house."""
    verb = next((t for t in tokens if (t.lemma in _ADOPTED or t.norm in _ADOPTED) and ("Tense=Past" in t.feats or "VerbForm=Part" in t.feats)), None)
    if verb is None or tokens[i].case not in ("Nom", "Acc"):
        return False
    if "Voice=Pass" in verb.feats:
        return any(t.lemma in _OUTCOMES for t in tokens[:i]) and any(t.lemma in _SUMMITS for t in tokens[:i])
    many = ("Plur", "")  # Belarusian words are tagged without a number
    return (verb.number == "Plur" or verb.norm.endswith("лі")) and any(t.lemma in _LEADERS_OF_STATES and t.number in many and t.case == "Nom" for t in tokens)


def _a_matter(tokens: Sequence[Token], first: int) -> bool:
    """«Вопрос о соглашении остается открытым», «идея меморандума»: spoken of, not there yet."""
    return first > 1 and tokens[first - 1].norm in ("о", "об", "аб") and tokens[first - 2].lemma in _MATTERS


def _still_draft(tokens: Sequence[Token], i: int, end: int) -> bool:
    """«Соглашение …, проект которого согласуют», «соглашение … остается проектом»: no more than a text so far."""
    if tokens[i].number != "Sing":
        return False
    for k in range(end, min(len(tokens) - 1, end + 24)):
        if tokens[k].lemma in _LEADERS and (tokens[k + 1].lemma in _OF_WHICH or (tokens[i].case == "Nom" and tokens[k - 1].lemma in _REMAINS)):
            return True
    return False


def _several(tokens: Sequence[Token], first: int, i: int) -> bool:
    """More than one: "меморандумы", "два документа", "ряд соглашений"."""
    at = first - 1
    while at > 0 and is_adjective(tokens[at]) and tokens[at].lemma not in _COUNTS and not tokens[at].text.isdecimal():
        at -= 1  # "три важных контракта": the adjective is plural, the noun is not
    count = tokens[max(at, 0)] if first else tokens[i]
    return tokens[i].number == "Plur" or count.lemma in _COUNTS or (count.text.isdecimal() and int(count.text) in range(2, 30))


def _genitive(tokens: Sequence[Token], i: int, first: int) -> bool:
    """«о подписании до конца года | соглашения между А и Б»: the tagger sees the plural, which looks the same."""
    if tokens[i].number == "Plur" and tokens[i].norm == tokens[i].lemma + "а" and tokens[i].lemma in _MASCULINE:
        return True  # «экземплярами меморандума»
    if tokens[i].number != "Plur" or tokens[i].case not in ("Nom", "Acc") or not tokens[i].norm.endswith("ия") or first < i:
        return False
    for t in reversed(tokens[max(0, i - 9) : i]):
        if t.lemma in _ACTIONS:
            return True
        if t.pos in ("VERB", "AUX") or t.text in (",", ";", ":", "–", "—"):
            return False
    return False


def _with_period(tokens: Sequence[Token], end: int) -> int:
    """Take in "на 2026–2028 годы", which belongs to a programme's name."""
    if end + 1 < len(tokens) and tokens[end].norm in ("на", "на") and tokens[end + 1].text[:4].isdecimal():
        j = end + 1
        while j < len(tokens) and (tokens[j].text[:1].isdecimal() or tokens[j].text in "–-—" or tokens[j].lemma in ("год", "г", "гг") or tokens[j].text == "."):
            j += 1
        if tokens[j - 1].text == "." and tokens[j - 2].lemma not in ("г", "гг"):
            j -= 1
        return j
    return end


def _is_instrument(tokens: Sequence[Token], i: int, kind: str, adjectives: set[str], following: str, states: tuple[str, ...], capital: bool, t: Tail, acts: frozenset[str]) -> bool:
    lemma = tokens[i].lemma
    if any(a.startswith(_OF_CUSTOMERS) for a in adjectives):
        return False
    if lemma in ("карта",):
        return bool(adjectives & {"дорожный", "дарожны"})
    if kind == "action-plan":
        if tokens[i].number == "Plur" and not capital:
            return False
        return following in _PLAN_NOUNS or "план-график" in lemma or (bool(acts & {"sign"}) and (t.end > i + 1 or bool(adjectives & _WORKING))) or (capital and t.end > i + 1)
    if kind == "programme":
        # "Программа совместных научно-технических проектов"
        joint = any(x.lemma in _PROGRAMME_ADJECTIVES for x in tokens[i + 1 : i + 3])
        put_to_paper = "sign" in acts and t.end > i + 1 and tokens[i].case in ("Acc", "Nom") and not capital  # «подписать с … программу стажировок»
        return put_to_paper or following in _PROGRAMME_NOUNS or joint or bool(states) or bool(adjectives & _PROGRAMME_ADJECTIVES)
    if kind == "statement":
        return bool(adjectives & _JOINT) or lemma in ("коммюнике", "камюніке") or "sign" in acts or (t.end > i + 1 and tokens[i].number != "Plur" and _adopted_together(tokens, i))
    if kind == "recommendations":
        return tokens[i].number == "Plur" and ("sign" in acts or t.quote is not None)
    if kind == "contract":
        return True
    if kind == "other":
        return lemma in ("документ", "дакумент") or (lemma in _PAPERS and tokens[i].number == "Sing" and "sign" in acts and t.end == i + 1 and not (i and tokens[i - 1].norm in ("его", "ее", "их", "яго", "яе", "іх")))
    return True
