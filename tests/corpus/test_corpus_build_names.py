"""The files of a corpus are the same, to the byte, whatever became of the processes."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from juesuan.corpus import read_together as reading
from juesuan.corpus.build import build
from juesuan.corpus.part_pieces import Joining
from juesuan.corpus.schedulers import Lost
from juesuan.corpus.schedulers.pool import Pool
from juesuan.corpus.stage import Stage
from juesuan.document import read
from juesuan.errors import BuildError

from .made import assert_coherent, documents, text


def files(out: Path) -> dict[str, bytes]:
    """Every file of a corpus but its log and what the build keeps for itself."""
    return {
        str(path.relative_to(out)): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and ".build" not in path.parts and path.suffix != ".log"
    }


@dataclass
class Dying:
    """Work that ends its process the first time that it meets each of some documents."""

    work: Any
    names: tuple[str, ...]
    folder: Path

    def __call__(self, batch):
        def once(files, **options):
            for each in self.names:
                mark = self.folder / f"{each}.died"
                if files[0].name.endswith(each) and not mark.exists():
                    mark.touch()
                    os._exit(9)
            return read(files, **options)

        if hasattr(batch, "tasks"):
            reading.read = once
        return self.work(batch)

    def sign(self, batch):
        return self.work.sign(batch)


@dataclass
class Mortal:
    """A scheduler whose processes die once, over a document each."""

    scheduler: Any
    folder: Path
    names: tuple[str, ...]
    limits = True

    def map_unordered(self, work, batches):
        return self.scheduler.map_unordered(Dying(work, self.names, self.folder), batches)


def test_part_names_and_bytes_are_the_same_whatever_processes_died(tmp_path):
    raw = tmp_path / "raw"
    documents(raw, 9)
    (raw / "004.txt").write_text("各位同事：\n下周一开会。\n", encoding="utf-8")
    build([raw], tmp_path / "calm", workbooks=False)
    with Pool(2) as pool:
        mortal = Mortal(pool, tmp_path, ("001.txt", "005.txt"))
        build([raw], tmp_path / "deadly", scheduler=mortal, workbooks=False)
    assert len(list(tmp_path.glob("*.died"))) == 2
    assert_coherent(tmp_path / "deadly")
    assert files(tmp_path / "deadly") == files(tmp_path / "calm")


@dataclass
class Breaking:
    """A scheduler in which the batches are lost that hold more than one document."""

    limits = True

    def map_unordered(self, work, batches):
        for batch in batches:
            several = len(getattr(batch, "tasks", ())) > 1
            yield batch, Lost(-9) if several and "Work" in str(type(work)) else work(batch)


def test_a_batch_that_was_read_one_by_one_is_one_part(tmp_path, monkeypatch):
    monkeypatch.setattr("juesuan.corpus.supervise._TRIES", 1)
    raw = tmp_path / "raw"
    documents(raw, 3)
    build([raw], tmp_path / "calm")
    build([raw], tmp_path / "broken", scheduler=Breaking())
    assert_coherent(tmp_path / "broken")
    assert files(tmp_path / "broken") == files(tmp_path / "calm")


def test_a_build_that_goes_on_with_pieces_of_a_killed_one_ends_as_an_undisturbed_one(
    tmp_path, monkeypatch
):
    monkeypatch.setattr("juesuan.corpus.supervise._TRIES", 1)
    raw = tmp_path / "raw"
    documents(raw, 5)
    build([raw], tmp_path / "calm", workbooks=False)

    def stop(entry):
        if entry.source.endswith("002.txt"):
            raise KeyboardInterrupt

    out = tmp_path / "out"
    with pytest.raises(KeyboardInterrupt):
        build([raw], out, scheduler=Breaking(), workbooks=False, progress=stop)
    assert len(list(Stage(out).finished())) > 1
    (raw / "a.txt").write_text(text(40), encoding="utf-8")
    build([raw], out, workbooks=False)
    (raw / "a.txt").unlink()
    build([raw], out, workbooks=False, prune=True)
    fresh = tmp_path / "fresh"
    (raw / "a.txt").write_text(text(40), encoding="utf-8")
    build([raw], fresh, workbooks=False)
    (raw / "a.txt").unlink()
    build([raw], fresh, workbooks=False, prune=True)
    assert files(out) == files(fresh)


@dataclass
class NeverWritten:
    """A scheduler whose processes die whenever they write a part from pieces."""

    scheduler: Any
    tried: list[int]
    limits = True

    def map_unordered(self, work, batches):
        for batch in batches:
            if isinstance(work, Joining):
                self.tried.append(1)
                yield batch, Lost(-9)
            else:
                yield from self.scheduler.map_unordered(work, [batch])


def test_processes_that_die_over_writing_are_given_up_and_nothing_is_lost(tmp_path, monkeypatch):
    monkeypatch.setattr("juesuan.corpus.supervise._TRIES", 2)
    raw, out = tmp_path / "raw", tmp_path / "out"
    documents(raw, 2)
    tried: list[int] = []
    with pytest.raises(BuildError, match=r"died 2 times.*build again"):
        build([raw], out, scheduler=NeverWritten(Breaking(), tried), workbooks=False)
    assert len(tried) == 2
    build([raw], out, workbooks=False)
    build([raw], tmp_path / "calm", workbooks=False)
    assert files(out) == files(tmp_path / "calm")
