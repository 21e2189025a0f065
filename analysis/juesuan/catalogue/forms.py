"""The official tables: titles, column layouts, headings, named lines."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise

import msgspec
from msgspec import structs

from juesuan.catalogue.classification import Name, classification
from juesuan.catalogue.files import once
from juesuan.catalogue.levels import TOTAL, class_of
from juesuan.catalogue.lexicon import lexicon
from juesuan.catalogue.strict import (
    Entry,
    all_of,
    one_of,
    refuse_unknown,
    toml_as,
    toml_named,
)
from juesuan.catalogue.terms import DIGITS, LEVELS, SHAPES, SIDES, SYSTEMS
from juesuan.errors import CatalogueError

# The key of a line that stands for a 类 is this and the code.
CLASS_LINE = "class_"
# The key in lines.toml that stands for one line a functional 类.
_CLASSES = f"{CLASS_LINE}*"
_OF_ACCOUNTS = ("tables.toml", "lines.toml")
# The years that a heading may print before its words.
_YEARS = range(2010, 2041)
# Between a heading and the one below it, where a column is told by both.
BELOW = "/"
_QUOTES = re.compile(r"[\s\"“”]")


class Form(Entry, frozen=True):
    """One published column layout of a table.

    `columns` are measures in printed order (`component.measure` where the columns are
    components), `income_columns` those of the income side of a two-sided table.
    """

    written: tuple[str | tuple[str, ...], ...] = msgspec.field(name="columns")
    income_columns: tuple[str, ...] = ()
    header: re.Pattern[str] | None = None
    listed: bool = False

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The measures, those of groups among them."""
        return tuple(
            column
            for entry in self.written
            for column in ((entry,) if isinstance(entry, str) else entry)
        )

    @cached_property
    def inner(self) -> tuple[str, ...]:
        """The headings of the groups' columns in their order."""
        return tuple(c for entry in self.written if not isinstance(entry, str) for c in entry)

    @cached_property
    def outer(self) -> tuple[str, ...]:
        """The headings of the top row in their order, a group's as "@0"."""
        groups = [entry for entry in self.written if not isinstance(entry, str)]
        return tuple(
            entry if isinstance(entry, str) else f"@{groups.index(entry)}" for entry in self.written
        )


class Line(Entry, frozen=True):
    """A named line of a form. `class_code` is set on the lines that stand for a functional 类.

    One that `heads` others has no figures of its own; one `without` a measure prints a stroke in
    its place, which stands for nothing.
    """

    key: str
    names: tuple[str, ...] = ()
    side: str | None = None
    after: str | None = None
    before: str | None = None
    class_code: str | None = None
    heads: bool = False
    without: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        one_of(self.side, SIDES, "side")
        one_of(self.class_code, classification("functional").classes, "functional class")
        if bool(self.names) == (self.key == _CLASSES):
            raise ValueError(f"`names` is for all lines but {_CLASSES!r}")


