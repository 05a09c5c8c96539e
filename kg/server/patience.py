"""How long the server waits for a client: one that sends or reads a byte at a time must not keep others out."""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

ASKING = 20.0  # seconds for a whole request, head and body
READING = 30.0  # seconds without a byte taken of an answer


class Impatient(H11Protocol):
    """HTTP/1.1 that closes the line on clients that are too slow; the engine below has no such limits."""

    _asking: asyncio.TimerHandle | None = None
    _reading: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A client is there: its first request may begin."""
        super().connection_made(transport)
        self._await_request()

    def data_received(self, data: bytes) -> None:
        """Bytes of a request; once it is whole it is our turn."""
        super().data_received(data)
        if self.cycle is not None and not self.cycle.response_complete and not self.cycle.more_body:
            self._asking = _stopped(self._asking)

    def on_response_complete(self) -> None:
        """An answer has been written: the next request may begin."""
        self._await_request()
        super().on_response_complete()

    def pause_writing(self) -> None:
        """The client does not keep up with reading."""
        super().pause_writing()
        self._reading = self.loop.call_later(READING, self.transport.abort)

    def resume_writing(self) -> None:
        """It has caught up."""
        super().resume_writing()
        self._reading = _stopped(self._reading)

    def connection_lost(self, exc: Exception | None) -> None:
        """The client is gone."""
        self._asking, self._reading = _stopped(self._asking), _stopped(self._reading)
        super().connection_lost(exc)

    def _await_request(self) -> None:
        _stopped(self._asking)
        self._asking = self.loop.call_later(ASKING, self.transport.abort)


def _stopped(timer: asyncio.TimerHandle | None) -> asyncio.TimerHandle | None:
    if timer is not None:
        timer.cancel()
    return None
