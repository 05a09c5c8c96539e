"""The bodies of one release: which of its names are one organisation, and of which country."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from kg.facts.model import Body, Form
from kg.mentions.loose_names import core_of
from kg.mentions.missions import MISSIONS
from kg.mentions.model import BodyNamed
from kg.reference.abbreviations import expansions
from kg.reference.legal_forms import countries_of_form


@dataclass(slots=True)
class Group:
    """The mentions that are one body."""

    key: str
    mentions: list[BodyNamed] = field(default_factory=list)
    _seen: _Seen = field(default_factory=lambda: _Seen())

    @property
    def country(self) -> str | None:
        """ISO code that most mentions with a state have."""
        votes = self._known().votes
        return max(votes, key=votes.__getitem__) if votes else None

    def of_state(self, iso: str) -> None:
        """Tie every mention to a state."""
        self.mentions = [replace(m, country=iso) for m in self.mentions]

    @property
    def authority(self) -> str | None:
        """Id of the authority record that a mention has."""
        return self._known().authority

    @property
    def best(self) -> BodyNamed:
        """The fullest name, with its country before one without; the earliest of equals."""
        best = self._known().best
        assert best is not None
        return best

    def unlike(self) -> Iterable[BodyNamed]:
        """Its mentions, of those that say the same the first and the last in the text: a name may come twenty thousand times."""
        known = self._known()
        return [m for pair in known.unlike.values() for m in pair] if len(self.mentions) > 2 * len(known.unlike) else self.mentions

    def _known(self) -> _Seen:
        seen, mentions = self._seen, self.mentions
        if seen.of is mentions and seen.count >= len(mentions):
            return seen
        if seen.of is not mentions:
            seen = self._seen = _Seen(mentions)
        for m in mentions[seen.count :]:
            seen.take(m)
        return seen


@dataclass(slots=True)
class _Seen:
    """What the first mentions of a list come to; they are only ever added to."""

    of: list[BodyNamed] | None = None
    count: int = 0
    votes: dict[str, int] = field(default_factory=dict)
    authority: str | None = None
    best: BodyNamed | None = None
    rank: tuple[object, ...] = ()
    unlike: dict[tuple[object, ...], tuple[BodyNamed, ...]] = field(default_factory=dict)

    def take(self, m: BodyNamed) -> None:
        """Take in the next one."""
        self.count += 1
        if m.country:
            self.votes[m.country] = self.votes.get(m.country, 0) + 1
        self.authority = self.authority or m.authority or None
        rank: Any = (bool(m.authority), m.country is not None, not m.weak, len(m.core.split()), m.name.count(" ") if m.core in MISSIONS else 0, m.case == "Nom", -m.span.start)
        if self.best is None or rank > self.rank:
            self.best, self.rank = m, rank
        said = (m.name, m.core, m.kind, m.country, m.short, m.quoted, m.authority, m.weak, m.names, m.anaphor)
        pair = self.unlike.get(said)
        if pair is None:
            self.unlike[said] = (m,)
        else:
            first = pair[0] if pair[0].span.start <= m.span.start else m
            self.unlike[said] = first, (pair[-1] if pair[-1].span.start >= m.span.start else m)


@dataclass(slots=True)
class BodyRegister:
    """Bodies in the order of the text. Names with a country settle what the same names without one mean."""

    home: str | None = None
    groups: list[Group] = field(default_factory=list)
    _of: dict[tuple[int, int], str] = field(default_factory=dict)
    _all: list[BodyNamed] = field(default_factory=list)
    _by_key: dict[str, Group] = field(default_factory=dict)

    def add(self, mention: BodyNamed) -> None:
        """Take in a mention; keys exist after `settle`."""
        self._all.append(mention)

    def settle(self) -> None:
        """Group the mentions: first those with a country or record, then abbreviations and names without one."""
        anaphors = [m for m in self._all if m.anaphor]
        self._all = [m for m in self._all if not m.anaphor]
        for certain in (True, False):
            for m in self._all:
                if certain == (bool(m.country or m.authority) and not m.weak):
                    self._place(m)
        self._settle_shortened()
        order = sorted(self.groups, key=lambda g: min(m.span.start for m in g.mentions))
        self.groups = order
        for n, group in enumerate(order, 1):
            group.key = f"b{n}"
            self._by_key[group.key] = group
            for m in group.mentions:
                self._of[(m.span.start, m.span.end)] = group.key
        for m in anaphors:
            key = self.by_head(m.core, m.span.start, m.country)
            if key is not None:
                self._of[(m.span.start, m.span.end)] = key

    def _place(self, m: BodyNamed) -> None:
        fitting = [g for g in self.groups if any(_same(m, x) for x in g.unlike()) and not _other_branch(m, g)]
        exact = [g for g in fitting if m.country and g.country == m.country]
        if len(exact) == 1:
            exact[0].mentions.append(m)
        elif len(fitting) == 1:
            fitting[0].mentions.append(m)
        elif fitting and not m.country:
            # two ministries of one name in two countries: the nearer before, in the text
            before = [g for g in fitting if any(x.span.start <= m.span.start for x in g.mentions)]
            nearest = max(before or fitting, key=lambda g: max((x.span.start for x in g.mentions if x.span.start <= m.span.start), default=-1))
            nearest.mentions.append(m)
        else:
            self.groups.append(Group("", [m]))

    def _settle_shortened(self) -> None:
        """«Минцифры» beside the full name of another ministry of that state which it can stand for: the one that the release writes out."""
        for group in [g for g in self.groups if g.best.kind == "Ministry" and g.country and all(_shortened(m) for m in g.mentions)]:
            stem = group.mentions[0].short.split(" ")[0].lower()[3:6]
            full = [g for g in self.groups if g is not group and g.best.kind == "Ministry" and g.country == group.country and g.best.core.split(" ")[1:2] and g.best.core.split(" ")[1].startswith(stem)]
            if len(full) == 1:
                own = full[0].authority is not None  # a known body keeps its record, another gets none from its short name
                full[0].mentions += [m if own and m.authority == full[0].authority else replace(m, authority=None, name=m.short, core=core_of(m.short), names=(), weak=True) for m in group.mentions]
                self.groups.remove(group)

    def key(self, mention: BodyNamed) -> str | None:
        """Local key of a mention that was added; None for one that was not."""
        return self._of.get((mention.span.start, mention.span.end))

    def stands_for(self, mention: BodyNamed, key: str) -> None:
        """«наше министерство» means a body named elsewhere."""
        self._of[(mention.span.start, mention.span.end)] = key

    def settle_companies(self, named: Collection[str], home: str | None, lead_end: int) -> None:
        """Give companies that the text ties to no state theirs: by a legal form of one of the states named («ФГУП», «РУП»), or, for
        the one of which the release tells from its first lines on, the home of the page.
        """
        unknown = [g for g in self.groups if g.country is None and g.best.kind == "Company"]
        for g in unknown:
            formed = {iso for m in g.mentions for word in (m.core.split(" ")[0], m.name.lower().split(" ")[-1]) for iso in countries_of_form(word) if iso in named}
            if len(formed) == 1:
                g.of_state(next(iter(formed)))
        told = [g for g in unknown if g.country is None and len(g.mentions) >= _OWN_MENTIONS and g.mentions[0].span.start < lead_end]
        if home is not None and len(told) == 1 and not told[0].best.core.split(" ")[-1].isascii():
            told[0].of_state(home)

    def country(self, key: str) -> str | None:
        """ISO code of a body's country."""
        group = self._by_key.get(key)
        return group.country if group else None

    def kind(self, key: str) -> str:
        """Class of a body."""
        return self.group(key).best.kind

    def group(self, key: str) -> Group:
        """The mentions of a body, by its key."""
        return self._by_key[key]

    def mentions(self, key: str) -> list[BodyNamed]:
        """Mentions of a body."""
        return self.group(key).mentions

    def by_head(self, head: str, before: int, country: str | None = None) -> str | None:
        """The only body (of a state, if one is said) named before a position whose name begins with, or has as its head, a generic word."""
        wanted = _HEADS.get(head, (head,))
        fitting: dict[str, int] = {}
        groups = [g for g in self.groups if country is None or g.country == country]
        for g in groups:
            at = [x.span.start for x in g.mentions if x.span.start < before and not x.weak and _headed(x.core, wanted)]
            if at:
                fitting[g.key] = max(at)
        if len(fitting) > 1 and (own := {k: at for k, at in fitting.items() if any(head in x.core.split(" ")[:4] for x in self.mentions(k))}):
            fitting = own  # «агентство», not «административный совет агентства»
        if len(fitting) == 1:
            return next(iter(fitting))
        kind = _KINDS.get(head)
        if len(fitting) > 1 and kind == "Company":
            # «принял вице-президента компании «А». Контракт компания и «Б» заключили вчера»: the one right before, if no other is near
            order = sorted(fitting.items(), key=lambda x: -x[1])
            return order[0][0] if before - order[0][1] < _RIGHT_BEFORE <= before - order[1][1] else None
        if fitting or kind is None:
            return None
        alike = {g.key for g in groups if any(x.span.start < before and not x.weak and x.kind == kind for x in g.mentions)}
        return next(iter(alike)) if len(alike) == 1 else None

    def holder(self, key: str) -> str:
        """The body that a unit ("Коллегия Евразийской экономической комиссии") is a part of, else the unit itself."""
        group = self.group(key)
        inner = [g.key for g in self.groups if g is not group and any(m.sentence == x.sentence and x.first < m.first and m.last <= x.last for x in group.mentions for m in g.mentions)]
        return inner[0] if len(set(inner)) == 1 else key

    def international(self, key: str) -> bool:
        """True for an international organisation and for an organ of one ("Комиссия РСС"); not for its office in a state."""
        kind = self.kind(key)
        organ = kind == "WorkingBody" or self.mentions(key)[0].core.startswith(("исполком", "исполнительный комитет", "секретариат", "executive committee", "выканком"))
        return "InternationalOrganization" in (kind, self.kind(self.holder(key)) if organ else kind)

    def of_international(self, key: str) -> bool:
        """True for a unit of an international organisation that the text ties to no state: "Зональное отделение МСЭ"."""
        if self.mentions(key)[0].core.startswith(("представительств", "офис", "миссия", "office", "mission")):
            return False
        return any(self.kind(k) == "InternationalOrganization" and any(x.first < m.first and m.last <= x.last for x in self.mentions(key) for m in self.mentions(k)
                   if x.sentence == m.sentence) for k in (g.key for g in self.groups) if k != key)  # fmt: skip

    def body(self, key: str, country: str | None = None) -> Body:
        """The body as a frozen value: fullest name, abbreviations, every form printed."""
        group = self.group(key)
        best = group.best
        short = tuple(dict.fromkeys(s for m in group.mentions for s in (m.short, m.name if m.weak or m.name.isupper() else "", m.quoted if m.name[:1].islower() else "") if s and s != best.name))
        forms = tuple(Form(m.name, m.span) for m in sorted(group.mentions, key=lambda m: m.span.start))
        kind = best.kind if best.kind != "Organization" else next((m.kind for m in group.mentions if m.kind != "Organization"), "Organization")
        kind = "Organization" if kind == "Media" else kind
        return Body(key, best.name, kind, group.country or country, forms, None, group.authority, short)


