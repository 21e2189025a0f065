"""Where things lie, seen from a page: the source of a document, its workbook and cells of it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, quote_from_bytes

# What a browser opens by its address alone.
_WEB = ("http://", "https://")


@dataclass(frozen=True)
class Links:
    """The source, the workbook and the list of all documents as addresses; None for none.

    `cells` are the places of its findings in the workbook by rank, as in a formula.
    """

    source: str | None = None
    workbook: str | None = None
    index: str | None = None
    cells: Mapping[int, str] = field(default_factory=dict)

    def page(self, number: int | None) -> str | None:
        """The address of a page of the source."""
        return self.source and f"{self.source}#page={number}" if number else self.source

    def cell(self, rank: int) -> str | None:
        """The address of a finding in the workbook."""
        place = self.cells.get(rank)
        return f"{self.workbook}#{quote(place)}" if self.workbook and place else self.workbook


NOWHERE = Links()


def address(path: str, folder: Path) -> str | None:
    """The address of a file, seen from a folder, so that both may move together.

    None for what no browser opens, such as an object of a store.
    """
    if path.startswith(_WEB):
        return path
    if "://" in path:
        return None
    try:
        seen = os.path.relpath(path, folder)
    except ValueError:  # on another drive of Windows
        return Path(path).resolve().as_uri()
    return quote_from_bytes(os.fsencode(seen.replace(os.sep, "/")))
