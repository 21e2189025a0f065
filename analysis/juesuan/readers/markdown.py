"""The marks of Markdown around a line's text: `## 收入决算表`, `**合计**`."""

from __future__ import annotations

import re

# In front of a line: quotation, heading, list; a stroke in front of anything else is none.
_BEFORE = re.compile(r"^\s*(?:>\s*)*(?:#{1,6}\s*(?=\S)|[-*+]\s+(?=[\u3400-\u9fff（(《*]))?")
_BOLD = re.compile(r"(\*\*|__)(?=[^\s*_])([^*]+?)(?<=[^\s*_])\1")
# One star may stand in the place of a figure.
_SLANTED = re.compile(r"(?<!\*)\*(?=[^\s*])([^*]*[\u3400-\u9fff][^*]*)(?<!\s)\*(?!\*)")


def unmarked(line: str) -> str:
    """The line without marks of Markdown; one that has none stays as it is."""
    if not {"#", ">", "*", "_", "-", "+"}.isdisjoint(line):
        line = _SLANTED.sub(r"\1", _BOLD.sub(r"\2", _BEFORE.sub("", line)))
    return line
