"""Sums that were evaluated → the frame `verdicts`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd

from juesuan.catalogue.lexicon import lexicon
from juesuan.catalogue.terms import VERDICTS
from juesuan.identities.addition import Sum
from juesuan.identities.cell_names import cells_of
from juesuan.identities.cells import Integers, vocabulary
from juesuan.identities.columns import Columns
from juesuan.identities.equations import GROUPS, key_parts
from juesuan.identities.intake import Intake
from juesuan.identities.judgement import (
    EXACT,
    INCONSISTENT,
    NOT_CHECKED,
    REASONS,
    SIDE_MISSING,
)
from juesuan.identities.spoken import message
from juesuan.identities.sums import Checks
from juesuan.money import wan
from juesuan.schema import make_frame

_REASONS = list(REASONS)


def sum_frame(evaluated: Sequence[Checks], intake: Intake) -> pd.DataFrame:
    """The verdicts of sums over the documents of an intake, in the order of the identities.

    Where an identity cannot be checked in a document at all, one row says so.
    """
    # What is of single places says nothing of most documents.
    evaluated = [each for each in evaluated if len(each.key) + len(each.absent)] or evaluated
    sizes = [len(checks.key) + len(checks.absent) for checks in evaluated]
    number = np.repeat(np.arange(len(evaluated)), sizes)
    # Within an identity, the documents in which it cannot be checked come last.
    document, code, measure, row = (np.concatenate(part) for part in _keys(evaluated, intake))
    verdict, reason = (_padded(evaluated, name) for name in ("verdict", "reason"))
    checked = verdict != NOT_CHECKED
    money: dict[str, Any] = {}
    figures = {name: _padded(evaluated, name) for name in ("reported", "computed", "allowed")}
    figures["residual"] = figures["reported"] - figures["computed"]
    for name, values in figures.items():
        money[f"{name}_fen"] = pd.arrays.IntegerArray(values, ~checked)
        money[name] = np.where(checked, wan(values), np.nan)
    columns: dict[str, Any] = {
        **money,
        "document_id": intake.documents.array.take(document),
        "identity": _category([checks.identity.name for checks in evaluated], number),
        "kind": _category([checks.identity.kind for checks in evaluated], number),
        "table": _category([checks.identity.total.table for checks in evaluated], number),
        "side": _category([checks.identity.total.side for checks in evaluated], number),
        "code": _codes(code),
        "name": intake.names.take(row, allow_fill=True),
        "measure": _category(["", *list(vocabulary().measures)[1:]], measure),
        "unit": _category([lexicon().money], np.zeros(len(number), dtype=np.int64)),
        "verdict": _category(VERDICTS, verdict),
        "reason": _category(_REASONS, reason),
        "page": intake.pages.take(row, allow_fill=True),
        "row": intake.lines.take(row, allow_fill=True),
    }
    columns |= dict.fromkeys(("reported_text", "computed_text", "suspect", "hint", "finding"))
    inexact = np.flatnonzero(verdict != EXACT)
    frame = make_frame("verdicts", {**columns, "cells": None, "message": None}, len(number))
    identities = [checks.identity for checks in evaluated]
    words = frame["message"].array.copy()
    words[inexact] = [
        message(identities[n], row | {"table": identities[n].total.table, "unit": lexicon().money})
        for n, row in zip(number[inexact].tolist(), _spoken(frame, inexact), strict=True)
    ]
    frame["message"] = words
    wrong = np.flatnonzero(verdict == INCONSISTENT)
    if len(wrong):
        cells = frame["cells"].array.copy()
        keys = np.concatenate([np.append(e.key, np.full(len(e.absent), -1)) for e in evaluated])
        cells[wrong] = cells_of([identities[n] for n in number[wrong]], keys[wrong], intake)
        frame["cells"] = cells
    return frame


def _category(names: Sequence[str | None], numbers: Integers) -> pd.Categorical:
    """Values by their number; "", None and −1 are NA."""
    present = {names[number] for number in np.unique(numbers).tolist() if number >= 0}
    known = sorted(name for name in present if name)
    place = {name: at for at, name in enumerate(known)}
    codes = np.array([place.get(name or "", -1) for name in names] + [-1])
    return pd.Categorical.from_codes(codes[numbers], categories=pd.Index(known, dtype="str"))


def _padded(evaluated: Sequence[Checks], name: str) -> Integers:
    """An array of every identity, with what stands for the documents it cannot be checked in."""
    absent = {"verdict": NOT_CHECKED, "reason": SIDE_MISSING}.get(name, 0)
    parts = [
        part
        for checks in evaluated
        for part in (getattr(checks, name), np.full(len(checks.absent), absent, dtype=np.int64))
    ]
    return np.concatenate(parts)


def _codes(code: Integers) -> Any:
    numbers, inverse = np.unique(code, return_inverse=True)
    words = pd.array([str(n) if n > 0 else "" for n in numbers.tolist()], dtype="str")
    return words.take(inverse)


def _keys(evaluated: Sequence[Checks], intake: Intake) -> list[list[Integers]]:
    """Document, code, measure and printed row of each check."""
    columns: list[list[Integers]] = [[], [], [], []]
    for checks in evaluated:
        identity, none = checks.identity, np.zeros(len(checks.absent), dtype=np.int64)
        document, group, measure = key_parts(checks.key)
        code = group if identity.by != "row" else intake.presence.rows.code[group]
        if identity.by == "document":
            code = np.zeros(len(code), dtype=np.int64)
        total = identity.total.measures
        if total:
            own = vocabulary().measures[total[0]]
            measure = np.where(measure == 0, own, measure)
        parts = (document, code, measure, _rows_of(identity, intake, checks.key))
        pads = (checks.absent, none, none, none - 1)
        for column, part, pad in zip(columns, parts, pads, strict=True):
            column.extend([part, pad] if len(pad) else [part])
    return columns


def _rows_of(identity: Sum, intake: Intake, key: Integers) -> Integers:
    """The printed row of each equation's total, else of a part; -1 where there is none."""
    cells = intake.presence.rows
    if identity.by == "row":
        return key_parts(key)[1]
    wanted = key // len(vocabulary().measures)
    rows = np.full(len(key), -1, dtype=np.int64)
    for number, selector in enumerate((identity.total, *identity.parts)):
        at = cells.select(selector, measures=False)
        group = cells.code[at] if identity.by in ("parent", "code") else 0
        if number and identity.by == "parent":
            continue
        own = cells.document[at] * GROUPS + group
        order = np.argsort(own, kind="stable")
        if len(own):
            place = np.minimum(np.searchsorted(own[order], wanted), len(own) - 1)
            hit = (own[order][place] == wanted) & (rows < 0)
            rows[hit] = at[order][place][hit]
    return rows


_SPOKEN = ("verdict", "reason", "code", "name", "measure", "reported", "computed", "residual")


def _spoken(frame: pd.DataFrame, at: Integers) -> Iterator[dict[str, Any]]:
    """The columns that a message speaks of, row by row, those that are NA left out."""
    chosen = Columns.of(frame)
    for row in zip(*(chosen[name][at].tolist() for name in _SPOKEN), strict=True):
        named = zip(_SPOKEN, row, strict=True)
        yield {name: value for name, value in named if value is not None}
