"""Hostile texts: whatever is in a release, reading and understanding it never fails, and never takes 2 s a kilobyte.

KG_LONG=1 takes ten thousand made-up releases instead of some hundred.
"""

from __future__ import annotations

import gc
import io
import os
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kg import pipeline
from kg.facts.model import Extraction
from kg.mentions.dates import find_dates, resolve
from kg.release.characters import NotText, decode, normalise
from kg.release.model import Reject, Release, shown
from kg.release.read import MAX_TEXT, read_releases, read_text
from kg.text.annotate import LONGEST_SENTENCE, annotate
from kg.values import PartialDate

LONG = bool(os.environ.get("KG_LONG"))
SECONDS_A_KILOBYTE = 2.0
FUZZ = settings(max_examples=10_000 if LONG else 120, deadline=None, derandomize=not LONG, suppress_health_check=[HealthCheck.too_slow])
FAST = settings(FUZZ, max_examples=10_000 if LONG else 300)

RUSSIAN = """Министр|заместитель министра|связи и информатизации|Республики Беларусь|Беларуси|Минске|Ким Чен Ир|Попова А.В.|Иван Петров|подписал|подписали
меморандум|соглашение о сотрудничестве|протокол|не подписал|планируется подписать|в рамках форума|форум|заседание рабочей группы|состоялось|прошёл|встретился с
делегация во главе с|5 мая|2020 года|в 1945 году|т.г.|с 5 по 7 июня|Накануне|Справочно|стороны договорились:|• обменяться опытом;|вступила в состав|ШОС
Шанхайская организация сотрудничества (ШОС)|белорусско-корейский|российской стороной|КНР|посол|он|который|и|с|между|о|г.|№ 5|«Дорожная карта»|«|»|далее – МС""".replace("\n", "|").split("|")
ENGLISH = """Minister|Deputy Minister of|Communications|of the Republic of Korea|Mongolia|John Smith|J. R. R. Tolkien|signed|was signed|will be signed|memorandum of understanding
agreement|with|met|his counterpart|forum|on 5 May 2020|in Seoul|May 5|2020|the two sides agreed to|and|,|the|'s|O'Brien|(ITU)|said|Ambassador|in the presence of""".replace("\n", "|").split("|")
BELARUSIAN = """Міністр|сувязі|Рэспублікі Беларусь|Мінску|падпісаў|быў падпісаны|мемарандум|пагадненне|аб супрацоўніцтве|з'явіўся|паміж|і|у|5 мая|2020 года|форум|прайшло
пасяджэнне|Іван Пятроў|ўзначаліў дэлегацыю|Кітая|адбылася сустрэча""".replace("\n", "|").split("|")
MARKS = [". ", ", ", "\n", "\n\n", " – ", "-", ": ", "; ", "(", ")", "«", "»", '"', "!", "?", "…", "...", "•", "* ", "# ", "> ", "[", "](", "|", "/", "\\", "{", "<", "&",
         "\t", "\r", "\x00", "\x0b", "\u2028", "\u202e", "\u2066", "\u200b", "\u00ad", "\ufeff", "\u0301", "\ud800", "\udfff", "\ufffe", "\U0001f600", "\U000e0041",
         "中文", "한국", "שלום", "مذكرة", "ß", "İ", "ǆ", "ﬁ", "Å", "٣", "Ⅷ", "½", "0", "00", "99", "31.02.2020", "32 мая", "0000", "9" * 30, "a" * 300, "Ы" * 300, "А.", "http://a.b/",
         "<b>", "</p>", "<!--", "]]>", "%00", "^^", "@en", '"""', "\\u0041"]  # fmt: skip


def texts(words: list[str]) -> st.SearchStrategy[str]:
    """Releases of the genre gone wrong: its words in any order, with marks, other scripts and forbidden characters between them."""
    pieces = st.one_of(st.sampled_from(words), st.sampled_from(words), st.sampled_from(MARKS), st.text(max_size=4))
    return st.lists(pieces, max_size=60).map(lambda found: " ".join(found))


