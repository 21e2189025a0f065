"""Codes whose parents are printed."""

from __future__ import annotations

import numpy as np

from juesuan.catalogue.levels import HIGHEST, STEP, parent_of
from juesuan.identities.choose import choose, column
from juesuan.identities.code_rows import TABLE, code_verdicts
from juesuan.identities.columns import Columns, is_in
from juesuan.identities.dictionaries import refuse_table
from juesuan.identities.identity import Arguments, Identity
from juesuan.identities.judged import Judged, judged
from juesuan.identities.names import shown
from juesuan.identities.stack import Stack


class CodesToHaveParents(Arguments, frozen=True):
    """Above each code of `table` stands the code that it belongs to."""

    type = "expect_codes_to_have_parents"
    kind = "code"
    frames = ("rows",)

    table: str

    def __post_init__(self) -> None:
        refuse_table("table", self.table, coded=True)

    def judge(self, identity: Identity, stack: Stack) -> Judged:
        """Each printed 款 and 项 has its parent printed in the same table.

        A level that a table does not print at all (forms without 款) is not demanded.
        """
        every = stack.once("parents", lambda: _every(stack.coded_rows))
        return judged(identity, every.take(every["table"] == self.table))


def _every(rows: Columns) -> Columns:
    """The same for the tables together."""
    own, code = [rows[name] for name in TABLE], rows["code"]
    above = column([parent_of(each) for each in code])
    length = np.array([len(each) for each in code], dtype=np.int64)
    there = is_in([*own, above], [*own, code])
    demanded = is_in([*own, length - STEP], [*own, length])
    some = demanded | (length == HIGHEST)
    checked = is_in(own, [key[some] for key in own])
    reason = choose(checked, None, "side_missing")
    checks = code_verdicts(rows, demanded & ~there, reason)
    expected = [parent_of(each or "") for each in checks["code"]]
    return shown(checks, checks["code"], expected)
