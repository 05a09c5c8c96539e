"""Identity of agreements, events, posts over releases; joins that would bridge two things; reasons for every merge."""

from __future__ import annotations

from itertools import permutations

import pytest

from kg.entities.model import Entity, Resolution
from kg.entities.resolve import resolve
from kg.facts.model import Extraction
from tests.helpers.stories import Story

OURS = "Министерство лесной связи Республики Беларусь"
THEIRS = "Министерство рек Республики Корея"


def entities(resolution: Resolution, kind: str) -> list[Entity]:
    return [e for e in resolution.entities.values() if e.kind == kind]


def resolved(*extractions: Extraction) -> Resolution:
    """The resolution, the same for every order of the releases."""
    results = [resolve(order) for order in permutations(extractions)][:24]
    assert all(r == results[0] for r in results)
    return results[0]


def memo(
    name: str, *, signed: str = "", subject: str | None = "электронная почта рек", theirs: str | None = THEIRS, kind: str = "memorandum",
    status: str = "signed", published: str | None = "2024-06-01", countries: str = "BY KR", language: str = "ru",
) -> Extraction:  # fmt: skip
    story = Story(f"Релиз {name}.", published=published, language=language)
    parties = [story.body(OURS, "BY"), story.body(theirs, "KR")] if theirs else []
    story.agreement(kind, "Меморандум", subject=subject, parties=" ".join(parties), countries=countries, signed=signed, status=status)
    return story.told()


ONE_AGREEMENT = {
    "same day, parties and subject": (memo("1", signed="2024-05-10"), memo("2", signed="2024-05-10")),
    "one tells no subject": (memo("1", signed="2024-05-10"), memo("2", signed="2024-05-10", subject=None)),
    "one tells no parties": (memo("1", signed="2024-05-10"), memo("2", signed="2024-05-10", theirs=None)),
    "one knows the day, the other the month": (memo("1", signed="2024-05-10"), memo("2", signed="2024-05")),
    "one knows the day, the other no date": (memo("1", signed="2024-05-10"), memo("2")),
    "one knows no year": (memo("1", signed="2024-05-10"), memo("2", signed="--05-10")),
    "the plan and the signing": (memo("1", status="planned", published="2024-04-01"), memo("2", signed="2024-05-10")),
    "both undated, same parties and subject": (memo("1"), memo("2")),
    "the subject in other words": (memo("1", signed="2024-05-10"), memo("2", signed="2024-05-10", subject="сотрудничество в сфере электронной почты")),
    "told a year later": (memo("1", signed="2024-05-10"), memo("2", signed="2024-05-10", published="2025-06-01")),
}
TWO_AGREEMENTS = {
    "another day": (memo("1", signed="2024-05-10"), memo("2", signed="2024-05-11")),
    "another kind": (memo("1", signed="2024-05-10"), memo("2", signed="2024-05-10", kind="protocol")),
    "another ministry of the same state": (memo("1", signed="2024-05-10"), memo("2", signed="2024-05-10", theirs="Министерство неба Республики Корея")),
    "other states": (memo("1", signed="2024-05-10"), memo("2", signed="2024-05-10", theirs=None, countries="BY RS")),
    "other subjects, no parties": (
        memo("1", signed="2024-05-10", theirs=None),
        memo("2", signed="2024-05-10", theirs=None, subject="спутниковая съёмка дорог"),
    ),
    "neither parties nor subject": (
        memo("1", signed="2024-05-10", theirs=None, subject=None),
        memo("2", signed="2024-05-10", theirs=None, subject=None),
    ),
    "planned after it was signed": (memo("1", signed="2024-05-10"), memo("2", status="planned", published="2024-09-01")),
    "an undated protocol is made every year": (memo("1", kind="protocol"), memo("2", kind="protocol")),
    "another ministry, undated": (memo("1"), memo("2", theirs="Министерство неба Республики Корея")),
}


