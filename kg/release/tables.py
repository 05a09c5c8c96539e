"""Tables as lines that can be read aloud: each row is an item that says its cells under the names of their columns.

    | № | Document | From the Korean side |
    |---|---|---|
    | 1 | Memorandum on data | Minister Kim |          ->   • Memorandum on data; from the Korean side: Minister Kim.

That is how screen readers tell a table, and what a careful reader does with it: without its column's name a cell says little.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

_NUMBERS: Final = frozenset({"№", "#", "no", "nr", "п/п", "№п/п", "№пп", "nn", "№№"})
_NOTHING: Final = frozenset({"", "-", "–", "—", "…", "...", "x", "х"})
_END: Final = (".", "!", "?", "…")
_LONGEST: Final = 5_000  # characters; a longer line with bars in it is no row that anybody has written


def told(lines: Sequence[str]) -> Iterator[str]:
    """The lines, Markdown's tables told row by row, each row apart from the next; all others as they are."""
    columns: list[str] | None = None
    for number, line in enumerate(lines):
        if columns is None and _is_row(line) and number + 1 < len(lines) and _is_rule(lines[number + 1]):
            columns = cells(line)
        elif columns is None:
            yield line
        elif not _is_row(line):
            columns = None
            yield line
        elif not _is_rule(line) and (text := _row(columns, cells(line))):
            yield ""
            yield f"• {text}"


def cells(line: str) -> list[str]:
    """The cells of a row, without its outer bars; "\\|" is a bar within a cell."""
    inner = line.strip().replace("\\|", "\0").removeprefix("|")
    return [cell.replace("\0", "|").strip() for cell in inner.removesuffix("|").split("|")]


def row(texts: Sequence[str]) -> str:
    """The line of Markdown that `cells` takes apart."""
    return f"| {' | '.join(text.replace('|', chr(92) + '|') for text in texts)} |"


def rule(columns: int) -> str:
    """The line that parts a table's head from its rows."""
    return row(["---"] * columns)


def _is_row(line: str) -> bool:
    return "|" in line.strip()[1:] and len(line) < _LONGEST


def _is_rule(line: str) -> bool:
    return _is_row(line) and all(cell and set(cell) <= {"-", ":"} and "-" in cell for cell in cells(line))


def _row(columns: Sequence[str], found: Sequence[str]) -> str:
    """What a row says, "" if nothing. Its first cell says what the row is about and needs no name."""
    parts: list[str] = []
    for i, cell in enumerate(found):
        name = columns[i] if i < len(columns) else ""
        if cell.casefold() in _NOTHING or "".join(name.casefold().split()).rstrip(".") in _NUMBERS:
            continue
        cell = cell.rstrip(".;").replace(";", ",")  # "rector A; president B" within a cell
        parts.append(f"{_begun_small(name)}: {cell}" if parts and name else cell)
    text = "; ".join(parts)
    return text if not text or text.endswith(_END) else f"{text}."


def _begun_small(name: str) -> str:
    """ "From the Korean side" -> "from the Korean side", but "MoU" and "АСЕАН" as they are."""
    name = name.rstrip(":")
    return name[:1].lower() + name[1:] if name[1:2].islower() and not any(c.isupper() for c in name.partition(" ")[0][1:]) else name
