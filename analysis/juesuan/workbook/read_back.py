"""The frames back from a workbook: types, NA and empty codes as in the contract."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import IO, Any
from zipfile import BadZipFile

import pandas as pd
from python_calamine import CalamineError, CalamineWorkbook

from juesuan.catalogue import Column, Frame
from juesuan.catalogue import frames as dictionary
from juesuan.catalogue.faults import fault
from juesuan.errors import WorkbookError
from juesuan.schema import concatenate, make_frame
from juesuan.schema.types import type_of
from juesuan.workbook.key_words import words_for
from juesuan.workbook.tidy import code_in, is_worded, table_of
from juesuan.workbook.vocabulary import sheet_names

# What a cell has to hold, by the type of its column.
_KINDS = {"number": "a_number", "whole number": "a_whole_number", "truth": "a_truth"}


def read_workbook(source: str | Path | IO[bytes]) -> dict[str, pd.DataFrame]:
    """The frames of a workbook that juesuan wrote, of one document or of a corpus.

    Figures that a person corrected on an official sheet are not in the frames; those corrected on
    a tidy sheet are. A frame without a sheet is empty.

    An open file is read from its beginning. Raises `WorkbookError` where the file is no workbook,
    holds no frame, or a sheet has lost a column or holds a value of another type.
    """
    name = str(source if isinstance(source, (str, Path)) else getattr(source, "name", "file"))
    try:
        workbook = CalamineWorkbook.from_object(BytesIO(_bytes(source)))
    except (CalamineError, BadZipFile) as error:
        raise WorkbookError(fault("no_workbook", error=error), source=name) from error
    parts = _parts(workbook.sheet_names)
    if not any(parts.values()):
        raise WorkbookError(
            fault("no_frame_sheets", names=tuple(workbook.sheet_names[:5])), source=name
        )
    found = {}
    for entry in dictionary().values():
        frames = [
            _frame(entry, workbook.get_sheet_by_name(sheet).to_python(), f"{name}, {sheet}", sheet)
            for sheet in parts[entry.name]
        ]
        found[entry.name] = concatenate(entry.name, frames)
    return found


def _bytes(source: str | Path | IO[bytes]) -> bytes:
    if isinstance(source, (str, Path)):
        return Path(source).read_bytes()
    source.seek(0)
    return source.read()


def _parts(sheets: Sequence[str]) -> dict[str, list[str]]:
    """The sheets of each frame in either language; a long frame goes on in 数据 2, 数据 3."""
    found: dict[str, list[str]] = {}
    chinese = sheet_names("zh")
    for frame, name in sheet_names("en").items():
        pattern = re.compile(rf"(?:{re.escape(name)}|{re.escape(chinese[frame])})(?: (\d+))?")
        own = [(int(match[1] or 1), match[0]) for s in sheets if (match := pattern.fullmatch(s))]
        found[frame] = [sheet for _, sheet in sorted(own)]
    return found


def _frame(entry: Frame, rows: list[list[Any]], where: str, sheet: str) -> pd.DataFrame:
    """A frame from its sheet; on one with a Chinese name keys are words."""
    header = [str(value) for value in rows[0]] if rows else []
    at = {column.name: _place(column, header) for column in entry.columns}
    if missing := [column.title_zh for column in entry.columns if at[column.name] is None]:
        raise WorkbookError(fault("sheet_without_column", names=tuple(missing)), source=where)
    # A row that a person emptied or that only bears a format.
    body = [(number, row) for number, row in enumerate(rows[1:], 2) if any(v != "" for v in row)]
    values: dict[str, list[Any]] = {}
    for column in entry.columns:
        own = [row[at[column.name] or 0] for _, row in body]
        values[column.name] = [
            _value(column, value, f"{where}, row {number}")
            for (number, _), value in zip(body, own, strict=True)
        ]
    if "code" in values:
        values["code"] = [code_in(entry.name, code) for code in values["code"]]
    # The words of measures are those of their tables, whose keys come first.
    for column in sorted(entry.columns, key=lambda each: each.name == "measure"):
        if is_worded(column) and sheet.startswith(entry.title_zh):
            values[column.name] = _keys(entry.name, column.name, values)
    return make_frame(entry.name, values)


def _place(column: Column, header: list[str]) -> int | None:
    """Where a column stands: under one of its titles, or its name; None where it does not."""
    titles = (column.title_zh, column.title, column.name)
    return next((header.index(title) for title in titles if title in header), None)


def _keys(frame: str, column: str, values: dict[str, list[Any]]) -> list[Any]:
    """The keys whose Chinese words stand in a column."""
    words = values[column]
    tables = table_of(column, values.get("table"), len(words))
    return [
        word if word is None else words_for(frame, column, table).key(word)
        for table, word in zip(tables, words, strict=True)
    ]


def _value(column: Column, value: object, where: str) -> str | float | None:
    """A cell's value in the type of its column; None where it is blank."""
    if value == "":
        return None
    kind = type_of(column)
    if kind.is_words:
        # A code that a person typed is a number to a spreadsheet.
        return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    try:
        return _MADE[kind.cell](value)
    except ValueError as error:
        raise WorkbookError(
            fault(
                "cell_of_other_type", column=column.name, value=value, kind=fault(_KINDS[kind.cell])
            ),
            source=where,
        ) from error


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError(value)  # noqa: TRY004 - as of a number that is none
    return value


def _whole(value: object) -> int:
    if isinstance(value, float):
        if not value.is_integer():
            raise ValueError(value)
        return int(value)
    return int(str(value))


_MADE: Mapping[str, Callable[[object], float]] = {
    "number": lambda value: float(str(value)),
    "whole number": _whole,
    "truth": _truth,
}
