"""Figures that stand one row off their names: the block of rows whose shift makes all hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import product

import msgspec
import numpy as np
from msgspec.structs import fields, replace

from juesuan.identities.cell_names import BlockName, CellName, named_cell, names_of
from juesuan.identities.cells import Cells, Integers
from juesuan.identities.equations_of import FAR, Equation, equations_of
from juesuan.identities.intake import Figures, Intake

# So many checks have to fail, and to hold once the rows are shifted back.
_FEWEST = 2
# No block has more rows.
_LONGEST = 100


class Shifted(msgspec.Struct, frozen=True, dict=True):
    """A block of rows whose figures stand one row off; the checks that its shift makes hold.

    `cells` are all that it moves, `left` the checks of the document that fail even then.
    """

    block: BlockName
    cells: frozenset[str]
    mended: tuple[str, ...]
    left: int

    @cached_property
    def rows(self) -> frozenset[tuple[str, str]]:
        """The rows of the block, each by its table and its code or line."""
        return frozenset((self.block.table, cell.split("/")[-2]) for cell in self.cells)


def shifted_rows(intake: Intake, document: int, equations: Sequence[Equation]) -> list[Shifted]:
    """The blocks of one document, at most one of each table and side; `equations` are all of it."""
    wrong = [equation for equation in equations if equation.violated]
    counts: dict[tuple[str, str | None], int] = {}
    for equation in wrong:
        cells = (named_cell(cell) for cell in equation.cells)
        for place in {(cell.table, cell.side) for cell in cells if cell}:
            counts[place] = counts.get(place, 0) + 1
    places = [place for place, count in counts.items() if count >= _FEWEST]
    if not places:
        return []
    filled = _filled(intake, document)
    found: dict[tuple[str, str | None], Shifted] = {}
    for grid in _grids(filled, document, places):
        # A form of several blocks prints its rows across; within a block they go by their codes.
        for order in (range(len(grid.rows)), np.argsort(grid.rows, kind="stable")):
            place = grid.table, grid.side
            if place not in found and (block := _block(grid.in_order(list(order)), len(wrong))):
                found[place] = block
    return list(_apart(sorted(found.values(), key=lambda each: each.left), wrong))


def _apart(found: Sequence[Shifted], wrong: Sequence[Equation]) -> Iterator[Shifted]:
    """The blocks that explain something by themselves, which those before them do not."""
    left = list(wrong)
    for block in found:
        own = [equation for equation in left if not block.cells.isdisjoint(equation.cells)]
        if len(own) >= _FEWEST:
            left = [equation for equation in left if equation not in own]
            yield block


class _Grid(msgspec.Struct, frozen=True):
    """The figures of a table by row and column, and the equations that they take part in.

    `weights` is equations × rows × columns; `residual`, `low` and `high` belong to the equations.
    """

    table: str
    side: str | None
    rows: list[str]
    measures: list[str]
    figures: Integers
    units: Integers
    weights: Integers
    residual: Integers
    low: Integers
    high: Integers
    identities: list[str]

    def in_order(self, at: list[int]) -> _Grid:
        """The same with its rows in another order."""
        return replace(
            self,
            rows=[self.rows[n] for n in at],
            figures=self.figures[at],
            units=self.units[at],
            weights=self.weights[:, at],
        )

    def of_column(self, at: int) -> _Grid:
        """One column, and the equations that take no other of the table."""
        one = slice(at, at + 1)
        others = np.delete(self.weights, at, axis=2)
        alone = np.flatnonzero(~(others != 0).any(axis=(1, 2)))
        return replace(
            self,
            measures=self.measures[one],
            figures=self.figures[:, one],
            units=self.units[:, one],
            weights=self.weights[alone][:, :, one],
            residual=self.residual[alone],
            low=self.low[alone],
            high=self.high[alone],
            identities=[self.identities[n] for n in alone.tolist()],
        )


def _filled(intake: Intake, document: int) -> Intake:
    """One document of the intake, its blank cells printed as 0: a figure can be moved there."""
    rows, placed = intake.presence.rows, intake.placed
    mine = np.flatnonzero(rows.document == document)
    at, measure = np.nonzero(intake.presence.measures[document][rows.table[mine]])
    held = np.flatnonzero(placed.cells.document == document)
    printed = set(zip(placed.cells.row[held].tolist(), placed.cells.measure[held].tolist()))  # noqa: B905 - of one length
    pairs = zip(rows.row[mine[at]].tolist(), measure.tolist(), strict=True)
    blank = np.array([pair not in printed for pair in pairs], dtype=np.bool_)
    empty = rows.take(mine[at][blank], measure[blank].astype(np.int64))
    own = placed.cells.take(held, placed.cells.measure[held])
    names = [field.name for field in fields(Cells)]
    cells = Cells(*(np.concatenate([getattr(part, n) for part in (own, empty)]) for n in names))
    nothing = np.zeros(len(empty), dtype=np.int64)
    figures = (placed.fen, placed.precision, placed.finest)
    joined = (np.concatenate([values[held], nothing]) for values in figures)
    return replace(intake, placed=Figures(cells, *joined))


def _grids(
    filled: Intake, document: int, places: Sequence[tuple[str, str | None]]
) -> Iterator[_Grid]:
    """The tables of a document in which checks fail."""
    cells, placed = filled.placed.cells, filled.placed
    names = names_of(cells, np.arange(len(cells)))
    equations = [each for each in equations_of(filled) if each.document == document]
    for table, side in places:
        own: list[tuple[int, CellName]] = []
        for at in np.argsort(cells.row, kind="stable").tolist():
            name = named_cell(names[at])
            if name and (name.table, name.side) == (table, side):
                own.append((at, name))
        rows = list(dict.fromkeys(name.row for _, name in own))
        measures = list(dict.fromkeys(name.measure for _, name in own))
        figures = np.zeros((len(rows), len(measures)), dtype=np.int64)
        units, spots = np.zeros_like(figures), {}
        for at, name in own:
            spot = spots[names[at]] = rows.index(name.row), measures.index(name.measure)
            figures[spot], units[spot] = placed.fen[at], placed.precision[at]
        taking = [each for each in equations if each.cells.keys() & spots.keys()]
        weights = np.zeros((len(taking), *figures.shape), dtype=np.int64)
        for number, equation in enumerate(taking):
            for cell, weight in equation.cells.items():
                if cell in spots:
                    weights[(number, *spots[cell])] = weight
        residual, low, high = (
            np.array([getattr(each, name) for each in taking], dtype=np.int64)
            for name in ("residual", "low", "high")
        )
        told = [each.identity for each in taking]
        yield _Grid(table, side, rows, measures, figures, units, weights, residual, low, high, told)


def _block(grid: _Grid, failing: int) -> Shifted | None:
    """The shift that explains most of the checks that fail, and of such the shortest.

    Where the columns of some figures are open, one column tells the block.
    """
    wrong = (grid.residual < grid.low) | (grid.residual > grid.high)
    columns = [grid.of_column(at) for at in range(len(grid.measures))]
    best: tuple[tuple[int, int, int], slice, int] | None = None
    for at, (part, lost) in enumerate(product((grid, *columns), (False, True))):
        for by in (1, -1):
            for rows in _mending(part, by, lost=lost):
                touched = (grid.weights[:, rows] != 0).any(axis=(1, 2))
                worth = -int((wrong & touched).sum()), rows.stop - rows.start, at
                if best is None or worth < best[0]:
                    best = worth, rows, by
    if best is None:
        return None
    (_, _, at), rows, by = best
    touched = wrong & (grid.weights[:, rows] != 0).any(axis=(1, 2))
    place = "/".join(part for part in (grid.table, grid.side) if part)
    cells = frozenset(f"{place}/{row}/{name}" for row in grid.rows[rows] for name in grid.measures)
    block = BlockName(grid.table, grid.side, grid.rows[rows][0], grid.rows[rows][-1], by)
    mended = tuple(grid.identities[n] for n in np.flatnonzero(touched).tolist())
    return Shifted(block, cells, mended, failing - len(mended))


def _mending(grid: _Grid, by: int, *, lost: bool) -> Iterator[slice]:
    """Blocks of rows whose shift back makes hold all that fails in them.

    Figures stand one row below (above: `by` -1) their names; that of the last name is printed at
    the first one, or is `lost`: nothing is known of its checks.
    """
    wrong = (grid.residual < grid.low) | (grid.residual > grid.high)
    order = np.arange(len(grid.rows))[::by]
    figures, units, weights = grid.figures[order], grid.units[order], grid.weights[:, order]
    size, touched = len(order), (weights != 0).any(axis=2)
    # What each row's equations gain where it takes the figures of the row behind it.
    steps, wider = (
        np.einsum("erm,rm->er", part[:, :-1], values[1:] - values[:-1])
        for part, values in ((weights, figures), (np.abs(weights), units))
    )
    for first in range(size - 1):
        last = slice(first + 1, min(first + _LONGEST, size))
        inner = slice(first, last.stop - 1)
        change, slack = (
            np.cumsum(step[:, inner], axis=1)
            + np.einsum("erm,rm->er", part[:, last], values[first] - values[last])
            for step, part, values in (
                (steps, weights, figures),
                (wider, np.abs(weights), units),
            )
        )
        slack = (slack + 1) // 2
        after = grid.residual[:, None] + change
        high = np.where(grid.high == FAR, FAR, grid.high)[:, None]
        fails = (after < grid.low[:, None] - slack) | (after > high + slack)
        known = ~touched[:, last] if lost else np.ones_like(fails)
        inside = np.cumsum(touched[:, first : last.stop], axis=1)[:, 1:] > 0
        mended = (wrong[:, None] & ~fails & known).sum(axis=0)
        good = ~(fails & inside & known).any(axis=0) & (mended >= _FEWEST)
        for at in np.flatnonzero(good).tolist():
            low, high_end = sorted((int(order[first]), int(order[last][at])))
            yield slice(low, high_end + 1)
