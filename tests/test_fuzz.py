"""Fuzzing by coverage (tests/fuzz.py) and by rules (hypothesis): readers, dates, names, the ask box, lists of addresses.

KG_LONG=1 takes ten thousand inputs each; KG_FUZZ sets another number.
"""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kg.harvest.address import web_address
from kg.harvest.links import links
from kg.harvest.page import content, text
from kg.questions.ask.reply import Asker, render
from kg.questions.engine import LocalGraph
from kg.release.model import Reject, Release
from kg.release.read import read_text
from tests.test_hard_knocks import BELARUSIAN, ENGLISH, FUZZ, LONG, MARKS, RUSSIAN, SECONDS_A_KILOBYTE

pytest.importorskip("defusedxml", reason="the extra `fetch` is not installed")

from kg.harvest.lists import is_listing, read_listing
from kg.harvest.model import Answer, Found

ROOT = Path(__file__).resolve().parent.parent
RUNS = int(os.environ.get("KG_FUZZ") or (10_000 if LONG else 400))
TARGETS = ("reader", "dates", "names", "ask", "lists")
QUICK = settings(FUZZ, max_examples=10_000 if LONG else 200, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@pytest.mark.skipif(importlib.util.find_spec("atheris") is None, reason="atheris has no wheel for this Python")
@pytest.mark.parametrize("target", TARGETS)
def test_no_input_that_coverage_finds_does_harm(target: str, tmp_path: Path) -> None:
    start = time.monotonic()
    runs = RUNS if target != "ask" or LONG else RUNS // 4
    # a seed, so that the short form is the same every time; the long form looks where nobody has looked
    options = [f"-runs={runs}", *([] if LONG else ["-seed=1"])]
    done = subprocess.run([sys.executable, "-m", "tests.fuzz", target, *options], cwd=ROOT, env={**os.environ, "TMPDIR": str(tmp_path)},
                          capture_output=True, text=True, errors="replace")  # fmt: skip
    found = [p.read_bytes() for p in tmp_path.glob("kg-fuzz-*/*") if p.name.startswith(("crash-", "timeout-", "oom-", "slow-"))]
    assert done.returncode == 0 and not found, f"{found}\n{done.stdout[-3000:]}{done.stderr[-3000:]}"
    figures = dict(re.findall(r"stat::(\w+): +(\d+)", done.stderr))
    assert int(figures["number_of_executed_units"]) >= runs and int(figures["peak_rss_mb"]) < 2000
    print(f"\n{target}: {figures['number_of_executed_units']} inputs, {figures['new_units_added']} reached something new, slowest "
          f"{figures['slowest_unit_time_sec']} s, {figures['peak_rss_mb']} MB, {time.monotonic() - start:.0f} s")  # fmt: skip


QUESTIONS = """кто|был|министром|связи|Беларуси|Кореи|в 2024 году|с|по|какие|соглашения|меморандумы|подписала|между|и|сколько|когда|где|встреча|во время визита|Минсвязи|Берг
who|was|minister|of|Belarus|Korea|in 2024|since|which|agreements|memoranda|signed|between|and|how many|when|where|during the visit of|now|last year|e-government
хто|міністр|якія|пагадненні|падпісаны|з Кітаем|калі|дзе|запланавана""".replace("\n", "|").split("|")


@pytest.fixture(scope="module")
def asker() -> Asker:
    found = Asker(LocalGraph.open(ROOT / "tests/data/questions.trig"))
    for question in ("Кто был министром связи Беларуси в 2024 году?", "Кто?", "who is Bolarus", "хто гэта"):
        render(found.ask(question), found.things, width=100, sparql=True)  # tables are loaded now, and not on the clock
    return found


@settings(FUZZ, max_examples=10_000 if LONG else 60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.one_of(st.sampled_from(QUESTIONS), st.sampled_from(QUESTIONS), st.sampled_from(MARKS), st.text(max_size=5)), max_size=25))
@example(words=["who is ' } UNION { ?s ?p ?o } #"])
@example(words=["кто " * 2000])
def test_the_ask_box(asker: Asker, words: list[str]) -> None:
    question = " ".join(words)
    start = time.process_time()
    shown = render(asker.ask(question), asker.things, width=100, sparql=True)
    took = time.process_time() - start
    assert shown and took < 1 + SECONDS_A_KILOBYTE * len(question) / 1000, f"{took:.1f} s"


PIECES = ["<urlset>", "</urlset>", "<url>", "</url>", "<loc>", "</loc>", "/a", "http://a.example/b", "<rss>", "<item>", "</item>", "<link>", "</link>", "<feed>", "<entry>", "<link href='/x'/>",
          "<pubDate>", "Tue, 05 Mar 2024 00:30:00 +0300", "</pubDate>", "<lastmod>2024-03-06</lastmod>", "2024-13-45", "<!DOCTYPE a [", "<!ENTITY x 'y'>", "]>", "&x;", "&amp;", "&#0;", "<![CDATA[",
          "]]>", "<?xml version='1.0' encoding='utf-16'?>", "<a href=", "'", '"', ">", "<base href='//b'>", "\x1f\x8b\x08", "Sitemap: ", "\n", "<meta name=robots content=nofollow>", *MARKS]  # fmt: skip


@QUICK
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=40).map("".join))
def test_lists_and_links(source: str) -> None:
    data = source.encode("utf-8", "surrogatepass")
    for url in ("http://a.example/x", "http://a.example/robots.txt"):
        if is_listing(data, url):
            listing = read_listing(data, url, 100_000)
            assert all(web_address(a) == a for a in (*(p.url for p in listing.pages), *listing.lists))
            assert all(p.published == "" or p.published[:4].isdecimal() for p in listing.pages)
    assert all(web_address(a) == a for a in links(source, "http://a.example/x"))


@QUICK
@given(st.text(max_size=80), st.text(max_size=20))
@example("http://[::ffff:1.2.3.4]:80/", "")
def test_an_address_has_one_spelling(address: str, base: str) -> None:
    found = web_address(address, base)
    assert found is None or (found.isascii() and web_address(found) == found)


@QUICK
@given(st.lists(st.sampled_from([*RUSSIAN, *ENGLISH, *BELARUSIAN, *MARKS, "---\n", "url: http://forged.example/\n", "<html>", "<p>", "published: 1999-01-01\n"]), max_size=30).map(" ".join),
       st.dictionaries(st.sampled_from(["content-type", "last-modified", "content-language", "etag"]), st.text(max_size=60)))  # fmt: skip
def test_a_page_keeps_the_address_it_was_fetched_from(body: str, headers: dict[str, str]) -> None:
    answer = Answer("http://a.example/1", 200, {"content-type": "text/html", **headers}, body.encode("utf-8", "surrogatepass"))
    text(answer).encode()
    item = read_text(content(answer, Found(answer.url, headers.get("etag", "")), answer.url, "2026-01-01T00:00:00Z").decode("utf-8", "replace"))
    assert isinstance(item, Reject) or (isinstance(item, Release) and item.url == "http://a.example/1")
