"""Charts with a named row for each thing: the axis of rows, the cut after the largest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from juesuan.catalogue.faults import Fault
from juesuan.errors import NothingToDraw
from juesuan.figures.theme import phrase, plain, shorten
from juesuan.figures.theme_file import theme

Record = dict[str, Any]


def records(frame: pd.DataFrame) -> list[Record]:
    """The rows as dictionaries."""
    found: list[Any] = frame.to_dict("records")
    return found


def row_axis(labels: Iterable[str], most: int = 30) -> dict[str, Any]:
    """An axis with the labels from top to bottom, none longer than `most` characters.

    Two rows may have the same label.
    """
    names = [plain(shorten(label, most)) for label in labels]
    return {
        "tickmode": "array",
        "tickvals": list(range(len(names))),
        "ticktext": names,
        "range": [len(names) - 0.4, -0.6],
        "ticks": "outside",
        "ticklen": 8,
        "tickcolor": "rgba(0,0,0,0)",
        "showgrid": False,
        "zeroline": False,
    }


def largest(
    frame: pd.DataFrame, size: pd.Series[Any], most: int | None = None
) -> tuple[pd.DataFrame, list[str]]:
    """The rows of largest size, in the frame's order, and a note where any were left out."""
    limit = most or theme().most.rows
    if len(frame) <= limit:
        return frame, []
    kept = size.sort_values(ascending=False, kind="stable").index[:limit]
    return frame.loc[frame.index.isin(kept)], [phrase("largest", count=len(frame), limit=limit)]


def some(frame: pd.DataFrame, why: Fault) -> pd.DataFrame:
    """The frame, where it has rows.

    Raises `NothingToDraw` where it has none.
    """
    if frame.empty:
        raise NothingToDraw(why)
    return frame


def source(frame: pd.DataFrame, title: str) -> str:
    """Where figures stand: the table or part of the document, its pages, else its lines.

    `frame` has the rows that are drawn, with `document_id`, `page` and `row`.
    """
    count = frame["document_id"].nunique()
    if count > 1:
        return phrase("source_of_many", count=count, title=title)
    for column, name in (("page", "source"), ("row", "source_lines")):
        places = [int(each) for each in frame.get(column, pd.Series(dtype=object)).dropna()]
        if places:
            first, last = min(places), max(places)
            pages = str(first) if first == last else f"{first}–{last}"
            return phrase(name, title=title, pages=pages)
    return ""


def who(document_id: str, most: int | None = None) -> str:
    """Organization and year of a document's id (organization-year-kind-hash).

    An organization of more than `most` characters is cut, its year never.
    """
    parts = document_id.rsplit("-", 3)
    name = parts[0] if len(parts) == 4 else document_id
    short = shorten(name, most) if most else name
    return f"{short} {parts[1]}" if len(parts) == 4 else short


def beside(x: Iterable[float], texts: Iterable[str]) -> go.Scatter:
    """Words to the right of the rows' marks, as a trace without marks."""
    words = [f"\u2002{text}" for text in texts]
    return go.Scatter(
        x=list(x),
        y=list(range(len(words))),
        mode="text",
        text=words,
        textposition="middle right",
        cliponaxis=False,
        showlegend=False,
        hoverinfo="skip",
    )


def named(frame: pd.DataFrame, names: Sequence[str]) -> list[str]:
    """Labels of rows; with their code where they share a name, with their document if many."""
    if "code" in frame:
        often = frame.assign(name=list(names)).duplicated(["document_id", "name"], keep=False)
        coded = zip(names, frame["code"].fillna(""), often, strict=True)
        names = [f"{name} {code}" if twice and code else name for name, code, twice in coded]
    if frame["document_id"].nunique() < 2:
        return list(names)
    return [
        f"{name} {who(str(owner))}" for name, owner in zip(names, frame["document_id"], strict=True)
    ]
