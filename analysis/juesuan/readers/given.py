"""What a person gives to be read, one file or the parts of an account → sources."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import IO, TypeAlias

from juesuan.catalogue.faults import fault
from juesuan.errors import NoSource, UnreadableDocument
from juesuan.printable import printable
from juesuan.readers.limits import Limits
from juesuan.readers.media import read_source
from juesuan.readers.source import Source

Given: TypeAlias = "str | Path | bytes | IO[bytes]"


def given_sources(
    given: Given | Sequence[Given], name: str | None, limits: Limits, ocr: str
) -> list[Source]:
    """Each file that is given, read; `name` is what bytes are called.

    Raises `UnreadableDocument` for a file without text, for a folder, and where none is given,
    `NoSource` where there is no file of the name.
    """
    if not isinstance(given, Sequence) or isinstance(given, (str, bytes)):
        given = [given]
    if not given:
        raise UnreadableDocument(fault("nothing_given"))
    return [_source(each, name, limits, ocr) for each in given]


def _source(given: Given, name: str | None, limits: Limits, ocr: str) -> Source:
    if isinstance(given, bytes):
        return read_source(given, name or "bytes", limits, ocr)
    if isinstance(given, (str, Path)):
        return read_source(_bytes(Path(given)), name or str(given), limits, ocr)
    called = name or str(getattr(given, "name", "file"))
    return read_source(given.read(), called, limits, ocr)


def _bytes(path: Path) -> bytes:
    if path.is_dir():
        raise UnreadableDocument(fault("folder_given"), source=str(path))
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise NoSource(fault("no_path", path=printable(path))) from error
