"""Who takes part in an event that a noun names, as its own sentence says, and the states behind them."""

from __future__ import annotations

from itertools import pairwise

from kg.facts.participants.hero import with_hero, with_whom
from kg.facts.participants.spoken import after_talks, speaks_of_it, we_who_speak
from kg.facts.participants.told import (
    OFFICIALS,
    bearers_of_two,
    enumerated,
    partner_by_post,
    sides_of_number,
    they,
    those_told_of,
    those_who_then_signed,
    told_by_post,
    two_of_post,
    unnamed,
    who_before,
)
from kg.facts.periods import compatible
from kg.facts.sentences.clauses import clause, triggers_in
from kg.facts.sentences.scenes import finite
from kg.facts.story.drafts import Draft, Scene
from kg.facts.story.kinds import ENCOUNTERS
from kg.facts.story.sides import delegation_countries
from kg.facts.time_and_place.ends import CLOSES, OPENS
from kg.mentions.model import CountryNamed, GatheringNamed, PersonNamed, RoleNamed

_ENDS = OPENS | CLOSES
_STATES = frozenset(  # two of them are the two sides of the release
    "страна государство держава сторона министерство ведомство міністэрства ведамства краіна дзяржава country state nation side "
    "оператор регулятор администрация компания предприятие организация вуз университет академия технопарк почта "
    "рэгулятар аператар кампанія прадпрыемства універсітэт operator regulator agency ministry company university".split()
)
_THANKS = frozenset("благодарить поблагодарить благодарность падзякаваць падзяка thank grateful".split())
_HEADS = frozenset("руководство глава руководитель директор кіраўніцтва кіраўнік дырэктар leadership management head".split())
_OPENING_IT = frozenset("opening closing addressing moderating chairing".split())


def partners_of(scene: Scene, g: GatheringNamed) -> list[PersonNamed]:
    """People in the noun's own complement: "встреча А с Б", "визит Премьера … Ли Цяна"."""
    out: list[PersonNamed] = []
    for p in scene.row.persons:
        if p.first < g.head:
            continue
        between = scene.tokens[g.head + 1 : p.first]
        if len(between) > 30 or any((t.pos == "VERB" and "VerbForm=Part" not in t.feats) or t.text in (";", ":") for t in between):
            break
        if p.case in ("Gen", "Ins", "") or out or (between and between[0].norm in ("с", "со", "между")):
            out.append(p)
    return out


def who(scene: Scene, g: GatheringNamed, draft: Draft, partners: list[PersonNamed], reach: tuple[int, int]) -> None:
    """Set who takes part in an event noun's draft, the states behind them, and who led a delegation."""
    people = _people(scene, g, draft, partners, reach)
    draft.add_people(scene.story, people, scene.i)
    _states(scene, g, draft, people, reach)
    if draft.planned:
        return
    for t in triggers_in(scene.row, *reach, "head"):
        for p in people:
            under = t.lemma != "руководство" or (t.first and scene.tokens[t.first - 1].norm in ("под", "under"))
            if abs(p.first - t.first) <= 12 and t.lemma != "глава" and under:
                draft.note(draft.heads, scene.story.person(p), scene.i)


