"""The dossier of two countries: one printable page to take to talks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from kg.page.model import Fact, Projection
from kg.page.render import best_label
from kg.page.words import say, words
from kg.views.acts import Act, acts, shown_date, shown_period, with_role, words_of
from kg.views.document import document

GROUPS = {
    "open": ("discussed", "planned", "drafted"),
    "signed": ("signed", "in-force", "implementing"),
    "ended": ("terminated",),
}
# facts of an act that the dossier spells out, in this order
TOLD = (
    "party",
    "signatory",
    "headOfDelegation",
    "host",
    "visitor",
    "participant",
    "speaker",
    "place",
    "signedAt",
    "superEvent",
)


@dataclass(slots=True)
class Sources:
    """Releases cited so far, each with its number in the list of sources."""

    projection: Projection
    numbers: dict[str, int] = field(default_factory=dict)

    def cite(self, passages: Iterable[str]) -> list[tuple[str, int]]:
        """Sentences, each with the number of its release."""
        cited = []
        for iri in passages:
            passage = self.projection.passages[iri]
            number = self.numbers.setdefault(passage.release, len(self.numbers) + 1)
            cited.append((passage.text.strip(), number))
        return list(dict.fromkeys(cited))


@dataclass(frozen=True, slots=True)
class Line:
    """A statement of the dossier: words, note (dates), sentences with source numbers, anchor of the act it belongs to."""

    text: str
    note: str = ""
    quotes: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """An agreement or event as the dossier tells it."""

    anchor: str
    kind: str
    what: str
    label: str
    when: str
    status: str
    open: bool
    dated: bool
    lines: tuple[tuple[str, str], ...]
    quotes: tuple[tuple[str, int], ...]


def dossier(projection: Projection, a: str, b: str, language: str = "ru") -> str:
    """The page for two ISO codes. LookupError if a country is not in the graph."""
    names = [_country(projection, code, language) for code in (a, b)]
    shared = [act for act in acts(projection) if {a, b} <= set(act.countries)]
    sources = Sources(projection)
    entries = {act.iri: _entry(projection, sources, act, f"n{i}", language) for i, act in enumerate(shared, 1)}
    agreements = [act for act in shared if act.kind == "agreement"]
    values = {
        "timeline": list(entries.values()),
        "groups": [(key, [entries[x.iri] for x in rows]) for key, rows in _groups(agreements)],
        "events": [entries[x.iri] for x in shared if x.kind == "event"],
        "officials": [
            (n, _officials(projection, sources, shared, c, language)) for n, c in zip(names, (a, b), strict=True)
        ],
        "bodies": [(n, _bodies(projection, shared, c, language)) for n, c in zip(names, (a, b), strict=True)],
        "topics": _topics(projection, shared, language),
        "promises": _promises(projection, sources, shared, language),
    }
    return document(
        "dossier.html",
        language=language,
        title=f"{names[0]} — {names[1]}",
        say={key: entry[language] for key, entry in words()["report"].items()},
        years=_years(shared),
        sources=[projection.releases[r] for r in sources.numbers],
        shown_date=lambda text: shown_date(text, language),
        **values,
    )


def _country(projection: Projection, code: str, language: str) -> str:
    for _, data in projection.graph.nodes(data=True):
        if data["kind"] == "country" and data["code"] == code:
            return best_label(data["labels"], language)
    raise LookupError(code)


def _entry(projection: Projection, sources: Sources, act: Act, anchor: str, language: str) -> Entry:
    facts = projection.facts.get(act.iri, ())
    lines, named = [], set()
    for role in TOLD:
        told = dict.fromkeys(words_of(projection, fact, language) for fact in with_role(facts, role))
        if role == "participant":  # who has a part of their own is not named again
            told = {name: None for name in told if name not in named}
        named |= set(told)
        if told:
            lines.append((say("roles", role, language), "; ".join(told)))
    said = sorted({p for fact in facts if not fact.inward for p in fact.passages}, key=_in_order(projection))
    return Entry(
        anchor=anchor,
        kind=act.kind,
        what=say("types", act.type, language) if act.type else say("kinds", act.kind, language),
        label=best_label(act.labels, language),
        when=shown_period(act, language),
        status=say("statuses", act.status, language) if act.status else "",
        open=act.open,
        dated=bool(act.first),
        lines=tuple(lines),
        quotes=tuple(sources.cite(said)),
    )


def _in_order(projection: Projection) -> Callable[[str], tuple[str, int]]:
    return lambda iri: (projection.passages[iri].release, projection.passages[iri].start)


def _groups(agreements: list[Act]) -> list[tuple[str, list[Act]]]:
    known = {status for group in GROUPS.values() for status in group}
    rows = [(key, [a for a in agreements if a.status in statuses]) for key, statuses in GROUPS.items()]
    rows.append(("unknown", [a for a in agreements if a.status not in known]))
    order = ("signed", "open", "ended", "unknown")
    return sorted(((k, r) for k, r in rows if r), key=lambda item: order.index(item[0]))


def _officials(projection: Projection, sources: Sources, shared: list[Act], code: str, language: str) -> list[Line]:
    """Posts of a country's people who took part, or who serve a body that did; those of today before former ones."""
    posts: list[tuple[bool, str, Line]] = []
    for iri in _people(projection, shared):
        name = best_label(projection.graph.nodes[iri]["labels"], language)
        for fact in with_role(projection.facts.get(iri, ()), "post"):
            if code in projection.graph.nodes[iri]["countries"] and _belongs(projection, fact, code):
                posts.append((fact.former, name, _post(projection, sources, iri, fact, language)))
    return [line for *_, line in sorted(posts, key=lambda p: (p[0], p[1], p[2].text))]


