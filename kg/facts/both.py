"""Who signs without being named again: «министры подписали протокол», «the document was signed by the two ministers»."""

from __future__ import annotations

from collections.abc import Sequence

from kg.facts.drafts import Draft
from kg.facts.sides import Sides
from kg.facts.story import Story
from kg.mentions.model import PersonNamed, RoleNamed, SentenceMentions, Trigger

# officials in the plural; heads are whoever leads something
_SAME = frozenset("министр президент премьер-министр премьер посол ректор директор сопредседатель председатель замминистра minister president rector director co-chair chairman".split())
_HEADS = frozenset("глава руководитель лидер кіраўнік head leader".split())
_ENVOYS = frozenset("посол консул генконсул советник пасол ambassador consul counsellor".split())
_BACK = 6  # sentences
_LIST = 14  # tokens


def officials_told_of(story: Story, sides: Sides, drafts: Sequence[Draft], i: int, row: SentenceMentions, reach: tuple[int, int], trigger: Trigger) -> list[str]:
    """Local keys of the two officials of two sides whom the text named last in that post; [] where it is not clear."""
    wanted = "Ins" if trigger.passive else "Nom"
    word = next((t.lemma for t in row.tokens[reach[0] : reach[1]] if t.lemma in _SAME | _HEADS and t.number == "Plur" and t.case in (wanted, "")), None)
    if word is None or any(reach[0] <= p.first < reach[1] for p in row.persons):
        return []
    if any(t.lemma in ("делегация", "дэлегацыя", "delegation") for t in row.tokens[reach[0] : reach[1]]):
        led = _delegations_led(story, i) or [key for d in drafts for key in d.heads if not d.planned and d.seen and min(d.seen) <= i]
        return list(dict.fromkeys(led)) if len(set(led)) == 2 else []
    if word in _HEADS and not story.bilateral():
        return []
    found: list[str] = []
    for j in range(i, max(-1, i - _BACK), -1):
        other = story.rows[j]
        here = [story.person(p) for p in other.persons if (j < i or p.last <= reach[0]) and any(_fits(word, r) and _holds(r, p) for r in other.roles)]
        found += [key for key in dict.fromkeys(here) if key not in found]
        if len(found) >= 2:
            break
    return found if len(found) == 2 and len(sides.countries(found)) == 2 else []


def _delegations_led(story: Story, i: int) -> list[str]:
    """«Белорусскую делегацию возглавил А, лаосскую – Б»: the two who lead, told in one sentence."""
    for row in story.rows[: i + 1]:
        if any(t.act == "head" and t.tense for t in row.triggers) and any(t.lemma in ("делегация", "дэлегацыя", "delegation") for t in row.tokens):
            led = list(dict.fromkeys(story.person(p) for p in row.persons if p.case in ("Nom", "")))
            if len(led) == 2:
                return led
    return []


def _fits(word: str, role: RoleNamed) -> bool:
    if word in _HEADS:
        return role.head not in _ENVOYS
    return word.removesuffix("-министр") in role.role.replace("-", " ").split() or role.role.startswith(word[:7])


def _holds(role: RoleNamed, p: PersonNamed) -> bool:
    """Beside the name, or a plural post in front of several: «сопредседатели группы А и Б»."""
    beside = 0 <= p.first - role.last <= 1 or 0 <= role.first - p.last <= 2
    return beside or (role.number == "Plur" and 0 <= p.first - role.last <= _LIST)
