"""What `juesuan compare` prints: each code's budget and actual, and what is misquoted."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from juesuan.catalogue import tables
from juesuan.catalogue.levels import TOTAL
from juesuan.catalogue.sayings import say

_TABLE = "general_budget_expenditure"


def lines_of(rows: pd.DataFrame, level: str) -> Iterator[str]:
    """一般公共预算 by the codes of a level and in all; of each figure what is known."""
    mine = rows["table"].eq(_TABLE) & rows["measure"].eq(TOTAL) & rows["level"].isin([TOTAL, level])
    for row in rows[mine].to_dict("records"):
        known = {name: _figure(row[name]) for name in ("budget", "actual", "deviation")}
        about = " ".join(filter(None, (row["code"], row["name"])))
        if pd.isna(row["rate"]):
            yield say("compared", about=about, **known)
        else:
            yield say("compared_rate", about=about, rate=f"{row['rate']:.1f}", **known)


def misquoted(rows: pd.DataFrame) -> Iterator[str]:
    """The budgets that the account states otherwise than the budget document."""
    for row in rows[rows["stated"].eq("inconsistent")].to_dict("records"):
        title = tables()[row["table"]].title
        about = " ".join(filter(None, (title, row["code"], row["name"])))
        stated, budget = _figure(row["stated_budget"]), _figure(row["budget"])
        yield say("misquoted", about=about, stated=stated, budget=budget)


def _figure(amount: float) -> str:
    return say("unknown_amount") if pd.isna(amount) else f"{amount:,.2f}"
