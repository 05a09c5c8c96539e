"""The words of a post: the role word, what stands before it, and what belongs to its name behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.mentions.dedications import sovereign
from kg.mentions.model import BodyNamed
from kg.mentions.phrases import OPEN, Marks, at_court, is_abbreviation, is_adjective, tail
from kg.mentions.role_fields import field_end
from kg.reference.word_tests import WordTest
from kg.reference.words import Lexicon
from kg.text.document import Token, Words, passing
from kg.values import quick

# organs of a body: "председатель Коллегии Евразийской экономической комиссии" is a post of the commission
_BOARDS = frozenset("коллегия правление администрация аппарат совет президиум калегія праўленне адміністрацыя".split())
_BOARD_MEMBERS = ("директоров", "министров", "управляющих", "членов", "попечителей", "дырэктараў")
_LOOK_AFTER = frozenset("координатор менеджер руководитель директор куратор эксперт специалист аналитик консультант".split())
_POSSESSIVES = frozenset(["ее", "его", "их"])


@quick
@dataclass(frozen=True, slots=True)
class Head:
    """A role phrase while it grows."""

    first: int  # with modifiers
    head: int
    end: int  # after the role's own words
    dropped: tuple[int, ...]  # modifiers that are no part of the name
    former: bool
    acting: bool
    chain: bool = False  # a deputy's chain, a unit or a bracket has been added
    deputies: bool = True  # another role word may still follow


@dataclass(frozen=True, slots=True)
class Field:
    """What the growth of one phrase looks at."""

    tokens: Sequence[Token]
    marks: Marks
    lex: Lexicon
    starts: dict[int, BodyNamed]  # bodies by first token

    def noun_at(self, j: int) -> int:
        """The noun behind up to three adjectives at j (or the end of the sentence)."""
        k = j
        while k < len(self.tokens) and k - j < 3 and is_adjective(self.tokens[k]) and self.tokens[k].lemma not in self.lex.sets["roles.heads"] and k not in self.marks.countries:
            k += 1
        return k


Step = Callable[[Head, Field], Head | None]


def role_tokens(tokens: Sequence[Token], lex: Lexicon) -> frozenset[int]:
    """Tokens that are role words: a body's or person's name does not run over them."""
    kept = tokens.kept if isinstance(tokens, Words) else {}
    known: tuple[Lexicon, frozenset[int]] | None = kept.get(role_tokens)
    if known is None or known[0] is not lex:
        known = kept[role_tokens] = lex, _find_role_tokens(tokens, lex)
    return known[1]


def _find_role_tokens(tokens: Sequence[Token], lex: Lexicon) -> frozenset[int]:
    heads = lex.sets["roles.heads"]
    return frozenset(
        i for i in passing(_may_be_roles(lex), tokens) if (t := tokens[i]).pos in ("NOUN", "PROPN", "X", "ADJ", "VERB", "PRON") and (t.lemma != "премьера" or t.norm in heads or _premiers(tokens, i))
        and not _called(tokens, i) and not sovereign(tokens, i) and not (t.norm in ("главе", "чале") and i and tokens[i - 1].norm in ("во", "на"))
        and not (t.number == "Plur" and t.case == "Gen" and (t.norm == "глав" or (i and tokens[i - 1].lemma in ("палата", "совет", "кабинет")))) and not at_court(tokens, i)
    )  # fmt: skip


@cache
def _may_be_roles(lex: Lexicon) -> WordTest[Token]:
    heads = lex.sets["roles.heads"]
    return WordTest(lambda t: t.lemma in heads or t.norm in heads or (t.lemma.startswith("экс-") and t.lemma[4:] in heads) or t.lemma == "премьера")


def _premiers(tokens: Sequence[Token], i: int) -> bool:
    """«премьеры Армении и Грузии»: the dictionary takes them for first nights, but those are not of a capital."""
    return tokens[i].lemma == "премьера" and tokens[i].number == "Plur" and i + 1 < len(tokens) and tokens[i + 1].capital and tokens[i + 1].is_word


_GIVEN_TOO = frozenset("хоким хокима хокиму хокимом раис раиса раису раисом".split())
_NAMES_TOO = frozenset("шейх султан эмир принц король".split())
_MASTERS = frozenset("г-н г-ном г-ну г-на господин господином господину господина директор министр президент".split())


def _called(tokens: Sequence[Token], i: int) -> bool:
    """«г-н Шейх Фалль», «директор Султан Ахметов»: a title that is a given name, behind a master's or a post."""
    t = tokens[i]
    if i and t.lemma in _NAMES_TOO and tokens[i - 1].norm in ("бин", "бен", "ибн"):
        return True  # «Омар бин Султан аль-Олама»
    if i and t.norm in _GIVEN_TOO and t.capital and i + 1 < len(tokens) and tokens[i + 1].capital and tokens[i + 1].is_word and tokens[i - 1].is_word:
        return not (i + 2 < len(tokens) and tokens[i + 2].capital and tokens[i + 2].is_word)  # «премьер-министр Хоким Назаров»
    if t.lemma not in _NAMES_TOO or not t.capital or not i or i + 1 >= len(tokens) or not tokens[i + 1].capital or not tokens[i + 1].is_word:
        return False
    k = i - 2 if tokens[i - 1].text == "." and i > 1 else i - 1
    return tokens[k].norm in _MASTERS or (tokens[k].lemma in _MASTERS and t.case == tokens[k].case)


