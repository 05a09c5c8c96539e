"""What a post is called: its words in the nominative, and the grammar of the role word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from kg.mentions.phrases import CASE_GRAMMEMES, is_adjective, nominative, printed
from kg.mentions.role_words import Head
from kg.reference.words import Lexicon
from kg.text.document import Token
from kg.text.morphology import inflect, parses


def role_name(tokens: Sequence[Token], h: Head, lex: Lexicon) -> str:
    """The name of a post in the nominative, without time words and countries, short forms opened, plural as one."""
    keep = [i for i in range(h.first, h.end) if i not in h.dropped]
    start = next((i for i in keep if i <= h.head), h.head)
    kept = tokens[start : h.end]
    if tokens[h.head].case in ("", "Nom") and (told := form(tokens[h.head]))[0] not in ("", "Nom"):  # «вице-министром», an adjective to the tagger
        tokens = [replace(t, case=told[0], number=told[1], pos="NOUN") if i == h.head else t for i, t in enumerate(tokens)]
        kept = tokens[start : h.end]
    if any(start <= d < h.end for d in h.dropped):
        kept = [t for i, t in enumerate(tokens[: h.end]) if i >= start and i not in h.dropped]
    index = next(n for n, t in enumerate(kept) if t.start == tokens[h.head].start)
    skip = 0
    if h.acting and (at := next((n for n, t in enumerate(kept[:2]) if t.lemma in ("исполнять", "исполняющий")), None)) is not None:
        return " ".join([*(t.norm for t in kept[:at]), "исполняющий", *(t.norm for t in kept[at + 1 :])])
    if h.acting:
        # "и.о. директора" is a name in itself: only the words of the case of "и.о." change
        text = printed(kept, 0, len(kept)).lower()
        return text.replace(" . ", ".").replace("и. о.", "и.о.")
    text = nominative(kept, skip, index, len(kept), plural=False)
    text = _bracketed(kept, index, text, lex)
    if tokens[h.head].number == "Plur":
        text = _singular(kept, skip, index)
    canonical = lex.maps["roles.canonical"]
    own = _small(lex)
    words = [w.lower() if w.lower() in own else w for w in text.split(" ")]
    words[0] = words[0][:1].lower() + words[0][1:]
    return " ".join(canonical.get(w, w.removeprefix("экс-")) for w in words)


@cache
def _small(lex: Lexicon) -> frozenset[str]:
    """Words of posts, which have no capital within a name."""
    return lex.sets["roles.heads"] | lex.sets["roles.adjectives"] | {"министра", "председателя", "руководителя", "директора", "начальника", "главы", "президента", "премьер-министра"}


def _bracketed(kept: Sequence[Token], head: int, text: str, lex: Lexicon) -> str:
    """«членом Коллегии (министром) по …»: the word in brackets stands in the case of the head."""
    for i in range(head + 1, len(kept) - 1):
        t = kept[i]
        if kept[i - 1].text == "(" and t.lemma in lex.sets["roles.heads"] and t.case == kept[head].case != "Nom":
            text = text.replace(f"({t.text})", f"({inflect(t.text, 'NOUN', t.case, 'Sing') or t.text})")
    return text


def _singular(kept: Sequence[Token], first: int, head: int) -> str:
    out = []
    for i in range(first, len(kept)):
        t = kept[i]
        form = None
        if i == head:
            form = inflect(t.text, "NOUN", t.case, "Plur", to_number="Sing")
        elif i < head and is_adjective(t):
            form = inflect(t.text, "ADJ", t.case, "Plur", to_number="Sing", gender="Masc")
        out.append(form or t.text)
    return " ".join(out)


_SHORTENED = ("замглав", "замминистр", "замдирект", "замначальник", "замначуправлен", "замруководит", "зампредсед", "зампредправ", "замгенсек", "замгенпрок", "замгенд", "замгубер", "замрект", "замдекан",
              "замсекр", "замаким", "замхоким", "завотдел", "завсектор", "завлабор", "завкафедр", "предправлен", "управдел")  # fmt: skip


def form(token: Token) -> tuple[str, str]:
    """(case, number) of a role word; where the tagger gives what the form cannot be ("Президенты" as a genitive), the dictionary's."""
    if token.text.isascii():
        return "", "Sing"  # «CEO»
    if token.norm.startswith(_SHORTENED) and token.norm[-1] in "аыияме":
        return "Nom" if token.case == "Nom" else "", "Sing"  # «замглавы», «завотделом» are of every case
    if token.norm in ("хоким", "аким", "раис"):
        return "Nom", "Sing"  # of which the tagger makes an instrumental
    if token.norm.endswith("ющий"):
        return "Nom", "Sing"  # «заведующий», of which the tagger makes an instrumental
    # «вице-министр»: the last part tells
    readings = [p for p in parses(token.text.lower().rpartition("-")[2]) if p.known and "NOUN" in p.grammemes]
    number = {"Sing": "sing", "Plur": "plur"}.get(token.number, "")
    if readings and "Fixd" in readings[0].grammemes:
        return "Nom" if token.case == "Nom" else "", "Sing"
    if readings and not token.case:  # «вице-министром», of which the tagger makes an adjective
        case = next((c for c, grammemes in CASE_GRAMMEMES.items() if readings[0].grammemes & grammemes), "")
        return case, "Plur" if "plur" in readings[0].grammemes else "Sing"
    if not readings or any(p.grammemes & CASE_GRAMMEMES[token.case] and number in p.grammemes for p in readings):
        return token.case, token.number
    for case, grammemes in CASE_GRAMMEMES.items():
        if readings[0].grammemes & grammemes:
            return case, "Plur" if "plur" in readings[0].grammemes else "Sing"
    return token.case, token.number
