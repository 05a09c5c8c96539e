"""Organisations in a sentence: a head noun with its complement, a quoted name, a well-known body, a name in Latin letters."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cache

from kg.mentions.dedications import DEDICATED
from kg.mentions.forms import loud as loud_line
from kg.mentions.loose_names import core_of as core_of
from kg.mentions.loose_names import latin_names, quoted_names, response_teams, sentence_start, tagged_names
from kg.mentions.missions import MISSIONS, loud_missions, sent_to
from kg.mentions.model import BodyNamed
from kg.mentions.phrases import (
    NAMED_HOUSES,
    Marks,
    Tail,
    adjectives_before,
    at_court,
    is_adjective,
    nominative,
    printed,
    quoted,
    tail,
)
from kg.mentions.world_conferences import gathers
from kg.reference.countries import find_countries
from kg.reference.word_tests import WordTest
from kg.reference.words import Lexicon
from kg.text.document import Sentence, Token, passing
from kg.text.morphology import parses
from kg.values import Span

_OF_ONE_STATE = frozenset("национальный государственный республиканский федеральный нацыянальны дзяржаўны рэспубліканскі".split())
_PREPOSITIONS = {
    "Ministry": frozenset({"по"}),
    "Agency": frozenset({"по", "при", "в", "для", "за"}),
    "Parliament": frozenset[str](),
    "InternationalOrganization": frozenset({"по", "в"}),
    "Company": frozenset({"по"}),
    "WorkingBody": frozenset({"по", "в", "при", "для"}),
    "Institution": frozenset({"по", "при", "для"}),
}
# «правительство эмирата», «администрация области»: what the text has just been speaking of
REGION_WORDS = frozenset("эмирата области края района округа города республики провинции штата региона страны".split())
# heads that make a name with a mere complement although nothing in it is a capital: "министерство цифрового развития РТ"
_PLAIN_HEADS = frozenset("министерство правительство госкомитет мид минздрав парламент".split())
_SCHOOLS = frozenset("университет академия институт колледж".split())
_LOCAL = frozenset("акимат хокимият мэрия исполком горисполком облисполком".split())
# «госучреждение», «нацкомпания», «медиакорпорация», «IT-компания»
_COMPOUNDS = ("гос", "нац", "медиа", "теле", "авиа", "энерго", "электро", "интернет-", "it-", "ит-", "онлайн-", "бизнес-", "пресс-")
_BAD_ADJECTIVES = frozenset("первый второй третий украинский каждый государственный-частный крупный малый средний местный профильный зарубежный "
                            "иностранный международный-правовой сторонний отдельный частный принимающий".split())


def find_bodies(sentence: Sentence, marks: Marks, lex: Lexicon, known: Sequence[BodyNamed]) -> list[BodyNamed]:
    """Organisations of a Russian or Belarusian sentence, left to right; a nested one follows the one that holds it.

    known  well-known bodies that the authority file recognised here; they win over a phrase of the same extent
    """
    tokens = sentence.tokens
    loud = shouting(tokens)
    out: list[BodyNamed] = []
    for head in passing(_heads(lex), tokens) if not loud else ():
        token = tokens[head]
        if token.pos not in ("NOUN", "PROPN", "X"):
            continue
        kinds = body_kinds(token, lex)
        if not kinds or head in marks.people or (token.lemma in _VOICES and not (head and is_adjective(tokens[head - 1]))):
            continue
        if token.number == "Plur" or _plural_subject(sentence, head) or gathers(tokens, head):
            continue
        found = phrase(sentence, head, kinds, marks, lex) or _anaphor(sentence, head, marks, lex)
        if found is not None:
            out.append(found)
    for k in known:
        if any(b.first < k.first and k.last <= b.last and b.quoted and tokens[b.first].lemma in _SCHOOLS and core_of(b.quoted) in k.names for b in out):
            continue  # «Университет | Telkom»: a house called like another one
        # a known abbreviation inside a longer name ("Совет глав администраций РСС") is named as well
        memory = k.last < len(tokens) and tokens[k.last].norm in DEDICATED  # «ТУИТ | имени …»: the same house
        same = next((b for b in out if (b.first == k.first and b.last >= k.last and (memory or _only_state(b, k, marks))) or _quotes(b, k)), None)
        out = [b for b in out if not (k.first <= b.first and b.last <= k.last) and not _field_of_post(b, k, tokens, lex) and not _field_of_whole(b, k, out, tokens)]
        if same is not None and same in out:
            out[out.index(same)] = replace(same, authority=k.authority, country=same.country or k.country)
        else:
            out = [_with_record(b, k, tokens) for b in out]
            out.append(k)
    named = {i for b in out if not b.anaphor for i in range(b.first, b.last)}
    out = [b for b in out if not (b.anaphor and b.first in named)]
    covered = {i for b in out for i in range(b.first, b.last)}
    out = [b for b in out if b.kind != "Media"]
    if loud:
        out += [b for b in loud_missions(sentence, marks) if not any(x.first <= b.first < x.last for x in out)]
        return sorted(out, key=lambda b: (b.first, -b.last))
    for extra in (*response_teams(tokens, covered, sentence.index), *quoted_names(sentence, covered), *latin_names(sentence, covered), *tagged_names(sentence, marks, covered, lex)):
        if not any(i in covered for i in range(extra.first, extra.last)):
            out.append(extra)
            covered.update(range(extra.first, extra.last))
    return sorted(out, key=lambda b: (b.first, -b.last))


def _field_of_post(longer: BodyNamed, known: BodyNamed, tokens: Sequence[Token], lex: Lexicon) -> bool:
    """«комиссар Африканского союза | по инфраструктуре»: what the post looks after is no part of the known name."""
    named = known.authority is not None and known.kind == "InternationalOrganization" and longer.first == known.first < longer.last - 1
    post = tokens[known.first - 1].lemma in lex.sets["roles.heads"] if known.first else False
    return named and post and known.last < longer.last and tokens[known.last].norm in ("по", "па")


def _field_of_whole(longer: BodyNamed, known: BodyNamed, every: Sequence[BodyNamed], tokens: Sequence[Token]) -> bool:
    """«Комитет Совета Федерации по социальной политике»: the field is the committee's, so no body begins within the known name and ends with it."""
    runs_on = known.authority is not None and known.first <= longer.first < known.last < longer.last and tokens[known.last].norm in ("по", "па")
    return runs_on and any(b.first < known.first and b.last >= longer.last for b in every)


