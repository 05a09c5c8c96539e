"""Fields that a long name goes on with behind a preposition of their own: «Министерство связи, печати | и по делам молодежи»."""

from __future__ import annotations

from collections.abc import Sequence

from kg.mentions.groups import Marks, group
from kg.text.document import Token

_BY = frozenset({"по", "па"})
_WITH = frozenset({"с", "со", "з"})
_AND = frozenset({"и", "і"})
_DEALINGS = frozenset("связь взаимодействие работа отношение контакт сотрудничество сувязь узаемадзеянне праца".split())
# what stands behind "по" in other phrases than names: «министр связи, по словам А», «и по приглашению Б»
_OCCASIONS = frozenset("итог результат приглашение поручение случай просьба инициатива окончание прибытие завершение данные слово мнение пора время телефон видеосвязь информация оценка сообщение "
                       "традиция линия мера повод решение указ состояние возможность".split())  # fmt: skip
_ASKING = frozenset("желать пожелать пожелание жадаць пажадаць пажаданне".split())
_WISHES = frozenset("успех удача здоровье процветание благополучие свершение мир счастье рост достижение победа поспех добрабыт росквит шчасце долголетие развитие".split())


def further_field(tokens: Sequence[Token], j: int, marks: Marks) -> int | None:
    """End of the field behind «и по», «, по» at j: «связи | и по делам молодежи», «почты | , по связям с диаспорой и спорта»."""
    joined = tokens[j].norm in _AND
    if not joined and tokens[j].text != ",":
        return None
    k = j + 1
    if k + 1 >= len(tokens) or tokens[k].norm not in _BY or tokens[k + 1].lemma in _OCCASIONS or k + 1 in marks.countries:
        return None
    end = group(tokens, k + 1, "Dat", marks) or group(tokens, k + 1, "Loc", marks)
    if end is None or joined:
        return end
    # a comma joins only if the list goes on: «связи, по делам молодежи и спорта», not «связи, по связям, А»
    rest = end
    while rest < len(tokens) and rest - end < 5 and (more := group(tokens, rest, "Gen", marks)) is not None:
        rest = more
    return end if rest < len(tokens) and tokens[rest].norm in _AND else None


def with_whom(tokens: Sequence[Token], j: int, marks: Marks) -> int | None:
    """End of the partners of dealings at j: «по связям | с общественностью», «по работе | с почтовым союзом»."""
    if tokens[j].norm not in _WITH or j < 2 or j + 1 >= len(tokens) or tokens[j - 1].lemma not in _DEALINGS:
        return None
    if not any(t.norm in _BY for t in tokens[max(0, j - 4) : j - 1]):
        return None
    return group(tokens, j + 1, "Ins", marks)


def wished(tokens: Sequence[Token], start: int, end: int) -> bool:
    """«пожелал сотрудникам комитета | удачи»: what is wished stands in the genitive and is no part of a name."""
    return tokens[end - 1].lemma in _WISHES and not tokens[end - 1].capital and any(t.lemma in _ASKING for t in tokens[:start])
