"""What an element shows that is no text of the page: controls, pictures, drawings, scripts."""

from __future__ import annotations

import re

from lxml import etree

from juesuan.catalogue.remarks import Remark, remark

SCRIPT, _PICTURE = remark("a_script"), remark("a_picture")
_UNREAD = {
    "script": SCRIPT,
    "img": _PICTURE,
    **dict.fromkeys(["canvas", "svg"], remark("a_drawing")),
    **dict.fromkeys(["iframe", "object", "embed", "applet", "video"], remark("an_object")),
}
# What these show is no figure.
_MUTE = frozenset({"hidden", "checkbox", "radio", "button", "submit", "reset", "file", "color"})
# Pictures up to this size, in pixels, only make room.
_SPACER = re.compile(r"[0-3](?:px)?")


def content(element: etree._Element) -> str | Remark | None:
    """The text that an element shows; a remark for what is not read; None for other elements.

    Controls show their value, drawings their texts.
    """
    tag = str(element.tag)
    if tag == "input":
        return _input(element)
    if tag == "select":
        options = list(element.iter("option"))
        chosen = [each for each in options if "selected" in each.attrib] or options[:1]
        return " ".join("".join(each.itertext()).strip() for each in chosen)
    if tag == "textarea":
        return "".join(element.itertext()).strip()
    if tag == "svg" and (texts := [*element.iter("text")]):
        return " ".join("".join(each.itertext()).strip() for each in texts)
    if tag == "img" and any(_SPACER.fullmatch(str(element.get(side, ""))) for side in _SIDES):
        return ""
    return _UNREAD.get(tag)


_SIDES = ("width", "height")


def _input(element: etree._Element) -> str | Remark:
    kind = str(element.get("type", "text")).lower()
    if kind == "image":
        return _PICTURE
    return "" if kind in _MUTE else str(element.get("value", ""))
