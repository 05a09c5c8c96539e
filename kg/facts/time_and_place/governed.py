"""Events that a sentence only speaks about: what it dates is the preparation, the tickets, the committee, and not the event."""

from __future__ import annotations

from itertools import pairwise

from kg.facts.sentences.clauses import clause, dates_of, triggers_in
from kg.facts.story.drafts import Scene
from kg.mentions.acts import negated
from kg.mentions.date_model import ResolvedDate
from kg.mentions.model import GatheringNamed

# «подготовка форума», «билеты на форум», «оргкомитет форума»
_OF_IT = frozenset(
    "подготовка регистрация билет заявка приглашение оргкомитет организатор программа повестка логотип сайт концепция анонс дорога путь подрыхтоўка рэгістрацыя аргкамітэт "
    "preparation registration ticket application invitation committee organiser organizer agenda website".split()
)
# who takes part is not there when something is sent to them
_PEOPLE = frozenset("участник гость делегат организатор удзельнік госць participant guest delegate".split())
_SENDS = frozenset("направить адресовать прислать отправить пригласить накіраваць адрасаваць send address invite".split())
_BEFORE = frozenset("после до перед преддверии преддверие к пасля перад after before ahead".split())
_LINKS = frozenset("на в во к о об для по of for to on in the at у ў аб да".split())
_CANCELS = frozenset("отменить отмененный отмениться cancel скасаваць".split())
_MOVES = frozenset("перенести перенесенный переносить переноситься отложить отложенный откладываться сдвинуть сдвинутый сдвигаться передвинуть перенос перанесці postpone move reschedule".split())
_MEANT = frozenset("намеченный назначенный запланированный намечавшийся назначить наметить запланировать планировать планировавшийся scheduled planned".split())
TOURISTS = frozenset("абонент клиент турист гражданин житель пользователь пассажир болельщик покупатель путешественник отпускник отдыхающий паломник абанент кліент subscriber customer tourist traveller".split())
_STAGES = frozenset("стадия этап фаза стадыя этап stage phase".split())
_ARE = frozenset("находиться выйти вышедший перейти be remain enter reach знаходзіцца выйсці".split())
_BACK = 4  # tokens in front of the noun's phrase


def governed(scene: Scene, g: GatheringNamed) -> bool:
    """True if the dates of the main clause are not the event's: «4 апреля обсудили участие в форуме», «после визита 4 апреля …»."""
    tokens = scene.tokens
    first, last = clause(tokens, g.head)
    k = g.first - 1
    while k > max(first, g.first - _BACK) and (tokens[k].norm in _LINKS or tokens[k].pos in ("ADJ", "DET") or tokens[k].text in ("«", '"')):
        k -= 1
    if k >= first:
        word = tokens[k]
        if word.lemma in _OF_IT or (word.lemma in _PEOPLE and k > first and tokens[k - 1].lemma in _OF_IT):
            return not _dated_ahead(scene, g)
        if word.lemma in _PEOPLE and any(t.lemma in _SENDS for t in tokens[first:last]):
            return True
    before = [t.norm for t in tokens[max(first, g.first - 2) : g.first]]
    if g.kind == "visit" and _BEFORE.intersection(before):
        return not _lasted(scene, g)
    spoken = triggers_in(scene.row, first, g.head, "discuss")
    return any(t.lemma in ("участие", "удзел", "participation", "возможность") for s in spoken for t in tokens[s.last : g.head])


def _lasted(scene: Scene, g: GatheringNamed) -> bool:
    """«после визита в Минск 10–11 мая А направился в Осло», «после визита короля в Минск в мае 2019 года»: several days, a month or another year behind the noun can only be its own."""
    tokens = scene.tokens
    named = {k for m in (*scene.row.countries, *scene.row.persons, *scene.row.places) for k in range(m.first, m.last) if k > m.first or tokens[k].case != "Nom" or tokens[k - 1].case == "Gen" or tokens[k - 1].pos == "ADP"}  # "Республики Куба"
    end = next((k for k in range(g.last, len(tokens)) if "VerbForm=Fin" in tokens[k].feats or tokens[k].text in (",", ";") or (tokens[k].case == "Nom" and k not in named)), len(tokens))
    behind = [d.period for k, d in dates_of(scene.story, scene.i, ("date",)) if g.head < k < end and d.period is not None]
    now = scene.story.now
    return any(p.end is not None or not p.start.day or (now is not None and p.start.year is not None and p.start.year != now.year) for p in behind)


