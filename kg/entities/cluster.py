"""Which nodes are one: joins by named rules, never against a reason to keep apart, whatever the order of the input.

Three steps, each over a fixed state, so that nothing depends on who comes first:

1. nodes that say exactly the same are one, where a node may stand for itself (`Rules.same(n, n)`);
2. strong joins, most certain rule first; two groups are joined only if no member of one must be kept apart
   from any member of the other, and a node that is as like to two which are not one joins neither;
3. weak groups (an undated mention, bare initials) join a strong one only if exactly one fits.

What fits twice, or only resembles, becomes a candidate with its reasons.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Generic, NamedTuple, Protocol, TypeVar

from kg.entities.decisions import Verdicts
from kg.entities.model import Join, Mention
from kg.errors import DecisionError


class Node(Protocol):
    """What clustering needs of a node."""

    @property
    def mention(self) -> Mention:
        """Which mention it stands for."""


N = TypeVar("N", bound=Node)
M = TypeVar("M", bound=Node, contravariant=True)


class Rules(Protocol[M]):
    """The rules of one kind of thing. Each is symmetric and looks at nothing but its two nodes."""

    @property
    def exclusive(self) -> bool:
        """True if two things of one release are always two: extraction has seen both and told them apart."""

    def keys(self, node: M) -> Iterable[Hashable]:
        """Two nodes are compared if they have a key in common, or one asks for a key that the other offers."""

    def asks(self, node: M) -> Iterable[Hashable]:
        """Keys by which the node looks for others; two nodes that only ask for the same are not compared."""

    def offers(self, node: M) -> Iterable[Hashable]:
        """Keys by which others may find the node; two nodes that only offer the same are not compared."""

    def signature(self, node: M) -> Hashable:
        """Equal for nodes that no rule here can tell apart."""

    def same(self, a: M, b: M) -> tuple[int, str] | None:
        """(rank, name) of the rule that says they are one; rank 0 is the most certain."""

    def apart(self, a: M, b: M) -> str | None:
        """Why they cannot be one."""

    def weak(self, node: M) -> bool:
        """True if the node says too little to stand beside others."""

    def fits(self, a: M, b: M) -> str | None:
        """The rule by which a weak node and another can be one, if nothing else fits."""

    def maybe(self, a: M, b: M) -> tuple[str, ...]:
        """Reasons to show the pair to a person."""


@dataclass(slots=True, eq=False)
class Group(Generic[N]):
    """Nodes that are one thing: `nodes` are distinct in what they say, `mentions` are all."""

    nodes: list[N]
    mentions: list[Mention]
    joins: list[Join] = field(default_factory=list)

    @property
    def releases(self) -> set[str]:
        """The releases that mention it."""
        return {m.release for m in self.mentions}

    @property
    def key(self) -> Mention:
        """The first mention in the order of keys, which is not the order of the input."""
        return min(self.mentions)


@dataclass(frozen=True, slots=True)
class Clustering(Generic[N]):
    """Groups in the order of their keys, and the pairs that a person should look at."""

    groups: tuple[Group[N], ...]
    doubts: tuple[Doubt, ...]


class Doubt(NamedTuple):
    """Two groups, by their keys, that may be one, and why."""

    left: Mention
    right: Mention
    reasons: tuple[str, ...]


NO_VERDICTS = Verdicts()


def cluster(nodes: Iterable[N], rules: Rules[N], verdicts: Verdicts = NO_VERDICTS) -> Clustering[N]:
    """Put nodes together by `rules`; the same result for any order of `nodes`. What people decided goes before.

    Raises DecisionError if the decisions contradict each other.
    """
    groups = _alike(sorted(nodes, key=lambda n: n.mention), rules, verdicts.decided)
    pairs = [pair for pair in _compared([g.nodes[0] for g in groups], rules) if related(*pair, rules)]
    return settle(groups, pairs, rules, verdicts)


def settle(
    groups: Sequence[Group[N]], pairs: list[tuple[N, N]], rules: Rules[N], verdicts: Verdicts = NO_VERDICTS
) -> Clustering[N]:
    """Put groups of nodes that say the same together; `pairs` are those of their first nodes that are compared, in order.

    A pair of which no rule says anything (`related`) may be left out: it changes nothing.
    """
    work = _Work({g.nodes[0].mention: g for g in groups}, pairs, rules, verdicts)
    work.join_decided()
    work.join_strong()
    work.join_weak()
    work.look_again()
    final = {id(g): g for g in work.home.values()}
    return Clustering(tuple(sorted(final.values(), key=lambda g: g.key)), work.all_doubts())


def related(a: N, b: N, rules: Rules[N]) -> bool:
    """True if some rule joins the two, or shows them to a person; none does with those that cannot be one."""
    if rules.apart(a, b):
        return False
    fitting = (rules.weak(a) and rules.fits(a, b)) or (rules.weak(b) and rules.fits(b, a))
    return bool(fitting or rules.same(a, b) or rules.maybe(a, b))


def alike_keys(
    nodes: Iterable[N], rules: Rules[N], decided: frozenset[Mention]
) -> Iterator[tuple[N, Hashable, str]]:
    """Each node, a key that is equal for nodes that say the same, and the rule that says so ("" if it stands alone).

    `nodes` in the order of their mentions. The key depends on the nodes of the same release only.
    """
    seen: Counter[Hashable] = Counter()
    for node in nodes:
        rule = rules.same(node, node) if node.mention not in decided else None
        if rule is None:
            yield node, ("alone", node.mention), ""
            continue
        sign = rules.signature(node)
        within = (node.mention.release, sign) if rules.exclusive else None
        yield node, ("alike", sign, seen[within]), rule[1]
        seen[within] += 1 if rules.exclusive else 0


def _alike(nodes: Sequence[N], rules: Rules[N], decided: frozenset[Mention]) -> list[Group[N]]:
    groups: dict[Hashable, Group[N]] = {}
    for node, key, rule in alike_keys(nodes, rules, decided):
        known = groups.get(key)
        if known is None:
            groups[key] = Group([node], [node.mention])
        else:
            known.joins.append(Join(rule, known.mentions[0], node.mention))
            known.mentions.append(node.mention)
    return list(groups.values())


def _compared(nodes: Sequence[N], rules: Rules[N]) -> list[tuple[N, N]]:
    asking: dict[Hashable, list[int]] = defaultdict(list)
    offering: dict[Hashable, list[int]] = defaultdict(list)
    for number, node in enumerate(nodes):
        keys = set(rules.keys(node))
        for key in keys.union(rules.asks(node)):
            asking[key].append(number)
        for key in keys.union(rules.offers(node)):
            offering[key].append(number)
    numbers: set[tuple[int, int]] = set()
    for key, members in asking.items():
        numbers.update((min(i, j), max(i, j)) for i in members for j in offering.get(key, ()) if i != j)
    return [(nodes[i], nodes[j]) for i, j in sorted(numbers)]


@dataclass(slots=True)
class _Work(Generic[N]):
    home: dict[Mention, Group[N]]  # the group of each distinct node
    pairs: list[tuple[N, N]]
    rules: Rules[N]
    verdicts: Verdicts
    doubts: dict[tuple[Mention, Mention], set[str]] = field(default_factory=lambda: defaultdict(set))

    def join_decided(self) -> None:
        """Join what people decided to be one, against any rule."""
        for a, b in self.verdicts.same:
            left, right = self.home.get(a), self.home.get(b)
            if left is None or right is None or left is right:
                continue
            if self._decided_apart(left, right):
                raise DecisionError(f"decisions contradict each other: one says that {a.kind}s are the same, others that they differ")
            self._join(left, right, Join("a person decided", a, b))

    def join_strong(self) -> None:
        """Join in the order (rank, keys), unless a member of one group must be kept apart from one of the other."""
        found = {}
        for a, b in self.pairs:
            rule = self.rules.same(a, b)
            if rule:
                found[a.mention, b.mention] = (rule[0], a, b, rule[1])
        torn = _torn(found.values(), self._kept_apart)
        for left, right in sorted(found, key=lambda pair: (found[pair][0], pair)):
            if (left, right) not in torn:
                self._unite(self.home[left], self.home[right], Join(found[left, right][3], left, right))

    def join_weak(self) -> None:
        """Each weak group joins the strong one that fits it, if there is exactly one."""
        groups = {id(g): g for g in self.home.values()}
        weak = {i for i, g in groups.items() if all(self.rules.weak(n) for n in g.nodes)}
        fitting: dict[int, dict[int, Join]] = {i: {} for i in weak}
        for pair in self.pairs:
            for a, b in (pair, pair[::-1]):
                i, j = id(self.home[a.mention]), id(self.home[b.mention])
                rule = self.rules.fits(a, b) if i in weak and j not in weak and j not in fitting[i] else None
                if rule and not self._apart(groups[i], groups[j]):
                    fitting[i][j] = Join(rule, a.mention, b.mention)
        for i in sorted((i for i in weak if fitting[i]), key=lambda i: groups[i].key):
            choices = [(groups[j], join) for j, join in fitting[i].items()]
            if len(choices) == 1 and self._unite(choices[0][0], groups[i], choices[0][1]):
                continue
            for group, join in choices:
                self._doubt(groups[i], group, f"{join.rule}, but so do {len(choices) - 1} others")

    def look_again(self) -> None:
        """Pairs that only resemble each other, and joins that a reason to keep apart prevented, are doubts."""
        for a, b in self.pairs:
            left, right = self.home[a.mention], self.home[b.mention]
            if left is not right and not self.rules.apart(a, b) and not self._decided_apart(left, right):
                rule = self.rules.same(a, b)
                for reason in (*self.rules.maybe(a, b), *((rule[1],) if rule else ())):
                    self._doubt(left, right, reason)

    def all_doubts(self) -> tuple[Doubt, ...]:
        """The doubts in the order of their keys."""
        return tuple(Doubt(a, b, tuple(sorted(why))) for (a, b), why in sorted(self.doubts.items()))

    def _unite(self, kept: Group[N], other: Group[N], join: Join) -> bool:
        if kept is other or self._apart(kept, other):
            return False
        self._join(kept, other, join)
        return True

    def _join(self, kept: Group[N], other: Group[N], join: Join) -> None:
        kept.nodes += other.nodes
        kept.mentions += other.mentions
        kept.joins += [*other.joins, join]
        for node in other.nodes:
            self.home[node.mention] = kept

    def _kept_apart(self, a: N, b: N) -> bool:
        return self._apart(self.home[a.mention], self.home[b.mention])

    def _decided_apart(self, left: Group[N], right: Group[N]) -> bool:
        here, there = set(left.mentions), set(right.mentions)
        return any((a in here and b in there) or (b in here and a in there) for a, b in self.verdicts.different)

    def _apart(self, left: Group[N], right: Group[N]) -> bool:
        if self.verdicts.different and self._decided_apart(left, right):
            return True
        if self.rules.exclusive and not left.releases.isdisjoint(right.releases):
            return True
        return any(self.rules.apart(a, b) for a in left.nodes for b in right.nodes)

    def _doubt(self, left: Group[N], right: Group[N], reason: str) -> None:
        a, b = sorted((left.key, right.key))
        self.doubts[a, b].add(reason)


def _torn(
    edges: Iterable[tuple[int, N, N, str]], apart: Callable[[N, N], bool]
) -> set[tuple[Mention, Mention]]:
    """Joins that would be a guess: the node is as like to a second one, which is certainly not the first.

    Of two such joins the more certain one stays.
    """
    of: dict[Mention, list[tuple[int, N, tuple[Mention, Mention]]]] = defaultdict(list)
    for rank, a, b, _ in edges:
        of[a.mention].append((rank, b, (a.mention, b.mention)))
        of[b.mention].append((rank, a, (a.mention, b.mention)))
    torn = set()
    for neighbours in of.values():
        for (rank_x, x, edge_x), (rank_y, y, edge_y) in combinations(neighbours, 2):
            if (edge_x in torn and edge_y in torn) or not apart(x, y):
                continue
            torn |= {edge for rank, edge in ((rank_x, edge_x), (rank_y, edge_y)) if rank >= max(rank_x, rank_y)}
    return torn
