"""An official table back in the layout of its form, with the figures as printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

import pandas as pd

from juesuan.catalogue import tables
from juesuan.catalogue.layouts import layouts
from juesuan.catalogue.lexicon import lexicon
from juesuan.catalogue.sayings import say
from juesuan.identities.cell_names import cell_name
from juesuan.schema.candidates import parted
from juesuan.schema.plain_rows import plain_rows
from juesuan.show.column_numbers import numbered_tables
from juesuan.show.official_layout import Layout, Row, Slot, lay_out
from juesuan.show.sheet import Cell, Sheet

# What is shown of an amount.
_FIGURE = ["table", "side", "code", "line_key", "name", "measure", "raw", "candidates"]


def officials(
    keys: Iterable[str],
    frames: Mapping[str, pd.DataFrame],
    owner: str,
    marks: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Sheet]:
    """The tables `keys` of one document from its frames amounts, rows and tables.

    `marks` are classes of HTML for cells by their names. Figures stand as printed, in the printed
    unit. Amounts whose column is not known are in the notes.
    """
    figures, rows = _by_table(frames["amounts"][_FIGURE]), _by_table(frames["rows"])
    states, numbered = _by_table(frames["tables"]), numbered_tables(frames["tables"])
    kind = frames["documents"]["kind"].iloc[0]
    for key in keys:
        state, own = states[key][0], rows.get(key, [])
        layout = lay_out(
            layouts().printed,
            key,
            _measures(key, state, kind),
            list(enumerate(own)),
            kind=kind,
            counted=key in numbered,
        )
        yield _sheet(layout, figures.get(key, []), own, state, owner, marks)


def _by_table(frame: pd.DataFrame) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in plain_rows(frame):
        found.setdefault(row["table"], []).append(row)
    return found


def _measures(key: str, state: Row, kind: object) -> list[str]:
    """The measures of the form that was read.

    Both amounts of each component have a place in an account, printed or not.
    """
    table, measures = tables()[key], list(parted(state["measures"]))
    if table.shape != "components" or kind == lexicon().account.budget:
        return measures
    usual = {str(column).rpartition(".")[2] for column in table.forms[0].written}
    return [name for name in table.measures if name in usual.union(measures)]


def _sheet(
    layout: Layout,
    amounts: list[Row],
    own: list[Row],
    state: Row,
    owner: str,
    marks: Mapping[str, str],
) -> Sheet:
    key = state["table"]
    figures: dict[Any, str] = {}
    unknown = []
    for row in amounts:
        if row["measure"] is None:
            unknown.append(row)
        else:
            figures.setdefault((_key(row), row["measure"]), row["raw"])

    def cell(slot: Slot | None) -> Cell:
        if slot is None:
            return Cell("")
        if slot.cell is not None:
            row, measure = slot.cell
            text = figures.get((_key(own[row]), measure), "")
            return Cell(text, number=True, mark=marks.get(_named(key, own[row], measure), ""))
        text = "" if slot.text is None else str(slot.text)
        return Cell(text, number=slot.kind == "line", indent=slot.indent)

    body = [[cell(slot) for slot in line] for line in layout.body]
    columns = [
        " ".join(c.path) if tables()[key].shape == "components" else c.path[-1]
        for c in layout.columns
    ]
    unit = lexicon().headings.unit.format(unit=state["unit"]) if state["unit"] else ""
    notes = [
        say(
            "column_not_known",
            raw=row["raw"],
            name=row["name"] or "?",
            candidates=row["candidates"],
        )
        for row in unknown
    ]
    if not own:
        notes.append(say("state_of", status=lexicon().status[state["status"]].said))
    title = state["title"] or tables()[key].title
    return Sheet(title, f"{owner}　{unit}", columns, _head(layout), body, notes)


def _head(layout: Layout) -> list[list[Cell]]:
    head: list[list[Cell]] = [[] for _ in range(layout.depth)]
    for heading in layout.headings:
        across = heading.last_column - heading.column + 1
        down = heading.last_row - heading.row + 1
        head[heading.row].append(Cell(heading.text, across, down))
    return head


def _key(row: Row) -> tuple[Any, ...]:
    """What names a row of a table."""
    return row["side"], row["code"] or "", row["line_key"], row["name"]


def _named(table: str, row: Row, measure: str) -> str:
    return cell_name(table, row["side"], row["code"] or "", row["line_key"], measure)
