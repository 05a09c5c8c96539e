"""How far an agreement has come, as one clause says: rules in order, the first that fires decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kg.facts.agreements import status_words as w
from kg.facts.agreements.scene import Reading, Scene
from kg.mentions.model import Trigger
from kg.text.document import Token

Rule = Callable[[Scene], Reading | None]


def denied(s: Scene) -> Reading | None:
    """«не подписали», «соглашения нет», «подписание отложено»."""
    if s.has(w.EXCLUDING) and (t := next((x for x in s.acts if x.lemma in w.NOUNS), None)) is not None:
        k = next(k for k in range(*s.reach) if s.tokens[k].lemma in w.EXCLUDING)
        if s.tokens[k - 1].norm in ("не", "ня") and k < t.first:
            return Reading("discussed", "not-ruled-out", t)
    if s.denied("sign", "initial"):
        return Reading("", "denied", None)
    t = s.act("sign")
    if t is not None and t.lemma in w.NOUNS and any(x.negated and x.act in ("hold", "plan") for x in s.acts):
        return Reading("", "denied", None)
    if t is not None and not t.tense and _managed(s) is False:
        return Reading("discussed", "draft", s.act("discuss", "plan")) if s.instrument.draft else Reading("", "denied", None)
    postponed = s.act("postpone")
    signing = t is not None and t.lemma in w.NOUNS
    if postponed is not None and (s.near(postponed, 8) or signing) and postponed.tense != "fut":
        return Reading("planned" if postponed.lemma in w.SHELVED else "", "postponed", postponed)
    i = s.instrument.last
    if i < len(s.tokens) and s.tokens[i].norm in ("нет", "няма"):
        return Reading("", "denied", None)
    return None


def _managed(s: Scene) -> bool | None:
    """True for «удалось подписать», False for «подписать не удалось», None where nothing is said of it."""
    first, last = s.reach
    k = next((k for k in range(first, last) if s.tokens[k].lemma in w.MANAGED and "Tense=Past" in s.tokens[k].feats), None)
    return None if k is None else not any(x.norm in ("не", "так") for x in s.tokens[max(first, k - 2) : k])


def initialled(s: Scene) -> Reading | None:
    """«парафирован»: the text is settled, the signing is to come."""
    t = s.act("initial")
    return Reading("drafted", "initialled", t) if t is not None and t.tense == "past" else None


def planned_signing(s: Scene) -> Reading | None:
    """«планируется подписать», «будет подписан», «договорились о подписании», «готовится к подписанию»."""
    t = s.act("sign")
    if t is None:
        return None
    if t.tense == "fut":
        return Reading("" if s.has(w.SOMEDAY) else "planned", "planned-signing", t)
    if t.tense or t.lemma in w.SIGNATURES:
        return None
    if _managed(s):
        return None
    if t.lemma in w.NOUNS:
        if signing_held(s) is not None:
            return None
        discussing = s.act("discuss")
        if discussing is not None or any(x.lemma in w.TALKS for x in s.tokens[max(s.reach[0], t.first - 14) : t.first]):
            return Reading("discussed", "signing-discussed", discussing or t)
        return Reading("planned", "planned-signing", t) if _meant(s, t) else None
    if s.tokens[t.first].text.isascii() and s.tokens[t.first].text.lower().endswith("ing") and (talked := s.act("discuss")) is not None and talked.first < t.first:
        return Reading("discussed", "signing-discussed", talked)  # "discussed the possibility of concluding a memorandum"
    if "VerbForm=Inf" not in s.tokens[t.first].feats and not s.lead:
        return None
    return Reading("" if _hindered(s, t) else "planned", "planned-signing", t)


def _hindered(s: Scene, t: Trigger) -> bool:
    """«не дает заключить», «не намерены подписывать»: the verb that the infinitive hangs on is denied."""
    words = s.tokens
    return any(words[k].norm == "не" and words[k + 1].pos in ("VERB", "ADJ") and k + 1 != t.first and k + 1 < len(words) for k in range(max(s.reach[0], t.first - 8), min(s.reach[1], t.first + 8, len(words) - 1)))


def existing(s: Scene) -> Reading | None:
    """«предложили продлить меморандум», «ускорить ратификацию соглашения»: what is to be prolonged has been signed."""
    if s.instrument.draft or s.lead:
        return None
    k = s.instrument.first - 1
    while k > s.reach[0] and s.tokens[k].pos in ("ADJ", "DET", "PRON", "NUM", "ADV") and s.tokens[k].norm not in w.ITSELF:
        k -= 1
    if k < s.reach[0] or s.tokens[k].lemma not in w.OF_EXISTING or (s.tokens[k].pos == "VERB" and "VerbForm=Inf" not in s.tokens[k].feats):
        return None
    t = next((x for x in s.acts if x.first == k), None)
    return Reading("signed", "awaits", t) if t is not None and not t.negated else None


def _meant(s: Scene, t: Trigger) -> bool:
    """True if a noun such as "подписание" depends on what is only meant: "запланировано подписание", "к подписанию"."""
    before = {x.norm for x in s.tokens[max(0, t.first - 2) : t.first]}
    if "от" in before and any(x.lemma in w.STEPS for x in s.tokens[max(0, t.first - 4) : t.first]):
        return True  # «в шаге от подписания»
    if before & {"к", "для", "на", "to", "случае", "возможность", "перспектива"}:
        return True
    if any(x.lemma in w.WISHES for x in s.tokens[max(s.reach[0], t.first - 5) : t.first]):
        return True  # «заинтересованы в скорейшем подписании», «ускорить заключение»
    if any(x.act in ("plan", "agree") and x.lemma in w.PROSPECT and not x.negated and s.near(x, 25) for x in s.acts):
        return True
    return any(x.act == "hold" and x.tense == "fut" for x in s.acts) or any(x.norm.startswith("будет") for x in s.tokens[slice(*s.reach)])


def terminated(s: Scene) -> Reading | None:
    """«денонсировала соглашение», «договор расторгнут»."""
    t = s.act("terminate")
    if t is None or t.tense != "past" or not (s.near(t, 8) or s.instrument.case == "Nom") or s.instrument.draft:
        return None
    if t.lemma == "утратить" and not s.has(w.FORCE):
        return None
    return Reading("terminated", "terminated", t)


def ratified(s: Scene) -> Reading | None:
    """«ратифицировано», «вступило в силу», «действует», «продлено»."""
    t = s.act("in-force")
    if t is not None and t.lemma in w.NOUNS and s.instrument.case == "Nom" and s.has(w.AWAITING) and not s.instrument.draft:
        return Reading("signed", "awaits", t)  # «соглашение ждет ратификации»
    if t is None or t.tense == "fut" or s.instrument.draft or not s.near(t, 25):
        return None
    if t.lemma == "действующий" and t.first > s.instrument.head and t.first != s.reach[0]:
        return None
    if t.lemma in w.ENTERING and not s.has(w.FORCE):
        return None
    if t.lemma in w.PROLONGS and not t.passive and s.instrument.case == "Nom" and s.instrument.head < t.first:
        return None  # «документ продлевает соглашение 1995 года»: the other one's force
    if t.lemma == "действовать" and t.first < s.instrument.head and s.instrument.case not in ("Nom", "Acc"):
        return None
    if t.lemma in w.APPROVING and t.tense != "past":
        return None
    if (not t.tense and t.lemma != "действующий") or (t.lemma == "действовать" and t.tense != "pres"):
        return None
    # what is no treaty is made by approval: its day is that of the document
    made = t.lemma in w.APPROVING and s.instrument.kind in w.ADOPTABLE
    return Reading("in-force", "approved" if made else "in-force", t)


def signed(s: Scene) -> Reading | None:
    """«подписали», «подписан», «подписанный», «удалось подписать»."""
    t = s.act("sign")
    if t is None or t.lemma in w.NOUNS:
        return None
    fixed_in = s.instrument.case == "Loc" and s.instrument.first and s.tokens[s.instrument.first - 1].norm in ("в", "во")  # «закрепили договоренности в меморандуме»
    if t.lemma in ("закрепить", "оформить") and s.instrument.case not in ("Ins", "Acc", "Nom") and not fixed_in:
        return None
    if t.tense == "past":
        return None if s.instrument.draft and not t.passive else Reading("signed", "signed", t)
    if t.tense == "pres" and any(x.norm in w.SOON for x in s.tokens[slice(*s.reach)]):
        return Reading("planned", "planned-signing", t)  # «осенью подписываем меморандум»
    if t.tense == "pres":
        return Reading("signed", "signed-present", t) if t.lemma in w.ONGOING and not s.instrument.draft else None
    return Reading("signed", "signed", t) if not t.tense and _managed(s) else None


def signing_held(s: Scene) -> Reading | None:
    """«состоялось подписание», «встреча завершилась подписанием», «после подписания»."""
    t = s.act("sign")
    if t is None or t.lemma not in w.NOUNS or s.instrument.draft:
        return None
    words = s.tokens[slice(*s.reach)]
    if any((x.lemma in w.BROUGHT or (x.lemma == "принять" and s.has(w.PART))) and "Tense=Past" in x.feats for x in words) and not any(x.tense == "fut" for x in s.acts):
        return Reading("signed", "signing-held", t)
    if t.first > 1 and s.tokens[t.first - 1].norm in ("о", "об", "аб") and s.tokens[t.first - 2].lemma in w.ANNOUNCED:
        return Reading("signed", "signing-announced", t)  # «объявляют о заключении соглашения»
    before = [x for x in s.tokens[max(0, t.first - 2) : t.first] if x.norm not in ("церемонии", "момента", "дня", "даты")]
    if before and (before[-1].norm in ("с", "со") and s.tokens[t.first - 1].norm in ("момента", "дня", "даты", "времени")):
        return Reading("signed", "since-signing", t)  # «с момента подписания меморандума»
    if any(x.norm in w.UPON or x.text in ("With", "Upon", "upon") for x in [x for x in before if x.pos != "DET"][-1:]):
        return Reading("signed", "signing-held", t)
    return None


def signatures(s: Scene) -> Reading | None:
    """«поставили подписи под меморандумом», «на документе стоят подписи министров»."""
    t = next((x for x in s.acts if x.lemma in w.SIGNATURES), None)
    if t is None or t.negated:
        return None
    if t.lemma == "подписант":  # «Подписантами стали А и Б»
        became = any(x.lemma in ("стать", "быть", "выступить") and "Tense=Past" in x.feats for x in s.tokens[slice(*s.reach)])
        return Reading("signed", "signatures", t) if became else None
    verbs = [x for x in s.tokens[slice(*s.reach)] if x.lemma in w.PUT]
    under = t.first > 1 and s.tokens[t.first - 1].text in ("–", "—", "-") and any(x.norm in ("под", "пад") for x in s.tokens[s.reach[0] : t.first])
    if not verbs and (s.lead or under or t.tense == "past"):
        return Reading("signed", "signatures", t)  # «Под документом – подписи министров А и Б», "It bears the signatures of"
    for v in verbs:
        if "Tense=Past" in v.feats or ("Tense=Pres" in v.feats and v.lemma in w.STANDING) or (v.text.lower() == "put" and t.tense == "past"):
            return Reading("signed", "signatures", t)
    return Reading("planned", "signatures-to-come", t) if verbs else None


def adopted(s: Scene) -> Reading | None:
    """«приняли совместное заявление», «принята декларация»: done as well, without a signature."""
    t = s.told(w.ADOPTED, "past")
    if t is not None and s.lead and any(x.lemma in w.PAPERS and x.number == "Plur" for x in s.tokens):
        return Reading("signed", "adopted", t)  # «Приняты следующие документы: …»
    if t is None or s.instrument.kind not in w.ADOPTABLE or s.instrument.draft or s.instrument.case not in ("Nom", "Acc", ""):
        return None
    return Reading("signed", "adopted", t) if s.near(t, 10) and not _through_infinitive(s, t) else None


def _through_infinitive(s: Scene, t: Trigger) -> bool:
    """«принято решение | разработать карту»: the document is the object of another verb, which is only meant."""
    return t.first < s.instrument.head and any("VerbForm=Inf" in x.feats for x in s.tokens[t.last : s.instrument.first])


def prepared(s: Scene) -> Reading | None:
    """«подготовлен протокол», «согласовали текст меморандума»: prepared, not signed."""
    t = next((x for x in s.acts if x.lemma in w.DRAFTING and not x.negated), None)
    if t is None or not s.near(t, 8):
        return None
    if t.tense == "fut" and s.tokens[t.first].text.isascii() and t.passive == (s.instrument.head < t.first):
        return Reading("planned", "planned", t)  # "The sides will draw up a joint action plan"
    return Reading("drafted", "prepared", t) if t.tense == "past" else None


def to_be_approved(s: Scene) -> Reading | None:
    """«до 1 июля министерства утвердят план действий»: a paper that is made by approval, to come."""
    t = next((x for x in s.acts if x.lemma in w.APPROVING | w.ADOPTED and x.tense == "fut" and not x.negated), None)
    if t is None or s.instrument.kind not in w.ADOPTABLE or s.instrument.case not in ("Nom", "Acc", "") or not s.near(t, 8):
        return None
    return Reading("planned", "to-be-approved", t)


def draft(s: Scene) -> Reading | None:
    """«проект меморандума»: a text under discussion, whatever is done with it."""
    return Reading("discussed", "draft", s.act("discuss", "plan")) if s.instrument.draft else None


def offered(s: Scene) -> Reading | None:
    """«предложила соглашение», «предложено утвердить план»."""
    t = next((x for x in s.acts if x.lemma in w.OFFERS and not x.negated), None)
    return Reading("discussed", "offered", t) if t is not None and s.near(t, 14) else None


def next_step(s: Scene) -> Reading | None:
    """«Следующим шагом может стать соглашение», «станет договор»: thought of, or to come."""
    first, last = s.reach
    k = next((k for k in range(first, last) if s.tokens[k].lemma in w.BECOME and s.instrument.case in ("Nom", "") and k < s.instrument.head), None)
    if k is None or not any(t.lemma in w.STEPS and t.case == "Ins" for t in s.tokens[first:last]):
        return None
    if any(t.lemma in w.MAY for t in s.tokens[max(first, k - 2) : k]):
        return Reading("discussed", "next-step", None)
    return Reading("planned", "next-step", None) if "Tense=Fut" in s.tokens[k].feats else None


def planned(s: Scene) -> Reading | None:
    """«договорились подготовить меморандум», «готовят соглашение», «рассчитывает на контракт»."""
    t = next((x for x in s.acts if x.act in ("plan", "agree") and x.lemma in w.PROSPECT and not x.negated), None)
    coming = next((x for x in s.acts if x.lemma in w.DRAFTING | w.WORKING_OUT and x.tense == "fut" and not x.negated and s.near(x, 8)), None)
    if t is None and coming is not None and s.instrument.case in ("Nom", "Acc", ""):
        return Reading("planned", "planned", coming)  # «операторы подготовят соглашение», «будет разработана дорожная карта»
    if t is None or not s.near(t, 14) or _at_work(s) is not None:
        return None
    if (t.lemma in ("договоренность", "готовый", "возможный", "решить") and not s.near(t, 4)) or _provides(s, t):
        return None
    return Reading("planned", "planned", t)


def _provides(s: Scene, t: Trigger) -> bool:
    """«Меморандум предполагает обмен опытом» tells what is in it, not what is to come."""
    subject = s.instrument.case == "Nom" and s.instrument.head < t.first
    if s.instrument.case == "Ins" and t.passive and t.lemma in w.CONTENT:
        return True  # «Меморандумом предусмотрен обмен»
    return subject and ((not t.passive and t.lemma in w.CONTENT) or t.lemma in w.MEANT)


def discussed(s: Scene) -> Reading | None:
    """«обсудили соглашение о роуминге», «рассмотрели дорожную карту»."""
    t = s.act("discuss")
    if t is None or _at_work(s) is not None:
        return None
    after = t.first - s.instrument.head
    between = s.tokens[s.instrument.last : t.first]
    to_come = t.tense == "fut" and s.instrument.case == "Acc" and not any(x.pos in ("VERB", "AUX") or x.text == "," for x in between)  # «карту отмены платы стороны обсудят в мае»
    studied = 0 < after < 14 and s.instrument.case in ("Nom", "Acc") and (to_come or (after < 10 and t.tense in ("pres", "past") and _in_one_go(between)))
    if studied or (t.lemma in w.TALKING and after < 0) or 0 < -after < 5 or (0 < -after < 10 and _in_one_go(s.tokens[t.first + 1 : s.instrument.first])) or (after > 0 and _under_way(s, t)) or (s.instrument.case == "Nom" and 0 < after < 25 and t.passive):
        return Reading("discussed", "discussed", t)
    return None


def _in_one_go(words: Sequence[Token]) -> bool:
    """«обсудили с делегацией Сербии подготовку | плана»: no mark, no verb and nothing of another list between."""
    return not any(t.pos in ("PUNCT", "VERB", "AUX", "CCONJ") for t in words)


def _under_way(s: Scene, t: Trigger) -> bool:
    """«текст соглашения находится на согласовании», «проект плана – в стадии проработки»"""
    return (t.lemma in w.STAGES and s.tokens[t.first - 1].norm in ("на", "стадии", "процессе")) or s.tokens[t.first - 1].text == "under"


def implemented(s: Scene) -> Reading | None:
    """«реализация меморандума», «выполнение программы»: it exists and is at work."""
    t = _at_work(s)
    if t is None or t.first > s.instrument.head + 12 or s.instrument.head - t.first > 14 or s.lead or t.tense == "fut":
        return None
    return Reading("implementing", "implementing", t)


def _at_work(s: Scene) -> Trigger | None:
    """The act of carrying it out; "карта по его реализации" is about another document's."""
    to_come = any(t.norm in ("будет", "будут", "будзе", "будуць") for t in s.tokens[slice(*s.reach)])  # «выполнять соглашение будет министерство»
    return next((t for t in s.acts if t.act == "implement" and not t.negated and (t.first < s.instrument.head or t.tense) and not (to_come and s.tokens[t.first].pos == "VERB" and not t.tense)), None)


RULES: tuple[Rule, ...] = (
    denied, initialled, existing, planned_signing, terminated, ratified, signed, signing_held, signatures, adopted, to_be_approved, draft, prepared,
    offered, next_step, planned, discussed, implemented,
)  # fmt: skip


def read_status(scene: Scene) -> Reading | None:
    """The first rule that fires, or None where the sentence says nothing of the agreement's fate."""
    for rule in RULES:
        found = rule(scene)
        if found is not None:
            return found
    return None
