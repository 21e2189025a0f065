"""How many cells were read, and when these are too many."""

from __future__ import annotations

from juesuan.errors import UnreadableDocument


class Counter:
    """Counts filled cells and merged ranges up to a limit."""

    def __init__(self, source: str, limit: int) -> None:
        self._source = source
        self._limit = limit
        self._count = 0

    def count(self, more: int = 1) -> None:
        """Count more cells; raises `UnreadableDocument` beyond the limit."""
        self._count += more
        if self._count > self._limit:
            raise UnreadableDocument(
                f"the workbook has more than {self._limit:,} cells",
                source=self._source,
                hint="No account has so many; if this one does, raise juesuan.Limits(cells=…).",
            )
