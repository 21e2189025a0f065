"""Which documents go out together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from juesuan.corpus.engine import digest
from juesuan.corpus.place import Place

# Most of a check's time does not depend on the number of documents; memory does.
_LEAST, _MOST = 4, 100
# A build has at least so many batches, if it can, so that several processes have work.
_BATCHES = 8
# Bytes: PDFs cost memory as they are read.
_BYTES = 32 * 2**20


@dataclass(frozen=True, slots=True)
class Task:
    """A document to read, and the hash that it had when the build was planned."""

    place: Place
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Batch:
    """Documents that are read by one process and whose rows make one part of each dataset.

    `reader` and `options` say by which version and with which options.
    """

    tasks: tuple[Task, ...]
    reader: str
    options: str

    @property
    def name(self) -> str:
        """The name of its part: the same documents, version and options give the same."""
        documents = [f"{task.place.name}\0{task.sha256}".encode() for task in self.tasks]
        return digest([self.reader.encode(), self.options.encode(), *documents])

    def of(self, tasks: Iterable[Task]) -> Batch:
        """A batch of other documents."""
        return Batch(tuple(tasks), self.reader, self.options)


def batches(tasks: Sequence[Task], reader: str, options: str) -> Iterator[Batch]:
    """The documents in batches, in order, limited in number and bytes.

    They do not depend on the number of processes, so that every number gives the same corpus.
    """
    most = max(_LEAST, min(_MOST, -(-len(tasks) // _BATCHES)))
    held: list[Task] = []
    size = 0
    for task in tasks:
        if held and (len(held) == most or size + task.place.size > _BYTES):
            yield Batch(tuple(held), reader, options)
            held, size = [], 0
        held.append(task)
        size += task.place.size
    if held:
        yield Batch(tuple(held), reader, options)


def without(batch: Batch, done: set[str]) -> Batch:
    """The batch without the sources that are done."""
    return batch.of(task for task in batch.tasks if task.place.name not in done)


def split(batch: Batch, culprit: int | None) -> list[Batch]:
    """What is tried again when a batch's process died: the document it was at by itself.

    Where that is not known, the two halves.
    """
    tasks = batch.tasks
    if culprit is None:
        middle = len(tasks) // 2
        parts = (tasks[:middle], tasks[middle:])
    else:
        parts = (tasks[culprit : culprit + 1], tasks[:culprit] + tasks[culprit + 1 :])
    return [batch.of(part) for part in parts if part]
