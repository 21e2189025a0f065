"""Names and values of Word's XML, transitional and strict alike."""

from __future__ import annotations

from functools import lru_cache

from lxml import etree

_OFF = frozenset({"0", "false", "off"})


def local(element: etree._Element) -> str:
    """A tag without its namespace; "" for a comment."""
    return _local(element.tag)


@lru_cache(4096)
def _local(tag: object) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def named(element: etree._Element, name: str) -> list[etree._Element]:
    """The children with a name."""
    return [child for child in element if local(child) == name]


def value(element: etree._Element, name: str) -> str:
    """The value of a child; "" where it is missing."""
    return next((attribute(child, "val") for child in named(element, name)), "")


def attribute(element: etree._Element, name: str) -> str:
    """An attribute, whatever its namespace."""
    for key, text in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(text)
    return ""


def is_on(element: etree._Element | None, name: str) -> bool:
    """A switch among the children is on: w:vanish, and not w:vanish w:val="0"."""
    if element is None:
        return False
    return any(attribute(child, "val") not in _OFF for child in named(element, name))
