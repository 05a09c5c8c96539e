"""From the lines of a page to the text of a release: marks and noise away, broken paragraphs whole again.

The result has one paragraph on each line; list items begin with "• ", direct speech that opens with a dash keeps "– ".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from kg.release.dateline import (
    Dateline,
    agency_dateline,
    date_alone,
    date_in_trail,
    dated_heading,
    day_heading,
    day_of_a_line,
    labelled,
    year_alone,
    year_of_page,
)
from kg.release.noise import is_breadcrumbs, is_noise, is_post, is_signature
from kg.release.tables import told
from kg.values import PartialDate

BULLET: Final = "• "
SPEECH: Final = "– "
_FINAL: Final = (".", "!", "?", "…", ":", ";")
_CLOSERS: Final = "»\"”)]'’"
_HEADLINE: Final = 220  # characters; a longer first line is a paragraph
_PARAGRAPH: Final = 20_000  # characters; a paragraph put together of more lines is none


@dataclass(frozen=True, slots=True)
class Block:
    """A line of the page without its marks: text, list item, heading, blank before it or not."""

    text: str
    item: bool = False
    dash: bool = False  # an item marked by a dash: may be direct speech
    number: bool = False  # an item marked by a number: may be a date or a sum
    heading: bool = False
    apart: bool = True  # a blank line, or markup, parts it from the line before


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Text and what the page says about itself; None and "" where it says nothing."""

    text: str
    title: str
    url: str | None
    published: PartialDate | None
    place: str


_TRAIL = 6  # lines in front of the text in which a trail stands


def clean(lines: Iterable[str], title: str = "") -> Cleaned:
    """The article in `lines`; `title` is the headline that metadata give, "" if none do.

    Lines are normalised (kg.release.characters.normalise). Of one page only: a text has one headline.
    """
    lines = list(told(list(lines)))
    url = source_url(lines)
    blocks = _without_source(list(_blocks(lines)))
    trail = next(filter(None, (date_in_trail(b.text) for b in blocks[:_TRAIL])), None)
    years = {y for b in (*blocks[:_TRAIL], *blocks[-2:]) if (y := year_of_page(b.text)) is not None}
    blocks = [b for b in blocks if b.text and (date_alone(b.text) or not (is_noise(b.text) or year_alone(b.text)))]
    headline, blocks = _headline(blocks, plain(title))
    blocks, date = _without_dates(blocks)
    blocks = _without_signature(_joined(_lists(blocks)))
    text = "\n".join([headline, *map(_line, blocks)] if headline else map(_line, blocks))
    line = next(filter(None, (agency_dateline(b.text) for b in blocks[:3])), None)
    found = next((d.published for d in (date, line, trail, dated_heading(text.partition("\n")[0])) if d is not None and d.published), None)
    return Cleaned(
        text=text,
        title=headline or _beginning(text, line),
        url=url,
        published=found or day_of_a_line([b.text for b in blocks if not b.item]) or (years.pop() if len(years) == 1 else None),
        place=(line.place if line else "") or (date.place if date else ""),
    )


# ---- marks ---------------------------------------------------------------------------------------------------------

_ITEM: Final = re.compile(r"(?P<dash>[-–—])\s+|[•*·▪▫◦‣●■□✓✔➢]\s*(?!\*)|(?P<number>\(?\d{1,2}[.)])\s+|[а-я]\)\s+")
_RULE: Final = re.compile(r"[-_*=~ ]{3,200}")
_HASHES: Final = re.compile(r"#{1,6}\s*")
_QUOTE: Final = re.compile(r"(?:>\s?){1,9}")
_IMAGE: Final = re.compile(r"!\[[^\[\]]{0,300}\]\([^()\s]{0,500}\)")
_LINK: Final = re.compile(r"\[([^\[\]]{1,300})\]\([^()\s]{1,500}\)")
_NOTE: Final = re.compile(r"\[(?:Изображение|Фото|Выява|Image|Photo)[^\[\]]{0,200}\]", re.I)
_AUTOLINK: Final = re.compile(r"<(?:https?://|mailto:)[^<>\s]{1,2000}>")
_TAG: Final = re.compile(r"</?(?:a|b|i|u|p|em|strong|br|span|div|small|sup|sub|font|center)\b[^<>]{0,500}>", re.I)
_BOLD: Final = re.compile(r"\*{2,3}|__")
_STAR: Final = re.compile(r"\*(?=\S)|(?<=\S)\*")
_UNDERSCORE: Final = re.compile(r"(?<!\w)_(?=\S)|(?<=\S)_(?!\w)")
_ESCAPE: Final = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>|«»\"])")
_GAPS: Final = re.compile(r" {2,}")
_SPACE_BEFORE: Final = re.compile(r"(?<=\w) (?=[,;:!?](?:\s|$))")


