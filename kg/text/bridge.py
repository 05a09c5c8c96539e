"""Belarusian words as their Russian counterparts: by reviewed lists, else by sound.

No library carries Belarusian morphology in its wheel, and the two languages are close: the order of words, the cases and
most stems are the same. So each Belarusian word of a sentence gets a Russian counterpart in the same form; Russian tags then hold for
it. A counterpart is only a means of reading: names and labels go back into Belarusian (`kg.text.nominative_be`).
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.text.concord import agree
from kg.text.given_be import given_forms
from kg.text.listed_be import genders, listed, lists, plain
from kg.text.morphology import form, match_case, parses, reform
from kg.text.paradigms import adjective_forms
from kg.text.sound import by_sound, place_by_sound

_RAW = str.maketrans({"і": "и", "ў": "в", "'": "ъ", "І": "И", "Ў": "В", "’": "ъ"})


# endings of names: unstressed "а" where Russian writes "о"
_NAME_ENDINGS = (
    (re.compile(r"аў$"), "ов"), (re.compile(r"яў$"), "ев"), (re.compile(r"ав(?=а$|у$|ым$|ых$|ымі$|ай$|е$)"), "ов"), (re.compile(r"(?<=[оеи]в)ай$"), "ой"), (re.compile(r"(?<=[иі]н)ай$"), "ой"),
    (re.compile(r"(?<=[скц])кага$"), "кого"), (re.compile(r"(?<=[скц])каму$"), "кому"), (re.compile(r"(?<=[скц])кай$"), "кой"), (re.compile(r"(?<=[скц])кі$"), "кий"), (re.compile(r"(?<=.{3})ам$"), "ом"),
    (re.compile(r"(?<=[чш])ам$"), "ем"), (re.compile(r"(?<=[чнцш])анк(?=[ауое]$)"), "енк"),
)  # fmt: skip


# adjectives that nothing knows: "зімбабвійскай", "рэзервовага"
_RELATIONAL_ENDINGS = {"ага": "ого", "аму": "ому", "ай": "ой", "ае": "ое", "ія": "ие", "і": "ий"}
_RELATIONAL = re.compile(r"(?<=[сц]к)(ай|і|ія)$|(?<=[а-яіў]{3})(ага|аму|ае)$")


@lru_cache(maxsize=1 << 16)
def _raw(word: str) -> str:
    """A word that nothing knows, in Russian letters: names above all."""
    if word[:1].isupper():
        for pattern, ending in _NAME_ENDINGS:
            word = pattern.sub(ending, word)
    else:
        word = _RELATIONAL.sub(lambda m: _RELATIONAL_ENDINGS[m.group()], word)
    text = re.sub(r"цц(?=[еёіюя])", "тт", word)
    text = re.sub(r"дз(?=[еёіюяь])", "д", text)
    text = re.sub(r"Дз(?=[еёіюяь])", "Д", text)
    text = re.sub(r"(?<![зс])ц(?=[еёюяь])", "т", text)
    text = re.sub(r"(?<=[ЖШЧжшч])ы", "и", text)
    return text.translate(_RAW)


# prepositions -> the cases that may follow (Russian preposition, as it stands in the counterpart)
_GOVERN = {
    "в": ("loct", "accs"), "на": ("loct", "accs"), "о": ("loct",), "по": ("datv", "loct"), "при": ("loct",), "с": ("ablt", "gent"), "со": ("ablt",), "между": ("ablt",),
    "из": ("gent",), "от": ("gent",), "до": ("gent",), "для": ("gent",), "у": ("gent",), "к": ("datv",), "над": ("ablt",), "под": ("ablt",), "перед": ("ablt",), "без": ("gent",),
    "после": ("gent",), "через": ("accs",), "среди": ("gent",), "около": ("gent",), "за": ("accs", "ablt"),
}  # fmt: skip
def to_russian(words: list[str]) -> list[str]:
    """A Russian counterpart for each word of a Belarusian sentence, letter case kept; marks and Latin words stay."""
    out: list[str] = []
    for i, word in enumerate(words):
        before = words[i - 1] if i else ""
        following = words[i + 1] if i + 1 < len(words) else ""
        russian = _counterpart(word, before, out, i, following)
        if following == "боку" and word.endswith("га"):
            russian = re.sub(r"(о|е)го$", r"\1й", russian)  # «з беларускага боку» is "с белорусской стороны"
        out.append(russian)
    low = [plain(w) for w in words]
    return agree(low, out, [genders().get(w, "") for w in low])


def _counterpart(word: str, before: str, done: list[str], i: int, following: str) -> str:
    low = plain(word)
    if not any("а" <= c <= "я" or c in "іў" for c in low):
        return word
    if following == "." and len(word) == 1 and (word.isupper() or (low == "а" and before == "." and done[-2:-1] == ["и"])):
        return word.translate(_RAW) if word.isupper() else "о"  # an initial; the second letter of "в.а.", which is "и.о."
    short = lists()["short"].get(low)
    if short is not None and len(word) > 1 and word.isupper():
        return short
    if len(word) > 1 and word.isupper() and len(word) <= 5:
        return word.translate(_RAW)
    russian_before = done[-1].lower() if done else ""
    if low == "на" and plain(following) == "чале":
        return "во"
    if low == "аман" and (before.lower().startswith("султанат") or not following[:1].isupper()):
        return match_case(word, "оман")  # the state; before a family name it is a man's name
    if word[:1].isupper() and (compound := _compound(word)) is not None:
        return compound
    if word[:1].isupper() and before == "." and len(done) > 1 and len(done[-2]) == 1 and done[-2].isupper():
        return _surname(word, low)
    if any(c.isupper() for c in word[1:]) and "-" not in word and not word.isupper():
        return _raw(word)  # «БелГІЭ» is no «Бельгия»
    found = listed().get(low)
    if not found and (participle := _participle(low)) is not None:
        return match_case(word, participle)
    if found and low.endswith(("іць", "ыць")) and len(found) > 1 and (infinitive := next((r for r, _, _ in found if r.endswith(("ть", "ться"))), None)):
        return match_case(word, infinitive if _infinitive_wanted(done) else next(r for r, _, _ in found if r != infinitive))
    if found:
        return match_case(word, _choose(found, plain(before), russian_before, done[-2].lower() if len(done) > 1 else "", plain(following)))
    if word[:1].isupper() and (following[:1].isupper() or before[:1].isupper()) and (given := given_forms().get(low)) is not None:
        return match_case(word, given)
    if (past := _past(low) if word[:1].islower() else None) is not None:
        return past
    if low.endswith("ай") and word[:1].isupper() and (_in_ai(following) or (_in_ai(before) and i > 0)) and {"с", "со"} & {w.lower() for w in done[-12:]}:
        return _raw(word)[:-2] + "ой"  # «з міністрам Татэндай Маветэрай»: a name in -а, given and family
    name = word[:1].isupper() and i > 0
    city = place_by_sound(low) if name else None
    if city is not None and not _another_word(low, city):
        return match_case(word, city)
    sounded = by_sound(low) or _adjective(low) or (_hyphenated(low) if "-" in low else None)
    if sounded is not None and (low[-1] in "уюыіе" or low.endswith(("ым", "ім", "ых", "іх", "ах", "ях"))):
        sounded = _of_masculine(sounded, done[-1].lower() if done else "")
    if sounded is not None and low.endswith(("іць", "ыць")) and sounded.endswith("ть"):
        sounded = sounded if _infinitive_wanted(done) else _finite(sounded) or sounded
    if sounded is not None and low.endswith(("ам", "ям")):
        sounded = _by_whom(sounded, done[-1].lower() if done else "")
    if sounded is None or (name and (abs(len(low) - len(sounded)) > 2 or len(low) < 5 or _another_word(low, sounded))):
        return _raw(word)
    return match_case(word, sounded)


# what an infinitive depends on: stems of words at most four before it
_TAKES_INFINITIVE = re.compile(
    r"(?:буд[еу]|мо[жг]|долж|план|намер|предпол|готов|чтобы|нач[аи]|прод|собир|предл|догов|реш|пору[чк]|необх|нужн|надо|след|позв|нельз|хоч|хот|стрем|обя|удал|обещ|пообещ|реком|прос|приз|задач|цел|возможн|прав|способ|сум|смог|ста[лн]|пом[ог]|пыт|попыт|отказ|согл|жел|треб|умет|рассчит|ожид|важно|интересно|трудно|легко|просто|где|как)"
)


def _infinitive_wanted(done: list[str]) -> bool:
    """«праходзіць» is "проходит" and "проходить": an infinitive where something before it takes one."""
    near = [w.lower() for w in done[-5:]]
    return any(_TAKES_INFINITIVE.match(w) or any(p.known and "INFN" in p.grammemes for p in parses(w)[:1]) for w in near)


def _finite(russian: str) -> str | None:
    """The third person of an infinitive that sounds like the word: «гаварыць», «гаворыць»."""
    third = russian[:-3] + "ит" if russian.endswith(("ить", "еть")) else ""
    return third if third and any(p.known and {"VERB", "3per", "sing"} <= p.grammemes for p in parses(third)) else None


_ADJECTIVE = re.compile(r"(.{3,})(ага|аму|ым|ім|ай|ую|ая|ае|ыя|ія|ых|іх|ымі|імі)")


@lru_cache(maxsize=1 << 14)
def _adjective(low: str) -> str | None:
    """A form that nothing knows of an adjective whose nominative sounds like a Russian one: «Магілёўскім»."""
    match = _ADJECTIVE.fullmatch(low)
    for lemma in (match[1] + "ы", match[1] + "і") if match is not None else ():
        russian = by_sound(lemma)
        if russian is not None and any(p.known and {"ADJF", "masc", "nomn"} <= p.grammemes for p in parses(russian)):
            gender, case = next((g, c) for word, g, c in adjective_forms(lemma) if word == low)
            return form(russian, "ADJ", case, *(("plur",) if gender == "plur" else ("sing", gender)))
    return None


def _in_ai(word: str) -> bool:
    return word[:1].isupper() and len(word) > 4 and word.endswith("ай")


@lru_cache(maxsize=1 << 14)
def _past(low: str) -> str | None:
    """"прыляцеў", "арганізаваў" are past forms; "прилетев" would be another word."""
    if not low.endswith(("аў", "яў", "еў", "іў", "ыў")) or len(low) < 5:
        return None
    sounded = by_sound(low)
    if sounded is None or not sounded.endswith("в"):
        return None
    past = sounded[:-1] + "л"
    return past if any(p.known and {"VERB", "past", "masc"} <= p.grammemes for p in parses(past)) else None


def _surname(word: str, low: str) -> str:
    """What stands behind initials: «А.У.Ліпень» is called as no month is."""
    sounded = by_sound(low)
    return match_case(word, sounded) if sounded and any("Surn" in p.grammemes for p in parses(sounded)) else _raw(word)


# names of houses put together: "Белпошта", "Казахтэлекам", "Мінсувязі"
_SECOND_PARTS = {
    "пошта": "почта", "пошты": "почты", "пошце": "почте", "пошту": "почту", "поштай": "почтой", "поштаю": "почтой",
    "тэлекам": "телеком", "тэлекама": "телекома", "тэлекаму": "телекому", "тэлекамам": "телекомом", "тэлекаме": "телекоме",
    "сувязь": "связь", "сувязі": "связи", "сувяззю": "связью", "гандаль": "торг", "гандлю": "торга", "прам": "пром", "адукацыі": "образования", "лічразвіцця": "цифрразвития", "лічбы": "цифры", "цыфры": "цифры",
}  # fmt: skip
_COMPOUND = re.compile(rf"(?P<front>[А-ЯІЎЁ][а-яіўё]{{2,9}}?)-?(?P<back>{'|'.join(sorted(_SECOND_PARTS, key=len, reverse=True))})")


@lru_cache(maxsize=1 << 12)
def _compound(word: str) -> str | None:
    match = _COMPOUND.fullmatch(word)
    if match is None:
        return None
    return ("Рос" if match["front"] == "Рас" else _raw(match["front"])) + _SECOND_PARTS[match["back"]]


def _by_whom(russian: str, before: str) -> str:
    """«пад дакументам» is "под документом": behind such a preposition an unstressed "-ам" is the singular's."""
    if _GOVERN.get(before) not in (("ablt",), ("ablt", "gent")):
        return russian
    singular = russian[:-2] + ("ом" if russian.endswith("ам") else "ем")
    return singular if any(p.known and "ablt" in p.grammemes for p in parses(singular)) else russian


