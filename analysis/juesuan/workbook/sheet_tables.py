"""The official tables that have a sheet, each with its layout."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from juesuan.catalogue import tables, wording
from juesuan.catalogue.form_title import form_title
from juesuan.catalogue.terms import PRINTED
from juesuan.schema.candidates import parted
from juesuan.schema.plain_rows import plain_rows
from juesuan.show.column_numbers import numbered_tables
from juesuan.workbook.formulas import Sheet
from juesuan.workbook.official_sheet import TOP, Official
from juesuan.workbook.sheet_grid import grid, rows_of
from juesuan.workbook.vocabulary import words


def official_tables(frames: Mapping[str, pd.DataFrame]) -> list[Official]:
    """The official tables that have a sheet, each with its layout."""
    found = []
    document = frames["documents"].iloc[0]
    organization = "" if pd.isna(document["organization"]) else document["organization"]
    notes, numbered = frames["paragraphs"], numbered_tables(frames["tables"])
    for entry in plain_rows(frames["tables"]):
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
                Sheet(form_title(key, document["kind"]), wording().units[stated]),
                grid(key, measures, own, TOP, kind=document["kind"], counted=key in numbered),
                stated + assumed,
                organization,
                notes.loc[notes["table"].eq(key).to_numpy(), "text"].tolist(),
            )
        )
    return found
