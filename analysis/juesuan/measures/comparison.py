"""A body's budget against its final account of the same year, code by code."""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np
import pandas as pd

from juesuan.catalogue.faults import Fault, fault
from juesuan.catalogue.levels import TOTAL
from juesuan.catalogue.lexicon import lexicon
from juesuan.catalogue.terms import EMPTY, PRINTED, PRIOR, STATED
from juesuan.errors import NotComparable
from juesuan.identities.intervals import excess
from juesuan.measures.moved_codes import moved
from juesuan.money import FEN_OF_WAN
from juesuan.schema.candidates import parted

BUDGET, ACTUAL = STATED
_KEY = ["table", "side", "code", "line_key", "measure", "label"]
_MONEY = ("amount_fen", "precision_fen")
# The budgets that an account prints or states beside what was spent.
_INITIAL, _ADJUSTED = "initial", "adjusted"
# What both have to agree in.
_SAME = ("organization", "scope", "fiscal_year")
# And what each of them has to tell.
_TOLD = ("organization", "fiscal_year")


class Frames(Protocol):
    """What holds the frames of one document by name."""

    def frame(self, name: str) -> pd.DataFrame:
        """A frame of the contract."""
        ...


def compare(budget: Frames, account: Frames) -> pd.DataFrame:
    """Every cell of the tables that a budget and the final account of its year have in common.

    Columns: `document_id` (the account) and `budget_document_id`; `table`, `side`, `code`,
    `line_key`, `level`, `name`; `budget_code` where the classification gave the budget's code other
    digits since; `measure`; `budget`, `adjusted` and `actual` in 万元 with `_fen` and
    `_precision_fen` for each; `deviation` (actual − budget, 万元) and `deviation_fen`; `rate`
    (actual over budget in percent, NA where the budget is 0); `stated_budget` (with `_fen`), the
    年初预算 that the account itself states, and `stated`, whether that is the budget's: exact,
    rounding (the intervals of both prints meet) or inconsistent, NA where the account states none.
    `adjusted` is the 全年预算 that the account states, `reason` what it says of the deviation,
    `page` and `row` where it says that.

    What one of them leaves blank is 0 where its table has the column, and the line or the level of
    codes; else, and where a figure of the table has no certain place, it is not known: NA.

    Raises `NotComparable` where the two are not a budget and an account of one body and year.
    """
    ids = _refuse_others(budget, account)
    planned, printed = _cells(budget), _cells(account)
    kinds = _budgets_of(printed)
    spent = printed[kinds.eq("")]
    said = _said(account, printed, kinds)
    planned = planned[~planned["measure"].astype(str).str.startswith(PRIOR)]
    planned = planned.replace({"measure": {BUDGET: ACTUAL}})
    successors = moved(planned, spent)
    pairs = zip(planned["table"], planned["code"], strict=True)
    now = [successors.get((table, code), code) for table, code in pairs]
    planned = planned.assign(budget_code=planned["code"], code=now)
    both = planned.merge(spent, on=_KEY, how="outer", suffixes=("_planned", "_spent"))
    shared = _printed(budget) & _printed(account)
    both = both[both["table"].isin(shared)].merge(said, on=_KEY, how="left")
    found = both[_KEY[:4]].assign(**ids)[[*ids, *_KEY[:4]]]
    for column in ("level", "name"):
        own, other = both[f"{column}_spent"], both[f"{column}_planned"]
        found[column] = own.where(own.notna(), other)
    was_other = both["budget_code"].ne(both["code"]) & both["budget_code"].notna()
    found["budget_code"] = both["budget_code"].where(was_other).astype("str")
    found["measure"] = both["measure"]
    for name, suffix, document in (
        (BUDGET, "planned", budget),
        (_ADJUSTED, _ADJUSTED, None),
        (ACTUAL, "spent", account),
    ):
        fen = both[f"amount_fen_{suffix}"].astype("Int64")
        if document is not None:
            fen = fen.mask(fen.isna() & _is_zero(found, document), 0)
        found[name] = fen.astype("Float64") / FEN_OF_WAN
        found[f"{name}_fen"] = fen
        found[f"{name}_precision_fen"] = both[f"precision_fen_{suffix}"].astype("Int64")
    found["deviation_fen"] = found["actual_fen"] - found["budget_fen"]
    found["deviation"] = found["deviation_fen"].astype("Float64") / FEN_OF_WAN
    found["rate"] = 100 * found["actual"] / found["budget"].mask(found["budget_fen"].eq(0))
    found["stated_budget_fen"] = both["amount_fen_initial"].astype("Int64")
    found["stated_budget"] = found["stated_budget_fen"].astype("Float64") / FEN_OF_WAN
    found["stated"] = _agreement(found, both["precision_fen_initial"])
    found["reason"] = both["reason"].astype("str")
    found[["page", "row"]] = both[["page", "row"]].astype("Int64")
    order = {key: at for at, key in enumerate(dict.fromkeys(planned["table"]))}
    ranked = found.assign(_at=found["table"].map(order))
    ranked = ranked.sort_values(["_at", "side", "code"], kind="stable", ignore_index=True)
    return ranked.drop(columns="_at")


