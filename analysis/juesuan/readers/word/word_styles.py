"""Styles, as far as they change what is read: numbering and hidden text."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from juesuan.readers.word.markup import attribute, is_on, local, named, value


@dataclass(frozen=True)
class Style:
    """What a style says of its paragraphs: the list and level of their numbering, hidden or not."""

    list: str = ""
    level: str = ""
    hidden: bool = False


def read_styles(root: etree._Element | None) -> dict[str, Style]:
    """The styles of a document by their id, each with what it takes from those it is based on."""
    own: dict[str, tuple[Style, str]] = {}
    for each in root if root is not None else ():
        if local(each) == "style":
            style = Style(*list_of(each), is_on(next(iter(named(each, "rPr")), None), "vanish"))
            own[attribute(each, "styleId")] = style, value(each, "basedOn")
    return {name: _whole(name, own) for name in own}


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
        found = Style(
            found.list or style.list, found.level or style.level, found.hidden or style.hidden
        )
    return found
