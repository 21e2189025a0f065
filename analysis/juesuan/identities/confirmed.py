"""Which recognised amounts identities confirm: digit by digit, so that no common misreading passes.

An identity that holds exactly says little of a digit that stands at the same place on both of its
sides: read wrongly in both (3 for 8, as small print often is), it holds as well. A digit is
confirmed where an exact identity has no such second digit, or only confirmed ones. An amount is
confirmed with all of its digits, and where its reading is sound: see `Evidence`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

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


def confirmed(equations: Iterable[Equation], cells: Mapping[Cell, Evidence]) -> set[Cell]:
    """The cells whose every digit is confirmed by equations that hold exactly."""
    rivals: dict[Place, list[list[Place]]] = defaultdict(list)
    for equation in equations:
        if _tells(equation, cells):
            for cell in equation.cells:
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
        if own.is_sound and all((cell, at) in certain for at in range(len(own.digits)))
    }


def _tells(equation: Equation, cells: Mapping[Cell, Evidence]) -> bool:
    """It says that both sides are equal, they are exactly so, and every figure is sound."""
    if equation.residual or equation.high == FAR or len(equation.cells) < 2:
        return False
    return all(cells[cell].is_sound or cells[cell].is_text for cell in equation.cells)


def _rivals(
    equation: Equation, cells: Mapping[Cell, Evidence], cell: Cell, place: int
) -> list[Place]:
    """The digits that, misread in the same way as this one, leave the equation as it is."""
    own, weight = cells[cell].at(place), equation.cells[cell]
    return [
        (other, place)
        for other, its in equation.cells.items()
        if its * weight < 0 and cells[other].at(place) == own
    ]
