"""The styles of an .xlsx file's cells: number formats, and type that cannot be seen."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from juesuan.readers.excel.number_format import GENERAL
from juesuan.readers.excel.rich_text import FALSE, Attributes

# ECMA-376 part 1, 18.8.30: formats that a file may use without defining them.
_BUILT_IN: Mapping[int, str] = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm",
    17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
    37: "#,##0 ;(#,##0)", 38: "#,##0 ;(#,##0)", 39: "#,##0.00;(#,##0.00)",
    40: "#,##0.00;(#,##0.00)", 41: '#,##0;-#,##0;"-"', 42: '#,##0;-#,##0;"-"',
    43: '#,##0.00;-#,##0.00;"-"??', 44: '#,##0.00;-#,##0.00;"-"??', 45: "mm:ss", 46: "[h]:mm:ss",
    47: "mm:ss", 48: "##0.0E+0", 49: "@",
    **dict.fromkeys((*range(27, 37), *range(50, 59)), "y-m-d"),
}  # fmt: skip
_WHITE_RGB, _WHITE_THEME, _WHITE_INDEX = "FFFFFF", "0", ("1", "9")
_TINIEST = 2.0


class Styles(msgspec.Struct):
    """The number format of each cell style, and the styles whose type cannot be seen."""

    formats: list[str] = []
    unseen: set[int] = set()
    _defined: dict[str, str] = {}
    _inside: bool = False
    _font: bool = False
    _fonts: list[bool] = []
    _fills: list[bool] = []

    def start(self, tag: str, given: Attributes) -> None:
        """An element begins."""
        if tag == "numFmt":
            self._defined[given.get("numFmtId", "")] = given.get("formatCode", "")
        elif tag == "font":
            self._fonts.append(False)
            self._font = True
        elif self._font and self._fonts and _is_unseen(tag, given):
            self._fonts[-1] = True
        elif tag == "patternFill":
            self._fills.append(given.get("patternType", "none") != "none")
        elif tag == "cellXfs":
            self._inside = True
        elif tag == "xf" and self._inside:
            self._add(given)

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag == "cellXfs":
            self._inside = False
        elif tag == "font":
            self._font = False

    def _add(self, given: Attributes) -> None:
        number = given.get("numFmtId", "0")
        built_in = _BUILT_IN.get(int(number)) if number.isdecimal() else None
        font = _flag(self._fonts, given.get("fontId", ""))
        fill = _flag(self._fills, given.get("fillId", ""))
        if font and not fill:
            self.unseen.add(len(self.formats))
        self.formats.append(self._defined.get(number) or built_in or GENERAL)


def _flag(flags: list[bool], place: str) -> bool:
    return place.isdecimal() and int(place) < len(flags) and flags[int(place)]


def _is_unseen(tag: str, given: Attributes) -> bool:
    """White, struck out, or too small to see."""
    if tag == "color":
        white = given.get("rgb", "")[-6:].upper() == _WHITE_RGB
        return white or given.get("theme") == _WHITE_THEME or given.get("indexed") in _WHITE_INDEX
    if tag == "sz":
        size = given.get("val", "")
        return size.replace(".", "", 1).isdecimal() and float(size) <= _TINIEST
    return tag == "strike" and given.get("val", "1") not in FALSE
