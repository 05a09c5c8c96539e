"""What people decided goes before every rule, is kept in a file, and can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kg import pipeline
from kg.cli import main
from kg.entities.decisions import Decision, Named, as_text, load, parse
from kg.entities.model import Resolution
from kg.entities.resolve import release_paths, resolve
from kg.errors import DecisionError
from kg.facts.model import Extraction
from kg.graph import terms as t
from kg.graph.assemble import assemble
from kg.reference.authority import by_id
from kg.reference.renames import renames
from tests.helpers.stories import Story
from tests.test_identity_stories import entities, minister


def named(extraction: Extraction, name: str) -> Named:
    (path,) = release_paths([extraction]).values()
    return Named(path, name)


def people(resolution: Resolution) -> int:
    return len(entities(resolution, "person"))


BERG, DUB = minister("1", "Берг", "Анна"), minister("2", "Дуб", "Анна")
BERG_AGAIN = minister("3", "Берг", "Анна")
DIRECTOR = minister("4", "Берг", "Анна", role="директор", body="Институт реки")


def decision(verdict: str, left: tuple[Extraction, str], right: tuple[Extraction, str]) -> Decision:
    a, b = sorted((named(*left), named(*right)))
    return Decision(verdict, "person", a, b)


def test_same_joins_what_no_rule_would() -> None:
    decided = decision("same", (BERG, "Анна Берг"), (DUB, "Анна Дуб"))
    assert people(resolve([BERG, DUB])) == 2
    resolution = resolve([BERG, DUB], [decided])
    (person,) = entities(resolution, "person")
    assert [j.rule for j in person.joins] == ["a person decided"]


def test_different_parts_what_every_rule_would_join() -> None:
    decided = decision("different", (BERG, "Анна Берг"), (BERG_AGAIN, "Анна Берг"))
    assert people(resolve([BERG, BERG_AGAIN])) == 1
    resolution = resolve([BERG, BERG_AGAIN], [decided])
    assert people(resolution) == 2 and not resolution.candidates


def test_different_holds_for_everything_that_has_joined_the_two() -> None:
    third = minister("5", "Берг", "А.")
    decided = decision("different", (BERG, "Анна Берг"), (BERG_AGAIN, "Анна Берг"))
    assert people(resolve([BERG, BERG_AGAIN, third], [decided])) == 3


def test_decisions_do_not_depend_on_order() -> None:
    decided = [
        decision("same", (BERG, "Анна Берг"), (DIRECTOR, "Анна Берг")),
        decision("different", (BERG, "Анна Берг"), (BERG_AGAIN, "Анна Берг")),
    ]
    one = resolve([BERG, BERG_AGAIN, DIRECTOR], decided)
    assert one == resolve([DIRECTOR, BERG_AGAIN, BERG], decided[::-1])
    assert people(one) == 2


def test_a_contradiction_is_refused() -> None:
    pairs = ((BERG, DUB, "same"), (DUB, DIRECTOR, "same"), (BERG, DIRECTOR, "different"))
    names = {id(BERG): "Анна Берг", id(DUB): "Анна Дуб", id(DIRECTOR): "Анна Берг"}
    decided = [decision(v, (a, names[id(a)]), (b, names[id(b)])) for a, b, v in pairs]
    with pytest.raises(DecisionError):
        resolve([BERG, DUB, DIRECTOR], decided)


def test_a_decision_on_nothing_is_told() -> None:
    decided = decision("same", (BERG, "Анна Берг"), (DUB, "Кто-то Другой"))
    assert len(resolve([BERG, DUB], [decided]).unknown) == 1


def test_the_file_is_sorted_and_read_back() -> None:
    rows = [decision("same", (BERG, "Анна Берг"), (DUB, "Анна Дуб")), decision("different", (DUB, "Анна Дуб"), (DIRECTOR, "Анна Берг"))]
    text = as_text([*rows, rows[0]])
    assert parse(text) == tuple(sorted(rows)) and text == as_text(rows[::-1])


@pytest.mark.parametrize(
    "line",
    ["same\tperson\ta\tb", "perhaps\tperson\ta\tb\tc\td", "same\tperson\ta\tb\ta\tb", "renamed\tperson\ta\tb\tc\td\t2020", "renamed\tbody\ta\tb\tc\td\tyesterday"],
)  # fmt: skip
def test_a_line_that_is_no_decision_is_refused_with_its_number(line: str) -> None:
    with pytest.raises(DecisionError, match="line 2"):
        parse("# comment\n" + line)


def test_a_body_renamed_by_a_person_is_linked_and_stays_two() -> None:
    old, new = Story("Старое имя."), Story("Новое имя.")
    old.body("Министерство рек Республики Беларусь", "BY")
    new.body("Министерство рек и озёр Республики Беларусь", "BY")
    told = [old.told(), new.told()]
    sides = [(named(e, e.bodies[0].name).release, e.bodies[0].name) for e in told]
    line = "\t".join(["renamed", "body", *sides[0], *sides[1], "2021-03 указ"])
    resolution = resolve(told, parse(line))
    quads = assemble(told, resolution)
    assert len(entities(resolution, "body")) == 2
    changes = {q.subject for q in quads if q.object == str(t.ORG.ChangeEvent)}
    dates = {q.object for q in quads if q.subject in changes and q.predicate == str(t.DCTERMS.date)}
    assert len(changes) == 1 and {d.value for d in dates if not isinstance(d, str)} == {"2021-03"}


def test_known_renamings_link_known_bodies() -> None:
    story = Story("Два имени.")
    story.body("Министерство информатики и связи Республики Куба", "CU")
    story.body("Министерство коммуникаций Республики Куба", "CU")
    (change,) = resolve([story.told()]).changes
    assert (change.before, change.after, change.on) == ("body/cu/mic", "body/cu/mincom", "2013")


def test_the_table_of_renamings_fits_the_records() -> None:
    assert list(renames()) == sorted(renames())
    for rename in renames():
        before, after = by_id(rename.before), by_id(rename.after)
        assert before.country == after.country
        assert int(rename.year) in (before.until, after.since)


def test_review_asks_shows_sentences_and_records(tmp_path: Path) -> None:
    pipeline.publish([BERG, DIRECTOR], [], tmp_path)
    result = CliRunner().invoke(main, ["review", "--graph", str(tmp_path)], input="s\nодна и та же\n")
    assert result.exit_code == 0, result.output
    assert "Are these one person?" in result.stdout and "«Релиз 1.»" in result.stdout and "«Релиз 4.»" in result.stdout
    (decided,) = load(tmp_path / "decisions.tsv")
    assert decided.verdict == "same" and decided.note == "одна и та же"
    built = pipeline.publish([BERG, DIRECTOR], [], tmp_path)
    assert built.report["found"]["people"] == 1 and not built.report["perhaps_one"]


def test_review_ends_where_the_input_ends_and_asks_nothing_twice(tmp_path: Path) -> None:
    pipeline.publish([BERG, DIRECTOR], [], tmp_path)
    assert CliRunner().invoke(main, ["review", "--graph", str(tmp_path)], input="").exit_code == 0
    assert not (tmp_path / "decisions.tsv").exists()
    CliRunner().invoke(main, ["review", "--graph", str(tmp_path)], input="d\n\n")
    assert "Are these" not in CliRunner().invoke(main, ["review", "--graph", str(tmp_path), "--list"]).stdout
