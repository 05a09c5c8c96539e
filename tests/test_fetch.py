"""`kg fetch` against a real web server on this machine, good and bad."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from email.utils import formatdate
from functools import cache
from ipaddress import ip_address, ip_network
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.errors import OutputError, SettingError
from kg.release.model import Release
from kg.release.read import read_releases
from tests.helpers.webserver import Handler, Names, Server, web_server

pytest.importorskip("httpcore2", reason="the extra `fetch` is not installed")

from kg.harvest.address import web_address
from kg.harvest.folder import STATE, Folder, Kept, file_of
from kg.harvest.guard import is_public
from kg.harvest.model import Limits, Settings
from kg.harvest.run import Tally, harvest

ROOT = Path(__file__).resolve().parent.parent
LOCAL = (ip_network("127.0.0.1/32"),)
LIMITS = Limits(page=200_000, listing=1_000_000, seconds=3.0, silence=1.0, tries=3, backoff=0.01, patience=3.0)


def article(number: int | str = 1) -> str:
    return (f"<!doctype html><html><head><title>Встреча {number}</title></head><body><article><h1>Встреча {number}</h1>"
            f"<p>Министр связи Беларуси Иван Петров подписал в Минске меморандум о сотрудничестве с Министерством связи Сербии, номер {number}.</p>"
            "</article></body></html>")  # fmt: skip


def sitemap(*urls: str, extra: str = "") -> str:
    return ('<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
            + "".join(f"<url><loc>{u}</loc>{extra}</url>" for u in urls) + "</urlset>")  # fmt: skip


def page(body: bytes | str, **rest: Any) -> Callable[[Handler], None]:
    return lambda handler: handler.give(body, **rest)


def xml(body: bytes | str) -> Callable[[Handler], None]:
    return page(body, kind="application/xml")


class Fetch:
    """Runs of `harvest` into one folder, with what they complained of and how long they wished to sleep."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.lines: list[str] = []
        self.sleeps: list[float] = []

    def __call__(self, *sources: str, limits: Limits = LIMITS, **settings: Any) -> Tally:
        self.lines, self.sleeps = [], []
        chosen = Settings(**{"delay": 0.0, "networks": LOCAL, "limits": limits, **settings})
        return harvest(sources, self.folder, chosen, self.lines.append, sleep=self.sleeps.append)

    def files(self) -> list[Path]:
        return sorted(p for p in self.folder.rglob("*") if p.is_file() and p.name != STATE)

    def releases(self) -> list[Release]:
        items = list(read_releases([self.folder]))
        assert all(isinstance(i, Release) for i in items), items
        return [i for i in items if isinstance(i, Release)]


@pytest.fixture
def server() -> Iterator[Server]:
    with web_server() as running:
        yield running


@pytest.fixture
def fetch(tmp_path: Path) -> Fetch:
    return Fetch(tmp_path / "releases")


# ---- what is found ---------------------------------------------------------------------------------------------------


def test_a_page(server: Server, fetch: Fetch) -> None:
    server.routes["/news/1"] = page(article())
    assert fetch(f"{server.url}/news/1?utm_source=x#top") == Tally(saved=1)
    (release,) = fetch.releases()
    assert (release.url, release.title, release.language) == (f"{server.url}/news/1", "Встреча 1", "ru")
    agent = server.asked[-1][1]["User-Agent"]
    assert agent.startswith("digicoop-kg/") and "reads public releases" in agent


def test_a_sitemap_with_what_it_says_of_its_pages(server: Server, fetch: Fetch) -> None:
    news = "<n:news><n:publication><n:name>M</n:name><n:language>be</n:language></n:publication><n:publication_date>2024-03-05T23:30:00-05:00</n:publication_date></n:news>"
    body = sitemap("/a", extra=f"<lastmod>2024-03-06</lastmod>{news}<image:image xmlns:image='i'><image:loc>/picture</image:loc></image:image>")
    server.routes |= {"/sitemap.xml": xml(body.replace("<urlset", "<urlset xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'")),
                      "/a": page(article(), last_modified="Wed, 06 Mar 2024 10:00:00 GMT", content_language="ru")}  # fmt: skip
    assert fetch(f"{server.url}/sitemap.xml") == Tally(saved=1)
    (release,) = fetch.releases()
    assert (str(release.published and release.published.day), release.language, release.url) == ("5", "be", f"{server.url}/a")
    head = fetch.files()[0].read_text("utf-8").split("---\n")[1]
    assert re.search(r"^fetched: \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", head, re.M)
    assert "last-modified: Wed, 06 Mar 2024 10:00:00 GMT\ncontent-language: ru\n" in head


