"""Which row of a table the labels of a printed row of cells are."""

from __future__ import annotations

from collections.abc import Sequence

from juesuan.catalogue import Line, Table
from juesuan.catalogue.levels import HIGHEST, STEP, TOTAL, level_of_line, parent_of, parts_of
from juesuan.catalogue.problems import problem
from juesuan.catalogue.terms import SIDES
from juesuan.readers.characters import bare
from juesuan.readers.grid import Cell
from juesuan.tables.labels import Lines, label_name, unnumbered
from juesuan.tables.recogniser import recogniser
from juesuan.tables.rows import Assembly, Row
from juesuan.tables.ruled.piece import Piece

# In front of a name, in the widths that documents print them in.
_CODE_SIGNS = "0123456789０１２３４５６７８９"


class RowLabels:
    """Follows the rows of each block, by which codes that are cut short are read."""

    def __init__(self, table: Table, found: Assembly) -> None:
        self.table = table
        self.known = recogniser(table)
        self.lines = Lines(table)
        self.found = found
        self.last: dict[int, Row] = {}
        # The labels that the next row may stand under, by their columns.
        self.above: dict[int, str] = {}

    def row(self, piece: Piece, side: str | None) -> Row | None:
        """The row that the labels name; None where they name none.

        Figures in a table by codes that has no labels at all are those of its total.
        """
        if not piece.labels and piece.figures and self._is_unlabelled(piece):
            total = next(line for line in self.table.lines if line.key == TOTAL)
            return Row.of_line(total, "", piece.row.token(piece.figures[0][1]), piece.block)
        if not piece.labels or not all(cell.is_trusted for cell in piece.labels):
            return None
        at = piece.row.token(piece.labels[0])
        if code := self._code(piece):
            name = label_name("".join(cell.text for cell in piece.names))
            name = name if piece.digits else name.lstrip(_CODE_SIGNS)
            return Row.of_code(code, name, at, piece.block)
        # A part of the heading may stand in the row of the total: 类 款 项 合计.
        own = [cell for cell in piece.labels if not self.known.is_label(cell.bare)]
        text = "".join(cell.text for cell in own)
        if line := self._line(bare(text), side) or self._total_again(bare(text), side, piece):
            self.lines.take(line)
            return Row.of_line(line, label_name(text), at, piece.block)
        name = ""
        if self.table.paths and not self.found.codes and own:
            # A unit's code is no part of its name.
            is_named = self.table.by_unit and len(piece.names) > 0
            name = self._path(piece.names if is_named else own)
        elif self.table.codes is None and unnumbered(bare(text)):
            name = label_name(text)
            self.found.remarks.append((at, problem("line_unknown", name=name)))
        return Row.unknown(side, name, at, piece.block) if name else None

    def _path(self, own: Sequence[Cell]) -> str:
        """The labels of a row behind those of the rows above that it stands under."""
        above = {at: name for at, name in self.above.items() if at < own[0].column}
        self.above = above | {cell.column: label_name(cell.text) for cell in own}
        return "/".join(self.above[at] for at in sorted(self.above))

    def _is_unlabelled(self, piece: Piece) -> bool:
        """The form's heading has no column of labels, and this is the only row."""
        return bool(self.table.codes) and piece.is_unlabelled and not self.found.rows

    def goes_on(self, piece: Piece, side: str | None) -> Row | None:
        """The last row of the page before, where the first one of a page goes on with its name."""
        last = self.last.get(piece.block)
        text = bare(piece.text)
        if last is None or not text or piece.line or piece.unknown:
            return None
        if any(cell.bare[:1].isdigit() for cell in piece.labels) or self._line(text, side):
            return None
        whole = bare(last.name) + text
        line = None if last.key else self._line(whole, side)
        completed = line is not None or whole in self.known.names_of_code(last.code)
        if piece.figures and not completed:
            return None
        if self.table.codes is None and not completed:
            return None
        if line:
            self.lines.take(line)
            last.key, last.level = line.key, level_of_line(line.key)
            self.found.remarks = [each for each in self.found.remarks if each[0] is not last.at]
        last.name += label_name(piece.text)
        return last

    def _line(self, text: str, side: str | None) -> Line | None:
        """The line of the form with this name that has not been seen."""
        label = self.lines.label_at(text, 0, (0, len(text)))
        fitting = [
            line for line, lacking in label.candidates if not lacking and label.end == len(text)
        ]
        found = next((line for line in fitting if line.side == side), None)
        if side not in SIDES[2:]:
            return found
        # A total below both lists of expenditure stands in the columns of the last one.
        above = next((line for line in fitting if line.side == SIDES[1]), None)
        is_total = above and any(above.key in keys for keys in self.table.totals)
        return above if is_total or found is None else found

    def _total_again(self, text: str, side: str | None, piece: Piece) -> Line | None:
        """The line of a total that a further page prints once more with the same figures."""
        line = self.known.lines.get(text)
        if line is None or level_of_line(line.key) != "total" or line.side != side:
            return None
        here = [(measure, cell.bare) for measure, cell in piece.figures]
        for row in self.found.rows:
            figures = (token.plain for token in row.figures)
            if row.key == line.key and list(zip(row.measures, figures, strict=True)) == here:
                return line
        return None

    def _code(self, piece: Piece) -> str:
        """The code of a row, whole or in parts, in front of its name or alone; "" for none."""
        digits, parts = piece.digits, piece.parts
        if len(parts) > 1 or (parts and len(digits) == 1 and len(digits[0]) < HIGHEST):
            # In three columns: what a row leaves out is as in the row above.
            last = self._last_code(piece)
            above = dict(enumerate(parts_of(last)))
            digits = [parts.get(at, above.get(at, "")) for at in range(max(parts) + 1)]
        if digits and (code := self.known.code(*digits)):
            return code
        if not digits and piece.names:
            code, name = self.known.leading_code(piece.names[0].bare)
            if code and name:
                return code
        return self._named(piece) if self.table.codes else ""

    def _named(self, piece: Piece) -> str:
        """The code of a row that prints only its name, or the last digits in front of it.

        A name that several codes have is told by the code above it; "" where it is not.
        """
        digits, names = piece.digits, piece.names
        if len(names) != 1 or len(digits) > 1 or self._line(names[0].bare, None):
            return ""
        if not digits and (self.found.codes or len(piece.labels) > 1):
            return ""
        found = self.known.codes_named(bare(label_name(names[0].text)))
        last = self._last_code(piece)
        below = [code for code in found if parent_of(code) and last.startswith(parent_of(code))]
        ends = [code for code in below if digits and code[-STEP:] == digits[0].zfill(STEP)]
        chosen = ends if digits else found if len(found) == 1 else below
        return chosen[0] if len(chosen) == 1 else ""

    def _last_code(self, piece: Piece) -> str:
        return self.last[piece.block].code if piece.block in self.last else ""
