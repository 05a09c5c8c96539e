"""Ask a question in words: the reply says what was understood, and every row is the graph's."""

from __future__ import annotations

from dataclasses import dataclass

from kg.questions import answering, catalogue
from kg.questions.ask import during, offers
from kg.questions.ask.named import Named, Reading
from kg.questions.ask.naming import Names
from kg.questions.ask.reading import read
from kg.questions.ask.understand import Understood, choose, nearest
from kg.questions.engine import Engine
from kg.questions.model import ParamError, Rows
from kg.questions.things import Things

_WORDS = {
    "en": {
        "unused": "Words that I did not use", "offers": "Not an answer, but these questions about the same have rows",
        "understood": "Understood", "nothing": "The graph has nothing on this.", "not": "I do not understand the question.",
        "words": "Words that I do not know", "several": "{} may be any of", "nearest": "Nearest questions",
        "read": "read {} as {}",
        "absent": "Not in the graph", "recognised": "Recognised",
    },
    "ru": {
        "unused": "Не использованы слова", "offers": "Это не ответ, но строки есть у вопросов о том же",
        "understood": "Понято так", "nothing": "В графе об этом ничего нет.", "not": "Вопрос не понят.",
        "words": "Неизвестные слова", "several": "{} может значить", "nearest": "Ближайшие вопросы",
        "read": "{} прочитано как {}",
        "absent": "В графе нет", "recognised": "Узнано",
    },
    "be": {
        "unused": "Не выкарыстаны словы", "offers": "Гэта не адказ, але радкі ёсць у пытанняў пра тое ж",
        "understood": "Зразумета так", "nothing": "У графе пра гэта нічога няма.", "not": "Пытанне не зразумелае.",
        "words": "Невядомыя словы", "several": "{} можа значыць", "nearest": "Бліжэйшыя пытанні",
        "read": "{} прачытана як {}",
        "absent": "У графе няма", "recognised": "Пазнана",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reply:
    """The reply to a question in words.

    understood  the competency question and its parameters, None if the question was not understood
    answered    the rows and the SPARQL that gave them, None if it was not understood or names what the graph lacks
    nearest     names of questions to try instead
    offers      where the answer is empty: questions about the same things that have rows
    """

    reading: Reading
    understood: Understood | None
    answered: answering.Answered | None
    nearest: tuple[str, ...] = ()
    offers: tuple[offers.Offer, ...] = ()

    @property
    def rows(self) -> Rows | None:
        """The rows, None if there is no answer."""
        return self.answered.answer if self.answered and isinstance(self.answered.answer, Rows) else None


class Asker:
    """Answers questions in words from one graph."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.things = Things(engine)
        self.names = Names(self.things)

    def ask(self, text: str) -> Reply:
        """Understand and answer; never raises for what a person may type."""
        reading = read(text, self.things, self.names)
        understood = choose(reading)
        if understood is None or understood.query == "posts":
            reading, understood = self._with_event(text, reading, understood)
        if understood is None:
            return Reply(reading, None, None, tuple(nearest(reading)))
        try:
            done = answering.answer(self.engine, understood.query, understood.params, self.things)
        except ParamError:  # a country or kind that no release of the graph names
            return Reply(reading, understood, None)
        if isinstance(done.answer, Rows) and not done.answer.rows:
            others = offers.find(self.engine, reading, understood, self.things)
            return Reply(reading, understood, done, tuple(dict.fromkeys(o.understood.query for o in others)), others)
        return Reply(reading, understood, done)

    def _with_event(
        self, text: str, reading: Reading, understood: Understood | None
    ) -> tuple[Reading, Understood | None]:
        """ "Who was minister during the visit of X": the days of the one dated event meant, as the period."""
        parts = during.split(text)
        if parts is None:
            return reading, understood
        main, occasion = (read(part, self.things, self.names) for part in parts)
        days = during.days(self.engine, occasion, self.things)
        if days is None:
            reading.unexplained.extend(occasion.unexplained)
            return reading, None
        main.named.append(Named("period", *days))
        return main, choose(main)


def render(reply: Reply, things: Things, *, width: int, sparql: bool = False) -> str:
    """The reply as text, in the language of the question."""
    language = reply.reading.language
    words = _WORDS[language]
    lines = [words["read"].format(*pair) for pair in reply.reading.corrected]
    if reply.understood is None:
        return "\n".join([*lines, *_not_understood(reply, words, language)]) + "\n"
    lines.append(f"{words['understood']}: {_asked(reply.understood, things, language)}")
    if reply.reading.unused:
        lines.append(f"{words['unused']}: {', '.join(reply.reading.unused)}")
    if sparql and reply.answered:
        lines += ["", reply.answered.sparql]
    if not reply.rows or not reply.rows.rows:
        return "\n".join([*lines, "", words["nothing"], *_offered(reply, things, words, language)]) + "\n"
    assert reply.answered is not None
    body = answering.render(reply.answered, "table", things, language=language, width=width)
    return "\n".join([*lines, "", body])


def _asked(understood: Understood, things: Things, language: str) -> str:
    """The question that was understood, with its parameters, in the reader's language."""
    question = catalogue.load()[understood.query]
    known = {n: things.all[v].label(language) for n, v in understood.params.items() if v in things.all}
    given = "; ".join(
        f"{catalogue.heading(n, language)}: {known.get(n, said)}" for n, said in understood.labels.items()
    )
    return f"{question.text[language]} [{question.name}{' — ' + given if given else ''}]"


def _offered(reply: Reply, things: Things, words: dict[str, str], language: str) -> list[str]:
    if not reply.offers:
        return []
    lines = [f"{words['offers']}:"]
    for offer in reply.offers:
        lines.append(f"  {_asked(offer.understood, things, language)}: {offer.rows} ({'; '.join(offer.first)})")
    return lines


def _not_understood(reply: Reply, words: dict[str, str], language: str) -> list[str]:
    lines = [words["not"]]
    if reply.reading.unexplained:
        lines.append(f"{words['words']}: {', '.join(reply.reading.unexplained)}")
    if reply.reading.absent:
        lines.append(f"{words['absent']}: {', '.join(reply.reading.absent)}")
    if reply.reading.named:
        lines.append(f"{words['recognised']}: {'; '.join(n.label for n in reply.reading.named)}")
    for said, things in reply.reading.ambiguous:
        options = ", ".join(f"{t.label(language)} <{t.iri}>" for t in things[:5])
        lines.append(f"{words['several'].format(said)}: {options}")
    if reply.nearest:
        lines.append(f"{words['nearest']}:")
        lines += [f"  {name}: {catalogue.load()[name].text[language]}" for name in reply.nearest]
    return lines
