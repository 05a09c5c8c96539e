"""Cities in any case, which town of a name is meant, and what is no city."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.reference import places
from kg.reference.countries import codes
from kg.reference.files import read_yaml
from kg.reference.places import city, find_places
from kg.reference.town_adjectives import state_of_town
from kg.values import Span
from tests.reference_words import tokens

RUSSIAN = {
    "в Душанбе": "Душанбе/TJ",
    "подписано в Гаване": "Гавана/CU",
    "в г. Карамай (КНР)": "Карамай/CN",
    "в г.Шанхае": "Шанхай/CN",
    "в Эр-Рияде": "Эр-Рияд/SA",
    "в Нур-Султане": "Нур-Султан/KZ",
    "НУР-СУЛТАН, 9 июня": "Нур-Султан/KZ",
    "из Таллинна": "Таллинн/EE",
    "в Таллине": "Таллин/EE",
    "в Нью-Дели": "Нью-Дели/IN",
    "в Сан-Франциско": "Сан-Франциско/US",
    "в Абу-Даби и Дубае": "Абу-Даби/AE Дубай/AE",
    "Минск и Дубай": "Минск/BY Дубай/AE",
    "в Баку, Киеве, Вене, Женеве": "Баку/AZ Киев/UA Вена/AT Женева/CH",
    "в Нижнем Новгороде и Ростове-на-Дону": "Нижний Новгород/RU Ростов-на-Дону/RU",
    "в Бресте и Гомеле": "Брест/BY Гомель/BY",
    "в Улан-Баторе, Вьентьяне": "Улан-Батор/MN Вьентьян/LA",
    "в Сингапуре": "Сингапур/SG",
    "форум в Иннополисе": "Иннополис/RU",
    "в Кишинёве": "Кишинев/MD",
    "Университет Дубая": "Дубай/AE",
    "в Оше": "Ош/KG",
    "в Путраджае": "Путраджая/MY",
    "на территории «Сириус»": "Сириус/RU",
    "принят в Риге Государственным секретарем": "Рига/LV",
    "в столице Узбекистана Ташкенте": "Ташкент/UZ",
    "Чолпон-Ата, 27 июня": "Чолпон-Ата/KG",
    # traps
    "заседание Совета глав": "",
    "Центральный комитет": "",
    "Минская почта": "",
    "Сергей Киров": "",
    "А.Томск": "",
    "в Нидерландах": "",
    "в Старом городе": "",
    "в Мире и вокруг": "",
    "Максим Орел": "",
}
BELARUSIAN = {
    "у Мінску": "Мінск/BY",
    "у Пекіне": "Пекін/CN",
    "у Ташкенце": "Ташкент/UZ",
    "у Гомелі": "Гомель/BY",
    "з Масквы": "Масква/RU",
    "у Брэсце": "Брэст/BY",
}
ENGLISH = {
    "meet in Durban": "Durban/ZA",
    "in Bishkek, Kyrgyzstan": "Bishkek/KG",
    "ULAANBAATAR. On 10 April": "Ulaanbaatar/MN",
    "in New York": "New York/US",
    "in Kyiv and Kiev": "Kyiv/UA Kiev/UA",
    "Nice to see Victor": "",
}


@pytest.mark.parametrize(
    ("word", "name"),
    {"Петербургский": "Санкт-Петербург", "Минского": "Минск", "Таллиннская": "Таллинн", "Бакинский": "Баку", "Уральский": "", "Королевский": "", "Евразийский": ""}.items(),
)
def test_adjectives_of_cities(word: str, name: str) -> None:
    found = places.city_of_adjective(word)
    assert (found.name if found else "") == name


@pytest.mark.parametrize(("word", "name"), {"Almaty": "Almaty", "Tallinn": "Tallinn", "Digital": "", "Forum": "", "Bridge": ""}.items())
def test_cities_in_latin_names(word: str, name: str) -> None:
    found = places.large_city(word)
    assert (found.name if found else "") == name


TOWNS = {"стамбульский": "TR", "карагандинский": "KZ", "поволжский": "RU", "синьцзянский": "CN", "дохийский": "QA", "советский": "", "городской": "", "евразийский": "", "женский": ""}


@pytest.mark.parametrize(("word", "state"), TOWNS.items())
def test_states_of_adjectives(word: str, state: str) -> None:
    assert (state_of_town(word) or "") == state


def test_adjectives_of_regions_are_sorted_and_stand_once() -> None:
    data = read_yaml((Path(places.__file__).parent / "region_adjectives.yaml").read_text(encoding="utf-8"))
    words = [w for own in data.values() for w in own]
    assert list(data) == sorted(data) and len(words) == len(set(words))
    assert all(own == sorted(own) and all(w.endswith("кий") for w in own) for own in data.values())


def _found(text: str, language: str) -> list[str]:
    return [f"{m.name}/{m.iso}" for m in find_places(tokens(text), language)]


@pytest.mark.parametrize(("text", "names"), RUSSIAN.items())
def test_russian(text: str, names: str) -> None:
    assert " ".join(_found(text, "ru")) == names


@pytest.mark.parametrize(("text", "names"), BELARUSIAN.items())
def test_belarusian(text: str, names: str) -> None:
    assert " ".join(_found(text, "be")) == names


@pytest.mark.parametrize(("text", "names"), ENGLISH.items())
def test_english(text: str, names: str) -> None:
    assert " ".join(_found(text, "en")) == names


def test_the_state_beside_decides_between_towns_of_one_name() -> None:
    assert _found("в Бресте (Франция)", "ru") == ["Брест/FR"]


def test_nothing_inside_a_name_of_a_person_is_a_city() -> None:
    text = "выступил Париж Иванов"
    assert find_places(tokens(text), "ru", people=[Span(9, 21)]) == []


def test_spans() -> None:
    text = "Приехали в Нижний Новгород."
    assert [m.span.of(text) for m in find_places(tokens(text), "ru")] == ["Нижний Новгород"]


def test_one_name_alone() -> None:
    found = city("Таллинне", "ru")
    assert found is not None and (found.name, found.iso) == ("Таллинн", "EE")
    assert city("Нигдеград", "ru") is None


@pytest.mark.parametrize("language", ["ru", "be", "en"])
def test_the_files_are_sorted_and_valid(language: str) -> None:
    path = Path(places.__file__).with_name(f"cities_{language}.tsv")
    keys = []
    for line in path.read_text(encoding="utf-8").splitlines():
        key, cell = line.split("\t")
        keys.append(key)
        for entry in cell.lstrip("+").split("|") if cell != "+" else ():
            name, iso, flags, thousands = entry.split(";")
            assert name and iso in codes() and set(flags) <= set("cpw") and int(thousands) >= 0
    assert keys == sorted(set(keys))
