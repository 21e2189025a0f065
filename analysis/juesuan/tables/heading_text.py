"""Headings that are printed again on the next page, in the middle of a table's body."""

from __future__ import annotations

from collections.abc import Sequence

from juesuan.catalogue import Table
from juesuan.tables.recogniser import counting, recogniser
from juesuan.tables.rows import joined
from juesuan.tables.tokens import Token

# A heading has so many characters at least, or its text could be a row's.
_SHORTEST_HEADING = 6


def heading_parts(table: Table, pieces: Sequence[str]) -> list[int]:
    """How many characters at the front of each piece belong to a heading that begins with one."""
    known = recogniser(table)
    parts: list[int] = []
    left = 0  # of a heading that has begun
    for at, piece in enumerate(pieces):
        left = left or known.heading_length("".join(pieces[at:]))
        parts.append(min(left, len(piece)))
        left -= parts[-1]
    return parts


def without_repeats(tokens: Sequence[Token], header: str) -> tuple[list[Token], list[Token]]:
    """The tokens without the table's heading where it stands again, and what was taken out.

    `header` is the text that the first heading was found to be; its column numbers go with it.
    """
    length = _header_tokens(tokens, header)
    heading = joined(list(tokens[:length]))
    if len(header) < _SHORTEST_HEADING or len(heading) < len(header):
        return list(tokens), []
    kept = list(tokens[:length])
    again: list[Token] = []
    position = length
    while position < len(tokens):
        count = _stands_at(tokens, position, heading)
        again += tokens[position : position + count]
        kept += tokens[position : position + 1] if not count else []
        position += max(count, 1)
    return kept, again


def _header_tokens(tokens: Sequence[Token], header: str) -> int:
    """How many tokens the first heading is; 0 where it ends inside one."""
    text, length = "", 0
    while len(text) < len(header) and length < len(tokens):
        if tokens[length].kind == "text":
            text += joined([tokens[length]])
        length += 1
    if text != header:
        return 0
    number = next((t for t in reversed(tokens[:length]) if t.kind == "number"), None)
    last = int(number.plain) if number and number.is_integer else 0
    return length + counting((token.plain for token in tokens[length:]), last)


def _stands_at(tokens: Sequence[Token], position: int, heading: str) -> int:
    """How many tokens from a position on are the heading, 0 if they are not."""
    text, count = "", 0
    while len(text) < len(heading) and position + count < len(tokens):
        text += joined([tokens[position + count]])
        count += 1
        if not heading.startswith(text):
            return 0
    return count if text == heading else 0
