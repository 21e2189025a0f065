"""From the budget to the actual, step by step."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from juesuan.figures.comparison_rows import of_level, of_one_year, source_of
from juesuan.figures.deviation import items
from juesuan.figures.dumbbell import signed
from juesuan.figures.frame_rows import row_axis
from juesuan.figures.steps import Step, steps
from juesuan.figures.theme import Figure, colour, draw, money, phrase, plain, words
from juesuan.figures.theme_file import theme
from juesuan.money import in_wan


def waterfall(
    execution: pd.DataFrame, changes: pd.DataFrame, *, subject: str = "", level: str = "item"
) -> Figure:
    """From 年初预算 to 决算 in 万元, item by item, with the document's own signed reasons.

    An item whose reasons come with amounts is split into them, and what they leave is a step of
    its own, as is what the items leave of the total. `execution` may be the rows of
    `juesuan.compare`, with the `changes` of the account; of those also by 类 and 款 (`level`).
    Raises `NothingToDraw`, also where they are of several years.
    """
    execution = of_level(of_one_year(execution), level)
    found = steps(items(execution), execution, changes)
    trace = go.Waterfall(
        orientation="h",
        measure=["absolute" if step.whole else "relative" for step in found],
        x=[in_wan(step.fen) for step in found],
        y=list(range(len(found))),
        text=[money(step.fen) if step.whole else signed(step.fen) for step in found],
        textposition="outside",
        cliponaxis=False,
        customdata=[_told(step) for step in found],
        hovertemplate="%{customdata}<extra></extra>",
        increasing={"marker": {"color": colour("more")}},
        decreasing={"marker": {"color": colour("less")}},
        totals={"marker": {"color": colour("total")}},
        connector={"line": {"color": colour("before"), "width": 1}},
    )
    labels = [
        phrase("heading", title=step.item, what=step.reason) if step.split else step.item
        for step in found
    ]
    start = _start(found)
    return draw(
        [trace],
        title=_seen(found),
        subject=subject,
        notes=[phrase("waterfall"), words().unit, *([phrase("not_from_zero")] if start else [])],
        source=source_of(execution),
        rows=len(found),
        layout={
            "xaxis": {"range": _range(found, start)},
            "yaxis": row_axis(labels),
            "margin": {"r": 90},
            "showlegend": False,
            "waterfallgap": 0.3,
        },
    )


def _levels(found: list[Step]) -> list[float]:
    """Where the running sum stands after each step, in 万元."""
    levels: list[int] = []
    for step in found:
        levels.append(step.fen if step.whole else levels[-1] + step.fen)
    return [in_wan(level) for level in levels]


def _start(found: list[Step]) -> float:
    """Where the axis begins: at 0, or near the steps where they would be hairlines from there."""
    levels = _levels(found)
    low, high = min(levels), max(levels)
    if low <= 0 or high - low > theme().least.steps * high:
        return 0
    return max(0, low - (high - low))


def _range(found: list[Step], start: float) -> list[float]:
    levels = _levels(found)
    low, high = min(start, *levels), max(0, *levels)
    return [low - (0 if low >= 0 else 0.05 * (high - low)), high + 0.12 * (high - low)]


def _seen(found: list[Step]) -> str:
    """The title: how much more or less was spent than the budget."""
    over = found[-1].fen - found[0].fen
    what = words().more if over >= 0 else words().less
    return phrase("waterfall_seen", what=what, amount=money(abs(over)))


def _told(step: Step) -> str:
    lines = [step.item, step.reason, f"{money(step.fen)} {words().unit}"]
    return "<br>".join(plain(line) for line in lines if line)
