"""A whole final account as office programs print it: HTML and Excel turned into PDF."""

import html
import shutil
import subprocess
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from .account import Account
from .layout import Layout
from .prose import cover, glossary, part_one, part_three
from .sheets import SheetCell, TableSheet, sheet_of
from .text import table_order

LONGEST_CONVERSION = 120


def print_html(account: Account, layout: Layout, *, font: int = 9) -> str:
    """The document as a web page, each table on a page of its own."""
    body = [_prose([*cover(account), *part_one(account)])]
    for table in table_order(layout):
        sheet = sheet_of(table, account, layout, merge=True)
        body.append('<p style="page-break-before: always"></p>')
        body.append(_prose(sheet.titles))
        rows = [_html_row(row) for row in [*sheet.header, *sheet.body]]
        body.append(f'<table border="1" cellspacing="0">{"".join(rows)}</table>')
        body.append(_prose(sheet.notes))
    body.append('<p style="page-break-before: always"></p>')
    body.append(_prose([*part_three(account, layout), *glossary(account)]))
    style = f"body, td {{ font-family: 'Noto Sans CJK SC'; font-size: {font}pt }}"
    return (
        f'<html><head><meta charset="utf-8"><style>{style}</style></head>'
        f"<body>{''.join(body)}</body></html>"
    )


def _prose(lines: list[str]) -> str:
    return "".join(f"<p>{html.escape(line)}</p>" for line in lines)


def _html_row(row: list[SheetCell]) -> str:
    cells = (
        f'<td colspan="{cell.columns}" rowspan="{cell.rows}" '
        f'align="{"right" if cell.kind == "number" else "left"}">{html.escape(cell.text)}</td>'
        for cell in sorted(row, key=lambda cell: cell.column)
    )
    return f"<tr>{''.join(cells)}</tr>"


def write_workbook(account: Account, layout: Layout, path: Path) -> None:
    """The document as a workbook: a sheet a table, its title and caption in cells above it."""
    book = Workbook()
    first = book.active
    assert first is not None
    _prose_sheet(first, "封面", [*cover(account), *part_one(account)])
    for table in table_order(layout):
        _table_sheet(book.create_sheet(), sheet_of(table, account, layout, merge=True))
    _prose_sheet(book.create_sheet(), "说明", [*part_three(account, layout), *glossary(account)])
    book.save(path)


def _prose_sheet(sheet: Worksheet, title: str, lines: list[str]) -> None:
    sheet.title = title
    for at, line in enumerate(lines, 1):
        sheet.cell(at, 1, line).font = Font(name="Noto Sans CJK SC", size=11)
    sheet.column_dimensions["A"].width = 80


def _table_sheet(sheet: Worksheet, table: TableSheet) -> None:
    sheet.title = table.table[:30]
    side = Side(style="thin")
    at = 0
    for line in table.titles:
        at += 1
        sheet.cell(at, 1, line)
    widths = [10.0] * table.columns
    for row in [*table.header, *table.body]:
        at += 1
        sheet.row_dimensions[at].height = _height(row)
        for cell in row:
            target = sheet.cell(at, cell.column + 1)
            target.value = cell.text
            target.alignment = Alignment(
                horizontal="right" if cell.kind == "number" else "left", wrap_text=True
            )
            for r in range(at, at + cell.rows):
                for c in range(cell.column, cell.column + cell.columns):
                    sheet.cell(r, c + 1).border = Border(side, side, side, side)
            if cell.rows > 1 or cell.columns > 1:
                sheet.merge_cells(
                    start_row=at,
                    end_row=at + cell.rows - 1,
                    start_column=cell.column + 1,
                    end_column=cell.column + cell.columns,
                )
            elif cell.kind != "heading":
                wide = len(cell.text) + 3 if cell.kind == "number" or cell.text.isdigit() else 18
                widths[cell.column] = max(widths[cell.column], wide)
    for line in table.notes:
        at += 1
        sheet.cell(at, 1, line)
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _height(row: list[SheetCell]) -> float:
    """Room for the longest text of the row, wrapped: what does not fit is not printed."""
    signs = [len(cell.text) / cell.columns for cell in row if cell.kind != "number"]
    return 16.0 * max(1, -(-max([*signs, 1]) // 4))


def to_pdf(path: Path) -> bytes:
    """A file turned into PDF by LibreOffice, which must be there."""
    return converted(path, "pdf")


def converted(path: Path, suffix: str, writer: str = "") -> bytes:
    """A file turned into another format by LibreOffice; `writer` says by which of its filters."""
    program = shutil.which("soffice")
    assert program
    profile = path.parent / "profile"
    made = path.parent / "made"
    subprocess.run(
        [
            program,
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--convert-to",
            f"{suffix}:{writer}" if writer else suffix,
            "--outdir",
            str(made),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=LONGEST_CONVERSION,
    )
    return (made / path.name).with_suffix(f".{suffix}").read_bytes()
