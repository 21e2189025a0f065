"""Budget against actual of each 项."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from juesuan.catalogue.faults import fault
from juesuan.figures.comparison_rows import of_level, source_of
from juesuan.figures.dumbbell import dumbbell, wan
from juesuan.figures.frame_rows import Record, largest, named, records, some
from juesuan.figures.theme import Figure, colour, draw, phrase, plain, shorten, words

# So many points that are farthest from their budget bear their names, so long.
_LABELLED, _SHORT = 5, 16
# The parts of an axis that a line of text takes, and that are between it and its point.
_NEAR, _APART = 0.05, 0.008


def budget_and_actual(execution: pd.DataFrame, *, subject: str = "", level: str = "item") -> Figure:
    """年初预算 against 决算 of each 项 in 万元, the largest actual first.

    `execution` are the items that a document explains, or the rows of `juesuan.compare`; of those
    also by 类 (`level="class"`) and 款 (`level="section"`). Of many items those that deviate most.
    Raises `NothingToDraw` where there is no item.
    """
    execution = of_level(execution, level)
    found = items(execution).sort_values("actual", ascending=False, kind="stable")
    shown, notes = largest(found, found["deviation"].abs().fillna(0))
    return dumbbell(
        shown,
        list(shown["label"]),
        [
            f"{wan(row['budget'])} → {wan(row['actual'])} · {rate_words(row)}"
            for row in records(shown)
        ],
        title=seen(found),
        subject=subject,
        names=(words().budget, words().actual),
        notes=notes,
        source=source_of(shown),
    )


def seen(items: pd.DataFrame) -> str:
    """The title: the item that is farthest from its budget."""
    known = items[items["deviation"].notna()]
    if known.empty:
        return phrase("budget_and_actual")
    row = records(known.loc[[known["deviation"].abs().idxmax()]])[0]
    what = words().more if row["deviation"] >= 0 else words().less
    said = {"name": row["label"], "what": what, "amount": wan(abs(row["deviation"]))}
    return phrase("deviation_seen", **said)


def budget_scatter(execution: pd.DataFrame, *, subject: str = "", level: str = "item") -> Figure:
    """Every 项 of any number of documents as a point: 年初预算 across, 决算 up, both logarithmic.

    On the line the budget was met. A logarithmic axis has no 0: items without budget or without
    actual stand at its beginning, with marks of their own. Raises `NothingToDraw`.
    """
    found = items(of_level(execution, level)).dropna(subset=["budget", "actual"])
    found = found[(found["budget"] >= 0) & (found["actual"] >= 0)]
    some(found, fault("no_budget_pair"))
    amounts = found[["budget", "actual"]]
    low = float(amounts[amounts > 0].min().min()) / 3
    high = float(amounts.max().max()) * 2
    zero = {"budget": found["budget_fen"].eq(0), "actual": found["actual_fen"].eq(0)}
    both = ~(zero["budget"] | zero["actual"])
    groups = {
        phrase("with_budget"): (both, "circle", "after"),
        phrase("no_budget"): (zero["budget"], "triangle-right", "more"),
        phrase("no_actual"): (zero["actual"] & ~zero["budget"], "triangle-up", "less"),
    }
    met = {"mode": "lines", "name": phrase("met")}
    line = go.Scatter(x=[low, high], y=[low, high], line={"color": colour("before")}, **met)
    points = [
        go.Scatter(
            name=phrase("counted", name=name, count=int(mine.sum())),
            x=list(amounts.loc[mine, "budget"].clip(lower=low)),
            y=list(amounts.loc[mine, "actual"].clip(lower=low)),
            mode="markers",
            marker={"symbol": symbol, "color": colour(shade), "size": 8, "opacity": 0.7},
            customdata=[_told(row) for row in records(found[mine])],
            hovertemplate="%{customdata}<extra></extra>",
        )
        for name, (mine, symbol, shade) in groups.items()
        if mine.any()
    ]
    axis = {"type": "log", "dtick": 1, "title": {"standoff": 8}}
    far = found.loc[found["deviation"].abs().nlargest(_LABELLED).index]
    across, up = (far[name].clip(lower=low).tolist() for name in ("budget", "actual"))
    places = _beside_points(across, up, low, high)
    apart = (high / low) ** _APART
    labels = go.Scatter(
        x=[x / apart if "left" in at else x * apart for x, at in zip(across, places, strict=True)],
        y=up,
        mode="text",
        text=[plain(shorten(label, _SHORT)) for label in far["label"]],
        textposition=places,
        cliponaxis=False,
        showlegend=False,
        hoverinfo="skip",
    )
    return draw(
        [line, *points, labels],
        title=seen(found),
        subject=subject,
        notes=[phrase("budget_scatter"), words().unit],
        source=source_of(found),
        layout={
            "xaxis": axis | {"title_text": words().budget},
            "yaxis": axis | {"title_text": words().actual},
        },
    )


def _beside_points(across: list[float], up: list[float], low: float, high: float) -> list[str]:
    """Where the label of each point stands: on the side with room, and apart from the next one.

    Points that are nearer to each other than a line of text have theirs below, beside and above.
    """
    near, middle = (high / low) ** _NEAR, (low * high) ** 0.5
    groups: list[list[int]] = []
    for at in sorted(range(len(up)), key=up.__getitem__):
        if groups and up[at] <= near * up[groups[-1][-1]]:
            groups[-1].append(at)
        else:
            groups.append([at])
    height = {
        at: "middle" if len(group) == 1 else ("bottom", "middle", "top")[2 * n // (len(group) - 1)]
        for group in groups
        for n, at in enumerate(group)
    }
    return [f"{height[at]} {'left' if x > middle else 'right'}" for at, x in enumerate(across)]


def _told(row: Record) -> str:
    sums = " · ".join(f"{getattr(words(), name)} {wan(row[name])}" for name in ("budget", "actual"))
    return f"{row['code']} {plain(row['label'])}<br>{sums}<br>{rate_words(row)}"


def items(execution: pd.DataFrame) -> pd.DataFrame:
    """The items of an execution frame, without 合计, 基本支出 and 项目支出; with a `label`.

    Raises `NothingToDraw` where there is none.
    """
    found = execution[execution["level"].ne("total")].reset_index(drop=True)
    some(found, fault("no_budget_item"))
    name = found["item_name"].fillna(found["section_name"]).fillna(found["class_name"]).fillna("")
    return found.assign(name=name, label=named(found, list(name)))


def rate_words(row: Record) -> str:
    """The completion rate in words; without a budget there is none."""
    if pd.isna(row["budget"]) or pd.isna(row["actual"]):
        return phrase("not_listed")
    if row["budget_fen"] == 0:
        return phrase("no_rate")
    return f"{row['rate']:.1f}%"
