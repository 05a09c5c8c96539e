"""Events called by less than their name: the next of a series, a sitting of the body that acts, "саммит" for the one told of."""

from __future__ import annotations

import re

from kg.facts.events.english_sittings import next_sitting
from kg.facts.events.told_series import head_word, named_anywhere, number_word
from kg.facts.participants.told import around_head
from kg.facts.sentences.clauses import triggers_in
from kg.facts.story.drafts import Draft, Scene
from kg.facts.story.kinds import ENCOUNTERS
from kg.facts.story.sides import states_of
from kg.facts.time_and_place.ends import CLOSES, OPENS
from kg.mentions.model import GatheringNamed
from kg.mentions.ordinals import ORDINALS, number_of
from kg.values import Period

_ENDS = OPENS | CLOSES
_TALK = frozenset("разговор беседа диалог conversation".split())
_SERVED = frozenset("модератор ведущий председатель участник спикер организатор гость хозяин удзельнік мадэратар госць".split())
_NEXT = frozenset("следующий очередной наступны чарговы next".split())
_FIRST = frozenset("впервые упершыню".split())
_PREVIOUS = frozenset("предыдущий прошлый папярэдні минулы previous last".split())
_ANOTHER = _NEXT | _PREVIOUS
_OWN = frozenset("свой очередной плановый внеочередной юбилейный совместный выездной первый ежегодный итоговый заключительный чарговы планавы".split())
_LASTING = re.compile(r"(?:одно|двух|трех|четырех|пяти|шести|семи)(?:дневн|недельн)")


def as_named_before(scene: Scene, draft: Draft) -> None:
    """«саммит», «на полях встречи», «разговор занял час»: what the text has called by its full name."""
    known, current = scene.book.of_head(draft.head), scene.book.current
    if known is not None and known.container and draft.container:
        draft.kind = known.kind
    elif draft.head in _TALK and current is not None and current.group in ("meet", "session") and not current.planned:
        draft.kind, draft.proper, draft.core, draft.again = current.kind, current.proper, current.core, True
    elif known is not None and known is current and known.container and known.kind == draft.kind == "meeting":
        draft.proper, draft.core = True, known.core


def of_its_name(scene: Scene, g: GatheringNamed, draft: Draft) -> bool:
    """«первое заседание», told of after «второе заседание рабочей группы»: the rest of the name is the same."""
    if next_sitting(scene, g, draft):
        return True
    before = scene.tokens[g.first - 1].lemma if g.first else ""
    if g.ordinal is None and g.last == g.head + 1 and g.first == g.head and before in _ANOTHER:
        return _of_its_series(scene, g, draft)
    plain = all(t.text[:1].isdecimal() or t.lemma in ORDINALS or number_of(t) is not None for t in scene.tokens[g.first : g.head])
    if g.ordinal is None or g.last > g.head + 1 or not plain:
        return False
    known = next((d for d in reversed(scene.book.drafts) if d.proper and d.head == draft.head and d.ordinal and d.name), None)
    known = known or next((d for d in reversed(scene.book.drafts) if d.proper and d.head == draft.head and d.name and d.group == "forum"), None)
    if known is None:
        return _of_a_name_alone(scene, g, draft)
    if known.ordinal == g.ordinal:
        return False
    named = around_head(known)
    if named is None or not named[1]:
        return False
    draft.name, draft.kind = " ".join([g.name, *named[1]]), known.kind
    draft.core = known.core
    for iso in known.countries:
        draft.note(draft.countries, iso, scene.i)
    return True


def _of_a_name_alone(scene: Scene, g: GatheringNamed, draft: Draft) -> bool:
    """«III форум», behind «между III и IV Чилийско-норвежскими форумами портов»: the series has been named, no member told of."""
    told = named_anywhere(scene, draft.head)
    if told is None:
        return False
    draft.name, draft.core = " ".join([g.name, *told.behind]), told.core
    for iso in told.states:
        draft.note(draft.countries, iso, scene.i)
    return True