def _people(
    scene: Scene, g: GatheringNamed, draft: Draft, partners: list[PersonNamed], reach: tuple[int, int]
) -> list[PersonNamed]:
    first, last = reach
    others = [o for o in scene.row.gatherings if o.kind == "visit" and o.head > g.head] if g.kind in ENCOUNTERS else []
    whose = [p.first for o in others for p in partners_of(scene, o)[:1] if p.case in ("Gen", "")]  # "переговоры прошли в рамках визита А"
    inside = [p for p in scene.row.persons if first <= p.first < last and p.first not in whose and not speaks_of_it(scene, p)]
    if g.kind == "visit":
        if draft.bare and draft.inner and scene.book.latest("visit", before=scene.i) is not None:
            return []
        people = (
            _visitors(g, partners, inside, scene.row.roles, bool(triggers_in(scene.row, first, last, "meet")))
            or led(scene)
            or antecedent(scene, first)
            or ([] if any(t.lemma in ("делегация", "delegation") for t in scene.tokens[g.head + 1 : g.head + 4]) else we_who_speak(scene, first, last))
        )
        for p in people:
            draft.note(draft.visitors, scene.story.person(p), scene.i)
        return people
    if g.kind in ENCOUNTERS and not draft.container:
        people = [*they(scene, first, last), *_who_meet(scene, draft, inside, partners)]
        people = _with_subject(scene, g, draft, people, partners, reach)
        if not people and draft.again and scene.book.latest("meet") is None and any(t.lemma in OFFICIALS and t.number == "Plur" and t.case in ("Nom", "") for t in scene.tokens):
            those_told_of(scene, draft)
        if not people and draft.again and draft.period is not None and not any(compatible(d.period, draft.period) for d in scene.book.drafts if d.group == "meet" and d.period is not None):
            many = next((t.lemma for t in scene.tokens[: g.first] if t.lemma in OFFICIALS and ((t.number == "Plur" and t.case in ("Nom", "")) or t.norm in ("министры", "міністры"))), "")
            people = two_of_post(scene, many) if many else []
        if not people and draft.bare and not draft.again and not draft.inner and draft.period is not None and scene.book.latest("meet") is None:
            those_told_of(scene, draft)  # "А обсудил с Б связь. Встреча прошла 11 мая"
        if not people and not draft.people and draft.bare and not draft.inner and draft.period is None and scene.book.latest("meet") is None and _officials_hold(scene, g):
            those_told_of(scene, draft)  # "Соглашение подписали А и Б. Перед церемонией министры провели переговоры"
        if not people and draft.bare and (not draft.inner or draft.period is None):
            those_who_then_signed(scene, draft, g.first)
        two = [] if partners or people else bearers_of_two(scene, g.head + 1, min(g.head + 5, len(scene.tokens)))
        people = people or two
        if not partners and not two and _of_both(scene, g):
            those_told_of(scene, draft)
        if people == partners and len(people) == 1:
            people = [*unnamed(scene, g.head + 1, people[0].first, "Gen"), *people]  # "переговоры узбекского министра с А"
        partner = next((p for p in partners if with_whom(scene, p) is not None), None)
        draft.partner = scene.story.person(partner) if partner is not None else ""
        by_post = [r for r in scene.row.roles if first <= r.first < g.first and (r.case == "Nom" or (not r.case and scene.story.language == "en")) and r.number == "Sing" and not any(0 <= p.first - r.last <= 1 for p in scene.row.persons)]
        people = [*told_by_post(scene, people, by_post, (first, g.first, g.head)), *people]
        if len(people) == 1 and with_whom(scene, people[0]) is None and (met := partner_by_post(scene, g.head + 1, last)):
            return [*people, *met]  # "встреча А с послом Уругвая"
        if len(people) == 1 and people == partners and by_post and (told := unnamed(scene, first, g.first, "Nom")):
            return [*told, *people]  # "вице-премьер провел встречу с Б"
        alone = draft.bare and draft.inner and not draft.again and len(people) == 1  # "Второй день прошел в Бонне. Во встрече участвовал Б"
        if len(people) == 1 and people[0] in scene.row.persons and (alone or with_whom(scene, people[0]) is not None) and people[0].first > g.head and with_hero(scene, draft, people[0]):
            draft.partner = scene.story.person(people[0])
        return people
    if g.first <= 2 and not first and scene.tokens[0].text.lower() in _OPENING_IT:
        return [p for p in inside if p.case == "Nom" and p.first > g.head][:1]  # "Opening the forum, A said …"
    thanked = any(t.lemma in _THANKS for t in scene.tokens[first : g.first])  # "поблагодарил А за участие в форуме"
    if thanked or not triggers_in(scene.row, first, last, "participate", "head", "visit", "receive", "hold"):
        return []
    passive = any(t.passive for t in triggers_in(scene.row, first, last, "hold", "head", "participate"))
    people = [p for p in inside if (p.case in ("Nom", "") or (p.case == "Ins" and passive)) and p not in partners]
    return [p for p in people if not _accompanies(scene, p)] if draft.planned else people


def _with_subject(scene: Scene, g: GatheringNamed, draft: Draft, people: list[PersonNamed], partners: list[PersonNamed], reach: tuple[int, int]) -> list[PersonNamed]:
    """Those named, and whom "мы", "он", "его встреча" mean."""
    first, last = reach
    if people and people == partners:
        he = who_before(scene) if any(t.norm in ("он", "она", "ён", "яна") and t.case == "Nom" for t in scene.tokens[: g.head]) else _his(scene, g)
        return [*we_who_speak(scene, first, last), *he, *people]
    if people and not any(p.case in ("Nom", "") and p.first < g.head for p in people):
        return [*we_who_speak(scene, first, g.head), *people]  # "мы провели переговоры с Министерством …, их делегацию возглавлял А"
    return we_who_speak(scene, first, g.head) if not people and not partners and draft.kind == "call" else people


