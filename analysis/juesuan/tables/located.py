"""A table where it stands in the document, before it is read."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from juesuan.catalogue import Table
from juesuan.readers.source import Line
from juesuan.tables.sheets.grid_sheets import Sheet


class Located(msgspec.Struct, frozen=True):
    """The lines of a table and those of its title, and the rows of its grids among them.

    `table` is the form that its title names; `unit` is the document's, for where the table prints
    none. `page_numbers` are lines that are known to hold a page's number.
    """

    table: Table
    title: str
    title_lines: tuple[Line, ...]
    lines: tuple[Line, ...]
    sheets: tuple[Sheet, ...]
    unit: str | None = None
    page_numbers: frozenset[Line] = frozenset()

    def and_on(self, later: Located) -> Located:
        """The table together with what goes on with it under a title of its own."""
        return replace(
            self,
            title_lines=self.title_lines + later.title_lines,
            lines=self.lines + later.lines,
            sheets=self.sheets + later.sheets,
        )
