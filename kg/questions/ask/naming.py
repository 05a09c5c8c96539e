"""Which things of the graph a question names: by label, in any case, in part where only one thing fits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.questions.ask.kin import MARK
from kg.questions.ask.words import Token, marks, normal, skeleton, tokenize
from kg.questions.things import Thing, Things
from kg.reference.countries import CountryMention, find_countries

# joints inside names, skipped on both sides when names are compared
JOINTS = frozenset("и в во о об по на с со для при of the and for in on at to у ў і з аб па да ды г".split())
TYPES = ("person", "body", "event", "agreement", "place", "topic", "role")
# so many events or agreements that fit the same words are asked about together
MOST_TOGETHER = 20
_PARTIAL = frozenset(["body", "event", "agreement"])
_LONG_NAMES = frozenset(["event", "agreement"])


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a label: the forms under which it is found."""

    norm: str
    forms: frozenset[str]
    country: str = ""

    def fits(self, token: Token) -> bool:
        """True if the token may be a form of this word."""
        if self.country or token.country:
            return self.country == token.country
        return bool(self.forms & token.forms)


@dataclass(frozen=True, slots=True)
class Name:
    """A label of a thing as words without joints."""

    thing: Thing
    type: str
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Things that the words [first, last) may mean; more than one if the words do not decide."""

    things: tuple[Thing, ...]
    type: str
    first: int
    last: int
    matched: int
    full: bool
    rank: tuple[int, bool, int]  # how well the words fit, to be compared with that of other types


def with_countries(tokens: list[Token], text: str) -> list[Token]:
    """The same words with each country's name as one word that knows its code."""
    # the finder wants the hyphens too: "белорусско" is a country's only before one
    with_marks = sorted([*tokens, *marks(text)], key=lambda t: t.start)
    mentions: dict[int, CountryMention] = {}
    for language in ("en",) if text.isascii() else ("ru", "be"):
        for m in find_countries(with_marks, language):
            mentions.setdefault(m.span.start, m)
    out: list[Token] = []
    end = 0
    for token in tokens:
        mention = mentions.get(token.start)
        if mention is not None and token.start >= end:
            end = max(mention.span.end, token.end)
            iso = mention.iso
            out.append(Token(text[token.start : end], normal(text[token.start : end]), token.start, end, iso,
                             mention.form == "adjective"))  # fmt: skip
        elif token.start >= end:
            out.append(token)
    return out


