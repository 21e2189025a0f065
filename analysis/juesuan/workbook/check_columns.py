"""The check columns beside an official table, written: a summary, then four columns a check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter as letter
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

from juesuan.catalogue.terms import MOST_URGENT
from juesuan.identities.form_equations import Cell, Equation
from juesuan.workbook import styles
from juesuan.workbook.formulas import Formula, Sheet, Where, check
from juesuan.workbook.pen import Pen
from juesuan.workbook.placed_equations import Slot
from juesuan.workbook.placing import Placing
from juesuan.workbook.sheet_grid import Grid
from juesuan.workbook.vocabulary import verdict_names, vocabulary, words


@dataclass(frozen=True)
class Checks:
    """The check columns of one sheet."""

    sheet: Worksheet
    grid: Grid
    unit: Sheet
    where: Mapping[Cell, Where]
    placing: Placing
    pen: Pen

    def write(self, slots: Sequence[Slot]) -> Formula | None:
        """Write the columns; what counts the verdicts that do not hold, None without a check."""
        if not slots:
            return None
        names = words().check.columns
        first = self.grid.last_column + 2
        last = first + len(names) * len(slots)
        self._heads(slots, first)
        found: dict[int, list[str]] = {}
        for number, slot in enumerate(slots):
            column = first + 1 + number * len(names)
            for row, equation in slot.equations.items():
                found.setdefault(row, []).append(self._check((row, column), equation))
            for offset in range(len(names)):
                dimension = self.sheet.column_dimensions[letter(column + offset)]
                ends = offset == len(names) - 1
                width = styles.verdict_width() if ends else vocabulary().widths.check
                dimension.width, dimension.outlineLevel = width, 1
        for place, rule in styles.verdict_rules(self._area(first, last)):
            self.sheet.conditional_formatting.add(place, rule)
        self._summary(first, last, found)
        wrong = verdict_names()["inconsistent"]
        area = f"{quote_sheetname(self.sheet.title)}!{self._area(first + 1, last)}"
        count = sum(verdicts.count(wrong) for verdicts in found.values())
        return Formula(f'=COUNTIF({area},"{wrong}")', count)

    def _area(self, first: int, last: int) -> str:
        return f"{letter(first)}{self.grid.first_row}:{letter(last)}{self.grid.last_row}"

    def _heads(self, slots: Sequence[Slot], first: int) -> None:
        names = words().check.columns
        top, low = min(heading.row for heading in self.grid.headings), self.grid.first_row - 1
        heads = [(top, low, first, first, words().check.summary)]
        for number, slot in enumerate(slots):
            column = first + 1 + number * len(names)
            heads.append((top, low - 1, column, column + len(names) - 1, slot.title))
            heads += [(low, low, column + i, column + i, name) for i, name in enumerate(names)]
        for top_row, low_row, start, stop, text in heads:
            for row in range(top_row, low_row + 1):
                for column in range(start, stop + 1):
                    styles.head(self.sheet.cell(row, column), "check_header")
            self.sheet.cell(top_row, start).value = text
            if (top_row, start) != (low_row, stop):
                self.sheet.merge_cells(
                    start_row=top_row, end_row=low_row, start_column=start, end_column=stop
                )

    def _check(self, at: tuple[int, int], equation: Equation) -> str:
        """The four cells of one equation; its verdict. The comment names it as the frame does."""
        row, column = at
        names = [f"{letter(column + offset)}{row}" for offset in range(4)]
        three = (names[0], names[1], names[2])
        formulas = check(equation, self.where, self.unit, three, self.placing)
        finest = min(self.where[cell].precision for cell in equation.cells)
        money = styles.money_format(finest, self.unit.fen)
        # Half a unit has a digit more; where nothing stands, nothing is shown.
        half = f"{styles.money_format(max(finest // 10, 1), self.unit.fen)};;"
        every = (formulas.computed, formulas.residual, formulas.allowed, formulas.verdict)
        for name, formula, form in zip(names, every, (money, money, half, "General"), strict=True):
            cell = self.sheet[name]
            self.pen.formula(cell, formula)
            cell.number_format = form
            cell.font, cell.border = styles.font(size=9), styles.thin()
        self.sheet[names[3]].alignment = styles.align("center")
        key = (equation.identity.name, equation.code, equation.measure)
        text = [equation.identity.formula, " ".join(filter(None, key))]
        self.pen.comment(self.sheet[names[0]], text)
        return str(formulas.verdict.value)

    def _summary(self, first: int, last: int, found: Mapping[int, Sequence[str]]) -> None:
        """The most urgent verdict of each row; where it does not hold, the row is coloured."""
        verdicts: dict[str, str] = verdict_names()
        grid, sheet = self.grid, self.sheet
        sheet.column_dimensions[letter(first)].width = styles.verdict_width()
        for row in range(grid.first_row, grid.last_row + 1):
            area = f"{letter(first + 1)}{row}:{letter(last)}{row}"
            formula = '""'
            for name in reversed(MOST_URGENT):
                formula = f'IF(COUNTIF({area},"{verdicts[name]}")>0,"{verdicts[name]}",{formula})'
            mine = found.get(row, ())
            worst = next((verdicts[name] for name in MOST_URGENT if verdicts[name] in mine), "")
            cell = sheet.cell(row, first)
            self.pen.formula(cell, Formula(f"={formula}", worst))
            cell.alignment = styles.align("center")
            cell.font, cell.border = styles.font(bold=True, size=9), styles.thin()
        condition = f'${letter(first)}{grid.first_row}="{verdicts["inconsistent"]}"'
        rule = styles.row_rule(condition, "inconsistent")
        sheet.conditional_formatting.add(self._area(1, grid.last_column), rule)