class Table(Entry, frozen=True, eq=False):
    """An official table with everything that is published about its form.

    One that is `optional` is published in some places; nowhere is it missing. With `paths`, rows
    without a code are named by all labels that they stand under: 货物/设备购置费/家具用具; they are
    units (单位) where the table is `by_unit`. Where it is `across` a classification, each code of
    that is a column too, and a measure; only a `plain` one may have none of them. `classes` are the
    类 that its codes are of, all where none are named.
    """

    key: str
    title: str
    titles: tuple[str, ...]
    sheets: tuple[str, ...]
    shape: str
    forms: tuple[Form, ...]
    headings: dict[str, tuple[str, ...]]
    codes: str | None = None
    totals: tuple[tuple[str, ...], ...] = ()
    optional: bool = False
    paths: bool = False
    by_unit: bool = False
    classes: tuple[str, ...] = ()
    across: str | None = None
    plain: bool = False
    lines: tuple[Line, ...] = ()

    def __post_init__(self) -> None:
        one_of(self.shape, SHAPES, "shape")
        one_of(self.across, SYSTEMS, "classification")
        all_of(self.classes, classification(self.codes or "functional").classes, "class")
        one_of(self.codes, SYSTEMS, "classification")
        one_of(self.title, self.titles, "title")
        if (self.codes is not None) != (self.shape == "coded") and not self.paths:
            raise ValueError("`codes` is for the shape 'coded', and needed there")
        if any(bool(form.income_columns) != (self.shape == "two_sided") for form in self.forms):
            raise ValueError("`income_columns` is for the shape 'two_sided', and needed there")
        groups = dict.fromkeys(name for form in self.forms for name in form.outer if name[0] == "@")
        words = [(word, name) for name, own in self.headings.items() for word in own]
        for (word, name), (other, second) in pairwise(sorted(words)):
            if word == other:
                raise ValueError(f"headings: {word!r} is a heading of {name} and of {second}")
        all_of(self.headings, (*self.measures, *groups), "measure or group")
        for form in self.forms:
            all_of(_measures(form.columns), self.headings, "heading")
            all_of(form.income_columns, self.headings, "heading")
            if len(set(form.columns)) != len(form.columns):
                raise ValueError("a form has a column twice")

    @cached_property
    def measures(self) -> tuple[str, ...]:
        """Every measure of any form, without the component."""
        columns = (c for form in self.forms for c in (*form.income_columns, *form.columns))
        return _measures(columns)

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels that its rows can have, from the 合计 row down; named lines last."""
        total, *codes, line = LEVELS
        if self.codes:
            lengths = classification(self.codes).lengths
            known = (level for level in codes if DIGITS[level] in lengths)
            # A form by function names no lines but its 合计.
            return (total, *known, *((line,) if self.codes != "functional" else ()))
        return (line,) if self.shape == "two_sided" else (total, line)

    def measures_of(self, side: str | None) -> tuple[str, ...]:
        """The measures of one side of a two-sided table."""
        if side is None:
            return self.measures
        both = ((form.income_columns, form.columns)[side != SIDES[0]] for form in self.forms)
        return tuple(dict.fromkeys(column for columns in both for column in columns))

    def has(self, *, side: str | None = None, line: str | None = None) -> None:
        """Refuse a side or a line that the table has not. Raises ValueError."""
        one_of(side, SIDES if self.shape == "two_sided" else (), f"side of {self.key}")
        keys = [each.key for each in self.lines if side in (None, each.side)]
        one_of(line, keys, f"line of {self.key}")

    def heading(self, column: str) -> str:
        """The usual wording of a column's heading; its key where the catalogue has none."""
        return self.headings.get(column, (column,))[0]


def measure_of(column: str) -> str:
    """The measure of a form's column, `measure` or `component.measure`."""
    return column.rpartition(".")[2]


def component_of(column: str) -> str:
    """The component of such a column, "" where it has none."""
    return column.rpartition(".")[0]


def check_cell(
    table: str, *, side: str | None = None, line: str | None = None, measure: str | None = None
) -> None:
    """Refuse a cell that no official table has; None is no word. Raises ValueError."""
    one_of(table, tables(), "table")
    tables()[table].has(side=side, line=line)
    one_of(measure, tables()[table].measures_of(side), f"measure of {table}")


@once
def tables() -> dict[str, Table]:
    """The official tables by key, in the order of the published set, those of budgets last.

    A table of accounts that budgets have too holds the forms, headings and lines of both.
    """
    both = dict(tables_of(lexicon().account.kind))
    for key, table in tables_of(lexicon().account.budget).items():
        both[key] = _with(both[key], table) if key in both else table
    return both


@once
def tables_of(kind: str | None) -> dict[str, Table]:
    """The official tables of budgets (预算), else of accounts, by key in their order."""
    budget = kind == lexicon().account.budget
    return _told(*(("budget_tables.toml", "budget_lines.toml") if budget else _OF_ACCOUNTS))


def _told(file: str, beside: str) -> dict[str, Table]:
    """The tables of a file, each with its named lines from the file beside it."""
    found, lines = written_tables(file), written_lines(beside, file)
    for key, table in found.items():
        if table.lines:
            raise CatalogueError(f"{key}: lines stand in {beside}", source=file)
        columns = (column for form in table.forms for column in form.columns)
        known = [line.key for line in lines.get(key, ())]
        refuse_unknown(filter(None, map(component_of, columns)), known, f"component of {key}", file)
    across = {key: _headings_across(table) for key, table in found.items()}
    return {
        key: structs.replace(
            table,
            forms=(*table.forms, *_crossed(table.forms[0], across[key])),
            headings={name: _with_years(words) for name, words in table.headings.items()}
            | across[key],
            lines=tuple(
                structs.replace(line, names=_with_years(line.names)) for line in lines.get(key, ())
            ),
        )
        for key, table in found.items()
    }


def _crossed(form: Form, codes: Iterable[str]) -> Iterator[Form]:
    """The form with a column for each of the codes that a table is across, if there are any."""
    if columns := sorted(codes):
        yield structs.replace(form, written=(*form.written, *columns), header=None)


