"""A printed row of cells taken apart: for each block its labels, its line number, its figures."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from juesuan.catalogue import wording
from juesuan.readers.characters import bare
from juesuan.readers.grid import Cell, is_number
from juesuan.tables.sheets.grid_rows import SheetRow
from juesuan.tables.sheets.heading_columns import Heading


class Piece(msgspec.Struct):
    """What one block of a printed row holds before it is known what row it is.

    `parts` are the labels in the columns of 类, 款 and 项, by 0, 1 and 2. `figures` come with the
    measure of their column, `unknown` cells with its heading; `spread` cells are merged over
    columns of several measures, `beside` are cells of columns that by their heading hold no money:
    rates, counts. `is_unlabelled`: the heading has no column of labels there.
    """

    row: SheetRow
    block: int
    labels: list[Cell] = []
    parts: dict[int, str] = {}
    line: Cell | None = None
    figures: list[tuple[str, Cell]] = []
    unknown: list[tuple[str, Cell]] = []
    spread: list[Cell] = []
    beside: list[Cell] = []
    is_unlabelled: bool = False

    @property
    def text(self) -> str:
        """Its labels as printed."""
        return "".join(cell.text for cell in self.labels)

    @property
    def digits(self) -> list[str]:
        """Its labels of digits alone."""
        return [cell.bare for cell in self.labels if cell.bare.isdigit()]

    @property
    def names(self) -> list[Cell]:
        """Its other labels."""
        return [cell for cell in self.labels if not cell.bare.isdigit()]


def pieces(row: SheetRow, heading: Heading, places: Sequence[int]) -> list[Piece]:
    """The blocks of a row whose columns are those of the heading at these places."""
    found: dict[int, Piece] = {}
    no_money = wording().headers.no_money
    labelled = {column.block for column in heading.columns if column.role == "label"}
    for cell in row.cells:
        covered = places[cell.column : cell.column + cell.columns]
        columns = [heading.columns[at] for at in covered]
        column = columns[0]
        if column.role == "label" and columns[-1].role == "label":
            # A label over several blocks is that of the figures behind it.
            column = columns[-1]
        bare_block = column.block not in labelled
        new = Piece(row, column.block, is_unlabelled=bare_block)
        piece = found.setdefault(column.block, new)
        measures = {each.measure for each in columns if each.role == "figure"}
        if column.role == "line":
            piece.line = cell
        elif column.role == "label" and not _is_amount(cell):
            piece.labels.append(cell)
            if column.part is not None:
                piece.parts[column.part] = cell.bare
        elif column.role == "figure" and measures == {column.measure}:
            piece.figures.append((column.measure, cell))
        elif len(measures) > 1:
            piece.spread.append(cell)
        elif column.role == "unknown" and no_money.search(bare(column.heading)):
            piece.beside.append(cell)
        else:
            piece.unknown.append((column.heading, cell))
    return _carried([found[block] for block in sorted(found)], heading)


def _carried(row: list[Piece], heading: Heading) -> list[Piece]:
    """The blocks of a row; a label over several that is not merged is that of the figures there.

    公用经费合计 stands in the first of its blocks, and its figure in the last; so do 支出合计 and
    its figure below two lists of expenditure. Before these is income, with labels of its own.
    """
    known = heading.known
    for at, (label, behind) in enumerate(pairwise(row)):
        is_alone = label.labels and not (
            label.figures or label.unknown or label.spread or label.line
        )
        is_bare = behind.figures and not (behind.labels or behind.line or behind.is_unlabelled)
        may_carry = known.table.codes or at > 0
        if may_carry and is_alone and is_bare and known.is_line(bare(label.text)):
            behind.labels = label.labels
            return [*row[:at], *row[at + 1 :]]
    return row


def _is_amount(cell: Cell) -> bool:
    """A figure with decimals or groups of digits: no code, name or line number is like this."""
    return not {".", ","}.isdisjoint(cell.bare) and is_number(cell.bare)
