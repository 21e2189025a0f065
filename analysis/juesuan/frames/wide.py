"""Wide views of a table: one row a code or line, one column a measure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from juesuan.catalogue import Table, frames, tables
from juesuan.catalogue.choice import chosen
from juesuan.catalogue.faults import fault
from juesuan.catalogue.terms import DIGITS
from juesuan.errors import CatalogueError
from juesuan.frames.named import table_named

_PATH = [f"{level}_{what}" for level in DIGITS for what in ("code", "name")]


def wide(amounts: pd.DataFrame, table: str) -> pd.DataFrame:
    """The table's amounts in 万元 (float64), in printed order; blank cells are NaN.

    Columns: document_id, the row's keys and names, then every measure of the table's forms; one
    that is printed nowhere is NaN. Ambiguous amounts have no column and are left out.
    """
    entry = tables()[table]
    measures = list(entry.measures)
    mine = amounts[(amounts["table"] == table) & amounts["measure"].isin(measures)]
    keys = ["document_id", "code", "level", "name"]
    if entry.codes is None:
        keys = ["document_id", "side", "line_key", "level", "name"]
        if entry.shape != "two_sided":
            keys.remove("side")
    if entry.codes:
        keys += _PATH
    mine = mine.astype({key: "str" for key in keys if mine[key].dtype == "category"})
    # A code may be printed twice: the first print and the second are rows of their own.
    joined = [key for key in ("document_id", "code", "line_key", "side", "name") if key in keys]
    order = mine.groupby([*joined, "measure"], observed=True, dropna=False).cumcount()
    rows = mine.assign(print=order).groupby([*joined, "print"], dropna=False, sort=False)
    row = rows.ngroup().to_numpy()
    view = mine[keys].iloc[np.unique(row, return_index=True)[1]].reset_index(drop=True)
    values = np.full((len(view), len(measures)), np.nan)
    values[row, pd.Index(measures).get_indexer(pd.Index(mine["measure"]))] = mine["amount"]
    return view.join(pd.DataFrame(values, columns=measures))


def table_view(amounts: pd.DataFrame, name: str, level: str | None = None) -> pd.DataFrame:
    """The wide view of a table by its key or a title as printed, or the rows of one level of it.

    Rows of every level state the same money: 合计, its 类, their 款 and 项. Raises `UnknownName`,
    and `UnknownChoice` for a level that the table does not have.
    """
    table = table_named(name)
    if level is not None:
        chosen(level, tables()[table].levels, fault("a_level_of", table=tables()[table].title))
        amounts = amounts[amounts["level"].eq(level)]
    return wide(amounts, table)


def frame_attributes(
    take: Callable[[Any, str], pd.DataFrame], of: str = ""
) -> Iterable[tuple[str, property]]:
    """An attribute for each frame of the contract; `take` gives the frame of an owner."""
    for name, frame in frames().items():
        yield name, attribute(take, name, f"The frame `{name}`{of}: {frame.title}.")


def views(take: Callable[[Any, str], pd.DataFrame], of: str = "") -> Iterable[tuple[str, property]]:
    """An attribute for each table that is no frame of its own; `take` makes the view of an owner.

    `of` says in the attribute's docstring what it is of.
    """
    for key, table in tables().items():
        if key not in frames():
            said = (
                f"{table.title}{of} in 万元, one row {_row(table)}. Rows of every level state "
                "the same money: `table(name, level=...)` gives one level, to be added up."
            )
            yield key, attribute(take, key, said)


def _row(table: Table) -> str:
    return {None: "a line", "economic": "an economic code"}.get(table.codes, "a code")


def attribute(take: Callable[[Any, str], pd.DataFrame], name: str, said: str) -> property:
    """An attribute that is worked out anew each time that it is asked for, and cannot be set."""

    def refuse(_: object, value: object) -> None:
        raise AttributeError(
            f"{name} is made from what was read and cannot be set to {value!r:.40}"
        )

    return property(lambda owner: take(owner, name), refuse, doc=said)


def equip(owner: type, attributes: Iterable[tuple[str, property]]) -> None:
    """Give a class attributes that the catalogue names.

    Raises `CatalogueError` where the class has an attribute of the name already.
    """
    for name, made in attributes:
        if hasattr(owner, name):
            raise CatalogueError(f"{name} names a table or frame and another attribute, {owner}")
        setattr(owner, name, made)


class Named:
    """What has attributes that the catalogue names; each is a frame."""

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> pd.DataFrame: ...
