"""A process that dies, hangs or eats memory costs the document it was at, and no other."""

import errno
import logging
import os
import signal
import subprocess
import sys
import time

import pandas as pd
import pytest

from juesuan.corpus import work
from juesuan.corpus.build import build
from juesuan.corpus.read_together import read_places
from juesuan.corpus.schedulers import Lost
from juesuan.corpus.schedulers.pool import Pool
from juesuan.errors import BuildError

from . import sabotage
from .made import assert_coherent, documents, entries, rows

linux = pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux limits memory and signals so"
)


def hostile_build(raw, out, **options):
    with Pool(2, options.pop("memory", None)) as pool:
        outcome = build([raw], out, scheduler=sabotage.Saboteur(pool), workbooks=False, **options)
    assert_coherent(out)
    return outcome


@linux
def test_each_hostile_document_is_set_aside_with_its_reason_and_the_rest_is_read(tmp_path):
    raw, out = tmp_path / "raw", tmp_path / "out"
    paths = documents(raw, 10)
    words = (sabotage.CRASH, sabotage.EXIT, sabotage.HANG, sabotage.SLEEP, sabotage.EAT)
    for path, word in zip(paths[::2], words, strict=True):
        sabotage.make_hostile(path, word)
    hostile_build(raw, out, timeout=4.0, memory=2**30)
    found = {name: entry.error for name, entry in entries(out).items()}
    assert found == {
        "000.txt": "WorkerDied",
        "002.txt": "WorkerDied",
        "004.txt": "Timeout",
        "006.txt": "Timeout",
        "008.txt": "OutOfMemory",
        **dict.fromkeys(("001.txt", "003.txt", "005.txt", "007.txt", "009.txt")),
    }
    assert "died of SIGABRT" in entries(out)["000.txt"].reason
    assert "with exit code 7" in entries(out)["002.txt"].reason
    assert "more than 4 s (--timeout)" in entries(out)["004.txt"].reason
    fresh = tmp_path / "fresh"
    build(paths[1::2], fresh, workbooks=False)
    assert rows(out) == rows(fresh)
    # Read where nothing is hostile, what was set aside for its process is tried again.
    outcome = build([raw], out, workbooks=False)
    assert (outcome.read, outcome.plan.told) == (
        10,
        "5 read again, 5 unchanged",
    )


def die_at_three(number):
    if number == 3:
        os._exit(5)
    return number * number


def fail_at_three(number):
    if number == 3:
        raise BuildError("three")
    return number


def processes(_):
    return os.getpid()


def test_a_pool_answers_for_every_batch_and_outlives_its_processes():
    with Pool(2) as pool:
        found = dict(pool.map_unordered(die_at_three, range(6)))
        assert found == {0: 0, 1: 1, 2: 4, 3: Lost(5), 4: 16, 5: 25}
        with pytest.raises(BuildError, match="three"):
            list(pool.map_unordered(fail_at_three, range(6)))


@linux
def test_an_idle_process_that_is_killed_is_replaced():
    with Pool(1) as pool:
        ((_, first),) = pool.map_unordered(processes, [0])
        os.kill(first, signal.SIGKILL)
        time.sleep(0.2)
        ((_, second),) = pool.map_unordered(processes, [0])
        assert second not in (first, os.getpid())


@linux
def test_processes_end_when_the_one_that_started_them_is_killed(tmp_path):
    code = (
        "import time; from juesuan.corpus.schedulers.pool import Pool\n"
        "if __name__ == '__main__':\n"
        "    pool = Pool(1); list(pool.map_unordered(abs, [-5]))\n"
        "    print(pool._idle[0].process.pid, flush=True); time.sleep(60)\n"
    )
    script = tmp_path / "start.py"
    script.write_text(code)
    child = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE)
    assert child.stdout is not None
    pid = int(child.stdout.readline())
    os.kill(pid, 0)
    child.kill()
    child.wait()
    child.stdout.close()
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    pytest.fail("the process lives on")


def test_a_full_disk_ends_the_build_and_leaves_corpus_and_finished_parts(tmp_path, monkeypatch):
    raw, out = tmp_path / "raw", tmp_path / "out"
    documents(raw, 2)
    build([raw], out, workbooks=False)
    before = rows(out), entries(out)
    documents(raw, 9)
    written = work.write_part
    left = [1]

    def full(folder, stacked):
        if not left:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        left.pop()
        return written(folder, stacked)

    monkeypatch.setattr(work, "write_part", full)
    with pytest.raises(BuildError, match=r"the disk is full.*what is finished is kept"):
        build([raw], out, workbooks=False)
    assert (rows(out), entries(out)) == before
    monkeypatch.undo()
    read = []

    def counted(places, *given, **options):
        read.append(places)
        return read_places(places, *given, **options)

    monkeypatch.setattr(work, "read_places", counted)
    assert build([raw], out, workbooks=False).read == 9
    assert len(read) == 1
    assert_coherent(out)


def test_a_full_disk_in_writing_a_workbook_is_no_fault_of_the_document(tmp_path, monkeypatch):
    documents(tmp_path / "raw", 1)

    def full(_frames, _path):
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr("juesuan.workbook.document_book.write_workbook", full)
    with pytest.raises(BuildError, match="the disk is full"):
        build([tmp_path / "raw"], tmp_path / "out")
    assert not (tmp_path / "out" / "manifest.jsonl").exists()


def test_a_second_build_in_the_same_folder_is_refused_while_the_first_is_at_work(tmp_path):
    documents(tmp_path / "raw", 1)
    out = tmp_path / "out"

    def another(_entry):
        with pytest.raises(BuildError, match="another build is at work"):
            build([tmp_path / "raw"], out, workbooks=False)

    build([tmp_path / "raw"], out, workbooks=False, progress=another)
    build([tmp_path / "raw"], out, workbooks=False)
    assert_coherent(out)


def test_the_log_tells_plan_failures_and_end(tmp_path):
    documents(tmp_path / "raw", 1)
    (tmp_path / "raw" / "letter.txt").write_text("各位同事：\n下周一开会。\n", encoding="utf-8")
    build([tmp_path / "raw"], tmp_path / "out", workbooks=False)
    said = (tmp_path / "out" / "build.log").read_text(encoding="utf-8")
    assert "plan: 2 new" in said
    assert "WARNING NotAFinalAccount" in said
    assert "published: 1 documents in 1 parts" in said
    assert logging.getLogger("juesuan.build").handlers == []


def test_the_very_same_corpus_with_one_two_or_three_processes(tmp_path):
    documents(tmp_path / "raw", 9)
    builds = []
    for jobs in (1, 2, 3):
        out = tmp_path / f"out{jobs}"
        build([tmp_path / "raw"], out, jobs=jobs, workbooks=False)
        builds.append(
            {
                p.relative_to(out): p.read_bytes()
                for p in out.rglob("*.*")
                if ".build" not in p.parts and p.suffix != ".log"
            }
        )
    assert builds[0] == builds[1] == builds[2]
    assert len(pd.read_parquet(tmp_path / "out3" / "documents")) == 9
