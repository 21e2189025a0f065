"""The folder that a build writes, kept apart from the folders that it reads."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from juesuan.catalogue.faults import fault
from juesuan.catalogue.measures import STORED
from juesuan.corpus.place import Place, is_url
from juesuan.corpus.sources import sought_in
from juesuan.corpus.stage import BUILD, PAGES, WORKBOOKS
from juesuan.errors import BuildError

# What a build writes and sweeps inside its folder.
_OWN = frozenset((*STORED, WORKBOOKS, PAGES, BUILD, "report"))


def kept_apart(sources: Iterable[str | Path | Place], places: Sequence[Place], out: Path) -> None:
    """Raises `BuildError` where a build would write among its own sources.

    `sources` is what the sources were asked for by, `places` what was found. A folder to write
    below a folder of sources is well: what a build wrote is no source. It is refused where it is a
    source itself, where documents lie in it, which the next build would take for what it wrote, and
    where a source lies in one of the folders that a build fills and sweeps.
    """
    target = Path(os.path.realpath(out))
    asked = [
        Path(os.path.realpath(sought_in(os.fspath(source))))
        for source in sources
        if not isinstance(source, Place) and not is_url(os.fspath(source))
    ]
    if target in asked:
        raise BuildError(fault("out_is_source"), source=str(out))
    # A folder inside the one to write may be asked for: a walk from there never meets the latter.
    below = [source for source in asked if target in source.parents]
    for place in _within(target, places):
        path = Path(os.path.realpath(place.path))
        met = asked and not any(source == path or source in path.parents for source in below)
        if met or path.relative_to(target).parts[0] in _OWN:
            raise BuildError(fault("source_in_out", name=place.name), source=str(out))


def _within(target: Path, places: Sequence[Place]) -> Iterator[Place]:
    """The places in a folder; a million of them lie in few folders."""
    known: dict[str, bool] = {}
    for place in places:
        folder = os.path.dirname(place.path)  # noqa: PTH120
        if folder not in known:
            real = Path(os.path.realpath(folder))
            known[folder] = not is_url(folder) and (real == target or target in real.parents)
        if known[folder]:
            yield place
