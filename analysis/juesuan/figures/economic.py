"""基本支出 by economic class: 人员经费 and 公用经费, 301 … 399."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from juesuan.catalogue import tables
from juesuan.catalogue.levels import HIGHEST
from juesuan.catalogue.lexicon import lexicon
from juesuan.figures.frame_rows import beside, largest, row_axis, source
from juesuan.figures.table_titles import Titles, title_of
from juesuan.figures.theme import (
    Figure,
    colour,
    draw,
    money,
    percent,
    phrase,
    plain,
    series,
    words,
)
from juesuan.figures.theme_file import theme
from juesuan.figures.tree import code_names, printed, unknown
from juesuan.identities.suites import sums
from juesuan.money import FEN_OF_WAN

_TABLE = "general_budget_basic"


def economic(amounts: pd.DataFrame, *, subject: str = "", titles: Titles | None = None) -> Figure:
    """Bars of 一般公共预算财政拨款基本支出 in 万元: each 类, and its 款 below it, as printed.

    Blue is 人员经费, orange 公用经费; a 款 is lighter than its 类. Shares are of all 类. Amounts of
    several documents are added. Raises `NothingToDraw` where the table has no amounts.
    """
    spent = printed(amounts, _TABLE, "amount").groupby("code")["fen"].sum().sort_index()
    spent = spent[(spent.index != "") & (spent != 0)]
    classes = spent.index.str.len() == HIGHEST
    whole = int(spent[classes].sum())
    shown, notes = largest(spent.to_frame(), spent)
    names = code_names(amounts[amounts["table"] == _TABLE])
    fen = shown["fen"]
    said = [f"{money(each)} · {percent(each / whole if whole else 0)}" for each in fen]
    labels = [f"{code} {names.get(code, '')}" for code in fen.index]
    traces = [_bars(fen, number, group, labels) for number, group in enumerate(groups())]
    return draw(
        [trace for trace in traces if len(trace.y)] + [beside(fen / FEN_OF_WAN, said)],
        title=_seen(spent[classes], whole),
        subject=subject,
        notes=[words().unit, *notes, *unknown(amounts, _TABLE)],
        source=source(amounts[amounts["table"] == _TABLE], title_of(_TABLE, titles)),
        rows=len(fen),
        layout={"yaxis": row_axis(labels), "bargap": 0.35, "margin": {"r": 130}},
    )


def _seen(classes: pd.Series[int], whole: int) -> str:
    """The title: all of 基本支出, and which share is 人员经费."""
    name, codes = next(iter(groups().items()))
    share = int(classes[classes.index.isin(codes)].sum()) / whole if whole else 0
    return phrase("economic_seen", amount=money(whole), name=name, share=percent(share))


def groups() -> dict[str, tuple[str, ...]]:
    """人员经费 and 公用经费: the classes that the identities of the form count to each."""
    names = {line.key: line.names[0] for line in tables()[_TABLE].lines}
    return {
        names[line].removesuffix(lexicon().total): tuple(
            code for part in identity.parts for code in part.codes
        )
        for identity in sums()
        if identity.suite == _TABLE
        for line in identity.total.lines
        if any(part.codes for part in identity.parts)
    }


def _bars(fen: pd.Series[int], number: int, group: str, labels: list[str]) -> go.Bar:
    mine = fen.index.str[:HIGHEST].isin(groups()[group])
    places = [place for place, own in enumerate(mine) if own]
    return go.Bar(
        name=plain(group),
        orientation="h",
        x=fen[mine] / FEN_OF_WAN,
        y=places,
        marker=series(number)
        | {
            "opacity": [1 if len(code) == HIGHEST else 0.55 for code in fen.index[mine]],
            "line": {"color": colour("total"), "width": 0.5},
        },
        customdata=[[plain(labels[place]), money(fen.iloc[place])] for place in places],
        hovertemplate=f"%{{customdata[0]}}<br>%{{customdata[1]}} {words().unit}<extra></extra>",
        hoverlabel={"font": {"color": theme().ink}},
    )
