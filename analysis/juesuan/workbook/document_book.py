"""The workbook of one document, from its frames."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import IO

import pandas as pd
from openpyxl import Workbook

from juesuan.catalogue.faults import fault
from juesuan.errors import FrameError
from juesuan.identities.form_equations import Cell, equations
from juesuan.identities.intake import intake
from juesuan.identities.intervals import unit_of
from juesuan.language import options
from juesuan.workbook.about import About
from juesuan.workbook.cell_text import Cleaner
from juesuan.workbook.finding_places import finding_places
from juesuan.workbook.formulas import Formula, Where
from juesuan.workbook.frame_sheet import write_frame
from juesuan.workbook.official_sheet import Writer
from juesuan.workbook.pen import Pen
from juesuan.workbook.placed_equations import anchored, slots
from juesuan.workbook.placing import Placing, finest, place
from juesuan.workbook.save import save
from juesuan.workbook.sheet_tables import official_tables
from juesuan.workbook.styles import colour, new_workbook
from juesuan.workbook.vocabulary import sheet_names, vocabulary, words


@options.of_documents()
def write_workbook(frames: Mapping[str, pd.DataFrame], target: str | Path | IO[bytes]) -> None:
    """Write the frames of one document (every one of `juesuan.FRAMES`) as a workbook.

    Raises `FrameError` where the frames hold no document or several.
    """
    if len(frames["documents"]) != 1:
        raise FrameError(fault("workbook_of_one", count=len(frames["documents"])))
    document = frames["documents"].iloc[0]
    workbook, cleaner = new_workbook(), Cleaner()
    first = workbook.active
    first.title = words().about.sheet
    pen = Pen(cleaner)
    checked = _official_sheets(workbook, frames, pen)
    always = vocabulary().sheets.always
    shown = [name for name in sheet_names() if name in always or len(frames[name])]
    about = About(first, cleaner, pen)
    about.write(frames, checked, shown, finding_places(frames))
    for name in shown:
        sheet = workbook.create_sheet(sheet_names()[name])
        write_frame(sheet, name, frames[name], cleaner, str(document["kind"]))
    about.stripped()
    properties = workbook.properties
    properties.title = cleaner.clean(str(document["title"]), first.title)
    properties.subject = cleaner.clean(str(document["document_id"]), first.title)
    properties.creator = "juesuan"
    save(workbook, target, pen.values)


def _official_sheets(
    workbook: Workbook, frames: Mapping[str, pd.DataFrame], pen: Pen
) -> dict[str, Formula]:
    """The official tables; what counts the live verdicts that do not hold, by table."""
    given = intake(frames["amounts"], frames["rows"], frames["tables"])
    placing, units = place(frames, given), finest(frames)
    official = official_tables(frames)
    where: dict[Cell, Where] = {}
    for table in official:
        key = table.grid.table
        for cell, at in table.grid.cells.items():
            unit = units.get(key, units.get("", table.sheet.fen))
            where[cell] = Where(table.sheet, at, _precision(placing, cell, unit))
    placing.keep(where)
    checks = list(anchored(equations(given, list(where)), where))
    filled = placing.figures.keys() | placing.open.keys()
    kind = str(frames["documents"]["kind"].iloc[0])
    writer = Writer(pen, placing, where, kind)
    counts = {}
    for table in official:
        sheet = workbook.create_sheet(table.sheet.name)
        sheet.sheet_properties.tabColor = colour("title")
        mine = slots((check for check in checks if check.sheet == table.sheet.name), filled, kind)
        if (count := writer.write(sheet, table, mine)) is not None:
            counts[table.grid.table] = count
    return counts


def _precision(placing: Placing, cell: Cell, finest_unit: int) -> int:
    """The unit of the last digit of what stands, or may stand, in a cell."""
    figures = [*placing.open.get(cell, ())]
    if cell in placing.figures:
        figures.append(placing.figures[cell])
    return min(
        (unit_of(f["amount_fen"], f["precision_fen"], finest_unit) for f in figures),
        default=finest_unit,
    )