def _headings_across(table: Table) -> dict[str, tuple[str, ...]]:
    """The headings of the codes that are columns: a name alone, and below that of its 类.

    A name that several codes have is a heading only below their 类; of two codes of one 类, it is
    that of the one that still has it.
    """
    if table.across is None:
        return {}
    own = classification(table.across)
    taken = {word for words in table.headings.values() for word in words}
    named = Counter(name for code in own.entries for name in {*own.names(code)})
    owners: dict[str, str] = {}
    for entry in sorted((e for es in own.entries.values() for e in es), key=_last_year):
        above = own.names(class_of(entry.code))
        is_class = entry.code in own.classes
        below = table.headings[TOTAL] if is_class else (entry.name,)
        words = [f"{name}{BELOW}{part}" for name in above for part in below]
        if entry.name not in taken and (is_class or named[entry.name] == 1):
            words.insert(0, entry.name)
        owners.update(dict.fromkeys(words, entry.code))
    found: dict[str, list[str]] = {}
    for word, owner in owners.items():
        found.setdefault(owner, []).append(word)
    return {code: tuple(words) for code, words in found.items()}


def _last_year(name: Name) -> tuple[bool, int]:
    return name.to_year is None, name.to_year or 0


def _with_years(words: Iterable[str]) -> tuple[str, ...]:
    """The wordings, one that holds {year} once for each year of the forms ({before}: last year)."""
    return tuple(
        word.replace("{year}", str(year)).replace("{before}", str(year - 1))
        for word in words
        for year in (_YEARS if "{year}" in word else (0,))
    )


def _with(table: Table, other: Table) -> Table:
    """A table with the forms, headings and lines of another one."""
    headings = {
        name: tuple(dict.fromkeys((*table.headings.get(name, ()), *other.headings.get(name, ()))))
        for name in (*table.headings, *other.headings)
    }
    known = {(line.side, line.key) for line in table.lines}
    more = (line for line in other.lines if (line.side, line.key) not in known)
    return structs.replace(
        table,
        forms=(*table.forms, *other.forms),
        headings=headings,
        lines=(*table.lines, *more),
    )


@once
def written_tables(file: str) -> dict[str, Table]:
    """A file of tables by itself."""
    found = toml_named(file, Table, "key")
    names: dict[str, str] = {}
    for key, table in found.items():
        for name in {*map(plain_title, (*table.titles, *table.sheets))}:
            if (other := names.setdefault(name, key)) != key:
                raise CatalogueError(f"{key}: {name!r} is a name of {other} too", source=file)
    return found


@once
def written_lines(file: str, beside: str) -> dict[str, tuple[Line, ...]]:
    """The lines that are named and not coded of each table of the file `beside`, in its order."""
    tables = written_tables(beside)
    written = toml_as(file, dict[str, tuple[Line, ...]])
    refuse_unknown(written, tables, "table", file)
    for table, entries in written.items():
        sides = SIDES if tables[table].shape == "two_sided" else (None,)
        if strange := [entry.key for entry in entries if entry.side not in sides]:
            raise CatalogueError(f"{table}: the line {strange[0]!r} has a wrong side", source=file)
        for side in sides:
            keys = [entry.key for entry in entries if entry.side == side]
            if twice := [key for at, key in enumerate(keys) if key in keys[:at]]:
                raise CatalogueError(f"{table}: {twice[0]!r} stands there twice", source=file)
            near = (
                e for entry in entries if entry.side == side for e in (entry.after, entry.before)
            )
            refuse_unknown(filter(None, near), keys, f"line of {table}", file)
        lacking = (measure for entry in entries for measure in entry.without)
        refuse_unknown(lacking, tables[table].measures, f"measure of {table}", file)
    return {table: tuple(_classes_told(entries)) for table, entries in written.items()}


def plain_title(title: str) -> str:
    """A title as it is compared: half-width signs, no spaces and quotation marks."""
    return _QUOTES.sub("", unicodedata.normalize("NFKC", title))


def _classes_told(entries: Iterable[Line]) -> Iterator[Line]:
    """The lines, with one a functional 类 for the one that stands for them."""
    functional = classification("functional")
    for entry in entries:
        if entry.key == _CLASSES:
            for code in sorted(functional.classes):
                key, names = f"{CLASS_LINE}{code}", functional.names(code)
                yield Line(key, names, entry.side, class_code=code)
        else:
            yield entry


def _measures(columns: Iterable[str]) -> tuple[str, ...]:
    """The measures of columns, without their components."""
    return tuple(dict.fromkeys(map(measure_of, columns)))