def _with_record(longer: BodyNamed, known: BodyNamed, tokens: Sequence[Token]) -> BodyNamed:
    """«Исполнительный комитет РСС»: the same body as the one whose name writes the known one out."""
    if known.authority is None or known.kind == "Media" or not (longer.first < known.first and known.last <= longer.last) or longer.authority:
        return longer
    inner = core_of(printed(tokens, known.first, known.last))
    if inner not in longer.core:
        return longer
    # «Комиссия Содружества … (РСС)»: the bracket is the inner one's
    short = "" if core_of(longer.short) in known.names else longer.short
    return replace(longer, short=short, names=(*longer.names, longer.core.replace(inner, f"@{known.authority}")))


def _quotes(longer: BodyNamed, known: BodyNamed) -> bool:
    """«АО „Монгол шуудан“»: a legal form before the known name in quotation marks."""
    return bool(longer.quoted) and longer.first < known.first and known.last <= longer.last and core_of(longer.quoted) in known.names


def _only_state(longer: BodyNamed, known: BodyNamed, marks: Marks) -> bool:
    """True if a phrase adds nothing but a state to a known name that begins it."""
    rest = set(range(known.last, longer.last))
    states = {i for first, (last, _) in marks.countries.items() for i in range(first, last)}
    return rest <= states or longer.last == known.last


