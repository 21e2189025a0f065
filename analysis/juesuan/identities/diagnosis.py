"""Which cell is wrong: the one whose change makes every violated identity of it hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from juesuan.catalogue.verdict_words import sentence
from juesuan.identities.cell_names import SEPARATOR, names_of
from juesuan.identities.equations_of import FAR, Equation, equations_of
from juesuan.identities.stack import Stack
from juesuan.identities.suites import sums
from juesuan.identities.verdicts import verdicts as verdicts_of
from juesuan.money import FEN_OF_WAN, FEN_OF_YUAN, in_wan
from juesuan.schema import from_records

_UNIT = FEN_OF_WAN // FEN_OF_YUAN
_NAMED = 3  # as many cells are named where they explain the same


@dataclass(frozen=True)
class Suspect:
    """A cell with its printed amount, the change that repairs it, and what speaks for and against.

    `violated` are the identities that do not hold and that the repair makes hold; `broken` those
    that hold and that it would break.
    """

    cell: str
    fen: int
    shift: int
    violated: tuple[str, ...]
    left: int
    broken: int
    hint: str | None


def checked(given: Mapping[str, pd.DataFrame]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The frames `verdicts` and `suspects` for the frames of any number of documents."""
    stack = Stack(given)
    return diagnosed(stack, verdicts_of(stack))


def suspects(stack: Stack, verdicts: pd.DataFrame) -> pd.DataFrame:
    """The cells that may be wrong, likeliest first, for each document whose sums do not hold.

    A cell is listed where one change of its amount makes all of its violated identities hold.
    """
    return from_records("suspects", _records(stack, verdicts))


def diagnosed(stack: Stack, verdicts: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The verdicts with the likeliest cell and repair beside what does not hold; the suspects."""
    found = suspects(stack, verdicts)
    if found.empty:
        return verdicts, found
    best: dict[tuple[str, str], dict[Hashable, Any]] = {
        (row["document_id"], row["cell"]): row for row in found.to_dict("records")
    }
    wrong = np.flatnonzero(verdicts["verdict"].eq("inconsistent") & verdicts["cells"].notna())
    cells, hints = (verdicts[name].to_numpy(dtype=object).copy() for name in ("suspect", "hint"))
    places = verdicts[["document_id", "cells"]].iloc[wrong].itertuples(index=False, name=None)
    for at, (document, named) in zip(wrong.tolist(), places, strict=True):
        known = [best.get((document, cell)) for cell in named.split(SEPARATOR)]
        mine = [row for row in known if row]
        first = min((row["rank"] for row in mine), default=None)
        equal = [row for row in mine if row["rank"] == first]
        if 0 < len(equal) <= _NAMED:
            cells[at] = SEPARATOR.join(row["cell"] for row in equal)
            hints[at] = SEPARATOR.join(row["hint"] for row in equal)
    told = {"suspect": cells, "hint": hints}
    return verdicts.assign(**{name: pd.array(v, dtype="str") for name, v in told.items()}), found


def _records(stack: Stack, verdicts: pd.DataFrame) -> Iterator[Mapping[str, object]]:
    summed = verdicts["identity"].isin([identity.name for identity in sums()])
    wrong = verdicts[verdicts["verdict"].eq("inconsistent") & summed]
    documents = wrong["document_id"].unique()
    if not len(documents):
        return
    given = (stack if len(documents) == len(stack.documents) else _of(stack, documents)).intake
    every: dict[int, list[Equation]] = {}
    for equation in equations_of(given):
        every.setdefault(equation.document, []).append(equation)
    positions = np.arange(len(given.placed.fen))
    names = names_of(given.placed.cells, positions)
    amounts: dict[tuple[int, str], int] = {
        (document, name): fen
        for document, name, fen in zip(
            given.placed.cells.document.tolist(), names, given.placed.fen.tolist(), strict=True
        )
    }
    for number, equations in every.items():
        if number < 0:
            continue
        mine = {name: fen for (document, name), fen in amounts.items() if document == number}
        ranked = _ranked(equations, mine)
        for rank, suspect in ranked:
            yield {
                "document_id": given.documents[number],
                "rank": rank,
                "cell": suspect.cell,
                "amount": in_wan(suspect.fen),
                "repair": in_wan(suspect.fen + suspect.shift),
                "repair_fen": suspect.fen + suspect.shift,
                "violated": len(suspect.violated),
                "left": suspect.left,
                "broken": suspect.broken,
                "identities": SEPARATOR.join(suspect.violated),
                "hint": suspect.hint,
            }


def _of(stack: Stack, documents: Iterable[str]) -> Stack:
    """The tables of some documents only."""
    names = ("tables", "rows", "amounts")
    frames = {name: stack[name] for name in names}
    return Stack({n: frame[frame["document_id"].isin(documents)] for n, frame in frames.items()})


def _ranked(equations: Sequence[Equation], amounts: Mapping[str, int]) -> list[tuple[int, Suspect]]:
    """The suspects of a document with their rank; what explains equally well has the same."""
    violated = [equation for equation in equations if equation.violated]
    cells = {cell for equation in violated for cell in equation.cells}
    found = [s for cell in sorted(cells) if (s := _suspect(cell, amounts[cell], equations))]
    order = sorted(found, key=_worth)
    ranks: list[tuple[int, Suspect]] = []
    for at, suspect in enumerate(order):
        same = at and _worth(order[at - 1]) == _worth(suspect)
        ranks.append((ranks[-1][0] if same else at + 1, suspect))
    return ranks


def _worth(suspect: Suspect) -> tuple[int, int, int]:
    """Lower is likelier: repairs that break nothing, that leave least, that make most hold."""
    return suspect.broken, suspect.left, -len(suspect.violated)


def _suspect(cell: str, fen: int, equations: Iterable[Equation]) -> Suspect | None:
    mine = [equation for equation in equations if cell in equation.cells]
    wrong = [equation for equation in mine if equation.violated]
    shifts = [equation.shifts(cell) for equation in wrong]
    low, high = max(low for low, _ in shifts), min(high for _, high in shifts)
    if low > high:
        return None
    exact = Counter(
        -equation.residual * equation.cells[cell] for equation in wrong if equation.high < FAR
    )
    shift = _likeliest(fen, exact, low, high)
    broken = 0
    for equation in mine:
        if not equation.violated:
            first, last = equation.shifts(cell)
            broken += not first <= shift <= last
    left = sum(equation.violated for equation in equations) - len(wrong)
    names = tuple(equation.identity for equation in wrong)
    return Suspect(cell, fen, shift, names, left, broken, _hint(fen, shift))


def _likeliest(fen: int, exact: Counter[int], low: int, high: int) -> int:
    """Of the changes that repair, one with a simple cause, else what leaves most residuals 0."""
    sums = [shift for shift, _ in exact.most_common()]
    for known in (-2 * fen, fen * (_UNIT - 1), fen // _UNIT - fen, *sums):
        if low <= known <= high:
            return known
    return low if high >= FAR else high


def _hint(fen: int, shift: int) -> str:
    """The repair in words, with its likely cause."""
    repair = fen + shift
    name = "repair"
    if repair == -fen:
        name = "repair_sign"
    elif repair == fen * _UNIT or fen == repair * _UNIT:
        name = "repair_unit"
    elif repair > 0 and sorted(str(abs(fen))) == sorted(str(repair)):
        name = "repair_digits"
    elif repair == 0:
        name = "repair_elsewhere"
    return sentence(name, printed=f"{in_wan(fen):,.2f}", repaired=f"{in_wan(repair):,.2f}")
