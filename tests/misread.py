"""Pages of a PDF as if they had been recognised, with what a recogniser may take for another."""

from collections.abc import Callable, Iterator
from random import Random

from msgspec.structs import replace

from juesuan.catalogue.confusions import confusions
from juesuan.readers import Source
from juesuan.readers.grid import Cell, Grid
from juesuan.readers.page import Page
from juesuan.readers.pdf.pdf_file import read_pdf
from juesuan.readers.recognised import Recognised

Misreading = Callable[[str], str]
Regridding = Callable[[Grid], Grid]


class Misreader:
    """Takes every page; `misread` gives what stands in a cell for what is printed there.

    `regrid` gives the cells of a table that are found for those that are printed.
    """

    def __init__(self, misread: Misreading, regrid: Regridding) -> None:
        self.before: tuple[float, ...] = ()
        self._misread = misread
        self._regrid = regrid
        self._waiting: list[tuple[int, tuple[str | Grid, ...]]] = []

    def takes(self, number, page, read, why, faults) -> bool:  # noqa: ARG002 - as it is called
        self._waiting.append((number, read))
        return True

    def done(self, faults, *, every) -> Iterator[Page]:  # noqa: ARG002
        while self._waiting:
            number, blocks = self._waiting.pop(0)
            faults.seen.append(number)
            yield Page(number, tuple(map(self._block, blocks)))

    def close(self) -> None:
        """Nothing is open."""

    def _block(self, block: str | Grid) -> str | Grid:
        if isinstance(block, str):
            return block
        return self._regrid(replace(block, cells=tuple(map(self._cell, block.cells))))

    def _cell(self, cell: Cell) -> Cell:
        text = self._misread(cell.text)
        if not confusions().figure(cell.text) or len(cell.pieces) > 1:
            return replace(cell, pieces=(text,) if text else ()) if text != cell.text else cell
        wide = sum(6 if sign.isdecimal() else 3 for sign in text)
        return replace(
            cell, pieces=(text,), recognised=Recognised(text, text, 0.99, (0.0, 0.0, wide, 10.0))
        )


def read_misread(
    pdf: bytes, misread: Misreading = str, regrid: Regridding = lambda grid: grid
) -> Source:
    """What is read where both recognitions of every cell agree upon what `misread` makes of it."""
    return read_pdf(pdf, "misread.pdf", taker=Misreader(misread, regrid))


def shifted(grid: Grid, rng: Random, share: float) -> Grid:
    """The grid with some figures in the next cell of their row or column, where that is blank."""
    held = {(cell.row, cell.column): cell for cell in grid.cells}
    for spot, cell in list(held.items()):
        if cell.recognised is None or rng.random() > share:
            continue
        down, right = rng.choice(((0, 1), (0, -1), (1, 0), (-1, 0)))
        to = cell.row + down, cell.column + right
        inside = 0 <= to[0] < len(grid.rows) and 0 <= to[1] < len(grid.columns) - 1
        if inside and not (to in held and held[to].text):
            del held[spot]
            held[to] = replace(cell, row=to[0], column=to[1])
    return replace(grid, cells=tuple(held.values()))


def merged(grid: Grid, rng: Random, share: float) -> Grid:
    """The grid with some cells as one with the next of their row or column: a ruling is lost."""
    held = {(cell.row, cell.column): cell for cell in grid.cells}
    for spot, cell in list(held.items()):
        if held.get(spot) is not cell or rng.random() > share:
            continue
        across = rng.random() < 0.5
        to = (cell.row, cell.column + cell.columns) if across else (cell.row + cell.rows, spot[1])
        other = held.get(to)
        if other is None or (cell.rows, cell.columns) != (other.rows, other.columns):
            continue
        del held[to]
        pieces = ("".join((*cell.pieces, *other.pieces)),)
        wide = (cell.rows, 2 * cell.columns) if across else (2 * cell.rows, cell.columns)
        held[spot] = replace(cell, rows=wide[0], columns=wide[1], pieces=pieces, recognised=None)
    return replace(grid, cells=tuple(held.values()))
