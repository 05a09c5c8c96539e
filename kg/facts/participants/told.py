"""Whom and what the sentences before told of: the antecedents of "он", "министры", "главы государств"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kg.facts.sentences.clauses import places_in, post_of
from kg.facts.sentences.scenes import finite
from kg.facts.sentences.words import WITH
from kg.facts.story.drafts import Draft, Scene
from kg.mentions.model import PersonNamed, RoleNamed, SentenceMentions, Trigger

_BACK = 8  # sentences
_PRECEDES = frozenset("предшествовать папярэднічаць precede".split())
_AFTER = frozenset("после пасля итог окончание завершение after following follow".split())
_SIGNING = frozenset("подписание подпись церемония падпісанне подпіс цырымонія signing signature ceremony".split())
_TWO = frozenset("два оба двое two both".split())
_POSTS = {"министр": "minister", "лидер": "leader", "президент": "president", "премьер-министр": "prime"}
# officials in the plural who meet without being named again
OFFICIALS = frozenset(
    "министр сторона глава президент лидер руководитель премьер премьер-министр замминистра замминистр вице-министр "
    "minister side leader president".split()
)


def who_before(scene: Scene) -> list[PersonNamed]:
    """«Он встретился с Б», «Также встретился с Б»: the only one of whom the sentence before spoke."""
    if not scene.i or scene.headline(scene.i - 1):
        return []
    row = scene.story.rows[scene.i - 1]
    people = [p for p in row.persons if p.case in ("Nom", "") or (not p.first and scene.story.language == "be")]  # whose case the words do not show
    if not people:  # "Завтра министр примет делегацию. Послезавтра он встретится с А"
        before = Scene(scene.story, scene.i - 1, row, scene.book)
        people = unnamed(before, 0, len(row.tokens), "Nom")
        if not people and any(t.norm in _ONE and t.case == "Nom" for t in row.tokens):
            return who_before(before)  # "Во вторник она была у А. В среду она встретилась с Б"
    return people if len({scene.story.person(p) for p in people}) == 1 else []


_ONE = frozenset("он она ён яна he she".split())


def they(scene: Scene, first: int, last: int) -> list[PersonNamed]:
    """«А и Б приехали вчера: они провели переговоры»: those named as subjects before "они", in this sentence or the last."""
    at = next((k for k in range(first, last) if scene.tokens[k].norm in ("они", "оба", "яны", "they") and scene.tokens[k].case in ("Nom", "")), None)
    if at is None:
        return []
    before = [p for p in scene.row.persons if p.last <= at and p.case in ("Nom", "")]
    if len(before) < 2 and scene.i and not scene.headline(scene.i - 1):
        before = [p for p in scene.story.rows[scene.i - 1].persons if p.case in ("Nom", "")]
    return before if len({scene.story.person(p) for p in before}) == 2 else []


def those_told_of(scene: Scene, draft: Draft) -> Draft | None:
    """«Министры встретились …»: the two whom the sentences before named, on the day and in the city that they told
    of.
    """
    for i in range(scene.i - 1, max(-1, scene.i - 3), -1):
        row = scene.story.rows[i]
        people = [p for p in row.persons if p.case in ("Nom", "") or (p.case == "Ins" and i == scene.i - 1)]
        sides = scene.book.sides.countries(scene.story.person(p) for p in people)
        both = scene.story.bilateral()
        if len(sides) == 1 and sides[0] in both and any(t.act == "sign" for t in row.triggers):
            sides = [*both]  # "министр связи королевства А": of the other side of a release of two
        if len(people) != 2 or len(sides) != 2 or scene.headline(i):
            continue
        draft.add_people(scene.story, people, i)
        for iso in sides:
            draft.note(draft.countries, iso, i)
        _as_told(scene, draft, i)
        return draft
    return _those_who_signed(scene, draft)


def _those_who_signed(scene: Scene, draft: Draft) -> Draft | None:
    """«Руководители двух компаний провели переговоры»: the two who, as the text told before, signed."""
    if not any(t.lemma in _TWO for t in scene.tokens) or not any(t.lemma in OFFICIALS and t.number == "Plur" for t in scene.tokens):
        return None
    for i in range(scene.i - 1, max(-1, scene.i - _BACK), -1):
        row = scene.story.rows[i]
        people = [p for p in row.persons if p.case in ("Nom", "", "Ins")] if any(t.act == "sign" for t in row.triggers) else []
        sides = scene.book.sides.countries(scene.story.person(p) for p in people)
        if len(people) == len(sides) == 2 and not scene.headline(i):
            draft.add_people(scene.story, people, i)
            for iso in sides:
                draft.note(draft.countries, iso, i)
            _as_told(scene, draft, i)
            return draft
    return None


def those_who_then_signed(scene: Scene, draft: Draft, at: int) -> None:
    """«Подписанию предшествовали переговоры», "The signing followed talks", «Подписи появились после переговоров»: of those who signed, on the day and in the city."""
    before = scene.i - 1
    preceded = any(t.lemma in _PRECEDES for t in scene.tokens) and any(t.lemma in _SIGNING for t in scene.tokens)
    after = any(t.norm in _AFTER or t.lemma in _AFTER for t in scene.tokens[max(0, at - 3) : at]) and any(t.lemma in _SIGNING for t in scene.tokens[:at])
    if before < 0 or scene.headline(before) or not (preceded or after):
        return
    row = scene.story.rows[before]
    acts = [t for t in row.triggers if t.act == "sign" and t.tense == "past" and not t.negated]
    people = [p for p in row.persons if p.case in ("Nom", "") or (p.case == "Ins" and any(t.passive for t in acts))] if acts else []
    sides = scene.book.sides.countries(scene.story.person(p) for p in people)
    if len(people) > 1 and len(sides) > 1:
        draft.add_people(scene.story, people, before)
        for iso in sides:
            draft.note(draft.countries, iso, before)
        _as_told(scene, draft, before)
        draft.held = True


def _as_told(scene: Scene, draft: Draft, i: int) -> None:
    """Day and city of sentence i, or of the one before it, if each is the only one there."""
    for j in (i, i - 1):
        if j < 0 or (draft.period is not None and draft.place is not None):
            continue
        days = [
            d
            for d in scene.story.dates[j]
            if d.kind == "date" and d.period and d.period.end is None and d.period.start.day
        ]
        if len(days) == 1 and draft.period in (None, days[0].period):
            if draft.period is None:
                draft.set_period(days[0].period, j, "told-before")
            places = places_in(scene.story.rows[j], 0, len(scene.story.rows[j].tokens))
            if draft.place is None and len(places) == 1:
                draft.set_place(places[0], j)


def bearer(scene: Scene, role: RoleNamed) -> PersonNamed | None:
    """«вице-министра принял А», «замминистра выступил»: the only one whom the text before introduced by that post."""
    found: dict[str, PersonNamed] = {}
    house = scene.story.body(role.body) if role.body is not None and not role.body.anaphor else None
    heads: dict[str, PersonNamed] = {}  # «глава „А“» of that very house
    for row in scene.story.rows[: scene.i]:
        for r in row.roles:
            heading = house is not None and role.role in _HEAD and r.role in _TITLES_OF_HEADS and r.body is not None and scene.story.body(r.body) == house
            for p in row.persons if heading or _same_post(role.role, r.role) else []:
                apposed = heading and r.first == p.last + 1 and row.tokens[p.last].text in _APPOSED
                if apposed or 0 <= p.first - r.last <= 1 or post_of(row, p) is r:
                    found.setdefault(scene.story.person(p), p)
                    if heading:
                        heads.setdefault(scene.story.person(p), p)
    found = heads or found
    if role.country:  # "узбекский министр"
        found = {key: p for key, p in found.items() if scene.book.sides.country(key) in (None, role.country)}
    if len(found) > 1:  # two ministers: he of whom the last sentences spoke
        near = {scene.story.person(p) for row in scene.story.rows[max(0, scene.i - 2) : scene.i] for p in row.persons}
        found = {key: p for key, p in found.items() if key in near} or found
    if len(found) > 1:  # else he of whom the text tells most
        count = Counter(key for row in scene.story.rows for p in row.persons if (key := scene.story.person(p)) in found)
        (first, most), (_, next_most) = count.most_common(2)
        found = {first: found[first]} if most > next_most else {}
    return next(iter(found.values())) if len(found) == 1 else None


_APPOSED = (",", "–", "—", "(")
_HEAD = frozenset("глава руководитель head chief кіраўнік".split())
_TITLES_OF_HEADS = frozenset({
    "министр", "председатель", "председатель правления", "директор", "генеральный директор", "исполнительный директор", "главный исполнительный директор", "президент", "ректор", "начальник",
    "руководитель", "глава", "управляющий", "управляющий директор", "губернатор", "аким", "хоким", "мэр", "minister", "chairman", "chair", "chairperson", "director", "director general", "general director",
    "president", "chief executive officer", "ceo", "rector", "head", "governor", "mayor", "secretary general", "генеральный секретарь",
})  # fmt: skip


def _same_post(short: str, full: str) -> bool:
    """«министр» of "министр связи"; «замглавы» of whoever is the deputy of a head, «глава» of the head himself."""
    mine, theirs = short.split(), full.split()
    if set(mine) <= set(theirs):
        return mine[0] == theirs[0] or mine[0] not in ("министр", "председатель", "директор", "minister")
    of_head = len(theirs) > 1 and theirs[1] in ("министра", "председателя", "руководителя", "директора", "начальника")
    return (short == "заместитель главы" and theirs[0] == "заместитель" and of_head) or (short == "глава" and theirs[0] in ("министр", "председатель", "руководитель", "директор"))


def bearers_of_two(scene: Scene, first: int, last: int) -> list[PersonNamed]:
    """"a call between the two ministers", «переговоры двух министров»: the only two of the text that bear the post, of different states."""
    number = next((k for k in range(first, last - 1) if scene.tokens[k].lemma in _TWO), None)
    head = scene.tokens[number + 1].lemma if number is not None else ""
    return two_of_post(scene, head) if head in OFFICIALS else []


def two_of_post(scene: Scene, head: str) -> list[PersonNamed]:
    """«министры договорились в разговоре 14 февраля»: the only two of the text, of different states, who bear a post."""
    posts = (head, _POSTS.get(head, head))
    found: dict[str, PersonNamed] = {}
    for row in scene.story.rows[: scene.i]:
        for r in row.roles:
            for p in row.persons if r.role.split(" ")[0] in posts or row.tokens[r.first].lemma == head else []:
                if 0 <= p.first - r.last <= 1 or 0 <= r.first - p.last <= 2:
                    found.setdefault(scene.story.person(p), p)
    return [*found.values()] if len(found) == 2 and len(scene.book.sides.countries(found)) == 2 else []


def unnamed(scene: Scene, first: int, last: int, *cases: str) -> list[PersonNamed]:
    """Those of whom tokens [first, last) speak by their post alone, in one of some cases."""
    roles = [
        r
        for r in scene.row.roles
        if first <= r.first < last
        and r.number == "Sing"
        and (r.case in cases or (not r.case and "Nom" in cases and scene.story.language == "en"))
        and not any(0 <= p.first - r.last <= 1 or 0 <= r.first - p.last <= 1 for p in scene.row.persons)
    ]
    return [p for r in roles if (p := bearer(scene, r)) is not None]


def partner_by_post(scene: Scene, first: int, last: int) -> list[PersonNamed]:
    """«встреча А с послом Уругвая», "A met with the Ambassador of Cuba": whom the text has named, told by his post behind "с"."""
    roles = [
        r
        for r in scene.row.roles
        if first <= r.first < last and r.number != "Plur" and r.case in ("Ins", "") and any(t.norm in WITH for t in scene.tokens[max(first, r.first - 3) : r.first])
        and not any(0 <= p.first - r.last <= 1 or 0 <= r.first - p.last <= 1 for p in scene.row.persons)
    ]  # fmt: skip
    return [p for r in roles[:1] if (p := bearer(scene, r)) is not None]


def told_by_post(scene: Scene, people: Sequence[PersonNamed], posts: Sequence[RoleNamed], at: tuple[int, int, int]) -> list[PersonNamed]:
    """"the Deputy Minister and the Ambassador held a meeting, joined by C", "the Minister and the Ambassador of Peru, B, held".

    at  where the clause begins, the noun's phrase, the noun
    """
    first, phrase, head = at
    alone = len(posts) > 1 and all(p.first > head for p in people)
    beside = len(posts) == 1 and len(people) == 1 and posts[0].last < people[0].first < phrase and scene.tokens[posts[0].last].text != ","
    both = unnamed(scene, first, phrase, "Nom") if alone or beside else []
    keys = {scene.story.person(p) for p in both}
    return both if len(keys) > alone and not keys & {scene.story.person(p) for p in people} else []


_MANY = {"двусторонн": 2, "двухсторонн": 2, "трехсторонн": 3, "четырехсторонн": 4, "trilateral": 3, "bilateral": 2}


def sides_of_number(scene: Scene, first: int, last: int) -> list[str]:
    """«трехсторонняя встреча»: the three states that one of the sentences before, or the headline's text, names."""
    number = next(
        (n for t in scene.tokens[first:last] for w, n in _MANY.items() if t.lemma.startswith(w)), None
    )
    if number is None:
        return []
    for row in reversed(scene.story.rows[: scene.i]):
        named = list(dict.fromkeys(c.iso for c in row.countries if c.form != "adjective"))
        if len(named) == number:
            return named
    return []


