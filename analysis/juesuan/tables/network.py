"""From table readings and identities to the search's rows and constraints, and back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence

import numpy as np
from msgspec.structs import replace

from juesuan.catalogue import tables_of
from juesuan.catalogue.problems import Problem, problem
from juesuan.catalogue.remarks import Value, remark
from juesuan.catalogue.terms import ABSENT, EMPTY
from juesuan.identities.addition import Sum
from juesuan.identities.cells import LEVELS, SIDES, Cells, code_number, vocabulary
from juesuan.identities.equations import Presence, applicable, key_parts, rows_missing, terms
from juesuan.identities.intervals import excess, unit_of
from juesuan.identities.suites import sums
from juesuan.money import Money
from juesuan.tables.reading import (
    AMBIGUOUS,
    PRINTED,
    SOLVED,
    Placed,
    PrintedRow,
    TableReading,
    at_token,
)
from juesuan.tables.readings import Reading, reading_in, readings, repairs
from juesuan.tables.search import Constraint, Solution, search, weighed
from juesuan.tables.stated import Stated

PROSE = "prose"
UNPLACED = "unplaced"

Term = tuple[int, int, int]  # variable, column, weight


def place_figures(
    tables_read: Sequence[TableReading], stated: Stated, kind: str | None = None
) -> None:
    """Find the column of every figure of a document's tables; `placed` of each row is filled.

    `kind`, 决算 or 预算, tells the titles by which problems name the tables.
    `stated` are totals from the prose: they are looked at only for 合计 rows that the identities
    leave open, and are recorded as evidence of the kind `prose`.
    """
    _Network(tables_read, stated, kind).solve()


class _Network:
    """Variables are the printed rows; a cell of the search is (variable, column)."""

    def __init__(
        self, tables_read: Sequence[TableReading], stated: Stated, kind: str | None
    ) -> None:
        self.stated = stated
        self.kind = kind
        self.tables = [table for table in tables_read if table.status != "duplicate"]
        self.rows: list[tuple[TableReading, PrintedRow]] = [
            (table, row) for table in self.tables for row in table.printed
        ]
        finest = {id(table): _finest(table) for table in self.tables}
        self.domains = [_domain(row, finest[id(table)]) for table, row in self.rows]
        self.presence, offsets = presence_of(self.tables)
        self.cells, self.places = self._cells(offsets)

    def _cells(self, offsets: list[int]) -> tuple[Cells, list[tuple[int, int]]]:
        """Every slot of every printed row as a cell, and its place (variable, column)."""
        offset = dict(zip((table.key for table in self.tables), offsets, strict=True))
        base: list[int] = []
        measures: list[int] = []
        places: list[tuple[int, int]] = []
        for variable, (table, row) in enumerate(self.rows):
            for column, slot in enumerate(row.slots):
                base.append(offset[table.key] + slot.row)
                measures.append(vocabulary().measures[slot.measure])
                places.append((variable, column))
        rows, at = self.presence.rows, np.array(base, dtype=np.int64)
        cells = Cells(
            rows.document[at],
            rows.table[at],
            rows.side[at],
            rows.line[at],
            rows.code[at],
            rows.level[at],
            np.array(measures, dtype=np.int64),
            at,
        )
        return cells, places

    def solve(self) -> None:
        """Search, then write the outcome into the rows.

        In a table that does not add up, or has figures without a place, a blank cell may be a
        figure or a row that was lost: what other tables concluded from such blanks is taken back,
        and so is what rows of a sum that fails concluded from their own identities. Then the
        search begins anew.
        """
        settled = all(row.columns is not None for _, row in self.rows)
        # Where every column is printed nothing is searched; only rows that do not add up are told.
        wanted = [each for each in sums() if each.by == "row" or not settled]
        everything = [c for identity in wanted for c in self._equations(identity)]
        doubtful = {t.key for t in self.tables if any(p.kind == UNPLACED for p in t.problems)}
        reopened: set[int] = set()
        violated: set[int] = set()
        while True:
            usable = [c for c in everything if not c.blanks & doubtful and id(c) not in violated]
            attempt = _Attempt(self, usable, reopened)
            found = attempt.doubtful()
            if found <= doubtful and not attempt.solution.violated:
                break
            doubtful |= found
            reopened |= attempt.misleading()
            violated |= {id(constraint) for constraint in attempt.solution.violated}
        attempt.hear(self._told(attempt.solution))
        self._report_unfinished(attempt.solution)
        for variable, (table, row) in enumerate(self.rows):
            torn = any(table.lost[slot.row] for slot in row.slots)
            if variable in attempt.broken and not torn:
                title = tables_of(self.kind)[table.key].title
                table.problems.append(_broken(table, row, title, attempt.elsewhere(variable)))
            if row.fits:
                place(row, *attempt.outcome(variable))

    def _report_unfinished(self, solution: Solution) -> None:
        """Say which identities were too wide to be searched to the end."""
        for name in solution.unfinished:
            identity = next(each for each in sums() if each.name == name)
            table = next(each for each in self.tables if each.key == identity.total.table)
            table.say(problem("search_cut_short", formula=identity.formula))

    def _told(self, solution: Solution) -> dict[int, list[Reading]]:
        """合计 rows that are still open, with the readings that agree with the prose."""
        told: dict[int, list[Reading]] = {}
        for at, (table, row) in enumerate(self.rows):
            left = solution.readings[at]
            columns = {
                column: self.stated[table.key, slot.measure]
                for column, slot in enumerate(row.slots)
                if table.rows[slot.row].level == "total"
                and (table.key, slot.measure) in self.stated
            }
            agreeing = [reading for reading in left if _agrees(reading, columns)]
            if columns and 0 < len(agreeing) < len(left):
                told[at] = agreeing
        return told

    def _equations(self, identity: Sum) -> list[Constraint]:
        if not applicable(identity, self.presence)[0]:
            return []
        found = terms(identity, self.cells)
        missing = rows_missing(identity, self.presence, found.key)
        _, groups, _ = key_parts(found.key)
        sums: dict[int, dict[int, list[Term]]] = {}
        for key, group, cell, weight, absent in zip(
            found.key.tolist(),
            groups.tolist(),
            found.cell.tolist(),
            found.weight.tolist(),
            missing.tolist(),
            strict=True,
        ):
            if not absent:
                variable, column = self.places[cell]
                together = sums.setdefault(group if identity.by_measure else key, {})
                together.setdefault(key, []).append((variable, column, weight))
        return [
            Constraint(
                identity.name,
                tuple(map(tuple, group.values())),
                identity.bound,
                self._blanks(identity, group.values()),
            )
            for group in sums.values()
        ]

    def _blanks(self, identity: Sum, sums: Iterable[list[Term]]) -> frozenset[str]:
        """The tables of which fewer cells are printed than an identity between tables names."""
        selectors = (identity.total, *identity.parts)
        if len({selector.table for selector in selectors}) == 1:
            return frozenset()
        expected = Counter[str]()
        for selector in selectors:
            expected[selector.table] += len(selector.lines) + len(selector.codes) or 1
        printed = Counter(self.rows[at][0].key for terms in sums for at, _, _ in terms)
        return frozenset(table for table, count in expected.items() if printed[table] < count)


class _Attempt:
    """One run of the search with some of the constraints.

    `domains` are the readings that a row's own identities allow, None where there are none;
    `broken` are rows whose own identities no reading satisfies. Those and the rows `reopened` are
    assumed to hold a misprint.
    """

    def __init__(
        self, network: _Network, constraints: Sequence[Constraint], reopened: Container[int]
    ) -> None:
        self.network = network
        self.reopened = reopened
        self.domains = list(network.domains)
        self.alone: dict[int, list[Constraint]] = {}
        several: list[Constraint] = []
        for constraint in constraints:
            if len(constraint.rows) == 1:
                self.alone.setdefault(constraint.rows[0], []).append(constraint)
            else:
                several.append(constraint)
        self.broken = {row for row, own in self.alone.items() if not self._narrow(row, own)}
        self.free = {row for row, domain in enumerate(self.domains) if not domain}
        self.several = [c for c in several if not self.free & set(c.rows)]
        self.solution = search([domain or [] for domain in self.domains], self.several)
        self.told: Mapping[int, list[Reading]] = {}

    def _narrow(self, row: int, own: Sequence[Constraint]) -> bool:
        """Apply a row's own identities; False where none of its readings fits."""
        domain = self.domains[row] or []
        fitting = [reading for reading in domain if _fits(reading, own)]
        if fitting and row not in self.reopened:
            self.domains[row] = fitting
            return True
        sums = [
            [(at, weight) for _, at, weight in terms]
            for constraint in own
            if not constraint.bound
            for terms in constraint.sums
        ]
        repaired = [other for reading in domain for other in repairs(reading, sums)]
        fixed = [reading for reading in repaired if _fits(reading, own)]
        self.domains[row] = [*fitting, *fixed] or None
        return bool(fitting) or not domain

    def elsewhere(self, row: int) -> list[str]:
        """For a row that is printed in columns: others in which its own identities hold."""
        reading, printed = self.network.rows[row]
        table = tables_of(self.network.kind)[reading.key]
        if printed.columns is None:
            return []
        others = readings([figure.money for figure in printed.figures], len(printed.slots))
        fitting = [each for each in others if _fits(each, self.alone[row])]
        return [
            "、".join(table.heading(printed.slots[column].measure) for column in each.columns)
            for each in fitting
        ]

    def doubtful(self) -> set[str]:
        """The tables of which something does not add up."""
        return {self.network.rows[row][0].key for row in self._conflicting() | self.broken}

    def _conflicting(self) -> set[int]:
        """The rows of sums that cannot hold."""
        return {row for constraint in self.solution.violated for row in constraint.rows}

    def misleading(self) -> set[int]:
        """Rows of sums that cannot hold whose own identities a lost figure need not violate.

        A total of parts notices every figure that is lost; a balance (年初 + 收入 − 支出 = 年末)
        can hold with the others in other columns.
        """
        return {
            row
            for row in self._conflicting()
            if sum(not constraint.bound for constraint in self.alone.get(row, ())) > 1
        }

    def hear(self, told: Mapping[int, list[Reading]]) -> None:
        """Search once more with what the prose says of some rows, unless that contradicts sums."""
        if not told:
            return
        readings = [told.get(row, domain or []) for row, domain in enumerate(self.domains)]
        solution = search(readings, self.several)
        if not solution.violated:
            self.solution, self.told = solution, told

    def outcome(self, row: int) -> tuple[Sequence[Reading], Sequence[str]]:
        """The readings that are left of a row, and what excluded the others."""
        if row in self.free:
            return self.network.domains[row] or [], ()
        alone = dict.fromkeys(constraint.identity for constraint in self.alone.get(row, ()))
        prose = (PROSE,) if row in self.told else ()
        return self.solution.readings[row], (*alone, *self.solution.evidence(row), *prose)


