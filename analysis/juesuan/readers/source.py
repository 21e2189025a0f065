"""What every reader returns: the document's lines, each with where it stands."""

from __future__ import annotations

import msgspec
from msgspec.structs import force_setattr

from juesuan.catalogue.remarks import Remark
from juesuan.printable import cleaned, printable
from juesuan.readers.characters import compact, plain, unquoted
from juesuan.readers.grid import Grid


class Line(msgspec.Struct, frozen=True):
    """A printed line. `number` and `page` are 1-based; `page` is None where there are no pages.

    `number` counts over the whole document. `row` is the row to look it up in: the number, or the
    row of a sheet, where 0 is the sheet's name. `address` is the one cell that it is, in a sheet.
    """

    number: int
    page: int | None
    printed: str
    row: int = -1
    address: str = ""
    plain: str = ""
    compact: str = ""

    def __post_init__(self) -> None:
        if not self.printed.isprintable():
            force_setattr(self, "printed", cleaned(self.printed))
        plain_text = plain(self.printed)
        if self.row < 0:
            force_setattr(self, "row", self.number)
        force_setattr(self, "plain", plain_text)
        force_setattr(self, "compact", unquoted(compact(plain_text)))

    @property
    def names_sheet(self) -> bool:
        """The line is a sheet's name, which stands in none of its rows."""
        return self.row == 0

    def part(self, printed: str, address: str = "") -> Line:
        """A part of the line, where the line stands."""
        return Line(self.number, self.page, printed, self.row, address or self.address)


class Aside(msgspec.Struct, frozen=True):
    """Something on a page that was not read, or not surely, and stands in none of its cells.

    `found` is its text as far as it is known.
    """

    page: int
    remark: Remark
    found: str = ""


class Source(msgspec.Struct, frozen=True):
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
        force_setattr(self, "name", printable(self.name))
        force_setattr(self, "attachments", tuple(map(printable, self.attachments)))

    def __repr__(self) -> str:
        pages = f", {self.pages} pages" if self.pages else ""
        return f"<Source {self.name}: {len(self.lines)} lines{pages}>"
