"""Frames that say two things of one figure are refused, whichever of the two is right."""

import numpy as np
import pandas as pd
import pytest

import juesuan
from juesuan.errors import FrameError


@pytest.fixture
def amounts(hanyang):
    return hanyang.amounts


def test_an_amount_and_its_fen_that_disagree_are_named_with_their_row(amounts):
    assert amounts.loc[3, ["amount", "amount_fen"]].tolist() == [31.41, 31_410_000]
    amounts.loc[3, "amount"] = 31.14
    with pytest.raises(
        FrameError,
        match=r"amounts says two things in row 3: amount is 31\.14 万元, amount_fen is 31410000 分",
    ):
        juesuan.check_frames({"amounts": amounts})


def test_how_many_more_rows_disagree_is_said(amounts):
    amounts["amount"] *= 2
    more = amounts["amount_fen"].ne(0).sum() - 1
    with pytest.raises(FrameError, match=rf"in row 0 \(and in {more} more rows\)"):
        juesuan.check_frames({"amounts": amounts})


@pytest.mark.parametrize(
    ("frame", "column", "message"),
    [
        ("execution", "budget", "execution says two things .* budget_fen is"),
        ("execution", "actual", "execution says two things .* actual_fen is"),
        ("claims", "value", "claims says two things .* value_fen is"),
        ("changes", "amount", "changes says two things .* amount_fen is"),
        ("three_public_detail", "value", "three_public_detail says two things"),
        ("projects", "actual", "projects says two things"),
    ],
)
def test_every_pair_of_figures_has_to_agree(hanyang, frame, column, message):
    given = hanyang.frame(frame)
    given[column] += 1
    with pytest.raises(FrameError, match=message):
        juesuan.check_frames({frame: given})


def test_figures_for_people_need_their_fen(hanyang):
    execution = hanyang.execution
    execution.loc[0, "budget_fen"] = pd.NA
    with pytest.raises(FrameError, match=r"budget is 380\.56 万元, budget_fen is NA 分"):
        juesuan.check_frames({"execution": execution})


def test_all_frames_of_a_document_agree(hanyang):
    frames = {name: hanyang.frame(name) for name in juesuan.FRAMES}
    pd.testing.assert_frame_equal(juesuan.check_frames(frames).iloc[:, :5],
                                  hanyang.verdicts.iloc[:, :5])  # fmt: skip


def test_what_is_not_given_disagrees_with_nothing(amounts):
    expected = juesuan.check_frames({"amounts": amounts})
    blank = amounts.assign(amount=np.nan)
    for given in (blank, amounts.drop(columns="amount")):
        pd.testing.assert_frame_equal(juesuan.check_frames({"amounts": given}), expected)


def test_floats_of_large_amounts_agree_to_their_last_digit(amounts):
    large = amounts[amounts["table"].eq("expenditure")].reset_index(drop=True)
    large["amount_fen"] = large["amount_fen"] * 10_000_001
    large["amount"] = large["amount_fen"] / 1_000_000
    assert len(juesuan.check_frames({"amounts": large}))
    large.loc[0, "amount"] = np.nextafter(large.loc[0, "amount"], np.inf)
    assert len(juesuan.check_frames({"amounts": large}))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda frame: frame["amount"] * 1_000_000, r"is 32090000\.000000004 in row 68"),
        (lambda frame: frame["amount_fen"].astype("Int64").mask(frame.index == 2), "is nothing in"),
        (lambda frame: frame["raw"].where(frame.index > 0, "x"), "is no column of figures"),
    ],
)
def test_fen_are_whole_numbers(amounts, change, message):
    changed = amounts.assign(amount_fen=change(amounts)).drop(columns="amount")
    with pytest.raises(FrameError, match=f"amount_fen of the frame amounts {message}"):
        juesuan.check_frames({"amounts": changed})


def test_whole_fen_may_be_of_any_type(amounts):
    expected = juesuan.check_frames({"amounts": amounts})
    for kind in ("float64", "Int64", "object"):
        given = amounts.assign(amount_fen=amounts["amount_fen"].astype(kind))
        pd.testing.assert_frame_equal(juesuan.check_frames({"amounts": given}), expected)
