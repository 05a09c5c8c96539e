"""Abbreviations that a release itself introduces: "Национальное агентство связи (НАС)", later "директор НАС"."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from kg.mentions.forms import OPEN, nominative, quoted
from kg.mentions.loose_names import core_of
from kg.mentions.model import BodyNamed
from kg.text.document import Sentence, Token, texts
from kg.values import Span


def _quoted_again(sentence: Sentence, bodies: Sequence[BodyNamed], told: dict[str, BodyNamed]) -> list[BodyNamed]:
    """«Вектор» in quotation marks alone, after «ООО „Вектор“»: the body of that name."""
    tokens = sentence.tokens
    if not told or texts(tokens).isdisjoint(OPEN):
        return []
    covered = {i for b in bodies for i in range(b.first, b.last)}
    out = []
    for i, t in enumerate(tokens):
        end = quoted(tokens, i, 7) if t.text in OPEN and i not in covered else None
        if end is None or end - i < 3 or i + 1 in covered:
            continue
        words = tokens[i + 1 : end - 1]
        full = told.get("«" + core_of(" ".join(x.text for x in words))) or (told.get(f"«{words[0].lemma}") if len(words) == 1 else None) or told.get("«" + core_of(_nominative(words)))
        if full is not None:
            out.append(replace(full, sentence=sentence.index, first=i, last=end, span=Span(words[0].start, words[-1].end), name=full.quoted, core=core_of(full.quoted), case=words[0].case, short="", weak=True))
    return out


def _nominative(words: Sequence[Token]) -> str:
    """«Южного берега» is «Южный берег»."""
    head = next((k for k, t in enumerate(words) if t.pos in ("NOUN", "PROPN")), 0)
    return nominative(words, 0, head, len(words)) if words[head].case else ""


def _before_a_name(sentence: Sentence, body: BodyNamed, told: dict[str, BodyNamed]) -> BodyNamed:
    """«директор Baltic Line | Anna Liepa»: of a run of Latin words, those that the release has introduced as a house; the rest is a name."""
    tokens = sentence.tokens[body.first : body.last]
    if len(tokens) < 3 or body.authority is not None or not all(t.text[0].isascii() and t.capital for t in tokens):
        return body
    for n in (len(tokens) - 2, len(tokens) - 3):
        full = told.get("«" + core_of(" ".join(t.text for t in tokens[:n]))) if n > 0 else None
        if full is not None:
            return replace(full, sentence=sentence.index, first=body.first, last=body.first + n, span=Span(tokens[0].start, tokens[n - 1].end), name=full.quoted, core=core_of(full.quoted), case="", short="", weak=True)
    return body


def with_introduced(sentence: Sentence, bodies: Sequence[BodyNamed], told: dict[str, BodyNamed], taken: Collection[int]) -> list[BodyNamed]:
    """The bodies of a sentence and those that it names by an abbreviation of an earlier one; `told` learns those of this sentence.

    taken  tokens of people: no body stands there
    """
    bodies = [_before_a_name(sentence, b, told) for b in bodies] if told else bodies
    named = {i for b in bodies if not b.weak for i in range(b.first, b.last)} | set(taken)
    out = list(bodies)
    for i, token in enumerate(sentence.tokens) if not told.keys().isdisjoint(texts(sentence.tokens)) else ():
        full = told.get(token.text)
        if full is None or i in named:
            continue
        out = [b for b in out if not b.first <= i < b.last]
        out.append(
            replace(full, sentence=sentence.index, first=i, last=i + 1, span=token.span, name=token.text, core=core_of(token.text),
                    case="", short="", quoted="", weak=True)
        )  # fmt: skip
    told.update({b.short: b for b in bodies if b.short and not b.anaphor and b.authority is None})
    out += _quoted_again(sentence, out, told)
    told.update({f"«{core_of(b.quoted)}": b for b in bodies if b.quoted and not b.anaphor})
    return sorted(out, key=lambda b: (b.first, -b.last))
