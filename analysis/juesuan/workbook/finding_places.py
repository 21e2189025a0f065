"""Where each finding stands in the workbook of its document."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from openpyxl.utils import get_column_letter as letter
from openpyxl.utils import quote_sheetname

from juesuan.identities.cell_names import SEPARATOR, cell_name
from juesuan.workbook.document_book import official_tables
from juesuan.workbook.placing import records
from juesuan.workbook.vocabulary import sheet_names


def finding_places(frames: Mapping[str, pd.DataFrame]) -> dict[int, str]:
    """The cell of each finding by its rank, as in a formula: `'支出决算表'!D9`.

    It is the cell that is likeliest wrong, else the first that takes part; where no cell of a
    table does, the finding's row on the sheet of findings.
    """
    cells = _cells(frames)
    listed = quote_sheetname(sheet_names()["findings"])
    found = {}
    for row, finding in enumerate(records(frames["findings"]), start=2):
        sides = (finding["suspect"], finding["cells"])
        names = [name for side in sides if side for name in side.split(SEPARATOR)]
        places = (cells[name] for name in names if name in cells)
        found[finding["rank"]] = next(places, f"{listed}!A{row}")
    return found


def _cells(frames: Mapping[str, pd.DataFrame]) -> dict[str, str]:
    """The place of each cell of the official tables by its name."""
    rows = records(frames["rows"])
    places: dict[str, str] = {}
    for table in official_tables(frames):
        sheet = quote_sheetname(table.sheet.name)
        for (at, measure), (row, column) in table.grid.cells.items():
            own = rows[at]
            name = cell_name(
                table.grid.table, own["side"], own["code"] or "", own["line_key"], measure
            )
            places.setdefault(name, f"{sheet}!{letter(column)}{row}")
    return places
