"""What the money went to: treemap and sunburst 类 → 款 → 项, basic against project."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from juesuan.catalogue import tables
from juesuan.catalogue.choice import chosen
from juesuan.catalogue.faults import fault
from juesuan.catalogue.levels import HIGHEST, parent_of
from juesuan.catalogue.terms import DIGITS
from juesuan.errors import NothingToDraw
from juesuan.figures.coloured_text import coloured
from juesuan.figures.frame_rows import beside, largest, records, row_axis, source
from juesuan.figures.table_titles import Titles, title_of, topic
from juesuan.figures.theme import (
    Figure,
    class_colour,
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
from juesuan.figures.tree import (
    Tree,
    code_names,
    measured,
    printed,
    spent,
    tree,
    unknown,
)
from juesuan.money import FEN_OF_WAN

# The 类 below a tree stand in so many columns, in lines of so many pixels.
_COLUMNS, _LINE = 2, 20


def structure(
    amounts: pd.DataFrame,
    *,
    subject: str = "",
    table: str | None = None,
    measure: str = "total",
    titles: Titles | None = None,
) -> Figure:
    """A treemap 类 → 款 → 项 of a coded table, with amounts in 万元 and shares of the whole.

    Without a `table` it is all expenditure, or that of the general budget where only it tells the
    类. `titles` are those of a document's tables by their keys. Amounts of several documents are
    added. Raises `NothingToDraw` where there is none.
    """
    table = measured(amounts, table, measure)
    found = tree(amounts, table, measure)
    nodes = _nodes(found) | _lines(found, "fen", "share")
    nodes["marker"]["pad"] = {"t": 24, "l": 3, "r": 3, "b": 3}
    trace = go.Treemap(**nodes, tiling={"pad": 2}, pathbar={"visible": False})
    return _hierarchy(trace, found, amounts, subject, title_of(table, titles), (table, measure))


def sunburst(
    amounts: pd.DataFrame,
    *,
    subject: str = "",
    table: str | None = None,
    measure: str = "total",
    titles: Titles | None = None,
) -> Figure:
    """The same tree as rings: 类 inside, 项 outside."""
    table = measured(amounts, table, measure)
    found = tree(amounts, table, measure)
    nodes = _nodes(found) | _lines(found, "fen", "share")
    trace = go.Sunburst(**nodes, insidetextorientation="auto", sort=True, leaf={"opacity": 1})
    return _hierarchy(trace, found, amounts, subject, title_of(table, titles), (table, measure))


def _nodes(found: Tree) -> dict[str, Any]:
    """What treemap and sunburst share. A branch's label is its heading, a leaf's text has lines."""
    nodes, smallest = found.nodes, theme().least.share
    colours = [class_colour(top) if top else theme().paper for top in nodes["class_code"]]
    return {
        "ids": [code or words().total for code in nodes["code"]],
        "parents": [code and (parent_of(code) or words().total) for code in nodes["code"]],
        "values": nodes["own_fen"] / FEN_OF_WAN,
        "branchvalues": "remainder",
        "labels": [
            f"{plain(row['name'])} {money(row['fen'])} · {percent(row['share'])}"
            if row["share"] >= smallest
            else ""
            for row in records(nodes)
        ],
        "customdata": [
            [f"{row['code']} {plain(row['name'])}", money(row["fen"]), percent(row["share"])]
            for row in records(nodes)
        ],
        "hovertemplate": hover_of_share(),
        "marker": {"colors": colours, "line": {"color": theme().paper, "width": 1}},
    }


def _lines(found: Tree, *columns: str) -> dict[str, Any]:
    """A node's text in lines: its name, then columns of the hover."""
    write = {"fen": money, "share": percent}
    text = [
        "<br>".join([plain(row["name"]), *(write[name](row[name]) for name in columns)])
        if row["share"] >= theme().least.share
        else ""
        for row in records(found.nodes)
    ]
    return {"text": text, "texttemplate": "%{text}"}


