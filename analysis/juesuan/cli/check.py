"""What `juesuan check` does: read documents, check them, tell what does not hold."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from juesuan.catalogue.sayings import listed, say
from juesuan.catalogue.terms import SEVERITIES, VERDICTS
from juesuan.corpus.manifest import Entry
from juesuan.corpus.place import Place
from juesuan.corpus.read_together import read_all
from juesuan.corpus.sources import find_sources
from juesuan.errors import JuesuanError
from juesuan.identities.corrections import Correction
from juesuan.identities.verdicts import counts
from juesuan.printable import printable
from juesuan.show.findings import Finding, findings

# Findings are told from this severity on, if no other is asked for.
LEAST = "warning"
CONSISTENT, INCONSISTENT, UNREADABLE = 0, 1, 2


@dataclass(frozen=True)
class Checked:
    """A source: how its checks ended, with what does not hold; or why it could not be read."""

    entry: Entry
    title: str | None = None
    counts: dict[str, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    @property
    def code(self) -> int:
        """What the command ends with for this source alone; the highest of all counts."""
        if self.entry.state != "read":
            return UNREADABLE
        error, warning, _ = SEVERITIES
        failed = (
            each.severity == error or (each.severity == warning and each.identity)
            for each in self.findings
        )
        return INCONSISTENT if any(failed) else CONSISTENT


def sources_of(paths: Sequence[str | Path]) -> tuple[list[Place], list[Checked]]:
    """The documents in files and folders; paths that hold none, each with the reason."""
    usable, failed = [], []
    for path in paths:
        try:
            reason = (
                None if find_sources([path]) else say("no_documents_there", path=printable(path))
            )
        except (OSError, JuesuanError) as error:
            reason = str(error)
        if reason is None:
            usable.append(path)
        else:
            entry = Entry(printable(path), None, "set_aside", None, "NoDocument", reason)
            failed.append(Checked(entry))
    return find_sources(usable), failed


def check_sources(
    sources: Sequence[Place],
    *,
    jobs: int = 1,
    corrections: Sequence[Correction] = (),
    severity: str = LEAST,
    progress: Callable[[Entry], None] = lambda _: None,
) -> Iterator[Checked]:
    """Read and check each source, in order; one that cannot be read costs no other.

    Findings are those at least as grave as `severity`.
    """
    for entry, frames in read_all(sources, jobs, corrections, corrected=True, progress=progress):
        if frames:
            title = str(frames["documents"]["title"].iloc[0])
            told_ = tuple(findings(frames["findings"], least=severity))
            yield Checked(entry, title, counts(frames["verdicts"]), told_)
        else:
            yield Checked(entry)


def as_json(checked: Sequence[Checked]) -> str:
    """Findings as a list of records, counts for each document, and what could not be read."""
    read = [each for each in checked if each.entry.state == "read"]
    said: dict[str, Any] = {
        "documents": [
            {
                "document_id": each.entry.document_id,
                "source": each.entry.source,
                "title": each.title,
                **each.counts,
            }
            for each in read
        ],
        "findings": [
            {"source": each.entry.source, **asdict(finding)}
            for each in read
            for finding in each.findings
        ],
        "unreadable": [
            {name: getattr(each.entry, name) for name in ("source", "error", "reason")}
            for each in checked
            if each.entry.state != "read"
        ],
    }
    return json.dumps(said, ensure_ascii=False, indent=2)


def told(checked: Sequence[Checked]) -> str:
    """One line over all sources."""
    totals = {name: sum(each.counts.get(name, 0) for each in checked) for name in VERDICTS}
    read = sum(each.entry.state == "read" for each in checked)
    words = listed([say(name, count=count) for name, count in totals.items()])
    return say("checked_in_all", read=read, failed=len(checked) - read, words=words)
