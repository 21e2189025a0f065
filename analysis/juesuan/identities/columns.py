"""Columns of equal length: what the rules read of a frame.

A rule looks at few rows of many columns, and there are many rules: on one document pandas takes
longer to set up an operation than to carry it out. Plain arrays carry out the same operations on
one document and on thousands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from juesuan.identities.choose import column
from juesuan.schema.arrays import Array, arrays_of, objects_of

Values: TypeAlias = NDArray[Any]
Positions: TypeAlias = NDArray[np.int64]
Mask: TypeAlias = NDArray[np.bool_]

# So many rows and fewer are told apart one by one; pandas needs as long to begin.
_FEW = 1_000


class Columns(Mapping[str, Values]):
    """Columns by name, each taken from where it comes from when it is first asked for.

    Whole numbers without NA are int64; all others are objects, None where NA.
    """

    def __init__(self, size: int, names: Iterable[str], make: Callable[[str], Values]) -> None:
        self.size = size
        self._names = dict.fromkeys(names)
        self._make = make
        self._made: dict[str, Values] = {}

    @classmethod
    def of(cls, frame: pd.DataFrame) -> Columns:
        """The columns of a frame."""
        arrays = dict(zip(map(str, frame), arrays_of(frame), strict=True))
        return cls(len(frame), arrays, lambda name: _plain(arrays[name]))

    @classmethod
    def made(cls, **columns: Values) -> Columns:
        """Columns of these arrays."""
        size = len(next(iter(columns.values())))
        return cls(size, columns, columns.__getitem__)

    def __getitem__(self, name: str) -> Values:
        if name not in self._names:
            raise KeyError(name)
        if name not in self._made:
            self._made[name] = self._make(name)
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __repr__(self) -> str:
        return f"<Columns: {self.size} rows; {', '.join(self._names)}>"

    def take(self, at: Positions | Mask) -> Columns:
        """The rows at these positions, or for which a mask holds."""
        where = np.flatnonzero(at) if at.dtype == np.bool_ else at
        return Columns(len(where), self._names, lambda name: self[name][where])

    def only(self, *names: str) -> Columns:
        """Some of the columns."""
        return Columns(self.size, names, self.__getitem__)

    def assign(self, **columns: Any) -> Columns:
        """With columns added or replaced, each one value or one for each row."""
        filled = {name: column(values, self.size) for name, values in columns.items()}
        return Columns(
            self.size,
            [*self._names, *filled],
            lambda name: filled[name] if name in filled else self[name],
        )

    def known(self, name: str) -> Mask:
        """Whether a value is not NA."""
        return known(self[name])

    def words(self, name: str) -> Values:
        """Texts, "" for NA."""
        return np.where(self.known(name), self[name], "")

    def whole(self, name: str, missing: int = 0) -> Positions:
        """Whole numbers, `missing` for NA."""
        values = self[name]
        return (
            values
            if values.dtype == np.int64
            else np.where(known(values), values, missing).astype(np.int64)
        )

    def numbers(self, name: str) -> NDArray[np.float64]:
        """Floats, NaN for NA."""
        return self[name].astype(np.float64)


def _plain(array: Array) -> Values:
    if isinstance(array, np.ndarray) and array.dtype == np.int64:
        return array
    return objects_of(array)


def known(values: Values) -> Mask:
    """Which values are not None."""
    return np.asarray(values != np.array(None), dtype=np.bool_)


def equal(values: Values, wanted: Any) -> Mask:
    """Which values are the one wanted, or one of those in a list."""
    if not isinstance(wanted, (list, tuple, set, frozenset)):
        return np.asarray(values == wanted, dtype=np.bool_)
    holds = np.zeros(len(values), dtype=np.bool_)
    for value in wanted:
        holds |= equal(values, value)
    return holds


def below(parts: Sequence[Columns], names: Iterable[str]) -> Columns:
    """Columns below each other; one that a part does not have is NA there."""
    kept = [part for part in parts if part.size]
    return Columns(
        sum(part.size for part in kept),
        names,
        lambda name: np.concatenate(
            [part[name] if name in part else column(None, part.size) for part in kept]
            or [column(None, 0)]
        ),
    )


def coded(*keys: Sequence[Values]) -> list[Positions]:
    """Keys of one or more tables as numbers: equal keys have equal ones, in order of appearance.

    A key is given as its columns; NA equals NA.
    """
    sizes = [len(key[0]) for key in keys]
    if sum(sizes) <= _FEW:
        return np.split(_numbered(*map(_joined, zip(*keys, strict=True))), np.cumsum(sizes)[:-1])
    code = np.zeros(sum(sizes), dtype=np.int64)
    for parts in zip(*keys, strict=True):
        own, different = pd.factorize(_joined(parts), use_na_sentinel=False)
        code = pd.factorize(code * len(different) + own)[0] if code.any() else own
    return np.split(code, np.cumsum(sizes)[:-1])


def _joined(parts: Sequence[Values]) -> Values:
    return parts[0] if len(parts) == 1 else np.concatenate(parts)


def _numbered(*columns: Values) -> Positions:
    """Each different row by its number, one after the other: fast where there are few."""
    numbers: dict[Any, int] = {}
    rows = zip(*(values.tolist() for values in columns), strict=True)
    return np.array([numbers.setdefault(row, len(numbers)) for row in rows], dtype=np.int64)


def first_rows(code: Positions, size: int = 0) -> Positions:
    """Where each number first stands, by number, `size` numbers at least; −1: nowhere."""
    first = np.full(max(int(code.max(initial=-1)) + 1, size), -1, dtype=np.int64)
    first[code[::-1]] = np.arange(len(code) - 1, -1, -1)
    return first


def is_first(code: Positions) -> Mask:
    """Which rows are the first ones of their key."""
    return np.asarray(first_rows(code)[code] == np.arange(len(code)), dtype=np.bool_)


def places_in(asked: Sequence[Values], there: Sequence[Values]) -> Positions:
    """For each key asked for the first row of a table that has it; −1: none."""
    wanted, code = coded(asked, there)
    return first_rows(code, int(wanted.max(initial=-1)) + 1)[wanted]


def is_in(asked: Sequence[Values], there: Sequence[Values]) -> Mask:
    """Which keys asked for stand in a table."""
    return np.asarray(places_in(asked, there) >= 0, dtype=np.bool_)


def at(values: Values, places: Positions, missing: Any = None) -> Values:
    """The values at these places, `missing` where a place is −1."""
    if not len(values):
        return column(missing, len(places))
    return np.where(places >= 0, values[places], missing)
