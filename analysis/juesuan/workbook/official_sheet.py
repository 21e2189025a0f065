"""One official table on its sheet: title, unit, headings, rows, figures, notes, live checks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openpyxl.cell import Cell as SheetCell
from openpyxl.utils import get_column_letter as letter
from openpyxl.worksheet.worksheet import Worksheet

from juesuan.catalogue import Table, tables, wording
from juesuan.catalogue.form_title import of_kind
from juesuan.catalogue.lexicon import lexicon
from juesuan.catalogue.sayings import listed, say
from juesuan.catalogue.verdict_words import sentence
from juesuan.identities.form_equations import Cell
from juesuan.language import options
from juesuan.schema.candidates import Candidate, candidates
from juesuan.workbook import styles
from juesuan.workbook.check_columns import Checks
from juesuan.workbook.formulas import Formula, Sheet, Where
from juesuan.workbook.pen import Pen
from juesuan.workbook.placed_equations import Slot
from juesuan.workbook.placing import Placing, Record
from juesuan.workbook.sheet_grid import Grid
from juesuan.workbook.vocabulary import vocabulary, words

# Title, organization and unit stand above the headings.
TOP = 3
# So many digits fit a page that stands upright.
_PORTRAIT = 115
# Heights in points: a row of headings, and a line of one that is broken.
_HEADING, _LINE = 20, 15
# So many rows are still legible on one page.
_ONE_PAGE = 55
_PAGE_AND_LINE = (("place", "page"), ("line", "row"))


@dataclass(frozen=True)
class Official:
    """An official table to be written: its row of `tables`, its layout, its unit, its notes."""

    entry: Record
    sheet: Sheet
    grid: Grid
    unit: str
    organization: str
    notes: Sequence[str]


class Writer:
    """Writes official tables on sheets of one workbook, of a document of a kind."""

    def __init__(self, pen: Pen, placing: Placing, where: Mapping[Cell, Where], kind: str) -> None:
        self._pen = pen
        self._placing = placing
        self._where = where
        self._kind = kind

    def write(self, sheet: Worksheet, table: Official, slots: Sequence[Slot]) -> Formula | None:
        """The whole sheet; what counts its live verdicts that do not hold, if it has any."""
        self._head(sheet, table)
        self._body(sheet, table.grid, table.sheet)
        bottom = self._notes(sheet, table)
        grid = table.grid
        checks = Checks(sheet, grid, table.sheet, self._where, self._placing, self._pen)
        count = checks.write(slots)
        for column, kind in enumerate(grid.widths, start=1):
            sheet.column_dimensions[letter(column)].width = getattr(vocabulary().widths, kind)
        body = f"{letter(1)}{grid.first_row - 1}:{letter(grid.last_column)}{grid.last_row}"
        if grid.filtered:
            sheet.auto_filter.ref = body
        named = [i for i, kind in enumerate(grid.widths, 1) if kind in ("name", "item")]
        fixed = named[0] if named else 0
        sheet.freeze_panes = f"{letter(fixed + 1)}{grid.first_row}"
        self._print(sheet, grid, bottom, fixed)
        return count

    @staticmethod
    def _print(sheet: Worksheet, grid: Grid, bottom: int, fixed: int) -> None:
        """Pages that can be read: a wide table goes on beside, with its `fixed` columns again."""
        digits = [getattr(vocabulary().widths, kind) for kind in grid.widths]
        wide = sum(digits) > _PORTRAIT
        across = styles.pages_across(sum(digits), sum(digits[:fixed]))
        pages = 0 if grid.filtered or bottom > _ONE_PAGE or across > 1 else 1
        repeated = f"1:{grid.first_row - 1}"
        styles.print_setup(sheet, wide=wide, pages=pages, repeated=repeated, across=across)
        if across > 1 and fixed:
            sheet.print_title_cols = f"A:{letter(fixed)}"
        sheet.print_area = f"A1:{letter(grid.last_column)}{bottom}"

    def _head(self, sheet: Worksheet, table: Official) -> None:
        grid, form = table.grid, words().form
        title = table.entry["title"] or tables()[grid.table].title
        self._pen.text(sheet.cell(1, 1), title)
        sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=grid.last_column)
        sheet["A1"].font = styles.font("title", bold=True, size=15)
        sheet["A1"].alignment = styles.align("center", wrap=True)
        sheet.row_dimensions[1].height = 30
        left, right = max(grid.last_column - 2, 1), grid.last_column
        self._pen.text(sheet.cell(2, 1), form.organization.format(name=table.organization))
        sheet.merge_cells(start_row=2, start_column=1, end_row=2, end_column=left)
        self._pen.text(sheet.cell(2, left + 1), form.unit.format(unit=table.unit))
        sheet.merge_cells(start_row=2, start_column=left + 1, end_row=2, end_column=right)
        sheet.cell(2, 1).font = sheet.cell(2, left + 1).font = styles.font()
        sheet.cell(2, left + 1).alignment = styles.align("right")
        for heading in grid.headings:
            for row in range(heading.row, heading.last_row + 1):
                for column in range(heading.column, heading.last_column + 1):
                    styles.head(sheet.cell(row, column))
            self._pen.text(sheet.cell(heading.row, heading.column), heading.text)
            if (heading.row, heading.column) != (heading.last_row, heading.last_column):
                sheet.merge_cells(
                    start_row=heading.row,
                    start_column=heading.column,
                    end_row=heading.last_row,
                    end_column=heading.last_column,
                )
        for row, height in _heights(grid).items():
            sheet.row_dimensions[row].height = height

    def _body(self, sheet: Worksheet, grid: Grid, unit: Sheet) -> None:
        for row in range(grid.first_row, grid.last_row + 1):
            for column in range(1, grid.last_column + 1):
                cell = sheet.cell(row, column)
                cell.border, cell.font, cell.alignment = (
                    styles.thin(),
                    styles.font(),
                    styles.align(),
                )
        for (row, column), label in grid.labels.items():
            cell = sheet.cell(row, column)
            cell.font = styles.font(bold=label.bold)
            if isinstance(label.text, str):
                self._pen.text(cell, label.text)
            else:
                cell.value = label.text
            named = label.kind in ("name", "item")
            cell.alignment = styles.align(
                "left" if named or label.kind == "code" else "center",
                indent=label.indent,
                wrap=named,
            )
            if named and label.text:
                width = getattr(vocabulary().widths, label.kind) - 2 - 2 * label.indent
                lines = -(-styles.text_width(str(label.text)) // max(width, 8))
                height = sheet.row_dimensions[row].height or 16
                sheet.row_dimensions[row].height = max(height, 14 * lines + 2)
        for cell_of_form, (row, column) in grid.cells.items():
            self._figure(sheet.cell(row, column), cell_of_form, unit)

    def _figure(self, cell: SheetCell, at: Cell, unit: Sheet) -> None:
        cell.alignment = styles.align("right")
        cell.number_format = styles.money_format(self._where[at].precision, unit.fen)
        record = self._placing.figures.get(at)
        zeros = self._placing.zeros.get(at, [])
        if at in self._placing.open:
            figures = [*self._placing.open[at], *([record] if record else [])]
            text = words().check.open.format(figure=" / ".join(f["raw"] for f in figures))
            self._pen.text(cell, text if figures else words().check.nowhere)
            lines = [line for figure in (*figures, *zeros) for line in self._origin(figure)]
            self._unsure(cell, lines or [words().note.unplaced])
        elif record is not None:
            cell.value = record["amount_fen"] / unit.fen
            cell.number_format = styles.money_format(record["precision_fen"], unit.fen)
            if record["placement"] == "solved":
                cell.font = styles.font("solved")
            self._pen.comment(cell, self._origin(record))
        elif zeros:
            self._unsure(cell, [line for figure in zeros for line in self._origin(figure)])

    def _unsure(self, cell: SheetCell, lines: Sequence[str]) -> None:
        cell.font, cell.fill = styles.font("ambiguous"), styles.fill("ambiguous_fill")
        self._pen.comment(cell, lines)

    def _origin(self, record: Record) -> list[str]:
        """Where a figure is printed and how it came into its column."""
        note, placement = words().note, record["placement"]
        # A sheet and its cell say more than their numbers.
        places = (("address", "address"),) if record["address"] else _PAGE_AND_LINE
        place = [
            getattr(note, name).format(**{name_of: record[name_of]})
            for name, name_of in places
            if record[name_of] is not None
        ]
        lines = [listed(place), note.raw.format(raw=record["raw"])]
        lines.append(
            words().placement[placement] + say("colon") + words().placement_hint[placement]
        )
        for name in ("evidence", "candidates"):
            if record[name]:
                value = record[name]
                if name == "candidates":
                    value = candidate_names(record, self._kind)
                lines.append(getattr(note, name).format(names=value.replace(",", _between())))
        return lines

    def _notes(self, sheet: Worksheet, table: Official) -> int:
        """State, notes and figures without a cell below the table; the last row."""
        grid, note = table.grid, words().note
        left = [
            note.left.format(
                raw=r["raw"],
                name=r["name"] or "",
                row=r["row"],
                names=candidate_names(r, self._kind),
            )
            for r in self._placing.left
            if r["table"] == grid.table
        ]
        state = table.entry["status"]
        lines = [lexicon().status[state].said] if state != "found" else []
        row = grid.last_row
        for text in (*lines, *table.notes, *left):
            row += 1
            cell = sheet.cell(row, 1)
            self._pen.text(cell, text)
            cell.font = styles.font("faint", size=9)
            cell.alignment = styles.align("left", wrap=True)
            sheet.merge_cells(
                start_row=row, start_column=1, end_row=row, end_column=grid.last_column
            )
            width = sum(getattr(vocabulary().widths, kind) for kind in grid.widths)
            sheet.row_dimensions[row].height = 13 * -(-styles.text_width(text) // int(width)) + 2
        return row


def _heights(grid: Grid) -> dict[int, int]:
    """The rows of headings, as high as their longest text is broken in the width that it has."""
    widths = [getattr(vocabulary().widths, kind) for kind in grid.widths]
    heights = dict.fromkeys(range(TOP, grid.first_row), _HEADING)
    for heading in sorted(grid.headings, key=lambda each: each.last_row - each.row):
        width = int(sum(widths[heading.column - 1 : heading.last_column])) - 2
        lines = -(-styles.text_width(str(heading.text)) // max(width, 1))
        there = sum(heights[row] for row in range(heading.row, heading.last_row + 1))
        heights[heading.last_row] += max(_LINE * lines + 5 - there, 0)
    return heights


def _between() -> str:
    """What stands between names of columns."""
    return sentence("between_names", options.language)


def candidate_names(record: Record, kind: object) -> str:
    """The candidates of an ambiguous amount by their headings, and their lines' names."""
    table = tables()[record["table"]]
    cells = candidates(record["candidates"] or record["measure"])
    told = ((_line(table, cell), of_kind(table.heading(cell.measure), kind)) for cell in cells)
    return _between().join(" ".join(filter(None, each)) for each in told)


def _line(table: Table, cell: Candidate) -> str:
    """The name of the line of a candidate with its side, "" where it is that of the row."""
    names = (
        line.names[0]
        for line in table.lines
        if line.key == cell.line and cell.side in {None, line.side}
    )
    return wording().side_words.get(cell.side or "", "") + next(names, cell.line or "")