_RIGHT_BEFORE = 160  # characters: within the sentence before
_OWN_MENTIONS = 3

# one-word names of what is written out elsewhere
_HEADS = {"госкомитет": ("государственный", "комитет"), "госкорпорация": ("государственный", "корпорация"), "госкомпания": ("компания",)}


# what a bare word stands for when nothing named so far bears it
_KINDS = {"компания": "Company", "концерн": "Company", "корпорация": "Company", "холдинг": "Company", "фирма": "Company", "разработчик": "Company", "стартап": "Company", "предприятие": "Company", "оператор": "Company", "ведомство": "Ministry", "министерство": "Ministry", "организация": "InternationalOrganization", "парламент": "Parliament", "вуз": "Institution", "учреждение": "Institution"}


def _shortened(m: BodyNamed) -> bool:
    """«Минцифры», «Минсвязи Казахстана»: a ministry printed by its short name."""
    return m.authority is not None and m.short.lower().startswith(("мин", "мін")) and not m.short.lower().startswith(("министерств", "міністэрств"))


_BOARDS = ("совет директоров", "наблюдательный совет", "попечительский совет", "правление", "савет дырэктараў", "board of directors", "supervisory board")
_SECOND_HALVES = frozenset(["парк", "банк", "центр", "институт", "университет"])  # «директор парка» of a «Технопарк», «IT-парк»


