"""Frames → the arrays that identities are evaluated on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

import msgspec
import numpy as np
import pandas as pd
from msgspec.structs import fields, replace
from pandas.api.extensions import ExtensionArray

from juesuan.catalogue.faults import fault
from juesuan.catalogue.levels import LONGEST
from juesuan.catalogue.terms import EMPTY, PRINTED
from juesuan.errors import FrameError
from juesuan.identities.cells import LEVELS, SIDES, Cells, Integers, code_number, vocabulary
from juesuan.identities.equations import Presence
from juesuan.schema.candidates import candidates, parted

Series: TypeAlias = "pd.Series[Any]"

_CODES = int(10**LONGEST)
_CELL = ["document_id", "table", "side", "line_key", "code", "level", "measure"]
_CELL += ["unit_name", "amount_fen", "precision_fen"]


class Figures(msgspec.Struct, frozen=True):
    """Cells with their amounts: 分, one unit of the last digit, and of the table's finest digit.

    `page` and `line` say where each is printed (0: nowhere known).
    """

    cells: Cells
    fen: Integers
    precision: Integers
    finest: Integers


class Intake(msgspec.Struct, frozen=True):
    """All that the evaluation needs.

    `placed` are the amounts with a column, `open` every cell that an ambiguous amount may stand
    in or that belongs to a row with unplaced figures; `open_reason` says which of the two, and
    `open_figure` numbers the amount (-1: an unplaced one), whose 分 and precision follow.
    `names`, `pages` and `lines` belong to the rows of `presence`.
    """

    documents: pd.Index
    placed: Figures
    open: Cells
    open_reason: Integers
    open_figure: Integers
    open_fen: Integers
    open_precision: Integers
    presence: Presence
    names: ExtensionArray
    pages: ExtensionArray
    lines: ExtensionArray


def intake(amounts: pd.DataFrame, rows: pd.DataFrame, tables: pd.DataFrame) -> Intake:
    """The frames `amounts`, `rows` and `tables` of any number of documents as arrays."""
    documents = pd.Index(pd.unique(tables["document_id"]))
    for name, frame in (("amounts", amounts), ("rows", rows)):
        if strangers := sorted(set(frame["document_id"].unique()) - set(documents)):
            raise FrameError(fault("documents_missing", name=name, strangers=strangers[:3]))
    rows, amounts = (each.assign(unit_name=_owners(each)) for each in (rows, amounts))
    universe = _positions(rows, documents, np.zeros(len(rows), dtype=np.int64))
    units = {name: at for at, name in enumerate(rows["unit_name"].dropna().unique(), start=1)}
    own = _row_keys(universe, _numbers(rows["unit_name"], units))
    keys, first = np.unique(own, return_index=True)
    universe = _with_rows(universe, own, keys, first)
    clear = amounts["placement"].ne("ambiguous").to_numpy()
    placed = amounts if clear.all() else amounts[_CELL][clear]
    cells = _positions(placed, documents, _numbers(placed["measure"], vocabulary().measures))
    own = _row_keys(cells, _numbers(placed["unit_name"], units))
    cells = _with_rows(cells, own, keys, first)
    fen = placed["amount_fen"].to_numpy(dtype=np.int64)
    precision = placed["precision_fen"].to_numpy(dtype=np.int64)
    figures = Figures(cells, fen, precision, _finest(cells, precision))
    presence = _presence(universe, tables, documents)
    blocked, unit, reason, figure = _open(amounts, rows, universe, documents, presence)
    blocked = _with_rows(blocked, _row_keys(blocked, _numbers(unit, units)), keys, first)
    known = figure >= 0
    fen_of, precision_of = (
        np.where(known, amounts[name].to_numpy(dtype=np.int64)[figure], 0)
        if len(amounts)
        else figure
        for name in ("amount_fen", "precision_fen")
    )
    return Intake(
        documents,
        figures,
        blocked,
        reason,
        figure,
        fen_of,
        precision_of,
        presence,
        rows["name"].array,
        rows["page"].array,
        rows["row"].array,
    )


def _numbers(values: Series, numbers: Mapping[str, int], missing: int = 0) -> Integers:
    """Values as the vocabulary's numbers."""
    category = _category(values)
    table = [numbers.get(name, missing) for name in category.categories]
    numbered: Integers = np.array([*table, missing], dtype=np.int64)[category.codes]
    return numbered


def _category(values: Series) -> Any:
    """The values as a category."""
    array = values.array
    return array if isinstance(array, pd.Categorical) else pd.Categorical(values)


def _owners(frame: pd.DataFrame) -> Series:
    """What tells rows that have neither a code nor a line of the form: unit, or name."""
    nameless = frame["code"].ne("") | frame["line_key"].notna()
    unit = frame["unit_name"].astype(object)
    return unit.where(unit.notna() | nameless, frame["name"].astype(object))


