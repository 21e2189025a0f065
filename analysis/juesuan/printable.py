"""What may be shown: no sign that a terminal obeys or that turns a line around."""

from __future__ import annotations

import os
import re
from pathlib import Path

# The control characters (C0, C1), the marks of direction, which hide what a name is, and the signs
# without width, which tear a figure apart.
_SEPARATORS = "\x0b\x0c\x1c-\x1f\x85\u2028\u2029"
_OTHERS = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u2069\ufeff"
)
# What terminals take for a command: a colour (ESC [31m), a title (ESC ]0;… BEL).
_COMMAND = re.compile(
    "(?:\x1b\\[|\x9b)[0-?]*+[ -/]*+[@-~]|(?:\x1b\\]|\x9d)[^\x07\x1b\x9c]*+(?:\x07|\x1b\\\\|\x9c)"
)
_SEPARATOR, _OTHER = re.compile(f"[{_SEPARATORS}]"), re.compile(f"[{_OTHERS}]")
_ANY = re.compile(f"[{_SEPARATORS}{_OTHERS}]")
_IN_A_NAME = re.compile(f"[\t\n\r{_SEPARATORS}{_OTHERS}]")


def cleaned(text: str) -> str:
    """A document's text without control characters, marks of direction and signs without width.

    Those that part words are spaces; the others, which print nothing, are gone with the commands
    that they begin, so that a figure with one inside is whole. Tabs and line ends stay.
    """
    if text.isprintable() or not _ANY.search(text):
        return text
    return _OTHER.sub("", _SEPARATOR.sub(" ", _COMMAND.sub("", text)))


def told(text: str) -> str:
    """A message whose control characters and marks of direction stand as their escapes."""
    return text if text.isprintable() else _ANY.sub(_escape, text)


def printable(name: str | Path) -> str:
    """A name of a file on one line, also where its bytes are no UTF-8; two names stay two."""
    text = str(name)
    if text.isprintable():
        return text
    try:
        data = os.fsencode(text)
    except UnicodeEncodeError:
        data = text.encode("utf-8", errors="backslashreplace")
    return _IN_A_NAME.sub(_escape, data.decode("utf-8", errors="backslashreplace"))


def _escape(match: re.Match[str]) -> str:
    return match[0].encode("unicode_escape").decode("ascii")
