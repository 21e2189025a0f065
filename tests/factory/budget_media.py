"""A budget's sheets as workbook, page, Word file, PDF and text."""

import html
import io
from random import Random

import docx
import openpyxl
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from .budget_forms import sheets_of
from .budget_prose import prose_of
from .budgets import Plan
from .pdf import FONT, PdfLayout, prose_page, table_pages
from .prose import paragraphs
from .sheets import SheetLine, TableSheet

SUFFIXES = {"workbook": ".xlsx", "page": ".html", "word": ".docx", "pdf": ".pdf", "text": ".txt"}


def title_of(plan: Plan) -> str:
    """The title on the cover."""
    return f"{plan.organization}{plan.year}年部门预算"


def print_budget(plan: Plan, medium: str) -> bytes:
    """The budget in a medium of `SUFFIXES`."""
    return _PRINTERS[medium](title_of(plan), sheets_of(plan), prose_of(plan))


def _workbook(title: str, sheets: list[TableSheet], prose: list[str]) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "封面"
    book.active["A1"] = title
    for sheet in sheets:
        tab = book.create_sheet(sheet.table[:31])
        for line in sheet.titles:
            tab.append([line])
        first = len(sheet.titles) + 1
        for at, row in enumerate([*sheet.header, *sheet.body], first):
            for cell in row:
                tab.cell(at, cell.column + 1).value = cell.text or None
                if cell.rows > 1 or cell.columns > 1:
                    last = at + cell.rows - 1, cell.column + cell.columns
                    tab.merge_cells(None, at, cell.column + 1, *last)
        for at, line in enumerate(sheet.notes, first + len(sheet.header) + len(sheet.body)):
            tab.cell(at, 1).value = line
    tab = book.create_sheet("说明")
    for line in prose:
        tab.append([line])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def page_of(title: str, sheets: list[TableSheet], prose: list[str]) -> bytes:
    """A web page of a title, tables and paragraphs."""
    parts = [f"<h1>{title}</h1>"]
    for sheet in sheets:
        parts += [f"<p>{html.escape(line)}</p>" for line in sheet.titles]
        rows = "".join(f"<tr>{_cells(row)}</tr>" for row in (*sheet.header, *sheet.body))
        parts.append(f"<table border=1>{rows}</table>")
        parts += [f"<p>{html.escape(line)}</p>" for line in sheet.notes]
    parts += [f"<p>{html.escape(line)}</p>" for line in prose]
    return f"<html><meta charset=utf-8><body>{''.join(parts)}</body></html>".encode()


def _cells(row: SheetLine) -> str:
    return "".join(
        f"<td colspan={cell.columns} rowspan={cell.rows}>{html.escape(cell.text) or '&nbsp;'}</td>"
        for cell in sorted(row, key=lambda cell: cell.column)
    )


def _word(title: str, sheets: list[TableSheet], prose: list[str]) -> bytes:
    document = docx.Document()
    document.add_paragraph(title)
    for sheet in sheets:
        for line in sheet.titles:
            document.add_paragraph(line)
        rows = [*sheet.header, *sheet.body]
        table = document.add_table(len(rows), sheet.columns)
        for at, row in enumerate(rows):
            for cell in row:
                own = table.cell(at, cell.column)
                if cell.rows > 1 or cell.columns > 1:
                    last = at + cell.rows - 1, cell.column + cell.columns - 1
                    own = own.merge(table.cell(*last))
                own.text = cell.text
        for line in sheet.notes:
            document.add_paragraph(line)
    for line in prose:
        document.add_paragraph(line)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _pdf(title: str, sheets: list[TableSheet], prose: list[str]) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    file = io.BytesIO()
    canvas = Canvas(file, pageCompression=0, invariant=True)
    prose_page(canvas, [title])
    for sheet in sheets:
        # pages go on without a heading
        table_pages(canvas, sheet, [], PdfLayout(rows_a_page=12), Random(0))
    prose_page(canvas, paragraphs(*prose))
    canvas.save()
    return file.getvalue()


def _text(title: str, sheets: list[TableSheet], prose: list[str]) -> bytes:
    lines = [title]
    for sheet in sheets:
        lines += sheet.titles
        lines += [
            " ".join(cell.text for cell in row if cell.text) for row in (*sheet.header, *sheet.body)
        ]
        lines += sheet.notes
    lines += paragraphs(*prose)
    return "\n".join(lines).encode()


_PRINTERS = {"workbook": _workbook, "page": page_of, "word": _word, "pdf": _pdf, "text": _text}
