"""Wide views of a table: one row a code or line, one column a measure."""

from __future__ import annotations

import pandas as pd

from juesuan.catalogue import tables

_PATH = (
    "class_code",
    "class_name",
    "section_code",
    "section_name",
    "item_code",
    "item_name",
)


def wide(amounts: pd.DataFrame, table: str) -> pd.DataFrame:
    """The table's amounts in 万元 (float64), in printed order; blank cells are NaN.

    Columns: document_id, the row's keys and names, then every measure of the table's forms that
    holds an amount. Ambiguous amounts have no column and are left out.
    """
    entry = tables()[table]
    mine = amounts[(amounts["table"] == table) & amounts["measure"].notna()]
    keys = ["document_id", "code", "level", "name"]
    if entry.codes is None:
        keys = ["document_id", "side", "line_key", "level", "name"]
        if entry.shape != "two_sided":
            keys.remove("side")
    if entry.codes:
        keys += _PATH
    mine = mine.astype({key: "str" for key in keys if mine[key].dtype == "category"})
    # A code may be printed twice: the first print and the second are rows of their own.
    joined = [key for key in ("document_id", "code", "line_key", "side", "name") if key in keys]
    order = mine.groupby([*joined, "measure"], observed=True, dropna=False).cumcount()
    mine = mine.assign(print=order)
    view = mine.drop_duplicates([*joined, "print"])[[*keys, "print"]].reset_index(drop=True)
    for measure in entry.measures:
        values = mine.loc[mine["measure"] == measure, [*joined, "print", "amount"]]
        if len(values):
            values = values.rename(columns={"amount": measure})
            view = view.merge(values, on=[*joined, "print"], how="left")
    return view.drop(columns="print")
