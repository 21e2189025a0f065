"""Tables read and paragraphs → the frames of the contract."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from juesuan.catalogue import classification, tables
from juesuan.catalogue.levels import level_of, parent_of
from juesuan.catalogue.number_kinds import number_kinds
from juesuan.catalogue.terms import LEVELS, PRINTED, SEVERITIES, UNKNOWN, UNPLACED, VERDICTS
from juesuan.frames.disclosure_frame import counted
from juesuan.identities.columns import Columns
from juesuan.money import in_wan
from juesuan.narrative.paragraphs import Paragraph
from juesuan.origin.describe import Origin
from juesuan.readers.source import Source
from juesuan.schema import from_records
from juesuan.schema.candidates import Candidate, joined
from juesuan.tables.others.other_table import OtherTable
from juesuan.tables.reading import AMBIGUOUS, Placed, TableReading, TableRow

Record = dict[str, Any]
*_, LINE = LEVELS


def tables_frame(
    document_id: str, read: Sequence[TableReading], others: Sequence[OtherTable]
) -> pd.DataFrame:
    """One row a table; what became of the numbers printed in it. Unknown tables stand last."""
    known = (_table(document_id, table) for table in read)
    unknown = (_other_table(document_id, table) for table in others if not table.is_copy)
    return from_records("tables", (*known, *unknown))


def _table(document_id: str, table: TableReading) -> Record:
    return {
        "document_id": document_id,
        "table": table.key,
        "title": table.title,
        "status": table.status,
        "unit": table.unit,
        "first_page": table.first_page,
        "last_page": table.last_page,
        "first_row": table.first_line,
        "last_row": table.last_line,
        "measures": joined(table.measures),
        "numbers": sum(table.numbers.values()),
        "amounts": table.numbers.get("amount", 0),
        "codes": table.numbers.get("code", 0),
        "line_numbers": table.numbers.get("line_number", 0),
        "other_numbers": table.numbers.get("other", 0),
        "unplaced": table.numbers.get("unplaced", 0),
    }


def _other_table(document_id: str, table: OtherTable) -> Record:
    first, last = table.at, table.cells[-1].line
    return {
        "document_id": document_id,
        "title": table.title or None,
        "status": UNKNOWN,
        "unit": table.unit,
        "first_page": first.page,
        "last_page": last.page,
        "first_row": first.row,
        "last_row": last.row,
        "numbers": table.numbers,
        "amounts": table.amounts,
        "codes": 0,
        "line_numbers": 0,
        "other_numbers": table.numbers - table.amounts,
        "unplaced": 0,
    }


def other_cells_frame(document_id: str, others: Iterable[OtherTable]) -> pd.DataFrame:
    """One row a filled cell of a table that no form knows."""
    return from_records(
        "other_cells",
        (
            {
                "document_id": document_id,
                "table_title": table.title or None,
                "page": cell.line.page,
                "row": cell.line.row,
                "column": cell.column,
                "heading": cell.heading or None,
                "text": cell.text,
                "amount": in_wan(cell.money.fen) if cell.money else None,
                "amount_fen": cell.money.fen if cell.money else None,
                "precision_fen": cell.money.precision if cell.money else None,
                "unit": table.unit if cell.money else None,
            }
            for table in others
            for cell in table.cells
        ),
    )


def numbers_frame(document_id: str, counts: Mapping[str, int]) -> pd.DataFrame:
    """One row a kind of numbers that is printed, in the order of the catalogue, unplaced last."""
    kinds = [kind for kind in number_kinds() if counts.get(kind) or kind == UNPLACED]
    return from_records(
        "numbers",
        (
            {"document_id": document_id, "kind": kind, "count": counts.get(kind, 0)}
            for kind in kinds
        ),
    )


def rows_frame(document_id: str, read: Sequence[TableReading]) -> pd.DataFrame:
    """One row a printed row of a form, blank ones included."""
    records: list[Record] = []
    for table in _used(read):
        for at, row in enumerate(table.rows):
            record = _row(document_id, table, row)
            records.append(record | {"row": row.at.line.row, "unplaced": table.lost[at]})
    return from_records("rows", records)


def amounts_frame(document_id: str, read: Sequence[TableReading], year: int | None) -> pd.DataFrame:
    """One row an amount printed in a table."""
    records: list[Record] = []
    for table in _used(read):
        names = _Names(table, read, year)
        for printed in table.printed:
            at = {placed.slots[0].row for placed in printed.placed}
            rows = {number: _row(document_id, table, table.rows[number]) for number in at}
            paths = {number: names.path(table.rows[number].code) for number in at}
            for placed in printed.placed:
                number = placed.slots[0].row
                records.append(rows[number] | _figure(table, placed) | paths[number])
    return from_records("amounts", records)


def _used(read: Iterable[TableReading]) -> Iterable[TableReading]:
    return (table for table in read if table.status in PRINTED)


def _row(document_id: str, table: TableReading, row: TableRow) -> Record:
    return {
        "document_id": document_id,
        "table": table.key,
        "side": row.side,
        "line": row.line,
        "line_key": None if row.code else row.key or None,
        "code": row.code,
        "level": row.level,
        "name": row.name or None,
        "unit_name": row.name if tables()[table.key].by_unit and row.level == LINE else None,
        "page": row.at.line.page,
    }


def _figure(table: TableReading, placed: Placed) -> Record:
    figure = placed.figure
    unsure = placed.placement == AMBIGUOUS
    cells = [Candidate(slot.measure) for slot in placed.slots]
    record: Record = {}
    if len({slot.row for slot in placed.slots}) > 1:
        # With the column, the line is unknown too: the columns are components, or the figures of
        # two lines side by side cannot be told apart.
        rows = (table.rows[slot.row] for slot in placed.slots)
        cells = [
            cell._replace(line=row.key, side=row.side)
            for cell, row in zip(cells, rows, strict=True)
        ]
        record = {"line_key": None, "name": None, "level": "line", "side": None}
    return record | {
        "measure": None if unsure else str(cells[0]),
        "economic_code": _economic(table.key, cells[0].measure),
        "amount": in_wan(figure.money.fen),
        "amount_fen": figure.money.fen,
        "precision_fen": figure.money.precision,
        "placement": placed.placement,
        "candidates": joined(cells) if unsure else None,
        "evidence": joined(placed.evidence),
        "page": figure.token.line.page,
        "row": figure.token.line.row,
        "address": figure.token.line.address or None,
        "raw": figure.token.printed.strip(),
    }


def _economic(table: str, measure: str) -> str | None:
    """The code of a column that is one of a classification."""
    return measure if tables()[table].across and measure.isdigit() else None


class _Names:
    """Names of codes as this table prints them, else another table, else the classification."""

    def __init__(self, table: TableReading, read: Iterable[TableReading], year: int | None) -> None:
        self._system = tables()[table.key].codes
        self._year = year
        self._printed: dict[str, str] = {}
        for other in (*_used(read), table):
            if tables()[other.key].codes == self._system:
                self._printed.update((row.code, row.name) for row in other.rows if row.code)

    def path(self, code: str) -> Record:
        record: Record = {}
        while code:
            level = level_of(code)
            record[f"{level}_code"] = code
            record[f"{level}_name"] = self._printed.get(code) or self._known(code)
            code = parent_of(code)
        return record

    def _known(self, code: str) -> str | None:
        return classification(self._system).name(code, self._year) if self._system else None


def three_public_frame(amounts: pd.DataFrame) -> pd.DataFrame:
    """The “三公” table with budget and actual side by side, from its amounts."""
    every = Columns.of(amounts)
    mine = every.take((every["table"] == "three_public") & every.known("measure"))
    records: list[Record] = []
    last: dict[tuple[str, str], Record] = {}
    names = ("document_id", "line_key", "name", "page", "row", "measure")
    figures = ("amount", "amount_fen", "precision_fen")
    for row in zip(*(mine[name] for name in (*names, *figures)), strict=True):
        document, line, name, page, number, measure, amount, fen, precision = row
        key = (document, line or name)
        record = last.get(key)
        # A line that is printed twice has two rows here too.
        if record is None or measure in record:
            record = dict(zip(names[:-1], (document, line, name, page, number), strict=True))
            last[key] = record
            records.append(record)
        record[measure] = amount
        record[f"{measure}_fen"] = fen
        record[f"{measure}_precision_fen"] = precision
    return from_records("three_public", records)


def paragraphs_frame(document_id: str, paragraphs: Iterable[Paragraph]) -> pd.DataFrame:
    """The prose with its section path."""
    return from_records(
        "paragraphs",
        (
            {
                "document_id": document_id,
                "number": number,
                "section": paragraph.path,
                "table": paragraph.table,
                "text": paragraph.text,
                "page": paragraph.page,
                "row": paragraph.row,
            }
            for number, paragraph in enumerate(paragraphs, start=1)
        ),
    )


def described_frame(document_id: str, source: Source, origin: Origin) -> pd.DataFrame:
    """The row about a document without the counts of its other frames."""
    record: Record = {
        "document_id": document_id,
        "organization": origin.organization,
        "organization_from": origin.organization_from,
        "organization_kind": origin.organization_kind,
        "organization_kind_from": origin.organization_kind_from,
        "fiscal_year": origin.fiscal_year,
        "fiscal_year_from": origin.fiscal_year_from,
        "kind": origin.kind,
        "kind_from": origin.kind_from,
        "scope": origin.scope,
        "title": origin.title,
        "telephone": origin.telephone,
        "published_on": origin.published_on,
        "reported_on": origin.reported_on,
        "source": source.name,
        "sha256": source.sha256,
        "media_type": source.media_type,
        "pages": source.pages,
        "reader": source.reader,
    }
    return from_records("documents", [record])


def documents_frame(described: pd.DataFrame, others: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The one row about a document, with the counts of its other frames."""
    verdict = others["verdicts"]["verdict"].value_counts()
    severity = others["findings"]["severity"].value_counts()
    counts = {
        "tables_found": int(others["tables"]["status"].isin(PRINTED).sum()),
        "amounts": len(others["amounts"]),
        "ambiguous": int((others["amounts"]["placement"] == AMBIGUOUS).sum()),
        "unplaced": int(others["tables"]["unplaced"].sum()),
        "problems": len(others["problems"]),
    } | {kind: int(verdict.get(kind, 0)) for kind in VERDICTS}
    counts |= counted(others["disclosure"], others["verdicts"])
    counts |= {f"{name}s": int(severity.get(name, 0)) for name in SEVERITIES}
    return described.assign(**{name: pd.array([n], dtype="Int64") for name, n in counts.items()})