def body_kinds(token: Token, lex: Lexicon) -> tuple[str, ...] | None:
    """Classes that a head noun may have; "госучреждение", "нацкомпания" go by what follows the prefix."""
    found = lex.bodies.get(token.lemma) or lex.bodies.get(token.norm)
    if found is None:
        if "исполк" in token.norm and token.norm.rstrip("ауеом").endswith("исполк"):
            return ("Agency",)  # «Мингорисполком», «облисполкома»: whatever the town
        if token.lemma.startswith(_COMPOUNDS):
            prefix = next(p for p in _COMPOUNDS if token.lemma.startswith(p))
            found = lex.bodies.get(token.lemma[len(prefix):])
    return found


@cache
def _heads(lex: Lexicon) -> WordTest[Token]:
    """Words that may be the head noun of a body."""
    return WordTest(lambda t: body_kinds(t, lex))


# whose press service speaks, not a body of its own
_VOICES = frozenset("пресс-служба пресс-центр прэс-служба прэс-цэнтр".split())


def _plural_subject(sentence: Sentence, head: int) -> bool:
    """«Администрации связи … подписали»: no sentence begins with a genitive, so the form is the plural."""
    token = sentence.tokens[head]
    if token.case != "Gen" or token.text.isupper() or not sentence_start(sentence, head):
        return False  # «ОАО „…“» has no plural of its own
    return any({"nomn", "plur"} <= p.grammemes for p in parses(token.text.lower()))


def shouting(tokens: Sequence[Token]) -> bool:
    """True for a line in capitals, where a capital letter says nothing."""
    return loud_line(tokens)


def _anaphor(sentence: Sentence, head: int, marks: Marks, lex: Lexicon) -> BodyNamed | None:
    """A bare "министерство", "Госкомитет", "компания": it stands for a body that the release names elsewhere."""
    token = sentence.tokens[head]
    if (token.lemma in lex.sets["units"] and not _acting_unit(sentence.tokens, head)) or token.lemma == "кабинет":
        return None
    first, country = head, None
    if head and len(marks.adjectives.get(head - 1, ())) == 1:
        # «директор монгольской компании»: one of that state
        first, country = head - 1, marks.adjectives[head - 1][0]
    elif head and is_adjective(sentence.tokens[head - 1]) and sentence.tokens[head - 1].lemma not in ("этот", "данный", "цифровой"):
        return None
    kind = lex.bodies[token.lemma][0] if token.lemma in lex.bodies else "Organization"
    span = Span(sentence.tokens[first].start, token.end)
    return BodyNamed(sentence.index, first, head + 1, span, token.text, token.lemma, kind, country, token.case, weak=True, anaphor=True)


def _acting_unit(tokens: Sequence[Token], head: int) -> bool:
    """«Управление и Министерство А парафировали …», «Департамент подписал …»: a subject without a complement."""
    t, after = tokens[head], tokens[head + 1] if head + 1 < len(tokens) else None
    return (t.case == "Nom" or (head == 0 and t.case == "Acc")) and t.number == "Sing" and after is not None and (after.pos == "VERB" or (after.norm in ("и", "і") and head == 0))


