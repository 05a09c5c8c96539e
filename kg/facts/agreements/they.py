"""Whom «операторы», «компании», «партнеры», «между ними», "the universities" mean as sides of a document: those named together last."""

from __future__ import annotations

from collections.abc import Sequence

from kg.facts.agreements.named_sides import in_order
from kg.facts.agreements.referents import acted_together, between, worked_with
from kg.facts.agreements.sketches import Sketch
from kg.facts.model import Ref
from kg.facts.sentences.speaker import interview
from kg.facts.story.so_far import Story
from kg.mentions.inverted import acts_behind
from kg.mentions.model import BodyNamed, SentenceMentions
from kg.text.document import Token

_COMPANIES = frozenset("оператор компания почта предприятие банк фирма корпорация разработчик аператар пошта кампанія прадпрыемства operator company firm carrier developer".split())
_SCHOOLS = frozenset("университет вуз институт академия учреждение заведение установа технопарк парк школа колледж універсітэт акадэмія university institution academy institute park".split())
_AGENCIES = frozenset("агентство регулятор ведомство ведамства agency regulator authority".split())
_ANYBODY = frozenset("партнер партнёр партнер-организация организация партнёр partner organization organisation body".split())
WORDS = _COMPANIES | _SCHOOLS | _AGENCIES | _ANYBODY
_SIDES = frozenset("сторона бок side".split())
_FIRMS = _COMPANIES | {"партнер", "партнёр", "partner"}
_THEM = frozenset("ними ім імі them".split())
_LEADERS = frozenset("ректор проректор директор гендиректор глава руководитель президент представитель председатель начальник лидер имя рэктар дырэктар кіраўнік прадстаўнік".split())
_SUBJECTS = frozenset("они яны they".split())
_KINDS = {"Company": _COMPANIES | _ANYBODY, "Organization": WORDS, "Institution": _SCHOOLS | _ANYBODY, "Agency": _ANYBODY | _AGENCIES}
_HOUSES = frozenset({*_KINDS, "Ministry"})
_TWO = frozenset("два две оба обе дзве абодва абедзве both two".split())
_BY_THEM = frozenset("ими імі".split())
_NEAR = 2  # sentences back in which they may have been named
_LEAD = 4  # sentences in which the houses are named that a release is about
_FAR = 8  # sentences back to their last document


def they(story: Story, sketches: Sequence[Sketch], i: int, row: SentenceMentions, reach: tuple[int, int]) -> list[Ref]:
    """The bodies that a plural word of the clause stands for; [] where it has none, or where it is not clear whom it means."""
    word = _word(story, i, row.tokens, reach)
    if word is None and (they_two := _just_listed(story, i, row.tokens, reach)):
        return they_two
    if word is None:
        if not _says_sides(row.tokens, reach):
            return (_met(story, i, reach) if _have_met(story, i) else _builders(story, i, row)) if _passive_alone(row, reach) else []
        return _of_many(story, sketches, i) or _met(story, i, reach) or acted_together(story, i, reach) or ([] if _have_met(story, i) else _of_private(story, sketches, i, row))
    for j in range(i, max(-1, i - 1 - _NEAR), -1):
        before = reach[0] if j == i else len(story.rows[j].tokens)
        at_work = worked_with(story.rows[j], before) if word in _FIRMS else ()
        named = list(dict.fromkeys(k for b in at_work if (k := story.body(b)) is not None)) or _together(story, story.rows[j], before, word)
        if len(named) > 1:
            return [Ref("body", key) for key in named]
    for s in reversed(sketches):
        bodies = [r for r in s.parties if r.kind == "body" and word in (*_KINDS.get(story.bodies.kind(r.key), ()), *_THEM)]
        if s.statuses and s.sentences and i - max(s.sentences) <= _FAR and len(bodies) == len(s.parties) and (len(bodies) == 2 or (bodies and interview(story))):
            return bodies  # of an interview, the guest's house comes last of all
    return _met(story, i, reach) or _named_lately(story, i, reach, word)


def _just_listed(story: Story, i: int, tokens: Sequence[Token], reach: tuple[int, int]) -> list[Ref]:
    """«За этим следят агентство А и регулятор Б. В марте они подпишут протокол»: the two whom the sentence before lists as its subject."""
    if i == 0 or story.rows[i - 1].persons or not any(t.norm in _SUBJECTS and t.case in ("Nom", "") for t in tokens[slice(*reach)]):
        return []
    before = story.rows[i - 1]
    bodies = [b for b in in_order(before, 0, len(before.tokens)) if isinstance(b, BodyNamed) and not b.anaphor]
    keys = list(dict.fromkeys(k for b in bodies if (k := story.body(b)) is not None))
    listed = len(_joined(before, bodies)) == len(bodies) == len(keys) == 2
    return [Ref("body", k) for k in keys] if listed and bodies[0].case in ("Nom", "") else []


