"""Where the phrase of an event noun begins, with the participle that may stand in front of it."""

from __future__ import annotations

from kg.facts.sentences.clauses import clause
from kg.facts.story.drafts import Scene
from kg.mentions.model import GatheringNamed
from kg.text.document import norms

_EVE = ("накануне", "напярэдадні", "eve")
# «в продолжение встречи 1 марта позвонил», «в развитие договоренностей визита», «в преддверии форума»: another day than the event's own
_NOT_ITS_DAY = frozenset("продолжение развитие дополнение преддверие преддверии канун следам вслед исполнение подготовка подготовке подготовки прадаўжэнне развіццё пераддзень".split())
_OF_OTHER_DAYS = _NOT_ITS_DAY.union(_EVE)
_MANY = frozenset("мероприятие событие заседание встреча форум мерапрыемства пасяджэнне event meeting session".split())
_SITS = frozenset("собраться собираться заседать сабрацца".split())


def beginning(scene: Scene, g: GatheringNamed) -> int:
    """First token of the noun's phrase: a participle may stand before it ("в ходе состоявшейся 20 января в
    Вильнюсе встречи").
    """
    for t in scene.row.triggers:
        part = (
            "VerbForm=Part" in scene.tokens[t.first].feats
            and t.act in ("hold", "plan")
            and "Variant=Short" not in scene.tokens[t.first].feats
        )
        part = (
            part
            and scene.tokens[t.first].case == scene.tokens[g.head].case
            and scene.tokens[t.first].number == scene.tokens[g.head].number
        )
        between = scene.tokens[t.first : g.first]
        if part and 0 < len(between) <= 12 and not any(x.text in (",", ";", ":") for x in between):
            return t.first
    return g.first


def announced_from(scene: Scene, g: GatheringNamed, first: int) -> int:
    """«В Осло состоялись мероприятия: 40-е заседание совета и 14-е – комитета»: a list behind a colon begins with the clause that announces it."""
    if not first or scene.tokens[first - 1].text != ":" or g.kind not in ("forum", "conference", "exhibition", "session"):
        return first
    before, _ = clause(scene.tokens, first - 2)
    front = scene.tokens[before : first - 1]
    held = any(t.act == "hold" and t.tense == "past" and not t.negated and before <= t.first < first for t in scene.row.triggers)
    return before if held and any(t.lemma in _MANY and t.number == "Plur" for t in front) else first


def eve_of(scene: Scene, g: GatheringNamed) -> bool:
    """«контракт подписали накануне форума, 11 октября», "on the eve of the forum": a day before it, not its own."""
    if _OF_OTHER_DAYS.isdisjoint(norms(scene.tokens)):
        return False
    start = beginning(scene, g)
    before = scene.tokens[max(0, start - 3) : start]
    verb = max((k for k, t in enumerate(before) if "VerbForm=Fin" in t.feats), default=-1)
    if verb < 0 and any(t.norm in _NOT_ITS_DAY for t in before):
        return True
    if not any(t.norm in _EVE for t in before[verb + 1 :]):
        return False  # "Накануне замминистра провел видеоконференцию" is no eve of it
    return not any(t.lemma in _SITS for t in scene.tokens)  # "Накануне заседания, 18 мая, собралась подгруппа": a sitting too
