"""What the page tells, gathered document by document, so that memory stays flat over thousands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from juesuan.findings import Finding, findings
from juesuan.graph.judgement import VERDICTS

UNDEFINED = "zero_base"


@dataclass(frozen=True)
class About:
    """A document: who, how much was found, how its checks ended (verdict → count)."""

    document_id: str
    title: str
    source: str
    tables: int
    amounts: int
    problems: int
    counts: Mapping[str, int]

    @property
    def checked(self) -> int:
        """How many checks were reached."""
        return sum(self.counts.values()) - self.counts["not_checked"]

    @property
    def share(self) -> float | None:
        """The share of exact verdicts among the checks reached."""
        return self.counts["exact"] / self.checked if self.checked else None


@dataclass
class Shown:
    """The first findings of a kind; `total` counts those that are left out too.

    No document takes more than `each` of the `most` places.
    """

    most: int = 500
    each: int = 50
    total: int = 0
    documents: int = 0
    kept: list[Finding] = field(default_factory=list)

    def add(self, rows: pd.DataFrame) -> None:
        """Rows of `verdicts` of one document."""
        room = min(self.each, self.most - len(self.kept))
        self.kept.extend(findings(rows.head(room)))
        self.total += len(rows)
        self.documents += bool(len(rows))

    @property
    def left(self) -> int:
        """How many are not shown."""
        return self.total - len(self.kept)


class Summary:
    """Everything that the page says of the documents of a build."""

    def __init__(self) -> None:
        self.documents: list[About] = []
        self.wrong = Shown()
        self.undefined = Shown()
        self.coverage: Counter[tuple[str, str]] = Counter()
        self.reasons: Counter[tuple[str, str]] = Counter()

    def add(self, frames: Mapping[str, pd.DataFrame]) -> None:
        """One more document, by its frames."""
        verdicts = frames["verdicts"]
        row: Any = frames["documents"].iloc[0]
        self.documents.append(
            About(
                row["document_id"],
                row["title"],
                row["source"],
                int(row["tables_found"]),
                int(row["amounts"]),
                int(row["problems"]),
                {name: int(row[name]) for name in VERDICTS},
            )
        )
        self.wrong.add(verdicts[verdicts["verdict"] == "inconsistent"])
        self.undefined.add(verdicts[verdicts["reason"] == UNDEFINED])
        self.coverage.update(_pairs(verdicts, "verdict"))
        open_ = verdicts[verdicts["verdict"].eq("not_checked") & verdicts["reason"].ne(UNDEFINED)]
        self.reasons.update(_pairs(open_, "reason"))

    @property
    def totals(self) -> dict[str, int]:
        """Verdict → how many there are over all documents."""
        return {name: sum(each.counts[name] for each in self.documents) for name in VERDICTS}

    def by_reason(self, reason: str) -> Sequence[tuple[str, int]]:
        """The identities not checked for a reason with their counts, the most frequent first."""
        mine = [(name, count) for (name, why), count in self.reasons.items() if why == reason]
        return sorted(mine, key=lambda pair: (-pair[1], pair[0]))


def _pairs(verdicts: pd.DataFrame, column: str) -> Iterable[tuple[str, str]]:
    return zip(verdicts["identity"].tolist(), verdicts[column].tolist(), strict=True)
