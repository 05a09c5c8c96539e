"""Last step of reading agreements: parties from signatories, the states behind the parties, frozen values."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from kg.facts.agreements.meant import Houses, led_by, meant
from kg.facts.agreements.ours import with_our_side
from kg.facts.agreements.remarks import attendees
from kg.facts.agreements.signing import told_event
from kg.facts.agreements.sketches import OF_ALL, Sketch, between_governments
from kg.facts.agreements.two_states import named_in, observers, pair
from kg.facts.events.find import story_place
from kg.facts.model import Agreement, Post, Ref
from kg.facts.story.drafts import EventBook
from kg.facts.story.sides import Sides
from kg.facts.story.so_far import Story
from kg.mentions.inverted import acts_behind
from kg.values import Claim, Evidence

_DEEDS = ("договор", "дагавор")
_OF_SESSION = ("заседан", "пасяджэн", "комисси", "камісі", "session", "meeting")
_CHAIRS = frozenset("сопредседатель сустаршыня co-chair".split())
_SITTINGS = frozenset("заседание комиссия комитет сессия пасяджэнне камісія session commission".split())
_RESULTS = frozenset("итог результат завершение окончание вынік заканчэнне outcome result".split())
_WORKS = ("постав", "пастаў", "подряд", "аренд", "оказани", "закуп", "строительств", "изготовлен", "выполнени", "разработк", "модернизац", "куплю", "купли", "обслуживан", "перевозк", "аказан")
_JUST_TOLD = 2  # sentences from the talks to what those who talked prepare
_MANY = {"трехсторонн": 3, "трохбаков": 3, "четырехсторонн": 4, "trilateral": 3, "quadrilateral": 4}
_THEY_ALL = frozenset("страна государство сторона участник министр краіна дзяржава бок country state side".split())
_OF_STATES = frozenset({"recommendations", "treaty"})
_ABOUT = frozenset("о об обо аб по па на для в у on about for concerning regarding to".split())


def close(story: Story, sides: Sides, book: EventBook, posts: Sequence[Post], sketches: Sequence[Sketch]) -> list[Agreement]:
    """Agreements as frozen values, in the order of first mention; those of one country's bodies alone are left out."""
    out: list[Agreement] = []
    told: dict[int, dict[str, list[Evidence]]] = {}  # sentence -> the states of the agreement that it told of
    houses = Houses.of(story, posts)
    for s in sketches:
        with_our_side(story, sides, s, posts)
        _parties_of_signatories(story, s, posts)
        _meant(houses, posts, sketches, s, s.states or _talking(book, s), alone=False)
        _kind(story, s)
        _states_are_sides(story, s)
        if _domestic(story, s):
            continue
        states = _states(s, story, sides, book, told)
        if _unknown(story, s, states):
            continue
        s.between = tuple(states)
        told.update((i, states) for i in s.sentences if len(states) > 1)
        _meant(houses, posts, sketches, s, states, alone=True)
        out.append(_agreement(s, f"a{len(out) + 1}", book, states))
    return out


def _ministers(story: Story, s: Sketch, posts: Sequence[Post]) -> bool:
    """True unless everybody who signed heads an agency, company or institution: a minister signs for his state."""
    bodies = [p.body for p in posts if p.person in s.signatories and p.body and not p.former]
    return not bodies or any(story.bodies.kind(b) in ("Ministry", "Parliament", "InternationalOrganization") for b in bodies)


