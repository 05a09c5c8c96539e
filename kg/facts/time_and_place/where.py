"""Where an event is: states named as a place, the house in which it is held, the state that receives."""

from __future__ import annotations

from collections.abc import Sequence

from kg.facts.sentences.clauses import triggers_in
from kg.facts.sentences.speaker import speaker
from kg.facts.story.drafts import Draft, Scene
from kg.facts.story.so_far import Story
from kg.mentions.model import CountryNamed, GatheringNamed, PlaceNamed, SentenceMentions
from kg.reference.places import city_of_adjective
from kg.text.document import Token

_IN = frozenset("в во у ў in at".split())
_ABROAD = ("посольств", "генеральное консульств", "консульств", "пасольств", "embassy")  # stands in another state than its own
_CAPITAL = frozenset("столица сталіца capital".split())
_OUR = frozenset("нашу нашей наша нашай нашей our".split())
_LEAVES = frozenset("leave depart покинуть пакінуць".split())
_HOSTS = frozenset("принять принимать собрать собирать объединить приютить встретить встречать прыняць прымаць сабраць host welcome gather".split())
_PREPARES = frozenset("готовиться планировать собираться намереваться рассчитывать".split())  # "Осло готовится принять форум"
_IN_RETURN = frozenset("ответный адказны return reciprocal".split())
_SCENES = frozenset("место площадка хозяин хозяйка столица арена месца пляцоўка гаспадар сталіца".split())
_HOUSES = ("InternationalOrganization", "WorkingBody")


def named_state(row: SentenceMentions, first: int, last: int) -> str | None:
    """«в Беларуси», "in Mongolia"."""
    tokens = row.tokens
    for c in row.countries:
        posted = any(r.first <= c.first <= r.last + 1 for r in row.roles)  # "торговый представитель во Вьетнаме"
        if first <= c.first < last and c.form != "adjective" and c.first and tokens[c.first - 1].norm in _IN and not posted:
            return c.iso
        if first <= c.first < last and _its_capital(tokens, c):
            return c.iso
    return None


def _its_capital(tokens: Sequence[Token], c: CountryNamed) -> bool:
    """«во французской столице», «в столице Франции», "in the French capital"."""
    if c.form == "adjective":
        behind = c.last < len(tokens) and tokens[c.last].lemma in _CAPITAL
        return behind and any(t.norm in _IN for t in tokens[max(0, c.first - 2) : c.first])
    return c.first > 1 and tokens[c.first - 1].lemma in _CAPITAL and tokens[c.first - 2].norm in _IN


def here(scene: Scene, first: int, last: int) -> str | None:
    """«прибыл в страну», "on a visit to the country": that of the dateline, else the one told of last beside the visitor's."""
    tokens = scene.tokens
    guest = speaker(scene.story, scene.i)
    for k in range(max(first, 1), last):
        if tokens[k].norm in ("нас", "нам") and tokens[k - 1].norm in ("у", "к", "да") and guest is not None:
            return scene.book.sides.country(scene.story.person(guest))  # "у нас побывала делегация"
        named = tokens[k].lemma in ("страна", "республика", "country", "island", "kingdom", "sultanate", "emirate") and k + 1 <= len(tokens)
        article = (tokens[k - 1].text == "the" or tokens[k - 1].norm in _OUR) and k > 1
        to = tokens[k - 2].text if article else tokens[k - 1].norm
        to = "to" if article and tokens[k - 2].lemma == "посетить" else to  # "is visiting the island"
        if named and to in ("в", "во", "у", "ў", "to") and not any(c.first <= k < c.last for c in scene.row.countries):
            return next((p.iso for row in scene.story.rows[:3] for p in row.places if p.iso and p.first == 0), None) or scene.story.home
    return None


def visited_state(row: SentenceMentions, first: int, last: int) -> str | None:
    """«визит в Узбекистан», «посетила Узбекистан»."""
    tokens = row.tokens
    verbs = [t.last for t in row.triggers if t.lemma in ("посетить", "посещать")]
    fronts = [t.first for t in row.triggers if t.lemma in ("посетить", "посещать") and any(x.case == "Nom" and x.pos in ("NOUN", "PROPN") for x in tokens[t.last : t.last + 6])]
    for c in row.countries:
        if (
            first <= c.first < last
            and c.form != "adjective"
            and (
                (c.first and (tokens[c.first - 1].norm in ("в", "во", "у", "ў") or tokens[c.first - 1].text == "to" or _object(tokens, c, verbs)))
                or (c.case in ("Acc", "Nom") and any(0 <= v - c.last <= 4 for v in fronts) and not (c.first and tokens[c.first - 1].pos == "ADP"))
            )
        ):
            return c.iso  # "посетил Чили", «Чили с визитом посетила делегация»
        if first <= c.first < last and _its_capital(tokens, c):
            return c.iso  # "во французской столице находится с визитом"
    return None


