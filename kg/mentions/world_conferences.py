"""Gatherings that are named by those they prepare, and conferences named by letters alone: «региональное собрание по подготовке к ВКР-27», «ВКРЭ-25 пройдет в Баку»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.mentions.model import GatheringNamed
from kg.text.document import Sentence, Token, lemmas
from kg.values import Span

# conferences that the whole trade knows by their letters, in the words of their full names
_LETTERS = {
    "вкр": "всемирный конференция радиосвязь", "вкрэ": "всемирный конференция развитие электросвязь", "васэ": "всемирный ассамблея стандартизация электросвязь",
    "ввуио": "всемирный встреча высокий уровень информационный общество", "вкмэ": "всемирный конференция международный электросвязь", "впк": "всемирный почтовый конгресс",
    "скр": "сусветны канферэнцыя радыёсувязь", "скрэ": "сусветны канферэнцыя развіццё электрасувязь", "сасэ": "сусветны асамблея стандартызацыя электрасувязь",
}  # fmt: skip
_GENDERS = {"конференция": "Fem", "ассамблея": "Fem", "встреча": "Fem", "конгресс": "Masc", "канферэнцыя": "Fem", "асамблея": "Fem"}
_LETTERED = re.compile(r"([а-я]{3,5})(?:-\d{2}(?:\d\d)?)?$")
_TAKES_PLACE = frozenset(
    "пройти проходить состояться начаться открыться завершиться закрыться стартовать принять участие участвовать выступить организовать провести "
    "прайсці адбыцца пачацца завяршыцца удзел удзельнічаць".split()
)
_PREPARES = ("подготовительн", "падрыхтоўч", "подготовк", "падрыхтоўк", "предсессион")
_MEETS = frozenset("meeting session conference forum".split())
_TO = frozenset("к ко да".split())
_GATHERED = frozenset(
    "подготовительный общий годовой торжественный учредительный отчетный отчетно-выборный организационный рабочий итоговый расширенный совместный ежегодный очередной внеочередной "
    "координационный установочный падрыхтоўчы агульны гадавы урачысты сумесны штогадовы рабочы".split()
)


def gathers(tokens: Sequence[Token], head: int) -> bool:
    """«подготовительное собрание», «общее собрание участников»: people come together; «Народное собрание» is a house."""
    if tokens[head].lemma not in ("собрание", "сход"):
        return False
    k = head - 1
    while k >= 0 and tokens[k].pos == "ADJ":
        if tokens[k].lemma in _GATHERED:
            return True
        k -= 1
    return head + 2 < len(tokens) and tokens[head + 1].norm in ("по", "па") and tokens[head + 2].lemma.startswith(_PREPARES)


def with_purpose(found: Sequence[GatheringNamed], sentence: Sentence) -> list[GatheringNamed]:
    """«второе подготовительное заседание | к Всемирной конференции радиосвязи», «семинар | по подготовке к конференции»: the one that is prepared names the other."""
    if len(found) < 2 or not any(t.lemma.startswith(_PREPARES) for t in sentence.tokens):
        return [*found]
    tokens = sentence.tokens
    out: list[GatheringNamed] = []
    for g, o in zip(found, [*found[1:], None], strict=True):
        if o is None or g.kind not in _MEETS or g.plural or not _prepares(tokens, g, o):
            out.append(g)
            continue
        behind = " ".join(t.text for t in tokens[g.last : o.last]).replace("« ", "«").replace(" »", "»")
        core = f"{g.core} {o.core}"
        out.append(replace(g, last=o.last, span=Span(g.span.start, o.span.end), name=f"{g.name} {behind}", proper=True, core=core))
    return out


def _prepares(tokens: Sequence[Token], g: GatheringNamed, o: GatheringNamed) -> bool:
    """Nothing but "к", or "по подготовке к", stands between the two."""
    between = tokens[g.last : o.first]
    own = any(t.lemma.startswith(_PREPARES) for t in tokens[g.first : g.last])
    if not between or between[-1].norm not in _TO or len(between) > 3:
        return False
    return (own and len(between) == 1) or (len(between) == 3 and between[0].norm in ("по", "па") and between[1].lemma.startswith(_PREPARES))


def lettered(sentence: Sentence, found: Sequence[GatheringNamed]) -> list[GatheringNamed]:
    """«ВКРЭ-25 пройдет в Баку», «участие в ВКР-27»: where the sentence says that it was or will be, or who is there."""
    tokens = sentence.tokens
    out: list[GatheringNamed] = []
    for k, t in enumerate(tokens):
        letters = _LETTERED.match(t.norm) if t.text[:3].isupper() else None
        full = _LETTERS.get(letters[1]) if letters is not None else None
        if full is None or (k and tokens[k - 1].text == "(") or any(g.first <= k < g.last for g in found) or lemmas(tokens).isdisjoint(_TAKES_PLACE):
            continue
        out.append(GatheringNamed(sentence.index, k, k + 1, Span(t.start, t.end), "conference", k, t.text, t.case, None, False, True, (), f"{full} {t.lemma}"))
    return out


def gender_of(tokens: Sequence[Token], g: GatheringNamed) -> str:
    """The gender of the event's noun; of "ВКРЭ-17", that of the noun of its full name; "" if it is not known."""
    words = g.core.split()
    return next((_GENDERS[w] for w in words if w in _GENDERS), "") if _LETTERED.match(tokens[g.head].norm) and tokens[g.head].text[:3].isupper() else tokens[g.head].gender
