"""The network under the HTTP library: connects only where it may, and ends on time.

A name is resolved here and the very address that was judged is connected to, for every connection and so for every redirect:
a name that shows a public address first and 127.0.0.1 later (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Iterable, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any, Final

import httpcore2

from kg.harvest.model import Network, Refused

_NAT64: Final = ip_network("64:ff9b::/96")


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """True for addresses of the public internet; an IPv6 address that carries an IPv4 one is judged by both."""
    if isinstance(address, IPv6Address):
        inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if address in _NAT64:
            inner.append(IPv4Address(int(address) & 0xFFFFFFFF))
        carried = [a for a in inner if a is not None]
        if carried:
            return all(is_public(a) for a in carried)
    return address.is_global and not address.is_multicast


class Guard(httpcore2.NetworkBackend):
    """Connects to public addresses and those of `networks`; `deadline` (time.monotonic) ends whatever is under way."""

    def __init__(self, networks: Sequence[Network] = ()) -> None:
        self.networks = tuple(networks)
        self.deadline = float("inf")
        self._plain = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """A connection to the first address of `host` that answers. Raises Refused if it has none that we may connect to."""
        fault: Exception = httpcore2.ConnectError("no address")
        for address in self._addresses(host, port):
            try:
                stream = self._plain.connect_tcp(address, port, self.left(timeout), local_address, socket_options)
                return _Timed(stream, self)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                fault = error
        raise fault

    def connect_unix_socket(self, path: str, timeout: float | None = None, socket_options: Any = None) -> httpcore2.NetworkStream:
        """Never: a socket in the file system is no place of the web."""
        raise Refused("a local socket is not connected to")

    def _addresses(self, host: str, port: int) -> list[str]:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore2.ConnectError(f"its name is not known: {error}") from None
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        allowed = [a for a in addresses if self._may(a)]
        if not allowed:
            raise Refused(f"{host} lies at {', '.join(addresses)}, which is not on the public internet (--allow-network would allow it)")
        return allowed

    def _may(self, text: str) -> bool:
        address = ip_address(text.partition("%")[0])
        return is_public(address) or any(address in network for network in self.networks)

    def left(self, timeout: float | None) -> float:
        """Seconds that a step may take. Raises httpcore2.ReadTimeout if none are left."""
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise httpcore2.ReadTimeout("no time is left")
        return left if timeout is None else min(left, timeout)


class _Timed(httpcore2.NetworkStream):
    """A stream that a server cannot keep busy beyond the deadline by sending a byte now and then."""

    def __init__(self, stream: httpcore2.NetworkStream, guard: Guard) -> None:
        self._stream, self._guard = stream, guard

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._guard.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._guard.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, self._guard.left(timeout)), self._guard)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
