"""The bytes of a document, wherever it lies, and their hash."""

from __future__ import annotations

import hashlib

from juesuan.corpus.archives import read_member
from juesuan.corpus.place import LARGEST, Place, open_place, too_large
from juesuan.errors import UnreadableDocument


def read_place(place: Place) -> bytes:
    """The bytes of a document.

    Raises OSError, and `UnreadableDocument` for a bad archive and for what is no document's size.
    """
    if place.member is not None:
        return read_member(place)
    with open_place(place.path) as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise UnreadableDocument(too_large(len(data)), source=place.name)
    return data


def hash_place(place: Place) -> str:
    """The SHA-256 of a document, as hexadecimal digits."""
    if place.member is not None:
        return hashlib.sha256(read_place(place)).hexdigest()
    with open_place(place.path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
