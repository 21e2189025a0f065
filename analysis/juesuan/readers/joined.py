"""Several files as one source: the parts of an account that is published in pieces."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from juesuan.readers.grid import Grid
from juesuan.readers.source import Line, Source


def joined(parts: Sequence[Source]) -> Source:
    """The parts below each other, in their order: lines and pages count on.

    The rows of sheets stay as they are. Its digest is that of the parts' digests.
    """
    if len(parts) == 1:
        return parts[0]
    lines: list[Line] = []
    grids: list[Grid] = []
    recognised: set[int] = set()
    pages = 0
    for part in parts:
        grids.extend(_moved(grid, len(lines), pages) for grid in part.grids)
        number = lines[-1].number if lines else 0
        lines.extend(_lines(part, number, pages))
        recognised |= {page + pages for page in part.recognised}
        pages += part.pages or 0
    return Source(
        name_of(part.name for part in parts),
        digest_of([part.sha256 for part in parts]),
        _each(part.media_type for part in parts),
        _each(part.reader for part in parts),
        pages or None,
        tuple(lines),
        tuple(remark for part in parts for remark in part.remarks),
        tuple(grids),
        attachments=tuple(name for part in parts for name in part.attachments),
        recognised=frozenset(recognised),
    )


def name_of(names: Iterable[str]) -> str:
    """What parts are called as one source."""
    return " + ".join(names)


def digest_of(digests: Sequence[str]) -> str:
    """The digest of parts as one source; of one part its own."""
    if len(digests) == 1:
        return digests[0]
    return hashlib.sha256("".join(digests).encode()).hexdigest()


def _lines(part: Source, number: int, pages: int) -> list[Line]:
    in_sheets = any(line.row != line.number for line in part.lines)
    return [
        Line(
            line.number + number,
            None if line.page is None else line.page + pages,
            line.printed,
            line.row if in_sheets else line.row + number,
            line.address,
        )
        for line in part.lines
    ]


def _moved(grid: Grid, lines: int, pages: int) -> Grid:
    places = tuple(None if place is None else place + lines for place in grid.places)
    page = None if grid.page is None else grid.page + pages
    return replace(grid, page=page, first=grid.first + lines, stop=grid.stop + lines, places=places)


def _each(values: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(values))
