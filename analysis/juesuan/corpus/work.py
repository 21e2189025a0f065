"""What a process does with a batch: read, check, write its part, tell little."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import quote

import pandas as pd

from juesuan.catalogue.faults import fault
from juesuan.catalogue.measures import STORED
from juesuan.catalogue.terms import MEASURES
from juesuan.corpus.batches import Batch
from juesuan.corpus.dataset import is_full, write_part
from juesuan.corpus.engine import digest, reader_version
from juesuan.corpus.manifest import Entry
from juesuan.corpus.place import Place
from juesuan.corpus.place_bytes import read_place
from juesuan.corpus.read_together import Frames, read_places
from juesuan.corpus.stage import PAGES, Record, Stage, page_of, workbook_of
from juesuan.corpus.watchdog import Watchdog, sign_of_life
from juesuan.errors import BuildError
from juesuan.identities.corrections import Correction
from juesuan.language import Language, options
from juesuan.measures.measured import Stacked, measured, measured_from
from juesuan.schema import concatenate, trimmed
from juesuan.show.addresses import Links, address
from juesuan.show.report_summary import BuildSummary

# What the page of a build needs.
_PDF = "application/pdf"
_SUMMARISED = ("documents", "verdicts", "findings")
# The report, seen from a page.
_INDEX = "../report/index.html"
# pdfium and the watchdog are one to a process; workers of Dask may have several threads.
ALONE = threading.Lock()
# Seconds that writing a part from other parts may take; it takes about one.
WRITING = 600.0


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a batch came to no end: `culprit` is the document that it was at, where it is known."""

    error: str
    reason: str
    culprit: int | None = None


@dataclass(frozen=True)
class Work:
    """Reads batches: `out` is the corpus, `timeout` in seconds for each document.

    `language` is that of whoever builds: other processes know only what they are told.
    """

    out: Path
    corrections: tuple[Correction, ...] = ()
    workbooks: bool = True
    timeout: float | None = None
    language: Language = field(default_factory=lambda: options.language)

    def __call__(self, batch: Batch) -> list[Entry] | Fault:
        """Write a batch's part; the entries of its sources, or why there is none.

        Raises `BuildError` where the whole build cannot go on.
        """
        if batch.reader != reader_version():
            raise BuildError(fault("versions_differ", reader=batch.reader, other=reader_version()))
        stage = Stage(self.out)
        watched = Watchdog(stage.note(batch.name), self.timeout, len(batch.tasks))
        with ALONE, options.spoken(self.language), watched as watch:
            try:
                with unfinished(stage, batch.name) as folder:
                    record = self._write(batch, folder, watch)
                    stage.finish(folder, record)
            except MemoryError:
                return Fault("OutOfMemory", str(fault("out_of_memory")), watch.at)
            except OSError as error:
                raise failed(error, self.out) from error
            return record.entries

    def sign(self, batch: Batch) -> tuple[object, float | None]:
        """What tells from outside that the work on a batch goes on; see `sign_of_life`."""
        return sign_of_life(Stage(self.out), batch.name, len(batch.tasks), self.timeout)

    def _write(self, batch: Batch, folder: Path, watch: Watchdog) -> Record:
        results = read_places(
            [task.place for task in batch.tasks],
            self.corrections,
            expected=[task.sha256 for task in batch.tasks],
            watch=watch,
        )
        entries = []
        for number, (entry, frames) in enumerate(results):
            part = batch.name if frames else None
            written = replace(entry, part=part, reader=batch.reader, options=batch.options)
            if frames and self.workbooks:
                watch(number)
                written = _with_workbook(written, frames, folder)
            if frames:
                watch(number)
                place = batch.tasks[number].place
                written = _with_page(written, place, frames, folder, self.out / PAGES)
            entries.append(written)
        watch(None)
        return record_of(batch.name, entries, [frames for _, frames in results if frames], folder)


def _with_workbook(entry: Entry, frames: Frames, folder: Path) -> Entry:
    """The entry with the document's workbook, or why there is none."""
    from juesuan.workbook.document_book import write_workbook

    name = workbook_of(str(entry.document_id))
    error = _beside(folder / name, lambda path: write_workbook(frames, path))
    if error is None:
        return replace(entry, workbook=name)
    why = str(fault("workbook_not_written", kind=type(error).__name__, error=error))
    return replace(entry, error="WorkbookError", reason=why)


