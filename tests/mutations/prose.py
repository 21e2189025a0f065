"""Figures of the prose, each where it is printed, and changes of one of them."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

NUMBER = re.compile(r"\d[\d,]*\.?\d*")
UNITS = ("%", "分")


class Figure(NamedTuple):
    """An amount, percent or score of the prose: its line (from 1), its place there, its words."""

    row: int
    start: int
    words: str
    subject: str


def figures(text: str, claims: pd.DataFrame) -> Iterator[Figure]:
    """The figures of the claims, those of counts left out."""
    lines, seen = text.split("\n"), Counter()
    for claim in claims[claims["value"].notna()].to_dict("records"):
        row, value = int(claim["row"]), abs(claim["value"])
        equal = [
            match
            for match in NUMBER.finditer(lines[row - 1])
            if abs(float(match[0].replace(",", "")) - value) < 1e-9
        ]
        place, seen[row, value] = seen[row, value], seen[row, value] + 1
        if place < len(equal) and (pd.notna(claim["value_fen"]) or claim["unit"] in UNITS):
            found = equal[place]
            yield Figure(row, found.start(), found[0], str(claim["subject"]))


def first_digit(words: str) -> str:
    """The figure with its first digit that is not 0 one higher."""
    digits = [n for n, sign in enumerate(words) if sign.isdigit()]
    at = next((n for n in digits if words[n] != "0"), digits[0])
    return words[:at] + str((int(words[at]) + 1) % 10 or 8) + words[at + 1 :]


def last_digit(words: str) -> str:
    """The figure with its last digit three higher."""
    return words[:-1] + str((int(words[-1]) + 3) % 10)


def transposed(words: str) -> str:
    """The figure with its first two unequal neighbours exchanged."""
    for at, (one, two) in enumerate(pairwise(words)):
        if one != two and one.isdigit() and two.isdigit():
            return words[:at] + two + one + words[at + 2 :]
    return first_digit(words)


CHANGES = {"first": first_digit, "last": last_digit, "transposed": transposed}


def changed(text: str, figure: Figure, words: str) -> str:
    """The text with one figure replaced."""
    lines = text.split("\n")
    line = lines[figure.row - 1]
    end = figure.start + len(figure.words)
    lines[figure.row - 1] = line[: figure.start] + words + line[end:]
    return "\n".join(lines)