@pytest.mark.parametrize("pair", ONE_AGREEMENT.values(), ids=ONE_AGREEMENT)
def test_one_agreement(pair: tuple[Extraction, Extraction]) -> None:
    (entity,) = entities(resolved(*pair), "agreement")
    assert entity.joins, "a merge without a reason"


@pytest.mark.parametrize("pair", TWO_AGREEMENTS.values(), ids=TWO_AGREEMENTS)
def test_two_agreements(pair: tuple[Extraction, Extraction]) -> None:
    assert len(entities(resolved(*pair), "agreement")) == 2


def test_an_undated_mention_that_fits_two_joins_neither() -> None:
    resolution = resolved(memo("1", signed="2023-05-10"), memo("2", signed="2024-05-10"), memo("3"))
    assert len(entities(resolution, "agreement")) == 3
    assert len(resolution.candidates) >= 2


def test_no_agreement_joins_two_that_are_apart() -> None:
    """The second tells no parties and the same words: it may be either of the others, which are two."""
    sky = memo("3", signed="2024-05-10", theirs="Министерство неба Республики Корея")
    resolution = resolved(memo("1", signed="2024-05-10"), memo("2", signed="2024-05-10", theirs=None), sky)
    assert len(entities(resolution, "agreement")) == 3
    assert len(resolution.candidates) == 2


def test_two_agreements_of_one_release_stay_two() -> None:
    story = Story("Два меморандума.")
    for _ in range(2):
        story.agreement("memorandum", "Меморандум", countries="BY KR", signed="2024-05-10", subject="электронная почта рек")
    assert len(entities(resolved(story.told(), memo("1", signed="2024-05-10")), "agreement")) == 3  # which one is meant is a guess


def forum(name: str, **facts: object) -> Extraction:
    story = Story(f"Релиз {name}.")
    place = facts.pop("city", None)
    if place:
        facts["place"] = story.place(str(place), "BY")
    people = facts.pop("people", "")
    if people:
        keys = [story.person(p, "Ян") for p in str(people).split()]
        for key in keys:
            story.post(key, "министр", story.body(OURS, "BY"), "BY")
        facts["participants"] = " ".join(keys)
    story.event(str(facts.pop("kind", "forum")), facts.pop("named", None), **facts)  # type: ignore[arg-type]
    return story.told()


ONE_EVENT = {
    "same name and day": (
        forum("1", named="Форум лесной связи", starts="2024-05-10", countries="BY KR"),
        forum("2", named="Форум по лесной связи", starts="2024-05-10", countries="BY KR"),
    ),
    "a forum to one, a conference to the other": (
        forum("1", named="Форум лесной связи", starts="2024-05-10", city="Минск"),
        forum("2", kind="conference", named="Форум лесной связи", starts="2024-05-10", city="Минск"),
    ),
    "one knows the month": (
        forum("1", named="Форум лесной связи", starts="2024-05-10", countries="BY KR"),
        forum("2", named="Форум лесной связи", starts="2024-05", countries="BY KR"),
    ),
    "a day within the days": (
        forum("1", named="Форум лесной связи", starts="2024-05-10", ends="2024-05-12", countries="BY KR"),
        forum("2", named="Форум лесной связи", starts="2024-05-10", countries="BY KR"),
    ),
    "the same visit": (
        forum("1", kind="visit", starts="2024-05-10", countries="BY KR", people="Берг"),
        forum("2", kind="visit", starts="2024-05-10", countries="BY KR", people="Берг"),
    ),
}
TWO_EVENTS = {
    "another ordinal": (
        forum("1", named="Форум лесной связи", ordinal=4, starts="2024", countries="BY KR"),
        forum("2", named="Форум лесной связи", ordinal=5, starts="2024", countries="BY KR"),
    ),
    "another day": (
        forum("1", named="Форум лесной связи", starts="2024-05-10", countries="BY KR"),
        forum("2", named="Форум лесной связи", starts="2024-05-20", countries="BY KR"),
    ),
    "another city": (
        forum("1", named="Форум лесной связи", starts="2024-05-10", city="Минск"),
        forum("2", named="Форум лесной связи", starts="2024-05-10", city="Брест"),
    ),
    "two meetings of one day": (
        forum("1", kind="meeting", starts="2024-05-10", countries="BY KR", people="Берг"),
        forum("2", kind="meeting", starts="2024-05-10", countries="BY KR", people="Дуб"),
    ),
    "no day at all": (forum("1", named="Форум лесной связи", countries="BY KR"), forum("2", named="Форум лесной связи", countries="BY KR")),
    "another name": (
        forum("1", named="Форум лесной связи", starts="2024-05-10", countries="BY KR"),
        forum("2", named="Выставка спутниковой съёмки", starts="2024-05-10", countries="BY KR"),
    ),
}


