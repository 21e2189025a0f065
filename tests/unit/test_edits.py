"""A frame that was handed out is the caller's own: edits do not reach the document."""

import numpy as np
import pandas as pd
import pytest

import juesuan
from juesuan.catalogue import tables


def by_loc(frame, column, value):
    frame.loc[0, column] = value


def by_column(frame, column, value):
    frame[column] = value


def by_array(frame, column, value):
    frame[column].array[0] = value


def by_numpy(frame, column, value):
    values = frame[column].to_numpy()
    values.flags.writeable = True
    values[0] = value


def by_mask(frame, column, value):
    frame.loc[frame[column].notna(), column] = value


EDITS = (by_loc, by_column, by_array, by_numpy, by_mask)
# One column of each type: int64, float64, Int64, text, category.
COLUMNS = {"amount_fen": 1, "amount": 1.0, "row": 1, "name": "x", "table": "income"}


@pytest.fixture(scope="module")
def document(hanyang_path):
    return juesuan.read(hanyang_path)


def test_an_edit_before_the_checks_changes_no_verdict(hanyang, hanyang_path):
    document = juesuan.read(hanyang_path)
    for column, value in COLUMNS.items():
        for edit in EDITS:
            edit(document.amounts, column, value)
            edit(document.frame("amounts"), column, value)
    rows = document.rows
    rows.loc[:, "code"] = "999"
    assert document.check()["verdict"].eq("inconsistent").sum() == 2
    pd.testing.assert_frame_equal(document.verdicts, hanyang.verdicts)


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("column", COLUMNS)
def test_no_way_of_editing_reaches_the_document(document, hanyang, edit, column):
    edit(document.amounts, column, COLUMNS[column])
    pd.testing.assert_frame_equal(document.amounts, hanyang.amounts)


@pytest.mark.parametrize("name", juesuan.FRAMES)
def test_every_frame_is_handed_out_as_a_copy(document, hanyang, name):
    for take in (document.frame, lambda each: getattr(document, each)):
        frame = take(name)
        for column in frame:
            frame[column] = None
        frame.attrs["note"] = "mine"
        frame.index.name = "row"
        assert not take(name).attrs
    pd.testing.assert_frame_equal(document.frame(name), hanyang.frame(name))


def test_categories_columns_and_order_are_the_callers_own(document, hanyang):
    mine = document.verdicts
    mine["verdict"] = mine["verdict"].cat.rename_categories({"exact": "ok"})
    mine.columns = range(len(mine.columns))
    del mine[0]
    pd.testing.assert_frame_equal(document.verdicts, hanyang.verdicts)
    pd.testing.assert_frame_equal(document.check(), hanyang.verdicts)


def test_what_check_returns_can_be_edited(document, hanyang):
    found = document.check()
    found["verdict"] = "exact"
    assert document.check()["verdict"].eq("inconsistent").sum() == 2
    suspects = document.suspects
    suspects["rank"] = 9
    pd.testing.assert_frame_equal(document.suspects, hanyang.suspects)


@pytest.mark.parametrize("table", [name for name in tables() if name != "three_public"])
def test_wide_views_can_be_edited(document, hanyang, table):
    for view in (getattr(document, table), document.table(table)):
        for column in view:
            view[column] = 0
    pd.testing.assert_frame_equal(getattr(document, table), getattr(hanyang, table))


def test_parts_of_a_frame_can_be_edited(document, hanyang):
    part = document.frame("amounts", where={"table": "expenditure"}, columns=["amount_fen"])
    part["amount_fen"].array[:] = 0
    np.testing.assert_array_equal(document.amounts["amount_fen"], hanyang.amounts["amount_fen"])


def test_a_frame_of_a_document_cannot_be_replaced(document):
    with pytest.raises(AttributeError, match="amounts is made from what was read"):
        document.amounts = None