_JUST = frozenset("вновь недавно впервые только единогласно".split())


def modifiers(tokens: Sequence[Token], i: int, lex: Lexicon, lower: int) -> Head:
    """The role word at i with the adjectives and marks of time before it; `lower` is where the role before it ends."""
    first, dropped, former, acting = i, [], tokens[i].lemma.startswith(("экс-", "эксс-")), False
    while first > lower:
        t = tokens[first - 1]
        if t.lemma in lex.sets["roles.temporal.former"]:
            former = True
            dropped.append(first - 1)
        elif t.lemma in lex.sets["roles.temporal.current"]:
            dropped.append(first - 1)
        elif t.lemma == "избранный" and (tokens[i].lemma != "президент" or (first > 1 and tokens[first - 2].norm in _JUST)):
            dropped.append(first - 1)
            if first - 2 >= lower and tokens[first - 2].norm in _JUST:
                first -= 1
                dropped.append(first - 1)
        elif (t.lemma in lex.sets["roles.adjectives"] and (is_adjective(t) or t.pos in ("NOUN", "PROPN", "VERB"))) or (t.norm in ("и", "і") and first - 2 >= lower and tokens[first - 2].lemma in lex.sets["roles.adjectives"] and first < i):
            pass
        elif t.text == "." and first - 4 >= lower and [x.norm for x in tokens[first - 4 : first]] in (["и", ".", "о", "."], ["в", ".", "о", "."]):
            first -= 3
            acting = True
        elif t.norm in ("врио", "ио", "вриo"):
            acting = True
        elif t.norm == "обязанности" and first - 2 >= lower and tokens[first - 2].lemma in ("исполнять", "исполняющий"):
            first -= 2 if first - 3 >= lower and tokens[first - 3].norm in ("временно", "часова") else 1
            acting = True
        else:
            break
        first -= 1
    return Head(first, i, i + 1, tuple(dropped), former, acting)


def grow(tokens: Sequence[Token], h: Head, marks: Marks, lex: Lexicon, bodies: Sequence[BodyNamed]) -> Head:
    """Add what belongs to the role's name, step by step, until no rule of `STEPS` has more to add."""
    field = Field(tokens, marks, lex, {b.first: b for b in bodies if not b.weak or b.quoted or b.anaphor or b.name.isupper()})
    while h.end < len(tokens):
        longer = next((more for step in STEPS if (more := step(h, field)) is not None), None)
        if longer is None or longer.end <= h.end:
            break
        h = longer
    return h


