"""One account through each producer and fault: each amount is right, or its table says so."""

from random import Random

import pytest

from juesuan.readers import read_source
from tests.factory import Account, random_account
from tests.properties.media import FAULTS, faulty, silent
from tests.properties.read_back import read_back

# Where numbers are written, only those with decimals are changed.
_ALL = {"html", "docx", "pdf"}
# The part of the figures that a fault is printed at.
_EVERY, _SOME = 1.0, 0.2


@pytest.fixture(scope="module")
def account() -> Account:
    return random_account(
        Random(4), classes=(1, 1), full_lists=False, unit=("万元", 2), zeros="blank"
    )


@pytest.mark.parametrize(
    ("medium", "fault"), [(medium, fault) for medium in FAULTS for fault in FAULTS[medium]]
)
@pytest.mark.parametrize("share", [_EVERY, _SOME])
def test_a_fault_moves_and_hides_no_amount_in_silence(account, medium, fault, share):
    _, sign = FAULTS[medium][fault]
    data = faulty(account, medium, fault, Random(share), share)
    every = share == _EVERY and medium in _ALL
    assert not silent(account, data, medium, {sign or 1} if every else {1, sign or 1})


@pytest.mark.parametrize(
    ("medium", "fault"),
    [(medium, fault) for medium in FAULTS for fault, (_, sign) in FAULTS[medium].items() if sign],
)
def test_a_figure_that_can_be_read_is_read(account, medium, fault):
    _, sign = FAULTS[medium][fault]
    found = read_back(
        read_source(faulty(account, medium, fault, Random(1), _EVERY), f"made.{medium}")
    )
    clean = {cell: figure * account.fen for cell, figure in account.figures.items()}
    assert {cell: abs(fen) for cell, fen in found.placed.items()} == clean
    if medium in _ALL:
        assert found.placed == {cell: sign * fen for cell, fen in clean.items()}
