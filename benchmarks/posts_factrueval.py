"""Posts on factRuEval-2016: how many of the Occupation facts of real news are found, and how many finds are right.

    python benchmarks/posts_factrueval.py FOLDER [--show] [--others]

FOLDER holds book_N.txt and book_N.facts. `--show` prints every miss and false find, `--others` the agreements and events that
come out of these texts: they are not of the genre, so nearly all of those would be errors. Everything runs in this process.

When a found post and an Occupation are the same:
  Who       one of the gold's words is the family name that we found, or the name's own words share a stem with it; a case ending left over
            does not count ("Лужков" = "Лужкова")
  Position  the role's words and the Position's words share a lemma that is no adjective; gold often gives the whole phrase ("министр
            обороны"), we the role alone. Short forms are opened first ("экс-премьер", "замминистра"); "глава", "руководитель" and
            "лидер" count as one another, as do "премьер" and "премьер-министр", and "министр" for a "глава": "глава МИДа" is one
  Where     not compared (a state may be there by adjective, by name or by its capital); --where asks for a common stem

One gold fact answers one found post. An Occupation without Position ("Кан из «Баварии»") is neither asked for nor counted as false.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from kg.facts.model import Extraction, Post
from kg.pipeline import extract
from kg.reference.words import lexicon
from kg.release.model import Reject, Release
from kg.text.morphology import parses

ALIKE = (
    frozenset({"глава", "руководитель", "лидер"}),
    frozenset({"премьер", "премьер-министр"}),
    frozenset({"шеф", "глава", "министр"}),
)
_SPAN = re.compile(r"^(?:obj|span)\d+$")


@dataclass(frozen=True, slots=True)
class Occupation:
    """A gold fact: who, the words of each wording of the position, the words of the place."""

    who: str
    positions: tuple[str, ...]
    where: str


def occupations(text: str) -> list[Occupation]:
    """The Occupation blocks of a facts file."""
    found = []
    for block in text.split("\n\n"):
        lines = block.strip().split("\n")
        if not lines[0].endswith(" Occupation"):
            continue
        fields: dict[str, str] = {}
        for line in lines[1:]:
            key, _, value = line.partition(" ")
            fields[key] = value
        positions = tuple(p for p in _values(fields.get("Position", "")))
        found.append(
            Occupation(" ".join(_values(fields.get("Who", ""))), positions, " ".join(_values(fields.get("Where", ""))))
        )
    return found


def _values(field: str) -> list[str]:
    return [" ".join(w for w in part.split() if not _SPAN.match(w)) for part in field.split(" | ") if part.strip()]


def lemmas(phrase: str) -> set[str]:
    """Nouns and names of a phrase by lemma, short forms of posts opened."""
    canonical = lexicon("ru").maps["roles.canonical"]
    out: set[str] = set()
    for word in re.findall(r"[\w-]+", phrase.lower().replace("ё", "е")):
        word = word.removeprefix("экс-")
        # every reading: "премьера" is a man's genitive as well as a première
        for lemma in {p.lemma.replace("ё", "е") for p in parses(word)} | {word}:
            for w in canonical.get(lemma, lemma).split():
                opened = parses(w)
                if not opened or not opened[0].grammemes & {"ADJF", "PREP", "CONJ"}:
                    out.add(opened[0].lemma.replace("ё", "е") if opened else w)
    return out


def stem(word: str) -> str:
    """A name without the ending of a case."""
    low = word.lower().replace("ё", "е")
    return re.sub(r"(ого|ому|ым|им|ой|ей|ом|ем|а|у|е|ы|и|я|ю|ь|й)$", "", low) if len(low) > 4 else low


def same(gold: Occupation, post: Post, extraction: Extraction, *, where: bool = False) -> bool:
    """The rule of this module's docstring."""
    person = next(p for p in extraction.persons if p.key == post.person)
    who = {stem(w) for w in gold.who.split()}
    if not who & {stem(w) for w in person.name.family.split()}:
        return False
    role = lemmas(post.role)
    body = next((b for b in extraction.bodies if b.key == post.body), None)
    if not any(_alike(lemmas(p), role) for p in gold.positions):
        return False
    if not where or not gold.where:
        return True
    ours = {stem(w) for w in (body.name if body else "").split()}
    return bool(ours & {stem(w) for w in gold.where.split()}) or bool(post.country)


