"""Limits hold for few sources and for hashing too, and a process that is stopped blocks nothing."""

import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from juesuan.corpus import hashing, watchdog
from juesuan.corpus.build import build
from juesuan.corpus.schedulers.pool import Pool
from juesuan.errors import BuildError

from . import sabotage
from .made import assert_coherent, documents, entries

linux = pytest.mark.skipif(sys.platform != "linux", reason="other systems signal otherwise")


@linux
def test_limits_that_are_given_hold_for_one_source(tmp_path):
    (path,) = documents(tmp_path / "raw", 1)
    sabotage.make_hostile(path, sabotage.SLEEP)
    out = tmp_path / "out"
    with Pool(1) as pool:
        build([path], out, scheduler=sabotage.Saboteur(pool), workbooks=False, timeout=1.5)
    assert entries(out)["000.txt"].error == "Timeout"
    assert "more than 1.5 s (--timeout)" in entries(out)["000.txt"].reason


@pytest.mark.parametrize(
    ("given", "processes"),
    [({}, 0), ({"timeout": 60}, 1), ({"memory": 2**30}, 1), ({"jobs": 2}, 1)],
)
def test_a_source_is_read_beside_this_process_where_a_limit_is_given(
    tmp_path, monkeypatch, given, processes
):
    started = []
    worker = "juesuan.corpus.schedulers.pool._Worker"
    monkeypatch.setattr(worker, lambda memory: started.append(memory) or refuse())
    documents(tmp_path / "raw", 1)
    if not processes:
        assert build([tmp_path / "raw"], tmp_path / "out", workbooks=False, **given).read == 1
    else:
        with pytest.raises(BuildError, match="no process"):
            build([tmp_path / "raw"], tmp_path / "out", workbooks=False, **given)
    assert started == [2**30 if "memory" in given else 2 * 2**30] * processes


def refuse():
    raise BuildError("no process")


def test_the_command_reads_few_sources_in_a_process_of_their_own(tmp_path, monkeypatch):
    from typer.testing import CliRunner

    from juesuan.cli import app

    monkeypatch.setattr("juesuan.corpus.schedulers.pool._Worker", lambda _: refuse())
    documents(tmp_path / "raw", 1)
    done = CliRunner().invoke(app, ["build", f"{tmp_path / 'raw'}", "--out", f"{tmp_path / 'o'}"])
    assert (done.exit_code, "no process" in done.stderr) == (2, True)


@dataclass
class SlowHashing:
    """A scheduler in whose processes one file takes for ever to hash."""

    scheduler: Any
    limits = True

    def map_unordered(self, work, batches):
        slow = Slow(work) if isinstance(work, hashing.Hashing) else work
        return self.scheduler.map_unordered(slow, batches)


@dataclass
class Slow:
    """Work in a process where the file 001.txt is never hashed."""

    work: Any

    def __call__(self, batch):
        hashing.hash_place = hash_for_ever
        return self.work(batch)


def hash_for_ever(place):
    from juesuan.corpus.place_bytes import hash_place

    if place.name.endswith("001.txt"):
        time.sleep(3600)
    return hash_place(place)


@linux
def test_a_source_that_is_never_hashed_is_set_aside_and_the_rest_is_read(tmp_path):
    raw, out = tmp_path / "raw", tmp_path / "out"
    documents(raw, 3)
    with Pool(1) as pool:
        build([raw], out, scheduler=SlowHashing(pool), workbooks=False, timeout=2.0)
    assert_coherent(out)
    assert {name: entry.error for name, entry in entries(out).items()} == {
        "000.txt": None,
        "001.txt": "Timeout",
        "002.txt": None,
    }
    assert "more than 2 s (--timeout)" in entries(out)["001.txt"].reason
    assert build([raw], out, workbooks=False).plan.told == "1 changed, 2 unchanged"
    assert_coherent(out)


def stop_when(found, stopped):
    """Stop the first process that `found` gives, from a thread."""

    def look():
        for _ in range(6000):
            if pid := found():
                os.kill(pid, signal.SIGSTOP)
                stopped.append(pid)
                return
            time.sleep(0.01)

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    return thread


@linux
def test_a_process_that_is_stopped_at_work_is_replaced_and_its_document_told(tmp_path, monkeypatch):
    monkeypatch.setattr(watchdog, "_GRACE", 1.0)
    raw, out = tmp_path / "raw", tmp_path / "out"
    paths = documents(raw, 2)
    # It sleeps where it is read, so that it is there to be stopped: its own watchdog is, too.
    sabotage.make_hostile(paths[0], sabotage.SLEEP)
    stopped: list[int] = []
    with Pool(1) as pool:

        def at_work():
            notes = list((out / ".build" / "at").glob("*.trace"))
            asleep = [p for p in notes if p.with_suffix("").read_bytes().strip() == b"0"]
            busy = list(pool._busy.values())
            return busy[0].process.pid if asleep and busy and pool.seen_reading else 0

        pool.seen_reading = False
        saboteur = Reading(sabotage.Saboteur(pool), pool)
        thread = stop_when(at_work, stopped)
        build([raw], out, scheduler=saboteur, workbooks=False, timeout=2.5)
        thread.join()
    assert len(stopped) == 1
    assert_coherent(out)
    found = {name: entry.error for name, entry in entries(out).items()}
    assert found == {"000.txt": "Timeout", "001.txt": None}
    said = (out / "build.log").read_text(encoding="utf-8")
    assert "stood still for" in said


@dataclass
class Reading:
    """A scheduler that says when documents are read, and no longer hashed."""

    scheduler: Any
    pool: Any
    limits = True

    def map_unordered(self, work, batches):
        self.pool.seen_reading = not isinstance(work, hashing.Hashing)
        return self.scheduler.map_unordered(work, batches)


@linux
def test_an_idle_process_that_is_stopped_is_replaced(tmp_path, monkeypatch):
    monkeypatch.setattr(watchdog, "_GRACE", 0.5)
    monkeypatch.setattr(watchdog, "_BEGIN", 8.0)
    raw, out = tmp_path / "raw", tmp_path / "out"
    documents(raw, 1)
    with Pool(1) as pool:
        list(pool.map_unordered(abs, [-5]))
        first = pool._idle[0].process.pid
        os.kill(first, signal.SIGSTOP)
        assert build([raw], out, scheduler=pool, workbooks=False, timeout=20.0).read == 1
        assert pool._idle[0].process.pid != first
    with pytest.raises(ProcessLookupError):
        os.kill(first, 0)


def test_every_process_is_spawned_on_every_system():
    package = Path(__file__).parents[2] / "analysis" / "juesuan"
    users = {
        path.name: text
        for path in package.rglob("*.py")
        if "Process(" in (text := path.read_text(encoding="utf-8"))
        or "ProcessPoolExecutor(" in text
    }
    assert set(users) == {"pool.py"}
    assert 'get_context("spawn")' in users["pool.py"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows kills otherwise")
def test_the_command_ends_within_its_limits_however_few_the_sources(tmp_path):
    documents(tmp_path / "raw", 1)
    options = ["--no-workbooks", "--out", f"{tmp_path / 'out'}", "--memory", "64"]
    command = [sys.executable, "-m", "juesuan", "build", f"{tmp_path / 'raw'}", *options]
    done = subprocess.run(command, capture_output=True, check=False)
    # 64 MB beside its own are enough for a small document, or they are said.
    told = {entry.error for entry in entries(tmp_path / "out").values()}
    assert (done.returncode, told) in ((0, {None}), (1, {"OutOfMemory"}), (1, {"WorkerDied"}))
