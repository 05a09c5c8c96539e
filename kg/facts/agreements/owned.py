"""Which words of a sentence belong to which of its documents: «протокол к соглашению, | подписанному в 2019 году», «реализация соглашения | от 5 мая»."""

from __future__ import annotations

from kg.facts.sentences.clauses import dates_of
from kg.facts.sentences.scenes import hanging_clause, participle_before
from kg.facts.story.so_far import Story
from kg.mentions.model import InstrumentNamed
from kg.values import PartialDate

_FROM = frozenset("от ад dated of from".split())
_PASSED = frozenset({"agreement", "treaty", "memorandum", "protocol", "contract", "declaration"})  # what is told apart by the year of signing; a plan is told apart by that of its works


def of_others(story: Story, i: int, head: int) -> frozenset[int]:
    """Tokens of sentence i that speak of another document than the one whose noun is `head`: its clause, the day in its name."""
    row = story.rows[i]
    others = [x for x in row.instruments if x.head != head]
    mine = next((x for x in row.instruments if x.head == head), None)
    if not others or mine is None:
        return frozenset()
    out: set[int] = set()
    for x in others:
        for part in (hanging_clause(row, x), participle_before(row, x)):
            if part is not None:
                out.update(range(*part))
        named = year_in_name(story, i, x) if x.head > head else None
        if named is not None:
            out.add(named[0])
    for part in (hanging_clause(row, mine), participle_before(row, mine)):
        if part is not None:
            out.difference_update(range(*part))
    return frozenset(out)


def year_in_name(story: Story, i: int, ins: InstrumentNamed) -> tuple[int, PartialDate] | None:
    """(token, date) of «соглашение 2019 года», «меморандум от 5 мая 2016 года»: right behind its words."""
    row = story.rows[i]
    if ins.kind not in _PASSED or ins.plural or ins.draft:
        return None
    for k in range(max(ins.head - 4, 0), ins.head) if story.language == "en" else ():  # "the 2019 memorandum", "their 2019 data agreement"
        word = row.tokens[k].text
        if len(word) == 4 and word.isdecimal() and word[:2] in ("19", "20") and not any(t.pos in ("VERB", "ADP", "AUX", "DET", "PUNCT") for t in row.tokens[k : ins.head]):
            return k, PartialDate(int(word))
    for k, d in dates_of(story, i):
        if d.period is None or d.period.end is not None or not ins.head < k or d.period.start.year is None:
            continue
        opened = row.tokens[ins.last].text == "(" if ins.last < k else False  # «соглашение о связи (1995 год)»
        bare = k == ins.last + opened and not d.period.start.month and not d.mention.relative
        if bare or (ins.last <= k <= ins.last + 2 and (row.tokens[k - 1].norm in _FROM or row.tokens[k - 1].text in ("of", "from"))):
            return k, d.period.start
    return None
