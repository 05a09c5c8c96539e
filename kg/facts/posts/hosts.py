"""The house in which somebody receives, or of which the sentence before tells: «Встреча прошла в Министерстве связи Кубы. Министр А рассказал …»."""

from __future__ import annotations

from kg.facts.posts.holding import Holding
from kg.facts.posts.tellers_state import line_state
from kg.facts.story.so_far import Story

_INTO = frozenset("в во у ў".split())


def host_ministry(story: Story, h: Holding) -> str | None:
    """«Гостей ждали в Министерстве связи Кубы. Министр А …»: the only ministry of these sentences, in which something happens; A is new here."""
    if story.home is None or h.role.country is not None or not _new(story, h):
        return None
    for row in (story.rows[h.sentence], *story.rows[max(h.sentence - 1, 0) : h.sentence]):
        named = {story.body(b): b for b in row.bodies if b.kind == "Ministry" and not b.anaphor and not is_government(b.core) and b.span.start < h.role.span.start}
        inside = [k for k, b in named.items() if k is not None and b.first and row.tokens[b.first - 1].norm in _INTO]
        if named:
            return inside[0] if len(named) == 1 and inside and story.bodies.country(inside[0]) not in (None, story.home) else None
    return None


def _new(story: Story, h: Holding) -> bool:
    """Is the holder named here for the first time?"""
    return not any(story.person(p) == h.person for row in story.rows[: h.sentence] for p in row.persons)


def just_named(story: Story, h: Holding) -> str | None:
    """«глава ведомства А»: the only ministry of the sentence, or of the one before."""
    if h.role.body is None or h.role.body.core not in ("ведомство", "министерство"):
        return None
    for row in (story.rows[h.sentence], *story.rows[max(h.sentence - 1, 0) : h.sentence]):
        named = {k for b in row.bodies if b.kind == "Ministry" and not b.anaphor and not is_government(b.core) and b.span.start < h.role.span.start and (k := story.body(b)) is not None}
        if named:
            return next(iter(named)) if len(named) == 1 else None
    return None


def ministry_beside(story: Story, h: Holding) -> str | None:
    """«Переговоры прошли в Министерстве …. Гостей принял статс-секретарь А»: the only ministry of the sentence, or of the one before."""
    for row in (story.rows[h.sentence], *story.rows[max(h.sentence - 1, 0) : h.sentence]):
        told = [*row.bodies, *(r.body for r in row.roles if r.body is not None and story.language == "en")]
        named = {k for b in told if b.kind == "Ministry" and not is_government(b.core) and b.span.start < h.role.span.start and (k := story.body(b)) is not None}
        if len(named) > 1 and story.language == "en":  # "Minister N of Peru received … Permanent Secretary N took part": the host's
            home = line_state(story)
            named = {k for k in named if home is not None and story.bodies.country(k) in (None, home)}
        if named:
            return named.pop() if len(named) == 1 else None
    return None


def is_government(core: str) -> bool:
    """Is it a government, which has no minister of its own name?"""
    return "правительство" in core or "кабинет министр" in core
