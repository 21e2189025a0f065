"""Amounts that the prose restates, against the cells of the tables."""

from __future__ import annotations

import numpy as np

from juesuan.identities.cell_names import cell_name
from juesuan.identities.choose import choose, first_of
from juesuan.identities.columns import Columns, Mask, Values, equal, is_in
from juesuan.identities.dictionaries import refuse_table
from juesuan.identities.identity import Arguments, Identity
from juesuan.identities.intervals import allowed
from juesuan.identities.judged import Judged, judged, settled
from juesuan.identities.ladder import ladder
from juesuan.identities.operands import units
from juesuan.identities.places import keyed
from juesuan.identities.stack import Stack

_SHOWN = ("document_id", "table", "side", "code", "measure", "page", "row")


class ClaimsToRestateTables(Arguments, frozen=True):
    """An amount that the prose restates of `table` is the amount that stands there."""

    type = "expect_claims_to_restate_tables"
    kind = "restated"
    frames = ("claims", "amounts")

    table: str

    def __post_init__(self) -> None:
        refuse_table("table", self.table)

    def judge(self, identity: Identity, stack: Stack) -> Judged:
        """Each amount that the prose restates against the cell of the table; a blank cell is 0.

        A decimal that the prose drops (24.6 for 24.60) counts as printed first; what holds only
        without it is `rounding`, `fewer_decimals`.
        """
        every = stack.once("restated", lambda: _every(stack))
        return judged(identity, every.take(every["table"] == self.table))


def _every(stack: Stack) -> Columns:
    """The same for the tables together."""
    claims = stack.columns("claims")
    stated = claims.known("value_fen") | equal(claims["quantity"], "absence")
    restated = keyed(claims.take(claims.known("table") & stated))
    cell = stack.places.find(restated)
    reported = restated.whole("value_fen")
    own, fine = units(stack, restated)
    residual = reported - cell["fen"]
    wide = own + cell["precision"]
    ended = ladder(residual, wide, fine + cell["precision"])
    verdict = ended.verdict_words
    # A row that a whole table does not have is 0.
    lacking = equal(cell["reason"], "side_missing") & _in_whole_table(stack, restated)
    unknown = cell.known("reason") & ~lacking
    # Two prints of one fact at one precision that differ by one unit meet only at a tie.
    tied = equal(verdict, "rounding") & (own == cell["precision"]) & (np.abs(residual) == own)
    checks = restated.only(*_SHOWN).assign(
        side=choose(restated["side"] != "", restated["side"]),
        name=restated["subject"],
        reported_fen=reported,
        computed_fen=cell["fen"],
        allowed_fen=allowed(wide),
        verdict=verdict,
        reason=first_of(
            [restated.known("approximate"), unknown],
            ["approximate", cell["reason"]],
            choose(tied, "last_digit", ended.reason_words),
        ),
        cells=choose(verdict == "inconsistent", _cells(restated)),
    )
    return settled(checks)


def _in_whole_table(stack: Stack, claims: Columns) -> Mask:
    """Whether a claim names a code of a table that was found and prints its 合计 row."""
    rows = stack.columns("rows")
    totals = rows.take(equal(rows["level"], "total"))
    place = ("document_id", "table")
    whole = is_in([claims[name] for name in place], [totals[name] for name in place])
    coded = (claims.words("code") != "") & (claims.words("side") == "")
    return np.asarray(whole & coded, dtype=np.bool_)


def _cells(claims: Columns) -> Values:
    columns = (claims[name] for name in ("table", "side", "key", "measure"))
    rows = zip(*columns, strict=True)
    names = [cell_name(table, side, key, None, measure) for table, side, key, measure in rows]
    return np.array(names, dtype=object)
