"""What every reader returns: the document's lines, each with where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field

from juesuan.readers.characters import compact, plain, unquoted
from juesuan.readers.grid import Grid


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line. `number` and `page` are 1-based; `page` is None where there are no pages."""

    number: int
    page: int | None
    printed: str
    plain: str = field(init=False)
    compact: str = field(init=False)

    def __post_init__(self) -> None:
        plain_text = plain(self.printed)
        object.__setattr__(self, "plain", plain_text)
        object.__setattr__(self, "compact", unquoted(compact(plain_text)))


@dataclass(frozen=True)
class Source:
    """A document as its reader leaves it: its lines, blank ones left out.

    `remarks` are what a person should know about the reading: a file cut off in the middle.
    `grids` are the ruled tables; their rows are among the lines too. `data` are the file's bytes
    where its pages can be shown. `attachments` are the files of accounts that a page names.
    """

    name: str
    sha256: str
    media_type: str
    reader: str
    pages: int | None
    lines: tuple[Line, ...]
    remarks: tuple[str, ...] = ()
    grids: tuple[Grid, ...] = ()
    data: bytes = b""
    attachments: tuple[str, ...] = ()

    def __repr__(self) -> str:
        pages = f", {self.pages} pages" if self.pages else ""
        return f"<Source {self.name}: {len(self.lines)} lines{pages}>"
