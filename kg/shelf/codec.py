"""Frozen values to compact JSON and back: a dataclass or named tuple becomes the list of its fields, a set a sorted list.

The same value always gives the same text. Nothing is read that the type does not announce, so that a file from
elsewhere can at worst be refused; pickles, which can run code, are not used.
"""

from __future__ import annotations

import json
import types
import zlib
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from functools import cache
from json.encoder import encode_basestring
from operator import attrgetter
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
_Decode = Callable[[Any], Any]


def encode(value: Any) -> str:
    """JSON of a value made of dataclasses, named tuples, tuples, sets, strings, numbers and None."""
    return _ENCODER.encode(value)


def decode(kind: type[T], text: str | bytes) -> T:
    """The value of type `kind` that `encode` wrote. Raises ValueError, TypeError or KeyError on anything else."""
    made: Any = kind
    found: T = decoder(made)(json.loads(text))
    return found


def packed(value: Any) -> bytes:
    """`encode`, compressed."""
    return zlib.compress(encode(value).encode(), 6)


def unpacked(kind: type[T], content: bytes) -> T:
    """The value of type `kind` that `packed` wrote. Raises zlib.error and what `decode` raises."""
    return decode(kind, zlib.decompress(content))


class _Forms(dict[Any, Callable[[Any], Iterable[Any]]]):
    """What JSON has no form for, by its type: dataclasses as tuples of their fields, sets as sorted lists."""

    def __missing__(self, kind: Any) -> Callable[[Any], Iterable[Any]]:
        found = self[kind] = _sorted if kind in (frozenset, set) else _getter(kind)
        return found


_FORMS = _Forms()


def _plain(value: Any) -> Iterable[Any]:
    return _FORMS[type(value)](value)


def _sorted(value: Iterable[Any]) -> list[Any]:
    return sorted(value, key=_sort_key)


def _sort_key(value: Any) -> str:
    return encode_basestring(value) if isinstance(value, str) else _SPACED.encode(value)


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_plain, check_circular=False)
_SPACED = json.JSONEncoder(ensure_ascii=False, default=_plain, check_circular=False)


def _getter(kind: Any) -> Callable[[Any], Iterable[Any]]:
    wanted = names(kind)
    get = attrgetter(*wanted)
    return get if len(wanted) > 1 else lambda value: (get(value),)


@cache
def names(kind: Any) -> tuple[str, ...]:
    """The fields of a dataclass or named tuple in their order."""
    return tuple(f.name for f in fields(kind))


@cache
def decoder(kind: Any, of: Any = None) -> _Decode:
    """What makes values of a type from plain data; `of` is the type that a generic's variable stands for: there is one variable in the values, of `Claim`."""
    origin = get_origin(kind)
    if isinstance(kind, TypeVar):
        return decoder(of)
    if kind in (str, int, bool) or origin is Literal:
        return _as_it_is
    if origin in (Union, types.UnionType):
        return _optional(decoder(next(a for a in get_args(kind) if a is not types.NoneType), of))
    if origin in (tuple, frozenset):
        return _several(origin, get_args(kind), of)
    return _whole(origin or kind, get_args(kind)[0] if origin else None)


_EMPTY: dict[Any, Any] = {tuple: (), frozenset: frozenset()}


def _optional(inner: _Decode) -> _Decode:
    return lambda found: None if found is None else inner(found)


def _several(origin: Any, args: tuple[Any, ...], of: Any) -> _Decode:
    if origin is frozenset or args[-1] is Ellipsis:
        inner = decoder(args[0], of)
        return origin if inner is _as_it_is else lambda found: origin(map(inner, found)) if found else _EMPTY[origin]
    inners = [decoder(a, of) for a in args]
    return lambda found: tuple([inner(v) for inner, v in zip(inners, found, strict=True)])


def _whole(kind: Any, of: Any) -> _Decode:
    hints = get_type_hints(kind)
    made: Any = kind
    wanted: tuple[str, ...] = names(made) if is_dataclass(kind) else kind._fields
    inners = [decoder(hints[name], of) for name in wanted]
    if all(inner is _as_it_is for inner in inners):
        return lambda found: kind(*found)
    # written out: a value of twenty fields is made without a loop over them
    parts = [f"v{n}" for n in range(len(wanted))]
    known = {"kind": kind} | {f"read{n}": inner for n, inner in enumerate(inners)}
    values = [v if inner is _as_it_is else f"read{n}({v})" for n, (v, inner) in enumerate(zip(parts, inners, strict=True))]
    exec(f"def read(found):\n {', '.join(parts)}, = found\n return kind({', '.join(values)})", known)
    made_by: _Decode = known["read"]
    return made_by


def _as_it_is(found: Any) -> Any:
    return found
