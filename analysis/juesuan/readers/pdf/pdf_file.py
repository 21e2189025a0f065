"""A PDF file → its lines and grids; what is wrong with the file is said, page by page."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2

from juesuan.catalogue.faults import fault
from juesuan.catalogue.remarks import Remark, remark, together
from juesuan.errors import ScannedDocument, UnreadableDocument
from juesuan.readers.grid import Grid
from juesuan.readers.limits import DEFAULT_LIMITS, Limits
from juesuan.readers.page import Page, lay_out
from juesuan.readers.pdf.edges import page_edges
from juesuan.readers.pdf.glyphs import upright
from juesuan.readers.pdf.layers import has_layers
from juesuan.readers.pdf.layout import blocks, plain_blocks
from juesuan.readers.pdf.overlays import with_overlays
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


@dataclass
class _Found:
    """What is to be said about pages, by page number."""

    scanned: list[int] = field(default_factory=list)
    recognised: list[int] = field(default_factory=list)
    unmapped: list[int] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)
    left_out: list[int] = field(default_factory=list)
    overfull: list[int] = field(default_factory=list)
    overlaid: list[int] = field(default_factory=list)
    blind: list[int] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)

    def remarks(self, total: int) -> tuple[Remark, ...]:
        """Each finding and its pages."""
        found = (
            (self.scanned, remark("no_text_layer")),
            (self.recognised, remark("recognised")),
            (self.unmapped, remark("no_unicode")),
            (self.broken, remark("damaged_page")),
            (self.left_out, remark("not_printed")),
            (self.overfull, remark("too_many_objects")),
            (self.overlaid, remark("overlays_read")),
            (self.blind, remark("overlays_unread")),
        )
        return tuple(
            remark("of_pages", count=len(pages), pages=_numbers(pages), total=total, what=what)
            for pages, what in found
            if pages
        )


@dataclass(frozen=True)
class _Context:
    """What holds for every page: its most objects, and whether layers may be switched off."""

    most_objects: int
    is_layered: bool


def read_pdf(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Source:
    """Read a PDF file of at most `limits.pages` pages.

    Raises `UnreadableDocument` for a damaged or locked file, and for one whose pages come to more
    than `limits.forms` or `limits.content`, before they are loaded; `ScannedDocument` where no
    page has a text layer.
    """
    document = _open(data, name)
    try:
        total = len(document)
        if not 0 < total <= limits.pages:
            raise UnreadableDocument(
                fault("pdf_pages", total=total, limit=limits.pages), source=name
            )
        refuse_unfolding(document, data, name, limits)
        found = _Found()
        context = _Context(limits.objects, has_layers(data))
        lines, grids = lay_out(_pages(document, total, found, context))
    finally:
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
    )


def _open(data: bytes, name: str) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if _PASSWORD in str(error).lower():
            raise UnreadableDocument(fault("pdf_locked"), source=name) from error
        raise UnreadableDocument(fault("pdf_damaged", error=error), source=name) from error


def _pages(
    document: pypdfium2.PdfDocument, total: int, found: _Found, context: _Context
) -> Iterator[Page]:
    before: tuple[float, ...] = ()
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
            read = _read_page(page, number, found, context, before)
            before = next((g.columns for g in read if isinstance(g, Grid) and not g.is_ruled), ())
            yield Page(number, read)
        except pypdfium2.PdfiumError:
            found.broken.append(number)
        finally:
            page.close()


def _read_page(
    page: pypdfium2.PdfPage,
    number: int,
    found: _Found,
    context: _Context,
    before: tuple[float, ...],
) -> tuple[str | Grid, ...]:
    with upright(page) as text:
        width, height = page.get_size()
        edges = page_edges(page.raw, text.turn, width * height, context.most_objects)
        if text.unmapped > _MOST_UNMAPPED:
            found.unmapped.append(number)
            return ()
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
        if not (text.has_type or text.lacks) and (is_picture or edges.count > _MANY_OBJECTS):
            found.scanned.append(number)
        elif is_picture:
            found.recognised.append(number)
        ruling = ruled_tables(edges) if text.has_type else None
        if ruling and ruling.tables:
            grids, glyphs, outside = fill(text, edges, ruling)
            read = tuple(blocks(ruling.tables, grids, glyphs, outside, text.size))
        else:
            read = tuple(plain_blocks(text, before))
            found.asides += [Aside(number, *each) for each in unplaced(text, edges)]
        if not edges.is_whole:
            found.overfull.append(number)
        if text.lacks:
            found.left_out.append(number)
        return read


def _nothing_read(name: str, total: int, found: _Found) -> UnreadableDocument:
    remarks = found.remarks(total)
    said = together(*remarks) if remarks else None
    if found.scanned or not (found.unmapped or found.broken or found.left_out):
        why = fault("scan", said=said or fault("pages_counted", count=total))
        return ScannedDocument(why, source=name, page=1)
    return UnreadableDocument(fault("fonts_missing", said=said), source=name)


def _numbers(pages: list[int]) -> str:
    """1–3, 7."""
    parts: list[str] = []
    start = last = pages[0]
    for page in [*pages[1:], None]:
        if page is not None and page == last + 1:
            last = page
            continue
        parts.append(str(start) if start == last else f"{start}–{last}")
        if page is not None:
            start = last = page
    return ", ".join(parts)
