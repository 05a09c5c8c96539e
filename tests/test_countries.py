"""Countries by name, adjective and abbreviation, in the cases that Russian and Belarusian have; and what is no country."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from kg.reference import countries
from kg.reference.countries import LANGUAGES, codes, find_countries, find_regions, label, names_of, official
from kg.reference.matcher import Lexicon, atoms
from tests.reference_words import tokens

# a text -> the ISO codes found in it, in order
RUSSIAN = {
    "Посол Республики Корея в Республике Беларусь": "KR BY",
    "договоренность с Республикой Корея": "KR",
    "Южной Кореей и Северной Кореей": "KR KP",
    "белорусско-корейский форум": "BY KR",
    "российско-кубинской комиссии": "RU CU",
    "азербайджано-турецкое заседание": "AZ TR",
    "франко-германский проект": "FR DE",
    "узбекско-корейская конференция": "UZ KR",
    "в Китайской Народной Республике": "CN",
    "делегация КНР": "CN",
    "министр Лаосской Народно-Демократической Республики": "LA",
    "Социалистической Республикой Вьетнам": "VN",
    "Королевство Саудовская Аравия": "SA",
    "Объединенным Арабским Эмиратам": "AE",
    "опыт Эмиратов": "AE",
    "посольство ОАЭ": "AE",
    "Сирийской Арабской Республики (САР)": "SY SY",
    "САР Гонконг": "HK",
    "в Исламской Республике Иран": "IR",
    "Южно-Африканской Республикой": "ZA",
    "южно-корейских компаний": "KR",
    "южнокорейские компании": "KR",
    "Кыргызская Республика, Киргизия и Кыргызстан": "KG KG KG",
    "в Молдавии, Молдове": "MD MD",
    "Белоруссией": "BY",
    "Соединёнными Штатами Америки": "US",
    "американская компания": "US",
    "Турецкой Республикой и Турцией": "TR TR",
    "Кубе, Кубой, Кубу": "CU CU CU",
    "в Республике Того": "TG",
    "посол Омана": "OM",
    "Министерство связи Перу": "PE",
    "в Мали": "ML",
    "Израилем и Казахстану": "IL KZ",
    "Нидерландами": "NL",
    "в Демократической Республике Конго": "CD",
    "Боснией и Герцеговиной": "BA",
    "договоренность с китайцами": "CN",
    "Почтой России": "RU",
    "фестиваль TEKNOFEST Azerbaijan": "AZ",
    "РОССИЯ И КИТАЙ": "RU CN",
    # traps
    "Кроме того, он мал": "",
    "Того, кто придет": "",
    "Республика поможет": "",
    "Союзного государства и Советского Союза": "",
    "в Индийском океане": "",
    "в странах Латинской Америки": "",
    "изучение китайского языка": "",
    "драматург Чехов": "",
    "чада и домочадцы": "",
    "тюркские государства": "",
    "дело правительства РК": "",
}
BELARUSIAN = {
    "Рэспублікі Беларусь і Кітайскай Народнай Рэспублікі": "BY CN",
    "з Беларуссю ў Расіі": "BY RU",
    "беларуска-кітайскай рабочай групы": "BY CN",
    "у Турцыі": "TR",
    "урад В'етнама": "VN",
    "урад В’етнама": "VN",
    "расійскага бока": "RU",
    "кампаніі ЗША": "US",
    "Рэспублікай Карэя": "KR",
    "кітайскае ведамства": "CN",
    "Аман прыехаў": "",
}
ENGLISH = {
    "the People's Republic of China": "CN",
    "South Africa's minister and South African Post": "ZA ZA",
    "Lao PDR": "LA",
    "the Lao People's Democratic Republic": "LA",
    "the U.S. embassy": "US",
    "give us time": "",
    "Kingdom of Saudi Arabia": "SA",
    "Türkiye and Turkey": "TR TR",
    "Belarusian and Russian companies": "BY RU",
    "Republic of Korea": "KR",
    "North Korean": "KP",
    "a Latin American country": "",
    "Michael Jordan": "",
    "talks in Jordan": "JO",
    "the Kyrgyz Republic": "KG",
    "the UK": "GB",
}


@pytest.mark.parametrize(("text", "isos"), RUSSIAN.items())
def test_russian(text: str, isos: str) -> None:
    assert [m.iso for m in find_countries(tokens(text), "ru")] == isos.split()


@pytest.mark.parametrize(("text", "isos"), BELARUSIAN.items())
def test_belarusian(text: str, isos: str) -> None:
    assert [m.iso for m in find_countries(tokens(text), "be")] == isos.split()


@pytest.mark.parametrize(("text", "isos"), ENGLISH.items())
def test_english(text: str, isos: str) -> None:
    assert [m.iso for m in find_countries(tokens(text), "en")] == isos.split()


def test_an_abbreviation_of_two_states_needs_one_of_them_named() -> None:
    text = "министр цифрового развития РК"
    assert [m.iso for m in find_countries(tokens(text), "ru", ("BY", "KZ"))] == ["KZ"]
    assert [m.iso for m in find_countries(tokens(text), "ru", ("KZ", "KR"))] == ["KZ"]  # the likeliest comes first
    assert find_countries(tokens(text), "ru", ("BY",)) == []


def test_the_span_covers_what_is_printed() -> None:
    text = "в Лаосской Народно-Демократической Республике (ЛНДР)"
    for mention in find_countries(tokens(text), "ru"):
        assert mention.span.of(text) == mention.text


def test_forms() -> None:
    found = find_countries(tokens("Китай, китайский, КНР, китайцы"), "ru")
    assert [m.form for m in found] == ["noun", "adjective", "abbreviation", "people"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_labels_and_is_found_by_them(language: str) -> None:
    for iso in codes():
        assert label(iso, language) and official(iso, language) and names_of(iso, language)
    for iso in ("BY", "RU", "CN", "KR", "AE", "LA", "VN", "SA", "US", "GB", "ZA", "TR", "KG", "MD", "CZ", "IR"):
        for name in (label(iso, language), official(iso, language)):
            assert {m.iso for m in find_countries(tokens("у " + name), language)} == {iso}, name


def test_labels() -> None:
    assert [label("KR", lang) for lang in LANGUAGES] == ["Республика Корея", "Паўднёвая Карэя", "South Korea"]
    assert official("CN", "ru") == "Китайская Народная Республика"
    assert official("KR", "en") == "Republic of Korea"


def test_regions_have_a_state_and_are_no_countries() -> None:
    text = "в Татарстане и Московской области"
    assert [(m.name, m.iso) for m in find_regions(tokens(text), "ru")] == [("Татарстан", "RU"), ("Московская область", "RU")]
    assert find_countries(tokens(text), "ru") == []


def test_the_files_are_sorted_and_valid() -> None:
    folder = Path(countries.__file__).parent
    data = yaml.safe_load((folder / "countries.yaml").read_text(encoding="utf-8"))
    assert list(data["countries"]) == sorted(data["countries"])
    assert set(data["countries"]) <= set(codes()) and set(data["labels"]) <= set(codes())
    for record in data["countries"].values():
        assert set(record) <= set(LANGUAGES)
        for kinds in record.values():
            assert set(kinds) <= {"names", "abbreviations", "adjectives", "people"}
            for names in kinds.values():
                assert names == sorted(set(names)) and all(isinstance(n, str) for n in names)
    regions = yaml.safe_load((folder / "regions.yaml").read_text(encoding="utf-8"))
    assert list(regions) == sorted(regions) and set(regions) <= set(codes())
    for record in regions.values():
        assert all(names == sorted(set(names)) for names in record.values())


def test_a_word_is_passed_over_only_if_no_name_begins_with_any_of_its_forms() -> None:
    """The first letters decide in advance; what they let through and what they stop is what the whole comparison finds."""
    names = ("Южная Корея", "Лаос", "Иран", "ОАЭ", "Новая Зеландия", "Кот-д’Ивуар", "Ямайка", "Тонга")
    lexicon: Lexicon[str] = Lexicon("ru")
    for name in names:
        lexicon.add(name, name)
    lexicon.add("РФ", "Россия", exact=True)
    text = """Южной Корее, южного соседа, Лаосом, лаосского, Ирану, иранскими, ОАЭ, РФ, рф, Новую, новыми, Новозеландскую, Кота, коту, Ямайкой, ямайских, тонн, Тонгу, я, о, США, юг, эмир"""
    for atom in atoms(tokens(text)):
        assert lexicon.starts(atom) == tuple(lexicon._step((lexicon._root,), atom)), atom.text
    found = {hit.values[0] for hit in lexicon.find(atoms(tokens("в Южной Корее, Лаосом, Ирану, ОАЭ, РФ и Новую Зеландию, Тонгу")))}
    assert found == {"Южная Корея", "Лаос", "Иран", "ОАЭ", "Россия", "Новая Зеландия", "Тонга"}
