"""Performance, details of sections and key work → the frames of the contract."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import pandas as pd
from msgspec.structs import asdict

from juesuan.money import Money, in_wan
from juesuan.narrative.details import Detail
from juesuan.narrative.indicators import Indicator
from juesuan.narrative.key_work import KeyWork
from juesuan.narrative.projects import Project
from juesuan.schema import from_records

Record = dict[str, Any]

_SCORES = ("printed_rate", "score", "execution_weight", "execution_score", "goals_score")
_TEXTS = ("results", "problems", "measures", "deviation_reasons")


def projects_frame(name: str, document_id: str, projects: Iterable[Project]) -> pd.DataFrame:
    """`projects` or `evaluation`: one row a project; amounts in 万元, rates in percent."""
    return from_records(name, (_project(document_id, project) for project in projects))


def _project(document_id: str, project: Project) -> Record:
    paragraph = project.passage.paragraph
    record: Record = {"document_id": document_id, "project": project.project}
    record |= {name: _number(getattr(project, name)) for name in _SCORES}
    record |= {name: getattr(project, name) for name in _TEXTS}
    record |= money_columns("budget", project.budget) | money_columns("actual", project.actual)
    if project.budget and project.actual and project.budget.fen:
        record["rate"] = 100 * project.actual.fen / project.budget.fen
    # A figure of a table stands below the line on which its table begins.
    at = project.line or paragraph
    figures = {"figures_page": at.page, "figures_row": at.row}
    return record | figures | {"page": paragraph.page, "row": paragraph.row}


def money_columns(name: str, money: Money | None) -> Record:
    """An amount in 万元, exact in 分, and its precision; nothing where it is not stated."""
    if money is None:
        return {}
    return {
        name: in_wan(money.fen),
        f"{name}_fen": money.fen,
        f"{name}_precision_fen": money.precision,
    }


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def indicators_frame(document_id: str, indicators: Iterable[Indicator]) -> pd.DataFrame:
    """One row an indicator; scores in 分."""
    records = []
    for indicator in indicators:
        record = {"document_id": document_id} | asdict(indicator)
        record |= {name: _number(record[name]) for name in ("goal_weight", "score")}
        records.append(record)
    return from_records("indicators", records)


def details_frame(name: str, document_id: str, details: Iterable[Detail]) -> pd.DataFrame:
    """The figures of one section."""
    return from_records(
        name, (_detail(document_id, detail) for detail in details if detail.frame == name)
    )


def _detail(document_id: str, detail: Detail) -> Record:
    claim, quantity = detail.claim, detail.quantity
    start, _ = claim.passage.printed(quantity.start, quantity.end)
    page, row = claim.passage.place(quantity.start)
    fen = quantity.money.fen if quantity.money else None
    if fen and detail.value is not None and detail.value < 0:
        fen = -fen
    return {
        "document_id": document_id,
        "component": detail.component,
        "item": detail.item,
        "quantity": claim.kind,
        "value": _number(detail.value) if quantity.has_figure else None,
        "unit": quantity.unit or None,
        "value_fen": fen if detail.value is not None else None,
        "precision": float(quantity.precision) if quantity.has_figure else None,
        "precision_fen": quantity.money.precision if quantity.money else None,
        "direction": claim.direction,
        "number": claim.passage.number,
        "page": page,
        "row": row,
        "start": start,
        "text": claim.passage.paragraph.text,
    }


def key_work_frame(document_id: str, items: Iterable[KeyWork]) -> pd.DataFrame:
    """One row an item of the year's key work."""
    return from_records("key_work", ({"document_id": document_id} | asdict(i) for i in items))
