"""Clauses that speak of an agreement without naming it: "подписать его планируется", "оно ратифицировано", "подписание намечено"."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kg.facts.agreements.sketches import Sketch
from kg.facts.agreements.status_words import TALKING
from kg.facts.sentences.scenes import clauses
from kg.mentions.model import InstrumentNamed, SentenceMentions
from kg.text.document import Token

_PRONOUNS = frozenset("он оно она".split())
_POSSESSIVE = frozenset("его ее яго яе".split())
_IN_IT = frozenset("нем нему него ней".split())
_JOINING = frozenset("участвовать присоединиться войти вступить состоять входить".split())
_NO_OBJECTS = frozenset("сторона министр глава год месяц".split())
_ACTS = frozenset({"sign", "initial", "in-force", "terminate"})
_SILENT = frozenset("подписант расписаться подписать подписание подпись автограф подписывать парафировать ратифицировать падпісаць подпіс sign signature".split())
_SIGNS = ("sign", "conclud", "ink", "initial", "ratif", "adopt", "endors", "approv")


def stand_ins(row: SentenceMentions, last: Sketch, spoken: Collection[tuple[int, int]]) -> Iterator[InstrumentNamed]:
    """A stand-in "документ" for each clause that says an act of the agreement told last.

    spoken  clauses that named an agreement of their own
    """
    tokens = row.tokens
    named = {c for c in clauses(tokens) for x in row.instruments if c[0] <= x.head < c[1]}
    for reach in clauses(tokens):
        if reach in spoken or reach in named:
            continue
        acts = [t for t in row.triggers if reach[0] <= t.first < reach[1] and (t.act in _ACTS or (t.act == "discuss" and t.lemma in TALKING))]
        if not acts:
            continue
        at = next((k for k in range(*reach) if _means(tokens, k, last) or _about_it(tokens, k, last)), None)
        if at is None and any(t.act in ("sign", "initial") and t.lemma in _SILENT and _silent(row, t.first, reach, last) for t in acts):
            at = acts[0].first
            yield InstrumentNamed(row.sentence.index, at, at, tokens[at].span, "other", at, "", "", "Acc", anaphoric=True)
        elif at is not None:
            t = tokens[at]
            yield InstrumentNamed(row.sentence.index, at, at + 1, t.span, "other", at, "", "", t.case or "Acc", anaphoric=True)


def joiners(row: SentenceMentions, last: Sketch) -> list[str]:
    """«Армения участвует в нем со 2 января», «к нему присоединилась Грузия»: further states of an agreement of many."""
    if last.status not in ("signed", "in-force"):
        return []
    out: list[str] = []
    for first, end in clauses(row.tokens):
        acts = [t for t in row.triggers if first <= t.first < end and t.lemma in _JOINING and not t.negated and t.tense in ("past", "pres")]
        meant = any(row.tokens[k].norm in _IN_IT and row.tokens[k - 1].norm in ("в", "к") for k in range(first + 1, end))
        if acts and meant:
            out += [c.iso for c in row.countries if first <= c.first < end and c.case == "Nom" and c.form != "adjective"]
    return out


def _means(tokens: tuple[Token, ...], k: int, last: Sketch) -> bool:
    """True if a pronoun at k may stand for the agreement: its gender agrees."""
    t = tokens[k]
    if t.text.lower() == "it":  # English shows no gender: "it was signed by", "it has entered into force"
        before = tokens[k - 1] if k else t
        if any(x.text.lower() in ("names", "signature", "signatures") for x in (*tokens[max(0, k - 2) : k], *tokens[k + 1 : k + 5])):
            return True  # "put their names to it", "It bears the signatures of"
        if before.pos == "VERB" and (before.lemma in _SILENT or before.text.lower().startswith(_SIGNS)):
            return True  # "hope to sign it in May", "concluded it in Lima"
        return any("Voice=Pass" in x.feats or x.lemma == "вступить" for x in tokens[k + 1 : k + 6]) and tokens[k + 1].pos == "AUX"
    if t.pos == "DET" and t.norm in _POSSESSIVE:
        # «его министерства подписали» is "signed it"; «его сторонами» is "its"
        return not (k + 1 < len(tokens) and tokens[k + 1].case == "Ins")
    if t.pos != "PRON" or t.lemma not in _PRONOUNS or t.case not in ("Nom", "Acc", "Gen", "Ins"):
        return False
    if t.norm in ("она", "ее", "нее", "ней"):
        return last.gender == "Fem"
    return last.gender == {"он": "Masc", "оно": "Neut"}.get(t.norm, last.gender) and last.gender != "Fem"


def _about_it(tokens: tuple[Token, ...], k: int, last: Sketch) -> bool:
    """«раунд переговоров по нему», «переговоры о ней»."""
    if k == 0 or tokens[k].norm not in _IN_IT or tokens[k - 1].norm not in ("по", "о", "над"):
        return False
    return (tokens[k].norm in ("ней", "него")) == (last.gender == "Fem")


def _silent(row: SentenceMentions, at: int, reach: tuple[int, int], last: Sketch) -> bool:
    """True if nothing else is signed there: not "подписать закон", not "подписаны:" that leads a list."""
    t = row.tokens[at]
    if row.tokens[reach[1] - 1].text == ":":  # «Подписали: министр А и министр Б»
        return at + 1 == reach[1] - 1 and not row.instruments and sum(p.first >= reach[1] for p in row.persons) > 1
    if t.text == "Signed" and at == 0 and row.tokens[1].norm == "by":
        return True
    if t.text.isascii():  # "A signed for India and B for Cuba"
        if t.lemma in ("signatory", "pen") or (t.pos == "PROPN" and (at == 0 or row.tokens[at - 1].text in (";", "and"))):
            return True  # "The signatories are A; B; and C"
        if t.text.lower() == "did":
            return True
        words = [x.text.lower() for x in row.tokens[at + 1 : at + 3]]
        if words[:1] == ["in"] and "VerbForm=Part" not in t.feats and any(p.first == at + 2 for p in row.places):
            return True  # "A, director of the Park, signed in Bishkek"
        passive = "Voice=Pass" in t.feats and any(x.pos == "AUX" for x in row.tokens[max(0, at - 3) : at])
        return not passive and (words[:1] == ["for"] or words == ["on", "behalf"])
    if t.lemma == "расписаться":
        return True  # «За турецкую сторону расписался А»
    if _we_alone(row, at, reach):
        return True
    if t.pos == "VERB" and "VerbForm=Inf" not in t.feats and ("Variant=Short" not in t.feats or t.gender != last.gender):
        return False
    after = row.tokens[at + 1 : min(reach[1], at + 4)]
    return not any(x.pos == "NOUN" and x.case in ("Acc", "Gen") and x.lemma not in _NO_OBJECTS for x in after[:2])


def _we_alone(row: SentenceMentions, at: int, reach: tuple[int, int]) -> bool:
    """«Думаю, подпишем весной в Риге», «Подписали 4 июня»: a plural verb with neither a subject nor an object."""
    t = row.tokens[at]
    finite = t.pos == "VERB" and t.number == "Plur" and "VerbForm=Fin" in t.feats and ("Person=1" in t.feats or "Tense=Past" in t.feats)
    if not finite or row.bodies or any(p.printed for p in row.persons):
        return False
    times = {k for d in row.dates for k, x in enumerate(row.tokens) if d.span.start <= x.start < d.span.end}
    places = {k for p in row.places for k in range(p.first, p.last)}
    others = [x for k, x in enumerate(row.tokens[reach[0] : reach[1]], reach[0]) if k not in times | places and x.pos in ("NOUN", "PROPN", "PRON")]
    return all(x.case in ("Loc", "Ins") or x.norm in ("мы", "мы") for x in others) and (bool(times) or bool(places) or not others)
