"""What was read from prose → the frames of the contract."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

import pandas as pd

from juesuan.catalogue.levels import level_of
from juesuan.catalogue.phrases import phrases
from juesuan.frames.performance_frames import money_columns
from juesuan.money import in_wan
from juesuan.narrative.changes import Change
from juesuan.narrative.claim import Claim
from juesuan.narrative.code_names import PROSE, CodeNames
from juesuan.narrative.dating import compared_with, years_of
from juesuan.narrative.execution import Execution
from juesuan.narrative.glossary import Term
from juesuan.narrative.mentions import Mention
from juesuan.narrative.prose import Passage
from juesuan.narrative.ties import Names, Restatements
from juesuan.narrative.units import Unit
from juesuan.schema import from_records

Record = dict[str, Any]


def claims_frame(
    document_id: str,
    claims: Iterable[Claim],
    names: Names,
    fiscal_year: int | None,
    *,
    planned: bool = False,
) -> pd.DataFrame:
    """One row a quantity stated in prose; where it restates a table's amount, which one."""
    restatements = Restatements(names, planned=planned)
    spoken = list(claims)
    years = years_of(spoken, fiscal_year)
    rows = zip(spoken, years, strict=True)
    return from_records(
        "claims",
        (_claim(document_id, claim, year, restatements, fiscal_year) for claim, year in rows),
    )


def _claim(
    document_id: str,
    claim: Claim,
    year: int | None,
    restatements: Restatements,
    fiscal_year: int | None,
) -> Record:
    quantity, passage, base = claim.quantity, claim.passage, claim.base
    start, end = passage.printed(quantity.start, quantity.end)
    this_year = fiscal_year is None or year in (None, fiscal_year)
    place = restatements.place(claim) if this_year else None
    earlier = bool(year and fiscal_year and year < fiscal_year)
    record: Record = {
        "document_id": document_id,
        "section": passage.paragraph.path,
        "subject": claim.subject,
        "subject_from": ("heading" if claim.of_heading else "sentence") if claim.subject else None,
        "quantity": claim.kind,
        "value": float(quantity.value) if quantity.has_figure else None,
        "unit": quantity.unit or None,
        "value_fen": quantity.money.fen if quantity.money else None,
        "precision": float(quantity.precision) if quantity.has_figure else None,
        "precision_fen": quantity.money.precision if quantity.money else None,
        "role": "base" if earlier and claim.role == "actual" else claim.role,
        "year": year,
        "compared_with": compared_with(claim, fiscal_year),
        "base_fen": base.money.fen if base and base.money else None,
        "measure": claim.measure,
        "direction": claim.direction,
        "approximate": quantity.approximate,
        "start": start,
        "end": end,
        "text": passage.words(*claim.clause),
    }
    if place is not None:
        record |= {
            "table": place.table,
            "side": place.side,
            "line_key": place.line_key,
            "code": place.code,
            "measure": place.measure,
        }
    return record | _where(passage, quantity.start)


def _where(passage: Passage, at: int) -> Record:
    page, row = passage.place(at)
    return {"number": passage.number, "page": page, "row": row}


def execution_frame(document_id: str, items: Iterable[Execution], names: CodeNames) -> pd.DataFrame:
    """One row a budget item: budget, actual, and the rate that they give."""
    return from_records("execution", (_execution(document_id, item, names) for item in items))


def _execution(document_id: str, item: Execution, names: CodeNames) -> Record:
    code, code_from = names.told(*item.path) if item.path else ("", None)
    if item.code:
        code, code_from = item.code, PROSE
    class_name, section_name, item_name = item.path or (None, None, None)
    record: Record = {
        "document_id": document_id,
        "measure": item.measure,
        "code": code,
        "code_from": code_from,
        "level": (level_of(code) if code else "item") if item.path else "total",
        "class_name": class_name,
        "section_name": section_name,
        "item_name": item_name,
        "budget_kind": item.budget_kind,
        "printed_rate": None if item.printed_rate is None else float(item.printed_rate),
        "reason": item.reason,
    }
    record |= money_columns("budget", item.budget) | money_columns("actual", item.actual)
    if item.budget is not None and item.actual is not None:
        record["deviation"] = in_wan(item.actual.fen - item.budget.fen)
        if item.budget.fen:
            record["rate"] = 100 * item.actual.fen / item.budget.fen
    return record | _where(item.passage, item.at)


def changes_frame(document_id: str, changes: Iterable[Change]) -> pd.DataFrame:
    """One row a reason with its amount; an increase is positive."""
    return from_records(
        "changes",
        (
            {
                "document_id": document_id,
                "section": change.passage.paragraph.path,
                "subject": change.subject,
                "reason": change.reason,
                "amount": in_wan(change.money.fen),
                "amount_fen": change.money.fen,
                "precision_fen": change.money.precision,
                "listed": len(set(phrases().reasons.numbered.findall(change.passage.text))) or None,
            }
            | _where(change.passage, change.at)
            for change in changes
        ),
    )


def glossary_frame(document_id: str, terms: Iterable[Term]) -> pd.DataFrame:
    """One row a term that is defined."""
    return from_records("glossary", ({"document_id": document_id} | asdict(t) for t in terms))


def units_frame(document_id: str, units: Iterable[Unit]) -> pd.DataFrame:
    """One row a unit in the scope of the accounts."""
    return from_records("units", ({"document_id": document_id} | asdict(u) for u in units))


def mentions_frame(document_id: str, mentions: Iterable[Mention]) -> pd.DataFrame:
    """One row a thing that the document mentions of itself."""
    return from_records("mentions", ({"document_id": document_id} | asdict(m) for m in mentions))