def _another_word(low: str, russian: str) -> bool:
    """"Асель" is not "осел": a name keeps its first letter, unless the Russian word is a known name."""
    return _raw(low)[0] != russian[0] and not any(p.grammemes & {"Name", "Surn", "Patr", "Geox", "Orgn"} for p in parses(russian)[:2])


@lru_cache(maxsize=1 << 14)
def _of_masculine(russian: str, before: str) -> str:
    """"транспарту", "у Мінску" are a genitive or locative of masculine nouns, where Russian has the dative in -у."""
    best = parses(russian)[0]
    if before == "по" or re.search(r"(?:н|ск|в)[ыи]м$", before):
        # "па інфармацыйных тэхналогіях" has the locative where Russian has the dative
        if before == "по" and {"ADJF", "plur", "loct"} <= best.grammemes | {"loct"} and russian.endswith(("ых", "их")):
            return form(best.lemma, "ADJ", "plur", "datv") or russian
        if {"NOUN", "plur", "loct"} <= best.grammemes:
            return form(best.lemma, "NOUN", "plur", "datv") or russian
    if {"ADJF", "ablt", "sing"} <= best.grammemes and before in ("в", "на", "о", "при", "по"):
        return form(best.lemma, "ADJ", "sing", "masc", "datv" if before == "по" else "loct") or russian
    if {"NOUN", "femn", "gent", "sing"} <= best.grammemes and before in ("в", "на", "о", "при"):
        return form(best.lemma, "NOUN", "sing", "loct") or russian  # "ў сферы" is "в сфере"
    if before.endswith(("ому", "ему")) and {"NOUN", "loct", "sing"} <= best.grammemes:
        return form(best.lemma, "NOUN", "sing", "datv") or russian  # "па штучным інтэлекце"
    if not {"NOUN", "masc", "datv"} <= best.grammemes or before in ("по", "к"):
        return russian
    case = "loct" if before in ("в", "на", "о", "при") else "gent"
    return form(best.lemma, "NOUN", "sing", case) or russian


