"""What an entity is called: one preferred label a language, every other form beside it, and its readable path."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from kg.entities.model import Label
from kg.entities.names import fold, is_initial
from kg.entities.slugs import slug
from kg.entities.states import own_words
from kg.entities.stems import stem, tokens
from kg.facts.model import PersonName
from kg.reference.concepts import concepts
from kg.reference.countries import label as country_name
from kg.values import PartialDate

LANGUAGES = ("ru", "be", "en")
_PREPOSITIONS = frozenset(("о", "об", "в", "во", "по", "на", "аб", "па", "у", "on", "in", "for", "of", "to"))


def preferred(forms: Iterable[Label]) -> tuple[Label, ...]:
    """For each language the fullest form, of equally full ones the most frequent, then the first in the alphabet."""
    counts = Counter(f for f in forms if f.text)
    best: dict[str, Label] = {}
    for form in sorted(counts, key=lambda f: (-len(f.text.split()), -counts[f], -len(f.text), f.text)):
        best.setdefault(form.language, form)
    return tuple(sorted(best.values(), key=_order))


def others(forms: Iterable[Label], chosen: Sequence[Label]) -> tuple[Label, ...]:
    """Every form that is not a preferred label, once."""
    return tuple(sorted({f for f in forms if f.text} - set(chosen)))


def full_name(names: Sequence[PersonName]) -> PersonName:
    """The fullest family name, given name and patronymic that the releases give."""
    first = any(n.family_first for n in names)
    parts = (_fullest(n.family for n in names), _fullest(n.given for n in names), _fullest(n.patronymic for n in names))
    return PersonName(*parts, family_first=first)


def body_path(label: str, country: str | None, international: bool) -> str:
    """body/by/ministerstvo-svyazi: by state ("int" for international organisations, "xx" where unknown) and own name."""
    found = tokens(label)
    own = [found[at] for at in own_words([stem(t) for t in found], country)]
    where = country.lower() if country else "int" if international else "xx"
    return f"body/{where}/{slug(' '.join(own)) or 'unnamed'}"


def subject_slug(text: str) -> str:
    """A subject as part of a path, without the preposition that it begins with."""
    first, _, rest = text.partition(" ")
    return slug(rest if fold(first) in _PREPOSITIONS and rest else text, 48)


def dated(date: PartialDate | None, words: str) -> str:
    """2024-08-22-strategicheskoe-sotrudnichestvo; a date without a year keeps what is known of it."""
    day = date.lexical.strip("-") if date else "undated"
    return f"{day}-{words}" if words else day


def described(kind: str, states: Iterable[str], date: PartialDate | None, language: str) -> str:
    """A label for an event without a name: "Переговоры (Беларусь, Сербия), 2024-08-28"."""
    concept = concepts().get(f"kind/{kind}")
    word = concept.labels.get(language, kind) if concept else kind
    sides = ", ".join(country_name(s, language) for s in sorted(states))
    text = word[:1].upper() + word[1:] + (f" ({sides})" if sides else "")
    return f"{text}, {date.lexical}" if date else text


def _fullest(parts: Iterable[str]) -> str:
    counts = Counter(p for p in parts if p)
    return min(counts, key=lambda p: (is_initial(p), -counts[p], -len(p), p), default="")


def _order(label: Label) -> tuple[int, str]:
    known = LANGUAGES.index(label.language) if label.language in LANGUAGES else len(LANGUAGES)
    return known, label.language
