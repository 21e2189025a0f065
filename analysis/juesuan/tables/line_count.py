"""The count of 行次: which numbers of a numbered form are those of its lines."""

from __future__ import annotations

from juesuan.catalogue.terms import SIDES
from juesuan.tables.tokens import Token

# So many line numbers may be lost in a row before the count is given up.
_LOST_NUMBERS = 4
# A form has so many blocks beside each other at least.
_FEWEST = 2
# No form has more lines than this.
_MOST_LINES = 200

Following = tuple[Token | None, Token | None]


class LineCount:
    """The last line number of each side.

    Each printed row is [name] number [figures] on the left and again on the right; the right side
    counts on from the left side's end, at a distance that its first number shows. Some forms have
    a third block (`sides`) that counts on from there. `exact` says that amounts are printed with
    decimals, so that a whole number is none.
    """

    def __init__(self, *, exact: bool) -> None:
        self.exact = exact
        self.sides = SIDES[:_FEWEST]
        self.last = dict.fromkeys(SIDES, 0)
        self.distances: dict[str, int] = {}  # from the side before it
        self.side = SIDES[0]  # of the next line, if the rows are whole

    def beside(self, blocks: int) -> None:
        """So many blocks with line numbers stand beside each other."""
        self.sides = SIDES[: max(blocks, _FEWEST)]

    def names(self, token: Token, side: str | None) -> bool:
        """The first number behind a name, of a line on this side where that is known."""
        value = int(token.plain) if token.is_integer else 0
        if not 0 < value <= _MOST_LINES:
            return False
        return self.exact or any(self._is_next(value, each) for each in _sides(side))

    def expects(self, token: Token, side: str | None) -> bool:
        """It is exactly the next number of this side."""
        return any(token.plain == str(self._expected(each)) for each in _sides(side))

    def is_beside(self, token: Token, side: str) -> bool:
        """It is the next number of the left side, where the name is one of the right side."""
        return (
            side == "expenditure"
            and not self.expects(token, side)
            and (self.side == "income" and self.expects(token, "income"))
        )

    def counts_on(self, token: Token, following: Following) -> str | None:
        """The side whose line without a name has this number.

        No figures stand behind it: `following` are the next token and the first number behind the
        next text. Where a name follows that has the same number, this one was an amount.
        """
        if not token.is_integer:
            return None
        value = int(token.plain)
        behind, later = following
        for side in (self.side, *(each for each in self.sides if each != self.side)):
            expected = self._expected(side)
            if behind is not None and behind.kind == "text":
                alone = later is None or later.plain != token.plain
            else:
                alone = behind is None or self._goes_on(value, side, behind)
            if expected and alone and (value == expected or self._skips(value, side, following)):
                return side
        return None

    def take(self, value: int, side: str | None) -> str:
        """Count a line; its side is told by the number where the name does not tell it."""
        if side is None:
            every = (self.side, *(each for each in self.sides if each != self.side))
            side = next((each for each in every if self._expected(each) == value), self.side)
        before = self.sides[self.sides.index(side) - 1] if side in self.sides[1:] else None
        if before and side not in self.distances and self.last[before]:
            self.distances[side] = value - self.last[before]
        self.last[side] = value
        self.side = self._after(side)
        return side

    def _after(self, side: str) -> str:
        """The side of the next line in a row, or of the first one in the next row."""
        at = self.sides.index(side) if side in self.sides else -1
        return self.sides[(at + 1) % len(self.sides)]

    def _beside(self, value: int, side: str) -> int | None:
        """The number of the line behind the one with this number; None where it is not known."""
        after = self._after(side)
        if after != self.sides[0]:
            return value + self.distances[after] if after in self.distances else None
        known = len(self.distances) == len(self.sides) - 1
        return value - sum(self.distances.values()) + 1 if known else None

    def _expected(self, side: str) -> int | None:
        if side == "income" or self.last[side]:
            return self.last[side] + 1
        return None

    def _is_next(self, value: int, side: str) -> bool:
        expected = self._expected(side)
        if expected is None:
            return value > self.last["income"]
        return expected <= value <= expected + _LOST_NUMBERS

    def _goes_on(self, value: int, side: str, behind: Token) -> bool:
        """The number behind an empty line is that of the line beside it."""
        if not behind.is_integer:
            return False
        beside = self._beside(value, side)
        if beside is None:
            return side == self.sides[0] and int(behind.plain) > value
        return int(behind.plain) == beside

    def _skips(self, value: int, side: str, following: Following) -> bool:
        """Lines were lost before it, yet the number beside it agrees."""
        behind, _ = following
        expected = self._expected(side)
        near = expected is not None and expected < value <= expected + _LOST_NUMBERS
        return (
            near
            and self._beside(value, side) is not None
            and behind is not None
            and (self._goes_on(value, side, behind))
        )


def _sides(side: str | None) -> tuple[str, ...]:
    return (side,) if side else SIDES