def _hyphenated(low: str) -> str | None:
    *front, last = low.split("-")
    parts = [_first_part(p) or _listed_first(p) or by_sound(p) or _raw(p) for p in front]
    return "-".join([*parts, _listed_first(last) or by_sound(last) or _raw(last)])


def _first_part(part: str) -> str | None:
    """"беларуска-" of "беларуска-кітайскі": the stem of an adjective."""
    if not part.endswith("а"):
        return None
    full = part[:-1] + ("і" if part.endswith("ка") else "ы")
    russian = _listed_first(full) or by_sound(full)
    return russian[:-2] + "о" if russian and russian.endswith(("ий", "ый")) else None


def _listed_first(word: str) -> str | None:
    found = listed().get(word)
    return found[0][0] if found else None


_PARTICIPLE = re.compile(r"(.{2,}[аяеоу])(нн?|т)(ы|а|ая|ае|ага|аму|ым|ай|ую|ыя|ых|ымі)")
# how the stem of a participle in -ены, -аны ends -> how the infinitive does: «запушчаны» of «запусціць», «адчынены» of «адчыніць»
_STEMS = (
    ("шч", ("сці", "шчы")), ("дж", ("дзі",)), ("ж", ("зі", "жы", "дзі")), ("ш", ("сі", "шы")), ("ч", ("чы", "ці")), ("ўл", ("ві",)), ("бл", ("бі",)), ("пл", ("пі",)), ("мл", ("мі",)), ("", ("і", "ы")),
)  # fmt: skip


