"""Tags of English sentences: LemmInflect's dictionary, closed classes of words, and the neighbours of a word.

The dictionary comes in LemmInflect's wheel; this module is its only door. No statistical tagger is used: the finders of
the genre need lemmas, number, and for verbs tense, voice and negation, and all of these show in the verb group itself.
"""

from __future__ import annotations

import importlib
import re
from functools import cache, lru_cache
from typing import Any

Tags = list[tuple[str, str, str, str, str, str]]

_MARK = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"\d[\d.,:/–-]*(?:st|nd|rd|th)?|[ivxlc]+", re.IGNORECASE)
_DETERMINERS = frozenset("the a an this that these those its his her their our your my some any no each every both all such another either neither".split())
_NO_VERB_BEHIND = _DETERMINERS | {"to"}
_PREPOSITIONS = frozenset(
    "of in on at by for with from to into between among under over about after before during through against within without "
    "across towards toward upon via per since until till as than alongside including regarding concerning amid along near beyond "
    "like despite off onto around behind above below".split()
)
_CONJUNCTIONS = frozenset("and or but nor so".split())
_SUBORDINATORS = frozenset("that which who whom whose when where while because if although though whether whereas".split())
_PRONOUNS = frozenset("he she it they we i you him them us me himself herself itself themselves there who which one others".split())
_BE = frozenset("be is are was were been being am 's 're".split())
_HAVE = frozenset("have has had having 've".split())
_AUXILIARIES = _BE | _HAVE
_DO = frozenset("do does did".split())
_MODALS = frozenset("will would shall should may might can could must 'll cannot won't wouldn't can't couldn't shouldn't mustn't".split())
_BEFORE_VERBS = _MODALS | _DO
_NEGATIONS = frozenset("not never neither nor n't".split())
_CONTRACTED = {
    "isn't": "be", "aren't": "be", "wasn't": "be", "weren't": "be", "hasn't": "have", "haven't": "have", "hadn't": "have",
    "don't": "do", "doesn't": "do", "didn't": "do",
}  # fmt: skip
_FUTURE = frozenset({"will", "shall", "'ll", "won't"})
_CONDITIONAL = frozenset("would should may might can could must cannot wouldn't can't couldn't shouldn't mustn't".split())
# common adverbs that stand inside a verb group or open a sentence; words in -ly need no list
_ADVERBS = frozenset("also today yesterday tomorrow now then here there already still yet soon later earlier ago just only too very well together again once even ever meanwhile likewise moreover however thus therefore abroad almost jointly back home online previously".split())
# headlines tell in the present: "ICT ministers meet in Bishkek", "Mongolia, Laos sign memorandum"
_TELLING = frozenset("meet sign discuss agree host hold open launch visit join ink adopt exchange initial conclude ratify approve plan".split())
# the dictionary lets these be verbs or adjectives too; in releases they name things
_NOUNS = frozenset(
    "minister ministry meeting memorandum agreement protocol talks visit session forum conference declaration statement plan programme program "
    "document text cooperation exchange exhibition post office state side sides delegation head chair president ambassador government "
    "council committee commission group works service services treaty contract roadmap summit signing opening understanding training "
    "building broadcasting banking engineering manufacturing computing roaming beginning framework support access second minutes network water sitting hearing".split()
)
_HOSTS = frozenset("receive welcome visit greet address inspect".split())
# their -ed forms are never passive, so "who met in Minsk" is a finite verb and not a participle
_INTRANSITIVE = frozenset("meet gather arrive take speak come go travel participate attend begin happen occur last fly leave agree stay remain say tell".split())
_WORKING = frozenset("working steering organising organizing coordinating visiting governing managing standing".split())
_WORKED = frozenset("group groups subgroup committee committees council visit visits meeting meetings session sessions lunch dinner breakfast party level delegation commission board body director".split())
_COUNTED = frozenset("one two three four five six seven eight nine ten twelve half multi single first second third".split())
_ORDINALS = frozenset("third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split())
# in the third person, right behind a name, these tell what it does: "Lunde serves as director"
_ITS_SUBJECT_A_NAME = frozenset("serves heads chairs leads runs succeeds replaces acts works remains becomes represents joins takes receives welcomes visits meets hosts expects".split())
_SAYS = frozenset("calls covers sets aims marks builds plans links lasts limits updates spans outlines details targets bears sees runs opens takes governs frames envisages foresees names lists deals".split())
_DOCUMENTS = frozenset("memorandum agreement protocol document deal pact contract roadmap plan declaration statement convention treaty accord mou text paper programme charter letter".split())
_AFTER_SAYS = _DETERMINERS | frozenset("for from until to at on out up with between how what all both cooperation".split())
_SAME_IN_PAST = frozenset(["put", "cut", "shut", "hit"])
_HAPPENS = frozenset("runs opens ends begins starts continues closes lasts meets convenes arrives leaves returns stays concludes travels flies resumes wraps".split())
_SITS = frozenset("convene reconvene assemble sit".split())


@cache
def _dictionary() -> Any:
    return importlib.import_module("lemminflect")


@lru_cache(maxsize=1 << 16)
def readings(word: str) -> dict[str, str]:
    """Part of speech -> lemma of every reading that the dictionary has of a word in lower case."""
    found = {pos: forms[0] for pos, forms in _dictionary().getAllLemmas(word).items()}
    if not found and "-" in word:
        head, _, last = word.rpartition("-")
        found = {pos: f"{head}-{base}" for pos, base in readings(last).items()}
    if not found and word.endswith("ise"):
        return readings(word[:-3] + "ize")
    return found


def is_common(word: str) -> bool:
    """True if the word, in lower case, is in the dictionary: such a word alone is no proper name."""
    return bool(readings(word.lower())) or word.lower() in _CLOSED


_CLOSED = (
    _DETERMINERS | _PREPOSITIONS | _CONJUNCTIONS | _SUBORDINATORS | _PRONOUNS | _AUXILIARIES | _DO | _MODALS | _NEGATIONS | _ADVERBS
)  # fmt: skip


def tag_english(sentences: list[list[str]], text: str) -> tuple[list[Tags], list[tuple[str, int, int]]]:
    """Tags of each word of each tokenised sentence; no name spans, as English marks its names by capitals.

    Verbs carry VerbForm (Fin, Part, Inf, Ger), Tense (Past, Pres, Fut), Voice=Pass, Polarity=Neg and Mood=Cnd for
    "may", "would", "should".
    """
    return [_tag_sentence(words) for words in sentences], []


def _tag_sentence(words: list[str]) -> Tags:
    low = [w.lower().replace("’", "'") for w in words]
    kinds: list[str] = []
    for i in range(len(words)):
        kinds.append(_part_of_speech(words, low, kinds, i))
    out: Tags = []
    for i, kind in enumerate(kinds):
        if kind == "VERB":
            out.append(("VERB", _verb_lemma(low[i]), "", "", "", _verb_features(low, kinds, i)))
        elif kind in ("NOUN", "PROPN"):
            base = readings(low[i]).get("NOUN", _guess_singular(low[i]) if kind == "NOUN" else low[i])
            plural = (base != low[i] and low[i].endswith("s")) or low[i] in ("media", "people", "data", "memoranda")
            out.append((kind, base, "", "Plur" if plural else "Sing", "", ""))
        elif kind == "AUX":
            out.append(("AUX", _aux_lemma(low[i]), "", "", "", ""))
        else:
            out.append((kind, low[i], "", "", "", "Polarity=Neg" if low[i] in _NEGATIONS else ""))
    return out


def _aux_lemma(word: str) -> str:
    if word in _CONTRACTED:
        return _CONTRACTED[word]
    for base, forms in (("be", _BE), ("have", _HAVE), ("do", _DO)):
        if word in forms:
            return base
    return word


def _guess_singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


_DOUBLED = re.compile(r"([bdglmnprt])\1$")


@lru_cache(maxsize=1 << 14)
def _verb_lemma(word: str) -> str:
    found = readings(word)
    if "VERB" in found:
        return found["VERB"]
    for ending in ("ed", "ing", "es", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = _DOUBLED.sub(r"\1", word[: -len(ending)])
            return stem if "VERB" in readings(stem) else stem + "e" if "VERB" in readings(stem + "e") else stem
    return word


def _closed(word: str, before: str) -> str | None:
    if word in _MODALS or word in _CONTRACTED or word in _DO:
        return "AUX"
    if word == "'s":
        return "PART"
    if word in _BE or word in _HAVE:
        return "AUX"
    if word in _NEGATIONS or word == "to":
        return "PART" if word in _NEGATIONS else "ADP"
    for kind, known in (("DET", _DETERMINERS), ("ADP", _PREPOSITIONS), ("CCONJ", _CONJUNCTIONS), ("SCONJ", _SUBORDINATORS), ("PRON", _PRONOUNS), ("ADV", _ADVERBS)):
        if word in known:
            return kind
    return None


def _part_of_speech(words: list[str], low: list[str], done: list[str], i: int) -> str:
    word, before = low[i], low[i - 1] if i else ""
    if _MARK.fullmatch(word):
        return "PUNCT"
    if word[:1].isdecimal() and _NUMBER.fullmatch(word):
        return "NUM"
    initial = i == 0 or (i == 1 and done[0] == "PUNCT") or _behind_line(words, done, i)
    if word in _ORDINALS:
        return "ADJ"  # "third" is a verb too, in the dictionary
    if words[i] in ("IT", "US") and any(not w.isupper() for w in words if len(w) > 2):
        return "PROPN"
    closed = _closed(word, before)
    if closed and (initial or not words[i][:1].isupper() or closed in ("ADP", "CCONJ", "DET")):
        return closed
    found = readings(word)
    if words[i][:1].isupper() and not (initial and found):
        return "PROPN"
    if (word.endswith("ly") and "ADV" in found) or word in _ADVERBS:
        return "ADV"
    if "-" in word and word.split("-")[0] in _COUNTED:
        return "ADJ"  # "a two-year programme", "the three-day visit"
    if word in _WORKING and i + 1 < len(low) and low[i + 1] in _WORKED:
        return "ADJ"  # "the Norwegian-Peruvian working group"
    if word in ("next", "first", "last", "both", "all") and done and done[-1] == "AUX" and i + 1 < len(low) and "VERB" in readings(low[i + 1]) and low[i + 1] not in _NOUNS:
        return "ADV"  # "will next meet", "had first met"
    left = next((k for k in range(i - 1, -1, -1) if done[k] != "ADV" and low[k] not in _NEGATIONS), -1)
    if left >= 0 and "VERB" in found and (done[left] == "AUX" or low[left] == "to"):
        # "have plans", "is support for": a noun only where the form cannot be part of the verb group
        if low[left] in _BEFORE_VERBS or low[left] == "to" or word.endswith(("ed", "ing", "en")) or (word not in _NOUNS and "NOUN" not in found):
            return "VERB"
        if low[left] in _AUXILIARIES and _is_past_form(word, found):
            return "VERB"
    if _tells(low, done, i, found):
        return "VERB"
    if word in _NOUNS or word in ("ministers", "ministries", "talks", "plans"):
        return "NOUN"
    return _open_class(low, done, i, found)


def _behind_line(words: list[str], done: list[str], i: int) -> bool:
    """"OSLO, 3 May 2024 – | Meeting today in the port, …": the first word behind a dateline, or behind an opening quotation mark, has its capital from its place."""
    before = words[i - 1]
    if before in ('"', "“", "«") and i > 1 and words[i - 2] in (",", ":", "–", "—"):
        return True
    line = before in ("–", "—", "--", "-", "|") or (before in (".", ":", ")") and "NUM" in done)
    return 1 < i < 16 and line and "VERB" not in done and "AUX" not in done and words[0][:1].isupper() and ("NUM" in done or words[0].isupper())


def _tells(low: list[str], done: list[str], i: int, found: dict[str, str]) -> bool:
    if i == 0 or found.get("VERB") not in _TELLING or _is_past_form(low[i], found) or low[i].endswith("ing"):
        return False
    if done[i - 1] not in ("NOUN", "PROPN") or i + 1 >= len(low) or low[i + 1] in ("of", ",", ".", "between", "for", "and"):
        return False
    plural = low[i - 1].endswith("s")
    return ("VERB" not in done) and (done[i - 1] == "PROPN" or plural != low[i].endswith("s"))


def _is_past_form(word: str, found: dict[str, str]) -> bool:
    return "VERB" in found and found["VERB"] != word and not word.endswith(("ing", "s"))


def _open_class(low: list[str], done: list[str], i: int, found: dict[str, str]) -> str:
    word = low[i]
    after_noun = (i > 0 and done[i - 1] in ("NOUN", "PROPN", "PRON", "ADV", "SCONJ", "CCONJ", "NUM")) or (i > 0 and done[i - 1] == "PUNCT")
    if "VERB" in found and _is_past_form(word, found) and not (i > 0 and done[i - 1] in ("DET", "ADJ")):
        return "VERB"
    if word in _SAME_IN_PAST and i + 1 < len(low) and low[i + 1] in _DETERMINERS and after_noun:
        return "VERB"  # "the ministers cut the ribbon"
    if "VERB" in found and word.endswith("ing") and not (i > 0 and done[i - 1] in ("DET", "ADJ")):
        return "VERB"
    if "ADJ" in found and ("NOUN" not in found or (i + 1 < len(low) and "NOUN" in readings(low[i + 1]))):
        return "ADJ"
    if "NOUN" in found and "VERB" in found and after_noun and word.endswith("s"):
        # "Brazil hosts the forum": what follows a verb opens a new phrase
        follows = low[i + 1] if i + 1 < len(low) else ""
        if word in _SAYS and i > 0 and low[i - 1] in _DOCUMENTS and follows in _AFTER_SAYS:
            return "VERB"  # "the Memorandum calls for", "the agreement covers the"
        if follows in ("off", "up") and done[i - 1] in ("PROPN", "NOUN"):
            return "VERB"  # "The forum kicks off", "wraps up"
        if word in _HAPPENS and (follows in _PREPOSITIONS or follows in _ADVERBS) and done[i - 1] in ("PROPN", "PUNCT") and "AUX" not in done and "VERB" not in done:
            return "VERB"  # "Ports Week, a fair, runs in Oslo", "The Forum opens on Monday"
        if done[i - 1] in ("PRON", "SCONJ") or (word in _ITS_SUBJECT_A_NAME and done[i - 1] == "PROPN"):
            return "VERB"
        return "VERB" if follows in _NO_VERB_BEHIND and done[i - 1] != "ADJ" else "NOUN"
    for kind in ("NOUN", "VERB", "ADJ", "ADV", "NUM"):
        if kind in found and not (kind == "VERB" and "NOUN" in found):
            return kind
    return "NOUN"


def _verb_features(low: list[str], kinds: list[str], i: int) -> str:
    """Features of the verb at i from the auxiliaries, "to" and negations that stand before it."""
    feats: dict[str, str] = {}
    k = i - 1
    group: list[str] = []
    while k >= 0 and (kinds[k] in ("AUX", "ADV") or low[k] in _NEGATIONS or low[k] == "to") and len(group) < 6:
        group.append(low[k])
        k -= 1
    # "was not signed and never discussed", "met and signed": a joined verb shares the group before it
    if not group and k >= 0 and low[k] in ("and", "or") and k > 0 and kinds[k - 1] in ("VERB", "ADV"):
        j = k - 1 if kinds[k - 1] == "VERB" else k - 2
        if j >= 0 and kinds[j] == "VERB" and _is_past_form(low[i], readings(low[i])) == _is_past_form(low[j], readings(low[j])):
            return _verb_features(low, kinds, j)
    word = low[i]
    past = _is_past_form(word, readings(word)) or (word in _SAME_IN_PAST and not any(w in _MODALS or w in _DO or w == "to" for w in group))
    if any(w in _NEGATIONS or w.endswith("n't") or w == "cannot" for w in group):
        feats["Polarity"] = "Neg"
    being = any(w in _BE or _CONTRACTED.get(w) == "be" for w in group)
    having = any(w in _HAVE or _CONTRACTED.get(w) == "have" for w in group)
    base = past or ("VERB" in readings(word) and readings(word)["VERB"] == word)
    if any(w in _FUTURE for w in group):
        feats |= {"Tense": "Fut", "VerbForm": "Fin"}
    elif any(w in _CONDITIONAL for w in group):
        feats |= {"Mood": "Cnd", "VerbForm": "Fin"}
    elif "to" in group and (being or not past):
        feats |= {"VerbForm": "Inf"}
        before = low[k] if k >= 0 else ""
        if before in _BE or any(w in ("is", "are", "was", "were") for w in group):
            feats["Tense"] = "Fut"
    elif any(w in _DO or _CONTRACTED.get(w) == "do" for w in group):
        feats |= {"VerbForm": "Fin", "Tense": "Past" if any(w.startswith("did") for w in group) else "Pres"}
    elif word.endswith("ing"):
        feats |= {"VerbForm": "Fin", "Tense": "Pres"} if being else {"VerbForm": "Ger"}
    elif having:
        feats |= {"VerbForm": "Fin", "Tense": "Past"}
    elif being:
        feats |= {"VerbForm": "Fin", "Tense": "Pres" if {"being", "is", "are"} & set(group) == {"being"} | ({"is", "are"} & set(group)) and "being" in group else "Past"}
    elif past:
        feats |= {"Tense": "Past", "VerbForm": "Fin"}
    else:
        feats |= {"Tense": "Pres", "VerbForm": "Fin"}
    if base and past and being and not word.endswith("ing"):
        feats |= {"Voice": "Pass"}
    elif past and not group and _reduced(low, kinds, i):
        feats |= {"VerbForm": "Part", "Voice": "Pass"}
    return "|".join(f"{name}={value}" for name, value in sorted(feats.items()))


def _has_object(low: list[str], kinds: list[str], i: int) -> bool:
    """"received yesterday in Oslo a mission": what the verb does something to stands behind time and place."""
    for k in range(i + 2, min(len(low), i + 8)):
        if low[k] in ("a", "an") and kinds[k - 1] in ("PROPN", "NOUN", "ADV", "NUM"):
            return True
        if kinds[k] in ("VERB", "AUX", "PUNCT", "CCONJ"):
            return False
    return False


def _behind_apposition(low: list[str], kinds: list[str], i: int) -> bool:
    """"Kari Lunde, director of the agency, | signed in Oslo": the verb of the name that opens the sentence."""
    comma = low.index(",")
    return comma < i - 1 and 1 < comma < 5 and all(k == "PROPN" for k in kinds[:comma]) and not {"VERB", "AUX"} & set(kinds[:i])


def _reduced(low: list[str], kinds: list[str], i: int) -> bool:
    """"a protocol concluded in Pretoria": a participle after its noun, and not "the ministers concluded a protocol"."""
    sits = _verb_lemma(low[i]) in _SITS and low[i + 1 : i + 2] != ["by"]  # "the commission convened in Oslo", "a meeting convened by the minister"
    if sits or _verb_lemma(low[i]) in _INTRANSITIVE or i == 0 or kinds[i - 1] not in ("NOUN", "PROPN", "PUNCT", "NUM"):
        return i == 0 or (kinds[i - 1] in ("DET", "ADJ") and i + 1 < len(low) and kinds[i + 1] in ("NOUN", "ADJ", "PROPN"))
    # "the protocol that the two countries signed in 2019"
    if any(w in ("that", "which", "whom", "who") for w in low[max(0, i - 6) : i]) and kinds[i - 1] != "PUNCT":
        return False
    if _verb_lemma(low[i]) in _HOSTS and kinds[i - 1] in ("PROPN", "PUNCT") and "AUX" not in kinds and "by" not in low[i + 1 : i + 4]:
        return False  # "the minister, Kari Lunde, received on Wednesday, 8 May, the delegation": nothing else is the verb
    if kinds[i - 1] == "PUNCT" and low[i - 1] not in (",", ")", '"', "”", "»"):
        return False
    if low[i - 1] == "," and _behind_apposition(low, kinds, i):
        return False
    following = low[i + 1] if i + 1 < len(low) else ""
    kind = kinds[i + 1] if i + 1 < len(low) else ""
    if following in ("by", "in", "on", "at", "between", "during", "under", "with", "within", "earlier", "yesterday", "today", "there", "last"):
        return not _has_object(low, kinds, i)
    return kind == "PUNCT" and low[i - 1] == ","