def _parties_of_signatories(story: Story, s: Sketch, posts: Sequence[Post]) -> None:
    """«Министр А и министр Б подписали меморандум»: their ministries are the parties."""
    if s.kind == "protocol" and (any(w in s.label.lower() for w in _OF_SESSION) or _of_sitting(story, s)):
        s.parties.clear()
        return
    if (s.kind in _OF_STATES and _ministers(story, s, posts)) or between_governments(s.label) or sum(r.kind == "body" for r in s.parties) > 1:
        return
    if any(t.lemma in ("правительство", "урад", "government") and t.number == "Plur" for i in s.sentences for t in story.rows[i].tokens):
        return  # "подписали правительства двух стран", by the hands of their ministers
    bodies: dict[Ref, list[Evidence]] = {}
    for person, evidence in s.signatories.items():
        held = [p for p in posts if p.person == person and p.body]
        body = next((p.body for p in sorted(held, key=lambda p: p.former)), None) or _sent_by(story, s, person)  # a minister once signed for the ministry that he had then
        if body is not None:
            bodies[Ref("body", body)] = evidence
    if len(bodies) < 2 and not _beside_party(story, s, bodies):
        return
    # "соглашение о пересылке почты между Беларусью и Узбекистаном": the states are its field
    for ref in [r for r in s.parties if r.kind == "country"]:
        s.states.setdefault(ref.key, []).extend(s.parties.pop(ref))
    s.parties.update(bodies)


def _sent_by(story: Story, s: Sketch, person: str) -> str | None:
    """«его коллега из компании „А“ Б», «представитель „А“ Б»: the house that stands right before the name of one who signs."""
    for i in s.sentences:
        row = story.rows[i]
        for p in row.persons:
            if story.person(p) != person:
                continue
            before = [b for b in row.bodies if 0 <= p.first - b.last <= 1 and b.case in ("Gen", "") and not b.anaphor]
            outer = max(before, key=lambda b: b.last - b.first, default=None)
            led = {t.norm for t in row.tokens[max(0, outer.first - 3) : outer.first]} if outer is not None else set()
            lemmas = {t.lemma for t in row.tokens[max(0, outer.first - 3) : outer.first]} if outer is not None else set()
            if outer is not None and ("из" in led or "представитель" in lemmas):
                return story.body(outer)
    return None


def _beside_party(story: Story, s: Sketch, bodies: Mapping[Ref, list[Evidence]]) -> bool:
    """«Директор А подписал соглашение с Б»: the only signatory's house is the other party where it is of another state."""
    ours, theirs = list(bodies), [r for r in s.parties if r.kind == "body"]
    if len(ours) != 1 or len(theirs) != 1 or len(s.parties) != 1 or ours == theirs:
        return False
    a, b = story.bodies.country(ours[0].key), story.bodies.country(theirs[0].key)
    return a is not None and a != b and (b is not None or _of_many(story, theirs[0].key))


def _of_sitting(story: Story, s: Sketch) -> bool:
    """«По итогам заседания сопредседатели подписали протокол»: minutes, of no party."""
    if len(s.words) > 0:
        return False
    words = {t.lemma for i in s.sentences for t in story.rows[i].tokens}
    return bool(words & _CHAIRS) or (bool(words & _SITTINGS) and bool(words & _RESULTS))


def _meant(houses: Houses, posts: Sequence[Post], sketches: Sequence[Sketch], s: Sketch, states: Collection[str], *, alone: bool) -> None:
    """«Министерства подписали», «которое компании заключили»: the houses meant are its parties."""
    if sum(r.kind == "body" for r in s.parties) < 2:
        for ref in meant(houses, sketches, s, states, alone=alone) or (led_by(houses, posts, s) if alone and not s.parties else ()):
            s.parties.setdefault(ref, list(s.evidence[:1]))


def _talking(book: EventBook, s: Sketch) -> list[str]:
    """«Прошли переговоры с министром Б. Ведомства готовят …»: the two states of the talks told right before, though only one official was named."""
    event = told_event(book, max(s.sentences))
    just = event is not None and any(0 <= min(s.sentences) - x <= _JUST_TOLD for x in event.seen)
    return list(event.countries) if event is not None and just and event.group == "meet" and len(event.countries) == 2 else []


def _states_are_sides(story: Story, s: Sketch) -> None:
    """A state is a party beside an organisation; where states alone agree, they are the sides of the document."""
    bodies = [r for r in s.parties if r.kind == "body"]
    if len(s.parties) == len(s.states) == len(bodies) == 1 and story.bodies.kind(bodies[0].key) == "InternationalOrganization" and _acts_itself(story, s, next(iter(s.states))):
        s.parties[Ref("country", next(iter(s.states)))] = s.parties[bodies[0]]  # «Соглашение подписано А и банком», «Кредитное соглашение с банком А подписала в марте»
    if bodies:
        return
    for ref in list(s.parties):
        s.states.setdefault(ref.key, []).extend(s.parties.pop(ref))


