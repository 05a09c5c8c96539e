"""The company or school whose own release it is: «О компании», "About Acme", or a site that bears its name."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from kg.facts.story.bodies import BodyRegister, Group
from kg.mentions.model import SentenceMentions
from kg.reference.sites import site_country
from kg.text.document import Document, Token, norms

_HOUSES = frozenset({"Company", "Institution", "Organization"})
_ABOUT = {
    "о": frozenset("компания группа предприятие университет холдинг корпорация банк оператор организация технопарк".split()),
    "аб": frozenset("кампанія прадпрыемства універсітэт".split()),
    "about": frozenset("company group university operator".split()),
}
_LEAD = 3  # sentences in which the one who tells names itself
_FOUNDED = frozenset("основать основанный основан создать созданный штаб-квартира базироваться зарегистрировать находиться расположить заснаваны заснаваць found base headquarter establish".split())
# Cyrillic -> Latin as names of sites have it, for comparison only
_LATIN = str.maketrans({
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
})  # fmt: skip


def teller(document: Document, rows: Sequence[SentenceMentions], bodies: BodyRegister) -> Group | None:
    """The only house of the first lines whose site it is, or of which a line «О компании» speaks; None where nothing says so, or two do."""
    early = [g for g in bodies.groups if g.best.kind in _HOUSES and any(m.sentence < _LEAD and not m.anaphor for m in g.mentions)]
    named = [g for g in early if _site_of(g, _host(document))]
    if len(named) == 1:
        return named[0]
    about = [row for row in rows if _about(row.tokens)]
    if len(about) != 1 or not early:
        return None
    behind = {bodies.key(b) for row in rows[about[0].sentence.index :][:3] for b in row.bodies if not b.anaphor}
    told = [g for g in early if g.key in behind]
    return told[0] if len(told) == 1 else None


def settle_teller(document: Document, rows: Sequence[SentenceMentions], bodies: BodyRegister, named: Collection[str]) -> None:
    """Give it the state of its site, or of the town in which it says that it was founded or has its seat."""
    group = teller(document, rows, bodies)
    if group is None or group.country is not None or group.authority is not None:
        return
    site = site_country(_host(document)) if _site_of(group, _host(document)) else None
    if site is not None:
        group.of_state(site)
        return
    seats = {iso for m in group.mentions for iso in _seats(rows[m.sentence])}
    if len(seats) == 1:
        group.of_state(seats.pop())


def _seats(row: SentenceMentions) -> list[str]:
    """States of the towns in which a sentence says that something was founded or has its seat."""
    if not any(t.lemma in _FOUNDED or t.norm in _FOUNDED for t in row.tokens):
        return []
    return [p.iso for p in row.places if p.iso and p.first and row.tokens[p.first - 1].norm in ("в", "во", "у", "ў", "in", "at")]


def _host(document: Document) -> str:
    return (document.release.url or "").split("//")[-1].split("/")[0].lower()


def _site_of(group: Group, host: str) -> bool:
    labels = [x for x in host.split(".")[:-1] if len(x) > 3 and x not in ("www", "news", "press", "gov")]
    names = {re.sub(r"[^a-z0-9]", "", n.lower().replace("ё", "е").translate(_LATIN)) for m in group.mentions for n in (m.quoted, m.short, m.core) if n}
    return any(re.sub(r"[^a-z0-9]", "", label) in names for label in labels)


def _about(tokens: Sequence[Token]) -> bool:
    words = [t for t in tokens if t.is_word] if _ABOUT.keys() & norms(tokens) else []
    if not 2 <= len(words) <= 4:
        return False
    words = words[:3]
    return words[0].norm in _ABOUT and (words[1].lemma in _ABOUT[words[0].norm] or words[-1].lemma in _ABOUT[words[0].norm] or (words[0].norm == "about" and words[1].capital))
