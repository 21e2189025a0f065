"""A page as it is shown: its lines, tables and the files that it names."""

from __future__ import annotations

import re

import msgspec
from lxml import etree

from juesuan.catalogue.printed_signs import signs
from juesuan.catalogue.remarks import Remark
from juesuan.readers.boxes import Builder
from juesuan.readers.html.attachments import attachment
from juesuan.readers.html.contents import SCRIPT, content
from juesuan.readers.html.looks import Look, Styles, read_styles

# Nothing of these is shown as text of the page.
_DROPPED = frozenset(
    [
        "head",
        "style",
        "template",
        "noscript",
        "title",
        "datalist",
        "audio",
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


class Walk(msgspec.Struct):
    """What was found: `builder.blocks`, hidden texts, the names of attached files."""

    builder: Builder = msgspec.field(default_factory=Builder)
    hidden: list[str] = []
    attachments: list[str] = []
    frames: int = 0
    _signs: list[str] = []
    _kept: int = 0
    _looks: list[Look] = []
    _veils: list[bool] = msgspec.field(default_factory=lambda: [False])
    _levels: list[str] = []
    _scripts: str = ""

    def read(self, root: etree._Element) -> None:
        """Walk through a page."""
        styles = read_styles(str(sheet.text or "") for sheet in root.iter("style"))
        self._scripts = "".join(str(script.text or "") for script in root.iter("script"))
        skipped: etree._Element | None = None
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if skipped is not None:
                if event == "end" and element is skipped:
                    skipped = None
                    self._add(element.tail)
            elif event == "start":
                self._name(element)
                look = styles.of(element)
                if element.tag in _DROPPED:
                    skipped = element
                elif look.is_gone:
                    skipped = element
                    self._hide("".join(element.itertext()))
                elif (held := content(element)) is not None:
                    skipped = element
                    self._hold(held)
                else:
                    self._open(element, look, styles)
            else:
                self._close(element, styles)
        self._flush()

    def _name(self, element: etree._Element) -> None:
        if (name := attachment(element)) and name not in self.attachments:
            self.attachments.append(name)
        self.frames += element.tag == "frame"

    def _hide(self, given: str) -> None:
        text = " ".join(given.split())
        # Menus and buttons are hidden on every page; a figure among them could be one of a table.
        if any(sign.isdigit() for sign in text):
            self.hidden.append(text)

    def _hold(self, held: str | Remark) -> None:
        """Take what a control shows; of a picture and the like only that it is there."""
        if isinstance(held, str):
            self._add(held)
        else:
            self.builder.leave_unread(held)

    def _open(self, element: etree._Element, look: Look, styles: Styles) -> None:
        tag = look.tag
        if tag in _LINES:
            self._flush()
        if self._keeps(element, tag):
            self._kept += 1
        self._looks.append(look)
        self._veils.append(self._is_veiled(element, look))
        self._levels.append(look.level or (self._levels[-1] if self._levels else ""))
        if tag == "table":
            self.builder.open_table()
        elif tag == "tr":
            self.builder.open_row()
        elif tag in ("td", "th"):
            # 0 rows are all rows of the group.
            rows = _number(element.get("rowspan") or element.get("aria-rowspan"), 1) or 10**9
            columns = _number(element.get("colspan") or element.get("aria-colspan"), 1)
            self.builder.open_box(max(columns, 1), rows)
            name = element.get("id")
            if name and len(element) == 0 and name in self._scripts:
                self.builder.leave_unread(SCRIPT)
        self._add(styles.around(element, "before"))
        self._add(element.text)

    def _is_veiled(self, element: etree._Element, look: Look) -> bool:
        if look.veiled is not None:
            return look.veiled
        if look.is_white and not any(each.has_ground for each in self._looks):
            # A heading's ground may be told by a style sheet that is not there.
            return any(sign.isdigit() for sign in "".join(element.itertext()))
        return self._veils[-1]

    def _close(self, element: etree._Element, styles: Styles) -> None:
        self._add(styles.around(element, "after"))
        tag = self._looks.pop().tag
        if tag in _LINES:
            self._flush()
        if self._keeps(element, tag):
            self._kept -= 1
        self._veils.pop()
        self._levels.pop()
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
        if self._veils[-1]:
            self._hide(text)
            return
        if self._levels and (level := self._levels[-1]):
            text = signs().raise_(text, lower=level == "lowered")
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
