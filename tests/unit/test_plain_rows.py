"""Rows of frames as dictionaries."""

import pandas as pd

from juesuan.schema.plain_rows import plain_rows


def test_what_is_na_is_none_and_whole_numbers_stay_whole():
    frame = pd.DataFrame(
        {
            "name": pd.array(["甲", None], dtype="string"),
            "fen": pd.array([None, 2**60 + 1], dtype="Int64"),
            "share": [0.5, float("nan")],
        },
        index=[7, 3],
    )
    rows = plain_rows(frame)
    assert rows == [
        {"name": "甲", "fen": None, "share": 0.5},
        {"name": None, "fen": 2**60 + 1, "share": None},
    ]
    assert type(rows[1]["fen"]) is int


def test_a_frame_without_rows_has_none():
    assert plain_rows(pd.DataFrame({"name": pd.array([], dtype="string")})) == []
