"""The files of natasha's wheel as arrays: slovnet's weights and navec's word vectors, mapped into memory and not copied.

An archive is an uncompressed tar, so an array is a view of the file: nothing is read before it is used, and processes share it.
"""

from __future__ import annotations

import importlib.util
import json
import mmap
import tarfile
import zlib
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[Any]  # float32 in the fast path, float64 where a call is close
_VECTORS = "emb/navec_news_v1_1B_250K_300d_100q.tar"
_GZIP = 16 + zlib.MAX_WBITS


def data_dir() -> Path:
    """Where natasha's wheel keeps its models; RuntimeError if it is not installed. natasha itself is not imported."""
    spec = importlib.util.find_spec("natasha")
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError("the package natasha, whose wheel carries the language models, is not installed")
    return Path(spec.submodule_search_locations[0]) / "data"


class Archive:
    """The members of a tar file as views of the file."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._view = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
            file.seek(0)
            with tarfile.open(fileobj=file, mode="r:") as tar:
                self._places = {m.name: (m.offset_data, m.offset_data + m.size) for m in tar}

    def view(self, name: str) -> memoryview:
        """The bytes of a member; KeyError if there is none of this name."""
        start, end = self._places[name]
        return self._view[start:end]

    def json(self, name: str) -> Any:
        """A JSON member."""
        return json.loads(bytes(self.view(name)))

    def lines(self, name: str) -> list[str]:
        """The lines of a gzipped member."""
        return zlib.decompress(self.view(name), _GZIP).decode("utf-8").splitlines()

    def array(self, spec: dict[str, Any]) -> Floats:
        """An array by its entry in slovnet's model.json."""
        view = self.view(f"arrays/{spec['array']}.bin")
        return np.frombuffer(view, spec["dtype"]).reshape(spec["shape"])


class Embedding:
    """navec's 250,000 words and their vectors, which are unpacked for the words that are asked for.

    A vector is stored as 100 numbers of a byte, each the index of a piece of three floats. The words stand in the order of
    their characters, so a word is found by bisection in the packed text: building a dictionary would take a tenth of a second.
    """

    def __init__(self, archive: Archive) -> None:
        header = np.frombuffer(archive.view("pq.bin"), np.uint32, 4)
        count, parts, centroids = int(header[0]), int(header[2]), int(header[3])
        view = archive.view("pq.bin")[header.nbytes :]
        self._indexes = np.frombuffer(view, np.uint8, count * parts).reshape(count, parts)
        self._codes = np.frombuffer(view[count * parts :], np.float32).reshape(parts, centroids, -1)
        self._parts = np.arange(parts)
        packed = zlib.decompress(archive.view("vocab.bin"), _GZIP)
        self._counts = np.frombuffer(packed, np.uint32, count, 4)
        self._text = packed[4 + 4 * count :] + b"\n"
        ends = np.flatnonzero(np.frombuffer(self._text, np.uint8) == 10).astype(np.int32)
        self._starts: memoryview = np.concatenate((np.zeros(1, np.int32), ends + 1)).data
        # the last two lines are "<unk>" and "<pad>", out of order
        self._order = range(count - 2)
        self.unknown = count - 2
        self.index = lru_cache(maxsize=1 << 16)(self._find)  # the number of a word in lower case, `unknown` if it has none

    def _word(self, index: int) -> bytes:
        return self._text[self._starts[index] : self._starts[index + 1] - 1]

    def _find(self, word: str) -> int:
        key = word.encode("utf-8", "surrogatepass")
        found = bisect_left(self._order, key, key=self._word)
        return found if found < len(self._order) and self._word(found) == key else self.unknown

    def vectors(self, indexes: Sequence[int]) -> Floats:
        """The vectors of words by their numbers, a row each."""
        codes = self._codes[self._parts, self._indexes[np.asarray(indexes, np.intp)]]
        return codes.reshape(len(indexes), -1)

    def count(self, word: str) -> int:
        """How often one word was seen in that news; 0 if it is none of the 250,000."""
        found = self.index(word)
        return 0 if found == self.unknown else int(self._counts[found])

    def counts(self) -> dict[str, int]:
        """How often each word was seen in the news that the vectors were made from."""
        words = self._text.decode("utf-8").splitlines()
        return dict(zip(words[: len(self._order)], self._counts.tolist(), strict=False))


@cache
def embedding() -> Embedding:
    """The word vectors, opened once a process."""
    return Embedding(Archive(data_dir() / _VECTORS))