def _headed(core: str, wanted: tuple[str, ...]) -> bool:
    words = core.split(" ")[:4]
    return all(any(w[:7] == x[:7] or (w in _SECOND_HALVES and x.endswith(w)) for x in words) for w in wanted)


@lru_cache(maxsize=1 << 14)
def folded(core: str) -> tuple[str, ...]:
    """Words of a name without their endings, abbreviations of the trade written out: "шанхайская" is "шанхайский", "ИКТ" its words."""
    words = [x for w in core.replace(",", " ").split() for x in expansions().get(w, tuple(w.split("-")))]
    return tuple(w[: max(3, len(w) - 2)] if len(w) > 3 else w for w in words)


def _board(m: BodyNamed) -> bool:
    """«совет директоров „А“», «правление „А“»: an organ of a house, called by its name."""
    return m.core.startswith(_BOARDS)


def _other_branch(m: BodyNamed, group: Group) -> bool:
    """"the information minister" is of "Information and Communications"; "Information, Culture and Tourism" is another ministry."""
    best = group.best
    if m.kind != "Ministry" or best.kind != "Ministry" or m.authority or m.country or _same(m, best):
        return False
    return all(len(x.core) < min(len(m.core), len(best.core)) for x in group.unlike() if _same(m, x))


def _one_organ(a: BodyNamed, b: BodyNamed) -> bool:
    """«Исполком РСС» is the Commonwealth's «Исполнительный комитет», «Совет РСС» its council: organs of one known body by their first word and their end."""
    for x in (n for n in a.names if "@" in n):
        for y in (n for n in b.names if "@" in n):
            if x == y:
                return True
            one, other = folded(x), folded(y)
            alike = one == other or (one[0] == other[0] and 2 in (len(one), len(other)) and a.kind == b.kind == "WorkingBody")
            if alike and x.split(" ")[-1] == y.split(" ")[-1]:
                return True
    return False


