"""Words that the rules of several folders read alike."""

from __future__ import annotations

WITH = frozenset("с со з са with".split())
REPORTS = frozenset("передавать передать сообщать сообщить отметить отмечать рассказать заявить уточнить пояснить подчеркнуть писать добавить say report tell note".split())
