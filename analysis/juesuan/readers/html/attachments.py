"""The files that a page names: often the accounts themselves are one of them."""

from __future__ import annotations

import re
from urllib.parse import unquote

from lxml import etree

from juesuan.catalogue import wording

_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|wps|et|ofd|zip|rar|7z)(?=$|[?#&\s])", re.IGNORECASE)
_EMBEDDED = frozenset({"iframe", "embed", "object", "frame"})
_LONGEST = 80


def attachment(element: etree._Element) -> str | None:
    """The name of a file of accounts that an element links to or embeds; None for other links."""
    tag = element.tag
    address = unquote(str(element.get("href") or element.get("src") or element.get("data") or ""))
    text = " ".join("".join(element.itertext()).split()) if tag == "a" else ""
    if tag not in _EMBEDDED and tag != "a":
        return None
    if not _FILE.search(address) and not _FILE.search(text):
        return None
    word = wording().titles.attachment
    if tag == "a" and word not in address and word not in text:
        return None
    return (text or address.rsplit("/", 1)[-1])[:_LONGEST]
