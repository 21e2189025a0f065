"""Names: of codes, of the items that the prose explains, of the organization, of expenses."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from juesuan.catalogue import classification
from juesuan.catalogue import tables as catalogue_tables
from juesuan.catalogue.names import plain_name
from juesuan.graph.choose import choose, first_of
from juesuan.graph.judged import Judged, judged, settled
from juesuan.graph.places import keyed
from juesuan.graph.stack import Stack
from juesuan.graph.suites import Identity

Series: TypeAlias = "pd.Series[Any]"
_LEVELS = {"class": 3, "section": 5, "item": 7}


def names_of_codes(identity: Identity, stack: Stack) -> Judged:
    """The name beside each code of a table, in the same document or in the classification.

    In the classification, a name is wrong where it is the name of another code only; a code or a
    name that the catalogue does not know is not checked.
    """
    coded = stack.once("named", lambda: _named_rows(stack))
    system = catalogue_tables()[identity.arguments["table"]].codes
    same = [key for key, table in catalogue_tables().items() if table.codes == system]
    coded = coded[coded["table"].isin(same)]
    mine = coded[coded["table"].eq(identity.arguments["table"])].reset_index(drop=True)
    found = mine[["document_id", "table", "code", "name", "page", "row"]].copy()
    if identity.arguments["with"] == "document":
        usual = coded.groupby(["document_id", "code", "plain"], sort=False).agg(
            times=("table", "nunique"), shown=("name", "first")
        )
        usual = usual.reset_index().sort_values("times", ascending=False, kind="stable")
        usual = usual.drop_duplicates(["document_id", "code"]).set_index(["document_id", "code"])
        other = usual.reindex(pd.MultiIndex.from_frame(mine[["document_id", "code"]]))
        fits = mine["plain"].to_numpy() == other["plain"].to_numpy()
        found["verdict"] = np.where(fits, "exact", "inconsistent")
        expected: Any = other["shown"].to_numpy()
    else:
        official = classification(system or "functional")
        names = {code: {plain_name(n) for n in official.names(code)} for code in official.entries}
        anywhere = set().union(*names.values())
        own = [names.get(code, set()) for code in mine["code"]]
        fits = np.array([n in known for n, known in zip(mine["plain"], own, strict=True)], bool)
        strange = np.array([not known for known in own], bool) | ~mine["plain"].isin(anywhere)
        found["verdict"] = np.where(fits, "exact", "inconsistent")
        found["reason"] = choose(~fits & strange, "unknown")
        found.loc[~fits & strange, "verdict"] = None
        expected = [next(iter(official.names(code)), None) for code in mine["code"]]
    return judged(identity, _shown(found, found["name"], expected))


def names_of_items(identity: Identity, stack: Stack) -> Judged:
    """The 类, 款 or 项 that a paragraph names against the name in the table.

    A final 支出 is no difference.
    """
    table, level = identity.arguments["table"], identity.arguments["level"]
    items = stack.once(f"items {table}", lambda: _items(stack, table))
    items = items[items[f"{level}_name"].astype(object).fillna("").ne("")].reset_index(drop=True)
    code = items["found_code"].astype(object)
    rows = _own_rows(stack, table).set_index(["document_id", "code"])["name"]
    asked = pd.MultiIndex.from_arrays([items["document_id"], code.str[: _LEVELS[level]]])
    name = rows[~rows.index.duplicated()].reindex(asked).to_numpy()
    found = items[["document_id", "page", "row"]].assign(
        code=code.str[: _LEVELS[level]], name=items["item_name"], table=table
    )
    printed = items[f"{level}_name"]
    fits = _plain(printed).to_numpy() == _plain(pd.Series(name, dtype=object)).to_numpy()
    found["verdict"] = np.where(fits, "exact", "inconsistent")
    found["reason"] = choose(pd.isna(name), "side_missing")
    return judged(identity, settled(_shown(found, printed, name)))


def _named_rows(stack: Stack) -> pd.DataFrame:
    coded = stack.coded_rows[stack.coded_rows["name"].notna()]
    return coded.assign(plain=_plain(coded["name"]))


def explained(identity: Identity, stack: Stack) -> Judged:
    """Every 项 with an amount has a paragraph, and every paragraph a row of the table.

    Documents whose prose explains no 项 are not checked.
    """
    table = identity.arguments["table"]
    items = stack.once(f"items {table}", lambda: _items(stack, table))
    mine = _item_totals(stack, table)
    mine = mine[mine["amount_fen"].ne(0)]
    known = set(zip(items["document_id"], items["found_code"], strict=True))
    there = _among(zip(mine["document_id"], mine["code"], strict=True), known)
    # A name that several codes bear leads to none of them: nothing is said of these rows.
    open_items = items[items["found_code"].isna()]
    named = set(zip(open_items["document_id"], _plain(open_items["item_name"]), strict=True))
    doubtful = _among(zip(mine["document_id"], _plain(mine["name"]), strict=True), named) & ~there
    explains = mine["document_id"].isin(items["document_id"])
    rows = mine[["document_id", "code", "name", "page", "row"]].assign(
        table=table,
        verdict=np.where(there, "exact", "inconsistent"),
        reason=first_of([~explains, doubtful], ["side_missing", "ambiguous"]),
    )
    rows = settled(_shown(rows, pd.Series("a row", index=rows.index), "a paragraph"))
    lost = items[items["found_code"].isna() & items["actual_fen"].fillna(0).ne(0)]
    lost = lost[lost["document_id"].isin(mine["document_id"])]
    bear = set(zip(mine["document_id"], _plain(mine["name"]), strict=True))
    unsure = _among(zip(lost["document_id"], _plain(lost["item_name"]), strict=True), bear)
    paragraphs = lost[["document_id", "page", "row"]].assign(
        name=lost["item_name"],
        table=table,
        verdict="inconsistent",
        reason=choose(unsure, "ambiguous"),
    )
    paragraphs = settled(_shown(paragraphs, pd.Series("a paragraph", index=lost.index), "a row"))
    return judged(identity, pd.concat([rows, paragraphs], ignore_index=True))


def _among(pairs: Iterable[tuple[Any, Any]], known: set[tuple[Any, Any]]) -> NDArray[np.bool_]:
    return np.array([pair in known for pair in pairs], dtype=np.bool_)


def _item_totals(stack: Stack, table: str) -> pd.DataFrame:
    """The totals of the 项 of a table."""
    amounts = stack["amounts"]
    mine = amounts[amounts["table"].eq(table) & amounts["level"].eq("item")]
    return mine[mine["measure"].eq("total")]


def _items(stack: Stack, table: str) -> pd.DataFrame:
    """The 项 that the prose explains with `found_code`.

    Where its names lead to no row, that is the row with the same amount that no other
    paragraph explains, if there is just one below the same 类.
    """
    execution = stack["execution"]
    items = execution[execution["level"].eq("item")].reset_index(drop=True)
    code = items["code"].astype(object)
    items = items.assign(found_code=code.where(code.notna() & code.ne("")))
    mine = _item_totals(stack, table)
    classes = _plain(mine["class_name"])
    used = set(zip(items["document_id"], items["found_code"], strict=True))
    for at in items.index[items["found_code"].isna() & items["actual_fen"].notna()]:
        row = items.loc[at]
        equal = mine["document_id"].eq(row["document_id"])
        equal &= mine["amount_fen"].eq(row["actual_fen"])
        if isinstance(row["class_name"], str) and row["class_name"]:
            equal &= classes.eq(plain_name(row["class_name"]))
        free = [code for code in mine["code"][equal] if (row["document_id"], code) not in used]
        if len(free) == 1:
            items.loc[at, "found_code"] = free[0]
            used.add((row["document_id"], free[0]))
    return items


def _own_rows(stack: Stack, table: str) -> pd.DataFrame:
    return stack.coded_rows[stack.coded_rows["table"].eq(table)]


def named_expenses(identity: Identity, stack: Stack) -> Judged:
    """An expense that a sentence names among the main ones (主要包括) is not 0 in the table."""
    mentions = stack["mentions"]
    mine = mentions[
        mentions["kind"].eq("expense") & mentions["table"].eq(identity.arguments["table"])
    ]
    mine = mine.reset_index(drop=True)
    measure = identity.arguments["measure"]
    asked = keyed(mine.assign(side=None, line_key=None, measure=measure))
    cell = stack.places.find(asked)
    found = mine[["document_id", "table", "code", "page", "row"]].assign(name=mine["found"])
    found["measure"] = measure
    zero = (cell["fen"] == 0).to_numpy()
    found["verdict"] = np.where(zero, "inconsistent", "exact")
    reason = cell["reason"].to_numpy()
    # A row that a found table does not print has no amount either.
    bare = pd.Series(reason).eq("side_missing").to_numpy() & _found(stack, mine)
    reason = choose(bare, None, reason)
    found["reason"] = choose(mine["code"].astype(object).fillna("").eq(""), "unknown", reason)
    return judged(identity, settled(_shown(found, mine["found"], "no amount")))


def _found(stack: Stack, mine: pd.DataFrame) -> Any:
    tables = stack["tables"]
    there = tables[tables["status"].eq("found")]
    known = set(zip(there["document_id"], there["table"].astype(str), strict=True))
    pairs = zip(mine["document_id"], mine["table"].astype(str), strict=True)
    return np.array([pair in known for pair in pairs], dtype=bool)


def mentions(identity: Identity, stack: Stack) -> Judged:
    """A name or a year that the document mentions of itself against what it is (`column`)."""
    frame = stack["mentions"]
    mine = frame[frame["kind"].eq(identity.arguments["mention"])]
    mine = mine.drop_duplicates(["document_id", "found"]).reset_index(drop=True)
    own = stack["documents"].set_index("document_id")[identity.arguments["column"]]
    expected = mine["document_id"].map(own.astype(object)).astype(object)
    expected = expected.where(expected.isna(), expected.astype(str))
    found = mine[["document_id", "page", "row"]].assign(name=mine["found"])
    found["verdict"] = np.where(mine["found"].eq(expected), "exact", "inconsistent")
    found["reason"] = choose(expected.isna(), "side_missing")
    return judged(identity, settled(_shown(found, mine["found"], expected)))


def _plain(names: Series) -> Series:
    """Names without brackets, spaces and a final 支出."""
    known = {name: plain_name(str(name)) for name in names.dropna().unique()}
    return names.astype(object).map(known)


def _shown(found: pd.DataFrame, printed: Any, expected: Any) -> pd.DataFrame:
    """Both names, where they are not the same."""
    wrong = found["verdict"].eq("inconsistent").to_numpy()
    return found.assign(reported_text=choose(wrong, printed), computed_text=choose(wrong, expected))
