"""The folder that a build writes: a Parquet dataset a frame and workbooks, all at once."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pandas as pd

from juesuan.corpus.manifest import Entry, write_manifest
from juesuan.document import FRAMES
from juesuan.schema import concatenate

_STAGE = ".building-"
_WORKBOOKS = "workbooks"
# A stage this old (seconds) was left by a build that was killed.
_STALE = 86_400


def workbook_path(folder: Path, number: int) -> Path:
    """Where the workbook of the source of this number is written, until its name is known."""
    return folder / f"{number}.xlsx"


class Dataset:
    """Writes parts aside, in a stage inside the folder; `publish` renames them into place."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.parts = 0
        self.rows = dict.fromkeys(FRAMES, 0)

    def __enter__(self) -> Self:
        self.folder.mkdir(parents=True, exist_ok=True)
        for left in self.folder.glob(f"{_STAGE}*"):
            if time.time() - left.stat().st_mtime > _STALE:
                shutil.rmtree(left, ignore_errors=True)
        self.stage = Path(tempfile.mkdtemp(prefix=_STAGE, dir=self.folder))
        for name in FRAMES:
            (self.stage / name).mkdir()
        self.workbooks.mkdir()
        return self

    @property
    def workbooks(self) -> Path:
        """Where the workbooks of the sources are written, each under its number."""
        return self.stage / _WORKBOOKS

    def name_workbook(self, number: int, document_id: str | None) -> None:
        """Call a source's workbook, if it has one, by its document; without a document, drop it."""
        written = workbook_path(self.workbooks, number)
        if document_id is None:
            written.unlink(missing_ok=True)
        elif written.exists():
            written.rename(self.workbooks / f"{document_id}.xlsx")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        shutil.rmtree(self.stage, ignore_errors=True)

    def write_part(self, batch: Sequence[dict[str, pd.DataFrame]]) -> None:
        """Write the frames of some documents as one file in each dataset."""
        for name in FRAMES:
            frame = concatenate(name, [frames[name] for frames in batch])
            path = self.stage / name / f"part-{self.parts:05d}.parquet"
            frame.to_parquet(path, index=False, compression="zstd")
            self.rows[name] += len(frame)
        self.parts += 1
        os.utime(self.stage)  # still at work

    def write_text(self, name: str, text: str) -> None:
        """Write a file that is put in place with the datasets; `name` is a path inside them."""
        path = self.stage / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def publish(self, entries: Sequence[Entry]) -> None:
        """Put the datasets in the place of older ones, then the report, then the manifest."""
        write_manifest(self.stage / "manifest.jsonl", entries)
        old = self.stage / "old"
        old.mkdir()
        names = [*FRAMES, _WORKBOOKS, "report", "manifest.jsonl"]
        published = False
        try:
            for name in names:
                if (self.folder / name).exists():
                    (self.folder / name).rename(old / name)
                (self.stage / name).rename(self.folder / name)
            published = True
        finally:
            if not published:
                self._roll_back(old, names)

    def _roll_back(self, old: Path, names: Sequence[str]) -> None:
        """Bring the older datasets back: a build is in place as a whole or not at all."""
        for name in names:
            if not (self.stage / name).exists():
                (self.folder / name).rename(self.stage / name)
            if (old / name).exists():
                (old / name).rename(self.folder / name)
