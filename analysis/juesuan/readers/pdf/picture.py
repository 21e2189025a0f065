"""A page of a PDF as a picture, with the boxes of the cells that were found on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec
import pypdfium2

from juesuan.catalogue.faults import fault
from juesuan.errors import JuesuanError, UnreadableDocument
from juesuan.readers.grid import Grid
from juesuan.readers.pdf.edges import page_edges
from juesuan.readers.pdf.glyphs import upright
from juesuan.readers.pdf.lattice import Ruled
from juesuan.readers.pdf.overlays import with_overlays
from juesuan.readers.pdf.rulings import ruled_tables

if TYPE_CHECKING:
    from PIL.Image import Image

Box = tuple[float, float, float, float]


class Picture(msgspec.Struct, frozen=True):
    """The page as an image, and for each of its grids the boxes of the cells, in pixels.

    Boxes are left, top, right, bottom, in the order of the grid's cells.
    """

    image: Image
    grids: tuple[tuple[Box, ...], ...]


def picture(data: bytes, name: str, number: int, scale: float, grids: Sequence[Grid]) -> Picture:
    """Page `number` (1-based), `scale` pixels a point, turned so that its text is upright.

    `grids` are those that were read on the page. Raises `UnreadableDocument` where the file has no
    such page, `JuesuanError` without Pillow.
    """
    document = pypdfium2.PdfDocument(data)
    try:
        if not 1 <= number <= len(document):
            raise UnreadableDocument(
                fault("no_page", number=number, total=len(document)), source=name
            )
        page, _ = with_overlays(document, number - 1)
        with upright(page) as text:
            turn = text.turn
            ruled = iter(ruled_tables(page_edges(page.raw, turn, 0.0)).tables)
        page.set_rotation(90 * turn.quarters)
        left, _, _, top = turn.box(*page.get_bbox())
        image = _image(page, scale)
        page.close()
    finally:
        document.close()
    boxes = tuple(
        tuple(
            ((x0 - left) * scale, (top - y1) * scale, (x1 - left) * scale, (top - y0) * scale)
            for x0, y0, x1, y1 in map(table.outline, table.boxes)
        )
        for table in (next(ruled) if grid.is_ruled else _aligned(grid) for grid in grids)
    )
    return Picture(image, boxes)


def _aligned(grid: Grid) -> Ruled:
    """The cells of a grid without ruled columns, as if they were."""
    boxes = ((cell.row, cell.column, cell.rows, cell.columns) for cell in grid.cells)
    return Ruled(tuple(boxes), grid.columns, grid.heights)


def _image(page: pypdfium2.PdfPage, scale: float) -> Image:
    try:
        found: Image = page.render(scale=scale).to_pil().convert("RGB")
    except ImportError as error:
        raise JuesuanError(fault("no_pillow")) from error
    return found
