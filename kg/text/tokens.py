"""The door to razdel: sentences, and tokens, for which each stretch between two spaces is cut once and remembered."""

from __future__ import annotations

import re
from functools import lru_cache

from razdel import sentenize, tokenize

# razdel joins what stands on both sides of these, and looks past a space to find it: "1, 2" is "1," "2"
_FORMS = frozenset("BNSda")
_JOINERS = frozenset("‑–—−-_.,/\\")
# nearly all stretches: a Russian word, perhaps in quotes or brackets, perhaps before a mark; none of razdel's rules joins these
_PLAIN = re.compile(r"([«\"(]?)([а-яё]+(?:-[а-яё]+)*)([»\")]?)([,.;:!?]?)", re.IGNORECASE)


def cut(text: str) -> list[tuple[str, int, int]]:
    """(text, start, end) of each token, as razdel has them."""
    stretches = text.split()
    last = len(stretches) - 1
    out: list[tuple[str, int, int]] = []
    position = 0
    for i, stretch in enumerate(stretches):
        offset = text.index(stretch, position)
        position = offset + len(stretch)
        found = _SIMPLE.get(stretch)
        if found is None:
            before = stretches[i - 1][-1] if i and stretch[0] in _JOINERS else ""
            after = stretches[i + 1][0] if i < last and stretch[-1] in _JOINERS else ""
            named = stretch[0] in _FORMS and i > 0 and stretches[i - 1][0].isupper() and stretches[i - 1][0].isascii() and stretches[i - 1][-1].isalpha()
            found = _cut(stretch, before, after, named) if len(stretch) < 100 else _pieces(stretch, before, after)
            if len(stretch) < 100 and stretch[0] not in _DEPEND and stretch[-1] not in _JOINERS:
                if len(_SIMPLE) >= _KEPT:
                    _SIMPLE.clear()
                _SIMPLE[stretch] = found
        for word, start, end in found:
            out.append((word, offset + start, offset + end))
    return out


def stands_alone(text: str, start: int, end: int) -> bool:
    """True if the tokens of text[start:end] are the same whatever stands around it."""
    if (start and not text[start - 1].isspace()) or text[start] in _DEPEND or (end < len(text) and not text[end].isspace()):
        return False
    if text[end - 1] not in _JOINERS:
        return not text[end - 1].isspace()
    # razdel looks past a full stop, but not past that of a plain word
    *before, last = text[max(start, end - 100) : end].rsplit(None, 1)
    return bool(before) and _PLAIN.fullmatch(last) is not None


_KEPT = 1 << 16
_SIMPLE: dict[str, tuple[tuple[str, int, int], ...]] = {}  # the tokens of stretches that no neighbour can change
_DEPEND = _FORMS | _JOINERS


# legal forms with full stops, behind a company's name: "Deepline Survey B.V."
_DOTTED_FORM = re.compile(r"((?:B\.V|N\.V|S\.A(?:\.S|\.L)?|S\.p\.A|S\.r\.l|d\.o\.o|a\.s)\.)([,;:)]?)")


def _pieces(stretch: str, before: str, after: str, named: bool = False) -> tuple[tuple[str, int, int], ...]:
    plain = _PLAIN.fullmatch(stretch) or (_DOTTED_FORM.fullmatch(stretch) if named else None)
    if plain:
        return tuple((part, *plain.span(i)) for i, part in enumerate(plain.groups(), 1) if part)
    shift = len(before) + 1
    tokens = tokenize(f"{before} {stretch} {after}")
    return tuple((t.text, t.start - shift, t.stop - shift) for t in tokens if shift <= t.start < shift + len(stretch))


# razdel ends a sentence only behind one of these and before a space
_END = re.compile(r"[.?!…;\"„'»”’()\]}]\s")
_cut = lru_cache(maxsize=1 << 16)(_pieces)


def sentence_pieces(line: str) -> list[tuple[str, int, int]]:
    """(text, start, end) of each sentence of a line, as razdel has them."""
    body = line.strip()
    if body and _END.search(body) is None:
        start = line.index(body)
        return [(body, start, start + len(body))]
    return [(s.text, s.start, s.stop) for s in sentenize(line)]
