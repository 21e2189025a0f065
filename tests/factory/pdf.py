"""A whole final account as PDF, drawn by reportlab in the ways of different producers."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Literal

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from .account import Account
from .layout import Layout
from .prose import contents, cover, glossary, part_one, part_three, parts, wrapped
from .sheets import SheetCell, SheetLine, TableSheet, sheet_of
from .text import table_order

FONT, SIZE = "STSong-Light", 9
LINE = 11  # from one line of a cell to the next
MARGIN = 50

Borders = Literal["lines", "thin_rectangles", "cell_rectangles", "open_sides", "across", "none"]
Turned = Literal["no", "rotated", "sideways"]


@dataclass(frozen=True)
class PdfLayout:
    """How the pages are drawn.

    borders       stroked lines, thin filled rectangles (Word), a stroked rectangle a cell, lines
                  without the outer ones at the sides, lines across only, or none
    backgrounds   white and grey rectangles lie under the cells
    form          the content of each page stands in a form XObject inside another
    bold          titles, headings and totals are drawn twice, a third of a point apart
    shuffled      the cells are drawn in random order
    turned        landscape pages: drawn so, /Rotate, or type that runs up a portrait page
    baseline      how many points digits stand above their row's names
    digits        the font of figures and codes
    rows_a_page   how many body rows go on a page; the heading is printed again where asked
    spill         a name broken over the page's end, and a blank row on top of the next page
    name_width    of names, in points: longer ones are wrapped
    figure        draws one figure; None prints it
    """

    borders: Borders = "lines"
    backgrounds: bool = False
    form: bool = False
    bold: bool = False
    shuffled: bool = False
    turned: Turned = "no"
    baseline: float = 0.0
    digits: str = FONT
    rows_a_page: int | None = None
    repeated_header: bool = False
    blank_spill: bool = False
    merged_total: bool = True
    name_width: int = 90
    figure: Callable[[Canvas, float, float, str], None] | None = None


def print_pdf(account: Account, layout: Layout, pdf: PdfLayout) -> bytes:
    """The document's bytes."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pageCompression=0, invariant=True)
    tables = table_order(layout)
    pages = [cover(account), contents(account, tables, layout), part_one(account)]
    for page in pages if layout.contents != "none" else [pages[0], pages[2]]:
        prose_page(canvas, page)
    rng = Random(0)
    for at, table in enumerate(tables):
        sheet = sheet_of(table, account, layout, merge=pdf.merged_total)
        above = wrapped(parts(account)[1]) if at == 0 else []
        table_pages(canvas, sheet, above, pdf, rng)
    for sheet in account.further:
        table_pages(canvas, sheet, [], pdf, rng)
    prose_page(canvas, part_three(account, layout))
    prose_page(canvas, glossary(account))
    canvas.save()
    return buffer.getvalue()


def prose_page(canvas: Canvas, lines: list[str]) -> None:
    height = max(842, 2 * MARGIN + 20 * len(lines))
    canvas.setPageSize((595, height))
    for at, line in enumerate(lines):
        canvas.setFont(FONT, 14)
        canvas.drawString(MARGIN, height - MARGIN - 20 * at, line)
    canvas.showPage()


def table_pages(
    canvas: Canvas, sheet: TableSheet, above: list[str], pdf: PdfLayout, rng: Random
) -> None:
    size = pdf.rows_a_page or max(len(sheet.body), 1)
    starts = list(range(0, len(sheet.body), size)) or [0]
    for at in starts:
        rows = sheet.body[at : at + size]
        first, last = at == 0, at == starts[-1]
        if not first and pdf.blank_spill:
            rows = [[SheetCell("", cell.column, cell.columns) for cell in rows[0]], *rows]
        header = sheet.header if first or pdf.repeated_header else []
        titles = [*above, *sheet.titles] if first else []
        _table_page(canvas, sheet, titles, [*header, *rows], sheet.notes if last else [], pdf, rng)


@dataclass
class _Page:
    """Drawing instructions of one page, so that their order can be changed."""

    canvas: Canvas
    pdf: PdfLayout
    width: float
    height: float