def of_another(h: Head, f: Field) -> Head | None:
    """«помощник | заместителя министра»: a deputy's chief belongs to the name."""
    k = f.noun_at(h.end)
    if k >= len(f.tokens) or not h.deputies or not _deputy(f.tokens[h.head], f.lex):
        return None
    t = f.tokens[k]
    if t.lemma not in f.lex.sets["roles.heads"] or t.case not in ("Gen", "") or t.pos not in ("NOUN", "PROPN", "ADJ"):
        return None
    if t.capital and k == h.end and f.tokens[h.head].lemma not in f.lex.sets["roles.deputies"] | _ENVOYS:
        return None
    return replace(h, end=k + 1, chain=True)


_ENVOYS = frozenset("представитель посланник спецпредставитель спецпосланник полпред постпред эмиссар пресс-секретарь референт уполномоченный".split())


def of_its_chief(h: Head, f: Field) -> Head | None:
    """«советник | ее председателя»"""
    j = h.end
    if f.tokens[j].norm not in _POSSESSIVES or not _deputy(f.tokens[h.head], f.lex) or j + 1 >= len(f.tokens):
        return None
    chief = f.tokens[j + 1]
    return replace(h, end=j + 2, chain=True, dropped=(*h.dropped, j)) if chief.lemma in f.lex.sets["roles.heads"] and chief.case == "Gen" else None


def before_a_body(h: Head, f: Field) -> Head | None:
    """An organisation begins here: the name of the post ends."""
    k = f.noun_at(h.end)
    unit = k if k < len(f.tokens) else h.end
    body = f.starts.get(h.end)
    if body is None:
        return None
    # «премьер Государственного совета …»: what the authority file knows as a house of its own is no unit of another
    own = body.core.startswith("совет безопасности") or (body.authority is not None and body.kind in ("Ministry", "Agency", "Parliament", "Company", "Institution"))
    return h if own or f.tokens[unit].lemma not in f.lex.sets["units"] else None


def in_charge(h: Head, f: Field) -> Head | None:
    """«поверенный | в делах»"""
    j = h.end
    told = f.tokens[h.head].lemma == "поверенный" and f.tokens[j].norm == "в" and j + 1 < len(f.tokens) and f.tokens[j + 1].norm == "делах"
    return replace(h, end=j + 2) if told else None


_IN_CHARGE = frozenset("заведующий управляющий заведующая загадчык".split())


def in_charge_of(h: Head, f: Field) -> Head | None:
    """«заведующий | отделом внешних связей», «управляющий | делами»: what is looked after stands in the instrumental."""
    tokens, k = f.tokens, f.noun_at(h.end)
    word = tokens[h.head].lemma
    known = word in _IN_CHARGE or word in ("завотделом", "завсектором", "завлабораторией", "завкафедрой")
    if not known or h.chain or k >= len(tokens):
        return None
    if word in _IN_CHARGE:
        if tokens[k].case != "Ins" or tokens[k].capital or tokens[k].pos != "NOUN" or (tokens[k].norm == "делами" and k > h.end):
            return None
        k += 1
    elif tokens[k].case != "Gen" or tokens[k].capital or h.end in f.starts:
        return None
    else:
        k = h.end
    end = tail(tokens, k, f.marks, prepositions=frozenset({"по"}), latin=False).end if k < len(tokens) and tokens[k - 1].norm != "делами" else k + at_court(tokens, k)  # «управляющий делами президента»
    end = next((n for n in range(k, end) if is_abbreviation(tokens[n]) and n + 1 >= end), end)
    return replace(h, end=max(k, min([end, *(s for s in f.starts if k <= s < end), *(c for c in f.marks.countries if k <= c < end)])), chain=True, deputies=False)


def without_portfolio(h: Head, f: Field) -> Head | None:
    """«министр | без портфеля»"""
    j = h.end
    told = f.tokens[j].norm in ("без", "па-за") and j + 1 < len(f.tokens) and f.tokens[j + 1].norm == "портфеля"
    return replace(h, end=j + 2, chain=True) if told else None


