"""Which files a build reads."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

# Media in which departments publish; in a folder, other files are left alone.
_SUFFIXES = {".txt", ".pdf", ".xlsx", ".xls", ".docx", ".doc", ".html", ".htm"}


def find_sources(paths: Iterable[Path]) -> list[Path]:
    """The files named, and the documents in the folders named, each once, sorted.

    Raises FileNotFoundError for a path that does not exist.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = (p for p in sorted(path.rglob("*")) if p.is_file())
            found.update(dict.fromkeys(p for p in inside if p.suffix.lower() in _SUFFIXES))
        elif path.exists():
            found[path] = None
        else:
            raise FileNotFoundError(f"there is no file or folder {path}")
    return list(found)
