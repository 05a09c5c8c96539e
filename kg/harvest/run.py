"""From addresses to a folder of pages: lists are read, pages fetched one after the other, what is known is not fetched again."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from kg import errors
from kg.harvest import page
from kg.harvest.address import fits, web_address
from kg.harvest.folder import Folder, Kept, digest, file_of
from kg.harvest.links import links
from kg.harvest.lists import is_listing, read_listing
from kg.harvest.model import Answer, Found, Refused, Settings
from kg.harvest.visitor import Visitor

Tell = Callable[[str], None]
_MOST_LISTS: Final = 1000  # of one run; indexes may name one another without end


@dataclass(slots=True)
class Tally:
    """What a run did, in numbers of pages; `left` is True if it stopped at its limit."""

    saved: int = 0
    unchanged: int = 0
    refused: int = 0
    left: bool = False

    @property
    def exit_code(self) -> int:
        """0, or 3 if something could not be fetched."""
        return errors.UNREADABLE if self.refused else errors.OK


def harvest(
    sources: Sequence[str], path: Path, settings: Settings, tell: Tell = print, progress: Tell | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> Tally:  # fmt: skip
    """Fetch what `sources` (pages, sitemaps, feeds, robots.txt) name into the folder `path`.

    A page that cannot be fetched is told of and left out. Raises SettingError for a source that is no web address, OutputError where
    nothing can be written; what was fetched before stays, and the next run goes on from there.
    """
    addresses = tuple(_source(s) for s in sources)
    folder = Folder(path)
    visitor = Visitor(settings, addresses, sleep)
    try:
        with folder.alone():
            return _Run(folder, visitor, settings, tell, progress or (lambda line: None)).go(addresses)
    finally:
        visitor.close()


def _source(text: str) -> str:
    address = web_address(text if "://" in text else f"https://{text}")
    if address is None:
        raise errors.SettingError(f"not a web address that can be fetched from: {text!r}")
    return address


@dataclass(slots=True)
class _Run:
    folder: Folder
    visitor: Visitor
    settings: Settings
    tell: Tell
    progress: Tell
    tally: Tally = field(default_factory=Tally)
    seen: set[str] = field(default_factory=set)
    todo: deque[tuple[Found, int]] = field(default_factory=deque)
    asked: int = 0

    def go(self, sources: tuple[str, ...]) -> Tally:
        if self.folder.begin(sources):
            self.progress(f"going on with a run that was not finished: {len(self.folder.done)} pages are there")
        self._read_lists(sources)
        while self.todo and not self.tally.left:
            self._page(*self.todo.popleft())
        if not self.tally.left:
            self.folder.end()
        return self.tally

    # ---- lists -------------------------------------------------------------------------------------------------------

    def _read_lists(self, sources: tuple[str, ...]) -> None:
        """The sources, and lists that lists name; a source that is a page is a page to fetch."""
        lists = deque((s, True) for s in sources)
        read = 0
        while lists:
            url, is_source = lists.popleft()
            if url in self.seen:
                continue
            self.seen.add(url)
            read += 1
            if read > _MOST_LISTS:
                self._refuse(url, f"more than {_MOST_LISTS} lists: the rest is left out")
                return
            try:
                answer = self.visitor.visit(url, self.settings.limits.listing)
            except Refused as fault:
                self._refuse(url, str(fault))
                continue
            if is_listing(answer.body, url):
                lists.extend((u, False) for u in self._listing(answer, url))
            elif is_source:
                self._source_page(answer, url)
            else:
                self._refuse(url, "it is named as a list of pages and is none")

    def _listing(self, answer: Answer, url: str) -> tuple[str, ...]:
        listing = read_listing(answer.body, answer.url, self.settings.limits.listing)
        if listing.complaint:
            self._refuse(url, listing.complaint)
        self.progress(f"{url}: {len(listing.pages) + len(listing.lists)} entries")
        for found in listing.pages:
            self._queue(found, 0)
        return listing.lists

    def _source_page(self, answer: Answer, url: str) -> None:
        """A page has been fetched to see what it is; it is not asked for twice."""
        reason = page.unwanted(answer)
        if reason or len(answer.body) > self.settings.limits.page:
            self._refuse(url, reason or "it is too large for a page")
            return
        self.asked += 1
        self._follow(answer, 0)
        # where patterns say what is wanted, a page that fits none is only a place to find links
        if fits(url, self.settings.match) or not (self.settings.match and self.settings.depth):
            self._keep(answer, Found(url))

    def _queue(self, found: Found, depth: int) -> None:
        if found.url in self.seen:
            return
        self.seen.add(found.url)
        if fits(found.url, self.settings.match) or depth < self.settings.depth:
            self.todo.append((found, depth))

    # ---- pages -------------------------------------------------------------------------------------------------------

    def _page(self, found: Found, depth: int) -> None:
        known = self.folder.has(found.url)
        if known and (found.url in self.folder.done or _older(found.modified, known.fetched)) and depth >= self.settings.depth:
            self.tally.unchanged += 1
            return
        if self.asked >= self.settings.most:
            self.tally.left = True
            return
        self.asked += 1
        wanted = fits(found.url, self.settings.match)
        ask = {"If-None-Match": known.etag, "If-Modified-Since": known.modified} if known and depth >= self.settings.depth else {}
        try:
            answer = self.visitor.visit(found.url, self.settings.limits.page, {k: v for k, v in ask.items() if v}, page.unwanted)
            if answer.status == 304 and known:
                self.tally.unchanged += 1
                self.folder.seen(replace(known, fetched=_now()))
                return
            self._follow(answer, depth)
            if wanted:
                self._keep(answer, found)
        except Refused as fault:
            self._refuse(found.url, str(fault))

    def _follow(self, answer: Answer, depth: int) -> None:
        if depth < self.settings.depth and page.suffix(answer) == ".html":
            for url in links(page.text(answer), answer.url):
                if self.visitor.may_lie_on(url):
                    self._queue(Found(url), depth + 1)

    def _keep(self, answer: Answer, found: Found) -> None:
        url, known = answer.url, self.folder.has(found.url)
        twin = self.folder.same_as(answer.body, found.url)
        if twin:
            self.tally.unchanged += 1
            self.progress(f"{found.url}: the same page as {twin}")
            return
        kept = Kept(found.url, file_of(found.url, page.suffix(answer)), digest(answer.body), _now(),
                    _echoed(answer, "etag"), _echoed(answer, "last-modified"))  # fmt: skip
        if known and known.sha256 == kept.sha256 and known.file == kept.file:
            self.tally.unchanged += 1
            self.folder.seen(kept)
            return
        self.folder.put(kept, page.content(answer, found, url, kept.fetched))
        self.tally.saved += 1
        self.progress(f"{found.url}: saved")

    def _refuse(self, url: str, reason: str) -> None:
        self.tally.refused += 1
        self.tell(f"{url}: {reason}")


def _echoed(answer: Answer, name: str) -> str:
    """A header that is sent back at the next visit, so that it must be one that can be sent."""
    value = answer.headers.get(name, "")
    return value if len(value) <= 200 and value.isascii() and value.isprintable() else ""


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _older(modified: str, fetched: str) -> bool:
    """True if a list says that a page has not changed since it was fetched; a day without a zone lasts until the next one is over."""
    try:
        change, visit = datetime.fromisoformat(modified), datetime.fromisoformat(fetched)
    except ValueError:
        return False
    if len(modified) == 10 or change.tzinfo is None:
        change = change.replace(tzinfo=UTC) + timedelta(days=2)
    return visit > change
