"""The dictionaries that the words of suites stand in: a word that is in none is refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache

from juesuan.catalogue import frames, tables
from juesuan.catalogue.detail_wording import detail_wording
from juesuan.catalogue.lexicon import lexicon
from juesuan.catalogue.phrases import phrases
from juesuan.catalogue.strict import nearest
from juesuan.catalogue.terms import QUANTITIES, ROLES


def refuse(key: str, value: object, allowed: Collection[str], what: str) -> None:
    """Refuse a value of an argument that is not one of these words. Raises ValueError."""
    if value not in allowed:
        raise ValueError(f"{key}: there is no {what} {value!r}{nearest(str(value), allowed)}")


def refuse_table(key: str, value: str, *, coded: bool = False) -> None:
    """Refuse what is no table, or no table whose rows have codes."""
    refuse(key, value, tables(), "table")
    if coded and not tables()[value].codes:
        those = [name for name, table in tables().items() if table.codes]
        raise ValueError(f"{key}: the rows of {value} have no codes; use {', '.join(those)}")


@cache
def measures_of(table: str, side: str | None = None) -> tuple[str, ...]:
    """The columns that any form of a table has, on one of its sides where that is given."""
    entry = tables()[table]
    if entry.shape != "two_sided" or side is None:
        return entry.measures
    of_side = (form.income_columns if side == "income" else form.columns for form in entry.forms)
    return tuple(dict.fromkeys(name for columns in of_side for name in columns))


@cache
def sides_of(table: str) -> tuple[str, ...]:
    """The sides of a table's form, () where it has one only."""
    return tuple(dict.fromkeys(line.side for line in tables()[table].lines if line.side))


@cache
def lines_of(table: str, side: str | None = None) -> tuple[str, ...]:
    """The keys of a table's named lines, of one side where that is given."""
    lines = tables()[table].lines
    return tuple(dict.fromkeys(line.key for line in lines if side in (None, line.side)))


@cache
def columns_of(frame: str) -> tuple[str, ...]:
    """The columns of a frame."""
    return tuple(column.name for column in frames()[frame].columns)


def directions() -> Mapping[str, int]:
    """The prose's words for more, less and equal, with their signs."""
    return detail_wording().signs


def refuse_directions(key: str, signs: Mapping[str, int]) -> None:
    """Refuse words that are no directions, and signs that are not theirs."""
    for word, sign in signs.items():
        refuse(key, word, directions(), "direction")
        if sign != directions()[word]:
            raise ValueError(f"{key}: the sign of {word} is {directions()[word]}, not {sign}")


def units() -> tuple[str, ...]:
    """The units that the figures of sums may have."""
    kinds = phrases().figures.kinds
    return (lexicon().money, *(unit for unit, kind in kinds.items() if kind in ("score", "count")))


def unit_of(kind: str) -> str:
    """The unit of the figures of one kind, such as scores."""
    return next(unit for unit, other in phrases().figures.kinds.items() if other == kind)


def refuse_pattern(key: str, pattern: str | None) -> None:
    """Refuse a pattern that is none. Raises ValueError."""
    try:
        re.compile(pattern or "")
    except re.error as error:
        raise ValueError(f"{key}: {pattern!r} is no pattern: {error}") from None


def values_of(frame: str, column: str, chosen: Mapping[str, object]) -> Collection[str] | None:
    """The words that a column of a frame may hold; None where it holds any.

    `chosen` are the values of other columns that are asked for beside it.
    """
    table = chosen.get("table")
    some = [table] if isinstance(table, str) and table in tables() else list(tables())
    words: dict[str, Callable[[], Iterable[str]]] = {
        "table": tables,
        "side": lambda: (side for each in some for side in sides_of(each)),
        "line_key": lambda: (line for each in some for line in lines_of(each)),
        "measure": lambda: (measure for each in some for measure in measures_of(each)),
        "level": lambda: (level for each in some for level in tables()[each].levels),
        "quantity": lambda: QUANTITIES,
        "direction": directions,
        "role": lambda: ROLES,
        "component": lambda: (each.key for each in detail_wording().components),
        "item": lambda: (each.item for each in detail_wording().entries if each.frame == frame),
    }
    return tuple(dict.fromkeys(words[column]())) if column in words else None
