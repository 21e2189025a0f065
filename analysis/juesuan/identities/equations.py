"""From an identity and cells to equations: which cells belong together, with which weights."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from juesuan.catalogue import tables as catalogue_tables
from juesuan.identities.addition import Sum
from juesuan.identities.cells import Cells, Integers, vocabulary
from juesuan.identities.selector import Selector

Booleans = NDArray[np.bool_]

# Groups are codes (up to seven digits and the 合计 row) or rows.
GROUPS = 1_000_000_000


class Terms(msgspec.Struct, frozen=True):
    """Parallel arrays: the equation's key, the cell's position, its weight; total or part."""

    key: Integers
    cell: Integers
    weight: Integers
    is_total: Booleans


_NONE = np.zeros(0, dtype=np.int64)
NO_TERMS = Terms(_NONE, _NONE, _NONE, np.zeros(0, dtype=np.bool_))


class Presence(msgspec.Struct, frozen=True):
    """What the documents' forms hold, printed or blank.

    `rows` are all printed rows; `tables` (documents × tables) says which tables were read,
    `empty` which of those print no amount at all, `measures` (documents × tables × measures)
    which columns the forms have.
    """

    rows: Cells
    tables: Booleans
    empty: Booleans
    measures: Booleans


def key_parts(key: Integers) -> tuple[Integers, Integers, Integers]:
    """Document, group and measure of an equation's key."""
    measures = len(vocabulary().measures)
    rest, measure = np.divmod(key, measures)
    document, group = np.divmod(rest, GROUPS)
    return document, group, measure


def terms(identity: Sum, cells: Cells) -> Terms:
    """The terms of every equation of an identity over the cells given."""
    chosen = [(cells.select(identity.total), -1, True)]
    chosen += [(cells.select(part), part.weight, False) for part in identity.parts]
    keys = [_keys(identity, cells, at, is_total=is_total) for at, _, is_total in chosen]
    return Terms(
        np.concatenate(keys),
        np.concatenate([at for at, _, _ in chosen]),
        np.concatenate([np.full(len(at), weight) for at, weight, _ in chosen]),
        np.concatenate([np.full(len(at), is_total) for at, _, is_total in chosen]),
    )


def _keys(identity: Sum, cells: Cells, at: Integers, *, is_total: bool) -> Integers:
    group = _group(identity, cells, at, is_total=is_total)
    measure = cells.measure[at] if identity.by_measure else 0
    return (cells.document[at] * GROUPS + group) * len(vocabulary().measures) + measure


def _group(identity: Sum, cells: Cells, at: Integers, *, is_total: bool) -> Integers:
    if identity.by == "row":
        return cells.row[at]
    if identity.by == "parent":
        return cells.code[at] if is_total else cells.parent[at]
    if identity.by == "code":
        return cells.code[at]
    return np.zeros(len(at), dtype=np.int64)


def is_about(identity: Sum, presence: Presence) -> bool:
    """An identity `where_printed` says nothing where no document has its total's table."""
    table = vocabulary().tables[identity.total.table]
    return not identity.where_printed or bool(presence.tables[:, table].any())


def applicable(identity: Sum, presence: Presence) -> Booleans:
    """The documents in which the identity can be checked at all: its tables and lines are there.

    In the others it ends as not checked, `side_missing`. One `where_printed` is not about a table
    that is published empty: that of a single place says nothing against the others.
    """
    fine = presence.tables[:, vocabulary().tables[identity.total.table]]
    if not fine.any():
        return fine
    fine = _present(identity.total, presence)
    if identity.where_printed:
        fine = fine & ~presence.empty[:, vocabulary().tables[identity.total.table]]
    if identity.by in ("row", "document") and not identity.bound:
        fine = fine & _any_present(identity.parts, presence)
    for part in identity.parts:
        if identity.by in ("code", "parent"):
            absent = ~presence.tables[:, vocabulary().tables[part.table]]
            coded = _coded(part, presence) | (identity.bound & absent)
            fine = fine & _coded(identity.total, presence) & coded
        if not identity.bound:
            fine = fine & presence.tables[:, vocabulary().tables[part.table]]
            if part.level == "total":
                fine = fine & _has_rows(part, presence, 1) & _summed(part, presence)
        if identity.parts_required:
            fine = fine & _present(part, presence, every=True)
    return fine


