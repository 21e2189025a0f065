"""What lies over a page's content and is shown with it: form fields, comments, stamps."""

from __future__ import annotations

import ctypes

import msgspec
import pypdfium2
import pypdfium2.raw as pdfium

# Nothing of these is print: links, and notes that open in a window.
_NO_PRINT = frozenset({pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP, pdfium.FPDF_ANNOT_TEXT})
_OFF = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW
# A text in UTF-16 of no signs takes so many bytes.
_EMPTY = 2
_MOST = 20_000


class Overlays(msgspec.Struct, frozen=True):
    """Whether overlays with text are shown and read with the page; texts that have no picture."""

    read: bool = False
    unread: int = 0


NONE = Overlays()


def with_overlays(document: pypdfium2.PdfDocument, at: int) -> tuple[pypdfium2.PdfPage, Overlays]:
    """A page, counted from 0, with what lies over it as a part of its content."""
    page = document[at]
    count = pdfium.FPDFPage_GetAnnotCount(page.raw)
    if count <= 0:
        return page, NONE
    drawn, unread = 0, 0
    for number in range(min(count, _MOST)):
        shown = _shown(page, number)
        drawn += shown is True
        unread += shown is False
    if not drawn:
        return page, Overlays(unread=unread)
    before = _signs(page)
    pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY)
    page.close()
    page = document[at]
    return page, Overlays(read=_signs(page) != before, unread=unread)


def _shown(page: pypdfium2.PdfPage, number: int) -> bool | None:
    """True where an overlay is drawn, False where it has text alone, None where it is no print."""
    overlay = pdfium.FPDFPage_GetAnnot(page.raw, number)
    try:
        kind = pdfium.FPDFAnnot_GetSubtype(overlay)
        if kind in _NO_PRINT or pdfium.FPDFAnnot_GetFlags(overlay) & _OFF:
            return None
        mode = pdfium.FPDF_ANNOT_APPEARANCEMODE_NORMAL
        if pdfium.FPDFAnnot_GetAP(overlay, mode, None, 0) > _EMPTY:
            return True
        has_text = any(
            pdfium.FPDFAnnot_GetStringValue(overlay, key, None, 0) > _EMPTY for key in _TEXTS[kind]
        )
        return False if has_text else None
    finally:
        pdfium.FPDFPage_CloseAnnot(overlay)


class _Texts(dict[int, tuple[bytes, ...]]):
    """The keys of the text that a kind of overlay shows."""

    def __missing__(self, kind: int) -> tuple[bytes, ...]:
        return ()


_TEXTS = _Texts({pdfium.FPDF_ANNOT_WIDGET: (b"V",), pdfium.FPDF_ANNOT_FREETEXT: (b"Contents",)})


def _signs(page: pypdfium2.PdfPage) -> int:
    text = pdfium.FPDFText_LoadPage(page.raw)
    count = pdfium.FPDFText_CountChars(text)
    pdfium.FPDFText_ClosePage(text)
    return ctypes.c_int(count).value
