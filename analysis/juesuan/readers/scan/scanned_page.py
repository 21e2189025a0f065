"""The picture of a page → its lines and grids, as those of every other medium."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from juesuan.catalogue.confusions import confusions
from juesuan.catalogue.remarks import Remark, remark
from juesuan.readers.grid import Cell, Grid
from juesuan.readers.pdf.aligned import Edges as Columns
from juesuan.readers.pdf.aligned import aligned
from juesuan.readers.pdf.edges import Edges
from juesuan.readers.pdf.lattice import Box, Ruling
from juesuan.readers.pdf.layout import in_order, under_tables
from juesuan.readers.pdf.pieces import Piece
from juesuan.readers.pdf.rulings import ruled_tables
from juesuan.readers.recognised import Recognised
from juesuan.readers.scan.ink import InkBox, lines_of, pieces_of, spots
from juesuan.readers.scan.picture_page import Boxes, PicturePage, on_white
from juesuan.readers.scan.sign_reader import Read, recognise
from juesuan.readers.scan.skew import upright

# In shares of a line's height: what is left around it when it is recognised a second time.
_WIDER = 0.45
# In sizes of the type: from the baseline to the middle of signs.
_MIDDLE = 0.35
_OUTSIDE = -1


class Text(msgspec.Struct, frozen=True):
    """A recognised line and the cell that it stands in, counted through all tables; -1 for none."""

    place: int
    box: InkBox
    text: str
    recognised: Recognised | None


class ScannedPage(msgspec.Struct, frozen=True):
    """What is recognised on a page, before it is laid out."""

    page: PicturePage
    ruling: Ruling
    texts: tuple[Text, ...]

    @property
    def size(self) -> float:
        """The size of its type, in points."""
        return self.page.size * self.page.scale


def scanned(picture: NDArray[np.uint8], dpi: float) -> ScannedPage:
    """Recognise what a picture of so many dots an inch shows.

    Raises `MissingExtra` without the packages of the extra.
    """
    page = upright(on_white(picture), dpi)
    ruling = ruled_tables(_edges(page))
    found = spots(page)
    x, y = (found[:, :2] + found[:, 2:]).T * page.scale / 2
    places = np.array(ruling.boxes_at(x, page.height - y), int)
    boxes = [(_OUTSIDE, box) for box in pieces_of(found[places == _OUTSIDE], page)]
    for place in np.unique(places[places != _OUTSIDE]).tolist():
        boxes += [(place, box) for box in lines_of(found[places == place], page)]
    reads = recognise([box.cut(page.grey) for _, box in boxes])
    texts = _twice(
        page, [(place, box, read) for (place, box), read in zip(boxes, reads, strict=True)]
    )
    return ScannedPage(page, ruling, tuple(texts))


def page_blocks(scan: ScannedPage, before: Columns = ()) -> list[str | Grid]:
    """The lines and grids in reading order; `before` are the columns of a table going on."""
    pieces = [_piece(scan, text) for text in scan.texts if text.place == _OUTSIDE]
    if scan.ruling.tables:
        return under_tables(scan.ruling.tables, _grids(scan), pieces, scan.size)
    if found := aligned(pieces, scan.size, before):
        above, below = (in_order(each, scan.size) for each in (found.above, found.below))
        return [*above, _known(found.grid, scan.texts), *below]
    return in_order(pieces, scan.size)


def _edges(page: PicturePage) -> Edges:
    """The drawn lines in points, counted upwards."""
    return Edges(thin=[_in_points(boxes, page) for boxes in (page.across, page.down)])


def _in_points(boxes: Boxes, page: PicturePage) -> NDArray[np.float64]:
    left, top, width, height = boxes.astype(float).T * page.scale
    up = page.height - top
    return np.column_stack((left, up - height, left + width, up))


def _twice(page: PicturePage, first: Sequence[tuple[int, InkBox, Read]]) -> list[Text]:
    """Texts, and each figure among them recognised again in a wider cut: at a smaller scale."""
    again = [at for at, (_, _, read) in enumerate(first) if confusions().figure(read.text)]
    others = dict(
        zip(again, recognise([first[at][1].cut(page.grey, _WIDER) for at in again]), strict=True)
    )
    texts = []
    for at, (place, box, read) in enumerate(first):
        if at not in others:
            texts.append(Text(place, box, confusions().worded(read.text), None))
            continue
        best, second = _better(read, others[at])
        figure = confusions().figure(best.text)
        other = confusions().figure(second.text) or second.text
        seen = Recognised(figure, other, best.surety, page.shown(box))
        texts.append(Text(place, box, figure, seen))
    return texts


def _better(one: Read, other: Read) -> tuple[Read, Read]:
    """The reading that is a figure and the surer one first."""
    order = sorted(
        (one, other), key=lambda read: (not confusions().figure(read.text), -read.surety)
    )
    return order[0], order[1]


def _piece(scan: ScannedPage, text: Text) -> Piece:
    box, scale = text.box, scan.page.scale
    middle = (box.top + box.bottom) / 2 * scale
    y = scan.page.height - middle - _MIDDLE * scan.size
    return Piece(box.left * scale, box.right * scale, y, text.text)


def _grids(scan: ScannedPage) -> list[Grid]:
    held: dict[int, list[Text]] = {}
    for text in sorted(scan.texts, key=lambda text: text.box.top):
        held.setdefault(text.place, []).append(text)
    grids, first = [], 0
    for table in scan.ruling.tables:
        cells = [_cell(box, held.get(place, ())) for place, box in enumerate(table.boxes, first)]
        first += len(table.boxes)
        grids.append(Grid(tuple(cells), table.columns))
    return grids


def _cell(box: Box, texts: Sequence[Text]) -> Cell:
    seen = texts[0].recognised if len(texts) == 1 else None
    pieces = tuple(text.text for text in texts if text.text)
    return Cell(*box, pieces, _doubt(seen), recognised=seen)


def _doubt(seen: Recognised | None) -> Remark | None:
    """What is said of a figure that was read in two ways."""
    if seen is None or seen.text == seen.other:
        return None
    return remark("two_readings", figure=seen.text, other=seen.other)


def _known(grid: Grid, texts: Iterable[Text]) -> Grid:
    """The cells with how their figures were recognised; of equal figures the least sure one."""
    by_text: dict[str, Recognised] = {}
    for seen in (text.recognised for text in texts):
        if seen and not (seen.text in by_text and _worse(by_text[seen.text], seen)):
            by_text[seen.text] = seen
    cells = (
        replace(cell, recognised=seen, remark=_doubt(seen))
        if (seen := by_text.get(cell.text))
        else cell
        for cell in grid.cells
    )
    return replace(grid, cells=tuple(cells))


def _worse(one: Recognised, other: Recognised) -> bool:
    return (one.text == one.other, one.surety) <= (other.text == other.other, other.surety)
