"""The formulas of a table's own notes, where no identity states the same."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pandas as pd

from juesuan.catalogue.terms import AXES
from juesuan.identities.choose import choose
from juesuan.identities.columns import Columns, known
from juesuan.identities.dictionaries import refuse
from juesuan.identities.identity import Arguments, Identity
from juesuan.identities.intervals import allowed, units_of
from juesuan.identities.judged import Judged, judged, settled
from juesuan.identities.ladder import ladder
from juesuan.identities.stack import Stack

LINE, _ = AXES
_PART = re.compile(r"([-+]?)(\d+)")
_TABLE = ["document_id", "table"]
_SUMMED = ("reported", "computed", "width", "narrow")
_ROW = [*_TABLE, "code", "line_key", "name", "line"]
_FIGURES = ["amount_fen", "precision_fen", "measure", "code", "line_key", "name", "line"]


class FormNotesToHold(Arguments, frozen=True):
    """A formula over numbers of an `axis` (line or column) that a note prints holds in its table.

    Formulas that another identity states are left to it: `identity` of the frame `form_notes`.
    """

    type = "expect_form_notes_to_hold"
    kind = "lines"
    frames = ("form_notes", "amounts")

    axis: str

    def __post_init__(self) -> None:
        refuse("axis", self.axis, AXES, "axis")

    def judge(self, identity: Identity, stack: Stack) -> Judged:
        """Each formula over lines in every column, over columns in every row that has a figure."""
        notes = stack["form_notes"]
        mine = notes["identity"].isna() & notes["axis"].eq(self.axis)
        own = notes[mine].reset_index(drop=True)
        if own.empty:
            return {}
        terms, amounts = _terms(own, stack["tables"]), stack["amounts"]
        cells = (_of_lines if self.axis == LINE else _of_columns)(terms, amounts)
        missing = _missing(own, terms, stack["rows"])
        doubts = _doubts(amounts, stack["rows"])
        return judged(identity, settled(_checks(own, cells, missing, _open(terms, doubts), doubts)))


def _terms(own: pd.DataFrame, tables: pd.DataFrame) -> pd.DataFrame:
    """One row a number of a formula: `note` is the formula's place, `weight` 0 of the total."""
    records = [
        {"note": note, "weight": weight, "term": number}
        for note, total, parts in zip(own.index, own["total"], own["parts"], strict=True)
        for number, weight in [(int(total), 0), *_parts(parts)]
    ]
    terms = pd.DataFrame(records).join(own[[*_TABLE, "axis"]], on="note")
    measures = tables.drop_duplicates(_TABLE)[[*_TABLE, "measures"]]
    merged = terms.merge(measures, on=_TABLE, how="left")
    merged["column"] = [
        _at(measures, term)
        for measures, term in zip(merged["measures"], merged["term"], strict=True)
    ]
    return merged.drop(columns="measures")


def _parts(parts: str) -> list[tuple[int, int]]:
    return [(int(number), -1 if sign == "-" else 1) for sign, number in _PART.findall(parts)]


def _at(measures: Any, term: int) -> str | None:
    names = [] if pd.isna(measures) else str(measures).split(",")
    return names[term - 1] if 0 < term <= len(names) else None


def _of_lines(terms: pd.DataFrame, amounts: pd.DataFrame) -> pd.DataFrame:
    """The figures on the lines that formulas name, those of one measure in one group."""
    chosen = terms.drop(columns="column")
    printed = amounts[[*_TABLE, *_FIGURES]].rename(columns={"line": "term"})
    found = chosen.merge(printed[printed["term"].notna()], on=[*_TABLE, "term"])
    return found.assign(group=found["measure"].astype(object), code=None)


def _of_columns(terms: pd.DataFrame, amounts: pd.DataFrame) -> pd.DataFrame:
    """The figures in the columns that formulas name, those of one row in one group."""
    chosen = terms[terms["column"].notna()]
    printed = amounts[[*_TABLE, *_FIGURES]].rename(columns={"measure": "column"})
    printed["column"] = printed["column"].astype(object)
    found = chosen.merge(printed.drop(columns="line"), on=[*_TABLE, "column"])
    return found.assign(group=_row_of(found))


