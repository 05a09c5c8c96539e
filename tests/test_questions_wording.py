"""Cells in the language of their reader: names that a query wrote as text, codes, the query's own words."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from kg.questions.ask.reply import Asker, render
from kg.questions.engine import LocalGraph
from kg.questions.things import Things
from kg.questions.wording import worded

GRAPH = """
PREFIX coop: <https://w3id.org/digicoop/ontology#>
PREFIX id: <https://w3id.org/digicoop/id/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
<https://w3id.org/digicoop/id/country/BY> a coop:Country ; skos:notation "BY" ; skos:prefLabel "Беларусь"@ru , "Беларусь"@be , "Belarus"@en .
<https://w3id.org/digicoop/id/country/KR> a coop:Country ; skos:notation "KR" ; skos:prefLabel "Республика Корея"@ru , "South Korea"@en .
id:sea a coop:Organization ; skos:prefLabel "Министерство морей, рек"@ru , "Ministry of Seas, Rivers"@en .
id:lake a coop:Organization ; skos:prefLabel "Министерство озёр"@ru .
id:one a coop:Organization ; skos:prefLabel "Академия"@ru , "Academy of One"@en , "Акадэмія"@be .
id:two a coop:Organization ; skos:prefLabel "Академия"@ru , "Academy of Two"@en , "Акадэмія"@be .
id:minister a coop:Role ; skos:prefLabel "министр"@ru , "minister"@en .
"""


@cache
def things() -> Things:
    return Things(LocalGraph.parse(GRAPH))


@pytest.mark.parametrize(
    ("text", "column", "language", "shown"),
    [
        ("Министерство морей, рек", "where", "en", "Ministry of Seas, Rivers"),
        ("Министерство морей, рек", "where", "be", "Министерство морей, рек"),  # nobody knows it in Belarusian
        ("Министерство озёр; Министерство морей, рек", "parties", "en", "Министерство озёр; Ministry of Seas, Rivers"),
        ("министр, Министерство морей, рек", "posts", "en", "minister, Ministry of Seas, Rivers"),
        ("министр, что-то ещё", "posts", "en", "minister, что-то ещё"),
        ("Академия", "parties", "en", "Академия"),  # which of the two?
        ("Академия", "parties", "be", "Акадэмія"),
        ("BY; KR", "countries", "en", "Belarus; South Korea"),
        ("BY; XX", "countries", "ru", "Беларусь; XX"),
        ("BY", "label", "en", "BY"),
        ("Министерство морей, рек", "sentence", "en", "Министерство морей, рек"),
        ("Министерство морей, рек", "releaseOther", "en", "Министерство морей, рек"),
        ("signed", "capacity", "ru", "подписание"),
        ("2024-05-10", "date", "en", "2024-05-10"),
        ("", "place", "en", ""),
    ],
)
def test_a_cell(text: str, column: str, language: str, shown: str) -> None:
    assert worded(text, column, things(), language) == shown


def test_an_answer_speaks_the_language_of_the_question() -> None:
    asker = Asker(LocalGraph.open(Path(__file__).parent / "data" / "questions.trig"))
    said = {
        "which memoranda has Belarus signed with Korea?": ("Belarus; South Korea", "memorandum", "signed"),
        "Какие меморандумы Беларусь подписала с Кореей?": ("Беларусь; Республика Корея", "меморандум", "подписано"),
        "Якія мемарандумы падпісала Беларусь з Карэяй?": ("Беларусь; Паўднёвая Карэя", "мемарандум", "падпісана"),
    }
    for question, words in said.items():
        text = render(asker.ask(question), asker.things, width=300)
        assert all(word in text for word in words), text
        assert "На форуме 10 мая подписан Меморандум о морях." in text, "sentences stay as their release has them"
