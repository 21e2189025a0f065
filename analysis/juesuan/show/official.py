"""An official table back in the layout of its form, with the figures as printed."""

from __future__ import annotations

from typing import Any

import pandas as pd

from juesuan.catalogue import tables
from juesuan.catalogue.lexicon import lexicon
from juesuan.show.layouts import LAYOUTS, Printed, Row, key_of
from juesuan.show.sheet import Sheet


def official(
    key: str, amounts: pd.DataFrame, rows: pd.DataFrame, about: pd.DataFrame, owner: str
) -> Sheet:
    """The table `key` of one document from its frames amounts, rows and tables.

    Figures stand as printed, in the printed unit. Amounts whose column is not known are in the
    notes.
    """
    table = tables()[key]
    state = about[about["table"] == key].iloc[0]
    mine = amounts[amounts["table"] == key]
    figures: dict[Any, str] = {}
    for row in _records(mine[mine["measure"].notna()]):
        figures.setdefault((key_of(row), row["measure"]), row["raw"])
    own = _records(rows[rows["table"] == key])
    measures = str(state["measures"]).split(",") if pd.notna(state["measures"]) else []
    columns, head, body = LAYOUTS[table.shape](Printed(table, tuple(measures), own, figures))
    unit = lexicon().headings.unit.format(unit=state["unit"]) if pd.notna(state["unit"]) else ""
    notes = [
        f"{row['raw']} ({row['name'] or '?'}): column not known, one of {row['candidates']}"
        for row in _records(mine[mine["measure"].isna()])
    ]
    if not own:
        notes.append(f"state: {state['status']}")
    return Sheet(table.title, f"{owner}　{unit}", columns, head, body, notes)


def _records(frame: pd.DataFrame) -> list[Row]:
    """Rows as dictionaries, NA as None."""
    found: list[Any] = frame.astype("object").where(frame.notna(), None).to_dict("records")
    return found
