"""Events as the setting of others: "в рамках форума", "на полях", "в ходе визита", the lead of a list."""

from __future__ import annotations

from kg.facts.sentences.beginning import beginning
from kg.facts.sentences.clauses import dates_of
from kg.facts.sentences.quotations import SAYS
from kg.facts.story.drafts import Draft, Scene
from kg.facts.story.kinds import ENCOUNTERS
from kg.mentions.date_model import ResolvedDate
from kg.mentions.model import GatheringNamed

_SETTINGS = frozenset(
    "рамка поле ход итог результат время кулуар площадка период участник программа работа окончание завершение "
    "начало день протяжение часть частка стол продолжение развитие дополнение преддверие канун след подготовка "
    "part margin sideline course occasion framework".split()
)
_AFTER = frozenset("после перед по накануне after before following follow ahead".split())
_LINKS = frozenset(["of", "the", "a", "an", "his", "her", "their", "its"])  # "on the sidelines of the forum"


def is_setting(scene: Scene, g: GatheringNamed) -> bool:
    """«в рамках», «на полях», «после»: something else is told that happens there."""
    first = beginning(scene, g)
    near = [t for t in scene.tokens[max(0, first - 5) : first] if t.text not in _LINKS][-2:]
    if near and "Tense=" in near[-1].feats and "VerbForm=Fin" in near[-1].feats:
        near = []  # "В тот же день состоялась встреча"
    if len(near) == 2 and near[1].norm in ("работу", "работы") and "VerbForm=Fin" in near[0].feats:
        near = []  # "начало работу 39-е заседание"
    before = [t.lemma for t in near]
    return any(w in _SETTINGS or w == "во время" for w in before) or bool(before and before[-1] in _AFTER)


def outer_event(scene: Scene, draft: Draft, g: GatheringNamed | None = None) -> Draft | None:
    """«в рамках форума …», «в ходе визита …»: an event told of before that the sentence names as the setting."""
    for o in scene.row.gatherings:
        if o is g or not is_setting(scene, o) or o.kind in ENCOUNTERS:
            continue
        head = scene.tokens[o.head].lemma
        core = frozenset(o.core.split())
        found = next(
            (d for d in reversed(scene.book.drafts) if d is not draft and core & d.core and d.head == head), None
        )
        if found is not None:
            return found
    return None


def setting_of(scene: Scene) -> Draft | None:
    """«В кулуарах …», «На полях …»: with nothing behind it, the event of the text; in a list, that of its lead."""
    words = [t.lemma for t in scene.tokens[:3]]
    if (words[:1] == ["в"] and "кулуар" in words) or (words[:1] == ["на"] and "поле" in words):
        return scene.book.latest("forum", "session")
    lead = scene.story.lead(scene.i)
    if lead is None:
        return None
    row = scene.story.rows[lead]
    inside = Scene(scene.story, lead, row, scene.book)
    named = next((o for o in row.gatherings if is_setting(inside, o)), None)
    if named is None:
        return None
    head = row.tokens[named.head].lemma
    return next((d for d in reversed(scene.book.drafts) if d.head == head or head in d.core), None)


def short_name(scene: Scene, g: GatheringNamed) -> str:
    """«конференция "Цифровой путь" (ЦП)»: the abbreviation by which the text will call it."""
    k = g.last
    if k + 2 < len(scene.tokens) and scene.tokens[k].text == "(" and scene.tokens[k + 2].text == ")":
        word = scene.tokens[k + 1]
        return word.lemma if word.text.isupper() and word.text.isalpha() else ""
    return ""


def dated_behind(scene: Scene, g: GatheringNamed) -> ResolvedDate | None:
    """The day of «подготовка к Всемирному конгрессу 2016 года в Осло», «к форуму «Мост» (Осло, май 2025 г.)»: day or year and city right behind a name; it is held, whatever is told of it."""
    if not g.proper:
        return None
    end = g.last
    places = [p for p in scene.row.places if end <= p.first <= end + _BEHIND]
    dates = [(k, d) for k, d in dates_of(scene.story, scene.i, ("date",)) if g.head < k <= end + _BEHIND and d.period is not None and not d.mention.background]
    if not places or not dates:
        return None
    (at, date), city = dates[0], places[0]
    between = [t for k, t in enumerate(scene.tokens[end : max(city.first, at + 1)], end) if not (city.first <= k < city.last) and not (t.start < date.span.end and date.span.start < t.end)]
    return date if all(t.norm in _LINKING for t in between) else None


_BEHIND = 7  # tokens from the name to its day and its city
_LINKING = frozenset("в во ў у г . ( , город горад in on the год года году на".split())


def to_what_is_said(scene: Scene, g: GatheringNamed, last: int) -> int:
    """«Открывая переговоры, А отметил, | что после визита Б …»: what was said there is told of others."""
    if g.kind not in ENCOUNTERS:
        return last
    said = next((k for k in range(g.last, last) if scene.tokens[k].norm in ("что", "што") and scene.tokens[k - 1].text == ","), last)
    return said if any(t.lemma in SAYS for t in scene.tokens[g.last : said]) else last
