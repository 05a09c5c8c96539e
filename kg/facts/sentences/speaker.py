"""Who speaks a sentence: the guest of an interview, whom the words around a quotation name, the author of a blog.

One decision for posts, events and agreements: `voices` says it for every sentence, `kg.facts.sentences.first_person` then puts him where «я», «нас», «со мной» stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.facts.sentences.attribution import TALK, of_quotation, on_subject, presented, sayer
from kg.facts.sentences.quotations import SAYS, Quotation, finite_verb, frame, outside, quotations
from kg.facts.story.so_far import Story
from kg.facts.story.voice import Voice
from kg.mentions.model import PersonNamed, SentenceMentions
from kg.text.document import Token, lemmas, norms

_SPOKEN = TALK | SAYS
_LEAD = 5  # sentences in which the guest is introduced
_NOTE = 16  # tokens of a line that says who the author is
_I = frozenset("я меня мне мной мною мой моя мое мои моего моей моему моим моих мою моими мяне мною i me my".split())
_WE = frozenset("мы нас нам нами наш наша наше наши нашего нашей нашему нашим наших нашу нашими намі we us our".split())
_BLOG = frozenset("блог колонка дневник заметка письмо авторский автор пост запись телеграм-канал канал репортаж обращение выступление речь записка блог калонка дзённік blog column diary".split())
_ASIDE = frozenset("беседовать записать записала фото подготовить спрашивать интервьюировать".split())
_PATRONYMICS = ("ович", "евич", "овна", "евна", "ична", "ьич")
_WHICH = frozenset("кто что какой который когда где куда откуда как почему зачем сколько чей хто што які калі дзе як чаму who what which when where how why".split())
_NO = (("нет",), ("пока", "нет"), ("еще", "нет"), ("увы",), ("к", "сожалению"), ("это", "не", "так"), ("это", "слухи"), ("это", "неправда"), ("слухи",), ("неправда",), ("ничего", "подобного"),
       ("отнюдь",), ("никак", "нет"), ("не", "подписали"), ("не", "подписывали"), ("не", "встречались"), ("не", "было"), ("рано",), ("не",), ("пока", "не"), ("еще", "не"), ("не-а",), ("ни",), ("нiчога",), ("не,",), ("no",))  # fmt: skip


def voices(story: Story) -> list[Voice | None]:
    """Who speaks each sentence; None where the release itself tells."""
    if story.voices is None:
        story.voices = _voices(story)
    return story.voices


def speaker(story: Story, i: int) -> PersonNamed | None:
    """Who speaks sentence i, or is asked in it."""
    voice = voices(story)[i]
    return voice.person if voice is not None else None


def denied(story: Story, i: int) -> bool:
    """Is sentence i a question that is answered by no?"""
    voice = voices(story)[i]
    return voice is not None and voice.denied


def guest(story: Story) -> PersonNamed | None:
    """The only one who speaks in an interview."""
    if not interview(story):
        return None
    found = {story.person(v.person): v.person for v in voices(story) if v is not None}
    return next(iter(found.values())) if len(found) == 1 else None


def interview(story: Story) -> bool:
    """True if paragraphs of the text are questions to somebody."""
    if story.interview is None:
        asked = {row.sentence.paragraph for row in story.rows if _asks(row)}
        story.interview = bool(asked) and any(row.sentence.item for row in story.rows)  # "– Мы приехали вчера"
    return story.interview


def at_ours(tokens: Sequence[Token]) -> bool:
    """«У нас был разговор»."""
    return any(a.norm == "у" and b.norm in ("нас", "меня") for a, b in pairwise(tokens))


def says_we(tokens: Sequence[Token]) -> bool:
    """«мы встретились», «провел», "we met": the subject is the one who speaks."""
    return at_ours(tokens) or any(t.norm in ("мы", "я", "we", "i") or "Person=1" in t.feats for t in tokens)


def _voices(story: Story) -> list[Voice | None]:
    rows = story.rows
    said = quotations(rows)
    dialogue = _dialogue(story)
    found: list[Voice | None] = [None] * len(rows)
    if not said and not dialogue and not any(_first_person(row.tokens) for row in rows):
        return found
    begun = [q.start[0] + (q.start[1] > 1) for q in said if q.start[0] or not rows[0].sentence.title]
    guest = _guest(story, rows[: min([*(dialogue[:1] or begun), len(rows)])], dialogue)
    guest = guest or _framed(story, dialogue)
    for i in dialogue:
        asked = _asked(story, i)
        found[i] = _answer(story, i, guest, asked=asked, denied=asked and _denied(story, i)) if guest is not None else None
    last: PersonNamed | None = None
    near = -1
    for q in said:
        fresh = near < 0 or rows[q.start[0]].sentence.paragraph - rows[near].sentence.paragraph > 1
        who = of_quotation(story, q, said) or (None if fresh else last) or guest
        last, near = who, q.end[0]
        for i in range(q.start[0], q.end[0] + 1):
            before, parts = found[i], q.parts(rows, i)
            if who is not None and parts and not (before is not None and before.asked):
                same = before is not None and before.person is who
                found[i] = Voice(who, (*before.parts, *parts) if before is not None and same else tuple(parts))
    _author(story, found, guest, said)
    return found


def _answer(story: Story, i: int, guest: PersonNamed, *, asked: bool, denied: bool) -> Voice:
    tokens = story.rows[i].tokens
    inside = frame(tokens, 0, len(tokens))
    return Voice(guest, tuple(outside([inside] if inside is not None else [], len(tokens))), asked, denied)


def _denied(story: Story, i: int) -> bool:
    """«– Вы подписали договор? Это так? – Нет, не подписали»: what a question asks that is answered by no has not been."""
    rows, paragraph = story.rows, story.rows[i].sentence.paragraph
    j = next((j for j in range(i, len(rows)) if rows[j].sentence.paragraph != paragraph), None)
    if j is None or any(t.lemma in _WHICH and (not k or rows[j - 1].tokens[k - 1].text != ",") for k, t in enumerate(rows[j - 1].tokens[:4])):
        return False
    words = [t.norm for t in rows[j].tokens[:4] if t.is_word]
    return any(words[: len(no)] == list(no) for no in _NO)


def _asks(row: SentenceMentions) -> bool:
    return bool(row.tokens) and row.tokens[-1].text == "?"


def _asked(story: Story, i: int) -> bool:
    """Is sentence i of a paragraph that ends with a question mark?"""
    paragraph = story.rows[i].sentence.paragraph
    last = next(row for row in reversed(story.rows) if row.sentence.paragraph == paragraph)
    return _asks(last)


def _dialogue(story: Story) -> list[int]:
    """The sentences of a talk: those behind dashes, from the first question or the line that introduces who speaks; plain answers to plain questions."""
    rows = story.rows
    items = [i for i, row in enumerate(rows) if row.sentence.item]
    asks = [i for i, row in enumerate(rows) if _asks(row) and (i or row.sentence.item)]
    if items and (any(_asks(rows[i]) for i in items) or (asks and asks[0] < items[0])):
        begin = min(items[0], *(asks or items))
        note = next((i for i in range(items[-1], len(rows)) if rows[i].sentence.paragraph > rows[items[-1]].sentence.paragraph and not rows[i].sentence.item), len(rows))
        return [i for i in range(begin, note) if not rows[i].sentence.title or rows[i].sentence.item]
    if items and any(_first_person(rows[i].tokens) for i in items) and not any(rows[i].tokens[-1:] and rows[i].tokens[-1].text == ";" for i in items):
        return items
    paragraphs = {rows[i].sentence.paragraph for i in asks if i}
    if len(paragraphs) > 1 and not items:
        return [i for i in range(asks[0], len(rows))]
    return []


def _first_person(tokens: Sequence[Token]) -> bool:
    words = norms(tokens)
    return not (_I.isdisjoint(words) and _WE.isdisjoint(words)) or any("Person=1" in t.feats for t in tokens)


def _guest(story: Story, lead: Sequence[SentenceMentions], dialogue: Sequence[int]) -> PersonNamed | None:
    """Whom the lines before the talk present; whom its questions call by name, where they present several or nobody."""
    rows = story.rows
    head = [p for p in rows[0].persons if p.first == 0 and p.last < len(rows[0].tokens) and rows[0].tokens[p.last].text == ":"]
    if head:
        return head[0]  # «Олег Зорин: „Роуминг подешевеет“»
    named = [p for i in dialogue for p in rows[i].persons if [t.lemma for t in rows[i].tokens[max(0, p.first - 2) : p.first]] in (["я", "звать"], ["мой", "имя"])]
    if named:
        return named[0]  # «Меня зовут А»
    called = _called(story, dialogue)
    if called is not None:
        return called
    lead = lead[-_LEAD:] if len(lead) > _LEAD else lead
    people = [(row, p) for row in lead for p in row.persons if not aside(row)]
    talk = [p for row, p in people if not _SPOKEN.isdisjoint(lemmas(row.tokens)) or row.tokens[-1].text == ":" or on_subject(row, p)]
    posted = [p for row, p in people if presented(row, p) is not None]
    for some in ([p for p in talk if p in posted], posted, talk, [p for _, p in people]):
        keys = {story.person(p) for p in some}
        if len(keys) == 1:
            return some[0]
    return None


def aside(row: SentenceMentions) -> bool:
    """«Беседовала А», «Фото: Б»."""
    return len(row.tokens) < 8 and any(t.lemma in _ASIDE for t in row.tokens[:2]) and not row.roles


def _called(story: Story, dialogue: Sequence[int]) -> PersonNamed | None:
    """«– Сауле Ахметовна, …»: him of that name whom the text presents by his post."""
    for row in [story.rows[i] for i in dialogue]:
        for p in row.persons:
            if not vocative(row, p):
                continue
            given = row.tokens[p.first].norm
            fits = [q for r in story.rows for q in r.persons if (q.given.lower().replace("ё", "е") == given or (q.patronymic and r.tokens[q.first].norm == given)) and q.family and not vocative(r, q) and presented(r, q) is not None]
            if len({story.person(q) for q in fits}) == 1:
                return fits[0]
    return None


def vocative(row: SentenceMentions, p: PersonNamed) -> bool:
    """«Наира Гагиковна, с чем вы вернулись?»: given name and patronymic, between commas."""
    tokens = row.tokens
    two = p.last - p.first == 2 and tokens[p.last - 1].norm.endswith(_PATRONYMICS)
    front = p.first == 0 or tokens[p.first - 1].text in (",", "–", "—", "-", "«", "\"")
    return two and front and p.last < len(tokens) and tokens[p.last].text in (",", "!", ".", "?")


def _framed(story: Story, dialogue: Sequence[int]) -> PersonNamed | None:
    """«– Ничуть, – отвечает министр А. – …», behind the dashes of a talk that nobody else introduces."""
    for i in dialogue:
        tokens = story.rows[i].tokens
        inside = frame(tokens, 0, len(tokens))
        if inside is not None and (found := sayer(story, i, inside)) is not None:
            return found
    return None


def _author(story: Story, found: list[Voice | None], guest: PersonNamed | None, said: Sequence[Quotation]) -> None:
    """A blog, a column, a letter: what no quotation marks enclose is its author's, where he says "I"."""
    rows = story.rows
    free = [i for i, row in enumerate(rows) if found[i] is None and not any(q.start[0] <= i <= q.end[0] for q in said)]
    mine = [i for i in free if _says_i(rows[i].tokens)]
    if not mine:
        return
    author = _signed(story, free)
    if author is None and guest is not None and any(presented(row, p) is not None or on_subject(row, p) for row in rows[:2] for p in row.persons if story.person(p) == story.person(guest)) and not any(v is not None for v in found):
        author = guest
    if author is None:
        return
    home = [i for i, row in enumerate(rows) if author in row.persons]
    for i in free:
        if i not in home and not (rows[i].sentence.title and i == 0):
            found[i] = Voice(author, ((0, len(rows[i].tokens)),))


def _says_i(tokens: Sequence[Token]) -> bool:
    return not _I.isdisjoint(norms(tokens)) or any("Person=1" in t.feats and t.number == "Sing" and t.pos == "VERB" for t in tokens)


def _signed(story: Story, free: Sequence[int]) -> PersonNamed | None:
    """«Блог посла А», «Из дневника А», «Автор – А»; the name with a post in the last line."""
    rows = story.rows
    for i in free:
        row = rows[i]
        first = i < _LEAD and any(t.lemma in _BLOG for t in row.tokens)
        last = i >= len(rows) - 3 and len(row.tokens) <= _NOTE and not any(finite_verb(t) for t in row.tokens) and i > 1
        people = [p for p in row.persons if not (last and not first) or presented(row, p) is not None or p.last - p.first == len(row.tokens)]
        if (first or last) and len({story.person(p) for p in people}) == 1:
            return people[0]
    return None
