"""The man or woman in whose memory a house is called: «университет имени Абая Кунанбаева», «институт им. А. Н. Крылова»."""

from __future__ import annotations

from collections.abc import Sequence

from kg.mentions.names import name_kinds
from kg.text.document import Token
from kg.text.morphology import parses

DEDICATED = frozenset(["имени", "им", "імя"])
SOVEREIGNS = frozenset("король султан шейх эмир император королева принц принцесса".split())
_HOUSES = frozenset("университет институт академия колледж фонд госпиталь больница библиотека".split())
_PARTICLES = frozenset("аль эль ибн фон ван де да дер бен оглы".split())
_GENITIVE = tuple("а я го и ы".split())
_TITLES = 3  # words between: «имени дважды Героя», «имени академика»
_WORDS = 3


def dedication(tokens: Sequence[Token], i: int) -> int | None:
    """The end of the name that begins with "имени" or "им." at i; None where that says something else («от имени компании»)."""
    if sovereign(tokens, i):
        k = next((k for k in range(i + 1, len(tokens)) if not _of_the_name(tokens, k, i + 1)), len(tokens))
        return min(k, i + 1 + _WORDS)
    if i >= len(tokens) or not i or tokens[i].norm not in DEDICATED or tokens[i - 1].norm in ("от", "ад", "по"):
        return None
    k = i + 1
    if tokens[i].norm == "им":
        if k >= len(tokens) or tokens[k].text != ".":
            return None
        k += 1
    start = k
    while k < len(tokens) and k - start < _TITLES and tokens[k].text.islower() and tokens[k].pos in ("NOUN", "ADJ", "NUM") and tokens[k].norm not in _PARTICLES:
        k += 1
    end = _after_initials(tokens, k)
    if end is not None:
        return end
    first = k
    while k < len(tokens) and k - first < _WORDS and _of_the_name(tokens, k, first):
        k += 1
    return k if k > first and any(c.isupper() for c in tokens[k - 1].text) else None


def sovereign(tokens: Sequence[Token], i: int) -> bool:
    """«Университет | султана Кабуса», «колледж | короля Фахда»: a house called after a sovereign, who does not act here."""
    if i >= len(tokens) or tokens[i].lemma not in SOVEREIGNS:
        return False
    named = 0 < i < len(tokens) - 1 and tokens[i].case in ("Gen", "")
    return named and tokens[i - 1].lemma in _HOUSES and tokens[i + 1].capital and tokens[i + 1].is_word


def _after_initials(tokens: Sequence[Token], k: int) -> int | None:
    """«Л. Н. Гумилёва», «М.С.Осими»: initials have one family name behind them."""
    j = k
    while j + 1 < len(tokens) and len(tokens[j].text) == 1 and tokens[j].text.isupper() and tokens[j + 1].text == ".":
        j += 2
    while j < len(tokens) and j > k and tokens[j].norm in _PARTICLES:
        j += 1
    return j + 1 if j > k and j < len(tokens) and tokens[j].capital and tokens[j].is_word else None


def _of_the_name(tokens: Sequence[Token], k: int, first: int) -> bool:
    """A capitalised word that can be a genitive: what follows in the nominative is somebody else, «имени Абая | Марат Ибатов»."""
    t = tokens[k]
    if t.norm in _PARTICLES:
        return k + 1 < len(tokens) and tokens[k + 1].capital
    before, joined, _ = tokens[k - 1].text.partition("-")
    if k > first and joined and before.lower() in _PARTICLES:
        return False  # «имени Мухаммада аль-Хоразмий | Бахтиёр Махкамов»: the family name closes it
    head, dash, rest = t.text.partition("-")
    if dash and head.lower() in _PARTICLES and rest[:1].isupper():
        return True  # «Мухаммада | аль-Хорезми»
    if not t.capital or not t.is_word or (t.text.isupper() and len(t.text) > 1):
        return False
    if k == first or not tokens[k - 1].norm.endswith(_GENITIVE):
        return True  # «имени Мирзо Улугбека»
    if "Name" in name_kinds(t.text):
        return any(p.known and {"Name", "gent"} <= p.grammemes for p in parses(t.text.lower()))
    return t.norm.endswith(_GENITIVE)
