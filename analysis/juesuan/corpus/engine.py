"""What a document's frames depend on beside its bytes: this package, its options."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path

from juesuan._version import __version__
from juesuan.identities.corrections import Correction
from juesuan.identities.suites import suite_folder
from juesuan.language import Language
from juesuan.readers.ocr import AUTO, checked_mode

# What decides what is read out of a document: code, catalogue, expectations …
_SUFFIXES = frozenset((".py", ".toml", ".json"))
# … and the libraries that take a file apart.
_LIBRARIES = ("pypdfium2", "python-calamine", "openpyxl")
_DIGITS = 12


@cache
def reader_version() -> str:
    """The version, and a digest of code, catalogue, expectations and the libraries that read."""
    folders = (Path(str(files("juesuan"))), Path(str(suite_folder())))
    inputs = [f"{name} {_version(name)}".encode() for name in _LIBRARIES]
    inputs += [
        part
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.suffix in _SUFFIXES
        for part in (path.relative_to(folder).as_posix().encode(), path.read_bytes())
    ]
    return f"{__version__}+{digest(inputs)}"


def options_version(
    corrections: Sequence[Correction], *, workbooks: bool, language: Language
) -> str:
    """A digest of the options that change what is written for a document.

    Its page and its workbook are in one language, so that a build in another one writes them anew.
    """
    inputs: tuple[object, ...] = (tuple(corrections), workbooks, language)
    mode = checked_mode(None)
    # What is usual is not told: documents that were read before stay.
    return digest([repr(inputs if mode == AUTO else (*inputs, mode)).encode()])


def digest(parts: Iterable[bytes]) -> str:
    """Twelve hexadecimal digits that stand for all parts."""
    sha256 = hashlib.sha256()
    for part in parts:
        sha256.update(len(part).to_bytes(8, "big"))
        sha256.update(part)
    return sha256.hexdigest()[:_DIGITS]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
