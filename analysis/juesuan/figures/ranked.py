"""Deviations from the budget, ranked: what was spent above it is to the right."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from juesuan.catalogue.faults import fault
from juesuan.figures.comparison_rows import TABLE, of_level, source_of
from juesuan.figures.deviation import items, rate_words, seen
from juesuan.figures.dumbbell import signed, wan
from juesuan.figures.frame_rows import Record, largest, records, row_axis, some
from juesuan.figures.theme import Figure, colour, draw, phrase, plain, words
from juesuan.money import in_wan


def deviations(
    execution: pd.DataFrame, *, subject: str = "", level: str = "item", table: str = TABLE
) -> Figure:
    """What was spent above or below the budget of each 项, in 万元, the most above first.

    `execution` are the items that a document explains, or the rows of `juesuan.compare`: of those
    also by 类 and 款 (`level`), and of the economic `table`. Of many items those that deviate most.
    Raises `NothingToDraw` where no item has both amounts.
    """
    found = items(of_level(execution, level, table)).dropna(subset=["deviation"])
    some(found, fault("no_budget_pair"))
    shown, notes = largest(found, found["deviation"].abs())
    shown = shown.sort_values("deviation", ascending=False, kind="stable")
    fen = shown["actual_fen"] - shown["budget_fen"]
    trace = go.Bar(
        orientation="h",
        x=[in_wan(int(each)) for each in fen],
        y=list(range(len(shown))),
        marker={"color": [colour("more" if each > 0 else "less") for each in fen]},
        text=[
            f"{signed(int(each))} · {_beside(row)}"
            for each, row in zip(fen, records(shown), strict=True)
        ],
        textposition="outside",
        cliponaxis=False,
        customdata=[_told(row) for row in records(shown)],
        hovertemplate="%{customdata}<extra></extra>",
    )
    return draw(
        [trace],
        title=seen(found),
        subject=subject,
        notes=[phrase("deviations"), words().unit, *notes],
        source=source_of(shown),
        rows=len(shown),
        layout={
            "yaxis": row_axis(shown["label"]),
            "xaxis": {"range": _range(trace.x), "zeroline": True},
            "margin": {"r": 190},
            "showlegend": False,
        },
    )


def _range(x: tuple[float, ...]) -> list[float]:
    """Room for the words beside the longest bar on the left; on the right the margin has it."""
    low, high = min(0, *x), max(0, *x)
    width = (high - low) or 1
    return [low - (0.5 * width if low < 0 else 0), high + 0.02 * width]


def _beside(row: Record) -> str:
    """What stands beside a bar, short enough for the margin."""
    return phrase("no_budget") if row["budget_fen"] == 0 else rate_words(row)


def _told(row: Record) -> str:
    lines = [
        f"{row['code']} {plain(row['label'])}",
        f"{words().budget} {wan(row['budget'])} · {words().actual} {wan(row['actual'])}",
        plain(row["reason"]) if pd.notna(row["reason"]) else "",
    ]
    return "<br>".join(filter(None, lines))
