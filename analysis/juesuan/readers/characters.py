"""One character for each meaning: half-width forms, unified ideographs, plain spaces.

The mapping is one to one, so that positions in the plain text are positions in the printed one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache, partial

from juesuan.catalogue.printed_signs import signs
from juesuan.catalogue.traditional import traditional

# Whole blocks whose compatibility form is the same sign in another width or encoding: full-width
# ASCII, Kangxi radicals, CJK radicals, compatibility ideographs, vertical and small forms, the
# digits of formulas.
_BLOCKS = (
    (0xFF01, 0xFF5E),
    (0xFFE0, 0xFFE6),
    (0x2E80, 0x2FDF),
    (0xF900, 0xFAFF),
    (0xFE10, 0xFE19),
    (0xFE35, 0xFE36),
    (0xFE50, 0xFE6B),
    (0x1D7CE, 0x1D7FF),
    (0x2F800, 0x2FA1D),
)
_BEYOND = 0x10000
_ANY_BEYOND = re.compile("[\U00010000-\U0010ffff]")
# The texts of cells are short, and the same ones are compared again and again.
_SHORT = 40


@cache
def _plain() -> dict[int, str]:
    table: dict[int, str] = {}
    simplified = traditional()
    for first, last in _BLOCKS:
        for point in range(first, last + 1):
            form = unicodedata.normalize("NFKC", chr(point))
            if len(form) == 1 and form != chr(point):
                table[point] = simplified.get(form, form)
    known = signs()
    table.update(zip(map(ord, known.radicals), known.ideographs, strict=True))
    table.update({ord(dash): "-" for dash in known.dashes})
    table.update({ord(space): " " for space in known.spaces})
    table.update({ord(quote): '"' for quote in known.quotes})
    table.update({ord(sign): plain_sign for sign, plain_sign in simplified.items()})
    return table


@cache
def _replacing() -> Callable[[str], str]:
    """A search for the few signs that change takes a third of the time of `str.translate`.

    With signs beyond the basic plane it would take ten times as long.
    """
    forms = {chr(point): form for point, form in _plain().items() if point < _BEYOND}
    changing = re.compile(f"[{re.escape(''.join(forms))}]")
    return partial(changing.sub, lambda sign: forms[sign[0]])


def plain(printed: str) -> str:
    """The text with every sign in its plain form; as long as the text given."""
    if not printed.isascii() and _ANY_BEYOND.search(printed):
        return printed.translate(_plain())
    return _replacing()(printed)


def compact(words: str) -> str:
    """A plain text without its spaces."""
    return "".join(words.split())


def unquoted(words: str) -> str:
    """A plain text without quotation marks, which differ from printer to printer."""
    return words.replace('"', "")


@lru_cache(maxsize=1 << 14)
def _bare(words: str) -> str:
    return unquoted(compact(plain(words)))


def bare(words: str) -> str:
    """A text in plain characters without spaces and quotation marks: for comparing wordings."""
    return _bare(words) if len(words) < _SHORT else unquoted(compact(plain(words)))