def _dated_ahead(scene: Scene, g: GatheringNamed) -> bool:
    """«обсудили подготовку визита министра в Осло в сентябре»: what is still to come is not the day of the talk."""
    now = scene.story.now
    behind = [d.period.start for k, d in dates_of(scene.story, scene.i, ("date",)) if k > g.head and d.period is not None]
    if now is None or not behind or g.kind != "visit":
        return False
    return all(d.year is not None and d.month is not None and now.year is not None and (d.year, d.month) > (now.year, now.month or 12) for d in behind)


def of_the_public(scene: Scene, g: GatheringNamed) -> bool:
    """«Абоненты, которые летом отправятся в поездку в Турцию»; «со времени визита министра прошел год»."""
    before = [t.norm for t in scene.tokens[max(0, g.first - 3) : g.first]]
    since = any(a in ("со", "с") and b in ("времени", "дня", "момента", "поры") for a, b in pairwise(before))
    return g.kind == "visit" and (since or any(t.lemma in TOURISTS and t.number == "Plur" for t in scene.tokens))


def moved_to(scene: Scene, g: GatheringNamed) -> ResolvedDate | None:
    """«перенесен с 20 мая на 17 июня», «сдвинули на октябрь»: the new time of what is put off, if it is told."""
    first, last = clause(scene.tokens, g.head)
    words = [k for k in range(first, last) if scene.tokens[k].lemma in _MOVES and not negated(scene.tokens, k)]
    if not words or any(t.act == "invite" for t in scene.row.triggers):
        return None
    for k, d in dates_of(scene.story, scene.i, ("date",)):
        to = scene.tokens[k - 1].norm if k else ""
        was = any(x.lemma in _MEANT for x in scene.tokens[max(0, k - 3) : k])  # "назначенный на 17 мая визит перенесен"
        if first <= k < last and to in ("на", "to", "until") and not was and d.period is not None and d.period.start.month:
            return d
    return None


def put_off(scene: Scene, g: GatheringNamed, own: tuple[int, int] | None) -> bool:
    """«Форум, назначенный на 18 мая, отменен», «должен был пройти в мае, но был перенесен»: the word stands behind, and is of nothing else."""
    after = [t.first for t in scene.row.triggers if t.act == "postpone" and not t.negated and t.first >= g.last]
    after += [k for k in range(g.last, len(scene.tokens)) if scene.tokens[k].lemma in _CANCELS]
    for k in sorted(after):
        if not (own and own[0] <= k < own[1]):
            return not any(g.last <= o.head < k for o in scene.row.gatherings) and not any(g.last <= x.head < k for x in scene.row.instruments)
    return False


def process(scene: Scene, g: GatheringNamed) -> bool:
    """«переговоры шли с прошлой осени», «ведутся переговоры о …»: no event of a day."""
    if g.kind != "talks":
        return False
    first, last = clause(scene.tokens, g.head)
    promised = any(t.lemma == "вести" and "Tense=Past" not in t.feats for t in scene.tokens[first:last])
    if promised and not dates_of(scene.story, scene.i, ("date",)):
        return True
    if _at_a_stage(scene, first, last):
        return True
    going = any(
        t.lemma in ("идти", "вестись", "затянуться", "тянуться", "возобновиться", "зайти")
        for t in scene.tokens[first:last]
    )
    lasting = any(
        d.kind == "since" and d.period and not d.period.start.day
        for k, d in dates_of(scene.story, scene.i, ("date", "since", "until"))
        if first <= k < last
    )
    days = any(d.period is not None and d.period.start.day for k, d in dates_of(scene.story, scene.i, ("date",)) if first <= k < last)
    return (going and not days) or lasting  # "переговоры шли два дня, 10 и 11 мая"


def _at_a_stage(scene: Scene, first: int, last: int) -> bool:
    """«переговоры находятся на завершающей стадии», "negotiations are at the final stage": told of as going on, with no day."""
    at = next((k for k in range(first, last) if scene.tokens[k].lemma in _STAGES), first)
    now = any("Tense=Pres" in t.feats or t.norm in ("are", "is") or t.lemma in _ARE for t in scene.tokens[first:at])
    return now and not any(first <= k < at for k, _ in dates_of(scene.story, scene.i, ("date",)))
