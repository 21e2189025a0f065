"""How many decimals the figures of a table have, by which odd ones are told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from juesuan.catalogue.problems import problem
from juesuan.tables.reading import TableReading, at_token
from juesuan.tables.tokens import Token

# So many figures with decimals show the habit of a table, where at most one in so many is odd.
_FEWEST = 3
_ODD_ONE_IN = 4
# Among so many figures some end in 0, unless these zeros are dropped.
_MANY = 30


def decimals_of(token: Token) -> int:
    """The decimals of a number."""
    return len(token.plain.rstrip(")").partition(".")[2].strip())


def common_decimals(tokens: Iterable[Token]) -> int:
    """How many decimals nearly all exact figures of a table have; 0 where there is no habit."""
    counts = Counter(
        decimals_of(token) for token in tokens if token.kind == "number" and "." in token.plain
    )
    if not counts:
        return 0
    decimals, count = counts.most_common(1)[0]
    odd = counts.total() - count
    return decimals if count >= _FEWEST and _ODD_ONE_IN * odd <= counts.total() else 0


def odd_decimals(read: Sequence[TableReading]) -> None:
    """Say of the one figure of a table that has more or fewer decimals than all others.

    Where the document drops zeros at the end, fewer decimals are no sign of anything.
    """
    exact = [_exact(reading) for reading in read]
    ends = [token.plain[-1] for own in exact for token in own]
    drops_zeros = len(ends) >= _MANY and "0" not in ends
    for reading, tokens in zip(read, exact, strict=True):
        counts = Counter(map(decimals_of, tokens))
        usual, count = counts.most_common(1)[0] if counts else (0, 0)
        odd = [token for token in tokens if decimals_of(token) != usual]
        if len(odd) != 1 or count < _FEWEST:
            continue
        decimals = decimals_of(odd[0])
        # Sheets drop zeros at the end, unless the format of their numbers shows some.
        shown = any(token.plain[-1] == "0" for token in tokens if token is not odd[0])
        if decimals > usual or not (drops_zeros or (odd[0].line.address and not shown)):
            said = problem("decimals_odd", decimals=decimals, usual=usual)
            reading.problems.append(at_token(said, reading.key, odd[0]))


def _exact(reading: TableReading) -> list[Token]:
    """The figures of a table but its zeros, which are printed short; none if none has decimals."""
    tokens = [
        figure.token
        for row in reading.printed
        if row.fits
        for figure in row.figures
        if figure.money.fen
    ]
    return tokens if any("." in token.plain for token in tokens) else []
