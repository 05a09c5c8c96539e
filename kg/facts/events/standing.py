"""How people stand beside a verb of encounter: by name, by a pronoun, by a relative word, by a bare post; and whom those mean (Russian and Belarusian)."""

from __future__ import annotations

from collections.abc import Collection

from kg.facts.participants.spoken import we_who_speak
from kg.facts.participants.told import unnamed, who_before
from kg.facts.sentences.clauses import in_names, persons_in, post_of
from kg.facts.sentences.words import WITH
from kg.facts.story.drafts import Scene
from kg.facts.time_and_place.when import quoted
from kg.mentions.model import PersonNamed

_TOGETHER = frozenset("вместе совместно наряду рядом параллельно сообща".split())
_OWN = frozenset("свой его ее их".split())
_ROOMS = frozenset("кабинет офис резиденция приемная гость аудиенция прием".split())
# what stands before a genitive and owns nothing: «14 мая министра», «в этот день посла»
TIMES = ("январ", "феврал", "март", "апрел", "мая", "май", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр", "год", "день", "дня", "утр", "вечер", "недел")
_CASES = {"Acc": "whom", "Gen": "whom", "Dat": "to-whom", "Ins": "by", "Nom": "who", "Loc": "", "": ""}
_POSTS = {"whom": ("Acc", "Gen"), "to-whom": ("Dat",), "with": ("Ins",), "to": ("Dat",), "at": ("Gen",), "for": ("Gen",), "by": ("Ins",)}
_PREPOSITIONS = {"к": "to", "ко": "to", "да": "to", "до": "to", "у": "at", "для": "for"}
_MEALS = frozenset("ужин обед завтрак чай кофе ланч".split())  # «пригласил на ужин министра»
_HIM = {"его": "whom", "ее": "whom", "ему": "to-whom", "ей": "to-whom", "ним": "with", "ней": "with", "нею": "with", "нему": "to", "него": "at", "нее": "at", "яго": "whom", "яе": "whom", "яму": "to-whom", "ёй": "to-whom", "ім": "with"}
_THEM = {"их": "Acc", "им": "Dat", "ними": "Ins", "них": "Gen", "іх": "Acc", "імі": "Ins"}
_ME = frozenset("меня мне мной нас нам нами".split())
_US = frozenset("нас нам".split())
_HE = frozenset("он она ён яна".split())
_GUESTS = frozenset("гость гостья дипломат посланник визитер собеседник посетитель".split())
_NEAR = 8  # tokens between a verb and a bare post


def slot(scene: Scene, p: PersonNamed) -> str:
    """How a person stands in the sentence: "who" (the subject), "with", "whom", "to-whom", "to", "at", "for", "by"; "" for any other way."""
    tokens = scene.tokens
    role = post_of(scene.row, p)
    start = role.first if role is not None else p.first
    while start and (tokens[start - 1].lemma in _OWN or (tokens[start - 1].pos in ("ADJ", "DET") and tokens[start - 1].case in (p.case, "") and not tokens[start - 1].text.isdecimal())):
        start -= 1
    case = p.case or (role.case if role is not None else "")
    return governed(scene, start, case)


def governed(scene: Scene, start: int, case: str) -> str:
    """How a phrase stands: what the word in front of a phrase, and its case, make of it."""
    tokens = scene.tokens
    before = tokens[start - 1] if start else None
    if before is None:
        return _CASES.get(case, "")
    if before.norm in WITH:
        return "" if start > 1 and tokens[start - 2].norm in _TOGETHER else "with"
    if before.norm in _PREPOSITIONS:
        return _PREPOSITIONS[before.norm]
    if before.norm == "честь":
        return "for"
    if before.pos == "ADP":
        return ""
    own_room = before.lemma in _ROOMS and start > 1 and tokens[start - 2].lemma == "свой"  # «пригласил в свой кабинет министра»
    owner = not own_room and before.pos == "NOUN" and not before.norm.startswith(TIMES) and before.lemma not in _MEALS
    if case in ("Gen", "Acc") and before.lemma in _ROOMS and not own_room:
        return "at"
    if case == "Gen" and owner:
        return ""
    return _CASES.get(case, "")


def standing(scene: Scene, at: int, first: int, last: int) -> list[tuple[PersonNamed, str]]:
    """The people of tokens [first, last) and how they stand; a quotation and what is told around it do not mix. «с министром А и послом Б»: the second as the first."""
    inside = quoted(scene, at)
    out: list[tuple[PersonNamed, str]] = []
    for p in persons_in(scene.row, first, last):
        if quoted(scene, p.first) != inside:
            continue
        s = slot(scene, p)
        role = post_of(scene.row, p)
        start = role.first if role is not None else p.first
        joined = start > 0 and scene.tokens[start - 1].norm in ("и", ",", "также")
        if joined and out and out[-1][0].case == p.case and p.case != "Nom":
            s = out[-1][1]
        out.append((p, s))
    return out


def relative(scene: Scene, first: int) -> tuple[list[PersonNamed], str]:
    """«А, который встретился с Б», «А, с которым встретился Б»: him of whom the clause at `first` speaks, and how he stands in it."""
    tokens = scene.tokens
    k = next((k for k in range(first, min(first + 2, len(tokens))) if tokens[k].lemma == "который"), None)
    comma = next((n for n in range(first, max(first - 3, 0), -1) if tokens[n - 1].text == ","), 0)
    if k is None or not comma or tokens[k].number == "Plur":
        return [], ""
    before = [p for p in scene.row.persons if p.last == comma - 1]
    if not before:  # "А, директор агентства, которого принял Б"
        before = [p for p in scene.row.persons if p.last < comma and slot(scene, p) == "who"][-1:]
    return before, governed(scene, k, tokens[k].case) if k else ""


def subject(scene: Scene, k: int, first: int, last: int) -> list[PersonNamed]:
    """Who acts where the clause names nobody: "он", "мы", a bare post, else the subject of the clause in front."""
    tokens = scene.tokens
    if any(t.norm in _HE and t.case == "Nom" for t in tokens[first:last]):
        before = [p for p in scene.row.persons if p.last <= first and p.case == "Nom"]
        return before[-1:] or who_before(scene)
    said = we_who_speak(scene, first, last, mine=any(t.norm in ("мне", "нам") for t in tokens[first:k]))
    by_post = said or unnamed(scene, first, last, "Nom")[:1]
    if by_post:
        return by_post
    if last < len(tokens) and tokens[last].text == ":":  # "встретились три министра: А, Б и В"
        listed = [p for p in scene.row.persons if p.first > last and slot(scene, p) == "who"]
        if len(listed) > 1 and tokens[k].number == "Plur":
            return listed
    other = own_subject(scene, k, first, last)
    before = [p for p in scene.row.persons if p.last <= first and slot(scene, p) == "who"]
    after = [p for p in scene.row.persons if p.first >= last and slot(scene, p) == "who"] if "VerbForm=Conv" in tokens[k].feats else []
    return (before[-1:] or after[:1]) if not other or after else []


def own_subject(scene: Scene, k: int, first: int, last: int) -> bool:
    """A noun or pronoun of the clause can be the subject of the verb at token k: it agrees, and is no part of a name."""
    inside = [(p.first, p.last) for p in scene.row.persons if p.case != "Nom"] + [(b.first, b.last) for b in scene.row.bodies if b.case != "Nom"]
    taken = in_names(scene.tokens) | {n for a, b in inside for n in range(a, b)}
    return any(t.case == "Nom" and t.pos in ("NOUN", "PROPN", "PRON") and n not in taken and t.number in (scene.tokens[k].number, "") for n, t in enumerate(scene.tokens[first:last], first))


def partner(scene: Scene, k: int, slots: Collection[str], who: list[PersonNamed], reach: tuple[int, int]) -> list[PersonNamed]:
    """Whom a pronoun or a bare post beside the verb at token k means, in one of some slots."""
    first, last = reach
    tokens = scene.tokens
    for n in range(max(first, k - 3), min(last, k + 4)):
        t = tokens[n]
        if t.norm in _ME and (how := governed(scene, n, t.case)) in slots:
            if t.norm in _US and how in ("to", "at"):
                continue  # "у нас была делегация", "к нам приезжал министр": a visit to the house
            return we_who_speak(scene, first, last, mine=True)
        whose = t.norm in ("его", "ее") and n + 1 < last and tokens[n + 1].pos in ("NOUN", "ADJ") and n != k + 1
        if _HIM.get(t.norm) in slots and not whose:
            return meant(scene, who, n)
        if t.norm in _THEM and governed(scene, n, t.case or _THEM[t.norm]) in slots and not (n + 1 < last and tokens[n + 1].pos in ("NOUN", "ADJ")):
            return meant(scene, who, n, many=True)
        if t.lemma in _GUESTS and t.number == "Sing" and governed(scene, n, t.case) in slots and not any(p.first - n in (1, 2) for p in scene.row.persons):
            return meant(scene, who, n)
    mine = {scene.story.person(p) for p in who}
    for s in slots:
        told = [p for p in unnamed(scene, max(first, k - _NEAR), min(last, k + _NEAR), *_POSTS[s]) if scene.story.person(p) not in mine]
        if told:
            return told[:1]
    return []


def meant(scene: Scene, who: list[PersonNamed], before: int, *, many: bool = False, back: int = 1) -> list[PersonNamed]:
    """The only one of another state of whom this sentence spoke before, else one of those before it; many: all of one state."""
    own = scene.book.sides.countries(scene.story.person(p) for p in who)
    rows = [[p for p in scene.row.persons if p.last <= before]]
    rows += [list(scene.story.rows[i].persons) for i in range(scene.i - 1, max(-1, scene.i - 1 - back), -1) if not scene.headline(i)]
    for row in rows:
        named = {scene.story.person(p): p for p in row if scene.book.sides.country(scene.story.person(p)) not in own}
        if named:
            alone = len(named) == 1 or (many and len(scene.book.sides.countries(named)) == 1)
            return list(named.values()) if alone else []
    return []