def understood(text: str) -> Extraction | None:
    """The text, read and understood in time; None if there is nothing in it to read."""
    gc.disable()  # what ten thousand examples have left behind takes it a second to look through, on whose clock it is a matter of chance
    try:
        start = time.process_time()
        release = read_text(text)
        result = pipeline.extract(release) if isinstance(release, Release) else None
        took = time.process_time() - start
    finally:
        gc.enable()
    if isinstance(release, Reject):
        assert release.stage == "clean", release
        return None
    assert isinstance(result, Extraction), result
    assert took < 1 + SECONDS_A_KILOBYTE * len(text.encode("utf-8", "replace")) / 1000, f"{took:.1f} s"
    return result


def check(result: Extraction | None) -> None:
    """All that was found stands in the text."""
    for group in (result.agreements, result.events, result.posts) if result else ():
        for fact in group:
            for evidence in fact.evidence:
                assert result is not None and evidence.passage.of(result.release.text)


@pytest.fixture(scope="module", autouse=True)
def loaded() -> None:
    for text in (
        "Министр связи Монголии А. Бат и посол Лаоса подписали меморандум в Минске 5 мая 2024 года.",
        "The Minister of Mongolia and Ambassador A. Smith of the ITU signed a memorandum in Minsk on 5 May 2024 with the others.",
        "Міністр сувязі Манголіі А. Бат і пасол Лаоса падпісалі мемарандум у Мінску 5 мая 2024 года.",
    ):
        release = read_text(text)
        assert isinstance(release, Release)
        pipeline.extract(release)  # models and tables are loaded now, and not on the clock


@FUZZ
@given(texts(RUSSIAN))
@example("Министр связи подписал меморандум " + "«" * 500)
@example("в рамках форума Министр в рамках форума в рамках форума 5 мая")  # one within the other within the one
@example("Министр прибыл в Минск \U00017000 . Всё")
def test_russian(text: str) -> None:
    check(understood(text))


@FUZZ
@given(texts(ENGLISH))
def test_english(text: str) -> None:
    check(understood("The minister of the state arrived. " + text))


@FUZZ
@given(texts(BELARUSIAN))
def test_belarusian(text: str) -> None:
    check(understood("Міністр прыбыў у Мінск, і ўсё. " + text))


@FUZZ
@given(texts(RUSSIAN + ENGLISH + BELARUSIAN))
@example("в рамках форума Deputy Minister of")
def test_pages(text: str) -> None:
    check(understood(f"<!doctype html><html><body><article><h1>Министры встретились</h1><p>{text}</p></article></body></html>"))


@pytest.mark.parametrize("number", [
    "1" * 5000, "№ " + "9" * 5000, "٣ мая 2020 года", "XX" * 3000 + " век", "½ года",
    "²²² мая", "1²3", "2020²", "①",
])  # fmt: skip
@pytest.mark.parametrize("lead", ["Министр подписал меморандум", "The minister signed a memorandum on", "Міністр сувязі падпісаў мемарандум, і ўсё,"])
def test_numbers_that_are_none(number: str, lead: str) -> None:
    understood(f"Заголовок\n\n{lead} {number} в Минске в рамках форума.")


DATES = [*"0123456789", "мая", "мае", "may", "May", "траўня", "г.", "года", "по", "с", "-", "–", "2020", "т.г.", "Q1", "конца", "квартале", "в", "прошлого",
         "2024-13-45", "99.99.9999", "5.5.2020", "29 февраля", "февраля 2023", *MARKS]  # fmt: skip


@FAST
@given(st.lists(st.one_of(st.sampled_from(DATES), st.text(max_size=3)), max_size=25).map(" ".join))
def test_dates(text: str) -> None:
    text = normalise(text)
    for language in ("ru", "be", "en"):
        found = find_dates(text, language)
        assert all(mention.span.of(text) for mention in found)
        resolve([found], PartialDate(2024, 2, 29))


HEADS = [b"", b"<!doctype html><html><body>", b"<?xml version='1.0'?><html>", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"PK\x03\x04", b"PK\x05\x06", b"---\ntitle: a\n",
         b"%PDF-1.7", b"\x1f\x8b", b"\x89PNG", b"\xd0\xcf\x11\xe0", "Министр прибыл. ".encode(), "Министр прибыл. ".encode("cp1251"), b"<meta charset=utf-7>"]  # fmt: skip


