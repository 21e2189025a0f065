"""A summary in a notebook: the tables as a sheet, the rest as lines below it."""

from __future__ import annotations

from html import escape

from juesuan.catalogue.lexicon import lexicon
from juesuan.catalogue.sayings import listed, say
from juesuan.show.findings import told
from juesuan.show.sheet import Cell, Sheet
from juesuan.show.summary import Checks, Summary, disclosed

# So many findings are shown one by one.
_MOST = 5


def document_html(summary: Summary) -> str:
    """The summary as HTML without scripts, colours or links; texts are escaped."""
    row = summary.document
    lines = [
        listed(
            [
                say("amounts_placed", count=row["amounts"], placed=summary.placed),
                say("numbers_unplaced", count=row["unplaced"]),
            ]
        ),
        *filter(None, [summary.recognised]),
        say("identities", checks=str(summary.checks)),
        say("prose", said=summary.prose),
        say("numbers", said=summary.numbers),
        disclosed(row),
        *map(told, summary.findings[:_MOST]),
    ]
    if len(summary.findings) > _MOST:
        lines.append(say("more_findings", count=len(summary.findings) - _MOST))
    said = "".join(f"<div>{escape(line)}</div>" for line in lines)
    return f"{_tables(summary)._repr_html_()}{said}"


def mark(checks: Checks) -> str:
    """Whether all checks that were reached hold, and how many do."""
    return f"{'✗' if checks.wrong else '✓'} {checks.words}" if checks.reached else ""


def after(where: str, said: str) -> str:
    """What is said, behind what it is said of."""
    return f"{where}{say('colon')}{said}"


def _tables(summary: Summary) -> Sheet:
    """The official tables with their state, amounts and checks."""
    columns = [
        lexicon().headings.table,
        *map(say, ("state", "column_amounts", "column_hold")),
    ]
    body = [
        [
            Cell(table.title),
            Cell(lexicon().status[table.status].said),
            Cell(str(table.amounts) if table.amounts else "", number=True),
            Cell(mark(table.checks), number=True),
        ]
        for table in summary.tables
    ]
    head = [[Cell(name) for name in columns]]
    return Sheet(summary.document["title"], summary.document_id, columns, head, body)