def of_a_unit(h: Head, f: Field) -> Head | None:
    """«директор | департамента международного сотрудничества»: a unit inside a body belongs to the post, not to the body."""
    tokens, k = f.tokens, f.noun_at(h.end)
    minister = f.lex.sets["roles.ministerial"]
    if k >= len(tokens) or tokens[h.head].lemma in minister or tokens[h.end - 1].lemma in minister or tokens[k].lemma not in f.lex.sets["units"]:
        return None
    if tokens[k].number == "Plur" or tokens[k].case not in ("Gen", "") or _proper_unit(f, h.end, k):
        return None
    marks = f.marks
    t = tail(tokens, k + 1, Marks(marks.countries, marks.adjectives, marks.people, marks.heads | frozenset(f.starts)), prepositions=frozenset({"по"}))
    end = min([t.end, *(s for s in f.starts if k < s < t.end)])
    if t.country_at and t.country_at[1] <= end:
        end = min(end, t.country_at[0])
    if t.quote:
        end = min(end, t.quote[0])
    if tokens[k].lemma in _BOARDS and not (k + 1 < len(tokens) and tokens[k + 1].norm in _BOARD_MEMBERS):
        end = k + 1
    if tokens[k].lemma == "аппарат" and at_court(tokens, k + 1):
        end = k + 2  # «руководитель аппарата президента | КР»
    while end > k + 1 and tokens[end - 1].norm in ("и", ","):
        end -= 1
    return replace(h, end=end, chain=True, deputies=False)


PARTS = frozenset(["части", "секции"])


def of_a_part(h: Head, f: Field) -> Head | None:
    """«председатель | российской части | комиссии»: each state has its part of a joint commission."""
    j, tokens = h.end, f.tokens
    told = j + 1 < len(tokens) and len(f.marks.adjectives.get(j, ())) == 1 and tokens[j + 1].norm in PARTS and not h.chain
    return replace(h, end=j + 2, chain=True, deputies=False) if told else None


def in_brackets(h: Head, f: Field) -> Head | None:
    """«член Коллегии | (министр)»"""
    j, tokens = h.end, f.tokens
    told = tokens[j].text == "(" and j + 2 < len(tokens) and tokens[j + 1].lemma in f.lex.sets["roles.heads"] and tokens[j + 2].text == ")"
    return replace(h, end=j + 3, chain=True) if told else None


def by_field(h: Head, f: Field) -> Head | None:
    """«директор | по стратегии и развитию»"""
    j = h.end
    if f.tokens[j].norm not in ("по", "па") or j + 1 >= len(f.tokens) or _names_a_ministry(h, f):
        return None
    end = field_end(f.tokens, j, f.marks, open_lists=h.chain)
    return replace(h, end=min([end, *(s for s in f.starts if j < s < end)])) if end > j + 1 else None


_MATTERS = frozenset("развитие дело вопрос ситуация налог труд".split())


def _names_a_ministry(h: Head, f: Field) -> bool:
    """«министр | по развитию информационных технологий Узбекистана», «министр по делам молодежи А»: the field names the ministry.

    Where a body follows the field, the post is one of that body: «министр по внутренним рынкам ЕЭК».
    """
    ministerial = f.lex.sets["roles.ministerial"]
    minister = f.tokens[h.head].lemma in ministerial or (h.chain and f.tokens[h.end - 1].lemma in ministerial)
    if not minister or f.tokens[h.end + 1].lemma not in _MATTERS:
        return False
    t = tail(f.tokens, h.end, f.marks, prepositions=frozenset({"по", "па"}), chain=False, latin=False, open_lists=h.chain)
    return not any(h.end < s <= t.end for s in f.starts)


