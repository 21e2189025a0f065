"""Where a built corpus keeps the rows of a frame: the one place that knows the layout.

A build puts its new parts in place, then renames its manifest, then removes the old parts. So the
manifest says which parts are the corpus, at any moment and also after a kill.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from juesuan.catalogue.faults import fault
from juesuan.catalogue.measures import STORED
from juesuan.catalogue.terms import MEASURES
from juesuan.corpus.manifest import MANIFEST, READ, entries_of
from juesuan.corpus.stage import EMPTY, Stage
from juesuan.errors import CorpusError

# So often a corpus is looked at that is published anew in the same moment.
_LOOKS = 10


@dataclass(frozen=True)
class Parts:
    """The Parquet files of every frame, as one build left them; in the order of their names."""

    folder: Path
    files: Mapping[str, Sequence[Path]]

    @classmethod
    def of(cls, folder: Path) -> Parts:
        """The parts that a folder holds now: those of the old corpus or of the new one, whole.

        A folder without a manifest, made by other means, has a folder or one file a frame. Raises
        `CorpusError` where there is no corpus, where its first one is not in place yet, and where
        a part is missing.
        """
        missing: Path | None = None
        for _ in range(_LOOKS):
            before = _state(folder)
            files = {name: _files(folder, name, before) for name in STORED}
            missing = _missing(files) if before else None
            if missing is None and _state(folder) == before:
                return cls(folder, files)
        why = fault("part_missing", missing=missing) if missing else fault("corpus_changes")
        raise CorpusError(why, source=str(folder))

    def bundles(self, names: Sequence[str]) -> list[dict[str, list[Path]]]:
        """The parts that hold the same documents, bundle by bundle.

        A build writes the frames of some documents as parts of one name in each frame's folder.
        Where the names differ, all parts are one bundle.
        """
        files = {name: list(self.files[name]) for name in names}
        stems = [[path.name for path in paths] for paths in files.values()]
        if any(stem != stems[0] for stem in stems):
            return [files]
        return [{name: [paths[at]] for name, paths in files.items()} for at in range(len(stems[0]))]


def refuse_unfinished(folder: Path) -> None:
    """Raises `CorpusError` for what reads every file of a folder, while a new corpus is put there.

    `Parts` need not be refused: they are the old corpus or the new one.
    """
    if Stage(folder).journal.exists():
        raise CorpusError(fault("corpus_being_replaced"), source=str(folder))


_State = tuple[int, int, int]


def _state(folder: Path) -> _State | None:
    """What tells one manifest from the next; None where there is none."""
    try:
        status = (folder / MANIFEST).stat()
    except FileNotFoundError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def _files(folder: Path, name: str, state: _State | None) -> list[Path]:
    """The files of a frame that a manifest of this state names; all of them if it names none.

    A corpus made by other means need not hold what is worked out from other frames.
    """
    if state is None and Stage(folder).journal.exists():
        raise CorpusError(fault("first_corpus_unfinished"), source=str(folder))
    for place in (folder / name, folder / f"{name}.parquet"):
        if place.is_dir():
            named = _named(folder / MANIFEST, *state) if state else None
            if named is not None:
                return [place / f"{part}.parquet" for part in sorted(named)]
            return sorted(place.glob("*.parquet"))
        if place.is_file():
            return [place]
    if name in MEASURES:
        return []
    raise CorpusError(fault("no_corpus", name=name), source=str(folder))


@lru_cache(maxsize=16)
def _named(manifest: Path, *_state: int) -> frozenset[str] | None:
    """The parts that a manifest names; None for one of an older layout, which names none."""
    try:
        read = [entry.part for entry in entries_of(manifest) if entry.state == READ]
    except FileNotFoundError:
        return None
    if not read:
        return frozenset((EMPTY,))
    return frozenset(part for part in read if part) or None


def _missing(files: Mapping[str, Sequence[Path]]) -> Path | None:
    """A part that is not where it is said to be."""
    folders = {path.parent for paths in files.values() for path in paths}
    there = {path for folder in folders for path in folder.iterdir()}
    return next((path for paths in files.values() for path in paths if path not in there), None)
