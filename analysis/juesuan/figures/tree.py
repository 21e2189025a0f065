"""Amounts by code as a tree 合计 → 类 → 款 → 项, over one document or many."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from juesuan.catalogue import tables
from juesuan.catalogue.choice import chosen
from juesuan.catalogue.faults import fault
from juesuan.catalogue.levels import HIGHEST, class_of, parent_of
from juesuan.catalogue.terms import DIGITS
from juesuan.figures.frame_rows import some
from juesuan.figures.table_titles import topic
from juesuan.figures.theme import phrase, words
from juesuan.frames.named import table_named

ROOT = ""
# What is drawn where no table is asked for: all expenditure, else that of the general budget.
SPENT = ("expenditure", "general_budget_expenditure")


@dataclass(frozen=True)
class Tree:
    """Nodes by code and what could not be drawn.

    `nodes`: code, parent, name, level, fen (as printed, summed over documents), own_fen (what the
    children leave of it), share (of the whole), class_code.
    """

    nodes: pd.DataFrame
    notes: list[str]


def printed(amounts: pd.DataFrame, table: str, measure: str) -> pd.DataFrame:
    """One row a document and code (the first print of it): document_id, code, fen.

    Raises `NothingToDraw` where the table has no amounts.
    """
    mine = amounts[(amounts["table"] == table) & (amounts["measure"] == measure)]
    mine = mine[mine["code"].ne("") | mine["level"].eq("total")]
    heading = tables()[table].headings[measure][0]
    some(mine, fault("no_amount_in", title=topic(table), measure=heading))
    mine = mine.drop_duplicates(["document_id", "code"])
    return mine[["document_id", "code", "amount_fen"]].rename(columns={"amount_fen": "fen"})


def spent(amounts: pd.DataFrame, table: str | None) -> str:
    """The key of a table by any of its names; for None the first of `SPENT` that tells the 类.

    Raises `UnknownName`.
    """
    if table is not None:
        return table_named(table)
    told = set(amounts.loc[amounts["level"].eq("class"), "table"])
    return next((key for key in SPENT if key in told), SPENT[0])


def measured(amounts: pd.DataFrame, table: str | None, measure: str) -> str:
    """The same of a table that has the measure.

    Raises `UnknownName` for a table and `UnknownChoice` for a measure that there is not.
    """
    key = spent(amounts, table)
    chosen(measure, tables()[key].measures, fault("a_measure_of", table=tables()[key].title))
    return key


def tree(amounts: pd.DataFrame, table: str, measure: str) -> Tree:
    """The tree of a coded table's measure.

    A level that a document does not print is the sum of the level below. Amounts that are not
    above 0 have no area and are left out with a note.
    """
    rows = _complete(printed(amounts, table, measure))
    whole = rows.groupby("code")["fen"].sum().astype("int64")
    negative = int((whole < 0).sum())
    whole = whole[(whole > 0) | (whole.index == ROOT)]
    names = code_names(amounts[amounts["table"] == table])
    nodes = whole.rename("fen").reset_index()
    nodes["parent"] = [parent_of(code) if code else None for code in nodes["code"]]
    below = nodes.groupby("parent")["fen"].sum()
    left = nodes["fen"] - nodes["code"].map(below).fillna(0).astype("int64")
    nodes["own_fen"] = left.clip(lower=0)
    nodes["name"] = [names.get(code, code) if code else words().total for code in nodes["code"]]
    nodes["share"] = nodes["fen"] / max(int(whole.get(ROOT, 0)), 1)
    nodes["class_code"] = nodes["code"].map(class_of)
    notes = [phrase("negative", count=negative)] if negative else []
    return Tree(nodes, notes + unknown(amounts, table))


def _complete(rows: pd.DataFrame) -> pd.DataFrame:
    for length in reversed(tuple(DIGITS.values())):
        deep = rows[rows["code"].str.len() == length]
        parents = deep["code"].map(parent_of)
        sums = deep.groupby(["document_id", parents])["fen"].sum().reset_index()
        known = pd.MultiIndex.from_frame(rows[["document_id", "code"]])
        wanted = pd.MultiIndex.from_frame(sums[["document_id", "code"]])
        rows = pd.concat([rows, sums[~wanted.isin(known)]], ignore_index=True)
    return rows


def code_names(amounts: pd.DataFrame) -> dict[str, str]:
    """The name of each code, as most rows print it."""
    found: dict[str, str] = {}
    for level in DIGITS:
        pairs = amounts[[f"{level}_code", f"{level}_name"]].dropna()
        count = pairs.value_counts().reset_index()
        first = count.drop_duplicates(f"{level}_code")
        found |= dict(zip(first[f"{level}_code"], first[f"{level}_name"], strict=True))
    return found


def unknown(amounts: pd.DataFrame, table: str) -> list[str]:
    """A note where amounts of the table have no column."""
    lost = int(((amounts["table"] == table) & amounts["measure"].isna()).sum())
    return [phrase("lost", count=lost)] if lost else []


def order_of_classes(nodes: pd.DataFrame) -> dict[str, Any]:
    """Each class's place by amount, largest first."""
    classes = nodes[nodes["code"].str.len() == HIGHEST].sort_values("fen", ascending=False)
    return {code: number for number, code in enumerate(classes["code"])}
