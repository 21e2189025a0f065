"""Saving so that equal workbooks are equal bytes, and a file is there whole or not at all."""

from __future__ import annotations

import os
import shutil
from datetime import datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

if TYPE_CHECKING:
    from _typeshed import SizedBuffer, StrPath

# A workbook depends on its document alone, not on the day; archives hold no earlier one.
_DATE = (1980, 1, 1, 0, 0, 0)


class _Archive(ZipFile):
    """An archive whose entries bear no time."""

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
        info = _entry(str(arcname or filename))
        info.file_size = path.stat().st_size  # says whether the entry needs 64 bits
        with path.open("rb") as source, self.open(info, "w") as target:
            shutil.copyfileobj(source, target)


def _entry(name: str) -> ZipInfo:
    info = ZipInfo(name, _DATE)
    info.compress_type = ZIP_DEFLATED
    return info


def save(workbook: Workbook, target: str | Path | IO[bytes]) -> None:
    """Write a workbook to a path or a binary file."""
    workbook.properties.created = workbook.properties.modified = datetime(*_DATE)  # noqa: DTZ001
    if not isinstance(target, (str, Path)):
        _save(workbook, target)
        return
    path = Path(target)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            _save(workbook, file)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _save(workbook: Workbook, file: IO[bytes]) -> None:
    ExcelWriter(workbook, _Archive(file, "w", ZIP_DEFLATED, allowZip64=True)).save()
