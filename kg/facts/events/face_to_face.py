"""Meetings told by what two do to one another: «навестил», «выслушал», «пил кофе с», «вручил», «гостем А стал Б», «делегации сели за стол».

One decision for all wordings: those of one state are the subject of such a verb (`frames`), those of another stand in the
verb's own slot or are its second subject (`standing` by name, `groups` by their house), and the day is told, here or by the story so far.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from kg.facts.events.acted import base
from kg.facts.events.encounters import on_line
from kg.facts.events.frames import ANY_WITH, FELLOWS, FRAMES, HAPPENED, NOUNS, OTHERWISE, WAS, Frame
from kg.facts.events.groups import Side, sides_in
from kg.facts.events.standing import meant, own_subject, partner, relative, slot, standing, subject
from kg.facts.participants.hero import hero, with_whom
from kg.facts.participants.told import who_before
from kg.facts.sentences.clauses import clause, dates_of, persons_in, post_of
from kg.facts.sentences.quotations import SAYS
from kg.facts.sentences.speaker import speaker
from kg.facts.sentences.words import WITH
from kg.facts.story.drafts import Draft, Scene
from kg.facts.story.kinds import ENCOUNTERS
from kg.facts.time_and_place.when import of_paper
from kg.mentions.acts import tense
from kg.mentions.model import PersonNamed, Trigger
from kg.text.document import lemmas, norms

_NO_MEETING = OTHERWISE | SAYS
_NEAR = 12  # tokens between a verb and the word that makes its sense
_MANAGED = frozenset("удаться смочь суметь успеть довестись посчастливиться получиться".split())
_NOT = frozenset("не ни без ня".split())
_DASHES = ("–", "—", "-")
_MY = frozenset("мой моя мои моим моей моими наш нашим нашей мая мае маім маёй".split())
_HIS = frozenset("его ее яго яе".split())
_OTHER_ACTS = ("sign", "hold", "launch", "participate", "plan", "head", "appoint", "terminate", "in-force")
_GATHERED = ("forum", "conference", "exhibition", "session", "visit")


def drafts_face_to_face(scene: Scene) -> Iterator[Draft]:
    """A meeting of those who act and those to whom they turn, told in this sentence and on a day."""
    if scene.story.language == "en":
        return
    words = lemmas(scene.tokens)
    frames = not FRAMES.keys().isdisjoint(words)
    for k in [k for k, t in enumerate(scene.tokens) if t.lemma in FRAMES and _happened(scene, k)] if frames else []:
        for frame in FRAMES[scene.tokens[k].lemma]:
            draft = _acted(scene, k, frame)
            if draft is not None:
                yield draft
                return
    found = next((d for k, t in enumerate(scene.tokens) if t.lemma in NOUNS and (d := _took_place(scene, k)) is not None), None) if not NOUNS.keys().isdisjoint(words) else None
    if found is None and not FELLOWS.isdisjoint(words):
        found = _fellow(scene)
    if found is None and len(scene.row.persons) > 1 and not WITH.isdisjoint(norms(scene.tokens)):
        found = next((d for k in range(len(scene.tokens)) if _any_act(scene, k) and (d := _acted(scene, k, ANY_WITH)) is not None), None)
    if found is not None:
        yield found


def _any_act(scene: Scene, k: int) -> bool:
    """A verb in the past that nothing says to be another act: what A «изучал с Б» they did together."""
    t = scene.tokens[k]
    if t.pos != "VERB" or "VerbForm=Fin" not in t.feats or t.lemma in FRAMES or t.lemma in _NO_MEETING or not _happened(scene, k):
        return False
    return not any(x.first <= k < x.last and x.act in _OTHER_ACTS for x in scene.row.triggers)


def _beside_verb(scene: Scene, p: PersonNamed) -> bool:
    """«изучал с Б», «изучал за завтраком с Б»; not «подтвердил готовность к работе с Б», «во главе с Б»: the noun in front of "с" has him."""
    at = with_whom(scene, p)
    front = scene.tokens[at - 1] if at else None
    return front is not None and (front.pos not in ("NOUN", "PROPN") or front.lemma in NOUNS)


def _happened(scene: Scene, k: int) -> bool:
    """Told as what has been: past, «удалось обсудить», «сказал, принимая», «принявший вчера»."""
    tokens, t = scene.tokens, scene.tokens[k]
    if any(x.norm in _NOT for x in tokens[max(0, k - 2) : k]):
        return False
    if "VerbForm=Conv" in t.feats:
        return any("Tense=Past" in x.feats and "VerbForm=Fin" in x.feats for x in tokens)
    if "VerbForm=Part" in t.feats and "Variant=Short" not in t.feats:
        return "Tense=Past" in t.feats and any(f.met for f in FRAMES.get(t.lemma, ()))
    if tense(tokens, k) == "past":
        return "Variant=Short" not in t.feats
    return "VerbForm=Inf" in t.feats and any(x.lemma in _MANAGED and "Tense=Past" in x.feats for x in tokens[max(0, k - 5) : k])


def _acted(scene: Scene, k: int, frame: Frame) -> Draft | None:
    tokens = scene.tokens
    reach = first, last = clause(tokens, k)
    if frame.near and not any(t.lemma in frame.near for t in tokens[max(first, k - _NEAR) : min(last, k + _NEAR + 1)]):
        return None
    slots = frozenset({"by"}) if "VerbForm=Part" in tokens[k].feats and "Voice=Pass" in tokens[k].feats else frame.slots
    here = standing(scene, k, first, last)
    if frame is ANY_WITH:
        here = [(p, s) for p, s in here if s != "with" or _beside_verb(scene, p)]
    he, how = relative(scene, first)
    who = [p for p, s in here if s == "who"] or (he if how == "who" else [])
    partners = [p for p, s in here if s in slots] or (he if how in slots else [])
    others = list(sides_in(scene, first, last)) if frame is not ANY_WITH else []
    if len(who) > 1 and tokens[k].number == "Sing":
        sure = [p for p in who if not _unchanged(scene, p)] if "whom" in slots and not partners else []
        actor = sure[0] if len(sure) == 1 else _nearest(scene, k, who)
        if not partners and "whom" in slots:
            partners = [p for p in who if p is not actor and _unchanged(scene, p)]
        who = [actor]
    own = _sides(scene, who) or _of(others, {"who"})
    if not own:
        who = subject(scene, k, first, last)
        own = _sides(scene, who) or (_of(list(sides_in(scene, 0, first)), {"who"})[-1:] if not own_subject(scene, k, first, last) else [])
    their = _sides(scene, partners) or _sides(scene, partner(scene, k, slots, who, reach)) or _of(others, slots)
    if not their and "with" in slots and tokens[k].number == "Plur":
        own, their = own[:1], own[1:]
        if own and not their and frame.met and own[0].people:  # "Мы встретились 4 мая", behind what another did
            their = _sides(scene, meant(scene, who, first, back=2))
    if their and not own and (key := _whose(scene, k, their, reach)):
        own = [Side("who", k, (key,), tuple(scene.book.sides.countries([key])))]
    if not own or not their:
        return None
    return _meeting(scene, k, [*own, *their], "face-to-face", sure=frame.met, here=frame is ANY_WITH)


def _whose(scene: Scene, k: int, their: Sequence[Side], reach: tuple[int, int]) -> str | None:
    """«Также встретился с Б»: where the clause has no subject of its own, he whose meetings the text tells of."""
    if scene.tokens[k].number == "Plur" or any(t.case == "Nom" and t.pos in ("NOUN", "PROPN") for t in scene.tokens[reach[0] : reach[1]]):
        return None
    return hero(scene, their[0].people[0]) if their[0].people else None


def _sides(scene: Scene, people: Sequence[PersonNamed]) -> list[Side]:
    return [Side("", p.first, (key := scene.story.person(p),), tuple(scene.book.sides.countries([key]))) for p in people]


def _of(sides: Sequence[Side], slots: Collection[str]) -> list[Side]:
    return [s for s in sides if s.how in slots]


def _nearest(scene: Scene, k: int, who: list[PersonNamed]) -> PersonNamed:
    """«А посетил город, принимал его Б»: a verb in the singular has one subject, with no other verb between."""

    def apart(p: PersonNamed) -> tuple[bool, bool, int]:
        between = scene.tokens[min(k + 1, p.last) : max(k, p.first)]
        return any("VerbForm=Fin" in t.feats for t in between), any(t.text == "," for t in between), min(abs(p.first - k), abs(p.last - k))

    return min(who, key=apart)


def _unchanged(scene: Scene, p: PersonNamed) -> bool:
    """«Т. Ониси принял министр Б»: a surname that has one form for all cases, and no post that shows the case."""
    role = post_of(scene.row, p)
    return scene.tokens[p.last - 1].norm.endswith(("о", "и", "у", "ю", "э", "е", "ы")) and (role is None or role.case != "Nom")


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
    return _meeting(scene, verb, _sides(scene, people), "took-place") if len(people) > 1 else None


def _began_with(scene: Scene, k: int, reach: tuple[int, int]) -> Draft | None:
    """«министр начал день с приема посла А», «завершил неделю приемом посла А»: whom the subject received."""
    here = standing(scene, k, *reach)
    verb = next((n for n in range(*reach) if tense(scene.tokens, n) == "past" and "VerbForm=Fin" in scene.tokens[n].feats), None)
    who = [p for p, s in here if s == "who"][:1]
    guests = [p for p, _ in here if p.first > k and p.case in ("Gen", "Acc")][:1]
    return _meeting(scene, verb, _sides(scene, [*who, *guests]), "took-place") if verb is not None and who and guests else None


def _fellow(scene: Scene) -> Draft | None:
    """«Гостем А стал Б», «Собеседниками А были Б и В», «его гостем был Б»."""
    tokens = scene.tokens
    at = next((k for k, t in enumerate(tokens) if t.lemma in FELLOWS and t.case in ("Ins", "Nom")), None)
    if at is None:
        return None
    first, last = clause(tokens, at)
    verb = next((k for k in range(first, last) if tokens[k].lemma in WAS and tense(tokens, k) == "past" and tokens[k - 1].norm not in _NOT), None)
    dash = next((k for k in range(at + 1, min(at + 6, last)) if tokens[k].text in _DASHES), None)
    if verb is None and dash is not None and not any("VerbForm=Fin" in t.feats for t in tokens[first:last]):
        verb, last = dash, len(tokens)  # "Мой собеседник – директор А"
    if verb is None:
        return None
    people = persons_in(scene.row, first, last)
    whose = [p for p in people if p.first > at and p.case in ("Gen", "")][:1]
    who = [p for p in people if slot(scene, p) == "who" and p not in whose]
    if not whose and at and tokens[at - 1].norm in _HIS:
        whose = who_before(scene)
    if not whose and at and tokens[at - 1].norm in _MY and (me := speaker(scene.story, scene.i)) is not None:
        whose, who = [me], [p for p in who if p is not me]
    many = tokens[at].number == "Plur"
    return _meeting(scene, verb, _sides(scene, [*(who if many else who[:1]), *whose]), "whose-guest") if who and whose else None


def _meeting(scene: Scene, k: int, sides: Sequence[Side], rule: str, *, sure: bool = False, here: bool = False) -> Draft | None:
    """The draft, if they are of several states and nothing in the sentence has told of their meeting.

    sure  the verb tells of nothing else: it is an event even if no day is told
    here  the day has to stand in the sentence itself
    """
    keys = list(dict.fromkeys(key for s in sides for key in s.people))
    states = list(dict.fromkeys(iso for s in sides for iso in s.states))
    if len({*states, *(key for s in sides if not s.states for key in s.people)}) < 2 or _told_here(scene, keys, states):
        return None
    first, last = clause(scene.tokens, k)
    if rule == "face-to-face" and any(g.kind in ENCOUNTERS and not g.plural and g.case in ("Nom", "Acc") and first <= g.head < last for g in scene.row.gatherings):
        return None
    t = scene.tokens[k]
    trigger = Trigger(scene.i, k, k + 1, t.span, "meet", "past", False, False, t.lemma)
    draft, _, _ = base(scene, trigger, "call" if on_line(scene, trigger) else "meeting")
    days = {d.period for n, d in dates_of(scene.story, scene.i) if not d.mention.background and not of_paper(scene, n)}
    if draft.period is None and len(days) == 1:  # "7 мая встретился с А, а затем принял Б"
        draft.set_period(days.pop(), scene.i)
    now = scene.story.now
    if draft.period is not None and now is not None and draft.period.start.lexical > now.lexical and draft.period.start.year:
        return None  # "вручил приглашение на форум 5 мая": that of the forum
    if draft.period is not None and any(d.planned and d.proper and d.period == draft.period and d.sentence == scene.i for d in scene.book.drafts):
        return None  # the same where nothing tells the day of the news
    if here and (draft.period is None or not draft.period.start.day):
        return None
    if draft.period is None and not sure and not _plain(scene, keys, states):
        return None
    if draft.period is None and any(x.act == "sign" for x in scene.row.triggers):
        return None  # "За стол сели А и Б и поставили подписи"
    if not keys and (draft.period is None or not (sure or draft.place is not None or draft.kind == "call") or any(g.kind in _GATHERED for g in scene.row.gatherings)):
        return None
    if draft.period is None and not sure:  # what they talked about may lie elsewhere
        draft.place = draft.place_at = draft.country = draft.country_at = None
    draft.rule, draft.dated = rule, not sure
    draft.seen.append(scene.i)
    for key in keys:
        draft.note(draft.people, key, scene.i)
    for iso in states:
        draft.note(draft.countries, iso, scene.i)
    return draft


def _plain(scene: Scene, keys: Sequence[str], states: Sequence[str]) -> bool:
    """Where no day is told, both have to be named and of known states, and no forum or document be what the sentence is about."""
    return len(keys) > 1 and len(states) > 1 and not scene.row.gatherings and not scene.row.instruments and not any(d.mention.background for d in scene.story.dates[scene.i])


def _told_here(scene: Scene, keys: Sequence[str], states: Sequence[str]) -> bool:
    """Another rule has found in this sentence a meeting of two of them, or of people and states where nobody is named twice."""
    told = [d for d in scene.book.drafts if d.group in ("meet", "opening") and scene.i in d.seen]
    for d in told:
        if len(set(keys) & set(d.people)) > 1 or (len(keys) < 2 and (len(d.countries) > 1 or len(d.people) > 1)):
            return True
    return False
