"""Posts in a Russian or Belarusian sentence: the role word, what belongs to its name, the organisation behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.mentions.bodies import core_of, phrase
from kg.mentions.model import BodyNamed, RoleNamed
from kg.mentions.phrases import CASE_GRAMMEMES, Marks, at_court, is_adjective, nominative, printed, tail
from kg.reference.words import Lexicon
from kg.text.document import Sentence, Token
from kg.text.morphology import inflect, parses
from kg.values import Span

# organs of a body: "председатель Коллегии Евразийской экономической комиссии" is a post of the commission
_BOARDS = frozenset("коллегия правление администрация аппарат совет президиум калегія праўленне адміністрацыя".split())
_POSSESSIVES = frozenset(["ее", "его", "их"])
_NOT_AFTER = frozenset("делегация государство союз страна семья дом сторона цех отрасль держава переговоры".split())
_MINISTRY = {"ru": "Министерство", "be": "Міністэрства"}
_STATE_HEADS = frozenset("президент премьер премьер-министр посол король эмир султан канцлер вице-премьер посланник королева".split())


@dataclass(frozen=True, slots=True)
class _Head:
    """A role phrase while it grows."""

    first: int  # with modifiers
    head: int
    end: int  # after the role's own words
    dropped: tuple[int, ...]  # modifiers that are no part of the name
    former: bool
    acting: bool
    chain: bool = False


def role_tokens(tokens: Sequence[Token], lex: Lexicon) -> frozenset[int]:
    """Tokens that are role words: a body's or person's name does not run over them."""
    return frozenset(
        i for i, t in enumerate(tokens) if t.pos in ("NOUN", "PROPN", "X", "ADJ", "VERB") and (t.lemma in lex.sets["roles.heads"] or t.norm in lex.sets["roles.heads"])
        and not (t.number == "Plur" and t.case == "Gen" and (t.lemma == "глава" or (i and tokens[i - 1].lemma in ("палата", "совет")))) and not at_court(tokens, i)
    )  # fmt: skip


def find_roles(sentence: Sentence, marks: Marks, bodies: Sequence[BodyNamed], lex: Lexicon, language: str) -> list[RoleNamed]:
    """Posts named in a sentence, left to right; a role inside another ("помощник заместителя министра") is a part of it."""
    tokens = sentence.tokens
    out: list[RoleNamed] = []
    used = -1
    for i in sorted(role_tokens(tokens, lex)):
        if i < used:
            continue
        start = _modifiers(tokens, i, lex, max(used, 0))
        grown = _grow(tokens, start, marks, lex, bodies)
        role = _finish(sentence, grown, marks, bodies, lex, language)
        if role is not None:
            out.append(role)
            used = role.last
    return out


def _modifiers(tokens: Sequence[Token], i: int, lex: Lexicon, lower: int) -> _Head:
    first, dropped, former, acting = i, [], tokens[i].lemma.startswith(("экс-", "эксс-")), False
    while first > lower:
        t = tokens[first - 1]
        if t.lemma in lex.sets["roles.temporal.former"]:
            former = True
            dropped.append(first - 1)
        elif t.lemma in lex.sets["roles.temporal.current"]:
            dropped.append(first - 1)
        elif t.lemma in lex.sets["roles.adjectives"] and (is_adjective(t) or t.pos in ("NOUN", "PROPN", "VERB")):
            pass
        elif t.norm in ("и", "і") and first - 2 >= lower and tokens[first - 2].lemma in lex.sets["roles.adjectives"] and first < i:
            pass
        elif t.text == "." and first - 4 >= lower and [x.norm for x in tokens[first - 4 : first]] in (["и", ".", "о", "."], ["в", ".", "о", "."]):
            first -= 3
            acting = True
        elif t.norm in ("врио", "ио", "вриo"):
            acting = True
        elif t.norm == "обязанности" and first - 2 >= lower and tokens[first - 2].lemma in ("исполнять", "исполняющий"):
            first -= 1
            acting = True
        else:
            break
        first -= 1
    return _Head(first, i, i + 1, tuple(dropped), former, acting)


def _grow(tokens: Sequence[Token], h: _Head, marks: Marks, lex: Lexicon, bodies: Sequence[BodyNamed]) -> _Head:
    """Add what belongs to the role's name: the chain of deputies, units, a field after "по"."""
    j = h.end
    heads, units = lex.sets["roles.heads"], lex.sets["units"]
    ministerial = tokens[h.head].lemma in lex.sets["roles.ministerial"]
    starts = {b.first: b for b in bodies if not b.weak or b.quoted or b.anaphor}
    chain, deputies = False, True
    while j < len(tokens):
        t = tokens[j]
        k = j
        while k < len(tokens) and k - j < 3 and is_adjective(tokens[k]) and tokens[k].lemma not in heads and k not in marks.countries:
            k += 1
        if k < len(tokens) and tokens[k].lemma in heads and tokens[k].case in ("Gen", "") and tokens[k].pos in ("NOUN", "PROPN") and deputies and _deputy(tokens[h.head], lex) and not (tokens[k].capital and k == j and tokens[h.head].lemma not in lex.sets["roles.deputies"]):
            j, chain = k + 1, True
            continue
        if t.norm in _POSSESSIVES and _deputy(tokens[h.head], lex) and j + 1 < len(tokens) and tokens[j + 1].lemma in heads and tokens[j + 1].case == "Gen":
            # «советник ее председателя»
            h = replace(h, dropped=(*h.dropped, j))
            j, chain = j + 2, True
            continue
        if j in starts and tokens[k if k < len(tokens) else j].lemma not in units:
            break
        if tokens[h.head].lemma == "поверенный" and t.norm == "в" and j + 1 < len(tokens) and tokens[j + 1].norm == "делах":
            j += 2
            continue
        if k < len(tokens) and not ministerial and tokens[k].lemma in units and tokens[k].number != "Plur" and tokens[k].case in ("Gen", "") and not _proper_unit(tokens, j, k, starts):
            t2 = tail(tokens, k + 1, Marks(marks.countries, marks.adjectives, marks.people, marks.heads | frozenset(starts)), prepositions=frozenset({"по"}))
            end = min([t2.end, *(s for s in starts if k < s < t2.end)])
            if t2.country_at and t2.country_at[1] <= end:
                end = min(end, t2.country_at[0])
            if t2.quote:
                end = min(end, t2.quote[0])
            if tokens[k].lemma in _BOARDS and not (k + 1 < len(tokens) and tokens[k + 1].norm in ("директоров", "министров", "управляющих", "дырэктараў")):
                end = k + 1
            while end > k + 1 and tokens[end - 1].norm in ("и", ","):
                end -= 1
            j, chain, deputies = end, True, False
            continue
        if t.text == "(" and j + 2 < len(tokens) and tokens[j + 1].lemma in heads and tokens[j + 2].text == ")":
            j, chain = j + 3, True
            continue
        if t.norm in ("по", "па") and j + 1 < len(tokens):
            end2 = tail(tokens, j, marks, prepositions=frozenset({"по", "па"}), chain=False, latin=False, open_lists=chain).end
            if end2 > j + 1:
                end2 = min([end2, *(s for s in starts if j < s < end2)])
                j = end2
                continue
        break
    return _Head(h.first, h.head, j, h.dropped, h.former, h.acting, chain)


