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
    first = mine.drop_duplicates(keys)[keys].reset_index(drop=True)
    for column in first.select_dtypes("category"):
        first[column] = first[column].astype("str")
    found = [measure for measure in entry.measures if (mine["measure"] == measure).any()]
    joined = ["document_id", "code", "line_key", "side", "name"]
    joined = [key for key in joined if key in keys]
    for measure in found:
        values = mine[mine["measure"] == measure][[*joined, "amount"]]
        values = values.rename(columns={"amount": measure})
        for column in values.select_dtypes("category"):
            values[column] = values[column].astype("str")
        first = first.merge(values, on=joined, how="left")
    return first
