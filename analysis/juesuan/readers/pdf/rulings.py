"""Ruled lines, merged and completed → the tables that they rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from juesuan.readers.pdf.edges import Edges
from juesuan.readers.pdf.lattice import NO_RULING, Flags, Numbers, Ruling, ruling_of

# In points: lines nearer than this are one line; ends nearer than this meet.
_NEAR = 3.0
# So many lines end alike where a table's outer border is not drawn.
_FEWEST_LOOSE = 2
# More than any place on a page, so that stretches of two lines never meet.
_APART = 1e6
# A lattice of more squares than this is a drawing and no table.
_MOST_SQUARES = 60_000


class Lines(NamedTuple):
    """Ruled lines of one direction by their place, each in stretches.

    `owner` is the number of the line that a stretch is part of, in ascending order.
    """

    places: Numbers
    owner: NDArray[np.intp]
    starts: Numbers
    stops: Numbers


def ruled_tables(edges: Edges) -> Ruling:
    """The tables of a page; a table of one cell is a frame and no table.

    Of a drawing with too many lines for a table nothing is taken, and `edges` is not whole.
    """
    horizontal, vertical = edges.lines()
    if not len(horizontal) or not len(vertical):
        return NO_RULING
    across, down = _merged(horizontal), _merged(vertical)
    sides, ends = _missing(across, down), _missing(down, across)
    if sides:
        down = _merged(np.vstack((vertical, sides)))
    if ends:
        across = _merged(np.vstack((horizontal, ends)))
    xs, ys = down.places, across.places[::-1]
    if len(xs) * len(ys) > _MOST_SQUARES:
        edges.is_whole = False
        return NO_RULING
    if min(len(xs), len(ys)) < 2:
        return NO_RULING
    return ruling_of(_separators(across, xs)[::-1], _separators(down, ys[::-1])[:, ::-1], xs, ys)


def _merged(lines: Numbers) -> Lines:
    """Lines near each other as one, with the stretches that it covers."""
    lines = lines[lines[:, 2] > lines[:, 1]]
    if not len(lines):
        return Lines(np.zeros(0), np.zeros(0, np.intp), np.zeros(0), np.zeros(0))
    at, start, stop = lines[np.argsort(lines[:, 0], kind="stable")].T
    begins = np.ones(len(at), np.bool_)
    begins[1:] = at[1:] - at[:-1] > _NEAR
    first, number = np.flatnonzero(begins), np.cumsum(begins) - 1
    length = stop - start
    places = np.add.reduceat(at * length, first) / np.add.reduceat(length, first)
    # Set apart by their line, all stretches can be joined in one go.
    shift = number * _APART
    order = np.argsort(start + shift, kind="stable")
    start, stop, number = (start + shift)[order], (stop + shift)[order], number[order]
    reach = np.maximum.accumulate(stop)
    begins[1:] = start[1:] - reach[:-1] > _NEAR
    opens = np.flatnonzero(begins)
    owner = number[opens]
    stops = np.maximum.reduceat(stop, opens) - owner * _APART
    return Lines(places, owner, start[opens] - owner * _APART, stops)


def _missing(lines: Lines, crossing: Lines) -> list[tuple[float, float, float]]:
    """Outer borders that are not drawn: where several lines end alike and no line closes them.

    A line must meet another one inside, or it is no table's.
    """
    if not len(lines.places) or not len(crossing.places):
        return []
    whole = np.flatnonzero(np.bincount(lines.owner)[lines.owner] == 1)
    place = lines.places[lines.owner[whole]][:, None]
    start, stop = lines.starts[whole][:, None], lines.stops[whole][:, None]
    at = crossing.places[crossing.owner]
    passed = (crossing.starts - _NEAR <= place) & (place <= crossing.stops + _NEAR)
    inside = (passed & (start + _NEAR < at) & (at < stop - _NEAR)).any(axis=1)
    loose: list[tuple[float, float]] = []
    for end in (start, stop):
        is_loose = inside & ~(passed & (np.abs(at - end) <= _NEAR)).any(axis=1)
        loose += zip(end[is_loose, 0].tolist(), place[is_loose, 0].tolist(), strict=True)
    groups = [group for group in _neighbours(loose) if len(group) >= _FEWEST_LOOSE]
    return [
        (group[0][0], min(place for _, place in group), max(place for _, place in group))
        for group in groups
    ]


def _neighbours(items: Iterable[tuple[float, float]]) -> Iterator[list[tuple[float, float]]]:
    """Items whose first number is near the one before, group by group."""
    group: list[tuple[float, float]] = []
    for item in sorted(items):
        if group and item[0] - group[-1][0] > _NEAR:
            yield group
            group = []
        group.append(item)
    if group:
        yield group


def _separators(lines: Lines, crossing: Numbers) -> Flags:
    """For each line and each gap between the crossing lines: does the line cover the gap."""
    low, high = crossing[:-1] + _NEAR, crossing[1:] - _NEAR
    covers = (lines.starts[:, None] <= low) & (lines.stops[:, None] >= high)
    first = np.flatnonzero(np.diff(lines.owner, prepend=-1))
    found: Flags = np.logical_or.reduceat(covers, first, axis=0)
    return found