def _deputy(token: Token, lex: Lexicon) -> bool:
    return token.lemma in lex.sets["roles.deputies"] or token.lemma in ("директор", "секретарь", "представитель", "советник", "руководитель")


def _proper_unit(tokens: Sequence[Token], first: int, head: int, starts: dict[int, BodyNamed]) -> bool:
    """A capitalised unit with a full name of its own is the organisation, not part of the role."""
    body = starts.get(first)
    if body is None:
        return tokens[first].capital and tokens[head].lemma not in ("коллегия", "правление", "калегія")
    if tokens[head].lemma in ("коллегия", "правление", "администрация", "совет", "аппарат"):
        return False
    return tokens[first].capital or bool(body.quoted)


def _finish(sentence: Sentence, h: _Head, marks: Marks, bodies: Sequence[BodyNamed], lex: Lexicon, language: str) -> RoleNamed | None:
    tokens = sentence.tokens
    head = tokens[h.head]
    end, country, body, unit = h.end, None, None, ""
    nxt = tokens[end] if end < len(tokens) else None
    if nxt is not None and nxt.lemma in _NOT_AFTER and end == h.head + 1:
        return None
    first_lemma = tokens[h.end - 1].lemma
    ministerial = head.lemma in lex.sets["roles.ministerial"] or (h.chain and first_lemma in lex.sets["roles.ministerial"])
    at = next((b for b in bodies if b.first == end and not b.anaphor), None) or _forced(sentence, end, marks, lex)
    at = at or next((b for b in bodies if b.first == end), None)
    # «глава администрации президента»: the unit is a body of its own
    at = at or next((b for b in bodies if b.first == end - 1 > h.head and b.last > end and not b.anaphor), None)
    at = at or next((b for b in bodies if b.first == end + 1 and end < len(tokens) and tokens[end].text in "«\"“"), None)
    if at is not None:
        body, end, country = at, at.last, at.country
        if end < len(tokens) and tokens[end].text in "»\"”":
            end += 1
        if end in marks.countries and body.country is None and body.kind != "InternationalOrganization":
            # «Минцифры Татарстана»
            stop, country = marks.countries[end]
            country = country or None
            name = f"{body.name} {printed(tokens, end, stop)}"
            body, end = replace(body, name=name, core=core_of(name), country=country, span=Span(body.span.start, tokens[stop - 1].end)), stop
        if end < len(tokens) and tokens[end].norm == "по" and not h.chain:
            # «директор НАСА по космическим полетам»
            end = tail(tokens, end, marks, prepositions=frozenset({"по"}), chain=False, latin=False).end
    elif ministerial and end < len(tokens):
        t = tail(tokens, end, marks, prepositions=frozenset({"по", "па"}), latin=False)
        if t.end > end:
            only = t.country_at is not None and t.country_at[0] == end
            country = t.countries[0] if t.countries else None
            if not only:
                body = _implied(sentence, end, t.end, t.country_at, country, t.short, language)
            end = t.end + (3 if t.short else 0)
    if body is None and country is None and (house := _house(sentence, end, marks)) is not None:
        body, end, country = house, house.last, house.country
    if body is None and country is None and end in marks.countries:
        stop, country = marks.countries[end]
        end = stop
    if country is None:
        inner = [marks.adjectives[k] for k in range(h.head + 1, h.end) if k in marks.adjectives]
        if len(inner) == 1 and len(inner[0]) == 1:
            country = inner[0][0]
    if country is None:
        adjective = next((marks.adjectives[i] for i in range(h.first - 1, h.head) if i in marks.adjectives and i >= 0), None)
        if adjective and len(adjective) == 1:
            country = adjective[0]
    bare = h.end == h.head + 1 and h.first == h.head and body is None and country is None
    role = _role_name(tokens, replace(h, dropped=(*h.dropped, *(k for k in range(h.head + 1, h.end) if k in marks.adjectives))), lex)
    first = h.first
    while first > 0 and first - 1 in marks.adjectives:
        first -= 1
    case, number = form(head)
    if h.acting:
        # the case of the whole is that of "исполняющий"; "и.о.", "врио" have none
        case = tokens[h.first].case if tokens[h.first].lemma.startswith("исполня") else ""
    return RoleNamed(
        sentence.index, first, end, Span(tokens[first].start, tokens[end - 1].end), role, head.lemma, case, number,
        body, country, h.former, bare, unit, h.end,
    )  # fmt: skip


