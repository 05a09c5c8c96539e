"""What the words of a question name and signal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from kg.questions.ask import cities, lemmas, ministries, parts, scope, spelling
from kg.questions.ask import period as periods
from kg.questions.ask.named import Named, Reading
from kg.questions.ask.naming import JOINTS, Found, Names, with_countries
from kg.questions.ask.words import MAX_LENGTH, Pattern, Token, language, normal, tokenize, topics, vocabulary
from kg.questions.model import PREFIXES
from kg.questions.things import Things
from kg.reference import countries

# of time where no date follows: "до Залесского" is not asked with any query
_BEFORE = frozenset(["до", "перед", "прежде", "before", "until", "till", "перад"])
_WHETHER = frozenset("is was are were has have had did does do".split())
_WHOLE = "digital-economy"  # the topic that a word for the whole field stands for where a topic is asked for
_SUCH = frozenset("такой такая такі".split())  # before a name in the nominative
_FROM = frozenset(["из", "от", "from", "з", "са", "ад"])
_WITH = frozenset(["з", "са"])  # in Belarusian "from" and "with" are one word
_IN = frozenset(["в", "во", "у", "ў", "in", "to"])


def read(text: str, things: Things, names: Names) -> Reading:
    """What the question names and signals; misspelt words are put right where only one reading is near."""
    text = " ".join(text.split())[:MAX_LENGTH]
    tokens = _countries(text)
    reading = _read(text, tokens, things, names)
    if not reading.unexplained:
        return reading
    fixed, corrected = spelling.correct(tokens, set(reading.unexplained), things, names)
    if not corrected:
        return reading
    again = _read(text, _countries(" ".join(t.text for t in fixed)), things, names)
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
    if len(capital) == len(text):
        tokens = [replace(t, text=text[t.start : t.end]) for t in with_countries(tokenize(capital), capital)]
    return [_first_part(t, text) for t in tokens]


def _first_part(token: Token, text: str) -> Token:
    """ "Беларуска-карэйскі": what stands before the hyphen is an adjective without its ending."""
    if token.country or text[token.end : token.end + 1] not in ("-", "‑", "–") or token.norm[-1:] not in ("а", "о"):
        return token
    for ending in ("і", "ий", "ы", "ый"):
        whole = token.text[:1].upper() + token.text[1:-1] + ending
        found = with_countries(tokenize(whole), whole)
        if len(found) == 1 and found[0].country:
            return replace(token, country=found[0].country, adjective=True)
    return token


def _read(text: str, tokens: list[Token], things: Things, names: Names) -> Reading:
    reading = Reading(text, language(text), tokens)
    reading.home = _home(things)
    if tokens and tokens[0].norm in _WHETHER:
        reading.signals.add("whether")
    free = [True] * len(tokens)
    asked = periods.find(tokens, text)
    if asked:
        reading.named.append(Named("asof" if asked.asof else "period", asked.text, asked.text))
        free[asked.first : asked.last] = [False] * (asked.last - asked.first)
    for i, token in enumerate(tokens):
        if free[i] and token.norm in _BEFORE:
            reading.unexplained.append(token.text)
            free[i] = False
    for i in range(len(tokens)):
        for pattern in (p for p in vocabulary().at(tokens, i) if p.group == "refused"):
            _take(reading, pattern, things, [t.text for t in tokens[i : i + len(pattern.words)]])
    _read_names(reading, free, names)
    _read_ministries(reading, free, names)
    _read_patterns(reading, free, things)
    _read_cities(reading, free, things)
    left: list[Token] = []
    for i, token in enumerate(tokens):
        if free[i] and token.country:
            _add_country(reading, i, things)
        elif free[i] and not (token.norm in JOINTS or (token.norm.isdecimal() and len(token.norm) < 3)):
            left.append(token)
    parts.read_left(reading, left, names)
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
    about = scope.of(tokens)
    found = [
        f
        for i in range(len(tokens))
        if free[i] and (f := scope.best(names.at(tokens, i, after_role=i - 1 in held), tokens, names, about))
    ]
    for f in sorted(found, key=lambda f: (-f.matched, f.first)):
        if not all(free[f.first : f.last]) or _is_said_otherwise(f, tokens) or _is_another_person(f, tokens, names):
            continue
        free[f.first : f.last] = [False] * (f.last - f.first)
        if len(f.things) == 1 or f.type in ("event", "agreement") or (f.type == "body" and f.first - 1 in held):
            title = f.type == "role" and any(p.type == "person" and p.first == f.last for p in found)
            parts.name(reading, f.type, f.things, title=title)
        else:
            words = reading.text[tokens[f.first].start : tokens[f.last - 1].end]
            reading.ambiguous.append((words, f.things))


def _is_another_person(found: Found, tokens: Sequence[Token], names: Names) -> bool:
    """ "Кто такая Попкова" names her in the nominative, so she is not Попков."""
    if found.type != "person" or not found.first or tokens[found.first - 1].norm not in _SUCH:
        return False
    said = {w for t in found.things for label in t.labels for w in normal(label).replace(".", " ").split()}
    run = [tokens[i] for i in range(found.first, found.last) if not tokens[i].forms & names.spelled]
    return any(t.norm not in said and t.norm[-1:] in ("а", "я") for t in run)


def _is_role(token: Token, names: Names) -> bool:
    return any(n.type == "role" and len(n.words) == 1 and n.words[0].fits(token) for n in names.starting(token))


def _is_said_otherwise(found: Found, tokens: Sequence[Token]) -> bool:
    """One word that the vocabulary knows is not a name: "форум", "тема"."""
    if found.matched > 1 or found.type in ("role", "topic"):
        return False
    return any(
        p.group != "empty" or not tokens[found.first].text[:1].isupper() for p in vocabulary().at(tokens, found.first)
    )


def _read_patterns(reading: Reading, free: list[bool], things: Things) -> None:
    tokens, i = reading.tokens, 0
    while i < len(tokens):
        known = [*vocabulary().at(tokens, i), *topics().at(tokens, i)] if free[i] else []
        known = [p for p in known if p.group != "refused"]
        fits = [p for p in known if all(free[i : i + len(p.words)])]
        if not fits:
            if free[i] and _take_other_form(reading, i, things):
                free[i] = False
            i += 1
            continue
        best = max(
            fits, key=lambda p: (len(p.words), p.group == "domain", p.weight, p.group not in ("empty", "unused"))
        )
        _take(reading, best, things, [t.text for t in tokens[i : i + len(best.words)]])
        free[i : i + len(best.words)] = [False] * len(best.words)
        i += len(best.words)


def _take_other_form(reading: Reading, at: int, things: Things) -> bool:
    """A form that the lists do not hold, of a word that they hold: "состоится"."""
    token = reading.tokens[at]
    if token.country or (at and token.text[:1].isupper()) or not token.norm.isalpha() or len(token.norm) < 4:
        return False
    for form, future in lemmas.others(token.norm):
        known = [p for p in vocabulary().at([replace(token, norm=form)], 0) if p.group in ("signal", "kind")]
        if known:
            _take(reading, known[0], things, [token.text])
            if future and known[0].meaning == "signed":  # "что подпишут" asks for a plan
                reading.signals.add("planned")
            return True
    return False


def _take(reading: Reading, pattern: Pattern, things: Things, said: list[str]) -> None:
    if pattern.group == "refused":
        reading.unexplained.append(" ".join(said))
    elif pattern.group == "unused":
        reading.unused.extend(said)
    elif pattern.group == "signal":
        reading.signals.add(pattern.meaning)
    elif pattern.group == "kind" and not any(n.value.endswith("/" + pattern.meaning) for n in reading.of("kind")):
        address = f"{PREFIXES['id']}kind/{pattern.meaning}"
        label = things.all[address].label(reading.language) if address in things.all else pattern.meaning
        reading.named.append(Named("kind", address, label))
    elif pattern.group in ("topic", "domain"):
        address = f"{PREFIXES['id']}topic/{pattern.meaning or _WHOLE}"
        if address in things.all and not any(n.value == address for n in reading.named):
            reading.named.append(Named(pattern.group, address, things.all[address].label(reading.language)))


def _is_side(tokens: Sequence[Token], at: int) -> bool:
    """ "С корейской стороны", "за Россию" tell whose people are asked for, "с корейской стороной" with whom."""
    before = tokens[at - 1].norm if at else ""
    after = tokens[at + 1].norm if at + 1 < len(tokens) else ""
    if after == "side":
        return any(t.norm in ("from", "on", "for") for t in tokens[max(at - 2, 0) : at])
    if after in ("стороны", "боку"):
        return before in ("с", "со", "от", "з", "са", "ад")
    return before in ("за", "for")


def _add_country(reading: Reading, at: int, things: Things) -> None:
    token = reading.tokens[at]
    thing = next(iter(things.find(token.country, "country")), None)
    label = thing.label(reading.language) if thing else countries.label(token.country, reading.language)
    before = reading.tokens[at - 1].norm if at else ""
    if before in _FROM - _WITH or _is_side(reading.tokens, at):
        reading.signals.add("side")
    kind = "located" if before in _IN and not token.adjective else "country"
    value = thing.iri if thing else f"{PREFIXES['id']}country/{token.country}"
    if not any(n.value == value for n in reading.named):
        reading.named.append(Named(kind, value, label, token.adjective or before in _FROM))
