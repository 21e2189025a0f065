"""The exact search for the columns of figures: constraints over rows, in integers of 分.

Every row has a list of readings. A constraint ties rows together; a reading survives it if some
choice of readings of the other rows, all of them still possible, satisfies every sum of the
constraint. Repeated until nothing changes. Readings are only ever removed by proof, so that what
is left always holds the true one as long as the printed figures obey the constraints used; a
constraint that cannot be satisfied is set aside together with what was concluded from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from juesuan.identities.intervals import excess, excess_above
from juesuan.tables.readings import Reading

# Partial sums that are kept at once; beyond it a constraint only bounds its rows.
_MOST_SUMS = 3_000

Vector = tuple[tuple[int, int], ...]  # for each sum of a constraint: (分, width)


class Constraint(msgspec.Struct, frozen=True):
    """Sums over rows' columns: `sums[s]` lists (row, column, weight).

    Each comes to 0 within rounding; with `bound` the whole's weight is -1, and the sum may not
    be above 0. `identity` names it; `blanks` are the tables of which it takes a cell that is not
    printed for 0.
    """

    identity: str
    sums: tuple[tuple[tuple[int, int, int], ...], ...]
    bound: bool
    blanks: frozenset[str] = frozenset()

    @property
    def rows(self) -> tuple[int, ...]:
        """The rows that take part, each once."""
        return tuple(dict.fromkeys(row for terms in self.sums for row, _, _ in terms))

    def holds(self, vector: Sequence[tuple[int, int]]) -> bool:
        """The sums of all rows are consistent."""
        measure = excess_above if self.bound else excess
        return all(measure(-total if self.bound else total, width) <= 0 for total, width in vector)


class Solution(msgspec.Struct):
    """What the search left: the readings of each row, what decided them, what did not hold.

    `causes` are the constraints that removed readings of a row. `unfinished` names constraints
    whose search was cut short: their rows may hold more readings than have a solution, never
    fewer.
    """

    readings: list[list[Reading]]
    causes: list[list[Constraint]]
    violated: list[Constraint] = []
    unfinished: dict[str, None] = {}

    def evidence(self, row: int) -> tuple[str, ...]:
        """The names of the identities that removed readings of a row."""
        return tuple(dict.fromkeys(constraint.identity for constraint in self.causes[row]))


def search(readings: Sequence[Sequence[Reading]], constraints: Sequence[Constraint]) -> Solution:
    """Remove every reading that the constraints exclude."""
    solution = _fresh(readings)
    conflict = _propagate(solution, constraints)
    if conflict is None:
        return solution
    # First go the constraints that nothing could satisfy, whatever the others say.
    usable: list[Constraint] = []
    violated: list[Constraint] = []
    for constraint in constraints:
        possible = _Filter(constraint, readings).run() is not None
        (usable if possible else violated).append(constraint)
    while True:
        solution = _fresh(readings)
        conflict = _propagate(solution, usable)
        if conflict is None:
            solution.violated = violated
            return solution
        # Which one is wrong cannot be known: the constraint that failed goes, and all that it
        # failed on account of.
        blamed = _behind(conflict, solution)
        violated.extend(constraint for constraint in usable if id(constraint) in blamed)
        usable = [constraint for constraint in usable if id(constraint) not in blamed]


def _fresh(readings: Sequence[Sequence[Reading]]) -> Solution:
    return Solution([list(row) for row in readings], [[] for _ in readings])


def _behind(conflict: Constraint, solution: Solution) -> set[int]:
    """The constraint that failed, those that had narrowed its rows, and those behind these."""
    blamed: set[int] = set()
    waiting = [conflict]
    while waiting:
        constraint = waiting.pop()
        if id(constraint) not in blamed:
            blamed.add(id(constraint))
            waiting.extend(cause for row in constraint.rows for cause in solution.causes[row])
    return blamed


def _propagate(solution: Solution, constraints: Sequence[Constraint]) -> Constraint | None:
    """Filter until nothing changes; a constraint that fails is returned."""
    of_row: list[list[int]] = [[] for _ in solution.readings]
    for number, constraint in enumerate(constraints):
        for row in constraint.rows:
            of_row[row].append(number)
    # A dictionary is a queue without doubles.
    queue: dict[int, None] = dict.fromkeys(range(len(constraints)))
    while queue:
        number = next(iter(queue))
        del queue[number]
        changed = _narrow(solution, constraints[number])
        if changed is None:
            return constraints[number]
        queue.update(dict.fromkeys(other for row in changed for other in of_row[row]))
        queue.pop(number, None)
    return None


def _narrow(solution: Solution, constraint: Constraint) -> list[int] | None:
    """Apply one constraint; the rows that lost readings, or None where it cannot hold."""
    readings = solution.readings
    if all(len(readings[row]) == 1 for row in constraint.rows):
        return [] if constraint.holds(_total(constraint, readings)) else None
    filtering = _Filter(constraint, readings)
    kept = filtering.run()
    if kept is None:
        return None
    if not filtering.complete:
        solution.unfinished[constraint.identity] = None
    changed = [row for row, left in kept.items() if len(left) < len(readings[row])]
    for row in changed:
        readings[row] = kept[row]
        solution.causes[row].append(constraint)
    return changed


def _total(constraint: Constraint, readings: Sequence[Sequence[Reading]]) -> Vector:
    return tuple(
        (
            sum(weight * readings[row][0].values[column][0] for row, column, weight in terms),
            sum(abs(weight) * readings[row][0].values[column][1] for row, column, weight in terms),
        )
        for terms in constraint.sums
    )


class _Filter:
    """One constraint against the readings that its rows have now.

    Rows are added one after the other; `layers` are the partial sums after each. A partial sum
    lives if the remaining rows can still bring it to a consistent total.
    """

    def __init__(self, constraint: Constraint, readings: Sequence[Sequence[Reading]]) -> None:
        self.constraint = constraint
        self.complete = True
        self.fixed: Vector = tuple((0, 0) for _ in constraint.sums)
        free: list[tuple[int, dict[Vector, list[Reading]]]] = []
        for row in constraint.rows:
            groups = self._group(row, readings[row])
            if len(groups) == 1:
                self.fixed = _add(self.fixed, next(iter(groups)))
            else:
                free.append((row, groups))
        # The largest first: what is left must then make up for less, and fewer sums survive.
        free.sort(key=lambda entry: -_spread(entry[1]))
        self.rows = [row for row, _ in free]
        self.groups = [groups for _, groups in free]

    def _group(self, row: int, readings: Iterable[Reading]) -> dict[Vector, list[Reading]]:
        """The readings of a row by what they give to the sums."""
        terms = [
            [(column, weight) for at, column, weight in terms if at == row]
            for terms in self.constraint.sums
        ]
        groups: dict[Vector, list[Reading]] = {}
        for reading in readings:
            vector = tuple(weighed(reading.values, pairs) for pairs in terms)
            groups.setdefault(vector, []).append(reading)
        return groups

    def run(self) -> dict[int, list[Reading]] | None:
        """The readings that are left of each free row; None where nothing satisfies it."""
        if not self.rows:
            return {} if self.constraint.holds(self.fixed) else None
        reach = self._reach()
        layers = [{self.fixed}]
        for position, groups in enumerate(self.groups):
            following = {
                total
                for state in layers[-1]
                for vector in groups
                if self._can_end(total := _add(state, vector), reach[position + 1])
            }
            if not following:
                return None
            if len(following) > _MOST_SUMS:
                self.complete = False
                return self._bounded(reach)
            layers.append(following)
        return self._supported(layers)

    def _supported(self, layers: list[set[Vector]]) -> dict[int, list[Reading]]:
        """Walk back through the partial sums that reach the end; keep the readings on the way."""
        kept: dict[int, list[Reading]] = {}
        alive = layers[-1]
        for position in range(len(self.rows) - 1, -1, -1):
            used: set[Vector] = set()
            before: set[Vector] = set()
            for state in layers[position]:
                for vector in self.groups[position]:
                    if _add(state, vector) in alive:
                        used.add(vector)
                        before.add(state)
            groups = self.groups[position]
            kept[self.rows[position]] = [
                reading for vector in groups if vector in used for reading in groups[vector]
            ]
            alive = before
        return kept

    def _reach(self) -> list[list[tuple[int, int, int]]]:
        """For each position and sum: least and greatest sum, and width, of the rows from there."""
        reach = [[(0, 0, 0)] * len(self.constraint.sums)]
        for groups in reversed(self.groups):
            reach.append(
                [
                    (
                        low + min(vector[at][0] for vector in groups),
                        high + max(vector[at][0] for vector in groups),
                        width + max(vector[at][1] for vector in groups),
                    )
                    for at, (low, high, width) in enumerate(reach[-1])
                ]
            )
        return reach[::-1]

    def _can_end(self, state: Vector, reach: list[tuple[int, int, int]]) -> bool:
        """The rest can bring every sum within rounding of what the constraint asks."""
        bound = self.constraint.bound
        for (total, width), (low, high, more) in zip(state, reach, strict=True):
            if bound:
                if excess_above(-(total + low), width + more) > 0:
                    return False
            elif (total + low > 0 and excess(total + low, width + more) > 0) or (
                total + high < 0 and excess(total + high, width + more) > 0
            ):
                return False
        return True

    def _bounded(self, reach: list[list[tuple[int, int, int]]]) -> dict[int, list[Reading]] | None:
        """Without the full search: a reading must be reachable with the extremes of the others."""
        everything = reach[0]
        kept: dict[int, list[Reading]] = {}
        for position, row in enumerate(self.rows):
            here = [
                (a[0] - b[0], a[1] - b[1], a[2] - b[2])
                for a, b in zip(reach[position], reach[position + 1], strict=True)
            ]
            others = [
                (a[0] - b[0], a[1] - b[1], a[2] - b[2])
                for a, b in zip(everything, here, strict=True)
            ]
            kept[row] = [
                reading
                for vector, members in self.groups[position].items()
                if self._can_end(_add(self.fixed, vector), others)
                for reading in members
            ]
            if not kept[row]:
                return None
        return kept


def _add(left: Vector, right: Vector) -> Vector:
    return tuple((a + c, b + d) for (a, b), (c, d) in zip(left, right, strict=True))


def _spread(groups: Iterable[Vector]) -> int:
    """How far apart a row's readings move a sum."""
    spreads: list[int] = []
    for column in zip(*groups, strict=True):
        totals = [total for total, _ in column]
        spreads.append(max(totals) - min(totals))
    return max(spreads)


def weighed(values: Sequence[tuple[int, int]], pairs: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Σ weight·分 and Σ |weight|·unit over (column, weight) pairs."""
    total = width = 0
    for column, weight in pairs:
        fen, unit = values[column]
        total += weight * fen
        width += abs(weight) * unit
    return total, width