def _people(projection: Projection, shared: list[Act]) -> list[str]:
    graph = projection.graph
    near = {other for act in shared for other in graph.successors(act.iri)}
    bodies = {other for other in near if graph.nodes[other]["kind"] == "body"}
    people = near | {holder for body in bodies for holder in graph.predecessors(body)}
    return sorted(iri for iri in people if graph.nodes[iri]["kind"] == "person")


def _belongs(projection: Projection, fact: Fact, code: str) -> bool:
    return fact.target not in projection.graph or code in projection.graph.nodes[fact.target]["countries"]


def _post(projection: Projection, sources: Sources, person: str, fact: Fact, language: str) -> Line:
    name = best_label(projection.graph.nodes[person]["labels"], language)
    place = (
        best_label(projection.graph.nodes[fact.target]["labels"], language) if fact.target in projection.graph else ""
    )
    words_ = ", ".join(w for w in (best_label(fact.text, language), place) if w)
    notes = [say("ui", "former", language)] if fact.former else []
    if fact.dates:
        notes.append(say("ui", "attested", language) + " " + ", ".join(shown_date(d, language) for d in fact.dates))
    return Line(f"{name} — {words_}", "; ".join(notes), tuple(sources.cite(fact.passages[:1])))


def _bodies(projection: Projection, shared: list[Act], code: str, language: str) -> list[str]:
    names: Counter[str] = Counter()
    for act in shared:
        for other in set(projection.graph.successors(act.iri)):
            data = projection.graph.nodes[other]
            if data["kind"] == "body" and code in data["countries"]:
                names[best_label(data["labels"], language)] += 1
    return [name for name, _ in sorted(names.items(), key=lambda item: (-item[1], item[0]))]


def _topics(projection: Projection, shared: list[Act], language: str) -> list[tuple[str, int]]:
    count = Counter(topic for act in shared for topic in act.topics)
    named = [(best_label(projection.concepts[topic], language), number) for topic, number in count.items()]
    return sorted(named, key=lambda item: (-item[1], item[0]))


def _promises(projection: Projection, sources: Sources, shared: list[Act], language: str) -> list[Line]:
    """What the sides agreed to do, and what is planned; nothing is called open that a release reports as done."""
    lines = []
    for act in shared:
        note = f"{best_label(act.labels, language)}, {shown_period(act, language)}"
        for fact in with_role(projection.facts.get(act.iri, ()), "commitment"):
            lines.append(Line(best_label(fact.text, language), note, tuple(sources.cite(fact.passages))))
    for act in shared:
        if act.open:
            status = say("statuses", act.status, language)
            lines.append(Line(best_label(act.labels, language), status, ()))
    return list(dict.fromkeys(lines))


def _years(shared: list[Act]) -> str:
    years = [a.first[:4] for a in shared if a.first] + [a.last[:4] for a in shared if a.last]
    return "–".join(dict.fromkeys((min(years), max(years)))) if years else ""
