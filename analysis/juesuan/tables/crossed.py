"""The columns of a table by two classifications as its text names them, in their order."""

from __future__ import annotations

from collections.abc import Sequence

from juesuan.catalogue import Table
from juesuan.catalogue.levels import TOTAL
from juesuan.readers.characters import bare
from juesuan.readers.source import Line
from juesuan.tables.form_words import Words
from juesuan.tables.recogniser import is_count, recogniser


def crossed_columns(table: Table, heading: Sequence[Line]) -> tuple[str, ...]:
    """The measures that a heading's lines name from left to right; none where they do not tell.

    The 类 stand in one line, and in the next one for each that has 款 a 小计 and these.
    """
    words = recogniser(table).words
    rows = [[bare(word) for word in line.plain.split()] for line in heading]
    texts = [text for row in rows if not is_count(row) for text in row]
    above, below = _levels(words, texts)
    columns: list[str | None] = []
    for name in above:
        whole = words.measure([name])
        own = [words.measure([name, text]) for text in below[0]] if below else []
        if whole != TOTAL and own and all(own):
            columns += own
            del below[0]
        else:
            columns.append(whole)
    told = tuple(column for column in columns if column)
    is_whole = not below and len(set(told)) == len(columns)
    return told if is_whole and any(map(str.isdigit, told)) else ()


def _levels(words: Words, texts: Sequence[str]) -> tuple[list[str], list[list[str]]]:
    """The headings of the first line, and those below them in groups that a 小计 begins."""
    above: list[str] = []
    below: list[list[str]] = []
    for text in texts:
        if above and text in words.general:
            below.append([text])
        elif below:
            below[-1].append(text)
        elif text not in words.structural or words.measure([text]):
            above.append(text)
    return above, below
