"""Web pages: the article's lines and what the page's metadata say. The only module that knows selectolax.

The selection is our own. In a trial on whole pages and made-up ones of five layouts resiliparse's main content kept
site names, menu links, captions and share buttons, and lost the items of lists; this one kept the article and nothing else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from kg.release.characters import NotText, normalise
from kg.release.dateline import iso_date
from kg.release.tables import row, rule
from kg.values import PartialDate


@dataclass(frozen=True, slots=True)
class Page:
    """Lines of the article (Markdown marks for headings and items), title, address and publication date."""

    lines: tuple[str, ...]
    title: str
    url: str | None
    published: PartialDate | None


_WORDS: Final = str.split
_DROPPED: Final = frozenset(
    _WORDS(
        "script style noscript template iframe object svg canvas form button select input textarea nav footer aside "
        "figcaption audio video dialog menu map head"
    )
)
_FURNITURE: Final = re.compile(
    r"(?:^|[\s_-])(?:top|main|left|right|site|page|bottom|sub)?[_-]?(?:menu|nav|navbar|navigation|breadcrumbs?|crumbs?|share|sharing|social|socials|"
    r"related|sidebar|side|footer|banner|ad|ads|advert|adv|reklama|comments?|subscribe|subscription|tags?|recommend(?:ed|ations)?|"
    r"popular|cookies?|pagination|pager|search|login|toolbar|print|widget|promo|copyright|copy|contacts|hidden|lang|languages|"
    r"readmore|more-news|see-also|caption|photo-credit|credits?|newsletter|topmenu|left|rating|counter|ticker)(?:$|[\s_-])",
    re.I,
)
_TOP: Final = re.compile(r"(?:^|[\s_-])(?:header|head|hd|masthead|topbar|logo)(?:$|[\s_-])", re.I)
_BLOCKS: Final = frozenset(
    _WORDS(
        "p div section article main td th tr table ul ol li dl dt dd h1 h2 h3 h4 h5 h6 blockquote pre header figure br hr "
        "center body address fieldset"
    )
)
_MARKS: Final = {**{f"h{n}": "## " for n in range(1, 7)}, "li": "• ", "dt": "• "}
_MAX_TAG: Final = 20_000  # characters; a tag of 100,000 attributes costs an HTML parser a quarter of a minute
_HUGE_TAG: Final = re.compile(rf"<[^<>]{{{_MAX_TAG},}}>?")
_BODIES: Final = (
    "[itemprop=articleBody]", ".field--name-body", ".article-text", ".article__text", ".article-body", ".entry-content",
    ".post-content", ".news-text", ".news-detail", ".news_text", ".detail-text", "article", "[role=main]", "main",
)  # fmt: skip


_MAX_CELL: Final = 1000  # characters; a cell with more holds an article
_MAX_DEPTH: Final = 2000  # an HTML parser's time grows with the square of the depth
_OPEN_CLOSE: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})")
_SELF_CLOSING: Final = frozenset(
    _WORDS(
        "p li td th tr dt dd option br hr img input meta link area base col embed source track wbr tbody thead tfoot colgroup"
    )
)


def read_page(source: str) -> Page:
    """The article of an HTML page; one without an article gives no lines. NotText for elements nested beyond all sense."""
    if _too_deep(source):
        raise NotText("its elements are nested too deeply")
    tree = LexborHTMLParser(_HUGE_TAG.sub("", source))
    metadata = _metadata(tree)
    linked = _linked_data(tree)
    title = _title(tree, metadata)
    url = _address(tree, metadata)
    published = _published(tree, metadata, linked)
    root = _article(tree)  # last: it throws the page's head and furniture away
    lines = tuple(_lines(root)) if root is not None else ()
    return Page(lines, title, url, published)


def _too_deep(source: str) -> bool:
    depth = 0
    for match in _OPEN_CLOSE.finditer(source):
        if match[2].lower() not in _SELF_CLOSING:
            depth = max(0, depth - 1) if match[1] else depth + 1
            if depth > _MAX_DEPTH:
                return True
    return False


# ---- metadata --------------------------------------------------------------------------------------------------------

_DATES: Final = (
    "article:published_time", "og:published_time", "datepublished", "date", "pubdate", "publishdate", "dc.date", "dc.date.issued",
    "dcterms.date", "dcterms.created", "dcterms.issued", "citation_publication_date", "parsely-pub-date",
)  # fmt: skip


def _metadata(tree: LexborHTMLParser) -> dict[str, str]:
    """`content` of the meta elements by property, name or itemprop in lower case; the first one of a name counts."""
    found: dict[str, str] = {}
    for node in tree.css("meta[content]"):
        attributes = node.attributes
        key = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        found.setdefault(key.lower(), normalise(attributes.get("content") or "").strip())
    return found


def _linked_data(tree: LexborHTMLParser) -> list[dict[str, Any]]:
    """Objects of the page's JSON-LD that have a publication date."""
    found: list[dict[str, Any]] = []
    for node in tree.css("script[type='application/ld+json']"):
        try:
            todo: list[Any] = [json.loads(node.text(deep=True) or "null", strict=False)]
        except (ValueError, RecursionError):
            continue  # a page's broken script is nothing to us
        while todo and len(found) < 20:
            value = todo.pop(0)
            if isinstance(value, list):
                todo.extend(value[:50])
            elif isinstance(value, dict):
                if isinstance(value.get("datePublished"), str):
                    found.append(value)
                todo.extend(v for v in (value.get("@graph"), value.get("mainEntity")) if v)
    return found


