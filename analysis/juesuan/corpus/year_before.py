"""What the prose of an account says of the year before: its own amount less the change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from juesuan.identities.choose import first_of
from juesuan.identities.columns import Columns, Mask, equal, known
from juesuan.identities.operands import operand
from juesuan.identities.places import keyed
from juesuan.identities.sentence import years_named
from juesuan.identities.stack import Stack
from juesuan.identities.suites import Identity


class Said(NamedTuple):
    """A change against the year before: the cell that its amount restates, and what that makes.

    `said_fen` is the amount of the year before in 分, the others the units of the figures' last
    digits, as printed (`said_own`) and as the tables print (`said_fine`).
    """

    document_id: str
    table: str
    side: str
    key: str
    measure: str
    name: str | None
    said_fen: int
    said_own: int
    said_fine: int
    reason: str | None
    page: int | None
    row: int | None


def said_of_year_before(identity: Identity, given: Mapping[str, pd.DataFrame]) -> Columns:
    """One row a change in 万元 whose sentence compares a table's amount with the year before.

    The columns are those of `Said`. `given` holds documents, amounts and claims.
    """
    stack = Stack(given)
    pairs = stack.paired
    changes = equal(pairs["quantity"], "change") & pairs.known("value_fen")
    (at,) = np.nonzero(changes & (pairs["amount"] >= 0))
    mine, about = pairs.take(at), keyed(pairs.take(pairs["amount"][at]))
    fits = about.known("table") & _compares(identity, stack, mine)
    at, mine, about = at[fits], mine.take(fits), about.take(fits)
    change, amount = operand(stack, pairs, at), operand(stack, pairs, mine["amount"])
    signs = identity.arguments["words"]
    told = np.array([signs.get(word) for word in mine["direction"]], dtype=object)
    nothing = change["fen"] == 0
    sign = np.where(nothing, 1, np.where(known(told), told, 0)).astype(np.int64)
    moved = sign * change["fen"]
    unsure = change["approximate"] | amount["approximate"]
    return about.given(
        name=mine["subject"],
        said_fen=amount["fen"] - moved,
        said_own=amount["own"] + change["own"],
        said_fine=amount["fine"] + change["fine"],
        reason=first_of([~nothing & ~known(told), unsure], ["unpaired", "approximate"]),
        page=mine["page"],
        row=mine["row"],
    ).only(*Said._fields)


def _compares(identity: Identity, stack: Stack, claims: Columns) -> Mask:
    """Whether the sentence before each figure compares with the year before.

    The pattern `year` has the number of the year in its group, where the sentence names it.
    """
    documents = stack.columns("documents")
    years = dict(zip(documents["document_id"], documents["fiscal_year"], strict=True))
    found = []
    named = years_named(identity.arguments["year"], claims)
    for document, said in zip(claims["document_id"], named, strict=True):
        year = years.get(document)
        before = None if year is None else str(year - 1)
        found.append(bool(said) and before is not None and said[-1] in (None, before))
    return np.array(found, dtype=np.bool_)
