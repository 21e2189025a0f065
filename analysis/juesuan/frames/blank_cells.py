"""The blank cells of printed rows: a figure may have been read in the cell beside its own."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, TypeAlias

import pandas as pd

from juesuan.identities.cell_names import cell_name
from juesuan.schema.candidates import parted

# A table's side, a row of it counted from the top; a row also by what it is about.
Place: TypeAlias = "tuple[str, str | None, int]"

_ROW = ["document_id", "table", "side", "line_key", "code", "level", "unit_name", "name"]
_CELL = [*_ROW, "measure", "placement", "candidates", "amount_fen", "precision_fen"]
_PRINTED = "printed"


@dataclass(frozen=True)
class BlankCells:
    """The blank cells of a document as amounts of 0, and those beside each printed cell, by name.

    Beside a cell are those of its printed row, and of its column in the rows above and below.
    """

    cells: pd.DataFrame
    beside: dict[str, list[str]]

    def behind(self, amounts: pd.DataFrame) -> pd.DataFrame:
        """All amounts, then the blank cells, with the columns that identities are checked on."""
        return pd.concat([amounts[_CELL].astype(object), self.cells], ignore_index=True)


def blank_cells(amounts: pd.DataFrame, rows: pd.DataFrame, tables: pd.DataFrame) -> BlankCells:
    """The cells of the frame `rows` in whose column its table prints amounts, and they none."""
    listed = tables[tables["table"].notna()]
    measures = dict(zip(listed["table"], map(parted, listed["measures"]), strict=True))
    printed = {_name(each, each["measure"]) for each in _records(amounts, [*_ROW, "measure"])}
    precision = int(amounts["precision_fen"].mode().iloc[0])
    found: list[dict[str, Any]] = []
    spots: dict[Place, list[tuple[str, str]]] = defaultdict(list)
    for row in _records(rows, [*_ROW, "row"]):
        for measure in measures[row["table"]] if _is_known(row) else ():
            name = _name(row, measure)
            spots[row["table"], row["side"], row["row"]].append((measure, name))
            if name not in printed:
                about = {column: row[column] for column in _ROW}
                found.append(about | {"measure": measure, "placement": _PRINTED})
    cells = pd.DataFrame(found, columns=_CELL, dtype=object)
    cells = cells.assign(amount_fen=0, precision_fen=precision)
    return BlankCells(cells, _beside(spots, printed))


def _beside(spots: dict[Place, list[tuple[str, str]]], printed: set[str]) -> dict[str, list[str]]:
    beside: dict[str, list[str]] = {}
    order: dict[tuple[str, str | None], list[int]] = defaultdict(list)
    for table, side, row in sorted(spots, key=lambda place: place[2]):
        order[table, side].append(row)
    for (table, side), own in order.items():
        for at, row in enumerate(own):
            near = [each for each in own[max(at - 1, 0) : at + 2] if each != row]
            around = [spot for each in near for spot in spots[table, side, each]]
            for measure, name in spots[table, side, row]:
                blank = [other for _, other in spots[table, side, row]]
                blank += [other for column, other in around if column == measure]
                beside[name] = [other for other in blank if other not in printed]
    return beside


def _records(frame: pd.DataFrame, columns: list[str]) -> list[dict[str, Any]]:
    plain = frame[columns].astype(object)
    values = plain.where(plain.notna(), None).itertuples(index=False)
    return [dict(zip(columns, each, strict=True)) for each in values]


def _is_known(row: dict[str, Any]) -> bool:
    return bool(row["code"] or row["line_key"] or row["level"] == "total")


def _name(row: dict[str, Any], measure: str | None) -> str:
    return cell_name(row["table"], row["side"], row["code"], row["line_key"], measure or "")
