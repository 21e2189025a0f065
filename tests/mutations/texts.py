"""Changes made in the printed text: a figure's token on its line replaced by another."""

import re

import pandas as pd

from .changes import Change


def token_of(raw: str, fen: int, precision: int, finest: int) -> str:
    """The figure as its document prints it: with the decimals of `raw`, or more if it needs them.

    `precision` is one unit of the last digit of `raw`, `finest` that of the table, both in 分.
    """
    decimals = len(raw.partition(".")[2])
    unit = precision
    while fen % unit or (unit > finest and decimals == 0):
        unit //= 10
        decimals += 1
    whole, part = divmod(abs(fen) // unit, 10**decimals)
    digits = f"{whole:,}" if "," in raw else str(whole)
    tail = f".{part:0{decimals}d}" if decimals else ""
    return ("-" if fen < 0 else "") + digits + tail


def changed_text(text: str, amounts: pd.DataFrame, change: Change) -> str:
    """The text with the figure of one amount changed.

    Of equal tokens on a line the one is taken that is as many from the left as the amount is among
    the equal amounts of the line.
    """
    at = change.cell.at
    row = amounts.iloc[at]
    (fen,) = (int(str(columns["amount_fen"])) for columns in change.new.values())
    finest = int(amounts["precision_fen"][amounts["table"].eq(row["table"])].min())
    token = token_of(row["raw"], fen, int(row["precision_fen"]), finest)
    equal = amounts["row"].eq(row["row"]) & amounts["raw"].eq(row["raw"])
    place = int(equal.iloc[:at].sum())
    lines = text.split("\n")
    line = lines[row["row"] - 1]
    found = list(re.finditer(rf"(?<![\d.,]){re.escape(row['raw'])}(?![\d.,])", line))
    start, end = found[place].span()
    lines[row["row"] - 1] = line[:start] + token + line[end:]
    return "\n".join(lines)
