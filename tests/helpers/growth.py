"""A pool of made-up releases that meet one another in every way, and what a build from scratch makes of some of them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg import growth, pipeline
from kg.entities.decisions import Decision
from kg.entities.model import release_id
from kg.entities.resolve import resolve
from kg.facts.model import Extraction
from kg.graph.assemble import assemble
from kg.graph.quads import line
from kg.shelf import lasting
from tests.helpers.stories import Story

NAMES = ("Анна", "А.", "Анна", "Борис", "Анна")
DAYS = ("2024-05-10", "2024-05", "2024-05-10", "", "2024-05-11")


def _meeting(number: int, url: str | None, title: str = "") -> Extraction:
    """One of many releases on a minister, her ministry, a forum, a memorandum and a membership; each tells a little else."""
    words = (title or f"Форум номер {number}", f"Министр {NAMES[number % 5]} Берг открыла форум {number}.", "Подписан меморандум.")
    story = Story(*words, url=url, published=f"2024-05-{11 + number % 9}", language="be" if number % 7 == 6 else "ru")
    berg = story.person("Берг", NAMES[number % 5], form="Берг", at=1)
    lang = "en" if number % 4 == 3 else "ru"
    ministry = story.body(("Министерство лесной связи", "Министерство лесной связи Беларуси", "Минлессвязи")[number % 3], "BY", short="Минлессвязи")
    part = story.body("Департамент тихих сетей", "BY", kind="Agency", parent=ministry)
    guest = story.body("Министерство северных сетей Сербии" if lang == "ru" else "Ministry of northern networks", "RS" if number % 2 else None)
    union = story.body("Союз почт", None, kind="InternationalOrganization", short="СП")
    city = story.place("Минск", "BY" if number % 3 else None, at=1)
    role = ("министр", "главный лесничий", "старший лесничий")[number % 3]
    story.post(berg, role, ministry if number % 2 else None, "BY", at=1, former=number % 5 == 4, attested=DAYS[number % 5] or None)
    if number % 3 == 1:
        story.post(story.person("Дуб", "Олег", at=1), "министр", part, "BY", at=1)
    forum = story.event("forum", "Форум тихих сетей", at=1, starts=DAYS[number % 5], place=city, participants=berg, countries="BY RS",
                        planned=number % 4 == 2, ordinal=2 if number % 3 else None)  # fmt: skip
    memo = story.agreement(
        "protocol" if number % 5 == 3 else "memorandum", "Меморандум о тихих сетях", at=2, status=("signed", "planned", "signed drafted")[number % 3],
        subject=("тихие сети", "тихие и громкие сети", None)[number % 3], parties=f"{ministry} {guest}", countries="BY RS",
        signatories=berg, signed=DAYS[(number + 1) % 5] if number % 3 != 1 else "", event=forum, topics="telecom",
    )  # fmt: skip
    if number % 2:
        story.commitment("Обменяться лесничими", at=2, agreement=memo, by="BY")
        story.membership("BY", union, "1993" if number % 4 == 1 else None, at=1)
    story.countries("BY RS" if number % 3 else "BY", at=1)
    return story.told()


def _pool() -> dict[str, Extraction]:
    found = [_meeting(n, f"https://example.org/{n}") for n in range(9)]
    found += [_meeting(20, "https://example.org/1"), _meeting(21, "https://example.org/1#part"), _meeting(22, None), _meeting(23, None)]
    found += [_meeting(31, "https://example.org/31", "Форум"), _meeting(33, "https://example.org/33", "Форум")]
    return {release_id(e.release): e for e in found}


POOL = _pool()
IDS = sorted(POOL)
State = frozenset[str]


def quads(state: Iterable[str], decisions: Iterable[Decision] = ()) -> frozenset[str]:
    """The graph that a build from scratch gives, as the engine keeps it (which makes plain integers of some)."""
    extractions = [POOL[r] for r in state]
    store = ox.Store()
    lines = "".join(map(line, assemble(extractions, resolve(extractions, decisions))))
    store.load(lines.encode(), ox.RdfFormat.N_QUADS)
    return frozenset(map(str, store))


@cache
def built(state: State) -> frozenset[str]:
    """`quads` without decisions, remembered."""
    return quads(state)


@cache
def dumps(state: State) -> dict[str, bytes]:
    """The files that a build from scratch gives."""
    files, _ = pipeline.make_files([POOL[r] for r in sorted(state)], [], None, (), lambda line: None)
    return files


def stored(folder: Path) -> frozenset[str]:
    """What the store on disk holds."""
    store = lasting.open_store(folder)
    return frozenset(map(str, store)) if store else frozenset()


def kept(folder: Path) -> State:
    """The releases whose extractions are kept."""
    with growth.shelf(folder) as shelf:
        return frozenset(shelf.ids)


def step(folder: Path, come: Iterable[str] = (), go: Iterable[str] = (), decisions: Iterable[Decision] = ()) -> None:
    """Add and remove releases of the pool, without dumps."""
    with lasting.alone(folder):
        growth.finish(folder)
        with growth.shelf(folder) as shelf:
            shelf.settle(shelf.add(POOL[r] for r in come), set(go) & shelf.ids, decisions)
        growth.finish(folder)
