"""Equations as spreadsheet formulas over the official sheets, exact to the 分.

Sheets may print different units: `fen` is what one unit of a sheet is worth in 分.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from openpyxl.utils import get_column_letter, quote_sheetname

from juesuan.identities.form_equations import Cell, Equation
from juesuan.identities.intervals import excess
from juesuan.workbook.placing import Placing
from juesuan.workbook.sheet_grid import Place
from juesuan.workbook.vocabulary import verdict_names

# A function takes 255 arguments.
_ARGUMENTS = 200


@dataclass(frozen=True)
class Sheet:
    """An official sheet as formulas see it: its name and its unit in 分."""

    name: str
    fen: int


@dataclass(frozen=True)
class Where:
    """A cell of a form on its sheet, and the unit of its last digit in 分."""

    sheet: Sheet
    place: Place
    precision: int


@dataclass(frozen=True)
class Formula:
    """A formula, and what it gives over the figures that stand in the workbook."""

    text: str
    value: float | str


@dataclass(frozen=True)
class Check:
    """The four formulas of an equation; `computed` and so on name the cells they stand in."""

    computed: Formula
    residual: Formula
    allowed: Formula
    verdict: Formula


def check(
    equation: Equation,
    where: Mapping[Cell, Where],
    sheet: Sheet,
    names: tuple[str, str, str],
    placing: Placing,
) -> Check:
    """The formulas of an equation on `sheet`, for the cells named computed, residual, allowed.

    Where no figure stands in any of its cells, nothing is allowed and nothing is checked.
    """
    computed, residual, allowed = names
    totals = [(where[cell], 1) for cell in equation.totals]
    parts = [(where[cell], weight) for cell, weight in equation.parts]
    reported = _sum(totals, sheet) or "0"
    every = _areas((at for at, _ in (*totals, *parts)), sheet)
    texts = (
        f'=IF({allowed}=0,"",ROUND({_sum(parts, sheet) or "0"},0)/{sheet.fen})',
        f'=IF({allowed}=0,"",ROUND({reported}-{computed}*{sheet.fen},0)/{sheet.fen})',
        f"={_width([*totals, *parts], sheet)}",
        "=" + _verdict(equation, every, f"ROUND({residual}*{sheet.fen},0)", allowed, sheet),
    )
    return Check(*map(Formula, texts, _values(equation, where, sheet, placing)))


def _values(
    equation: Equation, where: Mapping[Cell, Where], sheet: Sheet, placing: Placing
) -> tuple[float | str, float | str, float, str]:
    """What the four formulas give: in the sheet's unit, the last one a word."""
    word = verdict_names()

    def added(terms: Iterable[tuple[Cell, int]]) -> int:
        return sum(
            weight * int(placing.figures[cell]["amount_fen"])
            for cell, weight in set(terms)
            if _is_figure(cell, placing)
        )

    totals = [(cell, 1) for cell in equation.totals]
    widths = {(cell, abs(weight)) for cell, weight in (*totals, *equation.parts)}
    width = sum(
        where[cell].precision * weight for cell, weight in widths if _is_figure(cell, placing)
    )
    computed = added(equation.parts)
    residual = added(totals) - computed
    shown = (computed / sheet.fen, residual / sheet.fen) if width else ("", "")
    if any(cell in placing.open for cell in equation.cells):
        verdict = word["not_checked"]
    elif not width:
        verdict = ""
    elif residual == 0 or (equation.identity.bound and residual > 0):
        verdict = word["exact"]
    else:
        verdict = word["rounding" if excess(residual, width) <= 0 else "inconsistent"]
    return *shown, width / (2 * sheet.fen), verdict


def _is_figure(cell: Cell, placing: Placing) -> bool:
    """A number stands in the cell, not a text that says that it may."""
    return cell in placing.figures and cell not in placing.open


def _verdict(
    equation: Equation, every: list[str], residual: str, allowed: str, sheet: Sheet
) -> str:
    word = verdict_names()
    text = f"{_call('COUNTA', every)}>{_call('COUNT', every)}"
    holds = f"{residual}>=0" if equation.identity.bound else f"{residual}=0"
    # `graph.intervals` doubles the residual; so does the formula, and stays in whole 分.
    within = f"ABS({residual})*2<=ROUND({allowed}*{sheet.fen}*2,0)"
    return (
        f'IF({text},"{word["not_checked"]}",IF({allowed}=0,"",IF({holds},"{word["exact"]}",'
        f'IF({within},"{word["rounding"]}","{word["inconsistent"]}"))))'
    )


def _sum(terms: Iterable[tuple[Where, int]], sheet: Sheet) -> str:
    """Σ weight·cell in 分."""
    groups: dict[tuple[int, int], list[Where]] = defaultdict(list)
    for at, weight in terms:
        groups[at.sheet.fen, weight].append(at)
    text = "".join(
        f"{'-' if weight < 0 else '+'}{_call('SUM', _areas(cells, sheet))}*{abs(weight) * fen}"
        for (fen, weight), cells in groups.items()
    )
    return text.removeprefix("+")


def _width(terms: Iterable[tuple[Where, int]], sheet: Sheet) -> str:
    """Half a unit of the last digit of each figure that stands there, in the sheet's unit."""
    groups: dict[int, list[Where]] = defaultdict(list)
    for at, weight in terms:
        groups[at.precision * abs(weight)].append(at)
    # The excess of no residual is minus the whole width.
    return "+".join(
        f"{_call('COUNT', _areas(cells, sheet))}*{-excess(0, unit)}/{2 * sheet.fen}"
        for unit, cells in groups.items()
    )


def _areas(cells: Iterable[Where], sheet: Sheet) -> list[str]:
    """References to cells, neighbours below each other joined to one area."""
    found: list[str] = []
    key: Callable[[Where], tuple[str, int]] = lambda at: (at.sheet.name, at.place[1])  # noqa: E731
    for (name, column), group in groupby(sorted(set(cells), key=_order), key):
        prefix = "" if name == sheet.name else f"{quote_sheetname(name)}!"
        letter = get_column_letter(column)
        for first, last in _runs([at.place[0] for at in group]):
            area = f"{letter}{first}" if first == last else f"{letter}{first}:{letter}{last}"
            found.append(prefix + area)
    return found


def _order(at: Where) -> tuple[str, int, int]:
    return at.sheet.name, at.place[1], at.place[0]


def _runs(rows: list[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and runs[-1][1] == row - 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs


def _call(name: str, areas: list[str]) -> str:
    """A function over areas, in several calls where there are many."""
    calls = [
        f"{name}({','.join(areas[at : at + _ARGUMENTS])})"
        for at in range(0, len(areas), _ARGUMENTS)
    ]
    return calls[0] if len(calls) == 1 else f"({'+'.join(calls)})"
