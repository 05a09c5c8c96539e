"""What "we" of an interview sign and plan: the house and the state of the guest are one side of what he tells of."""

from __future__ import annotations

from collections.abc import Sequence

from kg.facts.agreements.parties import Found
from kg.facts.agreements.signers import SPEECH
from kg.facts.agreements.sketches import Sketch
from kg.facts.agreements.status_words import SIGNATURES
from kg.facts.model import Post, Ref
from kg.facts.sentences.reported import reported
from kg.facts.sentences.scenes import finite
from kg.facts.sentences.speaker import guest, says_we, speaker
from kg.facts.story.sides import Sides
from kg.facts.story.so_far import Story
from kg.facts.story.teller import teller
from kg.mentions.model import PersonNamed, SentenceMentions

_BACK = 3  # sentences in which the other side was named
_MINE = frozenset("моя мою мои моей моими мой".split())
_WHAT = frozenset("что кто какой какие о хто што який".split())
_OURS = frozenset("наш наша наше наши our".split())


def with_our_side(story: Story, sides: Sides, s: Sketch, posts: Sequence[Post]) -> None:
    """«Меморандум с Б подписан в мае», in an interview or a house's own release: the other party is the guest's house, or that house."""
    others = [r for r in s.parties if r.kind == "body"]
    if len(others) != 1 or len(s.parties) != 1:
        return
    told = {i for i, _ in s.spots}  # not where the document is only spoken of: «„Меморандум важен“, – сказал министр»
    who = next((v for i in s.sentences if i in told and (v := speaker(story, i)) is not None), None) or guest(story) or _who_reports(story, s, posts)
    if who is not None:
        key = story.person(who)
        body, state = next((p.body for p in posts if p.person == key and p.body and not p.former), None), sides.country(key)
    elif (house := teller(story.document, story.rows, story.bodies)) is not None:
        body, state = house.key, house.country
    else:
        return
    home = story.bodies.country(others[0].key)
    if len(s.states) > 1 and state not in s.states:
        return
    if body == others[0].key or (home is not None and home == state):
        return
    evidence = s.parties[others[0]]
    if body is not None and home is not None and story.bodies.country(body) == home:
        body = None  # a house of the partner's state is not ours
    if body is not None:
        s.parties[Ref("body", body)] = list(evidence)
    elif state is not None:
        s.states.setdefault(state, []).extend(evidence)


def _who_reports(story: Story, s: Sketch, posts: Sequence[Post]) -> PersonNamed | None:
    """«Директор компании А рассказал, что контракт с Б подписан»: the head of a house tells of a document of his own."""
    for i in s.sentences if story.language == "ru" else ():
        found = reported(story, i)
        body = next((p.body for p in posts if found is not None and p.person == story.person(found[0]) and p.body and not p.former), None)
        if found is not None and body is not None and story.bodies.kind(body) in ("Company", "Institution"):
            return found[0]
    return None


def we_sign(story: Story, i: int, reach: tuple[int, int]) -> list[str]:
    """«за фонд расписался я», «моя подпись»: the guest of an interview signs himself."""
    tokens = story.rows[i].tokens[slice(*reach)]
    said = any(t.norm == "я" and t.case in ("Nom", "") and not (k and tokens[k - 1].norm in ("не", "ни")) for k, t in enumerate(tokens)) or my_signature(story, i)
    said |= any(t.text == "I" for t in tokens) and story.language == "en"
    who = speaker(story, i) if said else None
    return [story.person(who)] if who is not None else []


def our_states(story: Story, sides: Sides, i: int, reach: tuple[int, int], found: Found) -> None:
    """«Теперь готовим дорожную карту»: where no side is told, that of the guest and the state named last before."""
    who = speaker(story, i) if not found.parties and len(set(found.states)) < 2 else None
    tokens = story.rows[i].tokens[slice(*reach)]
    if who is None or not (says_we(tokens) or any(t.lemma in _OURS for t in tokens)):
        return
    state = sides.country(story.person(who))
    partner = set(found.states) - {state} or _named_last(story, i, state)
    if state is not None and len(partner) == 1 and state not in partner:
        found.states = [*dict.fromkeys([*found.states, *partner, state])]


def _named_last(story: Story, i: int, own: str | None) -> set[str]:
    """The other state of the sentence, or of the nearest before it in the answer."""
    for j in range(i, max(-1, i - _BACK), -1):
        named = {c.iso for c in story.rows[j].countries} | {c for b in story.rows[j].bodies if (k := story.body(b)) and (c := story.bodies.country(k))}
        if named - {own}:
            return named - {own}
    return set()


def asked_of_signing(story: Story, i: int) -> bool:
    """«– Что подписано?», «– Кто ставил подписи?»: sentence i asks of a signing that has been."""
    row = story.rows[i]
    signing = any(t.act == "sign" and (t.tense == "past" or t.lemma in SIGNATURES) and not t.negated for t in row.triggers)
    return signing and row.tokens[-1].text == "?" and any(t.lemma in _WHAT for t in row.tokens[:3])


def my_signature(story: Story, i: int) -> bool:
    """«моя подпись», «подпись моя»."""
    words = story.rows[i].tokens
    return any(t.norm in _MINE and any(x.lemma in SIGNATURES for x in words[max(0, k - 3) : k + 3]) for k, t in enumerate(words))


def signatures_under(story: Story, i: int) -> list[str]:
    """«Подписи – моя и министра А», «Автографы под ним – А и Б»: a sentence without a verb behind that of a document."""
    row = story.rows[i]
    if row.instruments or not any(t.lemma in SIGNATURES for t in row.tokens[:3]) or any(finite(t) for t in row.tokens):
        return []
    who = speaker(story, i) if my_signature(story, i) else None
    named = [story.person(p) for p in row.persons if p.case not in ("Ins", "Dat")]
    return list(dict.fromkeys([*([story.person(who)] if who is not None else []), *named]))


def answer_who(story: Story, i: int) -> list[str]:
    """«– Кто ставил подписи? – С нашей стороны я, со стороны компании – президент А»: who signed, by the answer."""
    if i == 0 or not asked_of_signing(story, i - 1) or not any(t.lemma in ("кто", "хто") for t in story.rows[i - 1].tokens[:3]):
        return []
    row = story.rows[i]
    named = [story.person(p) for p in row.persons if p.case in ("Nom", "") or (p.first and row.tokens[p.first - 1].text in ("–", "—"))]
    who = speaker(story, i) if any(t.norm == "я" for t in row.tokens) else None
    return list(dict.fromkeys([*([story.person(who)] if who is not None else []), *named]))


def speakers_house(story: Story, posts: Sequence[Post], i: int, row: SentenceMentions, reach: tuple[int, int]) -> Ref | None:
    """«"Мы подписали меморандум с ведомством", – сообщил министр»: the body of him who speaks."""
    if not any(t.norm in ("мы", "we") for t in row.tokens[reach[0] : reach[1]]):
        return None
    for j in (i, i - 1):
        spoken = j >= 0 and any(t.lemma in SPEECH for t in story.rows[j].tokens)
        people = [story.person(p) for p in story.rows[j].persons if p.case in ("Nom", "")] if spoken else []
        if people:
            body = next((p.body for p in posts if p.person == people[0] and p.body and not p.former), None)
            return Ref("body", body) if body is not None else None
    return None
