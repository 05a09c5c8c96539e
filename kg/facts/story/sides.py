"""Which countries stand behind people, bodies and phrases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.facts.model import Post
from kg.mentions.model import BodyNamed, SentenceMentions


class Sides:
    """Countries of the people of a release, by their posts."""

    def __init__(self, posts: Sequence[Post]) -> None:
        self._of: dict[str, list[str]] = {}
        self.without_state = {p.person: p.body for p in posts if p.body and not p.country and not p.former}
        for p in posts:
            if p.country and not p.former:
                self._of.setdefault(p.person, []).append(p.country)
        of_many = {p.person for p in posts if p.body and not p.country and not p.former}  # a minister once, of a commission of many states now
        for p in posts:
            if p.country and p.person not in of_many:
                self._of.setdefault(p.person, [p.country])

    def beside(self, person: str, iso: str) -> None:
        """A state printed in brackets behind a name, "А (Грузия)", is his where no post tells one."""
        self._of.setdefault(person, [iso])

    def country(self, person: str) -> str | None:
        """The state that a person stands for, as far as the release says."""
        found = self._of.get(person)
        return found[0] if found else None

    def countries(self, people: Iterable[str]) -> list[str]:
        """The states of several people, each once, in their order."""
        return list(dict.fromkeys(c for p in people if (c := self.country(p))))


def states_of(row: SentenceMentions, body: BodyNamed) -> list[str]:
    """«белорусско-казахстанская рабочая группа»: the states that the adjectives of a body's name tell, or those right in front of it."""
    return list(dict.fromkeys(c.iso for c in row.countries if c.form == "adjective" and body.first - 2 <= c.first < body.last))


def delegation_countries(row: SentenceMentions) -> list[str]:
    """«белорусская делегация», «корейская сторона», «делегация Китая»: states said to be present."""
    out = []
    tokens = row.tokens
    for c in row.countries:
        after = next((t.lemma for t in tokens[c.last : c.last + 4] if t.is_word and t.pos != "ADJ"), "")
        before = tokens[c.first - 1].lemma if c.first else ""
        if (c.form == "adjective" and after in _SIDE_WORDS) or (c.form != "adjective" and before in _SIDE_WORDS):
            out.append(c.iso)
    for b in row.bodies:
        at = b.first - 1 - (b.first > 1 and tokens[b.first - 1].text in _QUOTES)  # "делегация «Укрпочты»"
        front = tokens[at] if at >= 0 else None
        if b.country and front is not None and (front.lemma in ("делегация", "delegation") or (front.lemma in _STAFF and front.number == "Plur")):
            out.append(b.country)
    return list(dict.fromkeys([*out, *_from(row)]))


def _from(row: SentenceMentions) -> list[str]:
    """«министры из Бразилии, России и Индии», "ministers from Brazil, Russia and India"."""
    out: list[str] = []
    tokens = row.tokens
    end = -1
    for c in row.countries:
        if c.form == "adjective" or c.first == 0:
            continue
        listed = end >= 0 and all(t.norm in (",", "и", "and", "а", "также", "the") for t in tokens[end : c.first])
        from_ = tokens[c.first - 1].norm in ("из", "from") or (c.first > 1 and tokens[c.first - 2].norm in ("из", "from") and tokens[c.first - 1].norm == "the")
        counted = c.first > 0 and tokens[c.first - 1].lemma in _SEND and tokens[c.first - 1].number == "Plur"
        people = counted or (from_ and any(t.lemma in _PEOPLE for t in tokens[max(0, c.first - 8) : c.first]))
        end = c.last if people or listed else -1
        if end >= 0:
            out.append(c.iso)
    return out


_SEND = frozenset("представитель делегация делегат министр премьер-министр вице-министр президент эксперт специалист".split())
_QUOTES = frozenset(["«", "“", "\"", "„"])
_STAFF = frozenset("представитель специалист эксперт сотрудник".split())
_PEOPLE = frozenset("инженер чиновник депутат сенатор ученый преподаватель разработчик предприниматель бизнесмен сотрудник регулятор дипломат спикер докладчик engineer expert specialist regulator researcher developer entrepreneur minister ambassador representative scientist parliamentarian lawmaker diplomat speaker executive министр делегат представитель участник делегация глава эксперт специалист руководитель посол гость коллега партнер калега counterpart colleague delegate official participant".split())
_SIDE_WORDS = frozenset(
    "делегация сторона коллега партнер команда представитель специалист эксперт министр премьер-министр президент вице-министр вице-премьер замминистра компания гость почтовик связист делегация бок калега "
    "delegation side counterpart colleagues team partner minister ambassador".split()
)
