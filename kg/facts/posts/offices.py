"""Whose post it is: the body and the state of a holding, found in its context where the phrase names none."""

from __future__ import annotations

from collections.abc import Collection

from kg.facts.posts.first_person import state_of_partner
from kg.facts.posts.holding import Holding
from kg.facts.posts.host_companies import company_of_context
from kg.facts.posts.hosts import host_ministry, is_government, just_named, ministry_beside
from kg.facts.posts.own_state import at_home_of, of_the_teller, of_union
from kg.facts.posts.tellers_state import at_home_only, host_of_guests, mission_state, of_many, told_from
from kg.facts.story.so_far import Story
from kg.mentions.missions import MISSIONS
from kg.mentions.model import RoleNamed
from kg.reference.countries import label
from kg.reference.legal_forms import countries_of_form
from kg.reference.words import Lexicon

Office = tuple[str, str | None, str | None]  # role, body key, country

_OF_STATE = frozenset("президент премьер премьер-министр вице-премьер король президентка прэзідэнт прэм'ер-міністр president premier".split())
_OF_PARLIAMENT = frozenset("депутат спикер вице-спикер сенатор парламентарий".split())
_OF_REGION = frozenset("раис аким хоким губернатор вице-губернатор мэр".split())
_TITLES_OF = {"аким": ("KZ", "KG"), "хоким": ("UZ",), "раис": ("RU", "TJ")}  # whose governors are called so
_BOARDS = ("коллегия", "администрация", "аппарат", "правление")
_BOARD_WORDS = frozenset("коллегии правления администрации совета аппарата".split())
_UNITS = {"совета": "совет", "департамента": "департамент", "управления": "управление", "отдела": "отдел"}
_TITLES_OF_HEADS = ("председатель", "министр", "директор", "генеральный директор", "президент", "начальник")
_REGION_WORDS = frozenset("эмирата области края района округа города республики провинции штата региона".split())
_AMBASSADORS = frozenset("посол пасол ambassador".split())
_ENVOYS = _AMBASSADORS | frozenset(["комиссар", "chargé", "посланник", "консул", "counsellor", "attaché"])
_INTO = frozenset("в во у ў".split())
_OURS = "предприятие"  # a company abroad is no enterprise
_ORGANS = frozenset({"Agency", "Institution"})
_SECRETARIES = frozenset({"статс-секретарь", "государственный секретарь", "постоянный секретарь", "дзяржаўны сакратар", "state secretary", "permanent secretary"})
_LEAD = 4  # sentences
# characters: about two sentences; a bare "министр" further away from a ministry may be another one's
_NEAR = 350


def office(story: Story, h: Holding, lex: Lexicon, taken: Collection[str] = ()) -> Office:
    """(role, body, country) of a holding; `taken`: ministries that a bare "министр" cannot mean, for they have another one."""
    role = h.role
    name = role.role
    if role.head in lex.sets["roles.ministerial"] and role.body is not None and role.body.core.startswith("правительство"):
        return f"{name} правительства", None, role.country or role.body.country
    body = story.body(role.body) if role.body is not None else None
    if h.rule == "co-chairs":
        return name, body, role.country  # whose page it is says nothing of the other one
    if body is None and role.body is None:
        body = _body_of_context(story, h, lex, taken)
        name = _without_house(story, name, body)
    elif body is None and role.body is not None and role.body.anaphor and role.country:
        # «в составе узбекской делегации – начальник управления министерства А»: the one of that state
        body = story.bodies.by_head(role.body.core, role.span.start, role.country)
    elif body is None and role.body is not None and role.body.anaphor:
        if role.body.core in MISSIONS:
            sender = _sender(story)
            own = story.bodies.by_head(role.body.core, len(story.document.release.text), sender)
            return name, own, sender or (story.bodies.country(own) if own else None)
        body = _of_host(story, h) or just_named(story, h) or (story.bodies.by_head(role.body.core, role.span.start, story.home) if role.body.core == _OURS and story.home else None)
    country = role.country or (story.bodies.country(body) if body else None)
    if body is not None and story.bodies.kind(body) == "InternationalOrganization":
        return name, body, (at_home_only(story, body) if story.language == "en" else None) if role.body is not None else country
    if body is not None and story.bodies.international(body):
        return name, body, None if role.body is not None else country
    if body is not None and name in ("глава", "руководитель") and _is_ministry(story, body):
        name = "министр"
    if country is None and role.body is not None and role.body.core.startswith(_DELEGATED):
        return name, body, _delegate(story)
    if country is None and body is not None and (story.bodies.of_international(body) or of_union(story, body)):
        return name, body, None  # «отделение МСЭ для стран СНГ» is at home in no state
    envoy = role.head in _AMBASSADORS or (story.language == "en" and role.head in _ENVOYS and (role.head != "комиссар" or "high" in name))
    if country is None and envoy and body is None:
        country = _of_embassy(story, h)
    if country is None:
        of_state = body is None or (role.head in _OF_REGION and story.bodies.country(body) is None)
        country = _country_of_state_post(story, h) if of_state else None
        country = country if body is None or country else _country_of_body(story, h, body)
    return name, body, country


