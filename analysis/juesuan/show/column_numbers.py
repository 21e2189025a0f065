"""Which tables number their columns in print (栏次)."""

from __future__ import annotations

import re

import pandas as pd

from juesuan.catalogue import tables
from juesuan.catalogue.layouts import layouts
from juesuan.schema.candidates import parted
from juesuan.schema.plain_rows import plain_rows
from juesuan.show.official_layout import Row

_NUMBER = re.compile(r"\d+")
# Fewer columns are numbered by chance: a year and the number of a form stand above every table.
_ENOUGH = 3


def numbered_tables(frame: pd.DataFrame) -> set[str]:
    """The keys of the tables, of a document's frame `tables`, whose columns are numbered.

    Headings and notes of such a table hold a number for each column beside those of its title; a
    document has such numbers nowhere, or also at a table of many columns. The two blocks that a
    sheet makes of one printed column have none.
    """
    entries = [row for row in plain_rows(frame) if row["table"] in tables()]
    found = {row["table"] for row in entries if _spare(row) >= _columns(row)}
    many = any(row["table"] in found for row in entries if _columns(row) >= _ENOUGH)
    return found - layouts().sheet.blocks.keys() if many else set()


def _columns(row: Row) -> int:
    return len(parted(row["measures"]) or tables()[row["table"]].measures)


def _spare(row: Row) -> int:
    """The numbers in a table's headings and notes that its title does not explain."""
    return (row["other_numbers"] or 0) - len(_NUMBER.findall(row["title"] or ""))