def phrase(sentence: Sentence, head: int, kinds: tuple[str, ...], marks: Marks, lex: Lexicon, *, forced: bool = False) -> BodyNamed | None:
    """The body whose head noun is token `head`, or None; `forced`: a post is tied to it, so small letters do not matter."""
    tokens = sentence.tokens
    lemma = tokens[head].lemma
    if lemma in _VOICES and head + 1 < len(tokens) and tokens[head + 1].text.isascii():
        return None  # «руководитель пресс-службы Orbita»: of the house, whose name has no case
    first = adjectives_before(tokens, head, marks)
    while first < head and tokens[first].lemma in _BAD_ADJECTIVES and not tokens[first].capital:
        first += 1
    states_before: tuple[str, ...] = ()
    while first < head and first in marks.adjectives and not tokens[first].capital and kinds[0] != "WorkingBody" and len(marks.adjectives[first]) == 1:
        # «российская группа "Сбер"»: said of it, not its name
        states_before = marks.adjectives[first]
        first += 1
    adjectives = {t.lemma for t in tokens[first:head]}
    kind = _kind(kinds, lemma, adjectives, lex)
    if adjectives & {"электронный", "электронны", "цифровой-государственный"}:
        return None
    legal = lemma in lex.sets["legal_forms"]
    if not legal and lemma in lex.sets["generic_bodies"] and head + 1 < len(tokens) and tokens[head + 1].lemma in lex.sets["legal_forms"] and tokens[head + 1].text.isupper():
        return None  # «оператор | ООО „Луч“»: one house, whose name begins with its legal form
    t = tail(tokens, head + 1, marks, prepositions=frozenset[str]() if lemma in MISSIONS else _PREPOSITIONS[kind], chain=not legal, middle=kind in ("Agency", "Ministry", "WorkingBody"))
    if (legal and t.quote is None) or (t.quote is not None and printed(tokens, *t.quote) in _SERVICES):
        return None
    if not legal and t.quote is None and t.country_at is not None and t.end < len(tokens) - 1 and lemma in lex.sets["generic_bodies"] and tokens[t.end].text.isupper() and tokens[t.end].lemma in lex.sets["legal_forms"]:
        return None  # «национальный оператор Азербайджана | ООО „Луч“»
    if forced and (first < head or t.end > head + 1):
        pass
    elif not _is_named(tokens, first, head, t, kind, lemma, adjectives, lex, marks):
        return None
    states = {iso for i in range(first, head) for iso in marks.adjectives.get(i, ())} | set(states_before)
    country = t.countries[0] if t.countries and t.countries[0] else (next(iter(states)) if len(states) == 1 else None)
    if country is None and t.quote is not None and t.quote[1] - t.quote[0] > 1 and tokens[t.quote[0]].text[0].isascii() and tokens[t.quote[0]].is_word:
        inside_name = {c.iso for c in find_countries(tokens[t.quote[0] : t.quote[1]], "en")}  # «организация Software Parks of India»
        country = next(iter(inside_name)) if len(inside_name) == 1 else None
    if kind == "InternationalOrganization" and (country or adjectives & _OF_ONE_STATE):
        kind = "Institution"
    whole = sent_to(tokens, t.end, marks) if lemma in MISSIONS and t.country_at is not None else t.end
    name = nominative(tokens, first, head, whole)
    core_end = t.country_at[0] if t.country_at and t.country_at[1] == t.end and not _of_town(tokens, head, t) else t.end
    inside = range(*t.country_at) if t.country_at and t.country_at[1] < t.end else range(0)
    core = core_of(printed_core(tokens, first, head, core_end, {*marks.adjectives, *inside}, inside))
    # «департамент связи компании «Альфа»»: the name in quotation marks is the company's
    inner = t.quote is not None and any(tokens[i].lemma in lex.bodies and tokens[i].number == "Sing" for i in range(head + 1, t.quote[0]))
    quote = printed(tokens, t.quote[0], t.quote[1]).strip("«»\"“”„") if t.quote and not inner else ""
    end = max(t.close, whole)
    if forced or sentence_start(sentence, first) or tokens[first].capital or legal:
        name = name[:1].upper() + name[1:]
    return BodyNamed(
        sentence.index, first, end, Span(tokens[first].start, tokens[max(t.end, whole) - 1].end), name, core, kind, country,
        tokens[head].case, t.short or _shorter(tokens, end, lex), quote, None, False,
    )  # fmt: skip


_SERVICES = frozenset(["EMS"])  # «ускоренная почта EMS»: what is sent, nobody who acts


def _shorter(tokens: Sequence[Token], k: int, lex: Lexicon) -> str:
    """«АО „Орбитальные системы“ | (АО „ОС“)»: the shorter name with its legal form in brackets."""
    if k + 4 >= len(tokens) or tokens[k].text != "(" or tokens[k + 1].lemma not in lex.sets["legal_forms"]:
        return ""
    end = quoted(tokens, k + 2, 7)
    return printed(tokens, k + 1, end) if end is not None and end < len(tokens) and tokens[end].text == ")" else ""


def printed_core(tokens: Sequence[Token], first: int, head: int, end: int, skip: Collection[int], states: Collection[int] = ()) -> str:
    """The phrase by lemmas of head and adjectives, words of the complement as printed, country adjectives and a state inside left out."""
    words = []
    for i in range(first, end):
        t = tokens[i]
        if t.pos == "PUNCT" or (i in skip and (i < head or i in states)):
            continue
        words.append(t.lemma if i <= head else t.norm)
    return " ".join(words)


