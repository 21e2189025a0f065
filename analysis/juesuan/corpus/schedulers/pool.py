"""A pool of processes that survives the death of any of them.

Each process has a pipe of its own, so that one that dies takes no lock along and it is known which
batch it was at. (`concurrent.futures` gives up the whole pool.)
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any, Self, TypeVar, cast

from juesuan.corpus.schedulers.base import Lost

Batch = TypeVar("Batch")
Answer = TypeVar("Answer")
# How long (seconds) a process may take to end by itself.
_PATIENCE = 5.0
# Seconds between two looks at whether the processes are alive.
_LOOK = 0.5
# What a process begins with. Threads of libraries would fight for the processors; Arrow, which
# heeds the first, would take a gigabyte at once, which counts as used.
_ENVIRONMENT = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
}


class Pool:
    """`jobs` processes; `memory` in bytes is what each may use beside what it starts with."""

    limits = True

    def __init__(self, jobs: int, memory: int | None = None) -> None:
        self._jobs = jobs
        self._memory = memory
        self._idle: list[_Worker] = []
        self._busy: dict[Connection, _Worker] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for worker in (*self._idle, *self._busy.values()):
            worker.end(at_once=kind is not None)
        self._idle.clear()
        self._busy.clear()

    def map_unordered(
        self, work: Callable[[Batch], Answer], batches: Iterable[Batch]
    ) -> Iterator[tuple[Batch, Answer | Lost]]:
        """Each batch with its answer, as they come; what `work` raises is raised."""
        waiting = iter(batches)
        running: dict[Connection, tuple[Batch, _Pulse]] = {}
        sign = getattr(work, "sign", _no_sign)
        while True:
            while len(running) < self._jobs and (batch := next(waiting, None)) is not None:
                running[self._give(work, batch).pipe] = batch, _Pulse()
            if not running:
                return
            ready = wait(list(running), timeout=_LOOK)
            for pipe in cast("list[Connection]", ready):
                yield running.pop(pipe)[0], self._answer(pipe)
            for pipe, (batch, pulse) in list(running.items()):
                still = pulse.still(*sign(batch))
                if still is not None and not pipe.poll():
                    del running[pipe]
                    yield batch, Lost(self._busy.pop(pipe).end(at_once=True), still)

    def _answer(self, pipe: Connection) -> Any:
        """What a process answers, `Lost` where it died; raises what the work raised."""
        worker = self._busy.pop(pipe)
        try:
            well, answer = pipe.recv()
        except (EOFError, OSError):
            return Lost(worker.end(at_once=True))
        self._idle.append(worker)
        if not well:
            raise answer
        return answer

    def _give(self, work: Callable[[Batch], Answer], batch: Batch) -> _Worker:
        """A process that works on the batch; one that died while it was idle is replaced."""
        while True:
            worker = self._idle.pop() if self._idle else _Worker(self._memory)
            try:
                worker.pipe.send((work, batch))
            except OSError:
                worker.end(at_once=True)
                continue
            self._busy[worker.pipe] = worker
            return worker


def _no_sign(_: object) -> tuple[object, float | None]:
    """Of work that tells nothing: it may take for ever."""
    return None, None


class _Pulse:
    """For how long a process gave no sign of life."""

    def __init__(self) -> None:
        self._sign: object = None
        self._since = time.monotonic()

    def still(self, sign: object, patience: float | None) -> float | None:
        """Since how many seconds the sign is the same, where that is too long."""
        now = time.monotonic()
        if sign != self._sign:
            self._sign, self._since = sign, now
        seconds = now - self._since
        return seconds if patience is not None and seconds > patience else None


class _Worker:
    """A process and this side of its pipe."""

    def __init__(self, memory: int | None) -> None:
        # Not fork: threads of libraries do not survive it; and Windows has only spawn.
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(
            target=_serve, args=(theirs, memory), daemon=True, name="juesuan"
        )
        with _environment():
            self.process.start()
        theirs.close()

    def end(self, *, at_once: bool) -> int | None:
        """End the process; its exit code."""
        self.pipe.close()
        if not at_once:
            self.process.join(_PATIENCE)
        elif self.process.exitcode is None:
            self.process.join(0.1)
        if self.process.exitcode is None:
            self.process.kill()
        self.process.join()
        return self.process.exitcode


@contextmanager
def _environment() -> Iterator[None]:
    """What libraries heed when they are loaded, for the processes that are started here."""
    added = {name: value for name, value in _ENVIRONMENT.items() if name not in os.environ}
    os.environ.update(added)
    try:
        yield
    finally:
        for name in added:
            del os.environ[name]


def _serve(pipe: Connection, memory: int | None) -> None:
    """The life of a process: batches come in, answers go out, until the pipe is closed."""
    # Control-C is for the process that started this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow, daemon=True).start()
    limited = memory is None
    while True:
        try:
            work, batch = pipe.recv()
        except (EOFError, OSError):
            return
        if not limited and memory is not None:
            limit_memory(memory)
            limited = True
        try:
            answer: tuple[bool, Any] = True, work(batch)
        except Exception as error:  # noqa: BLE001 - it is raised in the process that asked
            answer = False, error
        pipe.send(answer)


def _follow() -> None:
    """End with the process that started this one, also where that one was killed."""
    if (parent := multiprocessing.parent_process()) is not None:
        parent.join()
        os._exit(1)


def limit_memory(more: int) -> None:
    """Let this process allocate so many bytes beside what it has; where the system can limit it.

    Linux can. macOS ignores the limit, and Windows has none that a process sets for itself.
    """
    if sys.platform != "linux":
        return
    import resource

    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
        data = int(file.read().split()[5]) * resource.getpagesize()
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = data + more if most == resource.RLIM_INFINITY else min(data + more, most)
    resource.setrlimit(resource.RLIMIT_DATA, (wanted, most))
