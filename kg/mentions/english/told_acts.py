"""What happens in an English sentence without a verb of it: "was present", "the signatories are", "under way", "still in negotiation"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.mentions.acts import negated
from kg.mentions.model import Trigger
from kg.text.document import Sentence, Token

PAPERS = frozenset(["agreement", "memorandum", "mou", "contract", "treaty", "protocol", "letter", "deal", "convention", "declaration", "programme", "plan", "accord"])
_UNDER_WAY = frozenset(["underway", "way", "ongoing", "continue", "continuing", "progress", "started", "began", "begun", "opened"])
_OPEN = frozenset(["negotiation", "discussion", "consideration"])
_LOOKS = frozenset(["follow", "observe", "watch", "attend"])


def untrue(tokens: Sequence[Token]) -> bool:
    """"Reports that a contract was signed are untrue", "denied claims that": it was not."""
    words = {t.norm for t in tokens}
    return bool(words & {"reports", "claims", "rumours", "rumors", "suggestions", "allegations"}) and bool(words & {"untrue", "false", "denied", "denies", "dismissed", "unfounded", "baseless", "wrong"})


def no_subject(tokens: Sequence[Token], i: int) -> bool:
    """"No agreement was signed"."""
    for t in reversed(tokens[max(0, i - 10) : i]):
        if t.norm in ("no", "none", "neither") and t.pos in ("DET", "PRON", "NOUN", "PROPN"):
            return True
        if t.pos in ("PUNCT", "SCONJ", "VERB"):
            return False
    return False


_AHEAD = frozenset("ahead advisory agenda upcoming calendar diary schedule programme program forthcoming coming preview what".split())


def looks_ahead(sentences: Sequence[Sentence]) -> bool:
    """Is the release an advisory, a calendar, "the week ahead", by its first lines?"""
    return any(t.norm in _AHEAD for s in sentences[:4] if not any(x.pos in ("VERB", "AUX") for x in s.tokens) for t in s.tokens)


def foretold(sentence: Sentence) -> list[Trigger]:
    """"Tuesday, 14 May. Signing of a memorandum with Chile (Oslo).", in a calendar: it is planned."""
    tokens = sentence.tokens
    if any(t.pos in ("VERB", "AUX") and "VerbForm=Part" not in t.feats for t in tokens):
        return []
    at = next((i for i, t in enumerate(tokens) if t.norm in ("signing", "signature") and i + 1 < len(tokens) and tokens[i + 1].norm == "of"), None)
    if at is None:
        return []
    return [Trigger(sentence.index, at, at + 1, tokens[at].span, "plan", "past", False, True, "запланировать")]


_NEARLY = (("in", "the", "final", "stages", "of"), ("on", "the", "verge", "of"), ("close", "to"), ("on", "the", "point", "of"), ("one", "step", "away", "from"))
_ENDS = frozenset("concluding signing finalising finalizing completing reaching agreeing negotiating".split())
_IN_WORK = (("in", "the", "works"), ("in", "the", "pipeline"), ("under", "preparation"), ("nearing", "completion"), ("taking", "shape"), ("being", "drafted"), ("being", "drawn", "up"))
_TO_SIGN = (("awaits", "signature"), ("awaiting", "signature"), ("ready", "for", "signature"), ("ready", "to", "be", "signed"), ("is", "to", "follow"))
_BEGUN = frozenset("launch open start begin resume".split())


def standing(sentence: Sentence) -> list[Trigger]:
    """How a document stands, by an idiom: "is in the works", "awaits signature", "remains in force", "launched negotiations on an agreement"."""
    tokens = sentence.tokens
    words = [t.norm for t in tokens]
    if not any(t.lemma in PAPERS for t in tokens):
        return []
    out = []
    for i, t in enumerate(tokens):
        if any(tuple(words[i : i + len(x)]) == x for x in _IN_WORK) or (t.lemma in ("negotiation", "talk") and t.number == "Plur" and words[i + 1 : i + 2] == ["on"] and any(x.lemma in _BEGUN for x in tokens[max(0, i - 3) : i]) and any(x.lemma in PAPERS for x in tokens[i + 2 : i + 7])) or any(tuple(words[i : i + len(x)]) == x and words[i + len(x)] in _ENDS for x in _NEARLY if i + len(x) < len(words)):
            out.append(Trigger(sentence.index, i, i + 1, t.span, "discuss", "pres", negated(tokens, i), True, "обсудить"))
        elif any(tuple(words[i : i + len(x)]) == x for x in _TO_SIGN):
            out.append(Trigger(sentence.index, i, i + 1, t.span, "plan", "past", negated(tokens, i), True, "запланировать"))
        elif t.norm == "force" and i > 1 and words[i - 1] == "in" and any(x.lemma in ("be", "remain", "stay") for x in tokens[max(0, i - 4) : i]) and not any(w in ("shall", "will", "to", "not") for w in words[max(0, i - 5) : i]):
            out.append(Trigger(sentence.index, i, i + 1, t.span, "in-force", "pres", False, False, "действовать"))
    return out


def only_recalled(tokens: Sequence[Token], t: Trigger) -> bool:
    """"Two years after it was signed", "once it is signed", "since they were signed": no news of a signing."""
    k = t.first - 1
    while k >= 0 and tokens[k].pos in ("AUX", "ADV"):
        k -= 1
    return t.act == "sign" and t.passive and k > 0 and tokens[k].norm in ("it", "they", "both") and tokens[k - 1].norm in ("after", "since", "before", "once", "until", "when", "if")


def under_way(sentence: Sentence) -> list[Trigger]:
    """"The forum got under way", "is underway": it has begun."""
    tokens = sentence.tokens
    out = []
    for i, t in enumerate(tokens):
        first = i if t.norm == "underway" else i - 1 if t.norm == "way" and i and tokens[i - 1].norm == "under" else -1
        if first > 0 and any(x.norm in ("got", "gets", "get", "getting", "is", "are", "was", "were", "now") for x in tokens[max(0, first - 3) : first]):
            out.append(Trigger(sentence.index, first, i + 1, tokens[first].span, "hold", "past", negated(tokens, first), False, "начаться"))
    return out


def present(sentence: Sentence) -> list[Trigger]:
    """"was also present", "Also present were A and B", "in attendance was A", "followed the talks as an observer": they were there."""
    tokens = sentence.tokens
    out = []
    for i, t in enumerate(tokens):
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        before = [x for x in tokens[max(0, i - 4) : i]]
        be = any(x.lemma == "be" for x in before) or (after is not None and after.lemma == "be")
        here = t.norm == "present" and be and (after is None or after.pos in ("PUNCT", "AUX", "CCONJ", "ADP", "ADV")) and not any(x.norm in ("at", "the", "to") for x in before[-1:])
        there = t.norm == "attendance" and before[-1:] and before[-1].norm == "in"
        looks = t.norm == "observer" and any(x.norm == "as" for x in before) and any(x.lemma in _LOOKS for x in tokens[:i])
        if here or there or looks:
            out.append(Trigger(sentence.index, i, i + 1, t.span, "participate", "past", negated(tokens, i), False, "участвовать"))
    return out


def signers_told(sentence: Sentence) -> list[Trigger]:
    """"The signatories are A and B", "the pen was held by A", "put their names to the paper": they signed."""
    tokens = sentence.tokens
    out = []
    for i, t in enumerate(tokens):
        behind = [x.norm for x in tokens[i + 1 : i + 5]]
        held = t.norm == "pen" and "by" in behind
        listed = t.lemma == "signatory" and any(x.lemma == "be" or x.text == ":" for x in tokens[i + 1 : i + 6])
        named = t.norm in ("names", "name") and behind[:1] == ["to"] and i > 1 and tokens[i - 2].norm in ("put", "puts", "putting", "added", "lent")
        held |= t.norm == "paper" and [x.norm for x in tokens[max(0, i - 2) : i]] == ["pen", "to"]  # "put pen to paper on an agreement"
        if held or listed:
            out.append(Trigger(sentence.index, i, i + 1, t.span, "sign", "past", negated(tokens, i), True, "подписать"))
            out += _next_signers(sentence, i)
        elif named:
            out.append(Trigger(sentence.index, i, i + 1, t.span, "sign", "past", negated(tokens, i), False, "подписать"))
        elif t.norm == "so" and i and tokens[i - 1].norm == "did" and any(x.lemma == "sign" for x in tokens[:i]):
            out.append(Trigger(sentence.index, i - 1, i, tokens[i - 1].span, "sign", "past", False, False, "подписать"))  # "A signed in Lima, and B did so in Oslo"
    return out


def signers_go_on(before: Sequence[Trigger], sentence: Sentence) -> list[Trigger]:
    """"…; B, head of …; and C": the list of signatories goes on behind a semicolon."""
    tokens = sentence.tokens
    for_a_side = any(a.text == "," and b.norm == "for" for a, b in pairwise(tokens))  # "A signed for the Peruvian side; B, the director, for the Norwegian one"
    told = any(t.act == "sign" and (t.passive or for_a_side) and t.tense == "past" for t in before)
    if not told or not tokens or any(t.pos in ("VERB", "AUX") for t in tokens):
        return []
    return [Trigger(sentence.index, 0, 1, tokens[0].span, "sign", "past", False, True, "подписать"), *_next_signers(sentence, 0)]


def _next_signers(sentence: Sentence, at: int) -> list[Trigger]:
    """One act for each name behind a semicolon, which begins a clause."""
    tokens = sentence.tokens
    starts = [k + 1 + (k + 1 < len(tokens) and tokens[k + 1].norm == "and") for k in range(at, len(tokens)) if tokens[k].text == ";"]
    return [Trigger(sentence.index, k, k + 1, tokens[k].span, "sign", "past", False, True, "подписать") for k in starts if k < len(tokens) and tokens[k].capital]


def still_open(sentence: Sentence) -> list[Trigger]:
    """"the agreement was still in negotiation", "is under discussion": it is being discussed."""
    tokens = sentence.tokens
    return [
        Trigger(sentence.index, i, i + 1, t.span, "discuss", "pres", negated(tokens, i), True, "обсудить")
        for i, t in enumerate(tokens)
        if (t.lemma in ("negotiation", "talk", "consultation") and t.number == "Plur" and any(x.norm in _UNDER_WAY for x in tokens[i + 1 :]) and any(x.lemma in PAPERS for x in tokens[i + 1 : i + 9]))
        or (i > 1 and t.lemma in _OPEN and tokens[i - 1].norm in ("in", "under") and any(x.lemma == "be" or x.norm in ("still", "now", "remains") for x in tokens[max(0, i - 4) : i - 1]))
    ]