def _builders(story: Story, i: int, row: SentenceMentions) -> list[Ref]:
    """«А реализует проект с участием Б. В мае подписан контракт на второй этап»: those who work on it together."""
    if i == 0 or not any(x.kind in ("contract", "treaty") for x in row.instruments):
        return []
    keys = list(dict.fromkeys(k for b in worked_with(story.rows[i - 1], len(story.rows[i - 1].tokens)) if (k := story.body(b)) is not None))
    return [Ref("body", k) for k in keys] if len(keys) > 1 else []


def _passive_alone(row: SentenceMentions, reach: tuple[int, int]) -> bool:
    """«Рассмотрен проект соглашения о магистратуре»: what was done by those who met, nobody named."""
    first, last = reach
    named = any(first <= m.first < last for m in [*row.bodies, *row.persons, *row.countries])
    return not named and any(first <= t.first < last and t.passive and t.tense == "past" for t in row.triggers)


def _named_lately(story: Story, i: int, reach: tuple[int, int], word: str) -> list[Ref]:
    """«Ректор университета А и вице-президент университета Б открыли центр. Тогда же вузы подписали …»: the only two such houses of the last sentences."""
    kind = "Institution" if word in _SCHOOLS else "Company" if word in _COMPANIES else ""
    keys: dict[str, None] = {}
    for j in range(i, max(-1, i - 1 - _NEAR), -1) if kind else ():
        for b in story.rows[j].bodies:
            if b.kind == kind and (j < i or b.first < reach[0]) and (key := story.body(b)) is not None and story.bodies.kind(key) == kind:
                keys[key] = None
    return [Ref("body", k) for k in keys] if len(keys) == 2 else []


def _met(story: Story, i: int, reach: tuple[int, int]) -> list[Ref]:
    """«Делегация «А» посетила Б. Стороны подписали …», «Ректор А встретился с руководством Б, и они …»: the two houses that met, where one is no ministry."""
    for j in range(i, max(-1, i - 1 - _NEAR), -1):
        row = story.rows[j]
        met = any(t.act in ("meet", "receive", "visit") and t.tense in ("past", "pres") for t in row.triggers) or any(g.kind in ("talks", "meeting", "visit") for g in row.gatherings)
        before = reach[0] if j == i else len(row.tokens)
        named = [b for b in row.bodies if b.first < before and not b.anaphor and b.kind in _HOUSES]
        named = [b for b in named if not any(o is not b and o.first <= b.first and b.last <= o.last for o in named)]
        keys = list(dict.fromkeys(k for b in named if (k := story.body(b)) is not None))
        if met and len(keys) == 1 and (sent := _sent(story, j)) is not None and sent not in keys:
            keys.append(sent)
        if not met or len(keys) < 2:
            if keys and j < i:
                return []  # another house has been named since
            continue
        states = [story.bodies.country(k) for k in keys]
        private = any(story.bodies.kind(k) in ("Company", "Institution") for k in keys)
        return [Ref("body", k) for k in keys] if len(keys) == 2 and private and (None in states or states[0] != states[1]) else []
    return []


def _sent(story: Story, i: int) -> str | None:
    """«Делегация „А“ находилась в Египте. … состоялась встреча с Б»: the house whose delegation it is, told in the sentences before."""
    for row in reversed(story.rows[max(0, i - _NEAR) : i]):
        for b in row.bodies:
            if b.first and row.tokens[b.first - 1].lemma in ("делегация", "дэлегацыя") and b.kind in ("Company", "Institution"):
                return story.body(b)
    return None


def _says_sides(tokens: Sequence[Token], reach: tuple[int, int]) -> bool:
    return any(t.lemma in _SIDES and ((t.number == "Plur" and t.case in ("Nom", "")) or acts_behind(tokens, k)) for k, t in enumerate(tokens[: reach[1]]) if k >= reach[0])


def _have_met(story: Story, i: int) -> bool:
    """The sentence before tells of talks: the sides are those who talked."""
    before = story.rows[max(i - 1, 0)]
    return any(t.act in ("meet", "receive") and t.tense == "past" for t in before.triggers) or any(g.kind in ("talks", "meeting") for g in before.gatherings)


def _of_private(story: Story, sketches: Sequence[Sketch], i: int, row: SentenceMentions) -> list[Ref]:
    """«Стороны также готовят контракт», where the text tells of the agreements of two houses only, one of them no ministry: the same two."""
    pairs = {frozenset(r for r in s.parties if r.kind == "body"): s for s in sketches if s.statuses and len(s.parties) > 1}
    if len(pairs) != 1:
        return []
    bodies, told = next(iter(pairs.items()))
    private = any(story.bodies.kind(r.key) in ("Company", "Institution") for r in bodies)
    # a plan, "the sides" of which are as often the states
    near = told.sentences and i - max(told.sentences) <= 1 and not any(x.kind in ("action-plan", "roadmap", "programme") for x in row.instruments)
    heroes = any(m.sentence <= _LEAD for r in bodies for m in story.bodies.mentions(r.key))  # not of a cable that two firms lay, recalled in the middle of talks
    far = heroes and any(x.kind in ("contract", "agreement", "treaty", "protocol") for x in row.instruments)
    return [r for r in told.parties if r in bodies] if len(bodies) == 2 and private and (near or far) else []


