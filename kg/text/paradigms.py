"""Belarusian paradigms: every form of a listed noun, adjective or regular verb, named as pymorphy names cases and numbers.

Forms that the language does not have may be among them; such a form is only never looked up.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.text.morphology import parses

_HARD_F = {"nomn": "а", "gent": "ы", "datv": "е", "accs": "у", "ablt": "ай", "loct": "е"}
_SOFT_F = {"nomn": "я", "gent": "і", "datv": "і", "accs": "ю", "ablt": "яй", "loct": "і"}
_CONS_F = {"nomn": "ь", "gent": "і", "datv": "і", "accs": "ь", "ablt": "ю", "loct": "і"}
_HARD_M = {"nomn": "", "gent": "а", "datv": "у", "accs": "", "ablt": "ам", "loct": "е"}
_SOFT_M = {"nomn": "ь", "gent": "я", "datv": "ю", "accs": "ь", "ablt": "ем", "loct": "і"}
_HARD_N = {"nomn": "а", "gent": "а", "datv": "у", "accs": "а", "ablt": "ам", "loct": "е"}
_SOFT_N = {"nomn": "е", "gent": "я", "datv": "ю", "accs": "е", "ablt": "ем", "loct": "і"}
_HARD_P = {"nomn": "ы", "gent": "аў", "datv": "ам", "accs": "ы", "ablt": "амі", "loct": "ах"}
_SOFT_P = {"nomn": "і", "gent": "яў", "datv": "ям", "accs": "і", "ablt": "ямі", "loct": "ях"}
_SOFTENED = {"к": "ц", "г": "з", "х": "с", "д": "дз", "т": "ц"}
_NEUTER = frozenset(["месца", "лета", "права", "слова", "ведамства", "мерапрыемства", "войска", "свята", "вучылішча", "падарожжа"])
_MASCULINE = frozenset("тыдзень прыстань рубель цень боль".split())
_MEN = frozenset("калега дарадца радца суразмоўца вытворца выканаўца прамоўца кіроўца спажыўца замоўца абаронца службоўца старшыня сустаршыня".split())
_PLURAL_ONLY = frozenset("перамовы перагаворы адносіны звесткі даныя дадзеныя справы веды".split())


def noun_forms(lemma: str, russian: str) -> Iterator[tuple[str, str, str]]:
    """(form, number, case) of a Belarusian noun; the gender of a noun in -а shows in its Russian counterpart."""
    if lemma in _PLURAL_ONLY:
        stem = lemma[:-1]
        for table in (_HARD_P, _SOFT_P):
            yield from ((stem + e, "plur", c) for c, e in table.items())
        return
    stem, singular, plural = _declension(lemma, russian)
    yield lemma, "sing", "nomn"
    for case, ending in singular.items():
        for s in _stems(stem, ending, lemma):
            yield s + ending, "sing", case
    if singular is _HARD_F:
        yield stem + "аю", "sing", "ablt"
        for case in ("datv", "loct"):
            yield (stem[:-1] + _SOFTENED[stem[-1]] + "ы" if stem[-1:] in _SOFTENED else stem + "ы"), "sing", case
        yield stem + "і", "sing", "gent"
    if lemma in _MEN:
        end = "ем" if lemma.endswith("я") else "ам"
        yield from ((stem + end, "sing", "ablt"), (stem + ("ю" if lemma.endswith("я") else "у"), "sing", "datv"), (stem + ("ю" if lemma.endswith("я") else "у"), "sing", "loct"))
    if singular is _SOFT_F:
        for ending in ("ей", "ею", "яю"):  # старшынёй, зямлёй: stressed, ё read as е
            yield stem + ending, "sing", "ablt"
    if singular is _HARD_M:
        yield from ((stem + "у", "sing", "gent"), (stem + "ом", "sing", "ablt"), (stem + "у", "sing", "loct"), (stem + "а", "sing", "accs"), (stem + "ы", "sing", "loct"))
        if lemma.endswith("ак") or lemma.endswith("ік"):
            yield stem + "у", "sing", "loct"
    if singular is _CONS_F:
        # сувязь -> сувяззю, вобласць -> вобласцю
        yield stem + stem[-1] + "ю", "sing", "ablt"
    for case, ending in plural.items():
        yield stem + ending, "plur", case
        if plural is _HARD_P and ending[:1] == "ы":
            yield stem + "і", "plur", case
        if ending in ("аў", "яў"):
            yield stem + ("оў" if ending == "аў" else "ёў").replace("ё", "е"), "plur", case
            if singular in (_HARD_F, _HARD_N):
                yield (stem[:-1] + "ў" if stem.endswith("в") else stem), "plur", case  # "дзяржаў", "моў"
            if lemma.endswith(("ія", "ыя")):
                yield stem + "й", "plur", case


def noun_gender(lemma: str, russian: str) -> str:
    """The gender of a Belarusian noun in pymorphy's words; of a man in -а or -я that of his Russian counterpart."""
    if any({"NOUN", "masc", "anim", "nomn"} <= p.grammemes for p in parses(russian)[:1]):
        return "masc"
    _, table, _ = _declension(lemma, russian)
    return "femn" if table in (_HARD_F, _SOFT_F, _CONS_F) else "neut" if table in (_HARD_N, _SOFT_N) else "masc"


