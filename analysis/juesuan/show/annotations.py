"""A PDF with findings written on its pages, as any viewer of PDF files shows them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO

import pypdfium2
import pypdfium2.raw as pdfium

from juesuan.readers.pdf.text_boxes import Box, opened, page_of
from juesuan.show.page_crop import place_of
from juesuan.show.printed_words import Printed

# Colours of highlights, light enough to read through: what it is about, and what takes part.
_MAIN, _OTHER = (255, 196, 140), (168, 214, 245)
# A note where nothing on the page can be marked, in points: its size, and how far from the corner.
_NOTE, _CORNER = 20, 24
_OPAQUE = 255


def annotate(
    data: bytes,
    name: str,
    marked: Iterable[tuple[str, Sequence[Printed]]],
    target: str | Path | IO[bytes],
) -> None:
    """Write the PDF with a highlight and a note for each text, at the places that it is about.

    `marked` are the texts, each with its places; what it is about is orange, what takes part blue.
    The note stands in the margin beside the first place, or in the page's corner where the words
    are not found as they are told. The pages themselves stay as they are. Raises OSError where the
    file cannot be written.
    """
    with opened(data) as document:
        for text, printed in marked:
            for at, each in enumerate(printed):
                page = page_of(document, each.page, name)
                box = place_of(page, each)
                if box is not None:
                    _highlight(page, box, _MAIN if each.main else _OTHER, text)
                if at == 0:
                    _note(page, box, text)
                page.close()
        if isinstance(target, (str, Path)):
            with Path(target).open("wb") as file:
                document.save(file)
        else:
            document.save(target)


def _highlight(page: pypdfium2.PdfPage, box: Box, colour: tuple[int, int, int], text: str) -> None:
    note = pdfium.FPDFPage_CreateAnnot(page.raw, pdfium.FPDF_ANNOT_HIGHLIGHT)
    corners = pdfium.FS_QUADPOINTSF(
        *(box.left, box.top, box.right, box.top, box.left, box.bottom, box.right, box.bottom)
    )
    pdfium.FPDFAnnot_AppendAttachmentPoints(note, corners)
    _finish(note, box, colour, text)


def _note(page: pypdfium2.PdfPage, box: Box | None, text: str) -> None:
    _, _, right, top = page.get_bbox()
    left = right - _CORNER - _NOTE
    top = top - _CORNER if box is None else box.middle + _NOTE / 2
    note = pdfium.FPDFPage_CreateAnnot(page.raw, pdfium.FPDF_ANNOT_TEXT)
    _finish(note, Box(left, top - _NOTE, left + _NOTE, top), _MAIN, text)


def _finish(
    note: pdfium.FPDF_ANNOTATION, box: Box, colour: tuple[int, int, int], text: str
) -> None:
    edges = pdfium.FS_RECTF(left=box.left, bottom=box.bottom, right=box.right, top=box.top)
    pdfium.FPDFAnnot_SetRect(note, edges)
    pdfium.FPDFAnnot_SetColor(note, pdfium.FPDFANNOT_COLORTYPE_Color, *colour, _OPAQUE)
    _say(note, b"Contents", text)
    _say(note, b"T", "juesuan")
    pdfium.FPDFPage_CloseAnnot(note)


def _say(note: pdfium.FPDF_ANNOTATION, key: bytes, text: str) -> None:
    data = ctypes.create_string_buffer((text + "\x00").encode("utf-16-le"))
    signs = ctypes.cast(data, ctypes.POINTER(pdfium.FPDF_WCHAR))
    pdfium.FPDFAnnot_SetStringValue(note, key, signs)
