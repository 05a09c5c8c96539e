"""Houses that a clause means without naming them: those who acted together just before, "оно подписало", «контракт с ним»."""

from __future__ import annotations

from collections.abc import Sequence

from kg.facts.agreements.named_sides import in_order
from kg.facts.agreements.sketches import Sketch
from kg.facts.model import Ref
from kg.facts.sentences.scenes import finite
from kg.facts.sentences.words import WITH
from kg.facts.story.so_far import Story
from kg.mentions.model import BodyNamed, SentenceMentions
from kg.text.document import Token

_BACK = 2  # sentences
_HIM = frozenset("ним ней нею".split())
_HE = {"он": "Masc", "она": "Fem", "оно": "Neut"}
_JOINTS = frozenset("и і , а также".split())
_FROM = frozenset("из з from".split())
_SHARING = frozenset("участие совместно вместе партнерство партнёрство кооперация привлечение удзел сумесна разам партнёрства".split())
_OF_DATES = frozenset("январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь год г в сегодня вчера накануне студзень люты сакавік красавік травень чэрвень ліпень жнівень верасень кастрычнік лістапад снежань".split())
_GAP = 5  # tokens between two of a list


def acted_together(story: Story, i: int, reach: tuple[int, int]) -> list[Ref]:
    """«А и Б договорились о роуминге. Стороны подписали соглашение»: the joint subject told last, if its houses are of different states."""
    for j in range(i, max(-1, i - 1 - _BACK), -1):
        row = story.rows[j]
        before = reach[0] if j == i else len(row.tokens)
        work = worked_with(row, before)
        run = work or _joint_subject(row, before)
        keys = list(dict.fromkeys(k for b in run if (k := story.body(b)) is not None))
        states = [story.bodies.country(k) for k in keys]
        if len(keys) > 1 and (len(set(states)) == len(keys) or (work and len(set(states)) > 1)):
            return [Ref("body", k) for k in keys]
        if j < i and any(not b.anaphor for b in row.bodies):
            return []  # others have been named since
    return []


def _joint_subject(row: SentenceMentions, end: int) -> list[BodyNamed]:
    """Houses side by side in front of their plural verb."""
    run: list[BodyNamed] = []
    for m in in_order(row, 0, end):
        if not isinstance(m, BodyNamed) or m.anaphor:
            run = []
            continue
        gap = between(row, run[-1].last, m.first) if run else []
        joined = bool(run) and bool(gap) and len(gap) < _GAP and gap[0].norm in _JOINTS and all(t.pos in ("ADJ", "NOUN", "PROPN") for t in gap[1:] if t.norm not in _JOINTS)
        run = [*run, m] if joined else [m] if m.case in ("Nom", "Acc", "") else []
    if len(run) < 2:
        return []
    verb = next((t for t in between(row, run[-1].last, end) if t.pos != "ADV" and not t.text[:1].isdigit() and t.lemma not in _OF_DATES), None)
    return run if verb is not None and verb.number == "Plur" and (finite(verb) or verb.pos == "AUX") else []


def worked_with(row: SentenceMentions, end: int) -> list[BodyNamed]:
    """«проект, который А реализует с участием Б и В», «А строит сеть вместе с Б»: he who works and those with whom; [] where a sentence has no such pair."""
    tokens = row.tokens
    k = next((k for k in range(end) if tokens[k].lemma in _SHARING), None)
    named = [m for m in in_order(row, 0, end) if isinstance(m, BodyNamed) and not m.anaphor] if k is not None else []
    owner = next((m for m in reversed(named) if k is not None and m.last <= k), None)
    if k is None or owner is None or not any(finite(t) or t.pos == "VERB" for t in tokens[max(0, owner.first - _GAP) : k]):
        return []
    run: list[BodyNamed] = []
    for m in named:
        start = run[-1].last if run else k + 1
        gap = between(row, start, m.first) if m.first > k else []
        side_by_side = m.first > k and len(gap) < _GAP and all(t.pos in ("ADJ", "NOUN", "PROPN", "DET") or t.norm in _JOINTS or (not run and t.norm in WITH) for t in gap)
        if side_by_side and (not run or any(t.norm in _JOINTS for t in gap)):
            run.append(m)
    return [owner, *run] if run else []


