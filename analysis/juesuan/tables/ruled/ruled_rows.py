"""The body of a ruled table: its rows with their labels, and each figure in its column."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from juesuan.catalogue import Table, wording
from juesuan.catalogue.levels import class_of
from juesuan.catalogue.problems import Problem, problem
from juesuan.catalogue.remarks import Remark, remark
from juesuan.catalogue.terms import SIDES
from juesuan.readers.characters import bare, plain
from juesuan.readers.grid import Cell, is_number
from juesuan.tables.labels import label_name
from juesuan.tables.left_over import why_unreadable
from juesuan.tables.rows import Assembly, Row
from juesuan.tables.ruled.piece import Piece, pieces
from juesuan.tables.ruled.row_labels import RowLabels
from juesuan.tables.sheets.grid_rows import SheetRow
from juesuan.tables.sheets.grid_sheets import Sheet
from juesuan.tables.sheets.heading_columns import Heading
from juesuan.tables.signs import count_numbers
from juesuan.tables.tokens import Token, tokenize

_WHOLE = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)\.\d{2,}")


class Reader:
    """Reads the sheets of one table, one after the other."""

    def __init__(self, table: Table, heading: Heading) -> None:
        self.table = table
        self.heading = heading
        self.found = Assembly()
        self.labels = RowLabels(table, self.found)
        self.components = any("." in column.measure for column in heading.columns)
        # The rows of the sheet in which a label begins, by block.
        self.labelled: dict[int, set[int]] = {}
        # The same rows beside which a figure of a row above is merged, so many times.
        self.shared: Counter[tuple[int, int]] = Counter()
        # The last printed row of each block on the page before.
        self.before: dict[int, Piece] = {}
        # The latest year in front of a measure that is a row's label: 2014年度决算数.
        self.year = ""

    def read(self, sheet: Sheet, heading: Heading, places: Sequence[int], *, first: bool) -> None:
        """Read a sheet whose columns are those of the heading at these places."""
        begun = False
        self.heading = heading
        count = len(heading.rows) if first else 0
        body = [(row, pieces(row, heading, places)) for row in sheet.rows[count:]]
        if self.components:
            years = [measure_of_year(p.text)[0] for _, its in body for p in its]
            self.year = max([self.year, *years])
        self.labelled, self.shared = {}, Counter()
        for piece in (each for _, its in body for each in its):
            rows = self.labelled.setdefault(piece.block, set())
            rows.update(cell.row for cell in piece.labels)
        for row in sheet.rows[:count]:
            self._set_aside(row, row.cells)
        for row, its in body:
            if heading.repeats(row) and not (begun and all(map(heading.known.is_line, row.texts))):
                self._set_aside(row, row.cells)
                continue
            for piece in its:
                self._take(piece, continues=not (first or begun))
            begun = True
        self.before = {piece.block: piece for _, its in body for piece in its}

    def _take(self, piece: Piece, *, continues: bool) -> None:
        side = None
        if self.table.shape == "two_sided":
            order = self.heading.blocks
            # Some forms list expenditure twice, by function and by purpose.
            sides = len({line.side for line in self.table.lines})
            side = SIDES[min(order.index(piece.block), sides - 1)] if piece.block in order else None
        before = self.before.pop(piece.block, None) if continues else None
        if continues and not self.components and (last := self.labels.goes_on(piece, side)):
            self._set_aside(piece.row, piece.labels)
            self._figures(self._mended(piece, before, last), last)
            return
        if self.components and self._is_beyond(piece):
            self.found.beyond = True
            self.found.others += sum(count_numbers(plain(cell.text)) for cell in piece.row.cells)
            return
        found = self._components(piece) if self.components else self.labels.row(piece, side)
        self._count_labels(piece, found)
        number = piece.line.bare if piece.line else ""
        if number and found and number.isdigit():
            found.line = int(number)
            self.found.line_numbers += 1
        elif piece.line:
            self._set_aside(piece.row, [piece.line])
        if found:
            self.found.rows.append(found)
            found.torn += sum(
                self.shared[piece.block, at] for at in {cell.row for cell in piece.labels}
            )
            self.labels.last[piece.block] = found
        elif not piece.figures and any(sign.isalnum() for sign in piece.text):
            unplaced = problem("text_unplaced", text=label_name(piece.text))
            self._remark(piece.row, piece.labels[0], unplaced)
        self._figures(piece, found)

    def _mended(self, piece: Piece, before: Piece | None, last: Row) -> Piece:
        """The row with figures whole that the page's end has cut: 1,403,0 and 20.05.

        What does not go together with its beginning has no place.
        """
        begun = dict(before.figures) if before else {}
        figures: list[tuple[str, Cell]] = []
        for measure, cell in piece.figures:
            head = begun.get(measure)
            if head is None or not any(sign.isdigit() for sign in head.bare):
                figures.append((measure, cell))
                continue
            whole = head.bare + cell.bare
            is_cut = _WHOLE.fullmatch(whole) and (
                not _WHOLE.fullmatch(head.bare) or cell.bare[:1] in ".,"
            )
            if is_cut and before:
                self._forget(before, head, last, measure)
                figures.append((measure, replace(cell, pieces=(whole,))))
            else:
                lost = self._strand(piece.row.tokens(cell), remark("more_than_one_figure"))
                last.torn += lost
        return replace(piece, figures=figures)

    def _forget(self, before: Piece, head: Cell, last: Row, measure: str) -> None:
        """Take the beginning of a figure out of what the page before came to."""
        printed = {token.printed for token in before.row.tokens(head)}
        line = before.row.line
        kept = [
            each
            for each in self.found.strays
            if not (each[0].line.number == line.number and each[0].printed in printed)
        ]
        last.torn -= len(self.found.strays) - len(kept)
        self.found.strays = kept
        if measure in last.measures:
            at = last.measures.index(measure)
            del last.measures[at], last.figures[at]

    def _components(self, piece: Piece) -> Row | None:
        """The row of the components; of others, where its columns are further measures of them.

        Where the heading names components alone, the row's label is the measure.
        """
        _, name = measure_of_year(piece.text)
        measure = self.heading.known.words.measures.get(name, "")
        if not piece.text and not self.found.rows and self._names_no_measure():
            measure = self.table.measures[-1]  # what was spent: the table says nothing else
        piece.figures = [
            (f"{column}{measure}" if column.endswith(".") else column, cell)
            for column, cell in piece.figures
        ]
        if any(column.endswith(".") for column, _ in piece.figures):
            return None
        taken = {measure for row in self.found.rows for measure in row.measures}
        own = {*self.heading.measures(piece.block), *(column for column, _ in piece.figures)}
        if not piece.figures or not taken.isdisjoint(own):
            return None
        return Row.of_components(piece.row.token(piece.figures[0][1]), piece.block)

    def _is_beyond(self, piece: Piece) -> bool:
        """A row below the components that is none: of an earlier year, or of things counted.

        Numbers of groups and of people stand behind what they count, in columns of components.
        """
        year, _ = measure_of_year(piece.text)
        if year and year < self.year:
            return True
        pairs = list(pairwise(piece.row.cells))
        numbers = [before for before, cell in pairs if is_number(cell.bare)]
        return bool(numbers) and all(
            wording().tokens.counted.search(before.bare) for before in numbers
        )

    def _names_no_measure(self) -> bool:
        """All columns of the heading are components."""
        return all(c.measure.endswith(".") for c in self.heading.columns if c.role == "figure")

    def _set_aside(self, row: SheetRow, cells: Sequence[Cell]) -> None:
        """Numbers of cells that hold no figures; one like an amount is said."""
        for cell in cells:
            if {".", ","}.isdisjoint(cell.bare):
                self.found.others += count_numbers(plain(cell.text))
                continue
            for token in tokenize([row.line.part(cell.text, cell.address)]):
                if token.is_like_amount and not {".", ","}.isdisjoint(token.plain):
                    self.found.strays.append((token, remark("in_label_cell")))
                else:
                    self.found.others += token.numbers

    def _count_labels(self, piece: Piece, found: Row | None) -> None:
        self._set_aside(piece.row, piece.labels)
        code = found.code if found else ""
        codes = [
            cell
            for cell in piece.labels
            if cell.bare.isdigit() or class_of(cell.bare) == class_of(code)
        ]
        if code:
            self.found.codes += len(codes)
            self.found.others -= len(codes)

    def _figures(self, piece: Piece, found: Row | None) -> None:
        row = piece.row
        for measure, cell in piece.figures:
            tokens = row.tokens(cell)
            figure = (
                tokens[0] if len(tokens) == 1 and tokens[0].kind in ("number", "dash") else None
            )
            reason = _reason(piece, found, measure, cell) or self._spread(piece, cell)
            if found and self.table.shape != "components" and _counts(found):
                reason = remark("row_counts", row=found.name)
            if figure is not None and reason is None and found is not None:
                found.figures.append(figure)
                found.measures.append(measure)
            elif not any(token.numbers or token.kind == "dash" for token in tokens):
                if cell.bare.isalnum() and not self.heading.known.is_heading(cell.bare):
                    self._remark(row, cell, problem("text_unplaced", text=cell.text))
            else:
                lost = self._strand(tokens, reason or cell.remark or _unread(tokens))
                if found is not None:
                    found.torn += lost
            if cell.remark and (cell.is_trusted or not any(token.numbers for token in tokens)):
                self._remark(row, cell, problem("cell_doubtful", reason=cell.remark))
        self._without_column(piece, found)

    def _without_column(self, piece: Piece, found: Row | None) -> None:
        """Figures under several columns, one of which would be blank without them, or none.

        Those of columns that the form has not are all kept, and those like amounts are said.
        """
        for cell in piece.spread:
            lost = self._strand(piece.row.tokens(cell), remark("below_several_columns"))
            if found is not None:
                found.torn += lost
        for heading, cell in piece.unknown:
            if numbers := [token for token in piece.row.tokens(cell) if token.numbers]:
                self.found.unknown.setdefault((piece.block, heading), []).extend(numbers)
        beside = [token for cell in piece.beside for token in piece.row.tokens(cell)]
        self.found.others += sum(token.numbers for token in beside)
        self.found.beyond |= any(token.numbers for token in beside)

    def _remark(self, row: SheetRow, cell: Cell, problem: Problem) -> None:
        self.found.remarks.append((row.token(cell), problem))

    def _spread(self, piece: Piece, cell: Cell) -> Remark | None:
        """A figure that is merged over the figures of further rows."""
        below = range(cell.row + 1, cell.row + cell.rows)
        several = self.labelled.get(piece.block, set()).intersection(below)
        self.shared.update((piece.block, at) for at in several)
        return remark("beside_several_rows") if several else None

    def _strand(self, tokens: Sequence[Token], reason: Remark) -> int:
        lost = [token for token in tokens if token.kind == "dash" or token.numbers]
        self.found.strays += [(token, reason) for token in lost]
        return len(lost)


def measure_of_year(text: str) -> tuple[str, str]:
    """A label taken apart: the year in front, "" where none stands there, and the rest bare."""
    plain_text = bare(text)
    year = wording().document.year.match(plain_text)
    return (year[1], plain_text[year.end() :]) if year else ("", plain_text)


def _unread(tokens: Sequence[Token]) -> Remark:
    return why_unreadable(tokens[0]) if len(tokens) == 1 else remark("more_than_one_figure")


def _counts(found: Row) -> bool:
    return bool(wording().tokens.counted.search(bare(found.name)))


def _reason(piece: Piece, found: Row | None, measure: str, cell: Cell) -> Remark | None:
    """Why a figure has no place; None where it has one."""
    if found is None:
        text = piece.text
        return remark("row_unknown", row=text) if text else remark("row_without_label")
    if measure in found.measures:
        return remark("place_taken")
    return None if cell.is_trusted else cell.remark