def _of_many(story: Story, sketches: Sequence[Sketch], i: int) -> list[Ref]:
    """«Министерство и МСЭ подписали меморандум. Потом стороны примут план»: the two of the document told last, where one is no body of a state."""
    last = next((s for s in reversed(sketches) if s.statuses and s.sentences), None)
    bodies = [r for r in last.parties if r.kind == "body"] if last is not None else []
    if last is None or i - max(last.sentences) > _FAR or len(bodies) != 2 or len(last.parties) != 2:
        return []
    return bodies if any(story.bodies.kind(r.key) == "InternationalOrganization" for r in bodies) and not _others_met(story, max(last.sentences), i) else []


def _others_met(story: Story, first: int, i: int) -> bool:
    """Talks have been told of since: the sides may be those who talked."""
    return any(t.act in ("meet", "receive") and t.tense == "past" for row in story.rows[first + 1 : i] for t in row.triggers)


def says_they(tokens: Sequence[Token]) -> bool:
    """True if a plural such as «операторы» acts in the words."""
    return any(t.lemma in WORDS and t.number == "Plur" and t.case in ("Nom", "Ins", "") for t in tokens)


def _word(story: Story, i: int, tokens: Sequence[Token], reach: tuple[int, int]) -> str | None:
    """The plural word, "ними" behind "между"; for "они" that of the sentence before."""
    for k in range(reach[0], min(reach[1], len(tokens))):
        t = tokens[k]
        two = k > 0 and t.pos == "NOUN" and (tokens[k - 1].norm in _TWO or (k > 1 and tokens[k - 1].pos == "ADJ" and tokens[k - 2].norm in _TWO))  # «два оператора» reads as a singular
        acting = t.lemma in WORDS and (two or (t.number == "Plur" and t.case in ("Nom", "Ins", "")) or acts_behind(tokens, k) or _by_their_heads(tokens, k))
        if acting and not named_there(story.rows[i], k):
            return t.lemma
        if t.norm in _THEM and k and tokens[k - 1].norm in ("между", "паміж", "between"):
            return t.norm
        if t.norm in _SUBJECTS and t.case in ("Nom", ""):
            before = [*story.rows[i - 1].tokens, *tokens[: reach[0]]] if i else tokens[: reach[0]]
            return next((x.lemma for x in reversed(before) if x.lemma in WORDS and x.number == "Plur"), t.norm if reach[0] else None)
    return None


def _by_their_heads(tokens: Sequence[Token], k: int) -> bool:
    """«Ректоры трех | вузов подписали», «скреплен подписями руководителей | компаний»: the houses act through those who lead them."""
    if tokens[k].number != "Plur" or tokens[k].case not in ("Gen", ""):
        return False
    at = next((j for j in range(k - 1, max(-1, k - 4), -1) if tokens[j].pos not in ("NUM", "ADJ", "DET")), -1)
    return at >= 0 and tokens[at].number == "Plur" and (tokens[at].lemma in _LEADERS or tokens[at].norm in ("от",))


def named_there(row: SentenceMentions, k: int) -> bool:
    """«операторы „А“ и „Б“»: they are named right behind the word."""
    return any(b.first <= k < b.last or 0 < b.first - k <= 2 for b in row.bodies if not b.anaphor)


def _together(story: Story, row: SentenceMentions, before: int, word: str) -> list[str]:
    """Bodies of one sentence that are named side by side, as a list or as the two of one act: outermost, no part of a post."""
    posts = [(r.first, r.last) for r in row.roles]
    bodies = [b for b in row.bodies if b.first < before and not b.anaphor and not any(f <= b.first < la for f, la in posts)]
    bodies = [b for b in bodies if not any(o is not b and o.first <= b.first and b.last <= o.last for o in bodies)]
    fitting = [b for b in bodies if word in (*_THEM, *_SUBJECTS) or word in _KINDS.get(b.kind, ())]
    keys = [k for b in _joined(row, fitting) if (k := story.body(b)) is not None]
    return list(dict.fromkeys(keys))


def _joined(row: SentenceMentions, bodies: Sequence[BodyNamed]) -> list[BodyNamed]:
    """The longest run of bodies with nothing but commas, "и", quotation marks, brackets and what is said of the next one between."""
    runs: list[list[BodyNamed]] = [[]]
    for b in bodies:
        if runs[-1]:
            gap = [t for t in between(row, runs[-1][-1].last, b.first) if t.is_word]
            if not ((gap[:1] and gap[0].norm in ("и", "і", "and", "с", "з", "with")) or not gap) or len(gap) > 5 or any(t.pos in ("VERB", "AUX") for t in gap):
                runs.append([])
        runs[-1].append(b)
    return max(runs, key=len)
