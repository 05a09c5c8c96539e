"""Where an envoy is accredited besides: «посол Кубы в Кении, по совместительству в Уганде и Руанде | А»."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.text.document import Token

ENVOYS = frozenset("посол поверенный консул генконсул представитель постпред полпред атташе торгпред пасол павераны консул прадстаўнік".split())
_BESIDES = frozenset("совместительству одновременно совмещение сумяшчальніцтву адначасова concurrently".split())
_LINKS = frozenset([",", "и", "і", "а", "также", "таксама", "по", "па", "(", ")", "–", "—", "-", "в", "во", "у", "ў", "при", "пры", "с", "резиденцией", "рэзідэнцыяй"])
_TELLING = frozenset(["также", "таксама", "резиденцией", "рэзідэнцыяй"]) | _BESIDES
# «и других международных организациях в Женеве»
_OTHERS = frozenset("других иных ряде ряда международных организациях организациям іншых міжнародных арганізацыях".split())
_ORGANISATIONS = frozenset("организациях организациям арганізацыях".split())
_FAR = 24  # tokens


def beyond(tokens: Sequence[Token], j: int, houses: Mapping[int, int], people: frozenset[int] | set[int]) -> int | None:
    """The token after the further states of an envoy, if they are told from j on and a name may follow; None otherwise.

    houses  first token -> end of states, towns and bodies; people: first tokens of names
    """
    if j >= len(tokens) or not (tokens[j].norm in _LINKS or tokens[j].norm in _BESIDES):
        return None
    k, told, seen = j, False, 0
    while k < len(tokens) and k - j < _FAR and k not in people:
        if k in houses:
            k, seen = houses[k], seen + 1
        elif tokens[k].norm in _LINKS or tokens[k].norm in _BESIDES:
            told |= tokens[k].norm in _TELLING
            k += 1
        elif tokens[k].norm in _OTHERS:
            told |= tokens[k].norm in _ORGANISATIONS
            seen, k = seen + 1, k + 1
        else:
            break
    if not told or not seen or k >= len(tokens):
        return None
    return k if tokens[k - 1].norm not in ("и", "і", "в", "во", "у", "ў", "а", "также") else None
