"""English: tags by the verb group, mentions by capitals and position. Every sentence here is made up."""

from __future__ import annotations

import pytest

from kg.mentions.english import find_mentions
from kg.mentions.model import SentenceMentions
from kg.reference.words import english_lexicon, lexicon
from kg.release.model import Release
from kg.text.annotate import annotate
from kg.text.document import Document


def document(text: str) -> Document:
    return annotate(Release(text, text.split("\n")[0][:40], None, None, "en", "made-up.txt"))


def rows(text: str) -> list[SentenceMentions]:
    return find_mentions(document(text))


def one(text: str) -> SentenceMentions:
    found = rows(text)
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("sentence", "verb", "feats"),
    [
        ("The ministers signed a protocol.", "sign", {"Tense=Past"}),
        ("The protocol was signed in Oslo.", "sign", {"Tense=Past", "Voice=Pass"}),
        ("The protocol signed in Oslo is short.", "sign", {"Voice=Pass", "VerbForm=Part"}),
        ("The protocol will be signed in May.", "sign", {"Tense=Fut", "Voice=Pass"}),
        ("The protocol is to be signed in May.", "sign", {"Tense=Fut", "Voice=Pass"}),
        ("The protocol has not yet been signed.", "sign", {"Polarity=Neg", "Voice=Pass"}),
        ("They did not sign the protocol.", "sign", {"Polarity=Neg"}),
        ("They may sign the protocol.", "sign", {"Mood=Cnd"}),
        ("They intend to sign the protocol.", "sign", {"VerbForm=Inf"}),
        ("The text that the two states signed in 2001 holds.", "sign", {"Tense=Past", "VerbForm=Fin"}),
        ("The delegations met yesterday.", "meet", {"Tense=Past"}),
        ("Chile, Peru sign memorandum", "sign", {"Tense=Pres"}),
    ],
)
def test_verbs_carry_tense_voice_and_negation(sentence: str, verb: str, feats: set[str]) -> None:
    (token,) = [t for t in document(sentence).sentences[0].tokens if t.lemma == verb and t.pos == "VERB"]
    assert feats <= set(token.feats.split("|"))


def test_offsets_of_tokens_hold_and_possessives_are_parted() -> None:
    text = "Peru's 5G plan, September 14, 2018, don't O'Hara"
    tokens = document(text).sentences[0].tokens
    assert [t.text for t in tokens] == ["Peru", "'s", "5G", "plan", ",", "September", "14", ",", "2018", ",", "don't", "O'Hara"]
    assert all(text[t.start : t.end] == t.text for t in tokens)


@pytest.mark.parametrize(
    ("sentence", "person", "role", "body", "country"),
    [
        ("Peru's Minister of Transport and Communications, Rosa Quilca, spoke.", "Rosa Quilca", "minister",
         "Ministry of Transport and Communications of Peru", "PE"),
        ("Minister of Digital Affairs, Innovation and Postal Services of the Republic of Chile Tomas Ibarra spoke.", "Tomas Ibarra",
         "minister", "Ministry of Digital Affairs, Innovation and Postal Services of the Republic of Chile", "CL"),
        ("Tomas Ibarra, Deputy Minister of Informatization of Chile, spoke.", "Tomas Ibarra", "deputy minister",
         "Ministry of Informatization of Chile", "CL"),
        ("Chilean Communications Minister Tomas Ibarra spoke.", "Tomas Ibarra", "minister", "Ministry of Communications of Chile", "CL"),
        ("The Ambassador of Norway to Chile, Kari Lunde, came.", "Kari Lunde", "ambassador", None, "NO"),
        ("The Norwegian ambassador to Chile, Ms Kari Lunde, came.", "Kari Lunde", "ambassador", None, "NO"),
        ("Kari Lunde, acting director general of the Postal Museum of Norway, came.", "Kari Lunde", "acting director general",
         "Postal Museum of Norway", "NO"),
        ("Former Prime Minister of Norway Kari Lunde came.", "Kari Lunde", "prime minister", None, "NO"),
        ("Kari Lunde, 2nd Vice Minister of Science of Norway, came.", "Kari Lunde", "2nd vice minister", "Ministry of Science of Norway", "NO"),
    ],
)  # fmt: skip
def test_posts(sentence: str, person: str, role: str, body: str | None, country: str) -> None:
    row = one(sentence)
    assert [f"{p.given} {p.family}" for p in row.persons] == [person]
    (post,) = row.roles
    assert (post.role, post.country) == (role, country)
    assert (post.body.name if post.body else None) == body


def test_a_former_post_is_marked() -> None:
    assert one("Former Minister of Trade of Norway Kari Lunde came.").roles[0].former