def _with_page(entry: Entry, place: Place, frames: Frames, folder: Path, pages: Path) -> Entry:
    """The entry of a document whose page is written, or why there is none.

    `pages` is the folder that the page will lie in.
    """
    from juesuan.show.document_page import document_page

    # Parts that were joined have no pages of one file.
    drawn = not place.members and frames["documents"]["media_type"].eq(_PDF).all()

    def write(path: Path) -> None:
        links = _links(entry, place, frames, pages)
        text = document_page(frames, read_place(place) if drawn else b"", links)
        path.write_text(text, encoding="utf-8", newline="\n")

    error = _beside(folder / page_of(str(entry.document_id)), write)
    if error is None:
        return entry
    why = str(fault("page_not_written", kind=type(error).__name__, error=error))
    return replace(entry, error="PageError", reason=why)


def _links(entry: Entry, place: Place, frames: Frames, pages: Path) -> Links:
    """Where a page finds its document's source and workbook."""
    from juesuan.workbook.finding_places import finding_places

    single = not place.members and place.member is None
    source = address(place.path, pages) if single else None
    if not entry.workbook:
        return Links(source, index=_INDEX)
    return Links(source, quote(f"../{entry.workbook}"), _INDEX, finding_places(frames))


def _beside(path: Path, write: Callable[[Path], None]) -> Exception | None:
    """Write a file beside the rows; one that cannot be written costs nothing but itself.

    Raises MemoryError, and OSError where the disk is full.
    """
    path.parent.mkdir(exist_ok=True)
    try:
        write(path)
    except MemoryError:
        raise
    except Exception as error:
        if isinstance(error, OSError) and is_full(error):
            raise
        path.unlink(missing_ok=True)
        return error
    return None


def record_of(
    part: str,
    entries: list[Entry],
    documents: Sequence[Frames],
    folder: Path,
    *,
    empty: bool = False,
) -> Record:
    """Write the documents' rows into a folder; without documents only if files may be `empty`."""
    if not documents and not empty:
        return Record(part, entries)
    rows: dict[str, int] = {}
    kept: Frames = {}
    needed = {*_SUMMARISED, *measured_from()}

    def stacked() -> Iterator[tuple[str, pd.DataFrame]]:
        for name in STORED:
            if name in MEASURES:
                frame = measured(name, Stacked(kept))
            else:
                frame = concatenate(name, [frames.pop(name) for frames in documents])
            rows[name] = len(frame)
            if name in needed:
                kept[name] = frame
            yield name, frame

    sizes = write_part(folder, stacked())
    summary = BuildSummary()
    summary.add(kept)
    return Record(part, entries, rows, sizes, summary=summary.as_json())


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A finished part of which some documents go: `keep` are those that stay."""

    part: str
    keep: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name of the new part."""
        return digest(each.encode() for each in (self.part, *sorted(self.keep)))


@dataclass(frozen=True)
class Rewriting:
    """Writes finished parts anew, without some documents."""

    out: Path

    def __call__(self, task: Rewrite) -> None:
        """Write the new part. Raises `BuildError` where the whole build cannot go on."""
        stage = Stage(self.out)
        try:
            kept = {
                name: trimmed(frame[frame["document_id"].isin(task.keep)])
                for name, frame in stage.frames(task.part).items()
            }
            with unfinished(stage, task.name) as folder:
                stage.copy_workbooks(task.part, task.keep, folder)
                stage.finish(folder, record_of(task.name, [], [kept], folder))
        except OSError as error:
            raise failed(error, self.out) from error

    def sign(self, _: Rewrite) -> tuple[object, float | None]:
        """Nothing but the answer tells that the work goes on."""
        return None, WRITING


@contextmanager
def unfinished(stage: Stage, part: str) -> Iterator[Path]:
    """A folder for a part that is gone in the end, unless the part is finished."""
    folder = stage.begin(part)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def failed(error: OSError, out: Path) -> BuildError:
    """What to say when the corpus cannot be written."""
    why = fault("disk_full") if is_full(error) else fault("folder_not_written", error=error)
    return BuildError(why, source=str(out))
