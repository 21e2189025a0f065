"""The official tables: titles, column layouts, headings, named lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from juesuan.catalogue.classification import classification
from juesuan.catalogue.files import toml
from juesuan.errors import CatalogueError


@dataclass(frozen=True)
class Form:
    """One published column layout of a table.

    `columns` are measures in printed order (`component.measure` where the columns are
    components), `income_columns` those of the income side of a two-sided table. `outer` and
    `inner` are the headings' order: the top row with groups as "@0", and each group's columns.
    """

    columns: tuple[str, ...]
    income_columns: tuple[str, ...]
    outer: tuple[str, ...]
    inner: tuple[str, ...]
    header: re.Pattern[str] | None
    listed: bool


@dataclass(frozen=True)
class Line:
    """A named line of a form. `class_code` is set on the lines that stand for a functional 类."""

    key: str
    side: str | None
    names: tuple[str, ...]
    after: str | None
    before: str | None
    class_code: str | None


@dataclass(frozen=True)
class Table:
    """An official table with everything that is published about its form."""

    key: str
    title: str
    titles: tuple[str, ...]
    sheets: tuple[str, ...]
    shape: str
    codes: str | None
    forms: tuple[Form, ...]
    headings: dict[str, tuple[str, ...]]
    lines: tuple[Line, ...]

    @property
    def measures(self) -> tuple[str, ...]:
        """Every measure of any form, without the component."""
        found: dict[str, None] = {}
        for form in self.forms:
            for column in (*form.income_columns, *form.columns):
                found[column.rpartition(".")[2]] = None
        return tuple(found)


def _form(data: dict[str, Any], shape: str) -> Form:
    outer: list[str] = []
    inner: list[str] = []
    columns: list[str] = []
    groups = 0
    for column in data["columns"]:
        if isinstance(column, list):
            outer.append(f"@{groups}")
            inner.extend(column)
            columns.extend(column)
            groups += 1
        else:
            outer.append(column)
            columns.append(column)
    income = tuple(data.get("income_columns", columns if shape == "two_sided" else ()))
    header = re.compile(data["header"]) if "header" in data else None
    return Form(
        tuple(columns), income, tuple(outer), tuple(inner), header, data.get("listed", False)
    )


def _lines(entries: list[dict[str, Any]]) -> tuple[Line, ...]:
    lines: list[Line] = []
    for entry in entries:
        if entry.get("classes"):
            functional = classification("functional")
            lines.extend(
                Line(f"class_{code}", entry["side"], functional.names(code), None, None, code)
                for code in sorted(functional.classes)
            )
        else:
            names = tuple(entry["names"])
            after, before = entry.get("after"), entry.get("before")
            lines.append(Line(entry["key"], entry.get("side"), names, after, before, None))
    return tuple(lines)


@cache
def tables() -> dict[str, Table]:
    """The official tables by key, in the order of the published set."""
    lines = toml("lines.toml")
    found = {
        key: Table(
            key,
            data["title"],
            tuple(data["titles"]),
            tuple(data["sheets"]),
            data["shape"],
            data.get("codes"),
            tuple(_form(form, data["shape"]) for form in data["forms"]),
            {name: tuple(labels) for name, labels in data["headings"].items()},
            _lines(lines.get(key, [])),
        )
        for key, data in toml("tables.toml").items()
    }
    if unknown := set(lines) - set(found):
        raise CatalogueError(f"lines.toml has lines of unknown tables {sorted(unknown)}")
    return found