def _of_host(story: Story, h: Holding) -> str | None:
    """«Посол Армении в Чили А встретился с министром … Присутствовал генеральный секретарь Министерства Б»: the host's only one."""
    host = _accredited(story) if h.role.body is not None and h.role.body.core == "министерство" else None
    return story.bodies.by_head("министерство", h.role.span.start, host) if host is not None else None


def _sender(story: Story) -> str | None:
    """«советник посольства А»: the state whose ambassador the release names, if it names those of one."""
    senders = {r.country for row in story.rows for r in row.roles if r.head == "посол" and r.country}
    return next(iter(senders)) if len(senders) == 1 else None


def _of_embassy(story: Story, h: Holding) -> str | None:
    """«… побывал в Посольстве Армении, где посол А собрал …»: the embassy named right before."""
    named = [b for b in story.rows[h.sentence].bodies if b.last <= h.role.first and b.core.startswith(("посольств", "амбасад", "пасольств", "embassy"))]
    if named or story.language != "en":
        return named[-1].country if named else _only_embassy(story)
    return mission_state(story)


_DELEGATED = ("постоянное представительств", "постпредств", "постоянная мисси", "пастаяннае прадстаўніцтв")


def _delegate(story: Story) -> str | None:
    """«второй секретарь постоянного представительства»: of the state whose permanent representative the release names."""
    senders = {r.country for row in story.rows for r in row.roles if r.country and (r.head in ("постпред", "посол") or r.role.startswith("постоянный представитель"))}
    return senders.pop() if len(senders) == 1 else None


def _only_embassy(story: Story) -> str | None:
    """«Посольство Беларуси в Пакистане, 7 июня. Посол А присутствовал …»: the only embassy that the release names, if no ambassador of another state is named."""
    states = {b.country for row in story.rows for b in row.bodies if b.core.startswith(("посольств", "амбасад", "пасольств")) and b.country}
    envoys = {r.country for row in story.rows for r in row.roles if r.head in _AMBASSADORS and r.country}
    return states.pop() if len(states) == 1 and envoys <= states else None


def _without_house(story: Story, name: str, body: str | None) -> str:
    """«заместитель начальника управления»: where the unit itself is the organisation, it is no part of the post."""
    rest, _, last = name.rpartition(" ")
    unit = _UNITS.get(last)
    if body is None or unit is None or not rest:
        return name
    cores = [m.core for m in story.bodies.mentions(body)]
    own = any(c.split(" ")[0] == unit for c in cores) and not any("министерств" in c for c in cores)
    return rest if own and story.bodies.holder(body) == body else name


def _is_ministry(story: Story, body: str) -> bool:
    return story.bodies.kind(body) == "Ministry" and not is_government(story.bodies.mentions(body)[0].core)


