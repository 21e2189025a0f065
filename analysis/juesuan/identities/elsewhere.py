"""Amounts that a percent follows from, though they stand in another sentence or in a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from juesuan.catalogue import tables
from juesuan.catalogue.strict import Entry
from juesuan.catalogue.terms import LEVELS
from juesuan.identities.cell_names import cell_name
from juesuan.identities.columns import Columns, Mask, Positions, Values, at, coded, equal
from juesuan.identities.dictionaries import lines_of, refuse, refuse_table
from juesuan.identities.names import plain
from juesuan.identities.pairing import last
from juesuan.identities.stack import Stack

Key = tuple[str, str]


class Elsewhere(Entry, frozen=True):
    """Where to look for amounts that the sentence of a percent does not name.

    `both` are subjects that are income and expenditure at once: the two amounts before them, if
    they are equal, else the last one of the line `balance`, to which both come. `above` are those
    that a rate on the next sentence's subject may speak of.
    `table` holds amounts by name in its rows of `level`, `whole` all the money that is spent.
    `drop` is left out of names; `budget` are the comparisons with a budget.
    """

    both: re.Pattern[str]
    balance: str
    above: re.Pattern[str]
    table: str
    level: str
    whole: tuple[str, str]
    drop: re.Pattern[str]
    budget: re.Pattern[str]

    def __post_init__(self) -> None:
        for table in (self.table, *self.whole):
            refuse_table("table", table)
        refuse("level", self.level, LEVELS, "level of a row")
        every = {line for table in tables() for line in lines_of(table)}
        refuse("balance", self.balance, every, "line of a table")


class Named(NamedTuple):
    """An amount by its name, in 分; a project's is its budget, an expense's has its cell's name."""

    fen: int
    precision: int
    is_budget: bool
    cell: str | None = None


def of_both(where: Elsewhere, pairs: Columns, percents: Columns) -> Positions:
    """The amount of each percent, found for subjects that are both sides."""
    amount, latest, second = (percents[name] for name in ("amount", "latest", "second"))
    fen = pairs.whole("value_fen")
    same = (latest >= 0) & (second >= 0) & (fen[latest] == fen[second])
    of_both = (amount < 0) & _fits(where.both, percents["subject"])
    if not of_both.any():
        return amount
    balance = equal(pairs["line_key"], where.balance) & equal(pairs["quantity"], "amount")
    balance &= equal(pairs["role"], "actual") & pairs.known("value_fen")
    (document,) = coded([pairs["document_id"]])
    told = last(balance, document)[percents["place"]]
    return np.where(of_both, np.where(same, latest, told), amount)


def of_total(where: Elsewhere, pairs: Columns, percents: Columns) -> Positions:
    """The amount of each rate: where only its budget stands before it, the total above that."""
    amount, second = percents["amount"], percents["second"]
    alone = (amount < 0) & (percents["budget"] >= 0) & (percents["budget"] == percents["latest"])
    beside = at(pairs["number"], second) == percents["number"]
    above = (second >= 0) & beside & _fits(where.above, at(pairs["subject"], second))
    return np.where(alone & above, second, amount)


def bases_by_name(where: Elsewhere, stack: Stack, percents: Columns, change: Values) -> Columns:
    """What changes (`change`, signed) are measured against, by the name of what has changed.

    Columns `fen`, `precision`, `known`, and `cells` where a table has it.

    A project's is its budget, where the sentence compares
    with one, an expense's its amount of this year less the change.
    """
    known = stack.once("amounts by name", lambda: _named(where, stack))
    keys = zip(percents["document_id"], _names(where, percents["subject"]), strict=True)
    found = [known.get(key) for key in keys]
    of_budget = _fits(where.budget, percents["compared_with"])
    bases = [
        (0, 0, False)
        if each is None or (each.is_budget and not budget)
        else (each.fen - (0 if each.is_budget else moved), each.precision, True)
        for each, budget, moved in zip(found, of_budget, change, strict=True)
    ]
    fen, precision, there = np.array(bases, dtype=np.int64).reshape(-1, 3).T
    cells = np.array([each and each.cell for each in found], dtype=object)
    return Columns.made(fen=fen, precision=precision, known=there.astype(np.bool_), cells=cells)


def _named(where: Elsewhere, stack: Stack) -> dict[Key, Named | None]:
    """The amounts that have one name in their document, None where two have it."""
    found: dict[Key, Named | None] = {}
    for key, named in (*_expenses(where, stack), *_projects(where, stack)):
        found[key] = None if key in found else named
    return found


def _expenses(where: Elsewhere, stack: Stack) -> Iterator[tuple[Key, Named]]:
    amounts = stack.columns("amounts")
    totals = amounts.take((amounts.words("code") == "") & equal(amounts["measure"], "total"))
    wholes: list[dict[str, int]] = []
    for table in where.whole:
        own = totals.take(equal(totals["table"], table))
        wholes.append(dict(zip(own["document_id"], own.whole("amount_fen"), strict=True)))
    first, second = wholes
    mine = equal(amounts["table"], where.table) & equal(amounts["level"], where.level)
    rows = amounts.take(mine)
    names, known = _names(where, rows["name"]), ("code", "measure", "amount_fen", "precision_fen")
    figures = rows["document_id"], names, *(rows[column] for column in known)
    for document, name, code, measure, fen, precision in zip(*figures, strict=True):
        if first.get(document) == second.get(document, -1):
            cell = cell_name(where.table, None, code, None, measure)
            yield (document, name), Named(fen, precision, is_budget=False, cell=cell)


def _projects(where: Elsewhere, stack: Stack) -> Iterator[tuple[Key, Named]]:
    projects = stack.columns("projects")
    rows = projects.take(projects.known("budget_fen"))
    names = _names(where, rows["project"])
    figures = rows["document_id"], names, rows["budget_fen"], rows["budget_precision_fen"]
    for document, name, fen, precision in zip(*figures, strict=True):
        yield (document, name), Named(fen, precision, is_budget=True)


def _names(where: Elsewhere, names: Values) -> list[str]:
    return [where.drop.sub("", name or "") for name in plain(names)]


def _fits(pattern: re.Pattern[str], words: Values) -> Mask:
    return np.array([bool(pattern.search(word or "")) for word in words], dtype=np.bool_)