def _alike(gold: set[str], role: set[str]) -> bool:
    return bool(gold & role) or any(gold & group and role & group for group in ALIKE)


def compare(
    gold: Sequence[Occupation], extraction: Extraction, *, where: bool
) -> tuple[list[Occupation], list[Occupation], list[Post]]:
    """(found, missed, false) of one text."""
    posts = list(extraction.posts)
    found, missed = [], []
    for g in (g for g in gold if g.positions):
        hit = next((p for p in posts if same(g, p, extraction, where=where)), None)
        if hit is None:
            missed.append(g)
        else:
            posts.remove(hit)
            found.append(g)
    open_who = {stem(w) for g in gold if not g.positions for w in g.who.split()}
    people = {p.key: p for p in extraction.persons}
    return found, missed, [p for p in posts if not open_who & {stem(w) for w in people[p.person].name.family.split()}]


def read(folder: Path) -> Iterable[tuple[str, Extraction, list[Occupation]]]:
    """(name, what we extract, gold) of every text."""
    for path in sorted(folder.glob("book_*.txt")):
        text = path.read_text(encoding="utf-8").strip()
        title = text.partition("\n")[0][:80]
        result = extract(Release(text, title, None, None, "ru", path.name))
        if isinstance(result, Reject):
            sys.exit(f"{path.name}: {result.reason}")
        yield path.stem, result, occupations(path.with_suffix(".facts").read_text(encoding="utf-8"))


def show(name: str, extraction: Extraction, missed: Sequence[Occupation], false: Sequence[Post]) -> None:
    """Misses and false finds of one text."""
    people = {p.key: p.name.label for p in extraction.persons}
    bodies = {b.key: b.name for b in extraction.bodies}
    for m in missed:
        print(f"- {name}: {m.who} | {' / '.join(m.positions)} | {m.where}")
    for p in false:
        print(
            f"+ {name}: {people[p.person]} | {p.role} | {bodies.get(p.body or '', '')} | {p.country} [{p.evidence[0].rule}] {p.evidence[0].passage.of(extraction.release.text)[:160]}"
        )


def show_others(name: str, extraction: Extraction) -> None:
    """Agreements and events of one text."""
    text = extraction.release.text
    for a in extraction.agreements:
        print(f"A {name}: {a.kind} {a.label} ({a.current_status}): {a.evidence[0].passage.of(text)[:200]}")
    for e in extraction.events:
        print(f"E {name}: {e.kind} {e.name or ''}: {e.evidence[0].passage.of(text)[:200]}")


def main() -> None:
    """Figures over a folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--others", action="store_true")
    parser.add_argument("--where", action="store_true")
    options = parser.parse_args()
    right = wrong = lost = agreements = events = 0
    for name, extraction, gold in read(options.folder):
        found, missed, false = compare(gold, extraction, where=options.where)
        right, lost, wrong = right + len(found), lost + len(missed), wrong + len(false)
        agreements, events = agreements + len(extraction.agreements), events + len(extraction.events)
        if options.show:
            show(name, extraction, missed, false)
        if options.others:
            show_others(name, extraction)
    precision, recall = right / max(right + wrong, 1), right / max(right + lost, 1)
    total = 2 * precision * recall / max(precision + recall, 1e-9)
    print(f"posts: {right} found, {lost} missed, {wrong} false: P {precision:.3f} R {recall:.3f} F1 {total:.3f}")
    print(f"agreements {agreements}, events {events}")


if __name__ == "__main__":
    main()