def _declension(lemma: str, russian: str) -> tuple[str, dict[str, str], dict[str, str]]:
    neuter = lemma.endswith(("тва", "дства")) or lemma in _NEUTER
    if lemma.endswith("е"):
        return lemma[:-1], _SOFT_N, _SOFT_P
    if lemma.endswith("а"):
        return lemma[:-1], _HARD_N if neuter else _HARD_F, _HARD_P
    if lemma.endswith("я"):
        return lemma[:-1], _SOFT_F, _SOFT_P
    if lemma.endswith("ь"):
        masculine = lemma in _MASCULINE or any({"NOUN", "masc"} <= p.grammemes for p in parses(russian)[:1])
        return lemma[:-1], _SOFT_M if masculine else _CONS_F, _SOFT_P
    if lemma.endswith("й"):
        return lemma[:-1], {**_SOFT_M, "nomn": "й", "accs": "й"}, _SOFT_P
    if lemma.endswith("ы"):  # вучоны, павераны: adjectives by form
        return lemma[:-1], {"nomn": "ы", "gent": "ага", "datv": "аму", "accs": "ага", "ablt": "ым", "loct": "ым"}, {"nomn": "ыя", "gent": "ых", "datv": "ым", "accs": "ых", "ablt": "ымі", "loct": "ых"}
    stem = lemma
    if lemma.endswith("ак") and len(lemma) > 5 and lemma not in ("чарнавік",):
        stem = lemma[:-2] + "к"  # панядзелак -> панядзелка, рынак -> рынка
    elif lemma in ("рынак", "пачатак"):
        stem = lemma[:-2] + "к"
    elif lemma == "канец":
        stem = "канц"
    return stem, _HARD_M, _HARD_P


def _stems(stem: str, ending: str, lemma: str) -> tuple[str, ...]:
    if ending == "е" and stem and stem[-1] in _SOFTENED and not lemma.endswith("е"):
        return (stem[:-1] + _SOFTENED[stem[-1]], stem)
    return (stem,)


_ADJECTIVE = (
    (("ы", "і"), "masc", "nomn"), (("ая", "яя"), "femn", "nomn"), (("ае", "яе", "ое"), "neut", "nomn"), (("ыя", "ія"), "plur", "nomn"),
    (("ага", "яга", "ога"), "masc", "gent"), (("аму", "яму", "ому"), "masc", "datv"), (("ым", "ім"), "masc", "loct"),
    (("ым", "ім"), "masc", "ablt"), (("ай", "яй", "ой"), "femn", "gent"), (("ую", "юю"), "femn", "accs"), (("ых", "іх"), "plur", "gent"), (("ымі", "імі"), "plur", "ablt"),
)  # fmt: skip


def adjective_forms(lemma: str) -> Iterator[tuple[str, str, str]]:
    """(form, gender or "plur", case) of a Belarusian adjective."""
    stem = lemma[:-1]
    for endings, gender, case in _ADJECTIVE:
        for ending in endings:
            yield stem + ending, gender, case


