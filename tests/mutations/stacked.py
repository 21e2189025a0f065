"""Changed copies of one document as a stack of documents, judged all at once."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from juesuan.identities.equations import terms
from juesuan.identities.judgement import NOT_CHECKED
from juesuan.identities.stack import Stack
from juesuan.identities.suites import Identity, Sum, identities, sums
from juesuan.identities.sums import evaluate
from juesuan.identities.verdicts import verdicts

from .changes import Change

Frames = Mapping[str, pd.DataFrame]
NEEDED = ("tables", "rows", "amounts", "claims")


def naming() -> list[Identity]:
    """The identities whose findings name cells."""
    return [
        identity
        for identity in identities()
        if isinstance(identity, Sum) or identity.kind == "restated"
    ]


def findings(frames: Frames) -> pd.DataFrame:
    """The inconsistent verdicts of a stack of documents."""
    found = verdicts({name: frames[name] for name in NEEDED}, naming())
    return found[found["verdict"].eq("inconsistent")]


def copies(frames: Frames, changes: Sequence[Change]) -> dict[str, pd.DataFrame]:
    """One document for each change, its `document_id` the change's number."""
    ids = [f"{number:06d}" for number in range(len(changes))]
    stacked = {}
    for name in NEEDED:
        size = len(frames[name])
        copied = frames[name].iloc[np.tile(np.arange(size), len(ids))].reset_index(drop=True)
        stacked[name] = copied.assign(
            document_id=pd.array(np.repeat(np.array(ids, dtype=object), size), dtype="str")
        )
    # A change is one of the exact figure; the one for people would contradict it.
    amounts = stacked["amounts"] = stacked["amounts"].drop(columns="amount")
    size = len(frames["amounts"])
    told = [
        (number * size + at, column, value)
        for number, change in enumerate(changes)
        for at, columns in change.new.items()
        for column, value in columns.items()
    ]
    for column in dict.fromkeys(column for _, column, _ in told):
        at, values = zip(*((at, value) for at, name, value in told if name == column), strict=True)
        measures = amounts[column].astype(object) if column == "measure" else amounts[column]
        changed = measures.copy()
        changed.iloc[list(at)] = list(values)
        amounts[column] = changed.astype("category") if column == "measure" else changed
    return stacked


def checks_of(found: pd.DataFrame) -> pd.Series:
    """What each finding is about, the same in every copy of a document."""
    about = ["identity", "side", "code", "name", "measure", "row"]
    return found[about].astype(object).fillna("").apply(tuple, axis=1)


def found_in(found: pd.DataFrame, before: pd.DataFrame) -> dict[str, set[str]]:
    """For each document the cells of its findings that the document as printed has not."""
    new = found
    if len(found) and len(before):
        new = found[~checks_of(found).isin(set(checks_of(before)))]
    named: dict[str, set[str]] = {}
    for document, cells in zip(new["document_id"], new["cells"].fillna(""), strict=True):
        named.setdefault(document, set()).update(cells.split("; "))
    return named


def within_allowances(frames: Frames, change: Change) -> bool:
    """Whether every sum that the changed figures take part in allows for the change.

    By the residuals and allowances of the document as it was printed. A figure that is in no sum
    at all is within none.
    """
    if any("measure" in columns for columns in change.new.values()):
        return False
    amounts = frames["amounts"]
    given = Stack({name: frames[name] for name in NEEDED}).intake
    placed = np.flatnonzero(amounts["placement"].ne("ambiguous"))
    delta = np.zeros(len(amounts), dtype=np.int64)
    for at, columns in change.new.items():
        delta[at] = int(str(columns["amount_fen"])) - int(amounts["amount_fen"].iloc[at])
    delta = delta[placed]
    taken = False
    for identity in sums():
        if identity.bound:
            continue
        found, checks = terms(identity, given.placed.cells), evaluate([identity], given)
        touched = delta[found.cell] != 0
        for key in np.unique(found.key[touched]):
            at = np.flatnonzero((checks.key == key) & (checks.verdict != NOT_CHECKED))
            if not len(at):
                continue
            mine = found.key == key
            sign = np.where(found.is_total[mine], 1, -found.weight[mine])
            moved = int((delta[found.cell[mine]] * sign).sum())
            residual = int(checks.reported[at[0]] - checks.computed[at[0]])
            taken = True
            if abs(residual + moved) > checks.allowed[at[0]]:
                return False
    return taken
