"""A table row whose cells have run together: name, target, actual."""

from __future__ import annotations

import re

from juesuan.catalogue.performance_wording import performance_wording

Span = tuple[int, int]
Cells = tuple[Span, Span, Span]
# what a short value cannot be part of: a sentence
_SENTENCE = re.compile("[。;；,，]")


def split_cells(text: str) -> Cells | None:
    """Where name, target and actual stand in a row's text; None where it does not tell.

    Told apart are two short values at the end (`接待来电来访 200次 412人次`), a target in words
    (`有效开展`) that stands once in the row, and a target with its unit that ends the name's line
    or stands on a line of its own (`100%`) with prose behind it.
    """
    text = text.rstrip()
    if cells := _values(text):
        return cells
    worded = _targets(text, performance_wording().table.words.pattern)
    target = _worded(text, worded) if worded else _counted(text)
    if target is None:
        return None
    start, stop = target
    return (0, start), target, (stop, len(text))


def _values(text: str) -> Cells | None:
    """Two short values end the row: target and actual. A third one in front leaves it open."""
    known = performance_wording()
    value = (
        rf"(?:{known.cells.value.pattern}|{known.cells.number.pattern}|{known.table.words.pattern})"
    )
    match = re.search(rf"(?<!\S)(?P<target>{value})\s+(?P<actual>{value})$", text)
    if match is None or not text[: match.start()].strip():
        return None
    name = text[: match.start()].rstrip()
    if _targets(name, value) or re.search("[。;；]", name):
        return None
    return (0, len(name)), match.span("target"), match.span("actual")


def _worded(text: str, found: list[Span]) -> Span | None:
    """The one target in words that fills a cell between two others."""
    (start, stop), *more = found
    return (start, stop) if not more and start and text[stop:].strip() else None


def _counted(text: str) -> Span | None:
    """A value that ends the first line, or else the only one that has a line of its own."""
    spans = _targets(text, performance_wording().cells.value.pattern)
    ends = [span for span in spans if text[span[1] :].lstrip(" ").startswith("\n")]
    first = [s for s in ends if "\n" not in text[: s[0]] and text[: s[0]].strip()]
    own = [s for s in ends if text[: s[0]].rstrip(" ").endswith("\n")]
    found = first or own
    if len(found) != 1 or (own and first) or _SENTENCE.search(text[: found[0][0]]):
        return None
    return found[0]


def _targets(text: str, pattern: str) -> list[Span]:
    """Stretches of that kind with space on both sides, and no sentence that goes on with them."""
    spaced = re.compile(rf"(?<!\S)(?:{pattern})(?!\S)(?!\s*[，。、；,;)(])")
    return [(m.start(), m.start() + len(m[0].rstrip())) for m in spaced.finditer(text)]
