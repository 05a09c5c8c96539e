"""One partner after another: «С министром А обсудили кадры», «– с директором Б – о тарифах», after "провел ряд встреч" or at a forum."""

from __future__ import annotations

from collections.abc import Iterator

from kg.facts.events.setting import outer_event, setting_of
from kg.facts.participants.hero import hero, series, with_whom
from kg.facts.participants.spoken import we_who_speak
from kg.facts.participants.told import unnamed, who_before
from kg.facts.story.drafts import Draft, Scene
from kg.facts.story.kinds import ENCOUNTERS
from kg.facts.time_and_place.when import nearest
from kg.mentions.model import PersonNamed
from kg.text.document import lemmas

_TALKED = frozenset(
    "говорить поговорить беседовать побеседовать обсудить обсуждать обсуждаться рассмотреть рассматривать рассматриваться затронуть "
    "договориться условиться согласовать обменяться пообщаться общаться разговаривать сверить детализировать наметить "
    "гаварыць пагаварыць размаўляць".split()
)
_TALK = frozenset("речь разговор беседа диалог встреча обсуждение гаворка размова гутарка переговоры conversation discussion exchange".split())
_RAN = frozenset("идти пойти зайти состояться пройти вестись касаться коснуться получиться быть посвятить стать исці прайсці адбыцца focus centre center cover touch turn concern revolve".split())
_NEAR = 6  # sentences from the gathering at which they talk
_PARTNERS = 5
_START = 4  # tokens in front of "с"


def drafts_of_turns(scene: Scene) -> Iterator[Draft]:
    """A meeting for a sentence that tells with whom somebody talked, where the text announced several, or tells of a forum or a visit."""
    if not scene.row.persons or any(g.kind in ENCOUNTERS and not g.plural for g in scene.row.gatherings):
        return
    if any(t.act in ("meet", "receive", "sign") for t in scene.row.triggers) or any(d.mention.background for d in scene.story.dates[scene.i]):
        return
    in_series = _in_series(scene)
    partners = [p for p in scene.row.persons if p.case in ("Ins", "") and (at := with_whom(scene, p)) is not None and (at <= _START or in_series)]
    listed = len(partners) > 1 and in_series and len(partners) == len(scene.row.persons) <= _PARTNERS  # "с А обсуждены тарифы, с Б – обмен посылками"
    if not (listed or (len(partners) == 1 and len(scene.row.persons) < 3)) or not (_talked(scene) or _listed(scene, partners[0])):
        return
    if not in_series and not _somewhere(scene):
        return
    for partner in partners:
        subject = _subject(scene, partner, listed=listed)
        if subject is not None and scene.book.sides.country(subject) != scene.book.sides.country(scene.story.person(partner)):
            yield _meeting(scene, subject, partner)


def _meeting(scene: Scene, subject: str, partner: PersonNamed) -> Draft:
    draft = Draft("meeting", None, scene.i, "one-after-another", held=True, seen=[scene.i])
    day = nearest(scene, partner.first)
    draft.set_period(day.period if day is not None else None, scene.i)
    draft.note(draft.people, subject, scene.i)
    draft.add_people(scene.story, [partner], scene.i)
    for iso in scene.book.sides.countries(draft.people):
        draft.note(draft.countries, iso, scene.i)
    draft.part_of = outer_event(scene, draft) or setting_of(scene)
    return draft


def _in_series(scene: Scene) -> bool:
    return series(scene) is not None


def _somewhere(scene: Scene) -> bool:
    """A forum, a sitting or a visit is being told of."""
    told = scene.book.latest("forum", "session", "visit", before=scene.i)
    return told is not None and not told.planned and not told.background and scene.i - max(told.seen) <= _NEAR


def _talked(scene: Scene) -> bool:
    """«обсудил», «речь шла», «разговор касался», told as what has been."""
    words = lemmas(scene.tokens)
    past = any("Tense=Past" in t.feats and t.lemma in _TALKED for t in scene.tokens)
    return past or (not _TALK.isdisjoint(words) and any(t.lemma in _RAN and "Tense=Past" in t.feats for t in scene.tokens))


def _listed(scene: Scene, partner: PersonNamed) -> bool:
    """«– с министром А;» below «провел встречи:»: the item begins with its partner."""
    lead = scene.story.lead(scene.i)
    at = with_whom(scene, partner)
    return lead is not None and at is not None and at <= 1 and series(scene) == lead


def _subject(scene: Scene, partner: PersonNamed, *, listed: bool) -> str | None:
    """Who talked with him: by name, by post, by "он" or "мы", else he whose meetings these are."""
    others = [p for p in scene.row.persons if p is not partner] if not listed else []
    if others:
        return scene.story.person(others[0]) if others[0].case == "Nom" else None
    spoken = unnamed(scene, partner.last, len(scene.tokens), "Nom") or we_who_speak(scene, 0, len(scene.tokens))
    if not spoken and any(t.norm in ("он", "она", "ён", "яна") and t.case == "Nom" for t in scene.tokens):
        spoken = who_before(scene)
    return scene.story.person(spoken[0]) if spoken else hero(scene, scene.story.person(partner))
