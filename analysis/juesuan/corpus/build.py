"""Reading many documents into one folder; what cannot be read is set aside with its reason."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path

import pandas as pd

from juesuan.corpus.dataset import Dataset, workbook_path
from juesuan.corpus.manifest import Entry
from juesuan.corpus.sources import printable
from juesuan.document import Document, frames_of, read
from juesuan.errors import JuesuanError
from juesuan.identities.corrections import Correction
from juesuan.report.page import write_report
from juesuan.report.summary import Summary
from juesuan.workbook.document import write_workbook

# So many documents make one file of a dataset.
_DOCUMENTS_PER_PART = 500
# So many documents are checked in one go: most of a check's time does not depend on their number.
_CHECKED_TOGETHER = 20

Frames = dict[str, pd.DataFrame]
Task = tuple[Path, Path | None]


@dataclass
class Outcome:
    """What a build did: an entry for each source, and the frames of the small ones to show.

    `frames` holds the last documents read (at most `_SHOWN`), for a summary.
    """

    out: Path
    entries: list[Entry] = field(default_factory=list)
    frames: list[Frames] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)

    @property
    def read(self) -> int:
        """How many sources were read."""
        return sum(entry.state == "read" for entry in self.entries)

    @property
    def set_aside(self) -> list[Entry]:
        """The sources that were not."""
        return [entry for entry in self.entries if entry.state != "read"]


_SHOWN = 20


def build(
    sources: Sequence[Path],
    out: Path,
    *,
    jobs: int = 1,
    corrections: Sequence[Correction] = (),
    workbooks: bool = True,
    progress: Callable[[Entry], None] = lambda _: None,
) -> Outcome:
    """Read the sources in `jobs` processes and replace the datasets and workbooks in `out`.

    `workbooks=False` leaves the workbooks out, which take most of the time.

    They appear all at once when everything is read; until then, and if the build is
    interrupted, `out` stays as it was.
    """
    outcome = Outcome(out)
    seen: dict[str, str] = {}
    batch: list[Frames] = []
    summary = Summary()
    with Dataset(out) as dataset:
        target = dataset.workbooks if workbooks else None
        for number, found in enumerate(read_all(sources, jobs, corrections, workbooks=target)):
            entry, frames = _once(*found, seen)
            outcome.entries.append(entry)
            dataset.name_workbook(number, entry.document_id)
            if frames:
                batch.append(frames)
                summary.add(frames)
                outcome.frames = [*outcome.frames, frames][-_SHOWN:]
            if len(batch) == _DOCUMENTS_PER_PART:
                dataset.write_part(batch)
                batch = []
            progress(entry)
        if batch or not dataset.parts:
            dataset.write_part(batch)
        outcome.rows = dataset.rows
        write_report(dataset.stage / "report", summary, outcome.set_aside)
        dataset.publish(outcome.entries)
    return outcome


def _once(entry: Entry, frames: Frames, seen: dict[str, str]) -> tuple[Entry, Frames]:
    """The same bytes under another name count once."""
    if entry.sha256 is None or entry.state != "read":
        return entry, frames
    first = seen.setdefault(entry.sha256, entry.source)
    if first == entry.source:
        return entry, frames
    reason = f"the same bytes as {first}, which is read already"
    return Entry(entry.source, entry.sha256, "set_aside", None, "Duplicate", reason), {}


def read_all(
    sources: Sequence[Path],
    jobs: int,
    corrections: Sequence[Correction] = (),
    *,
    corrected: bool = False,
    workbooks: Path | None = None,
) -> Iterator[tuple[Entry, Frames]]:
    """Each source with its frames; the documents of a chunk are checked together.

    With `corrected`, corrections count for the printed amounts. `workbooks` is a folder in which
    each document's workbook is written, named by its place among the sources.
    """
    work = partial(read_sources, corrections=corrections, corrected=corrected)
    tasks = [(path, workbooks and workbook_path(workbooks, at)) for at, path in enumerate(sources)]
    size = max(1, min(_CHECKED_TOGETHER, -(-len(tasks) // max(jobs, 1))))
    chunks = [tasks[at : at + size] for at in range(0, len(tasks), size)]
    if jobs <= 1:
        yield from chain.from_iterable(map(work, chunks))
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from chain.from_iterable(pool.map(work, chunks))


def read_sources(
    tasks: Sequence[Task], corrections: Sequence[Correction] = (), *, corrected: bool = False
) -> list[tuple[Entry, Frames]]:
    """All frames of each document, or none and the reason why; workbooks are written aside."""
    found = [(_read(path, corrections), workbook) for path, workbook in tasks]
    documents = [document for (_, document), _ in found if document is not None]
    done: list[tuple[Entry, Frames]] = []
    try:
        every = iter(frames_of(documents, corrected=corrected))
        for (entry, document), workbook in found:
            frames = next(every) if document else {}
            if frames and workbook is not None:
                write_workbook(frames, workbook)
            done.append((entry, frames))
    except Exception as error:  # noqa: BLE001 - one document must not stop the others
        if len(tasks) > 1:
            alone = (read_sources([task], corrections, corrected=corrected) for task in tasks)
            return list(chain.from_iterable(alone))
        (entry, _), _ = found[0]
        return [(_internal(tasks[0][0], entry.sha256, error), {})]
    return done


def _read(path: Path, corrections: Sequence[Correction]) -> tuple[Entry, Document | None]:
    digest: str | None = None
    try:
        data = path.read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        document = read(data, name=printable(path), corrections=corrections)
    except (JuesuanError, OSError) as error:
        return _aside(path, digest, type(error).__name__, str(error)), None
    except Exception as error:  # noqa: BLE001 - a fault of ours must not stop the other documents
        return _internal(path, digest, error), None
    return Entry(printable(path), digest, "read", document.document_id), document


def _internal(path: Path, digest: str | None, error: Exception) -> Entry:
    reason = f"an error of juesuan itself, please report it: {type(error).__name__}: {error}"
    return _aside(path, digest, "InternalError", reason)


def _aside(path: Path, digest: str | None, error: str, reason: str) -> Entry:
    return Entry(printable(path), digest, "set_aside", None, error, reason)
