"""Text from documents as cells: it stays text, whatever it looks like.

A cell's text is never a formula, an error value or an escape sequence. What XML or a spreadsheet
cannot hold is taken out and counted.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ERROR_CODES

# Neither XML 1.0 nor a cell holds these; a carriage return does not survive XML.
_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# Spreadsheets read _x0041_ as A.
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
# In UTF-16 units, as spreadsheets count.
LONGEST = 32_767
_STARTS = ("=", "+", "-", "@")


@dataclass
class Cleaner:
    """Makes text fit for cells, and remembers how many characters of which sheet were lost."""

    lost: Counter[str] = field(default_factory=Counter)

    def clean(self, text: str, sheet: str) -> str:
        """The text without what no cell can hold."""
        text = text.replace("\r\n", "\n")
        kept = _ILLEGAL.sub("", text)
        escaped = _ESCAPE.sub("_x005F_", kept)
        short = _shortened(escaped)
        if lost := len(text) - len(kept) + len(escaped) - len(short):
            self.lost[sheet] += lost
        return short


def _shortened(text: str) -> str:
    if len(text) * 2 <= LONGEST:
        return text
    data = text.encode("utf-16-le")
    return text if len(data) <= 2 * LONGEST else data[: 2 * LONGEST].decode("utf-16-le", "ignore")


def looks_live(text: str) -> bool:
    """A spreadsheet could take the text for a formula or an error value."""
    return text.startswith(_STARTS) or text in ERROR_CODES


def put_text(cell: Cell | WriteOnlyCell, text: str) -> None:
    """Put cleaned text into a cell, as text."""
    cell.value = text or None
    if text and looks_live(text):
        cell.data_type = "s"
        cell.quotePrefix = True