def _body_of_context(story: Story, h: Holding, lex: Lexicon, taken: Collection[str]) -> str | None:
    """The body of a post whose phrase names none, by the kind of post."""
    words = [w.lower() for w in h.role.role.split()]
    unit = next((u for form, u in _UNITS.items() if form in words or u in words), None)
    at = h.role.span.start
    if unit == "совет" and "совета" in words and not {"директоров", "министров"} & set(words):
        return story.bodies.by_head(unit, at, h.role.country)
    if unit not in (None, "совет"):
        return story.bodies.by_head(unit or "", at) or _ministry(story, h, taken)
    if _BOARD_WORDS & set(words):
        board = next((b for b in _BOARDS if any(w[:6] == b[:6] for w in words)), None)
        own = story.bodies.by_head(board, at) if board else None
        return story.bodies.holder(own) if own else company_of_context(story, h) if h.role.country is None else None
    if h.role.head in _OF_PARLIAMENT and h.role.country is None:
        houses = [g.key for g in story.bodies.groups if g.best.kind == "Parliament"]
        return houses[0] if len(houses) == 1 else None
    if _ministerial(h.role, lex):
        if "of state for" in h.role.role and h.role.country is not None:
            return None  # "Albania's Minister of State for Ports": a post of the cabinet
        return _ministry(story, h, taken)
    if h.role.role in _SECRETARIES and h.role.country is None:
        return ministry_beside(story, h) or (_only_ministry(story, taken) if story.language == "en" else None)
    return company_of_context(story, h) if h.role.number != "Plur" else None


def _only_ministry(story: Story, taken: Collection[str]) -> str | None:
    """The one ministry that a text names: whose permanent secretary is meant, if nothing else is said."""
    named = {g.key for g in story.bodies.groups if g.best.kind == "Ministry" and not is_government(g.best.core)}
    return named.pop() if len(named) == 1 and not named & set(taken) else None


def _ministerial(role: RoleNamed, lex: Lexicon) -> bool:
    words = set(role.role.replace("-", " - ").split()) if "премьер" in role.role else set(role.role.split())
    if "премьер" in words:
        return False
    return role.head in lex.sets["roles.ministerial"] or bool({"министра", "міністра"} & words) or ("minister" in role.role and "prime" not in role.role and "(minister)" not in role.role and "counsel" not in role.role)


def _own_ministry(story: Story, h: Holding) -> str | None:
    """«заместитель министра А» on a page that is at home somewhere: a guest would be called by his state, so the only ministry of home."""
    if story.home is None or len(story.sides()) < 2:
        return None
    own = {g.key for g in story.bodies.groups if g.best.kind == "Ministry" and not is_government(g.best.core) and story.bodies.country(g.key) == story.home}
    here = [b for b in story.rows[h.sentence].bodies if b.kind == "Ministry" and b.first < h.role.first]
    return next(iter(own)) if len(own) == 1 and not here else None


def _ministry(story: Story, h: Holding, taken: Collection[str]) -> str | None:
    """The ministry that a bare "министр" belongs to: that of its country, the one just named, or the only one."""
    at = h.role.span.start
    named: list[tuple[int, str]] = []
    for group in story.bodies.groups:
        if group.best.kind == "Ministry" and not is_government(group.best.core) and group.key not in taken:
            places = [m.span.start for m in group.mentions if m.span.start <= at + 400]
            if places:
                named.append((max(places), group.key))
    if h.role.country:
        same = [(p, k) for p, k in named if story.bodies.country(k) == h.role.country]
        # «С белорусской стороны участвовали замминистра связи А, начальник управления Б»
        here = [(m.span.start, k) for _, k in named if story.bodies.country(k) is None for m in story.bodies.mentions(k) if m.sentence == h.sentence and m.span.start < at]
        return max(same or here)[1] if same or here else None
    told_to = any(t.lemma in _AMBASSADORS for t in story.rows[h.sentence].tokens) and h.role.case in ("Nom", "")
    if told_to and (visited := _accredited(story)) is not None:
        # told by an embassy: «Заместитель Министра А проинформировал посла»
        theirs = {g.key for g in story.bodies.groups if g.best.kind == "Ministry" and not is_government(g.best.core) and story.bodies.country(g.key) == visited}
        if len(theirs) == 1 and not theirs & set(taken):
            return theirs.pop()
    if (host := host_ministry(story, h)) is not None and host not in taken:
        return host
    if (own := _own_ministry(story, h)) is not None and own not in taken:
        return own
    keys = {k for _, k in named}
    near = [(m.span.start, g.key) for g in story.bodies.groups if g.key in keys for m in g.mentions if 0 <= at - m.span.start < _NEAR]
    teller = _headlined(story, keys) if near and all(m < story.rows[max(h.sentence - 1, 0)].sentence.span.start for m, _ in near) else None
    if teller is not None:
        return teller
    if near:
        return max(near)[1]
    countries = {story.bodies.country(k) for k in keys}
    return max(named)[1] if named and (len(countries) == 1 or len(named) == 1) else None


