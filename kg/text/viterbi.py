"""The best sequence of tags under a chain of pairwise scores, as Viterbi's search finds it, without a step for each word.

A text is cut into short stretches, and the search runs over all of them at once, forwards and backwards, from each tag that a
stretch may begin with; what is left is one step for each stretch, taken in several texts at once. Both directions together give, for each word and tag, the
score of the best sequence through that tag: the best tags are the best sequence, and the second best show where it is close.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from kg.text.network import CLOSE
from kg.text.weights import Floats

STRETCH = 16  # words; near the square root of a text's length, which makes the two loops equally long
SHORT = 128  # texts of fewer words are cut into stretches of half the length
PART = 256 * STRETCH  # words at once, so that memory does not grow with the text


class Decoder:
    """Finds best sequences for a table of transition scores (from tag, to tag)."""

    def __init__(self, transitions: Floats) -> None:
        self._steps = np.stack((transitions, transitions.T)).astype(np.float64)  # (direction, from, to)
        wide = np.ascontiguousarray(self._steps.transpose(1, 2, 0))[..., None, None]
        self._inner_steps: dict[Any, Floats] = {wide.dtype: wide, np.dtype(np.float32): wide.astype(np.float32)}

    def __call__(self, texts: Sequence[Floats], exact: Callable[[int, int], Floats]) -> list[list[int]]:
        """The best tag of each word of each text; `exact` gives the scores of a text's word in full precision, asked where two sequences are close."""
        if not texts:
            return []
        found = []
        for number, (scores, through) in enumerate(zip(texts, self._through(texts), strict=True)):
            second, top = np.partition(through, -2, axis=1)[:, -2:].T
            close = np.flatnonzero(top - second < CLOSE).tolist()
            if close:
                # two sequences that are close differ in these words alone
                wide = scores.astype(np.float64)
                for position in close:
                    wide[position] = exact(number, position)
                (through,) = self._through([wide])
            best: list[int] = through.argmax(1).tolist()
            found.append(best)
        return found

    def _through(self, texts: Sequence[Floats]) -> list[Floats]:
        """The score of the best sequence through each tag of each word; sums of a stretch are as precise as the texts' scores."""
        longest, tags = max(len(scores) for scores in texts), texts[0].shape[1]
        both = np.zeros((2, len(texts), longest, tags), texts[0].dtype)
        for number, scores in enumerate(texts):
            both[0, number, : len(scores)] = scores
            both[1, number, : len(scores)] = scores[::-1]
        forward, backward = self._reach(both)
        return [forward[n, : len(s)] + backward[n, : len(s)][::-1] - s for n, s in enumerate(texts)]

    def _reach(self, scores: Floats) -> Floats:
        """(direction, text, word, tag): the score of the best sequence that ends with the tag at the word."""
        first = np.zeros((*scores.shape[:2], scores.shape[3]))
        parts = []
        for start in range(0, scores.shape[2], PART):
            part, first = self._part(scores[:, :, start : start + PART], first)
            parts.append(part)
        return parts[0] if len(parts) == 1 else np.concatenate(parts, axis=2)

    def _part(self, scores: Floats, before: Floats) -> tuple[Floats, Floats]:
        """The same of a part of the texts, from what their first words can be reached with; and that of the next part's."""
        _, texts, length, tags = scores.shape
        stretch = STRETCH if length > SHORT else STRETCH // 2
        count = -(-length // stretch)
        cells = np.zeros((2, texts, count * stretch, tags), scores.dtype)
        cells[:, :, :length] = scores
        cells = np.ascontiguousarray(cells.reshape(2, texts * count, stretch, tags).transpose(2, 3, 0, 1))
        inside = self._inside(cells).reshape(stretch, tags, 2, texts, count, tags)
        first = np.empty((2, texts, count, tags))
        most = np.maximum.reduce
        for i in range(count):
            first[:, :, i] = before
            last = most(inside[-1, :, :, :, i] + before, -1)  # (tag, direction, text)
            before = most(last.transpose(1, 2, 0)[..., None] + self._steps[:, None], 2)
        best = most(inside + first, -1)
        return best.transpose(2, 3, 4, 0, 1).reshape(2, texts, -1, tags)[:, :, :length], before

    def _inside(self, cells: Floats) -> Any:
        """(word of the stretch, tag, direction, stretch, first tag): the best score from the stretch's first tag to the tag."""
        size, tags, _, count = cells.shape
        found = np.full((size, tags, 2, count, tags), -np.inf, cells.dtype)
        for tag in range(tags):
            found[0, tag, :, :, tag] = cells[0, tag]
        steps = self._inner_steps[cells.dtype]
        ways = np.empty((tags, *found.shape[1:]), cells.dtype)
        for i in range(1, size):
            np.add(found[i - 1][:, None], steps, out=ways)
            np.maximum.reduce(ways, 0, None, found[i])
            found[i] += cells[i][..., None]
        return found
