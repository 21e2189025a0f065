"""How many changes were noticed, by table and kind of change."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from .changes import Change

OUTCOMES = ("noticed", "missed", "unchanged", "allowed")


@dataclass(frozen=True)
class Judged:
    """A change of a document and what became of it: one of `OUTCOMES`."""

    document: str
    change: Change
    outcome: str

    def __str__(self) -> str:
        cells = " or ".join(sorted(self.change.names)[:3])
        return f"{self.document}: {cells} {self.change.kind}: {self.outcome}"


def counted(judged: Sequence[Judged]) -> pd.DataFrame:
    """Counts of outcomes by table and kind, and the share noticed of those that could be."""
    records = [(each.change.cell.table, each.change.kind, each.outcome) for each in judged]
    frame = pd.DataFrame(records, columns=["table", "kind", "outcome"])
    counts = pd.crosstab([frame["table"], frame["kind"]], frame["outcome"])
    counts = counts.reindex(columns=OUTCOMES, fill_value=0)
    counts["recall"] = counts["noticed"] / (counts["noticed"] + counts["missed"])
    return counts.sort_index()


def recall(judged: Sequence[Judged]) -> float:
    """The share noticed of all changes that leave no allowance of their cell."""
    outcomes = [each.outcome for each in judged]
    noticed, missed = outcomes.count("noticed"), outcomes.count("missed")
    return noticed / (noticed + missed)


def missed(judged: Sequence[Judged]) -> str:
    """The missed changes, a line each."""
    return "\n".join(str(each) for each in judged if each.outcome == "missed")


def report(judged: Sequence[Judged]) -> None:
    """Print the counts and the recall."""
    print(f"\n{counted(judged).to_string()}\nrecall {recall(judged):.4f}")  # noqa: T201 - to be read
