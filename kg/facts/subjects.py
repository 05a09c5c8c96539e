"""Topics of a release, and of the agreements and events that its passages tell of."""

from __future__ import annotations

from dataclasses import replace

from kg.facts.model import Agreement, Event
from kg.facts.story.so_far import Story
from kg.mentions.topics import find_topics
from kg.values import Claim, Evidence


def find_topic_claims(story: Story, events: list[Event], agreements: list[Agreement]) -> tuple[list[Event], list[Agreement], tuple[Claim[str], ...]]:
    """(events, agreements) with their topics, and the topics of the whole release."""
    found: dict[str, dict[Evidence, None]] = {}
    spans = []
    for mention in find_topics(story.document.sentences, story.language):
        topic, i, span = mention.topic, mention.sentence, mention.span
        evidence = story.evidence(i, "topic")[0]
        spans.append((topic, span, evidence, span.of(story.document.text).lower()[:6]))
        found.setdefault(topic, {})[evidence] = None

    def of_agreement(a: Agreement) -> Agreement:
        own: dict[str, list[Evidence]] = {}
        for topic, span, evidence, _ in spans:
            if any(f.span.covers(span) for f in a.forms):
                own.setdefault(topic, []).append(evidence)
        return replace(a, topics=tuple(Claim(t, tuple(dict.fromkeys(e))) for t, e in own.items()))

    def of_event(e: Event) -> Event:
        own: dict[str, list[Evidence]] = {}
        words = (e.name or "").lower()
        for topic, _, evidence, begins in spans:
            if begins in words and any(x.passage == evidence.passage for x in e.evidence):
                own.setdefault(topic, []).append(evidence)
        return replace(e, topics=tuple(Claim(t, tuple(dict.fromkeys(v))) for t, v in own.items()))

    return [of_event(e) for e in events], [of_agreement(a) for a in agreements], tuple(Claim(t, tuple(e)) for t, e in found.items())
