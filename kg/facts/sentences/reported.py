"""Reported speech: «А рассказал, что его приняли», «По словам А, он провел переговоры»: he who speaks stands where «он», «его», «с ним» stand in what he says."""

from __future__ import annotations

from kg.facts.sentences.attribution import sayer, spoke_before
from kg.facts.sentences.clauses import clause
from kg.facts.sentences.quotations import SAYS, Tokens, finite_verb
from kg.facts.sentences.words import WITH
from kg.facts.story.so_far import Story
from kg.mentions.model import PersonNamed, SentenceMentions
from kg.text.document import Token, lemmas

_THAT = frozenset("что как где когда шта што як".split())
_FAR = 14  # tokens from the verb of saying to "что"
_MANAGED = frozenset("удаться довестись посчастливиться повезти прийтись получиться".split())
_HIS = {"его": "Masc", "ее": "Fem"}
_NOUNS = frozenset("NOUN PROPN PRON".split())
# pronoun -> (gender, case)
_HE = {
    "он": ("Masc", "Nom"), "она": ("Fem", "Nom"), "его": ("Masc", "Acc"), "ее": ("Fem", "Acc"), "ему": ("Masc", "Dat"), "ей": ("Fem", "Dat"),
    "ним": ("Masc", "Ins"), "ней": ("Fem", "Ins"), "нею": ("Fem", "Ins"), "им": ("Masc", "Ins"),
}  # fmt: skip


def reported(story: Story, i: int) -> tuple[PersonNamed, str, Tokens] | None:
    """Whose words a sentence reports, his gender, and the tokens that do."""
    row = story.rows[i]
    tokens, words = row.tokens, lemmas(row.tokens)
    if "слово" in words and (found := _in_words_of(story, i)) is not None:
        return found
    if SAYS.isdisjoint(words):
        return None
    verb = next((k for k, t in enumerate(tokens) if t.lemma in SAYS and finite_verb(t)), None)
    if verb is None:
        return None
    if tokens[0].norm in ("как", "як"):
        comma = next((k for k in range(verb, len(tokens)) if tokens[k].text == "," and not any(p.last == k and _post_behind(row, k) for p in row.persons)), None)
        reach = (comma + 1, len(tokens)) if comma is not None and verb < 5 else None
    else:
        that = next((k for k in range(verb + 1, min(len(tokens), verb + _FAR)) if tokens[k].norm in _THAT and tokens[k - 1].text == ","), None)
        reach = (that + 1, len(tokens)) if that is not None else None
    who = sayer(story, i, (0, reach[0])) if reach is not None else None
    return (who, who.gender or tokens[verb].gender, reach) if who is not None and reach is not None else None


def _post_behind(row: SentenceMentions, k: int) -> bool:
    """«Как отметил А, министр связи, …»."""
    return any(r.first == k + 1 for r in row.roles)


def _in_words_of(story: Story, i: int) -> tuple[PersonNamed, str, Tokens] | None:
    """«По словам А, …», «По его словам, …»."""
    row = story.rows[i]
    tokens = row.tokens
    at = next((k for k, t in enumerate(tokens) if t.lemma == "слово" and t.number == "Plur" and t.case == "Dat"), None)
    if at is None:
        return None
    if at and tokens[at - 1].norm in _HIS and at > 1 and tokens[at - 2].norm == "по":
        who = spoke_before(story, i)
        end = at + 1
    elif at and tokens[at - 1].norm == "по":
        who = next((p for p in row.persons if at < p.first <= at + _FAR), None)
        end = who.last if who is not None else 0
    else:
        return None
    gender = (who.gender if who is not None else "") or _HIS.get(tokens[at - 1].norm, "")
    return (who, gender, (end, len(tokens))) if who is not None else None


def listed(story: Story, i: int) -> tuple[PersonNamed, str, Tokens] | None:
    """«А подвела итоги: 1) 4 мая встретилась с Б; 2) …»: of whom the line above a list tells, in an item without another subject."""
    lead = story.lead(i)
    row = story.rows[i]
    if lead is None or any(p.case == "Nom" for p in row.persons):
        return None
    people = [p for p in story.rows[lead].persons if p.case == "Nom"]
    verb = next((t for t in row.tokens if finite_verb(t) and t.gender), None)
    if len({story.person(p) for p in people}) != 1 or verb is None:
        return None
    who = people[0]
    shown = who.gender or next((t.gender for t in story.rows[lead].tokens if finite_verb(t) and t.gender), "")
    return (who, shown, (0, len(row.tokens))) if shown == verb.gender else None


def stands_for_him(row: SentenceMentions, gender: str, reach: Tokens) -> list[tuple[int, int, str]]:
    """(first, last, case) of the words that mean him who speaks: a pronoun, or the verb without any other subject."""
    tokens = row.tokens
    out: list[tuple[int, int, str]] = []
    for k in range(*reach):
        t = tokens[k]
        known = _HE.get(t.norm)
        if known is not None and known[0] == gender and t.pos == "PRON" and not any(reach[0] <= p.first < k for p in row.persons):
            case = _case(tokens, k, known[1])
            out += [(k, k + 1, case)] if case else []
        elif "Tense=Past" in t.feats and finite_verb(t) and t.number == "Sing" and t.gender == gender and "Voice=Pass" not in t.feats and _alone(row, k, reach):
            out.append((k, k, "Nom"))
            break
    return out


def _case(tokens: tuple[Token, ...], k: int, case: str) -> str:
    before = tokens[k - 1] if k else None
    if before is not None and before.pos == "ADP":
        return "Ins" if case == "Ins" and before.norm in WITH else ""
    if case == "Acc" and k + 1 < len(tokens) and tokens[k + 1].pos in ("NOUN", "ADJ") and tokens[k + 1].case not in ("Nom", "Ins"):
        return ""  # «ее министерство»
    if case == "Dat":
        first, last = clause(tokens, k)
        return "Nom" if any(x.lemma in _MANAGED for x in tokens[first:last]) else "Dat"
    return case


def _alone(row: SentenceMentions, k: int, reach: Tokens) -> bool:
    tokens = row.tokens
    first = max(reach[0], clause(tokens, k)[0])
    last = next((n for n in range(k, reach[1]) if tokens[n].text in (",", ".", "»")), reach[1])
    named = any(first <= p.first < last and p.case in ("Nom", "") for p in row.persons)
    return not named and not nominative(row, first, last)


def nominative(row: SentenceMentions, first: int, last: int) -> bool:
    """A noun or pronoun that may be the subject, the names of people aside: the tagger guesses the cases of foreign ones."""
    return any(x.case == "Nom" and x.pos in _NOUNS and not any(p.first <= k < p.last for p in row.persons) for k, x in enumerate(row.tokens[first:last], first))