def _kind(kinds: tuple[str, ...], lemma: str, adjectives: set[str], lex: Lexicon) -> str:
    joint = bool(adjectives & lex.sets["joint_adjectives"]) or any("-" in a and a.endswith("ий") for a in adjectives)
    if "WorkingBody" in kinds:
        return "WorkingBody" if joint or len(kinds) == 1 or kinds[0] == "WorkingBody" else kinds[0]
    return kinds[0]


def _of_town(tokens: Sequence[Token], head: int, t: Tail) -> bool:
    """«Университет Нови-Сада»: a town, which is a part of the name as a state is not."""
    named = t.country_at if tokens[head].lemma in NAMED_HOUSES else None
    return named is not None and named[0] == head + 1 and not find_countries(tokens[named[0] : named[1]], "ru")


def _is_named(tokens: Sequence[Token], first: int, head: int, t: Tail, kind: str, lemma: str, adjectives: set[str], lex: Lexicon, marks: Marks) -> bool:
    complement = t.end > head + 1
    if t.end == head + 2 and tokens[head + 1].norm in REGION_WORDS:
        return False  # «правительство эмирата»: which one, other sentences tell
    capital = tokens[first].capital and (first > 0 and tokens[first - 1].text not in (".", "•", "-", "–", "—"))
    inner_capital = any(tok.capital for tok in tokens[first:head + 1]) and (capital or (first != head and tokens[head].capital))
    if t.quote is not None or at_court(tokens, head + 1) or ("исполком" in tokens[head].norm and len(tokens[head].norm) > 10):
        return True
    only_country = bool(t.country_at) and t.country_at is not None and t.country_at[0] == head + 1
    if kind == "WorkingBody":
        if lemma == "группа":
            return "рабочий" in adjectives or "рабочая" in adjectives
        if adjectives & {"национальный", "государственный", "высокий", "высший"} and tokens[first].capital and complement and not only_country:
            return True
        joint = adjectives & lex.sets["joint_adjectives"] or any(i in marks.adjectives for i in range(first, head))
        return bool(joint) or (complement and (capital or tokens[head].capital))
    if lemma in ("нацбанк", "посольство", "торгпредство", "генконсульство"):
        return complement
    if lemma == "банк" and only_country and adjectives & {"национальный", "центральный", "народный"}:
        return True
    if lemma == "почта" and first < head and first in marks.adjectives and capital:
        return True  # «… и Сирийская почта парафировали …»
    if lemma in ("почта", "банк") and only_country and tokens[head].capital and first == head:
        return True  # «Почта Кении», «управляющий Банка Лаоса»: the one of a state
    if lemma in NAMED_HOUSES and complement and tokens[head + 1].capital and (not only_country or (tokens[head].capital and _of_town(tokens, head, t))):
        return True
    if lemma in lex.sets["generic_bodies"]:
        if t.short and capital and first < head:
            return True  # «Национальная информационная компания (НИК)»
        return complement and (capital or tokens[head].capital) and not only_country
    if lemma in _LOCAL and any(tokens[i].capital for i in range(head + 1, t.end)):
        return True  # «акимат Туркестанской области»
    if lemma == "кабинет":
        return tokens[head + 1].norm in ("министров", "министр") if complement else False
    if lemma in _PLAIN_HEADS:
        return complement and (not only_country or lemma in ("правительство", "парламент"))
    if not complement:
        return inner_capital and head > first and kind in ("Institution", "Agency", "Parliament", "Ministry") and len(adjectives) >= 1 and tokens[first].capital and capital
    if capital or inner_capital:
        return True
    if first == 0 or tokens[first].capital:
        # the capital of a sentence's first word says nothing: a complement of two words and more must speak
        return tokens[first].capital and t.end - head > (1 if first < head else 2) and kind != "Company"
    return kind in ("Agency",) and lemma in ("агентство", "госкомитет") and t.end - head > 1 and not only_country
