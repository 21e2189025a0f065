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
from juesuan.language import Language
from juesuan.money import FEN_OF_WAN, FEN_OF_YUAN, in_wan
from juesuan.schema import from_records

_UNIT = FEN_OF_WAN // FEN_OF_YUAN
_SMALLEST = FEN_OF_WAN // 100
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


def checked(frames: Mapping[str, pd.DataFrame]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The frames `verdicts` and `suspects` for the frames of any number of documents."""
    stack = Stack(frames)
    return diagnosed(stack, verdicts_of(stack))


def suspects(stack: Stack, verdicts: pd.DataFrame) -> pd.DataFrame:
    """The cells that may be wrong, likeliest first, for each document whose sums do not hold.

    A cell is listed where one change of its amount makes all of its violated identities hold.
    """
    return from_records("suspects", _records(stack, verdicts))


def diagnosed(stack: Stack, verdicts: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The verdicts with the likeliest cell and repair beside what does not hold; the suspects."""
    suspected = suspects(stack, verdicts)
    if suspected.empty:
        return verdicts, suspected
    best: dict[tuple[str, str], dict[Hashable, Any]] = {
        (row["document_id"], row["cell"]): row for row in suspected.to_dict("records")
    }
    wrong = np.flatnonzero(verdicts["verdict"].eq("inconsistent") & verdicts["cells"].notna())
    cells, hints = (verdicts[name].to_numpy(dtype=object).copy() for name in ("suspect", "hint"))
    places = verdicts[["document_id", "cells"]].iloc[wrong].itertuples(index=False, name=None)
    for at, (document, named) in zip(wrong.tolist(), places, strict=True):
        rows = [row for cell in named.split(SEPARATOR) if (row := best.get((document, cell)))]
        first = min((row["rank"] for row in rows), default=None)
        equal = [row for row in rows if row["rank"] == first]
        if 0 < len(equal) <= _NAMED:
            cells[at] = SEPARATOR.join(row["cell"] for row in equal)
            hints[at] = SEPARATOR.join(row["hint"] for row in equal)
    words = {"suspect": pd.array(cells, dtype="str"), "hint": pd.array(hints, dtype="str")}
    return verdicts.assign(**words), suspected


def _records(stack: Stack, verdicts: pd.DataFrame) -> Iterator[Mapping[str, object]]:
    summed = verdicts["identity"].isin([identity.name for identity in sums()])
    wrong = verdicts[verdicts["verdict"].eq("inconsistent") & summed]
    documents = wrong["document_id"].unique()
    if not len(documents):
        return
    intake = (stack if len(documents) == len(stack.documents) else _of(stack, documents)).intake
    every: dict[int, list[Equation]] = {}
    for equation in equations_of(intake):
        every.setdefault(equation.document, []).append(equation)
    cells, fens = intake.placed.cells, intake.placed.fen.tolist()
    amounts: dict[int, dict[str, int]] = {}
    names = names_of(cells, np.arange(len(cells)))
    for number, name, fen in zip(cells.document.tolist(), names, fens, strict=True):
        amounts.setdefault(number, {})[name] = fen
    for number, equations in every.items():
        if number < 0:
            continue
        for rank, suspect in _ranked(equations, amounts[number]):
            yield {
                "document_id": intake.documents[number],
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
    frames = {name: stack[name] for name in ("tables", "rows", "amounts")}
    return Stack({n: frame[frame["document_id"].isin(documents)] for n, frame in frames.items()})


def _ranked(equations: Sequence[Equation], amounts: Mapping[str, int]) -> list[tuple[int, Suspect]]:
    """The suspects of a document with their rank; what explains equally well has the same."""
    violated = [equation for equation in equations if equation.violated]
    cells = {cell for equation in violated for cell in equation.cells}
    suspected = (_suspect(cell, amounts[cell], equations) for cell in sorted(cells))
    order = sorted(filter(None, suspected), key=_worth)
    ranks: list[tuple[int, Suspect]] = []
    for at, suspect in enumerate(order):
        same = at and _worth(order[at - 1]) == _worth(suspect)
        ranks.append((ranks[-1][0] if same else at + 1, suspect))
    return ranks


def _worth(suspect: Suspect) -> tuple[int, int, int]:
    """Lower is likelier: repairs that break nothing, that leave least, that make most hold."""
    return suspect.broken, suspect.left, -len(suspect.violated)


def _suspect(cell: str, fen: int, equations: Iterable[Equation]) -> Suspect | None:
    own = [equation for equation in equations if cell in equation.cells]
    wrong = [equation for equation in own if equation.violated]
    shifts = [equation.shifts(cell) for equation in wrong]
    low, high = max(low for low, _ in shifts), min(high for _, high in shifts)
    if low > high:
        return None
    exact = Counter(
        -equation.residual * equation.cells[cell] for equation in wrong if equation.high < FAR
    )
    shift = _likeliest(fen, exact, low, high)
    held = [equation.shifts(cell) for equation in own if not equation.violated]
    broken = sum(not first <= shift <= last for first, last in held)
    left = sum(equation.violated for equation in equations) - len(wrong)
    names = tuple(equation.identity for equation in wrong)
    return Suspect(cell, fen, shift, names, left, broken, repair_in_words(fen, shift))


def _likeliest(fen: int, exact: Counter[int], low: int, high: int) -> int:
    """Of the changes that repair, one with a simple cause, else what leaves most residuals 0."""
    sums = [shift for shift, _ in exact.most_common()]
    units = [fen * (_UNIT - 1)]
    # 元 taken for 万元 leave an amount that is too small to be printed: no repair.
    units += [fen // _UNIT - fen] if abs(fen) >= _SMALLEST * _UNIT else []
    for known in (-2 * fen, *units, *sums):
        if low <= known <= high:
            return known
    return low if high >= FAR else high


def repair_in_words(fen: int, shift: int, language: Language = "en") -> str:
    """The repair of an amount by a change (both in 分), with its likely cause."""
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
    figures = {"printed": f"{in_wan(fen):,.2f}", "repaired": f"{in_wan(repair):,.2f}"}
    return sentence(name, language, **figures)
