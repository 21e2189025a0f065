"""A page as it was read: its grid, the tables' keys, and what became of every figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from juesuan.catalogue.faults import fault
from juesuan.errors import NoPage
from juesuan.readers.grid import Cell, Grid
from juesuan.readers.source import Source
from juesuan.tables.read_tables import TablesRead

if TYPE_CHECKING:
    from PIL.Image import Image

# Colours of the figures' cells; what has no place is red.
COLOURS = {"printed": (0, 150, 80), "solved": (0, 90, 200), "ambiguous": (230, 140, 0)}
UNPLACED = (220, 0, 0)
GRID = (120, 120, 120)
_SCALE = 2.0
_TINT = 80
_PDF = "application/pdf"

Mark = tuple[str, str]  # what became of a figure, and its measure


def show_page(source: Source, read: TablesRead, number: int) -> Image:
    """Page `number` (1-based) with the cells found on it drawn over.

    Figures are green (printed), blue (solved), orange (ambiguous) or red (in no cell). Each column
    is labelled once with its measure, each grid with the table's key, where nothing is printed.
    Raises `JuesuanError` for another medium.
    """
    if source.media_type != _PDF:
        raise NoPage(fault("no_pages"), source=source.name)
    import PIL.Image
    import PIL.ImageDraw

    from juesuan.readers.pdf.picture import picture
    from juesuan.show.picture_labels import Labels

    grids = [grid for grid in source.grids if grid.page == number]
    found = picture(source.data, source.name, number, _SCALE, grids)
    labels = Labels(found.image)
    drawing = PIL.ImageDraw.Draw(found.image)
    tint = PIL.Image.new("RGBA", found.image.size, (0, 0, 0, 0))
    tinting = PIL.ImageDraw.Draw(tint)
    marks = _marks(read)
    for grid, boxes in zip(grids, found.grids, strict=True):
        for box in boxes:
            drawing.rectangle(box, outline=GRID)
        box_of = dict(zip(grid.cells, boxes, strict=True))
        labels.beside(boxes, _key(grid, read), UNPLACED)
        columns: dict[tuple[int, Mark], list[Cell]] = defaultdict(list)
        for cell, mark in _marked(grid, marks):
            tinting.rectangle(box_of[cell], fill=(*COLOURS.get(mark[0], UNPLACED), _TINT))
            columns[cell.column, mark].append(cell)
        for (column, (state, measure)), cells in columns.items():
            above = [c for c in grid.cells if _stands_above(c, cells[0], column)]
            wanted = [box_of[cell] for cell in [*reversed(above), *cells]]
            labels.inside(wanted, measure, COLOURS.get(state, UNPLACED))
    labels.draw(drawing)
    return PIL.Image.alpha_composite(found.image.convert("RGBA"), tint).convert("RGB")


def _stands_above(cell: Cell, figure: Cell, column: int) -> bool:
    """A cell of the same column above a figure; its heading is the last of them."""
    return cell.column <= column < cell.column + cell.columns and cell.row < figure.row


def _key(grid: Grid, read: TablesRead) -> str:
    spans = (span.table for span in read.spans if span.first <= grid.first < span.stop)
    return next(spans, "no official table")


def _marks(read: TablesRead) -> dict[int, list[tuple[str, Mark]]]:
    """By line number: each figure's token, and what became of it, in printed order."""
    marks: dict[int, list[tuple[str, Mark]]] = defaultdict(list)
    for table in read.tables:
        for row in table.printed:
            for placed in row.placed:
                measure = placed.slots[0].measure if len(placed.slots) == 1 else "?"
                token = placed.figure.token
                marks[token.line.number].append((token.plain, (placed.placement, measure)))
        for problem in table.problems:
            if problem.kind == "unplaced" and problem.row is not None:
                marks[problem.row].append((problem.found, ("unplaced", "unplaced")))
    return marks


def _marked(grid: Grid, marks: dict[int, list[tuple[str, Mark]]]) -> Iterator[tuple[Cell, Mark]]:
    """The cells that hold a figure, with what became of it."""
    for cells, place in zip(grid.rows, grid.places, strict=True):
        waiting = list(marks.get(place + 1, ())) if place is not None else []
        for cell in cells:
            hit = next((each for each in waiting if _holds(cell, each[0])), None)
            if hit is not None:
                waiting.remove(hit)
                yield cell, hit[1]


def _holds(cell: Cell, token: str) -> bool:
    return bool(cell.bare) and cell.bare == "".join(token.split())
