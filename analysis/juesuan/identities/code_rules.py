"""The codes of the coded tables: their parents, and the classification that they belong to."""

from __future__ import annotations

import numpy as np

from juesuan.catalogue import classification
from juesuan.catalogue import tables as catalogue_tables
from juesuan.identities.choose import choose
from juesuan.identities.columns import Columns, Mask, Values, below, coded, is_first, is_in
from juesuan.identities.judged import Judged, judged
from juesuan.identities.stack import Stack
from juesuan.identities.suites import Identity

_TOLD = ("document_id", "table", "code", "name", "page", "row", "verdict", "reason")


def parents(identity: Identity, stack: Stack) -> Judged:
    """Each printed 款 and 项 has its parent printed in the same table.

    A level that a table does not print at all (forms without 款) is not demanded.
    """
    rows = _coded(identity, stack)
    document, code = rows["document_id"], rows["code"]
    above = _words([each[:-2] for each in code])
    length = np.array([len(each) for each in code], dtype=np.int64)
    there = is_in([document, above], [document, code])
    demanded = is_in([document, length - 2], [document, length])
    checked = is_in([document], [document[demanded | (length == 3)]])
    found = _told(rows, demanded & ~there, choose(checked, None, "side_missing"))
    wrong = found["verdict"] == "inconsistent"
    expected = _words([(each or "")[:-2] for each in found["code"]])
    return judged(
        identity,
        found.given(
            reported_text=choose(wrong, found["code"]), computed_text=choose(wrong, expected)
        ),
    )


def belonging(identity: Identity, stack: Stack) -> Judged:
    """Codes have the digits of the classification that their table uses."""
    rows = _coded(identity, stack)
    known = classification(catalogue_tables()[identity.arguments["table"]].codes or "functional")
    first = {code[0] for code in known.classes}
    fits = [code[0] in first and len(code) in known.lengths for code in rows["code"]]
    found = _told(rows, ~np.array(fits, dtype=np.bool_), None)
    lengths = "/".join(map(str, sorted(known.lengths)))
    asked = f"{known.system}: {'/'.join(sorted(first))}…, {lengths} digits"
    wrong = found["verdict"] == "inconsistent"
    return judged(
        identity,
        found.given(reported_text=choose(wrong, found["code"]), computed_text=choose(wrong, asked)),
    )


def _coded(identity: Identity, stack: Stack) -> Columns:
    rows = stack.coded_rows
    return rows.take(rows["table"] == identity.arguments["table"])


def _words(values: list[str]) -> Values:
    return np.array(values, dtype=object)


def _told(rows: Columns, wrong: Mask, reason: Values | None) -> Columns:
    """A row for each code that is wrong, and one for each document in which none is."""
    every = rows.given(reason=reason)
    found = every.take(wrong).given(verdict="inconsistent", reason=None)
    rest = every.take(~is_in([rows["document_id"]], [found["document_id"]]))
    (document,) = coded([rest["document_id"]])
    fine = rest.take(is_first(document))
    fine = fine.only("document_id", "table", "reason").given(
        verdict=choose(fine.known("reason"), None, "exact")
    )
    return below([found, fine], _TOLD)
