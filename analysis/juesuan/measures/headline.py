"""The headline figures of each document, with the change on last year that it states."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Literal, Protocol

import pandas as pd

from juesuan.catalogue.grammar import grammar
from juesuan.catalogue.headline_wording import (
    CHANGE,
    GROWTH,
    OF_EXECUTION,
    HeadlineFigure,
    Input,
    headline_wording,
)
from juesuan.catalogue.lexicon import lexicon
from juesuan.catalogue.terms import PRINTED
from juesuan.identities.cell_names import cell_name
from juesuan.money import FEN_OF_WAN
from juesuan.schema import from_records
from juesuan.schema.candidates import parted
from juesuan.schema.plain_rows import plain_rows

# What a change that goes down is called.
_DOWN = lexicon().directions[1]


class Frames(Protocol):
    """What holds frames by name: a document, a corpus."""

    def frame(self, name: str) -> pd.DataFrame:
        """A frame of the contract."""
        ...


def headline(source: Frames) -> pd.DataFrame:
    """One row a document: its headline figures in 万元, each with `_fen` in 分.

    Columns: `document_id`; `income`, `expenditure`, `general_budget`, `basic`, `project`,
    `personnel`, `public`, `three_public_budget`, `three_public_actual`, `operating_cost`,
    `procurement`, `carryover`, `initial_budget`, and beside them `_change` (万元, signed) and
    `_growth` (percent, signed) on last year as the document states them; `completion`, the actual
    over the initial budget in percent. What a document does not tell is NA; what it leaves blank
    in a table that was read is 0.
    """
    told = stated(source, headline_wording().figures)
    columns: dict[str, Any] = {}
    for name in map(str, told):
        money = told[name].dtype == "Int64"
        columns[name] = told[name].astype("Float64") / (FEN_OF_WAN if money else 1)
        if money:
            columns[f"{name}_fen"] = told[name]
    return from_records("headline", plain_rows(pd.DataFrame(columns).reset_index()))


def stated(source: Frames, figures: Sequence[Input]) -> pd.DataFrame:
    """What documents (the index) tell, a column a figure: amounts in 分, growth and rates in %.

    Beside the figures and their `_change` and `_growth` stand what `execution` tells of the whole:
    `initial_budget`, `execution_actual` and `completion`.
    """
    ids = pd.Index(source.frame("documents")["document_id"].astype(object), name="document_id")
    claims, cells = _stated(source.frame("claims")), _cells(source, figures)
    found: dict[str, Any] = {}
    for figure in figures:
        found[figure.name] = _amount(figure, source, cells, claims, ids)
        if isinstance(figure, HeadlineFigure) and figure.change:
            said = claims[named(claims, figure.change) & claims["on_last_year"]]
            change, growth = (said[said["quantity"].eq(name)] for name in ("change", "growth"))
            found[figure.name + CHANGE] = _first(change, "signed_fen", ids)
            found[figure.name + GROWTH] = _first(growth, "signed", ids, "Float64")
    totals = _totals(source.frame("execution"), ids)
    for name, column in zip(OF_EXECUTION, ("budget_fen", "actual_fen", "rate"), strict=True):
        found[name] = totals[column].astype("Float64" if column == "rate" else "Int64")
    return pd.DataFrame(found, index=ids)


def _amount(
    figure: Input,
    source: Frames,
    cells: pd.DataFrame,
    claims: pd.DataFrame,
    ids: pd.Index[Any],
) -> pd.Series[Any]:
    """A figure of each document in 分: from its cells, else from the prose."""
    fen: pd.Series[Any] = pd.Series(pd.NA, index=ids, dtype="Int64")
    for cell in figure.cells:
        fen = fen.fillna(_first(cells[cells["cell"].eq(cell)], "amount_fen", ids))
    if figure.claims and figure.role:
        said = claims[named(claims, figure.claims) & claims["quantity"].eq("amount")]
        fen = fen.fillna(_first(said[said["role"].eq(figure.role)], "value_fen", ids))
    if figure.section:
        rows = source.frame(figure.section)
        rows = rows[rows["quantity"].eq("amount")]
        for of_item in [rows[rows["item"].eq(item)] for item in figure.items] or [rows]:
            fen = fen.fillna(_first(of_item, "value_fen", ids))
    return fen


def _first(
    rows: pd.DataFrame, column: str, ids: pd.Index[Any], kind: Literal["Int64", "Float64"] = "Int64"
) -> pd.Series[Any]:
    """The first value of each document."""
    told = rows[rows[column].notna()].drop_duplicates("document_id")
    found: pd.Series[Any] = told.set_index("document_id")[column].astype(kind)
    return found.reindex(ids)


def named(claims: pd.DataFrame, subject: re.Pattern[str]) -> pd.Series[bool]:
    """Which claims are of a subject that a pattern matches as a whole."""
    subjects = claims["subject"]
    return subjects.isin([each for each in subjects.dropna().unique() if subject.fullmatch(each)])


def _stated(claims: pd.DataFrame) -> pd.DataFrame:
    """The claims that say how things are and no reason of it, with signed changes on last year.

    A change whose direction is not told has none, but for 0.
    """
    mine = claims[claims["role"].ne("reason") | claims["role"].isna()]
    mine = mine[mine["quantity"].isin(["amount", "change", "growth"])].copy()
    sign = mine["direction"].eq(_DOWN).map({True: -1, False: 1})
    known = mine["direction"].notna() | mine["value"].eq(0)
    mine["signed"] = (mine["value"] * sign).where(known & mine["unit"].eq("%"))
    mine["signed_fen"] = (mine["value_fen"].astype("Int64") * sign).where(known)
    mine["on_last_year"] = mine["compared_with"].astype(object).eq(grammar().figures.last_year)
    return mine


def _cells(source: Frames, figures: Sequence[Input]) -> pd.DataFrame:
    """The first print of each cell that a figure may stand in; 0 where it is blank."""
    wanted = {cell for figure in figures for cell in figure.cells}
    keys = {cell.partition("/")[0] for cell in wanted}
    amounts, rows = (source.frame(name) for name in ("amounts", "rows"))
    amounts, rows = (frame[frame["table"].isin(keys)] for frame in (amounts, rows))
    printed = amounts[amounts["measure"].notna()]
    filled = _named_cells(printed, list(zip(printed["measure"], strict=True)))
    filled["amount_fen"] = printed["amount_fen"].to_list()
    measures = _complete(source.frame("tables"), amounts)
    owned = [measures.get(key, ()) for key in zip(rows["document_id"], rows["table"], strict=True)]
    zeros = _named_cells(rows, owned).assign(amount_fen=0)
    both = pd.concat([filled, zeros], ignore_index=True)
    return both[both["cell"].isin(wanted)].drop_duplicates(["document_id", "cell"])


def _complete(
    tables: pd.DataFrame, amounts: pd.DataFrame
) -> dict[tuple[str, str], tuple[str, ...]]:
    """The measures of each table (document, key) all of whose figures have a place."""
    read = tables[tables["status"].isin(PRINTED) & tables["unplaced"].fillna(0).eq(0)]
    unsure = amounts[amounts["measure"].isna()]
    open_ = set(zip(unsure["document_id"], unsure["table"], strict=True))
    return {
        (document, table): tuple(parted(measures))
        for document, table, measures in zip(
            read["document_id"], read["table"], read["measures"], strict=True
        )
        if (document, table) not in open_
    }


def _named_cells(rows: pd.DataFrame, measures: Sequence[Sequence[str]]) -> pd.DataFrame:
    """The names of the cells of rows, whose measures stand beside them."""
    columns = [rows[name].astype(object) for name in ("document_id", "table", "side", "code")]
    columns.append(rows["line_key"].astype(object))
    plain = [column.where(column.notna(), None).tolist() for column in columns]
    named = [
        (document, cell_name(table, side, code or "", line, measure))
        for document, table, side, code, line, own in zip(*plain, measures, strict=True)
        for measure in own
    ]
    return pd.DataFrame(named, columns=["document_id", "cell"])


def _totals(execution: pd.DataFrame, ids: pd.Index[Any]) -> pd.DataFrame:
    """The row of the whole of each document in `execution`."""
    whole = execution[execution["level"].eq("total") & execution["measure"].eq("total")]
    return whole.drop_duplicates("document_id").set_index("document_id").reindex(ids)
