"""Print a random coherent account in some layout, read it back, get the same amounts."""

import random
from collections import Counter
from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, given, settings

from juesuan.readers import read_text
from juesuan.tables.read import read_tables
from juesuan.tables.tokens import count_numbers
from tests.factory import Account, Layout, misprint, print_text, random_account
from tests.factory.strategies import accounts, layouts

Cell = tuple[str, str | None, str, str]
SLOW = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@dataclass
class Read:
    """What came back: a cell for each certain amount, the candidates of each uncertain one."""

    placed: dict[Cell, int] = field(default_factory=dict)
    how: Counter[str] = field(default_factory=Counter)
    unsure: list[tuple[list[Cell], int]] = field(default_factory=list)
    problems: list[tuple[str, str, str]] = field(default_factory=list)


def read_back(text: str) -> Read:
    found = Read()
    tables = read_tables(read_text(text.encode(), "made.txt")).tables
    for table in tables:
        if table.status != "missing":
            # A search that is cut short leaves more open than it must, and that is no fault.
            found.problems += [
                (p.kind, table.key, p.found) for p in table.problems if p.kind != "search_cut_short"
            ]
        for row in table.printed:
            for placed in row.placed:
                cells = []
                for slot in placed.slots:
                    at = table.rows[slot.row]
                    key = at.code or ("total" if at.level == "total" else at.key)
                    if at.level == "total" and table.key.endswith("summary"):
                        key = at.key
                    cells.append((table.key, at.side, key, slot.measure))
                found.how[placed.placement] += 1
                if placed.placement == "ambiguous":
                    found.unsure.append((cells, placed.figure.money.fen))
                else:
                    assert cells[0] not in found.placed
                    found.placed[cells[0]] = placed.figure.money.fen
    return found


def printed(account: Account) -> dict[Cell, int]:
    return {cell: figure * account.fen for cell, figure in account.figures.items()}


def assert_never_wrong(truth: dict[Cell, int], found: Read) -> None:
    assert found.placed == {cell: truth.get(cell) for cell in found.placed}
    for cells, fen in found.unsure:
        assert any(truth.get(cell) == fen for cell in cells)


@SLOW
@given(accounts(), layouts())
def test_what_is_printed_is_read_back(account, layout):
    text = print_text(account, layout)
    truth, found = printed(account), read_back(text)
    assert found.problems == []
    assert_never_wrong(truth, found)
    assert len(found.placed) + len(found.unsure) == len(truth)


@SLOW
@given(accounts(), layouts(hard=True))
def test_hard_layouts_never_put_a_figure_in_a_wrong_cell_in_silence(account, layout):
    truth, found = printed(account), read_back(print_text(account, layout))
    if not found.problems:
        assert_never_wrong(truth, found)


@SLOW
@given(accounts(), layouts())
def test_every_number_of_a_table_is_accounted_for(account, layout):
    source = read_text(print_text(account, layout).encode(), "made.txt")
    read = read_tables(source)
    counted = sum(
        count_numbers(line.plain)
        for span in read.spans
        for line in source.lines[span.first : span.stop]
    )
    assert counted == sum(sum(table.numbers.values()) for table in read.tables)


@pytest.mark.parametrize("seed", range(60))
def test_a_misprint_costs_its_row_and_not_the_table(seed):
    rng = random.Random(seed)
    account, _ = misprint(random_account(rng, zeros="blank"), rng)
    truth, found = printed(account), read_back(print_text(account, Layout()))
    whole = read_back(print_text(random_account(random.Random(seed), zeros="blank"), Layout()))
    assert_never_wrong(truth, found)
    # Rows that the misprint does not touch are placed as before, but for its table's neighbours.
    assert len(found.unsure) <= len(whole.unsure) + 12


def test_most_amounts_have_one_place():
    how: Counter[str] = Counter()
    for seed in range(40):
        account = random_account(random.Random(seed), zeros="blank", own_incomes=())
        how += read_back(print_text(account, Layout())).how
    assert how["solved"] > 1000
    assert how["ambiguous"] < how["solved"] / 10


@pytest.mark.parametrize("seed", range(60))
def test_a_lost_row_puts_no_figure_in_a_wrong_cell(seed):
    rng = random.Random(seed)
    account = random_account(rng)
    lines = print_text(account, Layout()).split("\n")
    start, end = (
        next(at for at, line in enumerate(lines) if line.startswith(part))
        for part in ("第二部分", "第三部分")
    )
    rows = [at for at in range(start, end) if lines[at][-1:].isdigit() and "." in lines[at]]
    if rows:
        del lines[rng.choice(rows)]
    assert_never_wrong(printed(account), read_back("\n".join(lines)))
