"""Names: of codes, of the items that the prose explains, of the organization, of expenses."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

from juesuan.catalogue import classification
from juesuan.catalogue import tables as catalogue_tables
from juesuan.catalogue.plain_names import plain_name
from juesuan.identities.choose import choose, first_of
from juesuan.identities.columns import (
    Columns,
    Positions,
    Values,
    at,
    below,
    coded,
    equal,
    first_rows,
    is_first,
    is_in,
    known,
    places_in,
)
from juesuan.identities.judged import Judged, judged, settled
from juesuan.identities.places import keyed
from juesuan.identities.stack import Stack
from juesuan.identities.suites import Identity

_LEVELS = {"class": 3, "section": 5, "item": 7}


def names_of_codes(identity: Identity, stack: Stack) -> Judged:
    """The name beside each code of a table, in the same document or in the classification.

    In the classification, a name is wrong where it is the name of another code only; a code or a
    name that the catalogue does not know is not checked.
    """
    table = identity.arguments["table"]
    system = catalogue_tables()[table].codes or "functional"
    rows = stack.once(f"named {system}", lambda: _named_rows(stack, system))
    compared = _with_document if identity.arguments["with"] == "document" else _with_official
    every = stack.once(f"{compared.__name__} {system}", lambda: compared(rows, system))
    return judged(identity, every.take(every["table"] == table))


def _named_rows(stack: Stack, system: str) -> Columns:
    """The rows of the tables that use a classification, with their names in plain signs."""
    same = [key for key, table in catalogue_tables().items() if table.codes == system]
    rows = stack.coded_rows
    rows = rows.take(rows.known("name") & equal(rows["table"], same))
    return rows.given(plain=_plain(rows["name"]))


def _with_document(rows: Columns, _: str) -> Columns:
    """Names against the one that most tables of the document print beside the code."""
    usual = rows.take(_usual(rows))
    code = ("document_id", "code")
    place = places_in([rows[name] for name in code], [usual[name] for name in code])
    fits = rows["plain"] == usual["plain"][place]
    found = _of_rows(rows).given(verdict=choose(fits, "exact", "inconsistent"))
    return _shown(found, found["name"], usual["name"][place])


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
    found = _of_rows(rows).given(
        verdict=first_of([of_code, strange], ["exact", None], "inconsistent"),
        reason=choose(strange, "unknown"),
    )
    return _shown(found, found["name"], [next(iter(theirs.values()), None) for theirs in own])


@cache
def _official_names(system: str) -> tuple[dict[str, dict[str, str]], frozenset[str]]:
    """The names of each code, by their plain signs, and all plain names."""
    official = classification(system)
    names = {
        code: {plain_name(name): name for name in official.names(code)} for code in official.entries
    }
    return names, frozenset(plain for known_names in names.values() for plain in known_names)


def names_of_items(identity: Identity, stack: Stack) -> Judged:
    """The 类, 款 or 项 that a paragraph names against the name in the table.

    A final 支出 is no difference.
    """
    table, level = identity.arguments["table"], identity.arguments["level"]
    items = stack.once(f"items {table}", lambda: _items(stack, table))
    items = items.take(items.words(f"{level}_name") != "")
    rows = stack.coded_rows
    rows = rows.take(rows["table"] == table)
    code = _words([code and code[: _LEVELS[level]] for code in items["found_code"]])
    place = places_in([items["document_id"], code], [rows["document_id"], rows["code"]])
    name, printed = at(rows["name"], place), items[f"{level}_name"]
    found = items.only("document_id", "page", "row").given(
        code=code,
        name=items["item_name"],
        table=table,
        verdict=choose(_plain(printed) == _plain(name), "exact", "inconsistent"),
        reason=choose(known(name), None, "side_missing"),
    )
    return judged(identity, settled(_shown(found, printed, name)))


def explained(identity: Identity, stack: Stack) -> Judged:
    """Every 项 with an amount has a paragraph, and every paragraph a row of the table.

    Documents whose prose explains no 项 are not checked.
    """
    table = identity.arguments["table"]
    items = stack.once(f"items {table}", lambda: _items(stack, table))
    mine = _item_totals(stack, table)
    mine = mine.take(mine["amount_fen"] != 0)
    told = items.take(items.known("found_code"))
    # A name that several codes bear leads to none of them: nothing is said of these rows.
    untold = items.take(~items.known("found_code"))
    there = is_in([mine["document_id"], mine["code"]], [told["document_id"], told["found_code"]])
    names = [mine["document_id"], _plain(mine["name"])]
    doubtful = is_in(names, [untold["document_id"], _plain(untold["item_name"])]) & ~there
    explains = is_in([mine["document_id"]], [items["document_id"]])
    rows = mine.only("document_id", "code", "name", "page", "row").given(
        verdict=choose(there, "exact", "inconsistent"),
        reason=first_of([~explains, doubtful], ["side_missing", "ambiguous"]),
    )
    lost = untold.take(untold.whole("actual_fen") != 0)
    lost = lost.take(is_in([lost["document_id"]], [mine["document_id"]]))
    unsure = is_in([lost["document_id"], _plain(lost["item_name"])], names)
    paragraphs = lost.only("document_id", "page", "row").given(
        name=lost["item_name"], verdict="inconsistent", reason=choose(unsure, "ambiguous")
    )
    told_rows = settled(_shown(rows, "a row", "a paragraph"))
    told_paragraphs = settled(_shown(paragraphs, "a paragraph", "a row"))
    every = below([told_rows, told_paragraphs], told_rows)
    return judged(identity, every.given(table=table))


def _item_totals(stack: Stack, table: str) -> Columns:
    """The totals of the 项 of a table."""
    amounts = stack.columns("amounts")
    mine = (amounts["table"] == table) & (amounts["level"] == "item")
    return amounts.take(mine & (amounts["measure"] == "total"))


def _items(stack: Stack, table: str) -> Columns:
    """The 项 that the prose explains with `found_code`.

    Where its names lead to no row, that is the row with the same amount that no other
    paragraph explains, if there is just one below the same 类.
    """
    execution = stack.columns("execution")
    items = execution.take(execution["level"] == "item")
    code = choose(items.words("code") != "", items["code"])
    mine = _item_totals(stack, table)
    totals: dict[tuple[str, int], list[tuple[str, str]]] = {}
    classes = _plain(mine["class_name"])
    for document, fen, own, name in zip(
        mine["document_id"], mine["amount_fen"], mine["code"], classes, strict=True
    ):
        totals.setdefault((document, fen), []).append((own, name))
    used = set(zip(items["document_id"], code, strict=True))
    unknown = ~known(code) & items.known("actual_fen")
    for row in np.flatnonzero(unknown).tolist():
        document, name = items["document_id"][row], items["class_name"][row]
        free = [
            own
            for own, above in totals.get((document, items["actual_fen"][row]), ())
            if (document, own) not in used and (not name or above == plain_name(name))
        ]
        if len(free) == 1:
            code[row] = free[0]
            used.add((document, free[0]))
    return items.given(found_code=code)


def named_expenses(identity: Identity, stack: Stack) -> Judged:
    """An expense that a sentence names among the main ones (主要包括) is not 0 in the table."""
    table, measure = identity.arguments["table"], identity.arguments["measure"]
    mentions = stack.columns("mentions")
    mine = mentions.take((mentions["kind"] == "expense") & (mentions["table"] == table))
    cell = stack.places.find(keyed(mine.given(side=None, line_key=None, measure=measure)))
    tables = stack.columns("tables")
    there = tables.take(tables["status"] == "found")
    place = ("document_id", "table")
    printed = is_in([mine[name] for name in place], [there[name] for name in place])
    # A row that a found table does not print has no amount either.
    bare = equal(cell["reason"], "side_missing") & printed
    found = mine.only("document_id", "table", "code", "page", "row").given(
        name=mine["found"],
        measure=measure,
        verdict=choose(cell["fen"] == 0, "inconsistent", "exact"),
        reason=first_of([mine.words("code") == "", bare], ["unknown", None], cell["reason"]),
    )
    return judged(identity, settled(_shown(found, mine["found"], "no amount")))


def mentions(identity: Identity, stack: Stack) -> Judged:
    """A name or a year that the document mentions of itself against what it is (`column`)."""
    frame, documents = stack.columns("mentions"), stack.columns("documents")
    mine = frame.take(frame["kind"] == identity.arguments["mention"])
    (code,) = coded([mine["document_id"], mine["found"]])
    mine = mine.take(is_first(code))
    place = places_in([mine["document_id"]], [documents["document_id"]])
    own = at(documents[identity.arguments["column"]], place)
    expected = _words([None if value is None else str(value) for value in own])
    found = mine.only("document_id", "page", "row").given(
        name=mine["found"],
        verdict=choose(mine["found"] == expected, "exact", "inconsistent"),
        reason=choose(known(expected), None, "side_missing"),
    )
    return judged(identity, settled(_shown(found, mine["found"], expected)))


def _of_rows(rows: Columns) -> Columns:
    return rows.only("document_id", "table", "code", "name", "page", "row")


def _plain(names: Values) -> Values:
    """Names without brackets, spaces and a final 支出."""
    return _words([None if name is None else plain_name(str(name)) for name in names])


def _words(values: list[Any]) -> Values:
    found = np.empty(len(values), dtype=object)
    found[:] = values
    return found


def _shown(found: Columns, printed: Any, expected: Any) -> Columns:
    """Both names, where they are not the same."""
    wrong = found["verdict"] == "inconsistent"
    return found.given(reported_text=choose(wrong, printed), computed_text=choose(wrong, expected))