def _returned(scene: Scene, g: GatheringNamed) -> str | None:
    """«ответный визит саудовских специалистов»: to the state whose people have been with them."""
    theirs = [c.iso for c in scene.row.countries if g.head <= c.first <= g.head + 5]
    told = scene.book.latest("visit", "meet", before=scene.i)
    sides = [*told.countries] if told is not None else [*scene.story.bilateral()]
    others = [iso for iso in sides if iso not in theirs]
    return others[0] if theirs and len(others) == 1 and len(sides) == 2 else None


def _in_brackets(row: SentenceMentions, iso: str) -> PlaceNamed | None:
    """«в Латвию (Рига, 16–18 мая)», «в Латвию (г. Рига)»: the only city in the brackets behind the state."""
    state = next((c for c in row.countries if c.iso == iso and c.form != "adjective" and c.last < len(row.tokens) and row.tokens[c.last].text == "("), None)
    if state is None:
        return None
    end = next((k for k in range(state.last, len(row.tokens)) if row.tokens[k].text == ")"), state.last)
    inside = [p for p in row.places if state.last < p.first < end and p.iso == iso]
    return inside[0] if len(inside) == 1 else None


def _left(scene: Scene, first: int, last: int) -> int | None:
    """Token behind "left", "покинула" that stands before token `last`; "left for Oslo" says where to."""
    tokens = scene.tokens
    at = next((k for k in range(first, last) if tokens[k].pos == "VERB" and tokens[k].lemma in _LEAVES), None)
    if at is None or at + 1 >= len(tokens):
        return None
    at += 1 + (tokens[at + 1].norm in ("из", "from", "з"))
    return at + (tokens[at].text == "the")


def place_left(scene: Scene, first: int, last: int) -> PlaceNamed | None:
    """"left Lima after a three-day visit": the city that was visited."""
    at = _left(scene, first, last)
    return next((p for p in scene.row.places if at is not None and p.first == at), None)


def state_left(scene: Scene, first: int, last: int) -> str | None:
    """"left Peru after a three-day visit": the state that was visited."""
    at = _left(scene, first, last)
    return next((c.iso for c in scene.row.countries if at is not None and c.first in (at, at - 1) and c.last > at and c.form != "adjective"), None)


def _object(tokens: Sequence[Token], c: CountryNamed, verbs: Sequence[int]) -> bool:
    """«посетил Узбекистан», «посетил с рабочим визитом Узбекистан»."""
    behind = any(0 <= c.first - v <= 4 for v in verbs)
    return c.first in verbs or (behind and c.case in ("Acc", "Nom") and tokens[c.first - 1].case == "Ins")


def venue(story: Story, row: SentenceMentions, first: int, last: int) -> str | None:
    """The state of the body in whose house it is held: «в Министерстве связи прошли переговоры»."""
    for b in row.bodies:
        if first <= b.first < last and b.first and row.tokens[b.first - 1].norm in _IN:
            key = story.body(b)
            if key and story.bodies.kind(key) not in _HOUSES and not b.core.startswith(_ABROAD):
                return story.bodies.country(key) or b.country
    return None


def city_of_house(scene: Scene, first: int, last: int) -> PlaceNamed | None:
    """«гостит в Самаркандском университете»: the city whose adjective the name of the house begins with; the story knows it from then on."""
    row = scene.row
    for b in row.bodies:
        t = row.tokens[b.first]
        if first <= b.first < last and b.first and row.tokens[b.first - 1].norm in _IN and t.capital and t.pos == "ADJ" and (city := city_of_adjective(t.text)) is not None:
            place = PlaceNamed(row.sentence.index, b.first, b.first + 1, t.span, city.name, city.iso)
            scene.story.add_place(scene.i, place)
            return place
    return None