def plain(text: str) -> str:
    """Inline text without Markdown and stray tags, spaces single."""
    if any(c in text for c in "*_[]<>\\`#"):
        text = _AUTOLINK.sub("", _NOTE.sub("", _LINK.sub(r"\1", _IMAGE.sub("", text))))
        text = _UNDERSCORE.sub("", _STAR.sub("", _BOLD.sub("", _TAG.sub(" ", text))))
        text = _ESCAPE.sub(r"\1", text).replace("`", "")
    return _SPACE_BEFORE.sub("", _GAPS.sub(" ", text)).strip()


def _blocks(lines: Iterable[str]) -> Iterator[Block]:
    apart = True
    for raw in lines:
        line = _QUOTE.sub("", raw.strip(), count=1) if raw.lstrip().startswith(">") else raw.strip()
        if not line or _RULE.fullmatch(line):
            apart = True
            continue
        block = _block(line, apart)
        if block.text:
            yield block
            apart = block.heading
        # a line that was nothing but an image parts nothing from anything, but it stood on its own
        else:
            apart = True


def _block(line: str, apart: bool) -> Block:
    hashes = _HASHES.match(line)
    body = line[hashes.end() :] if hashes else line
    bold = body.startswith("**") and body.endswith("**") and len(body) < _HEADLINE and body.count("**") == 2
    bold = bold and not body.rstrip("* ").endswith(_FINAL)
    if (hashes and line[: hashes.end()].endswith((" ", "#"))) or bold:
        return Block(plain(body), heading=True, apart=True)
    item = _ITEM.match(body)
    if item and not _opens_emphasis(body, item):
        rest = plain(body[item.end() :])
        return Block(rest, item=True, dash=bool(item["dash"]), number=bool(item["number"]), apart=apart)
    return Block(plain(body), apart=apart)


def _opens_emphasis(body: str, item: re.Match[str]) -> bool:
    """ "*Справочно. …*" is slanted text, "* the heads of delegation" an item."""
    return body[0] == "*" and item.end() == 1


# ---- metadata lines --------------------------------------------------------------------------------------------------

_SOURCE: Final = re.compile(
    r"[#* _]{0,8}(?:Source URL|Source|Источник|Крыніца|URL|Адрес страницы|Ссылка)[* _]{0,4}:?[* _]{0,4}", re.I
)
_URL: Final = re.compile(r"<?(https?://[^\s<>]{3,2000})>?\.?")


def source_url(lines: Iterable[str]) -> str | None:
    """The address behind "Source URL:" on the same line or the next one, or None. Raw lines: marks remove it."""
    expected = False
    for raw in lines:
        line = raw.strip()
        if not line:
            continue
        head = _SOURCE.match(line)
        url = _URL.fullmatch(line[head.end() :] if head else line)
        if url and (head or expected):
            return url[1]
        expected = bool(head) and head is not None and head.end() == len(line)
    return None


def _without_source(blocks: list[Block]) -> list[Block]:
    """Blocks without "Source URL:" and lines that are only an address."""
    kept: list[Block] = []
    for block in blocks:
        head = _SOURCE.match(block.text)
        rest = block.text[head.end() :] if head else block.text
        if not (_URL.fullmatch(rest) or (head and not rest)):
            kept.append(block)
    return kept


