"""The changes that a wrong cell may have suffered."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pandas as pd

from .cells import Cell, names_of, neighbour

FEN_OF_WAN = 1_000_000


@dataclass(frozen=True)
class Change:
    """New values of some amounts, by position and column; `names` are the cells concerned."""

    kind: str
    cell: Cell
    new: dict[int, dict[str, object]]
    names: frozenset[str]


def transposed(fen: int, unit: int, *, front: bool) -> int | None:
    """The figure with its first (or last) two unequal neighbouring digits exchanged."""
    digits = str(abs(fen) // unit)
    places = [n for n in range(len(digits) - 1) if digits[n] != digits[n + 1]]
    if not places:
        return None
    n = places[0 if front else -1]
    new = int(digits[:n] + digits[n + 1] + digits[n] + digits[n + 2 :]) * unit
    return -new if fen < 0 else new


FIGURES: dict[str, Callable[[int, int], int | None]] = {
    "+0.5": lambda fen, _: fen + FEN_OF_WAN // 2,
    "+100": lambda fen, _: fen + 100 * FEN_OF_WAN,
    "first digits transposed": lambda fen, unit: transposed(fen, unit, front=True),
    "last digits transposed": lambda fen, unit: transposed(fen, unit, front=False),
    "sign": lambda fen, _: -fen if fen else None,
}


def figure_changes(cell: Cell, amounts: pd.DataFrame) -> Iterator[Change]:
    """The changes of a cell's figure; one that leaves the figure as it is has no values.

    A zero that is printed short takes the decimals of its table, as the new figure would.
    """
    row = amounts.iloc[cell.at]
    fen, unit = int(row["amount_fen"]), int(row["precision_fen"])
    if fen == 0:
        unit = int(amounts["precision_fen"][amounts["table"].eq(cell.table)].min())
    for kind, change in FIGURES.items():
        new = change(fen, unit)
        value = {} if new is None else {cell.at: {"amount_fen": new, "precision_fen": unit}}
        yield Change(kind, cell, value, cell.names)


def moves(cell: Cell, amounts: pd.DataFrame, tables: pd.DataFrame) -> Iterator[Change]:
    """The figure in the neighbouring column, whose own figure takes its place."""
    measure = neighbour(amounts, tables, cell.at)
    if measure is None:
        return
    row = amounts.iloc[cell.at].to_dict()
    names = cell.names | names_of(row | {"measure": measure})
    place = ["table", "side", "line_key", "code", "measure"]
    beside = amounts[place].astype(object).fillna("")
    wanted = pd.Series(row | {"measure": measure})[place].fillna("")
    (others,) = beside.eq(wanted).all(axis=1).to_numpy().nonzero()
    values: dict[int, dict[str, object]] = {cell.at: {"measure": measure}}
    values |= {int(at): {"measure": row["measure"]} for at in others}
    same = amounts["amount_fen"].iloc[others].sum() == row["amount_fen"]
    yield Change("moved", cell, {} if same else values, names)