@pytest.mark.parametrize("packed", [False, True])
def test_an_index_of_sitemaps(server: Server, fetch: Fetch, packed: bool) -> None:
    index = "<sitemapindex><sitemap><loc>/one.xml.gz</loc></sitemap><sitemap><loc>/two.xml</loc></sitemap><sitemap><loc>/sitemap.xml</loc></sitemap></sitemapindex>"
    one = sitemap("/a", "/b").encode()
    server.routes |= {"/sitemap.xml": xml(index), "/one.xml.gz": page(gzip.compress(one) if packed else one, kind="application/gzip"),
                      "/two.xml": xml(sitemap("/b", "/c")), **{f"/{n}": page(article(n)) for n in "abc"}}  # fmt: skip
    assert fetch(f"{server.url}/sitemap.xml") == Tally(saved=3)
    assert len(server.paths()) == 6  # the index names itself, and two maps name /b


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_a_sitemap_of_lines(server: Server, fetch: Fetch, end: str) -> None:
    server.routes |= {"/s.txt": page(f"{server.url}/a{end or chr(10)}{server.url}/b{end}", kind="text/plain"), "*": lambda h: h.give(article(h.path)), "/robots.txt": page("")}
    assert fetch(f"{server.url}/s.txt") == Tally(saved=2)


FEEDS = {
    "rss": '<rss version="2.0"><channel><link>/</link><item><title>t</title><link>/a</link><pubDate>Tue, 05 Mar 2024 00:30:00 +0300</pubDate></item></channel></rss>',
    "guid": '<rss version="2.0"><channel><item><guid>BASE/a</guid><pubDate>5 Mar 2024 00:30 +0300</pubDate></item></channel></rss>',
    "rdf": '<rdf:RDF xmlns:rdf="r" xmlns:dc="d"><item><link>/a</link><dc:date>2024-03-05</dc:date></item></rdf:RDF>',
    "atom": '<feed xmlns="http://www.w3.org/2005/Atom"><link href="/"/><entry><link rel="edit" href="/x"/><link href="/a"/><published>2024-03-05T00:30:00+03:00</published>'
            "<updated>2024-04-01T00:00:00Z</updated></entry></feed>",
}  # fmt: skip


@pytest.mark.parametrize("kind", FEEDS)
def test_a_feed(server: Server, fetch: Fetch, kind: str) -> None:
    server.routes |= {"/feed": xml(FEEDS[kind].replace("BASE", server.url)), "/a": page(article())}
    assert fetch(f"{server.url}/feed") == Tally(saved=1)
    (release,) = fetch.releases()
    assert release.published and (release.published.year, release.published.month, release.published.day) == (2024, 3, 5)


def test_the_sitemaps_of_robots_txt(server: Server, fetch: Fetch) -> None:
    server.routes |= {"/robots.txt": page(f"User-agent: *\nDisallow: /x\nSitemap: {server.url}/s.xml\n", kind="text/plain"),
                      "/s.xml": xml(sitemap("/a")), "/a": page(article())}  # fmt: skip
    assert fetch(f"{server.url}/robots.txt") == Tally(saved=1)


def test_links_are_followed_as_far_as_told(server: Server, fetch: Fetch) -> None:
    """Pages that name one another, for ever new addresses of one page, and another host."""
    def listing(handler: Handler) -> None:
        number = int(handler.path.partition("=")[2] or 0)
        links = f'<a class="x" href="/list?page={number + 1}">next</a> <a href=/list>first</a> <a href="//other.example/news/9">o</a>'
        handler.give(f"<html><body>{links}<a href='/news/{number}?a=1&amp;b=2'>n</a><a rel='nofollow' href='/news/77'>n</a></body></html>")

    server.routes |= {"/list": listing, "*": lambda h: h.give(article(h.path))}
    assert fetch(f"{server.url}/list", depth=3, match=("*/news/*",)) == Tally(saved=3)
    assert {p for p in server.paths() if p.startswith("/news")} == {f"/news/{n}?a=1&b=2" for n in range(3)}
    assert len(server.paths()) == len(set(server.paths()))
    assert {r.url for r in fetch.releases()} == {f"{server.url}/news/{n}?a=1&b=2" for n in range(3)}


def test_a_maze_of_one_page_ends(server: Server, fetch: Fetch) -> None:
    server.routes["*"] = lambda h: h.give(article() + f'<a href="{h.path}/a">a</a><a href="{h.path}/b">b</a>'[: 0 if len(h.path) > 40 else None])
    tally = fetch(f"{server.url}/m", depth=10, most=30)
    assert len(server.paths()) <= 30 and tally.left


def test_the_same_page_under_two_addresses_is_kept_once(server: Server, fetch: Fetch) -> None:
    server.routes |= {"/s.xml": xml(sitemap("/a", "/a?session=1", "/b")), "/a": page(article()), "/b": page("", status=301, location="/a")}
    assert fetch(f"{server.url}/s.xml") == Tally(saved=1, unchanged=2)
    assert len(fetch.files()) == 1


# ---- again, and where a run broke off --------------------------------------------------------------------------------


def cached(body: str, tag: str) -> Callable[[Handler], None]:
    def route(handler: Handler) -> None:
        same = handler.headers.get("If-None-Match") == tag or handler.headers.get("If-Modified-Since") == "Wed, 06 Mar 2024 10:00:00 GMT"
        handler.give(b"", status=304, content_type="", content_length="") if same else handler.give(body, etag=tag)

    return route


