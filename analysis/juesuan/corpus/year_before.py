"""What the prose of an account says of the year before: its own amount less the change."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from juesuan.graph.operands import operand
from juesuan.graph.places import keyed
from juesuan.graph.stack import Stack
from juesuan.graph.suites import Identity

COLUMNS = [
    "document_id", "table", "side", "key", "measure", "name", "said_fen", "said_own", "said_fine",
    "reason", "page", "row",
]  # fmt: skip


def said_of_year_before(identity: Identity, given: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """One row a change in 万元 whose sentence compares a table's amount with the year before.

    Columns `COLUMNS`: the cell that the amount restates, what the prose makes of it for the year
    before (`said_fen`, 分) and the units of the figures' last digits, as printed (`said_own`) and
    as the tables print (`said_fine`). `given` holds documents, amounts and claims.
    """
    stack = Stack(given)
    pairs = stack.paired
    chosen = pairs["quantity"].eq("change") & pairs["value_fen"].notna() & pairs["amount"].ge(0)
    mine = pairs[chosen]
    about = keyed(pairs.iloc[mine["amount"].to_numpy()].set_axis(mine.index))
    fits = about["table"].notna() & _compares(identity, stack, mine)
    mine, about = mine[fits], about[fits]
    change = operand(stack, pairs, pd.Series(mine.index, index=mine.index))
    amount = operand(stack, pairs, mine["amount"])
    sign = mine["direction"].astype(object).map(identity.arguments["words"])
    sign = sign.mask(change["fen"].eq(0), 1)
    unsure = change["approximate"] | amount["approximate"]
    reason = pd.Series(None, index=mine.index, dtype=object)
    reason = reason.mask(unsure, "approximate").mask(sign.isna(), "unpaired")
    moved = sign.fillna(0).to_numpy(dtype=np.int64) * change["fen"]
    return about.assign(
        name=mine["subject"],
        said_fen=amount["fen"] - moved,
        said_own=amount["own"] + change["own"],
        said_fine=amount["fine"] + change["fine"],
        reason=reason,
        page=mine["page"],
        row=mine["row"],
    )[COLUMNS]


def _compares(identity: Identity, stack: Stack, claims: pd.DataFrame) -> pd.Series[Any]:
    """Whether the sentence before each figure compares with the year before.

    The pattern `year` has the number of the year in its group, where the sentence names it.
    """
    pattern = re.compile(identity.arguments["year"])
    years = stack["documents"].set_index("document_id")["fiscal_year"].to_dict()
    found = []
    words = zip(claims["document_id"], claims["text"].astype(object), claims["start"], strict=True)
    for document, text, start in words:
        sentence = str(text)[: 0 if pd.isna(start) else int(start)].rpartition("。")[2]
        named = [match[1] for match in pattern.finditer("".join(sentence.split()))]
        year = years.get(document)
        before = None if year is None or pd.isna(year) else str(int(year) - 1)
        found.append(bool(named) and before is not None and named[-1] in (None, before))
    return pd.Series(found, index=claims.index, dtype=bool)
