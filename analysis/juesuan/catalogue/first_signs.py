"""The signs that what a pattern finds can begin with."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain
from re import _parser  # type: ignore[attr-defined]  # the only reader of patterns that Python has
from typing import Any, TypeAlias

# The first signs of a piece of a pattern, None for any sign, and whether it may be empty.
First: TypeAlias = "tuple[set[str] | None, bool]"
# What stands in a pattern and takes no sign.
_WITHOUT = frozenset(("ASSERT", "ASSERT_NOT", "AT"))
_REPEATS = frozenset(("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"))


def first_signs(pattern: str) -> set[str]:
    """The signs that what the pattern finds begins with.

    Raises ValueError for a pattern that may begin with any sign, or be empty.

    >>> sorted(first_signs("(?<!不)(?:增加|减少)|[1-3]元"))
    ['1', '2', '3', '减', '增']
    """
    signs, empty = _of_sequence(_parser.parse(pattern))
    if empty or signs is None:
        raise ValueError(f"a mark may begin with any sign, or be empty: {pattern!r}")
    return signs


def at_first_signs(pattern: str) -> re.Pattern[str]:
    """The pattern, tried only where a sign stands that it can begin with: much faster.

    Raises ValueError as `first_signs` does.
    """
    signs = "".join(sorted(map(re.escape, first_signs(pattern))))
    return re.compile(f"(?=[{signs}])(?:{pattern})")


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
        found = {chr(value)}, False
    elif operation == "IN" and all(str(kind) in ("LITERAL", "RANGE") for kind, _ in value):
        found = set(chain.from_iterable(_members(each) for _, each in value)), False
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


def _members(signs: Any) -> Iterable[str]:
    """The signs of a member of a character class: one, or those of a range."""
    first, last = signs if isinstance(signs, tuple) else (signs, signs)
    return map(chr, range(first, last + 1))
