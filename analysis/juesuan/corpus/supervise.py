"""What becomes of a batch whose process died: its documents are tried again, the culprit alone."""

from __future__ import annotations

import logging
import signal
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar, cast

from juesuan.catalogue.faults import fault as told
from juesuan.catalogue.remarks import Value
from juesuan.corpus.batches import Batch, split
from juesuan.corpus.manifest import Entry
from juesuan.corpus.read_together import aside
from juesuan.corpus.schedulers import Lost, Scheduler
from juesuan.corpus.stage import Record, Stage
from juesuan.corpus.work import Fault, Work
from juesuan.errors import BuildError

Answer = TypeVar("Answer")
# So often a batch is given to processes that die before they begin with it.
_TRIES = 5

log = logging.getLogger("juesuan.build")


def supervised(
    scheduler: Scheduler, work: Work, batches: Iterable[Batch], stage: Stage
) -> Iterator[list[Entry]]:
    """The entries of every batch, as they come.

    A batch that came to no end is tried again in pieces; a document that comes to no end alone is
    set aside with the reason.
    """
    for batch, answer in attempts(scheduler, work, batches, stage, work.timeout):
        yield _set_aside(batch, answer, stage) if isinstance(answer, Fault) else answer


def attempts(
    scheduler: Scheduler,
    work: Callable[[Batch], list[Answer] | Fault],
    batches: Iterable[Batch],
    stage: Stage,
    timeout: float | None,
) -> Iterator[tuple[Batch, list[Answer] | Fault]]:
    """What is found for each batch or, where it came to no end, for its pieces.

    What is left in the end is a single document and its fault.
    """
    waiting = list(batches)
    tries: Counter[str] = Counter()
    while waiting:
        again: list[Batch] = []
        for batch, answer in scheduler.map_unordered(work, waiting):
            if isinstance(answer, list):
                yield batch, answer
                continue
            if isinstance(answer, Lost) and stage.has(batch.name):
                yield batch, cast("list[Answer]", stage.record(batch.name).entries)
                continue
            tries[batch.name] += 1
            if (
                isinstance(answer, Lost)
                and not stage.began(batch.name)
                and tries[batch.name] < _TRIES
            ):
                # It waited at a process that died of another batch.
                again.append(batch)
                continue
            fault = answer if isinstance(answer, Fault) else fault_of(batch, answer, stage, timeout)
            log.warning("part %s, %d documents: %s", batch.name, len(batch.tasks), fault.reason)
            if trace := stage.bury(batch.name):
                log.warning("it was at\n%s", trace)
            if len(batch.tasks) == 1:
                yield batch, fault
            else:
                again += split(batch, fault.culprit)
        waiting = again


class _Named(Protocol):
    @property
    def name(self) -> str: ...


Task = TypeVar("Task", bound=_Named)


def every(
    scheduler: Scheduler, work: Callable[[Task], None], tasks: Sequence[Task], stage: Stage
) -> None:
    """Write the parts that tasks are named after, again where a process died.

    Raises `BuildError` where one dies again and again.
    """
    waiting = list(tasks)
    for _ in range(_TRIES):
        lost = [
            task
            for task, answer in scheduler.map_unordered(work, waiting)
            if isinstance(answer, Lost) and not stage.has(task.name)
        ]
        if not lost:
            return
        waiting = lost
    raise BuildError(
        told("processes_died", name=waiting[0].name, times=_TRIES), source=str(stage.out)
    )


def fault_of(batch: Batch, lost: Lost, stage: Stage, timeout: float | None) -> Fault:
    """Why a process died, from what it was at and how long."""
    culprit, seconds = stage.at(batch.name)
    if lost.still is not None:
        reason = str(told("process_stood_still", seconds=lost.still))
        return Fault("Timeout", reason, culprit)
    if timeout and seconds >= timeout:
        reason = str(told("takes_too_long", seconds=timeout))
        return Fault("Timeout", reason, culprit)
    return Fault("WorkerDied", str(told("process_died_how", how=_how(lost.exitcode))), culprit)


def _how(exitcode: int | None) -> Value:
    if exitcode is None:
        return ""
    if exitcode >= 0:
        return told("exit_code", code=exitcode)
    try:
        name: Value = signal.Signals(-exitcode).name
    except ValueError:
        name = told("signal_number", number=-exitcode)
    return told("signal_of_memory" if name == "SIGKILL" else "signal", name=name)


def _set_aside(batch: Batch, fault: Fault, stage: Stage) -> list[Entry]:
    task = batch.tasks[0]
    entry = replace(
        aside(
            task.place,
            task.sha256,
            fault.error,
            str(told("refused", place=task.place.name, why=fault.reason)),
        ),
        reader=batch.reader,
        options=batch.options,
    )
    stage.finish(stage.begin(batch.name), Record(batch.name, [entry]))
    return [entry]