def _published(tree: LexborHTMLParser, metadata: dict[str, str], linked: list[dict[str, Any]]) -> PartialDate | None:
    """The first date that metadata, JSON-LD or a marked element of the article's head gives."""
    candidates = [metadata[k] for k in _DATES if metadata.get(k)]
    candidates += [value["datePublished"] for value in linked]
    for node in tree.css("[itemprop=datePublished], article time[datetime], main time[datetime], time[datetime]"):
        candidates.append(node.attributes.get("datetime") or node.attributes.get("content") or node.text())
    for node in tree.css("span[class], div[class], p[class], td[class]"):
        if re.search(
            r"(?:^|[\s_-])(?:date|data|time|published|pubdate|created|submitted)(?:$|[\s_-])",
            node.attributes.get("class") or "",
        ):
            candidates.append(normalise(node.text(separator=" "))[:80])
        if len(candidates) > 40:
            break
    return next(filter(None, map(iso_date, candidates)), None)


def _address(tree: LexborHTMLParser, metadata: dict[str, str]) -> str | None:
    link = tree.css_first("link[rel=canonical]")
    for value in ((link.attributes.get("href") if link else None), metadata.get("og:url")):
        if value and re.fullmatch(r"https?://[^\s<>\"]{3,2000}", value.strip()):
            return value.strip()
    return None


_SITE: Final = re.compile(r"\s+[|–—\-:»/•]+\s+")


def _title(tree: LexborHTMLParser, metadata: dict[str, str]) -> str:
    """The headline: the heading that <title> or og:title confirms, else the first one, else <title> without its site."""
    node = tree.css_first("title")
    whole = _inline(node.text()) if node else ""
    social = metadata.get("og:title") or metadata.get("twitter:title") or ""
    headings = [_inline(n.text(separator=" ")) for n in tree.css("h1, h2, h3, [itemprop=headline]")[:30]]
    headings = [h for h in headings if h]
    for known in (social, whole):
        for heading in headings:
            if (
                known
                and len(heading) > 8
                and (_letters(known).startswith(_letters(heading)) or _letters(heading) in _letters(known))
            ):
                return heading
    first = next((_inline(n.text(separator=" ")) for n in tree.css("article h1, main h1, h1")), "")
    return first if first.count(" ") else social or first or max(_SITE.split(whole), key=len)


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _inline(text: str) -> str:
    return " ".join(normalise(text).split())


# ---- the article -----------------------------------------------------------------------------------------------------


def _article(tree: LexborHTMLParser) -> LexborNode | None:
    """The element that holds the article: a marked one with enough text, else the one with the most running text."""
    for node in tree.css("*"):
        if _is_furniture(node):
            node.decompose()
    for selector in _BODIES:
        nodes = tree.css(selector)
        if len(nodes) > 3:
            continue  # a list of news, not an article
        best = max(nodes, key=_running_text, default=None)
        if best is not None and _running_text(best) > 120:
            return best
    return _densest(tree)


def _is_furniture(node: LexborNode) -> bool:
    tag = node.tag or ""
    if tag in ("html", "body", "article", "main"):
        return False
    if tag in _DROPPED or (tag == "p" and _is_caption(node)):
        return True
    attributes = node.attributes
    marks = f"{attributes.get('class') or ''} {attributes.get('id') or ''} {attributes.get('role') or ''}"
    if "hidden" in attributes or "display:none" in (attributes.get("style") or "").replace(" ", ""):
        return True
    if len(marks) < 3:
        return tag == "header" and node.css_first("h1, h2") is None
    if _FURNITURE.search(marks[:500]):
        # a class such as "main-print" around everything is no reason to drop the article
        return _running_text(node) < 1500 or _links(node) > 0.5
    return bool(_TOP.search(marks[:500])) and node.css_first("h1, h2, p") is None


