"""Words that say what happens: signing, planning, meeting … with tense, voice and negation."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from kg.mentions.model import Trigger
from kg.reference.word_tests import WordTest
from kg.reference.words import Lexicon
from kg.text.document import Sentence, Token, lemmas, norms, passing

_NEGATIONS = frozenset("не ни нет без not no never n't without ня няма".split())
_UNTAGGED = ("завизирова",)  # forms that the tagger takes for adjectives
_SIGNED = ("подпис", "заключ", "парафир", "ратифиц", "утвержд", "продл")  # "подписанными" as an adjective
_PAST = ("л", "ла", "ло", "ли", "лся", "лась", "лось", "лись")  # the tagger takes "скрепили" for an adjective, "пролонгировали" for a future
_TALKS = frozenset("переговоры мнение разговор диалог дискуссия консультация перамовы talk negotiation".split())
_ABOUT = frozenset("о об по над аб па на about on over concerning".split())
_HELD = frozenset("обменяться вести провести идти".split())
_IT = frozenset("нему ней нем нём".split())
_OUTCOMES = frozenset("итог результат вынік".split())
_EXCHANGE = frozenset("обменяться абмяняцца".split())  # "министры обменялись меморандумом": it has been signed
_VIEWS = frozenset("мнение думка взгляд оценка меркаванне".split())
_SIGNATURES = frozenset("подпись подпіс".split())
_OF_SIGNATURES = ("электрон", "электрон", "цифров", "лічбав", "облачн", "квалифицирован", "усилен", "признан", "прызнан", "сертификат", "проверк", "ключ", "сервис", "применен", "использован", "удостоверен", "технологи")
_EXCHANGING = frozenset("обмен абмен".split())
_CHANGING = _EXCHANGE | _EXCHANGING
_COPIES = frozenset("экземпляр копия оригинал подлинник текст асобнік экзэмпляр копія арыгінал".split())
_MAKING = frozenset(
    "разработка доработка выработка составление подготовка разрабатывать разрабатываться разработать разработанный дорабатываться доработать вырабатывать выработать "
    "согласовываться согласоваться прорабатываться дописывать дописываться шлифовать вычитывать сверять сверяться распрацоўка падрыхтоўка распрацаваць распрацоўваць".split()
)
_WITHDRAWN = frozenset("выйти выходить выйсці выходзіць".split())
_WORK = frozenset("работа праца".split())  # "ведется работа над соглашением"
_WORKING = frozenset("работать work працаваць".split())  # "are working on an agreement"
_FORCE = frozenset("сила force".split())
_INTERLOCUTORS = frozenset("собеседник собеседница суразмоўца".split())  # "его собеседником был А"
_STEPS = frozenset("шаг этап крок".split())  # "следующим шагом станет соглашение"
_BECOME = frozenset("стать стаць".split())
_COPULAS = frozenset("быть стать быць".split())
_STAYING = frozenset("оставаться остаться сохранять сохраняться remain".split())
_COMING = frozenset("прийти прыйсці".split())  # «на смену меморандуму придет соглашение»
_OF_PHRASES = _COMING | _TALKS | _CHANGING | _WITHDRAWN | _MAKING | _WORKING | _WORK | _INTERLOCUTORS | _STEPS | _FORCE | _OUTCOMES
_TENSE = {"Tense=Past": "past", "Tense=Pres": "pres", "Tense=Fut": "fut"}


def find_triggers(sentence: Sentence, lex: Lexicon) -> list[Trigger]:
    """Every word of the sentence that may express an act; one entry for each act that its lemma may mean."""
    tokens = sentence.tokens
    out = []
    for i in passing(_acting(lex), tokens):
        t = tokens[i]
        acts = lex.triggers.get(t.lemma) or lex.triggers[t.norm]
        if t.lemma in _SIGNATURES and _electronic(tokens, i):
            continue
        for act in acts:
            out.append(
                Trigger(sentence.index, i, i + 1, t.span, act, tense(tokens, i), negated(tokens, i), "Voice=Pass" in t.feats, t.lemma)
            )
    out += _phrases(sentence, lex)
    return sorted(out, key=lambda x: x.first)


@cache
def _acting(lex: Lexicon) -> WordTest[Token]:
    """Words that may express an act."""
    return WordTest(lambda t: lex.triggers.get(t.lemma) or lex.triggers.get(t.norm))


def _electronic(tokens: Sequence[Token], i: int) -> bool:
    """«признание электронных подписей», «сертификат подписи»: what the document is about, nobody's signature."""
    before = tokens[max(0, i - 3) : i]
    return any(x.lemma.startswith(_OF_SIGNATURES) for x in before if x.pos in ("ADJ", "NOUN")) and not any(x.norm in ("под", "пад") for x in before)