def _without_dates(blocks: list[Block]) -> tuple[list[Block], Dateline | None]:
    """Blocks without the page's own date, which stands alone near the top or at the very end."""
    last = len(blocks) - 2
    dates = [(i, d) for i, b in enumerate(blocks) if (i < 6 or i > last) and (d := date_alone(b.text)) is not None]
    said = [(i, d) for i, d in dates if labelled(blocks[i].text)]
    found = (said or dates)[0][1] if dates else None
    # beside a date that calls itself the page's, others head the days of a chronicle
    pages = {i for i, d in dates if not said or (i, d) in said or (found is not None and d.published == found.published)}
    kept: list[Block] = []
    for i, block in enumerate(blocks):
        if i not in pages:
            kept.append(block)
            continue
        # "«Москва-Баку»" above the date: the paper that the page belongs to
        if kept and not kept[-1].text.endswith(_FINAL) and len(kept[-1].text) < 40 and kept[-1].text.count(" ") < 3:
            kept.pop()
    return kept, found


# ---- headline --------------------------------------------------------------------------------------------------------


def _headline(blocks: list[Block], title: str) -> tuple[str, list[Block]]:
    """The headline and the blocks behind it. Menu lines above it go, and so does its repetition."""
    key = _key(title)
    near = blocks[:15]
    if key:
        first = next((i for i, b in enumerate(near) if _key(b.text) == key), -1)
        dates = [b for b in near[: max(first, 0)] if date_alone(b.text)]
        return title, dates + [b for i, b in enumerate(blocks) if i > first and (i > 15 or _key(b.text) != key)]
    leading = _leading(near, _wrap_width(blocks))
    if not leading:
        return "", blocks
    marked = [i for i in leading if near[i].heading]
    best = marked[0] if marked else max(leading, key=lambda i: (near[i].text.count(" ") >= 2, len(near[i].text), -i))
    if near[best].text.count(" ") < 1 and not marked:
        return "", blocks
    same = [i for i in leading if _key(near[i].text) == _key(near[best].text)]
    dates = [b for b in near[:best] if date_alone(b.text)]
    return near[best].text, [*dates, *blocks[best + 1 : same[-1]], *blocks[max(best, same[-1]) + 1 :]]


def _leading(blocks: list[Block], width: int) -> list[int]:
    """Indexes of the lines above the first paragraph that can be a headline."""
    found: list[int] = []
    for i, block in enumerate(blocks):
        if date_alone(block.text):
            continue
        following = blocks[i + 1] if i + 1 < len(blocks) else None
        if not _can_be_headline(block, following, width):
            break
        found.append(i)
    return found


# «Место: г. Минск», «Участники: …»: a line of a form
_FIELD_OF_A_FORM = re.compile(r"(?:Место(?: проведения)?|Где|Когда|Кто|Участники|Участвовали|Присутствовали|Состав|Темы?|Время|Повестка(?: дня)?|Формат|О ч[её]м|Стороны|Вопросы|Итоги?|Дата|Месца|Удзельнікі|Тэмы?|Venue|Place|Participants|Topics?) ?:")


def _can_be_headline(block: Block, following: Block | None, width: int) -> bool:
    if block.item or len(block.text) > _HEADLINE or following is None or _FIELD_OF_A_FORM.match(block.text) or day_heading(block.text):
        return False
    if block.heading:
        return True
    # a wrapped or broken paragraph goes on in the next line; a headline stands apart from what follows
    if following.text[:1].islower() and not following.item:
        return False
    wrapped = width and len(block.text) + 1 + len(following.text.partition(" ")[0]) > width
    if wrapped and not following.apart and not date_alone(following.text):
        return False
    return not block.text.rstrip(_CLOSERS).endswith((".", ";", ":", ",", "…")) and agency_dateline(block.text) is None


