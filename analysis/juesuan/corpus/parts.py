"""Where a built corpus keeps the rows of a frame: the one place that knows the layout."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from juesuan.corpus.manifest import MANIFEST, entries_of
from juesuan.errors import CorpusError

_HINT = "Name the folder that juesuan build wrote (data/clean), or run juesuan build first."


def parts(folder: Path, name: str) -> list[Path]:
    """The Parquet files of a frame, in the order in which the build wrote them.

    A frame is a folder of parts or one file. Raises `CorpusError` where it is neither.
    """
    for place in (folder / name, folder / f"{name}.parquet"):
        if place.is_dir():
            files = sorted(place.glob("*.parquet"))
            valid = _published(folder)
            return [file for file in files if file.stem in valid] if valid else files
        if place.is_file():
            return [place]
    raise CorpusError(
        f"there is no built corpus, {name} is missing", source=str(folder), hint=_HINT
    )


def _published(folder: Path) -> frozenset[str]:
    """The parts that the manifest names; a build that is going on may have others beside them."""
    manifest = folder / MANIFEST
    if not manifest.is_file():
        return frozenset()
    state = manifest.stat()
    return _named(manifest, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=16)
def _named(manifest: Path, _stamp: int, _size: int) -> frozenset[str]:
    return frozenset(entry.part for entry in entries_of(manifest) if entry.part)


def bundles(folder: Path, names: Sequence[str]) -> list[dict[str, list[Path]]]:
    """The parts that hold the same documents, bundle by bundle.

    A build writes the frames of some documents as parts of one name in each frame's folder. Where
    the names differ, all parts are one bundle.
    """
    files = {name: parts(folder, name) for name in names}
    stems = [[path.name for path in found] for found in files.values()]
    if any(each != stems[0] for each in stems):
        return [files]
    return [{name: [found[at]] for name, found in files.items()} for at in range(len(stems[0]))]
