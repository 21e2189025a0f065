"""The count of 行次: which numbers of a numbered form are those of its lines."""

from __future__ import annotations

from juesuan.catalogue.terms import SIDES
from juesuan.tables.tokens import Token

# So many line numbers may be lost in a row before the count is given up.
_LOST_NUMBERS = 4
# No form has more lines than this.
_MOST_LINES = 200

Following = tuple[Token | None, Token | None]


class LineCount:
    """The last line number of either side.

    Each printed row is [name] number [figures] on the left and again on the right; the right side
    counts on from the left side's end, at a distance that its first number shows. `exact` says
    that amounts are printed with decimals, so that a whole number is none.
    """

    def __init__(self, *, exact: bool) -> None:
        self.exact = exact
        self.last = dict.fromkeys(SIDES, 0)
        self.distance: int | None = None
        self.side = "income"  # of the next line, if the rows are whole

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
        for side in (self.side, _other(self.side)):
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
            either = (self.side, _other(self.side))
            side = next((each for each in either if self._expected(each) == value), self.side)
        if side == "expenditure" and self.distance is None and self.last["income"]:
            self.distance = value - self.last["income"]
        self.last[side] = value
        self.side = _other(side)
        return side

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
        if self.distance is None:
            return side == "income" and int(behind.plain) > value
        beside = value + self.distance if side == "income" else value - self.distance + 1
        return int(behind.plain) == beside

    def _skips(self, value: int, side: str, following: Following) -> bool:
        """Lines were lost before it, yet the number beside it agrees."""
        behind, _ = following
        expected = self._expected(side)
        near = expected is not None and expected < value <= expected + _LOST_NUMBERS
        return (
            near
            and self.distance is not None
            and behind is not None
            and (self._goes_on(value, side, behind))
        )


def _other(side: str) -> str:
    return "expenditure" if side == "income" else "income"


def _sides(side: str | None) -> tuple[str, ...]:
    return (side,) if side else SIDES
