"""slovnet's tagging network, computed the other way round: the same weights, the same tags, a fraction of the work.

A tagger is three convolutions over a word and its neighbours, and a linear head. What makes this one fast:
- the first convolution sees only a word's own vector and shape, so its product is computed once for each distinct word and
  kept; after that a token costs three look-ups and two additions;
- the other convolutions are one product with all three taps side by side, whose thirds are shifted and added;
- sentences stand one after the other with an empty row between them, which is what padding would say, as slovnet's own
  padding has vectors of zeros;
- batch normalisation is a scale and a shift, and what follows it a product: both are multiplied into the weights of that product.

Floating point sums depend on their order, and the order on what else is in the matrix. So that a tag never does, whoever
reads the output asks for `exact` numbers (double precision, the token's own surroundings only) where two tags are close.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import numpy as np

from kg.text.shapes import shape
from kg.text.weights import Archive, Embedding, Floats

KEPT_WORDS = 1 << 14  # rows of the first product: 50 MB a tagger at most
BLOCK = 512  # tokens in one go: more would not fit a processor's cache
REACH = 3  # how many neighbours on each side a token's tag depends on, one for each convolution
CLOSE = 1e-3  # two scores this close may change places in single precision: errors are about 1e-5


@dataclass(frozen=True, slots=True)
class _Layer:
    taps: Floats  # (inputs, 3 × outputs): what a row gives to its right neighbour, to itself, to its left one
    bias: Floats
    gap: Floats  # what stands for a gap between sentences: the normalisation that follows makes it 0


@dataclass(frozen=True, slots=True)
class _Parts:
    """The weights in one precision."""

    words: Floats  # (300, 3 × 256): the taps of the first layer
    shapes: Floats  # (shapes, 3 × 256): the same of the shape, with the bias
    layers: tuple[_Layer, ...]
    head: Floats
    head_bias: Floats


def _taps(weight: Floats) -> Floats:
    return np.ascontiguousarray(weight.transpose(1, 2, 0).reshape(weight.shape[1], -1))


def _parts(archive: Archive, dtype: type[Any]) -> _Parts:
    """The weights, with each normalisation in the product behind it; worked out in double precision."""
    model = archive.json("model.json")

    def load(spec: dict[str, Any]) -> Floats:
        return archive.array(spec).astype(np.float64)

    layers = []
    before = None  # scale and shift of the layer before
    for entry in model["encoder"]["layers"]:
        taps, bias = _taps(load(entry["conv"]["weight"])), load(entry["conv"]["bias"])
        if before is not None:
            bias = bias + (before[1] @ taps).reshape(3, -1).sum(0)
            taps = before[0][:, None] * taps
        norm = {name: load(spec) for name, spec in entry["norm"].items()}
        scale = norm["weight"] / norm["std"]
        before = scale, norm["bias"] - norm["mean"] * scale
        layers.append(_Layer(taps, bias, -before[1] / scale))
    assert before is not None
    weight = load(model["head"]["proj"]["weight"])
    head, head_bias = before[0][:, None] * weight, before[1] @ weight + load(model["head"]["proj"]["bias"])
    shapes, first = load(model["emb"]["shape"]["weight"]), layers[0]
    split, size = len(first.taps) - shapes.shape[1], len(first.bias)
    of_shapes = shapes @ first.taps[split:]
    of_shapes[:, size : 2 * size] += first.bias
    narrow = [_Layer(x.taps.astype(dtype), x.bias.astype(dtype), x.gap.astype(dtype)) for x in layers]
    return _Parts(first.taps[:split].astype(dtype), of_shapes.astype(dtype), tuple(narrow), head.astype(dtype), head_bias.astype(dtype))


@cache
def _threads() -> Any:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


@cache
def _alone() -> bool:
    """True if the process was started with one thread: there is nothing to limit, and limiting takes a while."""
    return all(pool["num_threads"] == 1 for pool in _threads().info() if pool["user_api"] == "blas")


def _one_thread() -> AbstractContextManager[Any]:
    # a second thread gains nothing on matrices this small, and waits for a core that the next process has
    if _alone():
        return nullcontext()
    limit: AbstractContextManager[Any] = _threads().limit(limits=1, user_api="blas")
    return limit


def _forward(product: Floats, gaps: Any, parts: _Parts) -> Floats:
    """Scores of all words but the first and last three, from the first products; `gaps` is True between sentences."""
    x = product
    for depth, layer in enumerate(parts.layers):
        if depth:
            product = x @ layer.taps
        size = product.shape[1] // 3
        x = product[1:-1, size : 2 * size] + product[:-2, :size]
        x += product[2:, 2 * size :]
        if depth:  # the first product holds its bias
            x += layer.bias
        np.maximum(x, 0, out=x)
        gaps = gaps[1:-1]
        x[gaps] = layer.gap
    scores: Floats = x @ parts.head
    scores += parts.head_bias
    return scores


class Network:
    """One tagger's network. Words keep their case; None stands for the gap between two sentences."""

    def __init__(self, archive: Archive, embedding: Embedding) -> None:
        self._archive = archive
        self._embedding = embedding
        self._shapes = {name: i for i, name in enumerate(archive.lines("vocabs/shape.gz"))}
        self._parts = _parts(archive, np.float32)
        # row 0 is the gap; a row takes no memory before it is used
        self._table = np.empty((KEPT_WORDS, self._parts.words.shape[1]), np.float32)
        self._table[0] = 0
        self._forget()

    @cached_property
    def _wide(self) -> _Parts:
        return _parts(self._archive, np.float64)

    def scores(self, words: Sequence[str | None]) -> Iterator[tuple[int, Floats]]:
        """(number of the first word, scores of each tag for it and those after it), block by block; good to 1e-5."""
        for start in range(0, len(words), BLOCK):
            with _one_thread():
                rows = self._known_rows(_around(words, start, start + BLOCK))
                scores = _forward(self._table[rows], rows == 0, self._parts)
            yield start, scores

    def exact(self, words: Sequence[str | None], position: int) -> Floats:
        """The scores of one word, the same to the last digit that matters whatever stands further off."""
        around = _around(words, position, position + 1)
        gaps = np.array([w is None for w in around])
        with _one_thread():
            product = self._product([self._code(w or "") for w in around], self._wide)
            product[gaps] = 0
            scores: Floats = _forward(product, gaps, self._wide)[0]
        return scores

    def _code(self, word: str) -> tuple[int, int]:
        return self._embedding.index(word.lower()), self._shapes[shape(word)]

    def _product(self, codes: Sequence[tuple[int, int]], parts: _Parts) -> Floats:
        vectors = self._embedding.vectors([i for i, _ in codes]).astype(parts.words.dtype, copy=False)
        product: Floats = vectors @ parts.words
        product += parts.shapes[[s for _, s in codes]]
        return product

    def _known_rows(self, words: Sequence[str | None]) -> Any:
        rows = [self._known.get(w, -1) for w in words]
        if -1 in rows:
            if len(self._rows) + len(words) >= KEPT_WORDS or len(self._known) > 4 * KEPT_WORDS:
                self._forget()
            self._learn([w for w in dict.fromkeys(words) if w is not None and w not in self._known])
            rows = [self._known[w] for w in words]
        return np.array(rows, np.intp)

    def _forget(self) -> None:
        self._known: dict[str | None, int] = {None: 0}
        self._rows: dict[tuple[int, int], int] = {}

    def _learn(self, words: Sequence[str]) -> None:
        first = len(self._rows) + 1
        for word in words:
            self._known[word] = self._rows.setdefault(self._code(word), len(self._rows) + 1)
        new = list(self._rows)[first - 1 :]
        if new:
            self._table[first : first + len(new)] = self._product(new, self._parts)


def _around(words: Sequence[str | None], start: int, end: int) -> list[str | None]:
    """words[start:end] and REACH more on each side, gaps where the text has ended."""
    end = min(end, len(words))
    before, after = max(0, REACH - start), max(0, end + REACH - len(words))
    return [*[None] * before, *words[max(0, start - REACH) : end + REACH], *[None] * after]
