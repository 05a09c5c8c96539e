"""Openings of a house told before: «подписали меморандум о создании чилийско-норвежской школы. Открытие школы намечено на май», "The Centre will open in May"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.facts.events.openings import HOUSES, NOUNS, OPENING, adjectives
from kg.facts.sentences.clauses import dates_of, places_in
from kg.facts.story.drafts import Draft, Scene
from kg.mentions.model import SentenceMentions
from kg.text.document import Token, lemmas

_BACK = 6  # sentences to the one that tells of the house
_BEHIND = 5  # tokens from "opening" to the house
_NEAR = 8  # tokens between the verb and the house
_IT = frozenset("он она оно его ее ён яна яго яе it its".split())
_MADE = frozenset("создание создать создаваться основание основать учреждение учредить строительство построить стварэнне стварыць стварэньне establishment establish creation create setting build".split())
_AGREED = frozenset({"sign", "plan", "agree", "discuss"})
_EARLIER = 8  # tokens in front of a house that say that it is to be made
_WORDS = NOUNS | OPENING


def drafts_of_openings_to_come(scene: Scene) -> Iterator[Draft]:
    """The opening of a house that an earlier sentence gives to two states; it needs one day, month or year of its own."""
    if not scene.i or scene.headline() or _WORDS.isdisjoint(lemmas(scene.tokens)):
        return
    found = _opening(scene)
    if found is None:
        return
    house, planned = found
    if house is not None and len(adjectives(scene.row, house)) > 1:
        return  # its own sentence tells whose it is
    dates = [d for _, d in dates_of(scene.story, scene.i, ("date",)) if d.period is not None and not d.mention.background]
    told = _told(scene, house) if len(dates) == 1 and dates[0].period is not None and dates[0].period.end is None else None
    if told is None:
        return
    j, k, states = told
    draft = Draft("opening", None, scene.i, "opening-to-come", held=not planned, planned=planned, proper=True, seen=[scene.i])
    draft.set_period(dates[0].period, scene.i)
    for i in (scene.i, j):
        places = places_in(scene.story.rows[i], 0, len(scene.story.rows[i].tokens))
        near = [p for p in places if i == scene.i or 0 < k - p.first < _EARLIER]
        draft.set_place(near[0] if draft.place is None and len({p.name for p in near}) == 1 and near[0].iso in (None, *states) else None, i)
    row = scene.story.rows[j]
    body = next((b for b in row.bodies if b.first <= k < b.last and not b.anaphor), None)
    start = min((c.first for c in adjectives(row, k)), default=k)
    draft.name = body.name if body is not None else None
    draft.head, draft.core = row.tokens[k].lemma, frozenset(t.lemma for t in row.tokens[start : k + 1])
    for iso in states:
        draft.note(draft.countries, iso, scene.i)
    yield draft


def _opening(scene: Scene) -> tuple[int | None, bool] | None:
    """(the house beside the word for its opening, is it to come?)."""
    tokens, row = scene.tokens, scene.row
    planned = any(t.act == "plan" and not t.negated for t in row.triggers)
    for k, t in enumerate(tokens):
        if t.lemma not in NOUNS or not (t.case in ("Nom", "") or planned):
            continue
        house = next((n for n in range(k + 1, min(k + _BEHIND, len(tokens))) if _house(tokens[n]) and tokens[n].case in ("Gen", "")), None)
        ahead = planned or any(x.act == "hold" and x.tense == "fut" for x in row.triggers)
        held = any(x.act == "hold" and x.tense == "past" and not x.negated for x in row.triggers)
        alone = house is None and k + 1 < len(tokens) and (tokens[k + 1].pos in ("VERB", "AUX", "ADJ") or tokens[k - 1].norm in _IT)
        return (house, ahead) if (house is not None or alone) and (ahead or held) else None
    for x in row.triggers:
        ahead = x.tense == "fut" or (planned and "VerbForm=Inf" in tokens[x.first].feats) or (planned and scene.story.language == "en")
        if x.lemma not in OPENING or x.negated or not ahead:
            continue
        near = range(max(0, x.first - _NEAR), min(x.last + _NEAR, len(tokens)))
        house = next((n for n in near if _house(tokens[n]) and tokens[n].case in ("Nom", "Acc", "")), None)
        pronoun = any(t.norm in _IT for t in tokens[max(0, x.first - 3) : x.first + 3])
        return (house, True) if house is not None or pronoun else None
    return None


def _house(t: Token) -> bool:
    return t.lemma.rsplit("-", 1)[-1] in HOUSES


def _told(scene: Scene, house: int | None) -> tuple[int, int, list[str]] | None:
    """(sentence, token, states) of the house of the same name told last, if it joins two states or was agreed on between them."""
    word = scene.tokens[house].lemma if house is not None else None
    for j in range(scene.i - 1, max(-1, scene.i - (_BACK if word else 2) - 1), -1):
        row = scene.story.rows[j]
        for k in reversed([n for n, t in enumerate(row.tokens) if (t.lemma == word if word else _house(t))]):
            states = list(dict.fromkeys(c.iso for c in adjectives(row, k)))
            if len(states) < 2 and _to_be_made(row, k):
                states = list(scene.story.bilateral())
            if len(states) == 2 and (house is None or _same(scene, house, row, k)):
                return j, k, states
            return None
    return None


def _to_be_made(row: SentenceMentions, k: int) -> bool:
    """«договорились о создании | центра»: made by both, and no house of one ministry."""
    made = any(t.lemma in _MADE for t in row.tokens[max(0, k - _EARLIER) : k])
    owned = any(b.first == k + 1 or (b.first == k + 2 and row.tokens[k + 1].norm == "of") for b in row.bodies)
    return made and not owned and any(t.act in _AGREED and not t.negated for t in row.triggers)


def _same(scene: Scene, house: int, row: SentenceMentions, k: int) -> bool:
    """The words behind the noun, up to a verb or preposition, are those of the house told before; a word in front ("новый") may be more."""
    told = {t.lemma for t in row.tokens[max(0, k - 4) : k + 8]}
    for t in scene.tokens[house + 1 : house + 6]:
        if t.pos not in ("NOUN", "ADJ", "PROPN"):
            return True
        if t.lemma not in told:
            return False
    return True
