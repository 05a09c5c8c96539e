"""How far an agreement has come, as one sentence says: rules in order, the first that fires decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kg.mentions.model import InstrumentNamed, Trigger
from kg.text.document import Token


@dataclass(frozen=True, slots=True)
class Scene:
    """An instrument in its clause, with the acts that the clause tells of it, nearest first."""

    tokens: Sequence[Token]
    instrument: InstrumentNamed
    acts: Sequence[Trigger]

    def act(self, *names: str) -> Trigger | None:
        """The nearest act of some kinds that is not negated."""
        return next((t for t in self.acts if t.act in names and not t.negated), None)

    def denied(self, *names: str) -> bool:
        """True if the nearest act of some kinds is negated."""
        near = next((t for t in self.acts if t.act in names), None)
        return near is not None and near.negated


@dataclass(frozen=True, slots=True)
class Reading:
    """A status and the trigger that gave it; status "" means that the sentence denies the agreement."""

    status: str
    rule: str
    trigger: Trigger | None


_PROSPECT = frozenset(
    "планировать планироваться намереваться намеренный намерен предполагать предполагаться предстоять намеченный наметить намечать намечаться рассчитывать собираться "
    "ожидаться запланированный запланировать договориться готовить готовиться хотеть планировавшийся условиться поручить решить возможный намерение готовность обещать планируемый готовый "
    "план plan intend expect agree prepare hope aim планаваць намервацца дамовіцца".split()
)
_OFFERS = frozenset("предложить предлагать рекомендовать propose offer suggest прапанаваць".split())


def denied(s: Scene) -> Reading | None:
    """«не подписали», «соглашения нет», «подписание отложено»."""
    if s.denied("sign", "initial"):
        return Reading("", "denied", None)
    postponed = s.act("postpone")
    if postponed is not None and abs(postponed.first - s.instrument.head) < 8:
        return Reading("planned" if postponed.lemma in ("отложить", "отложенный", "перенести", "перенесенный", "postpone") else "", "postponed", postponed)
    i = s.instrument.last
    if i < len(s.tokens) and s.tokens[i].norm == "нет":
        return Reading("", "denied", None)
    return None


def initialled(s: Scene) -> Reading | None:
    """«парафирован»: the text is settled, the signing is to come."""
    t = s.act("initial")
    return Reading("drafted", "initialled", t) if t is not None and t.tense != "fut" else None


def ratified(s: Scene) -> Reading | None:
    """«ратифицировано», «вступило в силу», «действует», «продлено»."""
    t = s.act("in-force")
    if t is None or t.tense == "fut" or s.instrument.draft:
        return None
    if t.lemma in ("действующий",) and t.first > s.instrument.head:
        return None
    if t.lemma in ("вступить", "вступивший", "вступление", "enter") and not any(x.lemma in ("сила", "force", "дзеянне") for x in s.tokens):
        return None
    if t.lemma in ("утвердить", "утвержденный", "approve") and (t.tense != "past" or _prospective(s, t)):
        return None
    sign = s.act("sign")
    if sign is not None and _prospective(s, sign) and not _prospective(s, t):
        return None
    return None if _prospective(s, t) else Reading("in-force", "in-force", t)


def planned_signing(s: Scene) -> Reading | None:
    """«планируется подписать», «будет подписан», «договорились подготовить к подписанию»."""
    t = s.act("sign")
    if t is None:
        return None
    if t.tense == "fut" or _prospective(s, t):
        return Reading("planned", "planned-signing", t)
    return None


def signed(s: Scene) -> Reading | None:
    """«подписали», «подписан», «подписанный», «подписи поставили»."""
    t = s.act("sign")
    if t is None:
        return None
    if t.tense == "past":
        if s.instrument.draft and not t.passive:
            return None
        return Reading("signed", "signed", t)
    if t.lemma in ("подписание", "заключение", "signing", "падпісанне") and any(x.act == "hold" and x.tense == "past" for x in s.acts):
        return Reading("signed", "signing-held", t)
    if t.tense == "pres" and t.lemma in ("подписывать", "заключать", "скреплять", "sign"):
        return Reading("signed", "signed-present", t)
    return None


def discussed(s: Scene) -> Reading | None:
    """«обсужден проект», «рассмотрели», «предложили»."""
    t = s.act("discuss")
    offer = next((x for x in s.acts if x.lemma in _OFFERS and not x.negated), None)
    if s.instrument.draft:
        return Reading("discussed", "draft", t)
    if offer is not None:
        return Reading("discussed", "offered", offer)
    plan = next((x for x in s.acts if x.act == "plan" and x.lemma in _PROSPECT and not x.negated), None)
    if plan is not None and abs(plan.first - s.instrument.head) < 14 and not s.act("implement"):
        return Reading("planned", "planned", plan)
    if t is not None and not s.act("implement") and t.first < s.instrument.head and s.instrument.head - t.first < 5:
        return Reading("discussed", "discussed", t)
    if t is not None and t.passive and not s.act("implement", "sign") and 0 <= t.first - s.instrument.last < 4:
        return Reading("discussed", "discussed", t)  # "a trilateral agreement was also discussed"
    return None


def prepared(s: Scene) -> Reading | None:
    """«подготовлен протокол»: prepared, not signed."""
    t = next((x for x in s.acts if x.lemma in ("подготовить", "готовить", "готовиться", "prepare", "draft", "падрыхтаваць") and not x.negated), None)
    return Reading("drafted", "prepared", t) if t is not None and abs(t.first - s.instrument.head) < 8 else None


def implemented(s: Scene) -> Reading | None:
    """«реализация меморандума», «выполнение программы»: it exists and is at work."""
    t = s.act("implement")
    if t is None or t.first > s.instrument.head + 6 or s.instrument.head - t.first > 14:
        return None
    return Reading("implementing", "implementing", t)


RULES: tuple[Callable[[Scene], Reading | None], ...] = (
    denied, initialled, planned_signing, ratified, signed, prepared, discussed, implemented,
)  # fmt: skip


def read_status(scene: Scene) -> Reading | None:
    """The first rule that fires, or None where the sentence says nothing of the agreement's fate."""
    for rule in RULES:
        found = rule(scene)
        if found is not None:
            return found
    return None


def _prospective(s: Scene, t: Trigger) -> bool:
    """True if the act is only meant: its verb hangs on "планируют", "договорились", "к подписанию"."""
    if t.tense == "past" and not t.lemma.endswith(("ие", "ние")):
        return False
    for other in s.acts:
        if other.act in ("plan", "agree") and other.lemma in _PROSPECT and not other.negated and other is not t and abs(other.first - t.first) <= 14:
            return True
    before = [x.norm for x in s.tokens[max(0, t.first - 2) : t.first]]
    return "к" in before or "для" in before or "to" in before
