"""The layouts of the official forms: coded rows, two sides, components."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from juesuan.catalogue import wording
from juesuan.catalogue.forms import Form, Table
from juesuan.catalogue.lexicon import lexicon
from juesuan.show.sheet import Cell

Row = dict[str, Any]
Key = tuple[str | None, str, str | None, str | None]
# Headings of one line, the head's rows, the body's rows.
Layout = tuple[list[str], list[list[Cell]], list[list[Cell]]]

_DEPTH = {"class": 0, "section": 1, "item": 2}


def key_of(row: Row) -> Key:
    """What names a row of a table."""
    return row["side"], row["code"] or "", row["line_key"], row["name"]


@dataclass(frozen=True)
class Printed:
    """A table of one document: its form, its measures in printed order, rows and figures."""

    table: Table
    measures: tuple[str, ...]
    rows: list[Row]
    figures: dict[Any, str]

    def heading(self, measure: str) -> str:
        """A column's heading in its usual wording."""
        return self.table.headings[measure][0]

    def numbers(self, row: Row, measures: tuple[str, ...]) -> list[Cell]:
        """A row's figures as printed; blank cells are blank."""
        return [Cell(self.figures.get((key_of(row), m), ""), number=True) for m in measures]

    def form(self) -> Form:
        """The form that has these columns, else the table's usual one."""
        wanted = set(self.measures)
        fitting = (form for form in self.table.forms if wanted == {*form.columns})
        covering = (f for f in self.table.forms if wanted <= {*f.columns, *f.income_columns})
        return next(fitting, next(covering, self.table.forms[0]))


def _coded(printed: Printed) -> Layout:
    form = printed.form()
    measures = printed.measures or form.columns
    names = [printed.heading(name) for name in measures]
    outer = [Cell(name, down=2) for name in names]
    inner: list[Cell] = []
    if form.inner and tuple(measures) == form.columns:
        inner = [Cell(printed.heading(name)) for name in form.inner]
        group = printed.table.headings.get("@0", (inner[0].text,))[0]
        outer = [
            Cell(group, across=len(inner))
            if name.startswith("@")
            else Cell(printed.heading(name), down=2)
            for name in form.outer
        ]
    places = [Cell(str(number)) for number in range(1, len(measures) + 1)]
    own = lexicon().headings
    head = [
        [Cell(own.item, across=2), *outer],
        [Cell(own.code), Cell(own.name), *inner],
        [Cell(wording().headers.column_number, across=2), *places],
    ]
    body = [
        [
            Cell(row["code"] or ""),
            Cell(row["name"] or "", indent=_DEPTH.get(row["level"], 0)),
            *printed.numbers(row, measures),
        ]
        for row in sorted(printed.rows, key=_by_code)
    ]
    return [own.code, own.name, *names], head, body


def _by_code(row: Row) -> tuple[bool, bool, str]:
    """合计 first, then by code (blocks side by side below each other), then lines without one."""
    return row["level"] != "total", not row["code"], row["code"] or ""


def _two_sided(printed: Printed) -> Layout:
    form = printed.form()
    sides = {"income": form.income_columns, "expenditure": form.columns}
    labels = (lexicon().headings.item, wording().headers.line_number)
    names = [
        text
        for measures in sides.values()
        for text in (*labels, *(printed.heading(name) for name in measures))
    ]
    head = [
        [
            Cell(wording().side_words[side], across=2 + len(measures))
            for side, measures in sides.items()
        ],
        [Cell(name) for name in names],
    ]
    halves = [
        [_line(printed, row, measures) for row in printed.rows if row["side"] == side]
        for side, measures in sides.items()
    ]
    blanks = [[Cell("")] * (2 + len(measures)) for measures in sides.values()]
    body = [
        [cell for half, blank in zip(pair, blanks, strict=True) for cell in half or blank]
        for pair in zip_longest(*halves)
    ]
    return names, head, body


def _line(printed: Printed, row: Row, measures: tuple[str, ...]) -> list[Cell]:
    number = "" if row["line"] is None else str(row["line"])
    return [Cell(row["name"] or ""), Cell(number, number=True), *printed.numbers(row, measures)]


def _components(printed: Printed) -> Layout:
    """预算数 and 决算数, each with all components side by side, in one row."""
    table, rows = printed.table, printed.rows
    lines = [row["name"] or "" for row in rows] or [line.names[0] for line in table.lines]
    head = [
        [Cell(printed.heading(side), across=len(lines)) for side in table.measures],
        [Cell(name) for _ in table.measures for name in lines],
    ]
    cells = [
        cell for side in table.measures for row in rows for cell in printed.numbers(row, (side,))
    ]
    names = [f"{printed.heading(side)} {name}" for side in table.measures for name in lines]
    return names, head, [cells] if cells else []


LAYOUTS: dict[str, Callable[[Printed], Layout]] = {
    "coded": _coded,
    "two_sided": _two_sided,
    "components": _components,
}