def _widths(sheet: TableSheet, pdf: PdfLayout) -> list[float]:
    """Columns as wide as their figures need; names are given a width and wrapped."""
    widths = [30.0] * sheet.columns
    for row in [*sheet.header, *sheet.body]:
        for cell in row:
            if cell.columns > 1:
                continue
            needed = pdfmetrics.stringWidth(cell.text, _font(cell.text, pdf), SIZE) + 8
            limit = 46 if cell.kind == "heading" else pdf.name_width
            wide = needed if cell.kind == "number" or cell.text.isdigit() else min(needed, limit)
            widths[cell.column] = max(widths[cell.column], wide)
    return widths


def _font(text: str, pdf: PdfLayout) -> str:
    """The font for figures, where it has their signs."""
    figures = text.isascii() and any(sign.isdigit() for sign in text)
    return pdf.digits if figures else FONT


def _broken(text: str, width: float, font: str = FONT) -> list[str]:
    """A text in lines that fit the width."""
    lines = [""]
    for sign in text:
        if lines[-1] and pdfmetrics.stringWidth(lines[-1] + sign, font, SIZE) > width - 6:
            lines.append("")
        lines[-1] += sign
    return lines


def _table_page(
    canvas: Canvas,
    sheet: TableSheet,
    titles: list[str],
    rows: list[SheetLine],
    notes: list[str],
    pdf: PdfLayout,
    rng: Random,
) -> None:
    widths = _widths(sheet, pdf)
    lefts = [MARGIN + sum(widths[:at]) for at in range(len(widths) + 1)]
    heights = [
        max(
            [
                len(
                    _broken(
                        cell.text,
                        lefts[cell.column + cell.columns] - lefts[cell.column],
                        _font(cell.text, pdf),
                    )
                )
                for cell in row
                if cell.rows == 1
            ]
            or [1]
        )
        * LINE
        + 7
        for row in rows
    ]
    # What runs over the page's edge is not printed.
    indented = [(line, 20) for line in titles] + [(line, 0) for line in notes]
    widest = max(
        [indent + pdfmetrics.stringWidth(line, FONT, SIZE) for line, indent in indented],
        default=0.0,
    )
    width = max(lefts[-1] + MARGIN, 2 * MARGIN + 20 + widest)
    height = 2 * MARGIN + 18 * (len(titles) + len(notes)) + sum(heights) + 20
    _open_page(canvas, width, height, pdf)
    top = height - MARGIN
    acts = []
    for line in titles:
        acts.append((_text, (MARGIN + 20, top, line, FONT, pdf.bold)))
        top -= 18
    edges = [top - sum(heights[:at]) for at in range(len(heights) + 1)]
    for at, row in enumerate(rows):
        for cell in row:
            box = (
                lefts[cell.column],
                edges[min(at + cell.rows, len(rows))],
                lefts[cell.column + cell.columns],
                edges[at],
            )
            acts += _cell_acts(cell, box, pdf, sheet.columns)
    below = edges[-1] - 14
    for line in notes:
        acts.append((_text, (MARGIN, below, line, FONT, False)))
        below -= 18
    if pdf.shuffled:
        rng.shuffle(acts)
        acts.sort(key=lambda act: act[0] is _text)  # what is printed must not be covered
    for draw, arguments in acts:
        draw(canvas, *arguments)
    _close_page(canvas, pdf)


def _open_page(canvas: Canvas, width: float, height: float, pdf: PdfLayout) -> None:
    turned = pdf.turned != "no"
    # Where a page is rotated reportlab exchanges its width and height itself.
    canvas.setPageSize((height, width) if pdf.turned == "sideways" else (width, height))
    canvas.setPageRotation(90 if pdf.turned == "rotated" else 0)
    if turned:
        canvas.transform(0, 1, -1, 0, height, 0)
    if pdf.form:
        canvas.beginForm(f"content{canvas.getPageNumber()}", 0, 0, width, height)


def _close_page(canvas: Canvas, pdf: PdfLayout) -> None:
    if pdf.form:
        name = f"content{canvas.getPageNumber()}"
        canvas.endForm()
        canvas.beginForm(name + "outer", 0, 0, 3000, 9000)
        canvas.doForm(name)
        canvas.endForm()
        canvas.doForm(name + "outer")
    canvas.showPage()
    canvas.setPageRotation(0)


