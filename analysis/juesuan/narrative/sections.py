"""The passages of one section of the prose, found by its heading."""

from __future__ import annotations

import re
from collections.abc import Iterable

from juesuan.catalogue.prose_lists import numbered, prose_lists
from juesuan.narrative.prose import Passage


def section(passages: Iterable[Passage], heading: re.Pattern[str]) -> list[Passage]:
    """What stands below the heading, in order, without the heading.

    A numbered heading is in the path of what it heads. One without a number is a line of its own:
    its section goes on to the next line that looks like a heading.
    """
    printed, end = numbered(heading), prose_lists().section_end
    found: list[Passage] = []
    loose = False
    for passage in passages:
        if match := printed.fullmatch(passage.text):
            loose = not match["number"]
        elif any(map(printed.fullmatch, passage.headings)):
            found.append(passage)
        elif loose:
            loose = not end.search(passage.text)
            found.extend([passage] if loose else [])
    return found


def words(passage: Passage, start: int, end: int) -> str:
    """A stretch of the passage's text as printed; spaces stay only between letters or digits."""
    printed, text = passage.paragraph.text, ""
    for at in passage.positions[start:end]:
        torn = text and printed[at - 1].isspace() and _latin(text[-1]) and _latin(printed[at])
        text += (" " if torn else "") + printed[at]
    return text


def _latin(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()