def _of_its_series(scene: Scene, g: GatheringNamed, draft: Draft) -> bool:
    """«Следующее заседание пройдет в Минске»: the name is that of the sitting told of, without its number."""
    known = next((d for d in reversed(scene.book.drafts) if d.proper and d.head == draft.head and d.name), None)
    named = around_head(known) if known else None
    if known is None or named is None or not named[1]:
        return False
    which = scene.tokens[g.first - 1]
    told_apart = [which.text.lower()] if which.lemma in _NEXT and known.ordinal is None and known.kind == "meeting" else []
    draft.name, draft.kind = " ".join([*told_apart, g.name.lower(), *named[1]]), known.kind
    draft.core = known.core
    for iso in known.countries:
        draft.note(draft.countries, iso, scene.i)
    return True


def of_the_series(scene: Scene, draft: Draft, body: str) -> Draft | None:
    """«Рабочая группа впервые собралась 4 мая», after its second sitting was told of: the name and the sides are those of that one."""
    words = set(body.split())
    known = next((d for d in reversed(scene.book.drafts) if d.kind == "session" and d.proper and d.name and words <= d.core), None)
    named = around_head(known) if known is not None else None
    if known is None or named is None or not named[1]:
        return None
    first = any(t.lemma in _FIRST for t in scene.tokens)
    if first:
        draft.ordinal = 1
    if (draft.ordinal or None) == known.ordinal or draft.ordinal is None:
        return None
    noun = (known.name or "").split()[-len(named[1]) - 1]
    draft.name, draft.core = " ".join([*(["первое"] if first else []), noun, *named[1]]), known.core
    return known


def of_its_body(scene: Scene, g: GatheringNamed, draft: Draft, first: int, last: int) -> bool:
    """«Экономический совет СНГ рассмотрит проект на заседании 8 декабря»: a sitting of the body that acts."""
    holds = any(t.lemma in ("провести", "проводить") and not t.passive for t in triggers_in(scene.row, first, last, "hold"))
    plain = all(t.lemma in _OWN or t.lemma in ORDINALS or t.text[:1].isdecimal() or number_of(t) is not None for t in scene.tokens[g.first : g.head])
    if draft.kind != "session" or g.last > g.head + 1 or not (plain or holds) or not (draft.inner or holds):
        return False
    many = [b for b in scene.row.bodies if first <= b.first < last and b.case == "Nom" and not b.anaphor and (b.kind == "WorkingBody" or b.core.startswith(("совет", "комисси", "коллеги", "комитет")))]
    joint = [b for b in many if b.kind == "InternationalOrganization" or not scene.story.bodies.country(scene.story.body(b) or "")]
    if len(joint) != 1:
        return False
    for iso in states_of(scene.row, joint[0]):
        draft.note(draft.countries, iso, scene.i)
    noun = g.name if g.ordinal is not None and not g.plural else "заседание"
    draft.name, draft.core = f"{noun}: {joint[0].name}", frozenset(["заседание", *joint[0].core.split()])
    return True


def next_of_series(scene: Scene, g: GatheringNamed, draft: Draft) -> None:
    """«Очередная встреча пройдет в Астане»: of the same sides as the one told of."""
    known = scene.book.latest("meet", before=scene.i)
    if (
        known is not None
        and draft.planned
        and g.first
        and scene.tokens[g.first - 1].lemma in _NEXT
    ):
        draft.again = False
        for iso in known.countries:
            draft.note(draft.countries, iso, scene.i)
    another_of_series(scene, draft)


