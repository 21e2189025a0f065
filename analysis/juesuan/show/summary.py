"""What was read of a document, counted once: the repr, the notebook and the console print it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from juesuan.catalogue import tables_of
from juesuan.catalogue.number_kinds import number_kinds
from juesuan.catalogue.sayings import listed, say
from juesuan.catalogue.terms import PLACEMENTS, UNKNOWN, VERDICTS
from juesuan.show.prose_count import prose_count

# The frames that a summary is made from.
SUMMARISED = (
    "documents",
    "tables",
    "rows",
    "amounts",
    "execution",
    "plan",
    "claims",
    "changes",
    "numbers",
    "problems",
    "verdicts",
    "findings",
)
# What `documents` counts of the ledger.
_LEDGER = ("checked", "required", "disclosed")


@dataclass(frozen=True)
class Checks:
    """How many checks ended in which way (verdict → count)."""

    counts: Mapping[str, int]

    @classmethod
    def of(cls, counted: Mapping[Any, Any] | pd.Series[Any]) -> Checks:
        """The counts of the four verdicts in a mapping, a row of `documents` or a series."""
        return cls({name: int(counted.get(name, 0)) for name in VERDICTS})

    def __str__(self) -> str:
        return listed([say(name, count=count) for name, count in self.counts.items()])

    @property
    def wrong(self) -> int:
        """How many do not hold."""
        return self.counts["inconsistent"]

    @property
    def held(self) -> int:
        """How many hold, exactly or within rounding."""
        return self.counts["exact"] + self.counts["rounding"]

    @property
    def reached(self) -> int:
        """How many were checked at all."""
        return self.held + self.wrong

    @property
    def exact_share(self) -> float | None:
        """The share of exact verdicts among the checks reached."""
        return self.counts["exact"] / self.reached if self.reached else None

    @property
    def words(self) -> str:
        """How many of those reached hold; nothing where none was."""
        return say("held", held=self.held, reached=self.reached) if self.reached else ""


@dataclass(frozen=True)
class TableState:
    """An official table: what became of it, how its amounts were placed, how its checks ended."""

    title: str
    status: str
    amounts: int
    placements: Mapping[str, int]
    checks: Checks


@dataclass(frozen=True)
class Summary:
    """A document: whose account, what stands in it, what a person should look at.

    `recognised` is "" where nothing was. `findings` are rows of the frame, `problems` are too.
    Counts are those of the frames, not of what is listed.
    """

    document_id: str
    document: Mapping[str, Any]
    tables: tuple[TableState, ...]
    placements: Mapping[str, int]
    recognised: str
    checks: Checks
    prose: str
    numbers: str
    problems: tuple[Mapping[str, Any], ...]
    findings: tuple[Mapping[str, Any], ...]

    @property
    def placed(self) -> str:
        """How the amounts came to their columns: 27 printed, 123 solved."""
        counts = [say(name, count=count) for name, count in self.placements.items() if count]
        return listed(counts) or say("none")


def summarise(frames: Mapping[str, pd.DataFrame]) -> Summary:
    """The summary of one document, from its frames (`SUMMARISED`)."""
    document = _records(frames["documents"])[0]
    amounts, verdicts = frames["amounts"], frames["verdicts"]
    placed = amounts.groupby(["table", "placement"], observed=True).size()
    checked = verdicts.groupby(["table", "verdict"], observed=True).size()
    return Summary(
        document_id=document["document_id"],
        document=document,
        tables=tuple(
            TableState(
                _title(row, document["kind"]),
                row["status"],
                row["amounts"],
                _named(placed, row["table"], PLACEMENTS),
                Checks(_named(checked, row["table"], VERDICTS)),
            )
            for row in _records(frames["tables"])
        ),
        placements={
            name: int(count)
            for name in PLACEMENTS
            if (count := amounts["placement"].eq(name).sum())
        },
        recognised=recognised(amounts),
        checks=Checks.of(verdicts["verdict"].value_counts()),
        prose=prose(frames),
        numbers=numbers(frames["numbers"]),
        problems=tuple(_records(frames["problems"])),
        findings=tuple(_records(frames["findings"])),
    )


def recognised(amounts: pd.DataFrame) -> str:
    """How many amounts were read from pictures, and how many are confirmed; "" where none was."""
    count = int(amounts["recognized"].fillna(value=False).sum())
    confirmed = int(amounts["confirmed"].fillna(value=False).sum())
    return say("amounts_recognised", recognised=count, confirmed=confirmed) if count else ""


def _title(row: Mapping[str, Any], kind: object) -> str:
    """The usual title of a table in documents of a kind; of one that no form knows, the printed."""
    if row["status"] != UNKNOWN:
        return tables_of(str(kind))[row["table"]].title
    return "" if pd.isna(row["title"]) else str(row["title"])


def prose(frames: Mapping[str, pd.DataFrame]) -> str:
    """What was read from sentences: budget items, quantities, reasons."""
    claims = frames["claims"]
    items, reasons = len(frames["execution"]) + len(frames["plan"]), len(frames["changes"])
    restated = int(claims["table"].notna().sum())
    count = prose_count(frames)
    return say(
        "prose_read",
        items=items,
        claims=len(claims),
        restated=restated,
        reasons=reasons,
        placed=count.placed,
        figures=count.figures,
    )


def disclosed(document: Mapping[str, Any]) -> str:
    """How many of the items that have to be disclosed were looked for, and how many are there."""
    return say("disclosed", **{name: document[name] for name in _LEDGER})


def numbers(counted: pd.DataFrame) -> str:
    """What the numbers of the document are: 183 amounts, 127 codes, 351 claims, 0 unplaced."""
    pairs = zip(counted["kind"], counted["count"], strict=True)
    return listed([number_kinds()[kind].told(count) for kind, count in pairs])


def _named(counts: pd.Series[Any], table: str, names: tuple[str, ...]) -> dict[str, int]:
    return {name: int(counts.get((table, name), 0)) for name in names}


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    found: list[Any] = frame.to_dict("records")
    return found
