"""Which words of a sentence pass a test that needs nothing but the word: most words pass none, and nearly all have been met before.

Every word (its form and lemma) has a number, looked up once a sentence; a test keeps a byte for each number. Asking a dozen
dictionaries of all words that a long batch has met would take a dozen times as long, for they lie all over the memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import Any, Final, Generic, TypeVar

W = TypeVar("W")
_MOST: Final = 1 << 16  # words with a number of their own; 0 is that of all others
_OPEN, _NO, _YES = 0, 1, 2
_word = attrgetter("norm", "lemma")


class _Numbers(dict[tuple[str, str], int]):
    """The number of each word in the order in which they were met."""

    def __missing__(self, word: tuple[str, str]) -> int:
        if len(self) >= _MOST:
            return 0
        number = self[word] = len(self) + 1
        return number


_numbers = _Numbers()


def numbers_of(words: Iterable[Any]) -> list[int]:
    """The numbers of a sentence's words, which have a norm and a lemma."""
    return list(map(_numbers.__getitem__, map(_word, words)))


class WordTest(Generic[W]):
    """A test of words; it must look at nothing but `norm` and `lemma`."""

    def __init__(self, passes: Callable[[W], object]) -> None:
        self._passes = passes
        self._known = bytearray(_MOST + 1)

    def where(self, words: Sequence[W], numbers: Sequence[int]) -> list[int]:
        """The positions of the words that pass it, in order."""
        found = bytes(map(self._known.__getitem__, numbers))
        if _OPEN in found:
            found = bytes([known or self._ask(words[at], numbers[at]) for at, known in enumerate(found)])
        return [at for at, known in enumerate(found) if known == _YES] if _YES in found else []

    def _ask(self, word: W, number: int) -> int:
        answer = _YES if self._passes(word) else _NO
        if number:
            self._known[number] = answer
        return answer
