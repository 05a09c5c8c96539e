"""Several bodies by one plural noun: «правительства Латвии и Литвы», «министерства экономики Латвии и Литвы»."""

from __future__ import annotations

from collections.abc import Sequence

from kg.mentions.inverted import acts_behind
from kg.mentions.model import BodyNamed, CountryNamed, SentenceMentions
from kg.text.document import Token, lemmas
from kg.values import Span

_HEADS = {"правительство": {"ru": "Правительство", "be": "Урад"}, "министерство": {"ru": "Министерство", "be": "Міністэрства"}}
_LONGEST = 7  # tokens of a field: «транспорта, связи и информационных технологий»
_TO_VERB = 8  # tokens: «… Литвы 6 мая 2019 года подписали»
_JOINTS = frozenset(["и", "і", ","])


def shared_heads(row: SentenceMentions, language: str) -> list[BodyNamed]:
    """One body for each state of a list behind a plural head; a ministry only with its field, for «министерства Латвии и Литвы» are any."""
    tokens = row.tokens
    if set(_HEADS).isdisjoint(lemmas(tokens)):
        return []
    out: list[BodyNamed] = []
    for k, t in enumerate(tokens):
        if t.lemma not in _HEADS or any(b.first < k < b.last for b in row.bodies):
            continue
        states = _listed(row, k)
        field = tokens[k + 1 : states[0].first] if states else ()
        if len(states) < 2 or (t.lemma == "правительство") == bool(field) or not (t.number == "Plur" or _act(tokens, k, states[-1].last)):
            continue
        head = " ".join([_HEADS[t.lemma][language], *(x.text for x in field)]).replace(" ,", ",")
        for n, c in enumerate(states):
            first = k if n == 0 else c.first
            name = f"{head} {' '.join(x.text for x in tokens[c.first : c.last])}"
            span = Span(tokens[first].start, tokens[c.last - 1].end)
            out.append(BodyNamed(row.sentence.index, first, c.last, span, name, head.lower(), "Ministry", c.iso, t.case if t.number == "Plur" else "Nom"))
    return out


def _listed(row: SentenceMentions, k: int) -> list[CountryNamed]:
    """The states in the genitive behind the head and its field, joined by "и" or commas."""
    out: list[CountryNamed] = []
    for c in row.countries:
        if c.form == "adjective" or c.first <= k:
            continue
        if not out:
            between = row.tokens[k + 1 : c.first]
            if len(between) > _LONGEST or any(x.pos not in ("NOUN", "ADJ", "CCONJ", "PUNCT") or (x.case not in ("Gen", "") and x.is_word) or (x.text not in (",",) and x.pos == "PUNCT") for x in between):
                return []
        elif [x.norm for x in row.tokens[out[-1].last : c.first]] not in ([j] for j in _JOINTS):
            break
        out.append(c)
    return out


def _act(tokens: Sequence[Token], k: int, end: int) -> bool:
    """«правительства Латвии и Литвы | подписали»: tagged as a genitive singular, and the subject all the same."""
    verb = next((t for t in tokens[end : end + _TO_VERB] if t.pos in ("VERB", "PUNCT")), None)
    return acts_behind(tokens, k) or (verb is not None and verb.number == "Plur" and ("VerbForm=Fin" in verb.feats or "Variant=Short" in verb.feats))
