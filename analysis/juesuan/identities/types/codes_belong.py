"""Codes of the classification that their table uses."""

from __future__ import annotations

import numpy as np

from juesuan.catalogue import classification, tables
from juesuan.catalogue.verdict_words import sentence
from juesuan.identities.code_rows import code_verdicts, coded_rows
from juesuan.identities.dictionaries import refuse_table
from juesuan.identities.identity import Arguments, Identity
from juesuan.identities.judged import Judged, judged
from juesuan.identities.names import shown
from juesuan.identities.stack import Stack


class CodesToBelong(Arguments, frozen=True):
    """Each code of `table` has the digits of the classification that the table uses."""

    type = "expect_codes_to_belong"
    kind = "code"
    frames = ("rows",)

    table: str

    def __post_init__(self) -> None:
        refuse_table("table", self.table, coded=True)

    def judge(self, identity: Identity, stack: Stack) -> Judged:
        """The first digit and the number of digits of each printed code."""
        rows = coded_rows(self.table, stack)
        known = classification(tables()[self.table].codes or "")
        first = {code[0] for code in known.classes}
        fits = [code[0] in first and len(code) in known.lengths for code in rows["code"]]
        checks = code_verdicts(rows, ~np.array(fits, dtype=np.bool_), None)
        lengths = "/".join(map(str, sorted(known.lengths)))
        asked = sentence(
            "digits", system=known.system, first="/".join(sorted(first)), lengths=lengths
        )
        return judged(identity, shown(checks, checks["code"], asked))
