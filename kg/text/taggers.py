"""slovnet's two taggers for Russian: morphology of sentences, names in a text. Tags are slovnet's own, see `kg.text.network`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from kg.text.network import CLOSE, Network
from kg.text.viterbi import Decoder
from kg.text.weights import Archive, data_dir, embedding

_Piece = tuple[str, int, int]


class WordTagger:
    """Parts of speech and features: each word's best tag by itself."""

    def __init__(self) -> None:
        archive = Archive(data_dir() / "model" / "slovnet_morph_news_v1.tar")
        self._network = Network(archive, embedding())
        self.tags = archive.lines("vocabs/tag.gz")  # "NOUN|Animacy=Inan|Case=Nom|Gender=Masc|Number=Sing"

    def __call__(self, sentences: Iterable[Sequence[str]]) -> Iterator[list[int]]:
        """The number in `tags` of each word's tag, sentence by sentence."""
        sizes: list[int] = []
        words: list[str | None] = []
        for sentence in sentences:
            sizes.append(len(sentence))
            words += [*sentence, None]
        found = self._best(words)
        start = 0
        for size in sizes:
            yield found[start : start + size]
            start += size + 1

    def _best(self, words: Sequence[str | None]) -> list[int]:
        found: list[int] = []
        for start, scores in self._network.scores(words):
            rows = np.arange(len(scores))
            best = scores.argmax(1)
            top = scores[rows, best]
            scores[rows, best] = -np.inf
            for row in np.flatnonzero(top - scores.max(1) < CLOSE).tolist():
                if words[start + row] is not None:
                    best[row] = self._network.exact(words, start + row).argmax()
            found += best.tolist()
        return found


class NameTagger:
    """People, organisations and places: the best sequence of tags over the whole text."""

    def __init__(self) -> None:
        archive = Archive(data_dir() / "model" / "slovnet_ner_news_v1.tar")
        self._network = Network(archive, embedding())
        # "O", "B-PER", "I-PER", … as ("O", ""), ("B-", "PER"), ("I-", "PER")
        self._parts = [(tag[:2], tag[2:]) for tag in archive.lines("vocabs/tag.gz")]
        self._decoder = Decoder(archive.array(archive.json("model.json")["head"]["crf"]["transitions"]))

    def __call__(self, tokens: Sequence[_Piece]) -> list[tuple[str, int, int]]:
        """(kind, start, end) of each name among the (text, start, end) of a text's tokens."""
        (found,) = self.several([tokens])
        return found

    def several(self, texts: Sequence[Sequence[_Piece]]) -> list[list[tuple[str, int, int]]]:
        """The same for several texts; short ones take half the time together."""
        words: list[str | None] = []
        starts = []
        for tokens in texts:
            starts.append(len(words))
            words += [*[text for text, _, _ in tokens], None]
        if len(words) == len(texts):
            return [[] for _ in texts]
        scores = np.concatenate([block for _, block in self._network.scores(words)])
        full = [(tokens, start) for tokens, start in zip(texts, starts, strict=True) if tokens]
        tags = iter(self._decoder([scores[start : start + len(tokens)] for tokens, start in full], lambda n, at: self._network.exact(words, full[n][1] + at)))
        return [_spans(tokens, next(tags), self._parts) if tokens else [] for tokens in texts]


def _spans(tokens: Sequence[_Piece], tags: Sequence[int], parts: Sequence[tuple[str, str]]) -> list[tuple[str, int, int]]:
    """Names from tags. As in slovnet, "I-" goes on with the name before it whatever its kind, and begins none."""
    out: list[tuple[str, int, int]] = []
    kind, start, end = "", 0, 0
    outside, before = parts.index(("O", "")), -1
    for at in [at for at, tag in enumerate(tags) if tag != outside]:
        _, first, last = tokens[at]
        part, name = parts[tags[at]]
        if kind and (part == "B-" or at > before + 1):
            out.append((kind, start, end))
            kind = ""
        if part == "B-":
            kind, start = name, first
        end, before = last, at
    if kind:
        out.append((kind, start, end))
    return out
