"""Documents of the benchmarks' generator: every amount against what was printed."""

import pytest

from benchmarks.compare import outcome
from benchmarks.generate import printed
from juesuan.readers import read_text
from tests.properties import read_back

# Whole yuan with codes that stand alone on their lines, and the first ones of the generator.
ALONE = (13, 429, 686)


@pytest.mark.parametrize("number", [*ALONE, *range(14, 51)])
def test_no_amount_of_a_made_document_is_wrong_or_without_a_place(number):
    account, data = printed(number, 1, "text")
    found = read_back.read_back(read_text(data, "made.txt"))
    fates = outcome(read_back.printed(account), found)
    assert fates["wrong"] == fates["unplaced"] == 0
    assert fates["right"] > fates["ambiguous"]


def test_an_amount_in_another_cell_is_wrong_and_a_lost_one_unplaced():
    cell, other, lost = (("income", None, code, "total") for code in ("201", "204", "205"))
    truth = {cell: 1, other: 2, lost: 3}
    found = read_back.Read(placed={cell: 2}, unsure=[([cell, other], 2)])
    assert outcome(truth, found) == {"right": 0, "ambiguous": 1, "unplaced": 1, "wrong": 1}
