"""English constructions of releases, one sentence each: verbs with their objects, posts, bodies. Every sentence is made up."""

from __future__ import annotations

import pytest

from kg.mentions.english import find_mentions
from kg.mentions.model import SentenceMentions
from kg.release.model import Release
from kg.text.annotate import annotate


def rows(text: str) -> list[SentenceMentions]:
    return find_mentions(annotate(Release(text, text.split("\n")[0][:40], None, None, "en", "made-up.txt")))


@pytest.mark.parametrize(
    ("sentence", "act"),
    [
        ("The two ports entered into a contract in Oslo.", "sign"),
        ("Norway has entered into an agreement with Chile.", "sign"),
        ("The institutes exchanged a letter of intent.", "sign"),
        ("The directors subscribed a cooperation agreement.", "sign"),
        ("Norway and Chile are still weighing a protocol.", "discuss"),
        ("The agreement on ports was still in negotiation.", "discuss"),
        ("Hon. Kari Lunde and Hon. Tomas Ibarra put their signatures to a memorandum.", "sign"),
        ("The ministers exchanged memoranda and a protocol.", "sign"),
        ("She concluded an agreement with Peru.", "sign"),
        ("Kari Lunde concluded a three-day visit to Chile.", "hold"),
        ("The talks concluded on Friday.", "hold"),
        ("The minister wound up his visit to Peru.", "hold"),
        ("The delegation wrapped up a working trip to Peru.", "hold"),
        ("The minister completed an official visit to Peru.", "hold"),
        ("The minister hosted a Chilean delegation.", "receive"),
        ("Kari Lunde hosted the ambassador of Peru.", "receive"),
        ("Oslo hosted the forum of ports.", "hold"),
        ("Kari Lunde called on Minister Tomas Ibarra.", "meet"),
        ("The agreement took effect in May.", "in-force"),
        ("The agreement remains in force.", "in-force"),
        ("They took part in the forum.", "participate"),
        ("The forum took place in Oslo.", "hold"),
    ],
)
def test_a_verb_means_what_its_object_says(sentence: str, act: str) -> None:
    assert act in {t.act for r in rows(sentence) for t in r.triggers}


@pytest.mark.parametrize(
    ("sentence", "act"),
    [
        ("Kari Lunde called on the ports to join the league.", "meet"),
        ("The sides exchanged views on ports.", "sign"),
        ("The agreement entered into force.", "sign"),
        ("Kari Lunde concluded a visit to Chile.", "sign"),
        ("The memorandum shall remain in force for three years.", "in-force"),
        ("The memorandum is to stay in force until 2030.", "in-force"),
        ("Oslo hosted the forum of ports.", "receive"),
        ("She took home a small boat.", "hold"),
    ],
)
def test_a_verb_does_not_mean_more(sentence: str, act: str) -> None:
    assert act not in {t.act for r in rows(sentence) for t in r.triggers}


@pytest.mark.parametrize(
    ("text", "role", "body", "country"),
    [
        ("Kari Lunde, Undersecretary for Harbour Reform at the Ministry of Ports of Norway, came.", "undersecretary for harbour reform", "Ministry of Ports of Norway", "NO"),
        ("The State Secretary for Digitalization of Norway Kari Lunde came.", "state secretary for digitalization", None, "NO"),
        ("Norway's Vice-Minister for Policy Coordination Kari Lunde came.", "vice-minister for policy coordination", None, "NO"),
        ("Kari Lunde, Vice-Minister of Ports of Norway, came.", "vice-minister", "Ministry of Ports of Norway", "NO"),
        ("The Harbour Academy of Norway grew. Kari Lunde, Programme Director of the Academy, came.", "programme director", "Harbour Academy of Norway", "NO"),
        ("The Ministry of Ports of Norway grew. Kari Lunde, Joint Secretary in the Ministry, came.", "joint secretary", "Ministry of Ports of Norway", "NO"),
        ("The Ministry of Ports of Norway grew. Kari Lunde, the Permanent Secretary in the Norwegian ministry, came.", "permanent secretary", "Ministry of Ports of Norway", "NO"),
        ("Norway's High Commissioner to Peru, Hon. Kari Lunde, came.", "high commissioner", None, "NO"),
        ("The Ministry of Ports (MoPo) of Norway grew. Kari Lunde, Secretary, MoPo, came.", "secretary", "MoPo", "NO"),
        ("They toured the Harbour Authority of Norway, where chairman Kari Lunde met them.", "chairman", "Harbour Authority of Norway", "NO"),
        ("They toured the Harbour Authority of Norway and met its chairman, Kari Lunde.", "chairman", "Harbour Authority of Norway", "NO"),
        ("Permanent Representative of Norway to the UN Office at Geneva Kari Lunde came.", "permanent representative", None, "NO"),
        ("Chairman of the Board of JSC \"Fjordtelecom\" of Norway Kari Lunde came.", "chairman of the board", None, None),
    ],
)  # fmt: skip
def test_posts_and_what_they_belong_to(text: str, role: str, body: str | None, country: str | None) -> None:
    post = rows(text)[-1].roles[-1]
    assert post.role == role
    if country is not None:
        assert (post.body.name if post.body else None, post.country) == (body, country)


def test_the_ministry_of_one_of_two_sides_is_not_guessed() -> None:
    text = "The Ministry of Ports of Norway and the Ministry of Roads of Chile met. Kari Lunde, director of the Ministry, came."
    assert rows(text)[-1].roles[-1].body is None


def test_in_a_signing_the_other_side_is_meant() -> None:
    text = (
        "The Ministry of Ports of Norway and the Ministry of Roads of Chile met. "
        "It was signed by Kari Lunde, Minister of Ports of Norway, and Tomas Ibarra, Executive Director of the Ministry."
    )
    assert rows(text)[-1].roles[-1].country == "CL"


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("The National Boat and Registration Authority wrote.", ["National Boat and Registration Authority"]),
        ("Norway and Registration Authority wrote.", ["Registration Authority"]),
        ("The Commission on Ports for Sustainable Development in the South wrote.", ["Commission on Ports for Sustainable Development in the South"]),
        ("The Ministry of Ports (MoPo) of Norway wrote.", ["Ministry of Ports of Norway"]),
        ("The MoU with Peru was signed.", []),
        ("The State Service of Lighthouses of Norway wrote. The State Service grew.", ["State Service of Lighthouses of Norway"] * 2),
        ("Director Park Sung-min came.", []),
        ("The software company Sigelvik wrote. Sigelvik Director Kari Lunde came.", ["Sigelvik", "Sigelvik"]),
    ],
)
def test_bodies(text: str, bodies: list[str]) -> None:
    assert [b.name for r in rows(text) for b in r.bodies] == bodies


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("They reached an agreement to open an office.", 0),
        ("A Memorandum of Understanding (MoU) was signed.", 1),
        ("The MoU with Peru was signed.", 1),
        ("The agreement on ports was signed.", 1),
    ],
)
def test_instruments(sentence: str, count: int) -> None:
    assert sum(len(r.instruments) for r in rows(sentence)) == count


def test_the_house_of_a_subject_is_no_place_of_signing() -> None:
    assert not rows("The Norwegian Academy and the University of Ports in Bergen signed a protocol.")[0].places
    assert rows("The Norwegian Academy and the University of Ports signed a protocol in Bergen.")[0].places
