"""Members of a series that a number or "предыдущий", "следующий" tells without the noun: «Первое прошло в Минске, второе – в Осло», «Следующее примет Гомель», «28-е заседание: Брест, апрель».

The sentence is cut into segments, one for each such word; a segment is a member of the series of which the text is telling if it tells a city or a time and says that something was, is or will be held.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.facts.events.series import head_word, number_word
from kg.facts.participants.told import around_head
from kg.facts.sentences.clauses import dates_of, places_in
from kg.facts.story.drafts import Draft, Scene
from kg.mentions.acts import negated
from kg.mentions.model import PlaceNamed
from kg.mentions.ordinals import ORDINALS, number_of, ordinal_of
from kg.text.document import Token
from kg.values import PartialDate, Period

_BEFORE = frozenset("предыдущий прошлый прошлогодний прежний минувший папярэдні мінулы".split())
_AFTER = frozenset("следующий очередной будущий новый наступны чарговы".split())
_HELD = frozenset(
    "состояться пройти проходить провести проводить проведенный прошедший быть собраться собирать собрать открыться принять принимать хозяин приютить организовать "
    "адбыцца прайсці быць прыняць правесці".split()
)
_TO_BE = frozenset(
    "запланировать запланированный наметить намеченный намечать намечаться планировать планироваться ожидаться назначить назначенный решить решено предстоять договориться условиться "
    "предполагаться ждать запланаваць намеціць плануецца".split()
)
_HOSTS = frozenset("принять принимать собрать собирать приютить хозяин организовать провести прыняць прымаць".split())
_KINDS = ("meeting", "session", "forum", "conference", "exhibition", "talks")
_ROUNDS = frozenset("раунд тур".split())
_YEAR = re.compile(r"((?:19|20)\d\d)-(?:м|го|й|ым)$")
_YEARS_ON = {"год": 1, "два": 2, "три": 3, "четыре": 4, "пять": 5}
_LATER = frozenset("позже позднее спустя через пазней".split())
_QUOTES = frozenset(["«", "“", "\"", "„"])
_MARKS = frozenset([":", "–", "—", "-", "("])
_TAKES_PLACE = _HELD | _TO_BE
_WHICH = _BEFORE | _AFTER
_REACH = 6  # sentences from the member told of in full


@dataclass(frozen=True, slots=True)
class _Segment:
    at: int  # the number, or "предыдущий"
    first: int
    last: int


def drafts_of_members(scene: Scene) -> Iterator[Draft]:
    """A draft for each segment of the sentence that tells of another member of the series."""
    if scene.story.language == "en":
        return
    words = [k for k, t in enumerate(scene.tokens) if _stands_alone(scene, k, t)]
    before: Draft | None = None
    for n, k in enumerate(words):
        end = words[n + 1] if n + 1 < len(words) else len(scene.tokens)
        stop = next((j for j in range(k + 1, end) if scene.tokens[j].text == ";"), end)
        known = _series(scene, k)
        if known is None:
            continue
        draft = _member(scene, _Segment(k, k, stop), known, before)
        if draft is not None:
            before = draft
            draft.seen.append(scene.i)
            yield draft


def _stands_alone(scene: Scene, k: int, t: Token) -> bool:
    """An ordinal, or "предыдущий", that no noun of its own follows, or only the series' noun or name."""
    if t.case not in ("Nom", "Acc", "") or k + 1 >= len(scene.tokens) or t.text.isascii():
        return False
    which = t.lemma in _WHICH
    if not (which or t.lemma in ORDINALS or number_of(t) is not None):
        return False
    if not which and t.text[:1].isdecimal() and (_in_date(scene, t) or (k and scene.tokens[k - 1].norm in ("с", "со", "по", "до", "к"))):
        return False
    after = scene.tokens[k + 1]
    if after.text in _QUOTES:
        return True
    if number_of(after) is not None and not which:
        return False
    verbless = k + 2 < len(scene.tokens) and scene.tokens[k + 2].text in _MARKS
    return after.pos in ("VERB", "AUX", "ADP", "ADV", "PUNCT", "PART") or after.lemma in _TAKES_PLACE or (after.pos == "NOUN" and after.case in ("Nom", "Acc") and (verbless or after.lemma in _ROUNDS or _received(scene, k)))


def _in_date(scene: Scene, t: Token) -> bool:
    return any(d.mention.span.start <= t.start < d.mention.span.end for d in scene.story.dates[scene.i])


def _received(scene: Scene, k: int) -> bool:
    """«следующий форум примет Осло», «прошлый форум принимал Минск»."""
    near = scene.tokens[k + 2 : k + 5]
    return any(t.lemma in _HOSTS and t.pos == "VERB" for t in near)