def test_what_has_not_changed_is_not_fetched_again(server: Server, fetch: Fetch) -> None:
    server.routes |= {"/s.xml": xml(sitemap("/a", "/b")), "/a": cached(article("a"), '"1"'), "/b": page(article("b"), last_modified="Wed, 06 Mar 2024 10:00:00 GMT")}
    assert fetch(f"{server.url}/s.xml") == Tally(saved=2)
    before = {p: p.read_bytes() for p in fetch.files()}
    server.routes["/b"] = cached(article("b"), '"x"')
    assert fetch(f"{server.url}/s.xml") == Tally(unchanged=2)
    assert {p: p.read_bytes() for p in fetch.files()} == before
    server.routes["/a"] = cached(article("new"), '"2"')
    assert fetch(f"{server.url}/s.xml") == Tally(saved=1, unchanged=1)
    assert {r.title for r in fetch.releases()} == {"Встреча new", "Встреча b"}
    fetch.files()[0].unlink()  # a page that somebody has deleted is fetched, whatever the list says
    assert fetch(f"{server.url}/s.xml").saved == 1


def test_what_the_sitemap_calls_unchanged_is_not_asked_for(server: Server, fetch: Fetch) -> None:
    server.routes |= {"/s.xml": xml(sitemap("/a", extra="<lastmod>2024-03-06</lastmod>")), "/a": page(article())}
    assert fetch(f"{server.url}/s.xml") == Tally(saved=1)
    assert fetch(f"{server.url}/s.xml") == Tally(unchanged=1)
    assert server.paths().count("/a") == 1


def test_what_a_server_says_is_only_sent_back_if_it_can_be(server: Server, fetch: Fetch) -> None:
    server.routes["/a"] = page(article(), etag='"\xe9"', last_modified="x" * 5000)
    assert [fetch(f"{server.url}/a") for _ in range(2)] == [Tally(saved=1), Tally(unchanged=1)]
    server.routes["/b"] = page("", status=302, location="/\xd0\xbd")  # bytes of UTF-8 where none belong
    server.routes["/%D0%BD"] = page(article("н"))
    assert fetch(f"{server.url}/b").saved == 1


def test_the_list_of_what_was_fetched_stays_short(server: Server, fetch: Fetch) -> None:
    server.routes |= {"/s.xml": xml(sitemap("/a")), "/a": cached(article(), '"1"')}
    for _ in range(70):
        fetch(f"{server.url}/s.xml")
    assert len((fetch.folder / STATE).read_text().splitlines()) < 130
    assert fetch(f"{server.url}/s.xml") == Tally(unchanged=1)


def test_a_run_goes_on_from_its_limit(server: Server, fetch: Fetch) -> None:
    server.routes |= {"/s.xml": xml(sitemap(*(f"/{n}" for n in range(7)))), "*": lambda h: h.give(article(h.path))}
    assert fetch(f"{server.url}/s.xml", most=3) == Tally(saved=3, left=True)
    assert fetch(f"{server.url}/s.xml", most=3) == Tally(saved=3, unchanged=3, left=True)
    assert fetch(f"{server.url}/s.xml", most=3) == Tally(saved=1, unchanged=6)
    assert sum(p != "/s.xml" for p in server.paths()) == 7


@pytest.mark.skipif(os.name != "posix", reason="kills a process")
def test_a_killed_run_leaves_nothing_half(server: Server, fetch: Fetch) -> None:
    def slowly(handler: Handler) -> None:
        time.sleep(0.05)
        handler.give(article(handler.path))

    urls = [f"/{n}" for n in range(25)]
    server.routes |= {"/s.xml": xml(sitemap(*urls)), "*": slowly, "/robots.txt": page("", status=404)}
    command = [sys.executable, "-m", "kg", "fetch", f"{server.url}/s.xml", "-o", str(fetch.folder), "--delay", "0", "--allow-network", "127.0.0.1/32"]
    for _ in range(2):
        many = len(server.paths()) + 6
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while len(server.paths()) < many and process.poll() is None:
            time.sleep(0.005)
        process.send_signal(signal.SIGKILL)
        process.wait()
    with (fetch.folder / STATE).open("ab") as file:
        file.write(b'{"url": "http://cut')  # as a disk would have it after a power cut
    fetch.releases()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0 and "going on with a run" in done.stderr, done.stderr
    assert {r.url for r in fetch.releases()} == {server.url + u for u in urls}
    assert not list(fetch.folder.rglob(".kg-part*"))
    asked = [p for p in server.paths() if p != "/s.xml"]
    assert len(asked) <= len(urls) + 2  # each kill costs the page that was under way


@pytest.mark.skipif(os.name != "posix", reason="locks")
def test_two_runs_do_not_share_a_folder(fetch: Fetch) -> None:
    with Folder(fetch.folder).alone(), pytest.raises(SettingError, match="another run"):
        fetch("http://127.0.0.1:9/")


@pytest.mark.parametrize("junk", ["", "\n\n", "null\n", "[]\n{}\n", '{"url": 5}\n', "\x00\ud800\n", '{"begun": 3}\n', "[" * 100_000 + "\n"])
def test_a_damaged_list_of_what_was_fetched(server: Server, fetch: Fetch, junk: str) -> None:
    fetch.folder.mkdir()
    (fetch.folder / STATE).write_bytes(junk.encode("utf-8", "surrogatepass"))
    server.routes["/a"] = page(article())
    assert fetch(f"{server.url}/a") == Tally(saved=1)
    assert [json.loads(line)["url"] for line in (fetch.folder / STATE).read_text("utf-8", "replace").splitlines() if '"sha256"' in line] == [f"{server.url}/a"]


