"""The pages of a PDF that are recognised from their pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium
from msgspec.structs import replace

from juesuan.catalogue.confusions import confusions
from juesuan.catalogue.remarks import remark, together
from juesuan.readers.grid import Cell, Grid
from juesuan.readers.limits import Limits
from juesuan.readers.ocr import AUTO, FORCE, is_there
from juesuan.readers.page import Page
from juesuan.readers.pdf.page_faults import GARBLED, LAYER, PageFaults
from juesuan.readers.pdf.page_taker import Blocks

if TYPE_CHECKING:
    from juesuan.readers.scan.pages import Pages

# Dots an inch of what is no picture itself, and of the coarsest and the finest picture.
_USUAL, _COARSEST, _FINEST = 200.0, 100.0, 300.0
_POINTS = 72
# A file's own recognised text is kept where ours has fewer signs than this share of it.
_HALF = 0.5


class Pictured:
    """Recognises pages where that is asked for and possible, and gives them in their order."""

    def __init__(self, mode: str, limits: Limits) -> None:
        self._mode = mode
        self._limits = limits
        self._count = 0
        self._pages: Pages | None = None
        self._own: dict[int, Blocks] = {}
        self.before: tuple[float, ...] = ()

    def takes(
        self, number: int, page: pypdfium2.PdfPage, read: Blocks, why: str, faults: PageFaults
    ) -> bool:
        """Whether a page is recognised; `read` is what its text says."""
        if not (self._mode == FORCE or (self._mode == AUTO and why and is_there())):
            return False
        if self._count == self._limits.pictures:
            faults.skipped.append(number)
            return False
        self._count += 1
        if self._pages is None:
            from juesuan.readers.scan.pages import Pages

            self._pages = Pages()
        if why == GARBLED:
            faults.garbled.append(number)
        if why == LAYER:
            self._own[number] = read
        dpi = _dots(page, self._limits.pixels)
        self._pages.add(number, page.render(scale=dpi / _POINTS).to_numpy()[:, :, :3], dpi)
        return True

    def done(self, faults: PageFaults, *, every: bool) -> Iterator[Page]:
        """The pages that are done; with `every`, all that were taken."""
        found = self._pages.done(every=every, before=self.before) if self._pages else ()
        for number, blocks in found:
            own = self._own.pop(number, None)
            if own is not None and _signs(blocks) < _HALF * _signs(own):
                faults.recognised.append(number)
                yield Page(number, own)
                continue
            if not blocks:
                faults.scanned.append(number)
                continue
            faults.seen.append(number)
            yield Page(number, blocks if own is None else _compared(blocks, own))

    def close(self) -> None:
        """Leave what is waiting undone."""
        if self._pages is not None:
            self._pages.close()


def _dots(page: pypdfium2.PdfPage, most: int) -> float:
    """The dots an inch of a page's finest picture, in bounds; fewer on a page of many inches."""
    found = [_USUAL]
    for each in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]):
        left, _, right, _ = each.get_bounds()
        if right - left > page.get_width() / 4:
            found.append(each.get_px_size()[0] / (right - left) * _POINTS)
    dots = min(max(found[-1] if len(found) > 1 else _USUAL, _COARSEST), _FINEST)
    inches = page.get_width() * page.get_height() / _POINTS**2
    return float(min(dots, (most / max(inches, 1.0)) ** 0.5))


def _signs(blocks: Blocks) -> int:
    """How many signs are printed."""
    return sum(
        len(block) if isinstance(block, str) else sum(len(cell.text) for cell in block.cells)
        for block in blocks
    )


def _compared(blocks: Blocks, own: Blocks) -> Blocks:
    """What was recognised here, with a doubt at each figure that the file's own text lacks."""
    texts = [line for block in own for line in _texts(block)]
    figures = {confusions().figure(word) for text in texts for word in text.split()}
    return tuple(
        replace(block, cells=tuple(_doubted(cell, figures) for cell in block.cells))
        if isinstance(block, Grid)
        else block
        for block in blocks
    )


def _texts(block: str | Grid) -> Sequence[str]:
    return [block] if isinstance(block, str) else [cell.text for cell in block.cells]


def _doubted(cell: Cell, figures: set[str]) -> Cell:
    seen = cell.recognised
    if seen is None or seen.text in figures:
        return cell
    doubt = remark("layer_differs", figure=seen.text)
    said = together(cell.remark, doubt) if cell.remark else doubt
    return replace(cell, remark=said, recognised=seen._replace(other=""))
