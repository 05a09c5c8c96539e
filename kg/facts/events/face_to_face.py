"""Meetings told by what two do to one another: «навестил», «выслушал», «пил кофе с», «вручил», «гостем А стал Б».

One decision for all wordings: somebody of one state is the subject of such a verb (`frames`), somebody of another
stands in the verb's own slot or is its second subject (`standing`), and the day is told.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.facts.events.acted import base, note_sides
from kg.facts.events.encounters import on_line
from kg.facts.events.frames import FELLOWS, FRAMES, HAPPENED, NOUNS, WAS, Frame
from kg.facts.events.standing import partner, relative, slot, standing, subject, unnamed_states
from kg.facts.participants.told import who_before
from kg.facts.sentences.clauses import clause, dates_of, persons_in
from kg.facts.story.drafts import Draft, Scene
from kg.facts.story.kinds import ENCOUNTERS
from kg.mentions.acts import tense
from kg.mentions.model import PersonNamed, Trigger
from kg.text.document import lemmas

_NEAR = 12  # tokens between a verb and the word that makes its sense
_MANAGED = frozenset("удаться смочь суметь успеть довестись посчастливиться получиться".split())
_NOT = frozenset("не ни без ня".split())
_HIS = frozenset("его ее яго яе".split())


def drafts_face_to_face(scene: Scene) -> Iterator[Draft]:
    """A meeting of him who acts and him to whom he turns, told in this sentence and on a day."""
    if scene.story.language == "en" or not scene.row.persons:
        return
    words = lemmas(scene.tokens)
    verbs = [k for k, t in enumerate(scene.tokens) if t.lemma in FRAMES and _happened(scene, k)] if not FRAMES.keys().isdisjoint(words) else []
    for k in verbs:
        for frame in FRAMES[scene.tokens[k].lemma]:
            draft = _acted(scene, k, frame)
            if draft is not None:
                yield draft
                return
    named = [k for k, t in enumerate(scene.tokens) if t.lemma in NOUNS] if not NOUNS.keys().isdisjoint(words) else []
    found = next((d for k in named if (d := _took_place(scene, k)) is not None), None)
    if found is None and not FELLOWS.isdisjoint(words):
        found = _fellow(scene)
    if found is not None:
        yield found


def _happened(scene: Scene, k: int) -> bool:
    """Told as what has been: past, «удалось обсудить», «сказал, принимая», «принявший вчера»."""
    tokens, t = scene.tokens, scene.tokens[k]
    if any(x.norm in _NOT for x in tokens[max(0, k - 2) : k]):
        return False
    if "VerbForm=Conv" in t.feats:
        return any("Tense=Past" in x.feats and "VerbForm=Fin" in x.feats for x in tokens)
    if "VerbForm=Part" in t.feats and "Variant=Short" not in t.feats:
        return "Tense=Past" in t.feats and any(f.met for f in FRAMES[t.lemma])
    if tense(tokens, k) == "past":
        return "Variant=Short" not in t.feats
    return "VerbForm=Inf" in t.feats and any(x.lemma in _MANAGED and "Tense=Past" in x.feats for x in tokens[max(0, k - 5) : k])


def _acted(scene: Scene, k: int, frame: Frame) -> Draft | None:
    tokens = scene.tokens
    first, last = clause(tokens, k)
    if frame.near and not any(t.lemma in frame.near for t in tokens[max(first, k - _NEAR) : min(last, k + _NEAR + 1)]):
        return None
    slots = frozenset({"by"}) if "VerbForm=Part" in tokens[k].feats and "Voice=Pass" in tokens[k].feats else frame.slots
    here = standing(scene, k, first, last)
    he, how = relative(scene, first)
    partners = [p for p, s in here if s in slots] or (he if how in slots else [])
    who = [p for p, s in here if s == "who"] or (he if how == "who" else []) or subject(scene, k, first, last)
    who = [_nearest(scene, k, who)] if len(who) > 1 and tokens[k].number == "Sing" else who
    if not partners:
        partners = partner(scene, k, slots, who, (first, last))
    if not partners and "with" in slots and tokens[k].number == "Plur" and len(who) > 1:
        who, partners = who[:1], who[1:]
    if who and not partners and len(states := unnamed_states(scene, slots, (first, last))) == 1:
        return _meeting(scene, k, who[:1], "face-to-face", besides=states[0])
    return _meeting(scene, k, [*who, *partners], "face-to-face", sure=frame.met) if who and partners else None


def _nearest(scene: Scene, k: int, who: list[PersonNamed]) -> PersonNamed:
    """«А посетил город, принимал его Б»: a verb in the singular has one subject, with no other verb between."""

    def apart(p: PersonNamed) -> tuple[bool, bool, int]:
        between = scene.tokens[min(k + 1, p.last) : max(k, p.first)]
        return any("VerbForm=Fin" in t.feats for t in between), any(t.text == "," for t in between), min(abs(p.first - k), abs(p.last - k))

    return min(who, key=apart)


def _took_place(scene: Scene, k: int) -> Draft | None:
    """«между А и Б состоялся обмен мнениями», «прошел рабочий обед с участием А и Б», «речь зашла у А с Б»."""
    tokens = scene.tokens
    first, last = clause(tokens, k)
    needed = NOUNS[tokens[k].lemma]
    if needed and not any(t.lemma in needed for t in tokens[k + 1 : k + 3]):
        return None
    verb = next((n for n in range(first, last) if tokens[n].lemma in HAPPENED and tense(tokens, n) == "past" and tokens[n - 1].norm not in _NOT), None)
    if tokens[k].lemma == "прием" and tokens[k].case in ("Gen", "Ins") and (began := _began_with(scene, k, (first, last))) is not None:
        return began
    if verb is None or any(g.head == k and g.proper for g in scene.row.gatherings) or tokens[k].case not in ("Nom", "Acc", ""):
        return None
    people = [p for p in persons_in(scene.row, first, last) if p.case in ("Gen", "Ins", "Acc", "")]
    return _meeting(scene, verb, people, "took-place") if len(people) > 1 else None


def _began_with(scene: Scene, k: int, reach: tuple[int, int]) -> Draft | None:
    """«министр начал день с приема посла А», «завершил неделю приемом посла А»: whom the subject received."""
    here = standing(scene, k, *reach)
    verb = next((n for n in range(*reach) if tense(scene.tokens, n) == "past" and "VerbForm=Fin" in scene.tokens[n].feats), None)
    who = [p for p, s in here if s == "who"][:1]
    guests = [p for p, _ in here if p.first > k and p.case in ("Gen", "Acc")][:1]
    return _meeting(scene, verb, [*who, *guests], "took-place") if verb is not None and who and guests else None


def _fellow(scene: Scene) -> Draft | None:
    """«Гостем А стал Б», «Собеседниками А были Б и В», «его гостем был Б»."""
    tokens = scene.tokens
    at = next((k for k, t in enumerate(tokens) if t.lemma in FELLOWS and t.case in ("Ins", "Nom")), None)
    if at is None:
        return None
    first, last = clause(tokens, at)
    verb = next((k for k in range(first, last) if tokens[k].lemma in WAS and tense(tokens, k) == "past" and tokens[k - 1].norm not in _NOT), None)
    if verb is None:
        return None
    people = persons_in(scene.row, first, last)
    whose = [p for p in people if p.first > at and p.case in ("Gen", "")][:1]
    who = [p for p in people if slot(scene, p) == "who" and p not in whose]
    if not whose and at and tokens[at - 1].norm in _HIS:
        whose = who_before(scene)
    many = tokens[at].number == "Plur"
    return _meeting(scene, verb, [*(who if many else who[:1]), *whose], "whose-guest") if who and whose else None


def _meeting(scene: Scene, k: int, people: list[PersonNamed], rule: str, *, sure: bool = False, besides: str | None = None) -> Draft | None:
    """The draft, if they are of several states, the day is told, and nothing in the sentence has told of their meeting.

    sure     the verb tells of nothing else: the day may stand in another sentence, and one may be of no known state
    besides  the state of one whom his post alone tells of
    """
    keys = {scene.story.person(p) for p in people}
    states: list[str | None] = [scene.book.sides.country(key) for key in keys]
    if len({*states, *([besides] if besides else [])}) < 2 or (besides and None in states):
        return None
    here = [d for d in scene.book.drafts if d.group in ("meet", "opening") and scene.i in d.seen]
    if any((len(d.countries) > 1 or len(d.people) > 1) if besides else len(keys & set(d.people)) > 1 for d in here):
        return None
    first, last = clause(scene.tokens, k)
    if rule == "face-to-face" and any(g.kind in ENCOUNTERS and not g.plural and g.case in ("Nom", "Acc") and first <= g.head < last for g in scene.row.gatherings):
        return None
    t = scene.tokens[k]
    trigger = Trigger(scene.i, k, k + 1, t.span, "meet", "past", False, False, t.lemma)
    draft, _, _ = base(scene, trigger, "call" if on_line(scene, trigger) else "meeting")
    days = {d.period for _, d in dates_of(scene.story, scene.i) if not d.mention.background}
    if draft.period is None and len(days) == 1:  # "7 мая встретился с А, а затем принял Б"
        draft.set_period(days.pop(), scene.i)
    if draft.period is None and not sure:
        return None
    if draft.period is not None and scene.story.now is not None and draft.period.start.lexical > scene.story.now.lexical and draft.period.start.year:
        return None  # "вручил приглашение на форум 5 мая": that of the forum
    draft.rule = rule
    draft.seen.append(scene.i)
    draft.add_people(scene.story, people, scene.i)
    note_sides(scene, draft)
    if besides:
        draft.note(draft.countries, besides, scene.i)
    return draft