def between(row: SentenceMentions, first: int, last: int) -> list[Token]:
    """Words and commas, but for what stands in brackets and «из Минска», "from Minsk", said of the one before."""
    seats = {k for p in row.places if p.first and row.tokens[p.first - 1].norm in _FROM for k in range(p.first - 1, p.last)}
    seats |= {k for c in row.countries if c.first and row.tokens[c.first - 1].norm in _FROM for k in range(c.first - 1, c.last)}
    out, depth = [], 0
    for k in range(first, last):
        t = row.tokens[k]
        depth += t.text == "("
        if not depth and (t.is_word or t.text == ",") and k not in seats:
            out.append(t)
        depth -= t.text == ")"
    return out


def by_pronoun(story: Story, i: int, row: SentenceMentions, reach: tuple[int, int]) -> list[Ref]:
    """«Министерство выбрало поставщика, компанию „А“. Контракт с ней оно подписало …»: houses of the sentence before, told apart by their gender."""
    tokens = row.tokens
    out: list[Ref] = []
    for k in range(*reach):
        t = tokens[k]
        him = t.norm in _HIM and k > 0 and tokens[k - 1].norm in WITH
        he = t.norm in _HE and t.pos == "PRON" and t.case in ("Nom", "")
        if not (him or he) or (i and story.rows[i - 1].persons and t.norm != "оно"):
            continue
        house = _only_house(story, i, reach[0], _HE.get(t.norm, "Fem" if t.norm != "ним" else ""), subject=he)
        if house is not None and house not in out:
            out.append(house)
    return out


def _only_house(story: Story, i: int, before: int, gender: str, *, subject: bool) -> Ref | None:
    for j, end in ((i, before), (i - 1, None)):
        row = story.rows[j] if j >= 0 else None
        named = [m for m in in_order(row, 0, end if end is not None else len(row.tokens)) if isinstance(m, BodyNamed) and not m.anaphor] if row is not None else []
        if row is None or not named:
            continue
        fitting = [m for m in named if _gender(row, m) in ("", gender)] if gender else [m for m in named if _gender(row, m) != "Fem"]
        if subject and len(fitting) > 1:
            fitting = [m for m in fitting if m.case == "Nom"]
        keys = {k for m in fitting if (k := story.body(m)) is not None}
        return Ref("body", keys.pop()) if len(keys) == 1 else None
    return None


def _gender(row: SentenceMentions, m: BodyNamed) -> str:
    """Of the noun that heads a name; "" for a name in quotation marks or letters alone."""
    head = next((t for t in row.tokens[m.first : m.last] if t.pos in ("NOUN", "PROPN")), None)
    return head.gender if head is not None and head.text not in m.quoted else ""


def common_party(story: Story, last: Sketch | None, partner: Ref, told: Sequence[str]) -> Ref | None:
    """«А подписала соглашение с Б. Такое же готовится с В»: of the two of the document before the one of whom the text tells: named first and most.

    told  states that the clause names: «Такое же соглашение монгольская сторона заключила с В»
    """
    bodies = [r for r in last.parties if r.kind == "body" and r != partner] if last is not None else []
    home = story.bodies.country(partner.key) if partner.kind == "body" else partner.key
    others = set(told) - {home}
    bodies = [r for r in bodies if story.bodies.country(r.key) != home and (not others or story.bodies.country(r.key) in others)]
    if not bodies:
        return None
    return max(bodies, key=lambda r: (len(story.bodies.mentions(r.key)), -min(m.span.start for m in story.bodies.mentions(r.key))))
