"""Cells of one document: their names in verdicts, and their neighbours in the form."""

from dataclasses import dataclass

import pandas as pd

from juesuan.identities.cell_names import cell_name


@dataclass(frozen=True)
class Cell:
    """An amount of a document: its position in `amounts` and the cells that may hold it."""

    at: int
    table: str
    names: frozenset[str]


def cells(amounts: pd.DataFrame) -> list[Cell]:
    """Every amount of a document, each with the names that verdicts give to its cell.

    An amount whose column is open has the names of all its candidates.
    """
    return [
        Cell(at, row["table"], names_of(row)) for at, row in enumerate(amounts.to_dict("records"))
    ]


def names_of(row: dict) -> frozenset[str]:
    """The names of the cells in which an amount may stand."""
    if not pd.isna(row["measure"]):
        return named(row, row["side"], row["line_key"], row["measure"])
    found: set[str] = set()
    for candidate in row["candidates"].split(","):
        place, _, measure = candidate.rpartition(".")
        side, slash, line = place.rpartition("/")
        found |= named(row, side if slash else row["side"], line or row["line_key"], measure)
    return frozenset(found)


def named(row: dict, side: str | None, line: str | None, measure: str) -> frozenset[str]:
    """A cell's name by its line and by its code: sums use the one, the prose the other."""
    side, line = (None if pd.isna(value) else value for value in (side, line))
    return frozenset(
        cell_name(row["table"], side, code, line, measure) for code in ("", row["code"])
    ) - ({cell_name(row["table"], side, "", None, measure)} if row["code"] and not line else set())


def neighbour(amounts: pd.DataFrame, tables: pd.DataFrame, at: int) -> str | None:
    """The column beside a cell's own: the next one, from the last column the one before.

    None in tables of one column and for amounts whose column is open.
    """
    table, measure = amounts["table"].iloc[at], amounts["measure"].iloc[at]
    if pd.isna(measure) or measure == "amount":
        return None
    listed = tables.set_index("table")["measures"][table].split(",")
    columns = [name for name in listed if name != "amount"]
    place = columns.index(measure)
    beside = columns[place + 1 : place + 2] or columns[place - 1 : place]
    return beside[0] if beside else None
