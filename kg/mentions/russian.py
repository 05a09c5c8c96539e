"""All mentions of a Russian document, and of a Belarusian one: the finders in their order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from kg.mentions.acts import find_triggers
from kg.mentions.bodies import body_kinds, find_bodies
from kg.mentions.dedications import DEDICATED, SOVEREIGNS, dedication, sovereign
from kg.mentions.gatherings import find_gatherings
from kg.mentions.holders import with_roles
from kg.mentions.instruments import find_instruments
from kg.mentions.introduced import with_introduced
from kg.mentions.known import Context, find_known
from kg.mentions.missions import spell_missions
from kg.mentions.model import BodyNamed, CountryNamed, PersonNamed, PlaceNamed, SentenceMentions
from kg.mentions.names import given_cases
from kg.mentions.one_name import read_names
from kg.mentions.people import Candidate, Vocabulary, candidates, neural_people, people_of, vocabulary
from kg.mentions.phrases import Marks
from kg.mentions.region_posts import spell_regions
from kg.mentions.regional import spell_out
from kg.mentions.role_words import role_tokens
from kg.mentions.roles import find_roles
from kg.mentions.shared_heads import shared_heads
from kg.mentions.sided import with_sides
from kg.mentions.this_state import point_back
from kg.reference.countries import find_countries, find_regions, shared_abbreviations
from kg.reference.matcher import plain
from kg.reference.places import find_places
from kg.reference.sites import site_country
from kg.reference.word_tests import WordTest
from kg.reference.words import Lexicon, lexicon
from kg.text.document import Document, Sentence, Token, begun_in, ends, lemmas, norms, passing, starts
from kg.values import Span

# a heads' adjective or noun that begins a body of its own: a list of genitives does not run over it
_WEAK_HEADS = frozenset("управление служба центр группа почта радио производство движение объединение миссия союз организация школа связь".split())

_ABBREVIATED = 4  # characters
_OWN_REGION = 2  # mentions of its state that a region is worth


def find_mentions(document: Document, *, belarusian: bool = False) -> list[SentenceMentions]:
    """Mentions of each sentence, in order; `belarusian` if the words are the Russian reading of such a document."""
    from kg.mentions.dates import find_dates

    lex = lexicon(document.language)
    voc = vocabulary(document)
    named_states = _in_order(document)
    # a second look: "РК" is the state that the release names elsewhere
    rows = [_named_states(s, document.language, *named_states) for s in document.sentences]
    context = context_of(document, rows)
    for sentence, row in zip(document.sentences, rows, strict=True):
        row.bodies = find_known(sentence, document.language, row.countries, context)
    people = [candidates(sentence, _blocked(sentence, row, lex), voc) for sentence, row in zip(document.sentences, rows, strict=True)]
    families = _families(people)
    out = []
    told: dict[str, BodyNamed] = {}
    for sentence, row, named in zip(document.sentences, rows, people, strict=True):
        out.append(_sentence(sentence, row, voc, lex, document.language, people_of(named, sentence, voc, families), told))
        # the grammar of dates works on the characters of a sentence
        text = sentence.span.of(document.text)
        out[-1].dates = find_dates(text, document.language, sentence.span.start, sentence.tokens)
    read_names(out, belarusian=belarusian)
    spell_out(out, document.language)
    spell_regions(out)
    spell_missions(out)
    with_sides(out)
    point_back(out)
    return out


def context_of(document: Document, rows: Sequence[SentenceMentions]) -> Context:
    """The countries of a release by the number of mentions, the country of its site, the year that it tells of."""
    votes = Counter(c.iso for row in rows for c in row.countries)
    order = tuple(sorted(votes, key=lambda c: -votes[c]))
    host = (document.release.url or "").split("//")[-1].split("/")[0].lower()
    code = site_country(host)
    year = document.release.published.year if document.release.published else None
    if year is None:
        years = [int(t.text) for s in document.sentences for t in s.tokens if t.text.isdecimal() and 1990 <= int(t.text) <= 2100 and len(t.text) == 4]
        year = max(years) if years else None
    return Context(order, code if code in votes or not votes else None, year)


def _in_order(document: Document) -> tuple[tuple[str, ...], frozenset[str]]:
    """The states that a release names; before them, those whose a shared abbreviation ("РК") may be: that of its site, then by how often."""
    votes = Counter(c.iso for s in document.sentences for c in find_countries(s.tokens, document.language))
    named = frozenset(votes)
    shared = shared_abbreviations(document.language)
    if any(len(t.text) < _ABBREVIATED and t.text.isupper() and plain(t.text) in shared for s in document.sentences for t in s.tokens):
        # «премьер РК», «аким Костанайской области», «опыт Республики Корея»: whose regions are told of is the teller's own state
        votes.update(g.iso for s in document.sentences for g in find_regions(s.tokens, document.language) for _ in range(_OWN_REGION))
    host = (document.release.url or "").split("//")[-1].split("/")[0].lower()
    own = site_country(host)
    return tuple(dict.fromkeys((*([own] if own else []), *sorted(votes, key=lambda c: -votes[c])))), named


def _named_states(sentence: Sentence, language: str, order: Sequence[str], named_states: frozenset[str]) -> SentenceMentions:
    """Countries, cities and well-known bodies: what stands in reference files."""
    tokens = sentence.tokens
    row = SentenceMentions(sentence)
    for c in find_countries(tokens, language, order):
        first, last = token_range(tokens, c.span)
        case = tokens[last - 1].case if c.form != "noun" else tokens[first].case
        if c.form == "noun" and first and tokens[first - 1].lemma == "государство" and tokens[first - 1].capital:
            first -= 1  # «послом | Государства Катар»
        row.countries.append(CountryNamed(sentence.index, first, last, Span(tokens[first].start, c.span.end), c.iso, c.form, tokens[first].case or case))
    for p in find_places(tokens, language, named_states, [n.span for n in sentence.names if n.kind == "PER"]):
        first, last = token_range(tokens, p.span)
        if _given_to(tokens, first, last):
            continue
        row.places.append(PlaceNamed(sentence.index, first, last, p.span, p.name, p.iso))
    return row


def _given_to(tokens: Sequence[Token], first: int, last: int) -> bool:
    """«встретился с Миланом Йовичем»: a town's name that is a given name, before another word with a capital."""
    if last - first > 1 or last >= len(tokens) or given_cases(tokens[first].text) is None:
        return False
    into = first > 0 and tokens[first - 1].norm in ("в", "во", "у", "ў", "из", "г", ".")
    return not into and tokens[last].capital and tokens[last].is_word and not tokens[last].text.isupper() and tokens[last].text.isalpha()


