"""`juesuan check`: findings of documents one per line, or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from juesuan.corpus.sources import printable
from juesuan.document import read
from juesuan.errors import JuesuanError
from juesuan.graph.verdicts import counts
from juesuan.report.findings import Record, place, records


@dataclass(frozen=True)
class Checked:
    """A source with its findings and counts of verdicts, or the reason why it was not read."""

    source: str
    document_id: str | None
    counts: dict[str, int]
    findings: list[Record]
    error: str | None


def check(paths: Iterable[Path], corrections: Path | None = None) -> Iterator[Checked]:
    """Read and check each source in turn; one that cannot be read never hides the others."""
    for path in paths:
        source = printable(path)
        try:
            document = read(path, corrections=corrections)
        except (JuesuanError, OSError) as error:
            yield Checked(source, None, {}, [], f"{type(error).__name__}: {error}")
            continue
        verdicts = document.check(corrected=corrections is not None)
        wrong = verdicts[verdicts["verdict"] == "inconsistent"]
        found = records(wrong, document.origin.title)
        yield Checked(source, document.document_id, counts(verdicts), found, None)


def lines(checked: Checked) -> Iterator[str]:
    """What the console prints of one source."""
    if checked.error is not None:
        yield f"{checked.source}: not read: {checked.error}"
        return
    for record in checked.findings:
        where = ": ".join(part for part in (checked.source, place(record)) if part)
        cause = ": ".join(part for part in (record["suspect"], record["hint"]) if part)
        yield f"{where}: {record['message']}{f'; likely {cause}' if cause else ''}"
    told = ", ".join(f"{n} {name.replace('_', ' ')}" for name, n in checked.counts.items())
    yield f"{checked.source}: {told}"


def as_json(checked: Sequence[Checked]) -> str:
    """Every source with counts and findings, for programs."""
    return json.dumps(
        [each.__dict__ for each in checked], ensure_ascii=False, indent=2, default=str
    )
