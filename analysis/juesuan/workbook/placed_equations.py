"""The check columns beside an official table: which equation stands where."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from juesuan.catalogue import tables, wording
from juesuan.catalogue.form_title import of_kind
from juesuan.catalogue.sayings import say
from juesuan.catalogue.verdict_words import verdict_words
from juesuan.identities.form_equations import Cell, Equation
from juesuan.workbook.formulas import Where

# The verdict row's side, the kind of the identities, the measure, and a number where one row has
# several of a kind.
_Key = tuple[str, str, str, int]


@dataclass
class Slot:
    """A group of check columns: at most one equation a row."""

    title: str
    equations: dict[int, Equation] = field(default_factory=dict)

    def touches(self, filled: Container[Cell]) -> bool:
        """One of its equations has a cell that is filled."""
        return any(cell in filled for one in self.equations.values() for cell in one.cells)


@dataclass(frozen=True)
class Anchored:
    """An equation and the sheet and row beside which it is checked."""

    equation: Equation
    sheet: str
    row: int


def anchored(equations: Iterable[Equation], where: Mapping[Cell, Where]) -> Iterator[Anchored]:
    """Equations at the row of their total, else of their first part."""
    for equation in equations:
        at = where[equation.cells[0]]
        yield Anchored(equation, at.sheet.name, at.place[0])


def slots(equations: Iterable[Anchored], filled: Container[Cell], of: object) -> list[Slot]:
    """The groups of check columns of one sheet of a document `of` a kind, in the data file's order.

    A group that would check nothing but blank cells is left out.
    """
    kinds = {kind: entry.name for kind, entry in verdict_words().kinds.items()}
    found: dict[_Key, Slot] = {}
    for entry in equations:
        identity = entry.equation.identity
        table = tables()[identity.total.table]
        measure = entry.equation.measure
        number = 0
        heading = of_kind(table.heading(measure), of)
        while True:
            key = (identity.total.side or "", identity.kind, measure, number)
            side = wording().side_words.get(identity.total.side or "", "")
            title = side + kinds[identity.kind] + say("colon") + heading
            slot = found.setdefault(key, Slot(title))
            if entry.row not in slot.equations:
                break
            number += 1
        slot.equations[entry.row] = entry.equation
    order = {kind: position for position, kind in enumerate(kinds)}
    used = [key for key, slot in found.items() if slot.touches(filled)]
    ranked = sorted(used, key=lambda key: (key[0] == "expenditure", order[key[1]], key[3]))
    return [found[key] for key in ranked]