@pytest.mark.parametrize("pair", ONE_EVENT.values(), ids=ONE_EVENT)
def test_one_event(pair: tuple[Extraction, Extraction]) -> None:
    assert len(entities(resolved(*pair), "event")) == 1


@pytest.mark.parametrize("pair", TWO_EVENTS.values(), ids=TWO_EVENTS)
def test_two_events(pair: tuple[Extraction, Extraction]) -> None:
    assert len(entities(resolved(*pair), "event")) == 2


def minister(name: str, family: str, given: str, patronymic: str = "", role: str = "министр", body: str | None = OURS) -> Extraction:
    story = Story(f"Релиз {name}.", published="2024-05-01")
    story.post(story.person(family, given, patronymic), role, story.body(body, "BY") if body else None, "BY")
    return story.told()


def test_initials_that_fit_two_people_join_neither() -> None:
    resolution = resolved(minister("1", "Берг", "Анна"), minister("2", "Берг", "Алла"), minister("3", "Берг", "А."))
    assert len(entities(resolution, "person")) == 3
    assert len(resolution.candidates) == 2


def test_a_person_never_joins_two_who_are_apart() -> None:
    resolution = resolved(
        minister("1", "Берг", "Анна", "Петровна"), minister("2", "Берг", "Анна", "Ивановна"), minister("3", "Берг", "Анна")
    )
    assert len(entities(resolution, "person")) == 3
    assert len(resolution.candidates) == 2


def test_namesakes_get_iris_of_their_own_in_any_order() -> None:
    resolution = resolved(minister("1", "Берг", "Анна", "Петровна"), minister("2", "Берг", "Анна", "Ивановна"))
    paths = [e.path for e in entities(resolution, "person")]
    assert len(paths) == 2 and all(p.startswith("person/anna-berg-") for p in paths)


def test_a_successor_is_no_conflict() -> None:
    resolution = resolved(minister("1", "Берг", "Анна"), minister("2", "Дуб", "Олег"), minister("3", "Дуб", "Олег"))
    assert [e.path for e in entities(resolution, "tenure")] == ["tenure/anna-berg/minister", "tenure/oleg-dub/minister"]


def test_a_post_without_its_body_is_the_one_with_it() -> None:
    """The fullest name gives the IRI, the post of initials is the same tenure."""
    resolution = resolved(minister("1", "Берг", "Анна"), minister("2", "Берг", "А.", body=None))
    assert len(entities(resolution, "tenure")) == 1
    (person,) = entities(resolution, "person")
    assert person.path == "person/anna-berg" and {label.text for label in person.also} == {"А. Берг"}


def test_labels_in_several_languages() -> None:
    english = Story("Release.", language="en")
    english.post(english.person("Berg", "Anna"), "minister", english.body("Ministry of Forest Communications", "BY"), "BY")
    resolution = resolved(minister("1", "Берг", "Анна"), english.told())
    assert len(entities(resolution, "person")) in (1, 2)  # the two bodies are not known to be one: a candidate at most
    assert all(len({label.language for label in e.labels}) == len(e.labels) for e in resolution.entities.values())


def test_a_release_that_comes_twice_counts_once() -> None:
    (entity,) = entities(resolve([memo("1"), memo("1")]), "agreement")
    assert len(entity.mentions) == 1
