"""The performance self-evaluation: goals, scores, projects; and the “三公” expenses."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from juesuan.catalogue.faults import fault
from juesuan.figures.dumbbell import dumbbell, wan
from juesuan.figures.frame_rows import (
    Record,
    beside,
    largest,
    named,
    records,
    row_axis,
    some,
    source,
    who,
)
from juesuan.figures.table_titles import Titles, title_of, topic
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

# One step of a label below that of its whole; labels end at the axis, where spaces do not show.
_INDENT = "\u2013"


def goals(indicators: pd.DataFrame, *, subject: str = "") -> Figure:
    """Each goal's weight and the sum of its indicators' scores, in points (分).

    Raises `NothingToDraw` where there are no indicators.
    """
    some(indicators, fault("no_indicator"))
    keys = ["document_id", "subject", "goal_number", "goal"]
    found = indicators.groupby(keys, sort=False, dropna=False, observed=True).agg(
        weight=("goal_weight", "first"), score=("score", "sum"), count=("score", "size")
    )
    shown, notes = largest(found.reset_index(), found.reset_index()["weight"].fillna(0))
    goal = shown["goal"].fillna(phrase("no_goal"))
    labels = named(shown, list(goal))
    told = [
        f"{plain(name)}<br>{words().weight} {_points(weight)} · {words().score} "
        f"{_points(score)} · {phrase('indicators', count=count)}"
        for name, weight, score, count in zip(
            labels, shown["weight"], shown["score"], shown["count"], strict=True
        )
    ]
    common: dict[str, Any] = {"orientation": "h", "y": list(range(len(shown)))}
    common |= {"customdata": told, "hovertemplate": "%{customdata}<extra></extra>"}
    frame = {"color": "rgba(0,0,0,0)", "line": {"color": colour("total"), "width": 1.5}}
    traces = [
        go.Bar(name=words().score, x=list(shown["score"]), marker=series(0), **common),
        go.Bar(name=words().weight, x=list(shown["weight"]), marker=frame, **common),
        beside(
            shown[["weight", "score"]].max(axis=1),
            [
                f"{_points(s)} / {_points(w)}"
                for w, s in zip(shown["weight"], shown["score"], strict=True)
            ],
        ),
    ]
    return draw(
        traces,
        title=_goals_seen(found),
        subject=subject,
        notes=[phrase("goals"), phrase("points"), *notes],
        source=source(indicators, phrase("indicator_table")),
        rows=len(shown),
        layout={"barmode": "overlay", "yaxis": row_axis(labels), "margin": {"r": 90}}
        | {"bargap": 0.35},
    )


def _goals_seen(goals: pd.DataFrame) -> str:
    """The title: how many goals there are, and what they score of their weight."""
    score, weight = _points(goals["score"].sum()), _points(goals["weight"].sum())
    return phrase("goals_seen", count=len(goals), printed=score, most=weight)


def _points(score: float) -> str:
    return "—" if pd.isna(score) else f"{score:g}"


def scores(evaluation: pd.DataFrame, projects: pd.DataFrame, *, subject: str = "") -> Figure:
    """The score of the department as a whole and of each project, in points of 100.

    Its parts are those that the document prints: 执行率得分 and 目标得分. Raises `NothingToDraw`.
    """
    found = pd.concat([evaluation, projects], ignore_index=True)
    found = some(found[found["score"].notna()], fault("no_score")).reset_index(drop=True)
    shown, notes = largest(found, 100 - found["score"])
    labels = named(shown, list(shown["project"]))
    parts = {getattr(words(), column): column for column in ("execution_score", "goals_score")}
    traces = [
        go.Bar(
            name=name,
            orientation="h",
            x=list(shown[column]),
            y=list(range(len(shown))),
            marker=series(number) | {"line": {"color": colour("total"), "width": 0.5}},
            customdata=[
                f"{plain(label)}<br>{name} {_points(part)}"
                for label, part in zip(labels, shown[column], strict=True)
            ],
            hovertemplate="%{customdata}<extra></extra>",
        )
        for number, (name, column) in enumerate(reversed(parts.items()))
    ]
    said = beside(shown["score"], map(_points, shown["score"]))
    return draw(
        [*traces, said],
        title=phrase(
            "scores_seen",
            name=found["project"].iloc[0],
            printed=_points(found["score"].iloc[0]),
            count=len(found),
            limit=_points(found["score"].min()),
        ),
        subject=subject,
        notes=[phrase("points"), *notes],
        source=source(found, phrase("indicator_table")),
        rows=len(shown),
        layout={"barmode": "stack", "yaxis": row_axis(labels), "margin": {"r": 70}}
        | {"xaxis": {"range": [0, 100]}, "bargap": 0.35},
    )


def projects(projects: pd.DataFrame, *, subject: str = "") -> Figure:
    """Budget and executed amount of each project in 万元, with its score.

    Raises `NothingToDraw` where the document evaluates no project.
    """
    found = some(projects, fault("no_project")).reset_index(drop=True)
    found = found.sort_values("actual", ascending=False, kind="stable", na_position="last")
    shown, notes = largest(found, found[["budget", "actual"]].max(axis=1).fillna(0))
    said = [
        f"{wan(row['budget'])} → {wan(row['actual'])} · {words().score} {_points(row['score'])}"
        for row in records(shown)
    ]
    return dumbbell(
        shown,
        named(shown, list(shown["project"])),
        said,
        title=_projects_seen(found),
        subject=subject,
        names=(words().budget_column, words().executed),
        notes=notes,
        source=source(found, phrase("indicator_table")),
    )


def _projects_seen(projects: pd.DataFrame) -> str:
    """The title: what was executed of the budget, over the projects that print both."""
    known = projects.dropna(subset=["budget_fen", "actual_fen"])
    budget, actual = (int(known[f"{name}_fen"].sum()) for name in ("budget", "actual"))
    if not budget:
        return phrase("projects")
    said = {"amount": money(actual), "share": percent(actual / budget)}
    return phrase("projects_seen", count=len(known), **said)


def three_public(
    three_public: pd.DataFrame, *, subject: str = "", titles: Titles | None = None
) -> Figure:
    """预算数 and 决算数 of the “三公” expenses in 万元: the total, its parts and theirs.

    Of several documents only the totals: a part beside a total counts twice. Raises
    `NothingToDraw` where the table prints no amount.
    """
    found = some(three_public, fault("no_three_public")).reset_index(drop=True)
    many = len(set(found["document_id"])) > 1
    totals = found[found["line_key"].eq("total")]
    if many:
        found = some(totals, fault("no_three_public")).sort_values(
            ["actual", "budget"], ascending=False, kind="stable", ignore_index=True
        )
    shown, notes = largest(found, found[["budget", "actual"]].max(axis=1).fillna(0))
    depth = shown["line_key"].map(theme().indents).fillna(0).astype(int)
    names = [f"{_INDENT * by}{name}" for name, by in zip(shown["name"], depth, strict=True)]
    return dumbbell(
        shown,
        [who(str(each)) for each in shown["document_id"]] if many else names,
        [_pair(row) for row in records(shown)],
        title=_three_public_seen(totals),
        subject=subject,
        names=(words().budget_column, words().actual_column),
        notes=notes,
        source=source(found, title_of("three_public", titles)),
    )


def _three_public_seen(totals: pd.DataFrame) -> str:
    """The title: actual and budget of the totals, where they print both, or the budget alone."""
    title = topic("three_public")
    known = totals.dropna(subset=["budget_fen", "actual_fen"])
    if known.empty:
        sums = {name: totals[f"{name}_fen"].sum(min_count=1) for name in ("budget", "actual")}
        told = {name: money(int(fen)) for name, fen in sums.items() if pd.notna(fen)}
        if "budget" in told:
            return phrase("three_public_budget", title=title, amount=told["budget"])
        if "actual" in told:
            return phrase("three_public_actual", title=title, amount=told["actual"])
        return title
    budget, actual = (int(known[f"{name}_fen"].sum()) for name in ("budget", "actual"))
    said = {"title": title, "amount": money(actual), "printed": money(budget)}
    if not budget:
        return phrase("three_public_seen", **said)
    return phrase("three_public_share", **said, share=percent(actual / budget))


def _pair(row: Record) -> str:
    """Budget and actual with the share of the budget, or the one that there is."""
    budget, actual = row["budget"], row["actual"]
    if pd.isna(budget) or pd.isna(actual):
        return wan(actual if pd.isna(budget) else budget)
    share = f" · {percent(actual / budget)}" if budget else ""
    return f"{wan(budget)} → {wan(actual)}{share}"
