"""What became of each source of a build, a line of JSON each."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Entry:
    """A source: `state` is read or set_aside; `reason` says why it was set aside."""

    source: str
    sha256: str | None
    state: str
    document_id: str | None = None
    error: str | None = None
    reason: str | None = None


def write_manifest(path: Path, entries: Iterable[Entry]) -> None:
    """Write the entries, UTF-8, in the order given."""
    lines = (json.dumps(asdict(entry), ensure_ascii=False) for entry in entries)
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8", newline="\n")


def read_manifest(path: Path) -> list[Entry]:
    """The entries of a manifest."""
    # Not splitlines: a file's name may hold what Unicode calls a line separator.
    lines = path.read_text(encoding="utf-8").split("\n")
    return [Entry(**json.loads(line)) for line in lines if line]
