"""The nine tables as ruled sheets: cells with spans, whatever the medium."""

from dataclasses import dataclass

from .account import Account
from .forms import FUND_HEADINGS, heading
from .headers import CODE
from .layout import Layout
from .rows import Printer, Row, Segment, table_rows
from .text import note_lines, title_lines


@dataclass(frozen=True)
class SheetCell:
    """A cell that begins in a column and covers so many rows and columns."""

    text: str
    column: int
    columns: int = 1
    rows: int = 1
    kind: str = "text"  # text, number or heading


SheetLine = list[SheetCell]


@dataclass(frozen=True)
class TableSheet:
    """A table: title lines above it, heading rows, body rows, the lines below it.

    `name` is that of its sheet in a workbook, which alone tells the table where it is not `titled`.
    """

    table: str
    titles: list[str]
    columns: int
    header: list[SheetLine]
    body: list[SheetLine]
    notes: list[str]
    name: str = ""
    titled: bool = True


@dataclass(frozen=True)
class Block:
    """A group of columns: so many for codes, one for names, one for 行次, then the figures."""

    codes: int
    names: int
    lines: int
    figures: int

    @property
    def width(self) -> int:
        """How many columns it has."""
        return self.codes + self.names + self.lines + self.figures


def blocks_of(table: str, account: Account, layout: Layout) -> list[Block]:
    """The groups of columns of a table."""
    number = int(layout.line_numbers)
    if table == "income_expenditure_summary":
        return [Block(0, 1, number, 1)] * 2
    if table == "appropriation_summary":
        return [Block(0, 1, number, 1), Block(0, 1, number, 4)]
    codes = 3 if layout.code_style == "split" else 1
    if table == "general_budget_basic":
        return [Block(min(codes, 2), 1, 0, 1)] * layout.economic_blocks
    if table == "three_public":
        return [Block(0, 1, 0, 2)] if layout.three_public == "listed" else [Block(0, 0, 0, 12)]
    return [Block(codes, 1, 0, len(account.columns[table]))]


def body_line(row: Row, blocks: list[Block], *, merge: bool) -> SheetLine:
    """One row: each segment in its block; with `merge` a label without a code covers its place."""
    cells: SheetLine = []
    at = 0
    empty = Segment()
    for number, block in enumerate(blocks):
        segment = row[number] if number < len(row) else empty
        lead = [*segment.lead, *[""] * block.width][: block.codes + block.lines]
        numbers = segment.tail
        if block.lines:
            lead, numbers = [], segment.tail
        alone = merge and not segment.lead and segment.name and block.codes and number < len(row)
        if alone:
            cells.append(SheetCell(segment.name, at, block.codes + block.names, 1, "heading"))
        else:
            cells += [SheetCell(text, at + place) for place, text in enumerate(lead[: block.codes])]
            if block.names:
                cells.append(SheetCell(segment.name, at + block.codes))
        first = at + block.codes + block.names
        texts = [*numbers, *[""] * (block.lines + block.figures)][: block.lines + block.figures]
        cells += [
            SheetCell(text, first + place, 1, 1, "number") for place, text in enumerate(texts)
        ]
        at += block.width
    return cells


def _row(*cells: tuple[str, int, int, int]) -> SheetLine:
    return [SheetCell(text, at, columns, rows, "heading") for text, at, columns, rows in cells]


def summary_header(table: str, layout: Layout) -> list[SheetLine]:
    """收入 and 支出 over 项目, 行次 and figures."""
    number = int(layout.line_numbers)
    left, right = 2 + number, 2 + number
    total = [heading(table, "total", layout), *FUND_HEADINGS]
    figures = total if table == "appropriation_summary" else ["决算数"]
    right = 1 + number + len(figures)
    numbers = [("行次", 1, 1, 1)] if number else []
    second = [("项目", 0, 1, 1), *numbers, ("决算数", 1 + number, 1, 1)]
    second += [("项目", left, 1, 1), *[("行次", left + 1, 1, 1)] * number]
    second += [(text, left + 1 + number + at, 1, 1) for at, text in enumerate(figures)]
    rows = [_row(("收入", 0, left, 1), ("支出", left, right, 1)), _row(*second)]
    if number:
        counts = [("栏次", 0, 1, 1), ("", 1, 1, 1), ("1", 2, 1, 1), ("栏次", left, 1, 1)]
        counts += [("", left + 1, 1, 1)]
        counts += [(str(at + 2), left + 2 + at, 1, 1) for at in range(len(figures))]
        rows.append(_row(*counts))
    return rows


