"""Whose figures a two-sided form prints where it has no line numbers: the row they belong to."""

from __future__ import annotations

from collections.abc import Callable

from juesuan.readers.source import Line
from juesuan.tables.rows import Row
from juesuan.tables.tokens import Token


class Owners:
    """Follows names and figures line by line.

    Figures belong to the name before them. Where names are centred around their figures, both
    sides' names have begun and neither has ended when the figures come: then the figures are those
    of both rows together (`Row.beside`), as long as nothing in their line tells them apart.
    `is_broken` tells whether a row's name goes on.
    """

    def __init__(self, is_broken: Callable[[Row], bool]) -> None:
        self._is_broken = is_broken
        self._waiting: list[Row] = []  # begun, and without figures
        self._touched: tuple[Row, Line] | None = None  # the last piece of a name
        self._together: tuple[Row, Line] | None = None  # a pair that figures were given to
        self._finished: Line | None = None  # a row ended in it: what follows is run together
        self._current: Row | None = None  # figures were given to it, and no name came since

    def touch(self, row: Row, line: Line) -> None:
        """A piece of the row's name stands in this line."""
        if row not in self._waiting and not row.figures:
            self._waiting.append(row)
        self._touched, self._current = (row, line), None
        if self._together and self._together[1] is line and self._together[0].beside is row:
            # The second row's name stands behind the figures: they were those of the first.
            self._together[0].beside = None

    def owner(self, token: Token) -> Row | None:
        """The row that a figure belongs to; None where that cannot be told."""
        if self._touched is None:
            return None
        if self._current is not None:
            return self._current
        last, line = self._touched
        pending = [row for row in self._waiting if row is not last and self._is_broken(row)]
        run_on = self._finished is token.line and self._is_broken(last)
        if line is token.line and not (run_on and pending):
            row = self._beside(last, pending, token)
        elif last.figures and not run_on:
            row = None  # figures stand in front of the name's end and behind it
        elif not self._is_broken(last):
            row = last
        else:
            row = self._beside(*_in_order(last, pending), token)
            if run_on:
                self._together = None  # pieces behind the figures are ends of the names
        self._current = row
        if row is not None and "expenditure" in (row.side, row.beside and row.beside.side):
            self._finished = token.line
        if row is not None:
            self._waiting = [each for each in self._waiting if each not in (row, row.beside)]
        return row

    def _beside(self, row: Row | None, pending: list[Row], token: Token) -> Row | None:
        """The row, together with the one that waits on the right side for figures of its line."""
        if row is None:
            return None
        right = [each for each in pending if each.side == "expenditure"]
        if row.side == "income" and not row.figures and right:
            if len(right) > 1:
                return None
            row.beside = right[0]
            self._together = (row, token.line)
        return row


def _in_order(last: Row, pending: list[Row]) -> tuple[Row | None, list[Row]]:
    """The row of the left side first; None where the rows are no pair."""
    rows = [*pending, last]
    left = [row for row in rows if row.side == "income"]
    right = [row for row in rows if row.side != "income"]
    if len(left) > 1 or len(right) > 1:
        return None, []
    return (left[0], right) if left else (right[0], [])