def _present(selector: Selector, presence: Presence, *, every: bool = False) -> Booleans:
    names = vocabulary()
    table = names.tables[selector.table]
    fine = presence.tables[:, table]
    if selector.measures is not None:
        wanted = [names.measures[name] for name in selector.measures]
        fine = fine & presence.measures[:, table, wanted].all(axis=1)
    starred = any(line.endswith("*") for line in selector.lines)
    if (selector.lines and not starred) or selector.level == "total":
        needed = len(selector.lines) if every else 1
        fine = fine & _has_rows(selector, presence, max(needed, 1))
    return fine


def _any_present(selectors: Sequence[Selector], presence: Presence) -> Booleans:
    """The form has one of these columns at least."""
    present = np.stack([_present(each, presence) for each in selectors])
    return np.asarray(present.any(axis=0), dtype=np.bool_)


def _summed(selector: Selector, presence: Presence) -> Booleans:
    """The table has the column that is asked for, or the sum of its columns at least."""
    names = vocabulary()
    table = names.tables[selector.table]
    wanted = [names.measures[name] for name in ("total", *(selector.measures or ()))]
    return np.asarray(presence.measures[:, table, wanted].any(axis=1), dtype=np.bool_)


def _coded(selector: Selector, presence: Presence) -> Booleans:
    """The table has rows with codes, where the selector asks for some, or is empty."""
    table = vocabulary().tables[selector.table]
    if selector.level == "total" or not catalogue_tables()[selector.table].codes:
        return presence.tables[:, table]
    rows = presence.rows
    coded = np.zeros(len(presence.tables), dtype=np.bool_)
    coded[rows.document[(rows.table == table) & (rows.code > 0)]] = True
    return coded | presence.empty[:, table]


def _has_rows(selector: Selector, presence: Presence, needed: int) -> Booleans:
    rows = presence.rows
    at = rows.select(selector, measures=False)
    width = len(vocabulary().lines)
    lines = np.unique(rows.document[at] * width + rows.line[at])
    count = np.bincount(lines // width, minlength=len(presence.tables))
    empty = presence.empty[:, vocabulary().tables[selector.table]]
    return (count >= needed) | empty


def rows_missing(identity: Sum, presence: Presence, keys: Integers) -> Booleans:
    """Of the equations, those whose total's own row is needed and not printed."""
    document, group, _ = key_parts(keys)
    rows = presence.rows
    at = rows.select(identity.total, measures=False)
    printed = rows.document[at] * GROUPS + rows.code[at]
    absent = ~np.isin(document * GROUPS + group, printed)
    return absent & needs_row([identity], presence, np.zeros(len(keys), dtype=np.int64), keys)


def needs_row(
    identities: Sequence[Sum], presence: Presence, number: Integers, keys: Integers
) -> Booleans:
    """Whether equations cannot be checked where their total's own row is not printed.

    That is the 类 or 款 above its parts, and the 合计 row; another code that one table has and
    the other has not is a blank there, that is 0. `number` counts in `identities`.
    """
    document, group, _ = key_parts(keys)
    names = vocabulary().tables
    table = np.array([names[each.total.table] for each in identities], dtype=np.int64)
    by_parent, by_code = (
        np.array([each.by == by for each in identities], dtype=np.bool_)[number]
        for by in ("parent", "code")
    )
    needed: Booleans = by_parent | (
        by_code & (group == 0) & ~presence.empty[document, table[number]]
    )
    return needed