def coded_header(table: str, account: Account, layout: Layout) -> list[SheetLine]:
    """项目 over code and name, the measures beside it; 本年支出 over three of them."""
    codes = 3 if layout.code_style == "split" else 1
    measures = account.columns[table]
    words = [heading(table, measure, layout) for measure in measures]
    first = codes + 1
    grouped = table not in ("income", "expenditure")
    inner = [at for at, name in enumerate(measures) if name in ("total", "basic", "project")]
    top = [("项目", 0, first, 1)]
    second = [(CODE, 0, codes, 1), ("科目名称", codes, 1, 1)]
    for at, word in enumerate(words):
        if grouped and at in inner:
            second.append((word, first + at, 1, 1))
        else:
            top.append((word, first + at, 1, 2))
    if grouped:
        top.append(("本年支出", first + inner[0], len(inner), 1))
    rows = [_row(*top), _row(*second)]
    if layout.line_numbers:
        parts = [(text, at, 1, 1) for at, text in enumerate("类款项")] if codes == 3 else []
        counts = [(str(at + 1), first + at, 1, 1) for at in range(len(measures))]
        rows.append(_row(*parts, ("栏次", len(parts), first - len(parts), 1), *counts))
    elif codes == 3:
        parts = [(text, at, 1, 1) for at, text in enumerate("类款项")]
        blank = [("", at, 1, 1) for at in range(3, first + len(measures))]
        rows.append(_row(*parts, *blank))
    return rows


def economic_header(account: Account, layout: Layout) -> list[SheetLine]:
    """Blocks of code, name and amount."""
    del account
    codes = 2 if layout.code_style == "split" else 1
    cells: list[tuple[str, int, int, int]] = []
    for block in range(layout.economic_blocks):
        at = block * (codes + 2)
        cells += [("经济分类科目编码", at, codes, 1), ("科目名称", at + codes, 1, 1)]
        cells += [("决算数", at + codes + 1, 1, 1)]
    rows = [_row(*cells)]
    if layout.wording == 0 and layout.economic_blocks == 2:
        width = codes + 2
        rows.insert(0, _row(("人员经费", 0, width, 1), ("公用经费", width, width, 1)))
    return rows


def three_public_header(layout: Layout) -> list[SheetLine]:
    """The components over 预算数 and 决算数, or under them."""
    if layout.three_public == "listed":
        return [_row(("项目", 0, 1, 1), ("预算数", 1, 1, 1), ("决算数", 2, 1, 1))]
    inner = ("小计", "公务用车购置费", "公务用车运行维护费")

    def names(first: int, width: int) -> tuple[SheetLine, SheetLine]:
        top = [("合计", first, width, 2), ("因公出国（境）费", first + width, width, 2)]
        top += [("公务用车购置及运行维护费", first + 2 * width, 3 * width, 1)]
        top += [("公务接待费", first + 5 * width, width, 2)]
        below = [(text, first + (2 + at) * width, width, 1) for at, text in enumerate(inner)]
        return _row(*top), _row(*below)

    if layout.three_public == "pairs":
        top, below = names(0, 2)
        words = [("预算数" if at % 2 == 0 else "决算数", at, 1, 1) for at in range(12)]
        return [top, below, _row(*words)]
    left, right = names(0, 1), names(6, 1)
    rows = [_row(("预算数", 0, 6, 1), ("决算数", 6, 6, 1))]
    rows += [[*left[0], *right[0]], [*left[1], *right[1]]]
    if layout.line_numbers:
        rows.append(_row(*[(str(at + 1), at, 1, 1) for at in range(12)]))
    return rows


def sheet_of(table: str, account: Account, layout: Layout, *, merge: bool) -> TableSheet:
    """One table as a sheet."""
    blocks = blocks_of(table, account, layout)
    if table in ("income_expenditure_summary", "appropriation_summary"):
        header = summary_header(table, layout)
    elif table == "general_budget_basic":
        header = economic_header(account, layout)
    elif table == "three_public":
        header = three_public_header(layout)
    else:
        header = coded_header(table, account, layout)
    rows = table_rows(table, Printer(account, layout))
    notes = note_lines(table, account, layout)
    if table in account.declared_empty:
        notes = [*notes, "说明：本部门当年没有此项收入和支出，故本表无数据。"]
    return TableSheet(
        table,
        title_lines(table, account, layout),
        sum(block.width for block in blocks),
        header,
        [body_line(row, blocks, merge=merge) for row in rows],
        notes,
    )
