"""A printed sheet: title, merged headings, rows of text; shown as HTML or as text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape


@dataclass(frozen=True)
class Cell:
    """A text that spans columns and rows; `number` is set to the right, `indent` in characters.

    One that is `whole` stands in one line. `mark` is a class of HTML.
    """

    text: str
    across: int = 1
    down: int = 1
    number: bool = False
    whole: bool = False
    indent: int = 0
    mark: str = ""


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
        return self.text()

    def text(self, width: int | None = None) -> str:
        """As lines of text; where they may not be wider than `width`, columns are in blocks."""
        from juesuan.show.sheet_text import text_of

        return text_of(self, width)

    def _repr_html_(self) -> str:
        head = "".join(f"<tr>{_cells(row, 'th')}</tr>" for row in self.head)
        body = "".join(f"<tr>{_cells(row, 'td')}</tr>" for row in self.body)
        notes = "".join(f"<div><small>{escape(note)}</small></div>" for note in self.notes)
        named = f"<b>{escape(self.title)}</b> <small>{escape(self.caption)}</small>"
        return (
            f"<div>{named if self.title else ''}"
            f"<table><thead>{head}</thead><tbody>{body}</tbody></table>{notes}</div>"
        )


def _cells(row: Iterable[Cell], tag: str) -> str:
    return "".join(_cell(cell, tag) for cell in row)


def _cell(cell: Cell, tag: str) -> str:
    align = "right" if cell.number else "center" if tag == "th" else "left"
    style = f"text-align:{align}" + ";white-space:nowrap" * (cell.number or cell.whole)
    if cell.indent:
        style += f";padding-left:{1 + cell.indent}em"
    spans = "".join(
        f' {name}="{count}"'
        for name, count in (("colspan", cell.across), ("rowspan", cell.down))
        if count > 1
    )
    marked = f' class="{escape(cell.mark)}"' if cell.mark else ""
    return f'<{tag}{spans}{marked} style="{style}">{escape(cell.text)}</{tag}>'
