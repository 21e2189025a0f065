"""The oracle's own proof: its accounts hold together, and its texts hold every figure."""

from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings

from . import Account, Layout, misprint, print_text, random_account
from .strategies import accounts, layouts
from .sums import Sums

SEEDS = range(50)


@pytest.mark.parametrize("seed", SEEDS)
def test_account_holds_together(seed: int) -> None:
    assert not Sums(random_account(Random(seed))).broken()


@pytest.mark.parametrize("seed", SEEDS)
def test_misprint_breaks_a_sum(seed: int) -> None:
    account = random_account(Random(seed))
    for again in range(10):
        changed, cell = misprint(account, Random(again))
        assert changed.figures[cell] != account.figures[cell]
        assert Sums(changed).broken(), cell


def test_some_accounts_are_rounded() -> None:
    off = [
        residual
        for seed in SEEDS
        for _, residual, _ in Sums(random_account(Random(seed))).equalities()
    ]
    assert any(off)


@given(accounts(), layouts(hard=True))
@settings(deadline=None)
def test_every_figure_is_printed(account: Account, layout: Layout) -> None:
    text = print_text(account, layout)
    assert text == print_text(account, layout)
    printed = Counter(layout.money(figure, account.decimals) for figure in account.figures.values())
    tables, _, _ = text.rpartition("第三部分")
    assert printed <= Counter(tables.split())


def test_plain_text_prints_blank_cells_as_nothing() -> None:
    account = random_account(Random(1), zeros="blank", classes=(1, 1))
    text = print_text(account, Layout())
    for code in account.codes("expenditure"):
        cells = (account.figure("expenditure", code, m) for m in account.columns["expenditure"])
        figures = [Layout().money(cell, account.decimals) for cell in cells if cell is not None]
        assert " ".join([code, account.names[code], *figures]) in text.split("\n")
