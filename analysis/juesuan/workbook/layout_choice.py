"""Which layout an official table has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from juesuan.workbook.component_row import across
from juesuan.workbook.placing import Record
from juesuan.workbook.sheet_grid import Grid, grid
from juesuan.workbook.vocabulary import words


def official(
    key: str, measures: Sequence[str], entries: Iterable[tuple[int, Record]], top: int
) -> Grid:
    """The layout of a table: its lines one below the other, or (`across`) as its columns."""
    lay_out = across if key in words().across else grid
    return lay_out(key, measures, entries, top)
