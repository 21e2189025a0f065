"""Headings that are printed again on the next page, in the middle of a table's body."""

from __future__ import annotations

from functools import cache

from juesuan.catalogue import tables, wording
from juesuan.readers.characters import bare


@cache
def _words(table: str) -> tuple[str, ...]:
    entry = tables()[table]
    words = {word for labels in entry.headings.values() for word in labels}
    words.update(entry.titles, wording().structure, wording().groups)
    return tuple(
        sorted((bare(word) for word in words), key=len, reverse=True)
    )


def without_heading(table: str, text: str) -> str:
    """Take a repeated heading off the front of a text; other text comes back as it is."""
    if not text.startswith(wording().repeated_header):
        return text
    while found := next((word for word in _words(table) if text.startswith(word)), None):
        text = text[len(found) :]
    return text
