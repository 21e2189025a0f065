"""The forms of single places and their sets of tables, as place_forms.toml describes them."""

from functools import cache
from pathlib import Path

import msgspec

from .ledger import FUNDS

# The key of a line that heads others, of one that counts something, of one line a 类.
HEADING, COUNT, CLASSES = "—", "#", "class_*"


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of the file, of which every key is known."""


class Column(_Entry, frozen=True, array_like=True):
    """A heading with those above it, the measure, the amounts that are its sum, and how often."""

    heading: str
    measure: str
    of: tuple[str, ...] = ()
    times: int = 1


class Line(_Entry, frozen=True, array_like=True):
    """A label, its key, the amounts that are its sum, the measures that it has where not all."""

    label: str
    key: str = ""
    of: tuple[str, ...] = ()
    only: tuple[str, ...] = ()


class Block(_Entry, frozen=True):
    """Columns of labels and of figures; lines, and those that stand at the foot of all blocks."""

    labels: tuple[str, ...]
    columns: tuple[Column, ...]
    lines: tuple[Line, ...] = ()
    foot: tuple[Line, ...] = ()
    side: str | None = None

    @property
    def width(self) -> int:
        """How many columns it has."""
        return len(self.labels) + len(self.columns)


class Form(_Entry, frozen=True):
    """A form: the table that it is, what its rows are, of which funds, and its blocks."""

    rows: str
    blocks: tuple[Block, ...]
    key: str = ""
    funds: tuple[str, ...] = FUNDS
    across: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    numbered: bool = True


class Printed(_Entry, frozen=True, array_like=True):
    """A table of a place: its form, or the key of one of the nine; its title and sheet's name."""

    form: str
    title: str
    sheet: str = ""


class Place(_Entry, frozen=True):
    """A set of tables; `untitled` in a workbook, whose sheets' names alone tell them.

    `full` lists all functional and economic classes, used or not.
    """

    name: str
    tables: tuple[Printed, ...]
    untitled: bool = False
    full: bool = False


class _Forms(_Entry, frozen=True):
    forms: dict[str, Form]
    places: tuple[Place, ...]


@cache
def _read() -> _Forms:
    file = Path(__file__).with_suffix(".toml")
    return msgspec.toml.decode(file.read_text(encoding="utf-8"), type=_Forms)


def forms() -> dict[str, Form]:
    """Every form by name."""
    return _read().forms


def places() -> dict[str, Place]:
    """Every place's set of tables by its name."""
    return {place.name: place for place in _read().places}
