"""What a lead or a headline tells of the events below it: where the guest has come back from, in which city the meetings were."""

from __future__ import annotations

from kg.facts.periods import covers
from kg.facts.sentences.clauses import places_in
from kg.facts.sentences.speaker import guest
from kg.facts.story.drafts import Draft, EventBook
from kg.facts.story.kinds import ENCOUNTERS
from kg.facts.story.sides import delegation_countries
from kg.facts.story.so_far import Story
from kg.mentions.model import PersonNamed, SentenceMentions
from kg.text.document import lemmas

_BACK = frozenset("вернуться возвратиться вярнуцца return".split())
_FROM = frozenset("из са з from".split())
_WHERE = frozenset("где дзе where".split())
_LEAD = 5  # sentences
_OPENS = ("работать", "проходить", "пройти", "открыться", "закрыться", "завершиться", "начаться", "стартовать", "завершить", "начать", "праходзіць")


def back_from(story: Story, book: EventBook, d: Draft) -> None:
    """«Делегация А вернулась из Японии, где находилась с визитом»; «А вернулся из Японии», and later «Поездка была короткой, с 13 по 16 мая»: his visit to that state."""
    if d.group != "visit" or (d.period is None and d.closes is None) or d.country is not None or d.place is not None or d.planned:
        return
    lead = story.rows[d.sentence]
    stayed = _left(lead)
    if stayed is not None and any(t.lemma in _WHERE for t in lead.tokens):
        sent_by = [c for c in (*delegation_countries(lead), *book.sides.countries(story.person(p) for p in lead.persons)) if c != stayed]
        if len(set(sent_by)) == 1:
            d.set_country(stayed, d.sentence)
            d.held = True
            for side in (sent_by[0], stayed):
                d.note(d.countries, side, d.sentence)
            return
    if d.people:
        return
    for i, row in enumerate(story.rows[: min(_LEAD, d.sentence)]):
        iso = _left(row)
        who = _who(story, i) if iso is not None else None
        home = book.sides.country(story.person(who)) if who is not None else None
        if iso is None or who is None or home in (None, iso):
            continue
        d.set_country(iso, i)
        d.held = True
        for table in (d.people, d.visitors):
            d.note(table, story.person(who), i)
        for side in (home, iso):
            d.note(d.countries, side, i) if side else None
        return


def _left(row: SentenceMentions) -> str | None:
    """The state behind "вернулся из"."""
    if _BACK.isdisjoint(lemmas(row.tokens)):
        return None
    at = next(k for k, t in enumerate(row.tokens) if t.lemma in _BACK)
    back = [c for c in row.countries if at < c.first <= at + 4 and c.form != "adjective" and row.tokens[c.first - 1].norm in _FROM]
    return back[0].iso if back and "Tense=Past" in row.tokens[at].feats else None


def _who(story: Story, i: int) -> PersonNamed | None:
    people = [p for p in story.rows[i].persons if p.case in ("Nom", "")]
    return people[0] if len(people) == 1 else guest(story)


def in_city_of_headline(story: Story, d: Draft) -> None:
    """«О встречах посла в Вене», the headline: the meetings of which the text tells were there."""
    if d.group != "meet" or d.place is not None or d.planned or d.background or d.kind == "call" or not d.held:
        return
    row = story.rows[0]
    many = row.sentence.title and any(g.plural and g.kind in ENCOUNTERS for g in row.gatherings)
    places = places_in(row, 0, len(row.tokens)) if many else []
    if len(places) == 1 and places[0].iso in d.countries and d.country in (None, places[0].iso):
        d.set_place(places[0], 0)


def in_city_of_dateline(story: Story, d: Draft) -> None:
    """«Бухара, 5 мая. Второй день работает форум …»: what runs on the day of the line, at home there, is in its city."""
    if not (d.container and d.proper and d.held) or d.planned or d.inner or d.background or d.place is not None or d.period is None or d.sentence > 3:
        return
    at = next((i for i, row in enumerate(story.rows[:3]) if any(x.kind == "dateline" for x in story.dates[i]) and row.places), None)
    if at is None or not any(t.lemma in _OPENS and t.act == "hold" for t in story.rows[d.sentence].triggers):
        return
    city = story.rows[at].places[0]
    day = next(x.period for x in story.dates[at] if x.kind == "dateline")
    if day is not None and covers(d.period, day.start) and (city.iso in d.countries or not d.countries) and d.country in (None, city.iso):
        d.set_place(city, at)
