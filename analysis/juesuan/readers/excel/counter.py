"""How much of a workbook was read, and when it is too much."""

from __future__ import annotations

from juesuan.catalogue.faults import fault
from juesuan.errors import UnreadableDocument
from juesuan.readers.limits import Limits


class Counter:
    """Counts filled cells and merged ranges up to a limit."""

    def __init__(self, source: str, limits: Limits) -> None:
        self._source = source
        self._limits = limits
        self._cells = 0

    def sheets(self, count: int) -> None:
        """Take the number of sheets; raises `UnreadableDocument` beyond the limit."""
        if count > self._limits.sheets:
            raise UnreadableDocument(
                fault("too_many_sheets", count=count, limit=self._limits.sheets),
                source=self._source,
            )

    def cell(self) -> None:
        """Count a cell more; raises `UnreadableDocument` beyond the limit."""
        self._cells += 1
        if self._cells > self._limits.cells:
            raise UnreadableDocument(
                fault("too_many_cells", limit=self._limits.cells), source=self._source
            )
