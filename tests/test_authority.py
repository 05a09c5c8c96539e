"""Well-known bodies: the authority file is sorted and valid, and its bodies are found in any case and with or without quotes."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

from kg.facts.model import BODY_KINDS
from kg.reference.authority import KINDS, LANGUAGES, MEDIA, by_id, choose, find_known_bodies, lookup, records
from kg.reference.countries import codes
from tests.reference_words import tokens

RUSSIAN = {
    "переговоры с Росатомом": "ru-rosatom",
    "генеральный директор РУП «Белтелеком»": "by-beltelecom",
    "стенд «Белтелекома»": "by-beltelecom",
    "глава Укрпочты": "ua-ukrposhta",
    "с Почтой России": "ru-russian-post",
    "Международным союзом электросвязи (МСЭ)": "itu itu",
    "Всемирного почтового союза": "upu",
    "в рамках ШОС и ЕАЭС": "sco eaeu",
    "Евразийской экономической комиссией": "eec",
    "министр цифрового развития": "",
    "Министерства цифрового развития, связи и массовых коммуникаций РФ": "ru-mincifry",
    "Министерством связи и информатизации Беларуси": "by-ministry-of-communications",
    "Минцифры Узбекистана": "uz-mindigital",
    "представители Минздрава": "generic-minzdrav",
    "в Индустриальном парке «Великий камень»": "by-great-stone",
    "компании Huawei и China Post": "cn-huawei cn-china-post",
    "Советом Федерации Федерального собрания РФ": "ru-federation-council",
    "передает БЕЛТА": "media-belta",
    "союзное государство": "",
    "почта россии": "",
}


@pytest.mark.parametrize(("text", "ids"), RUSSIAN.items())
def test_russian(text: str, ids: str) -> None:
    assert [m.record.id for m in find_known_bodies(tokens(text), "ru")] == ids.split()


def test_other_languages() -> None:
    assert [m.record.id for m in find_known_bodies(tokens("Мінсувязі і РУП «Белтэлекам»"), "be")] == [
        "by-ministry-of-communications", "by-beltelecom",
    ]  # fmt: skip
    text = "the Organization of Turkic States (OTS) and Russian Post"
    assert [m.record.id for m in find_known_bodies(tokens(text), "en")] == ["ots", "ots", "ru-russian-post"]


def test_abbreviations_are_written_in_capitals() -> None:
    assert find_known_bodies(tokens("Who is it"), "en") == []
    assert [m.record.id for m in find_known_bodies(tokens("a WHO report"), "en")] == ["who"]


def test_closing_quotes_belong_to_the_name() -> None:
    text = "подписали АО «Почта России», МСЭ"
    first, second = find_known_bodies(tokens(text), "ru")
    assert first.span.of(text) == first.text == "АО «Почта России»"
    assert second.span.of(text) == "МСЭ"


def test_a_short_name_of_several_bodies_needs_country_and_year() -> None:
    several = lookup("Минсвязи", "ru")
    assert len(several) > 3
    assert _id(choose(several, ["BY"])) == "by-ministry-of-communications"
    assert _id(choose(several, ["RU"], 2001)) == "ru-minsvyazi"
    assert _id(choose(several, ["AZ"], 2018)) == "az-mtcht"
    assert _id(choose(several, ["TM"])) == "generic-minsvyazi"  # the kind of body is known, which one is not
    assert choose(lookup("ПВТ", "ru"), []) is None


def _id(record: object) -> str:
    return str(getattr(record, "id", None))


def test_lookup_of_whole_names() -> None:
    assert [r.id for r in lookup("Министерство связи и информатизации", "ru")] == ["by-ministry-of-communications"]
    assert [r.id for r in lookup("Министерства промышленности и информатизации КНР", "ru")] == ["cn-miit"]
    assert lookup("Министерство всего на свете", "ru") == ()
    assert lookup("", "ru") == ()


def test_the_file_is_sorted_and_valid() -> None:
    found = records()
    ids = [r.id for r in found]
    assert ids == sorted(set(ids)) and len(ids) >= 250
    assert frozenset(BODY_KINDS) | {MEDIA} == KINDS
    for record in found:
        assert re.fullmatch(r"[a-z0-9-]+", record.id), record.id
        assert record.kind in KINDS and (record.country is None or record.country in codes())
        assert {"ru", "en"} & set(dict(record.labels)) and set(dict(record.labels)) <= set(LANGUAGES)
        assert record.since is None or record.until is None or record.since <= record.until
        assert not (record.generic and record.country)
        assert by_id(record.id) is record
        for _, names in record.short:
            assert len(names) == len(set(names)) and all(n == n.strip() and n for n in names)


def test_every_label_finds_its_record() -> None:
    for record in records():
        for language, name in record.labels:
            assert record in lookup(name, language), (record.id, name)


def test_labels_are_unique() -> None:
    seen = defaultdict(list)
    for record in records():
        for language, name in record.labels:
            seen[(language, name)].append(record.id)
    assert [ids for ids in seen.values() if len(ids) > 1] == []