def _officials_hold(scene: Scene, g: GatheringNamed) -> bool:
    """«министры провели переговоры», «главы ведомств побеседовали»: those named together before."""
    held = any(t.act == "hold" and t.tense == "past" and not t.negated for t in scene.row.triggers)
    return held and any(t.lemma in OFFICIALS and t.number == "Plur" and t.case in ("Nom", "") for t in scene.tokens[: g.first])


def _of_two_states(scene: Scene, g: GatheringNamed) -> bool:
    """«разговор премьер-министров двух стран», "talks between the ministers of both states"."""
    near = scene.tokens[max(0, g.first - 6) : g.last + 12] if g.kind in (*ENCOUNTERS, "session") else ()
    return any(a.lemma in ("два", "оба", "двое") and b.lemma in _STATES for a, b in pairwise(near))


def _his(scene: Scene, g: GatheringNamed) -> list[PersonNamed]:
    """«состоялась его встреча с Б», "his meeting with B": the subject of this sentence, else of the one before."""
    if not any(t.norm in ("его", "ее", "яго", "яе") and t.pos in ("PRON", "DET") for t in scene.tokens[max(0, g.first - 1) : g.head]):
        return []
    here = [p for p in scene.row.persons if p.last <= g.first and p.case in ("Nom", "")]
    return here[-1:] or who_before(scene)


def _of_both(scene: Scene, g: GatheringNamed) -> bool:
    """«переговоры двух министров», «встреча руководителей»: of those just named."""
    after = scene.tokens[g.head + 1 : g.head + 3]
    words = after[1:] if after and after[0].lemma in ("два", "оба") else after[:1]
    return scene.tokens[max(0, g.first - 1)].lemma not in ("предыдущий", "прошлый", "папярэдні", "мінулы") and any(t.lemma in OFFICIALS and t.number == "Plur" and t.case == "Gen" for t in words)


def _states(scene: Scene, g: GatheringNamed, draft: Draft, people: list[PersonNamed], reach: tuple[int, int]) -> None:
    first, last = reach
    states = [*g.states, *_joint(scene, g, draft)]
    if draft.inner and draft.container and not draft.planned:
        states += [c.iso for c in scene.row.countries if first <= c.first < last and _acts(scene, c)]
    states += scene.book.sides.countries(scene.story.person(p) for p in people)
    states += delegation_countries(scene.row)
    states += _sides_met(scene, g, draft, first, last)
    states += _who_hold(scene, first, g.first) if draft.group == "session" or (g.kind in ENCOUNTERS and not people) else []
    states += enumerated(scene.row) if draft.container and triggers_in(scene.row, first, last, "meet", "participate") else []
    if draft.period is not None and draft.place is not None and len(set(states)) == 1 and g.kind in ENCOUNTERS and not draft.planned:
        both = any(t.lemma in ("сторона", "бок", "side") and t.number == "Plur" and t.case in ("Nom", "") for t in scene.tokens)
        states += scene.story.bilateral() if both and set(states) <= set(scene.story.bilateral()) else []
    states += list(scene.story.bilateral()) if not states and _of_two_states(scene, g) else []
    states += [] if len(set(states)) > 1 else sides_of_number(scene, g.first, g.last)
    states += _of_the_delegation(scene, g, draft, people)
    states += _of_the_visit(scene, draft) if g.kind in ENCOUNTERS and not people and len(set(states)) < 2 else []
    if g.kind == "visit" and not people:
        states += [
            r.country
            for r in scene.row.roles
            if r.country
            and ((first <= r.first < g.head and r.case == "Nom") or (r.first - g.head in (1, 2) and r.case == "Gen"))
        ]
    if draft.again and not people and not states and draft.period is not None:
        states += _two_named(scene)
    if draft.country and (g.kind == "visit" or (g.kind in ENCOUNTERS and draft.venue)):
        states.append(draft.country)
    for iso in states:
        draft.note(draft.countries, iso, scene.i)


