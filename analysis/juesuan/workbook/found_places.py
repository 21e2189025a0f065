"""Where in the workbook what a finding is about stands: the cell of a table, or its row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
from openpyxl.utils import get_column_letter as letter

from juesuan.identities.cell_names import SEPARATOR, cell_name
from juesuan.identities.form_equations import Cell
from juesuan.workbook.formulas import Where
from juesuan.workbook.placing import records
from juesuan.workbook.vocabulary import sheet_names


class Places:
    """The places of one workbook."""

    def __init__(self, frames: Mapping[str, pd.DataFrame], where: Mapping[Cell, Where]) -> None:
        rows = records(frames["rows"])
        self._cells: dict[str, tuple[str, str]] = {}
        self._rows: dict[tuple[Any, Any], tuple[str, str]] = {}
        for (position, measure), at in where.items():
            row = rows[position]
            code, line = row["code"] or "", row["line_key"]
            name = cell_name(row["table"], row["side"], code, line, measure)
            place = (at.sheet.name, f"{letter(at.place[1])}{at.place[0]}")
            self._cells.setdefault(name, place)
            self._rows.setdefault((row["page"], row["row"]), place)
        self._paragraphs = [(p["page"], p["row"]) for p in records(frames["paragraphs"])]

    def of(self, finding: Mapping[Any, Any]) -> tuple[str, str]:
        """The sheet and the cell: the suspect, the first cell that takes part, or the row.

        What is said in prose leads to its paragraph, all else to the sheet of findings.
        """
        listed = [finding[name] for name in ("suspect", "cells") if not pd.isna(finding[name])]
        for name in SEPARATOR.join(listed).split(SEPARATOR):
            if name in self._cells:
                return self._cells[name]
        if pd.isna(finding["row"]):
            return sheet_names()["findings"], f"B{finding['rank'] + 1}"
        page = None if pd.isna(finding["page"]) else finding["page"]
        if (page, finding["row"]) in self._rows:
            return self._rows[page, finding["row"]]
        before = [n for n, at in enumerate(self._paragraphs) if at[1] <= finding["row"]]
        if before:
            return sheet_names()["paragraphs"], f"B{before[-1] + 2}"
        return sheet_names()["findings"], f"B{finding['rank'] + 1}"
