"""Names, words, layouts and colours of the sheets, from `vocabulary.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def words() -> dict[str, Any]:
    """The data file as it stands."""
    text = (files("juesuan.workbook") / "vocabulary.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def sheet_names() -> dict[str, str]:
    """The sheet's name of each frame, in the order of the sheets."""
    sheets = words()["sheets"]
    return {**sheets["always"], **sheets["filled"]}


def is_export(names: set[str]) -> bool:
    """These names of sheets are those of a workbook that juesuan wrote."""
    return names.issuperset(words()["sheets"]["always"].values())


def chinese(frame: str, column: str) -> str:
    """The Chinese name of a frame's column; its own name where the data file has none."""
    names: dict[str, str] = words()["columns"]
    return names.get(f"{frame}.{column}", names.get(column, column))