def _phrases(sentence: Sentence, lex: Lexicon) -> list[Trigger]:
    """Acts that take several words: "переговоры о контракте", "обменялись мнениями о соглашении", "остается в силе"."""
    tokens = sentence.tokens
    if _OF_PHRASES.isdisjoint(lemmas(tokens)) and "announced" not in norms(tokens):
        return []
    out = []
    for i, t in enumerate(tokens):
        if t.lemma in _TALKS and _about_instrument(tokens, i, lex):
            out.append(Trigger(sentence.index, i, i + 1, t.span, "discuss", "", negated(tokens, i), False, t.lemma))
        elif t.lemma in _EXCHANGE and any(x.lemma in _VIEWS for x in tokens[i + 1 : i + 3]):
            out.append(Trigger(sentence.index, i, i + 1, t.span, "discuss", tense(tokens, i), negated(tokens, i), False, t.lemma))
        elif t.lemma in _EXCHANGE and any(x.lemma in lex.instruments and x.case == "Ins" for x in tokens[i + 1 : i + 5]):
            out.append(Trigger(sentence.index, i, i + 1, t.span, "sign", tense(tokens, i), negated(tokens, i), False, t.lemma))
        elif t.lemma in _CHANGING and _of_copies(tokens, i, lex):
            noun = t.lemma in _EXCHANGING
            out.append(Trigger(sentence.index, i, i + 1, t.span, "sign", "" if noun else tense(tokens, i), negated(tokens, i), False, "подписание" if noun else t.lemma))
        elif t.lemma in _WITHDRAWN and i + 2 < len(tokens) and tokens[i + 1].norm in ("из", "са", "з") and any(x.lemma in lex.instruments for x in tokens[i + 2 : i + 5]):
            out.append(Trigger(sentence.index, i, i + 1, t.span, "terminate", tense(tokens, i), negated(tokens, i), False, t.lemma))
        elif t.lemma in _MAKING and not (lex.triggers.get(t.lemma) or ()) and _beside_instrument(tokens, i, lex):
            out.append(Trigger(sentence.index, i, i + 1, t.span, "discuss", tense(tokens, i), negated(tokens, i), "Voice=Pass" in t.feats, t.lemma))
        elif t.lemma in _WORKING and i + 1 < len(tokens) and tokens[i + 1].text in ("on", "над") and any(x.lemma in lex.instruments for x in tokens[i + 2 : i + 6]):
            out.append(Trigger(sentence.index, i, i + 1, t.span, "discuss", tense(tokens, i), negated(tokens, i), False, t.lemma))
        elif t.norm == "announced" and _announces(tokens, i, lex):
            out.append(Trigger(sentence.index, i, i + 1, t.span, "sign", "past", negated(tokens, i), False, t.lemma))
        elif t.lemma in _WORK and any(x.lemma in lex.instruments for x in tokens[i + 2 : i + 6] if i + 1 < len(tokens) and tokens[i + 1].norm in ("над", "across")):
            out.append(Trigger(sentence.index, i, i + 1, t.span, "discuss", "", negated(tokens, i), False, t.lemma))
        elif t.lemma in _INTERLOCUTORS and t.case == "Ins" and (copula := next((k for k in range(max(0, i - 2), min(len(tokens), i + 3)) if tokens[k].lemma in _COPULAS and "Tense=Past" in tokens[k].feats), None)) is not None:
            out.append(Trigger(sentence.index, i, i + 1, t.span, "meet", "past", negated(tokens, copula), False, t.lemma))
        elif t.lemma in _COMING and tense(tokens, i) == "fut" and any(x.norm == "смену" for x in tokens[max(0, i - 24) : i + 4]):
            out.append(Trigger(sentence.index, i, i + 1, t.span, "plan", "fut", negated(tokens, i), False, t.lemma))
        elif t.lemma in _STEPS and t.case == "Ins" and (k := next((k for k in range(i + 1, min(len(tokens), i + 14)) if tokens[k].lemma in _BECOME), None)) is not None:
            out.append(Trigger(sentence.index, k, k + 1, tokens[k].span, "plan", tense(tokens, k), negated(tokens, k), False, tokens[k].lemma))
        elif t.lemma in _OUTCOMES and t.case == "Ins" and (k := _outcome(tokens, i, lex)) is not None:
            out.append(Trigger(sentence.index, k, k + 1, tokens[k].span, "sign", tense(tokens, k), negated(tokens, k), False, tokens[k].lemma))
        elif t.lemma in _FORCE and i and any(x.lemma in _STAYING for x in tokens[max(0, i - 3) : i]):
            out.append(Trigger(sentence.index, i, i + 1, t.span, "in-force", "pres", negated(tokens, i), False, "действовать"))
    return out


