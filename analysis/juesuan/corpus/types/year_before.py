"""What the prose of an account says of the year before: its own amount less the change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from juesuan.catalogue.grammar import grammar
from juesuan.corpus.answers import AMOUNTS
from juesuan.corpus.links import Link, Links
from juesuan.corpus.spanning import Check
from juesuan.identities.choose import first_of
from juesuan.identities.columns import Columns, equal, known
from juesuan.identities.dictionaries import refuse_directions
from juesuan.identities.identity import Arguments, Identity
from juesuan.identities.operands import operand
from juesuan.identities.places import keyed
from juesuan.identities.stack import Stack

if TYPE_CHECKING:
    from juesuan.corpus.corpus import Corpus

_COLUMNS = {"documents": ["document_id", "fiscal_year"], "amounts": AMOUNTS}


class ChangesToStartFromTheYearBefore(Arguments, frozen=True):
    """An amount of the prose less its change on the year before is that year's amount.

    `words` gives the signs of directions.
    """

    type = "expect_changes_to_start_from_the_year_before"
    kind = "year_before"

    words: dict[str, int]

    def __post_init__(self) -> None:
        refuse_directions("words", self.words)

    def checks(self, identity: Identity, links: Links, corpus: Corpus) -> Iterator[Check]:
        """A check for each change that is told of an amount of a table."""
        for frames in corpus.batches(("amounts", "claims"), _COLUMNS):
            claims = prior_amounts(self, frames)
            for values in zip(*claims.values(), strict=True):
                row = PriorAmount(*values)
                yield _prose(identity, links.previous(row.document_id), row)


class PriorAmount(NamedTuple):
    """A change against the year before: the cell that its amount restates, and what that makes.

    `stated_fen` is the amount of the year before in 分, the others the units of the figures' last
    digits, as printed (`stated_own`) and as the tables print (`stated_fine`).
    """

    document_id: str
    table: str
    side: str
    key: str
    measure: str
    name: str | None
    stated_fen: int
    stated_own: int
    stated_fine: int
    reason: str | None
    page: int | None
    row: int | None


def prior_amounts(
    asked: ChangesToStartFromTheYearBefore, frames: Mapping[str, pd.DataFrame]
) -> Columns:
    """One row a change in 万元 whose sentence compares a table's amount with the year before.

    The columns are those of `PriorAmount`. `frames` holds documents, amounts and claims.
    """
    stack = Stack(frames)
    pairs = stack.paired
    is_change = equal(pairs["quantity"], "change") & pairs.known("value_fen")
    (at,) = np.nonzero(is_change & (pairs["amount"] >= 0))
    changes, about = pairs.take(at), keyed(pairs.take(pairs["amount"][at]))
    fits = about.known("table") & equal(changes["compared_with"], grammar().figures.last_year)
    at, changes, about = at[fits], changes.take(fits), about.take(fits)
    change, amount = operand(stack, pairs, at), operand(stack, pairs, changes["amount"])
    signs = np.array([asked.words.get(word) for word in changes["direction"]], dtype=object)
    nothing = change["fen"] == 0
    sign = np.where(nothing, 1, np.where(known(signs), signs, 0)).astype(np.int64)
    moved = sign * change["fen"]
    unsure = change["approximate"] | amount["approximate"]
    return about.assign(
        name=changes["subject"],
        stated_fen=amount["fen"] - moved,
        stated_own=amount["own"] + change["own"],
        stated_fine=amount["fine"] + change["fine"],
        reason=first_of([~nothing & ~known(signs), unsure], ["unpaired", "approximate"]),
        page=changes["page"],
        row=changes["row"],
    ).only(*PriorAmount._fields)


def _prose(identity: Identity, link: Link, row: PriorAmount) -> Check:
    """A check of what prose says of the year before against the tables of that year."""
    cell = (row.table, row.side, row.key, row.measure)
    reason = link.reason or row.reason
    stated = (row.stated_fen, row.stated_own, row.stated_fine, row.page, row.row)
    own = (identity.name, row.document_id, link.documents)
    return Check(*own, None, cell, row.name, reason, link.about, *stated)
