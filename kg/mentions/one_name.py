"""The nominative of a name: one decision over all the forms that a release has of it.

Every mention of a person shows forms of the same words, each in a case that its place in the sentence makes more or less likely: that of the post in
front of it, of a preposition, of a title, of the name that it is joined to. The nominatives (and the gender) are those that explain all of them best.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product
from math import prod

from kg.mentions.model import PersonNamed, RoleNamed, SentenceMentions
from kg.mentions.name_forms import CASES, known_as, likely, nominatives_of, open_syllables, unchanging
from kg.mentions.names import TRAILING, customs, split
from kg.reference.given import russian_forms
from kg.text.morphology import match_case

_MOST = 5  # nominatives that are tried for a word
_COMPARED = 625  # combinations of nominatives that are compared: four words with five each
_WRONG_CASE = -6.0  # a word that stands in another case than the mention
_ANOTHER_READING = -3.5  # the same where the words are the Russian reading of others
_UNCHANGED = -1.6, -4.0  # a word that should change and does not: «с министром Чинеду Окафор»; one that everybody knows
_PREPOSITIONS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys("с со".split(), ("Ins", "Gen")), **dict.fromkeys("к ко благодаря".split(), ("Dat",)), "по": ("Dat",), **dict.fromkeys("о об обо при".split(), ("Loc",)),
    **dict.fromkeys("от для у из до после против кроме вместо около без из-за ради".split(), ("Gen",)), **dict.fromkeys("между над под перед".split(), ("Ins",)),
    "за": ("Ins", "Acc"), "на": ("Acc", "Loc"), "в": ("Acc", "Loc"), "через": ("Acc",), "про": ("Acc",),
}  # fmt: skip
_LADIES = frozenset("госпожа г-жа спадарыня принцесса".split())
_TITLES = frozenset("господин госпожа г-н г-жа товарищ доктор профессор мистер спадар спадарыня шейх принц принцесса".split())
_JOINED = frozenset([",", "и", "или", ";", "а"])


@dataclass(frozen=True, slots=True)
class _Shown:
    """One mention: where it is, its words (lower case, ё as е), which of them change, how likely each case is, what it tells of the gender."""

    row: int
    at: int
    words: tuple[str, ...]
    printed: tuple[str, ...]
    family: int  # the index of the family name
    still: frozenset[int]
    cases: Mapping[str, float]
    man: float  # > 0 a man, < 0 a woman
    verb: float  # the same, if the name is the subject of the verb behind it


def read_names(rows: Sequence[SentenceMentions], *, belarusian: bool = False) -> None:
    """Give the people of all rows the nominatives that explain every form of their names best; where these are told anew, the cases too."""
    shown = [s for r, row in enumerate(rows) for s in _of_row(r, row)]
    for group in _groups(shown):
        for mention, words, case, gender in _decided(group, belarusian):
            row = rows[mention.row]
            row.persons[mention.at] = _renamed(row.persons[mention.at], mention, words, case, gender)


def _of_row(r: int, row: SentenceMentions) -> list[_Shown]:
    out: list[_Shown] = []
    before: PersonNamed | None = None
    for at, p in enumerate(row.persons):
        cases, man, verb = _cases(row, p)
        if before is not None and out and 0 < p.first - before.last <= 2 and row.tokens[p.first - 1].norm in _JOINED and out[-1].at == at - 1 and row.tokens[before.last].norm in _JOINED:
            cases = {c: cases.get(c, 0.0) + 0.5 * out[-1].cases.get(c, 0.0) for c in CASES}
        before = p
        words = [t.text for t in row.tokens[p.first : p.last] if t.text != "." and not (len(t.text) <= 2 and p.initials and t.text[0] in p.initials)]
        if not words or not any("а" <= w[-1].lower() <= "я" or w[-1].lower() in "іўө" for w in words) or any(w[0].isascii() for w in words):
            continue
        low = tuple(w.lower().replace("ё", "е") for w in words)
        family = 0 if p.family_first else len(low) - (2 if low[-1] in TRAILING and len(low) > 1 else 1)
        still = {i for i, w in enumerate(low) if (w in customs()[1] and i < len(low) - 1) or w in TRAILING}
        if len(low) > 1 and (p.family_first or low[0] in customs()[0]):
            still |= set(range(len(low) - 1))  # of «Чжан Юньмину» only the last word changes
        out.append(_Shown(r, at, low, tuple(words), family, frozenset(still), cases, man, verb))
    return out


def _cases(row: SentenceMentions, p: PersonNamed) -> tuple[dict[str, float], float, float]:
    """How likely each case is for a name where it stands (0: as it may be, less: hardly), whether it is a man's (> 0) or a woman's, and what the verb behind tells of that if the name is its subject."""
    tokens, man, verb = row.tokens, 0.0, 0.0
    out = dict.fromkeys(CASES, 0.0)

    def want(cases: Iterable[str], weight: float) -> None:
        wanted = set(cases)
        for c in CASES:
            if c not in wanted:
                out[c] -= weight

    tagged = [t.case for t in tokens[p.first : p.last] if t.case]
    for case in tagged:
        want((case,), 1.2 / len(tagged))
    if p.first:
        man += _before(row, p, want)
    behind = tokens[p.last] if p.last < len(tokens) else None
    if behind is not None and behind.pos == "VERB" and "Tense=Past" in behind.feats and behind.number == "Sing" and "Voice=Pass" not in behind.feats:
        want(("Nom",), 1.0)
        verb = {"Masc": 1.5, "Fem": -1.5}.get(behind.gender, 0.0)
    return out, man, verb


def _before(row: SentenceMentions, p: PersonNamed, want: Callable[[Iterable[str], float], None]) -> float:
    """Take in what stands before a name: its post, a title, a preposition; whether that tells of a man (> 0) or a woman."""
    tokens, man = row.tokens, 0.0
    role = _post_of(row, p)
    if role is not None and role.case:
        want(_same(role.case), 4.5 if role.last <= p.first else 2.0)
        if tokens[role.first].gender == "Fem" and role.head not in _ANYBODY:
            man -= 0.5
    front = tokens[p.first - 1]
    if front.text == "." and p.first > 1:
        front = tokens[p.first - 2]
    if front.lemma in _TITLES or front.norm.startswith(("г-ж", "г-н")):
        if front.case:
            want(_same(front.case), 2.5)
        man += -3.0 if front.lemma in _LADIES or front.norm.startswith("г-ж") else 3.0
    elif front.pos in ("VERB", "ADJ") and "Variant=Short" in front.feats:
        want(("Nom",), 3.0)  # «назначена Салтанат Асанова»
        man += {"Masc": 2.0, "Fem": -2.0}.get(front.gender, 0.0)
    elif front.text in ("–", "—"):
        want(("Nom",), 1.5)  # «министром – Умида Турсунова»: a dash stands for a verb
    elif front.norm in _PREPOSITIONS:
        want(_PREPOSITIONS[front.norm], 2.0)
    elif front.pos == "NOUN" and role is None and not front.capital:
        want(("Gen", "Nom", "Dat", "Ins"), 0.5)
    return man


_ANYBODY = frozenset("глава судья коллега коллегія".split())


def _same(case: str) -> tuple[str, ...]:
    """The genitive of a person is the accusative too."""
    return ("Gen", "Acc") if case in ("Gen", "Acc") else (case,)


def _post_of(row: SentenceMentions, p: PersonNamed) -> RoleNamed | None:
    """The post in apposition with a name: in front of it, or behind a comma or a dash."""
    tokens = row.tokens
    within = {i for x in (*row.bodies, *row.countries, *row.places) for i in range(x.first, x.last)}
    front = [r for r in row.roles if r.last <= p.first and r.number != "Plur"]
    if front:
        role = max(front, key=lambda r: r.last)
        if all(i in within or tokens[i].lemma in _TITLES or tokens[i].text in "()«»\"." or tokens[i].pos == "ADP" or (tokens[i].pos in ("NOUN", "ADJ") and not tokens[i].capital and p.first - role.last < 8) for i in range(role.last, p.first)):
            return role
    if p.last < len(tokens) and tokens[p.last].text == ",":
        return next((r for r in row.roles if r.first == p.last + 1 and r.number != "Plur"), None)
    return None


@lru_cache(maxsize=1 << 14)
def _trunk(word: str) -> str:
    """What all forms of a name have in common."""
    stem = word.rstrip("аяоеиыуюйьіў")
    for ending in ("ом", "ем", "ым", "им", "ам", "ог", "ег"):
        if stem.endswith(ending) and len(stem) > 5:
            stem = stem[:-2]
            break
    stem = stem if len(stem) > 1 else word[:2]
    return stem[:-1] + "в" if word.endswith("ў") else stem


def _groups(shown: Sequence[_Shown]) -> list[list[_Shown]]:
    """Mentions that are forms of one name: full names with the same trunks, shorter ones with those of a single full name; a family name that no full one explains stays as it was read."""
    full: dict[tuple[str, str], list[_Shown]] = {}
    for s in shown:
        if len(s.words) > 1:
            other = next(i for i in (0, len(s.words) - 1) if i != s.family or len(s.words) == 1)
            full.setdefault((_trunk(s.words[other]), _trunk(s.words[s.family])), []).append(s)
    families: dict[str, list[tuple[str, str]]] = {}
    for key in full:
        families.setdefault(key[1], []).append(key)
    for s in shown:
        if len(s.words) == 1:
            owners = families.get(_trunk(s.words[0]), [])
            if len(owners) == 1:
                full[owners[0]].append(s)
    return [*full.values()]


def _decided(group: Sequence[_Shown], belarusian: bool) -> list[tuple[_Shown, tuple[str, ...], str, str]]:
    """Each mention with the nominatives of its words, the case in which it stands, the gender (Masc or Fem)."""
    parts = _parts(group)
    best: tuple[float, str, dict[str, str], list[str]] | None = None
    for gender in ("M", "F"):
        options = {trunk: _options(trunk, part, group, gender, belarusian) for trunk, part in parts.items()}
        if all(options.values()):
            value, lemmas, cases = _best(group, parts, options, gender, belarusian)
            if best is None or value > best[0] + 1e-6:
                best = value, gender, lemmas, cases
    if best is None:
        return []
    _, gender, lemmas, cases = best
    return [(s, tuple(w if i in s.still else lemmas.get(_trunk(w), w) for i, w in enumerate(s.words)), case, gender) for s, case in zip(group, cases, strict=True)]


def _best(group: Sequence[_Shown], parts: Mapping[str, str], options: Mapping[str, list[tuple[str, float]]], gender: str, belarusian: bool) -> tuple[float, dict[str, str], list[str]]:
    """The best nominatives for one gender: their value, the words, the case of each mention.

    All combinations are compared where they are few. A name of ten words, each with five readings, has ten millions: its words are decided one after the other, each beside the likeliest of the rest.
    """
    sign = 1 if gender == "M" else -1
    lean = sum(s.man for s in group) * sign
    shapes = {(s.words, s.family): s for s in group}  # what fits a form is asked once, however often the release repeats it

    def value(chosen: Sequence[tuple[str, float]]) -> tuple[float, dict[str, str], list[str]]:
        lemmas = dict(zip(options, (c[0] for c in chosen), strict=True))
        score = lean + sum(c[1] for c in chosen) + _together(lemmas, parts)
        fits = {key: [_fits(s, lemmas, gender, c, belarusian) for c in CASES] for key, s in shapes.items()}
        cases = []
        for s in group:
            fit = fits[s.words, s.family]
            most, _, case = max((fit[i] + s.cases[c] + (s.verb * sign if c == "Nom" else 0.0), -i, c) for i, c in enumerate(CASES))
            score += most
            cases.append(case)
        return score, lemmas, cases

    words = list(options.values())
    if prod(map(len, words)) <= _COMPARED:
        ways: Iterable[Sequence[tuple[str, float]]] = product(*words)
    else:
        likeliest = [w[0] for w in words]
        for i, readings in enumerate(words):
            likeliest[i] = max(readings, key=lambda r: (value([*likeliest[:i], r, *likeliest[i + 1 :]])[0], -readings.index(r)))
        ways = [likeliest]
    best: tuple[float, dict[str, str], list[str]] | None = None
    for chosen in ways:
        told = value(chosen)
        if best is None or told[0] > best[0] + 1e-6:
            best = told
    assert best is not None  # every word has a reading
    return best


def _parts(group: Sequence[_Shown]) -> dict[str, str]:
    return {_trunk(w): "family" if i == s.family else "given" for s in group for i, w in enumerate(s.words) if i not in s.still}


def _options(trunk: str, part: str, group: Sequence[_Shown], gender: str, belarusian: bool) -> list[tuple[str, float]]:
    forms = {w for s in group for i, w in enumerate(s.words) if i not in s.still and _trunk(w) == trunk}
    lemmas = {lemma for form in forms for lemma in nominatives_of(form, gender, part, belarusian=belarusian)} | forms
    ranked = sorted(((lemma, likely(lemma, gender, part)) for lemma in lemmas), key=lambda x: (-x[1], x[0]))
    return ranked[:_MOST]


def _together(lemmas: Mapping[str, str], parts: Mapping[str, str]) -> float:
    """Where every given name has open syllables, the family name hardly ends in a consonant: Japan, the Bantu, the islands.

    With a Russian given name «Сороки» is a form of «Сорока»; «Мотоки» beside a foreign one never changes.
    """
    given = [w for t, w in lemmas.items() if parts[t] == "given"]
    family = [w for t, w in lemmas.items() if parts[t] == "family"]
    if given and any(w in russian_forms() for w in given) and any(w.endswith("и") for w in family):
        return -0.8
    if not given or not family or not all(open_syllables(w) for w in given):
        return 0.0
    return -0.6 if any(w[-1] not in "аеиоуыэюяйн" for w in family) else 0.0


def _fits(s: _Shown, lemmas: Mapping[str, str], gender: str, case: str, belarusian: bool) -> float:
    score = 0.0
    for i, w in enumerate(s.words):
        if i in s.still or (lemma := lemmas.get(_trunk(w))) is None:
            continue
        part = "family" if i == s.family else "given"
        found = nominatives_of(w, gender, part, belarusian=belarusian).get(lemma, frozenset())
        if case in found:
            continue
        if w == lemma:
            score += _UNCHANGED[bool(known_as(lemma, part))] if not unchanging(lemma, gender) else 0.0
        else:
            score += (_WRONG_CASE if not belarusian else _ANOTHER_READING) if found else -9.0
    return score


def _renamed(p: PersonNamed, s: _Shown, words: Sequence[str], case: str, gender: str) -> PersonNamed:
    parts = [_as_printed(lemma, printed) for lemma, printed in zip(words, s.printed, strict=True)]
    sex = "Masc" if gender == "M" else "Fem"
    case = p.case if {case, p.case} == {"Gen", "Acc"} else case  # of a man they are one form
    if p.initials:
        return replace(p, family=" ".join(parts), case=case, gender=sex)
    family, given, patronymic, first = split(parts)
    return replace(p, family=family, given=given, patronymic=patronymic, family_first=first, case=case, gender=sex)


def _as_printed(lemma: str, printed: str) -> str:
    """The nominative with the capitals and the ё of the form in the text."""
    halves, theirs = lemma.split("-"), printed.split("-")
    if len(halves) == len(theirs) > 1:
        return "-".join(_as_printed(a, b) for a, b in zip(halves, theirs, strict=True))
    plain = printed.lower().replace("ё", "е")
    keep = 0
    while keep < min(len(plain), len(lemma)) and plain[keep] == lemma[keep]:
        keep += 1
    return printed[:keep] + lemma[keep:] if keep else match_case(printed, lemma)
