"""Whose words are quoted: whom the sentence that reports them, the one before or behind it names by name, by post, by "he"."""

from __future__ import annotations

from collections.abc import Sequence

from kg.facts.sentences.apposition import following
from kg.facts.sentences.clauses import post_of
from kg.facts.sentences.quotations import SAYS, Quotation, Tokens, finite_verb, outside
from kg.facts.story.so_far import Story
from kg.mentions.model import PersonNamed, RoleNamed, SentenceMentions

_BACK = 6  # sentences in which he of whom "said he" speaks was named
_BEHIND = 10  # tokens from the verb of saying to the name
TALK = frozenset(
    "интервью беседа разговор собеседник собеседница гость гостья вопрос спросить поговорить побеседовать побеседовать расспросить рассказывать рассказать отвечать ответить беседовать встретиться остановить "
    "узнать попросить комментарий комментировать прокомментировать поделиться вспоминать говорить блиц iнтэрв'ю гутарка суразмоўца пытанне адказваць расказваць interview talk speak answer ask tell".split()
)


def presented(row: SentenceMentions, p: PersonNamed) -> RoleNamed | None:
    """The post with which a sentence presents somebody."""
    return next((r for r in row.roles if beside(row, r, p)), None) or post_of(row, p)


def beside(row: SentenceMentions, role: RoleNamed, p: PersonNamed) -> bool:
    """Does a post stand with a name: right before it, past what is said of its house, or behind it?"""
    return 0 <= p.first - role.last <= 1 or 0 <= role.first - p.last <= 2 or next(iter(following(row, role)), None) is p


def on_subject(row: SentenceMentions, p: PersonNamed) -> bool:
    """«А – о тарифах», «А о тарифах», without a verb."""
    behind = row.tokens[p.last : p.last + 3]
    return any(t.norm in ("о", "об", "про", "аб", "пра", "on") for t in behind) and not any(finite_verb(t) for t in row.tokens[: p.last])


def of_quotation(story: Story, q: Quotation, said: Sequence[Quotation]) -> PersonNamed | None:
    """Whom the words in the midst of a quotation, around it, before it or behind it name."""
    rows = story.rows
    for i, inside in q.frames.items():
        if (found := sayer(story, i, inside, q.start[0])) is not None:
            return found
    ends = dict.fromkeys([q.end[0], q.start[0]])
    for i in ends:
        mine = [x for o in said for x in o.parts(rows, i)]
        for reach in sorted(outside(mine, len(rows[i].tokens)), key=lambda r: r[0] < q.start[1] if i == q.start[0] else True):
            if (found := sayer(story, i, reach, q.start[0])) is not None:
                return found
    before = q.start[0] - 1
    if before >= 0 and not any(o is not q and o.start[0] <= before <= o.end[0] for o in said) and q.start[1] <= 1 and (found := _introduced(story, before, q)) is not None:
        return found
    after = q.end[0] + 1
    if after < len(rows) and rows[after].sentence.paragraph == rows[q.end[0]].sentence.paragraph and not any(o.start[0] == after for o in said):
        return sayer(story, after, (0, len(rows[after].tokens)))
    return None


def _introduced(story: Story, i: int, q: Quotation) -> PersonNamed | None:
    """«Министр А – о тарифах», «А пояснил:», «На вопросы ответил А», in front of the words."""
    row = story.rows[i]
    found = sayer(story, i, (0, len(row.tokens)))
    if found is not None:
        return found
    near = row.sentence.paragraph == story.rows[q.start[0]].sentence.paragraph or row.tokens[-1].text == ":" or any(on_subject(row, p) for p in row.persons) or any(t.lemma in TALK for t in row.tokens)
    people = [p for p in row.persons if presented(row, p) is not None] or list(row.persons)
    if near and row.tokens[-1].text == ":" and not people:
        role = next((r for r in row.roles if r.number != "Plur"), None)
        return _bearer(story, i, role) if role is not None else spoke_before(story, i)
    return people[0] if near and len({story.person(p) for p in people}) == 1 else None


def sayer(story: Story, i: int, reach: Tokens, before: int | None = None) -> PersonNamed | None:
    """The subject of a verb of saying within some tokens; «по словам А»; "said he" is of whom the sentences in front of `before` told."""
    row, (first, last) = story.rows[i], reach
    begin = i if before is None else before
    tokens = row.tokens
    people = [p for p in row.persons if first <= p.first < last]
    for k in range(first, last):
        if tokens[k].lemma == "слово" and tokens[k].number == "Plur" and k and tokens[k - 1].norm in ("по", "па"):
            return next((p for p in people if p.first > k), None) or spoke_before(story, begin)
        if tokens[k].lemma not in SAYS or not finite_verb(tokens[k]):
            continue
        nominative = [p for p in people if p.case in ("Nom", "")]
        role = next((r for r in row.roles if k < r.first <= min(k + _BEHIND, last) and r.case in ("Nom", "")), None)
        behind = [p for p in nominative if k < p.first and (p.first - k <= _BEHIND or (role is not None and p.first - role.last <= 1))]
        front = [p for p in nominative if p.last <= k]
        if behind or front:
            return behind[0] if behind else front[-1]
        role = role or next((r for r in row.roles if first <= r.first < k and r.case in ("Nom", "")), None)
        if role is not None and (found := _bearer(story, i, role)) is not None:
            return found
        if role is None and any(t.case in ("Nom", "") and t.pos in ("NOUN", "PROPN") for t in tokens[k + 1 : min(k + 4, last)]):
            return None  # «сообщила пресс-служба»
        return spoke_before(story, begin)
    return None


def _bearer(story: Story, i: int, role: RoleNamed) -> PersonNamed | None:
    """«сказал министр»: the last whom the text presented by that post."""
    found: PersonNamed | None = None
    for row in story.rows[: i + 1]:
        for p in row.persons:
            known = presented(row, p)
            if known is not None and (known.role == role.role or known.role.endswith(" " + role.role) or role.role in known.role.split(" ")) and role.country in (None, known.country):
                found = p if found is None or known.role == role.role else found
    return found


def spoke_before(story: Story, i: int) -> PersonNamed | None:
    """«…, – сказал он»: who spoke, or of whom it was told, last before the words."""
    for j in range(i - 1, max(-1, i - _BACK), -1):
        row = story.rows[j]
        people = [p for p in row.persons if p.case in ("Nom", "")]
        if (row.sentence.title and story.document.release.has_headline and j == 0) or not people:
            continue
        return people[-1] if len({story.person(p) for p in people}) == 1 else None
    return None