@FAST
@given(st.sampled_from(HEADS), st.binary(max_size=300), st.sampled_from(["a.txt", "a.html", "a.md", "a.zip", "a.xhtml", "a"]))
def test_bytes(tmp_path_factory: pytest.TempPathFactory, head: bytes, data: bytes, name: str) -> None:
    path = tmp_path_factory.getbasetemp() / name
    path.write_bytes(head + data)
    for item in read_releases([path]):
        assert isinstance(item, Release | Reject)
        if isinstance(item, Release):
            item.text.encode()


def archive(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return buffer.getvalue()


GOOD_ZIP = archive({"a.txt": "Министр прибыл в Минск. ".encode() * 40, "b/c.html": b"<html><body><p>The minister came.</p>", "d.md": "Да, да.".encode()})


@FAST
@given(st.lists(st.tuples(st.integers(0, len(GOOD_ZIP) - 1), st.integers(0, 255)), max_size=8), st.integers(1, len(GOOD_ZIP)))
def test_damaged_archives(tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, int]], end: int) -> None:
    data = bytearray(GOOD_ZIP)
    for at, value in changes:
        data[at] = value
    path = tmp_path_factory.getbasetemp() / "damaged.zip"
    path.write_bytes(data[:end] if end % 2 else data)
    assert all(isinstance(item, Release | Reject) for item in read_releases([path]))


@FAST
@given(st.text(max_size=60))
def test_names_of_files_are_one_printable_line(name: str) -> None:
    assert shown(name).isprintable()
    shown(name).encode()


@FAST
@given(st.binary(max_size=300))
def test_decoding_gives_text_or_a_reason(data: bytes) -> None:
    try:
        normalise(decode(data)).encode()
    except NotText as error:
        assert str(error)


# a text of one thing over and over: what grows with the square of the length shows here
REPEATED = ["слово ", "а", "1", "«", "(", ".", ",", "-", "\u0301", "中", "а\n", "• а\n", "а. ", "А. А. ", "Попков С.П., ", "министр ", "меморандум о сотрудничестве ", "подписали ",
            "Беларуси и Кореи ", "5 мая 2020 года ", "форум «", "на форуме в рамках визита ", "который ", "Minister of ", "signed a memorandum with ", "Міністр сувязі ",
            "сказал Иванов. ", "встретился с ", "вступил в ШОС ", "в г. Минске ", "ООН, ", "Стороны договорились ", "Дорожная карта (ДК) ", "[а](", "http://a.b/ ",
            "Каровой бин Малиной бин ", "с министром Каровой де ла Малиной "]  # fmt: skip


@pytest.mark.parametrize("piece", REPEATED)
def test_time_grows_with_the_length(piece: str) -> None:
    size = MAX_TEXT - 1000 if LONG else 12_000
    understood("Министр прибыл в Минск.\n\nМинистр подписал меморандум. " + piece * (size // len(piece)))


def test_a_sentence_without_end_is_cut_and_nothing_lost() -> None:
    text = "Министр прибыл.\n" + "слово " * 2000 + "а" * 6000 + " «конец»"
    document = annotate(Release(text, "Министр прибыл", None, None, "ru", "a.txt"))
    assert max(s.span.end - s.span.start for s in document.sentences) <= LONGEST_SENTENCE
    assert "".join(s.span.of(text) for s in document.sentences).replace(" ", "") == "".join(text.split())
    assert all(t.span.of(text) == t.text for s in document.sentences for t in s.tokens)


@pytest.mark.parametrize(("name", "text", "reason"), [
    ("line.txt", "слово " * 440_000, "larger than 5 MB|longer than 200,000"),
    ("lines.txt", "Министр подписал договор.\n" * 100_000, "longer than 200,000"),
    ("a.html", "<html><body>" + "<div>" * 100_000, "nested too deeply"),
    ("b.html", "<html><body><p " + "a" * 3_000_000 + "='" + "b" * 1_000_000 + "'>", "no text"),
    ("c.txt", "\u202e\u2066\u200b" * 1000, "no text"),
    ("d.txt", "Министр\x00прибыл", "NUL"),
])  # fmt: skip
def test_what_is_no_release_is_turned_away_at_once(name: str, text: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(text.encode()[:4_999_999])
    start = time.process_time()
    (result,) = read_releases([tmp_path / name])
    assert isinstance(result, Reject) and any(part in result.reason for part in reason.split("|")), result
    assert time.process_time() - start < 20