def _key(text: str) -> str:
    return "".join(c for c in text.casefold().replace("ё", "е") if c.isalnum())


def _beginning(text: str, line: Dateline | None) -> str:
    """What stands for a headline where there is none: the first sentence's beginning, at most 120 characters."""
    first = text.partition("\n")[0].removeprefix(BULLET)
    first = first[line.end :] if line else first
    end = re.search(r"(?<=[^\W\d_]{3})[.!?](?= |$)", first[:160])
    if end:
        return first[: end.start()]
    return first if len(first) <= 120 else first[:120].rpartition(" ")[0] + "…"


# ---- lists and broken paragraphs ---------------------------------------------------------------------------------------


def _lists(blocks: list[Block]) -> list[Block]:
    """Blocks where a dash or number alone does not make an item: lists have a colon above or a neighbour."""
    out: list[Block] = []
    listed = False  # the block before is an item, a further line of one, or announces a list
    for i, block in enumerate(blocks):
        after = next((b for b in blocks[i + 1 : i + 4] if b.item or b.apart), None)
        if block.item and block.dash and not listed and not (after and after.item):
            block = replace(block, text=SPEECH + block.text, item=False, apart=True)
        listed = block.item or block.text.endswith(":") or (listed and not block.apart)
        out.append(block)
    return out


def _joined(blocks: list[Block]) -> list[Block]:
    """Blocks with hard-wrapped lines and paragraphs that were broken in mid-sentence put together."""
    width, last = _wrap_width(blocks), ""  # the line that the last block ends with
    out: list[Block] = []
    for block in blocks:
        if (
            out
            and not block.item
            and not out[-1].heading
            and not block.heading
            and len(out[-1].text) < _PARAGRAPH
            and _goes_on(out[-1], last, block, width)
        ):
            out[-1] = replace(out[-1], text=_glue(out[-1].text, block.text))
        else:
            out.append(block)
        last = block.text
    return out


def _goes_on(before: Block, last: str, block: Block, width: int) -> bool:
    end = before.text.rstrip(_CLOSERS)[-1:]
    open_end = before.text[-1:].isalnum() or before.text[-1:] in ",-–—" + _CLOSERS
    if open_end and end not in ".!?…:;" and block.text[:1].islower():
        return True
    if block.apart or not width or _FIELD_OF_A_FORM.match(block.text):
        return False
    return len(last) + 1 + len(block.text.partition(" ")[0]) > width


def _wrap_width(blocks: list[Block]) -> int:
    """The column at which a page's lines are broken, or 0 if they are not: lines of 50 to 110, most of them in mid-sentence."""
    runs = [(a.text, b) for a, b in pairwise(blocks) if not b.apart and not b.item and not b.heading]
    if not runs:
        return 0
    longest = max(len(text) for text, _ in runs)
    broken = sum(not text.endswith(_FINAL) for text, _ in runs)
    return longest if 40 <= longest <= 120 and broken * 2 > len(runs) else 0


def _glue(left: str, right: str) -> str:
    """Two halves of a paragraph; a word divided at the line's end ("инфор-" "матизации") keeps its hyphen's sense."""
    if left.endswith("-") and left[-2:-1].isalpha() and right[:1].islower():
        return left + right if _compound(left, right) else left[:-1] + right
    return f"{left} {right}"


def _compound(left: str, right: str) -> bool:
    """ "информационно-" + "коммуникационных": the hyphen belongs to the word."""
    return left[-2:-1] in "оеОЕ" or left.rpartition(" ")[2].isupper() or left.rpartition(" ")[2][:1].isupper()


def _without_signature(blocks: list[Block]) -> list[Block]:
    end = len(blocks)
    while end > 1 and not is_post(blocks[end - 2].text) and not blocks[end - 1].item and (is_signature(blocks[end - 1].text) or is_breadcrumbs(blocks[end - 1].text)):
        end -= 1
    return blocks[:end]


def _line(block: Block) -> str:
    return BULLET + block.text if block.item else block.text
