"""The dictionaries as Markdown, one page each: `python -m juesuan.schema.render docs`."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from juesuan.catalogue.classification import classification
from juesuan.catalogue.dictionary import Frame
from juesuan.catalogue.forms import tables
from juesuan.catalogue.lexicon import lexicon
from juesuan.catalogue.measures import named_frames
from juesuan.catalogue.problems import ProblemText, problem_texts
from juesuan.catalogue.remarks import Said, remarks
from juesuan.catalogue.verdict_words import verdict_words
from juesuan.schema.types import type_of

_LEVELS = """\
A table is asked for by its key or by any title under which it is published, a frame by its name or
by its Chinese title.

The wide view of a table holds rows of every level: {} and {} each state
the same money. **A plain sum over a column counts it several times**; take one level first:

```python
doc.expenditure["total"].sum()  # WRONG: 2133.04 for a total of 533.26
doc.table("expenditure", level="item")["total"].sum()  # RIGHT: 533.26
```

The levels are `total`, `class`, `section`, `item` and, for lines without a code, `line`.
"""


def frames_markdown() -> str:
    """Every table key and every frame with its columns, as one page."""
    lines = (line for frame in named_frames().values() for line in _frame(frame))
    return "\n".join([*_tables(), *lines])


def _tables() -> Iterator[str]:
    yield "# Tables and frames\n"
    yield "Made from the dictionaries in `analysis/juesuan/catalogue/data/`; do not edit by hand.\n"
    yield "## Official tables\n"
    yield "| key | table | measures |"
    yield "|---|---|---|"
    for table in tables().values():
        across = set(classification(table.across).entries) if table.across else set()
        measures = ", ".join(f"`{name}`" for name in table.measures if name not in across)
        measures += f", and each {table.across} code" if across else ""
        yield f"| `{table.key}` | {table.title} | {measures} |"
    yield ""
    yield _LEVELS.format(", ".join([lexicon().total, *lexicon().levels[:-1]]), lexicon().levels[-1])


def _frame(frame: Frame) -> Iterator[str]:
    yield f"## {frame.name}\n"
    yield f"{frame.title[0].upper()}{frame.title[1:]} ({frame.title_zh}).\n"
    yield "| column | in Chinese | type | meaning |"
    yield "|---|---|---|---|"
    for column in frame.columns:
        unit = f", {column.unit}" if column.unit else ""
        told = f"{column.title_zh} | {type_of(column).pandas}{unit} | {column.description}"
        yield f"| `{column.name}` | {told} |"
    yield ""


# {count:|s} is printed as for several, {heading!r} as {heading}
_COUNTED = re.compile(r"\{\w+:[^|}]*\|([^}]*)\}")
_REPR = re.compile(r"!r(?=\})")


def problems_markdown() -> str:
    """Every kind of problem, what is said with it, and why a check is not reached, as one page."""
    lines = ["# Problems\n"]
    lines += [
        "Made from the dictionaries in `analysis/juesuan/catalogue/data/`; do not edit by hand."
    ]
    lines += ["Braces hold what is filled in.\n"]
    lines += ["| kind | severity | what it means | what to do |", "|---|---|---|---|"]
    lines += [_problem(name, text) for name, text in problem_texts().items()]
    lines += ["\n## What is said of a file, a table, a cell or a number\n"]
    lines += _said("remark", remarks())
    lines += ["\n## Why a check is not reached, or holds only so far\n"]
    lines += _said("reason", verdict_words().reasons)
    return "\n".join([*lines, ""])


def _problem(name: str, text: ProblemText) -> str:
    kind, _, variant = name.partition(".")
    called = f"`{kind}`" + f" ({variant.replace('_', ' ')})" * bool(variant)
    means = _both(text.meaning or text.message, text.meaning_zh or text.message_zh)
    return f"| {called} | {text.severity} | {means} | {_both(text.hint, text.hint_zh)} |"


def _said(what: str, texts: dict[str, Said]) -> Iterator[str]:
    yield f"| {what} | English | Chinese |"
    yield "|---|---|---|"
    for name, said in texts.items():
        yield f"| `{name}` | {_plain(said.text)} | {_plain(said.text_zh)} |"


def _both(text: str | None, text_zh: str | None) -> str:
    return f"{_plain(text)}<br>{_plain(text_zh)}" if text and text_zh else ""


def _plain(text: str) -> str:
    return _REPR.sub("", _COUNTED.sub(r"\1", text))


PAGES = {"frames.md": frames_markdown, "problems.md": problems_markdown}


if __name__ == "__main__":
    for name, page in PAGES.items():
        (Path(sys.argv[1]) / name).write_text(page(), encoding="utf-8")
