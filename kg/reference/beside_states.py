"""Words beside which a name that is also a word or a given name ("Чад", "Jordan") is a state."""

from __future__ import annotations

PREPOSITIONS = frozenset(["в", "во", "из", "с", "со", "на", "для", "между", "от", "по", "при", "у", "ў", "з", "паміж"])
ENGLISH_BEFORE = frozenset(["in", "with", "for", "from", "to", "of", "and", "between", "at", "by", "the"])
# stems of posts and offices that a state's name follows, Russian and Belarusian
OFFICES = ("посол", "посла", "послу", "послом", "посольств", "министр", "министерств", "президент", "премьер", "делегаци", "правительств", "почт", "агентств", "служб", "компани", "оператор", "корпораци", "университет", "пошт", "пасол", "пасла", "міністр", "прэзідэнт", "прэм'ер", "дэлегацы", "урад")
