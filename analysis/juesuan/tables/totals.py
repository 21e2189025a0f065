"""The rows of totals that a form has, and which of them a table lacks."""

from __future__ import annotations

from juesuan.catalogue import Table
from juesuan.catalogue.problems import problem
from juesuan.tables.reading import TableReading


def say_totals_missing(reading: TableReading, table: Table) -> None:
    """Say each total that the form has and a table with amounts lacks.

    Of the several ways to print them the one counts of which most stand there.
    """
    if not reading.amounts or not table.totals:
        return
    lines = {(line.key, line.side): line for line in table.lines}
    ways = [
        [place for place in lines if place[0] in keys and place not in reading.rows_known]
        for keys in table.totals
    ]
    for name in dict.fromkeys(lines[place].names[0] for place in min(ways, key=len)):
        reading.say(problem("total_missing", name=name))
