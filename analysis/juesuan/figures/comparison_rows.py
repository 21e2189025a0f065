"""Budgets and actuals of items: from a document's prose, or of a budget beside its account."""

from __future__ import annotations

import pandas as pd

from juesuan.catalogue import tables
from juesuan.catalogue.choice import chosen
from juesuan.catalogue.faults import fault
from juesuan.catalogue.levels import TOTAL
from juesuan.catalogue.terms import DIGITS
from juesuan.errors import NothingToDraw
from juesuan.figures.frame_rows import source
from juesuan.figures.theme import phrase, words

# The table that a budget and an account explain item by item.
TABLE = "general_budget_expenditure"
# What a table calls all of a code, and the figures of a row.
_WHOLE = (TOTAL, "amount")
_AMOUNTS = ("budget", "actual", "deviation", "rate")


def of_level(rows: pd.DataFrame, level: str = "item", table: str = TABLE) -> pd.DataFrame:
    """The rows of an execution frame as they are; of `juesuan.compare` a table's 类, 款 or 项.

    Rows of a comparison get the columns of an execution frame. Raises `UnknownChoice` for another
    level.
    """
    if "budget_document_id" not in rows:
        return rows
    chosen(level, list(DIGITS), fault("a_level"))
    mine = rows["table"].eq(table) & rows["measure"].isin(_WHOLE)
    # the total of the economic table is the line of both kinds of expenses together
    kept = rows["level"].eq(level) | (rows["level"].eq(TOTAL) & rows["line_key"].eq(TOTAL))
    found = rows[mine & kept]
    unnamed = pd.Series(pd.NA, index=found.index, dtype="str")
    amounts = {name: found[name].astype("float64") for name in _AMOUNTS}
    said = {"item_name": found["name"], "section_name": unnamed, "class_name": unnamed}
    return found.assign(**said, **amounts, printed_rate=float("nan")).reset_index(drop=True)


def of_one_year(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows, which a figure adds up.

    Raises `NothingToDraw` where they compare documents of several years.
    """
    years = sorted(set(rows["fiscal_year"])) if "fiscal_year" in rows else []
    if len(years) > 1:
        raise NothingToDraw(fault("years_not_added", years=tuple(map(str, years))))
    return rows


def source_of(rows: pd.DataFrame) -> str:
    """Where the figures stand: in the prose, or in a table of both documents."""
    if "budget_document_id" in rows:
        title = tables()[str(rows["table"].iloc[0])].title
        return phrase("source_of_pair", title=title, count=rows["document_id"].nunique())
    return source(rows, words().prose)