_REFLEXIVE = {
    "ў": "ўся", "ла": "лася", "ло": "лося", "лі": "ліся", "е": "ецца", "юць": "юцца", "уць": "уцца", "іць": "іцца", "яць": "яцца", "ыць": "ыцца", "аць": "ацца",
    "ўшы": "ўшыся", "ючы": "ючыся", "учы": "учыся", "ячы": "ячыся", "ачы": "ачыся", "ем": "емся", "ім": "імся", "ым": "ымся",
}  # fmt: skip
# present of a stem (what stands before the infinitive's ending, cut by so many letters): endings of "he", "they", "we", "-ing"
_PRESENT = (
    (("ава", "ява"), 3, ("уе", "уюць", "уем", "уючы")),
    (("піса",), 2, ("ша", "шуць", "шам", "шучы")),
    (("каза", "вяза"), 2, ("жа", "жуць", "жам", "жучы")),
    (("еха",), 2, ("дзе", "дуць", "дзем", "дучы")),
    (("ня",), 2, ("ме", "муць", "мем", "")),
    (("а", "я"), 0, ("е", "юць", "ем", "ючы")),
    (("ну",), 1, ("е", "уць", "ем", "")),
    (("е",), 1, ("іць", "яць", "ім", "ячы")),
    (("і",), 1, ("іць", "яць", "ім", "ячы")),
    (("кры", "мы"), 0, ("е", "юць", "ем", "")),
    (("бы",), 1, ("удзе", "удуць", "удзем", "")),
    (("ы",), 1, ("ыць", "аць", "ым", "ачы")),
)
_PRESENT_GRAMMEMES = (("3per", "sing"), ("3per", "plur"), ("1per", "plur"), ("GRND",))
# verbs whose past changes the stem: ending of the infinitive -> he, she, it, they did, he does, they do
_CHANGING = {
    "йсці": ("йшоў", "йшла", "йшло", "йшлі", "йдзе", "йдуць"), "весці": ("веў", "вяла", "вяло", "вялі", "вядзе", "вядуць"), "класці": ("клаў", "клала", "клало", "клалі", "кладзе", "кладуць"),
    "расці": ("рос", "расла", "расло", "раслі", "расце", "растуць"), "несці": ("нес", "несла", "несла", "неслі", "нясе", "нясуць"), "магчы": ("мог", "магла", "магло", "маглі", "можа", "могуць"),
    "гчы": ("г", "гла", "гло", "глі", "жэ", "гуць"),
}  # fmt: skip
_CHANGING_GRAMMEMES = (("past", "sing", "masc"), ("past", "sing", "femn"), ("past", "sing", "neut"), ("past", "plur"), ("3per", "sing"), ("3per", "plur"))


def verb_forms(infinitive: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(form, Russian grammemes) of a Belarusian verb that is regular or of a known class."""
    yield infinitive, ("INFN",)
    changing = next((e for e in _CHANGING if infinitive.endswith(e)), None)
    if changing is not None:
        stem = infinitive[: -len(changing)]
        yield from ((stem + ending, grammemes) for ending, grammemes in zip(_CHANGING[changing], _CHANGING_GRAMMEMES, strict=True))
        if changing == "йсці":
            yield stem + "йшаў", ("past", "sing", "masc")
        return
    reflexive = infinitive.endswith("цца")
    base = infinitive[:-3] if reflexive else infinitive[:-2]
    stem = base[:-1] if base.endswith("с") else base

    def end(ending: str) -> str:
        return _REFLEXIVE.get(ending, ending) if reflexive else ending

    for ending, gender in (("ў", "masc"), ("ла", "femn"), ("ло", "neut")):
        yield stem + end(ending), ("past", "sing", gender)
    if reflexive:
        yield stem + "лася", ("past", "sing", "neut")
    yield stem + end("лі"), ("past", "plur")
    yield stem + end("ўшы"), ("GRND",)
    for ends, cut, endings in _PRESENT:
        if base.endswith(ends):
            front = base[: len(base) - cut]
            yield from ((front + _shaped(e, reflexive), grammemes) for e, grammemes in zip(endings, _PRESENT_GRAMMEMES, strict=True) if e)
            break


def _shaped(ending: str, reflexive: bool) -> str:
    """«уе» of «планаваць» is «уецца» of «планавацца»."""
    if not reflexive:
        return ending
    tail = next(t for t in sorted(_REFLEXIVE, key=len, reverse=True) if ending.endswith(t) or ending == t) if any(ending.endswith(t) for t in _REFLEXIVE) else ""
    return ending[: len(ending) - len(tail)] + _REFLEXIVE[tail] if tail else ending + "цца"
