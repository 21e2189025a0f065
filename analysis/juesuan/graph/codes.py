"""The codes of the coded tables: their parents, and the classification that they belong to."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from juesuan.catalogue import classification
from juesuan.catalogue import tables as catalogue_tables
from juesuan.graph.choose import choose
from juesuan.graph.judged import Judged, judged
from juesuan.graph.stack import Stack
from juesuan.graph.suites import Identity

Series: TypeAlias = "pd.Series[Any]"


def parents(identity: Identity, stack: Stack) -> Judged:
    """Each printed 款 and 项 has its parent printed in the same table.

    A level that a table does not print at all (forms without 款) is not demanded.
    """
    rows = _coded(identity, stack)
    code = rows["code"].astype(str)
    parent = code.str[:-2]
    known = set(zip(rows["document_id"], code, strict=True))
    there = np.array(
        [
            (document, above) in known
            for document, above in zip(rows["document_id"], parent, strict=True)
        ],
        dtype=bool,
    )
    above = zip(rows["document_id"], parent.str.len(), strict=True)
    printed = set(zip(rows["document_id"], code.str.len(), strict=True))
    demanded = np.array([pair in printed for pair in above], dtype=bool)
    checked = set(rows["document_id"][demanded]) | set(rows["document_id"][code.str.len() == 3])
    reason = choose(rows["document_id"].isin(checked), None, "side_missing")
    found = _told(rows, demanded & ~there, reason)
    found["computed_text"] = found["code"].str[:-2].where(found["verdict"].eq("inconsistent"))
    found["reported_text"] = found["code"].where(found["verdict"].eq("inconsistent"))
    return judged(identity, found)


def belonging(identity: Identity, stack: Stack) -> Judged:
    """Codes have the digits of the classification that their table uses."""
    rows = _coded(identity, stack)
    known = classification(catalogue_tables()[identity.arguments["table"]].codes or "functional")
    first = {code[0] for code in known.classes}
    code = rows["code"].astype(str)
    wrong = ~(code.str[0].isin(first) & code.str.len().isin(known.lengths)).to_numpy(dtype=bool)
    found = _told(rows, wrong, np.full(len(rows), None, dtype=object))
    lengths = "/".join(map(str, sorted(known.lengths)))
    asked = f"{known.system}: {'/'.join(sorted(first))}…, {lengths} digits"
    found["reported_text"] = found["code"].where(found["verdict"].eq("inconsistent"))
    found["computed_text"] = pd.Series(asked, index=found.index).where(
        found["verdict"].eq("inconsistent")
    )
    return judged(identity, found)


def _coded(identity: Identity, stack: Stack) -> pd.DataFrame:
    rows = stack.coded_rows
    return rows[rows["table"].eq(identity.arguments["table"])].reset_index(drop=True)


def _told(rows: pd.DataFrame, wrong: Any, reason: Any) -> pd.DataFrame:
    """A row for each code that is wrong, and one for each document in which none is."""
    columns = ["document_id", "table", "code", "name", "page", "row"]
    found: pd.DataFrame = rows[columns].assign(verdict="inconsistent", reason=None)[wrong]
    rest = rows.assign(reason=reason)[~rows["document_id"].isin(found["document_id"])]
    fine = rest.drop_duplicates("document_id")[["document_id", "table", "reason"]]
    fine = fine.assign(verdict=fine["reason"].isna().map({True: "exact", False: None}))
    return pd.concat([found, fine], ignore_index=True)
