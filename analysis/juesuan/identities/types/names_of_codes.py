"""The names beside codes, in the same document and in the classification."""

from __future__ import annotations

from functools import cache

import msgspec
import numpy as np

from juesuan.catalogue import classification, tables
from juesuan.catalogue.plain_names import plain_name
from juesuan.identities.choose import choose, first_of
from juesuan.identities.columns import (
    Columns,
    Positions,
    coded,
    equal,
    first_rows,
    is_first,
    places_in,
)
from juesuan.identities.dictionaries import refuse, refuse_table
from juesuan.identities.identity import Arguments, Identity
from juesuan.identities.judged import Judged, judged
from juesuan.identities.names import plain, shown
from juesuan.identities.stack import Stack


class NamesOfCodesToAgree(Arguments, frozen=True):
    """The name printed for a code in `table` is the name that `with` gives it."""

    type = "expect_names_of_codes_to_agree"
    kind = "label"
    frames = ("rows",)

    table: str
    with_: str = msgspec.field(name="with")

    def __post_init__(self) -> None:
        refuse_table("table", self.table, coded=True)
        refuse("with", self.with_, _COMPARED, "source of names")

    def judge(self, identity: Identity, stack: Stack) -> Judged:
        """The name beside each code of a table, in the same document or in the classification.

        In the classification, a name is wrong where it is the name of another code only. Where the
        catalogue does not know the code (`unknown`), or knows it but no such name
        (`name_unknown`), nothing is checked.
        """
        system = tables()[self.table].codes or ""
        rows = stack.once(f"named {system}", lambda: _named_rows(stack, system))
        compared = _COMPARED[self.with_]
        every = stack.once(f"{compared.__name__} {system}", lambda: compared(rows, system))
        return judged(identity, every.take(every["table"] == self.table))


def _named_rows(stack: Stack, system: str) -> Columns:
    """The rows of the tables that use a classification, with their names in plain signs."""
    same = [key for key, table in tables().items() if table.codes == system]
    rows = stack.coded_rows
    rows = rows.take(rows.known("name") & equal(rows["table"], same))
    return rows.assign(plain=plain(rows["name"]))


def _with_document(rows: Columns, system: str) -> Columns:
    """Names against the one that most tables of the document print beside the code.

    Of two names of which one begins like the other, and is the name of no code, the shorter one
    was broken where its table was read: that says nothing against the document.
    """
    usual = rows.take(_usual(rows))
    code = ("document_id", "code")
    place = places_in([rows[name] for name in code], [usual[name] for name in code])
    fits = rows["plain"] == usual["plain"][place]
    _, anywhere = _official_names(system)
    pairs = zip(rows["plain"], usual["plain"][place], strict=True)
    torn = np.array([_is_torn(one, other, anywhere) for one, other in pairs], dtype=bool)
    checks = _of_rows(rows).assign(
        verdict=first_of([fits, torn], ["exact", None], "inconsistent"),
        reason=choose(~fits & torn, "name_broken"),
    )
    return shown(checks, checks["name"], usual["name"][place])


def _is_torn(one: str, other: str, anywhere: frozenset[str]) -> bool:
    """The shorter name is the beginning of the longer one, and no name by itself."""
    short, long = sorted((one, other), key=len)
    return len(short) < len(long) and long.startswith(short) and short not in anywhere


def _usual(rows: Columns) -> Positions:
    """For each code of a document the first row with its usual name."""
    document, code, plain = rows["document_id"], rows["code"], rows["plain"]
    (name,) = coded([document, code, plain])
    (name_in_table,) = coded([name, rows["table"]])
    times = np.bincount(name[first_rows(name_in_table)])
    first = first_rows(name)[np.argsort(-times, kind="stable")]
    (own,) = coded([document[first], code[first]])
    return first[is_first(own)]


def _with_official(rows: Columns, system: str) -> Columns:
    """Names against the classification."""
    official, anywhere = _official_names(system)
    nothing: dict[str, str] = {}
    own = [official.get(code, nothing) for code in rows["code"]]
    names = zip(rows["plain"], own, strict=True)
    of_code, of_any = (
        np.array(
            [(name in theirs, bool(theirs) and name in anywhere) for name, theirs in names],
            dtype=bool,
        )
        .reshape(-1, 2)
        .T
    )
    strange = ~of_code & ~of_any
    known_codes = np.array([bool(theirs) for theirs in own], dtype=bool)
    checks = _of_rows(rows).assign(
        verdict=first_of([of_code, strange], ["exact", None], "inconsistent"),
        reason=first_of([strange & known_codes, strange], ["name_unknown", "unknown"]),
    )
    return shown(checks, checks["name"], [next(iter(theirs.values()), None) for theirs in own])


@cache
def _official_names(system: str) -> tuple[dict[str, dict[str, str]], frozenset[str]]:
    """The names of each code, by their plain signs, and all plain names."""
    official = classification(system)
    names = {
        code: {plain_name(name): name for name in official.names(code)} for code in official.entries
    }
    return names, frozenset(plain for known_names in names.values() for plain in known_names)


def _of_rows(rows: Columns) -> Columns:
    return rows.only("document_id", "table", "code", "name", "page", "row")


_COMPARED = {"document": _with_document, "classification": _with_official}
