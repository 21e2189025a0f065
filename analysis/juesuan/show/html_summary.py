"""A document in a notebook: who, which year, which tables, what holds and what does not."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import pandas as pd

from juesuan.catalogue import tables
from juesuan.show.sheet import Cell, Sheet
from juesuan.show.spot import spot
from juesuan.show.text_summary import STATUS, placements, prose, verdicts

if TYPE_CHECKING:
    from juesuan.document import Document

# So many problems and verdicts that do not hold are shown one by one.
_MOST = 5


def document_html(document: Document) -> str:
    """The summary as HTML without scripts, colours or links; texts are escaped."""
    row = document.documents.iloc[0]
    lines = [
        f"{row['amounts']} amounts ({placements(document)}), {row['unplaced']} numbers unplaced",
        f"identities: {verdicts(document)}",
        "prose: " + prose({n: document.frame(n) for n in ("execution", "claims", "changes")}),
    ]
    checked = document.verdicts
    wrong = checked.loc[checked["verdict"] == "inconsistent", "message"]
    lines += _some("✗ does not hold", list(wrong))
    reader = document.documents["reader"].iloc[0]
    lines += _some("! problem", [_place(entry, reader) for entry in _records(document.problems)])
    said = "".join(f"<div>{escape(line)}</div>" for line in lines)
    return f"{_tables(document)._repr_html_()}{said}"


def _some(word: str, messages: list[str]) -> list[str]:
    more = len(messages) - _MOST
    shown = [f"{word}: {message}" for message in messages[:_MOST]]
    return [*shown, f"{word}: and {more} more"] if more > 0 else shown


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    found: list[Any] = frame.to_dict("records")
    return found


def _place(problem: dict[str, Any], reader: object) -> str:
    where = spot(problem, reader)
    return f"{where}{': ' if where else ''}{problem['message']} ({problem['kind']})"


def _tables(document: Document) -> Sheet:
    """The official tables with their state, amounts and checks."""
    checks = document.verdicts.groupby(["table", "verdict"], observed=True).size()
    columns = ["表", "state", "amounts", "checks hold"]
    body = [
        [
            Cell(tables()[entry["table"]].title),
            Cell(STATUS[entry["status"]]),
            Cell(str(entry["amounts"]) if entry["amounts"] else "", number=True),
            Cell(_held(checks, entry["table"]), number=True),
        ]
        for entry in _records(document.tables)
    ]
    title = str(document.documents["title"].iloc[0])
    return Sheet(title, document.document_id, columns, [[Cell(name) for name in columns]], body)


def _held(checks: pd.Series[int], table: str) -> str:
    exact, rounding, wrong = (
        int(checks.get((table, kind), 0)) for kind in ("exact", "rounding", "inconsistent")
    )
    done = exact + rounding + wrong
    return f"{'✗' if wrong else '✓'} {exact + rounding} of {done}" if done else ""
