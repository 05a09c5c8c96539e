"""What happens in an English sentence: its triggers, with the Russian keys by which the fact rules know them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from kg.mentions.acts import find_triggers
from kg.mentions.english.context import Context, key_of, lex
from kg.mentions.english.told_acts import (
    PAPERS,
    no_subject,
    only_recalled,
    present,
    signers_told,
    standing,
    still_open,
    under_way,
    untrue,
)
from kg.mentions.model import Trigger
from kg.text.document import Token

# nouns and adjectives that say what happens; the other triggers do so as verbs only ("an exchange of views", "a draft")
_NOMINAL = frozenset(
    ["signing", "conclusion", "initialling", "initialing", "ratification", "extension", "renewal", "prolongation", "implementation", "execution", "fulfilment", "discussion", "consideration",
     "participation", "participant", "invitation", "appointment", "intention", "readiness", "ready", "willing", "willingness", "proposal", "due", "postponement", "postponed", "accession", "entry", "admission", "refusal", "chairmanship", "co-chairmanship", "leadership"]
)  # fmt: skip
# "took part", "took place": the noun says what happens; other uses of the verb say nothing
_LIGHT = {"part": ("participate", "участвовать"), "place": ("hold", "состояться"), "effect": ("in-force", "вступить"), "office": ("appoint", "стать"), "over": ("appoint", "стать")}
_NO_GUESTS = frozenset(["award", "prize", "degree", "information", "report", "support", "letter", "certificate", "diploma", "application"])
_GUESTS = frozenset(["delegation", "minister", "ambassador", "guest", "counterpart", "delegate", "visitor", "premier", "president", "director", "secretary", "representative", "official"])
_EVENTS = frozenset(["visit", "meeting", "session", "trip", "tour", "talk", "forum", "conference", "summit", "work", "event", "sitting", "negotiation", "consultation"])
_PUTS = frozenset(["put", "affix", "append", "place", "set", "add", "attach", "lend", "apply", "leave", "fix"])  # … their signatures
_BEARS = frozenset(["bears", "bear", "bore", "carries", "carried"])
_TALKS = frozenset(["talk", "meeting", "conversation", "discussion", "negotiation", "consultation", "bilateral", "call", "audience", "lunch", "session", "round"])
# headlines tell of what was done in the present, which Russian does with the other aspect
_HEADLINE = {"подписать": "подписывать", "заключить": "заключать"}


_DONE_BEFORE = frozenset("by after following upon on in".split())


def _by_doing(tokens: Sequence[Token], t: Trigger) -> Trigger:
    """"ended the meeting by adopting a declaration", "after signing the protocol": done, where the sentence tells of the past."""
    doing = "VerbForm=Ger" in tokens[t.first].feats and t.first and tokens[t.first - 1].norm in _DONE_BEFORE and not t.tense
    past = doing and any("Tense=Past" in x.feats and "VerbForm=Fin" in x.feats for x in tokens)
    return replace(t, tense="past") if past and t.act in ("sign", "initial", "meet", "receive") else t


def find_acts(ctx: Context) -> list[Trigger]:
    """Triggers of a sentence, left to right, with Russian keys for lemmas."""
    found = _phrasal(ctx.tokens, find_triggers(ctx.sentence, lex()))
    told = [_by_doing(ctx.tokens, _with_key(ctx, t)) for t in found if _tells(ctx.tokens, t) and not only_recalled(ctx.tokens, t)]
    if untrue(ctx.tokens):
        told = [replace(t, negated=True) if t.act == "sign" else t for t in told]
    idioms = standing(ctx.sentence)
    told = [t for t in told if not any(t.first == x.first and t.act == x.act for x in idioms)]
    return sorted([*told, *idioms, *under_way(ctx.sentence), *still_open(ctx.sentence), *signers_told(ctx.sentence), *present(ctx.sentence)], key=lambda t: t.first)


def _phrasal(tokens: Sequence[Token], triggers: Sequence[Trigger]) -> list[Trigger]:
    """Verbs that mean what their object says: "took part", "entered into a contract", "concluded his visit", "hosted a delegation"."""
    out: list[Trigger] = []
    for t in triggers:
        made = _LIGHT_VERBS.get(t.lemma, _same)(tokens, t)
        if made is not None and made not in out:
            out.append(made)
    return out


def _same(tokens: Sequence[Token], t: Trigger) -> Trigger | None:
    return t


def _object(tokens: Sequence[Token], t: Trigger, known: frozenset[str]) -> bool:
    """True if one of the words is what the verb does something to, and not a word behind another preposition."""
    for k, x in enumerate(tokens[t.last : t.last + 10], t.last):
        if x.lemma in known or x.norm in known:
            return True
        if x.norm == "of" and tokens[k - 1].lemma in _MEASURES:
            continue  # "two days | of talks"
        if x.pos in ("VERB", "AUX", "ADP") or x.text in (".", ";", ":"):
            return False
    return False


_MEASURES = frozenset("day hour round series week couple number set".split())


def _of_event(tokens: Sequence[Token], t: Trigger) -> bool:
    """"The Conference on ports | concluded in Lima": the noun before the first preposition of the clause is its subject."""
    start = next((k + 1 for k in range(t.first - 1, -1, -1) if tokens[k].text in ",;:–—" or tokens[k].pos in ("VERB", "AUX")), 0)
    head = next((k - 1 for k in range(start, t.first + 1) if tokens[k].pos in ("ADP", "AUX", "ADV", "VERB") and k > start), -1)
    return head >= start and (tokens[head].lemma in _EVENTS or tokens[head].lemma in lex().gatherings)


def _subject(tokens: Sequence[Token], t: Trigger, known: frozenset[str]) -> bool:
    i = next((k for k in range(t.first - 1, -1, -1) if tokens[k].pos not in ("ADV", "AUX")), -1)
    if i > 0 and tokens[i].text == ")":
        i = next((k - 1 for k in range(i, -1, -1) if tokens[k].text == "("), i)
    return i >= 0 and tokens[i].lemma in known


def _take(tokens: Sequence[Token], t: Trigger) -> Trigger | None:
    following = next((x.norm for x in tokens[t.last : t.last + 3] if x.norm in _LIGHT), None)
    if following is None:
        return None
    if following in ("office", "over") and not any(x.norm == "as" for x in tokens[t.last : t.last + 4]):
        return None
    act, key = _LIGHT[following]
    return replace(t, act=act, lemma=key)


def _enter(tokens: Sequence[Token], t: Trigger) -> Trigger | None:
    """"entered into a contract" is to conclude it; "entered into force" is not."""
    into = t.last < len(tokens) and tokens[t.last].norm == "into"
    if into and any(x.lemma in PAPERS for x in tokens[t.last + 1 : t.last + 7]) and tokens[t.last + 1].norm != "force":
        return replace(t, act="sign", lemma="подписать")
    return t


_EXCHANGED = PAPERS | {"instrument", "document", "note"}


def _exchange(tokens: Sequence[Token], t: Trigger) -> Trigger | None:
    """"exchanged a letter of intent": papers change hands when they are signed."""
    if any(x.norm in ("ratification", "accession", "acceptance") for x in tokens[t.last : t.last + 5]):
        return replace(t, act="in-force", lemma="ратифицировать")  # "exchanged instruments of ratification"
    if tokens[t.first].pos == "VERB" and (_object(tokens, t, _EXCHANGED) or (t.passive and any(x.lemma in _EXCHANGED for x in tokens[: t.first]))):
        return replace(t, act="sign", lemma="подписать")
    return t


def _subscribe(tokens: Sequence[Token], t: Trigger) -> Trigger | None:
    """"subscribed an agreement" is to sign it; "subscribed to the service" is not."""
    return t if tokens[t.first].pos == "VERB" and _object(tokens, t, PAPERS) else None


def _on_paper(tokens: Sequence[Token], t: Trigger) -> Trigger | None:
    """"penned an agreement" is to sign it."""
    with_paper = next((k for k in range(t.last, min(t.last + 10, len(tokens) - 1)) if tokens[k].norm in ("with", "in", "through", "by")), None)
    by_it = with_paper is not None and not t.passive and any(x.lemma in PAPERS for x in tokens[with_paper + 1 : with_paper + 7]) and not any(x.pos in ("VERB", "AUX") for x in tokens[t.last : with_paper])
    return replace(t, lemma="подписать") if tokens[t.first].pos == "VERB" and (by_it or _object(tokens, t, PAPERS)) else None


def _struck(tokens: Sequence[Token], t: Trigger) -> Trigger | None:
    """"a deal was struck", "clinched an agreement", "reached a deal on": it is made; "reached agreement on all points" is of one mind."""
    word = tokens[t.first]
    if word.pos != "VERB":
        return None
    inside = tokens[: t.first] if t.passive else tokens[t.last : t.last + 9]
    if t.passive and any(x.norm == "to" for x in tokens[t.last : t.last + 1]):
        inside = tokens[: t.first]
    papers = [k for k, x in enumerate(inside) if x.lemma in PAPERS]
    if not papers or (t.passive and any(x.text in ";:" for x in inside[papers[-1] :])):
        return None
    k = papers[0] if not t.passive else papers[-1]
    if not t.passive and any(x.pos in ("VERB", "AUX") or x.text in (".", ";", ",") or (x.pos == "ADP" and x.norm != "of") for x in inside[:k]):
        return None
    if word.lemma == "reach" and inside[k].lemma == "agreement":
        first = t.last if not t.passive else 0
        if not any(x.norm in ("a", "an", "the", "this") for x in tokens[first : first + k]):
            return None
    return replace(t, lemma="подписать")


_OF_BOTH = frozenset("side party delegate participant commission committee subcommittee group co-chair delegation board ministry delegation".split())


_MADE_SO = frozenset(["plan", "roadmap", "road-map", "programme", "program", "protocol", "declaration", "statement", "minutes"])  # by being approved


def _approve(tokens: Sequence[Token], t: Trigger) -> Trigger | None:
    """"The sides approved a roadmap": adopted by those who agree; what a cabinet or parliament approves is in force."""
    start = next((k + 1 for k in range(t.first - 1, -1, -1) if tokens[k].text in ";:"), 0)
    both = any(x.lemma in _OF_BOTH or (x.lemma == "minister" and x.number == "Plur") for x in tokens[start : t.first])
    agents = tokens[t.last : t.last + 16] if t.passive else ()
    by = next((k for k, x in enumerate(agents) if x.norm == "by"), len(agents))
    if any(x.lemma in _OF_BOTH | {"minister", "regulator", "agency", "operator"} and x.number == "Plur" for x in agents[by : by + 7]) and any(x.lemma in _MADE_SO for x in tokens[start : t.first]):
        return replace(t, act="sign", lemma="принять")  # "The roadmap, approved by the ministers of Peru and Chile"
    if tokens[t.first].pos == "VERB" and not t.passive and both and _object(tokens, t, _MADE_SO):
        return replace(t, act="sign", lemma="принять")
    return t


def _draw_up(tokens: Sequence[Token], t: Trigger) -> Trigger | None:
    """"will draw up an action plan", "work out a memorandum", "developed a roadmap": a paper is prepared; other work says nothing."""
    if t.act != "plan":
        return t
    if tokens[t.first].pos != "VERB" or (t.lemma in _DRAWN and not (t.last < len(tokens) and tokens[t.last].norm == _DRAWN[t.lemma])):
        return None
    last = t.last + (t.lemma in _DRAWN)
    paper = any(x.lemma in _MADE_SO | PAPERS for x in tokens[: t.first]) if t.passive else _object(tokens, replace(t, last=last), _MADE_SO | PAPERS)
    return replace(t, last=last, lemma="prepare") if paper else None


_DRAWN = {"draw": "up", "work": "out"}


def _issue(tokens: Sequence[Token], t: Trigger) -> Trigger | None:
    """"issued a joint communiqué": it is adopted."""
    joint = any(x.norm == "joint" for x in tokens[t.last : t.last + 4])
    return replace(t, lemma="принять") if tokens[t.first].pos == "VERB" and joint and _object(tokens, t, frozenset(["statement", "communiqué", "communique", "declaration"])) else None


def _conclude(tokens: Sequence[Token], t: Trigger) -> Trigger | None:
    """"concluded a three-day visit", "the talks concluded": an end; "concluded an agreement": a signing."""
    if tokens[t.first].pos != "VERB":
        return t
    ends = _object(tokens, t, _EVENTS) or ((_subject(tokens, t, _EVENTS) or _of_event(tokens, t)) and tokens[t.first - 1].pos != "AUX")
    if ends:
        return replace(t, act="hold", lemma="завершить")
    return t if t.act == "sign" else None


def _wind_up(tokens: Sequence[Token], t: Trigger) -> Trigger | None:
    up = t.last < len(tokens) and tokens[t.last].norm == "up"
    return replace(t, lemma="завершить") if up and (_object(tokens, replace(t, last=t.last + 1), _EVENTS) or _subject(tokens, t, _EVENTS) or _of_event(tokens, t)) else None


def _complete(tokens: Sequence[Token], t: Trigger) -> Trigger | None:
    return replace(t, lemma="завершить") if _object(tokens, t, _EVENTS) else None


def _host(tokens: Sequence[Token], t: Trigger) -> Trigger | None:
    """"hosted an Estonian delegation" is a reception; "hosted the forum" is not."""
    if tokens[t.first].pos == "VERB" and _object(tokens, t, _GUESTS) and not _object(tokens, t, _EVENTS):
        return replace(t, act="receive", lemma="принять")
    return t


def _have(tokens: Sequence[Token], t: Trigger) -> Trigger | None:
    """"had talks with", "will have a meeting with": it is held; other uses of the verb say nothing."""
    if not _object(tokens, t, _TALKS) or (t.last < len(tokens) and (tokens[t.last].pos in ("VERB", "AUX") or tokens[t.last].norm in ("no", "not", "yet"))):
        return None
    before = tokens[t.first - 1].norm if t.first else ""
    tense = "past" if tokens[t.first].norm == "had" else "fut" if before in ("will", "shall") else "pres"
    return replace(t, tense="" if before == "to" else tense)


_ORGANS = frozenset(["commission", "committee", "subcommittee", "subcommission", "council", "group", "board"])


def _sit(tokens: Sequence[Token], t: Trigger) -> Trigger | None:
    """"sat down with" is to meet, "sat in on the talks" to be there; a session sits in another way."""
    if [x.norm for x in tokens[t.last : t.last + 2]] == ["in", "on"]:
        return replace(t, act="participate", lemma="участвовать")
    if tokens[t.first].pos == "VERB" and t.first and tokens[t.first - 1].pos in ("NOUN", "PROPN", "PART", "AUX") and any(x.lemma in _ORGANS for x in tokens[: t.first]) and not t.passive:
        return t  # "the Joint Commission sat in Oslo": the body that does so is looked for by the rules
    down = t.last + 1 < len(tokens) and tokens[t.last].norm == "down"
    return t if down and any(x.norm in ("with", "for", "together", "to") for x in tokens[t.last + 1 : t.last + 8]) else None


def _bring(tokens: Sequence[Token], t: Trigger) -> Trigger | None:
    """"The forum brought together ministers" tells that it was held."""
    if not any(x.norm == "together" for x in tokens[t.last : t.last + 2]):
        return None
    # "The seminar on digital identity brought together …": the first noun is the subject
    named = any(x.lemma in _EVENTS or x.lemma in lex().gatherings for x in tokens[: t.first]) and not any(x.pos in ("VERB", "AUX") and "VerbForm=Part" not in x.feats for x in tokens[: t.first])
    return t if named or _subject(tokens, t, _EVENTS) else None


def _pay(tokens: Sequence[Token], t: Trigger) -> Trigger | None:
    """"paid a visit", "paid a courtesy call on"; who pays a price goes nowhere."""
    if _object(tokens, t, frozenset(["call"])):
        return replace(t, act="meet", lemma="meet")
    return t if _object(tokens, t, frozenset(["visit"])) else None


def _call(tokens: Sequence[Token], t: Trigger) -> Trigger | None:
    """"called on Minister N" is to meet; "called on the states to join" is not."""
    if tokens[t.first].pos != "VERB" or t.last + 1 >= len(tokens) or tokens[t.last].norm != "on":
        return None
    k = t.last + 1 + (tokens[t.last + 1].norm in ("the", "h.e"))
    asks = any(a.norm == "to" and b.pos == "VERB" for a, b in itertools.pairwise(tokens[k:]))
    return replace(t, lemma="meet") if k < len(tokens) and tokens[k].capital and not asks else None


def _speak(tokens: Sequence[Token], t: Trigger) -> Trigger | None:
    """"spoke with", "spoke by phone" is to meet; "spoke about parcels", said of one side or two, is to speak."""
    if t.act != "meet" or tokens[t.first].pos != "VERB":
        return t
    return t if any(x.norm in _WITH for x in tokens[t.last : t.last + 7]) else None


def _cut(tokens: Sequence[Token], t: Trigger) -> Trigger | None:
    """"cut the ribbon of the centre" is to open it."""
    ribbon = next((k for k in range(t.last, min(t.last + 4, len(tokens))) if tokens[k].norm == "ribbon"), None)
    return None if ribbon is None else replace(t, act="hold", lemma="open", last=ribbon + 1)


_WITH = frozenset(["with", "to", "by", "via", "together", "over", "phone", "telephone"])
_LIGHT_VERBS = {
    "speak": _speak, "talk": _speak,
    "call": _call, "cut": _cut, "have": _have, "sit": _sit, "pay": _pay, "bring": _bring,
    "strike": _struck, "clinch": _struck, "countersign": _struck, "reach": _struck, "forge": _struck, "cement": _on_paper,
    "approve": _approve, "draw": _draw_up, "work": _draw_up, "develop": _draw_up, "pen": _on_paper, "issue": _issue, "formalise": _on_paper, "formalize": _on_paper,
    "take": _take, "enter": _enter, "exchange": _exchange, "conclude": _conclude, "wind": _wind_up, "wrap": _wind_up,
    "complete": _complete, "finish": _complete, "host": _host, "subscribe": _subscribe,
}  # fmt: skip


def _tells(tokens: Sequence[Token], trigger: Trigger) -> bool:
    t = tokens[trigger.first]
    before = tokens[trigger.first - 1].norm if trigger.first else ""
    if t.pos == "AUX" and t.lemma == "have":
        return True
    if t.pos == "AUX" and t.lemma == "be":
        # only "is the minister of", not "is signed", "will be trained"
        after = next((x for x in tokens[trigger.first + 1 :] if x.pos != "ADV"), None)
        return after is not None and after.pos in ("DET", "NOUN", "PROPN", "ADJ", "NUM")
    if t.pos == "VERB" and trigger.act == "meet" and any(x.norm == "times" for x in tokens[trigger.last : trigger.last + 3]):
        return False  # "met 27 times"
    if t.pos == "VERB" and trigger.act == "receive":
        # whom, not what: "received an award"
        return not any(x.lemma in _NO_GUESTS for x in tokens[trigger.last : trigger.last + 5])
    if t.pos == "VERB":
        return True
    following = tokens[trigger.last].lemma if trigger.last < len(tokens) else ""
    if t.lemma == "signing" and following == "ceremony":
        # who attends the ceremony has signed nothing; that it was held is another matter
        return any(x.lemma in ("hold", "place") for x in tokens)
    if t.norm == "force":
        # "shall remain in force for three years" is a term, not the news
        term = before == "in" and any(x.norm in ("shall", "will", "to") for x in tokens[max(0, trigger.first - 4) : trigger.first])
        return before in ("in", "into") and not term
    if t.lemma == "signature":
        # "put their signatures to": not "recognition of electronic signatures"
        return before in ("their", "his", "her", "the") or any(x.lemma in _PUTS for x in tokens[: trigger.first])
    return t.lemma in _NOMINAL or t.norm in _NOMINAL


def _past(t: Token) -> bool:
    """"put" is one word for the present and the past; of signatures it tells what was done."""
    return "Tense=Past" in t.feats or (t.norm == "put" and "Tense=Pres" in t.feats)


def _with_key(ctx: Context, trigger: Trigger) -> Trigger:
    key = key_of(trigger.lemma, ctx.tokens[trigger.first].pos) or trigger.lemma
    if "Polarity=Neg" in ctx.tokens[trigger.first].feats or no_subject(ctx.tokens, trigger.first):
        trigger = replace(trigger, negated=True)
    if trigger.tense == "pres":
        key = _HEADLINE.get(key, key)
    if key == "подпись" and any((t.lemma in _PUTS and _past(t)) or t.norm in _BEARS for t in ctx.tokens[: trigger.first]):
        return replace(trigger, lemma=key, tense="past")
    return replace(trigger, lemma=key)
