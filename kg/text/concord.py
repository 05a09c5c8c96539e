"""Concord of a Russian reading made word for word: what stands together agrees, as it does in the Belarusian sentence.

A Belarusian word and its counterpart may differ in gender ("бок", "сторона"), a preposition may govern another case ("па", "по"),
and one form may stand for several ("падпісаны": подписан, подписаны, подписанный). Each word by itself cannot tell; its neighbours can.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.text.morphology import match_case, parses, reform
from kg.text.word_readings import fits, read_word, shape

# Russian prepositions that leave no choice -> the case behind them; "в", "на": by the Belarusian form
_GOVERN = {
    "о": "loct", "об": "loct", "при": "loct", "по": "datv", "к": "datv", "благодаря": "datv", "согласно": "datv", "между": "ablt", "перед": "ablt", "над": "ablt",
    "из": "gent", "от": "gent", "до": "gent", "для": "gent", "без": "gent", "после": "gent", "среди": "gent", "около": "gent", "против": "gent", "вместо": "gent",
}  # fmt: skip
_OF_PREPOSITION = {"его": "него", "ее": "нее", "их": "них", "ему": "нему", "ей": "ней", "им": "ним", "ими": "ними"}
_LOCATIVE_PRONOUNS = {"это": "этом", "то": "том", "им": "нем", "его": "нем", "ее": "ней"}
_PLACE = frozenset({"в", "на", "во"})
_TOOK = {"взял": "принял", "взяла": "приняла", "взяли": "приняли", "взяло": "приняло", "возьмет": "примет", "возьмут": "примут", "взять": "принять", "берут": "принимают", "берет": "принимает"}
_IMPERSONAL = frozenset({"планируется", "предполагается", "намечается", "предлагается", "можно", "нужно", "необходимо", "планировалось", "предстоит", "удалось", "решено"})
_FEW = frozenset({"два", "две", "три", "четыре", "оба", "обе"})
_ALL = frozenset({*_GOVERN, *_PLACE, "с", "со", "у", "за", "под", "через"})
_TWO_CONSONANTS = re.compile(r"в[бвгджзклмнпрстфхцчшщ]|ф[бвгджзклмнпстфхцчшщ]")
_LOCATIVE = re.compile(r"(?:[еыіую]|[аяы]х|іх|[ыі]м|[аяо]й|ёй)$")
_AFTER = frozenset({"завершении", "окончании", "возвращении", "прибытии", "истечении", "приезде"})  # «по завершении» as it stands
_STOPS = frozenset(".;:!?()«»")
_SOFT_STOPS = _STOPS | {",", "–", "—", "-"}
_PREDICATE = ("ны", "на", "ты", "та")  # of words of four letters and more
_BE = frozenset({"был", "была", "было", "были", "будет", "будут"})
_LINKS = frozenset({"и", "или", ","})


def agree(words: Sequence[str], russian: list[str], genders: Sequence[str]) -> list[str]:
    """The counterparts with the forms that their neighbours ask.

    words    the Belarusian words, plain
    russian  their counterparts
    genders  of each word the gender as a Belarusian noun ("masc", "femn", "neut") where it is known and differs from Russian, else ""
    """
    reading = _Reading(words, russian, genders)
    reading.counted()
    reading.governed()
    reading.attributes()
    reading.predicates()
    reading.before_vowels()
    return reading.out


class _Reading:
    def __init__(self, words: Sequence[str], russian: list[str], genders: Sequence[str]) -> None:
        self.words, self.out, self.genders = words, list(russian), genders
        self.low = [w.lower() for w in russian]
        self.of = [read_word(w) for w in self.low]

    def _set(self, i: int, form: str | None) -> None:
        if form and form != self.low[i]:
            self.out[i] = match_case(self.out[i], form)
            self.low[i] = form
            self.of[i] = read_word(form)

    def _head(self, i: int) -> int | None:
        """The noun of the phrase that begins at `i`: adjectives, joined ones too, and a noun."""
        for j in range(i, min(i + 6, len(self.low))):
            of = self.of[j]
            if of.kind == "NOUN" and of.noun:
                return j
            if not (of.adjective and of.kind in ("ADJF", "PRTF")) and not (j > i and self.low[j] in _LINKS):
                return None
        return None

    # numerals

    def counted(self) -> None:
        """«тры дакументы» is "три документа", «два тыдні» "две недели"; «загадчык кафедры» "заведующий кафедрой"."""
        for i, low in enumerate(self.low[:-1]):
            heads = low.startswith("заведующ")
            head = self._head(i + 1) if heads or low in _FEW else None
            if head is None:
                continue
            rows = self.of[head].noun
            gender = next((g for _, g, _ in rows if g), "masc")
            case = "ablt" if heads else "gent"
            if heads and not any(c == "gent" for _, _, c in rows):
                continue
            number = next(n for n, _, c in rows if heads and c == "gent") if heads else "sing"
            self._set(head, reform(self.low[head], "NOUN", number, case))
            for j in range(i + 1, head):
                if self.of[j].kind in ("ADJF", "PRTF"):
                    self._set(j, reform(self.low[j], self.of[j].kind, *(shape(number, gender, case) if heads else ("plur", "gent"))))
            if low in ("два", "две"):
                self._set(i, "две" if gender == "femn" else "два")

    # prepositions

    def governed(self) -> None:
        for i, low in enumerate(self.low[:-1]):
            if low in _ALL:
                self._pronoun(low, i + 1)
            case = _GOVERN.get(low)
            if case is None and low not in _PLACE:
                continue
            at: int | None = i + 1
            while at is not None:
                head = self._head(at)
                if head is None or self._name(head):
                    break
                self._govern(at, head, case or ("loct" if _LOCATIVE.search(self.words[head]) else "accs"), fixed=case is not None)
                at = self._joined(head, low)

    def _pronoun(self, preposition: str, i: int) -> None:
        """«у ім», «пра гэта», «з ёй»: "в нем", "об этом", "с ней"."""
        own = i + 1 < len(self.low) and (self.of[i + 1].kind in ("NOUN", "ADJF", "PRTF"))  # «у яго рамках»
        form = (_LOCATIVE_PRONOUNS.get(self.low[i]) if preposition in ("о", "об", "в", "на", "при") else None) or _OF_PREPOSITION.get(self.low[i])
        if form and not (own and self.low[i] in ("его", "ее", "их", "это", "то")):
            self._set(i, form)

    def _joined(self, head: int, preposition: str) -> int | None:
        """Where the next of several governed nouns begins: «па навуцы і тэхналогіях»."""
        nxt = head + 1
        if preposition in ("по", "о", "об") and nxt + 1 < len(self.low) and self.low[nxt] in ("и", ",") and self.words[nxt + 1].endswith(("ах", "ях", "ых", "іх")):
            return nxt + 1
        return None

    def _govern(self, first: int, head: int, case: str, *, fixed: bool) -> None:
        rows = self.of[head].noun
        allowed = {case} if fixed else {"loct", "accs"}
        if any(c in allowed for _, _, c in rows) or self.low[head] in _AFTER:
            return
        number = rows[0][0]
        self._set(head, reform(self.low[head], "NOUN", number, case))
        gender = next((g for _, g, _ in rows if g), "")
        for j in range(first, head):
            if self.of[j].kind in ("ADJF", "PRTF"):
                self._set(j, reform(self.low[j], self.of[j].kind, *shape(number, gender, case)))

    def before_vowels(self) -> None:
        """«узяў удзел» is "принял участие"; "об этом", "во вторник"."""
        for i, low in enumerate(self.low[:-1]):
            if low in _TOOK and "участие" in self.low[i + 1 : i + 4]:
                self._set(i, _TOOK[low])
            if low == "о" and self.low[i + 1][0] in "аоуэи" and self.words[i] in ("аб", "пра"):
                self._set(i, "об")
            elif low == "в" and _TWO_CONSONANTS.match(self.low[i + 1]):
                self._set(i, "во")

    # adjectives

    def attributes(self) -> None:
        for i in range(len(self.low) - 1):
            of = self.of[i]
            if of.kind == "ADJS" and self.words[i].endswith(("ы", "і")) and self._head(i + 1) == i + 1:  # «актыўны ўдзел»
                row = next((n for n in self.of[i + 1].noun if n[0] == "sing" and n[2] in ("nomn", "accs")), None)
                self._set(i, reform(self.low[i], "ADJS", "ADJF", *shape(*row)) if row else None)
                continue
            if not of.adjective or of.kind not in ("ADJF", "PRTF") or (of.kind == "PRTF" and any("actv" in p.grammemes for p in parses(self.low[i])[:1])):
                continue
            head = self._head(i + 1)
            if head is None or (self._name(head) and self._name(i)):
                continue
            self._attribute(i, head, _governed_cases(self.low[i - 1] if i else ""))

    def _attribute(self, i: int, head: int, allowed: frozenset[str]) -> None:
        of, noun = self.of[i], self.of[head]
        if any(fits(a, n) and (not allowed or n[2] in allowed) for a in of.adjective for n in noun.noun):
            return
        cases = {(number, case) for number, _, case in of.adjective}
        same = [n for n in noun.noun if (n[0], n[2]) in cases]
        if not same and self.words[i].endswith(("ым", "ім")):
            same = [n for n in noun.noun if n[0] == "sing" and n[2] in ("loct", "ablt", "datv") and n[1] != "femn"]
        best = next((n for n in same if n[2] in allowed), same[0] if same else None)
        if best is not None:
            self._set(i, reform(self.low[i], of.kind, *shape(*best)))

    def _name(self, i: int) -> bool:
        return i > 0 and self.out[i][:1].isupper() and bool(parses(self.low[i])[0].grammemes & {"Name", "Surn", "Patr"})

    # predicates

    def predicates(self) -> None:
        for i, of in enumerate(self.of):
            if of.kind in ("PRTF", "PRTS", "ADJF", "ADJS") and len(self.words[i]) > 3 and self.words[i].endswith(_PREDICATE) and not self.words[i].endswith("ога"):
                self._participle(i)
            elif of.kind == "VERB" and self.words[i].endswith(("іць", "ыць")) and _IMPERSONAL.intersection(self.low[i + 1 : i + 4]):
                self._set(i, reform(self.low[i], "VERB", "INFN"))  # «зрабіць гэта плануецца»
            elif of.kind == "VERB" and any({"past", "sing"} <= p.grammemes for p in parses(self.low[i])[:1]):
                self._past(i)
            elif self.low[i].startswith("котор") and i and (self.low[i - 1] == "," or (i > 1 and self.low[i - 2] == ",")):
                self._relative(i)

    def _participle(self, i: int) -> None:
        kind = next((k for k in ("PRTS", "PRTF") if any(k in p.grammemes and "pssv" in p.grammemes for p in parses(self.low[i]))), None)
        if kind is None or self.low[i].startswith("поверен"):  # a noun
            return
        ends_a = self.words[i].endswith("а")
        copula = next((self.low[j] for j in range(i - 1, max(-1, i - 4), -1) if self.low[j] in _BE), None)
        if not ends_a and copula is None and self._attributive(i):
            self._set(i, reform(self.low[i], kind, "PRTF", "masc", "sing", "nomn"))
            return
        number, gender = self._of_subject(i, ends_a, copula)
        self._set(i, reform(self.low[i], kind, "PRTS", *((number,) if number == "plur" else ("sing", gender))))

    def _attributive(self, i: int) -> bool:
        """«Падпісаны ў Мінску мемарандум прадугледжвае»: no predicate of its own clause."""
        before = self.low[i - 1] if i else ""
        head = self._head(i + 1) if i + 1 < len(self.low) else None
        if head is not None and any(n == ("sing", "masc", c) for n in self.of[head].noun for c in ("nomn", "accs")):
            return self._finite(i) or before in _GOVERN or before in _PLACE
        subject = next((j for j in self._clause(i) if j > i and self._subject(j)), None)
        if subject is not None and self._subject(subject) == ("sing", "masc"):
            return any(self.of[j].kind == "VERB" for j in self._clause(i) if j > subject)
        if (before == "," and i > 1 and any(n[:2] == ("sing", "masc") for n in self.of[i - 2].noun)) or (before == "," and self._masculine_before(i)):
            return not self._subject_after(i)
        return False

    def _masculine_before(self, i: int) -> bool:
        for j in range(i - 2, max(-1, i - 9), -1):
            if self.low[j] in _SOFT_STOPS or self.of[j].kind == "VERB":
                return False
            if any(n == ("sing", "masc", c) for n in self.of[j].noun for c in ("nomn", "accs")):
                return True
        return False

    def _subject_after(self, i: int) -> bool:
        span = self._clause(i)
        return any(self._subject(j) for j in span if j > i)

    def _finite(self, i: int) -> bool:
        return any(self.of[j].kind in ("VERB", "PRTS", "ADJS") for j in self._clause(i) if j != i)

    def _clause(self, i: int) -> range:
        first, last = i, i
        while first > 0 and self.low[first - 1] not in _SOFT_STOPS:
            first -= 1
        while last + 1 < len(self.low) and self.low[last + 1] not in _SOFT_STOPS:
            last += 1
        return range(first, last + 1)

    def _subject(self, j: int) -> tuple[str, str] | None:
        """(number, gender) of a noun that may be a subject: a nominative without a preposition."""
        rows = self.of[j].noun if self.of[j].kind == "NOUN" else ()
        row = next((n for n in rows if n[2] == "nomn"), None)
        if row is not None and row[0] == "plur" and any(n[0] == "sing" and n[2] == "gent" for n in rows) and j and self.of[j - 1].kind == "NOUN":
            return None  # «пасол Манголіі»
        k = j - 1
        while k >= 0 and self.of[k].kind in ("ADJF", "PRTF"):
            k -= 1
        if k >= 0 and self.low[k] in _FEW and self.of[j].kind == "NOUN":
            return "plur", ""
        if row is None or self.words[j].endswith(("аў", "яў", "ага", "у", "ю", "ай", "ой")) or (k >= 0 and self.low[k] in _ALL):
            return None
        return row[0], row[1]

    def _of_subject(self, i: int, ends_a: bool, copula: str | None) -> tuple[str, str]:
        """Number and gender of the subject: that before the participle, else that behind it."""
        fitting = ("femn", "neut") if ends_a else ("masc", "plur")
        clause = self._clause(i)
        before = [(j, s) for j in clause if j < i and (s := self._subject(j))]
        after = [(j, s) for j in clause if j > i and (s := self._subject(j))]
        for j, (number, gender) in (*before, *after):
            own = self.genders[j] or gender
            if (number == "sing" and own in fitting) or (number == "plur" and "plur" in fitting):
                return (number, gender) if number == "sing" else ("plur", "")
        if copula in ("были", "будут"):
            return "plur", ""
        if not ends_a and before + after:
            return "plur", ""  # «падпісаны праграма і пагадненне»: several, none of which a masculine could be
        if ends_a:
            # the subject stands farther, or there is none: «Дакумент … праграма, якая … падпісана»; «прынята»
            return ("sing", "femn") if copula == "была" else ("sing", "neut") if copula == "было" or not (before or after) else ("sing", "femn")
        if self.low[i + 1 : i + 2] == [":"] or (not before and not after and self.low[clause[-1] + 1 : clause[-1] + 2] == [":"]):
            return "plur", ""
        return "sing", "masc"

    def _past(self, i: int) -> None:
        """«Тыдзень прайшоў» is "неделя прошла": the subject's gender is another one in Russian."""
        own = _past_genders(self.words[i])
        subjects = [(abs(i - j), j, s[1]) for j in self._clause(i) if j != i and (s := self._subject(j)) and s[0] == "sing" and (self.genders[j] or s[1]) in own]
        # «падпісала пагадненне кампанія»: a neuter may be the object, a feminine with this ending is the subject
        subjects = [x for x in subjects if (self.genders[x[1]] or x[2]) == "femn"] or subjects
        if subjects:
            self._set(i, reform(self.low[i], "VERB", "past", "sing", min(subjects)[2]))
        elif self.words[i].endswith("алася") and any(self.of[j].kind == "INFN" for j in self._clause(i)):
            self._set(i, reform(self.low[i], "VERB", "past", "sing", "neut"))  # «планавалася падпісаць»

    def _relative(self, i: int) -> None:
        """«дамова, якую» is "договор, который"."""
        comma = i - 1 if self.low[i - 1] == "," else i - 2
        noun = next((j for j in range(comma - 1, max(-1, comma - 6), -1) if self.of[j].kind == "NOUN" and self.of[j].noun), None)
        if noun is None or not self.genders[noun]:
            return
        own, theirs = self.genders[noun], next((g for _, g, _ in self.of[noun].noun if g), "")
        row = next((a for a in self.of[i].adjective if a[0] == "sing" and a[1] == own), None)
        if row is not None and theirs:
            self._set(i, reform(self.low[i], "ADJF", *shape("sing", theirs, row[2])))
            closing = next((j for j in range(i + 1, len(self.low) - 1) if self.low[j] in _SOFT_STOPS), None)
            if closing is not None and self.low[closing] == ",":
                verb = next((j for j in self._clause(closing + 1) if self.of[j].kind == "VERB"), None)
                if verb is not None and own in _past_genders(self.words[verb]):
                    self._set(verb, reform(self.low[verb], "VERB", "past", "sing", theirs))


def _past_genders(word: str) -> frozenset[str]:
    """The genders that a Belarusian past form may have; none for a plural. An unstressed neuter ends as a feminine."""
    if word.endswith(("ла", "лася")):
        return frozenset({"femn", "neut"})
    return frozenset({"masc"} if word.endswith(("ў", "ўся", "ог", "ос")) else {"neut"} if word.endswith(("ло", "лося")) else ())


def _governed_cases(preposition: str) -> frozenset[str]:
    if preposition in _GOVERN:
        return frozenset({_GOVERN[preposition]})
    return frozenset({"loct", "accs"}) if preposition in _PLACE else frozenset()
