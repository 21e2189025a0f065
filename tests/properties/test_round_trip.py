"""Print a random coherent account in some layout, read it back, get the same amounts."""

import random
from collections import Counter

import pytest
from hypothesis import given

from juesuan.readers import read_text
from juesuan.tables.read_tables import read_tables
from juesuan.tables.tokens import count_numbers
from tests.factory import Layout, misprint, print_text, random_account
from tests.factory.strategies import accounts, layouts
from tests.properties.effort import slow
from tests.properties.read_back import Read, assert_never_wrong, printed
from tests.properties.read_back import read_back as read_source_back

SLOW = slow(150)


def read_back(text: str) -> Read:
    return read_source_back(read_text(text.encode(), "made.txt"))


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
