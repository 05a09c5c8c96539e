"""From a document to its facts: mentions, then posts, events, agreements, commitments, memberships, topics."""

from __future__ import annotations

from collections.abc import Callable

from kg.facts.agreements.find import find_agreements
from kg.facts.commitments import find_commitments, find_memberships
from kg.facts.events.find import find_events, story_place
from kg.facts.model import Extraction, Form, Place
from kg.facts.participants.signed_there import with_signers
from kg.facts.posts.find import find_posts
from kg.facts.sentences.first_person import tell_houses, tell_people, tell_sides
from kg.facts.story.sides import Sides
from kg.facts.story.so_far import Story
from kg.facts.subjects import find_topic_claims
from kg.mentions.model import SentenceMentions
from kg.text.document import Document
from kg.values import Claim, Evidence

Finder = Callable[[Document], list[SentenceMentions]]


def extract(document: Document) -> Extraction:
    """All facts of a release; every one with the passage that states it."""
    story = Story.of(document, _finder(document.language)(document))
    countries = _countries(story)
    tell_houses(story)
    named = {story.person(p) for row in story.rows for p in row.persons}
    posts = find_posts(story)
    sides = Sides(posts)
    tell_people(story)
    events, book = find_events(story, sides)
    tell_sides(story, sides)
    agreements, misses = find_agreements(story, sides, book, posts)
    events = with_signers(events, agreements)
    commitments = find_commitments(story, book, agreements)
    memberships = find_memberships(story)
    events, agreements, topics = find_topic_claims(story, events, agreements)
    return Extraction(
        document.release,
        tuple(s.span for s in document.sentences),
        tuple(story.people.person(p.key) for p in story.people.people if p.key in named),
        tuple(story.bodies.body(g.key, story.bodies.country(g.key)) for g in story.bodies.groups),
        _places(story),
        tuple(posts),
        tuple(agreements),
        tuple(events),
        tuple(commitments),
        tuple(memberships),
        countries,
        topics,
        tuple(misses),
    )


def _finder(language: str) -> Finder:
    if language == "en":
        from kg.mentions.english import find_mentions as english

        return english
    if language == "be":
        from kg.mentions.belarusian import find_mentions as belarusian

        return belarusian
    from kg.mentions.russian import find_mentions

    return find_mentions


def _places(story: Story) -> tuple[Place, ...]:
    forms: dict[str, list[Form]] = {}
    named = {}
    for p in story.places():
        key = story_place(p)
        forms.setdefault(key, []).append(Form(p.name if p.span in story.implied else p.span.of(story.document.text), p.span))
        named[key] = p
    return tuple(Place(k, named[k].name, named[k].iso, tuple(f)) for k, f in forms.items())


def _countries(story: Story) -> tuple[Claim[str], ...]:
    found: dict[str, dict[Evidence, None]] = {}
    for i, row in enumerate(story.rows):
        for c in row.countries:
            evidence = story.evidence(i, f"country-{c.form}")[0]
            found.setdefault(c.iso, {})[evidence] = None
    return tuple(Claim(iso, tuple(e)) for iso, e in found.items())
