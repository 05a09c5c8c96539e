"""The field of a post behind "по": «по связям с общественностью», «по развитию бизнеса в странах Азии»."""

from __future__ import annotations

from collections.abc import Sequence

from kg.mentions.phrases import Marks, is_adjective, tail
from kg.text.document import Token

_DEALINGS = frozenset("работа связь взаимодействие отношение сотрудничество праца сувязь узаемадзеянне".split())


def field_end(tokens: Sequence[Token], j: int, marks: Marks, *, open_lists: bool = False) -> int:
    """End of the field of a post that begins with "по" at j: «по развитию», «по связям с органами власти»."""
    t = tail(tokens, j, marks, prepositions=frozenset({"по", "па"}), chain=False, latin=False, open_lists=open_lists)
    end = t.quote[0] if t.quote else t.end  # «вице-президент по развитию | «Альфы»»
    if t.country_at is not None and t.country_at[1] == end and t.country_at[0] > j + 1:
        end = t.country_at[0]  # «государственный секретарь по цифровым технологиям | Франции»
    if end + 1 < len(tokens) and tokens[end].norm in ("с", "со", "з") and tokens[end - 1].lemma in _DEALINGS:
        plain = end + 2 if tokens[end + 1].case == "Ins" and tokens[end + 1].number == "Plur" and not tokens[end + 1].capital else end  # «с партнерами» are no post
        end = max(plain, tail(tokens, end, marks, prepositions=frozenset({"с", "со", "з"}), chain=False, latin=False).end)  # «по работе | с клиентами»
    return _area_end(tokens, end, marks)


_AREAS = frozenset("страна регион рынок государство территория направление краіна рэгіен рынак".split())
_PARTS = frozenset("африка азия европа америка восток запад север юг океания евразия кавказ латам mena emea apac ассоциация".split())
_FIELDS = _AREAS | _PARTS


def _area_end(tokens: Sequence[Token], end: int, marks: Marks) -> int:
    """«по продажам | в странах Азии», «по развитию бизнеса | на Ближнем Востоке»: where in the world, as far as the phrase or a name closes it."""
    if end + 1 >= len(tokens) or tokens[end].norm not in ("в", "на", "у", "ў"):
        return end
    k = end + 1
    while k < len(tokens) and k - end < 7 and (tokens[k].lemma in _FIELDS or is_adjective(tokens[k]) or tokens[k].norm in ("и", "і", "снг", "еаэс")) and k not in marks.people:
        k += 1
    told = any(t.lemma in _FIELDS for t in tokens[end:k])
    closed = k >= len(tokens) or k in marks.people or tokens[k].text in ",.;)–—"
    return k if told and closed and tokens[k - 1].norm not in ("и", "і") else end
