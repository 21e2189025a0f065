"""Verdicts: every equation of every identity, evaluated over whole frames at once."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from juesuan.catalogue import tables as catalogue_tables
from juesuan.graph.cells import Integers, vocabulary
from juesuan.graph.equations import (
    SIDE_MISSING,
    Booleans,
    applicable,
    key_parts,
    rows_missing,
    terms,
)
from juesuan.graph.intake import REASONS, Intake, intake
from juesuan.graph.intervals import allowed, excess, excess_above
from juesuan.graph.suites import Identity, identities
from juesuan.money import in_wan
from juesuan.schema import make_frame

EXACT, ROUNDING, INCONSISTENT, NOT_CHECKED = "exact", "rounding", "inconsistent", "not_checked"
FEWER_DECIMALS = "fewer_decimals"

Columns = dict[str, list[Any]]
Objects = NDArray[np.object_]


def verdicts(amounts: pd.DataFrame, rows: pd.DataFrame, tables: pd.DataFrame) -> pd.DataFrame:
    """The frame `verdicts` for the frames of any number of documents.

    Amounts in 万元 with their exact 分 beside them. The order is that of the suites.
    """
    given = intake(amounts, rows, tables)
    parts = [_evaluate(identity, given) for identity in identities()]
    names = parts[0].keys()
    merged = {name: [value for part in parts for value in part[name]] for name in names}
    return make_frame("verdicts", merged)


def _evaluate(identity: Identity, given: Intake) -> Columns:
    figures = given.placed
    fine = applicable(identity, given.presence)
    found = terms(identity, figures.cells)
    blocked = terms(identity, given.open)
    key, inverse = np.unique(np.concatenate([found.key, blocked.key]), return_inverse=True)
    document, _, _ = key_parts(key)
    here = inverse[: len(found.key)]
    fen = figures.fen[found.cell] * found.weight
    precision = figures.precision[found.cell]
    finest = figures.finest[found.cell]
    unit = np.where(figures.fen[found.cell] == 0, np.minimum(precision, finest), precision)
    size = np.abs(found.weight)
    reported = _sums(here, -fen * found.is_total, len(key))
    computed = _sums(here, fen * ~found.is_total, len(key))
    width = _sums(here, unit * size, len(key))
    narrow = _sums(here, finest * size, len(key))
    measure = excess_above if identity.bound else excess
    residual = reported - computed
    holds = residual >= 0 if identity.bound else residual == 0
    verdict = np.select(
        [holds, measure(residual, narrow) <= 0, measure(residual, width) <= 0],
        [EXACT, ROUNDING, ROUNDING],
        INCONSISTENT,
    ).astype(object)
    reason = np.full(len(key), None, dtype=object)
    reason[(verdict == ROUNDING) & (measure(residual, narrow) > 0)] = FEWER_DECIMALS
    # Later reasons overrule earlier ones.
    for number, name in enumerate(REASONS):
        hit = inverse[len(found.key) :][given.open_reason[blocked.cell] == number]
        verdict[hit], reason[hit] = NOT_CHECKED, name
    missing = rows_missing(identity, given.presence, key)
    verdict[missing], reason[missing] = NOT_CHECKED, SIDE_MISSING
    kept = fine[document]
    table = _columns(identity, given, key[kept])
    _add_money(table, reported[kept], computed[kept], allowed(width)[kept], verdict[kept])
    table["verdict"], table["reason"] = verdict[kept].tolist(), reason[kept].tolist()
    table["message"] = [
        _message(identity, row) for row in zip(*(table[n] for n in _TOLD), strict=True)
    ]
    _add_missing(identity, given, fine, table)
    return table


def _sums(group: Integers, values: Integers, count: int) -> Integers:
    """Exact sums of whole numbers by group."""
    found = np.zeros(count, dtype=np.int64)
    np.add.at(found, group, values)
    return found


def _columns(identity: Identity, given: Intake, key: Integers) -> Columns:
    """Which document, row and measure each equation is about."""
    document, group, measure = key_parts(key)
    at = _rows_of(identity, given, key)
    measures = list(vocabulary().measures)
    total = identity.total.measures[0] if identity.total.measures else None
    code = group if identity.by != "row" else given.presence.rows.code[group]
    codes = [str(c) if c > 0 and identity.by != "document" else "" for c in code.tolist()]
    return {
        "document_id": given.documents[document].tolist(),
        "identity": [identity.name] * len(key),
        "kind": [identity.kind] * len(key),
        "table": [identity.total.table] * len(key),
        "side": [identity.total.side] * len(key),
        "code": codes,
        "name": _at(given.names, at),
        "measure": [measures[number] or total for number in measure.tolist()],
        "page": _at(given.pages, at),
        "row": _at(given.lines, at),
        "unit": ["万元"] * len(key),
    }


def _at(values: Objects, at: Integers) -> list[Any]:
    """The values at positions; None for NA and for no position (-1)."""
    found = [values[position] if position >= 0 else None for position in at.tolist()]
    return [None if pd.isna(value) else value for value in found]


def _rows_of(identity: Identity, given: Intake, key: Integers) -> Integers:
    """The printed row of each equation's total, else of a part; -1 where there is none."""
    cells = given.presence.rows
    if identity.by == "row":
        return key_parts(key)[1]
    names = len(vocabulary().measures)
    wanted = key // names
    found = np.full(len(key), -1, dtype=np.int64)
    for number, selector in enumerate((identity.total, *identity.parts)):
        at = cells.select(selector, measures=False)
        group = cells.code[at] if identity.by in ("parent", "code") else np.zeros(len(at))
        if number and identity.by == "parent":
            continue
        own = (cells.document[at] * 1_000_000_000 + group).astype(np.int64)
        order = np.argsort(own, kind="stable")
        if len(own):
            place = np.minimum(np.searchsorted(own[order], wanted), len(own) - 1)
            hit = (own[order][place] == wanted) & (found < 0)
            found[hit] = at[order][place][hit]
    return found


