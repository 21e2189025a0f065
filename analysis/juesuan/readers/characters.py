"""One character for each meaning: half-width forms, unified ideographs, plain spaces.

The mapping is one to one, so that positions in the plain text are positions in the printed one.
"""

from __future__ import annotations

import unicodedata
from functools import cache

# Whole blocks whose compatibility form is the same sign in another width or encoding:
# full-width ASCII, Kangxi radicals, CJK radicals, compatibility ideographs.
_BLOCKS = ((0xFF01, 0xFF5E), (0x2E80, 0x2FDF), (0xF900, 0xFAFF))
# Minus signs and dashes that stand for a minus or for "nothing".
_DASHES = "‐‑‒–—―−－─"
_SPACES = "\u3000\u00a0\u2002\u2003\u2009\t|\u200b\ufeff│┃"
_QUOTES = "“”‘’\"'＂＇「」『』〝〞"


@cache
def _plain() -> dict[int, str]:
    table: dict[int, str] = {}
    for first, last in _BLOCKS:
        for point in range(first, last + 1):
            form = unicodedata.normalize("NFKC", chr(point))
            if len(form) == 1 and form != chr(point):
                table[point] = form
    table.update({ord(dash): "-" for dash in _DASHES})
    table.update({ord(space): " " for space in _SPACES})
    table.update({ord(quote): '"' for quote in _QUOTES})
    table[ord("．")] = "."
    return table


def plain(text: str) -> str:
    """The text with every sign in its plain form; as long as the text given."""
    return text.translate(_plain())


def compact(text: str) -> str:
    """A plain text without its spaces."""
    return "".join(text.split())


def unquoted(text: str) -> str:
    """A plain text without quotation marks, which differ from printer to printer."""
    return text.replace('"', "")


def bare(text: str) -> str:
    """A text in plain characters without spaces and quotation marks: for comparing wordings."""
    return unquoted(compact(plain(text)))
