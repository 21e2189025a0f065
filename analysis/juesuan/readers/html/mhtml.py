"""Web archives (.mhtml, .mht): the pages in a mail that a browser or an office program saved."""

from __future__ import annotations

import email
import email.policy
import re

from juesuan.catalogue.faults import fault
from juesuan.errors import UnreadableDocument

_HEADER = re.compile(
    rb"\s*(?:mime-version|from|content-type|date|subject|message-id)\s*:", re.IGNORECASE
)
_ARCHIVE = re.compile(
    rb"content-type\s*:\s*(?:multipart/related|multipart/mixed|text/html)", re.IGNORECASE
)
_WITHIN = 4096
# A mail in a mail in a mail: nobody saves a page so.
_MOST_NESTED = 20
_MOST_PARTS = 20_000


def is_mhtml(data: bytes) -> bool:
    """The bytes begin as a web archive."""
    start = data[:_WITHIN]
    return bool(_HEADER.match(start) and _ARCHIVE.search(start))


def pages(data: bytes, name: str) -> list[tuple[bytes, str | None]]:
    """The pages of an archive in their order, each with its encoding where the archive says it.

    Raises `UnreadableDocument` for an archive that is nested, damaged or without a page.
    """
    if data.lower().count(b"multipart/") > _MOST_NESTED or data.count(b"\n--") > _MOST_PARTS:
        raise UnreadableDocument(fault("archive_nested"), source=name)
    try:
        mail = email.message_from_bytes(data)
        parts = [part for part in mail.walk() if part.get_content_type() == "text/html"]
        found = [(part.get_payload(decode=True), part.get_content_charset()) for part in parts]
    except (ValueError, LookupError, AssertionError, TypeError, AttributeError) as error:
        raise UnreadableDocument(fault("archive_damaged", error=error), source=name) from error
    read = [(page, charset) for page, charset in found if isinstance(page, bytes) and page.strip()]
    if not read:
        raise UnreadableDocument(fault("archive_without_page"), source=name)
    return read
