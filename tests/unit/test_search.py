"""The column search against brute force, and its bounds."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.identities.intervals import excess
from juesuan.money import Money
from juesuan.tables.readings import readings, repairs
from juesuan.tables.search import Constraint, search


def row(*amounts: int, columns: int = 3):
    return readings([Money(amount, 1) for amount in amounts], columns)


def adds_up(parent: int, children: list[int], columns: int = 3) -> Constraint:
    sums = tuple(
        ((parent, column, -1), *((child, column, 1) for child in children))
        for column in range(columns)
    )
    return Constraint("levels", sums, bound=False)


def columns(solution, at: int) -> set[tuple[int, ...]]:
    return {reading.columns for reading in solution.readings[at]}


def test_a_row_has_every_reading_that_keeps_the_order():
    assert [reading.columns for reading in row(5, 7)] == [(0, 1), (0, 2), (1, 2)]
    assert len(row(1, 2, 3, columns=7)) == 35
    with pytest.raises(ValueError, match="do not fit"):
        row(1, 2, 3, 4)


def test_children_are_placed_by_their_parent():
    rows = [row(100, 60, 40), row(60, 60), row(40, 40)]
    solution = search(rows, [adds_up(0, [1, 2])])
    assert columns(solution, 1) == {(0, 1)}
    assert columns(solution, 2) == {(0, 2)}
    assert solution.evidence(1) == ("levels",)


def test_two_readings_are_both_kept():
    rows = [row(100, 50, 50), row(50, 50), row(50, 50)]
    solution = search(rows, [adds_up(0, [1, 2])])
    assert columns(solution, 1) == columns(solution, 2) == {(0, 1), (0, 2)}


def test_a_sum_that_cannot_hold_costs_only_its_own_rows():
    rows = [row(100, 60, 40), row(60, 65), row(40, 40), row(9, 9), row(9, 9)]
    whole = Constraint("bound", (((3, 1, -1), (4, 1, 1)),), bound=True)
    solution = search(rows, [adds_up(0, [1, 2]), whole])
    assert [constraint.identity for constraint in solution.violated] == ["levels"]
    assert columns(solution, 1) == {(0, 1), (0, 2), (1, 2)}


def test_a_part_is_never_above_its_whole():
    # the part stands in column 1, so the whole must have it there too
    whole = Constraint("bound", tuple(((0, c, -1), (1, c, 1)) for c in range(3)), bound=True)
    part = [reading for reading in row(50, 50) if reading.columns == (0, 1)]
    solution = search([row(80, 80), part], [whole])
    assert columns(solution, 0) == {(0, 1)}


def test_repairs_change_one_cell_so_that_the_row_adds_up():
    sums = [[(0, -1), (1, 1), (2, 1)]]
    found = {reading.values for reading in repairs(row(100, 60, 41)[0], sums)}
    amounts = {tuple(fen for fen, _ in values) for values in found}
    assert amounts == {(101, 60, 41), (100, 59, 41), (100, 60, 40)}


amount = st.integers(0, 12)


@given(st.lists(st.lists(amount, min_size=1, max_size=3), min_size=2, max_size=4))
def test_what_is_left_is_exactly_what_occurs_in_some_solution(rows):
    domains = [row(*amounts) for amounts in rows]
    constraint = adds_up(0, list(range(1, len(rows))))
    left = search(domains, [constraint])

    def holds(choice) -> bool:
        for column in range(3):
            residual = choice[0].values[column][0] - sum(r.values[column][0] for r in choice[1:])
            width = sum(reading.values[column][1] for reading in choice)
            if excess(residual, width) > 0:
                return False
        return True

    solutions = [choice for choice in product(*domains) if holds(choice)]
    if not solutions:
        assert left.violated == [constraint]
        return
    for at in range(len(rows)):
        assert columns(left, at) == {choice[at].columns for choice in solutions}


def test_a_search_that_is_cut_short_keeps_too_much_and_never_too_little(monkeypatch):
    rows = [row(210, 110, 100), *(row(10 * n, 10 * n) for n in range(1, 7))]
    full = search(rows, [adds_up(0, list(range(1, 7)))])
    monkeypatch.setattr("juesuan.tables.search._MOST_SUMS", 2)
    short = search(rows, [adds_up(0, list(range(1, 7)))])
    assert short.unfinished == {"levels": None}
    assert all(columns(full, at) <= columns(short, at) for at in range(len(rows)))


def test_a_conflict_takes_back_everything_that_led_to_it():
    # W is wrong and can be satisfied; B hands its conclusion on; A fails on it.
    second = [reading for reading in row(50, 50) if reading.columns == (0, 1)]
    nothing = [reading for reading in row(7) if reading.columns == (0,)]
    first = [reading for reading in row(50, 50) if reading.columns[0] == 0]
    rows = [first, first, second, nothing]
    w = Constraint("W", (((0, 1, -1), (3, 1, 1)),), bound=False)
    b = Constraint("B", (((0, 2, -1), (1, 2, 1)),), bound=False)
    a = Constraint("A", (((1, 1, -1), (2, 1, 1)),), bound=False)
    solution = search(rows, [w, b, a])
    assert {constraint.identity for constraint in solution.violated} == {"W", "B", "A"}
    assert all((0, 1) in columns(solution, at) for at in (0, 1))
