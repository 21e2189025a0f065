"""Pages as every reader leaves them: lines of text and grids in reading order."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import repeat

import msgspec
from msgspec.structs import replace

from juesuan.readers.grid import Grid
from juesuan.readers.source import Line


class Page(msgspec.Struct, frozen=True):
    """A page (or sheet). `number` is 1-based, None where the medium has no pages.

    `blocks` are its lines of text and its grids, in reading order. `rows` are the rows of a sheet
    that its blocks begin in; none in other media.
    """

    number: int | None
    blocks: tuple[str | Grid, ...]
    rows: tuple[int, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines outside the grids."""
        return tuple(block for block in self.blocks if isinstance(block, str))

    @property
    def grids(self) -> tuple[Grid, ...]:
        """The grids."""
        return tuple(block for block in self.blocks if isinstance(block, Grid))


def lay_out(pages: Iterable[Page]) -> tuple[tuple[Line, ...], tuple[Grid, ...]]:
    """The lines of a document, numbered from 1 on, and its grids with their places among them.

    The rows of a grid are lines like others, so that what cannot be read by its place can be
    read as text.
    """
    lines: list[Line] = []
    grids: list[Grid] = []

    def add(printed: str, page: int | None, row: int) -> None:
        lines.append(Line(len(lines) + 1, page, printed, row))

    for page in pages:
        for block, begin in zip(page.blocks, page.rows or repeat(-1), strict=False):
            if isinstance(block, str):
                if block.strip():
                    add(block, page.number, begin)
                continue
            first = len(lines)
            places: list[int | None] = []
            for at, row in enumerate(block.text_lines):
                places.append(len(lines) if row else None)
                for printed in row:
                    add(printed, page.number, block.row + at if block.row else -1)
            grids.append(
                replace(block, page=page.number, first=first, stop=len(lines), places=tuple(places))
            )
    return tuple(lines), tuple(grids)
