"""Posts in a Russian or Belarusian sentence: the role word, what belongs to its name, the organisation behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.mentions.model import BodyNamed, RoleNamed
from kg.mentions.phrases import Marks
from kg.mentions.role_houses import NO_HOUSE, Place, behind
from kg.mentions.role_names import form, role_name
from kg.mentions.role_words import PARTS, Head, grow, modifiers, role_tokens
from kg.reference.words import Lexicon
from kg.text.document import Sentence, Token
from kg.text.morphology import parses
from kg.values import Span


def find_roles(sentence: Sentence, marks: Marks, bodies: Sequence[BodyNamed], lex: Lexicon, language: str) -> list[RoleNamed]:
    """Posts named in a sentence, left to right; a role inside another ("помощник заместителя министра") is a part of it."""
    tokens = sentence.tokens
    out: list[RoleNamed] = []
    used = -1
    for i in sorted(role_tokens(tokens, lex)):
        if i < used or _managing(tokens, i, lex):
            continue
        head = grow(tokens, modifiers(tokens, i, lex, max(used, 0)), marks, lex, bodies)
        if head.end == i + 1 < len(tokens) and tokens[i + 1].lemma in NO_HOUSE and i + 1 not in marks.countries and not _a_union(tokens[i + 1], bodies):
            continue
        role = _role(Place(sentence, head, marks, bodies, lex, language))
        out.append(role)
        used = role.last
    return out


def _a_union(token: Token, bodies: Sequence[BodyNamed]) -> bool:
    """«президент Союза А»: a union of which the release has told; «глава союза держав» is of none."""
    return token.lemma == "союз" and token.capital and any(b.span.start == token.start for b in bodies)


_ADJECTIVES_TOO = frozenset("управляющий ведущий ученый уполномоченный".split())


def _managing(tokens: Sequence[Token], i: int, lex: Lexicon) -> bool:
    """«управляющий | директор», «ученый | секретарь», «ведущий | эксперт»: the first word is the adjective of one post."""
    if tokens[i].lemma not in _ADJECTIVES_TOO or i + 1 >= len(tokens) or tokens[i + 1].lemma not in lex.sets["roles.heads"]:
        return False
    return tokens[i].case == tokens[i + 1].case and tokens[i].number == tokens[i + 1].number


def _role(p: Place) -> RoleNamed:
    tokens, h = p.sentence.tokens, p.head
    found = behind(p)
    country = found.country or _by_adjective(h, p.marks)
    bare = h.end == h.head + 1 and h.first == h.head and found.body is None and country is None
    name = role_name(tokens, replace(h, dropped=(*h.dropped, *(k for k in range(h.head + 1, h.end) if k in p.marks.adjectives and tokens[k + 1].norm not in PARTS))), p.lex)
    name = f"{name} {found.field}" if found.field else name
    first = h.first
    while first > 0 and first - 1 in p.marks.adjectives:
        first -= 1
    case, number = _grammar(tokens, h)
    word = tokens[h.head].lemma
    if word.startswith("экс-") and word not in p.lex.sets["roles.heads"]:
        word = word[len("экс-") :]
    if word == "премьера":
        word = "премьер"
    if word not in p.lex.sets["roles.heads"] and tokens[h.head].norm in p.lex.sets["roles.heads"]:
        word, case, number = tokens[h.head].norm, "Nom", "Sing"  # «хоким» as printed, which the tagger takes for another word's form
    return RoleNamed(
        p.sentence.index, first, found.end, Span(tokens[first].start, tokens[found.end - 1].end), name, word, case, number,
        found.body, country, h.former, bare, "", h.end,
    )  # fmt: skip


def _grammar(tokens: Sequence[Token], h: Head) -> tuple[str, str]:
    """(case, number) of a post. The case of an acting head's is that of "исполняющий"; "и.о.", "врио" have none."""
    case, number = form(tokens[h.head])
    if not h.acting and case == "Gen" and number == "Sing" and not any(t.is_word for t in tokens[: h.first]) and _plural_too(tokens[h.head]) and not _one_acts(tokens):
        return "Nom", "Plur"  # «Главы Минсвязи и Минцифры А и Б»: no sentence begins with a genitive
    if not h.acting and case == "Nom" and number == "Plur" and tokens[h.head].norm.endswith(("ора", "ера")) and _one_acts(tokens):
        return "Gen", "Sing"  # «Ректора университета А навестил Б»: the object in front
    if not h.acting:
        return case, number
    acting = next((t for t in tokens[h.first : h.first + 2] if t.lemma.startswith("исполня")), None)
    return (acting.case if acting is not None else ""), number


def _one_acts(tokens: Sequence[Token]) -> bool:
    """Every verb of the sentence has a subject in the singular."""
    verbs = [t for t in tokens if "VerbForm=Fin" in t.feats and "Tense=" in t.feats]
    return bool(verbs) and all(t.number == "Sing" for t in verbs)


def _plural_too(token: Token) -> bool:
    return any({"nomn", "plur", "anim"} <= p.grammemes for p in parses(token.text.lower()))


def _by_adjective(h: Head, marks: Marks) -> str | None:
    """«заместитель армянского министра», «армянский министр»: one state by an adjective inside the name or before it."""
    inner = [marks.adjectives[k] for k in range(h.head + 1, h.end) if k in marks.adjectives]
    if len(inner) == 1 and len(inner[0]) == 1:
        return inner[0][0]
    before = next((marks.adjectives[i] for i in range(max(h.first - 1, 0), h.head) if i in marks.adjectives), ())
    return before[0] if len(before) == 1 else None
