"""What every reader returns: the document's lines, each with where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field

from juesuan.catalogue.remarks import Remark
from juesuan.printable import cleaned, printable
from juesuan.readers.characters import compact, plain, unquoted
from juesuan.readers.grid import Grid


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line. `number` and `page` are 1-based; `page` is None where there are no pages.

    `number` counts over the whole document. `row` is the row to look it up in: the number, or the
    row of a sheet, where 0 is the sheet's name. `address` is the one cell that it is, in a sheet.
    """

    number: int
    page: int | None
    printed: str
    row: int = -1
    address: str = ""
    plain: str = field(init=False)
    compact: str = field(init=False)

    def __post_init__(self) -> None:
        if not self.printed.isprintable():
            object.__setattr__(self, "printed", cleaned(self.printed))
        plain_text = plain(self.printed)
        if self.row < 0:
            object.__setattr__(self, "row", self.number)
        object.__setattr__(self, "plain", plain_text)
        object.__setattr__(self, "compact", unquoted(compact(plain_text)))

    @property
    def names_sheet(self) -> bool:
        """The line is a sheet's name, which stands in none of its rows."""
        return self.row == 0

    def part(self, printed: str, address: str = "") -> Line:
        """A part of the line, where the line stands."""
        return Line(self.number, self.page, printed, self.row, address or self.address)


@dataclass(frozen=True, slots=True)
class Aside:
    """Something on a page that was not read, or not surely, and stands in none of its cells.

    `found` is its text as far as it is known.
    """

    page: int
    remark: Remark
    found: str = ""


@dataclass(frozen=True)
class Source:
    """A document as its reader leaves it: its lines, blank ones left out.

    `remarks` are what a person should know about the reading: a file cut off in the middle.
    `grids` are the ruled tables; their rows are among the lines too. `data` are the file's bytes
    where its pages can be shown. `attachments` are the files of accounts that a page names,
    `asides` what a page's tables have to say, though it stands in none of their cells; `recognised`
    are the pages whose text was recognised in a picture. Names hold no sign that a terminal would
    obey, nor do lines and cells.
    """

    name: str
    sha256: str
    media_type: str
    reader: str
    pages: int | None
    lines: tuple[Line, ...]
    remarks: tuple[Remark, ...] = ()
    grids: tuple[Grid, ...] = ()
    data: bytes = b""
    attachments: tuple[str, ...] = ()
    asides: tuple[Aside, ...] = ()
    recognised: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", printable(self.name))
        object.__setattr__(self, "attachments", tuple(map(printable, self.attachments)))

    def __repr__(self) -> str:
        pages = f", {self.pages} pages" if self.pages else ""
        return f"<Source {self.name}: {len(self.lines)} lines{pages}>"
