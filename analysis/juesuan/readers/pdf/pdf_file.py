"""A PDF file → its lines and grids; what is wrong with the file is said, page by page."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import msgspec
import pypdfium2

from juesuan.catalogue.faults import fault
from juesuan.catalogue.remarks import remark, together
from juesuan.errors import ScannedDocument, UnreadableDocument
from juesuan.readers.grid import Grid
from juesuan.readers.limits import DEFAULT_LIMITS, Limits
from juesuan.readers.page import Page, lay_out
from juesuan.readers.pdf.edges import page_edges
from juesuan.readers.pdf.glyphs import upright
from juesuan.readers.pdf.layers import has_layers
from juesuan.readers.pdf.layout import blocks, plain_blocks
from juesuan.readers.pdf.overlays import with_overlays
from juesuan.readers.pdf.page_faults import GARBLED, LAYER, NO_TEXT, PageFaults
from juesuan.readers.pdf.page_taker import NoTaker, PageTaker, columns_of
from juesuan.readers.pdf.raised import raise_marks
from juesuan.readers.pdf.ruled_cells import fill
from juesuan.readers.pdf.rulings import ruled_tables
from juesuan.readers.pdf.strokes import unplaced
from juesuan.readers.pdf.unfolded import refuse_unfolding
from juesuan.readers.pdf.unprinted import is_recognised, unprinted
from juesuan.readers.source import Aside, Source

# How a whole file ends; programs leave some bytes behind it.
_END, _END_WITHIN = b"%%EOF", 2048
# A page whose picture covers so much of it is a scan; text on it was recognised by a program.
_WHOLE_PAGE = 0.75
# A page of so many objects and no text holds type that is drawn as curves.
_MANY_OBJECTS = 200
# The share of a page's characters; symbols of bullets have no Unicode map in sound files either.
_MOST_UNMAPPED = 0.1
_PASSWORD = "password"  # noqa: S105 - how pdfium names its error


class _Context(msgspec.Struct, frozen=True):
    """What holds for every page: its most objects, and whether layers may be switched off."""

    most_objects: int
    is_layered: bool
    taker: PageTaker


def read_pdf(
    data: bytes, name: str, limits: Limits = DEFAULT_LIMITS, taker: PageTaker | None = None
) -> Source:
    """Read a PDF file of at most `limits.pages` pages; `taker` recognises some.

    Raises `UnreadableDocument` for a damaged or locked file, and for one whose pages come to more
    than `limits.forms` or `limits.content`, before they are loaded; `ScannedDocument` where no
    page has a text layer.
    """
    document, taker = _open(data, name), taker or NoTaker()
    try:
        total = len(document)
        if not 0 < total <= limits.pages:
            raise UnreadableDocument(
                fault("pdf_pages", total=total, limit=limits.pages), source=name
            )
        refuse_unfolding(document, data, name, limits)
        found = PageFaults()
        context = _Context(limits.objects, has_layers(data), taker)
        lines, grids = lay_out(_pages(document, total, found, context))
    finally:
        taker.close()
        document.close()
    if not lines:
        raise _nothing_read(name, total, found)
    digest = hashlib.sha256(data).hexdigest()
    reader = f"pdf 1 (pypdfium2 {pypdfium2.PYPDFIUM_INFO.tag})"
    remarks = found.remarks(total)
    if _END not in data[-_END_WITHIN:]:
        remarks += (remark("end_missing"),)
    return Source(
        name,
        digest,
        "application/pdf",
        reader,
        total,
        lines,
        remarks,
        grids,
        data,
        asides=tuple(found.asides),
        recognised=frozenset((*found.seen, *found.recognised)),
    )


def _open(data: bytes, name: str) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if _PASSWORD in str(error).lower():
            raise UnreadableDocument(fault("pdf_locked"), source=name) from error
        raise UnreadableDocument(fault("pdf_damaged", error=error), source=name) from error


def _pages(
    document: pypdfium2.PdfDocument, total: int, found: PageFaults, context: _Context
) -> Iterator[Page]:
    taker = context.taker
    for number in range(1, total + 1):
        try:
            page, overlays = with_overlays(document, number - 1)
        except pypdfium2.PdfiumError:
            found.broken.append(number)
            continue
        if overlays.read:
            found.overlaid.append(number)
        if overlays.unread:
            found.blind.append(number)
        try:
            read, why = _read_page(page, number, found, context)
            taken = taker.takes(number, page, read, why, found)
            for done in taker.done(found, every=not taken):
                taker.before = columns_of(done.blocks)
                yield done
            if not taken:
                found.say(number, why)
                taker.before = columns_of(read)
                yield Page(number, read)
        except pypdfium2.PdfiumError:
            found.broken.append(number)
        finally:
            page.close()
    yield from taker.done(found, every=True)


def _read_page(
    page: pypdfium2.PdfPage, number: int, found: PageFaults, context: _Context
) -> tuple[tuple[str | Grid, ...], str]:
    """What a page's text says, and why it should rather be recognised, if so."""
    with upright(page) as text:
        width, height = page.get_size()
        edges = page_edges(page.raw, text.turn, width * height, context.most_objects)
        if text.unmapped > _MOST_UNMAPPED:
            return (), GARBLED
        is_picture = edges.picture > _WHOLE_PAGE or is_recognised(edges)
        odd, small = unprinted(
            page,
            edges,
            text.turn,
            text.size,
            figures=set() if is_picture else {owner for _, owner in text.digits(first=True)},
            is_scan=is_picture,
            is_layered=context.is_layered,
        )
        if odd:
            text.leave_out(page, odd)
        if small:
            raise_marks(text, small)
        why = LAYER if is_picture else ""
        if not (text.has_type or text.lacks) and (is_picture or edges.count > _MANY_OBJECTS):
            why = NO_TEXT
        ruling = ruled_tables(edges) if text.has_type else None
        if ruling and ruling.tables:
            grids, glyphs, outside = fill(text, edges, ruling)
            read = tuple(blocks(ruling.tables, grids, glyphs, outside, text.size))
        else:
            read = tuple(plain_blocks(text, context.taker.before))
            found.asides += [Aside(number, *each) for each in unplaced(text, edges)]
        if not edges.is_whole:
            found.overfull.append(number)
        if text.lacks:
            found.left_out.append(number)
        return read, why


def _nothing_read(name: str, total: int, found: PageFaults) -> UnreadableDocument:
    remarks = found.remarks(total)
    said = together(*remarks) if remarks else None
    if found.scanned or not (found.unmapped or found.broken or found.left_out):
        why = fault("scan", said=said or fault("pages_counted", count=total))
        return ScannedDocument(why, source=name, page=1)
    return UnreadableDocument(fault("fonts_missing", said=said), source=name)
