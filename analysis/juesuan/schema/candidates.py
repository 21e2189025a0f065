"""Columns that hold a list as text: `measures`, `evidence`, and the cells in `candidates`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

_BETWEEN = ","


class Candidate(NamedTuple):
    """A cell that an ambiguous amount may stand in.

    `line` is the key of its line ("" for a line unknown to the catalogue), None where that is the
    line of the amount's row; `side` is None where it is that of the row.
    """

    measure: str
    line: str | None = None
    side: str | None = None

    @property
    def place(self) -> str:
        """The line with its side, "" where they are those of the row."""
        side = f"{self.side}/" if self.side else ""
        return f"{side}{self.line}" if self.line is not None else ""

    def __str__(self) -> str:
        return self.measure if self.line is None else f"{self.place}.{self.measure}"


def candidates(text: str | None) -> Iterator[Candidate]:
    """The candidates of an amount; none where its column is known.

    >>> list(candidates("basic,project"))
    [Candidate(measure='basic', line=None, side=None), Candidate(measure='project', ...)]
    >>> list(candidates("income/other.amount"))
    [Candidate(measure='amount', line='other', side='income')]
    >>> said = "income/other.amount,expenditure/class_201.total"
    >>> joined(candidates(said)) == said
    True
    """
    for each in parted(text):
        place, dot, measure = each.rpartition(".")
        side, _, line = place.rpartition("/")
        yield Candidate(measure, line if dot else None, side or None)


def joined(parts: Iterable[object]) -> str | None:
    """A list as the text of its column; None where it is empty."""
    return _BETWEEN.join(map(str, parts)) or None


def parted(text: str | None) -> list[str]:
    """The list that a column's text is; NA is none."""
    return text.split(_BETWEEN) if isinstance(text, str) and text else []