def _add_money(
    table: Columns, reported: Integers, computed: Integers, width: Integers, verdict: Objects
) -> None:
    checked = verdict != NOT_CHECKED
    for name, values in (
        ("reported", reported),
        ("computed", computed),
        ("residual", reported - computed),
        ("allowed", width),
    ):
        pairs = list(zip(values.tolist(), checked.tolist(), strict=True))
        table[f"{name}_fen"] = [value if known else None for value, known in pairs]
        table[name] = [in_wan(value) if known else None for value, known in pairs]


_TOLD = ("verdict", "reason", "code", "name", "measure", "reported", "computed", "residual")


def _message(identity: Identity, row: tuple[Any, ...]) -> str | None:
    verdict, reason, code, name, measure, reported, computed, residual = row
    if verdict == EXACT:
        return None
    what = " ".join(part for part in (code, name, measure) if part)
    title = catalogue_tables()[identity.total.table].title
    if verdict == NOT_CHECKED:
        why = {
            "ambiguous": "an amount's column is not known",
            "unplaced": "figures of a row have no place",
            SIDE_MISSING: "the row of the total is not printed",
        }[reason]
        return f"{title} {what}: not checked, {why} ({identity.formula})"
    relation = "less than" if identity.bound else "against"
    return (
        f"{title} {what}: printed {reported:,.2f} {relation} {computed:,.2f} 万元, "
        f"difference {residual:,.2f} ({identity.formula})"
    )


def _add_missing(identity: Identity, given: Intake, fine: Booleans, table: Columns) -> None:
    """One row a document in which the identity cannot be checked at all."""
    title = catalogue_tables()[identity.total.table].title
    absent = np.flatnonzero(~fine)
    for name in table:
        table[name] = table[name] + [None] * len(absent)
    for position, document in zip(range(-len(absent), 0), absent.tolist(), strict=True):
        table["document_id"][position] = given.documents[document]
        table["identity"][position] = identity.name
        table["kind"][position] = identity.kind
        table["table"][position] = identity.total.table
        table["side"][position] = identity.total.side
        table["code"][position] = ""
        table["unit"][position] = "万元"
        table["verdict"][position] = NOT_CHECKED
        table["reason"][position] = SIDE_MISSING
        table["message"][position] = (
            f"{title}: not checked, a table, column or line is not in the document "
            f"({identity.formula})"
        )
