"""What became of each source of a build, a line of JSON each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path

MANIFEST = "manifest.jsonl"
READ, SET_ASIDE, DUPLICATE, JOINED = "read", "set_aside", "duplicate", "joined"


@dataclass(frozen=True, slots=True)
class Entry:
    """A source, and what became of it.

    `state` is read, set_aside, duplicate or joined; `error` and `reason` say why it was set aside,
    which source has the same bytes, with which others it is read as one document, or why a document
    that was read has no workbook. `part` names the Parquet file of every dataset that holds its
    rows, `workbook` its workbook inside the folder. `size` (bytes) and `stamp` tell whether it may
    have changed, `reader` and `options` by which version and with which options it was read.
    `account` (name, 部门 or 单位, year, 决算 or 预算) says whose account it is and `holds` which
    tables and sections: what tells the parts of one account. A document that was made of several
    sources has an entry of its own, which names them in `members`.
    """

    source: str
    sha256: str | None
    state: str
    document_id: str | None = None
    error: str | None = None
    reason: str | None = None
    part: str | None = None
    workbook: str | None = None
    size: int = 0
    stamp: str = ""
    reader: str = ""
    options: str = ""
    account: tuple[str | int | None, ...] = ()
    holds: tuple[str, ...] = ()
    members: tuple[str, ...] = ()


_FIELDS = frozenset(field.name for field in fields(Entry))


def entry_of(values: dict[str, object]) -> Entry:
    """An entry from its values; those of other versions that are not known are left out."""
    known = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in values.items()
        if name in _FIELDS
    }
    return Entry(**known)  # type: ignore[arg-type]


def write_manifest(path: Path, entries: Iterable[Entry]) -> None:
    """Write the entries, UTF-8, in the order given."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for entry in entries:
            file.write(json.dumps(asdict(entry), ensure_ascii=False) + "\n")


def read_manifest(path: Path) -> list[Entry]:
    """The entries of a manifest."""
    return list(entries_of(path))


def entries_of(path: Path) -> Iterator[Entry]:
    """The entries of a manifest, one after the other."""
    # Not splitlines: a file's name may hold what Unicode calls a line separator.
    with path.open(encoding="utf-8", newline="\n") as file:
        for line in file:
            if line.strip():
                yield entry_of(json.loads(line))