def _is_caption(node: LexborNode) -> bool:
    """A picture and a few words without a final mark."""
    text = node.text(deep=True).strip()
    return node.css_first("img") is not None and len(text) < 150 and not text.endswith((".", "!", "?", ":", ";"))


def _running_text(node: LexborNode) -> int:
    """Characters of text outside links."""
    return len(node.text(deep=True)) - sum(len(a.text(deep=True)) for a in node.css("a"))


def _links(node: LexborNode) -> float:
    whole = len(node.text(deep=True).strip())
    return sum(len(a.text(deep=True)) for a in node.css("a")) / whole if whole else 1.0


def _densest(tree: LexborHTMLParser) -> LexborNode | None:
    """The parent whose own paragraphs hold the most text; a page without <p> is taken by its cells and divs."""
    scores: dict[int, tuple[int, LexborNode]] = {}
    for paragraph in tree.css("p") or tree.css("td, div"):
        parent = paragraph.parent if paragraph.tag == "p" else paragraph
        if parent is None:
            continue
        size = len(paragraph.text(deep=True)) if paragraph.tag == "p" else len(paragraph.text(deep=False))
        before = scores.get(parent.mem_id, (0, parent))[0]
        scores[parent.mem_id] = (before + size, parent)
    best = max(scores.values(), key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] > 60 else tree.body


def _lines(root: LexborNode) -> Iterator[str]:
    """Text of the element, a line for each block, blank lines between paragraphs. Walks without recursion."""
    buffer: list[str] = []
    mark = ""
    told: set[int] = set()  # what stands in a table that has been told
    for node in root.traverse(include_text=True):
        tag = node.tag or ""
        if node.mem_id in told:
            continue
        if tag == "table" and (table := _table(node)):
            yield from _flush(buffer, mark)
            buffer, mark = [], ""
            told = {inner.mem_id for inner in node.traverse(include_text=True)}
            yield from ("", *table, "")
        elif tag == "-text":
            buffer.append(node.text(deep=False) or "")
            ends = _is_last_of_block(node, root)
        elif tag in _BLOCKS:
            yield from _flush(buffer, mark)
            buffer, mark = [], _MARKS.get(tag, _MARKS["li"] if _opens_item(node) else "")
            continue
        else:
            continue
        if ends:
            yield from _flush(buffer, mark)
            buffer, mark = [], ""
    yield from _flush(buffer, mark)


def _table(node: LexborNode) -> list[str]:
    """A table of data as Markdown's, [] for one that only lays out a page: it has a head, or many rows of as many cells."""
    rows = [[cell for cell in line.iter() if cell.tag in ("td", "th")] for line in node.css("tr")]
    rows = [cells for cells in rows if cells]
    if len(rows) < 2 or node.css_first("table table") is not None or len({len(cells) for cells in rows}) > 1 or len(rows[0]) < 2:
        return []
    texts = [[_inline(cell.text(separator=" ")) for cell in cells] for cells in rows]
    if max(len(text) for line in texts for text in line) > _MAX_CELL:
        return []
    headed = all(cell.tag == "th" for cell in rows[0]) or node.css_first("thead") is not None
    if not headed and len(rows) < 3:
        return []
    head = texts.pop(0) if headed else [""] * len(texts[0])
    return [row(head), rule(len(head)), *map(row, texts)]


def _flush(buffer: list[str], mark: str) -> Iterator[str]:
    text = _inline("".join(buffer))
    if text:
        yield mark + text
        yield ""


def _opens_item(node: LexborNode) -> bool:
    """<li><p>…: the paragraph is the item."""
    parent = node.parent
    if node.tag not in ("p", "div") or parent is None or parent.tag != "li":
        return False
    before = node.prev
    while before is not None and before.tag == "-text" and not (before.text(deep=False) or "").strip():
        before = before.prev
    return before is None


def _is_last_of_block(node: LexborNode, root: LexborNode) -> bool:
    """True if no text of the same block follows: the block closes behind this node."""
    current: LexborNode | None = node
    while current is not None and current.mem_id != root.mem_id:
        if current.tag in _BLOCKS:
            return True
        if current.next is not None:
            return False
        current = current.parent
    return True
