"""The build's own folder inside the corpus: parts that are finished, and what is at work.

Inside `.build` a folder of `staged` is a finished part that is not published yet: a file a frame,
its workbooks and `record.json`; it appears by one renaming, so that it is whole or not there.
`work` holds unfinished ones, `at` what each process reads just now, `records` the records of the
parts that are published.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from juesuan.catalogue import FRAMES
from juesuan.corpus.dataset import layout, part_path, read_files, read_part
from juesuan.corpus.manifest import MANIFEST, Entry, entry_of

BUILD = ".build"
WORKBOOKS = "workbooks"
PAGES = "pages"
# The part of a corpus without documents: its datasets have columns and no rows.
EMPTY = "empty"
_RECORD = "record.json"
# Windows refuses to replace what another program has open, mostly for a moment only.
_TRIES, _PAUSE = 20, 0.1


def is_built(folder: str | Path) -> bool:
    """Whether a folder is a corpus, or what a build that was killed left of one."""
    has = os.path.join
    return os.path.isdir(has(folder, "documents")) and (  # noqa: PTH112
        os.path.isfile(has(folder, MANIFEST))  # noqa: PTH113
        or os.path.isdir(has(folder, BUILD, "records"))  # noqa: PTH112
    )


@dataclass(frozen=True)
class Record:
    """What a part is: the sources read for it, its rows and bytes by frame, its page's summary."""

    part: str
    entries: list[Entry]
    rows: dict[str, int] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    layout: str = field(default_factory=layout)
    summary: dict[str, Any] | None = None


class Stage:
    """The folder `.build` of a corpus."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.folder = out / BUILD
        self.staged = self.folder / "staged"
        self.records = self.folder / "records"
        self.work = self.folder / "work"
        self.notes = self.folder / "at"
        self.lock = self.folder / "lock"
        self.journal = self.folder / "publish.json"
        self.next = self.folder / "next"

    def make(self) -> None:
        """Make the folders; what processes that are no more were at is removed."""
        for folder in (self.work, self.notes, self.next):
            shutil.rmtree(folder, ignore_errors=True)
        for folder in (self.staged, self.records, self.work, self.notes, self.next):
            folder.mkdir(parents=True, exist_ok=True)

    def begin(self, part: str) -> Path:
        """A folder for an unfinished part, no other process's."""
        return Path(tempfile.mkdtemp(prefix=f"{part}-", dir=self.work))

    def finish(self, folder: Path, record: Record) -> None:
        """An unfinished part is finished; one that another process finished stays."""
        write_json(folder / _RECORD, asdict(record))
        folder.chmod(0o755)
        try:
            patiently(partial(folder.rename, self.staged / record.part))
        except OSError:
            if not self.has(record.part):
                raise
            shutil.rmtree(folder, ignore_errors=True)

    def has(self, part: str) -> bool:
        """Whether a part is finished and not published yet."""
        return (self.staged / part / _RECORD).exists()

    def finished(self) -> Iterator[Record]:
        """The parts that are finished and not published yet; broken ones are removed."""
        for folder in sorted(self.staged.iterdir()):
            record = read_record(folder / _RECORD)
            if record and _whole(record, partial(_file, folder)):
                yield record
            else:
                shutil.rmtree(folder)

    def record(self, part: str) -> Record:
        """The record of a part, staged or published. Raises FileNotFoundError."""
        for path in (self.staged / part / _RECORD, self.records / f"{part}.json"):
            if (record := read_record(path)) is not None:
                return record
        raise FileNotFoundError(f"part {part} has no record in {self.folder}")

    def frames(self, part: str) -> dict[str, pd.DataFrame]:
        """The frames of a finished part, staged or published."""
        if not self.has(part):
            return read_part(self.out, part)
        return read_files({name: _file(self.staged / part, name) for name in FRAMES})

    def copy_workbooks(self, part: str, documents: Iterable[str], folder: Path) -> None:
        """Copy the documents' workbooks and pages out of a staged part.

        Those that are published lie at their place.
        """
        for name in (each for id_ in documents for each in (workbook_of(id_), page_of(id_))):
            path = self.staged / part / name
            if path.exists():
                (folder / name).parent.mkdir(exist_ok=True)
                shutil.copyfile(path, folder / name)

    def forget(self, part: str) -> None:
        """Remove a finished part that is not wanted."""
        shutil.rmtree(self.staged / part, ignore_errors=True)

    def published(self) -> Iterator[Record]:
        """The records of the parts that are published, without those whose files are damaged."""
        for path in sorted(self.records.glob("*.json")):
            record = read_record(path)
            if record and _whole(record, partial(part_path, self.out, part=path.stem)):
                yield record

    def note(self, part: str) -> Path:
        """Where a process tells which document of a batch it is at."""
        return self.notes / part

    def word(self, part: str) -> tuple[int | None, float] | None:
        """The document of a batch that its process was at last, and the time when it said so.

        None where no process is at it, or died over it.
        """
        note = self.note(part)
        try:
            number = note.read_text(encoding="ascii").strip()
            return int(number) if number else None, note.stat().st_mtime
        except OSError:
            return None

    def at(self, part: str) -> tuple[int | None, float]:
        """The document of a batch that its process was at last, and since how many seconds."""
        word = self.word(part)
        return (None, 0.0) if word is None else (word[0], time.time() - word[1])

    def began(self, part: str) -> bool:
        """Whether a process is at a batch, or died over it."""
        return self.note(part).exists()

    def bury(self, part: str) -> str:
        """Remove what a process that died left; where it was, as far as it could tell."""
        note = self.note(part)
        trace = note.with_suffix(".trace")
        words = trace.read_text(encoding="utf-8", errors="replace") if trace.exists() else ""
        note.unlink(missing_ok=True)
        trace.unlink(missing_ok=True)
        for folder in self.work.glob(f"{part}-*"):
            shutil.rmtree(folder, ignore_errors=True)
        return words


def page_of(document_id: str) -> str:
    """Where a document's page lies, inside the corpus and inside a part."""
    return f"{PAGES}/{document_id}.html"


def workbook_of(document_id: str) -> str:
    """Where a document's workbook lies, inside the corpus and inside a part."""
    return f"{WORKBOOKS}/{document_id}.xlsx"


def patiently(act: Callable[[], Any]) -> None:
    """Do what Windows may refuse for a moment. Raises PermissionError."""
    for left in reversed(range(_TRIES)):
        try:
            act()
        except PermissionError:
            if not left:
                raise
            time.sleep(_PAUSE)
        else:
            return


def write_json(path: Path, values: object) -> None:
    """Write a file that is there as a whole or not at all."""
    aside = path.with_name(f"{path.name}.{os.getpid()}.new")
    with aside.open("w", encoding="utf-8", newline="\n") as file:
        json.dump(values, file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    patiently(partial(aside.replace, path))


def read_record(path: Path) -> Record | None:
    """A part's record; None where there is none that can be read."""
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        return Record(**values | {"entries": [entry_of(entry) for entry in values["entries"]]})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _file(folder: Path, name: str) -> Path:
    return folder / f"{name}.parquet"


def _whole(record: Record, file_of: Callable[[str], Path]) -> bool:
    try:
        return all(file_of(name).stat().st_size == size for name, size in record.sizes.items())
    except OSError:
        return False
