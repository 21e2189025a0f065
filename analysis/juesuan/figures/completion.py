"""Completion rates, honest about a budget of 0."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from juesuan.figures.comparison_rows import of_level, source_of
from juesuan.figures.deviation import items, rate_words
from juesuan.figures.dumbbell import stems, wan
from juesuan.figures.frame_rows import Record, beside, largest, records, row_axis
from juesuan.figures.theme import Figure, colour, draw, phrase, plain, words
from juesuan.figures.theme_file import theme

_SYMBOLS = {"more": "triangle-right", "less": "triangle-left", "total": "circle"}


def completion(execution: pd.DataFrame, *, subject: str = "", level: str = "item") -> Figure:
    """Completion rate of each 项 in percent, from 100 % to the right or left.

    An item whose budget is 0 has no rate, whatever the document prints: it has a row and no mark.
    Rates above the theme's largest stand at the edge with their figure. Of many items those that
    deviate most in money are drawn; the rows of `juesuan.compare` also by 类 and 款 (`level`).
    Raises `NothingToDraw`.
    """
    found = items(of_level(execution, level))
    shown, notes = largest(found, found["deviation"].abs().fillna(0))
    shown = shown.sort_values("rate", ascending=False, kind="stable", na_position="last")
    rated = shown[shown["rate"].notna()]
    place = rated["rate"].clip(0, theme().most.rate)
    side = [_side(rate) for rate in rated["rate"]]
    marks = go.Scatter(
        x=list(place),
        y=list(range(len(rated))),
        mode="markers",
        marker={
            "size": 13,
            "symbol": [_SYMBOLS[each] for each in side],
            "color": [colour(each) for each in side],
            "line": {"color": theme().ink, "width": 1},
        },
        customdata=[_told(row) for row in records(rated)],
        hovertemplate="%{customdata}<extra></extra>",
        showlegend=False,
    )
    said = beside(
        [*place.clip(lower=100), *[0] * (len(shown) - len(rated))],
        [_beside(row) for row in records(shown)],
    )
    return draw(
        [stems(place * 0 + 100, place), marks, said],
        title=_seen(found),
        subject=subject,
        notes=[phrase("completion"), *notes],
        source=source_of(shown),
        rows=len(shown),
        layout={
            "yaxis": row_axis(shown["label"]),
            "xaxis": {"range": [0, max([130, *place]) * 1.05], "ticksuffix": "%"},
            "margin": {"r": 150},
            "shapes": [_line(len(rated))] if len(rated) else [],
        },
    )


def _seen(items: pd.DataFrame) -> str:
    """The title: how many items exceed their budget, stay below it, meet it, or had none."""
    budget, actual = items["budget_fen"], items["actual_fen"]
    planned = budget.gt(0)
    above, below, met, without = (
        int(mine.sum())
        for mine in (
            planned & actual.gt(budget),
            planned & actual.lt(budget),
            planned & actual.eq(budget),
            budget.eq(0),
        )
    )
    counts = {
        phrase("completion_above", most=above): above,
        phrase("completion_below", most=below): below,
        phrase("completion_met", most=met): met,
        phrase("completion_without", most=without): without,
    }
    told = [said for said, count in counts.items() if count]
    if not told:
        return phrase("completion")
    return phrase("completion_seen", count=len(items), what=phrase("and_so").join(told))


def _line(rows: int) -> dict[str, Any]:
    """The line of 100 % beside the rows that have a rate."""
    place = {"type": "line", "layer": "below", "x0": 100, "x1": 100, "y0": -0.6, "y1": rows - 0.5}
    return place | {"line": {"color": colour("before"), "width": 1}}


def _side(rate: float) -> str:
    return "more" if rate > 100 else "less" if rate < 100 else "total"


def _beside(row: Record) -> str:
    if pd.notna(row["rate"]):
        return f"\u2002{rate_words(row)} · {wan(row['actual'])}"
    spent = phrase("spent", amount=wan(row["actual"]))
    return f"{rate_words(row)}{_claimed(row)}{spent}"


def _claimed(row: Record) -> str:
    printed = row["printed_rate"]
    return "" if pd.isna(printed) else phrase("claimed", printed=printed)


def _told(row: Record) -> str:
    return (
        f"{row['code']} {plain(row['label'])}<br>{words().budget} {wan(row['budget'])} · "
        f"{words().actual} {wan(row['actual'])}<br>{rate_words(row)}{_claimed(row)}"
    )
