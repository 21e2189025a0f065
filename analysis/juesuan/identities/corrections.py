"""Known errors of published documents: what is printed stays, the corrected amount stands beside.

A file of corrections is TOML:

    [[corrections]]
    document = "某局-2022-决算-569a4581"     # document_id
    cell = "expenditure/2080801/basic"       # as in `suspects`
    expect = 61.73                           # 万元 as printed; guards against a new edition
    corrected = 16.73
    reason = "digits transposed: the row and its 款 add up with 16.73"
    status = "proposed"                      # or "confirmed"
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

import msgspec
import pandas as pd

from juesuan.catalogue.faults import fault
from juesuan.catalogue.remarks import Remark, remark
from juesuan.catalogue.strict import Entry, one_of, typed
from juesuan.errors import CorrectionError
from juesuan.identities.cell_names import cell_name
from juesuan.money import FEN_OF_WAN

# In 万元, more than any budget: in 分 it fits 64 bits, and so do sums of such amounts.
_LARGEST = 10**10
_FEN = Decimal(1) / FEN_OF_WAN
# What an id keeps when a better name changes it: the first digits of the content's hash.
_HASH = re.compile(r"(?:^|-)([0-9a-f]{8})$")
_STATUS = ("proposed", "confirmed")


class Correction(msgspec.Struct, frozen=True):
    """One known error: the cell, the amounts in 分, why, and whether it is confirmed."""

    document: str
    cell: str
    expect_fen: int
    corrected_fen: int
    reason: str
    status: str


class _Entry(Entry, frozen=True):
    document: str
    cell: str
    expect: Decimal
    corrected: Decimal
    reason: str
    status: str

    def __post_init__(self) -> None:
        one_of(self.status, _STATUS, "status")
        for name in ("expect", "corrected"):
            amount: Decimal = getattr(self, name)
            if not amount.is_finite() or abs(amount) > _LARGEST:
                raise ValueError(f"{name} is {amount:.6g}, which is no amount in 万元")
            if amount != amount.quantize(_FEN):
                raise ValueError(f"{name} is {amount:g}, which is finer than 1 分")


class _File(Entry, frozen=True):
    corrections: list[_Entry]


def read_corrections(path: str | Path) -> tuple[Correction, ...]:
    """The corrections of a file.

    Raises `CorrectionError`, naming file and entry, where it is no TOML of complete corrections.
    """
    file = str(path)
    try:
        data = tomllib.loads(Path(path).read_text(encoding="utf-8"), parse_float=Decimal)
    # Figures of thousands of digits and brackets in brackets end in errors of Python itself.
    except (ValueError, ArithmeticError, RecursionError) as error:
        nested = isinstance(error, RecursionError)
        said = fault("brackets_nested") if nested else str(error)
        raise CorrectionError(fault("not_toml", error=said), source=file) from None
    return tuple(map(_correction, typed(data, _File, file, error=CorrectionError).corrections))


def _correction(entry: _Entry) -> Correction:
    expect, corrected = (int(amount * FEN_OF_WAN) for amount in (entry.expect, entry.corrected))
    return Correction(entry.document, entry.cell, expect, corrected, entry.reason, entry.status)


# A correction that found no cell, and why.
Stale: TypeAlias = tuple[Correction, Remark]


def apply(
    amounts: pd.DataFrame, corrections: Sequence[Correction]
) -> tuple[pd.DataFrame, list[Stale]]:
    """The amounts with `corrected_fen` and `correction`, and the corrections that found no cell.

    A correction belongs to the document of its id, or of the 8 digits of the content's hash that
    end it: names get better, and ids with them. One whose cell is printed otherwise than it expects
    changes nothing: the document may have been corrected by its publisher.
    """
    fen = pd.Series(pd.NA, index=amounts.index, dtype="Int64")
    why = pd.Series(None, index=amounts.index, dtype="str")
    stale: list[Stale] = []
    documents = amounts["document_id"].unique().tolist()
    meant = [(known, name) for known in corrections for name in documents if _meant(known, name)]
    cells = _cells(amounts) if meant else amounts["document_id"]
    for correction, document in meant:
        at = amounts.index[amounts["document_id"].eq(document) & cells.eq(correction.cell)]
        printed = amounts.loc[at, "amount_fen"].tolist()
        if not printed:
            stale.append((correction, remark("no_amount_in_cell")))
        elif printed != [correction.expect_fen]:
            stale.append((correction, remark("other_amount_in_cell")))
        else:
            fen[at], why[at] = correction.corrected_fen, f"{correction.status}: {correction.reason}"
    return amounts.assign(corrected_fen=fen, correction=why), stale


def _meant(correction: Correction, document: str) -> bool:
    """Whether a correction is for a document: the same id, or the same hash at its end."""
    own, other = (_HASH.search(name) for name in (correction.document, document))
    return correction.document == document or bool(own and other and own[1] == other[1])


def as_corrected(amounts: pd.DataFrame) -> pd.DataFrame:
    """The amounts as they would be with every correction made."""
    if "corrected_fen" not in amounts:
        return amounts
    fen = amounts["corrected_fen"].fillna(amounts["amount_fen"].astype("Int64"))
    return amounts.assign(amount_fen=fen.astype("int64"), amount=fen.astype(float) / FEN_OF_WAN)


def _cells(amounts: pd.DataFrame) -> pd.Series[Any]:
    columns = ("table", "side", "code", "line_key", "measure")
    rows = amounts[list(columns)].astype(object).where(amounts[list(columns)].notna(), None)
    names = [cell_name(*row) for row in rows.itertuples(index=False, name=None)]
    return pd.Series(names, index=amounts.index, dtype="str")