def _positions(frame: pd.DataFrame, documents: pd.Index, measure: Integers) -> Cells:
    names = vocabulary()
    lines = _category(frame["line_key"]).categories
    classes = {key: code_number("", key, "line") for key in lines}
    level = _numbers(frame["level"], {name: at for at, name in enumerate(LEVELS)})
    of_line = _numbers(frame["line_key"], classes, -1)
    total = np.where(level == LEVELS.index("total"), 0, of_line)
    at, codes = pd.factorize(frame["code"].array)
    known = np.array([int(code) if code else -1 for code in codes] + [-1], dtype=np.int64)
    code = np.where(known[at] < 0, total, known[at])
    document, told = pd.factorize(frame["document_id"].array)
    return Cells(
        documents.get_indexer(pd.Index(told)).astype(np.int64)[document],
        _numbers(frame["table"], names.tables),
        _numbers(frame["side"], {side: at for at, side in enumerate(SIDES) if side}),
        _numbers(frame["line_key"], names.lines),
        code,
        level,
        measure,
        np.zeros(len(frame), dtype=np.int64),
    )


def _row_keys(cells: Cells, unit: Integers) -> Integers:
    """One number for each printed row; those of a unit, which have no code, are told by it."""
    key = cells.document * len(vocabulary().tables) + cells.table
    key = (key * len(SIDES) + cells.side) * len(vocabulary().lines) + cells.line
    return key * (_CODES + 1) + np.where(unit, unit, cells.code) + 1


def _with_rows(cells: Cells, own: Integers, keys: Integers, first: Integers) -> Cells:
    at = np.minimum(np.searchsorted(keys, own), max(len(keys) - 1, 0))
    if len(own) and (not len(keys) or (keys[at] != own).any()):
        raise FrameError(fault("rows_missing"))
    return replace(cells, row=first[at])


def _finest(cells: Cells, precision: Integers) -> Integers:
    """The smallest unit of a last digit in the same table of the same document."""
    if not len(precision):
        return precision
    group = cells.document * len(vocabulary().tables) + cells.table
    numbers, inverse = np.unique(group, return_inverse=True)
    finest = np.full(len(numbers), np.iinfo(np.int64).max)
    np.minimum.at(finest, inverse, precision)
    of_cells: Integers = finest[inverse]
    return of_cells


def _presence(universe: Cells, tables: pd.DataFrame, documents: pd.Index) -> Presence:
    names = vocabulary()
    shape = (len(documents), len(names.tables))
    present, empty = np.zeros(shape, dtype=np.bool_), np.zeros(shape, dtype=np.bool_)
    measures = np.zeros((*shape, len(names.measures)), dtype=np.bool_)
    document = documents.get_indexer(pd.Index(tables["document_id"]))
    table = _numbers(tables["table"], names.tables, -1)
    status = tables["status"].astype(object).to_numpy()
    columns = tables["measures"].astype(object).to_numpy()
    for at, number, state, listed in zip(document, table, status, columns, strict=True):
        if state not in PRINTED or number < 0:
            continue
        present[at, number] = True
        empty[at, number] = state in EMPTY
        measures[at, number, [names.measures[name] for name in parted(listed)]] = True
    return Presence(universe, present, empty, measures)


def _open(
    amounts: pd.DataFrame,
    rows: pd.DataFrame,
    universe: Cells,
    documents: pd.Index,
    presence: Presence,
) -> tuple[Cells, Series, Integers, Integers]:
    """Cells that may hold an amount whose place is not known, and their units.

    With why it is not known, and the amount's position.
    """
    chosen = amounts["placement"].eq("ambiguous").to_numpy() & (amounts["amount_fen"] != 0)
    (at,) = np.nonzero(np.asarray(chosen))
    left = np.flatnonzero(rows["unplaced"].to_numpy(dtype=np.int64, na_value=0) > 0)
    if not len(at) and not len(left):
        return universe.take(left, left), rows["unit_name"].iloc[left], left, left
    spread = _open_cells(amounts.iloc[at], at)
    measure = _numbers(spread["measure"].astype("category"), vocabulary().measures)
    ambiguous = _positions(spread, documents, measure)
    has = presence.measures[universe.document[left], universe.table[left]]
    row, column = np.nonzero(has)
    places = left[row]
    cells = [ambiguous, universe.take(places, column.astype(np.int64))]
    reason = np.repeat([0, 1], [len(ambiguous), len(places)]).astype(np.int64)
    figure = np.concatenate([spread["figure"].to_numpy(dtype=np.int64), np.full(len(places), -1)])
    unit = pd.concat([spread["unit_name"], rows["unit_name"].iloc[places]], ignore_index=True)
    return _stacked(cells), unit, reason, figure


_CANDIDATE = (
    "document_id", "table", "side", "line_key", "code", "level", "unit_name", "measure", "figure",
)  # fmt: skip


def _open_cells(unsure: pd.DataFrame, figures: Integers) -> pd.DataFrame:
    """The cells that ambiguous amounts may have, one a row; `figure` numbers the amount.

    Where the line is open too, a candidate names its own, and its side.
    """
    cells: list[tuple[Any, ...]] = []
    columns = (unsure[name].astype(object) for name in (*_CANDIDATE[:-2], "candidates"))
    for figure, *place, listed in zip(figures.tolist(), *columns, strict=True):
        document, table, side, line, code, level, unit = place
        for measure, own, named in candidates(listed):
            key = own or line
            rank = "total" if key == "total" else level
            whose = None if own else unit  # a line of the form is told by itself
            cells.append((document, table, named or side, key, code, rank, whose, measure, figure))
    return pd.DataFrame(cells, columns=list(_CANDIDATE), dtype=object)


def _stacked(parts: list[Cells]) -> Cells:
    names = [field.name for field in fields(Cells)]
    return Cells(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))
