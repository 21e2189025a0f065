"""Sums that were evaluated → the frame `verdicts`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd

from juesuan.catalogue.lexicon import lexicon
from juesuan.catalogue.terms import VERDICTS
from juesuan.identities.cell_names import cells_of
from juesuan.identities.cells import Integers, vocabulary
from juesuan.identities.columns import Columns
from juesuan.identities.equations import key_parts
from juesuan.identities.intake import Intake
from juesuan.identities.judgement import (
    EXACT,
    INCONSISTENT,
    NOT_CHECKED,
    REASONS,
)
from juesuan.identities.spoken import message
from juesuan.identities.sums import Checks
from juesuan.money import wan
from juesuan.schema import make_frame

_REASONS = list(REASONS)


def sum_frame(checks: Checks, intake: Intake) -> pd.DataFrame:
    """The verdicts of sums over the documents of an intake, in the order of the identities.

    Where an identity cannot be checked in a document at all, one row says so.
    """
    identities, number, verdict = checks.identities, checks.number, checks.verdict
    document, code, measure = _keys(checks, intake)
    checked = verdict != NOT_CHECKED
    money: dict[str, Any] = {}
    figures = {name: getattr(checks, name) for name in ("reported", "computed", "allowed")}
    figures["residual"] = figures["reported"] - figures["computed"]
    for name, values in figures.items():
        money[f"{name}_fen"] = pd.arrays.IntegerArray(values, ~checked)
        money[name] = np.where(checked, wan(values), np.nan)
    columns: dict[str, Any] = {
        **money,
        "document_id": intake.documents.array.take(document),
        "identity": _category([identity.name for identity in identities], number),
        "kind": _category([identity.kind for identity in identities], number),
        "table": _category([identity.total.table for identity in identities], number),
        "side": _category([identity.total.side for identity in identities], number),
        "code": _codes(code),
        "name": intake.names.take(checks.row, allow_fill=True),
        "measure": _category(["", *list(vocabulary().measures)[1:]], measure),
        "unit": _category([lexicon().money], np.zeros(len(number), dtype=np.int64)),
        "verdict": _category(VERDICTS, verdict),
        "reason": _category(_REASONS, checks.reason),
        "page": intake.pages.take(checks.row, allow_fill=True),
        "row": intake.lines.take(checks.row, allow_fill=True),
    }
    columns |= dict.fromkeys(("reported_text", "computed_text", "suspect", "hint", "finding"))
    inexact = np.flatnonzero(verdict != EXACT)
    frame = make_frame("verdicts", {**columns, "cells": None, "message": None}, len(number))
    words = frame["message"].array.copy()
    words[inexact] = [
        message(identities[n], row | {"table": identities[n].total.table, "unit": lexicon().money})
        for n, row in zip(number[inexact].tolist(), _spoken(frame, inexact), strict=True)
    ]
    frame["message"] = words
    wrong = np.flatnonzero(verdict == INCONSISTENT)
    if len(wrong):
        cells = frame["cells"].array.copy()
        about = [identities[n] for n in number[wrong].tolist()]
        cells[wrong] = cells_of(about, checks.key[wrong], intake)
        frame["cells"] = cells
    return frame


def _category(names: Sequence[str | None], numbers: Integers) -> pd.Categorical:
    """Values by their number; "", None and −1 are NA."""
    present = {names[number] for number in np.unique(numbers).tolist() if number >= 0}
    known = sorted(name for name in present if name)
    place = {name: at for at, name in enumerate(known)}
    codes = np.array([place.get(name or "", -1) for name in names] + [-1])
    return pd.Categorical.from_codes(codes[numbers], categories=pd.Index(known, dtype="str"))


def _codes(code: Integers) -> Any:
    numbers, inverse = np.unique(code, return_inverse=True)
    words = pd.array([str(n) if n > 0 else "" for n in numbers.tolist()], dtype="str")
    return words.take(inverse)


def _keys(checks: Checks, intake: Intake) -> tuple[Integers, Integers, Integers]:
    """Document, code and measure of each check."""
    document, group, measure = key_parts(checks.key)
    by = np.array([identity.by for identity in checks.identities])[checks.number]
    code = np.where(by == "document", 0, group)
    by_row = (by == "row") & ~checks.absent
    code[by_row] = intake.presence.rows.code[group[by_row]]
    numbers = vocabulary().measures
    own = [numbers[(each.total.measures or ("",))[0]] for each in checks.identities]
    unnamed = (measure == 0) & ~checks.absent
    return document, code, np.where(unnamed, np.array(own)[checks.number], measure)


_SPOKEN = (
    "document_id",
    "verdict",
    "reason",
    "code",
    "name",
    "measure",
    "reported",
    "computed",
    "residual",
)


def _spoken(frame: pd.DataFrame, at: Integers) -> Iterator[dict[str, Any]]:
    """The columns that a message speaks of, row by row, those that are NA left out."""
    chosen = Columns.of(frame)
    for row in zip(*(chosen[name][at].tolist() for name in _SPOKEN), strict=True):
        named = zip(_SPOKEN, row, strict=True)
        yield {name: value for name, value in named if value is not None}
