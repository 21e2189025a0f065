"""How a page shows its elements: by their tag, their style, and the page's own style sheets."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

import msgspec
from lxml import etree

_RULE = re.compile(r"([^{}]{1,500})\{([^{}]{0,5000})\}")
_MEDIA = re.compile(r"@media[^{}]{0,200}\{(?:[^{}]{0,500}\{[^{}]{0,5000}\}){0,200}\s*\}")
_NAME = re.compile(r"[a-z0-9]*[.#][\w-]+", re.IGNORECASE)
_GENERATED = re.compile(r"::?(before|after)$", re.IGNORECASE)
_DECLARATION = re.compile(r"([\w-]+)\s*:\s*([^;]*)")
_CONTENT = re.compile(r"[\"']([^\"']*)[\"']|attr\(\s*([\w-]+)\s*\)")
_NOTHING = re.compile(r"0(?:\.0*)?(?:px|pt|em|rem|%)?")
_FAR_OFF = re.compile(r"-\d{4,}")
_WHITE = re.compile(r"white|#fff(?:fff)?|rgb\(\s*255\s*,\s*255\s*,\s*255\s*\)", re.IGNORECASE)
# So much of a page's own style sheet is looked through.
_MOST_STYLE = 300_000
_ROLES = {
    "table": "table", "grid": "table", "treegrid": "table", "rowgroup": "tbody", "row": "tr",
    "cell": "td", "gridcell": "td", "columnheader": "td", "rowheader": "td",
}  # fmt: skip
_DISPLAYS = {
    "table": "table", "inline-table": "table", "table-row-group": "tbody",
    "table-header-group": "thead", "table-footer-group": "tfoot", "table-row": "tr",
    "table-cell": "td", "table-caption": "caption",
}  # fmt: skip
_STRUCK = frozenset({"del", "s", "strike"})
_RAISED = {"sup": "raised", "sub": "lowered"}
_SHORTEST_WORD = 5


class Look(msgspec.Struct, frozen=True):
    """How an element is shown.

    `tag` is what it is laid out as (a table, a row, a cell, else its own tag). One that `is_gone`
    takes no room; what is `veiled` keeps its room and is not seen, None where that is as around it.
    `level` is raised or lowered, "" on the line. `is_white` type is seen on another ground alone.
    """

    tag: str
    is_gone: bool = False
    veiled: bool | None = None
    level: str = ""
    is_white: bool = False
    has_ground: bool = False


class Styles(msgspec.Struct, frozen=True):
    """The rules of a page's style sheets for classes and ids; `generated` is text around these."""

    rules: dict[str, str]
    generated: dict[tuple[str, str], str]

    def of(self, element: etree._Element) -> Look:
        """The look of one element."""
        given = element.attrib
        tag = str(element.tag)
        if not given:
            return _plain(tag)
        css = str(given.get("style", ""))
        if self.rules and ("class" in given or "id" in given):
            css = ";".join([*(self.rules[n] for n in _names(element) if n in self.rules), css])
        role = _ROLES.get(str(given.get("role", ""))) if tag != "table" else None
        found = _look(role or tag, css)
        colour = str(given.get("color", ""))
        grounded = "bgcolor" in given or "background" in given
        is_link = tag == "a" and _is_note(element)
        if "hidden" not in given and not (colour or grounded or is_link):
            return found
        return Look(
            found.tag,
            found.is_gone or "hidden" in given,
            found.veiled,
            found.level or ("raised" if is_link else ""),
            found.is_white or _WHITE.fullmatch(colour) is not None,
            found.has_ground or grounded,
        )

    def around(self, element: etree._Element, side: str) -> str:
        """What the style sheets print before or after the text of an element."""
        if not self.generated:
            return ""
        texts = [self.generated.get((name, side), "") for name in _names(element)]
        return "".join(
            match[1] if match[1] is not None else str(element.get(match[2], ""))
            for text in texts
            for match in _CONTENT.finditer(text)
        )


def read_styles(sheets: Iterable[str]) -> Styles:
    """The rules for single classes (`.name`, `td.name`) and ids (`#name`)."""
    rules: dict[str, str] = {}
    generated: dict[tuple[str, str], str] = {}
    for sheet in sheets:
        for selectors, body in _RULE.findall(_MEDIA.sub("", sheet[:_MOST_STYLE])):
            for name in (each.strip() for each in selectors.split(",")):
                bare = _GENERATED.sub("", name)
                if not _NAME.fullmatch(bare):
                    continue
                if bare == name:
                    rules[name] = f"{rules.get(name, '')};{body}"
                elif content := dict(_DECLARATION.findall(body)).get("content"):
                    side = name[len(bare) :].strip(":").lower()
                    generated[bare, side] = content
    return Styles(rules, generated)


def _names(element: etree._Element) -> list[str]:
    tag = str(element.tag)
    names = [f".{name}" for name in str(element.get("class", "")).split()]
    names += [f"#{element.get('id')}"] if element.get("id") else []
    return [*(f"{tag}{name}" for name in names), *names]


def _is_note(element: etree._Element) -> bool:
    """A link of a few signs to another place of the page: the mark of a note."""
    text = "".join(element.itertext()).strip()
    is_mark = len(text) < _SHORTEST_WORD and any(sign.isdigit() for sign in text)
    return is_mark and "#" in str(element.get("href", ""))[:1] and not set(text) & {".", ","}


@lru_cache(1024)
def _plain(tag: str) -> Look:
    return Look(tag, tag in _STRUCK, level=_RAISED.get(tag, ""))


@lru_cache(4096)
def _look(tag: str, css: str) -> Look:
    plain = _plain(tag)
    if not css:
        return plain
    said = {name.lower(): value.strip().lower() for name, value in _DECLARATION.findall(css)}
    display, visible = said.get("display", ""), said.get("visibility", "")
    is_gone = display.startswith("none") or "line-through" in said.get("text-decoration", "")
    is_gone |= visible.startswith("collapse") or said.get("mso-hide", "").startswith("all")
    off = any(_FAR_OFF.match(said.get(name, "")) for name in ("text-indent", "left", "top"))
    nothing = any(_NOTHING.fullmatch(said.get(name, "")) for name in ("opacity", "font-size"))
    colour = said.get("color", "")
    unseen = off or nothing or colour == "transparent" or visible.startswith("hidden")
    aligned = said.get("vertical-align", "")
    return Look(
        _DISPLAYS.get(display.split(" ")[0], plain.tag),
        plain.is_gone or is_gone,
        True if unseen else False if visible.startswith("visible") else None,
        {"super": "raised", "text-top": "raised", "sub": "lowered"}.get(aligned, plain.level),
        _WHITE.fullmatch(colour) is not None,
        any(name.startswith("background") for name in said),
    )
