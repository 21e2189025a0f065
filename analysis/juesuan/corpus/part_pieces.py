"""A batch that was read in pieces is one part all the same, as if no process had died over it.

So the files of a corpus have the same names and bytes whatever became of the processes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from juesuan.corpus.batches import Batch
from juesuan.corpus.manifest import Entry
from juesuan.corpus.read_together import Frames
from juesuan.corpus.schedulers import Scheduler
from juesuan.corpus.stage import Stage
from juesuan.corpus.supervise import every
from juesuan.corpus.work import WRITING, failed, record_of, unfinished
from juesuan.schema import trimmed


@dataclass(frozen=True, slots=True)
class Joint:
    """A part to write: its name, and the entries of its sources, which lie in other parts."""

    name: str
    entries: tuple[Entry, ...]

    @property
    def pieces(self) -> list[str]:
        """The parts that its documents lie in, in order."""
        return list(dict.fromkeys(entry.part for entry in self.entries if entry.part))


@dataclass(frozen=True)
class Joining:
    """Writes documents of finished parts as one part."""

    out: Path

    def __call__(self, joint: Joint) -> None:
        """Write the part. Raises `BuildError` where the whole build cannot go on."""
        stage = Stage(self.out)
        try:
            with unfinished(stage, joint.name) as folder:
                for entry in joint.entries:
                    if entry.part:
                        stage.copy_workbooks(entry.part, [str(entry.document_id)], folder)
                entries = [
                    replace(entry, part=joint.name) if entry.part else entry
                    for entry in joint.entries
                ]
                record = record_of(joint.name, entries, _documents(joint, stage), folder)
                stage.finish(folder, record)
        except OSError as error:
            raise failed(error, self.out) from error

    def sign(self, _: Joint) -> tuple[object, float | None]:
        """Nothing but the answer tells that the work goes on."""
        return None, WRITING


def _documents(joint: Joint, stage: Stage) -> list[Frames]:
    """The frames of each document, in the order of the sources."""
    pieces = {name: stage.frames(name) for name in joint.pieces}
    return [
        {
            name: trimmed(frame[frame["document_id"] == each.document_id])
            for name, frame in pieces[each.part].items()
        }
        for each in joint.entries
        if each.part
    ]


def joined(
    entries: Sequence[Entry], batches: Sequence[Batch], stage: Stage, scheduler: Scheduler
) -> list[Entry]:
    """The entries, where every batch has a part of its own name and no document lies elsewhere."""
    joints = list(_joints(entries, batches))
    todo = [joint for joint in joints if not stage.has(joint.name)]
    every(scheduler, Joining(stage.out), todo, stage)
    by_source = {entry.source: entry for entry in entries}
    for joint in joints:
        by_source |= {entry.source: entry for entry in stage.record(joint.name).entries}
    for piece in {entry.part for entry in entries} - {entry.part for entry in by_source.values()}:
        stage.forget(str(piece))
    return list(by_source.values())


def _joints(entries: Sequence[Entry], batches: Sequence[Batch]) -> Iterator[Joint]:
    by_source = {entry.source: entry for entry in entries}
    for batch in batches:
        joint = Joint(batch.name, tuple(by_source[task.place.name] for task in batch.tasks))
        if joint.pieces and joint.pieces != [batch.name]:
            yield joint
