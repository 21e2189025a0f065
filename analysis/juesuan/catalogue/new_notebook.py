"""The cells of a notebook to begin with: `new_notebook.toml`."""

from __future__ import annotations

from juesuan.catalogue.files import once
from juesuan.catalogue.strict import Entry, one_of, toml_as
from juesuan.language import options

KINDS = ("markdown", "code")


class NewCell(Entry, frozen=True):
    """A cell in both languages."""

    kind: str
    text: str
    text_zh: str

    def __post_init__(self) -> None:
        one_of(self.kind, KINDS, "kind of cell")

    @property
    def said(self) -> str:
        """The cell in the language of the options."""
        return (self.text if options.language == "en" else self.text_zh).strip()


class NewNotebook(Entry, frozen=True):
    """The file."""

    cells: tuple[NewCell, ...]


@once
def new_notebook() -> NewNotebook:
    """The data file."""
    return toml_as("new_notebook.toml", NewNotebook)


def new_cells() -> tuple[NewCell, ...]:
    """The cells in their order."""
    return new_notebook().cells
