"""The marks of Markdown around a line's text: `## 收入决算表`, `**合计**`."""

from __future__ import annotations

import re

# In front of a line: quotation, heading, list; a stroke in front of anything else is none.
_BEFORE = re.compile(r"^\s*(?:>\s*)*(?:#{1,6}\s*(?=\S)|[-*+]\s+(?=[\u3400-\u9fff（(《*]))?")
# Around the whole line or cell only: within a text stars stand for what is left out, as in
# 预算为**万元，决算为**万元 or 张**.
_STARRED = re.compile(
    r"(?P<begin>^|\|)(?P<gap>\s*)(\*\*?|__)(?=[^\s*_])([^*|]+?)(?<=\S)\3(?=\s*(?:$|\|))"
)


def unmarked(line: str) -> str:
    """The line without marks of Markdown; one that has none stays as it is."""
    if not {"#", ">", "*", "_", "-", "+"}.isdisjoint(line):
        line = _STARRED.sub(r"\g<begin>\g<gap>\4", _BEFORE.sub("", line))
    return line
