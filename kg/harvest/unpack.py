"""gzip that cannot blow up: never more is unpacked than is wanted."""

from __future__ import annotations

import zlib
from typing import Final

from kg.harvest.model import Passing, Refused

MAGIC: Final = b"\x1f\x8b"


class Unpacker:
    """Takes packed bytes as they come and keeps what they unpack to, `most` bytes at the most."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._size = 0
        self._parts: list[bytes] = []
        self._packed = zlib.decompressobj(31)

    def feed(self, data: bytes) -> None:
        """Raises Refused for damaged data and for more than is wanted."""
        try:
            while data:
                if self._packed.eof:  # the next member of the file, or zeros that fill a block
                    data = data.lstrip(b"\0")
                    if not data:
                        return
                    self._packed = zlib.decompressobj(31)
                part = self._packed.decompress(data, self._most - self._size + 1)
                self._size += len(part)
                if self._size > self._most:
                    raise Refused(larger(self._most))
                self._parts.append(part)
                data = self._packed.unused_data if self._packed.eof else b""
        except zlib.error as error:
            raise Refused(f"its packing is damaged: {error}") from None

    def close(self) -> bytes:
        """What was unpacked. Raises Passing if the end is missing."""
        if not self._packed.eof:
            raise Passing("it broke off")
        return b"".join(self._parts)


def unpack(data: bytes, most: int) -> bytes:
    """A gzip file's content. Raises Refused."""
    unpacker = Unpacker(most)
    unpacker.feed(data)
    return unpacker.close()


def larger(most: int) -> str:
    """The complaint about too much."""
    return f"it is larger than {most / 1_000_000:g} MB"