def of_a_field(h: Head, f: Field) -> Head | None:
    """«координатор | программ ВПС», «менеджер | проектов Фонда»: what is looked after stands before the house."""
    j = h.end
    if f.tokens[h.head].lemma not in _LOOK_AFTER or h.chain or j >= len(f.tokens) or f.tokens[j].capital:
        return None
    k = f.noun_at(j)
    if k + 1 >= len(f.tokens) or f.tokens[k].case != "Gen" or f.tokens[k].pos != "NOUN" or f.tokens[k].capital:
        return None
    if f.tokens[k].lemma in f.lex.bodies or f.tokens[k].lemma in f.lex.sets["units"]:
        return None
    if k + 1 not in f.starts and k + 1 not in f.marks.countries and f.tokens[k].lemma in _LINES:
        # «руководитель | направления искусственного интеллекта | компании «Альфа»»
        t = tail(f.tokens, k + 1, f.marks, prepositions=frozenset({"по"}), latin=False)
        end = min([t.end, *(s for s in f.starts if k < s <= t.end)])
        return replace(h, end=end, chain=True) if end in f.starts else None
    return replace(h, end=k + 1, chain=True) if k + 1 in f.starts or k + 1 in f.marks.countries else None


_LINES = frozenset("направление проект программа блок практика подразделение служба группа команда продукт портфель линия".split())


STEPS: tuple[Step, ...] = (of_another, of_its_chief, in_charge_of, before_a_body, in_charge, without_portfolio, of_a_unit, of_a_part, of_a_field, in_brackets, by_field)


def _deputy(token: Token, lex: Lexicon) -> bool:
    return token.lemma in lex.sets["roles.deputies"] | _ENVOYS or token.lemma in ("директор", "секретарь", "руководитель")


_PARTS_OF = frozenset("департамент управление отдел".split())
_OF_A_PART = frozenset("директор начальник заместитель директора начальника руководитель замдиректора".split())
BRANCHES = frozenset("отделение филиал секретариат".split())  # of an international organisation: houses of their own
_BOARD_ADJECTIVES = frozenset("наблюдательный консультативный экспертный технический".split())
_LOCAL = frozenset("районный городской областной краевой сельский поселковый".split())


def _proper_unit(f: Field, first: int, head: int) -> bool:
    """A capitalised unit with a full name of its own is the organisation, not part of the role."""
    tokens, body = f.tokens, f.starts.get(first)
    if tokens[head].lemma in BRANCHES and (whole := f.starts.get(head + 1)) is not None and whole.kind == "InternationalOrganization":
        return True  # «директор | регионального отделения МСЭ для стран СНГ»
    if body is None:
        return tokens[first].capital and tokens[head].lemma not in ("коллегия", "правление", "калегія", "аппарат")
    part = tokens[head].lemma in _PARTS_OF and not body.quoted and tokens[first - 1].lemma in _OF_A_PART
    if part and any(head < s < body.last and b.kind == "Ministry" and b.last >= body.last - 1 and not b.core.startswith(("правительств", "кабинет")) for s, b in f.starts.items()):
        return False  # «директор | Департамента международного сотрудничества | Министерства связи»
    if tokens[head].lemma in ("коллегия", "правление", "администрация", "совет", "аппарат"):
        if body.kind == "InternationalOrganization" and tokens[first].capital and tokens[head].lemma == "совет":
            return True  # «председатель Высшего Евразийского экономического совета»
        if body.kind == "WorkingBody" and tokens[first].capital and any(t.lemma in f.lex.sets["joint_adjectives"] and t.lemma not in _BOARD_ADJECTIVES for t in tokens[first:head]):
            return len(body.core.split()) > 3  # «Координационный совет государств – участников СНГ по информатизации»
        if tokens[head].lemma == "совет" and tokens[first].capital and body.country is not None and " по " in f" {body.core} ":
            return True  # «председатель Совета по кибербезопасности ОАЭ»
        # «глава Нарынской районной администрации», «директор Чешского совета по экспорту»: the name of a place makes it a house
        return tokens[first].capital and first < head and (tokens[head - 1].lemma in _LOCAL or (body.country is not None and len(body.core.split()) > 2))
    # «департамент «Альфа»» is called so; «департамент ИКТ компании «Альфа»» is one of that company
    own = bool(body.quoted) and head + 1 < len(tokens) and (tokens[head + 1].text in OPEN or tokens[head + 1].text[0].isascii())
    return tokens[first].capital or own
