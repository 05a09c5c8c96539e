"""From what was read in a question to one competency question with its parameters, or to an honest "not understood"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.facts.model import AGREEMENT_KINDS, EVENT_KINDS
from kg.questions.ask.named import Named, Reading
from kg.questions.model import PREFIXES
from kg.questions.params import period as period_bounds
from kg.reference.files import read_yaml

# words that change nothing where a question does not ask for them
_SOFT = frozenset(["held", "now", "whether", "past"])
# "now" asks these for what holds or is known now; what goes on today no graph of releases tells
_NOW = frozenset(
    "agreements bodies central invitations memberships mentions partners people person planned posts status topics working-groups".split()
)
# posts that one person holds at a time: of these the question in the present tense asks for the last one known
_SINGLE = frozenset(["minister", "ambassador", "president", "prime-minister"])
_EVER = "9999-12-31"
_LATEST = {"en": "the last one known", "ru": "последнее известное", "be": "апошняе вядомае"}
KINDS = {"visit": frozenset(["visit"]), "agreement": frozenset(AGREEMENT_KINDS), "event": frozenset(EVENT_KINDS)}
_SIGNED = {"en": "signed", "ru": "подписано", "be": "падпісана"}


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
    raw = read_yaml(Path(__file__).with_name("intents.yaml").read_text(encoding="utf-8"))
    return tuple(
        Intent(r["query"], tuple(r["all"]), tuple(r.get("needs", ())), frozenset(r.get("also", ())),
               {k: tuple(v) for k, v in r["takes"].items()}, r.get("kinds", ""), r.get("sets", {}))
        for r in raw
    )  # fmt: skip


def choose(reading: Reading) -> Understood | None:
    """The entry of intents.yaml that explains the whole question, or None."""
    if reading.unexplained or reading.ambiguous or reading.absent:
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
    if reading.signals - intent.also - _SOFT - set().union(*groups):
        return None
    if not all(any(reading.of(t) for t in need.split("|")) for need in intent.needs):
        return None
    if "now" in reading.signals and (intent.query not in _NOW or "signed" in reading.signals):
        return None
    kinds = [n for n in reading.of("kind") if not _said_again(n, reading)]
    if any(n.value.rsplit("/", 1)[-1] not in KINDS.get(intent.kinds, ()) for n in kinds):
        return None
    params: dict[str, str] = {}
    labels: dict[str, str] = {}
    for named in reading.named:
        fitting = () if named.type == "domain" and _needless(intent, named, (), reading) else places(intent, named)
        name = next((p for p in fitting if p not in params), None)
        if name is None:
            if _needless(intent, named, fitting, reading):
                continue
            return None
        params[name], labels[name] = value(name, named.value), named.label
    for name, set_to in intent.sets.items():
        params[name], labels[name] = f"{PREFIXES['id']}{name}/{set_to}", set_to
    if "status" in intent.takes and "signed" in reading.signals and "whether" not in reading.signals:
        params["status"], labels["status"] = f"{PREFIXES['id']}status/signed", _SIGNED[reading.language]
    if "asof" in intent.takes and not {"period", "asof"} & set(params) and _is_present(reading, intent):
        params["asof"], labels["asof"] = _EVER, _LATEST[reading.language]
    return params, labels


def _said_again(kind: Named, reading: Reading) -> bool:
    """ "Форум" beside the name of a forum."""
    local = kind.value.rsplit("/", 1)[-1]
    named = [*reading.of("event"), *reading.of("agreement")]
    return any(all(f"/{local}/" in iri for iri in n.value.split()) for n in named)


def _needless(intent: Intent, named: Named, places: tuple[str, ...], reading: Reading) -> bool:
    """Said already in other words, of no use to the query, or the state to which an ambassador is sent."""
    if named.type == "located" and any(r.value.endswith("/ambassador") for r in reading.of("role")):
        return named.value == reading.home and bool(reading.of("country"))
    if named.type == "kind" and _said_again(named, reading):
        return True
    if named.title and "title" in intent.takes:
        return True
    if named.type == "domain" and (reading.of("event") or reading.of("agreement")):
        return True
    return (named.type == "located" and bool(places)) or intent.takes.get(named.type) == ()


def _is_present(reading: Reading, intent: Intent) -> bool:
    roles = {r.value.rsplit("/", 1)[-1] for r in reading.of("role")} | {
        v for k, v in intent.sets.items() if k == "role"
    }
    if not roles or not roles <= _SINGLE or reading.of("person"):
        return False
    return "now" in reading.signals or ("who" in reading.signals and not {"past", "when", "post"} & reading.signals)


def places(intent: Intent, named: Named) -> tuple[str, ...]:
    """Parameters that a named thing may fill."""
    takes = intent.takes
    if named.origin and "origin" in takes:
        return takes["origin"]
    if named.type == "located" and "located" not in takes:
        return takes.get("country", takes.get("thing", ()))
    if named.type == "domain" and "domain" not in takes:
        return takes.get("topic", ())
    if named.type in ("period", "asof", "kind", "role", "topic", "domain"):
        return takes.get(named.type, ())
    return takes.get(named.type) or takes.get("thing", ())


def value(param: str, text: str) -> str:
    """A period becomes the last day of it where a question takes a day."""
    if param not in ("date", "asof"):
        return text
    first, last = period_bounds(param, text)
    return last or first or text


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
