"""What the English finders share: where countries, cities and dates stand, runs of capitals, and case by position."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from kg.mentions.model import CountryNamed, PlaceNamed, SentenceMentions
from kg.reference.given import latin_given, russian_forms
from kg.reference.words import Lexicon, english_lexicon
from kg.text.document import Sentence, Token
from kg.text.english import is_common
from kg.values import Span

TITLES = frozenset(
    "mr ms mrs mx miss messrs dr prof eng engr h.e he hon sir dame madam madame mme mlle shri smt excellency honourable honorable hrh datuk dato datin encik puan haji hajah hajjah alhaji sayyid sayyed tun monsieur herr frau".split()
)
_RANKS = frozenset("maj lt brig gen col air".split())
# titles only with their full stop: "Sen. N", but "Hun Sen", "Gen Z"
_DOTTED = frozenset("sen rep gen col maj capt lt brig cdr adm adv amb arch ar ing ir rt rev lic sra sr dra rtd retd ret insp gov drs mgr dipl".split())
CALENDAR = frozenset(
    "january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday".split()
)
# abbreviations that name no body
NOT_BODIES = frozenset(
    ["ict", "it", "ai", "iot", "gsm", "lte", "gdp", "usd", "eur", "ceo", "cto", "cfo", "cio", "url", "sms", "tv", "hd", "api", "isp", "vip", "sdg", "sdgs", "icts", "m2m", "b2b", "g2g",
     "pki", "gps", "glonass", "covid", "faq", "pdf", "am", "pm", "ok", "id", "pr", "hr", "dc", "mou", "mous", "moc", "loi", "nda", "ppp", "r&d", "ips", "voip", "iptv", "sim", "usb", "ii", "iii", "iv", "vi", "vii", "viii", "ix", "xi", "xii", "xiii"]
)  # fmt: skip
_CASE = {
    "of": "Gen", "from": "Gen", "for": "Gen", "with": "Ins", "by": "Ins", "between": "Ins", "among": "Ins", "to": "Dat", "in": "Loc", "at": "Loc", "on": "Loc",
    "under": "Ins", "alongside": "Ins", "via": "Ins", "including": "Acc", "through": "Acc", "as": "Ins", "about": "Loc", "within": "Gen", "after": "Gen", "during": "Gen",
}  # fmt: skip
_LINKS = frozenset(["the", "a", "an", "his", "her", "their", "its", "our", "mr", "ms", "mrs", "dr", ".", "both", "h.e", "then", "new", "current"])


@dataclass(slots=True)
class Context:
    """One sentence with what the reference files know of it."""

    sentence: Sentence
    row: SentenceMentions
    nouns: dict[int, tuple[int, str]] = field(default_factory=dict)  # country nouns: first -> (end, ISO)
    adjectives: dict[int, tuple[int, str]] = field(default_factory=dict)
    places: set[int] = field(default_factory=set)
    heads: frozenset[int] = frozenset()  # tokens of role heads
    tokens: tuple[Token, ...] = field(init=False)  # of the sentence

    def __post_init__(self) -> None:
        self.tokens = self.sentence.tokens

    @classmethod
    def of(cls, sentence: Sentence, countries: Sequence[CountryNamed], places: Sequence[PlaceNamed]) -> Context:
        """Index the countries and cities of a sentence by token."""
        row = SentenceMentions(sentence, countries=list(countries), places=list(places))
        made = cls(sentence, row)
        for c in countries:
            table = made.adjectives if c.form == "adjective" else made.nouns
            table[c.first] = (c.last, c.iso)
        made.places = {i for p in places for i in range(p.first, p.last)}
        words = lex().sets["roles.heads"]
        made.heads = frozenset(i for i, t in enumerate(sentence.tokens) if (t.lemma in words or t.norm in words) and not _given_sultan(made, i) and not is_title(sentence.tokens, i))
        return made

    def span(self, first: int, last: int) -> Span:
        """Characters of tokens [first, last)."""
        return Span(self.tokens[first].start, self.tokens[last - 1].end)


def _given_sultan(ctx: Context, i: int) -> bool:
    """"Omar Sultan Al Olama", "Sultan Al Jaber": a title that is a name."""
    tokens = ctx.tokens
    if tokens[i].norm not in ("sultan", "prince", "king", "emir", "sheikh", "dean", "queen") or not tokens[i].capital:
        return False
    before = tokens[i - 1] if i else None
    behind_name = before is not None and is_name_word(before) and before.pos == "PROPN" and not is_common(before.norm) and i - 1 not in ctx.adjectives and i - 1 not in ctx.nouns
    return behind_name or (tokens[i].norm == "sultan" and i + 1 < len(tokens) and tokens[i + 1].norm in ("al", "bin") and tokens[i + 1].capital)


def lex() -> Lexicon:
    """The English words of the genre."""
    return english_lexicon()


_SECTIONS = {"VERB": ("verbs",), "AUX": ("verbs",), "NOUN": ("nouns", "roles"), "PROPN": ("roles", "nouns"), "ADJ": ("verbs", "nouns", "function")}


@lru_cache(maxsize=1 << 15)
def key_of(lemma: str, pos: str) -> str | None:
    """The Russian word under which the fact rules know an English one, if the gloss has it."""
    maps = lex().maps
    for section in _SECTIONS.get(pos, ("function",)):
        found = maps[f"gloss.{section}"].get(lemma)
        if found is not None:
            return found
    return None


def glossed(token: Token) -> Token:
    """The token with the norm and lemma by which the fact rules know its word."""
    key = key_of(token.lemma, token.pos) or key_of(token.norm, token.pos)
    return token if key is None else token.read_as(token.text, key, key, "Nom" if token.norm in ("he", "she", "they") else token.case)


def text(tokens: Sequence[Token], first: int, last: int) -> str:
    """Tokens [first, last) as printed, line breaks and wide gaps as one space."""
    return "".join((" " if i > first and tokens[i].start > tokens[i - 1].end else "") + tokens[i].text for i in range(first, last))


def is_name_word(token: Token) -> bool:
    """A word that may be part of a proper name: a capital somewhere, letters, no month or weekday."""
    return _like_a_name(token.text) and token.norm not in CALENDAR


@lru_cache(maxsize=1 << 15)
def _like_a_name(text: str) -> bool:
    return (text[:1].isalpha() or text[:1].isdecimal()) and any(c.isupper() for c in text)


def is_capital(token: Token) -> bool:
    """A name word that is no sentence-initial article, preposition or pronoun."""
    return is_name_word(token) and token.pos not in ("DET", "ADP", "CCONJ", "PRON", "SCONJ", "AUX", "ADV", "PART")


# given names that the dictionary holds for words
_GIVEN = frozenset(
    ["mark", "grant", "rose", "will", "bill", "frank", "grace", "faith", "hope", "jack", "rob", "bob", "pat", "sue", "art", "gene", "drew", "dean", "chase", "miles", "iris", "lily", "ray", "lee",
     "penny", "ruby", "josephine", "victor", "max", "guy", "john", "don", "ali", "nick", "peter", "basil", "daisy", "ivy", "joy", "marina", "olive", "pearl", "dawn", "eve", "rich", "jo", "ken", "dan", "sam", "tony", "tom", "tim", "ben", "mike", "kay", "mo", "amber"]
)  # fmt: skip
_FIELD_ENDINGS = ("ization", "isation", "tion", "ment", "ity", "logy", "logies", "ics", "ism", "ware", "nets", "net", "ship", "ications")
_NEW_FIELDS = frozenset("cyber telecom telecoms fintech govtech edtech biotech innovations broadband datafication e-government startups ai".split())


def common(token: Token) -> bool:
    """True for words of the dictionary, in any form: no names of people."""
    return is_common(token.norm)


def field_word(token: Token) -> bool:
    """A word that may name a field of work: in the dictionary, or built like one, or an abbreviation; no bare initial of a name."""
    if len(token.text) == 1 and token.text.isalpha():
        return False
    return token.text.isupper() or token.norm in _NEW_FIELDS or common(token) or token.norm.endswith(_FIELD_ENDINGS) or ("-" in token.text and any(is_common(x) for x in token.norm.split("-") if len(x) > 2))


def given_name(token: Token) -> bool:
    """A given name by the reviewed table or the short list above."""
    return token.norm in _GIVEN or token.norm in latin_given() or token.norm in russian_forms()


def is_title(tokens: Sequence[Token], i: int) -> bool:
    """"Mr", "Eng", and the letters of "H. E." in front of a name."""
    dotted = i + 1 < len(tokens) and tokens[i + 1].text == "."
    if tokens[i].norm in _RANKS and any(0 <= j < len(tokens) and tokens[j].norm in _RANKS for j in (i - 1, i + 1)):
        return True  # "Maj Gen (retd) N"
    if tokens[i].norm in ("sheikh", "sheikha", "prince", "princess") and i + 2 < len(tokens) and tokens[i].capital and all(t.capital and t.pos == "PROPN" for t in tokens[i + 1 : i + 3]):
        return True  # "Sheikh Jassim Al Emadi"; "Sheikh Hasina" is a name
    if tokens[i].norm == "senator" and i and tokens[i - 1].text == "," and i + 1 < len(tokens) and tokens[i + 1].capital and tokens[i + 1].pos == "PROPN":
        return True  # "the Minister of Ports, Senator N"
    if tokens[i].norm in ("rt", "right", "tan", "dato", "puan") and i + 1 < len(tokens) and tokens[i + 1].norm in ("hon", "honourable", "sri", "seri"):
        return True  # "Rt Hon", "Tan Sri"
    if tokens[i].norm in ("sri", "seri") and i and tokens[i - 1].norm in ("tan", "dato", "datuk", "puan"):
        return True
    letter = tokens[i].text in ("H", "E") and (dotted or (i > 1 and tokens[i - 1].text == "." and tokens[i].start == tokens[i - 1].end))  # "H.E Mr N", without the last stop
    return tokens[i].norm in TITLES or (dotted and tokens[i].norm in _DOTTED and tokens[i].capital is True) or (letter and ((tokens[i].text == "H" and i + 2 < len(tokens) and tokens[i + 2].text == "E") or (i > 1 and tokens[i - 2].text == "H")))


def family_name(ctx: Context, k: int) -> bool:
    """"Ingrid | Lenovo", "Mr | Lenovo": the founder, who is called as the company is."""
    tokens = ctx.tokens
    if k == 0 or tokens[k].text.isupper():
        return False
    if is_title(tokens, k - 1) or (tokens[k - 1].text == "." and is_title(tokens, k - 2)):
        return True
    before = tokens[k - 1]
    if before.capital is not True or not given_name(before) or k - 1 in ctx.nouns:
        return False
    return not (k > 1 and is_capital(tokens[k - 2]) and k - 2 not in ctx.heads and not is_title(tokens, k - 2))


def case_at(tokens: Sequence[Token], first: int) -> str:
    """The case that a Russian phrase in this position would have, from the preposition or verb before it.

    Nom for a subject and where nothing is before; Acc after a verb.
    """
    i = first - 1
    while i >= 0 and (tokens[i].norm in _LINKS or is_title(tokens, i)):
        i -= 1
    if i < 0:
        return "Nom"
    t = tokens[i]
    if t.norm in _CASE and t.pos in ("ADP", "SCONJ"):
        return _CASE[t.norm]
    if (t.pos == "AUX" and t.lemma == "be") or t.lemma in ("become", "appoint", "elect", "nominate", "remain"):
        return "Ins"
    if t.pos == "VERB" and t.lemma not in ("say", "add", "note", "tell", "state", "stress"):
        return "Acc"
    return "Nom"


# they close a name in headlines that write every word with a capital: "… the Ministry of Ports | Expand Cooperation"
_HEADLINE_VERBS = frozenset(
    f"{verb}{ending}"
    for verb in "expand sign explore strengthen boost deepen seek meet ink enhance receive welcome conclude pledge announce unveil renew host hold adopt agree approve".split()
    for ending in ("", "s", "d" if verb.endswith("e") else "ed")
) | frozenset("discuss discusses launches establish establishes met held sought".split())


def _initial_at(tokens: Sequence[Token], i: int) -> bool:
    return len(tokens[i].text) == 1 and i + 1 < len(tokens) and tokens[i + 1].text == "." and tokens[i + 1].start == tokens[i].end and i + 2 < len(tokens) and tokens[i + 2].capital is True


def run_end(tokens: Sequence[Token], i: int, stop: frozenset[int] | set[int]) -> int:
    """End of the capitalised words that begin at i."""
    start = i
    while i < len(tokens) and is_capital(tokens[i]) and i not in stop and not _initial_at(tokens, i) and not (i > start and tokens[i].norm in _HEADLINE_VERBS) and not (tokens[i].norm in TITLES and tokens[i].norm != "he"):
        i += 1
        if i + 1 < len(tokens) and tokens[i].text in ("&", "/", "-") and is_capital(tokens[i + 1]):
            i += 1
    return i
