"""Who says "we": the guest of an interview, or whom the words around a quotation name as the one who speaks."""

from __future__ import annotations

from kg.facts.participants.told import bearer
from kg.facts.sentences.clauses import under_leadership
from kg.facts.sentences.speaker import interview, says_we, speaker
from kg.facts.story.drafts import Scene
from kg.mentions.model import PersonNamed, SentenceMentions

_SAYS = frozenset(
    "сказать говорить отметить отмечать подчеркнуть подчеркивать заявить рассказать пояснить объяснить добавить сообщить сообщать уточнить считать напомнить поделиться "
    "заключить резюмировать прокомментировать комментировать цитировать приводить констатировать признаться признать ответить отвечать продолжить указать поведать написать "
    "сказаць адзначыць падкрэсліць заявіць расказаць растлумачыць дадаць паведаміць удакладніць say tell note add explain stress emphasize emphasise comment state announce write recall".split()
)
_REPORTS = frozenset("сообщить сообщать передавать передать уточнить пояснить добавить".split())
_QUOTES = frozenset("« » \" “ ” „".split())
_BEHIND = 8  # tokens from the verb of saying to the name
_ON = 3  # sentences of a quotation before its speaker is named
_BACK = 4  # sentences in which the speaker of a quotation was named before


def we_who_speak(scene: Scene, first: int, last: int, *, mine: bool = False) -> list[PersonNamed]:
    """«Мы встретились с А»: he who gives the interview, or whose words these are."""
    if not (mine or says_we(scene.tokens[first:last])):
        return []
    guest = speaker(scene.story) if interview(scene.story) else _quoted(scene)
    return [guest] if guest is not None else []


def _quoted(scene: Scene) -> PersonNamed | None:
    """«„Сегодня мы провели переговоры с А“, – сказал министр»: by name, by post, by "он"; None where no quotation marks stand."""
    rows, here = scene.story.rows, scene.row.sentence.paragraph
    if not any(t.text in _QUOTES for row in rows[max(0, scene.i - _ON) : scene.i + _ON] if row.sentence.paragraph == here for t in row.tokens):
        return None
    for j in (*range(scene.i, min(len(rows), scene.i + _ON)), *range(scene.i - 1, max(-1, scene.i - _ON), -1)):
        if rows[j].sentence.paragraph != here and not (j == scene.i - 1 and rows[j].tokens[-1:] and rows[j].tokens[-1].text == ":"):
            continue
        said = _says(rows[j])
        if said is not None:
            return _named(Scene(scene.story, j, rows[j], scene.book), said)
    return None


def _says(row: SentenceMentions) -> int | None:
    """The verb by which a speech is reported: in front of the words or behind them, never a part of them."""
    inside = False
    for k, t in enumerate(row.tokens):
        if t.text in ("«", "“", "„") or (t.text == '"' and not inside):
            inside = True
        elif t.text in ("»", "”", '"'):
            inside = False
        elif not inside and t.lemma in _SAYS and ("Tense=" in t.feats or t.text.isascii()) and t.pos in ("VERB", "AUX"):
            return k
    return None


def _named(scene: Scene, said: int) -> PersonNamed | None:
    """The subject of the verb of saying at token `said`."""
    tokens = scene.tokens
    behind = [p for p in scene.row.persons if said < p.first and p.case in ("Nom", "")]
    before = [p for p in scene.row.persons if p.last <= said and p.case in ("Nom", "") and not any(t.text in _QUOTES for t in tokens[p.last : said])]
    role = next((r for r in scene.row.roles if said < r.first <= said + _BEHIND and r.case in ("Nom", "")), None)
    near = [p for p in behind if p.first - said <= _BEHIND or (role is not None and p.first - role.last <= 1)]
    if near or before:
        return near[0] if near else before[-1]
    if role is not None and (found := bearer(scene, role)) is not None:
        return found
    return _spoke_before(scene)


def _spoke_before(scene: Scene) -> PersonNamed | None:
    """«…, – сказал он»: who spoke, or of whom it was told, last before the words."""
    for j in range(scene.i - 1, max(-1, scene.i - _BACK), -1):
        row = scene.story.rows[j]
        people = [p for p in row.persons if p.case in ("Nom", "")]
        if scene.headline(j) or not people:
            continue
        return people[-1] if len({scene.story.person(p) for p in people}) == 1 else None
    return None


def speaks_of_it(scene: Scene, p: PersonNamed) -> bool:
    """«по словам А», «сообщил А», «по приглашению А»: not there by that."""
    words = [t.lemma for t in scene.tokens[max(0, p.first - 12) : p.first]]
    if any(w in ("поручение", "приглашение") for w in words[-8:]):
        return True
    if under_leadership(scene.row, p):
        return True
    roles = [r.first for r in scene.row.roles if r.last in (p.first, p.first - 1)]
    start = min([p.first, *roles])
    before = scene.tokens[start - 1].lemma if start else ""
    quoted = before in _SAYS and any(t.text in _QUOTES for t in scene.tokens[:start])  # "«…», – сказал А"
    return quoted or before in ("слово", "мнение", "данные", "информация") or before in _REPORTS


def after_talks(scene: Scene, p: PersonNamed) -> bool:
    """«сообщил А по итогам переговоров с Б», "заявил А после встречи с Б": he speaks of talks of his own."""
    behind = [t.norm for t in scene.tokens[p.last : p.last + 2]]
    return behind in (["по", "итогам"], ["по", "окончании"], ["по", "завершении"], ["в", "ходе"], ["по", "результатам"]) or behind[:1] in (["после"], ["на"], ["пасля"])
