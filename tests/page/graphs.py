"""Made-up graphs for tests of the page: a small one to read, and random ones of any size."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

PREFIXES = """@prefix coop: <https://w3id.org/digicoop/ontology#> .
@prefix id: <https://w3id.org/digicoop/id/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix schema: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def quoted(text: str) -> str:
    """A Turtle string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


@dataclass
class Maker:
    """Writes TriG: default-graph lines and, for each stated fact, the named graph of its sentence."""

    default: list[str] = field(default_factory=list)
    stated: list[str] = field(default_factory=list)
    sentences: int = 0

    def release(self, name: str, title: str, url: str, published: str, language: str = "ru") -> str:
        iri = f"<https://example.org/{name}>"
        self.default.append(
            f"{iri} a coop:Release ; dcterms:title {quoted(title)}@{language} ; dcterms:source <{url}> ;"
            f' dcterms:language "{language}" ; schema:datePublished "{published}"^^xsd:date .'
        )
        return iri

    def thing(self, iri: str, classes: str, label: str, language: str = "ru", more: str = "") -> str:
        self.default.append(f"{iri} a {classes} ; skos:prefLabel {quoted(label)}@{language} {more}.")
        return iri

    def country(self, code: str, ru: str, be: str, en: str) -> str:
        labels = f"{quoted(ru)}@ru, {quoted(be)}@be, {quoted(en)}@en"
        self.default.append(f'id:country\\/{code} a coop:Country ; skos:notation "{code}" ; skos:prefLabel {labels} .')
        return f"id:country\\/{code}"

    def said(self, release: str, sentence: str, *facts: str) -> str:
        start = self.sentences * 100
        self.sentences += 1
        iri = f"{release[:-1]}#char={start},{start + len(sentence)}>"
        self.default.append(
            f"{iri} a coop:Passage ; dcterms:isPartOf {release} ; oa:start {start} ; oa:end {start + len(sentence)} ;"
            f" oa:exact {quoted(sentence)} ."
        )
        self.stated.append(f"{iri} {{ {' . '.join(facts)} . }}")
        return iri

    def trig(self) -> str:
        return "\n".join([PREFIXES, *self.default, *self.stated]) + "\n"


def made_up() -> str:
    """Three countries, five bodies, four people, three agreements, two events, one commitment."""
    m = Maker()
    a = m.country("BY", "Беларусь", "Беларусь", "Belarus")
    b = m.country("KR", "Республика Корея", "Рэспубліка Карэя", "South Korea")
    c = m.country("RS", "Сербия", "Сербія", "Serbia")
    r1 = m.release("one", "Подписан меморандум о тестировании", "https://example.org/one.html", "2021-03-04")
    r2 = m.release("two", "Состоялся форум", "https://example.org/two.html", "2023-09-11")
    for name, code, cls, label in (
        ("lamp", a, "Ministry", "Министерство фонарей Республики Беларусь"),
        ("moon", b, "Ministry", "Министерство лунного света Республики Корея"),
        ("tide", b, "Agency", "Агентство приливов Республики Корея"),
        ("oak", c, "Company", "Компания «Дуб»"),
    ):
        m.thing(f"id:body\\/{name}", f"coop:Organization, coop:{cls}", label)
        m.said(r1, f"{label} упомянуто.", f"id:body\\/{name} coop:country {code}")
    m.thing("id:body\\/union", "coop:Organization, coop:InternationalOrganization", "Союз фонарщиков")
    for name, label in (("iva", "Ива Лугова"), ("pak", "Пак Мин Хо"), ("don", "Дон Рекич"), ("old", "Архип Ветлов")):
        m.thing(f"id:person\\/{name}", "coop:Person", label)
    for n, who, body, role, more in (
        (1, "iva", "lamp", "министр", ""), (2, "pak", "moon", "министр", ""), (3, "don", "oak", "генеральный директор", ""),
        (4, "old", "lamp", "министр", "; coop:former true"),
    ):  # fmt: skip
        m.thing(f"id:role\\/r{n}", "coop:Role, skos:Concept", role)
        m.default.append(f"id:tenure\\/t{n} a coop:Tenure .")
        m.said(r1, f"Пост номер {n}.", f'id:tenure\\/t{n} coop:holder id:person\\/{who} ; coop:at id:body\\/{body} ;'
               f' coop:role id:role\\/r{n} ; coop:attestedOn "2021-03-04"^^xsd:date {more}')  # fmt: skip
    m.thing("id:topic\\/e-government", "skos:Concept, coop:Topic", "электронное правительство")
    m.thing("id:topic\\/postal", "skos:Concept, coop:Topic", "почтовая связь")
    m.thing("id:agreement\\/a1", "coop:Agreement, coop:Memorandum", "Меморандум о взаимном освещении")
    m.said(r1, "Министерства подписали меморандум о взаимном освещении 4 марта 2021 г.",
           f'id:agreement\\/a1 coop:party id:body\\/lamp, id:body\\/moon ; coop:betweenCountry {a}, {b} ;'
           ' coop:signatory id:person\\/iva, id:person\\/pak ; coop:signedOn "2021-03-04"^^xsd:date ;'
           ' coop:status id:status\\/signed ; coop:topic id:topic\\/e-government')  # fmt: skip
    m.default.append('id:agreement\\/a1 coop:notBefore "2021-03-04"^^xsd:date ; coop:notAfter "2021-03-04"^^xsd:date .')
    m.thing("id:agreement\\/a2", "coop:Agreement, coop:Accord", "Соглашение об обмене каштанами")
    m.said(
        r2,
        "Планируется подписать соглашение об обмене каштанами.",
        f"id:agreement\\/a2 coop:betweenCountry {a}, {c} ; coop:status id:status\\/planned ; coop:topic id:topic\\/postal",
    )
    m.thing("id:agreement\\/a3", "coop:Agreement, coop:Protocol", "Протокол без даты")
    m.said(r2, "Подписан протокол.", f'id:agreement\\/a3 coop:betweenCountry {a}, {b} ; coop:signedOn "--04-26"^^xsd:gMonthDay'
           ' ; coop:status id:status\\/signed')  # fmt: skip
    m.thing("id:event\\/e1", "coop:Event, coop:Forum", "Форум фонарщиков")
    m.said(r2, "10–12 сентября 2023 г. прошёл форум фонарщиков.",
           f'id:event\\/e1 coop:participatingCountry {a}, {b}, {c} ; coop:participant id:person\\/iva, id:person\\/don ;'
           ' coop:startsOn "2023-09-10"^^xsd:date ; coop:endsOn "2023-09-12"^^xsd:date')  # fmt: skip
    m.default.append('id:event\\/e1 coop:notBefore "2023-09-10"^^xsd:date ; coop:notAfter "2023-09-12"^^xsd:date .')
    m.thing("id:event\\/e2", "coop:Event, coop:Session", "Секция при форуме")
    m.said(r2, "На секции говорили о гирляндах.", "id:event\\/e2 schema:superEvent id:event\\/e1")
    m.thing("id:commitment\\/c1", "coop:Commitment", "обмениваться гирляндами")
    m.said(r2, "Стороны договорились: обмениваться гирляндами.", "id:commitment\\/c1 coop:madeAt id:event\\/e1 ;"
           " coop:committedParty id:body\\/lamp")  # fmt: skip
    m.default.append(
        f"{r1} schema:mentions {a}, {b}, id:agreement\\/a1 . {r2} schema:mentions {a}, {c}, id:event\\/e1 ."
    )
    return m.trig()


def random_graph(size: int, seed: int = 7) -> str:
    """About `size` nodes: one in 80 a country, a fifth bodies, a quarter people, the rest agreements and events."""
    rng, m = random.Random(seed), Maker()
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    codes = [a + b for a in letters for b in letters][: max(4, size // 80)]
    countries = [m.country(code, f"Страна {code}", f"Краіна {code}", f"Country {code}") for code in codes]
    releases = [m.release(f"r{i}", f"Выпуск {i}", f"https://example.org/r{i}.html", f"{2010 + i % 16}-05-17")
                for i in range(max(2, size // 10))]  # fmt: skip
    weights = [1 / (i + 1) for i in range(len(codes))]

    def some(things: list[str], most: int) -> list[str]:
        return sorted(set(rng.choices(things, weights if things is countries else None, k=rng.randint(1, most))))

    bodies = [m.thing(f"id:body\\/b{i}", "coop:Organization, coop:Ministry", f"Министерство номер {i} весьма длинное имя")
              for i in range(size // 5)]  # fmt: skip
    home = {body: rng.choices(countries, weights)[0] for body in bodies}
    for body in bodies:
        m.said(rng.choice(releases), f"Сказано о стране тела {body}.", f"{body} coop:country {home[body]}")
    people = [m.thing(f"id:person\\/p{i}", "coop:Person", f"Имя{i} Фамилия{i}") for i in range(size // 4)]
    m.thing("id:role\\/minister", "coop:Role, skos:Concept", "министр")
    for i, person in enumerate(people):
        m.default.append(f"id:tenure\\/t{i} a coop:Tenure .")
        m.said(rng.choice(releases), f"Пост {i}.", f"id:tenure\\/t{i} coop:holder {person} ; coop:at {rng.choice(bodies)} ;"
               " coop:role id:role\\/minister")  # fmt: skip
    rest = size - len(codes) - len(bodies) - len(people)
    for i in range(rest):
        date = f"{rng.randint(2005, 2025)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
        sides = some(bodies, 3)
        states = sorted({home[s] for s in sides} | set(some(countries, 2)))
        bounds = f'coop:notBefore "{date}"^^xsd:date ; coop:notAfter "{date}"^^xsd:date'
        if i % 2:
            iri = m.thing(
                f"id:agreement\\/a{i}",
                "coop:Agreement, coop:Memorandum",
                f"Меморандум {i} о взаимопонимании",
                "ru",
                f"; {bounds} ",
            )
            m.said(rng.choice(releases), f"Подписан меморандум {i}.", f'{iri} coop:party {", ".join(sides)} ; coop:betweenCountry'
                   f' {", ".join(states)} ; coop:signatory {", ".join(some(people, 2))} ; coop:signedOn "{date}"^^xsd:date ;'
                   f' coop:status id:status\\/{rng.choice(["signed", "planned"])}')  # fmt: skip
        else:
            iri = m.thing(f"id:event\\/e{i}", "coop:Event, coop:Talks", f"Переговоры {i}", "ru", f"; {bounds} ")
            m.said(rng.choice(releases), f"Прошли переговоры {i}.", f'{iri} coop:participant {", ".join(some(people, 3) + sides)} ;'
                   f' coop:participatingCountry {", ".join(states)} ; coop:startsOn "{date}"^^xsd:date')  # fmt: skip
    return m.trig()
