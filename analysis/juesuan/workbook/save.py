"""Saving: equal workbooks are equal bytes, formulas have values, a file is whole or not there."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import IO, TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

from juesuan.workbook.formula_values import Values, with_values

if TYPE_CHECKING:
    from _typeshed import SizedBuffer, StrPath

# A workbook depends on its document alone, not on the day; archives hold no earlier one.
_DATE = (1980, 1, 1, 0, 0, 0)


class _Archive(ZipFile):
    """An archive whose entries bear no time; `values` are those of the formulas of its sheets."""

    values: Mapping[str, Mapping[str, float | str]] = MappingProxyType({})

    def writestr(
        self,
        zinfo_or_arcname: str | ZipInfo,
        data: SizedBuffer | str,
        compress_type: int | None = None,
        compresslevel: int | None = None,
    ) -> None:
        name = zinfo_or_arcname if isinstance(zinfo_or_arcname, str) else zinfo_or_arcname.filename
        super().writestr(_entry(name), data, compress_type, compresslevel)

    def write(
        self,
        filename: StrPath,
        arcname: StrPath | None = None,
        compress_type: int | None = None,  # noqa: ARG002 - as the base has it
        compresslevel: int | None = None,  # noqa: ARG002
    ) -> None:
        path = Path(filename)
        if (values := self.values.get(str(arcname or filename))) is not None:
            path.write_text(with_values(path.read_text("utf-8"), values), "utf-8", newline="")
        info = _entry(str(arcname or filename))
        info.file_size = path.stat().st_size  # says whether the entry needs 64 bits
        with path.open("rb") as source, self.open(info, "w") as target:
            shutil.copyfileobj(source, target)


def _entry(name: str) -> ZipInfo:
    info = ZipInfo(name, _DATE)
    info.compress_type = ZIP_DEFLATED
    return info


def save(workbook: Workbook, target: str | Path | IO[bytes], values: Values) -> None:
    """Write a workbook to a path or a binary file, with the values of its formulas."""
    workbook.properties.created = workbook.properties.modified = datetime(*_DATE)  # noqa: DTZ001
    if not isinstance(target, (str, Path)):
        _save(workbook, target, values)
        return
    path = Path(target)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            _save(workbook, file, values)
        part.replace(path)
    except OSError as error:
        # A person knows the file by its own name.
        raise type(error)(error.errno, error.strerror, str(path)) from error
    finally:
        part.unlink(missing_ok=True)


def _save(workbook: Workbook, file: IO[bytes], values: Values) -> None:
    archive = _Archive(file, "w", ZIP_DEFLATED, allowZip64=True)
    sheets = enumerate(workbook.worksheets, start=1)
    archive.values = {
        f"xl/worksheets/sheet{number}.xml": values[sheet.title]
        for number, sheet in sheets
        if sheet.title in values
    }
    ExcelWriter(workbook, archive).save()
