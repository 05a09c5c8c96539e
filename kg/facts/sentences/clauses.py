"""Which date, place and word of a sentence belong together: clauses and nearness."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from kg.facts.sentences.words import REPORTS
from kg.facts.story.so_far import Story
from kg.mentions.date_model import ResolvedDate
from kg.mentions.model import Named, PersonNamed, PlaceNamed, RoleNamed, SentenceMentions, Trigger
from kg.mentions.ordinals import number_of
from kg.text.document import Token, lemmas, once

_BREAKS = frozenset([";", ":"])
_BEFORE = frozenset([",", "–", "—", "-"])
_PARTING = _BREAKS | _BEFORE
_TOWNS = frozenset("город столица территория поселок наукоград курорт мегаполис горад сталіца city capital town resort".split())
_HOUSES = ("парк", "центр", "театр", "дворец", "зал", "отель", "гостиница", "музей", "университет", "институт", "академия", "кампус", "павильон", "космодром", "аэропорт", "мэрия", "ратуша", "библиотека", "хаб", "филармония", "палац", "гатэль", "касмадром", "універсітэт", "інстытут")
_QUOTES = frozenset("«\"“„")
_POST = 12  # tokens between a post and the name of who holds it
_PHRASE = 8  # tokens between a preposition and the city
_RELATIVES = frozenset("который которая которое которые якая які якое якія which that who".split())
_OPENING_WORDS = frozenset("открывать закрывать выступать приветствовать открыть закрыть".split())
_WEEKDAYS = frozenset("понедельник вторник среда четверг пятница суббота воскресенье панядзелак аўторак серада чацвер пятніца субота нядзеля".split())
_WORDS_OF_DAYS = _WEEKDAYS | frozenset("день сутки неделя месяц вчера сегодня завтра накануне дзень тыдзень".split())
_SUBJECTS = frozenset("он она они мы ён яна яны".split())
_CONJUNCTIONS = frozenset("а но однако while whereas але".split())


def clause(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    """Token range of the clause around a token: marks, contrasting conjunctions and relative words part clauses."""
    inserted, begins, ends = _limits(tokens)
    for around in inserted:
        if around[0] <= at < around[1]:
            return around
    k = bisect_right(begins, at)
    n = bisect_right(ends, at)
    return begins[k - 1] if k else 0, ends[n] if n < len(ends) else len(tokens)


def words_of_clause(tokens: Sequence[Token], at: int) -> list[Token]:
    """The words of the clause around a token, without those of a clause that it encloses."""
    first, last = clause(tokens, at)
    inside = {k for a, b in _limits(tokens)[0] if not a <= at < b for k in range(a, b)}
    return [tokens[k] for k in range(first, last) if k not in inside]


_OPENING = {"«": "»", "“": "”", "„": "“", "\"": "\""}
_LONGEST_NAME = 14  # tokens


@once
def in_names(tokens: Sequence[Token]) -> frozenset[int]:
    """Tokens within a short quotation without a verb, a name: the colon of «Цифровой мир: диалог» parts no clauses."""
    out: set[int] = set()
    k = next((k for k, t in enumerate(tokens) if t.text in _OPENING), len(tokens))
    while k < len(tokens):
        closing = _OPENING.get(tokens[k].text)
        if closing is not None:
            end = next((j for j in range(k + 1, min(k + _LONGEST_NAME, len(tokens))) if tokens[j].text in (closing, "”")), None)
            if end is not None:
                inside = tokens[k + 1 : end]
                verb = any("Tense=" in t.feats and "VerbForm=Part" not in t.feats and t.pos in ("VERB", "AUX") for t in inside)
                if not verb:
                    out.update(range(k + 1, end))
                k = end
        k += 1
    return frozenset(out)


@once
def _limits(tokens: Sequence[Token]) -> tuple[list[tuple[int, int]], list[int], list[int]]:
    """(inserted clauses, where a clause may begin, where one may end) of a sentence, in order."""
    inserted = _inserted(tokens)
    inside = {k for a, b in inserted for k in range(a, b)}
    names = in_names(tokens)
    begins, ends = [], []
    marks = [i for i, t in enumerate(tokens) if t.text in _PARTING]
    for i in sorted({*marks, *(i + 1 for i in marks if i + 1 < len(tokens))}):  # nothing begins or ends elsewhere
        if i not in inside and i not in names and i - 1 not in names:
            opens, mark = i > 0 and tokens[i - 1].text in _BEFORE and _break_before(tokens, i), tokens[i].text in _BREAKS
            if i and (opens or tokens[i - 1].text in _BREAKS):
                begins.append(i)
            if opens or mark:
                ends.append(i)
    if tokens and tokens[-1].text in _BREAKS:
        begins.append(len(tokens))
    return inserted, begins, ends


def _inserted(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """"Minister A, who is on a visit to the country, met B", «заседание группы, которая …, планируется в мае»: the relative clause
    that the main clause encloses; in Russian where the main clause has had no verb in front of it.
    """
    out: list[tuple[int, int]] = []
    if _RELATIVES.isdisjoint(lemmas(tokens)):
        return out
    for i in range(1, len(tokens) - 2):
        if not (tokens[i].lemma in _RELATIVES and tokens[i - 1].text == ",") or (out and i < out[-1][1]):
            continue
        if not tokens[i].text.isascii() and _has_verb(tokens, i - 1):
            continue
        seen = False
        for k in range(i + 1, len(tokens) - 1):
            if tokens[k].text in _BREAKS:
                break
            seen = seen or tokens[k].pos in ("VERB", "AUX")
            if seen and tokens[k].text == "," and _goes_on(tokens, k + 1):
                out.append((i, k))
                break
    return out


def _has_verb(tokens: Sequence[Token], end: int) -> bool:
    """True if a finite verb stands between the last mark that parts clauses and token `end`."""
    begin = next((k + 1 for k in range(end - 1, -1, -1) if tokens[k].text in _BREAKS or tokens[k].norm in ("что", "што")), 0)
    return any("VerbForm=Fin" in t.feats or "Variant=Short" in t.feats or t.pos == "AUX" for t in tokens[begin:end])


def _goes_on(tokens: Sequence[Token], k: int) -> bool:
    """The verb of the main clause stands behind the comma, at most an adverb between, or its pronoun: «форум, который открылся вчера, он посетил»."""
    while k < len(tokens) - 1 and (tokens[k].pos == "ADV" or (tokens[k].lemma in _SUBJECTS and tokens[k].case == "Nom")):
        k += 1
    return tokens[k].pos in ("VERB", "AUX") and "VerbForm=Ger" not in tokens[k].feats and "VerbForm=Part" not in tokens[k].feats


def _break_before(tokens: Sequence[Token], i: int) -> bool:
    """True if a clause begins at token i."""
    if i == 0 or i >= len(tokens):
        return False
    after_comma = tokens[i - 1].text in _BEFORE
    if not after_comma:
        return False
    if tokens[i].norm in _CONJUNCTIONS and not (i + 1 < len(tokens) and tokens[i + 1].norm in ("также", "таксама")):
        return True
    return tokens[i].lemma in _RELATIVES or _next_number(tokens, i)


def _next_number(tokens: Sequence[Token], i: int) -> bool:
    """«III форум состоялся в мае 2023 года, | IV завершился вчера», «первое прошло в Осло, | второе – в Риге»."""
    if i + 1 >= len(tokens) or number_of(tokens[i]) is None or tokens[i].case not in ("Nom", "Acc", ""):
        return False
    after = tokens[i + 1]
    return "Tense=" in after.feats or (after.text in ("–", "—") and i + 2 < len(tokens) and tokens[i + 2].norm in ("в", "во", "у", "ў"))


def relative_clause(tokens: Sequence[Token], after: int) -> tuple[int, int] | None:
    """The clause "…, который подписали вчера" that follows a phrase ending at `after`."""
    i = after
    while i < len(tokens) and tokens[i].text in (")", "»", "\""):
        i += 1
    if i + 1 < len(tokens) and tokens[i].text == ",":
        j = i + 1
        of_it = j + 2 < len(tokens) and tokens[j + 2].lemma in _RELATIVES and tokens[j].pos == tokens[j + 1].pos == "NOUN"  # "местом проведения которого станет Баку"
        if of_it or tokens[j].lemma in _RELATIVES or (j + 1 < len(tokens) and tokens[j + 1].lemma in _RELATIVES) or "VerbForm=Part" in tokens[j].feats:
            end = j
            whose = of_it or (tokens[j].pos == "NOUN" and tokens[j + 1].lemma in _RELATIVES)  # "проект которого обсуждают А, Б и В"
            names = in_names(tokens)
            while end < len(tokens) and (tokens[end].text not in (";", ":") or end in names):
                end += 1
                if end < len(tokens) and tokens[end].text == "," and tokens[j].lemma not in _RELATIVES and not whose and not (_day_behind(tokens, end) and any(t.lemma in _WORDS_OF_DAYS for t in tokens[j:end])):
                    break
            return j, end
    return None


def _day_behind(tokens: Sequence[Token], comma: int) -> bool:
    """«…, проработавшая четыре дня, | с 27 по 30 октября»: the days in words, and then by number."""
    behind = [t.text for t in tokens[comma + 1 : comma + 3]]
    return bool(behind) and (behind[0].isdecimal() or (behind[0] in ("с", "со", "з", "в", "from") and behind[1:] != [] and behind[1].isdecimal()))


def token_at(row: SentenceMentions, position: int) -> int:
    """Index of the token at a character position."""
    return next((i for i, t in enumerate(row.tokens) if t.end > position), len(row.tokens))


def dates_of(story: Story, i: int, kinds: Iterable[str] = ("date",)) -> list[tuple[int, ResolvedDate]]:
    """(token index, date) of the resolved dates of sentence i that say when something is."""
    row = story.rows[i]
    told = [d for d in story.dates[i] if d.mention.kind in kinds and d.period is not None]
    explained = {id(a) for a, b in pairwise(told) if a.period == b.period and a.mention.relative is not None and b.span.start - a.span.end <= 3}  # "до субботы, 24 мая"
    told = [d for d in told if id(d) not in explained]
    found = [(token_at(row, d.mention.span.start), d) for d in told]
    return [(k, d) for k, d in found if not of_report(row, k)]


def of_report(row: SentenceMentions, k: int) -> bool:
    """«…, сообщила в среду пресс-служба», «Об этом 20 мая сообщили в министерстве», «20 мая стало известно, что …»: the day of the report."""
    tokens = row.tokens
    if REPORTS.isdisjoint(lemmas(tokens)) or any(k < g.first <= k + 6 for g in row.gatherings):
        return False
    if any(t.lemma in _OPENING_WORDS and "VerbForm=Conv" in t.feats for t in tokens):
        return False  # "Об этом заявил в понедельник А, открывая в Минске заседание": on that day he did both
    verbs = [j for j in range(max(0, k - 5), min(len(tokens), k + 7)) if tokens[j].lemma in REPORTS and tokens[j].pos == "VERB"]
    begun = tokens[0].norm in ("как", "як") or [t.norm for t in tokens[:2]] in (["об", "этом"], ["пра", "гэта"], ["о", "чем"])
    for j in verbs:
        a, b = min(j, k), max(j, k)
        if begun and k < _PHRASE and not any(t.text == "," for t in tokens[a:b]):
            return True
        if j < k <= j + 2 and any(t.text == "," for t in tokens[max(0, j - 1) : j]):
            return True
        behind = [t.norm for t in tokens[b + 1 : b + 3]]
        if k < j and k < 3 and behind == [",", "что"] and not any(t.text == "," for t in tokens[a:b]):
            return True
    return False


def date_before_when(tokens: Sequence[Token], dates: Sequence[tuple[int, ResolvedDate]], at: int) -> ResolvedDate | None:
    """«с октября 2021 года, когда было подписано соглашение»: the date in front of the clause in which token `at` stands."""
    for k in range(at, 1, -1):
        if tokens[k].text in (";", ":", "."):
            return None
        if tokens[k].norm in ("когда", "калі", "when") and tokens[k - 1].text == ",":
            before = [(n, d) for n, d in dates if n < k - 1 and k - 1 - n <= 5]
            return before[-1][1] if before and tokens[k - 1].start - before[-1][1].mention.span.end <= 4 else None
    return None


def nearest_date(dates: Sequence[tuple[int, ResolvedDate]], first: int, last: int, *, at: int) -> ResolvedDate | None:
    """The date inside tokens [first, last) that stands nearest to `at`."""
    inside = [(abs(k - at), d) for k, d in dates if first <= k < last]
    return min(inside, key=lambda x: x[0])[1] if inside else None


def places_in(row: SentenceMentions, first: int, last: int) -> list[PlaceNamed]:
    """Cities inside tokens [first, last) where something happens: "в Минске", "г. Карамай (КНР)"."""
    out = []
    for p in row.places:
        if not first <= p.first < last or _a_state(row, p):
            continue
        if _leads_to(row.tokens, p):
            out.append(p)
    return out


def _leads_to(tokens: Sequence[Token], p: PlaceNamed) -> bool:
    """«в Минске», «в мексиканской Гвадалахаре», «в столице Узбекистана Ташкенте», «на территории "Сириус"», "in the city of Osh"."""
    k = p.first - 1
    if k >= 0 and (tokens[k].text == "," or tokens[k].lemma in ("посетить", "посещать")):
        return True
    stop = max(-1, k - _PHRASE)
    town = False
    while k > stop:
        t = tokens[k]
        town = town or t.lemma in _TOWNS
        if k == p.first - 1 and (t.lemma.endswith(_HOUSES) or t.norm.endswith("-парке")) and t.pos in ("NOUN", "PROPN", "X") and not tokens[p.first].text.isascii():  # "в ИТ-парке Душанбе", "посетил технопарк Алматы"
            if any(x.lemma in ("посетить", "посещать", "наведать") for x in tokens[stop + 1 : k]):
                return True
            town, k = True, k - 1
            continue
        capital = any(x.lemma in _TOWNS for x in tokens[max(0, k - 4) : k])
        if t.norm in ("в", "во", "у", "ў", "in", "at") or (t.norm in ("на", "on") and town):
            return True
        small = t.text in _QUOTES or t.text in (".", "the") or t.norm in ("г", "гор") or t.lemma in _TOWNS
        agrees = t.pos in ("ADJ", "DET") and (t.case == tokens[p.first].case or not t.case or town)
        owner = t.text in ("'s", "’s") or (k + 1 < p.first and tokens[k + 1].text in ("'s", "’s"))  # "in Russia's Kazan"
        of_town = owner or (capital and (t.case == "Gen" or t.text in ("of", "–", "—", "-")))
        if not (small or agrees or of_town) or (t.text == "." and tokens[k - 1].norm not in ("г", "гор", "пос")):
            return False
        k -= 1
    return False


def _a_state(row: SentenceMentions, p: PlaceNamed) -> bool:
    """«в Бразилии» is the state, not its capital of nearly the same name."""
    same = any(c.first == p.first and c.form != "adjective" for c in row.countries)
    return same and row.tokens[p.first].lemma != p.name.lower()


def triggers_in(row: SentenceMentions, first: int, last: int, *acts: str) -> list[Trigger]:
    """Triggers of some acts inside tokens [first, last)."""
    return [t for t in row.triggers if t.act in acts and first <= t.first < last]


def persons_in(row: SentenceMentions, first: int, last: int) -> list[PersonNamed]:
    """People named inside tokens [first, last); "made under the leadership of A" tells of one who need not be there."""
    return [p for p in row.persons if first <= p.first < last and not under_leadership(row, p)]


def under_leadership(row: SentenceMentions, p: PersonNamed) -> bool:
    """"progress under the leadership of President A": he is praised, not met."""
    return any(t.text.lower() == "leadership" for t in row.tokens[max(0, p.first - 6) : p.first])


def post_of(row: SentenceMentions, p: PersonNamed) -> RoleNamed | None:
    """The post in front of a name; the field, the state or the house may stand between: «директором отделения союза для стран СНГ А»."""
    found: RoleNamed | None = None
    for r in row.roles if p.printed else ():  # «с послом А мы договорились»: a pronoun has no post
        between = row.tokens[r.last : p.first] if r.last <= p.first else ()
        if len(between) > 2 and between[0].text == between[-1].text == "," and any(b.first == r.last + 1 and b.last == p.first - 1 for b in row.bodies):
            between = between[1:-1]  # "с директором регулятора, Комиссии по связи Чили, А"
        if r.last > p.first or len(between) > _POST or any(t.pos in ("VERB", "AUX", "CCONJ") or t.text in (",", ";", ":", ".") for t in between):
            continue
        if len(between) > 3 and (r.case != p.case or any(r.last <= q.first < p.first for q in row.persons) or any(t.pos == "PRON" for t in between)):
            continue
        if found is None or found.case != p.case or r.first < found.first:
            found = r if found is None or r.case == p.case else found
    return found


def inside(mentions: Iterable[Named], first: int, last: int) -> list[Named]:
    """Mentions that begin inside tokens [first, last)."""
    return [m for m in mentions if first <= m.first < last]


def before_colon(story: Story, i: int, tokens: Sequence[Token], first: int) -> list[tuple[int, ResolvedDate]]:
    """«Главное событие состоялось 14 мая: в Осло мы провели переговоры»: the only date of the sentence is that of the clause at `first`."""
    if not first or tokens[first - 1].text != ":" or len(story.dates[i]) != 1:
        return []
    return [(k, d) for k, d in dates_of(story, i, ("date",)) if k < first and d.mention.tense != "future"]


def another_verb(tokens: Sequence[Token], k: int, j: int) -> bool:
    """«работаем по меморандуму, | его подписали в Осло»: a comma and another verb stand between; what is told there is of that one."""
    between = tokens[k + 1 : j] if j > k else ()
    comma = next((n for n, x in enumerate(between) if x.text == ","), None)
    return comma is not None and any("VerbForm=Fin" in x.feats for x in between[comma:])