def _kind(story: Story, s: Sketch) -> None:
    """«Договор» binds states; between bodies, or on goods and works, it is a contract."""
    if s.like is not None and s.kind == "treaty":
        s.kind = s.like.kind
    deed = any(word.startswith(_DEEDS) for word in s.label.lower().split()[:3])  # «Первый договор», «Новый рамочный договор»
    if s.kind != "treaty" or not deed or between_governments(s.label):
        return
    bodies = [r.key for r in s.parties if r.kind == "body"]
    governing = any(story.bodies.kind(k) in ("Parliament", "InternationalOrganization") or any("правительств" in m.core for m in story.bodies.mentions(k)) for k in bodies)
    private = any(story.bodies.kind(k) not in ("Ministry", "Agency") for k in bodies)
    if (private and not governing) or _on_works(story, s):
        s.kind = "contract"


def _on_works(story: Story, s: Sketch) -> bool:
    """«Договор на поставку», «договор подряда», «договор об аренде каналов»."""
    after = [story.document.text[f.span.end :].lstrip().lower() for f in s.forms]
    return any(text.startswith(f"на {work}") for text in after for work in _WORKS) or s.subject.lower().removeprefix("о ").removeprefix("об ").startswith(_WORKS)


def _acts_itself(story: Story, s: Sketch, iso: str) -> bool:
    """The state is named as one who signs: a subject, or the agent of a passive."""
    return any(c.iso == iso and c.form != "adjective" and c.case in ("Nom", "Ins") and first <= c.first < last for i, (first, last) in s.spots for c in story.rows[i].countries)


def _domestic(story: Story, s: Sketch) -> bool:
    """A contract of two bodies of one country is no agreement between sides in the sense of the graph."""
    if len(s.parties) < 2 or s.states:
        return False
    countries = [r.key if r.kind == "country" else story.bodies.country(r.key) for r in s.parties]
    if any(r.kind == "body" and story.bodies.kind(r.key) == "InternationalOrganization" for r in s.parties):
        return False
    return None not in countries and len(set(countries)) == 1


def _unknown(story: Story, s: Sketch, states: Mapping[str, list[Evidence]]) -> bool:
    """Nothing is known of it but the word: no side, no signatory, no day; or a text of one country names no body of many."""
    if s.kind == "contract" and not (s.parties or s.states or s.label.lower().startswith(_DEEDS)):
        return True
    if s.status in ("planned", "discussed", "drafted") and len(story.sides()) < 2 and len(states) < 2 and not s.signatories:
        return not any(r.kind == "body" and _of_many(story, r.key) for r in s.parties)
    if not (s.parties or states or s.signatories or (s.signed and story.language != "en")):
        return s.status in ("signed", "in-force", "implementing", "terminated") and not s.paired and not s.many
    if story.language == "en" and len(states) == 1 and not s.parties and not s.signatories and not s.paired and s.beside is None:
        return True  # of one state, between nobody: "the government and the opposition signed a pact"
    alone = len(story.sides()) == 1 and len(s.parties) > 1 and len(states) < 2
    return alone and not any(r.kind == "body" and _of_many(story, r.key) for r in s.parties)


