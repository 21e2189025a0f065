"""The frame dictionary as Markdown: `python -m juesuan.catalogue.render > docs/frames.md`."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from juesuan.catalogue.dictionary import Frame, frames
from juesuan.catalogue.forms import tables

_TYPES = {
    "text": "string",
    "key": "category",
    "whole": "Int64",
    "money": "int64",
    "number": "float64",
}


def frames_markdown() -> str:
    """Every table key and every frame with its columns, as one page."""
    return "\n".join([*_tables(), *(line for frame in frames().values() for line in _frame(frame))])


def _tables() -> Iterator[str]:
    yield "# Tables and frames\n"
    yield "Made from the dictionaries in `analysis/juesuan/catalogue/data/`; do not edit by hand.\n"
    yield "## Official tables\n"
    yield "| key | table | measures |"
    yield "|---|---|---|"
    for table in tables().values():
        measures = ", ".join(f"`{measure}`" for measure in table.measures)
        yield f"| `{table.key}` | {table.title} | {measures} |"
    yield ""


def _frame(frame: Frame) -> Iterator[str]:
    yield f"## {frame.name}\n"
    yield f"{frame.title[0].upper()}{frame.title[1:]}.\n"
    yield "| column | type | meaning |"
    yield "|---|---|---|"
    for column in frame.columns:
        unit = f", {column.unit}" if column.unit else ""
        yield f"| `{column.name}` | {_TYPES[column.type]}{unit} | {column.description} |"
    yield ""


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(frames_markdown())