def _outcome(tokens: Sequence[Token], i: int, lex: Lexicon) -> int | None:
    """«Итогом переговоров | стал меморандум»: the document is there; not «стал проект меморандума», «стала договоренность»."""
    k = next((k for k in range(i + 1, min(len(tokens), i + 8)) if tokens[k].lemma in _BECOME), None)
    if k is None or "Tense=Past" not in tokens[k].feats or any(t.lemma.startswith("парафир") for t in tokens):
        return None  # «… стал меморандум, он парафирован»: how far it has come is told
    noun = next((t for t in tokens[k + 1 : k + 6] if t.pos in ("NOUN", "PROPN")), None)
    return k if noun is not None and noun.case in ("Nom", "") and lex.instruments.get(noun.lemma, "other") != "other" else None


def _announces(tokens: Sequence[Token], i: int, lex: Lexicon) -> bool:
    """"announced a cooperation agreement", and not "announced plans for", "announced that"."""
    for t in tokens[i + 1 : i + 6]:
        if t.norm in ("plans", "plan", "that", "draft", ","):
            return False
        if t.lemma in lex.instruments:
            return True
    return False


def _beside_instrument(tokens: Sequence[Token], i: int, lex: Lexicon) -> bool:
    """«разработка соглашения», «разрабатывают проект соглашения», «соглашение разрабатывается»."""
    if tokens[i].pos == "NOUN":
        return any(x.lemma in lex.instruments and x.case == "Gen" for x in tokens[i + 1 : i + 6]) and not any(x.pos == "VERB" for x in tokens[i + 1 : i + 3])
    return any(x.lemma in lex.instruments and x.case in ("Acc", "Nom") for x in tokens[max(0, i - 10) : i + 8])


def _of_copies(tokens: Sequence[Token], i: int, lex: Lexicon) -> bool:
    """«обменялись экземплярами меморандума», «обмен подписанными соглашениями»: a paper, or copies of one, change hands."""
    k = next((k for k in range(i + 1, min(len(tokens), i + 5)) if tokens[k].pos in ("NOUN", "PROPN")), None)
    if k is None or tokens[k].case != "Ins":
        return False
    return tokens[k].lemma in lex.instruments or (tokens[k].lemma in _COPIES and any(x.lemma in lex.instruments for x in tokens[k + 1 : k + 7]))


def _about_instrument(tokens: Sequence[Token], i: int, lex: Lexicon) -> bool:
    """«… о (возможном) соглашении», «… по нему» behind a word for talking, with at most the partner between."""
    for k in range(i + 1, min(len(tokens) - 1, i + 9)):
        if ("VerbForm=Fin" in tokens[k].feats and tokens[k].lemma not in _HELD) or tokens[k].text in (",", ";", ":", "."):
            return False
        if tokens[k].norm in _ABOUT and (tokens[k + 1].norm in _IT or any(x.lemma in lex.instruments for x in tokens[k + 1 : k + 4])):
            return True
    return False


def tense(tokens: Sequence[Token], i: int) -> str:
    """past, pres, fut, or "" for nouns and infinitives; a short participle takes its auxiliary's tense."""
    t = tokens[i]
    feats = t.feats
    if t.norm.startswith(_UNTAGGED) or (t.lemma.endswith(("ть", "ться")) and t.norm.endswith(_PAST)):
        return "past"
    if t.pos == "ADJ" and "Tense=" not in feats and t.lemma.endswith("нный") and t.lemma.startswith(_SIGNED):
        return "past"
    for key, name in _TENSE.items() if "Tense=" in feats else ():
        if key in feats:
            if "Variant=Short" in feats or "VerbForm=Part" in feats:
                aux = next((x for x in reversed(tokens[max(0, i - 3) : i]) if x.lemma in ("быть", "быў", "быць", "be", "will")), None)
                # slovnet tags "будет" as present
                behind = next((x for x in tokens[i + 1 : i + 3] if x.pos != "PRON"), None)
                if behind is not None and behind.norm.startswith("буд") and behind.pos in ("AUX", "VERB"):
                    return "fut"  # «подписан он будет»
                if aux is not None and ("Tense=Fut" in aux.feats or aux.norm.startswith(("буд", "will")) or aux.norm in ("быть", "быць", "be")):
                    return "fut"
                return "past" if "Voice=Pass" in feats else name
            if name == "pres" and "Aspect=Perf" in feats:
                return "fut"
            return name
    return ""


def negated(tokens: Sequence[Token], i: int) -> bool:
    """True if a negation stands directly before the word, at most one word apart."""
    return any(x.norm in _NEGATIONS and not (x.capital and k) for k, x in enumerate(tokens[max(0, i - 2) : i], max(0, i - 2)))  # «„Балтик Нет“ подписал»