def _states(s: Sketch, story: Story, sides: Sides, book: EventBook, told: Mapping[int, Mapping[str, list[Evidence]]]) -> dict[str, list[Evidence]]:
    states: dict[str, list[Evidence]] = {k: list(v) for k, v in s.states.items()}
    international, unknown = False, False
    for ref, evidence in s.parties.items():
        if ref.kind == "country":
            states.setdefault(ref.key, []).extend(evidence)
            continue
        many = _of_many(story, ref.key)
        international |= many
        country = story.bodies.country(ref.key)
        unknown |= not country and not many
        if country and not many:
            states.setdefault(country, []).extend(evidence)
    for person, evidence in s.signatories.items():
        country2 = sides.country(person)
        if country2:
            states.setdefault(country2, []).extend(evidence)
    if s.closed or len(states) >= 2 or (len(s.parties) >= 2 and not unknown and not s.paired):
        return states
    here = s.evidence[0]
    if s.beside is not None and not s.parties and (s.beside.between or s.status not in ("planned", "discussed", "drafted")):
        return {iso: states.get(iso, [here]) for iso in s.beside.between}
    beside = next((told[i] for i in s.sentences if i in told), None)
    if beside is not None and set(states) <= set(beside) and not international:
        # "подписали меморандум: он заменит протокол 2008 года" — of the same sides
        return {iso: states.get(iso, [here]) for iso in beside}
    if not states and not s.parties and (those := _those_told_of(story, s, told)):
        return {iso: [here] for iso in those}
    for iso in _others(story, sides, book, s, set(states), international):
        states.setdefault(iso, []).append(here)
    return states


def _those_told_of(story: Story, s: Sketch, told: Mapping[int, Mapping[str, list[Evidence]]]) -> list[str]:
    """«А, Б, В и Г приняли декларацию. … Соглашение страны пока обсуждают»: the many of the document told just before."""
    for i in s.sentences:
        for j in range(i - 1, max(-1, i - 4), -1) if _all_of_them(story, i) else ():
            if len(told.get(j, ())) > 2:
                return list(told[j])
    return []


def _all_of_them(story: Story, i: int) -> bool:
    """«Стороны подписали …», «страны обсуждают …»: a plain plural that acts, nobody named behind it."""
    tokens = story.rows[i].tokens
    return any(t.lemma in _THEY_ALL and (acts_behind(tokens, k) or (t.number == "Plur" and t.case == "Nom" and not any(x.case == "Gen" and x.pos in ("NOUN", "PROPN") and not attendees(story.rows[i], (k, k + 1)) for x in tokens[k + 1 : k + 2]))) for k, t in enumerate(tokens))


def _of_many(story: Story, key: str) -> bool:
    """An international organisation, or an organ of one: «Исполнительный комитет РСС», "United Nations Office for …"."""
    if story.bodies.kind(key) == "InternationalOrganization":
        return True
    for m in story.bodies.mentions(key):
        row = story.rows[m.sentence]
        inner = [b for b in row.bodies if m.first <= b.first and b.last <= m.last and (b.first, b.last) != (m.first, m.last)]
        if any(b.kind == "InternationalOrganization" for b in inner):
            return True
    return False


def _others(story: Story, sides: Sides, book: EventBook, s: Sketch, known: set[str], international: bool) -> list[str]:
    """States that the sentence leaves to be understood: all of a gathering, the two of the talks, the host of a body of many."""
    if not known and not s.parties and (counted := _counted(story, s)):
        return counted
    if not known and not s.parties and len(own := _whose(story, s)) > 2:
        return own
    event = told_event(book, max(s.sentences)) or told_event(book, max(s.sentences), dated=False)
    present = list(event.countries) or [c for c in [event.country] if c and not (international and _guests(story, c))] if event is not None else []
    if s.kind in OF_ALL and s.kind != "treaty" and len(present) < 3 and s.many and (whole := _whole(book, s)):
        present = whole  # «главы пяти делегаций подписали декларацию», told behind talks of two on the sidelines
    far = len(present) > 2 or (len(present) < 2 and s.kind in OF_ALL)
    gathered = _gathered(story, max(s.sentences), present, 10 if far else 3) if far or (not present and any(_all_of_them(story, i) for i in s.sentences)) else []
    if not known and not s.parties and not s.paired and len(gathered) > 2:
        watching = observers(story)
        return [c for c in gathered if c not in watching]
    if s.many:
        of_two = event is not None and event.kind in ("session", "talks", "meeting") and len(present) == 2 and story.language == "en"
        return present if of_two and not known and not s.parties else []  # "Delegates endorsed a roadmap" at a session of two states
    two_named = any(len(named_in(story, i)) > 1 for i in s.sentences)
    if event is not None and not known and not s.parties and len(present) == 1 and not two_named and any(_from_many(story, sides, p) for p in event.people):
        return present  # talks of one state with a body of many
    if international and not s.paired:
        if event is not None and event.country in present:
            present = [event.country]  # the visitor is the body of many
        own = present or (sorted(story.acting() - known) if s.status == "signed" else [])  # «наше предприятие заключило контракт с бюро союза»
        return own if len(own) == 1 and len(s.parties) == 1 else []
    return pair(story, sides, book, s, known)


