"""An extraction whose parts are decoded when somebody asks for them: whoever settles bodies does not look at events."""

from __future__ import annotations

import json
import zlib
from functools import cache
from typing import Any, get_type_hints

from kg.facts.model import Extraction
from kg.shelf.codec import decoder, names


class Lazy(Extraction):
    """Looks like the extraction that `content` packs; it is not equal to it, for it may not know all of itself yet."""

    __slots__ = ("_raw",)

    def __init__(self, content: bytes) -> None:
        raw = json.loads(zlib.decompress(content))
        object.__setattr__(self, "_raw", dict(zip(names(Extraction), raw, strict=True)))

    def __getattr__(self, name: str) -> Any:  # only for slots that are still empty
        if name not in names(Extraction):
            raise AttributeError(name)
        value = decoder(_hints()[name])(self._raw[name])
        object.__setattr__(self, name, value)
        return value


@cache
def _hints() -> dict[str, Any]:
    return get_type_hints(Extraction)
