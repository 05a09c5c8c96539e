"""From a question in words to one competency question with its parameters, or to an honest "not understood"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import yaml

from kg.facts.model import AGREEMENT_KINDS, EVENT_KINDS
from kg.questions.ask import period as periods
from kg.questions.ask.naming import JOINTS, Found, Names, near, with_countries
from kg.questions.ask.words import MAX_LENGTH, Pattern, Token, forms, language, normal, tokenize, vocabulary
from kg.questions.model import PREFIXES
from kg.questions.params import period as period_bounds
from kg.questions.things import Thing, Things
from kg.reference import countries

KINDS = {"agreement": frozenset(AGREEMENT_KINDS), "event": frozenset(EVENT_KINDS)}
_SIGNED = {"en": "signed", "ru": "подписано", "be": "падпісана"}
_IN = frozenset(["в", "во", "у", "ў", "in"])


@dataclass(frozen=True, slots=True)
class Named:
    """Something that the question names: type of parameter, value for it, label for people."""

    type: str
    value: str
    label: str


@dataclass(slots=True)
class Reading:
    """What was read in the words of a question."""

    text: str
    language: str
    tokens: list[Token]
    named: list[Named] = field(default_factory=list)
    signals: set[str] = field(default_factory=set)
    unexplained: list[str] = field(default_factory=list)
    ambiguous: list[tuple[str, tuple[Thing, ...]]] = field(default_factory=list)
    corrected: list[tuple[str, str]] = field(default_factory=list)

    def of(self, type_: str) -> list[Named]:
        """What is named of a type; "thing" is anything that is a thing."""
        if type_ == "thing":
            return [n for n in self.named if n.type not in ("kind", "period", "role", "topic")]
        return [n for n in self.named if n.type == type_]


@dataclass(frozen=True, slots=True)
class Intent:
    """An entry of intents.yaml."""

    query: str
    all: tuple[str, ...]
    needs: tuple[str, ...]
    also: frozenset[str]
    takes: dict[str, tuple[str, ...]]
    kinds: str
    sets: dict[str, str]


@dataclass(frozen=True, slots=True)
class Understood:
    """The competency question and its parameters, each with the label of its value."""

    query: str
    params: dict[str, str]
    labels: dict[str, str]


@cache
def intents() -> tuple[Intent, ...]:
    """The reviewed kinds of questions, in order of preference."""
    raw = yaml.safe_load(Path(__file__).with_name("intents.yaml").read_text(encoding="utf-8"))
    return tuple(
        Intent(r["query"], tuple(r["all"]), tuple(r.get("needs", ())), frozenset(r.get("also", ())),
               {k: tuple(v) for k, v in r["takes"].items()}, r.get("kinds", ""), r.get("sets", {}))
        for r in raw
    )  # fmt: skip


# ---- reading the words


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
    free = [True] * len(tokens)
    asked = periods.find(tokens)
    if asked:
        reading.named.append(Named("period", asked.text, asked.text))
        free[asked.first : asked.last] = [False] * (asked.last - asked.first)
    _read_names(reading, free, names)
    _read_patterns(reading, free, things)
    for i, token in enumerate(tokens):
        if free[i] and token.country:
            _add_country(reading, i, things)
        elif free[i] and not (token.norm in JOINTS or (token.norm.isdecimal() and len(token.norm) < 3)):
            reading.unexplained.append(token.text)
    return reading


def _read_names(reading: Reading, free: list[bool], names: Names) -> None:
    """Things by their labels, those of most words first."""
    tokens = reading.tokens
    roles = {i for i, t in enumerate(tokens) if _is_role(t, names)}
    found = [f for i in range(len(tokens)) if free[i] and (f := names.at(tokens, i, after_role=i - 1 in roles))]
    for f in sorted(found, key=lambda f: (-f.matched, f.first)):
        if not all(free[f.first : f.last]) or _is_said_otherwise(f, tokens):
            continue
        free[f.first : f.last] = [False] * (f.last - f.first)
        if len(f.things) == 1 or f.type in ("event", "agreement"):
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


def _read_patterns(reading: Reading, free: list[bool], things: Things) -> None:
    tokens, i = reading.tokens, 0
    while i < len(tokens):
        fits = [p for p in vocabulary().at(tokens, i) if all(free[i : i + len(p.words)])] if free[i] else []
        if not fits:
            i += 1
            continue
        best = max(fits, key=lambda p: (p.weight, p.group != "empty"))
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


def _add_country(reading: Reading, at: int, things: Things) -> None:
    token = reading.tokens[at]
    thing = next(iter(things.find(token.country, "country")), None)
    label = thing.label(reading.language) if thing else countries.label(token.country, reading.language)
    before = reading.tokens[at - 1].norm if at else ""
    kind = "located" if before in _IN and not token.adjective else "country"
    value = thing.iri if thing else f"{PREFIXES['id']}country/{token.country}"
    if not any(n.value == value for n in reading.named):
        reading.named.append(Named(kind, value, label))


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
        if len(close) == 1:
            return next(iter(close.values()))
        if close:
            return None
    return None


# ---- choosing the question


def choose(reading: Reading) -> Understood | None:
    """The entry of intents.yaml that explains the whole question, or None."""
    if reading.unexplained or reading.ambiguous:
        return None
    best: tuple[int, Understood] | None = None
    for intent in intents():
        params = _fit(intent, reading)
        if params is None:
            continue
        score = 2 * len(intent.all) + len({s for s in reading.signals if any(s in a.split("|") for a in intent.all)})
        score += 2 * sum(any(reading.of(t) for t in need.split("|")) for need in intent.needs)
        if best is None or score > best[0]:
            best = score, Understood(intent.query, *params)
    return best[1] if best else None


def _fit(intent: Intent, reading: Reading) -> tuple[dict[str, str], dict[str, str]] | None:
    """Parameters and their labels if the whole question fits the entry."""
    groups = [set(a.split("|")) for a in intent.all]
    if not all(g & reading.signals for g in groups):
        return None
    if reading.signals - intent.also - set().union(*groups):
        return None
    if not all(any(reading.of(t) for t in need.split("|")) for need in intent.needs):
        return None
    if any(n.value.rsplit("/", 1)[-1] not in KINDS.get(intent.kinds, ()) for n in reading.of("kind")):
        return None
    params: dict[str, str] = {}
    labels: dict[str, str] = {}
    for named in reading.named:
        places = _places(intent, named)
        name = next((p for p in places if p not in params), None)
        if name is None:
            if (named.type == "located" and places) or intent.takes.get(named.type) == ():
                continue  # said again in other words, or of no use to the query
            return None
        params[name], labels[name] = _value(name, named.value), named.label
    for name, value in intent.sets.items():
        params[name], labels[name] = f"{PREFIXES['id']}{name}/{value}", value
    if "status" in intent.takes and "signed" in reading.signals:
        params["status"], labels["status"] = f"{PREFIXES['id']}status/signed", _SIGNED[reading.language]
    return params, labels


def _places(intent: Intent, named: Named) -> tuple[str, ...]:
    """Parameters that a named thing may fill."""
    if named.type == "located" and "located" not in intent.takes:
        return intent.takes.get("country", intent.takes.get("thing", ()))
    return intent.takes.get(named.type) or intent.takes.get("thing", ())


def _value(param: str, value: str) -> str:
    """A period becomes the last day of it where a question takes a day."""
    if param != "date":
        return value
    first, last = period_bounds(param, value)
    return last or first or value


def nearest(reading: Reading, limit: int = 3) -> list[str]:
    """Names of the questions that share most with what was read."""
    scores: dict[str, int] = {}
    for intent in intents():
        wanted = {s for a in intent.all for s in a.split("|")}
        kinds = {n.type for n in reading.named} & set(intent.takes)
        fits = all(n.value.rsplit("/", 1)[-1] in KINDS.get(intent.kinds, ()) for n in reading.of("kind"))
        score = 3 * len(wanted & reading.signals) + len(intent.also & reading.signals) + len(kinds)
        score = score if fits else 0
        scores[intent.query] = max(score, scores.get(intent.query, 0))
    ranked = sorted(scores, key=lambda q: -scores[q])
    return [q for q in ranked if scores[q] > 0][:limit]