def token_range(tokens: Sequence[Token], span: Span) -> tuple[int, int]:
    """Token indexes [first, last) that a span touches."""
    first = bisect_right(ends(tokens), span.start)
    return first, bisect_left(starts(tokens), span.end, first + 1)


def _marks(row: SentenceMentions, language: str, people: Iterable[int], lex: Lexicon) -> Marks:
    tokens = row.tokens
    countries: dict[int, tuple[int, str]] = {}
    adjectives: dict[int, tuple[str, ...]] = {}
    for c in row.countries:
        if c.form in ("noun", "abbreviation"):
            countries[c.first] = (c.last, c.iso)
        elif c.form == "adjective":
            adjectives[c.first] = (*adjectives.get(c.first, ()), c.iso)
    for r in find_regions(tokens, language):
        first, last = token_range(tokens, r.span)
        countries.setdefault(first, (last, r.iso))
    for p in row.places:
        # «Университет Дубая»: a city right behind a name closes it like a state
        begins = p.last < len(tokens) and tokens[p.first].text[0].isascii() and tokens[p.last].text[0].isascii() and tokens[p.last].capital  # «технопарк | Astana Hub»
        if not begins and not (p.first and tokens[p.first - 1].norm in ("в", "во", "у", "ў", "из", "г", ".")):
            countries.setdefault(p.first, (p.last, p.iso or ""))
    heads = frozenset(
        i for i in passing(_may_be_heads(lex), tokens)
        if (t := tokens[i]).pos in ("NOUN", "PROPN") and (t.lemma in lex.bodies or t.lemma == "аппарат" or ("-" in t.text and body_kinds(t, lex) is not None)) and t.lemma not in _WEAK_HEADS
        and not (i and tokens[i - 1].lemma in ("электронный", "электронны"))
    )  # fmt: skip
    return Marks(countries, adjectives, frozenset(people), heads)


@cache
def _may_be_heads(lex: Lexicon) -> WordTest[Token]:
    return WordTest(lambda t: t.lemma in lex.bodies or t.lemma == "аппарат" or "-" in t.norm)


def _bracketed(row: SentenceMentions, bodies: Sequence[BodyNamed]) -> list[BodyNamed]:
    """«компания Nordic (Финляндия)»: a state alone in brackets behind a body is the body's."""
    tokens = row.tokens
    alone = {c.first - 1: c.iso for c in row.countries if c.form != "adjective" and c.first and tokens[c.first - 1].text == "("
             and c.last < len(tokens) and tokens[c.last].text == ")"}  # fmt: skip
    if not alone:
        return list(bodies)
    return [replace(b, country=alone[b.last]) if b.country is None and b.kind != "InternationalOrganization" and b.last in alone else b for b in bodies]


