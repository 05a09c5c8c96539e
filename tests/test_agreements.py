"""Agreements in one-line notation: a text, the facts under it.

    2024-05-12 | Текст релиза.           the date before the bar is the day of publication, it may be missing
    = memorandum signed BY,KR 2024-05-12 @Минск : Партия А; Партия Б < Подписант; Подписант
    -                                    nothing that could be taken for an agreement

Kind, status, countries and date are compared always (a missing date must be missing in the facts), "@place" only where
it stands; ":" and "<" with nothing behind them mean that no parties or no signatories may be found. A word of a party's
name is enough. Statuses compare in the groups early (discussed, planned, drafted) and done (signed, in-force, implementing),
unless the line has the stage in capitals: SIGNED.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.facts.extract import extract
from kg.facts.model import Agreement, Extraction
from kg.release.model import Release
from kg.text.annotate import annotate
from kg.values import PartialDate

CASES = Path(__file__).parent / "data" / "agreements"
_EARLY = {"discussed", "planned", "drafted"}


@dataclass(frozen=True)
class Case:
    text: str
    published: str
    lines: tuple[str, ...]


def _cases(path: Path) -> list[Case]:
    out = []
    for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
        rows = [r for r in block.splitlines() if r.strip() and not r.startswith("#")]
        if not rows:
            continue
        told = [r for r in rows if not r.startswith(("= ", "-"))]
        text = "\n".join(told)
        published = re.match(r"(\d{4}-\d\d-\d\d) \| ", text)
        text = text[published.end() :] if published else text
        out.append(Case(text, published.group(1) if published else "", tuple(r for r in rows if r.startswith(("= ", "-")))))
    return out


def read(case: Case) -> Extraction:
    """The facts of a case's text."""
    day = PartialDate.parse(case.published) if case.published else None
    first = case.text.partition("\n")[0]
    title = first if "\n" in case.text and first[-1] not in ".:" else first[:40]
    return extract(annotate(Release(case.text, title, None, day, "ru", "made-up.txt")))


def line_of(a: Agreement, x: Extraction) -> str:
    """An agreement in the notation, with everything known."""
    people = {p.key: p.name.label for p in x.persons}
    bodies = {b.key: b.name for b in x.bodies}
    places = {p.key: p.name for p in x.places}
    parties = "; ".join(bodies.get(c.value.key, c.value.key) for c in a.parties)
    signers = "; ".join(people[c.value] for c in a.signatories)
    date = a.signed[0].value.lexical if a.signed else ""
    place = f"@{places[a.place[0].value]}" if a.place else ""
    states = ",".join(sorted(c.value for c in a.countries))
    return re.sub(r"\s+", " ", f"= {a.kind} {a.current_status} {states} {date} {place} : {parties} < {signers}").strip()


def fits(wanted: str, got: str) -> bool:
    """True if the facts of a line are those of another, as far as the wanted one goes."""
    w, g = _parse(wanted), _parse(got)
    if (w.kind, w.states, w.date) != (g.kind, g.states, g.date):
        return False
    if w.status.isupper():
        if w.status.lower() != g.status:
            return False
    elif (w.status in _EARLY) != (g.status in _EARLY):
        return False
    if w.place and w.place != g.place:
        return False
    return all(want is None or _same(want, have or []) for want, have in ((w.parties, g.parties), (w.signers, g.signers)))


def _same(wanted: list[str], got: list[str]) -> bool:
    left = list(got)
    for name in wanted:
        hit = next((x for x in left if name.lower() in x.lower()), None)
        if hit is None:
            return False
        left.remove(hit)
    return not left


@dataclass(frozen=True)
class _Line:
    kind: str
    status: str
    states: tuple[str, ...]
    date: str
    place: str
    parties: list[str] | None
    signers: list[str] | None


def _parse(line: str) -> _Line:
    head, _, signers = line[2:].partition("<")
    head, colon, parties = head.partition(":")
    words = head.split()
    states = next((w for w in words[2:] if re.fullmatch(r"[A-Z]{2}(,[A-Z]{2})*", w)), "")
    date = next((w for w in words[2:] if re.fullmatch(r"-{0,2}\d[\d-]*", w)), "")
    place = next((w[1:] for w in words[2:] if w.startswith("@")), "")
    return _Line(
        words[0], words[1], tuple(sorted(s for s in states.split(",") if s)), date, place,
        [p.strip() for p in parties.split(";") if p.strip()] if colon else None,
        [p.strip() for p in signers.split(";") if p.strip()] if "<" in line else None,
    )  # fmt: skip


ALL = [pytest.param(c, id=f"{p.stem}-{n}") for p in sorted(CASES.glob("*.txt")) for n, c in enumerate(_cases(p), 1)]


def test_there_are_cases() -> None:
    assert len(ALL) >= 100


@pytest.mark.parametrize("case", ALL)
def test_agreements(case: Case) -> None:
    x = read(case)
    got = [line_of(a, x) for a in x.agreements]
    wanted = [w for w in case.lines if w.startswith("= ")]
    left = list(got)
    for w in wanted:
        hit = next((g for g in left if fits(w, g)), None)
        assert hit is not None, f"\n{case.text}\nwanted {w}\ngot    " + "\n       ".join(got or ["nothing"])
        left.remove(hit)
    assert not left, f"\n{case.text}\nnot wanted: " + "\n".join(left)


@pytest.mark.parametrize("case", ALL)
def test_evidence_is_the_text(case: Case) -> None:
    x = read(case)
    for a in x.agreements:
        for form in a.forms:
            assert form.span.of(case.text) == form.text


ENGLISH = [
    ("Oman and Peru signed a memorandum of cooperation in Lima on 5 July 2021. In the same hall Omanport and Lima Cargo signed a letter of intent on a terminal.",
     ["2021-07-05", "2021-07-05"]),
    ("Oman and Peru signed an action plan on 20 August 2024. The action plan builds on a cooperation agreement concluded in Lima on 17 October 2011.",
     ["2011-10-17", "2024-08-20"]),
    ("Oman and Peru discussed invoices. The agreement gives continuity to the memorandum on ports that both countries signed in Lima in 2019.", ["2019"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "days"), ENGLISH)
def test_english_documents_are_kept_apart(text: str, days: list[str]) -> None:
    x = extract(annotate(Release(text, text[:40], None, None, "en", "made-up.txt")))
    assert sorted(a.signed[0].value.lexical for a in x.agreements if a.signed) == days


def test_a_day_called_today_also_cites_the_sentence_that_names_it() -> None:
    text = (
        "Сегодня, 14 мая, в Риге проходит Латвийско-Литовский форум по вопросам роуминга.\n\n"
        "В рамках форума подписан Меморандум о взаимопонимании в области роуминга.\n\n"
        "«Сегодня мы подписали меморандум о взаимопонимании в области роуминга», – сообщил министр связи Латвии Янис Озолс."
    )
    [memorandum] = extract(annotate(Release(text, text[:40], None, None, "ru", "made-up.txt"))).agreements
    [signed] = memorandum.signed
    assert signed.value.lexical == "--05-14"
    cited = [e.passage.of(text) for e in signed.evidence]
    assert any("14 мая" in c for c in cited) and any("мы подписали" in c for c in cited)
