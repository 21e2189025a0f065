"""What a page does not show: elements and classes that are switched off."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

_OFF = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all", re.IGNORECASE
)
_RULE = re.compile(r"([^{}]{1,500})\{([^{}]{0,5000})\}")
_MEDIA = re.compile(r"@media[^{}]{0,200}\{(?:[^{}]{0,500}\{[^{}]{0,5000}\}){0,200}\s*\}")
_NAME = re.compile(r"[.#][\w-]+")
# So much of a page's own style sheet is looked through.
_MOST_STYLE = 300_000


def hidden_names(sheets: Iterable[str]) -> frozenset[str]:
    """The classes (`.name`) and ids (`#name`) that the page's own style sheets switch off."""
    found: set[str] = set()
    for sheet in sheets:
        for selectors, body in _RULE.findall(_MEDIA.sub("", sheet[:_MOST_STYLE])):
            if _OFF.search(body):
                names = (each.strip() for each in selectors.split(","))
                found.update(name for name in names if _NAME.fullmatch(name))
    return frozenset(found)


def is_hidden(element: etree._Element, names: frozenset[str]) -> bool:
    """The element and all in it are not shown."""
    given = element.attrib
    if not given:
        return False
    if "hidden" in given or _OFF.search(str(given.get("style", ""))):
        return True
    if not names:
        return False
    classes = {f".{name}" for name in str(given.get("class", "")).split()}
    return not names.isdisjoint({*classes, f"#{given.get('id', '')}"})