def another_of_series(scene: Scene, draft: Draft) -> None:
    """«В прошлом году форум принимал Минск», «там форум соберется в 2026 году»: of another time than the one told of, so another of its series."""
    known = next((d for d in reversed(scene.book.drafts) if d.container and d.proper and d.name and d.head == draft.head and d.sentence != scene.i), None)
    if not draft.bare or not draft.container or known is None or draft.period is None or not _apart(known, draft.period):
        return
    named = around_head(known)
    kept = [w for w in named[0] if number_word(w) is None] if named else []
    draft.name = " ".join([*kept, head_word(known, named), *named[1]]) if named else known.name
    draft.kind, draft.core, draft.proper, draft.bare, draft.inner, draft.again = known.kind, known.core, True, False, False, False
    draft.held = draft.held or not draft.planned
    if draft.place is None and any(t.norm in ("там", "туда", "тут", "здесь") for t in scene.tokens):
        draft.set_place(next(iter(scene.row.places), None), scene.i)
    for iso in known.countries if len(known.countries) == 2 else ():
        draft.note(draft.countries, iso, scene.i)
    if draft.country and not draft.countries:
        draft.note(draft.countries, draft.country, scene.i)


def _apart(told: Draft, other: Period) -> bool:
    """Of different years, or months from one another."""
    a = told.period.start if told.period is not None else told.closes[0] if told.closes is not None else None
    b = other.start
    if a is None or a.year is None or b.year is None:
        return False
    if a.year != b.year:
        return True
    return a.month is not None and b.month is not None and abs(a.month - b.month) > 1


def round_of_talks(scene: Scene, g: GatheringNamed, draft: Draft) -> None:
    """«Очередной раунд переговоров прошел в Баку»: an event of the states that this sentence, or the one before, names."""
    before = scene.tokens[g.first - 1].lemma if g.first else ""
    if g.first > 1 and scene.tokens[g.first - 1].text == "of" and scene.tokens[g.first - 2].lemma == "round":
        before = "round of"
    if g.kind != "talks" or before not in ("раунд", "тур", "round of") or draft.period is None or draft.place is None:
        return
    for i in (scene.i, scene.i - 1):
        row = scene.story.rows[max(i, 0)]
        seats = {p.last + 1 for p in row.places}  # "in Lima, Peru"
        for c in row.countries if i >= 0 and not draft.countries else []:
            if c.first not in seats or row.tokens[c.first - 1].text != ",":
                draft.note(draft.countries, c.iso, i)
    draft.proper, draft.name = True, f"{before} {scene.tokens[g.head].text.lower()}"


def means_container(scene: Scene, g: GatheringNamed, draft: Draft, first: int, last: int) -> Draft | None:
    """«Двухдневную встречу накануне открыл министр»: the sitting or forum that the text is telling of."""
    if draft.kind not in ENCOUNTERS or draft.proper or g.last > g.head + 1:
        return None
    lasting = any(_LASTING.match(t.lemma) for t in scene.tokens[g.first : g.head])
    opened = any(t.lemma in _ENDS for t in triggers_in(scene.row, first, last, "hold"))
    whose = scene.tokens[g.first - 1] if g.first else None
    served = draft.kind == "meeting" and whose is not None and whose.lemma in _SERVED and scene.tokens[g.head].case == "Gen" and g.first == g.head
    known = scene.book.latest("session", "forum", before=scene.i)
    if served and known is not None and (known is scene.book.current or scene.book.latest("meet", before=scene.i) is None):
        return known  # "Модератором встречи выступил А", told after a sitting
    return known if lasting or opened else None


def same_days(scene: Scene, draft: Draft) -> None:
    """«В эти же дни на той же площадке собрался …»: days, and the city, of the event told of."""
    lemmas = [t.lemma for t in scene.tokens[:12]]
    told = scene.book.current
    if draft.period is not None or told is None or told.period is None or lemmas[1:2] not in (["тот"], ["этот"]):
        return
    at = 3 if lemmas[2:3] == ["же"] else 2
    if lemmas[at : at + 1] == ["день"] and scene.tokens[at].number == "Plur":
        draft.set_period(told.period, told.period_at or told.sentence, "same-days")
        draft.beside = True
        if draft.place is None and any(w in lemmas[4:] for w in ("зал", "город", "место", "площадка")):
            draft.set_place(told.place, told.place_at or told.sentence)