class Names:
    """The labels of a graph's things, found by any of their words."""

    def __init__(self, things: Things) -> None:
        self.names: list[Name] = []
        self._by_form: dict[str, list[tuple[int, int]]] = {}
        self._abbreviations = _abbreviations(things)
        long = (
            (self._words("body", label), short)
            for thing in things.all.values()
            if "body" in thing.types and (short := self._abbreviations.get(_short(thing), frozenset()))
            for label in thing.labels
            if " " in label
        )
        self._long = [(words, short) for words, short in dict.fromkeys(long) if words]
        self._long_by_form: dict[str, set[int]] = {}  # a large graph has thousands of bodies and of labels
        for at, (words, _) in enumerate(self._long):
            for form in words[0].forms:
                self._long_by_form.setdefault(form, set()).add(at)
        self._kinds = {
            thing.iri.rsplit("/", 1)[-1]: frozenset(
                f for label in thing.labels for t in tokenize(label)[:1] for f in t.forms
            )
            for thing in things.all.values()
            if "kind" in thing.types
        }
        self.plain: set[str] = set()  # words of kinds, roles: they alone make no event or agreement known
        for thing in things.all.values():
            for type_ in (t for t in TYPES if t in thing.types):
                for label in dict.fromkeys(thing.labels):
                    self._add(thing, type_, label)
            if thing.types & {"kind", "role"}:
                self.plain |= {f for label in thing.labels for t in tokenize(label) for f in t.forms}

    def _add(self, thing: Thing, type_: str, label: str) -> None:
        words = (*self._words(type_, label), *self._kind(thing, type_, label))
        if words:
            self._put(Name(thing, type_, words))
        if type_ in _LONG_NAMES:
            short = self._shortened(words)
            if short != words:
                self._put(Name(thing, type_, short))

    def _words(self, type_: str, label: str) -> tuple[Word, ...]:
        tokens = with_countries(tokenize(label), label)
        return tuple(
            Word(t.norm, self._forms(t, type_), t.country) for t in tokens if t.norm not in JOINTS or t.country
        )

    def _kind(self, thing: Thing, type_: str, label: str) -> tuple[Word, ...]:
        """The kind of an event or agreement as one more word, if the label does not say it."""
        if type_ not in _LONG_NAMES:
            return ()
        forms = next((self._kinds[part] for part in thing.iri.split("/")[:-1] if part in self._kinds), frozenset())
        if not forms or any(forms & t.forms for t in tokenize(label)):
            return ()
        return (Word("", forms),)

    def _shortened(self, words: tuple[Word, ...]) -> tuple[Word, ...]:
        """The words of a label with each body that has an abbreviation called by it: people ask of "the SCO meeting"."""
        near = {n for word in words for form in word.forms for n in self._long_by_form.get(form, ())}
        for long, short in (self._long[n] for n in sorted(near)):
            for at in range(len(words) - len(long) + 1):
                if all(a.forms & b.forms for a, b in zip(long, words[at : at + len(long)], strict=True)):
                    words = (*words[:at], Word("", short), *words[at + len(long) :])
                    break
        return words

    def _put(self, name: Name) -> None:
        words, at = name.words, len(self.names)
        self.names.append(name)
        for position, word in enumerate(words):
            for form in word.forms or (word.country,):
                self._by_form.setdefault(form, []).append((at, position))

    def _forms(self, token: Token, type_: str) -> frozenset[str]:
        """In names of events and agreements a body's abbreviation stands for those of the other languages too."""
        if type_ not in _LONG_NAMES:
            return token.forms
        return token.forms | self._abbreviations.get(token.text, frozenset())

    def starting(self, token: Token) -> list[Name]:
        """Names that begin with a form of this word."""
        found = {
            at for form in token.forms or (token.country,) for at, where in self._by_form.get(form, ()) if where == 0
        }
        return [self.names[at] for at in sorted(found)]

    def holding(self, tokens: Sequence[Token], type_: str) -> list[Thing]:
        """Things of a type with a label that holds all these words, and not as mere words of kinds or countries."""
        found: dict[str, Thing] = {}
        for at in {a for form in tokens[0].forms for a, _ in self._by_form.get(form, ())}:
            name = self.names[at]
            own = [w for w in name.words if not w.country and not w.forms & self.plain]
            if name.type == type_ and all(any(w.fits(t) for w in own) for t in tokens):
                found[name.thing.iri] = name.thing
        return [found[iri] for iri in sorted(found)]

    @cached_property
    def people(self) -> dict[str, tuple[Name, ...]]:
        """Every word of people's names with the names that hold it."""
        found: dict[str, list[Name]] = {}
        for name in self.names:
            for word in name.words if name.type == "person" else ():
                found.setdefault(word.norm, []).append(name)
        return {word: tuple(names) for word, names in found.items()}

    @cached_property
    def kinds(self) -> frozenset[str]:
        """Forms of the words of kinds of events and agreements: "форум", "меморандум"."""
        return frozenset(f for forms in self._kinds.values() for f in forms)

    @cached_property
    def words(self) -> set[str]:
        """Every word of three letters and more in a name."""
        return {w.norm for name in self.names for w in name.words if len(w.norm) >= 3 and not w.country}

    @cached_property
    def spelled(self) -> frozenset[str]:
        """The kin of given names that people of the graph bear: "Сяргей" is known even where a dictionary lacks it."""
        return frozenset(
            f for n in self.names if n.type == "person" for w in n.words for f in w.forms if f.startswith(MARK)
        )

    def at(self, tokens: Sequence[Token], index: int, *, after_role: bool = False) -> list[Found]:
        """The best reading of the words from `index` on as a name, for each type of thing that there is one of."""
        by_type: dict[str, list[tuple[tuple[int, bool, int], Name, int]]] = {}
        for reading in self._readings(tokens, index, after_role):
            by_type.setdefault(reading[1].type, []).append(reading)
        return [f for type_, found in by_type.items() if (f := _best(found, type_, index))]

    def _readings(
        self, tokens: Sequence[Token], index: int, after_role: bool
    ) -> Iterable[tuple[tuple[int, bool, int], Name, int]]:
        token = tokens[index]
        seen: set[tuple[int, int]] = set()
        for form in token.forms or (token.country,):
            for at, position in self._by_form.get(form, ()):
                if (at, position) in seen:
                    continue
                seen.add((at, position))
                name = self.names[at]
                matched, last = _run(name, tokens, index, position)
                full = len(matched) == len(name.words) and self._tells(name, matched)
                if full or self._enough(name, matched, after_role):
                    yield (len(matched), full, -len(name.words) if full else 0), name, last

    def _enough(self, name: Name, matched: list[int], after_role: bool) -> bool:
        """Do these words of the label say which thing it is?"""
        if name.type not in _PARTIAL:
            return False
        if not self._tells(name, matched):
            return False
        return len(matched) >= 2 or (after_role and name.type == "body")

    def _tells(self, name: Name, matched: list[int]) -> bool:
        """Is there a word that is no kind, role or country? "Переговоры" alone says not which talks."""
        if name.type not in _PARTIAL:
            return True
        return any(not name.words[i].country and not (name.words[i].forms & self.plain) for i in matched)