def presence_of(read: Sequence[TableReading]) -> tuple[Presence, list[int]]:
    """What a document's forms hold, and at which position each table's rows begin."""
    names = vocabulary()
    shape = (1, len(names.tables))
    present, empty = np.zeros(shape, dtype=np.bool_), np.zeros(shape, dtype=np.bool_)
    measures = np.zeros((*shape, len(names.measures)), dtype=np.bool_)
    offsets: list[int] = []
    columns: list[tuple[int, ...]] = []
    for table in read:
        number = names.tables[table.key]
        offsets.append(len(columns))
        if table.status in ABSENT:
            continue
        present[0, number] = True
        empty[0, number] = table.status in EMPTY
        measures[0, number, [names.measures[name] for name in table.measures]] = True
        for row in table.rows:
            line = names.lines.get(row.key if not row.code else "", 0)
            code = code_number(row.code, row.key, row.level)
            columns.append((number, SIDES.index(row.side), line, code, LEVELS.index(row.level)))
    table_, side, line_, code_, level = np.array(columns, dtype=np.int64).reshape(-1, 5).T
    zeros = np.zeros(len(columns), dtype=np.int64)
    rows = Cells(zeros, table_, side, line_, code_, level, zeros, np.arange(len(columns)))
    return Presence(rows, present, empty, measures), offsets


