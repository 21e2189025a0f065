"""Which files a build reads."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

# Media in which departments publish; in a folder, other files are left alone.
_SUFFIXES = {".txt", ".pdf", ".xlsx", ".xlsm", ".xls", ".et", ".docx", ".doc", ".html", ".htm"}


def find_sources(paths: Iterable[Path]) -> list[Path]:
    """The files named, and the documents in the folders named, each once; a folder's are sorted.

    Raises FileNotFoundError for a path that does not exist.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        if path.is_dir():
            inside = (p for p in sorted(path.rglob("*")) if p.is_file())
            for file in inside:
                if file.suffix.lower() in _SUFFIXES:
                    found.setdefault(file.resolve(), file)
        elif path.exists():
            found.setdefault(path.resolve(), path)
        else:
            raise FileNotFoundError(f"there is no file or folder {path}")
    return list(found.values())


def printable(path: Path) -> str:
    """A path as text that can be written anywhere, also where its bytes are no UTF-8."""
    return os.fsencode(path).decode("utf-8", errors="replace")