def _best(found: list[tuple[tuple[int, bool, int], Name, int]], type_: str, index: int) -> Found | None:
    best = max(f[0] for f in found)
    top = [f for f in found if f[0] == best]
    things = {f[1].thing.iri: f[1].thing for f in top}
    if len(things) > MOST_TOGETHER:
        return None
    return Found(tuple(things.values()), type_, index, top[0][2], best[0], best[1], best)


def _short(thing: Thing) -> str:
    return next((label for label in thing.labels if label.isalpha() and label.isupper()), "")


def _abbreviations(things: Things) -> dict[str, frozenset[str]]:
    """ "ШОС", "ШАС", "SCO": each with the forms of all of them."""
    out: dict[str, frozenset[str]] = {}
    for thing in things.all.values():
        short = (
            [label for label in thing.labels if label.isalpha() and label.isupper()] if "body" in thing.types else []
        )
        known = frozenset(f for label in short for t in tokenize(label) for f in t.forms)
        out |= {label: out.get(label, frozenset()) | known for label in short}
    return out


def _run(name: Name, tokens: Sequence[Token], index: int, position: int) -> tuple[list[int], int]:
    """Words of the label that the tokens from `index` on name in order (in any order for people), and where they end."""
    if name.type == "person":
        return _any_order(name, tokens, index)
    if name.type in _LONG_NAMES:  # nobody quotes their long names as they stand
        return _of_them(name, tokens, index)
    matched = [position]
    last = at = index + 1
    while at < len(tokens):
        if tokens[at].norm in JOINTS and not tokens[at].country:
            at += 1
            continue
        following = next((i for i in range(matched[-1] + 1, len(name.words)) if name.words[i].fits(tokens[at])), None)
        if following is None:
            break
        matched.append(following)
        at += 1
        last = at
    return matched, last


def _of_them(name: Name, tokens: Sequence[Token], index: int) -> tuple[list[int], int]:
    """Words of the label in any order, with joints between them."""
    matched: list[int] = []
    last = at = index
    while at < len(tokens):
        if tokens[at].norm not in JOINTS or tokens[at].country:
            fit = next((i for i, w in enumerate(name.words) if i not in matched and w.fits(tokens[at])), None)
            if fit is None:
                break
            matched.append(fit)
            last = at + 1
        at += 1
    return sorted(matched), last


def _any_order(name: Name, tokens: Sequence[Token], index: int) -> tuple[list[int], int]:
    matched: list[int] = []
    at = index
    while at < len(tokens):
        fit = next((i for i, w in enumerate(name.words) if i not in matched and w.fits(tokens[at])), None)
        if fit is None:
            break
        matched.append(fit)
        at += 1
    if len(name.words) == 1 and len(tokens[index].text) < 4 and not tokens[index].text[:1].isupper():
        return [], index
    return matched, at


def near(word: str, known: Iterable[str]) -> list[str]:
    """Known words that a misspelt one may stand for, by one letter, or two in long words; the nearest ones only."""
    from rapidfuzz.distance import OSA

    mine = skeleton(word)
    limit = 2 if len(mine) >= 8 else 1 if len(mine) >= 5 else 0
    found = [(OSA.distance(mine, skeleton(k), score_cutoff=limit), k) for k in known]
    close = [(d, k) for d, k in found if d <= limit]
    best = min((d for d, _ in close), default=None)
    return [k for d, k in close if d == best]
