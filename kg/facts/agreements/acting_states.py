"""The states behind organs that act without a name: "министерства Беларуси и Китая", "с вьетнамскими партнерами"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.mentions.model import SentenceMentions

# "министерства Беларуси и Китая", "президентами трех стран": their states stand behind the document
ORGANS = frozenset(
    "правительство министерство ведомство президент министр глава лидер премьер премьер-министр сторона делегация оператор компания партнер коллега администрация "
    "представитель руководитель регулятор почта университет вуз поставщик производитель разработчик фирма корпорация предприятие холдинг концерн банк вендор инвестор институт академия агентство "
    "служба технопарк организация объединение ассоциация фонд стартап провайдер застройщик связист почтовик архив парламент комиссия урад міністэрства ведамства бок government ministry minister president side party leader "
    "regulator operator authority agency administration official representative parliament university undersecretary postmaster".split()
)


def acting_states(row: SentenceMentions, reach: tuple[int, int]) -> list[str]:
    """States behind "министерства Беларуси и Китая", "российское и азербайджанское ведомства", "с вьетнамскими партнерами"."""
    out: list[str] = []
    tokens = row.tokens
    for k in range(*reach):
        if tokens[k].lemma in ORGANS and tokens[k].pos in ("NOUN", "PROPN"):
            out += _behind(row, k, reach)
    return list(dict.fromkeys(out))


def _behind(row: SentenceMentions, organ: int, reach: tuple[int, int]) -> Iterator[str]:
    tokens = row.tokens
    at = organ
    for c in row.countries:
        if c.form == "adjective" and reach[0] <= c.first < organ and all(t.pos in ("ADJ", "CCONJ", "PUNCT") for t in tokens[c.last : organ]):
            yield c.iso
        elif c.form != "adjective" and organ < c.first < reach[1] and c.case in ("Gen", "") and tokens[organ].number == "Plur":
            gap = [t for t in tokens[at + 1 : c.first] if t.is_word and t.text not in ("of", "from") and t.norm not in ("и", "і", "and", "the", "в", "том", "числе")]
            if len(gap) <= 4 and not any(t.pos in ("VERB", "ADP", "AUX") for t in gap):
                yield c.iso
                at = c.last - 1
