"""Reading many documents into one folder; what cannot be read is set aside with its reason."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from juesuan.corpus.dataset import Dataset
from juesuan.corpus.manifest import Entry
from juesuan.corpus.sources import printable
from juesuan.document import FRAMES, read
from juesuan.errors import JuesuanError

# So many documents make one file of a dataset.
_DOCUMENTS_PER_PART = 500

Frames = dict[str, pd.DataFrame]


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
    progress: Callable[[Entry], None] = lambda _: None,
) -> Outcome:
    """Read the sources in `jobs` processes and replace the datasets in `out`.

    The datasets appear all at once when everything is read; until then, and if the build is
    interrupted, `out` stays as it was.
    """
    outcome = Outcome(out)
    seen: dict[str, str] = {}
    batch: list[Frames] = []
    with Dataset(out) as dataset:
        for found in _read_all(sources, jobs):
            entry, frames = _once(*found, seen)
            outcome.entries.append(entry)
            if frames:
                batch.append(frames)
                outcome.frames = [*outcome.frames, frames][-_SHOWN:]
            if len(batch) == _DOCUMENTS_PER_PART:
                dataset.write_part(batch)
                batch = []
            progress(entry)
        if batch or not dataset.parts:
            dataset.write_part(batch)
        outcome.rows = dataset.rows
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


def _read_all(sources: Iterable[Path], jobs: int) -> Iterator[tuple[Entry, Frames]]:
    if jobs <= 1:
        yield from map(read_source, sources)
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(read_source, sources, chunksize=4)


def read_source(path: Path) -> tuple[Entry, Frames]:
    """All frames of one document, or none and the reason why."""
    digest: str | None = None
    try:
        data = path.read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        document = read(data, name=printable(path))
        frames = {name: document.frame(name) for name in FRAMES}
    except (JuesuanError, OSError) as error:
        return _aside(path, digest, type(error).__name__, str(error)), {}
    except Exception as error:  # noqa: BLE001 - a fault of ours must not stop the other documents
        reason = f"an error of juesuan itself, please report it: {type(error).__name__}: {error}"
        return _aside(path, digest, "InternalError", reason), {}
    return Entry(printable(path), digest, "read", document.document_id), frames


def _aside(path: Path, digest: str | None, error: str, reason: str) -> Entry:
    return Entry(printable(path), digest, "set_aside", None, error, reason)
