"""Embassies and trade missions: «Посольство Казахстана в Финляндии», and a page's head that prints one in capitals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.mentions.groups import Marks
from kg.mentions.model import BodyNamed, SentenceMentions
from kg.mentions.phrases import printed
from kg.text.document import Sentence, Token
from kg.values import Span

MISSIONS = frozenset("посольство консульство генконсульство торгпредство пасольства амбасада консульства".split())
_INTO = frozenset("в во у ў при".split())


def sent_to(tokens: Sequence[Token], end: int, marks: Marks) -> int:
    """End of a mission's name that goes on with the state or town where it is: «посольство Италии | в Грузии»."""
    if end + 1 < len(tokens) and tokens[end].norm in _INTO and end + 1 in marks.countries:
        return marks.countries[end + 1][0]
    return end


def loud_missions(sentence: Sentence, marks: Marks) -> list[BodyNamed]:
    """«ПОСОЛЬСТВО РЕСПУБЛИКИ КАЗАХСТАН В ФИНЛЯНДИИ»: a line in capitals that is a mission's name and nothing else."""
    tokens = sentence.tokens
    if not tokens or tokens[0].norm not in MISSIONS or 1 not in marks.countries:
        return []
    stop, iso = marks.countries[1]
    end = sent_to(tokens, stop, marks)
    if any(t.is_word for t in tokens[end:]):
        return []
    words = [t.text.lower() if t.norm in _INTO else t.text.capitalize() for t in tokens[:end]]
    name = " ".join(words)
    return [BodyNamed(sentence.index, 0, end, Span(tokens[0].start, tokens[end - 1].end), name, tokens[0].norm, "Agency", iso or None, "Nom")]


def spell_missions(rows: Sequence[SentenceMentions]) -> None:
    """«посол Грузии А … советник посольства Б»: the embassy that no sentence names is that of the only ambassador's state, as his post prints it."""
    bare = [(row, n) for row in rows for n, r in enumerate(row.roles) if r.body is not None and r.body.anaphor and r.body.core == "посольство"]
    if not bare or any(b.core == "посольство" and not b.anaphor for row in rows for b in row.bodies):
        return
    sent = [(c.iso, printed(row.tokens, c.first, c.last)) for row in rows for r in row.roles if r.head == "посол"
            for c in row.countries if r.own <= c.first < r.last and c.form != "adjective" and c.iso == r.country]  # fmt: skip
    if len({iso for iso, _ in sent}) != 1:
        return
    iso, state = max(sent, key=lambda s: len(s[1]))
    for row, n in bare:
        body = row.roles[n].body
        if body is not None:
            whole = replace(body, name=f"посольство {state}", core="посольство", country=iso, anaphor=False, weak=False)
            row.roles[n] = replace(row.roles[n], body=whole, country=iso, bare=False)
            row.bodies = [whole if b.span == body.span else b for b in row.bodies]
