"""The steps from budget to actual: each item's deviation, split where the reasons have amounts."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from juesuan.figures.theme import phrase, words
from juesuan.figures.theme_file import theme


@dataclass(frozen=True)
class Step:
    """An amount in 分; `whole` for the budget and the actual, `split` for one reason of several."""

    item: str
    fen: int
    reason: str | None = None
    whole: bool = False
    split: bool = False


def steps(items: pd.DataFrame, execution: pd.DataFrame, changes: pd.DataFrame) -> list[Step]:
    """From the sum of the documents' budgets to their actuals.

    Where a document has no row for the total, its items' sums stand for it. Of several documents
    equal items are one step, without reasons.
    """
    known = items.dropna(subset=["budget_fen", "actual_fen"])
    budget, actual = (_whole(known, execution, f"{name}_fen") for name in ("budget", "actual"))
    if len(known["document_id"].unique()) > 1:
        known, changes = _together(known), changes.iloc[:0]
    moves = [step for _, row in known.iterrows() for step in _of_item(row, known, changes)]
    moves = _fewer([step for step in moves if step.fen])
    left = actual - budget - sum(step.fen for step in moves)
    rest = [Step(phrase("rest_and_rounding"), left, phrase("rest_meaning"))] if left else []
    first, last = (f"{getattr(words(), name)}" for name in ("budget", "actual"))
    return [Step(first, budget, whole=True), *moves, *rest, Step(last, actual, whole=True)]


def _whole(items: pd.DataFrame, execution: pd.DataFrame, column: str) -> int:
    totals = execution[execution["level"].eq("total") & execution["measure"].eq("total")]
    totals = totals.dropna(subset=["budget_fen", "actual_fen"]).drop_duplicates("document_id")
    others = items[~items["document_id"].isin(totals["document_id"])]
    return int(totals[column].sum()) + int(others[column].sum())


def _together(items: pd.DataFrame) -> pd.DataFrame:
    """One row a code (and name) over all documents."""
    sums = items.groupby(["code", "name"], sort=False, dropna=False, as_index=False)[
        ["budget_fen", "actual_fen"]
    ].sum()
    return sums.assign(document_id="", label=sums["name"], item_name="", row=0, reason=None)


def _of_item(row: pd.Series, items: pd.DataFrame, changes: pd.DataFrame) -> list[Step]:
    """The deviation of an item; by reason where the sentences after it give signed amounts."""
    later = items["document_id"].eq(row["document_id"]) & items["row"].gt(row["row"])
    until = items.loc[later, "row"].min()
    mine = changes[
        changes["document_id"].eq(row["document_id"])
        & changes["subject"].eq(row["item_name"])
        & changes["row"].ge(row["row"])
        & (changes["row"].lt(until) if pd.notna(until) else True)
    ]
    deviation = int(row["actual_fen"] - row["budget_fen"])
    reason = None if pd.isna(row["reason"]) else str(row["reason"])
    if mine.empty:
        return [Step(row["label"], deviation, reason)]
    parts = [
        Step(row["label"], int(fen), str(why), split=True)
        for fen, why in zip(mine["amount_fen"], mine["reason"], strict=True)
    ]
    left = deviation - sum(step.fen for step in parts)
    return [*parts, Step(row["label"], left, phrase("rest"), split=True)] if left else parts


def _fewer(moves: list[Step]) -> list[Step]:
    """The largest steps; the small ones of a long list together."""
    most = theme().most.rows - 3
    if len(moves) <= most:
        return moves
    kept = sorted(moves, key=lambda step: -abs(step.fen))[:most]
    others = [step for step in moves if step not in kept]
    rest = Step(phrase("rest_of_items", count=len(others)), sum(step.fen for step in others))
    return [*(step for step in moves if step in kept), rest]
