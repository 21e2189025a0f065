"""Lines of a table's body → tokens: figures, dashes, pieces of text, each with its place."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from juesuan.readers.source import Line
from juesuan.tables.signs import count_numbers, is_like_amount, pieces


class Token(msgspec.Struct, frozen=True):
    """A token of a line: `plain` for comparing, `printed` as it stands in the document.

    `kind` is number, dash, text, or unreadable: what stands in the place of a figure and cannot be
    read as one. `start` is its place in the line. `unit` is the unit of money that is printed at a
    figure, or in a cell behind it; "" where the table's holds.
    """

    kind: str
    plain: str
    printed: str
    line: Line
    first_in_line: bool
    start: int = 0
    unit: str = ""

    @property
    def is_integer(self) -> bool:
        """Digits only: a code, a line number, or an amount without decimals."""
        return self.kind == "number" and self.plain.isdigit()

    @property
    def is_lone(self) -> bool:
        """A small whole number, not 0, alone in its line: a page's number looks like this."""
        small = self.is_integer and len(self.plain) <= 3 and int(self.plain) > 0
        return small and self.line.compact == self.plain

    @property
    def hides_amount(self) -> bool:
        """It is no figure, yet holds a number like an amount, run together with other signs."""
        return self.kind in ("text", "unreadable") and self.is_like_amount

    @property
    def is_like_amount(self) -> bool:
        """It holds a number with decimals, groups or many digits."""
        return is_like_amount(self.plain)

    @property
    def numbers(self) -> int:
        """How many numbers the token holds, as `count_numbers` counts them."""
        return count_numbers(self.plain)


def tokenize(lines: Iterable[Line]) -> list[Token]:
    """The tokens of the lines in reading order."""
    tokens: list[Token] = []
    for line in lines:
        for position, piece in enumerate(pieces(line.plain)):
            printed = line.printed[piece.start : piece.end]
            place = position == 0, piece.start
            tokens.append(Token(piece.kind, piece.plain, printed, line, *place, piece.unit))
    return tokens
