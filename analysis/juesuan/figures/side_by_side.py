"""Several documents: departments side by side, one after the other year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from juesuan.catalogue.faults import fault
from juesuan.catalogue.headline_wording import CHANGE, headline_wording
from juesuan.catalogue.levels import HIGHEST
from juesuan.errors import NothingToDraw
from juesuan.figures.frame_rows import largest, row_axis, some, source, who
from juesuan.figures.table_titles import Titles, title_of, topic
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
from juesuan.figures.tree import SPENT, code_names, printed, spent
from juesuan.money import FEN_OF_WAN

# So long is a name beside a bar, that its amount has room.
_NAME = 14


def departments(
    amounts: pd.DataFrame,
    *,
    subject: str = "",
    table: str | None = None,
    titles: Titles | None = None,
) -> Figure:
    """Shares of the 类 in each document (a bar of 100 %), the largest documents first.

    With one document it is one bar. Without a `table` it is all expenditure, or that of the
    general budget where only it tells the 类. Raises `NothingToDraw` where there are no amounts.
    """
    table = spent(amounts, table)
    wide = _classes(amounts, table)
    wide.index = pd.Index([str(document) for document in wide.index])
    whole = wide.sum(axis=1)
    wide = wide.loc[whole.sort_values(ascending=False, kind="stable").index]
    shown, notes = largest(wide, wide.sum(axis=1))
    names = code_names(amounts[amounts["table"] == table])
    said = {"count": len(wide), "name": who(str(whole.idxmax())), "amount": money(whole.max())}
    sums = shown.sum(axis=1)
    seen = phrase("departments_seen", **said) if len(wide) > 1 else _one_seen(wide, names, table)
    return _stacked(
        shown,
        [f"{who(document, _NAME)}  {money(sums[document])}" for document in shown.index],
        amounts[amounts["table"] == table],
        title=seen,
        subject=subject,
        notes=[phrase("departments", title=topic(table)), words().unit, *notes],
        printed=title_of(table, titles),
        horizontal=True,
    )


def _one_seen(wide: pd.DataFrame, names: Mapping[str, str], table: str) -> str:
    """The title over one document: its largest 类."""
    sums = wide.sum()
    code = str(sums.idxmax())
    said = {"amount": money(sums.max()), "share": percent(sums.max() / sums.sum())}
    return phrase("structure_seen", what=topic(table), name=names.get(code, code), **said)


def years(
    amounts: pd.DataFrame,
    documents: pd.DataFrame,
    headline: pd.DataFrame | None = None,
    *,
    subject: str = "",
    table: str | None = None,
    titles: Titles | None = None,
) -> Figure:
    """Amounts of the 类 in 万元, year by year; amounts of a year's documents are added.

    Where there is one year only, the documents whose change `headline` holds stand beside the year
    before, and the others are counted in a note. Without a `table` it is all expenditure, or that
    of the general budget where only its change is told. Raises `NothingToDraw` where there are no
    amounts, and where there is nothing to compare.
    """
    known = documents.set_index("document_id")
    year, owner = known["fiscal_year"].to_dict(), known["organization"].fillna("")
    table, wide, stated, untold = _chosen(amounts, year, headline, table)
    drawn = pd.Series([year[document] for document in wide.index], index=wide.index)
    count = drawn.value_counts()
    owners = {each: set(owner[mine.index]) for each, mine in drawn.groupby(drawn)}
    wide = wide.groupby(drawn.to_numpy()).sum().sort_index()
    labels = [phrase("year", year=number, count=count[number]) for number in wide.index]
    if stated is not None:
        before = int(wide.index[0]) - 1
        labels = [phrase("year_stated", year=before), *labels]
        wide = pd.concat([pd.DataFrame({"": [stated]}, index=[before]), wide]).fillna(0)
        wide = wide[[*wide.columns[1:], ""]]
    return _stacked(
        wide,
        labels,
        amounts[amounts["table"] == table],
        title=_years_seen(wide, topic(table), owners),
        subject=subject,
        notes=[words().unit, *([phrase("untold", count=untold)] if untold else [])],
        printed=title_of(table, titles),
        horizontal=False,
    )


def _chosen(
    amounts: pd.DataFrame,
    year: Mapping[Any, Any],
    headline: pd.DataFrame | None,
    table: str | None,
) -> tuple[str, pd.DataFrame, int | None, int]:
    """The table, its amounts by document and 类, and of one year the total of the year before.

    The last is how many documents of one year tell no change; the others alone are given.
    """
    keys = [spent(amounts, table)] if table else [key for key in SPENT if _told(amounts, key)]
    for key in keys or [spent(amounts, None)]:
        wide = _classes(amounts, key)
        if len({year[document] for document in wide.index}) > 1:
            return key, wide, None, 0
        changes = _changes(headline, key)
        told = wide[wide.index.isin(changes.index)]
        if len(told):
            before = int(told.to_numpy().sum() - changes[told.index].sum())
            return key, told, before, len(wide) - len(told)
    raise NothingToDraw(fault("one_year"))


def _told(amounts: pd.DataFrame, table: str) -> bool:
    return bool((amounts["table"].eq(table) & amounts["level"].eq("class")).any())


def _years_seen(wide: pd.DataFrame, title: str, owners: Mapping[Any, set[str]]) -> str:
    """The title: the last year's amount, and how it differs from the one before it.

    Years of other organizations are not compared.
    """
    whole = wide.sum(axis=1)
    last = {"title": title, "year": wide.index[-1], "amount": money(whole.iloc[-1])}
    whose = [owners.get(year, owners[wide.index[-1]]) for year in wide.index[-2:]]
    if whose[0] != whose[-1] or len(wide) == 1:
        return phrase("year_seen", **last)
    over = whole.iloc[-1] - whole.iloc[-2]
    what = words().more if over >= 0 else words().less
    last |= {"what": what, "most": wide.index[-2], "printed": money(abs(over))}
    return phrase("years_seen", **last)


def _changes(headline: pd.DataFrame | None, table: str) -> pd.Series[int]:
    """The changes of a table's total on the year before in 分, by the documents that state them."""
    whole = f"{table}/total/total"
    names = [figure.name for figure in headline_wording().figures if whole in figure.cells]
    if headline is None or not names:
        return pd.Series(dtype="int64")
    return headline.set_index("document_id")[f"{names[0]}{CHANGE}_fen"].dropna()


