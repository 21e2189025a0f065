"""The official layout of a table on a sheet, where rows and columns are counted from 1."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from juesuan.catalogue.layouts import layouts
from juesuan.identities.form_equations import Cell
from juesuan.schema.plain_rows import plain_rows
from juesuan.show.merged_headings import Heading
from juesuan.show.official_layout import Numbered, Slot, lay_out

Place = tuple[int, int]


@dataclass(frozen=True)
class Grid:
    """One table's layout.

    `widths` has the kind of each column, `labels` the codes, names and line numbers beside the
    figures, `cells` where each cell of the form stands. The body is the rows from `first_row` to
    `last_row`.
    """

    table: str
    first_row: int
    last_row: int
    widths: list[str]
    headings: list[Heading]
    filtered: bool
    labels: dict[Place, Slot]
    cells: dict[Cell, Place]

    @property
    def last_column(self) -> int:
        """The last column of the table itself."""
        return len(self.widths)


def grid(
    key: str,
    measures: Sequence[str],
    rows: Sequence[Numbered],
    top: int,
    *,
    kind: object = None,
    counted: bool = False,
) -> Grid:
    """The layout of a table whose headings begin in row `top`.

    `measures` are those of the form that was read, `rows` its rows with their positions in the
    frame; `kind` and `counted` as in `lay_out`.
    """
    layout = lay_out(layouts().sheet, key, measures, rows, kind=kind, counted=counted)
    first = top + layout.depth
    labels: dict[Place, Slot] = {}
    cells: dict[Cell, Place] = {}
    for row, line in enumerate(layout.body, start=first):
        for column, slot in enumerate(line, start=1):
            if slot is None:
                continue
            if slot.cell is None:
                labels[row, column] = slot
            else:
                cells[slot.cell] = (row, column)
    headings = [
        Heading(h.text, top + h.row, h.column + 1, top + h.last_row, h.last_column + 1)
        for h in layout.headings
    ]
    last = first + max(1, len(layout.body)) - 1
    widths = [column.kind for column in layout.columns]
    return Grid(key, first, last, widths, headings, layout.filtered, labels, cells)


def rows_of(frame: pd.DataFrame, table: str) -> list[Numbered]:
    """The rows of a table as records, with their positions in the frame."""
    mine = frame.reset_index(drop=True)
    mine = mine[mine["table"].eq(table).to_numpy()]
    return list(zip(mine.index.tolist(), plain_rows(mine), strict=True))