def _who_hold(scene: Scene, first: int, last: int) -> list[str]:
    """"Norway and Chile held the first meeting of their working group": two states in front of the verb."""
    verb = next((t for t in triggers_in(scene.row, first, last, "hold") if t.lemma == "провести" and not t.passive), None)
    if verb is None:
        return []
    own = [c.iso for c in scene.row.countries if first <= c.first < verb.first and _acts(scene, c)]
    if len(set(own)) < 2:  # "Минсвязи Беларуси и Минцифры России провели консультации"
        houses = [b for b in scene.row.bodies if first <= b.first < verb.first]
        joined = [(a, b) for a in houses for b in houses if b.first > a.last and all(t.norm in ("и", "і", "and", ",", "the") for t in scene.tokens[a.last : b.first])]
        own = [iso for b in dict.fromkeys(x for pair in joined for x in pair) if (iso := scene.story.bodies.country(scene.story.body(b) or "") or b.country)]
    return own if len(set(own)) > 1 else []


def _joint(scene: Scene, g: GatheringNamed, draft: Draft) -> list[str]:
    """«совместное заседание коллегий Министерства … Беларуси и Министерства … России»: the states of the bodies in its name."""
    if not draft.container or draft.group != "session":
        return []
    end, out = g.head + 1, []
    for b in sorted(scene.row.bodies, key=lambda b: b.first):
        if b.first < g.head or b.first > end + 4 or any(finite(t) for t in scene.tokens[end : b.first]):
            continue
        end = max(end, b.last)
        key = scene.story.body(b)
        iso = (scene.story.bodies.country(key) if key else None) or b.country
        out += [iso] if iso else []
    return out if len(set(out)) > 1 else []


def _of_the_delegation(scene: Scene, g: GatheringNamed, draft: Draft, people: list[PersonNamed]) -> list[str]:
    """«Делегация провела переговоры», «The delegation is paying a visit»: that of the sentences before."""
    guests = any(t.lemma in ("делегация", "гость", "delegation") and t.case in ("Nom", "") for t in scene.tokens[: g.first])
    if not guests and scene.i and any(t.norm in ("она", "яна") and t.case == "Nom" for t in scene.tokens[: g.first]):  # "Делегация прибыла в Осло. 3 июля она проведет переговоры с …"
        guests = any(t.lemma in ("делегация", "дэлегацыя") and t.case == "Nom" for t in scene.story.rows[scene.i - 1].tokens)
    if people or not guests or delegation_countries(scene.row) or draft.container:
        return []
    for i in range(scene.i - 1, max(-1, scene.i - 3), -1):
        row = scene.story.rows[i]
        named = delegation_countries(row)
        if named and g.kind == "visit":
            for p in led(Scene(scene.story, i, row, scene.book)):
                draft.add_people(scene.story, [p], i)
                draft.note(draft.visitors, scene.story.person(p), i)
        if named:
            return named[:1]
    visit = scene.book.latest("visit", before=scene.i)
    return [*visit.countries] if visit is not None and not visit.planned and g.kind != "visit" else []


def _of_the_visit(scene: Scene, draft: Draft) -> list[str]:
    """«Визит начался с переговоров в Министерстве связи»: where house or day are told, of the sides of the visit; with him who came."""
    visit = scene.book.latest("visit", before=scene.i)
    opened = any(o.kind == "visit" and scene.tokens[o.head].case in ("Nom", "Gen") for o in scene.row.gatherings) and any(t.lemma in _ENDS and t.tense == "past" for t in scene.row.triggers)
    if not opened or visit is None or visit.planned or len(visit.countries) != 2 or draft.planned or not (draft.venue or draft.period is not None):
        return []
    for key in visit.visitors:
        draft.note(draft.people, key, scene.i)
    return [*visit.countries]


def _acts(scene: Scene, c: CountryNamed) -> bool:
    """«Беларусь стала на саммите …»: the state itself is the subject."""
    return c.form != "adjective" and c.case == "Nom" and not (c.first and scene.tokens[c.first - 1].pos == "ADP")


def _who_meet(scene: Scene, draft: Draft, inside: list[PersonNamed], partners: list[PersonNamed]) -> list[PersonNamed]:
    if partners and draft.inner:
        # "был рассмотрен на его встрече с Б": whose it is stands before
        subject = [
            p
            for p in scene.row.persons
            if p.first < partners[0].first and p.case in ("Nom", "") and (not speaks_of_it(scene, p) or after_talks(scene, p))
        ]
        return [*subject[-1:], *partners]
    return inside


