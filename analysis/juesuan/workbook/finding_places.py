"""Where each finding stands in the workbook of its document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
from openpyxl.utils import get_column_letter as letter
from openpyxl.utils import quote_sheetname

from juesuan.identities.cell_names import SEPARATOR, cell_name
from juesuan.schema.plain_rows import plain_rows
from juesuan.workbook.sheet_tables import official_tables
from juesuan.workbook.vocabulary import sheet_names


def finding_places(frames: Mapping[str, pd.DataFrame]) -> dict[int, str]:
    """The cell of each finding by its rank, as in a formula: `'支出决算表'!D9`.

    It is the cell that is likeliest wrong, else the first that takes part, else one of its row;
    what is said in prose has its paragraph, all else its row on the sheet of findings.
    """
    cells, rows = _cells(frames)
    paragraphs = plain_rows(frames["paragraphs"])
    found = {}
    for at, finding in enumerate(plain_rows(frames["findings"]), start=2):
        sides = (finding["suspect"], finding["cells"])
        names = [name for side in sides if side for name in side.split(SEPARATOR)]
        places = [cells[name] for name in names if name in cells]
        places += filter(None, [rows.get((finding["page"], finding["row"]))])
        if finding["row"] is not None and not places:
            before = [n for n, each in enumerate(paragraphs, 2) if each["row"] <= finding["row"]]
            places += [_listed("paragraphs", n) for n in before[-1:]]
        found[finding["rank"]] = next(iter(places), _listed("findings", at))
    return found


def _listed(frame: str, row: int) -> str:
    """A row of a frame's sheet; its first column is folded away."""
    return f"{quote_sheetname(sheet_names()[frame])}!B{row}"


def _cells(
    frames: Mapping[str, pd.DataFrame],
) -> tuple[dict[str, str], dict[tuple[Any, Any], str]]:
    """The place of each cell of the official tables by its name, and of the first of each row."""
    rows = plain_rows(frames["rows"])
    cells: dict[str, str] = {}
    lines: dict[tuple[Any, Any], str] = {}
    for table in official_tables(frames):
        sheet = quote_sheetname(table.sheet.name)
        for (at, measure), (row, column) in table.grid.cells.items():
            own = rows[at]
            name = cell_name(
                table.grid.table, own["side"], own["code"] or "", own["line_key"], measure
            )
            place = cells.setdefault(name, f"{sheet}!{letter(column)}{row}")
            lines.setdefault((own["page"], own["row"]), place)
    return cells, lines