def _families(rows: Sequence[Sequence[Candidate]]) -> frozenset[str]:
    """Family names of the people that the release names in full: later they may stand alone."""
    people = (c.person for row in rows for c in row)
    found = {p.family.split(" ")[-1].lower().replace("ё", "е") for p in people if p is not None and (p.given or p.initials)}
    return frozenset(f for f in found if len(f) > 2)


@cache
def _nouns(lex: Lexicon) -> WordTest[Token]:
    """Nouns of bodies, instruments and gatherings."""
    nouns = lex.bodies.keys() | lex.instruments.keys() | lex.gatherings.keys()
    return WordTest(lambda t: t.lemma in nouns or "исполком" in t.norm)


_REALMS = frozenset("королевство республика федерация султанат эмират княжество государство союз содружество".split())
_OF_REALMS = frozenset("королевства республики федерации султаната эмирата княжества".split())


def _blocked(sentence: Sentence, row: SentenceMentions, lex: Lexicon) -> frozenset[int]:
    tokens = sentence.tokens
    taken = {i for c in row.countries for i in range(c.first, c.last)} | role_tokens(tokens, lex)
    taken |= {i for b in row.bodies for i in range(b.first, b.last)}
    neural = neural_people(sentence)
    taken |= {i for p in row.places for i in range(p.first, p.last)}
    # «министр … Республики Татарстан Иван Петров»: a region is no part of the name
    taken |= {i for r in find_regions(tokens, "ru") for i in begun_in(tokens, r.span) if i not in neural}
    if not (_REALMS.isdisjoint(lemmas(tokens)) and _OF_REALMS.isdisjoint(norms(tokens))):
        taken |= {i for i, t in enumerate(tokens) if (t.lemma in _REALMS and i not in neural) or t.norm in _OF_REALMS}
    nouns = ((i, tokens[i]) for i in passing(_nouns(lex), tokens))
    taken |= {i for i, t in nouns if t.pos in ("NOUN", "PROPN") and (i not in neural or "исполком" in t.norm)}
    for i, t in enumerate(tokens) if not (DEDICATED.isdisjoint(norms(tokens)) and SOVEREIGNS.isdisjoint(lemmas(tokens))) else ():
        if (t.norm in DEDICATED or sovereign(tokens, i)) and (end := dedication(tokens, i)) is not None:
            taken |= set(range(i, end))  # «университета имени Абая | Марат Ибатов»: the first is nobody of the release
    return frozenset(taken)


def _with_its_state(tokens: Sequence[Token], body: BodyNamed, marks: Marks) -> BodyNamed:
    """«директор | чилийского Агентства кибербезопасности»: the adjective of its state belongs to a well-known name too."""
    before = body.first - 1
    agrees = body.country is not None and body.country in marks.adjectives.get(before, ()) and tokens[before].case == tokens[body.first].case != ""
    return replace(body, first=before, span=Span(tokens[before].start, body.span.end)) if agrees and tokens[body.first].pos != "PROPN" else body


def _sentence(sentence: Sentence, row: SentenceMentions, voc: Vocabulary, lex: Lexicon, language: str, people: Sequence[PersonNamed], told: dict[str, BodyNamed]) -> SentenceMentions:
    tokens = sentence.tokens
    roles_at = role_tokens(tokens, lex)
    known = row.bodies
    person_tokens = {i for p in people for i in range(p.first, p.last)}
    known = [k for k in known if not person_tokens & set(range(k.first, k.last))]
    marks = _marks(row, language, person_tokens | roles_at, lex)
    known = [_with_its_state(tokens, k, marks) for k in known]
    row.bodies = with_introduced(sentence, _bracketed(row, find_bodies(sentence, marks, lex, known)), told, person_tokens)
    if shared := shared_heads(row, language):
        row.bodies = sorted([*(b for b in row.bodies if not any(x.first == b.first for x in shared)), *shared], key=lambda b: (b.first, -b.last))
    row.roles = find_roles(sentence, marks, row.bodies, lex, language)
    row.persons = with_roles(people, row, voc)
    row.places = [p for p in row.places if not person_tokens & set(range(p.first, p.last))]
    row.triggers = find_triggers(sentence, lex)
    acts = frozenset(t.act for t in row.triggers)
    row.instruments = find_instruments(sentence, marks, lex, acts)
    parliaments = {i for b in row.bodies if b.kind == "Parliament" for i in range(b.first, b.last)}
    row.gatherings = [g for g in find_gatherings(sentence, marks, lex, row.bodies) if g.head not in parliaments]
    return row
