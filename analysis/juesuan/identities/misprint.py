"""Figures that may be misprints of each other."""

from __future__ import annotations


def misprinted(one: float, other: float, digits: int = 2) -> bool:
    """Whether a figure of at least so many digits may be a misprint of another.

    It is where one digit differs, two changed places, or the point stands elsewhere.

    >>> misprinted(65.47, 75.47), misprinted(65.47, 64.57), misprinted(65.47, 654.7)
    (True, True, True)
    >>> misprinted(65.47, 35.49), misprinted(5.0, 0.0)
    (False, False)
    """
    first, second = f"{one:.6f}", f"{other:.6f}"
    bare, again = (text.replace(".", "").strip("0") for text in (first, second))
    if not one or not other or min(len(bare), len(again)) < digits:
        return False
    if bare == again:
        return True
    if len(first) != len(second):
        return False
    apart = [at for at, (a, b) in enumerate(zip(first, second, strict=True)) if a != b]
    swapped = len(apart) == 2 and sorted(first) == sorted(second)
    return len(apart) == 1 or swapped
