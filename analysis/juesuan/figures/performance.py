"""The performance self-evaluation: goals, scores, projects; and the “三公” expenses."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from juesuan.catalogue import tables
from juesuan.catalogue.faults import fault
from juesuan.figures.dumbbell import dumbbell, wan
from juesuan.figures.frame_rows import beside, largest, named, records, row_axis, some
from juesuan.figures.theme import Figure, colour, draw, phrase, plain, series, words


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
        title=phrase("goals"),
        subject=subject,
        notes=[phrase("points"), *notes],
        rows=len(shown),
        layout={"barmode": "overlay", "yaxis": row_axis(labels), "margin": {"r": 90}}
        | {"bargap": 0.35},
    )


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
        title=phrase("scores"),
        subject=subject,
        notes=[phrase("points"), *notes],
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
    said = [f"{words().score} {_points(row['score'])}" for row in records(shown)]
    return dumbbell(
        shown,
        named(shown, list(shown["project"])),
        said,
        title=phrase("projects"),
        subject=subject,
        names=(words().budget_column, words().executed),
        notes=notes,
    )


def three_public(three_public: pd.DataFrame, *, subject: str = "") -> Figure:
    """预算数 and 决算数 of the “三公” expenses in 万元.

    Raises `NothingToDraw` where the table prints no amount.
    """
    found = some(three_public, fault("no_three_public")).reset_index(drop=True)
    shown, notes = largest(found, found[["budget", "actual"]].max(axis=1).fillna(0))
    return dumbbell(
        shown,
        named(shown, list(shown["name"])),
        [f"{wan(b)} → {wan(a)}" for b, a in shown[["budget", "actual"]].to_numpy()],
        title=tables()["three_public"].title,
        subject=subject,
        names=(words().budget_column, words().actual_column),
        notes=notes,
    )
