"""Codes whose parents are printed."""

from __future__ import annotations

import numpy as np

from juesuan.catalogue.levels import HIGHEST, STEP, parent_of
from juesuan.identities.choose import choose, column
from juesuan.identities.code_rows import code_verdicts, coded_rows
from juesuan.identities.columns import is_in
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
        rows = coded_rows(self.table, stack)
        document, code = rows["document_id"], rows["code"]
        above = column([parent_of(each) for each in code])
        length = np.array([len(each) for each in code], dtype=np.int64)
        there = is_in([document, above], [document, code])
        demanded = is_in([document, length - STEP], [document, length])
        checked = is_in([document], [document[demanded | (length == HIGHEST)]])
        reason = choose(checked, None, "side_missing")
        checks = code_verdicts(rows, demanded & ~there, reason)
        expected = [parent_of(each or "") for each in checks["code"]]
        return judged(identity, shown(checks, checks["code"], expected))
