"""The people of one release: which of its names are one person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from kg.facts.model import Form, Person, PersonName
from kg.mentions.model import PersonNamed
from kg.text.document import Token
from kg.values import Span

_MASTERS = frozenset("господин госпожа товарищ спадар спадарыня".split())


def untitled(p: PersonNamed, tokens: Sequence[Token]) -> PersonNamed:
    """«Господин Мюллер, …» in front of a sentence is tagged as if the title were a given name."""
    if p.given.lower() not in _MASTERS or p.last - p.first < 2:
        return p
    return replace(p, first=p.first + 1, span=Span(tokens[p.first + 1].start, p.span.end), given="", printed=p.printed.partition(" ")[2])


@lru_cache(maxsize=1 << 13)
def _norm(text: str) -> str:
    return text.lower().replace("ё", "е")


@dataclass(slots=True)
class _Someone:
    key: str
    mentions: list[PersonNamed] = field(default_factory=list)
    _best: tuple[int, PersonNamed] | None = None  # of how many mentions
    unlike: dict[tuple[str, str, str, str], PersonNamed] = field(default_factory=dict)  # the first in the text of those that read the same

    @property
    def best(self) -> PersonNamed:
        """The fullest mention, the earliest of equals; nominative ones before those that had to be turned."""
        if self._best is None or self._best[0] != len(self.mentions):
            best = max(self.mentions, key=lambda m: (bool(m.given), bool(m.patronymic), bool(m.initials), m.case in ("Nom", ""), -m.span.start))
            self._best = len(self.mentions), best
        return self._best[1]

    def add(self, m: PersonNamed) -> None:
        """Take in a mention."""
        self.mentions.append(m)
        read = (m.family, m.given, m.patronymic, m.initials)
        known = self.unlike.get(read)
        if known is None or m.span.start < known.span.start:
            self.unlike[read] = m


@dataclass(slots=True)
class PersonRegister:
    """Names in the order of the text; a full name opens a person, a shorter one joins the only one that it fits."""

    people: list[_Someone] = field(default_factory=list)
    _of: dict[tuple[int, int], str] = field(default_factory=dict)
    _waiting: list[PersonNamed] = field(default_factory=list)
    _nominatives: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def add(self, mention: PersonNamed) -> None:
        """Take in a mention; a family name alone waits until all full names are known."""
        if not mention.given and not mention.initials:
            self._waiting.append(mention)
            return
        fitting = [p for p in self.people if any(_fits(mention, m) for m in p.unlike.values())]
        if len(fitting) == 1:
            self._join(fitting[0], mention)
        else:
            self._open(mention)

    def settle(self) -> None:
        """Give each lone family name the person that it can only mean; the rest are people of their own."""
        for mention in self._waiting:
            fitting = [p for p in self.people if any(_family_of(mention, m) for m in p.unlike.values())]
            if len(fitting) > 1:
                before = [p for p in fitting if any(m.span.start < mention.span.start for m in p.unlike.values())]
                fitting = before if len(before) == 1 else []
            if fitting:
                self._join(fitting[0], mention)
            else:
                self._open(mention)
        self._waiting.clear()

    def _open(self, mention: PersonNamed) -> None:
        someone = _Someone(f"p{len(self.people) + 1}")
        self.people.append(someone)
        self._join(someone, mention)

    def _join(self, someone: _Someone, mention: PersonNamed) -> None:
        someone.add(mention)
        self._of[(mention.span.start, mention.span.end)] = someone.key

    def key(self, mention: PersonNamed) -> str:
        """Local key of a mention that was added."""
        return self._of[(mention.span.start, mention.span.end)]

    def stands_for(self, mention: PersonNamed, key: str) -> None:
        """A word that is no name, «я», «Наира Гагиковна» of a question, means a person named elsewhere."""
        self._of[(mention.span.start, mention.span.end)] = key

    def in_case(self, mention: PersonNamed, role_case: str = "") -> PersonNamed:
        """The mention in the case that its printed form has beside the nominative that the text gives elsewhere.

        role_case is that of the post in front of the name («с директором Чалонгом Ванитом»). Taggers see a nominative in the foreign name of «принял Хоулиня Чжао», where another sentence has «Хоулинь Чжао».
        """
        if mention.case != "Nom" or not mention.printed:
            return mention
        if role_case == "Ins" and mention.printed.split()[0].lower().endswith(("ом", "ем", "ым", "им")):
            return replace(mention, case="Ins")
        last = mention.printed.replace(".", ". ").split()[-1]
        if mention.initials and not mention.given and last != mention.family:
            # "А. Запольского" beside the family "Запольский"
            adjectival = next((c for e, c in (("ого", "Gen"), ("ему", "Dat"), ("ому", "Dat"), ("им", "Ins"), ("ым", "Ins")) if last.endswith(e) and mention.family.endswith(("ий", "ый", "ой"))), "")
            case = adjectival or (_oblique(mention.family, last) if mention.family else "")
            return replace(mention, case=case) if case else mention
        known = self._by_key(self.key(mention)).best.family
        if mention.initials and not mention.given and last == mention.family and (case := _oblique(known, last)):
            return replace(mention, case=case)  # "Р. Соколова принял А", beside "Роман Соколов"
        word = mention.printed.split()[0]
        for other in self._words_of(self.key(mention)):
            if case := _oblique(other, word):
                return replace(mention, case=case)
        return mention

    def _words_of(self, key: str) -> tuple[str, ...]:
        """The different first words of a person's mentions that stand in the nominative."""
        if not self._nominatives:
            for p in self.people:
                words = (m.printed.split()[0] for m in p.mentions if m.case == "Nom" and m.printed)
                self._nominatives[p.key] = tuple(w for w in dict.fromkeys(words) if len(w) > 3)
        return self._nominatives[key]

    def full(self, key: str) -> bool:
        """True if the release names the person by more than a family name."""
        best = self._by_key(key).best
        return bool(best.given or best.initials)

    def _by_key(self, key: str) -> _Someone:
        return self.people[int(key[1:]) - 1]

    def person(self, key: str) -> Person:
        """The person as a frozen value: fullest parts of the name, every form printed."""
        someone = self._by_key(key)
        best = someone.best
        given, patronymic = best.given, best.patronymic
        if not given and best.initials:
            given = best.initials[0] + "."
            patronymic = best.initials[1] + "." if len(best.initials) > 1 else ""
        if not patronymic:
            patronymic = next((m.patronymic for m in someone.mentions if m.patronymic), "")
        if not patronymic:
            two = next((m.initials for m in someone.mentions if len(m.initials) > 1), "")
            patronymic = f"{two[1]}." if two else ""
        forms = tuple(Form(m.printed, m.span) for m in sorted(someone.mentions, key=lambda m: m.span.start))
        return Person(key, PersonName(best.family, given, patronymic, best.family_first), forms)


