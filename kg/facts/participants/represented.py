"""Which states take part in a gathering of which a sentence tells no people: «Беларусь представляли …», «министры Чили, Перу и Кубы обсудили»."""

from __future__ import annotations

from kg.facts.participants.told import enumerated
from kg.facts.sentences.clauses import triggers_in
from kg.facts.sentences.scenes import finite
from kg.facts.story.drafts import Draft, Scene
from kg.facts.story.sides import delegation_countries
from kg.mentions.model import SentenceMentions
from kg.text.document import lemmas

_SPEAKS = frozenset("выступить выступать".split())
_PEOPLE = frozenset("представитель руководитель глава министр делегат делегация участник специалист эксперт гость связист почтовик предприниматель чиновник разработчик инженер регулятор компания оператор посланец прадстаўнік удзельнік дэлегацыя эксперт госць".split())
_SENDS = frozenset("направить прислать делегировать представить отправить прибыть приехать съехаться собраться присоединиться участвовать участие накіраваць даслаць прыехаць з'ехацца сабрацца удзельнічаць удзел".split())
_LINKS = frozenset(", и а также і or and из з from республика республики".split())
_BETWEEN = 6  # tokens between those who came and their state, or between two states: "представители министерств связи Чили"
_GATHER = frozenset("собраться съехаться встретиться сабрацца".split())
_STATES = frozenset("страна государство республика краіна дзяржава".split())
_SHOWN = frozenset("стенд экспозиция павильон стэнд экспазіцыя павільён".split())
_INSIDE = frozenset("участвовать участие присутствовать выступить выступать".split())


def states_represented(scene: Scene, event: Draft) -> None:
    """«Македонию представлял министр …», «представители Беларуси и Сербии приняли участие»."""
    words = lemmas(scene.tokens)
    among = event.container and ("участник" in words or "удзельнік" in words) and any(t.lemma in ("участник", "удзельнік") and t.case == "Gen" for t in scene.tokens)
    for iso in enumerated(scene.row) if among and delegation_countries(scene.row) else []:
        event.note(event.countries, iso, scene.i)  # "среди участников делегации Чили, Перу и Кубы"
    if event.container and not event.planned and any(t.tense == "past" and not t.passive for t in triggers_in(scene.row, 0, len(scene.tokens), "discuss", "agree")):
        listed = enumerated(scene.row)  # "Министры Чили, Перу и Кубы обсудили …"
        lead = scene.row.countries[0].first if listed else 0
        for iso in listed if any(x.number == "Plur" and x.case in ("Nom", "") and x.pos == "NOUN" for x in scene.tokens[:lead]) else []:
            event.note(event.countries, iso, scene.i)
    for iso in stands_of(scene.row) if event.group == "forum" and not event.background else ():
        event.note(event.countries, iso, scene.i)
    gathers = event.kind == "meeting" and not _GATHER.isdisjoint(words)
    if (event.container or gathers) and not event.planned:
        for iso in (*_those_of(scene.row), *_in_a_row(scene)):
            event.note(event.countries, iso, scene.i)
    for t in triggers_in(scene.row, 0, len(scene.tokens), "participate"):
        for iso in [*delegation_countries(scene.row), *enumerated(scene.row)] if t.lemma in _INSIDE and not (t.lemma in _SPEAKS and event.group == "meet") else []:
            event.note(event.countries, iso, scene.i)
        for c in scene.row.countries:
            if (
                t.lemma in ("представлять", "представить")
                and c.form != "adjective"
                and (c.case == "Acc" or (c.case == "Nom" and any(p.case == "Nom" for p in scene.row.persons)))
                and (abs(c.first - t.first) <= 4 or (c.last < len(scene.tokens) and scene.tokens[c.last].text in ("–", "—", "-")))
                and scene.tokens[c.first - 1].pos != "ADP"
            ):
                event.note(event.countries, c.iso, scene.i)


def _those_of(row: SentenceMentions) -> list[str]:
    """«Два дня представители Ирана, Казахстана и России спорили о …»: those of two states or more were the subject of what was done."""
    heads = [k for k, t in enumerate(row.tokens) if t.lemma in _PEOPLE and t.number == "Plur" and t.case in ("Nom", "")] if not _PEOPLE.isdisjoint(lemmas(row.tokens)) else []
    found: list[str] = []
    for k in heads:
        end = k + 1
        for c in row.countries:
            between = row.tokens[end : c.first]
            if c.form == "adjective" or c.first < end or len(between) > _BETWEEN or any(finite(t) or t.text in (";", ":", "(") for t in between):
                continue
            if not all(t.norm in _LINKS or t.case == "Gen" or t.pos in ("ADJ", "NUM", "X", "PROPN") or t.text in "«»\"" for t in between):
                break
            found.append(c.iso)
            end = c.last
    states = list(dict.fromkeys(found))
    return states if len(states) > 1 and any("Tense=Past" in t.feats and finite(t) for t in row.tokens) else []


def stands_of(row: SentenceMentions) -> list[str]:
    """«национальный стенд Узбекистана», «белорусская экспозиция», «павильон Республики Армения»: states that show something at a fair."""
    out: list[str] = []
    for k, t in enumerate(row.tokens):
        if t.lemma not in _SHOWN or t.number == "Plur":
            continue
        out += [c.iso for c in row.countries if (c.form == "adjective" and k - 3 <= c.first < k) or (c.form != "adjective" and c.first == k + 1 and c.case in ("Gen", ""))]
    return list(dict.fromkeys(out))


def _in_a_row(scene: Scene) -> list[str]:
    """«Делегации направили Чили, Перу и Куба», «Участие приняли страны: Чили, Перу»: states that are the subject themselves."""
    row = scene.row
    if _SENDS.isdisjoint(lemmas(scene.tokens)) or any("Tense=Fut" in t.feats for t in scene.tokens):
        return []
    states: list[str] = []
    end = -1
    for c in row.countries:
        before = scene.tokens[c.first - 1] if c.first else None
        linked = end >= 0 and all(t.norm in _LINKS for t in scene.tokens[end : c.first])
        alone = before is None or finite(before) or before.text in (":", "–", "—") or before.lemma in _STATES
        if c.form != "adjective" and c.case in ("Nom", "Acc", "") and (linked or alone):
            states = [*states, c.iso] if linked else [c.iso]
            end = c.last
    return list(dict.fromkeys(states)) if len(set(states)) > 1 else []
