"""Who says "we": the guest of an interview, or whom the words around a quotation name as the one who speaks."""

from __future__ import annotations

from kg.facts.sentences.clauses import under_leadership
from kg.facts.sentences.quotations import SAYS
from kg.facts.sentences.speaker import at_ours, speaker
from kg.facts.story.drafts import Scene
from kg.mentions.model import PersonNamed

_REPORTS = frozenset("сообщить сообщать передавать передать уточнить пояснить добавить".split())
_QUOTES = frozenset("« » \" “ ” „".split())


def we_who_speak(scene: Scene, first: int, last: int, *, mine: bool = False) -> list[PersonNamed]:
    """«У нас был разговор с А», «Мне удалось …»: he who gives the interview, or whose words these are; as a subject he stands among the people already."""
    who = speaker(scene.story, scene.i) if mine or at_ours(scene.tokens[first:last]) else None
    if who is None:
        return []
    key = scene.story.person(who)
    return [] if any(first <= p.first < last and p.case == "Nom" and scene.story.person(p) == key for p in scene.row.persons) else [who]


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
    quoted = before in SAYS and any(t.text in _QUOTES for t in scene.tokens[:start])  # "«…», – сказал А"
    return quoted or before in ("слово", "мнение", "данные", "информация") or before in _REPORTS


def after_talks(scene: Scene, p: PersonNamed) -> bool:
    """«сообщил А по итогам переговоров с Б», "заявил А после встречи с Б": he speaks of talks of his own."""
    behind = [t.norm for t in scene.tokens[p.last : p.last + 2]]
    return behind in (["по", "итогам"], ["по", "окончании"], ["по", "завершении"], ["в", "ходе"], ["по", "результатам"]) or behind[:1] in (["после"], ["на"], ["пасля"])