def _same(a: BodyNamed, b: BodyNamed) -> bool:
    """Two mentions that can be one body: same record, same core, an abbreviation of the other, or its quoted name."""
    if a.authority and b.authority:
        return a.authority == b.authority
    if a.country and b.country and a.country != b.country:
        return False
    if _board(a) != _board(b):
        return False  # «совет директоров группы „А“» is no name of the group
    if a.core == b.core or folded(a.core) == folded(b.core):
        return True
    for x, y in ((a, b), (b, a)):
        fx, fy = folded(x.core), folded(y.core)
        if x.authority and not y.authority and len(fy) >= 2 and fx[: len(fy)] == fy and (len(fx) - len(fy) <= 3 or x.kind == "WorkingBody"):
            return True
    if _one_organ(a, b):
        return True
    for x, y in ((a, b), (b, a)):
        if x.short and core_of(x.short) in y.names:
            return True  # «Управление … (IMDA)»: the abbreviation is the known one's
        if x.names and (y.core in x.names or (y.quoted and y.quoted.lower().replace("ё", "е") in x.names)):
            return True
        if x.short and core_of(x.short) == y.core:
            return True
        if x.quoted and x.quoted.lower().replace("ё", "е") == y.core:
            return True
        if x.quoted and y.quoted and x.quoted.lower() == y.quoted.lower():
            return True
        if x.quoted and y.weak and " " in y.core and folded(core_of(x.quoted)) == folded(y.core):
            return True  # «директор „Вектор Защиты“» is one of «компания „Вектор Защита“»
    wa, wb = a.core.split(), b.core.split()
    for wx, wy, x in ((wa, wb, a), (wb, wa, b)):
        if x.weak and len(wx) == 1 and len(wy) > 1 and wy[-1] == wx[0] and len(wx[0]) > 4:
            return True
    # "Совет глав администраций связи" of "Совет глав администраций связи Регионального содружества": a longer name of one head
    wa, wb = list(folded(a.core)), list(folded(b.core))
    short = min(len(wa), len(wb))
    shorter, longer = (a, b) if len(wa) < len(wb) else (b, a)
    if a.kind == b.kind == "Institution" and short == 2 != max(len(wa), len(wb)):
        # «директор Координационного центра»: adjective and noun of a longer name that has been told
        return wa[:2] == wb[:2] and shorter.country is None and longer.span.start < shorter.span.start
    return short >= (2 if a.kind == b.kind and a.kind in ("WorkingBody", "Agency") else 3) and wa[:short] == wb[:short]
