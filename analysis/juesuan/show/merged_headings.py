"""Headings over columns as merged cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

# Headings above a column, outermost first.
Path = tuple[str, ...]


@dataclass(frozen=True)
class Heading:
    """A heading and the cells that it spans, counted from 0."""

    text: str
    row: int
    column: int
    last_row: int
    last_column: int


def merged(paths: Sequence[Path]) -> tuple[list[Heading], int]:
    """Headings, row by row, and how many rows they take.

    Equal neighbours join, the last heading above a column reaches down.
    """
    # Two rows at least: the check columns beside a workbook's table need a title and names.
    depth = max(2, *map(len, paths))
    found: list[Heading] = []
    for level in range(depth):
        start = 0
        for column in range(1, len(paths) + 1):
            if column < len(paths) and _same(paths[start], paths[column], level):
                continue
            path = paths[start]
            if level < len(path):
                last = depth - 1 if level == len(path) - 1 else level
                found.append(Heading(path[level], level, start, last, column - 1))
            start = column
    return found, depth


def _same(one: Path, other: Path, level: int) -> bool:
    """Two neighbours share this heading: it is a group's, and all above it are shared."""
    inside = level < min(len(one), len(other)) - 1
    return inside and one[: level + 1] == other[: level + 1]