def _infinitives(stem: str) -> list[str]:
    """The infinitives that a passive participle may be of: «парафірава(ны)», «адчыне(ны)»."""
    found = [stem + "ць"]
    if stem.endswith(("е", "а")):
        front = stem[:-1]
        found += [front[: len(front) - len(end)] + other + "ць" for end, others in _STEMS if front.endswith(end) for other in others]
    return found


@lru_cache(maxsize=1 << 14)
def _participle(low: str) -> str | None:
    """A passive participle by its verb: «парафіраваны» of «парафіраваць», «адчынена» of the listed «адчыніць»."""
    match = _PARTICIPLE.fullmatch(low)
    if match is None:
        return None
    full = match[1] + match[2] + "ы"
    ending = match[3] if match[3] != "а" else "ая"
    gender, case = next(((g, c) for f, g, c in adjective_forms(full) if f == match[1] + match[2] + ending), ("masc", "nomn"))
    shape = ("plur", case) if gender == "plur" else ("sing", gender, case)
    if (adjective := lists()["adjectives"].get(full)) is not None:
        return form(adjective, "ADJ", *shape)
    verbs = _infinitives(match[1])
    russian = next((found for verb in verbs if (found := lists()["verbs"].get(verb))), None)
    if russian is None and by_sound(low) is None:
        russian = next((found for verb in verbs if (found := by_sound(verb)) and any("INFN" in p.grammemes for p in parses(found))), None)
    return reform(russian, "INFN", "PRTF", "pssv", "past", *shape) if russian else None