def test_a_disk_that_is_full(server: Server, fetch: Fetch) -> None:
    server.routes |= {"/s.xml": xml(sitemap("/a", "/b")), "/a": page(article("a")), "/b": page(article("b") + " " * 60_000)}
    code = ("import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000)); import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
            "from kg.cli import main; main()")  # fmt: skip
    done = subprocess.run([sys.executable, "-c", code, "fetch", f"{server.url}/s.xml", "-q", "-o", str(fetch.folder), "--delay", "0", "--allow-network",
                           "127.0.0.1/32"], cwd=ROOT, capture_output=True, text=True)  # fmt: skip
    assert done.returncode == 4 and done.stderr.count("\n") == 1 and "File too large" in done.stderr, done.stderr
    assert len(fetch.releases()) == 1 and len(fetch.files()) == 1


@pytest.mark.parametrize("place", ["/proc/kg", "file/out"])
def test_a_place_where_nothing_can_be_written(server: Server, tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="cannot write"):
        Fetch(tmp_path / place)(f"{server.url}/a")


# ---- servers that fail -----------------------------------------------------------------------------------------------


def silent(handler: Handler) -> None:
    time.sleep(1.5)


def dripping(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("content-type", "text/html")
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.1)


def dripping_head(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nx-a: ")
    for _ in range(100):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.1)


