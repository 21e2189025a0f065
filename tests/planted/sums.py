"""The amounts that a sum of tables asks for, made from the sum itself."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from juesuan.catalogue import tables
from juesuan.identities.addition import Sum
from juesuan.identities.selector import Selector

PART = 100_000_000
UNIT = 10_000
# One code of each level, each the parent of the next.
CODES = {
    "functional": {"class": "201", "section": "20129", "item": "2012901"},
    "economic": {"class": "301", "section": "30101"},
}
LEVELS = {3: "class", 5: "section", 7: "item"}


def frame_of(made: dict[str, list[dict[str, Any]]]) -> pd.DataFrame:
    """The amounts of several documents, by their names."""
    return pd.DataFrame(row | {"document_id": name} for name, rows in made.items() for row in rows)


def amounts_of(identity: Sum, *, off: int = 0) -> list[dict[str, Any]]:
    """Amounts of which the total is off by so much of the sum of the parts."""
    sum_of_parts = sum(part.weight * PART for part in identity.parts)
    asked = [(part, PART) for part in identity.parts] + [(identity.total, sum_of_parts + off)]
    return [row for selector, fen in asked for row in _cells(selector, fen)]


def _cells(selector: Selector, fen: int) -> Iterator[dict[str, Any]]:
    """The amount on the first line that is asked for, and 0 on the others."""
    measure = selector.measure or next(iter(tables()[selector.table].measures))
    for line in selector.lines or (None,):
        own = _line(selector, line) if line else _coded(selector)
        shared = {"table": selector.table, "measure": measure, "precision_fen": UNIT}
        yield shared | own | {"amount_fen": fen}
        fen = 0


def _line(selector: Selector, named: str) -> dict[str, Any]:
    known = [
        line
        for line in tables()[selector.table].lines
        if selector.side in (None, line.side)
        and (line.key == named or (named[-1] == "*" and line.key.startswith(named[:-1])))
    ]
    level = "total" if known[0].key == "total" else "line"
    return {"side": known[0].side, "line_key": known[0].key, "code": "", "level": level}


def _coded(selector: Selector) -> dict[str, Any]:
    """A row of a code, of 合计, or of a unit."""
    level = "class" if selector.level in (None, "*") else selector.level
    known = CODES.get(tables()[selector.table].codes or "", {})
    code = selector.codes[0] if selector.codes else known.get(level, "")
    return {
        "side": selector.side,
        "code": code,
        "level": LEVELS.get(len(code), level),
        "name": code or level,
        "unit_name": "甲单位" if level == "line" else None,
    }
