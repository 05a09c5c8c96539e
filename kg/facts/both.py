"""Who signs without being named again: «министры подписали протокол», «the document was signed by the two ministers»."""

from __future__ import annotations

from collections.abc import Sequence

from kg.facts.drafts import Draft
from kg.facts.model import Post, Ref
from kg.facts.sides import Sides
from kg.facts.story import Story
from kg.mentions.model import SentenceMentions, Trigger

# officials in the plural; heads are whoever leads something
_SAME = frozenset("министр президент премьер-министр премьер посол ректор директор сопредседатель председатель замминистра minister president rector director co-chair chairman".split())
_HEADS = frozenset("глава руководитель лидер кіраўнік head leader".split())
_ENVOYS = frozenset("посол консул генконсул советник пасол ambassador consul counsellor".split())
_THEY = frozenset("они яны they".split())
_TALKERS = frozenset("собеседник переговорщик суразмоўца interlocutor official".split())
_ENGLISH = {"министр": "minister", "президент": "president", "премьер-министр": "prime", "посол": "ambassador", "ректор": "rector", "директор": "director", "председатель": "chair"}
_THEIR_BACK = 3
_BACK = 6  # sentences
_LIST = 14  # tokens


def officials_told_of(story: Story, sides: Sides, posts: Sequence[Post], drafts: Sequence[Draft], i: int, row: SentenceMentions, reach: tuple[int, int], trigger: Trigger, parties: Sequence[Ref] = ()) -> list[str]:
    """Local keys of the two officials of two sides whom the text named last in that post; [] where it is not clear."""
    tokens = row.tokens[reach[0] : reach[1]]
    wanted = "Ins" if trigger.passive else "Nom"
    word = next((t.lemma for t in tokens if t.lemma in _SAME | _HEADS and t.number == "Plur" and t.case in (wanted, "")), None)
    if any(reach[0] <= p.first < reach[1] for p in row.persons):
        return []
    if word is None:
        return _they_two(story, sides, i, row, reach)
    if any(t.lemma in ("делегация", "дэлегацыя", "delegation") for t in tokens):
        led = _delegations_led(story, i) or [key for d in drafts for key in d.heads if not d.planned and d.seen and min(d.seen) <= i]
        return list(dict.fromkeys(led)) if len(set(led)) == 2 else []
    if (of_houses := _of_houses(posts, parties)) is not None:
        return of_houses
    if word in _HEADS and not story.bilateral():
        return []
    held = {p.person for p in posts if _fits(word, p.role) and not p.former}
    found: list[str] = []
    for j in range(i, -1 if word == "сопредседатель" else max(-1, i - _BACK), -1):
        other = story.rows[j]
        here = [p for p in other.persons if j < i or p.last <= reach[0]]
        # «сопредседатели комиссии министр А и министр Б»: a plural post in front of several
        many = {story.person(p) for p in here for r in other.roles if r.number == "Plur" and 0 <= p.first - r.last <= _LIST and _fits(word, r.role)}
        found += [key for key in dict.fromkeys(story.person(p) for p in here) if key in held | many and key not in found]
        if len(found) >= 2:
            break
    return found if len(found) == 2 and len(sides.countries(found)) == 2 else []


def _of_houses(posts: Sequence[Post], parties: Sequence[Ref]) -> list[str] | None:
    """«Руководители подписали меморандум между А и Б»: the only person whom the text names in a post of each."""
    bodies = [r.key for r in parties if r.kind == "body"]
    people = [{p.person for p in posts if p.body == key and not p.former} for key in bodies]
    if len(bodies) != 2 or any(len(p) != 1 for p in people):
        return None
    return list(dict.fromkeys(person for p in people for person in p))


def heads_told_of(story: Story, posts: Sequence[Post], i: int, row: SentenceMentions, reach: tuple[int, int]) -> list[Ref]:
    """«Директор А встретился с директором Б. Они обсудили проект соглашения»: the companies of the two, if both are of one."""
    if not any(t.norm in _THEY and t.case in ("Nom", "") for t in row.tokens[reach[0] : reach[1]]) or i == 0:
        return []
    people = dict.fromkeys(story.person(p) for p in story.rows[i - 1].persons)
    houses = [next((p.body for p in posts if p.person == key and p.body and not p.former), None) for key in people]
    found = [Ref("body", h) for h in houses if h is not None and story.bodies.kind(h) in ("Company", "Institution")]
    return found if len(found) == len(people) == 2 else []


def _they_two(story: Story, sides: Sides, i: int, row: SentenceMentions, reach: tuple[int, int]) -> list[str]:
    """«Министра А принял министр Б. По окончании встречи они подписали …»: the two of the sentences before, and no others."""
    if not any((t.norm in _THEY or (t.lemma in _TALKERS and t.number == "Plur")) and t.case in ("Nom", "") for t in row.tokens[reach[0] : reach[1]]):
        return []
    for j in range(i, max(-1, i - _THEIR_BACK), -1):
        named = list(dict.fromkeys(story.person(p) for p in story.rows[j].persons if j < i or p.last <= reach[0]))
        if named:
            return named if len(named) == 2 and len(sides.countries(named)) == 2 else []
    return []


def _delegations_led(story: Story, i: int) -> list[str]:
    """«Белорусскую делегацию возглавил А, лаосскую – Б»: the two who lead, told in one sentence."""
    for row in story.rows[: i + 1]:
        if any(t.act == "head" and t.tense for t in row.triggers) and any(t.lemma in ("делегация", "дэлегацыя", "delegation") for t in row.tokens):
            led = list(dict.fromkeys(story.person(p) for p in row.persons if p.case in ("Nom", "")))
            if len(led) == 2:
                return led
    return []


def _fits(word: str, role: str) -> bool:
    """A post that the plural may mean: «министры» a minister or his deputy, «руководители» whoever is no envoy."""
    words = role.replace("-", " ").split()
    if _ENGLISH.get(word, "-") in (*words, *(w[:5] for w in words)):
        return True
    if word in _HEADS:
        return not _ENVOYS & set(words)
    if word == "сопредседатель":
        return words[0] in ("сопредседатель", "председатель", "co", "chair", "co-chair")
    return word.removesuffix("-министр") in words or role.startswith(word[:7]) or (word.startswith("министр") and any(w.startswith("министр") for w in words))
