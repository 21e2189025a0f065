"""A printed sheet: title, merged headings, rows of text; shown as HTML or as text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape

# A terminal breaks lines that are too long for it; a cell's longer text is cut, as text only.
_WIDTH = 2000
_LONGEST = 60


@dataclass(frozen=True)
class Cell:
    """A text that spans columns and rows; `number` is set to the right, `indent` in characters."""

    text: str
    across: int = 1
    down: int = 1
    number: bool = False
    indent: int = 0


@dataclass(frozen=True)
class Sheet:
    """What `doc.show(name)` returns. `columns` are the headings of one line, for text."""

    title: str
    caption: str
    columns: list[str]
    head: list[list[Cell]]
    body: list[list[Cell]]
    notes: list[str] = field(default_factory=list)

    def __repr__(self) -> str:
        from io import StringIO

        from rich.console import Console
        from rich.table import Table

        table = Table(box=None, pad_edge=False, header_style="")
        numbers = [any(cell.number for cell in column) for column in zip(*self.body, strict=True)]
        for at, name in enumerate(self.columns):
            right = at < len(numbers) and numbers[at]
            table.add_column(name, justify="right" if right else "left", no_wrap=True)
        for row in self.body:
            table.add_row(*("  " * cell.indent + _short(cell.text) for cell in row))
        # In a notebook rich would show the table itself, beside the text that is asked for here.
        page = StringIO()
        console = Console(
            file=page, width=_WIDTH, force_jupyter=False, markup=False, highlight=False, emoji=False
        )
        console.print(self.title, table, *self.notes, sep="\n")
        lines = [line.rstrip() for line in page.getvalue().splitlines()]
        return "\n".join([f"{lines[0]}  {self.caption}".rstrip(), *lines[1:]])

    def _repr_html_(self) -> str:
        head = "".join(f"<tr>{_cells(row, 'th')}</tr>" for row in self.head)
        body = "".join(f"<tr>{_cells(row, 'td')}</tr>" for row in self.body)
        notes = "".join(f"<div><small>{escape(note)}</small></div>" for note in self.notes)
        return (
            f"<div><b>{escape(self.title)}</b> <small>{escape(self.caption)}</small>"
            f"<table><thead>{head}</thead><tbody>{body}</tbody></table>{notes}</div>"
        )


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _cells(row: Iterable[Cell], tag: str) -> str:
    return "".join(_cell(cell, tag) for cell in row)


def _cell(cell: Cell, tag: str) -> str:
    align = "right" if cell.number else "center" if tag == "th" else "left"
    style = f"text-align:{align};white-space:nowrap" if cell.number else f"text-align:{align}"
    if cell.indent:
        style += f";padding-left:{1 + cell.indent}em"
    spans = "".join(
        f' {name}="{count}"'
        for name, count in (("colspan", cell.across), ("rowspan", cell.down))
        if count > 1
    )
    return f'<{tag}{spans} style="{style}">{escape(cell.text)}</{tag}>'
