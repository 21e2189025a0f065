"""What is unusual, with its reason."""

from dataclasses import replace

import numpy as np
import pytest

import juesuan
from juesuan.corpus.build import build
from juesuan.corpus.outliers import COLUMNS, _far
from tests.corpus.books import text_of, write
from tests.corpus.conftest import OTHER, years_of
from tests.factory.books import account_of

STEADY = 500_000_000  # 分, 500 万元


def steady(projects):
    """Accounts of one organization whose only item spends so much in the years."""
    ledger = years_of(3)[0]
    entry = next(entry for entry in ledger.entries if entry.fund == "general_budget")
    plain = replace(entry, opening=0, closing=0, basic=0)
    return [
        account_of(
            replace(ledger, entries=[replace(plain, project=project)], economic={}, actual={},
                    budget={}),
            OTHER,
            2018 + at,
        )
        for at, project in enumerate(projects)
    ]  # fmt: skip


def found(tmp_path, projects):
    paths = [
        write(tmp_path / "raw", str(at), text_of(account))
        for at, account in enumerate(steady(projects))
    ]
    build(paths, tmp_path / "clean", workbooks=False)
    return juesuan.open_corpus(tmp_path / "clean").outliers


def test_steady_years_have_none(tmp_path):
    rows = found(tmp_path, [STEADY, STEADY + 10_000_000, STEADY - 9_000_000, STEADY, STEADY])
    assert rows.empty
    assert list(rows) == COLUMNS


def test_a_year_far_from_the_others_is_told_with_its_reason(tmp_path):
    rows = found(tmp_path, [STEADY, STEADY, 3 * STEADY, STEADY, STEADY])
    mine = rows[rows["rule"].eq("over_years") & rows["table"].eq("expenditure")]
    assert set(mine["fiscal_year"]) == {2020}
    assert set(mine["value"]) == {1500.0}
    assert set(mine["usual"]) == {500.0}
    # Years that are all alike: a deviation is a tenth of the median.
    assert set(mine["deviations"]) == {20.0}
    assert mine["reason"].iloc[0] == (
        "1,500.00 万元 in 2020, where its other years have a median of 500.00 万元 (4 years)"
    )


def test_a_jump_from_one_year_to_the_next_is_told(tmp_path):
    rows = found(tmp_path, [STEADY, 6 * STEADY])
    mine = rows[rows["table"].eq("expenditure") & rows["code"].eq("")]
    assert mine["rule"].tolist() == ["growth"]
    assert mine["reason"].tolist() == ["3,000.00 万元 in 2019 after 500.00 万元 the year before"]


def test_small_amounts_are_no_outliers(tmp_path):
    assert found(tmp_path, [1_000, 1_000, 90_000_000, 1_000, 1_000]).empty


def test_completion_far_from_the_budget_is_told(hanyang, hanyang_path, tmp_path):
    build([hanyang_path], tmp_path, workbooks=False)
    rows = juesuan.open_corpus(tmp_path).outliers
    rates = hanyang.execution
    wanted = rates[
        (rates["rate"].gt(300) | rates["rate"].lt(30)) & rates["budget_fen"].ge(10_000_000)
    ]
    mine = rows[rows["rule"].eq("completion")]
    assert mine["value"].tolist() == wanted["rate"].tolist()


@pytest.mark.parametrize(
    ("values", "usual", "deviations"),
    [
        ([10.0, 10.0, 10.0, 20.0], [10, 10, 10, 10], [0, 0, 0, 10]),
        # Without itself: the others 1, 2, 3, 4, 5 have the median 3 and the MAD 1.
        ([1.0, 2.0, 3.0, 4.0, 5.0, 100.0], None, [None, None, None, None, None, 97 / 1.4826]),
    ],
)
def test_deviations_are_from_the_others(values, usual, deviations):
    middle, far = _far(np.array(values), 0.1)
    if usual:
        assert middle.tolist() == usual
    for got, wanted in zip(far, deviations, strict=True):
        if wanted is not None:
            assert got == pytest.approx(wanted)
