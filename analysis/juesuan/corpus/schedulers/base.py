"""What every scheduler does, and the plainest one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol, TypeVar

Batch = TypeVar("Batch")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Lost:
    """A batch whose process died; `exitcode` where it is known, negative for a signal.

    `still` seconds it gave no sign of life, where it was ended for that.
    """

    exitcode: int | None = None
    still: float | None = None


class Scheduler(Protocol):
    """Gives batches to processes; the order of the answers means nothing.

    Work that has a method `sign` tells by it how a batch goes on: what changes meanwhile, and for
    how many seconds it may stay the same (None: for ever). A process that is still longer is lost.
    """

    limits: bool
    """Whether a batch may end its process, as a time limit does."""

    def map_unordered(
        self, work: Callable[[Batch], Answer], batches: Iterable[Batch]
    ) -> Iterator[tuple[Batch, Answer | Lost]]:
        """Each batch with its answer, as they come; what `work` raises is raised."""
        ...


class Inline:
    """Works in this process, one batch after the other, without limits."""

    limits = False

    def map_unordered(
        self, work: Callable[[Batch], Answer], batches: Iterable[Batch]
    ) -> Iterator[tuple[Batch, Answer | Lost]]:
        """Each batch with its answer, in order."""
        for batch in batches:
            yield batch, work(batch)
