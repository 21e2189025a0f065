"""Styles, as far as they change what is read: numbering and hidden text."""

from __future__ import annotations

import msgspec
from lxml import etree

from juesuan.readers.word.markup import attribute, is_on, local, named, value

# Type up to so many half points is not seen; what stands so many above the line is raised.
_TINY, _HIGH = 4, 6
_WHITE = "FFFFFF"
_SWITCHES = ("vanish", "strike", "dstrike")
_RAISED = {"superscript": "raised", "subscript": "lowered"}


class Look(msgspec.Struct, frozen=True):
    """How a run looks; None where it is as around it.

    `hidden` is what is not printed, struck out or too small to see; `white` type is seen on another
    ground alone; `level` is raised or lowered, "" on the line.
    """

    hidden: bool | None = None
    white: bool | None = None
    level: str | None = None

    def over(self, below: Look) -> Look:
        """This look, with what it leaves open as it is below."""
        return Look(
            below.hidden if self.hidden is None else self.hidden,
            below.white if self.white is None else self.white,
            below.level if self.level is None else self.level,
        )


NO_LOOK = Look()


class Style(msgspec.Struct, frozen=True):
    """What a style says: the list and level of a paragraph's numbering; how its runs look."""

    list: str = ""
    level: str = ""
    look: Look = NO_LOOK


def read_styles(root: etree._Element | None) -> dict[str, Style]:
    """The styles of a document by their id, each with what it takes from those it is based on."""
    own: dict[str, tuple[Style, str]] = {}
    for each in root if root is not None else ():
        if local(each) == "style":
            style = Style(*list_of(each), look_of(next(iter(named(each, "rPr")), None)))
            own[attribute(each, "styleId")] = style, value(each, "basedOn")
    return {name: _whole(name, own) for name in own}


def look_of(element: etree._Element | None) -> Look:
    """The look that the properties of a run tell."""
    if element is None or not len(element):
        return NO_LOOK
    hidden: bool | None = None
    for switch in _SWITCHES:
        if named(element, switch):
            hidden = bool(hidden) or is_on(element, switch)
    size = value(element, "sz")
    if size.isdecimal() and int(size) <= _TINY:
        hidden = True
    colour = value(element, "color")
    aligned, position = value(element, "vertAlign"), value(element, "position")
    level = _RAISED.get(aligned, "") if aligned else None
    if not level and position.lstrip("-").isdecimal() and abs(int(position)) >= _HIGH:
        level = "lowered" if position.startswith("-") else "raised"
    white = colour.upper() == _WHITE and not named(element, "shd") if colour else None
    return Look(hidden, white, level)


def list_of(element: etree._Element) -> tuple[str, str]:
    """The list and the level in the numbering of a style or a paragraph's properties."""
    inner = [element, *named(element, "pPr")]
    found = next((each for outer in inner for each in named(outer, "numPr")), None)
    return ("", "") if found is None else (value(found, "numId"), value(found, "ilvl"))


def _whole(name: str, own: dict[str, tuple[Style, str]]) -> Style:
    found = Style()
    seen: set[str] = set()
    while name in own and name not in seen:
        seen.add(name)
        style, name = own[name]
        look = found.look.over(style.look)
        found = Style(found.list or style.list, found.level or style.level, look)
    return found
