"""Characters that are printed on end: the pieces of text that belong into one cell."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import numpy as np

from juesuan.readers.pdf.glyphs import Glyphs

# In sizes of the type: how far apart the origins of neighbours in a word are at most, and how
# far off the baseline they stand.
_WIDE, _NARROW, _OFF_LINE = 1.25, 0.8, 0.25
# Two equal characters nearer than this are one, printed twice for bold type.
_DOUBLED = 0.18


@cache
def _reach(sign: str) -> float:
    return _WIDE if unicodedata.east_asian_width(sign) in "WF" else _NARROW


def words(glyphs: Glyphs, size: float) -> tuple[list[range], bool]:
    """Runs of characters on one baseline with no blank between them, in the content's order.

    Also whether any character stands on the spot of the one before it.
    """
    if not len(glyphs):
        return [], False
    doubled = _DOUBLED * size
    reach = np.fromiter(map(_reach, glyphs.signs), float, len(glyphs)) * size
    step, rise = np.diff(glyphs.points, axis=0).T
    broken = (
        (np.diff(glyphs.places) > 1)
        | (np.abs(rise) > _OFF_LINE * size)
        | (step < -doubled)
        | (step > reach[:-1])
    )
    doubles = bool((~broken & (step <= doubled)).any())
    starts = [0, *(np.flatnonzero(broken) + 1).tolist(), len(glyphs)]
    return [range(start, stop) for start, stop in pairwise(starts)], doubles


def printed_lines(
    glyphs: Glyphs, numbers: Sequence[int], size: float
) -> tuple[tuple[str, ...], bool]:
    """The text of a cell line by line, and whether different characters stand on one spot."""
    if _is_one_line(glyphs, numbers, size):
        return (glyphs.text(numbers),), False
    y = glyphs.y
    rows: list[list[int]] = []
    for number in sorted(numbers, key=lambda each: -y[each]):
        if (
            rows
            and y[rows[-1][-1]] - y[number] <= size / 3
            and y[rows[-1][0]] - y[number] <= size / 2
        ):
            rows[-1].append(number)
        else:
            rows.append([number])
    kept = [_once(glyphs, sorted(row, key=lambda each: glyphs.x[each]), size) for row in rows]
    return tuple(glyphs.text(row) for row, _ in kept), any(over for _, over in kept)


def _is_one_line(glyphs: Glyphs, numbers: Sequence[int], size: float) -> bool:
    """The characters come in their order on one baseline: most cells are like this."""
    doubled, off = _DOUBLED * size, _OFF_LINE * size
    xs, ys = glyphs.x, glyphs.y
    x, y = xs[numbers[0]] - size, ys[numbers[0]]
    for number in numbers:
        if xs[number] - x <= doubled or abs(ys[number] - y) > off:
            return False
        x = xs[number]
    return True


def _once(glyphs: Glyphs, row: list[int], size: float) -> tuple[list[int], bool]:
    """A line's characters without those that are printed a second time over themselves."""
    kept: list[int] = []
    overprinted = False
    for number in row:
        near = [each for each in kept[-2:] if glyphs.x[number] - glyphs.x[each] <= _DOUBLED * size]
        if any(glyphs.signs[each] == glyphs.signs[number] for each in near):
            continue
        overprinted = overprinted or bool(near)
        kept.append(number)
    return kept, overprinted