def _finest(table: TableReading) -> int:
    """One unit of the last digit of the table's most precise figure."""
    figures = (figure for printed in table.printed for figure in printed.figures)
    return min((figure.money.precision for figure in figures), default=1)


def _domain(row: PrintedRow, finest: int) -> list[Reading] | None:
    """The readings of a row; None where its figures do not fit."""
    money = [
        Money(f.money.fen, unit_of(f.money.fen, f.money.precision, finest)) for f in row.figures
    ]
    if row.columns is not None:
        return [reading_in(money, row.columns, len(row.slots))]
    try:
        return readings(money, len(row.slots))
    except ValueError:
        return None


def _agrees(reading: Reading, stated: Mapping[int, Money]) -> bool:
    """Every stated amount stands in its column, within the rounding of both."""
    return all(
        excess(reading.values[at][0] - money.fen, reading.values[at][1] + money.precision) <= 0
        for at, money in stated.items()
    )


def _fits(reading: Reading, constraints: Sequence[Constraint]) -> bool:
    for constraint in constraints:
        pairs = ([(at, weight) for _, at, weight in terms] for terms in constraint.sums)
        if not constraint.holds([weighed(reading.values, each) for each in pairs]):
            return False
    return True


def place(row: PrintedRow, left: Sequence[Reading], evidence: Sequence[str]) -> None:
    """Write into a row what the readings that are left say of each of its figures."""
    if row.columns is not None:
        for figure, column in zip(row.figures, row.columns, strict=True):
            row.placed.append(Placed(figure, PRINTED, (row.slots[column],)))
        return
    certain = len(row.figures) == len(row.slots)
    spare = len(row.slots) - len(row.figures)
    for position, figure in enumerate(row.figures):
        # Where the readings are too many to list, only the printed order tells of columns.
        order = range(position, position + spare + 1)
        columns = sorted({reading.columns[position] for reading in left}) or order
        slots = tuple(row.slots[column] for column in columns)
        if certain:
            row.placed.append(Placed(figure, PRINTED, slots))
        else:
            placement = SOLVED if len(slots) == 1 else AMBIGUOUS
            row.placed.append(Placed(figure, placement, slots, tuple(evidence)))


def _broken(table: TableReading, row: PrintedRow, title: str, elsewhere: Sequence[str]) -> Problem:
    """A row that does not add up; `elsewhere` are columns in which its figures would."""
    figures = " ".join(figure.token.printed for figure in row.figures)
    name = table.rows[row.slots[0].row].name if row.slots else ""
    said = problem("row_does_not_add_up", title=title, name=name)
    if elsewhere:
        columns: Value = elsewhere[0]
        for other in elsewhere[1:]:
            columns = remark("either", first=columns, second=other)
        said = problem("row_does_not_add_up.shifted", title=title, name=name, columns=columns)
    elif row.columns is not None:
        said = problem("row_does_not_add_up.printed", title=title, name=name)
    return replace(at_token(said, table.key, row.figures[0].token), found=figures)
