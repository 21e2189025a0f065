"""The suites of `expectations/`: every identity of the final accounts, as data.

The files are Great Expectations suites. This module reads them without that library; a type or
an argument that it does not know is an error, since an identity dropped in silence is the worst
that can happen here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from juesuan.errors import SuiteError


@dataclass(frozen=True)
class Selector:
    """Which cells take part: of a table (and side), these lines or codes or this level.

    `lines` ending in `*` stand for all lines of that beginning; `measures` of None are all.
    """

    table: str
    side: str | None = None
    lines: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    level: str | None = None
    measures: tuple[str, ...] | None = None
    weight: int = 1


@dataclass(frozen=True)
class Identity:
    """One expectation of a suite: its type, and the kind of its verdicts."""

    name: str
    suite: str
    type: str
    kind: str
    formula: str
    source: str
    arguments: dict[str, Any]

    def __hash__(self) -> int:
        return hash(self.name)


@dataclass(frozen=True, eq=False)
class Sum(Identity):
    """total = Σ weight·part over amounts of tables, or whole ≥ Σ parts where `bound` is set.

    `by` says which cells belong together: "row" (one printed row), "parent" (a code and its
    children), "code" (the same code in several tables), "document" (the lines named).
    """

    by: str
    total: Selector
    parts: tuple[Selector, ...]
    bound: bool
    by_measure: bool
    parts_required: bool


def _row(kwargs: dict[str, Any]) -> dict[str, Any]:
    table, side = kwargs.pop("table"), kwargs.pop("side", None)
    total = Selector(table, side, measures=(kwargs.pop("total"),))
    parts = tuple(
        Selector(table, side, measures=(measure,), weight=weight)
        for measure, weight in kwargs.pop("parts").items()
    )
    return {"by": "row", "total": total, "parts": parts}


def _levels(kwargs: dict[str, Any]) -> dict[str, Any]:
    table = kwargs.pop("table")
    total = Selector(table, level=kwargs.pop("total_level"))
    part = Selector(table, level=kwargs.pop("part_level"))
    return {"by": "parent", "total": total, "parts": (part,), "by_measure": True}


def _lines(kwargs: dict[str, Any]) -> dict[str, Any]:
    table = kwargs.pop("table")
    total = _selector({"table": table, **kwargs.pop("total")})
    parts = tuple(_selector({"table": table, **part}) for part in kwargs.pop("parts"))
    by_measure = total.measures is None
    return {"by": "document", "total": total, "parts": parts, "by_measure": by_measure}


def _tables(kwargs: dict[str, Any]) -> dict[str, Any]:
    total = _selector(kwargs.pop("total"))
    parts = tuple(_selector(part) for part in kwargs.pop("parts"))
    return {"by": kwargs.pop("by"), "total": total, "parts": parts}


def _whole(kwargs: dict[str, Any]) -> dict[str, Any]:
    total = _selector(kwargs.pop("whole"))
    parts = tuple(_selector(part) for part in kwargs.pop("parts"))
    return {"by": kwargs.pop("by"), "total": total, "parts": parts, "bound": True}


# expectation type → kind of its verdicts, and how its arguments name the cells of a sum
_SUMS = {
    "expect_row_to_add_up": ("row", _row),
    "expect_levels_to_add_up": ("levels", _levels),
    "expect_lines_to_add_up": ("lines", _lines),
    "expect_tables_to_agree": ("tables", _tables),
    "expect_part_within_whole": ("bound", _whole),
}

# expectation type → kind of its verdicts, the arguments that it needs and those that it may have
_RULES: dict[str, tuple[str, set[str], set[str]]] = {
    "expect_claims_to_restate_tables": ("restated", {"table"}, set()),
    "expect_percents_to_follow_from_amounts": (
        "percent",
        {"quantity"},
        {"part", "whole", "words", "year"},
    ),
    "expect_directions_to_fit_amounts": ("direction", {"words", "against"}, set()),
    "expect_records_to_add_up": (
        "records",
        {"total", "parts", "by", "unit"},
        {"relation", "partial"},
    ),
    "expect_rates_of_records": ("percent", {"rate", "part", "whole", "by"}, set()),
    "expect_scores_to_follow_rates": ("score", {"frame"}, set()),
    "expect_names_of_codes_to_agree": ("label", {"table", "with"}, set()),
    "expect_names_of_items_to_agree": ("label", {"table", "level"}, set()),
    "expect_named_expenses_to_have_amounts": ("label", {"table", "measure"}, set()),
    "expect_mentions_to_agree": ("label", {"mention", "column"}, set()),
    "expect_codes_to_have_parents": ("code", {"table"}, set()),
    "expect_codes_to_belong": ("code", {"table"}, set()),
    "expect_rows_to_be_explained": ("explained", {"table"}, set()),
    "expect_table_to_be_published": ("completeness", {"table"}, {"since"}),
    "expect_contents_to_list_tables": ("completeness", {"table"}, set()),
}

TYPES = frozenset({*_SUMS, *_RULES})


def _selector(data: Mapping[str, Any]) -> Selector:
    known = {"table", "side", "lines", "codes", "level", "measure", "weight"}
    if unknown := set(data) - known:
        raise SuiteError(f"a selector has the unknown arguments {sorted(unknown)}")
    measure = data.get("measure")
    return Selector(
        data["table"],
        data.get("side"),
        tuple(data.get("lines", ())),
        tuple(data.get("codes", ())),
        data.get("level"),
        (measure,) if measure else None,
        data.get("weight", 1),
    )


def identity_of(suite: str, expectation: Mapping[str, Any]) -> Identity:
    """The identity that an entry of a suite (`type`, `kwargs`, `meta`) states.

    Raises `SuiteError` for a type or an argument that this version does not know.
    """
    name = expectation["type"]
    arguments = dict(expectation["kwargs"])
    meta = expectation["meta"]
    said: dict[str, Any] = {
        "name": meta["identity"],
        "suite": suite,
        "type": name,
        "formula": meta["formula"],
        "source": meta["source"],
        "arguments": expectation["kwargs"],
    }
    if name in _SUMS:
        said["kind"], build = _SUMS[name]
        terms = {"bound": False, "by_measure": False, **build(arguments)}
        terms["parts_required"] = arguments.pop("parts_required", False)
        found: Identity = Sum(**said, **terms)
    elif name in _RULES:
        said["kind"], needed, optional = _RULES[name]
        if absent := needed - set(arguments):
            raise SuiteError(f"{name} in suite {suite} lacks the arguments {sorted(absent)}")
        arguments = {key: arguments[key] for key in arguments if key not in needed | optional}
        found = Identity(**said)
    else:
        raise SuiteError(f"suite {suite} has an expectation of the unknown type {name!r}")
    if arguments:
        raise SuiteError(f"{name} in suite {suite} has the unknown arguments {sorted(arguments)}")
    return found


def suite_folder() -> Traversable:
    """`expectations/`: inside an installed package, or at the top of a working copy."""
    packaged = files("juesuan") / "expectations"
    if packaged.is_dir():
        return packaged
    folder = Path(__file__).resolve().parents[3] / "expectations"
    if folder.is_dir():
        return folder
    raise SuiteError("the folder expectations/ is missing", hint="Install juesuan again.")


@cache
def identities() -> tuple[Identity, ...]:
    """Every identity of every suite, in the order of the files' names."""
    found: list[Identity] = []
    for path in sorted(suite_folder().iterdir(), key=lambda path: path.name):
        if path.name.endswith(".json"):
            suite = json.loads(path.read_text(encoding="utf-8"))
            found.extend(identity_of(suite["name"], entry) for entry in suite["expectations"])
    names = [identity.name for identity in found]
    if len(set(names)) != len(names):
        raise SuiteError("two expectations name the same identity")
    return tuple(found)


@cache
def sums() -> tuple[Sum, ...]:
    """The identities over the amounts of tables."""
    return tuple(identity for identity in identities() if isinstance(identity, Sum))
