"""Two amounts of each row, an open and a full mark, and words beside them."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from juesuan.figures.frame_rows import beside, row_axis
from juesuan.figures.theme import Figure, colour, draw, plain, room, words
from juesuan.money import in_wan

# So many pixels are right of the marks at least.
_ROOM = 130


def wan(amount: float) -> str:
    """万元 for a label; a dash where there is no amount."""
    return "—" if pd.isna(amount) else f"{amount:,.2f}"


def signed(fen: int) -> str:
    """An amount in 万元 with its sign, for a label; 0 has none."""
    return f"{in_wan(fen):{'+' if fen else ''},.2f}".replace("-", "−")


def dumbbell(
    frame: pd.DataFrame,
    labels: list[str],
    said: list[str],
    *,
    title: str,
    subject: str,
    names: tuple[str, str],
    notes: list[str],
    source: str = "",
) -> Figure:
    """A chart of a frame's `budget` and `actual` in 万元; `names` are what they are called."""
    before, after = frame["budget"], frame["actual"]
    hover = [
        f"{plain(label)}<br>{names[0]} {wan(b)} · {names[1]} {wan(a)}<br>{plain(text)}"
        for label, b, a, text in zip(labels, before, after, said, strict=True)
    ]
    marks = {
        "y": list(range(len(frame))),
        "mode": "markers",
        "cliponaxis": False,
        "customdata": hover,
        "hovertemplate": "%{customdata}<extra></extra>",
    }
    hollow = {"symbol": "circle-open", "size": 12, "color": colour("before"), "line": {"width": 2}}
    full = {"symbol": "diamond", "size": 11, "color": colour("after")}
    traces = [
        stems(before, after),
        *(
            go.Scatter(name=name, x=list(own), marker=marker, **marks)
            for name, own, marker in zip(names, (before, after), (hollow, full), strict=True)
            if own.notna().any()
        ),
        beside(frame[["budget", "actual"]].max(axis=1), [f"\u2002{plain(text)}" for text in said]),
    ]
    return draw(
        traces,
        title=title,
        subject=subject,
        notes=[words().unit, *notes],
        source=source,
        rows=len(frame),
        layout={
            "yaxis": row_axis(labels),
            "xaxis": {"rangemode": "tozero"},
            "margin": {"r": max(room(said), _ROOM)},
        },
    )


def stems(start: pd.Series[float], stop: pd.Series[float]) -> go.Scatter:
    """A line in each row from one value to the other."""
    ends = list(zip(start, stop, range(len(start)), strict=True))
    return go.Scatter(
        x=[x for left, right, _ in ends for x in (left, right, None)],
        y=[y for _, _, row in ends for y in (row, row, None)],
        mode="lines",
        line={"color": colour("before"), "width": 3},
        showlegend=False,
        hoverinfo="skip",
    )
