"""Belarusian: Russian counterparts word for word, and names given back in Belarusian. Every sentence here is made up."""

from __future__ import annotations

import pytest

from kg.mentions.belarusian import find_mentions
from kg.mentions.model import SentenceMentions
from kg.release.model import Release
from kg.text.annotate import annotate
from kg.text.back import transfer
from kg.text.belarusian import russian_shadow
from kg.text.bridge import to_russian
from kg.text.document import Document
from kg.text.listed_be import listed, lists
from kg.text.sound import by_sound


def document(text: str) -> Document:
    return annotate(Release(text, text[:40], None, None, "be", "made-up.txt"))


def shadow(text: str) -> str:
    return " ".join(t.text for s in russian_shadow(document(text)).sentences for t in s.tokens)


def rows(text: str) -> list[SentenceMentions]:
    return find_mentions(document(text))


@pytest.mark.parametrize(
    ("belarusian", "russian"),
    [
        ("Бакі падпісалі пагадненне аб супрацоўніцтве.", "Стороны подписали соглашение о сотрудничестве ."),
        ("Мемарандум будзе падпісаны ў жніўні.", "Меморандум будет подписан в августе ."),
        ("Мемарандум яшчэ не падпісаны.", "Меморандум еще не подписан ."),
        ("Намеснік старшыні камітэта наведаў выставу ў Празе.", "Заместитель председателя комитета посетил выставку в Праге ."),
        ("Гаворка пра развіццё інфармацыйна-камунікацыйных тэхналогій.", "Речь о развитии информационно-коммуникационных технологий ."),
        ("Міністэрства транспарту і лічбавых паслуг", "Министерство транспорта и цифровых услуг"),
        ("на чале з першым намеснікам", "во главе с первым заместителем"),
        ("па штучным інтэлекце і кібербяспецы", "по искусственному интеллекту и кибербезопасности"),
        ("у сферы паштовай сувязі", "в сфере почтовой связи"),
    ],
)
def test_russian_counterparts(belarusian: str, russian: str) -> None:
    assert shadow(belarusian) == russian


def test_counterparts_keep_indexes_and_offsets() -> None:
    text = "Прэм'ер-міністр з'явіўся ў 2024 г."
    own = document(text)
    for a, b in zip(own.sentences, russian_shadow(own).sentences, strict=True):
        assert [(t.start, t.end) for t in a.tokens] == [(t.start, t.end) for t in b.tokens]
        assert all(text[t.start : t.end] == t.text for t in a.tokens)


@pytest.mark.parametrize(
    ("word", "russian"),
    [("тэхналогій", "технологий"), ("праграмістаў", "программистов"), ("камісіі", "комиссии"), ("эканамічнага", "экономического"),
     ("рэгіянальны", "региональный"), ("універсітэтаў", "университетов"), ("інвестыцый", "инвестиций")],
)  # fmt: skip
def test_cognates_are_found_by_sound(word: str, russian: str) -> None:
    assert by_sound(word) == russian


@pytest.mark.parametrize(
    ("form", "russian", "nominative", "expected"),
    [
        ("Рэспублікі", "Республики", "Республика", "Рэспубліка"),
        ("развіцця", "развития", "развитие", "развіццё"),
        ("савета", "совета", "совет", "савет"),
        ("Папковым", "Попковым", "Попков", "Папкоў"),
        ("Дзмітрыем", "Дмитрием", "Дмитрий", "Дзмітрый"),
        ("рэспубліцы", "республике", "республика", "рэспубліка"),
        ("тэхналогій", "технологий", "технологии", "тэхналогіі"),
    ],
)
def test_endings_are_changed_as_in_russian(form: str, russian: str, nominative: str, expected: str) -> None:
    assert transfer(form, russian, nominative) == expected


def test_mentions_are_belarusian() -> None:
    row = rows("Міністр лічбавага развіцця Рэспублікі Чылі Тамаш Ібараў сустрэўся з дырэктарам Марскога музея Алегам Ждановічам.")[0]
    assert [f"{p.given} {p.family}" for p in row.persons] == ["Тамаш Ібараў", "Алег Ждановіч"]
    assert [r.role for r in row.roles] == ["міністр", "дырэктар"]
    assert row.roles[0].body is not None
    assert row.roles[0].body.name == "Міністэрства лічбавага развіцця Рэспублікі Чылі"
    assert row.roles[0].country == "CL"
    assert [c.iso for c in row.countries] == ["CL"]


def test_agreements_and_events_are_belarusian() -> None:
    row = rows("На пасяджэнні чылійска-перуанскай рабочай групы падпісана Пагадненне аб марскім гандлі.")[0]
    assert [(i.kind, i.label) for i in row.instruments] == [("agreement", "Пагадненне аб марскім гандлі")]
    assert [g.kind for g in row.gatherings] == ["session"]
    assert row.gatherings[0].name.startswith("пасяджэнне")
    assert "sign" in {t.act for t in row.triggers}


def test_dates_of_the_own_language() -> None:
    assert rows("Форум прайшоў 3 лютага 2021 года.")[0].dates[0].period is not None


def test_the_lists_are_sound() -> None:
    tables = lists()
    assert set(tables) == {"forms", "short", "nouns", "adjectives", "verbs"}
    for section in ("nouns", "adjectives", "verbs"):
        for belarusian in tables[section]:
            assert belarusian == belarusian.lower() and "ё" not in belarusian, belarusian
            assert belarusian in listed(), belarusian


@pytest.mark.parametrize(
    ("belarusian", "russian"),
    [
        ("Рахманаў Н . В . выступіў", "Рахманов Н . В . выступил"),
        ("гасцей прыняла в . а . рэктара", "гостей приняла и . о . ректора"),
        ("дагаворы абедзвюх дзяржаў", "договоры обеих государств"),
        ("абмяняліся падпісаным мемарандумам", "обменялись подписанным меморандумом"),
        ("Надзвычайным і Паўнамоцным Паслом", "Чрезвычайным и Полномочным Послом"),
        ("аб лічбавым і паштовым абмене", "о цифровом и почтовом обмене"),
        ("учора сустаршыні падпісалі пратакол", "вчера сопредседатели подписали протокол"),
        ("выстава ў Рызе", "выставка в Риге"),
        ("ліст з літоўскага боку", "письмо с литовской стороны"),
        ("Прызначаны новы пасол", "Назначен новый посол"),
        ("бакі мяркуюць адкрыць прадстаўніцтва", "стороны предполагают открыть представительство"),
        ("прафесар Чан Кім Со", "профессор Чан Ким Со"),
    ],
)
def test_counterparts(belarusian: str, russian: str) -> None:
    assert " ".join(to_russian(belarusian.split())) == russian
