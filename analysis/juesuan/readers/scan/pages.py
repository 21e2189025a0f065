"""Pages recognised side by side and laid out in their order."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from juesuan.readers.grid import Grid
from juesuan.readers.scan.scanned_page import ScannedPage, page_blocks, scanned

Blocks: TypeAlias = "tuple[str | Grid, ...]"
# So many pictures wait for each processor at most.
_AHEAD = 2


class Pages:
    """Takes pictures of pages, recognises them in threads, and gives their blocks in order."""

    def __init__(self) -> None:
        self._jobs = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
        self._pool = ThreadPoolExecutor(self._jobs)
        self._waiting: deque[tuple[int, Future[ScannedPage]]] = deque()

    def add(self, number: int, picture: NDArray[np.uint8], dpi: float) -> None:
        """A page to be recognised."""
        self._waiting.append((number, self._pool.submit(scanned, picture, dpi)))

    def done(self, *, every: bool, before: tuple[float, ...]) -> Iterator[tuple[int, Blocks]]:
        """The pages that are done; with `every`, all of them. `before` is as in `page_blocks`."""
        while self._waiting and (every or len(self._waiting) > _AHEAD * self._jobs):
            number, future = self._waiting.popleft()
            blocks = tuple(page_blocks(future.result(), before))
            before = next((b.columns for b in blocks if isinstance(b, Grid) and not b.is_ruled), ())
            yield number, blocks

    def close(self) -> None:
        """Leave what is waiting undone."""
        self._pool.shutdown(cancel_futures=True)
