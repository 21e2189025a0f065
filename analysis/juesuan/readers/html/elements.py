"""A page as it is shown: its lines, tables and the files that it names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from juesuan.readers.boxes import Builder
from juesuan.readers.html.attachments import attachment
from juesuan.readers.html.hidden import hidden_names, is_hidden

# Nothing of these is shown as text of the page.
_DROPPED = frozenset(
    [
        "head",
        "script",
        "style",
        "template",
        "noscript",
        "title",
        "iframe",
        "object",
        "select",
        "datalist",
        "textarea",
        "svg",
        "audio",
        "video",
        "canvas",
        "noframes",
        "xml",
    ]
)
# Each of these begins a line.
_LINES = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "center",
        "dd",
        "details",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_GROUPS = frozenset({"thead", "tbody", "tfoot"})
_KEPT_SPACES = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")


@dataclass
class Walk:
    """What was found: `builder.blocks`, hidden texts, the names of attached files."""

    builder: Builder = field(default_factory=Builder)
    hidden: list[str] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    frames: int = 0
    _signs: list[str] = field(default_factory=list)
    _kept: int = 0

    def read(self, root: etree._Element) -> None:
        """Walk through a page."""
        names = hidden_names(str(sheet.text or "") for sheet in root.iter("style"))
        skipped: etree._Element | None = None
        for event, element in etree.iterwalk(root, events=("start", "end")):
            tag = element.tag
            if skipped is not None:
                if event == "end" and element is skipped:
                    skipped = None
                    self._add(element.tail)
            elif event == "start":
                self._name(element)
                if tag in _DROPPED:
                    skipped = element
                elif tag == "del" or is_hidden(element, names):
                    skipped = element
                    self._hide(element)
                else:
                    self._open(element, tag)
            else:
                self._close(element, tag)
        self._flush()

    def _name(self, element: etree._Element) -> None:
        if (name := attachment(element)) and name not in self.attachments:
            self.attachments.append(name)
        self.frames += element.tag == "frame"

    def _hide(self, element: etree._Element) -> None:
        text = " ".join("".join(element.itertext()).split())
        # Menus and buttons are hidden on every page; a figure among them could be one of a table.
        if any(sign.isdigit() for sign in text):
            self.hidden.append(text)

    def _open(self, element: etree._Element, tag: str) -> None:
        if tag in _LINES:
            self._flush()
        if self._keeps(element, tag):
            self._kept += 1
        if tag == "table":
            self.builder.open_table()
        elif tag == "tr":
            self.builder.open_row()
        elif tag in ("td", "th"):
            # 0 rows are all rows of the group.
            rows = _number(element.get("rowspan"), 1) or 10**9
            self.builder.open_box(max(_number(element.get("colspan"), 1), 1), rows)
        self._add(element.text)

    def _close(self, element: etree._Element, tag: str) -> None:
        if tag in _LINES:
            self._flush()
        if self._keeps(element, tag):
            self._kept -= 1
        if tag == "table":
            self.builder.close_table()
        elif tag in ("td", "th"):
            self.builder.close_box()
        elif tag in _GROUPS:
            self.builder.close_group()
        self._add(element.tail)

    def _keeps(self, element: etree._Element, tag: str) -> bool:
        """Line ends and spaces of the source are shown."""
        return tag in ("pre", "xmp", "listing") or bool(
            _KEPT_SPACES.search(str(element.get("style", "")))
        )

    def _add(self, text: str | None) -> None:
        if not text:
            return
        if not self._kept:
            self._signs.append(text)
            return
        *whole, rest = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        for line in whole:
            self._signs.append(line)
            self._flush()
        self._signs.append(rest)

    def _flush(self) -> None:
        if self._signs:
            text = "".join(self._signs)
            self._signs.clear()
            line = text.rstrip() if self._kept else " ".join(text.split())
            if line:
                self.builder.line(line)


def _number(text: str | None, default: int) -> int:
    """A span as browsers read it: the digits in front; a wrong one is one."""
    match = _DIGITS.match((text or "").strip())
    return int(match[0][:9]) if match and match[0].isascii() else default
