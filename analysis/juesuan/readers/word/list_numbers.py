"""Automatic numbering: what Word prints in front of a numbered paragraph."""

from __future__ import annotations

import re
from collections import Counter

import msgspec
from lxml import etree

from juesuan.readers.numerals import numeral
from juesuan.readers.word.markup import attribute, local, named, value

_LEVELS = 9
_CHINESE = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
        "japaneseCounting",
        "ideographDigital",
    }
)
_CIRCLES = frozenset({"decimalEnclosedCircle", "decimalEnclosedCircleChinese"})
_PLACEHOLDER = re.compile("%([1-9])")
_WIDE_END = "、）．。：》】"


class Level(msgspec.Struct, frozen=True):
    """How one level of a list is numbered: 一、二、 has the format chineseCounting and `%1、`."""

    start: int = 1
    kind: str = "decimal"
    text: str = ""
    gap: str = " "
    style: str = ""


class Numbering(msgspec.Struct):
    """The lists of a document and how far each is counted."""

    levels: dict[str, dict[int, Level]] = {}
    lists: dict[str, str] = {}
    restarts: dict[str, dict[int, int]] = {}
    counts: dict[str, Counter[int]] = {}

    def level_of(self, number: str, style: str) -> int:
        """The level of a list that belongs to a style."""
        levels = self.levels.get(self.lists.get(number, ""), {})
        return next((at for at, level in levels.items() if style and level.style == style), 0)

    def label(self, number: str, at: int) -> str:
        """Count a paragraph of a list and return what stands in front of it."""
        base = self.lists.get(number)
        if base is None or not 0 <= at < _LEVELS:
            return ""
        levels = self.levels.get(base, {})
        counts = self.counts.setdefault(base, Counter())
        for other, start in self.restarts.pop(number, {}).items():
            counts[other] = start - levels.get(other, Level()).start
        counts[at] += 1
        for deeper in range(at + 1, _LEVELS):
            counts[deeper] = 0
        level = levels.get(at, Level())

        def count(match: re.Match[str]) -> str:
            of = int(match[1]) - 1
            other = levels.get(of, Level())
            return _printed(other.start + max(counts[of], 1) - 1, other.kind)

        text = "•" if level.kind == "bullet" and level.text else level.text
        label = _PLACEHOLDER.sub(count, text)
        return label + ("" if label.endswith(tuple(_WIDE_END)) or not label else level.gap)


def _printed(value: int, kind: str) -> str:
    if kind in _CHINESE and 0 < value < 100:
        return numeral(value)
    if kind in _CIRCLES and 0 < value <= 20:
        return chr(ord("①") + value - 1)
    if kind == "decimalZero":
        return f"{value:02d}"
    letters = {"lowerLetter": "a", "upperLetter": "A"}
    if kind in letters and 0 < value <= 26:
        return chr(ord(letters[kind]) + value - 1)
    return str(value)


def read_numbering(root: etree._Element | None) -> Numbering:
    """The lists of a numbering part."""
    found = Numbering()
    for each in root if root is not None else ():
        kind = local(each)
        if kind == "abstractNum":
            levels = {_int(attribute(each, "ilvl")): _level(each) for each in named(each, "lvl")}
            found.levels[attribute(each, "abstractNumId")] = levels
        elif kind == "num":
            number = attribute(each, "numId")
            found.lists[number] = value(each, "abstractNumId")
            restarts = {
                _int(attribute(other, "ilvl")): _int(value(other, "startOverride"))
                for other in named(each, "lvlOverride")
                if value(other, "startOverride")
            }
            if restarts:
                found.restarts[number] = restarts
    return found


def _level(lvl: etree._Element) -> Level:
    start = value(lvl, "start")
    gap = "" if value(lvl, "suff") == "nothing" else " "
    return Level(
        _int(start) if start else 1,
        value(lvl, "numFmt") or "decimal",
        value(lvl, "lvlText"),
        gap,
        value(lvl, "pStyle"),
    )


def _int(text: str) -> int:
    """A number of a few digits; 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
