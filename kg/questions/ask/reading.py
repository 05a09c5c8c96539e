"""What the words of a question name and signal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kg.questions.ask import cities, ministries
from kg.questions.ask import period as periods
from kg.questions.ask.naming import JOINTS, Found, Names, near, with_countries
from kg.questions.ask.words import MAX_LENGTH, Pattern, Token, forms, language, normal, tokenize, topics, vocabulary
from kg.questions.model import PREFIXES
from kg.questions.things import Thing, Things
from kg.reference import countries

_NO_THINGS = ("kind", "period", "asof", "role", "topic", "domain")
# of time where no date follows: "до Залесского" is not asked with any query
_BEFORE = frozenset(["до", "перед", "прежде", "before", "until", "till", "перад"])
_WHETHER = frozenset("is was are were has have had did does do".split())
_WHOLE = "digital-economy"  # the topic that a word for the whole field stands for where a topic is asked for
_FROM = frozenset(["из", "от", "from", "з", "са", "ад"])
_IN = frozenset(["в", "во", "у", "ў", "in", "to"])


@dataclass(frozen=True, slots=True)
class Named:
    """Something that the question names: type of parameter, value for it, label for people.

    origin  a country after "from", or said as an adjective: "сербский"
    """

    type: str
    value: str
    label: str
    origin: bool = False


@dataclass(slots=True)
class Reading:
    """What was read in the words of a question.

    absent  what is known to exist, but not to the graph
    home    IRI of the country that most bodies of the graph belong to
    """

    text: str
    language: str
    tokens: list[Token]
    named: list[Named] = field(default_factory=list)
    signals: set[str] = field(default_factory=set)
    unexplained: list[str] = field(default_factory=list)
    ambiguous: list[tuple[str, tuple[Thing, ...]]] = field(default_factory=list)
    corrected: list[tuple[str, str]] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    home: str = ""

    def of(self, type_: str) -> list[Named]:
        """What is named of a type; "thing" is anything that is a thing."""
        if type_ == "thing":
            return [n for n in self.named if n.type not in _NO_THINGS]
        return [n for n in self.named if n.type == type_]


def read(text: str, things: Things, names: Names) -> Reading:
    """What the question names and signals; misspelt words are put right where only one reading is near."""
    text = " ".join(text.split())[:MAX_LENGTH]
    tokens = _countries(text)
    reading = _read(text, tokens, things, names)
    if not reading.unexplained:
        return reading
    fixed, corrected = _correct(tokens, set(reading.unexplained), things, names)
    if not corrected:
        return reading
    again = _read(text, fixed, things, names)
    again.corrected = corrected
    return again


def _countries(text: str) -> list[Token]:
    """The words with countries found, also where the question has them in small letters."""
    tokens = with_countries(tokenize(text), text)
    plain = list(text)
    for i, token in enumerate(tokens):
        if not token.country and token.text.islower() and token.norm not in JOINTS and not vocabulary().at(tokens, i):
            word = token.text.upper() if len(token.text) <= 3 else token.text[0].upper() + token.text[1:]
            plain[token.start : token.start + len(word)] = word
    capital = "".join(plain)
    if len(capital) != len(text):
        return tokens
    return [replace(t, text=text[t.start : t.end]) for t in with_countries(tokenize(capital), capital)]


def _read(text: str, tokens: list[Token], things: Things, names: Names) -> Reading:
    reading = Reading(text, language(text), tokens)
    reading.home = _home(things)
    if tokens and tokens[0].norm in _WHETHER:
        reading.signals.add("whether")
    free = [True] * len(tokens)
    asked = periods.find(tokens)
    if asked:
        reading.named.append(Named("asof" if asked.asof else "period", asked.text, asked.text))
        free[asked.first : asked.last] = [False] * (asked.last - asked.first)
    for i, token in enumerate(tokens):
        if free[i] and token.norm in _BEFORE:
            reading.unexplained.append(token.text)
            free[i] = False
    _read_names(reading, free, names)
    _read_ministries(reading, free, names)
    _read_patterns(reading, free, things)
    _read_cities(reading, free, things)
    for i, token in enumerate(tokens):
        if free[i] and token.country:
            _add_country(reading, i, things)
        elif free[i] and not (token.norm in JOINTS or (token.norm.isdecimal() and len(token.norm) < 3)):
            reading.unexplained.append(token.text)
    return reading


def _home(things: Things) -> str:
    codes = Counter(iri.split("/body/")[1].split("/")[0] for iri in things.all if "/body/" in iri)
    return f"{PREFIXES['id']}country/{max(sorted(codes), key=lambda c: codes[c]).upper()}" if codes else ""


def _read_ministries(reading: Reading, free: list[bool], names: Names) -> None:
    for i, token in enumerate(reading.tokens):
        found = ministries.find(reading.tokens, i, names) if free[i] else ()
        if found:
            free[i] = False
            for beside in (i - 1, i + 1):  # its state is part of the name
                if 0 <= beside < len(free) and reading.tokens[beside].country:
                    free[beside] = False
        if len(found) == 1:
            reading.named.append(Named("body", found[0].iri, found[0].label(reading.language)))
        elif found:
            reading.ambiguous.append((token.text, found))


def _read_cities(reading: Reading, free: list[bool], things: Things) -> None:
    for i in range(len(reading.tokens)):
        city = cities.find(reading.tokens, i, free, things, reading.language) if free[i] else None
        before = reading.tokens[i - 1].norm if i else ""
        if city is None or not (
            city.things or before in _IN | _FROM
        ):  # "Anna" is a town too, and a misspelt name more often
            continue
        free[city.first : city.last] = [False] * (city.last - city.first)
        if len(city.things) == 1:
            reading.named.append(Named("place", city.things[0].iri, city.things[0].label(reading.language)))
        elif city.things:
            reading.ambiguous.append((city.name, city.things))
        else:
            reading.absent.append(city.name)


def _read_names(reading: Reading, free: list[bool], names: Names) -> None:
    """Things by their labels, those of most words first."""
    tokens = reading.tokens
    roles = {i for i, t in enumerate(tokens) if _is_role(t, names)}
    held = roles | {i + 1 for i in roles if i + 1 < len(tokens) and tokens[i + 1].norm in JOINTS}  # "minister of …"
    found = [f for i in range(len(tokens)) if free[i] and (f := names.at(tokens, i, after_role=i - 1 in held))]
    for f in sorted(found, key=lambda f: (-f.matched, f.first)):
        if not all(free[f.first : f.last]) or _is_said_otherwise(f, tokens) or _says_little(f, tokens):
            continue
        free[f.first : f.last] = [False] * (f.last - f.first)
        if len(f.things) == 1 or f.type in ("event", "agreement") or (f.type == "body" and f.first - 1 in held):
            labels = dict.fromkeys(t.label(reading.language) for t in f.things)
            reading.named.append(Named(f.type, " ".join(t.iri for t in f.things), " | ".join(labels)))
        else:
            words = reading.text[tokens[f.first].start : tokens[f.last - 1].end]
            reading.ambiguous.append((words, f.things))


def _is_role(token: Token, names: Names) -> bool:
    return any(n.type == "role" and len(n.words) == 1 and n.words[0].fits(token) for n in names.starting(token))


def _is_said_otherwise(found: Found, tokens: Sequence[Token]) -> bool:
    """One word that the vocabulary knows is not a name: "форум", "тема"."""
    if found.matched > 1 or found.type in ("role", "topic"):
        return False
    return any(
        p.group != "empty" or not tokens[found.first].text[:1].isupper() for p in vocabulary().at(tokens, found.first)
    )


def _says_little(found: Found, tokens: Sequence[Token]) -> bool:
    """Part of a long name, of words that questions are made of: "член ШОС" is no plan of the members of the SCO."""
    if found.full or found.type not in ("event", "agreement"):
        return False
    own = [
        i
        for i in range(found.first, found.last)
        if tokens[i].norm not in JOINTS and not any(p.group in ("signal", "empty") for p in vocabulary().at(tokens, i))
    ]
    return len(own) < 2


def _read_patterns(reading: Reading, free: list[bool], things: Things) -> None:
    tokens, i = reading.tokens, 0
    while i < len(tokens):
        known = [*vocabulary().at(tokens, i), *topics().at(tokens, i)] if free[i] else []
        fits = [p for p in known if all(free[i : i + len(p.words)])]
        if not fits:
            i += 1
            continue
        best = max(fits, key=lambda p: (len(p.words), p.group == "domain", p.weight, p.group != "empty"))
        _take(reading, best, things)
        free[i : i + len(best.words)] = [False] * len(best.words)
        i += len(best.words)


def _take(reading: Reading, pattern: Pattern, things: Things) -> None:
    if pattern.group == "signal":
        reading.signals.add(pattern.meaning)
    elif pattern.group == "kind" and not any(n.value.endswith("/" + pattern.meaning) for n in reading.of("kind")):
        address = f"{PREFIXES['id']}kind/{pattern.meaning}"
        label = things.all[address].label(reading.language) if address in things.all else pattern.meaning
        reading.named.append(Named("kind", address, label))
    elif pattern.group in ("topic", "domain"):
        address = f"{PREFIXES['id']}topic/{pattern.meaning or _WHOLE}"
        if address in things.all and not any(n.value == address for n in reading.named):
            reading.named.append(Named(pattern.group, address, things.all[address].label(reading.language)))


def _add_country(reading: Reading, at: int, things: Things) -> None:
    token = reading.tokens[at]
    thing = next(iter(things.find(token.country, "country")), None)
    label = thing.label(reading.language) if thing else countries.label(token.country, reading.language)
    before = reading.tokens[at - 1].norm if at else ""
    kind = "located" if before in _IN and not token.adjective else "country"
    value = thing.iri if thing else f"{PREFIXES['id']}country/{token.country}"
    if not any(n.value == value for n in reading.named):
        reading.named.append(Named(kind, value, label, token.adjective or before in _FROM))


def _correct(
    tokens: list[Token], wrong: set[str], things: Things, names: Names
) -> tuple[list[Token], list[tuple[str, str]]]:
    fixed, corrected = [], []
    for token in tokens:
        known = _nearest(token, things, names) if token.text in wrong and not token.country else None
        if known:
            corrected.append((token.text, known))
            token = replace(token, text=known, norm=normal(known), forms=forms(normal(known)))
        fixed.append(token)
    if not corrected:
        return tokens, []
    text = " ".join(t.text for t in fixed)
    return _countries(text), corrected


def _nearest(token: Token, things: Things, names: Names) -> str | None:
    """The known word that a misspelt one stands for, if there is one only."""
    own = [w for w in vocabulary().single if w[0].isascii() == token.norm[0].isascii()]
    for stem in own:
        if stem.endswith("*") and len(stem) > 5 and near(token.norm[: len(stem) - 1], [stem[:-1]]):
            return stem[:-1]
    for pool in (
        [w for w in own if not w.endswith("*")],
        [label for t in things.all.values() if "country" in t.types for label in t.labels if " " not in label],
        sorted(names.words),
    ):
        close = {normal(k): k for form in sorted(f for f in token.forms if "~" not in f) for k in near(form, pool)}
        # several forms of one word are one word: "Ристич", "Ристича"
        one = [k for k in close if all(k in forms(other) for other in close)]
        if one:
            return close[min(one, key=len)]
        if close:
            return None
    return None
