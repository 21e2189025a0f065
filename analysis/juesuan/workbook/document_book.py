"""The workbook of one document, from its frames."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

import pandas as pd
from openpyxl import Workbook

from juesuan.catalogue import tables, wording
from juesuan.catalogue.faults import fault
from juesuan.catalogue.layouts import layouts
from juesuan.catalogue.terms import PRINTED
from juesuan.errors import FrameError
from juesuan.identities.form_equations import Cell, equations
from juesuan.identities.intake import intake
from juesuan.identities.intervals import unit_of
from juesuan.schema.candidates import parted
from juesuan.workbook.about import About
from juesuan.workbook.cell_text import Cleaner
from juesuan.workbook.formulas import Formula, Sheet, Where
from juesuan.workbook.found_places import Places
from juesuan.workbook.frame_sheet import write_frame
from juesuan.workbook.official_sheet import TOP, Official, Writer
from juesuan.workbook.pen import Pen
from juesuan.workbook.placed_equations import anchored, slots
from juesuan.workbook.placing import Placing, Record, finest, place, records
from juesuan.workbook.save import save
from juesuan.workbook.sheet_grid import grid, rows_of
from juesuan.workbook.styles import colour
from juesuan.workbook.vocabulary import sheet_names, words


def write_workbook(frames: Mapping[str, pd.DataFrame], target: str | Path | IO[bytes]) -> None:
    """Write the frames of one document (every one of `juesuan.FRAMES`) as a workbook.

    Raises `FrameError` where the frames hold no document or several.
    """
    if len(frames["documents"]) != 1:
        raise FrameError(fault("workbook_of_one", count=len(frames["documents"])))
    workbook, cleaner = Workbook(), Cleaner()
    first = workbook.active
    first.title = words().sheets.about
    pen = Pen(cleaner)
    checked, places = _official_sheets(workbook, frames, pen)
    always = words().sheets.always
    shown = [name for name in sheet_names() if name in always or len(frames[name])]
    about = About(first, cleaner, pen)
    about.write(frames, checked, shown, places)
    for name in shown:
        sheet = workbook.create_sheet(sheet_names()[name])
        write_frame(sheet, name, frames[name], cleaner)
    about.stripped()
    document = frames["documents"].iloc[0]
    properties = workbook.properties
    properties.title = cleaner.clean(str(document["title"]), first.title)
    properties.subject = cleaner.clean(str(document["document_id"]), first.title)
    properties.creator = "juesuan"
    save(workbook, target, pen.values)


def _official_sheets(
    workbook: Workbook, frames: Mapping[str, pd.DataFrame], pen: Pen
) -> tuple[dict[str, Formula], Places]:
    """The official tables: what counts their live verdicts that do not hold, and what is where."""
    given = intake(frames["amounts"], frames["rows"], frames["tables"])
    placing, units = place(frames, given), finest(frames)
    official = _tables(frames)
    where: dict[Cell, Where] = {}
    for table in official:
        key = table.grid.table
        for cell, at in table.grid.cells.items():
            unit = units.get(key, units.get("", table.sheet.fen))
            where[cell] = Where(table.sheet, at, _precision(placing, cell, unit))
    placing.keep(where)
    checks = list(anchored(equations(given, list(where)), where))
    filled = placing.figures.keys() | placing.open.keys()
    writer = Writer(pen, placing, where)
    counts = {}
    for table in official:
        sheet = workbook.create_sheet(table.sheet.name)
        sheet.sheet_properties.tabColor = colour("title")
        mine = slots((check for check in checks if check.sheet == table.sheet.name), filled)
        if (count := writer.write(sheet, table, mine)) is not None:
            counts[table.grid.table] = count
    return counts, Places(frames, where)


def _precision(placing: Placing, cell: Cell, finest_unit: int) -> int:
    """The unit of the last digit of what stands, or may stand, in a cell."""
    figures = [*placing.open.get(cell, ())]
    if cell in placing.figures:
        figures.append(placing.figures[cell])
    return min(
        (unit_of(f["amount_fen"], f["precision_fen"], finest_unit) for f in figures),
        default=finest_unit,
    )


def _tables(frames: Mapping[str, pd.DataFrame]) -> list[Official]:
    found = []
    document = frames["documents"].iloc[0]
    organization = "" if pd.isna(document["organization"]) else document["organization"]
    notes = frames["paragraphs"]
    for entry in records(frames["tables"]):
        if entry["status"] not in PRINTED:
            continue
        key = entry["table"]
        measures = parted(entry["measures"]) or tables()[key].measures
        own = rows_of(frames["rows"], key)
        stated = entry["unit"] or wording().default_unit
        assumed = "" if entry["unit"] else words().note.unit_assumed
        found.append(
            Official(
                entry,
                Sheet(tables()[key].title, wording().units[stated]),
                grid(key, measures, own, TOP, counted=_is_counted(entry, key, measures)),
                stated + assumed,
                organization,
                notes.loc[notes["table"].eq(key).to_numpy(), "text"].tolist(),
            )
        )
    return found


def _is_counted(entry: Record, key: str, measures: Sequence[str]) -> bool:
    """Whether the document numbers the table's columns (栏次).

    Its headings and notes then hold a number for each; the two blocks that a sheet makes of one
    printed column have none.
    """
    return key not in layouts().sheet.blocks and (entry["other_numbers"] or 0) >= len(measures)
