"""A build that ends between any two operations, or is killed, is completed by the next."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from juesuan.corpus.build import build
from juesuan.corpus.stage import Stage
from juesuan.errors import BuildError

from .made import assert_coherent, documents, entries, rows, text

OPERATIONS = ("replace", "rename", "unlink", "rmdir", "mkdir")
# More by hand, and every single point: JUESUAN_KILLS=200.
KILLS = int(os.environ.get("JUESUAN_KILLS", "3"))
# A frame is written as the next one is: of three such points one is tried.
STEP = 1 if KILLS > 100 else 3


class Ended(BaseException):
    """The process is no more."""


class Countdown:
    """After so many operations on files nothing is done any more, as after a kill."""

    def __init__(self, left):
        self.left = left

    def around(self, operation):
        def counted(*args, **options):
            if self.left <= 0:
                raise Ended
            self.left -= 1
            return operation(*args, **options)

        return counted


def build_until(left, raw, out, monkeypatch):
    """Whether a build with so many operations on files ends by itself."""
    countdown = Countdown(left)
    with monkeypatch.context() as patch:
        for name in OPERATIONS:
            patch.setattr(os, name, countdown.around(getattr(os, name)))
        try:
            build([raw], out, workbooks=False, prune=True)
        except Ended:
            return False
    return True


def test_a_build_that_ends_between_any_two_operations_is_completed(tmp_path, monkeypatch):
    raw, first = tmp_path / "raw", tmp_path / "first"
    documents(raw, 3)
    build([raw], first, workbooks=False)
    before = rows(first), entries(first)
    # One gone, one changed, two new: parts are added, written anew and removed.
    documents(raw, 5)
    (raw / "000.txt").unlink()
    (raw / "001.txt").write_text(text(50), encoding="utf-8")
    whole = tmp_path / "whole"
    shutil.copytree(first, whole)
    build([raw], whole, workbooks=False, prune=True)
    after = rows(whole), entries(whole)
    # The parts are read once; from there every point of writing anew and publishing is tried.
    staged = tmp_path / "staged"
    shutil.copytree(first, staged)
    left = 0
    while not Stage(staged).staged.exists() or len(list(Stage(staged).staged.iterdir())) < 2:
        left += 10
        assert not build_until(left, raw, staged, monkeypatch), "the build ended unexpectedly"
    ended, left = False, 0
    while not ended:
        out = tmp_path / "out"
        shutil.copytree(staged, out)
        ended = build_until(left, raw, out, monkeypatch)
        if not ended and not Stage(out).journal.exists() and left % (3 * STEP) == 0:
            assert (rows(out), entries(out)) in (before, after)
        build([raw], out, workbooks=False, prune=True)
        assert_coherent(out)
        assert entries(out) == after[1]
        if left % (3 * STEP) == 0 or ended:
            assert rows(out) == after[0]
        shutil.rmtree(out)
        left += STEP
    assert left > 60


def test_what_a_killed_build_finished_is_not_read_again(tmp_path, monkeypatch):
    raw, out = tmp_path / "raw", tmp_path / "out"
    documents(raw, 9)
    told = []

    def stop(entry):
        told.append(entry.source)
        if len(told) == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build([raw], out, workbooks=False, progress=stop)
    assert len(list(Stage(out).finished())) == 2
    read = []
    monkeypatch.setattr("juesuan.corpus.read_together.read_place", counted(read))
    build([raw], out, workbooks=False)
    assert [Path(name).name for name in read] == ["008.txt"]
    assert_coherent(out)
    fresh = tmp_path / "fresh"
    monkeypatch.undo()
    build([raw], fresh, workbooks=False)
    assert (rows(out), entries(out)) == (rows(fresh), entries(fresh))


def counted(read):
    from juesuan.corpus.place_bytes import read_place

    def reading(place):
        read.append(place.name)
        return read_place(place)

    return reading


def test_finished_parts_of_documents_that_changed_since_are_dropped(tmp_path):
    raw, out = tmp_path / "raw", tmp_path / "out"
    documents(raw, 5)

    def stop(_entry):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build([raw], out, workbooks=False, progress=stop)
    (raw / "000.txt").write_text(text(60), encoding="utf-8")
    (raw / "001.txt").unlink()
    build([raw], out, workbooks=False)
    assert_coherent(out)
    fresh = tmp_path / "fresh"
    build([raw], fresh, workbooks=False)
    assert rows(out) == rows(fresh)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_build_killed_at_random_moments_ends_as_an_uninterrupted_one(tmp_path):
    raw, out, whole = tmp_path / "raw", tmp_path / "out", tmp_path / "whole"
    documents(raw, 16)
    command = [sys.executable, "-m", "juesuan", "build", str(raw), "--no-workbooks", "--jobs", "2"]
    start = time.monotonic()
    subprocess.run([*command, "--out", str(whole)], check=True, capture_output=True)
    usual = time.monotonic() - start
    rng = Random(KILLS)
    for _ in range(KILLS):
        child = subprocess.Popen(
            [*command, "--out", str(out)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(rng.uniform(0.2, 1.0) * usual)
        # Sometimes its processes too, as a system does that ends a session.
        if rng.random() < 0.5:
            child.kill()
        else:
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        if (out / "manifest.jsonl").exists() and not Stage(out).journal.exists():
            assert rows(out) == rows(whole)
            shutil.rmtree(out)
    subprocess.run([*command, "--out", str(out)], check=True, capture_output=True)
    assert_coherent(out)
    assert (rows(out), entries(out)) == (rows(whole), entries(whole))


def test_a_file_in_use_leaves_the_journal_and_says_what_to_do(tmp_path, monkeypatch):
    raw, out = tmp_path / "raw", tmp_path / "out"
    documents(raw, 1)
    replace = Path.replace

    def in_use(path, target):
        if Path(target).name == "manifest.jsonl" and ".build" not in Path(target).parts:
            raise PermissionError(13, "in use")
        return replace(path, target)

    monkeypatch.setattr("juesuan.corpus.stage._PAUSE", 0.001)
    monkeypatch.setattr(Path, "replace", in_use)
    with pytest.raises(BuildError, match="Close what has the file open"):
        build([raw], out, workbooks=False)
    monkeypatch.undo()
    build([raw], out, workbooks=False)
    assert_coherent(out)
