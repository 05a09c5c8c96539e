"""Topics by their trigger phrases; negative traps; names of ministries do not count."""

from __future__ import annotations

import pytest

from kg.mentions.topics import find_topics, topic_data
from tests.reference_words import sentence

TOPICS = [
    "e-government", "artificial-intelligence", "big-data", "cloud", "cybersecurity", "data-centre",
    "digital-economy", "e-commerce", "e-signature", "education-skills", "5g-mobile", "internet-broadband",
    "satellite", "postal", "broadcasting", "smart-city", "digital-health", "startups-innovation",
    "software-industry", "digital-identity", "fintech", "space", "critical-infrastructure", "research",
    "digital-inclusion", "roaming", "electronics-manufacturing", "archives", "sdg",
]  # fmt: skip

RUSSIAN = {
    "развитие электронного правительства": "e-government",
    "оказание государственных услуг": "e-government",
    "технологии искусственного интеллекта (ИИ)": "artificial-intelligence",
    "обработка больших данных": "big-data",
    "больше данных": "",
    "облачные технологии": "cloud",
    "противодействие кибератакам": "cybersecurity",
    "международной информационной безопасности": "cybersecurity",
    "чемпионат по киберспорту": "",
    "строительство ЦОД": "data-centre",
    "центра обработки данных": "data-centre",
    "переход к цифровой экономике": "digital-economy",
    "нацпрограмма «Цифровая экономика РФ»": "",
    "рост электронной торговли": "e-commerce",
    "признание электронных подписей": "e-signature",
    "подготовка инженерных кадров": "education-skills",
    "сотрудничество в сфере образования": "education-skills",
    "Министерство образования": "",
    "машинное обучение": "artificial-intelligence",
    "внедрение сетей 5G": "5g-mobile",
    "волоконно-оптическая линия": "internet-broadband",
    "запуск спутника": "satellite",
    "развитие почтовой связи": "postal",
    "почти все": "",
    "адрес электронной почты": "",
    "цифровое телевидение": "broadcasting",
    "технологий «умных городов»": "smart-city",
    "«умных» городов": "smart-city",
    "проекты телемедицины": "digital-health",
    "поддержка стартапов": "startups-innovation",
    "рынок программного обеспечения": "software-industry",
    "удаленная идентификация": "digital-identity",
    "рынок финтеха": "fintech",
    "космическая промышленность": "space",
    "защита критической государственной ИТ-инфраструктуры": "critical-infrastructure",
    "научные исследования": "research",
    "преодоление цифрового неравенства": "digital-inclusion",
    "тарифы на роуминг": "roaming",
    "выпуск телекоммуникационного оборудования": "electronics-manufacturing",
    "национальными архивами": "archives",
    "Целей устойчивого развития": "sdg",
    "обучить сорок инженеров": "education-skills",
    "стажировки молодых специалистов": "education-skills",
    "программа стажировок для гостей": "",
    "нехватка кадров": "education-skills",
    "кадровые перестановки, курсы валют": "",
    "юнкоры и курсанты": "",
    "межведомственный обмен данными": "e-government",
    "единый портал государственных и муниципальных услуг": "e-government",
    "электронный документооборот": "e-government",
    "новая магистраль через перевал": "internet-broadband",
    "подключение школ к интернету": "internet-broadband",
    "высокогорные села": "digital-inclusion",
    "мгновенные платежи": "fintech",
    "совместные киберучения": "cybersecurity",
    "министр цифрового развития, инноваций и аэрокосмических технологий": "",
    "Министерство образования и научных исследований": "",
}
BELARUSIAN = {
    "лічбавую трансфармацыю": "digital-economy",
    "штучны інтэлект": "artificial-intelligence",
    "падрыхтоўку кадраў": "education-skills",
    "паштовай сувязі": "postal",
    "развіццё электроннага ўрада": "e-government",
    "электронны ўрад і электронны гандаль": "e-commerce e-government",
    "урад Беларусі": "",
    "цэнтр лічбавых навыкаў": "education-skills",
    "транзіт інтэрнэт-трафіку": "internet-broadband",
}
ENGLISH = {
    "a memorandum on digital government": "e-government",
    "broadband and roaming": "internet-broadband roaming",
    "Minister of Telecommunications and Postal Services": "",
    "electronic signatures": "e-signature",
    "the digital divide": "digital-inclusion",
    "to train civil servants": "education-skills",
    "a freight train staffed by two": "",
    "transit of internet traffic": "internet-broadband",
    "instant payments": "fintech",
}


def _topics(text: str, language: str) -> str:
    return " ".join(sorted({m.topic for m in find_topics([sentence(text)], language)}))


@pytest.mark.parametrize(("text", "topics"), RUSSIAN.items())
def test_russian(text: str, topics: str) -> None:
    assert _topics(text, "ru") == topics


@pytest.mark.parametrize(("text", "topics"), BELARUSIAN.items())
def test_belarusian(text: str, topics: str) -> None:
    assert _topics(text, "be") == topics


@pytest.mark.parametrize(("text", "topics"), ENGLISH.items())
def test_english(text: str, topics: str) -> None:
    assert _topics(text, "en") == topics


def test_spans() -> None:
    text = "Речь шла об электронном правительстве."
    assert [m.span.of(text) for m in find_topics([sentence(text)], "ru")] == ["электронном правительстве"]


def test_the_file_is_sorted_and_has_the_topics_of_the_scheme() -> None:
    data = topic_data()
    assert list(data) == sorted(data) == sorted(TOPICS)
    for record in data.values():
        assert set(record) <= {"ru", "be", "en", "not"} and {"ru", "be", "en"} <= set(record)
        for language in ("ru", "be", "en"):
            assert len(record[language]) == len(set(record[language]))
            assert all(isinstance(p, str) and p.strip("=") == p.strip("=").strip() for p in record[language])