def endless(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("content-type", "text/html")
    handler.send_header("transfer-encoding", "chunked")
    handler.end_headers()
    while True:
        handler.wfile.write(b"2710\r\n" + b"x" * 10_000 + b"\r\n")


def endless_head(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        handler.wfile.write(b"x-a: " + b"y" * 10_000 + b"\r\n")


def cut(handler: Handler) -> None:
    handler.give(article(), content_length="90000")
    handler.close_connection = True


def cut_chunk(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ntransfer-encoding: chunked\r\n\r\nff\r\nabc")
    handler.close_connection = True


def garbage(handler: Handler) -> None:
    handler.wfile.write(b"\x00\x01 nothing of the kind\r\n\r\n")
    handler.close_connection = True


@cache
def bomb_of(megabytes: int, head: bytes = b"") -> bytes:
    return gzip.compress(head + b" " * megabytes * 1_000_000, 1)


def bomb(handler: Handler) -> None:
    handler.give(bomb_of(100), content_encoding="gzip")


def two_lengths(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 5\r\ncontent-length: 7\r\n\r\nabcdefg")
    handler.close_connection = True


BAD: dict[str, tuple[Callable[[Handler], None], str]] = {
    "silent": (silent, "fell silent"),
    "dripping": (dripping, "longer than 3 s"),
    "dripping head": (dripping_head, "longer than 3 s"),
    "endless": (endless, "larger than 0.2 MB"),
    "endless head": (endless_head, "broke off|answers 431"),
    "huge": (page(b"x" * 300_000), "larger than 0.2 MB"),
    "said to be huge": (page(b"", content_length="99999999999"), "larger than 0.2 MB"),
    "shorter than said": (cut, "broke off"),
    "a chunk cut": (cut_chunk, "broke off"),
    "two lengths": (two_lengths, "broke off"),
    "garbage": (garbage, "broke off"),
    "bomb": (bomb, "larger than 0.2 MB"),
    "packing cut": (lambda h: h.give(gzip.compress(article().encode())[:-9], content_encoding="gzip"), "broke off"),
    "packing damaged": (page(b"\x1f\x8b\x08\x00" + b"\xff" * 500, content_encoding="gzip"), "damaged"),
    "packing unknown": (page(b"x", content_encoding="br"), "'br', which was not asked for"),
    "gone": (page("", status=410), "answers 410"),
    "failing": (page("", status=500), "answers 500"),
    "no page": (page(b"%PDF", kind="application/pdf"), "no page but application/pdf"),
    "no target": (page("", status=302), "leads to no web address"),
    "to a file": (page("", status=302, location="file:///etc/passwd"), "leads to no web address"),
    "to a password": (page("", status=302, location="http://a:b@127.0.0.1/"), "leads to no web address"),
    "to another host": (page("", status=302, location="http://other.example/"), "on another host, other.example"),
    "in a circle": (page("", status=302, location="/bad"), "on and on"),
    "on and on": (lambda h: h.give("", status=301, location=h.path + "x"), "on and on"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_page_costs_only_itself(server: Server, fetch: Fetch, name: str) -> None:
    route, reason = BAD[name]
    server.routes |= {"/s.xml": xml(sitemap("/bad", "/good")), "/bad": route, "*": route, "/robots.txt": page("", status=404), "/good": page(article())}
    start = time.monotonic()
    tally = fetch(f"{server.url}/s.xml")
    assert tally == Tally(saved=1, refused=1)
    (line,) = fetch.lines
    assert line.startswith(f"{server.url}/bad: ") and re.search(reason, line), line
    assert time.monotonic() - start < LIMITS.tries * (LIMITS.seconds + 1)
    assert len(fetch.files()) == 1 and len(fetch.releases()) == 1


def test_a_longer_body_than_said_is_cut_there(server: Server, fetch: Fetch) -> None:
    body = article().encode()
    server.routes["/a"] = page(body + b"<p>more", content_length=str(len(body)))
    assert fetch(f"{server.url}/a") == Tally(saved=1)
    assert "more" not in fetch.files()[0].read_text("utf-8")


def failing(times: int, status: int = 503, **headers: str) -> Callable[[Handler], None]:
    left = [times]

    def route(handler: Handler) -> None:
        left[0] -= 1
        handler.give(article()) if left[0] < 0 else handler.give("", status=status, **headers)

    return route


def test_pauses_grow(server: Server, fetch: Fetch) -> None:
    server.routes["/a"] = failing(2)
    assert fetch(f"{server.url}/a").saved == 1
    assert fetch.sleeps == [0.01, 0.02]


@pytest.mark.parametrize("status", [429, 503])
def test_the_server_says_how_long_to_wait(server: Server, fetch: Fetch, status: int) -> None:
    server.routes["/a"] = failing(1, status, retry_after="2")
    assert fetch(f"{server.url}/a").saved == 1
    assert fetch.sleeps == [2.0]
    server.routes["/b"] = failing(1, status, retry_after=formatdate(time.time() + 2.5, usegmt=True))
    fetch(f"{server.url}/b")
    assert 0 < fetch.sleeps[0] < 3
    server.routes["/c"] = failing(1, status, retry_after="soon")
    fetch(f"{server.url}/c")
    assert fetch.sleeps == [0.01]


def test_a_server_that_asks_for_a_long_wait_is_left_alone(server: Server, fetch: Fetch) -> None:
    server.routes |= {"/s.xml": xml(sitemap("/a", "/b")), "/a": failing(9, 429, retry_after="3600"), "/b": page(article())}
    assert fetch(f"{server.url}/s.xml") == Tally(refused=2)
    assert "asks to wait 3600 s" in fetch.lines[0] and "left for the next run" in fetch.lines[1]
    assert fetch.sleeps == [] and "/b" not in server.paths()


def test_a_server_that_is_down_is_not_asked_for_every_page(server: Server, fetch: Fetch) -> None:
    server.routes |= {"/s.xml": xml(sitemap(*(f"/{n}" for n in range(20)))), "*": failing(10**6, 500), "/robots.txt": page("")}
    assert fetch(f"{server.url}/s.xml") == Tally(refused=20)
    assert len(server.paths()) == 1 + 3 * LIMITS.tries


def test_requests_keep_their_distance(server: Server, tmp_path: Path) -> None:
    server.routes |= {"/s.xml": xml(sitemap("/a", "/b", "/c")), "*": lambda h: h.give(article(h.path)), "/robots.txt": page("User-agent: digicoop-kg\nCrawl-delay: 0.2\n")}
    harvest([f"{server.url}/s.xml"], tmp_path / "r", Settings(delay=0.05, networks=LOCAL, limits=LIMITS), lambda line: None)
    times = [t for _, _, t in server.asked]
    assert len(times) == 5 and all(b - a > 0.19 for a, b in pairwise(times[1:]))


# ---- robots.txt ------------------------------------------------------------------------------------------------------


def test_what_robots_txt_forbids(server: Server, fetch: Fetch) -> None:
    rules = "User-agent: *\nDisallow: /\n\nUser-agent: digicoop-kg\nDisallow: /*/print$\nDisallow: /secret\nAllow: /secret/open\n"
    server.routes |= {"/robots.txt": page(rules, kind="text/plain"), "*": lambda h: h.give(article(h.path)),
                      "/s.xml": xml(sitemap("/a/print", "/secret/1", "/secret/open", "/b", "/away")), "/away": page("", status=302, location="/secret/2")}  # fmt: skip
    assert fetch(f"{server.url}/s.xml") == Tally(saved=2, refused=3)
    assert all("robots.txt forbids" in line for line in fetch.lines)
    assert set(server.paths()) == {"/s.xml", "/secret/open", "/b", "/away"}


@pytest.mark.parametrize(("route", "saved"), [
    (page("", status=404), 1), (page("", status=403), 1), (page(b"\xff\x00\xfe" * 99), 1), (page("", status=500), 0), (silent, 0), (endless, 0),
    (page("", status=302, location="/robots.txt"), 1),
])  # fmt: skip
def test_robots_txt_that_cannot_be_read(server: Server, fetch: Fetch, route: Callable[[Handler], None], saved: int) -> None:
    server.routes |= {"/robots.txt": route, "/a": page(article())}
    assert fetch(f"{server.url}/a") == Tally(saved=saved, refused=1 - saved)
    assert saved or "robots.txt cannot be read" in fetch.lines[0]


# ---- where it may not go ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255", "::1", "::",
                                     "fe80::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:7f00:1::", "::ffff:169.254.169.254"])  # fmt: skip
def test_private_addresses(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize("place", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1", "[::1]", "[::ffff:127.0.0.1]", "0"])
def test_this_machine_by_any_name(server: Server, fetch: Fetch, place: str) -> None:
    assert fetch(f"http://{place}:{server.server_address[1]}/", networks=()).refused == 1
    assert "not on the public internet" in fetch.lines[0] or "no connection" in fetch.lines[0], fetch.lines
    assert server.asked == []


@pytest.mark.parametrize("target", ["http://127.0.0.2:{port}/a", "http://localhost.:{port}/a", "http://[::1]:{port}/a", "http://169.254.169.254/latest/meta-data/"])
def test_redirects_to_private_addresses(server: Server, fetch: Fetch, target: str) -> None:
    address = target.format(port=server.server_address[1])
    server.routes |= {"/a": page("", status=302, location=address), "/robots.txt": page("")}
    host = address.split("/")[2].replace(":80", ":80")
    assert fetch(f"{server.url}/a", hosts=(host,)).refused == 1
    assert "not on the public internet" in fetch.lines[0] or "no connection" in fetch.lines[0] or "another host" in fetch.lines[0], fetch.lines
    assert server.paths() == ["/a"]


def test_a_name_that_turns_private(server: Server, fetch: Fetch, monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: allowed for the first connection, private for every later one; each is judged by what it connects to."""
    port = server.server_address[1]
    names = Names({"rebind.example": ["127.0.0.1", "127.0.0.2"]})
    monkeypatch.setattr(socket, "getaddrinfo", names)

    def away(handler: Handler) -> None:
        handler.give(article(), connection="close")
        handler.close_connection = True

    server.routes["*"] = away
    assert fetch(f"http://rebind.example:{port}/a").refused == 1
    assert "127.0.0.2, which is not on the public internet" in fetch.lines[0]
    assert server.paths() == [] and len(names.asked) >= 2


def test_a_name_with_a_public_and_a_private_address(server: Server, fetch: Fetch, monkeypatch: pytest.MonkeyPatch) -> None:
    def both(host: str, port: int, *_: object, **__: object) -> list[tuple[object, ...]]:
        found = [host] if host[0].isdigit() else ["127.0.0.3", "127.0.0.1"]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, port)) for a in found]

    monkeypatch.setattr(socket, "getaddrinfo", both)
    server.routes["/a"] = page(article())
    assert fetch(f"http://two.example:{server.server_address[1]}/a") == Tally(saved=1)


def test_entries_of_other_hosts_and_schemes(server: Server, fetch: Fetch) -> None:
    urls = ("http://other.example/a", "ftp://127.0.0.1/a", "javascript:alert(1)", "file:///etc/passwd", "http://u:p@127.0.0.1/", "http://[::1", "/a", "//127.0.0.1:1/x", "a b", "")
    server.routes |= {"/s.xml": xml(sitemap(*urls)), "*": lambda h: h.give(article(h.path)), "/robots.txt": page("")}
    assert fetch(f"{server.url}/s.xml") == Tally(saved=2, refused=2)
    assert server.paths() == ["/s.xml", "/a", "/a%20b"]


def test_patterns(server: Server, fetch: Fetch) -> None:
    server.routes |= {"/s.xml": xml(sitemap("/news/1", "/about", "/en/news/2", "/news")), "*": lambda h: h.give(article(h.path))}
    assert fetch(f"{server.url}/s.xml", match=("*/news/*",)) == Tally(saved=2)


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the certificate")
def test_a_certificate_that_nobody_vouches_for(server: Server, fetch: Fetch, tmp_path: Path) -> None:
    import ssl

    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key", "-out", "cert", "-days", "1", "-subj", "/CN=localhost",
                    "-addext", "subjectAltName=IP:127.0.0.1"], cwd=tmp_path, check=True, capture_output=True)  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert", tmp_path / "key")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.routes["/a"] = page(article())
    url = f"https://127.0.0.1:{server.server_address[1]}/a"
    assert fetch(url).refused == 1 and "certificate" in fetch.lines[0].lower(), fetch.lines
    code = ("import sys; from ipaddress import ip_network; from pathlib import Path; from kg.harvest.run import harvest; from kg.harvest.model import Settings;"
            "print(harvest([sys.argv[1]], Path(sys.argv[2]), Settings(0.0, networks=(ip_network('127.0.0.1/32'),))).saved)")  # fmt: skip
    done = subprocess.run([sys.executable, "-c", code, url, str(tmp_path / "tls")], cwd=ROOT, env={**os.environ, "SSL_CERT_FILE": str(tmp_path / "cert")},
                          capture_output=True, text=True)  # fmt: skip
    assert done.stdout == "1\n", done.stdout + done.stderr


# ---- hostile lists and names -----------------------------------------------------------------------------------------

SECRET = "root:x:0"
HOSTILE = {
    "external entity": '<!DOCTYPE urlset [<!ENTITY x SYSTEM "file:///etc/passwd">]><urlset><url><loc>/a&x;</loc></url></urlset>',
    "external by http": '<!DOCTYPE urlset [<!ENTITY x SYSTEM "BASE/hit">]><urlset><url><loc>/a&x;</loc></url></urlset>',
    "parameter entity": '<!DOCTYPE urlset [<!ENTITY % x SYSTEM "BASE/hit"> %x;]><urlset><url><loc>/a</loc></url></urlset>',
    "a thousand laughs": '<!DOCTYPE urlset [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
                         "<urlset><url><loc>/a&c;</loc></url></urlset>",
    "nested": "<urlset>" + "<url>" * 100_000,
    "broken": "<urlset><url><loc>/good</loc></url><url><loc>/a</url></urlset>",
    "cut": "<urlset><url><loc>/good</loc></url><url><lo",
    "unknown encoding": '<?xml version="1.0" encoding="none-such"?><urlset/>',
    "long": "<urlset><url><loc>/" + "a" * 900_000 + "</loc></url></urlset>",
    "nothing": "<urlset/>",
    "large": "<urlset>" + "<url><loc>/good</loc></url>" * 60_000 + "</urlset>",
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_list(server: Server, fetch: Fetch, name: str) -> None:
    server.routes |= {"/s.xml": xml(HOSTILE[name].replace("BASE", server.url)), "/good": page(article()), "/robots.txt": page("")}
    start = time.process_time()
    tally = fetch(f"{server.url}/s.xml")
    assert time.process_time() - start < 5
    assert tally.refused == (name not in ("nothing", "long")) and tally.saved == (name in ("broken", "cut")), fetch.lines
    assert all(len(line) < 400 and SECRET not in line and line.isprintable() for line in fetch.lines)
    assert set(server.paths()) <= {"/s.xml", "/good"}


# a child begins with what its parent had, until it becomes another program: only the program itself can tell what it took
WEIGHED = "import atexit, re; atexit.register(lambda: print(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1])); from kg.cli import main; main()"


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="this system does not tell how much memory a process took")
@pytest.mark.parametrize("path", ["/s.xml.gz", "/bad", "/endless"])
def test_memory_stays_small(server: Server, tmp_path: Path, path: str) -> None:
    server.routes |= {"/s.xml.gz": page(bomb_of(400, b"<urlset>"), kind="application/gzip"), "/bad": bomb, "/endless": endless}
    done = subprocess.run([sys.executable, "-c", WEIGHED, "fetch", server.url + path, "-o", str(tmp_path / "r"), "--allow-network", "127.0.0.1/32"],
                          cwd=ROOT, capture_output=True, text=True)  # fmt: skip
    assert done.returncode == 3 and "larger than 50 MB" in done.stderr, done.stderr
    assert int(done.stdout.split()[-1]) < 200_000


NAMES = ["/../../../etc/passwd", "/%2e%2e/%2e%2e/evil", "/..%5c..%5cevil", "/a%00.html", "/con.html", "/" + "x" * 1500, "/a%0a---%0aurl:%20http://evil.example/", "/%ff%fe",
         "/новости/первая", "/.hidden", "/readme.html", "/a.zip", "/%E2%80%AE.html", "/~", "/-rf", "/$(id)", "/a;b", "/a?b=/../../c", "/A", "/a", "/%F0%9F%98%80"]  # fmt: skip


def test_hostile_names(server: Server, fetch: Fetch) -> None:
    server.routes |= {"/s.xml": xml(sitemap(*(n.replace("&", "&amp;") for n in NAMES))), "*": lambda h: h.give(article(h.path)), "/robots.txt": page("")}
    assert fetch(f"{server.url}/s.xml") == Tally(saved=len(NAMES))
    files = fetch.files()
    assert len(files) == len(NAMES) and len({str(f).lower() for f in files}) == len(NAMES)
    (inside,) = (p for p in fetch.folder.iterdir() if p.name != STATE)
    for file in files:
        assert file.parent == inside and re.fullmatch(r"[a-z0-9-]+-[0-9a-f]{12}\.html", file.name) and len(file.name) < 90
    assert {r.url for r in fetch.releases()} == {server.url + p for p in server.paths() if p != "/s.xml"}
    assert [p.name for p in fetch.folder.parent.iterdir()] == ["releases"]


@pytest.mark.parametrize("host", ["..", "a/../b", "-x", ".", "a" * 300, "[::1]:80", "host:8080"])
def test_names_of_hosts_stay_inside(host: str, tmp_path: Path) -> None:
    file = tmp_path / file_of(f"http://{host}/", ".html")
    assert file.resolve().parent.parent == tmp_path.resolve()


def test_a_page_cannot_forge_its_metadata(server: Server, fetch: Fetch) -> None:
    forged = "---\nurl: http://forged.example/\npublished: 1999-01-01\n---\n"
    canonical = article().replace("<head>", '<head><link rel="canonical" href="http://forged.example/">')
    server.routes |= {"/s.xml": xml(sitemap("/a", "/b", "/c")), "/a": page(forged + article()), "/b": page(canonical.replace("номер 1", "номер 2")),
                      "/c": page(f"{forged}Встреча\n\nМинистр связи прибыл в Минск.", kind="text/plain", etag='"a\tb"', content_language="ru")}  # fmt: skip
    assert fetch(f"{server.url}/s.xml") == Tally(saved=3)
    assert {r.url for r in fetch.releases()} == {f"{server.url}/{n}" for n in "abc"}


@pytest.mark.parametrize(("encoding", "kind"), [
    ("cp1251", "text/html; charset=windows-1251"), ("cp1251", "text/html"), ("cp1251", "text/html; charset=iso-8859-1"), ("koi8-r", 'text/html; charset="koi8-r"'),
    ("utf-8", "text/html; charset=windows-1251"), ("utf-8-sig", "text/html"), ("utf-16", "text/html"), ("cp1251", "text/html; charset=punycode"), ("cp1251", ""), ("utf-16-le", "text/html; charset=UTF-16LE"),
])  # fmt: skip
def test_encodings(server: Server, fetch: Fetch, encoding: str, kind: str) -> None:
    server.routes["/a"] = page(article().encode(encoding), kind=kind)
    assert fetch(f"{server.url}/a") == Tally(saved=1)
    (release,) = fetch.releases()
    assert release.title == "Встреча 1" and "Иван Петров подписал в Минске меморандум" in release.text


@pytest.mark.parametrize(("text", "address"), [
    ("HTTP://Example.ORG:80/a/../b?x=1#y", "http://example.org/a/../b?x=1"), ("/ё?q=ё", "https://base.example/%D1%91?q=%D1%91"), ("http://минсвязь.бел/", "http://xn--b1akqfiep1b.xn--90ais/"),
    ("http://a.example/?utm_source=x&id=5&fbclid=1", "http://a.example/?id=5"), ("http://a.example/100%", "http://a.example/100%25"), ("//b.example", "http" "s://b.example/"),
    ("http://a.example:99999/", None), ("http://" + "a" * 70 + ".example/", None), ("mailto:x@y", None), ("http://", None), ("http://a b.example/", None), ("http://a.example/" + "ё" * 500, None),
    ("http://a.example/\n", "http://a.example/"), ("http://a.example/a\nb", None), ("http://a.example\\@b.example/", None), ("http://a..example/", None), ("http://a.example/\ud800", None),
])  # fmt: skip
def test_addresses(text: str, address: str | None) -> None:
    if address and "xn--" in address:
        address = "http://" + "минсвязь.бел".encode("idna").decode() + "/"
    assert web_address(text, "https://base.example/x/") == address


# ---- the command -----------------------------------------------------------------------------------------------------


def test_from_the_web_to_the_graph(server: Server, tmp_path: Path) -> None:
    server.routes |= {"/feed": xml(FEEDS["rss"]), "/a": page(article())}
    runner = CliRunner()
    done = runner.invoke(main, ["fetch", f"{server.url}/feed", "-o", str(tmp_path / "r"), "--delay", "0", "--allow-network", "127.0.0.1/32", "--contact", "me@example.org"])
    assert done.exit_code == 0 and "1 saved, 0 unchanged, 0 not fetched" in done.stdout, done.output
    assert "me@example.org" in server.asked[0][1]["User-Agent"]
    assert runner.invoke(main, ["build", str(tmp_path / "r"), "-q", "-o", str(tmp_path / "o")]).exit_code == 0
    graph = (tmp_path / "o/graph.trig").read_text("utf-8")
    assert f"<{server.url}/a>" in graph and f"<{server.url}/a#char=" in graph and '"2024-03-05"^^xsd:date' in graph


@pytest.mark.parametrize("arguments", [["javascript:alert(1)"], ["http://u:p@a.example/"], ["http://a.example/", "--allow-network", "everywhere"], ["http://[::1"], [""]])
def test_arguments_that_make_no_sense(arguments: list[str], tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["fetch", *arguments, "-o", str(tmp_path / "r")])
    assert done.exit_code == 2 and "Error: " in done.output and not (tmp_path / "r").exists()


def test_without_the_extra(tmp_path: Path) -> None:
    code = "import sys; sys.modules['httpcore2'] = None; from kg.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", code, "fetch", "http://a.example/"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 2 and "pip install 'digicoop-kg[fetch]'" in done.stderr, done.stderr
    assert "Traceback" not in done.stderr


def test_nothing_else_imports_it(tmp_path: Path) -> None:
    code = "import sys; from click.testing import CliRunner; from kg.cli import main; CliRunner().invoke(main, sys.argv[1:]); print(*sys.modules)"
    (tmp_path / "a.txt").write_text("Министр связи прибыл в Минск.", "utf-8")
    for arguments in (["--help"], ["build", "a.txt", "-o", "out"]):
        done = subprocess.run([sys.executable, "-c", code, *arguments], cwd=tmp_path, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
        loaded = set(done.stdout.split())
        assert "kg" in loaded and not {m for m in loaded if m.partition(".")[0] in ("httpcore2", "protego", "defusedxml") or m.startswith("kg.harvest")}


def test_what_is_kept_of_a_page_is_one_line(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.begin(("http://a.example/",))
    folder.put(Kept("http://a.example/", "a/b.html", "0" * 64, "2026-01-01T00:00:00Z", '"\u2028\n"'), b"x")
    assert len((tmp_path / STATE).read_text("utf-8").splitlines()) == 2
    assert Folder(tmp_path).has("http://a.example/") is not None