def _hierarchy(
    trace: Any,
    found: Tree,
    amounts: pd.DataFrame,
    subject: str,
    title: str,
    drawn: tuple[str, str],
) -> Figure:
    table, measure = drawn
    heading = tables()[table].headings[measure][0]
    what = topic(table) if measure == "total" else f"{topic(table)}（{heading}）"
    said = _class_legend(found)
    foot = 16 + _LINE * -(-len(said) // _COLUMNS)
    return draw(
        [trace],
        title=_largest_class(found, what),
        subject=subject,
        notes=[words().unit, *found.notes],
        source=source(amounts[amounts["table"] == table], title),
        layout={"margin": {"l": 16, "b": foot}, "height": theme().size.plain + foot}
        | {"uniformtext": theme().uniform, "annotations": said},
    )


def _class_legend(found: Tree) -> list[dict[str, Any]]:
    """Each 类 with its amount and share below the tree, whose small areas have no room for it."""
    common = {"xref": "paper", "yref": "paper", "y": 0, "showarrow": False}
    common |= {"xanchor": "left", "yanchor": "top"}
    return [
        common
        | {"x": number % _COLUMNS / _COLUMNS, "yshift": -8 - _LINE * (number // _COLUMNS)}
        | {
            "text": f"{coloured('■', class_colour(row['code']))} {row['code']} "
            f"{plain(row['name'])} {money(row['fen'])} · {percent(row['share'])}"
        }
        for number, row in enumerate(records(_classes(found)))
    ]


def _classes(found: Tree) -> pd.DataFrame:
    """The 类 of a tree, the largest first."""
    classes = found.nodes[found.nodes["code"].str.len() == HIGHEST]
    return classes.sort_values("fen", ascending=False, kind="stable")


def _largest_class(found: Tree, what: str) -> str:
    """What the tree shows at first sight: the 类 with the largest amount."""
    classes = _classes(found)
    if classes.empty:
        return what
    row = records(classes.head(1))[0]
    said = {"name": row["name"], "amount": money(row["fen"]), "share": percent(row["share"])}
    return phrase("structure_seen", what=what, **said)


def basic_and_project(
    amounts: pd.DataFrame,
    *,
    subject: str = "",
    table: str | None = None,
    level: str = "class",
    titles: Titles | None = None,
) -> Figure:
    """Stacked bars of 基本支出, 项目支出 and the table's other columns for each 类 (款, 项).

    In 万元, the largest first; amounts of several documents are added. Raises `NothingToDraw`.
    """
    table = spent(amounts, table)
    digits = DIGITS[chosen(level, DIGITS, fault("a_level"))]
    measures = [name for name in tables()[table].measures if name != "total"]
    mine = amounts[(amounts["table"] == table) & (amounts["code"].str.len() == digits)]
    sums = printed(mine, table, "total").groupby("code")["fen"].sum().to_frame("total")
    for name in measures:
        of = mine[mine["measure"] == name].drop_duplicates(["document_id", "code"])
        sums[name] = of.groupby("code")["amount_fen"].sum()
    sums = sums.fillna(0).sort_values("total", ascending=False)
    shown, notes = largest(sums, sums["total"])
    names = code_names(amounts[amounts["table"] == table])
    labels = [names.get(code, code) for code in shown.index]
    traces = [
        _bar(shown, name, number, table, labels)
        for number, name in enumerate(measures)
        if shown[name].any()
    ]
    if not traces:
        heading = tables()[table].headings[measures[0]][0]
        raise NothingToDraw(fault("no_amount_in", title=topic(table), measure=heading))
    whole = int(sums["total"].sum())
    rest = (shown["total"] - shown[measures].sum(axis=1)).clip(lower=0)
    if rest.sum() > theme().least.share * whole:
        shown = shown.assign(rest=rest)
        traces.append(_bar(shown, "rest", len(theme().colours.series), table, labels))
    said = [f"{money(fen)} · {percent(fen / whole if whole else 0)}" for fen in shown["total"]]
    traces.append(beside(shown["total"] / FEN_OF_WAN, said))
    basic = int(sums["basic"].sum()) if "basic" in sums and whole else 0
    seen = {
        "title": topic(table),
        "share": percent(basic / whole if whole else 0),
        "amount": money(basic),
    }
    return draw(
        traces,
        title=phrase("basic_seen" if basic else "basic_and_project", **seen),
        subject=subject,
        notes=[words().unit, *notes, *unknown(amounts, table)],
        source=source(mine, title_of(table, titles)),
        rows=len(shown),
        layout={"barmode": "relative", "yaxis": row_axis(labels), "bargap": 0.35}
        | {"margin": {"r": 130}},
    )


def _bar(shown: pd.DataFrame, measure: str, number: int, table: str, labels: list[str]) -> go.Bar:
    headings = tables()[table].headings
    heading = headings[measure][0] if measure in headings else phrase("lost_column")
    share = (shown[measure] / shown["total"].where(shown["total"] != 0)).fillna(0)
    hover = zip(shown.index, labels, shown[measure], share, strict=True)
    return go.Bar(
        name=heading,
        orientation="h",
        x=shown[measure] / FEN_OF_WAN,
        y=list(range(len(shown))),
        marker=series(number) | {"line": {"color": colour("total"), "width": 0.5}},
        customdata=[
            [f"{code} {plain(label)} {heading}", money(fen), percent(part)]
            for code, label, fen, part in hover
        ],
        hovertemplate=hover_of_share(),
    )
