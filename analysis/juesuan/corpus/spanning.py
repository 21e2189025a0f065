"""The identities that span documents, as data: `expectations/across/`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from juesuan.catalogue import tables
from juesuan.errors import SuiteError
from juesuan.identities.suites import Identity, suite_folder

CARRY_OVER = "expect_balances_to_carry_over"
YEAR_BEFORE = "expect_changes_to_start_from_the_year_before"
UNITS = "expect_units_to_add_up"

# expectation type → the kind of its verdicts, and its arguments (all are needed)
_TYPES = {
    CARRY_OVER: ("carried_over", {"opening", "closing"}),
    YEAR_BEFORE: ("year_before", {"words", "year"}),
    UNITS: ("units", {"total"}),
}
_PLACES = ("opening", "closing", "total")


@cache
def spanning() -> tuple[Identity, ...]:
    """Every identity of `expectations/across/`, in the order of the files.

    Raises `SuiteError` for a type, an argument or a cell that this version does not know.
    """
    files = sorted((suite_folder() / "across").iterdir(), key=lambda path: path.name)
    suites = [
        json.loads(path.read_text(encoding="utf-8")) for path in files if path.name[-5:] == ".json"
    ]
    return tuple(
        identity_of(suite["name"], entry) for suite in suites for entry in suite["expectations"]
    )


def identity_of(suite: str, entry: dict[str, Any]) -> Identity:
    """The identity that an entry of a suite (`type`, `kwargs`, `meta`) states."""
    name, arguments, meta = entry["type"], entry["kwargs"], entry["meta"]
    if name not in _TYPES:
        raise SuiteError(f"suite {suite} has an expectation of the unknown type {name!r}")
    kind, needed = _TYPES[name]
    if set(arguments) != needed:
        raise SuiteError(f"{name} in suite {suite} takes the arguments {sorted(needed)}")
    for place in (arguments[each] for each in _PLACES if each in arguments):
        _known(suite, place)
    return Identity(meta["identity"], suite, name, kind, meta["formula"], meta["source"], arguments)


def _known(suite: str, place: dict[str, str]) -> None:
    """Whether the catalogue has the cell: an unknown one would hold in silence."""
    table = tables().get(place["table"])
    lines = [(line.key, line.side) for line in table.lines] if table else []
    line = (place["line"], place.get("side"))
    if table is None or line not in lines or place["measure"] not in table.measures:
        raise SuiteError(f"suite {suite} names the cell {place}, which no form has")


def line_name(place: Mapping[str, str]) -> str:
    """The usual name of a cell's line."""
    lines = tables()[place["table"]].lines
    return next(
        line.names[0]
        for line in lines
        if (line.key, line.side) == (place["line"], place.get("side"))
    )
