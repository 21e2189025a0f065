"""Which recognised amounts identities confirm: digit by digit, so that no common misreading passes.

An identity that holds exactly says little of a digit that stands at the same place on both of its
sides: read wrongly in both (3 for 8, as small print often is), it holds as well. A digit is
confirmed where an exact identity has no such second digit, or only confirmed ones. An amount is
confirmed with all of its digits, and where its reading is sound: see `Evidence`. Last, a figure
may have been read in the cell beside its own: of each blank cell beside it some exact identity has
to say that it does not stand there. What an identity contradicts is not confirmed by others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

import msgspec

from juesuan.identities.equations_of import FAR, Equation

Cell = str
Place = tuple[Cell, int]  # a digit, counted from the last one of the figure


class Evidence(msgspec.Struct, frozen=True):
    """A cell's digits without what parts them, and whether its reading may be confirmed at all.

    A reading is sound where nothing but one digit for another can be wrong about it. A cell that
    `is_text` was not recognised: it is certain from the beginning.
    """

    digits: str
    is_sound: bool
    is_text: bool = False

    def at(self, place: int) -> str:
        """The digit at a place, "" in front of the first one."""
        return self.digits[-place - 1] if place < len(self.digits) else ""


def confirmed(
    equations: Iterable[Equation],
    cells: Mapping[Cell, Evidence],
    beside: Mapping[Cell, Collection[Cell]],
) -> set[Cell]:
    """The cells whose every digit, and whose place, is confirmed by equations that hold exactly.

    Equations name blank cells too, which are none of `cells`; `beside` are those near a cell.
    """
    exact: dict[Cell, list[Equation]] = defaultdict(list)
    contradicted: set[Cell] = set()
    rivals: dict[Place, list[list[Place]]] = defaultdict(list)
    for equation in equations:
        if equation.violated:
            contradicted.update(equation.cells)
        if _tells(equation, cells):
            for cell in filter(cells.__contains__, equation.cells):
                exact[cell].append(equation)
                for at in range(len(cells[cell].digits)):
                    rivals[cell, at].append(_rivals(equation, cells, cell, at))
    certain = {
        (cell, at) for cell, own in cells.items() if own.is_text for at in range(len(own.digits))
    }
    waiting = [place for place in rivals if place not in certain]
    while told := [at for at in waiting if any(certain.issuperset(each) for each in rivals[at])]:
        certain.update(told)
        waiting = [place for place in waiting if place not in certain]
    return {
        cell
        for cell, own in cells.items()
        if own.is_sound
        and cell not in contradicted
        and all((cell, at) in certain for at in range(len(own.digits)))
        and _is_placed(cell, own, exact[cell], beside.get(cell, ()))
    }


def _tells(equation: Equation, cells: Mapping[Cell, Evidence]) -> bool:
    """It says that both sides are equal, they are exactly so, and every figure is sound."""
    figures = [cells[cell] for cell in equation.cells if cell in cells]
    if equation.residual or equation.high == FAR or len(figures) < 2:
        return False
    return all(figure.is_sound or figure.is_text for figure in figures)


def _is_placed(
    cell: Cell, own: Evidence, exact: Iterable[Equation], blank: Collection[Cell]
) -> bool:
    """It is no figure of a blank cell beside it: with it there, some equation would not hold.

    A figure of 0 may stand anywhere.
    """
    if not own.digits.strip("0"):
        return not blank
    return all(
        any(equation.cells.get(each) != equation.cells[cell] for equation in exact)
        for each in blank
    )


def _rivals(
    equation: Equation, cells: Mapping[Cell, Evidence], cell: Cell, place: int
) -> list[Place]:
    """The digits that, misread in the same way as this one, leave the equation as it is."""
    own, weight = cells[cell].at(place), equation.cells[cell]
    return [
        (other, place)
        for other, its in equation.cells.items()
        if its * weight < 0 and other in cells and cells[other].at(place) == own
    ]