def _fits(a: PersonNamed, b: PersonNamed) -> bool:
    """Two names with a given name or initials that can be one person's."""
    if _initials_of(a, b) or _initials_of(b, a):
        return True
    if not _same_family(a, b):
        return False
    if a.given and b.given:
        if _norm(a.given) == _norm(b.given):
            return not (a.patronymic and b.patronymic) or _norm(a.patronymic) == _norm(b.patronymic)
        return len(a.given) > 3 and _stem(a.given) == _stem(b.given)
    first_a, first_b = a.given or a.initials, b.given or b.initials
    if not first_a or not first_b or _norm(first_a[0]) != _norm(first_b[0]):
        return False
    second_a = a.patronymic or a.initials[1:2]
    second_b = b.patronymic or b.initials[1:2]
    return not second_a or not second_b or _norm(second_a[0]) == _norm(second_b[0])


def _initials_of(short: PersonNamed, full: PersonNamed) -> bool:
    """«М.Дж. Азери Джахроми», «Мохаммад Джавад Азери Джахроми»: behind initials all words look like a family name."""
    family = _norm(short.family).split(" ")
    if len(family) < 2 or not short.initials or not full.given:
        return False
    words = _norm(f"{full.given} {full.family}").split(" ")
    return len(words) > len(family) and words[-len(family) :] == family and words[0][0] == _norm(short.initials[0])


def _same_family(a: PersonNamed, b: PersonNamed) -> bool:
    fa, fb = _norm(a.family), _norm(b.family)
    return fa == fb or (_stem(fa) == _stem(fb) and len(_stem(fa)) >= 4)


@lru_cache(maxsize=1 << 13)
def _stem(word: str) -> str:
    """A family name without the endings that a wrong case leaves behind."""
    low = _norm(word)
    for ending in ("ого", "ому", "ыми", "ими", "ым", "им", "ом", "ем", "ой", "ей", "ий", "ый", "ая", "ую", "а", "у", "е", "ы", "и", "я", "ю", "ь"):
        if low.endswith(ending) and len(low) - len(ending) >= 4:
            return low[: -len(ending)]
    return low


_OBLIQUE = {"а": "Gen", "я": "Gen", "у": "Dat", "ю": "Dat", "ом": "Ins", "ем": "Ins", "ым": "Ins", "е": "Loc"}


def _oblique(nominative: str, word: str) -> str:
    """Case of a masculine given name printed as `word`, "" where it is no declined form of `nominative`."""
    base = nominative.rstrip("ьй")
    if nominative[-1:] in "аяоеуюиыэ" or not word.startswith(base) or word == nominative:
        return ""
    return _OBLIQUE.get(word[len(base) :], "")


def _family_of(lone: PersonNamed, full: PersonNamed) -> bool:
    """A name alone is a family name, or the given name of those whom texts call by it ("министр Баатархуу")."""
    names = [_norm(full.family), *(_norm(w) for w in full.family.split(" ")), *(_norm(w) for w in full.given.split(" ") if len(w) > 2)]
    low = _norm(lone.family)
    return low in names or (len(_stem(low)) >= 4 and _stem(low) in {_stem(n) for n in names})
