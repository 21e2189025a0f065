"""Which amount of a table a claim restates, by its section and its subject."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from juesuan.catalogue.files import toml


@dataclass(frozen=True)
class Restated:
    """An entry of `restates.toml`. `code` says how the code is found, None for a 合计 row."""

    section: re.Pattern[str]
    subject: re.Pattern[str] | None
    table: str
    side: str | None
    line: str | None
    measure: str | None
    code: str | None
    quantity: str


@cache
def class_mark() -> str:
    """What marks a name as that of a 类 (plain characters)."""
    return str(toml("restates.toml")["class_mark"])


@cache
def level_marks() -> tuple[str, ...]:
    """What marks names as those of a 类, 款 or 项 (plain characters)."""
    return tuple(toml("restates.toml")["level_marks"])


@cache
def optional_ending() -> str:
    """The ending that a name may have in one place and lack in another."""
    return str(toml("restates.toml")["optional_ending"])


@cache
def restates() -> tuple[Restated, ...]:
    """The entries in their order; the first that fits counts."""
    return tuple(
        Restated(
            re.compile(entry["section"]),
            re.compile(entry["subject"]) if "subject" in entry else None,
            entry["table"],
            entry.get("side"),
            entry.get("line"),
            entry.get("measure"),
            entry.get("code"),
            entry.get("quantity", "amount"),
        )
        for entry in toml("restates.toml")["restates"]
    )