def form(token: Token) -> tuple[str, str]:
    """(case, number) of a role word; where the tagger gives what the form cannot be ("Президенты" as a genitive), the dictionary's."""
    readings = [p for p in parses(token.text.lower()) if p.known and "NOUN" in p.grammemes]
    number = {"Sing": "sing", "Plur": "plur"}.get(token.number, "")
    if not readings or not token.case or any(p.grammemes & CASE_GRAMMEMES[token.case] and number in p.grammemes for p in readings):
        return token.case, token.number
    for case, grammemes in CASE_GRAMMEMES.items():
        if readings[0].grammemes & grammemes:
            return case, "Plur" if "plur" in readings[0].grammemes else "Sing"
    return token.case, token.number


def _house(sentence: Sentence, i: int, marks: Marks) -> BodyNamed | None:
    """«ректор Иннополиса», «председатель Конституционного суда»: a capitalised genitive behind a post is its house."""
    tokens = sentence.tokens
    head = i
    while head < len(tokens) and is_adjective(tokens[head]) and tokens[head].case == "Gen" and head not in marks.people and head not in marks.adjectives:
        head += 1
    if head >= len(tokens) or not tokens[i].capital or i in marks.countries or head in marks.people or len(tokens[i].text) < 4:
        return None
    noun = tokens[head]
    if noun.case != "Gen" or noun.pos not in ("NOUN", "PROPN") or noun.lemma in _NOT_AFTER or (head == i and not _closed(tokens, i + 1, marks)):
        return None
    t = tail(tokens, head + 1, marks, prepositions=frozenset({"по", "при", "за", "против"}))
    name = nominative(tokens, i, head, t.end)
    return BodyNamed(
        sentence.index, i, t.end, Span(tokens[i].start, tokens[t.end - 1].end), name, core_of(name), "Organization",
        t.countries[0] if t.countries and t.countries[0] else None, "Gen", t.short, weak=True,
    )  # fmt: skip


