"""Made-up releases by the thousand, with varied names, dates, states and bodies, to measure how a graph grows.

    python benchmarks/generate.py COUNT FOLDER [--seed N]     writes COUNT releases as text files

`extractions(count, seed)` gives the same releases as extractions, without reading them: what each template says is
known. Nobody and nothing in them is real but the states and their capitals.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from kg.facts.model import Agreement, Body, Event, Extraction, Form, Person, PersonName, Place, Post, Ref
from kg.reference import countries
from kg.release.model import Release
from kg.values import Claim, Evidence, PartialDate, Span

CAPITALS = {
    "BY": "Минск", "RU": "Москва", "CN": "Пекин", "KR": "Сеул", "RS": "Белград", "AZ": "Баку", "UZ": "Ташкент", "KZ": "Астана",
    "TR": "Анкара", "IR": "Тегеран", "IN": "Нью-Дели", "VN": "Ханой", "MN": "Улан-Батор", "AM": "Ереван", "KG": "Бишкек",
    "TJ": "Душанбе", "EG": "Каир", "AE": "Абу-Даби", "SA": "Эр-Рияд", "PK": "Исламабад", "ID": "Джакарта", "MY": "Куала-Лумпур",
    "TH": "Бангкок", "JP": "Токио", "CU": "Гавана", "VE": "Каракас", "BR": "Бразилиа", "ZA": "Претория", "NG": "Абуджа",
    "KE": "Найроби", "ET": "Аддис-Абеба", "DZ": "Алжир", "QA": "Доха", "OM": "Маскат", "HU": "Будапешт", "BG": "София",
    "GR": "Афины", "IT": "Рим", "ES": "Мадрид", "FI": "Хельсинки",
}  # fmt: skip
GENITIVES = {
    "BY": "Беларуси", "RU": "России", "CN": "Китая", "KR": "Республики Корея", "RS": "Сербии", "AZ": "Азербайджана",
    "UZ": "Узбекистана", "KZ": "Казахстана", "TR": "Турции", "IR": "Ирана", "IN": "Индии", "VN": "Вьетнама", "MN": "Монголии",
    "AM": "Армении", "KG": "Кыргызстана", "TJ": "Таджикистана", "EG": "Египта", "AE": "ОАЭ", "SA": "Саудовской Аравии",
    "PK": "Пакистана", "ID": "Индонезии", "MY": "Малайзии", "TH": "Таиланда", "JP": "Японии", "CU": "Кубы", "VE": "Венесуэлы",
    "BR": "Бразилии", "ZA": "ЮАР", "NG": "Нигерии", "KE": "Кении", "ET": "Эфиопии", "DZ": "Алжира", "QA": "Катара", "OM": "Омана",
    "HU": "Венгрии", "BG": "Болгарии", "GR": "Греции", "IT": "Италии", "ES": "Испании", "FI": "Финляндии",
}  # fmt: skip
MONTHS = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()
FIRST = tuple("Бере Волко Дуб Зори Клён Лес Мор Оз Поле Рож Сн Тиш Ясен Греч Жур Хмел".split())
MIDDLE = tuple("ба ве го да жи ка ле мо на пе ре са то фи ха ша".split())
LAST = tuple("зин вский ров нюк ницкий евич енко ин ухин ицын ко аев унов чук ак овик".split())
GIVEN = tuple("Анна Борис Вера Глеб Дина Егор Зоя Иван Кира Лев Майя Олег Павел Рита Семён Тимур".split())
FIELDS = (
    "цифрового развития", "связи", "информатизации", "электронной торговли", "почтовых услуг", "космических данных", "новых сетей",
    "открытых данных", "умных городов", "облачных служб", "цифровых навыков", "электронной подписи", "защиты данных", "радиочастот",
)  # fmt: skip
SUBJECTS = tuple(
    f"{word} {field}" for word in ("развитие", "поддержка", "обмен опытом", "стандарты") for field in FIELDS
)
TOPICS = ("e-government", "telecom", "cybersecurity", "digital-economy")
KINDS = (
    ("memorandum", "Меморандум"),
    ("agreement", "Соглашение"),
    ("protocol", "Протокол"),
    ("programme", "Программа"),
)


class _Page:
    """A release in the making: sentences, and what stands where in them."""

    def __init__(self) -> None:
        self.text = ""
        self.spans: list[Span] = []

    def say(self, sentence: str) -> Span:
        start = len(self.text) + bool(self.text)
        self.text += ("\n" if self.text else "") + sentence
        self.spans.append(Span(start, len(self.text)))
        return self.spans[-1]

    def form(self, text: str, within: Span) -> tuple[Form, ...]:
        at = self.text.index(text, within.start)
        return (Form(text, Span(at, at + len(text))),)


def _claims(values: list[Any], at: Span) -> tuple[Claim[Any], ...]:
    return tuple(Claim(v, (Evidence(at, "template"),)) for v in values)


def _minister(seed: int, state: str, field: str, year: int) -> PersonName:
    """Who heads a ministry: somebody else every third year, so that people come back as they do in real releases."""
    chance = random.Random(f"{seed}/{state}/{field}/{year // 3}")
    return PersonName(chance.choice(FIRST) + chance.choice(MIDDLE) + chance.choice(LAST), chance.choice(GIVEN))


def _body(key: str, state: str, field: str, page: _Page, at: Span) -> Body:
    name = f"Министерство {field} {countries.official(state, 'ru')}"
    return Body(key, name, "Ministry", state, page.form(f"Министерство {field}", at))


def one(number: int, seed: int = 0) -> Extraction:
    """The release of that number: a meeting of two ministers at which something is signed, or is to be."""
    chance = random.Random(f"{seed}/{number}")
    home, guest = "BY" if chance.random() < 0.5 else chance.choice(tuple(CAPITALS)), chance.choice(tuple(CAPITALS))
    while guest == home:
        guest = chance.choice(tuple(CAPITALS))
    day = date(2005, 1, 1) + timedelta(chance.randrange(7000))
    held, told = PartialDate(day.year, day.month, day.day), day + timedelta(1)
    fields, subject = chance.sample(FIELDS, 2), chance.choice(SUBJECTS)
    kind, word = chance.choice(KINDS)
    hosts, guests = (_minister(seed, iso, field, day.year) for iso, field in zip((home, guest), fields, strict=True))
    names, whose = [countries.label(iso, "ru") for iso in (home, guest)], [GENITIVES[iso] for iso in (home, guest)]
    status = chance.choice(("signed", "signed", "planned"))
    page = _Page()
    page.say(f"{names[0]} и {names[1]}: {subject}, встреча {number}")
    meeting = page.say(
        f"{day.day} {MONTHS[day.month - 1]} {day.year} года в городе {CAPITALS[home]} состоялась встреча: в ней приняли участие министр "
        f"{fields[0]} {whose[0]} {hosts.label} и министр {fields[1]} {whose[1]} {guests.label}."
    )
    deed = sides = page.say(
        f"Министерство {fields[0]} {whose[0]} и Министерство {fields[1]} {whose[1]} "
        f"{'подписали' if status == 'signed' else 'планируют подписать'} {word.lower()} о сотрудничестве: {subject}."
    )
    dated = status == "signed" and chance.random() < 0.8
    release = Release(page.text, page.text.partition("\n")[0], f"https://example.org/{seed}/{number}",
                      PartialDate(told.year, told.month, told.day), "ru", f"{number:05d}.txt")  # fmt: skip
    evidence = (Evidence(meeting, "template"),)
    return Extraction(
        release,
        tuple(page.spans),
        persons=tuple(Person(f"p{i}", n, page.form(n.label, meeting)) for i, n in enumerate((hosts, guests))),
        bodies=(_body("b0", home, fields[0], page, sides), _body("b1", guest, fields[1], page, sides)),
        places=(Place("l0", CAPITALS[home], home, page.form(CAPITALS[home], meeting)),),
        posts=tuple(Post(f"p{i}", "министр", f"b{i}", s, False, release.published, evidence) for i, s in enumerate((home, guest))),
        agreements=(
            Agreement("a0", kind, f"{word} о сотрудничестве, {subject}", _claims([status], deed), (Evidence(deed, "template"),), subject,
                      _claims([Ref("body", "b0"), Ref("body", "b1")], sides), _claims([home, guest], sides),
                      signed=_claims([held], meeting) if dated else (), signed_at=_claims(["e0"], deed),
                      topics=_claims([chance.choice(TOPICS)], deed)),
        ),
        events=(
            Event("e0", "meeting", None, evidence, _claims([held], meeting), (), _claims(["l0"], meeting), _claims([home], meeting),
                  _claims([Ref("person", "p0"), Ref("person", "p1")], meeting), _claims([home, guest], sides)),
        ),
        countries=_claims([home, guest], sides),
    )  # fmt: skip


def extractions(count: int, seed: int = 0, start: int = 0) -> Iterator[Extraction]:
    """`count` releases from number `start` on; the same for the same numbers."""
    return (one(number, seed) for number in range(start, start + count))


def write(count: int, folder: Path, seed: int = 0) -> None:
    """Write releases as files."""
    folder.mkdir(parents=True, exist_ok=True)
    for extraction in extractions(count, seed):
        release = extraction.release
        front = f"---\ntitle: {release.title}\nurl: {release.url}\npublished: {release.published.lexical if release.published else ''}\n---\n"
        (folder / release.name).write_text(front + release.text.partition("\n")[2] + "\n", encoding="utf-8")


def main() -> None:
    """Write releases as files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    write(args.count, args.folder, args.seed)


if __name__ == "__main__":
    main()