def _row_of(rows: pd.DataFrame) -> pd.Series[Any]:
    """What a row is called by: its code or the key of its line, and its name."""
    words = (rows[name].astype(object).fillna("") for name in ("code", "line_key", "name"))
    return sum(words, start=pd.Series("", index=rows.index, dtype=object))


def _doubts(amounts: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with a figure that has no column, or several, and why nothing is checked there."""
    open_rows = amounts[amounts["measure"].isna()].assign(why="ambiguous")
    lost = rows[rows["unplaced"].fillna(0) > 0].assign(why="unplaced")
    every = pd.concat([part[[*_ROW, "why"]] for part in (lost, open_rows)])
    return every.assign(group=_row_of(every)).rename(columns={"line": "term"})


def _open(terms: pd.DataFrame, doubts: pd.DataFrame) -> pd.Series[Any]:
    """Why formulas over lines are not checked, by the formula."""
    lines = terms[terms["axis"] == LINE].merge(doubts.dropna(subset="term"), on=[*_TABLE, "term"])
    return lines.groupby("note")["why"].first()


def _missing(own: pd.DataFrame, terms: pd.DataFrame, rows: pd.DataFrame) -> pd.Series[Any]:
    """The formulas that name a line or column which the table does not have."""
    printed = rows[[*_TABLE, "line"]].dropna().drop_duplicates().rename(columns={"line": "term"})
    there = terms.merge(printed.assign(there=True), on=[*_TABLE, "term"], how="left")["there"]
    lost = np.where(terms["axis"] == LINE, there.isna(), terms["column"].isna())
    return own.index.to_series().isin(terms.loc[lost, "note"])


def _checks(
    own: pd.DataFrame,
    cells: pd.DataFrame,
    missing: pd.Series[Any],
    open_notes: pd.Series[Any],
    doubts: pd.DataFrame,
) -> Columns:
    """One check a formula and group; one that names what is not there is not checked at all."""
    cells = cells[~cells["note"].map(missing).astype(bool)]
    silent = own.index.to_series()[missing].to_frame("note")
    place = ["document_id", "table", "formula", "axis", "page", "row"]
    checks = pd.concat([_summed(cells), silent], ignore_index=True).join(own[place], on="note")
    rows = doubts.drop_duplicates([*_TABLE, "group"])[[*_TABLE, "group", "why"]]
    of_row = checks.merge(rows, on=[*_TABLE, "group"], how="left")["why"]
    why = checks["note"].map(open_notes).astype(object)
    why = why.where(why.notna(), of_row.astype(object))
    why = why.where(checks["reported"].notna(), "side_missing")
    reason = choose(why.notna(), why.to_numpy(object))
    reported, computed, width, narrow = (
        checks[name].fillna(0).to_numpy(np.int64) for name in _SUMMED
    )
    ended = ladder(reported - computed, width, narrow)
    named = checks["axis"].eq(LINE) & checks["group"].notna()
    return Columns.of(checks[["document_id", "table", "code", "page", "row"]]).assign(
        name=checks["formula"].to_numpy(object),
        measure=choose(named, checks["group"].to_numpy(object)),
        verdict=choose(known(reason), None, ended.verdict_words),
        reason=choose(known(reason), reason, ended.reason_words),
        reported_fen=reported,
        computed_fen=computed,
        allowed_fen=allowed(width),
    )


def _summed(cells: pd.DataFrame) -> pd.DataFrame:
    """Total and parts of each formula and group, with the units of their last digits."""
    finest = cells.groupby(_TABLE, observed=True)["precision_fen"].transform("min")
    fen, precision, least = (
        column.to_numpy(np.int64)
        for column in (cells["amount_fen"], cells["precision_fen"], finest)
    )
    weight = cells["weight"].to_numpy(np.int64)
    columns = (fen * (weight == 0), fen * weight, units_of(fen, precision, least), least)
    summed = cells.assign(**dict(zip(_SUMMED, columns, strict=True))).groupby(
        ["note", "group"], dropna=False, sort=False
    )
    return summed.agg(dict.fromkeys(_SUMMED, "sum") | {"code": "first"}).reset_index()
