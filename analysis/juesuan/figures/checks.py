"""What holds: a matrix of identities and tables."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from juesuan.catalogue import tables
from juesuan.catalogue.choice import chosen
from juesuan.catalogue.faults import fault
from juesuan.catalogue.terms import MOST_URGENT
from juesuan.catalogue.verdict_words import verdict_words
from juesuan.figures.frame_rows import Record, records, some, who
from juesuan.figures.table_titles import heads
from juesuan.figures.theme import Figure, draw, phrase, plain, shorten, words
from juesuan.figures.theme_file import theme
from juesuan.identities.suites import identities


def checks(verdicts: pd.DataFrame, *, subject: str = "", by: str = "kind") -> Figure:
    """Rows by `identity`, `kind` or `document_id`, columns by table; a cell is its checks.

    Its colour and sign are the worst verdict that was reached (a cell is grey only where none
    was), its figures how many of the checks hold. The worst rows come first. Raises
    `NothingToDraw` where there are no verdicts.
    """
    chosen(by, ("identity", "kind", "document_id"), fault("a_kind_of_row"))
    counts = _counts(some(verdicts, fault("no_verdict")), by)
    columns = [key for key in (*tables(), words().prose) if key in set(counts["table"])]
    counts["column"] = counts["table"].map(columns.index)
    order = counts.groupby("row", sort=False).agg(rank=("rank", "max"), column=("column", "min"))
    order = order.sort_values(["rank", "column"], ascending=[False, True], kind="stable")
    most = theme().most.rows
    notes = [phrase("worst", count=len(order), most=most)] if len(order) > most else []
    rows = list(order.index[:most])
    cells = {(row["row"], row["table"]): row for row in records(counts)}
    grid = [[cells.get((row, column)) for column in columns] for row in rows]
    kinds = list(theme().verdicts)
    heat = go.Heatmap(
        z=[
            [None if cell is None else kinds.index(cell["verdict"]) for cell in row] for row in grid
        ],
        x=list(range(len(columns))),
        y=list(range(len(rows))),
        text=[["" if cell is None else _sign(cell) for cell in row] for row in grid],
        texttemplate="%{text}",
        customdata=[["" if cell is None else _told(cell, by) for cell in row] for row in grid],
        hovertemplate="%{customdata}<extra></extra>",
        hoverongaps=False,
        colorscale=_scale(),
        zmin=-0.5,
        zmax=len(kinds) - 0.5,
        showscale=False,
        xgap=2,
        ygap=2,
    )
    return draw(
        [heat, *_legend()],
        title=_seen(verdicts),
        subject=subject,
        notes=[phrase("checks"), *notes],
        source=phrase("checks_source"),
        rows=len(rows) + 5,
        layout={
            "xaxis": {
                "tickmode": "array",
                "tickvals": list(range(len(columns))),
                "ticktext": [plain(head) for head in heads(columns)],
                "tickangle": -40,
                "tickfont": {"size": 11},
                "side": "top",
                "ticks": "",
                "showgrid": False,
                "zeroline": False,
                "range": [-0.5, len(columns) - 0.5],
            },
            "yaxis": {
                "tickmode": "array",
                "tickvals": list(range(len(rows))),
                "ticktext": [plain(shorten(_label(row, by), 28)) for row in rows],
                "tickfont": {"size": 11},
                "ticks": "",
                "range": [len(rows) - 0.5, -0.5],
                "showgrid": False,
                "zeroline": False,
            },
            "legend": {"x": 0, "xanchor": "left", "y": 0, "yanchor": "top"},
            "margin": {"t": 220, "r": 90},
        },
    )


def _counts(verdicts: pd.DataFrame, by: str) -> pd.DataFrame:
    """One row a cell: its checks by verdict and the worst of them."""
    table = verdicts["table"].astype("object").where(verdicts["table"].notna(), words().prose)
    keys = pd.DataFrame(
        {"row": verdicts[by].astype("object"), "table": table, "verdict": verdicts["verdict"]}
    )
    wide = keys.assign(count=1).pivot_table(
        index=["row", "table"],
        columns="verdict",
        values="count",
        aggfunc="sum",
        fill_value=0,
        observed=True,
        sort=False,
    )
    wide = wide.reindex(columns=list(MOST_URGENT), fill_value=0)
    reached = wide.drop(columns="not_checked").gt(0)
    worst = reached.idxmax(axis=1).where(reached.any(axis=1), "not_checked")
    kinds = list(theme().verdicts)
    return wide.assign(verdict=worst, rank=worst.map(kinds.index)).reset_index()


def _sign(cell: Record) -> str:
    held = int(cell["exact"]) + int(cell["rounding"])
    done = held + int(cell["inconsistent"])
    sign = theme().verdicts[cell["verdict"]].sign
    return f"{sign} {held}/{done}" if done else str(sign)


def _told(cell: Record, by: str) -> str:
    told = verdict_words().verdicts
    counts = " · ".join(f"{told[kind]} {cell[kind]}" for kind in told if cell[kind])
    return f"{plain(_label(str(cell['row']), by))}<br>{plain(cell['row'])}<br>{counts}"


def _label(row: str, by: str) -> str:
    if by == "identity":
        return {each.name: each.formula for each in identities()}.get(row, row)
    if by == "kind":
        return verdict_words().kinds[row].name
    return who(row)


def _seen(verdicts: pd.DataFrame) -> str:
    """The title: how many checks were reached, and how many of them do not hold."""
    reached = verdicts[verdicts["verdict"].ne("not_checked")]
    wrong = int(reached["verdict"].eq("inconsistent").sum())
    return phrase("checks_seen", count=len(reached), present=wrong)


def _scale() -> list[list[object]]:
    colours = [entry.colour for entry in theme().verdicts.values()]
    count = len(colours)
    return [[(at + end) / count, each] for at, each in enumerate(colours) for end in (0, 1)]


def _legend() -> list[go.Scatter]:
    """A square for each verdict; a heatmap has no legend of its own."""
    return [
        go.Scatter(
            x=[None],
            y=[None],
            mode="markers",
            name=f"{entry.sign} {verdict_words().verdicts[verdict]}",
            marker={"symbol": "square", "size": 12, "color": entry.colour},
        )
        for verdict, entry in theme().verdicts.items()
    ]
