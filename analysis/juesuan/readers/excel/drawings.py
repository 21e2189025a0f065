"""What is drawn over the cells of a sheet: a picture or a text box stands at a cell."""

from __future__ import annotations

import msgspec

from juesuan.catalogue.printed_signs import signs
from juesuan.catalogue.remarks import Remark, remark
from juesuan.readers.excel.book import BookSheet, Value
from juesuan.readers.excel.rich_text import Attributes

DRAWING = "drawing"
_ANCHORS = ("oneCellAnchor", "twoCellAnchor")
_LONGEST = 7
_KINDS = {"pic": remark("a_picture"), "graphicFrame": remark("a_drawing")}


class Drawings(msgspec.Struct):
    """The drawings of one sheet; the blank cell of a table that one begins in is not blank."""

    sheet: BookSheet
    _place: list[int] = []
    _drawn: Remark | None = None
    _keep: bool = False
    _texts: list[str] = []
    _parts: list[str] = []

    def start(self, tag: str, _: Attributes) -> None:
        """An element begins."""
        if tag in _ANCHORS:
            self._place, self._drawn, self._texts = [], None, []
        elif tag in _KINDS:
            self._drawn = self._drawn or _KINDS[tag]
        elif tag in ("col", "row", "t"):
            self._keep, self._parts = True, []

    def data(self, text: str) -> None:
        """Text stands in an element."""
        if self._keep:
            self._parts.append(text)

    def end(self, tag: str) -> None:
        """An element ends."""
        text = "".join(self._parts) if self._keep else ""
        if tag in ("col", "row") and len(self._place) < 2 and text.isdecimal():
            self._place.append(int(text[:_LONGEST]))
        elif tag == "t":
            self._texts.append(text)
        elif tag in _ANCHORS and len(self._place) == 2:
            self._stand()
        self._keep = False

    def _stand(self) -> None:
        column, row = self._place
        text = "".join(self._texts).strip()
        what = remark("text_box", text=text[:30]) if text else self._drawn
        if what is None or (text and not any(sign.isdigit() for sign in text)):
            return
        beside = any(place[0] == row for place in self.sheet.cells)
        if beside and (row, column) not in self.sheet.cells:
            unread = remark("holds_unread", what=what)
            self.sheet.cells[row, column] = Value(signs().unread, remark=unread)
