"""Pages of a PDF as if they had been recognised, with what a recogniser may take for another."""

from collections.abc import Callable, Iterator

from msgspec.structs import replace

from juesuan.catalogue.confusions import confusions
from juesuan.readers import Source
from juesuan.readers.grid import Cell, Grid
from juesuan.readers.page import Page
from juesuan.readers.pdf.pdf_file import read_pdf
from juesuan.readers.recognised import Recognised

Misreading = Callable[[str], str]


class Misreader:
    """Takes every page; `misread` gives what stands in a cell for what is printed there."""

    def __init__(self, misread: Misreading) -> None:
        self.before: tuple[float, ...] = ()
        self._misread = misread
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
        return replace(block, cells=tuple(map(self._cell, block.cells)))

    def _cell(self, cell: Cell) -> Cell:
        text = self._misread(cell.text)
        if not confusions().figure(cell.text) or len(cell.pieces) > 1:
            return replace(cell, pieces=(text,) if text else ()) if text != cell.text else cell
        wide = sum(6 if sign.isdecimal() else 3 for sign in text)
        return replace(
            cell, pieces=(text,), recognised=Recognised(text, text, 0.99, (0.0, 0.0, wide, 10.0))
        )


def read_misread(pdf: bytes, misread: Misreading) -> Source:
    """What is read where both recognitions of every cell agree upon what `misread` makes of it."""
    return read_pdf(pdf, "misread.pdf", taker=Misreader(misread))
