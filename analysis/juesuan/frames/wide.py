"""Wide views of a table: one row a code or line, one column a measure."""

from __future__ import annotations

from typing import Any, Self, overload

import pandas as pd

from juesuan.catalogue import tables
from juesuan.catalogue.choice import chosen
from juesuan.catalogue.terms import LEVELS
from juesuan.frames.named import table_named

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


def table_view(amounts: pd.DataFrame, name: str, level: str | None = None) -> pd.DataFrame:
    """The wide view of a table by its key or a title as printed, or the rows of one level of it.

    Rows of every level state the same money: 合计, its 类, their 款 and 项. Raises `UnknownName`,
    and `UnknownChoice` for a level that the table does not have.
    """
    table = table_named(name)
    if level is not None:
        chosen(level, levels_of(table), f"level of {tables()[table].title}")
        amounts = amounts[amounts["level"].eq(level)]
    return wide(amounts, table)


def levels_of(table: str) -> tuple[str, ...]:
    """The levels that rows of a table can have; items (项) are functional."""
    total, *coded, item, line = LEVELS
    entry = tables()[table]
    if entry.codes:
        return (total, *coded, item if entry.codes == "functional" else line)
    return (line,) if entry.shape == "two_sided" else (total, line)


class _View:
    """A table's wide view as an attribute of whatever holds `amounts`."""

    def __init__(self, rows: str) -> None:
        self._rows = rows

    def __set_name__(self, owner: type, name: str) -> None:
        self._table = name
        self.__doc__ = (
            f"{tables()[name].title} in 万元, one row {self._rows}. Rows of every level state "
            "the same money: `table(name, level=...)` gives one level, to be added up."
        )

    @overload
    def __get__(self, owner: None, kind: type) -> Self: ...
    @overload
    def __get__(self, owner: Any, kind: type) -> pd.DataFrame: ...
    def __get__(self, owner: Any, kind: type) -> pd.DataFrame | Self:
        return self if owner is None else wide(owner.amounts, self._table)


class Views:
    """The wide views of the official tables, in 万元."""

    income = _View("a code")
    expenditure = _View("a code")
    income_expenditure_summary = _View("a line")
    appropriation_summary = _View("a line")
    general_budget_expenditure = _View("a code")
    general_budget_basic = _View("an economic code")
    government_fund = _View("a code")
    state_capital = _View("a code")
