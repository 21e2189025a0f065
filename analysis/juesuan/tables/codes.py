"""Which numbers of a coded table are codes: at a line's beginning, in parts, among amounts."""

from __future__ import annotations

from juesuan.catalogue import Table
from juesuan.catalogue.levels import HIGHEST, STEP, parent_of
from juesuan.tables.recogniser import recogniser
from juesuan.tables.tokens import Token


class Codes:
    """The codes of one classification as a table prints them, and those that it has had.

    `exact` says that amounts are printed with decimals, so that a whole number is none.
    """

    def __init__(self, table: Table, *, exact: bool) -> None:
        self._known = recogniser(table)
        self.exact = exact
        self._seen: set[str] = set()
        self._split = False  # codes come as 类 款 项 in three

    def take(self, code: str, numbers: list[Token]) -> None:
        """A row has this code, printed as these numbers."""
        self._seen.add(code)
        self._split = self._split or len(numbers) > 1

    def read(self, numbers: list[Token]) -> str:
        """The code that the numbers are; "" where they are none."""
        parts = [token.plain for token in numbers]
        short = all(len(part) <= STEP for part in parts[1:])
        return self._known.code(*parts) if short else ""

    def at_end(self, numbers: list[Token]) -> int:
        """How many of the last numbers are the code of the name behind them."""
        for used in (3, 2, 1):
            if used <= len(numbers) and (code := self.read(numbers[-used:])):
                alone = numbers[-1].first_in_line or len(numbers) == 1
                if self.is_due(code) or used > 1 or alone:
                    return used
        return 0

    def opening(self, numbers: list[Token], *, named: bool) -> int:
        """How many numbers are a new code that figures of its line stand right behind.

        `named` says that text in front of it may be its name.
        """
        for used in (3, 2, 1):
            code = self.read(numbers[:used]) if used < len(numbers) else ""
            whole = self.exact and len(code) > HIGHEST
            begins = numbers[0].first_in_line or whole or self._in_parts(numbers[:used])
            if not code or code in self._seen or not self.is_due(code) or not begins:
                continue
            behind = numbers[used]
            if behind.line is numbers[0].line and (named or not behind.is_integer):
                return used
        return 0

    def lost(self, numbers: list[Token]) -> int:
        """How many numbers in the place of amounts are a code that no row was found for."""
        for used in (3, 2):
            if self.read(numbers[:used]) and self._in_parts(numbers[:used]):
                return min(used, len(numbers))
        token = numbers[0]
        if token.is_integer and token.plain.startswith("0") and len(token.plain) > 1:
            return 1  # no amount begins so
        code = self.read([token])
        if not code or code in self._seen:
            return 0
        if self.exact:
            return int(len(code) > HIGHEST or token.first_in_line)
        # Among whole amounts only a code that is due here is one.
        due = token.first_in_line and not self._split and self.is_due(code)
        return int(due and len(code) > HIGHEST and bool(self._known.names_of_code(code)))

    def is_due(self, code: str) -> bool:
        """The code above it has been printed, or it is the highest itself."""
        return len(code) == HIGHEST or parent_of(code) in self._seen

    def _in_parts(self, numbers: list[Token]) -> bool:
        """Parts of a code, and no amounts: whole among exact ones, or with a zero in front."""
        zero = any(token.plain.startswith("0") and len(token.plain) == STEP for token in numbers)
        return len(numbers) > 1 and (self.exact or zero)
