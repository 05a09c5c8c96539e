"""A Dask cluster reads releases: the door to `distributed`, which is an optional extra ("cluster").

The machines need the same version of this program (pip install 'digicoop-kg[cluster]'), nothing else: no files are
shared. Dask gives what a dead worker was reading to another one; a release under which several died is left out.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from kg.crew.model import Item, Result
from kg.crew.task import read_one
from kg.errors import BuildError, SettingError
from kg.release.model import Reject, Release
from kg.shelf.fingerprint import EXTRACTION, fingerprint

PATIENCE = 20  # seconds to wait for the scheduler, and for its first worker
AHEAD = 8  # releases that wait for each thread of the cluster

Work = Callable[[Release], "bytes | Reject"]
Marked = tuple[str, "bytes | Reject"]


class Cluster:
    """The workers of the scheduler at `address` read, whatever their number, and also those that come later."""

    def __init__(self, address: str, tell: Callable[[str], None] = print, work: Work = read_one, patience: float = PATIENCE) -> None:
        self._address, self._tell, self._work, self._patience = address, tell, work, patience

    def read(self, items: Iterable[Item]) -> Iterator[Result]:
        """See `Crew`. Raises SettingError without the extra or an address, BuildError if the cluster does not answer or is another version."""
        with self._client() as client:
            queue: deque[Item | tuple[Release, Any]] = deque()
            ahead = AHEAD * sum(w["nthreads"] for w in client.scheduler_info(n_workers=-1)["workers"].values())
            for item in items:
                queue.append((item, client.submit(_marked, self._work, item, pure=False)) if isinstance(item, Release) else item)
                if len(queue) > ahead:
                    yield self._result(queue.popleft(), client)
            while queue:
                yield self._result(queue.popleft(), client)

    def _result(self, task: Item | tuple[Release, Any], client: Any) -> Result:
        from distributed import KilledWorker

        if not isinstance(task, tuple):
            assert isinstance(task, Reject)
            return task
        release, future = task
        try:
            try:
                mark, found = future.result()
            except KilledWorker:  # it may only have waited beside the one that kills
                mark, found = client.submit(_marked, self._work, release, pure=False).result()
        except KilledWorker:
            return Reject(release.name, "worker", "every worker of the cluster that read it died")
        except (OSError, asyncio.CancelledError) as error:
            raise BuildError(f"the cluster at {self._address} is gone: {_said(error)}") from None
        except ImportError as error:
            raise BuildError(f"a worker of {self._address} has no such program: {_said(error)}; it needs digicoop-kg[cluster]") from None
        except Exception as error:
            if type(error).__name__.endswith("CancelledError"):  # one of distributed's own, for a scheduler that went
                raise BuildError(f"the cluster at {self._address} is gone: {_said(error)}") from None
            return Reject(release.name, "worker", f"{type(error).__name__}: {error}")
        if mark != fingerprint(EXTRACTION):
            raise BuildError(f"a worker of {self._address} has another version of this program: the same one everywhere gives the same graph")
        return found if isinstance(found, Reject) else (release, found)

    @contextmanager
    def _client(self) -> Iterator[Any]:
        try:
            from distributed import Client
        except ImportError:
            raise SettingError("--scheduler needs Dask: pip install 'digicoop-kg[cluster]'") from None
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what it tells of lost workers is told here
        try:
            client: Any = Client(self._address, timeout=self._patience, set_as_default=False)  # type: ignore[no-untyped-call]
        except (OSError, TimeoutError) as error:
            raise BuildError(f"no scheduler answers at {self._address}: {_said(error)}") from None
        except (ValueError, TypeError) as error:
            raise SettingError(f"not the address of a scheduler: {self._address}: {_said(error)}") from None
        try:
            with client:
                try:
                    client.wait_for_workers(1, timeout=self._patience)
                except (OSError, TimeoutError):
                    raise BuildError(f"the scheduler at {self._address} has no workers (dask worker {self._address})") from None
                yield client
        finally:
            logging.getLogger("distributed").setLevel(logging.NOTSET)


def _marked(work: Work, release: Release) -> Marked:
    """Run by a worker: which program it is, and what it found."""
    return fingerprint(EXTRACTION), work(release)


def _said(error: BaseException) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
