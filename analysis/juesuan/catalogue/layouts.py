"""How the official tables are laid out, printed and on sheets: `layouts.toml`."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import field

from juesuan.catalogue.classification import classification
from juesuan.catalogue.files import once
from juesuan.catalogue.forms import check_cell, tables
from juesuan.catalogue.strict import Entry, all_of, exactly, fills, one_of, toml_as
from juesuan.catalogue.terms import LEVELS, SHAPES, SIDES, SYSTEMS

LABELS = ("code", "name", "item", "line")
ORDERS = ("total", "coded", "code", "line")


class Block(Entry, frozen=True):
    """Rows, and columns of labels in front of the figures; see the comments in the file."""

    columns: tuple[str, ...]
    title: str | None = None
    side: str | None = None
    codes: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    rest: bool = False
    order: tuple[str, ...] = ()
    filter: bool = False

    def __post_init__(self) -> None:
        all_of(self.columns, LABELS, "column of labels")
        one_of(self.side, SIDES, "side")
        all_of(self.order, ORDERS, "order of rows")

    def check(self, key: str) -> None:
        """Refuse lines and codes that the table has not. Raises ValueError."""
        for line in self.lines:
            check_cell(key, line=line)
        if self.codes:
            known = classification(tables()[key].codes or "functional").entries
            all_of(self.codes, known, f"code of {key}")


class Pair(Entry, frozen=True):
    """Lines that stand in one row of a two-sided table."""

    income: str
    expenditure: str

    def __post_init__(self) -> None:
        for side in SIDES[:2]:
            one_of(getattr(self, side), set(_lines(side)), f"line of the side {side}")


class Style(Entry, frozen=True):
    """A way of laying out tables."""

    numbers: str
    headings: dict[str, tuple[str, ...]]
    blocks: dict[str, tuple[Block, ...]]
    indented: tuple[str, ...]
    across: dict[str, tuple[str | tuple[str, ...], ...]] = field(default_factory=dict)
    aligned: tuple[Pair, ...] = ()
    name_groups: bool = False

    def __post_init__(self) -> None:
        exactly(self.headings, LABELS, "column of labels")
        for heading in (text for path in self.headings.values() for text in path):
            fills(heading, "system")
        all_of(self.indented, LABELS, "column of labels")
        all_of(self.blocks, (*SHAPES, *tables()), "table or shape")
        for key, blocks in self.blocks.items():
            for block in blocks:
                block.check(key)
        for key, entries in self.across.items():
            for entry in entries:
                for line in (entry,) if isinstance(entry, str) else entry:
                    check_cell(key, line=line)


class Words(Entry, frozen=True):
    """Words of headings."""

    systems: dict[str, str]
    sum: str

    def __post_init__(self) -> None:
        exactly(self.systems, SYSTEMS, "classification")


class Indents(Entry, frozen=True):
    """How far labels are indented, by their line or else their level."""

    levels: dict[str, int]
    lines: dict[str, int]

    def __post_init__(self) -> None:
        exactly(self.levels, LEVELS, "level")
        all_of(self.lines, set(_lines()), "line")


class Bold(Entry, frozen=True):
    """The rows whose labels are bold."""

    levels: tuple[str, ...]
    lines: tuple[str, ...]

    def __post_init__(self) -> None:
        all_of(self.levels, LEVELS, "level")
        all_of(self.lines, set(_lines()), "line")


class Layouts(Entry, frozen=True):
    """Both styles and what they share."""

    printed: Style
    sheet: Style
    words: Words
    indents: Indents
    bold: Bold


@once
def layouts() -> Layouts:
    """The data file."""
    return toml_as("layouts.toml", Layouts)


def _lines(side: str | None = None) -> Iterator[str]:
    for table in tables().values():
        yield from (line.key for line in table.lines if side in (None, line.side))
