"""What is to be said about the pages of a file, and the numbers of those pages."""

from __future__ import annotations

import msgspec

from juesuan.catalogue.remarks import Remark, remark
from juesuan.readers.source import Aside

# Why a page's text is none, or none to be relied on: it has none, a program recognised it, or its
# signs are none.
NO_TEXT, LAYER, GARBLED = "no_text", "layer", "garbled"


class PageFaults(msgspec.Struct):
    """What is to be said about pages, by page number."""

    scanned: list[int] = []
    recognised: list[int] = []
    seen: list[int] = []
    garbled: list[int] = []
    skipped: list[int] = []
    unmapped: list[int] = []
    broken: list[int] = []
    left_out: list[int] = []
    overfull: list[int] = []
    overlaid: list[int] = []
    blind: list[int] = []
    asides: list[Aside] = []

    def say(self, number: int, why: str) -> None:
        """Note why a page's text is none, or none to be relied on; "" says nothing."""
        lists = {NO_TEXT: self.scanned, LAYER: self.recognised, GARBLED: self.unmapped}
        if why:
            lists[why].append(number)

    def remarks(self, total: int) -> tuple[Remark, ...]:
        """Each finding and its pages."""
        found = (
            (self.scanned, remark("no_text_layer")),
            (self.recognised, remark("recognised")),
            (self.seen, remark("recognised_here")),
            (self.garbled, remark("layer_garbled")),
            (self.skipped, remark("too_many_pictures")),
            (self.unmapped, remark("no_unicode")),
            (self.broken, remark("damaged_page")),
            (self.left_out, remark("not_printed")),
            (self.overfull, remark("too_many_objects")),
            (self.overlaid, remark("overlays_read")),
            (self.blind, remark("overlays_unread")),
        )
        return tuple(
            remark("of_pages", count=len(pages), pages=_numbers(pages), total=total, what=what)
            for pages, what in found
            if pages
        )


def _numbers(pages: list[int]) -> str:
    """1–3, 7."""
    parts: list[str] = []
    start = last = pages[0]
    for page in [*pages[1:], None]:
        if page is not None and page == last + 1:
            last = page
            continue
        parts.append(str(start) if start == last else f"{start}–{last}")
        if page is not None:
            start = last = page
    return ", ".join(parts)
