"""Words, and what is read from one, that the rules of several folders share."""

from __future__ import annotations

from kg.text.document import Token

WITH = frozenset("с со з са with".split())
REPORTS = frozenset("передавать передать сообщать сообщить отметить отмечать рассказать заявить уточнить пояснить подчеркнуть писать добавить say report tell note".split())


def told_ahead(t: Token) -> bool:
    """A verb of what has not been yet: future, or the present of a perfective verb, which means the future («возглавит»)."""
    return "Tense=Fut" in t.feats or ("Tense=Pres" in t.feats and "Aspect=Perf" in t.feats)
