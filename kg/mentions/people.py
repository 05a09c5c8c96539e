"""People by name in a Russian or Belarusian sentence: any order, initials, foreign names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from kg.mentions.forms import loud
from kg.mentions.model import PersonNamed
from kg.mentions.names import TRAILING, choose, customs, gender_of, name_kinds, nominatives, split
from kg.text.document import Document, Sentence, Token, begun_in, once
from kg.text.morphology import parses
from kg.values import Span


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words of one release: those that it uses in the nominative, and all (lower case, ё as е)."""

    nominative: frozenset[str]
    all: frozenset[str]


def vocabulary(document: Document) -> Vocabulary:
    """The capitalised words of a release, which settle how its foreign names read in the nominative."""
    every, nominative = set(), set()
    for s in document.sentences:
        for t in s.tokens:
            if t.text[:1].isupper():
                every.add(t.norm)
                if t.case in ("Nom", ""):
                    nominative.add(t.norm)
    return Vocabulary(frozenset(nominative), frozenset(every))


def shouting(sentence: Sentence) -> bool:
    """True for a line in capitals, where a capital letter says nothing."""
    return loud(sentence.tokens)


def find_people(sentence: Sentence, blocked: Collection[int], voc: Vocabulary, families: Collection[str] = ()) -> list[PersonNamed]:
    """People named in a sentence.

    blocked   tokens that belong to countries, places, known bodies or role words
    families  family names that the release has introduced: they count alone, in any case
    """
    return people_of(candidates(sentence, blocked, voc), sentence, voc, families)


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be a person's name: `person` where it is one by itself, else the only token, a family name that the release must have introduced."""

    person: PersonNamed | None
    first: int
    last: int
    alone: Token | None


def candidates(sentence: Sentence, blocked: Collection[int], voc: Vocabulary) -> list[Candidate]:
    """What may be people in a sentence, whatever family names the release introduces."""
    if shouting(sentence):
        return []
    tokens = sentence.tokens
    neural = neural_people(sentence)
    out = []
    for a, b in runs(tokens, blocked):
        for x, y in _cut(tokens, a, b):
            sure = _is_person(tokens, x, y, neural)
            if sure is not False:
                out.append(Candidate(None if sure else named(sentence, x, y, voc), x, y, sure))
    return out


def people_of(found: Sequence[Candidate], sentence: Sentence, voc: Vocabulary, families: Collection[str]) -> list[PersonNamed]:
    """The people among the candidates of a sentence; `families` are family names that the release has introduced."""
    out = []
    for c in found:
        if c.person is not None:
            out.append(c.person)
        elif c.alone is not None and any(f in families for f in _family_forms(c.alone)):
            out.append(named(sentence, c.first, c.last, voc))
    return out


def neural_people(sentence: Sentence) -> set[int]:
    """Tokens that the tagger holds for people."""
    found: set[int] = set()
    for name in sentence.names:
        if name.kind == "PER":
            found.update(begun_in(sentence.tokens, name.span))
    return found


def runs(tokens: Sequence[Token], blocked: Collection[int]) -> Iterator[tuple[int, int]]:
    """Maximal stretches of capitalised words and initials."""
    particles = customs()[1]
    end = 0
    for i in _likely(tokens):
        if i < end or not _begins(tokens, i, blocked):
            continue
        j = i
        while j < len(tokens):
            if j not in blocked and _initial(tokens, j):
                j += 2
            elif j not in blocked and (_name_word(tokens[j]) or _short_name(tokens, j, i)):
                if j > i and _script(tokens[j]) != _script(tokens[j - 1]):
                    break  # «директор TNS-Plus Ерлан …»
                j += 1
            elif (tokens[j].norm in TRAILING and j > i) or (tokens[j].norm in particles and j > i and j + 1 < len(tokens) and (_name_word(tokens[j + 1]) or tokens[j + 1].norm in particles) and not tokens[j].text.isupper()):
                j += 1
            else:
                break
        yield i, j
        end = j


@once
def _likely(tokens: Sequence[Token]) -> list[int]:
    """Where a name may begin, by the letters of the words."""
    return [i for i, t in enumerate(tokens) if len(t.text) < 3 or _name_like(t.text)]


def _short_name(tokens: Sequence[Token], j: int, first: int) -> bool:
    """«Хван Сон У»: one letter at the end of a Korean or Chinese name is no initial."""
    alone = len(tokens[j].text) == 1 and tokens[j].norm in customs()[0] and tokens[j].capital
    return alone and j > first and tokens[first].norm in customs()[0] and not (j + 1 < len(tokens) and tokens[j + 1].text == ".")


def _script(token: Token) -> bool:
    """True for Latin letters; a full stop after an initial has the script of the initial."""
    return token.text[0].isascii() and token.text != "."


