"""Which amount of a table a claim restates, by its section and its subject."""

from __future__ import annotations

import re

from juesuan.catalogue.files import once
from juesuan.catalogue.forms import check_cell
from juesuan.catalogue.strict import Entry, one_of, toml_as
from juesuan.catalogue.terms import DIGITS, QUANTITIES

_CODES = (*DIGITS, "own_item", "path")


class Restated(Entry, frozen=True):
    """An amount of a table. `code` says how the code is found, None for a 合计 row.

    `of_class` says that the table has a line for the 类, and no code; `behind` is what must stand
    behind the amount: a total that has a balance inside is another one than that without.
    """

    section: re.Pattern[str]
    table: str
    subject: re.Pattern[str] | None = None
    side: str | None = None
    line: str | None = None
    measure: str | None = None
    code: str | None = None
    of_class: bool = False
    quantity: str = "amount"
    behind: re.Pattern[str] | None = None

    def __post_init__(self) -> None:
        check_cell(self.table, side=self.side, line=self.line, measure=self.measure)
        one_of(self.code, _CODES, "way to find a code")
        one_of(self.quantity, QUANTITIES, "quantity")


class Restates(Entry, frozen=True):
    """The file; the first of the entries that fits counts."""

    optional_ending: str
    alike: dict[str, str]
    entries: tuple[Restated, ...]


class BudgetRestates(Entry, frozen=True):
    """The file of budgets."""

    entries: tuple[Restated, ...]


@once
def budget_restates() -> BudgetRestates:
    """The entries of budgets alone, which stand before those of accounts."""
    return toml_as("budget_restates.toml", BudgetRestates)


@once
def restates() -> Restates:
    """The entries, the ending that names may lack, and the signs that stand for each other."""
    return toml_as("restates.toml", Restates)
