"""Names that were broken: which piece of text goes on with which row's name."""

from __future__ import annotations

from juesuan.catalogue import Line, Table
from juesuan.readers.characters import bare
from juesuan.tables.labels import Label, Lines, named_lines
from juesuan.tables.rows import Row

# A name goes on among so many rows: names are broken row by row.
_ROWS_BACK = 8


class BrokenNames:
    """The rows of a form whose names may go on, each with the lines that it may yet name."""

    def __init__(self, table: Table, lines: Lines) -> None:
        self._names = named_lines(table)
        self._lines = lines
        self._broken: dict[Row, Label] = {}

    def add(self, row: Row, label: Label) -> None:
        """A row whose name is this label; kept where a wording of it is longer."""
        if any(missing for _, missing in label.candidates):
            self._broken[row] = label

    def is_broken(self, row: Row) -> bool:
        """The name must go on; one that is whole may, where a longer wording is known too."""
        label = self._broken.get(row)
        going_on = label is not None and any(missing for _, missing in label.candidates)
        return going_on and not any(
            line.key == row.key and name == bare(row.name) for name, line in self._names
        )

    def awaits(self, piece: str, rows: list[Row]) -> bool:
        """A name that must go on can go on with this piece."""
        return any(
            self.is_broken(row) and _fitting(label, piece) for row, label in self._recent(rows)
        )

    def complete(self, piece: str, rows: list[Row]) -> Row | None:
        """Give a piece of text to the first of the last rows whose name goes on with it."""
        # A name that is whole already may go on, but one that is not must.
        for row, label in sorted(self._recent(rows), key=lambda pair: not self.is_broken(pair[0])):
            if fitting := _fitting(label, piece):
                row.name += piece
                self._rename(row, fitting[0][0])
                self._broken[row] = Label(row.name, fitting, label.end)
                return row
        return None

    def side(self, named: Row) -> str | None:
        """The side of a name; None where it is broken and may yet become one of either side."""
        label = self._broken.get(named)
        open_sides = {line.side for line, _ in label.candidates} if label else set()
        return named.side if len(open_sides) <= 1 else None

    def settle_side(self, named: Row, side: str) -> None:
        """It became known which side a name belongs to."""
        if named in self._broken:
            fitting = self._broken[named] = of_side(self._broken[named], side)
            line, _ = fitting.candidates[0]
            if named.side != line.side:
                self._rename(named, line)

    def end(self, rows: list[Row]) -> None:
        """A broken name that never went on was the whole name of another line."""
        seen = {(row.side, row.key) for row in rows}
        for row, label in self._broken.items():
            whole = [line for line, missing in label.candidates if not missing]
            free = [line for line in whole if (line.side, line.key) not in seen]
            if free and self.is_broken(row):
                self._rename(row, free[0])

    def _recent(self, rows: list[Row]) -> list[tuple[Row, Label]]:
        last = set(rows[-_ROWS_BACK:])
        return [(row, label) for row, label in self._broken.items() if row in last]

    def _rename(self, row: Row, line: Line) -> None:
        """Another line was meant than the one that the name's beginning suggested."""
        if (row.key, row.side) == (line.key, line.side):
            return
        for _, other in self._names:
            if (other.key, other.side) == (row.key, row.side):
                self._lines.give_back(other)
                break
        row.key, row.side = line.key, line.side
        self._lines.take(line)


def of_side(label: Label, side: str | None) -> Label:
    """The label with the candidates of one side only, where it has such."""
    fitting = tuple(pair for pair in label.candidates if pair[0].side == side)
    return Label(label.name, fitting or label.candidates, label.end, label.numeral)


def _fitting(label: Label, piece: str) -> tuple[tuple[Line, str], ...]:
    """The lines that the name may be when it goes on with a piece, with what is missing then."""
    return tuple(
        (line, missing[len(piece) :])
        for line, missing in label.candidates
        if piece and missing.startswith(piece)
    )
