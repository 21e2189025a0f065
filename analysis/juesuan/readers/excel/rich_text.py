"""The texts of cells and their runs: raised marks of notes, and what is struck out of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from juesuan.catalogue.printed_signs import signs

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_LEVELS = {"superscript": "raised", "subscript": "lowered"}
FALSE = ("0", "false")

Attributes = dict[str, str]


@dataclass
class RichText:
    """The text of one cell as its events come; phonetic readings are no part of it."""

    pieces: list[str] = field(default_factory=list)
    _inside: bool = False
    _phonetic: bool = False
    _level: str = ""
    _struck: bool = False

    def start(self, tag: str, given: Attributes) -> None:
        """An element begins."""
        if tag == "si":
            self.pieces = []
        elif tag == "rPh":
            self._phonetic = True
        elif tag == "r":
            self._level, self._struck = "", False
        elif tag == "vertAlign":
            self._level = _LEVELS.get(given.get("val", ""), "")
        elif tag == "strike":
            self._struck = given.get("val", "1") not in FALSE
        elif tag == "t":
            self._inside = not self._phonetic

    def data(self, text: str) -> None:
        """Text stands in an element."""
        if self._inside and not self._struck:
            lower = self._level == "lowered"
            self.pieces.append(signs().raise_(text, lower=lower) if self._level else text)

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag == "t":
            self._inside = False
        elif tag == "rPh":
            self._phonetic = False
        elif tag in ("r", "si"):
            self._level, self._struck = "", False

    @property
    def text(self) -> str:
        """The text so far."""
        return unescaped("".join(self.pieces))


@dataclass
class SharedTexts(RichText):
    """The texts that cells share, by their number."""

    texts: list[str] = field(default_factory=list)

    def end(self, tag: str) -> None:
        """An element ends."""
        super().end(tag)
        if tag == "si":
            self.texts.append(self.text)


def unescaped(text: str) -> str:
    """Control characters, which XML cannot hold, are written _x000D_."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text