def _closed(tokens: Sequence[Token], i: int, marks: Marks) -> bool:
    """One capitalised word is a house only if a name or the end of the phrase follows: "лидер Движения против …", "глава Химок А"."""
    return i in marks.people or i >= len(tokens) or tokens[i].text in ",.;)" or tokens[i].pos == "NOUN" or tokens[i].norm in ("за", "против", "по")


def _forced(sentence: Sentence, start: int, marks: Marks, lex: Lexicon) -> BodyNamed | None:
    """«руководитель цифрового офиса правительства …»: a post makes a body of a phrase in small letters."""
    tokens = sentence.tokens
    k = start
    while k < len(tokens) and k - start < 4 and is_adjective(tokens[k]) and tokens[k].case in ("Gen", ""):
        k += 1
    if k >= len(tokens) or tokens[k].lemma not in lex.bodies or tokens[k].lemma in lex.sets["units"] or tokens[k].number == "Plur" or tokens[k].case not in ("Gen", ""):
        return None
    found = phrase(sentence, k, lex.bodies[tokens[k].lemma], marks, lex, forced=True)
    return found if found is not None and found.first <= start else None


def _implied(sentence: Sentence, first: int, end: int, country_at: tuple[int, int] | None, country: str | None, short: str, language: str) -> BodyNamed:
    """The ministry behind "министр связи …": its complement under the word for ministry."""
    tokens = sentence.tokens
    word = _MINISTRY.get(language, "Министерство")
    core_end = country_at[0] if country_at else end
    return BodyNamed(
        sentence.index, first, end, Span(tokens[first].start, tokens[end - 1].end), f"{word} {printed(tokens, first, end)}",
        core_of(f"{word} {printed(tokens, first, core_end)}"), "Ministry", country, "Nom", short,
    )  # fmt: skip


def _role_name(tokens: Sequence[Token], h: _Head, lex: Lexicon) -> str:
    keep = [i for i in range(h.first, h.end) if i not in h.dropped]
    start = next((i for i in keep if i <= h.head), h.head)
    kept = tokens[start : h.end]
    if any(start <= d < h.end for d in h.dropped):
        kept = [t for i, t in enumerate(tokens[: h.end]) if i >= start and i not in h.dropped]
    index = next(n for n, t in enumerate(kept) if t.start == tokens[h.head].start)
    skip = 0
    if h.acting and kept[0].lemma in ("исполнять", "исполняющий"):
        return " ".join(["исполняющий", *(t.norm for t in kept[1:])])
    if h.acting:
        # "и.о. директора" is a name in itself: only the words of the case of "и.о." change
        text = printed(kept, 0, len(kept)).lower()
        return text.replace(" . ", ".").replace("и. о.", "и.о.")
    text = nominative(kept, skip, index, len(kept), plural=False)
    text = _bracketed(kept, index, text, lex)
    if tokens[h.head].number == "Plur":
        text = _singular(kept, skip, index)
    canonical = lex.maps["roles.canonical"]
    own = lex.sets["roles.heads"] | lex.sets["roles.adjectives"] | {"министра", "председателя", "руководителя", "директора", "начальника", "главы", "президента", "премьер-министра"}
    words = [w.lower() if w.lower() in own else w for w in text.split(" ")]
    words[0] = words[0][:1].lower() + words[0][1:]
    return " ".join(canonical.get(w, w) for w in words)


def _bracketed(kept: Sequence[Token], head: int, text: str, lex: Lexicon) -> str:
    """«членом Коллегии (министром) по …»: the word in brackets stands in the case of the head."""
    for i in range(head + 1, len(kept) - 1):
        t = kept[i]
        if kept[i - 1].text == "(" and t.lemma in lex.sets["roles.heads"] and t.case == kept[head].case != "Nom":
            text = text.replace(f"({t.text})", f"({inflect(t.text, 'NOUN', t.case, 'Sing') or t.text})")
    return text


def _singular(kept: Sequence[Token], first: int, head: int) -> str:
    out = []
    for i in range(first, len(kept)):
        t = kept[i]
        form = None
        if i == head:
            form = inflect(t.text, "NOUN", t.case, "Plur", to_number="Sing")
        elif i < head and is_adjective(t):
            form = inflect(t.text, "ADJ", t.case, "Plur", to_number="Sing", gender="Masc")
        out.append(form or t.text)
    return " ".join(out)


def not_a_post(role: RoleNamed, lex: Lexicon) -> bool:
    """True for words such as "представитель", "эксперт" that name a post only with more words."""
    return role.bare and role.head in lex.sets["roles.not_posts"]


def state_role(role: RoleNamed) -> bool:
    """A post of a state rather than of a body: president, prime minister, ambassador."""
    return role.head in _STATE_HEADS


