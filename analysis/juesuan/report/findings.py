"""What a page or a console tells of verdicts, gathered document by document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from juesuan.catalogue import tables
from juesuan.graph.judgement import VERDICTS
from juesuan.graph.suites import identities

# So many findings are kept with their words; the others are counted.
_KEPT = 1_000
_TOLD = ("document_id", "identity", "table", "code", "name", "measure", "page", "row", "unit")
_FIGURES = ("reported", "computed", "residual", "reported_text", "computed_text")
_WORDS = ("message", "cells", "suspect", "hint")

Record = dict[str, Any]


@dataclass
class Findings:
    """Findings of any number of documents; memory does not grow with them beyond a row each."""

    documents: list[Record] = field(default_factory=list)
    inconsistent: list[Record] = field(default_factory=list)
    undefined: list[Record] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    coverage: Counter[tuple[str, str]] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)

    def add(self, frames: Mapping[str, pd.DataFrame]) -> None:
        """Take in the frames of one document."""
        row = {str(key): value for key, value in frames["documents"].iloc[0].items()}
        verdicts = frames["verdicts"]
        checked = sum(int(row[name]) for name in VERDICTS[:3])
        row["exact_share"] = int(row["exact"]) / checked if checked else None
        self.documents.append(row)
        for name, kept, chosen in (
            ("inconsistent", self.inconsistent, verdicts["verdict"].eq("inconsistent")),
            ("undefined", self.undefined, verdicts["reason"].eq("zero_base")),
        ):
            rows = verdicts[chosen]
            self.counts[name] += len(rows)
            kept.extend(records(rows.head(max(_KEPT - len(kept), 0)), str(row["title"])))
        self.coverage.update(zip(verdicts["identity"], verdicts["verdict"], strict=True))
        self.reasons.update(verdicts.loc[verdicts["verdict"].eq("not_checked"), "reason"])


def records(verdicts: pd.DataFrame, title: str) -> list[Record]:
    """Rows of `verdicts` as plain records, None for NA, with the official title of the table."""
    columns = [*_TOLD, *_FIGURES, *_WORDS]
    plain = verdicts[columns].astype(object)
    formulas = {identity.name: identity.formula for identity in identities()}
    found: list[Record] = []
    for row in plain.where(plain.notna(), None).to_dict("records"):
        key = row["table"]
        official = tables()[key].title if key in tables() else None
        known = {str(name): value for name, value in row.items()}
        told = {"official": official, "formula": formulas.get(row["identity"])}
        found.append({"document": title, **known, **told})
    return found


def place(record: Record) -> str:
    """Where a finding stands, in words."""
    parts = [("page", record["page"]), ("line", record["row"])]
    return ", ".join(f"{word} {number}" for word, number in parts if number is not None)
