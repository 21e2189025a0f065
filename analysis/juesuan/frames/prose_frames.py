"""What was read from prose → the frames of the contract."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

import pandas as pd
from msgspec.structs import asdict

from juesuan.catalogue.levels import level_of, path_of
from juesuan.catalogue.phrases import phrases
from juesuan.catalogue.terms import DIGITS
from juesuan.frames.performance_frames import money_columns
from juesuan.money import in_wan
from juesuan.narrative.changes import Change
from juesuan.narrative.claim import Claim, Path
from juesuan.narrative.code_names import PROSE, CodeNames
from juesuan.narrative.dating import called, compared_with, years_of
from juesuan.narrative.execution import Execution
from juesuan.narrative.glossary import Term
from juesuan.narrative.mentions import Mention
from juesuan.narrative.planned_items import Planned
from juesuan.narrative.prose import Passage
from juesuan.narrative.ties import Names, Printed, Restatements
from juesuan.narrative.units import Unit
from juesuan.schema import from_records

Record = dict[str, Any]


def claims_frame(
    document_id: str,
    claims: Iterable[Claim],
    names: Names,
    fiscal_year: int | None,
    tables: Collection[str] = (),
    printed: Printed | None = None,
) -> pd.DataFrame:
    """One row a quantity stated in prose; where it restates a table's amount, which one.

    `tables` are those of the document, `printed` is what the tables of a budget print.
    """
    restatements = Restatements(names, tables, printed)
    spoken = list(claims)
    years = years_of(spoken, fiscal_year)
    dated = zip(spoken, years, strict=True)
    return from_records(
        "claims",
        (_claim(document_id, claim, year, restatements, fiscal_year) for claim, year in dated),
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
    record = _path(document_id, item.path, item.code, names) | {
        "measure": item.measure,
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


def plan_frame(document_id: str, items: Iterable[Planned], names: CodeNames) -> pd.DataFrame:
    """One row a 类, 款 or 项 of a budget: its amount, that of the year before, how it moved."""
    return from_records("plan", (_planned(document_id, item, names) for item in items))


def _planned(document_id: str, item: Planned, names: CodeNames) -> Record:
    record = _path(document_id, item.path, item.code, names)
    record |= _names(item.path, record["code"], names) | {
        "prior_kind": item.prior_kind,
        "growth": None if item.growth is None else float(item.growth),
        "direction": item.direction,
        "reason": item.reason,
    }
    for name in ("budget", "prior", "change"):
        record |= money_columns(name, getattr(item, name))
    return record | _where(item.passage, item.at)


def _names(path: Path, code: str | None, names: CodeNames) -> Record:
    """The names as the prose prints them; what it leaves out above a code is that of the tables."""
    codes = dict(zip(DIGITS, path_of(code), strict=False)) if code else {}
    return {
        f"{level}_name": printed.strip('"') or (level in codes and names.name(codes[level])) or None
        for level, printed in zip(DIGITS, path, strict=True)
    }


def _path(document_id: str, path: Path | None, code: str | None, names: CodeNames) -> Record:
    """The names of a path with its code, which the prose may print; without one a total."""
    told, told_by = (code, PROSE) if code else names.told(*path) if path else ("", None)
    class_name, section_name, item_name = path or (None, None, None)
    return {
        "document_id": document_id,
        "code": told,
        "code_from": told_by,
        "level": (level_of(told) if told else "item") if path else "total",
        "class_name": class_name,
        "section_name": section_name,
        "item_name": item_name,
    }


def changes_frame(
    document_id: str, changes: Iterable[Change], fiscal_year: int | None
) -> pd.DataFrame:
    """One row a reason with its amount; an increase is positive."""
    return from_records(
        "changes",
        (
            {
                "document_id": document_id,
                "section": change.passage.paragraph.path,
                "subject": change.subject,
                "compared_with": called(change.compared, fiscal_year),
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