def _border_acts(
    cell: SheetCell, box: tuple[float, float, float, float], pdf: PdfLayout, columns: int
) -> list:
    """The border of one cell; the sides of the table may be left open."""
    if pdf.borders == "none":
        return []
    if pdf.borders in _BORDERS:
        return [(_BORDERS[pdf.borders], box)]
    left, bottom, right, top = box
    acts: list = [(_line, (left, bottom, right, bottom)), (_line, (left, top, right, top))]
    if pdf.borders == "open_sides":
        inner = [left] * (cell.column > 0) + [right] * (cell.column + cell.columns < columns)
        acts += [(_line, (x, bottom, x, top)) for x in inner]
    return acts


def _cell_acts(
    cell: SheetCell, box: tuple[float, float, float, float], pdf: PdfLayout, columns: int
) -> list:
    left, bottom, right, top = box
    acts: list = []
    if pdf.backgrounds:
        acts.append((_fill, (left + 0.5, bottom + 0.5, right - 0.5, top - 0.5)))
    acts += _border_acts(cell, box, pdf, columns)
    digits = cell.kind == "number" or (cell.text.isascii() and cell.text.isdigit())
    font = _font(cell.text, pdf)
    lines = _broken(cell.text, right - left, font)
    middle = (top + bottom) / 2 + (len(lines) - 1) * LINE / 2 - SIZE / 3
    bold = pdf.bold and cell.kind == "heading"
    for at, line in enumerate(lines if cell.text else []):
        wide = pdfmetrics.stringWidth(line, font, SIZE)
        x = right - wide - 3 if digits else left + 3
        if cell.kind == "heading":
            x = (left + right - wide) / 2
        y = middle - at * LINE + (pdf.baseline if digits else 0)
        if pdf.figure and cell.kind == "number" and "." in line:
            acts.append((_figure, (x, y, line, font, pdf.figure)))
        else:
            acts.append((_text, (x, y, line, font, bold)))
    return acts


def _figure(
    canvas: Canvas,
    x: float,
    y: float,
    line: str,
    font: str,
    draw: Callable[[Canvas, float, float, str], None],
) -> None:
    canvas.setFont(font, SIZE)
    draw(canvas, x, y, line)


def _text(canvas: Canvas, x: float, y: float, line: str, font: str, bold: bool) -> None:  # noqa: FBT001
    canvas.setFont(font, SIZE)
    for sign in [line] if not bold else line:
        # Sign by sign, each twice: this is how some programs make type bold.
        canvas.drawString(x, y, sign)
        if bold:
            canvas.drawString(x + 0.3, y, sign)
        x += pdfmetrics.stringWidth(sign, font, SIZE)


def _fill(canvas: Canvas, left: float, bottom: float, right: float, top: float) -> None:
    canvas.setFillGray(0.9)
    canvas.rect(left, bottom, right - left, top - bottom, stroke=0, fill=1)
    canvas.setFillGray(0)


def _line(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    canvas.setLineWidth(0.5)
    canvas.line(x0, y0, x1, y1)


def _lines(canvas: Canvas, left: float, bottom: float, right: float, top: float) -> None:
    canvas.setLineWidth(0.5)
    for x0, y0, x1, y1 in (
        (left, bottom, right, bottom),
        (left, top, right, top),
        (left, bottom, left, top),
        (right, bottom, right, top),
    ):
        canvas.line(x0, y0, x1, y1)


def _thin(canvas: Canvas, left: float, bottom: float, right: float, top: float) -> None:
    for x, y, wide, high in (
        (left, bottom, right - left, 0.5),
        (left, top, right - left, 0.5),
        (left, bottom, 0.5, top - bottom),
        (right, bottom, 0.5, top - bottom),
    ):
        canvas.rect(x, y, wide, high, stroke=0, fill=1)


def _rectangle(canvas: Canvas, left: float, bottom: float, right: float, top: float) -> None:
    canvas.setLineWidth(0.5)
    canvas.rect(left, bottom, right - left, top - bottom, stroke=1, fill=0)


_BORDERS = {"lines": _lines, "thin_rectangles": _thin, "cell_rectangles": _rectangle}
