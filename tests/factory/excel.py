"""A whole final account as a workbook, in the ways in which departments publish it."""

import io
import math
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from .account import Account
from .forms import TITLES
from .layout import FULL_WIDTH, Layout
from .prose import cover, glossary, part_one, part_three
from .sheets import SheetCell, TableSheet, sheet_of
from .text import table_order

Names = Literal["plain", "numbered", "annex", "kept", "published", "other"]
Numbers = Literal["text", "format", "general", "noise", "formula", "accounting"]
HALF_WIDTH = {full: half for half, full in FULL_WIDTH.items()}
FORMULA_CELL = re.compile(r'(<c r="[A-Z]+\d+"(?: s="\d+")? t="n">)(<v>)')
# The forms' numbers in the set that departments keep (财决).
KEPT = {
    "income_expenditure_summary": "Z01",
    "income": "Z03",
    "expenditure": "Z04",
    "appropriation_summary": "Z01_1",
    "general_budget_expenditure": "Z07",
    "general_budget_basic": "Z08_1",
    "government_fund": "Z09",
    "state_capital": "Z11",
    "three_public": "F03",
}


@dataclass(frozen=True)
class ExcelLayout:
    """How a producer lays out the workbook.

    one_sheet  all tables below each other, with so many blank rows between them
    names      how the sheets are named; with `titled` False nothing but the name tells the table
    numbers    text, or numbers: with a format, under General, with the noise of binary fractions,
               as formulas with stored values, or in the format that shows 0 as a dash
    codes      as numbers, which lose the zeros in front
    corner     rows and columns that are left free above and beside
    hidden     an old copy on a hidden sheet, and a hidden column with notes
    spaced     a blank row behind so many rows of a table's body
    """

    one_sheet: int | None = None
    names: Names = "plain"
    titled: bool = True
    numbers: Numbers = "format"
    codes_as_numbers: bool = False
    merged: bool = True
    corner: tuple[int, int] = (0, 0)
    hidden: bool = False
    prose: bool = True
    spaced: int | None = None


@dataclass(frozen=True)
class Placed:
    """A cell to be written: its place from 1, how far it reaches, what it holds."""

    row: int
    column: int
    rows: int
    columns: int
    text: str
    number: float | None = None
    number_format: str = "General"


def sheet_name(table: str, number: int, layout: Layout, excel: ExcelLayout) -> str:
    """The name of a table's sheet."""
    title = TITLES[table][layout.wording]
    named = {
        "plain": title,
        "numbered": f"{number}.{title}",
        "annex": f"附表{number} {title}",
        "kept": f"{KEPT[table]} {title}",
        "published": f"GK{number:02d} {title}(公开{number:02d}表)",
        "other": f"Sheet{number}",
    }
    return named[excel.names][:31]


def figure(text: str, account: Account, excel: ExcelLayout) -> tuple[float | None, str]:
    """A printed figure as a number and its format; None where it stays text."""
    plain = text.translate(HALF_WIDTH).replace(",", "")
    if excel.numbers == "text" or not re.fullmatch(r"-?\d+(\.\d+)?", plain):
        return None, "General"
    places = len(plain.partition(".")[2])
    value = float(plain)
    shown = ("#,##0" if "," in text else "0") + ("." + "0" * places if places else "")
    if excel.numbers == "general" or not places:
        return value, "General"
    if excel.numbers == "noise":
        # Two steps of binary rounding, as sums of figures leave them.
        return math.nextafter(math.nextafter(value, math.inf), math.inf), "General"
    if excel.numbers == "accounting":
        return value, f'_ * {shown}_ ;_ * -{shown}_ ;_ * "-"??_ ;_ @_ '
    del account
    return value, shown


def table_cells(
    sheet: TableSheet, top: int, account: Account, excel: ExcelLayout
) -> Iterator[Placed]:
    """The cells of a table whose first row is `top`."""
    left = excel.corner[1] + 1
    row = top
    titles = sheet.titles if excel.titled else [line for line in sheet.titles if "单位：" in line]
    for line in titles:
        wide = sheet.columns if excel.merged else 1
        yield Placed(row, left, 1, wide, line)
        row += 1
    for at, line in enumerate([*sheet.header, *sheet.body], -len(sheet.header)):
        row += bool(excel.spaced and at > 0 and at % excel.spaced == 0)
        for cell in line:
            yield placed(cell, row, left, account, excel)
        row += 1
    for line in sheet.notes:
        yield Placed(row, left, 1, sheet.columns if excel.merged else 1, line)
        row += 1


def placed(cell: SheetCell, row: int, left: int, account: Account, excel: ExcelLayout) -> Placed:
    """One cell of a table."""
    made = Placed(row, cell.column + left, cell.rows, cell.columns, cell.text)
    if cell.kind == "number":
        number, shown = figure(cell.text, account, excel)
        return replace(made, number=number, number_format=shown)
    code = cell.text.translate(HALF_WIDTH)
    if excel.codes_as_numbers and code.isdigit():
        return replace(made, number=float(code))
    return made


@dataclass(frozen=True)
class Tab:
    """One sheet of the workbook."""

    name: str
    cells: list[Placed]
    hidden: bool = False
    hidden_column: int | None = None


