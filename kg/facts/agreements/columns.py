"""Who signed, by the columns of a table that has been told row by row: «Меморандум о …; от белорусской стороны: министр А; подписали: Б»."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kg.mentions.model import PersonNamed, SentenceMentions

_COLUMNS = frozenset("сторона подписать подписавший подписант подпись лицо бок падпісаць падпісант подпіс side sign signed signatory signature party".split())


def signers_in_columns(row: SentenceMentions, head: int) -> Iterator[PersonNamed]:
    """People in those cells behind the document's noun whose column is named after a side or after signing."""
    tokens = row.tokens
    starts = [k for k, t in enumerate(tokens) if k > head and t.text == ";"]
    for start, end in pairwise([*starts, len(tokens)]):
        colon = next((k for k in range(start, end) if tokens[k].text == ":"), None)
        if colon is not None and any(t.lemma in _COLUMNS or t.norm in _COLUMNS for t in tokens[start:colon]):
            yield from (p for p in row.persons if colon < p.first < end)