def _headlined(story: Story, keys: Collection[str]) -> str | None:
    """The only ministry of the headline: where the sentences beside a bare "заместитель министра" name none, the one that tells the story."""
    named = {k for b in story.rows[0].bodies if b.kind == "Ministry" and (k := story.body(b)) is not None}
    return named.pop() if len(named) == 1 and named <= set(keys) else None


def _only_side(story: Story, h: Holding) -> str | None:
    """The only state of a release, unless nothing but another one's post tells of it: «президент А принял посла Индии Б»."""
    sides = story.sides()
    if len(sides) != 1:
        return None
    others = [r for r in story.rows[h.sentence].roles if r.first != h.role.first]
    for row in story.rows:
        named = [*row.countries, *(b for b in row.bodies if b.country)]
        if any(row is not story.rows[h.sentence] or not any(r.first <= x.first < r.last for r in others) for x in named):
            return sides[0]
    return None


def _country_of_state_post(story: Story, h: Holding) -> str | None:
    """«президент А», «раис А» with no state said: that of the page, of the post beside it, of the region named."""
    if h.role.head in _OF_REGION:
        if own := _TITLES_OF.get(h.role.head):
            found = [iso for iso in dict.fromkeys((*story.regions(), *story.sides())) if iso in own]
            return found[0] if len(found) == 1 else None
        regions = story.regions()
        return regions[0] if len(regions) == 1 else _only_side(story, h)
    if h.role.head not in _OF_STATE and not any(w in h.role.role for w in ("премьер-министра", "премьера", "прэм'ер-міністра", "deputy prime minister")):
        return None
    if len(story.sides()) == 1:
        return _only_side(story, h)
    beside = [r for r in story.rows[h.sentence].roles if r.last <= h.role.first and (r.country or (r.body and r.body.country))]
    if beside and story.language == "en":
        nearer = [c for c in story.rows[h.sentence].countries if beside[-1].last <= c.first < h.role.first]
        if nearer:  # "the Indian minister lauded Bangladesh's progress under Prime Minister A"
            return nearer[-1].iso if nearer[-1].case == "Gen" else None
    if beside and story.language == "en" and _they_meet(story, h, beside[-1].last):
        return None  # "the minister of Norway met with President A": whose president he is, is not said
    if beside:
        return beside[-1].country or (beside[-1].body.country if beside[-1].body else None)
    return story.home if story.official else at_home_of(story)  # a state's own site says "президент А" of its own


def _they_meet(story: Story, h: Holding, after: int) -> bool:
    acts = story.rows[h.sentence].triggers
    return any(t.act in ("meet", "receive", "visit") and after <= t.first < h.role.first for t in acts)


