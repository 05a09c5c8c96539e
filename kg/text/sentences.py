"""Sentence ends that razdel does not see: a year's "г." and a "5G." before a new sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.text.morphology import parses
from kg.text.tokens import sentence_pieces

_GENERATION = re.compile(r"(?<!\w)\d[GГ]\.(?= [А-ЯЁA-Z])")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d\s?г\.(?= [А-ЯЁ])")
_WORD = re.compile(r"[А-Яа-яЁё-]+")
_SHORT_MONTHS = frozenset("Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sep. Sept. Oct. Nov. Dec. No.".split())
_TITLES = frozenset("Amb. Arch. Adv. Ar. Engr. Rt. Sen. Rep. Maj. Gen. Col. Brig. Capt. Lt. Cdr. Adm. Ing. Ir. Rtd. Retd. Rev. Insp. Mme. Lic. Dra. Sra. Gov. Drs. Mgr. Dipl. Hon. Eng. Prof. Dr. Mr. Mrs. Ms. Messrs.".split())
_MARKS = re.compile(r"[,;:–—()]")


def pieces(line: str) -> Iterator[tuple[str, int, int]]:
    """(text, start, end) of each sentence of a line.

    A year ends a sentence only if both sides have a verb of their own: «10 июня 2015 г. Министр связи подписал …» is one.
    """
    for text, start in _joined(line):
        begin = 0
        for end in _ends(text):
            yield text[begin:end], start + begin, start + end
            begin = end + 1
        yield text[begin:], start + begin, start + len(text)


def _joined(line: str) -> Iterator[tuple[str, int]]:
    """razdel's sentences; "on Oct." and "28.", "Engr." and "Mensah" are one."""
    open_at: int | None = None
    found = sentence_pieces(line)
    for n, (text, start, end) in enumerate(found):
        first = start if open_at is None else open_at
        after = found[n + 1][0][:1] if n + 1 < len(found) else ""
        last = text.rpartition(" ")[2]
        if (after.isdecimal() and last in _SHORT_MONTHS) or (after and last.rpartition("(")[2].rpartition("-")[2].rstrip(")") in _TITLES):
            open_at = first
            continue
        open_at = None
        yield line[first:end], first


def _ends(text: str) -> list[int]:
    ends = [m.end() for m in _GENERATION.finditer(text)] if "G." in text or "Г." in text else []
    for m in _YEAR.finditer(text) if "г." in text else ():
        before = _MARKS.split(text[: m.start()])[-1]
        behind = text[m.end() :]
        if (_has_verb(before) or (_participial(before) and _has_verb(text[: m.start()]))) and _has_verb(behind) and _subject(behind):
            ends.append(m.end())
    return sorted(ends)


def _has_verb(text: str) -> bool:
    return any(_is_verb(w) for w in _WORD.findall(text))


def _participial(text: str) -> bool:
    """«…, подписанного в Абудже 19 сентября 2023 г.»: the last part hangs on a noun before it."""
    first = _WORD.search(text)
    found = parses(first.group().lower()) if first else []
    return bool(found) and found[0].known and "PRTF" in found[0].grammemes


def _is_verb(word: str) -> bool:
    found = parses(word.lower())
    return bool(found) and found[0].known and bool(found[0].grammemes & {"VERB", "PRTS"})


def _subject(text: str) -> bool:
    """Its first word can be a subject or begin a sentence; «в 2015 г. Министерством связи» goes on."""
    first = _WORD.search(text)
    found = parses(first.group().lower()) if first else []
    return bool(found) and any(p.known and p.grammemes & {"nomn", "PREP", "ADVB", "CONJ", "PRTS", "VERB"} for p in found[:2])
