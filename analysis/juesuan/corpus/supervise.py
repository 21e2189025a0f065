"""What becomes of a batch whose process died: its documents are tried again, the culprit alone."""

from __future__ import annotations

import logging
import signal
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from juesuan.corpus.batches import Batch, split
from juesuan.corpus.manifest import Entry
from juesuan.corpus.read_together import aside
from juesuan.corpus.schedulers import Lost, Scheduler
from juesuan.corpus.stage import Record, Stage
from juesuan.corpus.work import Fault, Work

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
    waiting = list(batches)
    tries: Counter[str] = Counter()
    while waiting:
        again: list[Batch] = []
        for batch, answer in scheduler.map_unordered(work, waiting):
            if isinstance(answer, list):
                yield answer
                continue
            if isinstance(answer, Lost) and stage.has(batch.name):
                yield stage.record(batch.name).entries
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
            fault = answer if isinstance(answer, Fault) else fault_of(batch, answer, stage, work)
            log.warning("part %s, %d documents: %s", batch.name, len(batch.tasks), fault.reason)
            if trace := stage.bury(batch.name):
                log.warning("it was at\n%s", trace)
            if len(batch.tasks) == 1:
                yield _set_aside(batch, fault, stage)
            else:
                again += split(batch, fault.culprit)
        waiting = again


def fault_of(batch: Batch, lost: Lost, stage: Stage, work: Work) -> Fault:
    """Why a process died, from what it was at and how long."""
    culprit, seconds = stage.at(batch.name)
    if work.timeout and seconds >= work.timeout:
        reason = f"it takes more than {work.timeout:g} s (--timeout)"
        return Fault("Timeout", reason, culprit)
    return Fault("WorkerDied", f"the process that read it died{_how(lost.exitcode)}", culprit)


def _how(exitcode: int | None) -> str:
    if exitcode is None:
        return ""
    if exitcode >= 0:
        return f" with exit code {exitcode}"
    try:
        name = signal.Signals(-exitcode).name
    except ValueError:
        name = f"signal {-exitcode}"
    short = ", as a system does that is short of memory" if name == "SIGKILL" else ""
    return f" of {name}{short}"


def _set_aside(batch: Batch, fault: Fault, stage: Stage) -> list[Entry]:
    task = batch.tasks[0]
    entry = replace(
        aside(task.place, task.sha256, fault.error, f"{task.place.name}: {fault.reason}"),
        reader=batch.reader,
        options=batch.options,
    )
    stage.finish(stage.begin(batch.name), Record(batch.name, [entry]))
    return [entry]
