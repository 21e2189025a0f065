"""What accounts and budgets have to disclose: `disclosure.toml` tells what each entry means."""

from __future__ import annotations

import re

from juesuan.catalogue.files import once
from juesuan.catalogue.forms import tables as known_tables
from juesuan.catalogue.strict import Entry, all_of, exactly, one_of, toml_as
from juesuan.catalogue.terms import ABSENT, PRINTED

# What becomes of an item: only the first two are disclosed, only the third is missing.
ITEM_STATUSES = ("present", "declared_none", "absent", "attached", "not_required")
PRESENT_ITEM, NONE_ITEM, ABSENT_ITEM, ATTACHED_ITEM, NOT_REQUIRED_ITEM = ITEM_STATUSES
GROUPS = ("table", "section", "split", "share", "reason", "glossary", "explanation")


class Item(Entry, frozen=True):
    """Something that has to be disclosed, and by what it is found; the `table` it is about."""

    key: str
    group: str
    title: str
    title_zh: str
    heading: re.Pattern[str] | None = None
    text: re.Pattern[str] | None = None
    when: re.Pattern[str] | None = None
    since: int = 0
    table: str | None = None

    def __post_init__(self) -> None:
        one_of(self.group, GROUPS, "group of items")
        if not (self.heading or self.text) and self.group != "explanation":
            raise ValueError("it has neither a heading nor a text to be found by")
        if self.table is not None:
            one_of(self.table, known_tables(), "table")


class Ledger(Entry, frozen=True):
    """The file.

    `none` tells a section that declares that there was nothing, `figure` one that tells more;
    `explains` tells the sentences that say why a table has no figures.
    """

    none: re.Pattern[str]
    figure: re.Pattern[str]
    longest: int
    explains: dict[str, re.Pattern[str]]
    tables: dict[str, str]
    items: tuple[Item, ...]
    budgets: tuple[Item, ...]

    def __post_init__(self) -> None:
        all_of(self.explains, known_tables(), "table")
        exactly(self.tables, (*PRINTED, *ABSENT), "status of a table")
        for status in self.tables.values():
            one_of(status, ITEM_STATUSES, "status of an item")
        for items in (self.items, self.budgets):
            if len({item.key for item in items}) != len(items):
                raise ValueError("an item stands there twice")

    def asked_of(self, *, planned: bool) -> tuple[Item, ...]:
        """The items of a budget (`planned`) or of a final account."""
        return self.budgets if planned else self.items

    @property
    def since(self) -> dict[str, int]:
        """The first fiscal year that an item of accounts is asked of, 0 for those of every year."""
        return {item.key: item.since for item in self.items}


@once
def ledger() -> Ledger:
    """The entries of the file."""
    return toml_as("disclosure.toml", Ledger)
