"""What the page tells, gathered part by part, so that memory stays flat over thousands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Generic, TypeVar

import pandas as pd

from juesuan.catalogue.terms import SEVERITIES, VERDICTS
from juesuan.show.findings import Finding, Rate, findings, rates
from juesuan.show.summary import Checks

UNDEFINED = "zero_base"
# So many documents, and sources that were not read, are listed; the rest is counted.
LISTED, MOST = 20_000, 1_000


@dataclass(frozen=True)
class About:
    """A document: who, how much was found, how its checks ended."""

    document_id: str
    title: str
    source: str
    tables: int
    amounts: int
    problems: int
    findings: int
    required: int
    checked: int
    disclosed: int
    checks: Checks


_Told = TypeVar("_Told", Finding, Rate)


@dataclass
class Shown(Generic[_Told]):
    """The first findings or rates; `total` counts those that are left out too.

    No document takes more than `each` of the `most` places.
    """

    most: int = 20_000
    each: int = 200
    total: int = 0
    documents: int = 0
    kept: list[_Told] = field(default_factory=list)

    def add(self, rows: pd.DataFrame, tell: Callable[[pd.DataFrame], Iterable[_Told]]) -> None:
        """Rows of a frame, all of a document together, and what tells them."""
        first = rows.groupby("document_id", sort=False).head(self.each)
        self.kept.extend(tell(first.head(self.most - len(self.kept))))
        self.total += len(rows)
        self.documents += rows["document_id"].nunique()

    def merge(self, other: Shown[_Told]) -> None:
        """The findings of other documents."""
        self.kept.extend(other.kept[: self.most - len(self.kept)])
        self.total += other.total
        self.documents += other.documents

    @property
    def left(self) -> int:
        """How many are not shown."""
        return self.total - len(self.kept)


class BuildSummary:
    """Everything that the page says of the documents of a build.

    `documents` are those with the most findings, at most `LISTED`; `read` and `amounts` count all.
    """

    def __init__(self) -> None:
        self.read = 0
        self.amounts = 0
        self.documents: list[About] = []
        self.wrong: Shown[Finding] = Shown()
        self.undefined: Shown[Rate] = Shown()
        self.totals: Counter[str] = Counter(dict.fromkeys(VERDICTS, 0))
        self.coverage: Counter[tuple[str, str]] = Counter()
        self.reasons: Counter[tuple[str, str]] = Counter()

    def add(self, frames: Mapping[str, pd.DataFrame]) -> None:
        """More documents, by their frames `documents`, `verdicts` and `findings`."""
        verdicts = frames["verdicts"]
        documents = frames["documents"]
        about = [_about(row) for row in documents.to_dict("records")]
        self.read += len(about)
        self.amounts += sum(each.amounts for each in about)
        self._list(about)
        found = frames["findings"]
        self.wrong.add(found[found["severity"].isin(SEVERITIES[:2])], findings)
        self.undefined.add(
            verdicts[verdicts["reason"] == UNDEFINED], lambda rows: rates(rows, documents)
        )
        for each in about:
            self.totals.update(each.checks.counts)
        self.coverage.update(_pairs(verdicts, "verdict"))
        open_ = verdicts[verdicts["verdict"].eq("not_checked") & verdicts["reason"].ne(UNDEFINED)]
        self.reasons.update(_pairs(open_, "reason"))

    def merge(self, other: BuildSummary) -> None:
        """What is said of other documents."""
        self.read += other.read
        self.amounts += other.amounts
        self._list(other.documents)
        self.wrong.merge(other.wrong)
        self.undefined.merge(other.undefined)
        self.totals.update(other.totals)
        self.coverage.update(other.coverage)
        self.reasons.update(other.reasons)

    def _list(self, more: Iterable[About]) -> None:
        both = [*self.documents, *more]
        self.documents = sorted(both, key=lambda each: (-each.findings, -each.checks.wrong))[
            :LISTED
        ]

    def by_reason(self, reason: str) -> Sequence[tuple[str, int]]:
        """The identities not checked for a reason with their counts, the most frequent first."""
        mine = [(name, count) for (name, why), count in self.reasons.items() if why == reason]
        return sorted(mine, key=lambda pair: (-pair[1], pair[0]))

    def as_json(self) -> dict[str, Any]:
        """The summary as values that JSON knows; `of_json` is the way back."""
        return {
            "read": self.read,
            "amounts": self.amounts,
            "documents": [asdict(each) for each in self.documents],
            "wrong": asdict(self.wrong),
            "undefined": asdict(self.undefined),
            "totals": dict(self.totals),
            "coverage": [[*pair, count] for pair, count in sorted(self.coverage.items())],
            "reasons": [[*pair, count] for pair, count in sorted(self.reasons.items())],
        }

    @classmethod
    def of_json(cls, said: Mapping[str, Any]) -> BuildSummary:
        """A summary from the values of `as_json`."""
        found = cls()
        found.read, found.amounts = said["read"], said["amounts"]
        found.documents = [_of_json(each) for each in said["documents"]]
        found.wrong = _shown(said["wrong"], Finding)
        found.undefined = _shown(said["undefined"], Rate)
        found.totals.update(said["totals"])
        found.coverage.update({(name, how): count for name, how, count in said["coverage"]})
        found.reasons.update({(name, why): count for name, why, count in said["reasons"]})
        return found


def _about(row: Mapping[Any, Any]) -> About:
    return About(
        row["document_id"],
        row["title"],
        row["source"],
        int(row["tables_found"]),
        int(row["amounts"]),
        int(row["problems"]),
        int(row["errors"] + row["warnings"]),
        int(row["required"]),
        int(row["checked"]),
        int(row["disclosed"]),
        Checks.of(row),
    )


def _of_json(said: Mapping[str, Any]) -> About:
    return About(**{**said, "checks": Checks(**said["checks"])})


def _shown(said: Mapping[str, Any], kind: type[_Told]) -> Shown[_Told]:
    return Shown(**{**said, "kept": [_of_values(each, kind) for each in said["kept"]]})


def _of_values(said: Mapping[str, Any], kind: type[_Told]) -> _Told:
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in said.items()
    }
    return kind(**values)


def _pairs(verdicts: pd.DataFrame, column: str) -> dict[tuple[str, str], int]:
    counted: Any = verdicts.groupby(["identity", column], observed=True).size()
    return {(name, value): int(count) for (name, value), count in counted.items()}
