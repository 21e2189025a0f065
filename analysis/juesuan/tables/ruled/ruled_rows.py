"""The body of a ruled table: its rows with their labels, and each figure in its column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from juesuan.catalogue import Line, Table, classification, wording
from juesuan.catalogue.classification import parent_of
from juesuan.catalogue.problems import Problem, problem
from juesuan.catalogue.remarks import Remark, remark
from juesuan.readers.characters import bare, compact, plain
from juesuan.readers.grid import Cell, is_number
from juesuan.tables.labels import Lines
from juesuan.tables.ruled.form_words import unnumbered
from juesuan.tables.ruled.grid_rows import Sheet, SheetRow
from juesuan.tables.ruled.heading_columns import Column, Heading, code_of
from juesuan.tables.tokens import Token, count_numbers, tokenize

_SIDES = ("income", "expenditure")


@dataclass(slots=True)
class RuledRow:
    """One row of one block: what it is about, and its figures by measure.

    `key` is the code or the line's key, None where the catalogue does not know the line.
    """

    key: str | None
    side: str | None
    code: str
    level: str
    name: str
    line: int | None
    at: Token
    block: int
    figures: dict[str, Token] = field(default_factory=dict)


@dataclass
class Rows:
    """The rows of a table, and what became of everything that is no figure.

    `strays` are numbers without a place, and why; `remarks` are what a person should see, with its
    token. `unknown` are the numbers of columns that the catalogue does not know, by block and
    heading.
    """

    rows: list[RuledRow] = field(default_factory=list)
    codes: int = 0
    line_numbers: int = 0
    others: int = 0
    strays: list[tuple[Token, Remark]] = field(default_factory=list)
    remarks: list[tuple[Token, Problem]] = field(default_factory=list)
    unknown: dict[tuple[int, str], list[Token]] = field(default_factory=dict)


@dataclass
class _Piece:
    """What one block of a printed row holds before it is known what row it is."""

    block: int
    labels: list[tuple[Column, Cell]] = field(default_factory=list)
    line: Cell | None = None
    figures: list[tuple[str, Cell]] = field(default_factory=list)
    unknown: list[tuple[str, Cell]] = field(default_factory=list)


class Reader:
    """Reads the sheets of one table, one after the other."""

    def __init__(self, table: Table, heading: Heading) -> None:
        self.table = table
        self.heading = heading
        self.lines = Lines(table.key)
        self.found = Rows()
        self.last: dict[int, RuledRow] = {}
        self.components = any("." in column.measure for column in heading.columns)
        # The rows of the sheet in which a label begins, by block.
        self.labelled: dict[int, set[int]] = {}

    def read(self, sheet: Sheet, heading: Heading, places: Sequence[int], *, first: bool) -> None:
        """Read a sheet whose columns are those of the heading at these places."""
        begun = False
        self.heading = heading
        body = sheet.rows[len(heading.rows) if first else 0 :]
        pieces = [list(self._pieces(row, places)) for row in body]
        self.labelled = {}
        for piece in (each for row in pieces for each in row):
            rows = self.labelled.setdefault(piece.block, set())
            rows.update(cell.row for _, cell in piece.labels)
        for row in sheet.rows[: len(sheet.rows) - len(body)]:
            self._set_aside(row, row.cells)
        for row, its in zip(body, pieces, strict=True):
            if self.heading.repeats(row) and not (begun and self._is_row(row)):
                self._set_aside(row, row.cells)
                continue
            for piece in its:
                self._take(piece, row, continues=not (first or begun))
            begun = True

    def _is_row(self, row: SheetRow) -> bool:
        """A row of the body whose words are all words of the heading: 合计 … 合计."""
        words = self.heading.words
        return all(words.is_line(text) for text in row.texts)

    def _pieces(self, row: SheetRow, places: Sequence[int]) -> Iterator[_Piece]:
        pieces: dict[int, _Piece] = {}
        for cell in row.cells:
            covered = places[cell.column : cell.column + cell.columns]
            columns = [self.heading.columns[at] for at in covered]
            column = columns[0]
            if column.role == "label" and columns[-1].role == "label":
                # A label over several blocks is that of the figures behind it.
                column = columns[-1]
            piece = pieces.setdefault(column.block, _Piece(column.block))
            measures = {each.measure for each in columns if each.role == "figure"}
            if column.role == "line":
                piece.line = cell
            elif column.role == "label" and not _is_amount(cell):
                piece.labels.append((column, cell))
            elif column.role == "figure" and measures == {column.measure}:
                piece.figures.append((column.measure, cell))
            else:
                piece.unknown.append((column.heading, cell))
        yield from (pieces[block] for block in sorted(pieces))

    def _take(self, piece: _Piece, row: SheetRow, *, continues: bool) -> None:
        side = None
        if self.table.shape == "two_sided":
            order = self.heading.blocks
            # The form of some years lists expenditure twice, by function and by kind.
            side = _SIDES[min(order.index(piece.block), 1)] if piece.block in order else None
        if continues and not self.components and self._goes_on(piece, row, side):
            return
        found = self._components(piece, row) if self.components else self._row(piece, row, side)
        self._count_labels(piece, row, found)
        number = piece.line.bare if piece.line else ""
        if number and found and number.isdigit():
            found.line = int(number)
            self.found.line_numbers += 1
        elif piece.line:
            self._set_aside(row, [piece.line])
        if found:
            self.found.rows.append(found)
            self.last[piece.block] = found
        elif piece.labels and not piece.figures:
            self._remark_label(piece, row)
        self._figures(piece, row, found)

    def _components(self, piece: _Piece, row: SheetRow) -> RuledRow | None:
        if self.found.rows or not piece.figures:
            return None
        at = row.token(piece.figures[0][1])
        return RuledRow("", None, "", "line", "", None, at, piece.block)

    def _row(self, piece: _Piece, row: SheetRow, side: str | None) -> RuledRow | None:
        if not piece.labels or not all(cell.is_trusted for _, cell in piece.labels):
            return None
        at = row.token(piece.labels[0][1])
        if self.table.codes:
            code, name = self._code(piece)
            code = code or self._named(piece)
            if code:
                level = {3: "class", 5: "section", 7: "item"}[len(code)]
                name = name or _printed(
                    "".join(c.text for _, c in piece.labels if not c.bare.isdigit())
                )
                return RuledRow(code, None, code, level, name, None, at, piece.block)
        # A part of the heading may stand in the row of the total: 类 款 项 合计.
        own = [cell for _, cell in piece.labels if not self.heading.words.is_label(cell.bare)]
        text = "".join(cell.text for cell in own)
        name = _printed(text)
        begun = bare(text)
        if line := self._line(begun, side):
            self.lines.take(line)
            level = "total" if line.key == "total" else "line"
            return RuledRow(line.key, side, "", level, name, None, at, piece.block)
        if self.table.codes is None and unnumbered(begun):
            self.found.remarks.append((at, problem("line_unknown", name=name)))
            return RuledRow(None, side, "", "line", name, None, at, piece.block)
        return None

    def _line(self, text: str, side: str | None) -> Line | None:
        """The line of the form with this name that has not been seen."""
        label = self.lines.label_at(text, 0, (0, len(text)))
        fitting = (
            line
            for line, lacking in label.candidates
            if not lacking and label.end == len(text) and line.side == side
        )
        return next(fitting, None)

    def _code(self, piece: _Piece) -> tuple[str, str]:
        """The code of a row and its name; ("", "") where it has none."""
        kind = self.table.codes or ""
        parts = {c.part: cell.bare for c, cell in piece.labels if c.part is not None}
        digits = [cell.bare for _, cell in piece.labels if cell.bare.isdigit()]
        names = [cell for _, cell in piece.labels if not cell.bare.isdigit()]
        name = _printed("".join(cell.text for cell in names))
        if len(parts) > 1 or (parts and len(digits) == 1 and len(digits[0]) < 3):
            digits = self._whole(parts, piece.block)
        if len(digits) > 1 and len(digits[0]) == 3:
            digits = [digits[0] + "".join(part.zfill(2) for part in digits[1:])]
        if len(digits) == 1 and code_of(digits[0], kind) == (digits[0], ""):
            return digits[0], name
        if not digits and names:
            code, rest = code_of(names[0].bare, kind)
            if code and rest:
                return code, name.lstrip("0123456789０１２３４５６７８９")
        return "", ""

    def _named(self, piece: _Piece) -> str:
        """The code of a row that prints only its name, or the last digits in front of it.

        A name that several codes have is told by the code above it; "" where it is not.
        """
        digits = [cell.bare for _, cell in piece.labels if cell.bare.isdigit()]
        names = [cell for _, cell in piece.labels if not cell.bare.isdigit()]
        if len(names) != 1 or len(digits) > 1 or self._line(names[0].bare, None):
            return ""
        if not digits and (self.found.codes or len(piece.labels) > 1):
            return ""
        found = codes_named(self.table.codes or "", bare(_printed(names[0].text)))
        last = self.last[piece.block].code if piece.block in self.last else ""
        below = [code for code in found if parent_of(code) and last.startswith(parent_of(code))]
        ends = [code for code in below if digits and code[-2:] == digits[0].zfill(2)]
        chosen = ends if digits else found if len(found) == 1 else below
        return chosen[0] if len(chosen) == 1 else ""

    def _whole(self, parts: dict[int, str], block: int) -> list[str]:
        """A code in three columns; what a row leaves out is as in the row above."""
        last = self.last[block].code if block in self.last else ""
        above = {0: last[:3], 1: last[3:5], 2: last[5:7]}
        given = [at for at in (0, 1, 2) if parts.get(at)]
        if not given:
            return []
        return [parts.get(at) or above[at] for at in range(max(given) + 1)]

    def _goes_on(self, piece: _Piece, row: SheetRow, side: str | None) -> bool:
        """The first row of a page goes on with the name of the last one of the page before."""
        last = self.last.get(piece.block)
        text = "".join(cell.text for _, cell in piece.labels)
        if last is None or not text or piece.line or piece.unknown:
            return False
        if any(cell.bare[:1].isdigit() for _, cell in piece.labels) or self._line(bare(text), side):
            return False
        whole = bare(last.name) + bare(text)
        line = None if last.key else self._line(whole, side)
        known = classification(self.table.codes).names(last.code) if self.table.codes else ()
        completed = line is not None or whole in map(bare, known)
        if piece.figures and (not completed or last.figures):
            return False
        if self.table.codes is None and not completed:
            return False
        if line:
            self.lines.take(line)
            last.key, last.level = line.key, "total" if line.key == "total" else "line"
            self.found.remarks = [each for each in self.found.remarks if each[0] is not last.at]
        last.name += _printed(text)
        self._set_aside(row, [cell for _, cell in piece.labels])
        self._figures(piece, row, last)
        return True

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

    def _count_labels(self, piece: _Piece, row: SheetRow, found: RuledRow | None) -> None:
        for _, cell in piece.labels:
            self._set_aside(row, [cell])
            code = found.code if found else ""
            if code and (cell.bare.isdigit() or cell.bare[:3] == code[:3]):
                self.found.codes += 1
                self.found.others -= 1

    def _remark_label(self, piece: _Piece, row: SheetRow) -> None:
        text = "".join(cell.text for _, cell in piece.labels)
        if any(sign.isalnum() for sign in text):
            token = row.token(piece.labels[0][1])
            self.found.remarks.append((token, problem("text_unplaced", text=_printed(text))))

    def _remark(self, row: SheetRow, cell: Cell, problem: Problem) -> None:
        self.found.remarks.append((row.token(cell), problem))

    def _figures(self, piece: _Piece, row: SheetRow, found: RuledRow | None) -> None:
        for measure, cell in piece.figures:
            tokens = row.tokens(cell)
            figure = tokens[0] if len(tokens) == 1 and tokens[0].kind != "text" else None
            reason = _reason(piece, found, measure, cell) or self._spread(piece, cell)
            if figure is not None and reason is None and found is not None:
                found.figures[measure] = figure
            elif not any(token.numbers or token.kind == "dash" for token in tokens):
                if cell.bare.isalnum() and not self.heading.words.is_heading(cell.bare):
                    self._remark(row, cell, problem("text_unplaced", text=cell.text))
            else:
                self._strand(tokens, reason or remark("more_than_one_figure"))
            if cell.remark and (cell.is_trusted or not any(token.numbers for token in tokens)):
                self._remark(row, cell, problem("cell_doubtful", reason=cell.remark))
        for heading, cell in piece.unknown:
            numbers = [token for token in row.tokens(cell) if token.numbers]
            if numbers:
                self.found.unknown.setdefault((piece.block, heading), []).extend(numbers)

    def _spread(self, piece: _Piece, cell: Cell) -> Remark | None:
        """A figure that is merged over the figures of further rows."""
        below = range(cell.row + 1, cell.row + cell.rows)
        several = not self.labelled.get(piece.block, set()).isdisjoint(below)
        return remark("beside_several_rows") if several else None

    def _strand(self, tokens: Sequence[Token], reason: Remark) -> None:
        for token in tokens:
            if token.kind == "dash" or token.numbers:
                self.found.strays.append((token, reason))


def _reason(piece: _Piece, found: RuledRow | None, measure: str, cell: Cell) -> Remark | None:
    """Why a figure has no place; None where it has one."""
    if found is None:
        text = "".join(label.text for _, label in piece.labels)
        return remark("row_unknown", row=text) if text else remark("row_without_label")
    if wording().tokens.counted.search(bare(found.name)):
        return remark("row_counts", row=found.name)
    if measure in found.figures:
        return remark("place_taken")
    return None if cell.is_trusted else cell.remark


def _is_amount(cell: Cell) -> bool:
    """A figure with decimals or groups of digits: no code, name or line number is like this."""
    return not {".", ","}.isdisjoint(cell.bare) and is_number(cell.bare)


@cache
def codes_named(kind: str, name: str) -> tuple[str, ...]:
    """Every code that has, or had, this name."""
    codes = classification(kind)
    return tuple(code for code in codes.entries if name in map(bare, codes.names(code)))


def _printed(text: str) -> str:
    """A name as printed, without numbering, spaces and line breaks."""
    signs = "".join(text.split())
    kept = unnumbered(compact(plain(signs)))
    return signs[len(signs) - len(kept) :]
