"""Figures broken over two lines, and figures run together with the code behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec.structs import replace

from juesuan.catalogue import Table, wording
from juesuan.tables.decimals import common_decimals, decimals_of
from juesuan.tables.recogniser import Recogniser, recogniser
from juesuan.tables.tokens import Token

# A figure with so many decimals more than the others has swallowed what stands behind it.
_SWALLOWED = 3


def whole_figures(table: Table, tokens: Sequence[Token]) -> list[Token]:
    """The tokens with broken figures joined, and codes told from the figures they stick to.

    Only the decimals that nearly all figures of the table have can tell; without this habit
    nothing is changed.
    """
    decimals = common_decimals(tokens)
    if not decimals:
        return list(tokens)
    numbered = any(wording().headers.line_number in token.plain for token in tokens)
    joined = list(_joined(tokens, decimals, numbered=numbered))
    return list(_apart(recogniser(table), joined, decimals))


@cache
def _whole(decimals: int) -> re.Pattern[str]:
    """A figure with so many decimals, and what sticks to its end."""
    return re.compile(
        rf"(?P<figure>-?(?:[1-9]\d{{0,2}}(?:,\d{{3}})+|0|[1-9]\d*)\.\d{{{decimals}}})(?P<rest>\d*)"
    )


def _is_whole(text: str, decimals: int) -> bool:
    match = _whole(decimals).fullmatch(text)
    return match is not None and not match["rest"]


def _joined(tokens: Sequence[Token], decimals: int, *, numbered: bool) -> Iterator[Token]:
    """Join the end of a line and the beginning of the next where only both are a figure.

    In a form with line numbers (行次) a whole number that begins a line is one of these.
    """
    held: Token | None = None
    for token in tokens:
        if (
            held is not None
            and _goes_on(held, token, decimals)
            and not (numbered and token.is_integer)
        ):
            plain, printed = held.plain + token.plain, held.printed + token.printed
            yield replace(held, kind="number", plain=plain, printed=printed)
            held = None
            continue
        if held is not None:
            yield held
        held = token
    if held is not None:
        yield held


def _goes_on(token: Token, behind: Token, decimals: int) -> bool:
    figures = {"number", "unreadable"}.issuperset((token.kind, behind.kind))
    if not figures or token.first_in_line or not behind.first_in_line:
        return False
    return not _is_whole(behind.plain, decimals) and _is_whole(token.plain + behind.plain, decimals)


def _apart(known: Recogniser, tokens: Sequence[Token], decimals: int) -> Iterator[Token]:
    """Take codes off the figures in front of them; other figures that are too long are none."""
    for token, behind in zip(tokens, [*tokens[1:], None], strict=True):
        if token.kind != "number" or decimals_of(token) < decimals + _SWALLOWED:
            yield token
            continue
        match = _whole(decimals).fullmatch(token.plain)
        code = known.code(match["rest"]) if match else ""
        if match and code and known.names_of_code(code) and behind and behind.kind == "text":
            at = len(token.printed) - len(code)
            yield replace(token, plain=match["figure"], printed=token.printed[:at])
            yield Token("number", code, token.printed[at:], token.line, first_in_line=False)
        else:
            yield replace(token, kind="unreadable")
