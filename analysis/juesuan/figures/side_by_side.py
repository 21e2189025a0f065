"""Several documents: departments side by side, one after the other year."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from juesuan.catalogue import tables
from juesuan.catalogue.levels import HIGHEST
from juesuan.figures.frame_rows import largest, row_axis, who
from juesuan.figures.theme import (
    Figure,
    colour,
    draw,
    hover_of_share,
    money,
    percent,
    phrase,
    plain,
    series,
    words,
)
from juesuan.figures.theme_file import theme
from juesuan.figures.tree import code_names, printed
from juesuan.frames.named import table_named
from juesuan.money import FEN_OF_WAN


def departments(amounts: pd.DataFrame, *, subject: str = "", table: str = "expenditure") -> Figure:
    """Shares of the 类 in each document (a bar of 100 %), the largest documents first.

    With one document it is one bar. Raises `NothingToDraw` where there are no amounts.
    """
    table = table_named(table)
    wide = _classes(amounts, table)
    wide.index = pd.Index([str(document) for document in wide.index])
    wide = wide.loc[wide.sum(axis=1).sort_values(ascending=False, kind="stable").index]
    shown, notes = largest(wide, wide.sum(axis=1))
    labels = [who(document) for document in shown.index]
    figure = _stacked(shown, labels, amounts, table, subject, notes, horizontal=True)
    figure.update_layout(title_text=phrase("departments", title=tables()[table].title))
    return figure


def years(
    amounts: pd.DataFrame, documents: pd.DataFrame, *, subject: str = "", table: str = "expenditure"
) -> Figure:
    """Amounts of the 类 in 万元, year by year; amounts of a year's documents are added.

    Raises `NothingToDraw` where there are no amounts.
    """
    table = table_named(table)
    wide = _classes(amounts, table)
    year = documents.set_index("document_id")["fiscal_year"]
    wide = wide.groupby(wide.index.map(year.to_dict())).sum().sort_index()
    count = documents["fiscal_year"].value_counts()
    labels = [phrase("year", year=number, count=count[number]) for number in wide.index]
    return _stacked(wide, labels, amounts, table, subject, [words().unit], horizontal=False)


def _classes(amounts: pd.DataFrame, table: str) -> pd.DataFrame:
    """分 by document (rows) and 类 (columns, the largest first)."""
    rows = printed(amounts, table, "total")
    rows = rows[rows["code"].str.len() == HIGHEST]
    wide = rows.pivot_table(
        index="document_id", columns="code", values="fen", aggfunc="sum", observed=True
    ).fillna(0)
    return wide[wide.sum().sort_values(ascending=False, kind="stable").index]


def _stacked(
    wide: pd.DataFrame,
    labels: list[str],
    amounts: pd.DataFrame,
    table: str,
    subject: str,
    notes: list[str],
    *,
    horizontal: bool,
) -> Figure:
    """A bar a row, a colour a column; columns after the palette's last are drawn as 其他."""
    names = code_names(amounts[amounts["table"] == table])
    colours = len(theme().colours.series)
    kept = list(wide.columns[:colours])
    whole = wide.sum(axis=1)
    parts = [(f"{code} {names.get(code, '')}", wide[code]) for code in kept]
    if len(wide.columns) > colours:
        others = len(wide.columns) - colours
        parts.append(
            (phrase("other_classes", count=others), wide[wide.columns[colours:]].sum(axis=1))
        )
    traces = []
    for number, (name, fen) in enumerate(parts):
        share = (fen / whole.where(whole != 0)).fillna(0)
        across, along = (
            list(range(len(wide))),
            list(100 * share if horizontal else fen / FEN_OF_WAN),
        )
        traces.append(
            go.Bar(
                name=plain(name),
                orientation="h" if horizontal else "v",
                x=along if horizontal else across,
                y=across if horizontal else along,
                marker=series(number) | {"line": {"color": colour("total"), "width": 0.5}},
                customdata=[
                    [f"{plain(label)}<br>{plain(name)}", money(each), percent(part)]
                    for label, each, part in zip(labels, fen, share, strict=True)
                ],
                hovertemplate=hover_of_share(),
            )
        )
    axis = row_axis(labels)
    turned = axis | {"range": [-0.6, max(len(labels), 3) - 0.4]}
    side = {"yaxis": axis, "xaxis": {"ticksuffix": "%", "range": [0, 100]}}
    up = {"xaxis": turned, "yaxis": {"rangemode": "tozero"}}
    legend = {"x": 0, "xanchor": "left", "yref": "container", "y": 0.01, "yanchor": "bottom"}
    return draw(
        traces,
        title=phrase("years", title=tables()[table].title),
        subject=subject,
        notes=notes,
        rows=len(wide) + 4 if horizontal else None,
        layout={"barmode": "relative", "bargap": 0.35, "legend": legend, "margin": {"b": 120}}
        | (side if horizontal else up),
    )
