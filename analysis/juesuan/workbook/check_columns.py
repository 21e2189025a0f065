"""The check columns beside an official table, written: a summary, then four columns a check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openpyxl.utils import get_column_letter as letter
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

from juesuan.catalogue.terms import MOST_URGENT
from juesuan.catalogue.verdict_words import verdicts_zh
from juesuan.identities.form_equations import Cell, Equation
from juesuan.workbook import styles
from juesuan.workbook.formulas import Sheet, Where, check
from juesuan.workbook.pen import Pen
from juesuan.workbook.placed_equations import Slot
from juesuan.workbook.sheet_grid import Grid
from juesuan.workbook.vocabulary import words


def write_checks(
    sheet: Worksheet,
    table: tuple[Grid, Sheet],
    slots: Sequence[Slot],
    where: Mapping[Cell, Where],
    pen: Pen,
) -> str:
    """Write the columns; the area that holds the live verdicts, "" where there are none."""
    if not slots:
        return ""
    grid, unit = table
    names = words().check.columns
    first = grid.last_column + 2
    last = first + len(names) * len(slots)
    _heads(sheet, grid, slots, first)
    for number, slot in enumerate(slots):
        column = first + 1 + number * len(names)
        for row, equation in slot.equations.items():
            _check(sheet, (row, column), equation, where, unit, pen)
        for offset in range(len(names)):
            dimension = sheet.column_dimensions[letter(column + offset)]
            kind = "conclusion" if offset == len(names) - 1 else "check"
            dimension.width, dimension.outlineLevel = getattr(words().widths, kind), 1
    for place, rule in styles.verdict_rules(_area(grid, first, last)):
        sheet.conditional_formatting.add(place, rule)
    _summary(sheet, grid, first, last)
    return f"{quote_sheetname(sheet.title)}!{_area(grid, first + 1, last)}"


def _area(grid: Grid, first: int, last: int) -> str:
    return f"{letter(first)}{grid.first_row}:{letter(last)}{grid.last_row}"


def _heads(sheet: Worksheet, grid: Grid, slots: Sequence[Slot], first: int) -> None:
    names = words().check.columns
    top, low = min(heading.row for heading in grid.headings), grid.first_row - 1
    heads = [(top, low, first, first, words().check.summary)]
    for number, slot in enumerate(slots):
        column = first + 1 + number * len(names)
        heads.append((top, low - 1, column, column + len(names) - 1, slot.title))
        heads += [(low, low, column + i, column + i, name) for i, name in enumerate(names)]
    for top_row, low_row, start, stop, text in heads:
        for row in range(top_row, low_row + 1):
            for column in range(start, stop + 1):
                styles.head(sheet.cell(row, column), "check_header")
        sheet.cell(top_row, start).value = text
        if (top_row, start) != (low_row, stop):
            sheet.merge_cells(
                start_row=top_row, end_row=low_row, start_column=start, end_column=stop
            )


def _check(
    sheet: Worksheet,
    at: tuple[int, int],
    equation: Equation,
    where: Mapping[Cell, Where],
    unit: Sheet,
    pen: Pen,
) -> None:
    """The four cells of one equation. The comment names it as the frame `verdicts` does."""
    row, column = at
    names = [f"{letter(column + offset)}{row}" for offset in range(4)]
    formulas = check(equation, where, unit, (names[0], names[1], names[2]))
    texts = (formulas.computed, formulas.residual, formulas.allowed, formulas.verdict)
    finest = min(where[cell].precision for cell in equation.cells)
    money = styles.money_format(finest, unit.fen)
    # Half a unit has a digit more; where nothing stands, nothing is shown.
    half = f"{styles.money_format(max(finest // 10, 1), unit.fen)};;"
    for name, text, form in zip(names, texts, (money, money, half, "General"), strict=True):
        cell = sheet[name]
        cell.value, cell.number_format = text, form
        cell.font, cell.border = styles.font(size=9), styles.thin()
    sheet[names[3]].alignment = styles.align("center")
    key = (equation.identity.name, equation.code, equation.measure)
    pen.comment(sheet[names[0]], [equation.identity.formula, " ".join(filter(None, key))])


def _summary(sheet: Worksheet, grid: Grid, first: int, last: int) -> None:
    """The most urgent verdict of each row; where it does not hold, the whole row is coloured."""
    verdicts: dict[str, str] = verdicts_zh()
    sheet.column_dimensions[letter(first)].width = words().widths.conclusion
    for row in range(grid.first_row, grid.last_row + 1):
        area = f"{letter(first + 1)}{row}:{letter(last)}{row}"
        formula = '""'
        for name in reversed(MOST_URGENT):
            formula = f'IF(COUNTIF({area},"{verdicts[name]}")>0,"{verdicts[name]}",{formula})'
        cell = sheet.cell(row, first)
        cell.value, cell.alignment = f"={formula}", styles.align("center")
        cell.font, cell.border = styles.font(bold=True, size=9), styles.thin()
    condition = f'${letter(first)}{grid.first_row}="{verdicts["inconsistent"]}"'
    rule = styles.row_rule(condition, "inconsistent")
    sheet.conditional_formatting.add(_area(grid, 1, grid.last_column), rule)
