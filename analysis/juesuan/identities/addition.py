"""Identities over the amounts of tables: a total and its parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from juesuan.identities.identity import Arguments, Identity
from juesuan.identities.selector import LineSelector, Selector


@dataclass(frozen=True, eq=False)
class Sum(Identity):
    """total = Σ weight·part over amounts of tables, or whole ≥ Σ parts where `bound` is set.

    `by` says which cells belong together: "row" (one printed row), "parent" (a code and its
    children), "code" (the same code in several tables), "document" (the lines named).
    """

    by: str
    total: Selector
    parts: tuple[Selector, ...]
    bound: bool
    parts_required: bool
    where_printed: bool

    @property
    def by_measure(self) -> bool:
        """Whether each column of the table has an equation of its own."""
        return self.total.measure is None


class Addition(Arguments, frozen=True, kw_only=True):
    """Arguments that name the cells of a `Sum`; they are all evaluated together (`sums`)."""

    frames = ("amounts",)
    # Whether the parts may only not be above the total.
    bound: ClassVar[bool] = False

    # Whether the identity is checked only where every line of its parts is printed.
    parts_required: bool = False
    # Whether it says nothing of a document whose forms have not its cells: those of single places.
    where_printed: bool = False

    def __post_init__(self) -> None:
        self.sum_of()

    def sum_of(self) -> tuple[str, Selector, tuple[Selector, ...]]:
        """How cells belong together (`Sum.by`), the total's cells, the parts' cells.

        Raises ValueError for cells that no form has, and TypeError where the type does not say it.
        """
        raise TypeError(f"the type {self.type} does not say which cells belong together")

    def identity(self, name: str, suite: str, formula: str, source: str) -> Sum:
        """The sum that these arguments state."""
        entry = (name, suite, self.type, self.kind, formula, source, self)
        return Sum(
            *entry,
            *self.sum_of(),
            bound=self.bound,
            parts_required=self.parts_required,
            where_printed=self.where_printed,
        )


def refuse_parts(total: LineSelector, parts: Sequence[LineSelector], key: str = "total") -> None:
    """Refuse sums that would add nothing, everything, or columns to other columns."""
    if not parts:
        raise ValueError("parts: there are none")
    if total.weight != 1:
        raise ValueError(f"{key}: weight is of parts only")
    named = [(key, total), *((f"parts[{at}]", part) for at, part in enumerate(parts))]
    for name, selector in named:
        if not (selector.lines or selector.codes or selector.level):
            raise ValueError(f"{name}: it names no lines, no codes and no level")
        if (selector.measure is None) != (total.measure is None):
            raise ValueError(f"{name}: either {key} and all parts name a measure, or none does")


def refuse_mixed(by: str, cells: Sequence[Selector]) -> None:
    """Refuse to compare by code what has none, and sums over every column at once."""
    for selector in cells:
        if selector.measure is None:
            raise ValueError(f"measure: which column of {selector.table} is meant is not said")
        if by == "code" and not selector.by_code:
            raise ValueError(f"by: lines of {selector.table} are named that have no code")
