"""What a build did, for a person to see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from juesuan.corpus.dataset import read_part
from juesuan.corpus.manifest import READ, SET_ASIDE, Entry
from juesuan.corpus.plan import Plan
from juesuan.corpus.read_together import Frames

# So many documents are shown one by one.
_SHOWN = 20
# The columns of `documents` that count findings, by their severity.
_COUNTED = {"error": "errors", "warning": "warnings", "note": "notes"}


@dataclass
class Outcome:
    """What a build did: an entry for each source, what was planned, how many rows there are."""

    out: Path
    plan: Plan = field(default_factory=Plan)
    entries: list[Entry] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)

    @property
    def read(self) -> int:
        """How many sources the corpus holds."""
        return sum(entry.state == READ for entry in self.entries)

    @property
    def set_aside(self) -> list[Entry]:
        """The sources that could not be read."""
        return [entry for entry in self.entries if entry.state == SET_ASIDE]

    @property
    def reasons(self) -> list[tuple[str, int]]:
        """How many sources were set aside for which kind of reason, the most frequent first."""
        return Counter(str(entry.error) for entry in self.set_aside).most_common()

    @property
    def findings(self) -> dict[str, int]:
        """How many findings of each severity the documents of the corpus have."""
        counts = pd.read_parquet(self.out / "documents", columns=list(_COUNTED.values())).sum()
        return {severity: int(counts[column]) for severity, column in _COUNTED.items()}

    @property
    def frames(self) -> list[Frames]:
        """The frames of some documents to show, read back: at most 20, those read now first."""
        read = [entry for entry in self.entries if entry.state == READ]
        now = {task.place.name for task in self.plan.tasks}
        shown = sorted(read, key=lambda entry: entry.source not in now)[:_SHOWN]
        return list(frames_back(self.out, shown))


def frames_back(out: Path, entries: Sequence[Entry]) -> Iterator[Frames]:
    """The frames of documents of a corpus, part by part."""
    parts = sorted({str(entry.part) for entry in entries})
    for part in parts:
        frames = read_part(out, part)
        for entry in entries:
            if entry.part == part:
                yield {
                    name: frame[frame["document_id"] == entry.document_id]
                    for name, frame in frames.items()
                }
