"""Our taggers against slovnet's own, and the memoised tokens against razdel's."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from razdel import sentenize, tokenize

from kg.release.model import Release
from kg.release.read import read_releases
from kg.text import morphology, network, viterbi
from kg.text.morphology import tag_names, tag_words
from kg.text.shapes import shape
from kg.text.taggers import NameTagger, WordTagger
from kg.text.tokens import cut
from kg.text.viterbi import Decoder
from kg.text.weights import Archive, data_dir, embedding

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
MORPH = data_dir() / "model" / "slovnet_morph_news_v1.tar"
NER = data_dir() / "model" / "slovnet_ner_news_v1.tar"


@cache
def texts(folder: Path) -> tuple[str, ...]:
    return tuple(r.text for r in read_releases([folder]) if isinstance(r, Release))


@cache
def reference() -> tuple[Any, Any]:
    from navec import Navec
    from slovnet import NER as SlovnetNER
    from slovnet import Morph as SlovnetMorph

    vectors = Navec.load(str(data_dir() / "emb" / "navec_news_v1_1B_250K_300d_100q.tar"))
    return SlovnetMorph.load(str(MORPH)).navec(vectors), SlovnetNER.load(str(NER)).navec(vectors)


@cache
def taggers() -> tuple[WordTagger, NameTagger]:
    return WordTagger(), NameTagger()


def pieces(text: str) -> list[tuple[str, int, int]]:
    return [(t.text, t.start, t.stop) for t in tokenize(text)]


def sentences(text: str) -> list[list[str]]:
    return [[t.text for t in tokenize(s.text)] for s in sentenize(text)]


def assert_same_tags(text: str) -> None:
    morph, ner = reference()
    words, names = taggers()
    rows = sentences(text)
    expected = [[t.tag for t in markup.tokens] for markup in morph.map(rows)]
    assert [[words.tags[i] for i in row] for row in words(rows)] == expected
    assert names(pieces(text)) == [(s.type, s.start, s.stop) for s in ner(text).spans]


@pytest.mark.parametrize("text", texts(ROOT / "seeds"), ids=lambda t: t[:30])
def test_same_tags_as_slovnet_on_the_seeds(text: str) -> None:
    assert_same_tags(text)


@pytest.mark.corpus
@pytest.mark.slow
@pytest.mark.parametrize("folder", ["corpus", "factrueval"])
def test_same_tags_as_slovnet_on_other_texts(folder: str) -> None:
    if not (SHARED / folder).is_dir():
        pytest.skip(f"the development texts {folder} are not here")
    for text in texts(SHARED / folder):
        assert_same_tags(text)


def test_nothing_to_tag() -> None:
    assert list(tag_words([])) == []
    assert list(tag_words([[], ["Минск"], []]))[0::2] == [[], []]
    assert tag_names("") == tag_names(" \n") == []


def test_tags_do_not_depend_on_what_was_read_before(monkeypatch: pytest.MonkeyPatch) -> None:
    all_texts = list(texts(ROOT / "seeds"))
    words, names = taggers()
    expected = {t: ([list(r) for r in words(sentences(t))], names(pieces(t))) for t in all_texts}
    random.Random(7).shuffle(all_texts)
    # small tables are emptied again and again, small blocks and parts put their edges everywhere
    monkeypatch.setattr(network, "KEPT_WORDS", 64)
    monkeypatch.setattr(network, "BLOCK", 23)
    monkeypatch.setattr(viterbi, "PART", 2 * viterbi.STRETCH)
    words, names = WordTagger(), NameTagger()
    for text in all_texts:
        assert (list(words(sentences(text))), names(pieces(text))) == expected[text]
    together = list(words([s for t in all_texts for s in sentences(t)]))
    assert together == [row for t in all_texts for row in expected[t][0]]
    assert names.several([pieces(t) for t in all_texts]) == [expected[t][1] for t in all_texts]


def test_exact_scores_agree_with_fast_ones() -> None:
    net = network.Network(Archive(MORPH), embedding())
    words = ["Министр", "связи", None, "Узбекистана", "прибыл", "в", "Минск", "."]
    ((_, fast),) = net.scores(words)
    for i in range(len(words)):
        if words[i] is not None:
            assert np.abs(net.exact(words, i) - fast[i]).max() < network.CLOSE / 10


def slow_viterbi(scores: Any, steps: Any) -> list[int]:
    best, back = scores[0], []
    for row in scores[1:]:
        ways = best[:, None] + steps + row
        back.append(ways.argmax(0))
        best = ways.max(0)
    way = [int(best.argmax())]
    for origin in reversed(back):
        way.append(int(origin[way[-1]]))
    return way[::-1]


@pytest.mark.parametrize("length", [1, 2, 15, 16, 17, 32, 33, 100, 5000])
def test_decoder_finds_the_best_sequence(length: int) -> None:
    rng = np.random.default_rng(length)
    steps = rng.normal(size=(8, 8)) * 3
    scores = rng.normal(size=(length, 8)) * 3
    assert Decoder(steps)([scores], lambda _, i: scores[i]) == [slow_viterbi(scores, steps)]


def test_decoder_reads_several_texts_at_once() -> None:
    rng = np.random.default_rng(0)
    steps = rng.normal(size=(8, 8)) * 3
    texts = [rng.normal(size=(length, 8)) * 3 for length in (5, 1, 40, 16, 130)]
    assert Decoder(steps)(texts, lambda n, i: texts[n][i]) == [slow_viterbi(scores, steps) for scores in texts]
    assert Decoder(steps)([], lambda n, i: texts[n][i]) == []


def test_close_calls_are_decided_by_exact_scores() -> None:
    scores = np.array([[1.0, 1.0 + 1e-6], [5.0, 0.0]])
    exact = np.array([[1.0 + 1e-9, 1.0], [5.0, 0.0]])
    assert Decoder(np.zeros((2, 2)))([scores], lambda _, i: exact[i]) == [[0, 0]]


def test_vocabulary_is_sorted_and_shared() -> None:
    words = Archive(MORPH).lines("vocabs/word.gz")
    assert words == Archive(NER).lines("vocabs/word.gz")
    assert words[:-2] == sorted(words[:-2])
    assert list(embedding().counts()) == words[:-2]
    table = embedding()
    for i in range(0, len(words) - 2, 997):
        assert table.index(words[i]) == i
    assert table.index("нетакогослова") == table.unknown == words.index("<unk>")


def characters() -> Iterator[str]:
    yield from (chr(i) for i in range(1, 0x2200))


def test_shapes_are_slovnets() -> None:
    from slovnet.shape import word_shape

    known = set(Archive(MORPH).lines("vocabs/shape.gz"))
    for mark in characters():
        for word in (mark, mark + mark, f"А{mark}", f"{mark}1", f"Нур{mark}Султан"):
            assert shape(word) == word_shape(word)
            assert shape(word) in known


@settings(max_examples=400, deadline=None)
@given(st.text(alphabet="аЯёzQ19 \n\t\u00a0.,-–/\\_!?…*:;=()«»'\"№%Δ\x1c", max_size=40))
def test_tokens_are_razdels(text: str) -> None:
    assert list(cut(text)) == pieces(text)


@pytest.mark.parametrize("text", ["1, 2", "слово -то", "слово- другое", "yahoo!", "и -- и", "1 ,2", "Δ P", "1/ 2", "a_ b", "..", ":) ;)"])
def test_tokens_look_past_a_space_as_razdel_does(text: str) -> None:
    assert list(cut(text)) == pieces(text)


def test_forms_are_pymorphys() -> None:
    # forms are chosen once a paradigm: each word must still get what pymorphy would choose for it alone
    words = {w.lower() for text in texts(ROOT / "seeds") for s in sentences(text) for w in s if w.isalpha()}
    for word in sorted(words):
        for reading in morphology._readings(word):
            for wanted in ({"masc", "sing", "nomn"}, {"nomn"}, {"nomn", "plur"}, {"femn", "sing", "nomn"}):
                found = reading.inflect(wanted)
                assert morphology._inflected(reading, frozenset(wanted)) == (found and found.word)
