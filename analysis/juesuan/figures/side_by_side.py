"""Several documents: departments side by side, one after the other year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from juesuan.catalogue import tables
from juesuan.catalogue.headline_wording import CHANGE, headline_wording
from juesuan.catalogue.levels import HIGHEST
from juesuan.figures.frame_rows import largest, row_axis, source, who
from juesuan.figures.theme import (
    Figure,
    class_marker,
    colour,
    draw,
    hover_of_share,
    money,
    percent,
    phrase,
    plain,
    words,
)
from juesuan.figures.theme_file import theme
from juesuan.figures.tree import code_names, printed
from juesuan.frames.named import table_named
from juesuan.money import FEN_OF_WAN

# What is drawn where no table is asked for: all expenditure, else that of the general budget.
_DEFAULTS = ("expenditure", "general_budget_expenditure")


def departments(amounts: pd.DataFrame, *, subject: str = "", table: str = "expenditure") -> Figure:
    """Shares of the 类 in each document (a bar of 100 %), the largest documents first.

    With one document it is one bar. Raises `NothingToDraw` where there are no amounts.
    """
    table = table_named(table)
    wide = _classes(amounts, table)
    wide.index = pd.Index([str(document) for document in wide.index])
    whole = wide.sum(axis=1)
    wide = wide.loc[whole.sort_values(ascending=False, kind="stable").index]
    shown, notes = largest(wide, wide.sum(axis=1))
    title = tables()[table].title
    names = code_names(amounts[amounts["table"] == table])
    said = {"count": len(wide), "name": who(str(whole.idxmax())), "amount": money(whole.max())}
    sums = shown.sum(axis=1)
    seen = phrase("departments_seen", **said) if len(wide) > 1 else _one_seen(wide, names, title)
    return _stacked(
        shown,
        [f"{who(document)}  {money(sums[document])}" for document in shown.index],
        amounts,
        table,
        title=seen,
        subject=subject,
        notes=[phrase("departments", title=title), words().unit, *notes],
        horizontal=True,
    )


def _one_seen(wide: pd.DataFrame, names: Mapping[str, str], title: str) -> str:
    """The title over one document: its largest 类."""
    sums = wide.sum()
    code = str(sums.idxmax())
    said = {"amount": money(sums.max()), "share": percent(sums.max() / sums.sum())}
    return phrase("structure_seen", what=title, name=names.get(code, code), **said)


def years(
    amounts: pd.DataFrame,
    documents: pd.DataFrame,
    headline: pd.DataFrame | None = None,
    *,
    subject: str = "",
    table: str | None = None,
) -> Figure:
    """Amounts of the 类 in 万元, year by year; amounts of a year's documents are added.

    Where there is one year only, its total stands beside the year before, as far as `headline`
    holds the change that each of its documents tells. Without a `table` it is all expenditure, or
    that of the general budget where only its change is told. Raises `NothingToDraw` where there
    are no amounts.
    """
    year = documents.set_index("document_id")["fiscal_year"].to_dict()
    table, wide, stated = _chosen(amounts, year, headline, table)
    drawn = pd.Series([year[document] for document in wide.index])
    count = drawn.value_counts()
    wide = wide.groupby(drawn.to_numpy()).sum().sort_index()
    labels = [phrase("year", year=number, count=count[number]) for number in wide.index]
    if stated is not None:
        before = int(wide.index[0]) - 1
        labels = [phrase("year_stated", year=before), *labels]
        wide = pd.concat([pd.DataFrame({"": [stated]}, index=[before]), wide]).fillna(0)
        wide = wide[[*wide.columns[1:], ""]]
    title = tables()[table].title
    return _stacked(
        wide,
        labels,
        amounts,
        table,
        title=_years_seen(wide, title, count),
        subject=subject,
        notes=[words().unit],
        horizontal=False,
    )


def _chosen(
    amounts: pd.DataFrame,
    year: Mapping[Any, Any],
    headline: pd.DataFrame | None,
    table: str | None,
) -> tuple[str, pd.DataFrame, int | None]:
    """The table, its amounts by document and 类, and the total of the year before, if told."""
    keys = [table_named(table)] if table else list(_DEFAULTS)
    for key in keys:
        if not amounts["table"].eq(key).any():
            continue
        wide = _classes(amounts, key)
        own = {year[document] for document in wide.index}
        stated = _stated(wide, headline, key) if len(own) == 1 else None
        if stated is not None:
            return key, wide, stated
    return keys[0], _classes(amounts, keys[0]), None


def _years_seen(wide: pd.DataFrame, title: str, count: pd.Series[int]) -> str:
    """The title: the last year's amount, and how it differs from the one before it.

    Years of more or fewer documents are not compared.
    """
    whole = wide.sum(axis=1)
    last = {"title": title, "year": wide.index[-1], "amount": money(whole.iloc[-1])}
    numbers = [int(count.get(year, count.iloc[0])) for year in wide.index[-2:]]
    if len(wide) == 1 or numbers[0] != numbers[1]:
        return phrase("year_seen", **last)
    over = whole.iloc[-1] - whole.iloc[-2]
    what = words().more if over >= 0 else words().less
    last |= {"what": what, "most": wide.index[-2], "printed": money(abs(over))}
    return phrase("years_seen", **last)


def _stated(wide: pd.DataFrame, headline: pd.DataFrame | None, table: str) -> int | None:
    """The total of the year before in 分, from the changes that all documents state."""
    whole = f"{table}/total/total"
    names = [figure.name for figure in headline_wording().figures if whole in figure.cells]
    if headline is None or not names:
        return None
    change = headline.set_index("document_id")[f"{names[0]}{CHANGE}_fen"].reindex(wide.index)
    return None if change.isna().any() else int(wide.to_numpy().sum() - change.sum())


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
    *,
    title: str,
    subject: str,
    notes: list[str],
    horizontal: bool,
) -> Figure:
    """A bar a row, the colour of its 类 a column."""
    names = code_names(amounts[amounts["table"] == table])
    whole = wide.sum(axis=1)
    traces = [
        _bars(
            code,
            f"{code} {names.get(code, '')}" if code else words().total,
            number,
            wide[code],
            whole,
            labels,
            horizontal=horizontal,
        )
        for number, code in enumerate(wide.columns)
    ]
    axis = row_axis(labels)
    turned = axis | {"range": [-0.6, max(len(labels), 3) - 0.4]}
    side = {"yaxis": axis, "xaxis": {"ticksuffix": "%", "range": [0, 100]}}
    up = {"xaxis": turned, "yaxis": {"rangemode": "tozero"}}
    legend = {"x": 0, "xanchor": "left", "yref": "container", "y": 0.01, "yanchor": "bottom"}
    # Four names stand in a line of the legend.
    foot = 60 + 20 * -(-len(wide.columns) // 4)
    return draw(
        traces,
        title=title,
        subject=subject,
        notes=notes,
        source=source(amounts[amounts["table"] == table], tables()[table].title),
        rows=len(wide) + foot // theme().size.row if horizontal else None,
        layout={"barmode": "relative", "bargap": 0.35, "legend": legend, "margin": {"b": foot}}
        | (side if horizontal else up | {"height": theme().size.plain + foot}),
    )


def _bars(
    code: str,
    name: str,
    number: int,
    fen: pd.Series[Any],
    whole: pd.Series[Any],
    labels: list[str],
    *,
    horizontal: bool,
) -> go.Bar:
    """One 类 in every bar: its share of the bar across, its amount up."""
    share = (fen / whole.where(whole != 0)).fillna(0)
    place = list(range(len(fen)))
    along = list(100 * share if horizontal else fen / FEN_OF_WAN)
    return go.Bar(
        name=plain(name),
        orientation="h" if horizontal else "v",
        x=along if horizontal else place,
        y=place if horizontal else along,
        marker=class_marker(code, number, plain=[part >= theme().least.part for part in share])
        | {"line": {"color": colour("total"), "width": 0.5}},
        text=[
            f"{money(each)} · {percent(part)}" if part >= theme().least.part else ""
            for each, part in zip(fen, share, strict=True)
        ],
        textposition="inside",
        insidetextanchor="middle",
        constraintext="inside",
        customdata=[
            [f"{plain(label)}<br>{plain(name)}", money(each), percent(part)]
            for label, each, part in zip(labels, fen, share, strict=True)
        ],
        hovertemplate=hover_of_share(),
    )
