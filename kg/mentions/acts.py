"""Words that say what happens: signing, planning, meeting … with tense, voice and negation."""

from __future__ import annotations

from collections.abc import Sequence

from kg.mentions.model import Trigger
from kg.reference.words import Lexicon
from kg.text.document import Sentence, Token

_NEGATIONS = frozenset("не ни нет без not no never n't without ня няма".split())
_UNTAGGED = ("завизирова",)  # forms that the tagger takes for adjectives
_SIGNED = ("подпис", "заключ", "парафир", "ратифиц", "утвержд", "продл")  # "подписанными" as an adjective
_PAST = ("л", "ла", "ло", "ли", "лся", "лась", "лось", "лись")  # the tagger takes "скрепили" for an adjective, "пролонгировали" for a future
_TENSE = {"Past": "past", "Pres": "pres", "Fut": "fut"}


def find_triggers(sentence: Sentence, lex: Lexicon) -> list[Trigger]:
    """Every word of the sentence that may express an act; one entry for each act that its lemma may mean."""
    tokens = sentence.tokens
    out = []
    for i, t in enumerate(tokens):
        acts = lex.triggers.get(t.lemma) or lex.triggers.get(t.norm)
        if not acts:
            continue
        for act in acts:
            out.append(
                Trigger(sentence.index, i, i + 1, t.span, act, tense(tokens, i), negated(tokens, i), "Voice=Pass" in t.feats, t.lemma)
            )
    return out


def tense(tokens: Sequence[Token], i: int) -> str:
    """past, pres, fut, or "" for nouns and infinitives; a short participle takes its auxiliary's tense."""
    t = tokens[i]
    feats = t.feats
    if t.norm.startswith(_UNTAGGED) or (t.lemma.endswith(("ть", "ться")) and t.norm.endswith(_PAST)):
        return "past"
    if t.pos == "ADJ" and "Tense=" not in feats and t.lemma.endswith("нный") and t.lemma.startswith(_SIGNED):
        return "past"
    for key, name in _TENSE.items():
        if f"Tense={key}" in feats:
            if "Variant=Short" in feats or "VerbForm=Part" in feats:
                aux = next((x for x in reversed(tokens[max(0, i - 3) : i]) if x.lemma in ("быть", "быў", "быць", "be", "will")), None)
                # slovnet tags "будет" as present
                if aux is not None and ("Tense=Fut" in aux.feats or aux.norm.startswith(("буд", "will")) or aux.norm in ("быть", "быць", "be")):
                    return "fut"
                return "past" if "Voice=Pass" in feats else name
            if key == "Pres" and "Aspect=Perf" in feats:
                return "fut"
            return name
    return ""


def negated(tokens: Sequence[Token], i: int) -> bool:
    """True if a negation stands directly before the word, at most one word apart."""
    return any(x.norm in _NEGATIONS for x in tokens[max(0, i - 2) : i])
