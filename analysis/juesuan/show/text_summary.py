"""What was read, in words and figures: the repr of a document and the tables of the console."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from juesuan.catalogue import tables

if TYPE_CHECKING:
    import pandas as pd

    from juesuan.document import Document

STATUS = {
    "found": "found",
    "declared_empty": "empty, as declared (本表无数据)",
    "blank": "blank",
    "missing": "missing",
    "duplicate": "printed twice",
}
SHORT_STATUS = {
    "found": "found",
    "declared_empty": "empty",
    "blank": "blank",
    "missing": "missing",
    "duplicate": "twice",
}


def describe_document(document: Document) -> str:
    """A few lines: who, which year, which tables, what holds and what does not."""
    row = document.documents.iloc[0]
    found = f"{row['tables_found']} of {len(tables())} official tables"
    amounts = f"{row['amounts']} amounts ({placements(document)})"
    lines = [
        f"{row['title']}  [{document.document_id}]",
        f"  {found}, {amounts}, {row['unplaced']} numbers unplaced",
        f"  identities: {verdicts(document)}",
    ]
    for entry in document.tables.to_dict("records"):
        count = f", {entry['amounts']} amounts" if entry["amounts"] else ""
        title = tables()[entry["table"]].title
        lines.append(f"  {title:　<22}{STATUS[entry['status']]}{count}")
    told = {name: document.frame(name) for name in ("execution", "claims", "changes")}
    lines.append(f"  prose: {prose(told)}")
    if len(document.problems):
        kinds = document.problems["kind"].value_counts()
        counts = ", ".join(f"{count} {kind}" for kind, count in kinds.items() if count)
        lines.append(f"  look at .problems: {counts}")
    wrong = document.verdicts[document.verdicts["verdict"] == "inconsistent"]
    lines += [f"  does not hold: {message}" for message in wrong["message"].head(5)]
    return "\n".join(lines)


def prose(frames: Mapping[str, pd.DataFrame]) -> str:
    """What was read from sentences: budget items, quantities, reasons."""
    claims = frames["claims"]
    items, reasons = len(frames["execution"]), len(frames["changes"])
    restated = int(claims["table"].notna().sum())
    figures = claims[claims["value_fen"].notna() | claims["unit"].eq("%")]
    understood = int(figures["subject"].notna().sum())
    return (
        f"{items} budget items, {len(claims)} quantities ({restated} restate an amount of a "
        f"table), {reasons} reasons with amounts; {understood} of {len(figures)} amounts and "
        "percents of its sentences understood"
    )


def placements(document: Document) -> str:
    """How the amounts came to their columns: 27 printed, 123 solved."""
    counts = document.amounts["placement"].value_counts()
    order = [name for name in ("printed", "solved", "ambiguous") if counts.get(name, 0)]
    return ", ".join(f"{counts[name]} {name}" for name in order) or "none"


def verdicts(document: Document) -> str:
    """How many checks ended in which way."""
    counts = document.verdicts["verdict"].value_counts()
    kinds = ("exact", "rounding", "inconsistent", "not_checked")
    return ", ".join(f"{counts.get(kind, 0)} {kind.replace('_', ' ')}" for kind in kinds)
