"""The file that a document of a corpus was read from, fetched again."""

from __future__ import annotations

import hashlib
from typing import Any

import pandas as pd

from juesuan.catalogue.faults import fault
from juesuan.corpus.place_bytes import read_place
from juesuan.corpus.sources import find_sources
from juesuan.errors import JuesuanError, NoPage, NoSource

_PDF = "application/pdf"
# Between an archive and its member.
_INSIDE = "!/"


def original(document: pd.Series[Any]) -> bytes:
    """The bytes of a PDF, by its row of `documents`.

    Raises `NoPage` for another medium, `NoSource` where the file is gone, cannot be read, or is not
    the one that was read.
    """
    source = str(document["source"])
    if document["media_type"] != _PDF:
        raise NoPage(fault("no_pages"), source=source)
    try:
        places = find_sources([source.partition(_INSIDE)[0]])
        data = next((read_place(each) for each in places if each.name == source), b"")
    except (JuesuanError, OSError) as error:
        raise NoSource(fault("source_gone"), source=source) from error
    if hashlib.sha256(data).hexdigest() != document["sha256"]:
        raise NoSource(fault("source_changed"), source=source)
    return data
