"""Which amounts were recognised in a picture, and which of them identities confirm."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from juesuan.catalogue import classification, tables
from juesuan.catalogue.plain_names import plain_name
from juesuan.readers.figure_widths import as_wide_as_read
from juesuan.readers.recognised import Recognised
from juesuan.readers.source import Source

Spot = tuple[int, str]  # the row of a figure, and the figure as it is printed

# The confidence in its least sure sign that a figure needs.
_SURE = 0.6
_PARTS = frozenset(".,")


def with_recognition(
    source: Source, amounts: pd.DataFrame, others: Mapping[str, pd.DataFrame]
) -> pd.DataFrame:
    """The amounts with `recognized` and `confirmed`; `others` are `rows` and `tables`."""
    seen = amounts["page"].isin(source.recognised).to_numpy(dtype=bool)
    told = np.zeros(len(seen), np.bool_)
    if seen.any():
        told[_confirmed(source, amounts, seen, others)] = True
    return amounts.assign(
        recognized=pd.arrays.BooleanArray(seen, np.zeros(len(seen), np.bool_)),
        confirmed=pd.arrays.BooleanArray(told, ~seen),
    )


def _confirmed(
    source: Source,
    amounts: pd.DataFrame,
    seen: NDArray[np.bool_],
    others: Mapping[str, pd.DataFrame],
) -> list[int]:
    """The positions of the amounts that are confirmed."""
    from juesuan.identities.cell_names import names_of
    from juesuan.identities.confirmed import Evidence, confirmed
    from juesuan.identities.equations_of import equations_of
    from juesuan.identities.intake import intake

    taken = intake(amounts, others["rows"], others["tables"])
    placed = np.flatnonzero(amounts["placement"].ne("ambiguous").to_numpy())
    names = list(names_of(taken.placed.cells, np.arange(len(placed))))
    sound = _sound(source, amounts, seen, others["tables"])
    held: dict[str, list[int]] = defaultdict(list)
    for name, at in zip(names, placed.tolist(), strict=True):
        held[name].append(at)
    raws = amounts["raw"].tolist()
    evidence = {
        # A cell that is printed twice is taken for none of both.
        name: Evidence(_digits(raws[at[0]]), len(at) == 1 and sound[at[0]], not seen[at[0]])
        for name, at in held.items()
    }
    return [held[name][0] for name in confirmed(equations_of(taken), evidence)]


def _digits(raw: str) -> str:
    return "".join(filter(str.isdecimal, raw))


def _sound(
    source: Source, amounts: pd.DataFrame, seen: NDArray[np.bool_], listed: pd.DataFrame
) -> list[bool]:
    """For each amount, whether only one digit for another can be wrong about its reading."""
    figures = _readings(source)
    usual = amounts["precision_fen"][seen].mode().iloc[0]
    units = _units(listed)
    names = _names(amounts)
    # Of a row that nothing knows it cannot be said what it adds up to.
    known = amounts["code"].ne("") | amounts["line_key"].notna() | amounts["level"].eq("total")
    seen = seen & known.to_numpy(dtype=bool)
    columns = ("row", "raw", "precision_fen", "table", "code", "name")
    return [
        is_seen
        and figures.get((row, raw), False)
        and precision == usual
        and not _PARTS.isdisjoint(raw)
        and table in units
        and (not code or _is_known(names, table, code, name))
        for is_seen, row, raw, precision, table, code, name in zip(
            seen.tolist(), *(amounts[column].tolist() for column in columns), strict=True
        )
    ]


def _readings(source: Source) -> dict[Spot, bool]:
    """For each recognised figure, whether both recognitions agree and it is as wide as it reads.

    Of equal figures in one row each has to.
    """
    by_page: dict[int | None, list[tuple[Spot, Recognised]]] = defaultdict(list)
    for grid in source.grids:
        for place, row in zip(grid.places, grid.rows, strict=True):
            for cell in row if place is not None else ():
                if cell.recognised and place is not None:
                    spot = (source.lines[place].row, cell.text)
                    by_page[grid.page].append((spot, cell.recognised))
    found: dict[Spot, bool] = {}
    for own in by_page.values():
        fits = as_wide_as_read([each for _, each in own])
        for (spot, each), fit in zip(own, fits, strict=True):
            agree = each.text == each.other and each.surety >= _SURE
            found[spot] = found.get(spot, True) and fit and agree
    return found


def _units(listed: pd.DataFrame) -> set[str]:
    """The tables whose unit another table has too: one alone may have lost its 万."""
    known = listed[listed["table"].notna() & listed["unit"].notna()]
    counts = Counter(known["unit"])
    return {t for t, unit in zip(known["table"], known["unit"], strict=True) if counts[unit] > 1}


def _names(amounts: pd.DataFrame) -> dict[tuple[str, str], set[str]]:
    """The tables that print a name beside a code."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    rows: Iterable[tuple[str, str, str]] = zip(
        amounts["code"], amounts["name"].fillna(""), amounts["table"], strict=True
    )
    for code, name, table in rows:
        found[code, plain_name(name)].add(table)
    return found


def _is_known(names: dict[tuple[str, str], set[str]], table: str, code: str, name: str) -> bool:
    """The code's name is one that it has or had, or another table prints it so too."""
    plain = plain_name(name) if isinstance(name, str) else ""
    system = tables()[table].codes
    official = classification(system).names(code) if system else ()
    return plain in map(plain_name, official) or (bool(plain) and len(names[code, plain]) > 1)