def test_a_surname_alone_is_known_after_the_full_name() -> None:
    first, second = rows("Kari Lunde, director of the Postal Museum, came. Lunde said little.")
    assert [p.family for p in second.persons] == ["Lunde"]
    assert first.persons[0].given == "Kari"


def test_the_post_of_an_academy_named_before() -> None:
    last = rows("The Harbour Academy of Norway grew. Kari Lunde, rector of the academy, came.")[-1]
    assert last.roles[0].body is not None
    assert last.roles[0].body.name == "Harbour Academy of Norway"


@pytest.mark.parametrize(
    ("sentence", "bodies"),
    [
        ("The Ministry of Roads, Ports and Postal Services of Norway wrote.", ["Ministry of Roads, Ports and Postal Services of Norway"]),
        ("Norway's Ministry of Ports wrote.", ["Ministry of Ports of Norway"]),
        ("The League of Harbour Towns (LHT) met. The LHT grew.", ["League of Harbour Towns", "LHT"]),
        ("The state operator Fjordnett and the Harbour Bank agreed.", ["Fjordnett", "Harbour Bank"]),
        ("A joint working group on harbour data was set up.", ["joint working group on harbour data"]),
        ("The ministry and the bank agreed.", []),
        ("Information and Communication Technologies are useful.", []),
    ],
)
def test_bodies(sentence: str, bodies: list[str]) -> None:
    assert [b.name for r in rows(sentence) for b in r.bodies] == bodies


@pytest.mark.parametrize(
    ("sentence", "kind", "label", "draft"),
    [
        ("They signed a memorandum of understanding on harbour data.", "memorandum", "Memorandum of understanding on harbour data", False),
        ("A draft agreement on roaming was discussed.", "agreement", "Agreement on roaming", True),
        ("They adopted the Oslo Declaration.", "declaration", "Oslo Declaration", False),
        ("A contract to modernise the network was concluded.", "contract", "Contract to modernise the network", False),
        ("They signed an action plan for 2030.", "action-plan", "Action plan", False),
    ],
)
def test_instruments(sentence: str, kind: str, label: str, draft: bool) -> None:
    (found,) = one(sentence).instruments
    assert (found.kind, found.label, found.draft) == (kind, label, draft)


def test_a_national_plan_or_programme_is_no_agreement() -> None:
    assert not one("The national action plan and the state programme were approved.").instruments


@pytest.mark.parametrize(
    ("sentence", "kind", "name", "ordinal"),
    [
        ("The 5th Nordic Harbour Forum was held in Oslo.", "forum", "5th Nordic Harbour Forum", 5),
        ("The Third Meeting of Ministers of Ports took place.", "meeting", "Third Meeting of Ministers of Ports", 3),
        ("They held talks in Oslo.", "talks", "talks", None),
    ],
)
def test_gatherings(sentence: str, kind: str, name: str, ordinal: int | None) -> None:
    (found,) = one(sentence).gatherings
    assert (found.kind, found.name, found.ordinal) == (kind, name, ordinal)


def test_a_video_conference_as_a_means_is_no_event() -> None:
    assert not one("They spoke by videoconference.").gatherings


@pytest.mark.parametrize(
    ("sentence", "acts"),
    [
        ("No agreement was signed.", {("sign", True)}),
        ("The agreement was not signed.", {("sign", True)}),
        ("They took part in the fair.", {("participate", False)}),
        ("Recognition of electronic signatures matters.", set()),
        ("She received an award.", set()),
    ],
)
def test_acts(sentence: str, acts: set[tuple[str, bool]]) -> None:
    assert {(t.act, t.negated) for t in one(sentence).triggers} == acts


def test_mentions_stand_in_the_case_of_their_position() -> None:
    row = one("Kari Lunde met with Tomas Ibarra and Rosa Quilca in Oslo.")
    assert [p.case for p in row.persons] == ["Nom", "Ins", "Ins"]


def test_the_english_lists_name_the_same_kinds_as_the_russian() -> None:
    ru, en = lexicon("ru"), english_lexicon()
    assert set(en.instruments.values()) == set(ru.instruments.values())
    assert set(en.gatherings.values()) == set(ru.gatherings.values())
    assert {k for kinds in en.bodies.values() for k in kinds} == {k for kinds in ru.bodies.values() for k in kinds}
    acts = {a for acts in ru.triggers.values() for a in acts}
    assert {a for acts in en.triggers.values() for a in acts} <= acts
    assert set(ru.sets) <= set(en.sets)
    assert set(ru.maps) <= set(en.maps)
