"""The signs that what a pattern finds can begin with."""

from __future__ import annotations

import re
from collections.abc import Iterable
from re import _parser  # type: ignore[attr-defined]  # the only reader of patterns that Python has
from typing import Any, TypeAlias

# The first signs of a piece of a pattern, None for any sign, and whether it may be empty.
First: TypeAlias = "tuple[set[str] | None, bool]"
# What stands in a pattern and takes no sign.
_WITHOUT = frozenset(("ASSERT", "ASSERT_NOT", "AT"))
_REPEATS = frozenset(("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"))


def first_signs(patterns: Iterable[str]) -> str:
    """A character class of the signs that matches of the patterns begin with.

    Raises ValueError for a pattern that may begin with any sign, or be empty.

    >>> first_signs(["(?<!不)(?:增加|减少)", "[0-9]元"])
    '[0-9减增]'
    """
    signs: set[str] = set()
    for pattern in patterns:
        own, empty = _of_sequence(_parser.parse(pattern))
        if empty or own is None:
            raise ValueError(f"a mark may begin with any sign, or be empty: {pattern!r}")
        signs |= own
    return f"[{''.join(sorted(signs))}]"


def _of_sequence(tree: Iterable[tuple[Any, Any]]) -> First:
    signs: set[str] = set()
    for operation, value in tree:
        own, empty = _of_one(str(operation), value)
        if own is None:
            return None, False
        signs |= own
        if not empty:
            return signs, False
    return signs, True


def _of_one(operation: str, value: Any) -> First:
    found: First = None, False
    if operation in _WITHOUT:
        found = set(), True
    elif operation == "LITERAL":
        found = {re.escape(chr(value))}, False
    elif operation == "IN" and all(str(kind) in ("LITERAL", "RANGE") for kind, _ in value):
        found = {_written(each) for _, each in value}, False
    elif operation in _REPEATS:
        signs, empty = _of_sequence(value[2])
        found = signs, empty or value[0] == 0
    elif operation == "SUBPATTERN":
        found = _of_sequence(value[3])
    elif operation == "BRANCH":
        found = _of_branches([_of_sequence(branch) for branch in value[1]])
    return found


def _of_branches(branches: list[First]) -> First:
    signs: set[str] = set()
    for own, _ in branches:
        if own is None:
            return None, False
        signs |= own
    return signs, any(empty for _, empty in branches)


def _written(sign: Any) -> str:
    """A sign or a range of signs as it stands in a character class."""
    if isinstance(sign, tuple):
        return "-".join(re.escape(chr(end)) for end in sign)
    return re.escape(chr(sign))