def _is_zero(cells: pd.DataFrame, document: Frames) -> pd.Series[bool]:
    """Whether what a document leaves blank of these cells is 0 there, as far as it prints."""
    tables, rows, amounts = (document.frame(name) for name in ("tables", "rows", "amounts"))
    tables = tables[tables["status"].isin(PRINTED)]
    empty = set(tables.loc[tables["status"].isin(EMPTY), "table"])
    unsure = set(tables.loc[tables["unplaced"].gt(0), "table"])
    unsure |= set(amounts.loc[amounts["measure"].isna(), "table"])
    columns = {
        (table, ACTUAL if measure == BUDGET else measure)
        for table, listed in zip(tables["table"], tables["measures"], strict=True)
        for measure in parted(listed)
    }
    printed = rows.astype(object).where(rows.notna(), "")
    levels = set(zip(printed["table"], printed["level"], strict=True))
    lines = set(zip(printed["table"], printed["side"], printed["line_key"], strict=True))
    known = [
        row["table"] in empty
        or (
            row["table"] not in unsure
            and (row["table"], row["measure"]) in columns
            and (
                (row["table"], row["level"]) in levels
                if row["code"]
                else (row["table"], row["side"], row["line_key"]) in lines
            )
        )
        for row in cells.to_dict("records")
    ]
    return pd.Series(known, index=cells.index, dtype=bool)


def _refuse_others(budget: Frames, account: Frames) -> dict[str, str]:
    """The ids of both, where they are a budget and an account of one body and year."""
    rows = [each.frame("documents").iloc[0] for each in (budget, account)]
    wanted = (lexicon().account.budget, lexicon().account.kind)
    names = {"one": rows[0]["document_id"], "other": rows[1]["document_id"]}
    if tuple(row["kind"] for row in rows) != wanted:
        raise NotComparable(fault("not_budget_and_account", **names))
    for column in _SAME:
        one, other = (row[column] for row in rows)
        unknown = column in _TOLD and pd.isna(one)
        if unknown or (pd.isna(one) != pd.isna(other)) or (pd.notna(one) and one != other):
            raise NotComparable(_differ(column, names))
    return {"document_id": names["other"], "budget_document_id": names["one"]}


def _differ(column: str, names: dict[str, Any]) -> Fault:
    return fault("documents_differ", column=column, **names)


def _printed(document: Frames) -> set[str]:
    """The tables that a document prints."""
    tables = document.frame("tables")
    return set(tables.loc[tables["status"].isin(PRINTED), "table"].astype(object))