def _guests(story: Story, place: str) -> bool:
    """A session of a body of many in a state that is none of those of which the release tells: the town where it has its seat."""
    return place not in story.sides()[:1] and bool(story.sides())


def _whose(story: Story, s: Sketch) -> list[str]:
    """«Декларация операторов Латвии, Литвы и Эстонии»: of those that the words right behind the noun list, not of all who gathered."""
    if s.kind not in OF_ALL or s.subject.lower().partition(" ")[0] in _ABOUT:
        return []
    start = story.document.text.find(s.subject) if s.subject else -1
    return list(dict.fromkeys(c.iso for row in story.rows for c in row.countries if start >= 0 and start <= c.span.start < start + len(s.subject)))


def _whole(book: EventBook, s: Sketch) -> list[str]:
    """The states of the last gathering of more than two that is told of before."""
    told = [d for d in book.drafts if d.container and len(d.countries) > 2 and d.seen and min(d.seen) <= max(s.sentences) and not d.planned and not d.background]
    return list(max(told, key=lambda d: max(x for x in d.seen if x <= max(s.sentences))).countries) if told else []


def _from_many(story: Story, sides: Sides, person: str) -> bool:
    """An official of an international organisation: no state stands behind him."""
    if sides.country(person) is not None:
        return False
    return any(r.body is not None and (key := story.body(r.body)) and _of_many(story, key) and any(story.person(p) == person and 0 <= p.first - r.last <= 1 for p in row.persons)
               for row in story.rows for r in row.roles)  # fmt: skip


def _counted(story: Story, s: Sketch) -> list[str]:
    """«Трехстороннее соглашение», "a trilateral protocol": the three states of its sentence."""
    number = next((n for w, n in _MANY.items() if w in s.label.lower()), None)
    for i in s.sentences if number else ():
        named = named_in(story, i)
        if len(named) == number:
            return named
    return []


def _gathered(story: Story, i: int, present: Sequence[str], back: int) -> list[str]:
    """All of a gathering: the list of states told before that has those known to be present, and more."""
    for j in range(i, -1 if len(present) > 2 else max(-1, i - back), -1):
        listed = list(dict.fromkeys(c.iso for c in story.rows[j].countries if c.form != "adjective"))
        joined = sum(t.norm in (",", "и", "і", "and") for t in story.rows[j].tokens) >= len(listed) - 1
        if len(listed) > 2 and joined and set(present) <= set(listed):
            return listed
    return list(present)


def _agreement(s: Sketch, key: str, book: EventBook, states: dict[str, list[Evidence]]) -> Agreement:
    def claim(evidence: list[Evidence]) -> tuple[Evidence, ...]:
        return tuple(dict.fromkeys(evidence))

    statuses: dict[str, list[Evidence]] = {}
    for status, evidence in s.statuses:
        statuses.setdefault(status, []).append(evidence)
    kept = book.drafts
    at = (Claim(f"e{kept.index(s.event[0]) + 1}", (s.event[1],)),) if s.event and s.event[0] in kept else ()
    return Agreement(
        key, s.kind, s.label, tuple(Claim(v, claim(e)) for v, e in statuses.items()), claim(s.evidence), s.subject or None,
        tuple(Claim(r, claim(e)) for r, e in s.parties.items()),
        tuple(Claim(c, claim(e)) for c, e in states.items()),
        tuple(Claim(p, claim(e)) for p, e in s.signatories.items()),
        (Claim(s.signed[0], claim([d[1] for d in (s.day_told, s.signed) if d and d[0] == s.signed[0]])),) if s.signed else (),
        (Claim(story_place(s.place[0]), (s.place[1],)),) if s.place else (),
        at, (), tuple(dict.fromkeys(s.forms)),
    )  # fmt: skip