@lru_cache(maxsize=1 << 14)
def _adjective_cases(russian: str) -> tuple[str, ...]:
    """The cases of an adjective, which are those of the noun after it; () for other words."""
    readings = [p.grammemes for p in parses(russian) if p.grammemes & {"ADJF", "PRTF"}] if russian else []
    if not readings or not parses(russian)[0].grammemes & {"ADJF", "PRTF"}:
        return ()
    return tuple(case for case in ("nomn", "gent", "accs", "ablt", "datv", "loct") if any(case in g for g in readings))


def _dative(found: tuple[tuple[str, str, str], ...]) -> str | None:
    """"па пытанні" has the locative where Russian "по вопросу" has the dative."""
    lemma = next((lemma for _, lemma, case in found if case == "loct"), None)
    if lemma in lists()["adjectives"]:
        return form(lists()["adjectives"][lemma], "ADJ", "sing", "masc", "datv")
    russian = lists()["nouns"].get(lemma or "")
    if lemma is None or russian is None or any(case == "datv" for _, _, case in found):
        return None
    plural = any({"plur", "loct"} <= p.grammemes for p in parses(found[0][0])[:2])
    return form(russian, "NOUN", "plur" if plural else "sing", "datv")


_THEY_DID = re.compile(r"(?:лі|ліся|юць|уць|яць|юцца|уцца|яцца)$")


def _choose(found: tuple[tuple[str, str, str], ...], before: str, russian_before: str, preposition: str, following: str) -> str:
    forms = list(dict.fromkeys(f for f, _, _ in found))
    if (russian_before == "по" or russian_before.endswith(("ому", "ему"))) and (dative := _dative(found)):
        return dative
    if len(forms) == 1:
        return forms[0]
    wanted = _GOVERN.get(russian_before)
    if wanted is None:
        of_two = russian_before == "и" and preposition not in _GOVERN  # «надзвычайным і паўнамоцным»: the case of the first
        wanted = ("gent",) if before[-1:].isdecimal() else _adjective_cases(preposition if of_two else russian_before)
        if wanted and preposition in _GOVERN:
            wanted = (*(c for c in _GOVERN[preposition] if c in wanted), *wanted)
        if not wanted and not of_two and any(c != "loct" for _, _, c in found):
            found = tuple(f for f in found if f[2] != "loct")  # no locative without a preposition
            forms = list(dict.fromkeys(f for f, _, _ in found))
            if len(forms) == 1:
                return forms[0]
        if not wanted and _THEY_DID.search(following) and (subject := next((r for r, _, c in found if c == "nomn"), None)):
            return subject  # «сустаршыні падпісалі» are no genitive
    for case in wanted:
        for russian, _, c in found:
            if c == case:
                return russian
    if not wanted and re.search(r"(?:л|ла|ло|ли|лся|лась|лись|ть|ет|ит|ют|ят)$", russian_before):
        return next((r for r, _, c in found if c in ("accs", "nomn")), forms[0])
    if not wanted and before and before[-1:].isalpha():
        # a noun after a word that governs nothing is most often a genitive
        return next((r for r, _, c in found if c == "gent"), forms[0])
    if not wanted and russian_before not in _GOVERN:
        return next((r for want in ("nomn", "accs") for r, _, c in found if c == want), forms[0])
    return forms[0]