def _begins(tokens: Sequence[Token], i: int, blocked: Collection[int]) -> bool:
    if i in blocked:
        return False
    # "То Лам" and "У Чжэн" begin with what is a small word elsewhere
    asian = tokens[i].norm in customs()[0] and i + 1 < len(tokens) and _name_word(tokens[i + 1])
    return _initial(tokens, i) or (_name_word(tokens[i]) and (asian or not _function_word(tokens[i])))


def _function_word(token: Token) -> bool:
    """«Когда-то», «Вместе», «Затем» at the head of a sentence: no part of a name."""
    found = parses(token.text.lower())
    return bool(found) and found[0].known and bool(found[0].grammemes & {"ADVB", "CONJ", "PREP", "PRCL", "NPRO", "PRED", "INTJ"}) and not name_kinds(token.text)


def _initial(tokens: Sequence[Token], i: int) -> bool:
    t = tokens[i]
    return len(t.text) <= 2 and t.text.isalpha() and t.capital and not (len(t.text) == 2 and (t.text.isupper() or i + 2 >= len(tokens))) and i + 1 < len(tokens) and tokens[i + 1].text == "." and t.end == tokens[i + 1].start


def _name_word(token: Token) -> bool:
    return _name_like(token.text)


@lru_cache(maxsize=1 << 15)
def _name_like(text: str) -> bool:
    if not text[:1].isalpha() or not any(c.isupper() for c in (text[0], *(p[0] for p in text.split("-") if p))):
        return False
    if not text[0].isupper() and text.split("-")[0].lower() not in customs()[1]:
        return False
    if len(text) > 1 and text.isupper():
        return False
    if text[:3].lower() in ("г-н", "г-ж"):
        return False
    if "-" in text and any(len(p) > 1 and p.isupper() for p in text.split("-")):
        return False  # «ИКТ-промышленности»
    return all(c.isalpha() or c in "-'’" for c in text) and len(text) > 1


def _cut(tokens: Sequence[Token], a: int, b: int) -> Iterator[tuple[int, int]]:
    """Split a run where one name ends and another begins: after "Попков С.П." or before "С.П. Попков"."""
    words = [i for i in range(a, b) if not (_initial(tokens, i) or tokens[i].text == ".")]
    if len(words) == 3 and a and words[0] == a and not name_kinds(tokens[a].text) and tokens[a].norm not in customs()[0] and "Name" in name_kinds(tokens[a + 1].text) and tokens[a].case == "Gen" and tokens[a + 1].case != "Gen":
        # «ректор Иннополиса Александр Гасников»: the first word is the house, not the man
        yield a + 1, b
        return
    if len(words) == 3 and a and words[0] == a and _house_before(tokens, a):
        yield a + 1, b
        return
    while len(words) > 1 and words[0] == a and _geographic(tokens, a, b):
        a, words = a + 1, words[1:]
    if len(words) > 1 and words[0] == a and (_before_a_name(tokens, a, len(words)) or _of_a_place(tokens, a, words)):
        a += 1
    initials = [i for i in range(a, b) if _initial(tokens, i)]
    if not initials or not words:
        yield a, b
        return
    if initials[0] > words[0] and any(w > initials[-1] for w in words):
        # "Зухуров Б. С ним": a full stop, not an initial's; "Ткач П.Н. Иванов" : two people
        end = initials[-1] + 2
        yield a, end
        yield end, b
        return
    yield a, b


def _house_before(tokens: Sequence[Token], a: int) -> bool:
    """«председателя Мингорисполкома Владимира Кухарева»: a word that is no name, then a given name and a family name like a Russian one."""
    first, given, family = tokens[a], name_kinds(tokens[a + 1].text), tokens[a + 2]
    plain = not name_kinds(first.text) and first.case == "Gen" and tokens[a - 1].pos == "NOUN" and not tokens[a - 1].capital
    return plain and "Name" in given and "Surn" in name_kinds(family.text) and first.norm not in customs()[0]


def _geographic(tokens: Sequence[Token], a: int, b: int) -> bool:
    """«по Центральной Азии | Лилия Бурунчук», «министров Крыма | Сергея Аксенова»: a name of the map, and its adjective, before a name."""
    if not a or not tokens[a - 1].is_word:
        return False
    k = a + 1 if tokens[a].pos == "ADJ" and a + 2 < b else a
    found = parses(tokens[k].text.lower())
    if k == a and tokens[a - 1].norm in ("в", "во") and b - a > 2 and any(p.known and "Geox" in p.grammemes for p in found):
        return True  # «директор представительства ЮНИДО в Вене | Клаус Вебер»
    return bool(found) and found[0].known and "Geox" in found[0].grammemes and not name_kinds(tokens[k].text) and tokens[k].case in ("Gen", "Dat", "Loc") and b - k > 2