def _cells(document: Frames) -> pd.DataFrame:
    """The amounts with a place; rows that have neither a code nor a known line go by their name."""
    amounts = document.frame("amounts")
    placed = amounts[amounts["measure"].notna()]
    keys = placed[_KEY[:-1]].astype(object)
    cells = keys.where(keys.notna(), "").assign(
        level=placed["level"].astype(object), name=placed["name"].astype(object)
    )
    named = cells["code"].ne("") | cells["line_key"].ne("")
    cells["label"] = cells["name"].mask(named, "")
    for column in _MONEY:
        cells[column] = placed[column]
    return cells.drop_duplicates(_KEY)


def _said(account: Frames, printed: pd.DataFrame, kinds: pd.Series[str]) -> pd.DataFrame:
    """What the account says of its budgets, in prose of items and in columns of its tables.

    By key: `amount_fen` and `precision_fen` with `_initial` and `_adjusted`, the `reason`, and the
    place of both.
    """
    execution = account.frame("execution")
    items = execution[execution["code"].ne("") | execution["level"].eq(TOTAL)]
    told = pd.DataFrame(
        {
            "table": "general_budget_expenditure",
            "side": "",
            "code": items["code"].astype(object),
            "line_key": items["code"].eq("").map({True: TOTAL, False: ""}),
            "measure": items["measure"].astype(object).where(items["measure"].notna(), TOTAL),
            "label": "",
            "amount_fen": items["budget_fen"],
            "precision_fen": items["budget_precision_fen"],
            "reason": items["reason"],
            "page": items["page"],
            "row": items["row"],
        }
    )
    said_of = items["budget_kind"].astype(object)
    words = lexicon().account
    of_kind = {
        _INITIAL: said_of.isna() | said_of.isin(words.initial),
        _ADJUSTED: said_of.eq(words.adjusted),
    }
    found = told[[*_KEY, "reason", "page", "row"]].drop_duplicates(_KEY)
    for kind, mine in of_kind.items():
        both = [told[mine & told["amount_fen"].notna()], _columns_as_cells(printed, kinds, kind)]
        amounts = pd.concat([each[[*_KEY, *_MONEY]] for each in both]).drop_duplicates(_KEY)
        named = amounts.rename(columns={name: f"{name}_{kind}" for name in _MONEY})
        found = found.merge(named, on=_KEY, how="outer")
    return found


def _budgets_of(cells: pd.DataFrame) -> pd.Series[str]:
    """Which budget each cell of an account is: initial, adjusted, or none (an empty text)."""
    measures = cells["measure"].astype(str)
    kinds = measures.str.extract(rf"^({_INITIAL}|{_ADJUSTED})_", expand=False).fillna("")
    return kinds.mask(measures.eq(BUDGET), _INITIAL)


def _columns_as_cells(printed: pd.DataFrame, kinds: pd.Series[str], kind: str) -> pd.DataFrame:
    """The cells of an account's columns of a budget, under the measure that they are the budget of.

    年初预算数 alone is that of the column that its side has: of the whole or of the amount.
    """
    cells = printed[kinds.eq(kind)]
    sides = printed[["table", "side"]].apply(tuple, axis=1)
    with_total = set(sides[printed["measure"].eq(TOTAL)])
    whole = sides[cells.index].isin(with_total).map({True: TOTAL, False: "amount"})
    rest = cells["measure"].astype(str).str.removeprefix(f"{kind}_")
    three_public = cells["measure"].eq(BUDGET)
    measure = rest.mask(rest.eq(BUDGET), whole.astype(object)).mask(three_public, ACTUAL)
    return cells.assign(measure=measure)


def _agreement(found: pd.DataFrame, precision: pd.Series[Any]) -> pd.Series[Any]:
    """Whether the budget that an account states is that of the budget document."""
    said = found["stated_budget_fen"]
    residual = (said - found["budget_fen"]).fillna(0).to_numpy(np.int64)
    width = precision.fillna(0) + found["budget_precision_fen"].fillna(0)
    exact, near = residual == 0, excess(residual, width.to_numpy(np.int64)) <= 0
    words = np.where(exact, "exact", np.where(near, "rounding", "inconsistent"))
    return pd.Series(words, index=found.index, dtype="str").where(
        said.notna() & found["budget_fen"].notna()
    )
