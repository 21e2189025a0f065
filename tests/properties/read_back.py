"""What a printed account comes back as: cells, and what is open or wrong about them."""

from collections import Counter
from dataclasses import dataclass, field

from juesuan.readers import Source
from juesuan.tables.read_tables import read_tables
from tests.factory import Account

Cell = tuple[str, str | None, str, str]


@dataclass
class Read:
    """What came back: a cell for each certain amount, the candidates of each uncertain one."""

    placed: dict[Cell, int] = field(default_factory=dict)
    how: Counter[str] = field(default_factory=Counter)
    unsure: list[tuple[list[Cell], int]] = field(default_factory=list)
    problems: list[tuple[str, str, str]] = field(default_factory=list)


def read_back(source: Source) -> Read:
    found = Read()
    tables = read_tables(source).tables
    for table in tables:
        if table.status != "missing":
            # A search that is cut short leaves more open than it must, and that is no fault.
            found.problems += [
                (p.kind, table.key, p.found) for p in table.problems if p.kind != "search_cut_short"
            ]
        for row in table.printed:
            for placed in row.placed:
                cells = []
                for slot in placed.slots:
                    at = table.rows[slot.row]
                    key = at.code or ("total" if at.level == "total" else at.key)
                    if at.level == "total" and table.key.endswith("summary"):
                        key = at.key
                    cells.append((table.key, at.side, key, slot.measure))
                found.how[placed.placement] += 1
                if placed.placement == "ambiguous":
                    found.unsure.append((cells, placed.figure.money.fen))
                else:
                    if cells[0] in found.placed:
                        found.problems.append(("double", table.key, str(cells[0])))
                    found.placed[cells[0]] = placed.figure.money.fen
    return found


def printed(account: Account) -> dict[Cell, int]:
    return {cell: figure * account.fen for cell, figure in account.figures.items()}


def assert_never_wrong(truth: dict[Cell, int], found: Read) -> None:
    assert found.placed == {cell: truth.get(cell) for cell in found.placed}
    for cells, fen in found.unsure:
        assert any(truth.get(cell) == fen for cell in cells)
