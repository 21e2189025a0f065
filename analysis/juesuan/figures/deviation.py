"""Budget against actual of each 项."""

from __future__ import annotations

import pandas as pd

from juesuan.figures.dumbbell import dumbbell
from juesuan.figures.rows import Record, largest, named, records, some
from juesuan.figures.theme import Figure, words

_HINT = "The document explains no budget item in its prose; look at `execution` and `problems`."


def budget_and_actual(execution: pd.DataFrame, *, subject: str = "") -> Figure:
    """年初预算 against 决算 of each 项 in 万元, the largest actual first.

    Of many items those that deviate most. Raises `NothingToDraw` where the document explains no
    budget item.
    """
    found = items(execution).sort_values("actual", ascending=False, kind="stable")
    shown, notes = largest(found, found["deviation"].abs().fillna(0))
    return dumbbell(
        shown,
        list(shown["label"]),
        [rate_words(row) for row in records(shown)],
        title=f"{words()['budget']}与{words()['actual']}",
        subject=subject,
        names=(words()["budget"], words()["actual"]),
        notes=notes,
    )


def items(execution: pd.DataFrame) -> pd.DataFrame:
    """The items of an execution frame, without 合计, 基本支出 and 项目支出; with a `label`.

    Raises `NothingToDraw` where there is none.
    """
    found = execution[execution["level"].ne("total")].reset_index(drop=True)
    some(found, "no budget item", _HINT)
    name = found["item_name"].fillna(found["section_name"]).fillna(found["class_name"]).fillna("")
    return found.assign(label=named(found, list(name)))


def rate_words(row: Record) -> str:
    """The completion rate in words; without a budget there is none."""
    if pd.isna(row["budget"]) or pd.isna(row["actual"]):
        return "预算数或决算数未列"
    if row["budget_fen"] == 0:
        return f"{words()['budget']}为 0，无{words()['rate']}"
    return f"{row['rate']:.1f}%"
