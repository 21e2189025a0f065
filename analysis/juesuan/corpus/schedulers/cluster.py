"""A Dask cluster: many machines that see the corpus's folder and the sources by the same names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar, cast

from juesuan.catalogue.extras import optional_packages
from juesuan.catalogue.faults import fault
from juesuan.corpus.schedulers.base import Lost
from juesuan.errors import BuildError

Batch = TypeVar("Batch")
Answer = TypeVar("Answer")
# Batches waiting at each thread of the cluster, so that none is idle.
_AHEAD = 2


def connect(address: str) -> Any:
    """A Dask client of the scheduler at an address. Raises `BuildError`, `MissingExtra`."""
    with optional_packages():
        from distributed import Client
    try:
        return cast("Any", Client)(address, timeout="10s")
    except (OSError, ValueError) as error:
        raise BuildError(fault("no_dask_scheduler", error=error), source=address) from error


class Cluster:
    """Works through a Dask client. A worker that is ended by a limit is started again by Dask."""

    limits = True

    def __init__(self, client: Any) -> None:
        self._client = client

    def map_unordered(
        self, work: Callable[[Batch], Answer], batches: Iterable[Batch]
    ) -> Iterator[tuple[Batch, Answer | Lost]]:
        """Each batch with its answer, as they come; what `work` raises is raised."""
        from distributed import KilledWorker, as_completed

        waiting = iter(batches)
        running: dict[Any, Batch] = {}
        done: Any = cast("Any", as_completed)()

        def give() -> None:
            room = max(1, sum(self._client.nthreads().values())) * _AHEAD
            while len(running) < room and (batch := next(waiting, None)) is not None:
                future = self._client.submit(work, batch, pure=False)
                running[future] = batch
                done.add(future)

        give()
        try:
            while running:
                future = next(done)
                batch = running.pop(future)
                try:
                    answer: Answer | Lost = future.result()
                except KilledWorker:
                    answer = Lost()
                give()
                yield batch, answer
        finally:
            self._client.cancel(list(running))
