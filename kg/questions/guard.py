"""What a query may not do, checked on its words before any engine sees it.

Engines differ in what they do by themselves: SERVICE makes a request in both of ours, LOAD and FROM read files
and the network in rdflib, and deep nesting overflows the stack of both parsers and kills the process.
"""

from __future__ import annotations

import re

from kg.questions.model import QueryRefused

MAX_BYTES = 64 * 1024
MAX_DEPTH = 40

# One token each; the alternatives begin with different characters, so that the scan is linear.
_TOKEN = re.compile(
    r"""
      (?P<long>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*''')
    | (?P<string>"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<comment>\#[^\n\r]*)
    | (?P<variable>[?$]\w+)
    | (?P<language>@[A-Za-z][A-Za-z0-9-]*)
    | (?P<name>(?:[^\W\d][\w.-]*)?:(?:[\w.:%-]|\\[^\w\s])*)
    | (?P<word>[^\W\d]\w*)
    | (?P<open>[{(\[])
    | (?P<close>[})\]])
    """,
    re.VERBOSE | re.DOTALL,
)
_CODEPOINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_NEVER = {"SERVICE": "calls another server", "LOAD": "reads from outside"}
_DATASET = {"FROM": "chooses another dataset"}


def check(query: str, *, datasets: bool = False) -> None:
    """Pass a query or raise QueryRefused with the reason.

    `datasets` allows FROM and FROM NAMED, for an engine that looks them up in its own store only.
    """
    if len(query.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise QueryRefused(f"the query is longer than {MAX_BYTES // 1024} KB")
    # SPARQL resolves \u escapes before it reads words, so SERVIC\u0045 is SERVICE; look at both spellings
    for text in {query, _CODEPOINT.sub(_decode, query)}:
        _check_words(text, _NEVER if datasets else _NEVER | _DATASET)


def _decode(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code <= 0x10FFFF else match[0]


def _check_words(text: str, refused: dict[str, str]) -> None:
    depth = 0
    for token in _TOKEN.finditer(text):
        if token.lastgroup in ("word", "name"):
            _check_word(token[0].partition(":")[0].upper(), refused)
        elif token.lastgroup == "open":
            depth += 1
            if depth > MAX_DEPTH:
                raise QueryRefused(f"the query is nested deeper than {MAX_DEPTH} brackets")
        elif token.lastgroup == "close":
            depth -= 1


def _check_word(word: str, refused: dict[str, str]) -> None:
    """Oxigraph asks for no space around keywords ("trueSERVICEex:x {}" calls out), so look inside words too."""
    for keyword, reason in refused.items():
        if keyword == word or (keyword != "LOAD" and keyword in word):
            raise QueryRefused(f"{keyword} {reason}; queries here read this graph only")
