"""The application: routes, limits, headers."""

from __future__ import annotations

import contextlib
import ipaddress
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from starlette.applications import Starlette
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from kg.server import pages, protocol
from kg.server.guarded import Guarded
from kg.server.pool import Pool

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits: seconds, rows and bytes of memory of a query, how many run at once; names by which the server may be called."""

    folder: Path
    time_limit: float = 5.0
    max_rows: int = 100_000
    workers: int = 4
    memory: int = 1 << 30
    hosts: tuple[str, ...] = ("localhost", "127.0.0.1", "[::1]", "testserver")


def application(settings: Settings) -> Starlette:
    """The ASGI application for one graph."""
    pool = Pool(settings.folder, size=settings.workers, limit=settings.time_limit, memory=settings.memory)

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        await pool.start()
        try:
            yield
        finally:
            await pool.stop()

    app = Starlette(
        routes=[
            Route("/sparql", protocol.endpoint, methods=["GET", "POST"], name="sparql"),
            *pages.ROUTES,
            Mount("/static", StaticFiles(directory=HERE / "static"), name="static"),
        ],
        lifespan=lifespan,
        exception_handlers=pages.ERRORS,
    )
    app.state.pool = pool
    app.state.settings = settings
    app.add_middleware(Guarded, hosts=settings.hosts)
    return app


def serve(settings: Settings, host: str, port: int) -> None:
    """Serve until Ctrl-C."""
    import uvicorn

    from kg.server.patience import Impatient

    uvicorn.run(
        application(settings), host=host, port=port, server_header=False, date_header=True, log_level="warning",
        http=Impatient, timeout_keep_alive=5, limit_concurrency=256, h11_max_incomplete_event_size=128 << 10, access_log=False,
    )  # fmt: skip


def is_local(host: str) -> bool:
    """True for names and addresses of this machine only."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
