"""This year's budget of each 项 against last year's, as a budget explains it."""

from __future__ import annotations

import pandas as pd

from juesuan.catalogue.faults import fault
from juesuan.catalogue.levels import TOTAL
from juesuan.figures.dumbbell import dumbbell, signed, wan
from juesuan.figures.frame_rows import Record, largest, named, records, some, source
from juesuan.figures.theme import Figure, phrase, words


def plans(plan: pd.DataFrame, *, subject: str = "") -> Figure:
    """The budget of each 项 beside last year's in 万元, the largest budget first.

    Last year's is its budget or what was executed of it, as the document compares; of many items
    those that moved most. Raises `NothingToDraw` where a budget explains no item, or compares none.
    """
    found = plan[plan["level"].ne(TOTAL)].dropna(subset=["budget_fen", "prior_fen"])
    some(found, fault("no_plan_item"))
    name = found["item_name"].fillna(found["section_name"]).fillna(found["class_name"]).fillna("")
    moved = found["budget_fen"] - found["prior_fen"]
    found = found.assign(label=named(found, list(name)), moved=moved)
    shown, notes = largest(found, moved.abs())
    shown = shown.sort_values("budget", ascending=False, kind="stable")
    return dumbbell(
        shown.assign(actual=shown["budget"], budget=shown["prior"]),
        list(shown["label"]),
        [_beside(row) for row in records(shown)],
        title=_seen(found),
        subject=subject,
        names=(_before(found), phrase("planned")),
        notes=notes,
        source=source(shown, words().prose),
    )


def _before(found: pd.DataFrame) -> str:
    """What last year's figures are: its budget, what was executed, or both."""
    kinds = "/".join(dict.fromkeys(found["prior_kind"].dropna()))
    return phrase("before", what=kinds)


def _beside(row: Record) -> str:
    growth = "" if row["prior_fen"] == 0 else f" · {row['moved'] / row['prior_fen']:+.1%}"
    said = f"{wan(row['prior'])} → {wan(row['budget'])} · {signed(int(row['moved']))}{growth}"
    return said.replace("-", "−")


def _seen(found: pd.DataFrame) -> str:
    """The title: the item that moved most."""
    row = records(found.loc[[found["moved"].abs().idxmax()]])[0]
    what = words().more if row["moved"] >= 0 else words().less
    amount = wan(abs(row["budget"] - row["prior"]))
    return phrase("plans_seen", name=row["label"], what=what, amount=amount)
