"""Whose a document is that names its sides by a common noun: «министерства», «два ведомства», «компании», "the two institutions".

Every pair of houses that the noun may mean is a candidate; ranked by what the release tells of the two together: a document
of theirs, then a sentence that names both (or those who lead them), the nearest first. A pair of which nothing is told together
is taken only where the release has no other of that kind.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from kg.facts.agreements.named_sides import BETWEEN
from kg.facts.agreements.sketches import Sketch, between_governments
from kg.facts.agreements.they import named_there
from kg.facts.model import Post, Ref
from kg.facts.sentences.words import WITH
from kg.facts.story.so_far import Story
from kg.mentions.inverted import acts_behind
from kg.mentions.model import SentenceMentions

_MINISTRIES = frozenset("министерство міністэрства ministry".split())
_OFFICES = frozenset("ведомство агентство регулятор служба управление комитет комиссия администрация ведамства агенцтва рэгулятар упраўленне камітэт камісія department agency regulator authority".split())
_FIRMS = frozenset(
    "компания оператор почта предприятие банк фирма корпорация разработчик производитель завод холдинг стартап провайдер кампанія аператар пошта прадпрыемства фірма карпарацыя распрацоўшчык "
    "company operator firm carrier developer bank enterprise".split()
)
_SCHOOLS = frozenset("университет вуз институт академия колледж школа технопарк парк центр універсітэт інстытут акадэмія тэхнапарк university academy institute college park".split())
_EITHER = frozenset("ведомство ведамства department".split())
_REGULATORS = frozenset("регулятор рэгулятар regulator".split())
_HEADS = _OFFICES | _SCHOOLS
_BY_THEM = frozenset("ими імі ними ім".split())
_GOVERNMENTS = ("правительств", "government", "урад", "кабинет министров")
_PRESS = ("пресс-", "прэс-", "press service", "press office", "информационн служб", "информационный служба")  # they report, they sign nothing
_POST = ("почт", "пашт", "post")
_PLAIN = frozenset("вышеназванный вышеупомянутый вышеуказанный упомянутый перечисленный остальной новый заинтересованный национальный уполномоченный центральный оба два профильный отраслевой данный указанный названный самый российский ответственный соответствующий государственный both two same".split())
_PRIVATE = frozenset({"Agency", "Company", "Institution", "Organization", "InternationalOrganization"})
_PARTNERS = frozenset("партнер партнёр организация предприятие арганізацыя partner organization organisation".split())
_STATES_WORDS = frozenset("страна государство сторона республика краіна дзяржава бок".split())
_ANY = frozenset("партнер партнёр организация учреждение структура партнёр арганізацыя установа partner organization organisation institution body".split())
NOUNS = _MINISTRIES | _OFFICES | _FIRMS | _SCHOOLS | _ANY
_TWO = frozenset("два две оба обе два двух двумя обоих обеих обоими дзве абодва абедзве дзвюх абодвух both two".split())
_LEADERS = frozenset("глава руководитель ректор директор министр председатель президент начальник представитель подпись кіраўнік рэктар дырэктар міністр старшыня подпіс head leader rector director minister president signature".split())
_OF_HOUSES = frozenset({"memorandum", "protocol", "contract", "programme", "roadmap", "action-plan"})
_FAR = 99


@dataclass(frozen=True, slots=True)
class Houses:
    """Which houses each sentence speaks of, by name or by those who lead them, and the agreements told."""

    story: Story
    present: tuple[frozenset[str], ...]

    @classmethod
    def of(cls, story: Story, posts: Sequence[Post]) -> Houses:
        """Read off the bodies and the officials of every sentence."""
        held: dict[str, set[str]] = {}
        for p in posts:
            if p.body is not None and not p.former:
                held.setdefault(p.person, set()).add(p.body)
        rows = []
        for row in story.rows:
            named = {k for b in row.bodies if (k := story.body(b)) is not None}
            rows.append(frozenset(named.union(*(held.get(story.person(p), ()) for p in row.persons))))
        return cls(story, tuple(rows))

    def together(self, pair: Collection[str], i: int) -> int:
        """Sentences from i back (or, dearer, on) to the nearest that speaks of both."""
        found = [j for j, keys in enumerate(self.present) if keys.issuperset(pair)]
        return min((i - j if j <= i else 3 * (j - i) for j in found), default=_FAR)


def _kinds(word: str) -> frozenset[str]:
    """The classes of bodies that a noun may mean."""
    if word in _MINISTRIES:
        return frozenset({"Ministry"})
    if word in _REGULATORS:
        return frozenset()  # only those that are called so
    if word in _OFFICES:
        return frozenset({"Ministry", "Agency"}) if word in _EITHER else frozenset({"Agency"})
    if word in _FIRMS:
        return frozenset({"Company", "Organization"})
    if word in _SCHOOLS:
        return frozenset({"Institution", "Organization"})
    return _PRIVATE if word in _PARTNERS else _PRIVATE | {"Ministry"}


def candidates(story: Story, row: SentenceMentions, k: int) -> list[str]:
    """Bodies that the plural noun at k may mean: of its class, with the word in their name if it is the word of some, of the field that is said."""
    tokens = row.tokens
    word = tokens[k].lemma
    groups = [g for g in story.bodies.groups if not g.best.core.startswith((*_GOVERNMENTS, *_PRESS))]
    named = [g for g in groups if word not in _ANY and any(w.startswith(word[:5]) for w in g.best.core.split()[:3]) and g.best.kind not in ("WorkingBody", "Media")]
    found = named if word in _HEADS and len({g.country for g in named}) > 1 else [g for g in groups if g.best.kind in _kinds(word)]
    for field in _fields(row, k):
        found = [g for g in (groups if field.startswith(_POST) else found) if field[:4] in g.best.core or (field.startswith(_POST) and "post" in g.best.core)]
    return [g.key for g in found if g.best.kind != "InternationalOrganization" or story.bodies.holder(g.key) == g.key]


def _fields(row: SentenceMentions, k: int) -> list[str]:
    """«министерства связи двух стран», «оборонные ведомства», «почтовые операторы»: the words that say of which field."""
    tokens = row.tokens
    states = {n for c in row.countries for n in range(c.first, c.last)}
    front = tokens[k - 1] if k else None
    out = [front.lemma] if front is not None and front.pos == "ADJ" and k - 1 not in states and front.lemma not in _PLAIN and "VerbForm=Part" not in front.feats else []
    behind = tokens[k + 1] if k + 1 < len(tokens) else None
    of_field = behind is not None and behind.pos == "NOUN" and behind.case == "Gen" and k + 1 not in states and behind.lemma not in _STATES_WORDS and not behind.capital
    return [*out, behind.lemma] if of_field and behind is not None else out


def nouns_of_sides(row: SentenceMentions, first: int, last: int) -> Iterator[int]:
    """Tokens of plural nouns that stand for the two sides: subject, agent, behind "между", led by "главы" or by the document itself; or of "ими"."""
    tokens = row.tokens
    for k in range(first, min(last, len(tokens))):
        t = tokens[k]
        if t.norm in _BY_THEM and t.pos == "PRON" and not (k and tokens[k - 1].pos == "ADP" and tokens[k - 1].norm not in BETWEEN):
            yield k
        if t.lemma not in NOUNS or t.pos not in ("NOUN", "PROPN") or (named_there(row, k) and tokens[k + 1].norm not in ("и", "і", "and")):
            continue
        if any(g.first <= k < g.last for g in row.gatherings):
            continue  # «на совещании руководителей министерств обсужден проект плана»: who sat there, perhaps many
        start = k
        while start > first and tokens[start - 1].pos in ("ADJ", "DET", "NUM", "PRON"):
            start -= 1
        if any(x.pos == "NUM" and x.norm not in _TWO for x in tokens[start : k + 4]):
            continue  # «администрации одиннадцати стран»
        counted = any(x.norm in _TWO for x in tokens[start:k]) or len([c for c in row.countries if c.first in (k + 1, k + 3) and c.form != "adjective"]) == 2
        plural = t.number == "Plur" or counted
        before = tokens[start - 1] if start else None
        if before is not None and before.norm in WITH:
            continue  # «с вьетнамскими партнерами»: not named at all
        listed = k + 2 < len(tokens) and tokens[k + 1].norm in ("и", "і", "and") and tokens[k + 2].lemma in NOUNS and not counted
        of_it = t.case == "Gen" and before is not None and not listed and (before.lemma in _LEADERS or any(x.head == start - 1 for x in row.instruments))
        # «руководители министерств и ведомств» are any number of them
        if acts_behind(tokens, k) or (plural and (t.case in ("Nom", "Ins", "") or counted or of_it)):
            yield k


def meant(houses: Houses, sketches: Sequence[Sketch], s: Sketch, states: Collection[str], *, alone: bool) -> list[Ref]:
    """The two houses that the clauses on a document mean by a common noun; [] where they use none, or where it is not clear.

    states  those that the document is known to be between
    alone   a pair of which nothing is told together is taken where it is the only one
    """
    if between_governments(s.label):
        return []
    story = houses.story
    for i, reach in s.spots:
        row = story.rows[i]
        first = min([reach[0], *(k for k, t in enumerate(row.tokens) if any(f.span.start == t.start for f in s.forms))])
        for k in nouns_of_sides(row, first, reach[1]):
            fitting = candidates(story, row, k)
            ranked = sorted(_ranks(houses, sketches, s, i, fitting, states, alone).items(), key=lambda x: x[1])
            if ranked and (len(ranked) == 1 or ranked[0][1] < ranked[1][1]):
                return [Ref("body", key) for key in ranked[0][0]]
    return []


def led_by(houses: Houses, posts: Sequence[Post], s: Sketch) -> list[Ref]:
    """«Министр А и министр Б договорились подписать меморандум»: the houses of the two officials who alone act in the clause, of two states."""
    if s.kind not in _OF_HOUSES or s.status not in ("planned", "discussed", "drafted") or between_governments(s.label):
        return []
    story = houses.story
    for i, (first, last) in s.spots:
        row = story.rows[i]
        acting = [p for p in row.persons if first <= p.first < last and p.case in ("Nom", "")]
        held = [next((x.body for x in posts if x.person == story.person(p) and x.body is not None and not x.former), None) for p in acting]
        named = any(first <= b.first < last and not any(r.first <= b.first < r.last + 1 for r in row.roles) for b in row.bodies)
        states = {story.bodies.country(k) for k in held if k is not None}
        if len(acting) == 2 and None not in held and len(states - {None}) == 2 and not named:
            return [Ref("body", k) for k in held if k is not None]
    return []


def _ranks(houses: Houses, sketches: Sequence[Sketch], s: Sketch, i: int, keys: Sequence[str], states: Collection[str], alone: bool) -> Mapping[tuple[str, str], tuple[int, ...]]:
    """Pairs of houses of two states, the best with the lowest rank."""
    story = houses.story
    known = [r.key for r in s.parties if r.kind == "body" and story.bodies.kind(r.key) != "InternationalOrganization"]
    out: dict[tuple[str, str], tuple[int, ...]] = {}
    for a, b in combinations(keys, 2):
        homes = {story.bodies.country(a), story.bodies.country(b)}
        if (len(homes) < 2 and not all(story.bodies.kind(x) == "InternationalOrganization" for x in (a, b))) or not set(known) <= {a, b} or not _of_states(homes, states):
            continue
        shared = [o for o in sketches if o is not s and o.statuses and {a, b} == {r.key for r in o.parties}]
        near = min((abs(i - j) for o in shared for j in o.sentences), default=_FAR)
        beside = houses.together((a, b), i)
        if near < _FAR or beside < _FAR or alone:
            out[a, b] = (min(near, beside), None in homes, -min(len(story.bodies.mentions(a)), len(story.bodies.mentions(b))))
    return out


def _of_states(homes: Collection[str | None], states: Collection[str]) -> bool:
    """The houses are of the states known: of both, or of the one; a house without a state may be of any."""
    told = {h for h in homes if h is not None}
    if len(states) == 2:
        return told <= set(states) and bool(told) and len(homes) == 2
    return len(states) < 2 and (not states or bool(told & set(states)) or len(told) < 2)
