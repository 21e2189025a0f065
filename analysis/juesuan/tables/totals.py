"""The rows of totals that a form has, and which of them a table lacks."""

from __future__ import annotations

from collections.abc import Sequence

from juesuan.catalogue import Table
from juesuan.catalogue.problems import problem
from juesuan.readers.source import Line
from juesuan.tables.reading import TableReading


def say_totals_missing(reading: TableReading, table: Table, lines: Sequence[Line]) -> None:
    """Say each total that the form has and a table with amounts lacks.

    Of the several ways to print them the one counts of which most stand there. A total whose name
    stands alone on a line, below the first row, is there and blank.
    """
    if not reading.amounts or not table.totals:
        return
    first = min(row.at.line.number for row in reading.rows)
    alone = {line.compact for line in lines if line.number > first}
    totals = {
        (line.key, line.side): line
        for line in table.lines
        if (line.key, line.side) not in reading.rows_known and alone.isdisjoint(line.names)
    }
    ways = [[place for place in totals if place[0] in keys] for keys in table.totals]
    for name in dict.fromkeys(totals[place].names[0] for place in min(ways, key=len)):
        reading.say(problem("total_missing", name=name))