def _two_named(scene: Scene) -> list[str]:
    """«Министры А и Б договорились … Об этом они заявили на встрече»: the two states of the sentence before."""
    row = scene.story.rows[scene.i - 1] if scene.i else scene.row
    named = list(dict.fromkeys(c.iso for c in row.countries if c.form != "adjective"))
    return named if len(named) == 2 and scene.i and not scene.headline(scene.i - 1) else []


def _visitors(
    g: GatheringNamed, partners: list[PersonNamed], inside: list[PersonNamed], roles: list[RoleNamed], met: bool
) -> list[PersonNamed]:
    own = [p for p in partners if p.case in ("Gen", "") and p in inside][:1] or [p for p in inside if g.first <= p.first < g.head]  # "Ms Tamm's visit"
    if own:
        return own
    if any(r.first - g.head in (1, 2) and r.case == "Gen" for r in roles):
        return []  # "накануне визита главы МИД": not the visit of whoever speaks
    if met:
        return []  # "встретился с прибывшей с визитом делегацией"
    before = [p for p in inside if p.first < g.head and p.case in ("Nom", "")]
    after = [p for p in inside if p.first > g.head and p.case == "Nom"]
    return before[:1] or after[:1]


def led(scene: Scene) -> list[PersonNamed]:
    """«делегация во главе с А», «под руководством А»: A is with it."""
    heads = [
        t
        for t in scene.row.triggers
        if t.act == "head"
        and (
            (t.lemma in ("глава", "руководство") and t.first and scene.tokens[t.first - 1].norm in ("во", "под"))
            or (t.last < len(scene.tokens) and scene.tokens[t.last].text == "by")  # "a delegation led by A"
        )
    ]
    return [p for t in heads for p in scene.row.persons if t.last <= p.first <= t.last + 14][:1]


def antecedent(scene: Scene, first: int) -> list[PersonNamed]:
    """«премьер Ли Цян, который посещает страну с визитом»: he of whom a relative clause speaks."""
    return [p for p in scene.row.persons if p.last == first - 1 and scene.tokens[first - 1].text == ","][:1]


def _accompanies(scene: Scene, p: PersonNamed) -> bool:
    """Whoever speaks of an event to come in the past tense is no part of it yet."""
    verbs = triggers_in(scene.row, *clause(scene.tokens, p.first), "participate", "head", "hold", "invite")
    near = min(verbs, key=lambda t: abs(t.first - p.first), default=None)
    return near is None or near.tense == "past" or near.act == "invite"


def _sides_met(scene: Scene, g: GatheringNamed, draft: Draft, first: int, last: int) -> list[str]:
    """«переговоры с Министерством … Китая», «встреча с руководством Минцифры»: states of the bodies behind "с"."""
    if g.kind not in ENCOUNTERS:
        return []
    out: list[str] = []
    between = any(t.norm in ("между", "паміж", "between") for t in scene.tokens[g.head + 1 : g.head + 4])
    for b in scene.row.bodies:
        if not max(first, g.head) <= b.first < last:
            continue
        before = [t.norm for t in scene.tokens[max(g.head + 1, b.first - 5) : b.first]]
        key = scene.story.body(b)
        iso = b.country or (scene.story.bodies.country(key) if key else None)
        met = between or any(w in ("с", "со", "з", "са", "with") for w in before)
        out += [iso] if iso and met else []
        if met and not iso and b.kind in ("Company", "Institution") and not b.anaphor and draft.place is not None and draft.place.iso:
            out.append(draft.place.iso)  # "провел в Осло переговоры с компанией Nordic Line"
    return out or _their_heads(scene, g, last)


def _their_heads(scene: Scene, g: GatheringNamed, last: int) -> list[str]:
    """«переговоры с руководством белорусского оператора»: the state of the house is told by an adjective alone."""
    at = next((k for k in range(g.last + 1, min(last, g.last + 4)) if scene.tokens[k].lemma in _HEADS), None)
    if at is None or scene.tokens[at - 1].norm not in ("с", "со", "з", "са", "with", "the"):
        return []
    return [c.iso for c in scene.row.countries if c.form == "adjective" and at < c.first <= at + 3]