def _series(scene: Scene, k: int) -> Draft | None:
    """The gathering told of before with which the word agrees: a named or numbered one, or a meeting of two sides."""
    t, after = scene.tokens[k], scene.tokens[k + 1]
    quoted = after.text in _QUOTES
    name = next((scene.tokens[j].norm for j in range(k + 2, min(k + 4, len(scene.tokens)))), "") if quoted else ""
    for d in reversed(scene.book.drafts):
        if d.kind not in _KINDS or not d.head or (d.sentence == scene.i and d.name is not None and d.name.lower().startswith(t.text.lower())) or scene.i - max(d.seen, default=-99) > _REACH or not (d.proper or d.ordinal or len(d.countries) > 1):
            continue
        if quoted:
            if name and name in (d.name or "").lower():
                return d
            continue
        noun = after.pos == "NOUN" and after.case in ("Nom", "Acc")
        if noun and after.lemma in _ROUNDS and d.kind == "talks":
            return d
        if noun and after.lemma != d.head:
            continue
        if not noun and t.gender and t.number != "Plur" and t.gender != _gender(d.head):
            continue
        return d
    return None


def _gender(head: str) -> str:
    return "Neut" if head.endswith(("о", "е", "ё")) else "Fem" if head.endswith(("а", "я")) else "Masc"


def _member(scene: Scene, s: _Segment, known: Draft, before: Draft | None) -> Draft | None:
    tokens = scene.tokens[s.first : s.last]
    acts = [j for j in range(s.first, s.last) if (scene.tokens[j].lemma in _TAKES_PLACE) and not negated(scene.tokens, j)]
    verbs = [t for t in tokens if "VerbForm=Fin" in t.feats]
    elliptic = not verbs and any(t.text in _MARKS for t in tokens[1:3])
    if not acts and not (elliptic and (before is not None or tokens[1].pos == "NOUN" or scene.i - max(known.seen) <= 1)):
        return None
    ordinal = ordinal_of(scene.tokens, s.at, s.at + 1)
    if ordinal is not None and ordinal == known.ordinal:
        return None
    draft = Draft(known.kind, _name(scene, s, known), scene.i, "member-of-series", known.core, known.head, ordinal, proper=known.proper or ordinal is not None)
    _place(scene, draft, s)
    _time(scene, draft, s, before)
    if draft.period is None and draft.place is None:
        return None
    draft.planned = any(t.lemma in _TO_BE for t in tokens) or any("Tense=Fut" in t.feats or ("Tense=Pres" in t.feats and "Aspect=Perf" in t.feats) for t in verbs) or _ahead(scene, draft)
    draft.held = not draft.planned
    sides = list(known.countries) if len(known.countries) == 2 or (known.group in ("session", "meet") and len(known.countries) < 4) else []
    for iso in dict.fromkeys([*sides, *([draft.country] if draft.country and len(sides) < 2 else [])]):
        draft.note(draft.countries, iso, scene.i)
    return draft


def _name(scene: Scene, s: _Segment, known: Draft) -> str | None:
    """The name of the series with this member's number or "предыдущее" in front."""
    named = around_head(known)
    if known.name is None or named is None:
        return known.name if known.name and scene.tokens[s.at + 1].text in _QUOTES else None
    kept = [w for w in named[0] if number_word(w) is None]
    return " ".join([scene.tokens[s.at].text.lower(), *kept, head_word(known, named), *named[1]])


def _place(scene: Scene, draft: Draft, s: _Segment) -> None:
    inside = places_in(scene.row, s.first, s.last)
    host = any(t.lemma in _HOSTS for t in scene.tokens[s.first : s.last])
    named: list[PlaceNamed] = [p for p in scene.row.places if s.first <= p.first < s.last and p.first and scene.tokens[p.first - 1].pos not in ("ADP",)]
    bare = next((p for p in named if scene.tokens[p.first - 1].text in (*_MARKS, ",") or (host and (scene.tokens[p.first].case in ("Nom", "") or scene.tokens[p.first].text == p.name))), None)
    found = inside[0] if inside and not host else bare or (inside[0] if inside else None)
    draft.set_place(found, scene.i)
    if draft.place is None:
        state = next((c.iso for c in scene.row.countries if s.first <= c.first < s.last and c.form != "adjective" and (scene.tokens[c.first - 1].norm in ("в", "во", "у", "ў") or (host and c.case == "Nom"))), None)
        draft.set_country(state, scene.i)


def _time(scene: Scene, draft: Draft, s: _Segment, before: Draft | None) -> None:
    dates = [d for k, d in dates_of(scene.story, scene.i, ("date", "since", "validity")) if s.first <= k < s.last]
    if dates:
        draft.set_period(dates[0].period, scene.i)
        return
    for k in range(s.first, s.last):
        year = _YEAR.match(scene.tokens[k].norm)
        if year:
            draft.set_period(Period(PartialDate(int(year[1]))), scene.i)
            return
    told = before.period.start.year if before is not None and before.period is not None else None
    words = [t.lemma for t in scene.tokens[s.first : s.last]]
    norms = {t.norm for t in scene.tokens[s.first : s.last]}
    if told is not None and norms & _LATER and "год" in words:
        ahead = max((n for w, n in _YEARS_ON.items() if w in words), default=1)
        draft.set_period(Period(PartialDate(told + ahead)), scene.i)


def _ahead(scene: Scene, draft: Draft) -> bool:
    now = scene.story.now
    return now is not None and draft.period is not None and draft.period.start.year is not None and draft.period.start.lexical > now.lexical[: len(draft.period.start.lexical)]
