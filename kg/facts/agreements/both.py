"""Who signs without being named again: «министры подписали протокол», «the document was signed by the two ministers»."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.facts.agreements.signers import SPEECH
from kg.facts.model import Post, Ref
from kg.facts.sentences.scenes import finite
from kg.facts.story.drafts import Draft
from kg.facts.story.sides import Sides
from kg.facts.story.so_far import Story
from kg.mentions.model import SentenceMentions, Trigger
from kg.text.document import Token

# officials in the plural; heads are whoever leads something
_SAME = frozenset("министр президент премьер-министр премьер посол ректор директор председатель замминистра minister president rector director co-chair chairman".split())
_HEADS = frozenset("глава руководитель лидер кіраўнік head leader".split())
_ENVOYS = frozenset("посол консул генконсул советник пасол ambassador consul counsellor".split())
_DEPUTIES = frozenset("заместитель первый намеснік deputy vice советник помощник начальник".split())
_THEY = frozenset("они яны they".split())
_TALKERS = frozenset("собеседник переговорщик суразмоўца interlocutor official".split())
_CHAIRS = frozenset("сопредседатель сустаршыня co-chair".split())
_BY_CHAIRS = {True: ("сопредседателями",), False: ("сопредседатели", "сопредседателя")}
_LEADING = frozenset("представлять представить вести".split())
_MINISTRIES = frozenset("ведомство министерство ведамства міністэрства ministry".split())
_CHAIRING = frozenset("сопредседательствовать co-chair".split())
_DELEGATIONS = frozenset("делегация дэлегацыя delegation".split())
_SIDE = frozenset("сторона часть бок частка side".split())
_CHAIRED = _DELEGATIONS | _SIDE | frozenset("комиссия заседание группа комитет камісія пасяджэнне commission session group".split())
_ENGLISH = {"министр": "minister", "президент": "president", "премьер-министр": "prime", "посол": "ambassador", "ректор": "rector", "директор": "director", "председатель": "chair"}
_BELARUSIAN = {"министр": "міністр", "президент": "прэзідэнт", "премьер-министр": "прэм'ер", "премьер": "прэм'ер", "посол": "пасол", "ректор": "рэктар", "директор": "дырэктар", "председатель": "старшын"}
_THEIR_BACK = 3
_TWO = frozenset("оба два абодва both two".split())
_HE = {"он": "Masc", "она": "Fem", "ён": "Masc", "яна": "Fem"}
_BACK = 6  # sentences
_LIST = 14  # tokens


def officials_told_of(story: Story, sides: Sides, posts: Sequence[Post], drafts: Sequence[Draft], i: int, row: SentenceMentions, reach: tuple[int, int], trigger: Trigger, parties: Sequence[Ref] = (), *, of_all: bool = False) -> list[str]:
    """Local keys of the two officials of two sides whom the text named last in that post; [] where it is not clear.

    of_all  many have adopted the document: only "they", the two of the sentence before, are sure
    """
    tokens = row.tokens[reach[0] : reach[1]]
    if any(reach[0] <= p.first < reach[1] for p in row.persons):
        return []
    wanted = "Ins" if trigger.passive else "Nom"
    word = next((t.lemma for k, t in enumerate(tokens) if t.lemma in _SAME | _HEADS | _CHAIRS and (_counted(tokens, k) or (t.number == "Plur" and t.case in (wanted, "")))), None)
    if word is None and any(t.norm in _BY_CHAIRS[trigger.passive] for t in tokens):
        word = "сопредседатель"  # no word of the tagger's
    if word is None:
        return _each_by_post(story, sides, posts, i, row, reach) or _they_two(story, sides, i, row, reach) or _of_talks(story, sides, drafts, i, tokens)
    if of_all:
        return []
    if word in _CHAIRS:
        return _of_post(story, sides, posts, i, reach, "сопредседатель") or _led(story, sides, i, _CHAIRED)
    if any(t.lemma in _DELEGATIONS for t in tokens):
        return _of_delegations(story, sides, drafts, i)
    if (of_houses := _of_houses(posts, parties)) is not None:
        return of_houses
    if word in _HEADS and not story.bilateral():
        return []
    if word in _HEADS and any(t.lemma in _MINISTRIES for t in tokens):  # «главы ведомств», not the directors of their companies
        posts = [p for p in posts if p.body is None or story.bodies.kind(p.body) in ("Ministry", "Agency")]
    return _of_post(story, sides, posts, i, reach, word) or (_led(story, sides, i, _DELEGATIONS | _SIDE) if word in _HEADS else [])


def he_too(story: Story, sides: Sides, i: int, row: SentenceMentions, reach: tuple[int, int], signers: Sequence[str]) -> list[str]:
    """«Министр А посетил Душанбе. С министром Б он подписал …», «Она и директор Б подписали»: the only person of the sentence before, of another state than he who is named."""
    if len(signers) != 1 or i == 0 or any(t.lemma in SPEECH for t in row.tokens):
        return []  # «С иранской стороны, сказал он, подписал Б»
    gender = next((_HE[t.norm] for t in row.tokens[slice(*reach)] if t.norm in _HE and t.pos == "PRON" and t.case in ("Nom", "")), None)
    before = {story.person(p): p for p in story.rows[i - 1].persons}
    key, told = next(iter(before.items()), (None, None))
    if gender is None or key is None or told is None or len(before) != 1 or key in signers or told.case not in ("Nom", "") or len(sides.countries([key, *signers])) != 2:
        return []
    genders = {t.gender for t in story.rows[i - 1].tokens[told.first : told.last] if t.gender}
    return [key] if genders <= {gender} or not genders else []


def _counted(tokens: Sequence[Token], k: int) -> bool:
    """«оба министра», «два ректора», "both ministers"."""
    return k > 0 and tokens[k - 1].norm in _TWO


def _of_post(story: Story, sides: Sides, posts: Sequence[Post], i: int, reach: tuple[int, int], word: str) -> list[str]:
    """The two whom the text named last in a post that the plural may mean: of a sentence with several of one state the first."""
    held = {p.person for p in posts if _fits(word, p.role) and not p.former}
    found: list[str] = []
    back = len(story.rows) if word == "сопредседатель" else 2 * _BACK if word in _HEADS else _BACK
    for j in range(i, max(-1, i - back), -1):
        other = story.rows[j]
        here = [p for p in other.persons if j < i or p.last <= reach[0]]
        # «сопредседатели комиссии министр А и министр Б»: a plural post in front of several
        many = {story.person(p) for p in here for r in other.roles if r.number == "Plur" and 0 <= p.first - r.last <= _LIST and _fits(word, r.role)}
        fitting = [key for key in dict.fromkeys(story.person(p) for p in here) if key in held | many and key not in found]
        if word in _HEADS:  # «генеральный директор А и начальник управления Б», of the minister's delegation
            fitting = [k for n, k in enumerate(fitting) if sides.country(k) not in {None, *sides.countries(fitting[:n]), *sides.countries(found)}]
        found += fitting
        if len(found) >= 2:
            break
    return found if len(found) == 2 and len(sides.countries(found)) == 2 else []


def _of_delegations(story: Story, sides: Sides, drafts: Sequence[Draft], i: int) -> list[str]:
    """«Главы делегаций»: those who are said to lead them; where one is, he and the other of the talks told of last."""
    led = _led(story, sides, i, _DELEGATIONS | _SIDE)
    if led:
        return led
    heads = list(dict.fromkeys(key for d in drafts for key in d.heads if not d.planned and d.seen and min(d.seen) <= i))
    if len(heads) == 2:
        return heads
    talks = [d for d in drafts if d.group == "meet" and not d.planned and not d.background and d.sentence < i]
    if not talks:
        return []
    row = story.rows[max(talks, key=lambda d: d.sentence).sentence]
    named = list(dict.fromkeys(key for p in row.persons if (key := story.person(p)) and sides.country(key)))
    return named if len(named) == 2 and set(heads) <= set(named) and len(sides.countries(named)) == 2 else []


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
    tokens = row.tokens[reach[0] : reach[1]]
    the_two = any(a.norm == "the" and b.norm in ("two", "pair") and (c.pos in ("VERB", "AUX", "ADV")) for a, b, c in zip(tokens, tokens[1:], tokens[2:], strict=False))
    if not the_two and not any((t.norm in _THEY or (t.lemma in _TALKERS and t.number == "Plur")) and t.case in ("Nom", "") for t in tokens):
        return []
    for j in range(i, max(-1, i - _THEIR_BACK), -1):
        named = list(dict.fromkeys(story.person(p) for p in story.rows[j].persons if j < i or p.last <= reach[0]))
        if named:
            return named if len(named) == 2 and len(sides.countries(named)) == 2 else []
    return []


def _of_talks(story: Story, sides: Sides, drafts: Sequence[Draft], i: int, tokens: Sequence[Token]) -> list[str]:
    """"After the talks the two officials signed": the only two of the talks told last."""
    if not any(a.norm in _TWO and b.lemma in _TALKERS for a, b in pairwise(tokens)):
        return []
    told = sorted((j for d in drafts if d.group == "meet" and not d.planned and not d.background for j in d.seen if j <= i), reverse=True)
    for j in told:
        named = list(dict.fromkeys(story.person(p) for p in story.rows[j].persons))
        if len(named) > 1:
            return named if len(named) == len(sides.countries(named)) == 2 else []
    return []


def _each_by_post(story: Story, sides: Sides, posts: Sequence[Post], i: int, row: SentenceMentions, reach: tuple[int, int]) -> list[str]:
    """"The Minister and the Secretary signed": two posts side by side, each of the person whom the text named last in it."""
    roles = [r for r in row.roles if reach[0] <= r.first < reach[1]]
    for a, b in pairwise(roles):
        if "the" not in (row.tokens[a.first - 1].text.lower() if a.first else "", row.tokens[a.first].text.lower()) or not 1 <= b.first - a.last <= 2 or row.tokens[a.last].norm not in ("и", "and"):
            continue
        found = [_last_in(story, posts, i, r.role) for r in (a, b)]
        named = [key for key in found if key is not None]
        if len(set(named)) == 2 and len(sides.countries(named)) == 2:
            return named
    return []


def _last_in(story: Story, posts: Sequence[Post], i: int, role: str) -> str | None:
    held = {p.person for p in posts if not p.former and role.split()[-1] in p.role.replace("-", " ").split()}
    return next((key for j in range(i - 1, max(-1, i - _BACK), -1) for p in story.rows[j].persons if (key := story.person(p)) in held), None)


def _led(story: Story, sides: Sides, i: int, of: frozenset[str]) -> list[str]:
    """«Белорусскую делегацию возглавил А, лаосскую – Б», «сопредседательствовали А и Б»: the two who lead, told in one sentence or in two."""
    found: list[str] = []
    for row in reversed(story.rows[: i + 1]):
        chaired = next((t for t in row.tokens if t.lemma in _CHAIRING), None)
        leading = any(t.act == "head" and t.tense for t in row.triggers) or any(t.lemma in _LEADING and finite(t) for t in row.tokens)
        if chaired is None and not (leading and any(t.lemma in of and t.case in ("Acc", "Nom", "") for t in row.tokens)):
            continue
        people = [p for p in row.persons if p.case in ("Nom", "")]
        # «… возглавил министр А, участвовал и посол Б»
        people = people[:1] + [q for p, q in pairwise(people) if not any(finite(t) for t in row.tokens[p.last : q.first])]
        led = list(dict.fromkeys(story.person(p) for p in people))
        states = {sides.country(k) for k in led}
        if len(led) == 2 and (len(states - {None}) == 2 or None in states):
            return led
        found += [k for k in led[:1] if k not in found]
    return found if len(found) == 2 and len(sides.countries(found)) == 2 else []


def _fits(word: str, role: str) -> bool:
    """A post that the plural may mean: «министры» a minister or his deputy, «руководители» whoever is no envoy."""
    words = role.replace("-", " ").split()
    if _ENGLISH.get(word, "-") in (*words, *(w[:5] for w in words)) or (word in _BELARUSIAN and any(w.startswith(_BELARUSIAN[word]) for w in words)):
        return True
    if word in _HEADS:
        return not (_ENVOYS | _DEPUTIES) & set(words)
    if word == "сопредседатель":
        return words[0] in ("сопредседатель", "председатель", "co", "chair", "co-chair")
    return word.removesuffix("-министр") in words or role.startswith(word[:7]) or (word.startswith("министр") and any(w.startswith("министр") for w in words))
