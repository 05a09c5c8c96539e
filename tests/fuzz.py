"""Coverage-guided fuzzing: `python -m tests.fuzz TARGET [-runs=N] [libFuzzer's other options] [CORPUS…]`.

atheris watches which branches of kg an input reaches and breeds inputs from those that reached new ones. Each target raises for what
must not happen: any exception, more than 2 s of the processor a kilobyte. The words of the genre are libFuzzer's dictionary.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import atheris

ROOT = Path(__file__).resolve().parent.parent
SECONDS_A_KILOBYTE = 2.0
WORDS = """Министр|министр связи|заместитель министра|Республики Беларусь|Кореи|Минске|Попов А.В.|А. И. Петрова|Ким Чен Ир|Li Qiang|O'Brien|подписал|подписали|не подписал
меморандум|соглашение о сотрудничестве|форум|встретился с|делегация во главе с|5 мая|2020 года|в 1945 году|т.г.|с 5 по 7 июня|I квартале|накануне|вчера|31.02.2020|прошлого года
стороны договорились:|вступила в|ШОС|(ШОС)|белорусско-корейский|который|№ 5|«|»|Minister of|signed|memorandum of understanding|May 5|in Seoul|with|Міністр|падпісаў|мемарандум
Кто|Какие|сколько|когда|who|which|agreements|between|since 2024|дзе|з Кітаем|<p>|<article>|<h1>|<!--|<![CDATA[|<meta charset=|<script>|&amp;|&#x110000;|---|title: |url: |published: 
<urlset>|<url>|<loc>|http://a.example/|<rss>|<item>|<link>|<pubDate>|<feed|<entry>|href=|<!DOCTYPE|<!ENTITY|Sitemap:""".replace("\n", "|").split("|")  # fmt: skip


def _text(data: bytes) -> str:
    """Any text, with lone surrogates too."""
    return data.decode("utf-8", "surrogateescape")


def _reader() -> Callable[[bytes], None]:
    from kg.release.model import Reject, Release
    from kg.release.read import read_releases

    folder = Path(tempfile.mkdtemp(prefix="kg-fuzz-"))

    def run(data: bytes) -> None:
        path = folder / ("a.txt", "a.html", "a.md", "a.zip")[data[0] % 4 if data else 0]
        path.write_bytes(data[1:])
        for item in read_releases([path]):
            assert isinstance(item, Release | Reject)
            if isinstance(item, Release):
                item.text.encode()

    return run


def _dates() -> Callable[[bytes], None]:
    from kg.mentions.dates import find_dates, resolve
    from kg.release.characters import normalise
    from kg.values import PartialDate

    def run(data: bytes) -> None:
        text = normalise(_text(data))
        for language in ("ru", "be", "en"):
            found = find_dates(text, language)
            assert all(mention.span.of(text) for mention in found)
            resolve([found], PartialDate(2024, 2, 29))

    return run


def _names() -> Callable[[bytes], None]:
    """Whole releases, in which the input stands where people are named."""
    from kg import pipeline
    from kg.facts.model import Extraction
    from kg.release.model import Reject
    from kg.release.read import read_text

    frames = ("Министр связи {} прибыл в Минск. Его встретил {}.", "The Minister of Communications {} met with {}.", "Міністр сувязі {} прыбыў у Мінск, і ўсё.")

    def run(data: bytes) -> None:
        release = read_text(frames[data[0] % 3 if data else 0].replace("{}", _text(data[1:])))
        if isinstance(release, Reject):
            return
        result = pipeline.extract(release)
        assert isinstance(result, Extraction), result
        for group in (result.agreements, result.events, result.posts):
            assert all(e.passage.of(release.text) for fact in group for e in fact.evidence)

    return run


def _ask() -> Callable[[bytes], None]:
    from kg.questions.ask.reply import Asker, render
    from kg.questions.engine import LocalGraph

    asker = Asker(LocalGraph.open(ROOT / "tests/data/questions.trig"))

    def run(data: bytes) -> None:
        render(asker.ask(_text(data)), asker.things, width=100, sparql=True).encode("utf-8", "surrogateescape")

    return run


def _lists() -> Callable[[bytes], None]:
    """What `kg fetch` reads: sitemaps, feeds, links of pages."""
    from kg.harvest.address import web_address
    from kg.harvest.links import links
    from kg.harvest.lists import is_listing, read_listing

    def run(data: bytes) -> None:
        url = "http://a.example/robots.txt" if data[:1] < b"\x40" else "http://a.example/x"
        if is_listing(data[1:], url):
            listing = read_listing(data[1:], url, 100_000)
            for address in (*(p.url for p in listing.pages), *listing.lists):
                assert web_address(address) == address, address
        for address in links(_text(data), url):
            assert web_address(address) == address, address

    return run


PAGE = ("<!doctype html><html><head><title>Встреча</title><meta property='article:published_time' content='2024-03-05'></head><body><article><h1>Встреча</h1>"
        "<p>Министр прибыл в <a href='/минск'>Минск</a>.</p><ul><li>один</li></ul></article></body></html>")  # fmt: skip
SITEMAP = "<?xml version='1.0'?><urlset><url><loc>/a</loc><lastmod>2024-03-06</lastmod></url></urlset>"
FEED = "<rss><channel><item><link>/a</link><pubDate>Tue, 05 Mar 2024 00:30:00 +0300</pubDate></item></channel></rss>"
# what the breeding begins with
FIRST: dict[str, list[str]] = {
    "reader": ["0Министр прибыл в Минск.\n\n• один\n• два", "1" + PAGE, "2---\ntitle: Встреча\nurl: http://a.example/\npublished: 2024-03-05\n---\n\n# Встреча\n\n**Министр** прибыл.",
               "1---\nurl: http://a.example/\ntype: text/html\n---\n" + PAGE, "3PK\x03\x04"],
    "dates": ["с 5 по 7 июня 2020 года", "в мае-июне т.г.", "5.05.2020", "in the first quarter of 2024, on May 5-7", "у чэрвені мінулага года", "к концу 2025 года"],
    "names": ["0министр П.В. Ткач", "0Иван Петрович Петров и Ким Чен Ир", "1 John R. Smith, Li Qiang and Dr. O'Brien", "2 Янка Купала з Якубам Коласам"],
    "ask": ["which memoranda has Belarus signed with Korea?", "Кто был министром связи Беларуси в 2024 году?", "Што запланавана з Сербіяй?", "сколько соглашений с Китаем с 2020 по 2024 год"],
    "lists": ["x" + SITEMAP, "x" + FEED, "x<sitemapindex><sitemap><loc>/b</loc></sitemap></sitemapindex>", " User-agent: *\nDisallow: /\nSitemap: /s.xml", "x" + PAGE,
              "x<feed><entry><link href='/a'/><updated>2024-03-05T00:30:00+03:00</updated></entry></feed>"],
}  # fmt: skip
TARGETS = {"reader": _reader, "dates": _dates, "names": _names, "ask": _ask, "lists": _lists}


def main() -> None:
    """The target of the first argument, until libFuzzer has had enough."""
    name, *options = sys.argv[1:]
    with atheris.instrument_imports(include=["kg"]):
        target = TARGETS[name]()
        target(b"5 \xd0\xbc\xd0\xb0\xd1\x8f 2020")  # what is loaded at first use is loaded now, and not on the clock

    def one(data: bytes) -> None:
        start = time.process_time()
        target(data)
        took = time.process_time() - start
        if took > 1 + SECONDS_A_KILOBYTE * len(data) / 1000:
            raise TimeoutError(f"{took:.1f} s for {len(data)} bytes")

    # not cleared away: libFuzzer ends the process by itself
    folder = Path(tempfile.mkdtemp(prefix="kg-fuzz-"))
    (folder / "first").mkdir()
    for i, text in enumerate(FIRST[name]):
        (folder / "first" / str(i)).write_bytes(text.encode())
    words = ('"' + "".join(f"\\x{byte:02x}" for byte in word.encode()) + '"\n' for word in WORDS)
    (folder / "words").write_text("".join(words), "ascii")
    fixed = [f"-dict={folder}/words", "-max_len=1500", "-len_control=0", "-rss_limit_mb=2000", "-timeout=30", "-print_final_stats=1", f"-artifact_prefix={folder}/"]
    atheris.Setup([sys.argv[0], *fixed, *options, str(folder / "first")], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
