"""Misspelt words put right where only one reading is near. What a dictionary knows is no misspelling: Popov is not Popkov."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.questions.ask import lemmas
from kg.questions.ask.kin import MARK
from kg.questions.ask.naming import Names, near
from kg.questions.ask.words import Token, consonants, forms, normal, skeleton, tokenize, vocabulary
from kg.questions.things import Things
from kg.reference.pinyin import palladius


def correct(
    tokens: list[Token], wrong: set[str], things: Things, names: Names
) -> tuple[list[Token], list[tuple[str, str]]]:
    """The words with those of `wrong` put right that can be, and (as typed, as read) of each."""
    fixed, corrected = [], []
    for i, token in enumerate(tokens):
        known = None
        if token.text in wrong and not token.country:
            is_name = i > 0 and token.text[:1].isupper()
            known = _transliterated(token, names, is_name=is_name)
            if not known:
                known = _nearest(token, things, names, is_name=is_name)
                if known and normal(known) in names.people and not _is_same_person(tokens, i, normal(known), names):
                    known = None
        if known and normal(known) != token.norm:
            corrected.append((token.text, known))
            token = replace(token, text=known, norm=normal(known), forms=forms(normal(known)))
        fixed.append(token)
    return fixed, corrected


def _is_same_person(tokens: list[Token], at: int, known: str, names: Names) -> bool:
    """A surname may be misspelt in its vowels only (Абокумов), in any letter if another name of the person stands beside it."""
    if consonants(tokens[at].norm) == consonants(known):
        return True
    beside = [tokens[i] for i in (at - 1, at + 1) if 0 <= i < len(tokens)]
    return any(w.norm != known and w.fits(t) for name in names.people[known] for w in name.words for t in beside)


def _transliterated(token: Token, names: Names, *, is_name: bool) -> str | None:
    """The same name in another script, letter by letter."""
    short = is_name and not token.norm[0].isascii()  # "Лі" of "Лі Цян"
    pool = names.people if short else names.words
    same = [w for w in sorted(pool) if len(w) >= (2 if short else 4) and skeleton(w) == skeleton(token.norm)]
    if same and same[0] != token.norm:  # one name in two scripts
        return same[0]
    chinese = palladius(token.norm) if token.text[:1].isupper() and token.norm.isascii() else None
    if chinese in names.people:  # "Li Qiang"
        return chinese
    return None


def _nearest(token: Token, things: Things, names: Names, *, is_name: bool) -> str | None:
    """The known word that a misspelt one stands for, if there is one only; a capital inside a sentence begins a name."""
    if not token.forms & names.spelled and lemmas.is_word(token.text):
        return None
    for known in _pools(token, things, names, is_name):
        if isinstance(known, str):
            return known
        tried = sorted(f for f in token.forms if "~" not in f and not f.startswith(MARK))
        close = {normal(k): k for form in tried for k in near(form, known)}
        # several forms of one word are one word: "Ристич", "Ристича"; so is a post in several languages: "міністр"
        one = [k for k in close if all(k in forms(other) for other in close)] or _one_post(token, list(close), names)
        if one:
            return close[min(one, key=len)]
        if close:
            return None
    return None


def _one_post(token: Token, close: list[str], names: Names) -> list[str]:
    """The one of these words that is most like the misspelt one, if all of them are names of one post; else none."""
    posts = [
        {n.thing.iri for n in names.starting(word) if n.type == "role" and len(n.words) == 1}
        for near_word in close
        for word in tokenize(near_word)
    ]
    if not posts or not set.intersection(*posts):
        return []
    return sorted(close, key=lambda w: (len(set(w) - set(token.norm)), len(w), w))[:1]


def _pools(token: Token, things: Things, names: Names, is_name: bool) -> Iterator[list[str] | str]:
    """Words to look for, pool by pool; a word itself where the beginning of the misspelt one decides."""
    if not is_name:
        own = [w for w in vocabulary().single if w[0].isascii() == token.norm[0].isascii()]
        for stem in own:
            if stem.endswith("*") and len(stem) > 5 and near(token.norm[: len(stem) - 1], [stem[:-1]]):
                yield stem[:-1]
        yield [w for w in own if not w.endswith("*")]
    yield [label for t in things.all.values() if "country" in t.types for label in t.labels if " " not in label]
    yield sorted(names.words)