def tabs(account: Account, layout: Layout, excel: ExcelLayout) -> list[Tab]:
    """The sheets of the workbook in order."""
    found: list[Tab] = []
    if excel.prose:
        found.append(prose_tab("封面", [*cover(account), *part_one(account)]))
    stacked: list[Placed] = []
    top = excel.corner[0] + 1
    for number, table in enumerate(table_order(layout), 1):
        cells = list(table_cells(sheet_of(table, account, layout, merge=True), top, account, excel))
        if excel.one_sheet is None:
            name = sheet_name(table, number, layout, excel)
            found.append(with_hidden_column(Tab(name, cells)) if excel.hidden else Tab(name, cells))
        else:
            stacked += cells
            top = max(cell.row + cell.rows for cell in cells) + excel.one_sheet
    if stacked:
        found.append(Tab("决算公开表", stacked))
    for number, sheet in enumerate(account.further, 1):
        cells = list(table_cells(sheet, 1, account, replace(excel, titled=sheet.titled)))
        found.append(Tab((sheet.name or f"附表{number}")[:31], cells))
    if excel.hidden:
        old = replace(account, figures={k: v + 7 for k, v in account.figures.items()})
        sheet = sheet_of("expenditure", old, layout, merge=True)
        cells = list(table_cells(sheet, 1, old, replace(excel, titled=True)))
        found.insert(1, Tab("支出决算表（旧）", cells, hidden=True))
    if excel.prose:
        found.append(prose_tab("说明", [*part_three(account, layout), *glossary(account)]))
    return found


def with_hidden_column(tab: Tab) -> Tab:
    """The sheet with checksums in a hidden column beside its table."""
    column = max(cell.column + cell.columns for cell in tab.cells)
    rows = sorted({cell.row for cell in tab.cells})
    checks = [Placed(row, column, 1, 1, "", 999.0) for row in rows]
    return replace(tab, cells=[*tab.cells, *checks], hidden_column=column)


def prose_tab(name: str, lines: list[str]) -> Tab:
    """A sheet of text, a line a row."""
    return Tab(name, [Placed(row, 1, 1, 1, line) for row, line in enumerate(lines, 1)])


def print_xlsx(account: Account, layout: Layout, excel: ExcelLayout) -> bytes:
    """The account as an .xlsx file."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for tab in tabs(account, layout, excel):
        sheet = book.create_sheet(tab.name)
        for cell in tab.cells:
            write_cell(sheet, cell)
        if tab.hidden:
            sheet.sheet_state = "hidden"
        if tab.hidden_column:
            sheet.column_dimensions[get_column_letter(tab.hidden_column)].hidden = True
    target = io.BytesIO()
    book.save(target)
    return with_formulas(target.getvalue()) if excel.numbers == "formula" else target.getvalue()


def write_cell(sheet: Worksheet, cell: Placed) -> None:
    """One cell, merged where it reaches further."""
    target = sheet.cell(cell.row, cell.column)
    assert isinstance(target, Cell)
    if cell.number is not None:
        target.value = int(cell.number) if cell.number.is_integer() else cell.number
        target.number_format = cell.number_format
    elif cell.text:
        target.value = cell.text
    if cell.rows > 1 or cell.columns > 1:
        sheet.merge_cells(
            start_row=cell.row,
            start_column=cell.column,
            end_row=cell.row + cell.rows - 1,
            end_column=cell.column + cell.columns - 1,
        )


def rewritten(data: bytes, change: dict[str, str] | None = None, **parts: bytes) -> bytes:
    """The package with texts of its sheets replaced (a pattern → what comes for it), parts added.

    The checksums are those of the changed parts.
    """
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for info in old.infolist():
            text = old.read(info)
            if info.filename.startswith("xl/worksheets/sheet"):
                for pattern, put in (change or {}).items():
                    text = re.sub(pattern, put, text.decode()).encode()
            new.writestr(info.filename, text, zipfile.ZIP_DEFLATED)
        for name, text in parts.items():
            new.writestr(name, text, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def with_formulas(data: bytes) -> bytes:
    """Every number of the sheets as a formula with the number as its stored value."""
    return rewritten(data, {FORMULA_CELL.pattern: r"\1<f>SUM(A1:B2)</f>\2"})


def print_xls(account: Account, layout: Layout, excel: ExcelLayout) -> bytes:
    """The account as an .xls file."""
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    styles = {}
    for tab in tabs(account, layout, excel):
        sheet = book.add_sheet(tab.name, cell_overwrite_ok=True)
        sheet.visibility = int(tab.hidden)
        if tab.hidden_column:
            sheet.col(tab.hidden_column - 1).hidden = True
        for cell in tab.cells:
            style = styles.setdefault(
                cell.number_format, xlwt.easyxf(num_format_str=cell.number_format)
            )
            value = cell.text if cell.number is None else cell.number
            if cell.rows > 1 or cell.columns > 1:
                last = cell.row + cell.rows - 2, cell.column + cell.columns - 2
                sheet.write_merge(cell.row - 1, last[0], cell.column - 1, last[1], value, style)
            elif value != "":
                sheet.write(cell.row - 1, cell.column - 1, value, style)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
