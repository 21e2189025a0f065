"""Accounts in which a block of rows stands one row off its names."""

from dataclasses import replace
from random import Random

from .account import Account

# Shorter blocks may hold rows that are alike.
LEAST = 3


def shifted(account: Account, table: str, rng: Random) -> tuple[Account, list[str]] | None:
    """The account, its figures one row too low or too high within a block, and the block's codes.

    None where the table has too few rows, or a shift would change none of them.
    """
    codes = account.codes(table)
    if len(codes) < LEAST:
        return None
    size = rng.randint(LEAST, min(len(codes), 9))
    first = rng.randint(0, len(codes) - size)
    by = rng.choice((1, -1))
    block = codes[first : first + size]
    figures = {
        cell: n for cell, n in account.figures.items() if cell[0] != table or cell[2] not in block
    }
    for at, code in enumerate(block):
        source = block[(at - by) % size]
        for (name, side, key, measure), number in account.figures.items():
            if name == table and key == source:
                figures[name, side, code, measure] = number
    if figures == account.figures:
        return None
    return replace(account, figures=figures), block
