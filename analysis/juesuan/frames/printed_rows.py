"""Which rows and columns the tables of a document print, for claims that restate them."""

from __future__ import annotations

import pandas as pd

from juesuan.catalogue.levels import TOTAL
from juesuan.catalogue.terms import EMPTY, PRINTED
from juesuan.narrative.ties import Printed
from juesuan.schema.candidates import parted


def printed_rows(rows: pd.DataFrame, tables: pd.DataFrame) -> Printed:
    """The rows, columns and empty tables, from the frames `rows` and `tables`."""
    table, side, code, line = (
        rows[name].astype(object).where(rows[name].notna(), "")
        for name in ("table", "side", "code", "line_key")
    )
    key = code.where(code.ne(""), line.where(line.ne(""), TOTAL))
    there = tables[tables["status"].isin(PRINTED)]
    columns = (
        (name, measure)
        for name, listed in zip(there["table"], there["measures"], strict=True)
        for measure in parted(listed)
    )
    empty = tables.loc[tables["status"].isin(EMPTY), "table"]
    return Printed(
        frozenset(zip(table, side, key, strict=True)), frozenset(columns), frozenset(empty)
    )