_PLACED = frozenset("провинция город область район уезд штат регион округ остров эмират префектура университет институт академия школа".split())


def _of_a_place(tokens: Sequence[Token], a: int, words: Sequence[int]) -> bool:
    """«губернатор провинции Гуандун Ван Вэй», «профессор Университета Цинхуа Чжан Вэй»: the first word is the place's."""
    if not a or tokens[a - 1].lemma not in _PLACED or tokens[a - 1].case not in ("Gen", "Loc") or tokens[a].norm in customs()[0]:
        return False  # «президент института Пак Чжун Хо»
    return tokens[words[1]].norm in customs()[0] or (len(words) > 2 and "Name" in name_kinds(tokens[words[1]].text))


def _before_a_name(tokens: Sequence[Token], a: int, many: int) -> bool:
    """«Пригласили Наталью …», «Выступление Натальи …»: the first word of a sentence, in another case than the name behind it."""
    first, second = tokens[a], tokens[a + 1]
    if any(t.is_word for t in tokens[:a]) or name_kinds(first.text):
        return False
    found = parses(first.text.lower())
    if many > 2 and found and found[0].known and "VERB" in found[0].grammemes:
        return True  # «Выступил Небойша Йович»
    if not name_kinds(second.text) & {"Name", "Surn"}:
        return False
    if "Name" not in name_kinds(second.text) and not (second.case == "Gen" and found and "NOUN" in found[0].grammemes):
        return False  # «Полномочия Иванова»: before a mere family name only a noun that governs it
    return bool(found) and found[0].known and (first.pos == "VERB" or (bool(first.case) and first.case != second.case))


def _is_person(tokens: Sequence[Token], a: int, b: int, neural: Collection[int]) -> Token | Literal[False] | None:
    """None if tokens [a, b) are a person by themselves, the token if it is one as a family name that the release introduces, else False."""
    words = [i for i in range(a, b) if _name_word(tokens[i]) or _short_name(tokens, i, a)]
    if not words:
        return False
    initials = [i for i in range(a, b) if _initial(tokens, i)]
    hits = sum(i in neural for i in words)
    if initials and len(words) <= 2:
        return None
    if len(words) == 1 and not any(t.is_word for i, t in enumerate(tokens) if i != words[0]):
        return False
    if hits and (len(words) > 1 or tokens[words[0]].pos in ("PROPN", "X", "NOUN", "ADJ") or hits == len(words)):
        return None if hits * 2 >= len(words) or len(words) > 2 else False
    kinds = [name_kinds(tokens[i].text) for i in words]
    if len(words) >= 2 and sum(bool(k) for k in kinds) >= 2:
        return None if any("Name" in k for k in kinds) else False
    return tokens[words[0]] if len(words) == 1 else False


def _family_forms(token: Token) -> tuple[str, ...]:
    return (token.norm, *_families(token.text))


@lru_cache(maxsize=1 << 13)
def _families(text: str) -> tuple[str, ...]:
    forms = (n for case in ("Gen", "Dat", "Ins", "Loc") for gender in ("Masc", "Fem") for n in nominatives(text, case, gender))
    return tuple(dict.fromkeys(n.lower().replace("ё", "е") for n in forms))


def named(sentence: Sentence, a: int, b: int, voc: Vocabulary, case: str = "") -> PersonNamed:
    """The person named by tokens [a, b); `case` overrides what the tagger says."""
    tokens = sentence.tokens
    words = [i for i in range(a, b) if not _initial(tokens, i) and tokens[i].text != "."]
    initials = "".join(tokens[i].text[0] for i in range(a, b) if _initial(tokens, i))
    texts = [tokens[i].text for i in words]
    gender = gender_of(texts)
    if not case:
        votes = Counter(tokens[i].case for i in words if tokens[i].case)
        case = votes.most_common(1)[0][0] if votes else "Nom"
    parts = [t if t.lower() in customs()[1] else choose(nominatives(t, case, gender), voc.nominative - {t.lower()}, voc.all - {t.lower()}) for t in texts]
    if initials:
        family, given, patronymic, first = " ".join(parts), "", "", False
    else:
        family, given, patronymic, first = split(parts)
    last = b
    span = Span(tokens[a].start, tokens[last - 1].end)
    return PersonNamed(sentence.index, a, last, span, family, given, patronymic, initials, first, case, sentence_text(tokens, a, last), gender)


def sentence_text(tokens: Sequence[Token], a: int, b: int) -> str:
    """Tokens [a, b) as printed, single spaces."""
    out = ""
    for i in range(a, b):
        out += (" " if i > a and tokens[i].start > tokens[i - 1].end else "") + tokens[i].text
    return out