def receiving_state(row: SentenceMentions, first: int, last: int) -> str | None:
    """«Бразилия примет пятое совещание», "Brazil will host": the state is the one that holds it."""
    verbs = [
        t
        for t in row.triggers
        if first <= t.first < last and t.lemma in ("принять", "провести", "принимать", "проводить")
    ]
    for c in row.countries:
        if c.form == "adjective" or not first <= c.first < last or c.case not in ("Nom", ""):
            continue
        if any(0 < t.first - c.last < 3 or t.first == c.last for t in verbs) and not (
            c.first and row.tokens[c.first - 1].pos == "ADP"
        ):
            return c.iso
    return None


def receiving_city(row: SentenceMentions, first: int, last: int) -> PlaceNamed | None:
    """«местом проведения станет Баку», «форум примет Ереван», "Samarkand will host": the city is the subject of a verb that receives."""
    tokens = row.tokens
    verbs = [
        k
        for k in range(first, last)
        if tokens[k].lemma in _HOSTS or (tokens[k].lemma in ("стать", "быть") and any(t.lemma in _SCENES for t in tokens[first:last]))
    ]
    for p in row.places:
        named = tokens[p.first].case in ("Nom", "") or " ".join(t.norm for t in tokens[p.first : p.last]) == p.name.lower().replace("ё", "е")  # "принимал Ереван" is tagged as an object
        city_of = p.first > 1 and tokens[p.first - 1].norm == "of" and tokens[p.first - 2].lemma in ("city", "capital", "town")
        subject = first <= p.first < last and named and (not p.first or city_of or tokens[p.first - 1].pos != "ADP")
        if subject and any(p.first - k in (1, 2) or (p.last <= k <= p.last + 6 and not any(_apart(t) for t in tokens[p.last : k])) for k in verbs):
            return p
    return None


def _apart(token: Token) -> bool:
    """A word that does not stand between a subject and its verb as dates and adverbs do."""
    return (token.pos in ("VERB", "CCONJ", "SCONJ") and token.lemma not in _PREPARES) or token.text in (",", ";", ":") or token.case == "Nom"


def place_of_relative(row: SentenceMentions, at: int) -> PlaceNamed | None:
    """«вернулась из Баку, где участвовала в форуме»: the city in front of "где"."""
    for k in range(at, 1, -1):
        if row.tokens[k].norm in ("где", "дзе", "where") and row.tokens[k - 1].text == ",":
            return next((p for p in row.places if p.last == k - 1), None)
    return None


def whereto(scene: Scene, g: GatheringNamed, draft: Draft, first: int, last: int) -> None:
    """The state that is visited."""
    if draft.place is None:
        to = [p for p in scene.row.places if g.head < p.first < last and scene.tokens[p.first - 1].text == "to"]
        draft.set_place(to[0] if to else None, scene.i)
    seen = [t.first for t in triggers_in(scene.row, first, last, "visit") if t.lemma in ("посетить", "посещать")]
    if draft.place is None and seen:  # "Пекин с визитом посетил министр"
        to = [p for p in scene.row.places if first <= p.first < g.first < seen[0] and scene.tokens[p.first].case in ("Acc", "Nom")]
        draft.set_place(to[0] if to and scene.tokens[max(0, to[0].first - 1)].pos != "ADP" else None, scene.i)
    if draft.place is None:
        draft.set_place(place_left(scene, first, g.first), scene.i)
    iso = visited_state(scene.row, first, last) or state_left(scene, first, g.first)
    if iso is not None:
        draft.set_country(iso, scene.i)
        if draft.place is None:
            draft.set_place(_in_brackets(scene.row, iso), scene.i)
        if draft.place is not None and draft.place.iso != iso:
            draft.place = draft.place_at = None
        return
    draft.set_country(here(scene, first, last) if draft.country is None and draft.place is None else None, scene.i)
    if draft.country is None and any(t.lemma in _IN_RETURN for t in scene.tokens[max(0, g.first - 1) : g.head]):
        draft.set_country(_returned(scene, g), scene.i)
    if draft.country is None and any(
        t.lemma == "наш" and u.lemma == "страна"
        for t, u in zip(scene.tokens[first:last], scene.tokens[first + 1 : last], strict=False)
    ):
        draft.set_country(scene.story.home, scene.i)


def take_place(d: Draft, other: Draft) -> None:
    """City and state of another event, as far as they contradict nothing that is known."""
    if d.place is None and other.place is not None and d.country in (None, other.country):
        d.place, d.place_at = other.place, other.place_at
    if d.country is None and other.country is not None:
        d.country, d.country_at = other.country, other.country_at