def _classes(amounts: pd.DataFrame, table: str) -> pd.DataFrame:
    """分 by document (rows) and 类 (columns, the largest first)."""
    rows = printed(amounts, table, "total")
    rows = rows[rows["code"].str.len() == HIGHEST]
    some(rows, fault("no_amount_by_class", title=topic(table)))
    wide = rows.pivot_table(
        index="document_id", columns="code", values="fen", aggfunc="sum", observed=True
    ).fillna(0)
    return wide[wide.sum().sort_values(ascending=False, kind="stable").index]


def _stacked(
    wide: pd.DataFrame,
    labels: list[str],
    rows: pd.DataFrame,
    *,
    title: str,
    subject: str,
    notes: list[str],
    printed: str,
    horizontal: bool,
) -> Figure:
    """A bar a row, the colour of its 类 a column."""
    names = code_names(rows)
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
    axis = row_axis(labels, most=_NAME * 3)
    room = max(0.6, 2 - len(labels) / 2)
    turned = axis | {"range": [-room, len(labels) - 1 + room]}
    side = {"yaxis": axis, "xaxis": {"ticksuffix": "%", "range": [0, 100]}}
    up = {"xaxis": turned, "yaxis": {"rangemode": "tozero"}, "annotations": _sums(wide)}
    legend = {"x": 0, "xanchor": "left", "yref": "container", "y": 0.01, "yanchor": "bottom"}
    # Four names stand in a line of the legend.
    foot = 60 + 20 * -(-len(wide.columns) // 4)
    return draw(
        traces,
        title=title,
        subject=subject,
        notes=notes,
        source=source(rows, printed),
        rows=len(wide) + foot // theme().size.row if horizontal else None,
        layout={
            "barmode": "relative",
            "bargap": 0.15 if horizontal else 0.35,
            "legend": legend,
            "margin": {"b": foot},
        }
        | {"uniformtext": theme().uniform}
        | (side if horizontal else up | {"height": theme().size.plain + foot}),
    )


def _sums(wide: pd.DataFrame) -> list[dict[str, Any]]:
    """Each bar's amount above it."""
    above = {"showarrow": False, "yanchor": "bottom"}
    return [
        {"x": at, "y": fen / FEN_OF_WAN, "text": money(fen)} | above
        for at, fen in enumerate(wide.sum(axis=1))
    ]


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
        marker=class_marker(code, number, plain=bool((share >= theme().least.part).any()))
        | {"line": {"color": colour("total"), "width": 0.5}},
        text=[
            f"{money(each)} · {percent(part)}" if code and part >= theme().least.part else ""
            for each, part in zip(fen, share, strict=True)
        ],
        textposition="inside",
        insidetextanchor="middle",
        constraintext="inside",
        textangle=0,
        customdata=[
            [f"{plain(label)}<br>{plain(name)}", money(each), percent(part)]
            for label, each, part in zip(labels, fen, share, strict=True)
        ],
        hovertemplate=hover_of_share(),
    )