def _country_of_body(story: Story, h: Holding, body: str) -> str | None:
    """The state of a body that the text ties to none: by its legal form, its region, the page, its home."""
    if story.language == "en" and of_many(story, body):
        return None
    if story.language == "en" and (own := host_of_guests(story, h, body)) is not None:
        return own
    sides = story.sides()
    mentions = list(story.bodies.group(body).unlike())
    first_words = {m.core.split(" ")[0] for m in mentions}
    formed = [c for c in sides if any(c in countries_of_form(w) for w in first_words)]
    if len(formed) == 1:
        return formed[0]
    if any(m.core.split(" ")[-1] in _REGION_WORDS for m in mentions):
        return story.place_before(h.role.span.start)
    if len(sides) == 1:
        return _only_side(story, h)
    if (theirs := state_of_partner(story, h.sentence, h.person, body)) is not None:
        return theirs
    cities = {p.iso for p in story.places() if p.iso and len(p.name) > 5 and any(m.core.startswith(p.name.lower()[:-1]) for m in mentions)}
    if len(cities) == 1:
        return cities.pop()  # "Аддис-Абебский университет"
    named = {iso for iso in sides if any(label(iso, "en").lower() in m.core for m in mentions)}
    if len(named) == 1:
        return named.pop()  # "компания Telecom Venezuela"
    if (host := _accredited(story)) is not None:
        return host
    if story.official and story.language != "en" and any(m.core.split(" ")[-1].isascii() for m in mentions):
        # a company with a Latin name that the state's own site does not call ours: of the other side, if there is just one
        return next((iso for iso in story.bilateral() if iso != story.home), None)
    foreign = story.language != "en" and story.bodies.kind(body) == "Company" and story.bodies.group(body).authority is None and any(m.core.split(" ")[-1].isascii() for m in mentions)
    if foreign and len(sides) > 1 and not story.official:
        return _of_its_places(story, body)
    if story.language == "en" and (own := told_from(story, h, body)) is not None:
        return own
    if (own := at_home_of(story)) is not None:
        return own  # other states are only spoken of: "изучили опыт Финляндии"
    if story.language != "en" and story.bodies.kind(body) in _ORGANS and story.home in sides and _told_at_home(story):
        return story.home  # «председатель Комитета связи»: who writes at home of what happens at home names his own organs so
    if (own := of_the_teller(story, h, body)) is not None:
        return own
    return story.home if not sides or story.official else None


def _of_its_places(story: Story, body: str) -> str | None:
    """A house with a Latin name in a text of another script: of the only other state whose town or name stands beside it, else of none."""
    rows = {m.sentence for m in story.bodies.mentions(body)}
    found = {p.iso for i in rows for p in story.rows[i].places if p.iso} | {c.iso for i in rows for c in story.rows[i].countries}
    found -= {story.home}
    return found.pop() if len(found) == 1 else None


def _accredited(story: Story) -> str | None:
    """«Посол Беларуси во Вьетнаме А посетил …», told by his own embassy or ministry: the houses that he visits are of that state."""
    told = [(row, r) for row in story.rows[:_LEAD] for r in row.roles]
    if told and told[0][1].head in _AMBASSADORS:  # it is of him that the release tells first
        for row, r in told:
            k = r.last
            if r.head in _AMBASSADORS and story.home in (None, r.country) and k + 1 < len(row.tokens) and row.tokens[k].norm in _INTO:
                return next((c.iso for c in row.countries if c.first == k + 1 and c.iso != (story.home or r.country)), None)
    return None


def _told_at_home(story: Story) -> bool:
    """Does the story happen at home? Its first places, or the states that it says it is in, are."""
    lead = story.rows[:_LEAD]
    places = {p.iso for row in lead for p in row.places if p.iso}
    inside = {c.iso for row in lead for c in row.countries if c.first and row.tokens[c.first - 1].norm in _INTO and c.form != "adjective"}
    return (places | inside or set(story.sides()[:1])) == {story.home}


def head_title(known: list[tuple[str, Office]], person: str, own: Office) -> str:
    """«глава Коллегии» where the text calls another holder of the same office its "председатель": that is the title."""
    name, body, _ = own
    rest = name.removeprefix("глава").removeprefix("руководитель")
    if rest == name or body is None:
        return name
    titles = {r for p, (r, b, c) in known if p != person and b == body and r in {t + rest for t in _TITLES_OF_HEADS}}
    return next(iter(titles)) if len(titles) == 1 else name