def enumerated(row: SentenceMentions) -> list[str]:
    """«приняли участие главы ведомств Беларуси, Казахстана и России»: three states or more in a row."""
    rows: list[list[str]] = [[]]
    end = -1
    for c in row.countries:
        if c.form == "adjective" or c.case not in ("Gen", ""):
            continue
        if any(t.norm not in (",", "и", "а", "также", "і") for t in row.tokens[max(end, 0) : c.first]):
            rows.append([])
        rows[-1].append(c.iso)
        end = c.last
    return max(rows, key=len) if max(map(len, rows)) > 2 else []


# as names print them where the head's lemma is the Russian word
_NOUNS = ("meeting", "session", "sitting", "summit", "conference", "пасядж", "сустрэч", "нарад", "саміт", "канферэнц")


def around_head(known: Draft) -> tuple[list[str], list[str]] | None:
    """Words of an event's name before and behind its noun: of "5-е заседание комиссии" ["5-е"] and ["комиссии"]."""
    words = (known.name or "").split()
    folded = [w.lower().replace("ё", "е") for w in words]
    at = next((n for n, w in enumerate(folded) if w.startswith((known.head[:5], *_NOUNS))), None)
    return None if at is None else (words[:at], words[at + 1 :])


def of_whom(scene: Scene, t: Trigger) -> PersonNamed | None:
    """"A, Director of B, who was also present, …": he whom the relative clause speaks of."""
    k = next((k for k in range(t.first - 1, max(t.first - 6, 0), -1) if scene.tokens[k].lemma == "который"), 0)
    if not k or scene.tokens[k - 1].text != ",":
        return None
    near = max((p for p in scene.row.persons if p.last < k), key=lambda p: p.last, default=None)
    return near if near is not None and not any(finite(x) for x in scene.tokens[near.last : k]) else None


THEN = frozenset("тогда тады then".split())
_IN = frozenset("в на во у ў".split())
_IT = frozenset("ней нем них ём ёй іх".split())


def told_just_before(scene: Scene) -> Draft | None:
    """The event of the sentence before that «Тогда …», «В ней участвовали …» speak of, where it is not the one of the news."""
    words = [t.norm for t in scene.tokens[:2]]
    if not words or not (words[0] in THEN or (words[0] in _IN and words[1:] and words[1] in _IT)) or not scene.i or scene.headline(scene.i - 1):
        return None
    before = [d for d in scene.book.drafts if scene.i - 1 in d.seen and d.group in ("meet", "session", "forum") and not d.planned and d.period_at == scene.i - 1]
    found = before[-1] if len(before) == 1 else None
    return found if found is not scene.book.current else None
