"""Reading: every kind of input, every encoding, and what is turned away."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.release import read
from kg.release.characters import NotText, decode
from kg.release.model import Reject, Release
from kg.release.read import read_releases, read_text
from kg.values import PartialDate

SEEDS = Path(__file__).parent.parent / "seeds"
TEXT = "Стороны встретились\n\nМинистр прибыл в Минск и подписал меморандум о сотрудничестве.\n"
PAGE = """<!doctype html><html lang="ru"><head><meta charset="utf-8"><title>Стороны встретились в Минске | Вести</title>
<meta property="og:title" content="Стороны встретились в Минске">
{meta}
<link rel="canonical" href="https://example.org/news/1"><style>.a{{color:red}}</style><script>var a = "<p>нет</p>";</script></head><body>
<header><a href="/">Вести</a><nav><a href="/a">Политика</a></nav></header><ul class="menu"><li><a href="/b">Экономика</a></li></ul>
<div class="breadcrumbs"><a href="/">Главная</a> / <a href="/n">Новости</a></div>
{body}
<div class="related"><h3>Читайте также</h3><a href="/2">Погода на завтра</a></div><div class="sidebar"><p>Курс валют на сегодня и ещё много слов</p></div>
<footer>© Вести. Тел. 555-01-02</footer></body></html>"""
ARTICLE = """<h1>Стороны встретились в Минске</h1>{date}<p>Министр связи прибыл в&nbsp;Минск и&nbsp;провёл встречу с <b>коллегой</b> из другой страны
в среду.</p><p><img src="a.jpg"><br><i>Участники встречи</i></p><p>Стороны договорились:</p><ul><li>обменяться опытом;</li><li><p>открыть центр.</p></li></ul>
<div class="share">Поделиться: <a href="#">Facebook</a></div><p>Подписан меморандум.<br>Он рассчитан на год.</p>"""
EXPECTED = [
    "Стороны встретились в Минске", "Министр связи прибыл в Минск и провёл встречу с коллегой из другой страны в среду.", "Стороны договорились:",
    "• обменяться опытом;", "• открыть центр.", "Подписан меморандум.", "Он рассчитан на год.",
]  # fmt: skip
WRAPPERS = ["<article>{}</article>", "<main><div>{}</div></main>", '<div class="content"><div class="article-text">{}</div></div>',
            '<table><tr><td class="left"><a href="/">Новости</a></td><td class="main">{}</td></tr></table>', "<div id=x>{}</div>"]  # fmt: skip
DATES = [
    ('<meta property="article:published_time" content="2010-11-25T16:20:00+04:00">', ""),
    ('<meta name="DC.date" content="2010-11-25">', ""),
    (
        '<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","datePublished":"2010-11-25T10:00"}]}</script>',
        "",
    ),
    ("", '<time datetime="2010-11-25T10:00">сегодня</time>'),
    ("", '<span class="date">25.11.2010</span>'),
    ("", '<div class="news-date">25 ноября 2010, 10:20</div>'),
]


def _one(*paths: Path | str) -> Release:
    (result,) = read_releases(paths)
    assert isinstance(result, Release), result
    return result


def _reject(*paths: Path | str) -> Reject:
    (result,) = read_releases(paths)
    assert isinstance(result, Reject)
    return result


@pytest.mark.parametrize("wrapper", WRAPPERS)
def test_pages_give_the_article_only(wrapper: str) -> None:
    source = PAGE.format(meta="", body=wrapper.format(ARTICLE.format(date="")))
    release = read_text(source)
    assert isinstance(release, Release)
    assert release.text.split("\n") == EXPECTED
    assert (release.title, release.url, release.published) == (EXPECTED[0], "https://example.org/news/1", None)


@pytest.mark.parametrize(("meta", "date"), DATES)
def test_pages_give_their_date(meta: str, date: str) -> None:
    source = PAGE.replace("{meta}", meta).replace("{{", "{").replace("}}", "}")
    release = read_text(source.replace("{body}", "<article>" + ARTICLE.replace("{date}", date) + "</article>"))
    assert isinstance(release, Release)
    assert release.published == PartialDate(2010, 11, 25)
    assert "25" not in release.text


@pytest.mark.parametrize("name", ["bitrix", "drupal", "wordpress"])
def test_pages_of_common_systems(name: str) -> None:
    folder = Path(__file__).parent / "data" / "pages"
    release = _one(folder / f"{name}.html")
    published = release.published.lexical if release.published else ""
    assert [published, *release.text.split("\n")] == (folder / f"{name}.expected").read_text("utf-8").splitlines()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251", "koi8-r"])
@pytest.mark.parametrize(
    "text", [TEXT, "Подписан меморандум.", "МИНСК И СЕУЛ ПОДПИСАЛИ ПЛАН", "Стороны «А» – встретились."]
)
def test_encodings(text: str, encoding: str) -> None:
    if encoding == "koi8-r":
        text = text.translate({ord("«"): '"', ord("»"): '"', ord("–"): "-"})
    assert decode(text.encode(encoding)) == text


def test_a_page_names_its_encoding() -> None:
    source = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251"></head><body><p>Да</p></body></html>'
    assert "Да" in decode(source.encode("cp1251"))


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "utf-16"])
def test_seeds_are_the_same_in_every_encoding(encoding: str, tmp_path: Path) -> None:
    for seed in sorted(SEEDS.glob("*.txt")):
        text = seed.read_text(encoding="utf-8")
        if encoding == "koi8-r":
            text = text.translate({ord(c): "-" for c in "–—"} | {ord(c): '"' for c in "«»"})
        (tmp_path / "a.txt").write_bytes(text.encode(encoding))
        again = _one(tmp_path / "a.txt")
        direct = read_text(text)
        assert isinstance(direct, Release) and direct.text == again.text


def test_front_matter(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text(
        '---\ntitle: Минск: "итоги"\nurl: https://example.org/a\npublished: 2025-05-20\nlanguage: ru\n---\n\nМеню сайта\n\n# Минск: "итоги"\n\nМинистр прибыл.\n',
        "utf-8",
    )
    release = _one(file)
    assert release.text == 'Минск: "итоги"\nМинистр прибыл.'
    assert (release.url, release.published, release.language) == (
        "https://example.org/a",
        PartialDate(2025, 5, 20),
        "ru",
    )


def test_a_text_without_a_headline_says_so() -> None:
    release = read_text("Министр прибыл в Минск. Он встретился с коллегой и подписал меморандум.")
    assert isinstance(release, Release)
    assert release.title == "Министр прибыл в Минск" and not release.has_headline


def test_folders_are_read_in_order_and_only_releases(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a/1.md", "a/.hidden.txt", "README.md", "a/gold.json", "c.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT, "utf-8")
    assert [r.name for r in read_releases([tmp_path])] == ["a/1.md", "b/2.txt", "c.html"]


def _archive(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_archives(tmp_path: Path) -> None:
    data = TEXT.encode("utf-8")
    path = _archive(
        tmp_path / "a.zip",
        {"2.txt": data, "1.txt": data, "x/../../3.md": data, "n.zip": b"PK\x03\x04", "p.png": b"\x89PNG"},
    )
    assert [r.name for r in read_releases([path])] == ["a.zip!1.txt", "a.zip!2.txt", "a.zip!x/../../3.md"]


def test_archive_bombs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "MAX_UNPACKED", 3_000_000)
    path = _archive(tmp_path / "a.zip", {f"{i}.txt": b" " * 2_000_000 for i in range(9)})
    results = list(read_releases([path]))
    assert len(results) == 2 and isinstance(results[-1], Reject) and "unpacks to more" in results[-1].reason
    monkeypatch.setattr(read, "MAX_MEMBERS", 3)
    assert "more than 3 files" in _reject(path).reason


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BytesIO(TEXT.encode("cp1251"))

    monkeypatch.setattr("sys.stdin", Stdin())
    assert _one("-").title == "Стороны встретились"


@pytest.mark.parametrize(
    ("name", "data", "stage", "reason"),
    [
        ("a.txt", b"", "clean", "no text"),
        ("a.txt", b"\n\n12345\n", "clean", "no text"),
        ("a.txt", b"ab\x00cd", "read", "NUL"),
        ("a.txt", bytes(range(1, 32)) * 20 + b"\xff\xfe\xfd", "read", "binary"),
        ("a.txt", b"\xff\xfeabc", "read", "utf-16"),
        ("a.zip", b"PK\x03\x04 nothing", "read", "damaged"),
        ("a.html", b"<!doctype html><html><body><nav>menu</nav></body></html>", "clean", "no text"),
        ("a.txt", "Слово ".encode() * 500_000, "read", "larger"),
    ],
)
def test_rejects(name: str, data: bytes, stage: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    result = _reject(tmp_path / name)
    assert result.stage == stage and reason in result.reason


def test_a_missing_file_does_not_stop_the_rest(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    kinds = [type(r) for r in read_releases([tmp_path / "no.txt", tmp_path / "a.txt"])]
    assert kinds == [Reject, Release]


def test_a_seed_paragraph_broken_in_mid_sentence_is_whole() -> None:
    release = _one(SEEDS / "003_0945f882d2d55a83.txt")
    assert (
        "между Министерством связи и информатизации Республики Беларусь и Министерством промышленности" in release.text
    )
    assert "Изображение" not in release.text and "http" not in release.text and "*" not in release.text
    assert release.url is not None and release.url.endswith("v-oblasti-cifry")


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_bytes_never_fail(data: bytes) -> None:
    try:
        text = decode(data)
    except NotText:
        return
    assert isinstance(read_text(text), Release | Reject)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet='абВ .:;-*_#>[]()<!/|\n0123«»"№a=&', max_size=300))
def test_texts_never_fail(text: str) -> None:
    for source in (text, "<html><body>" + text, "---\n" + text):
        result = read_text(source)
        assert isinstance(result, Release | Reject)
        if isinstance(result, Release):
            assert all(line.strip() for line in result.text.split("\n"))


HOSTILE = [
    "*",
    "[",
    "![",
    "<",
    "<a ",
    "- ",
    "а",
    "а ",
    "\n",
    "тел. ",
    "Фото ",
    "12 мая 2020 ",
    "АБВ ",
    "| ",
    "(",
    "#",
    "> ",
    "<div>",
    "<p>а",
    "<b>",
    "<a href=x>",
    "<table>",
    "<ul><li>",
    "<td>",
    "</p>",
    "<li>а",
    "<div class=menu>а</div>",
    "<div>а</div>",
    "<script>",
    "<!--",
    "<b a='",
    "&amp;",
    "А-",
]


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("head", ["", "<html><body>"])
def test_time_is_bounded(piece: str, head: str) -> None:
    text = head + piece * (300_000 // len(piece))
    start = time.process_time()
    read_text(text)
    assert time.process_time() - start < 4


def test_a_tag_of_many_attributes_takes_no_time() -> None:
    source = (
        "<html><body><p "
        + " ".join(f"a{i}=1" for i in range(60_000))
        + ">Министр прибыл в Минск и подписал план.</p></body></html>"
    )
    start = time.perf_counter()
    assert isinstance(read_text(source), Release)
    assert time.perf_counter() - start < 4
