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

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd

from juesuan.catalogue.remarks import Remark, remark
from juesuan.errors import CorrectionError
from juesuan.identities.cell_names import cell_name
from juesuan.money import FEN_OF_WAN

_STATUS = ("proposed", "confirmed")
_NEEDED = ("document", "cell", "expect", "corrected", "reason", "status")


@dataclass(frozen=True)
class Correction:
    """One known error: the cell, the amounts in 分, why, and whether it is confirmed."""

    document: str
    cell: str
    expect_fen: int
    corrected_fen: int
    reason: str
    status: str


def read_corrections(path: str | Path) -> tuple[Correction, ...]:
    """The corrections of a file. Raises `CorrectionError` for an entry that is not complete."""
    try:
        entries = tomllib.loads(Path(path).read_text(encoding="utf-8"), parse_float=Decimal).get(
            "corrections", []
        )
    except tomllib.TOMLDecodeError as error:
        raise CorrectionError(str(error), source=str(path)) from error
    return tuple(_correction(entry, str(path)) for entry in entries)


def _correction(entry: dict[str, Any], source: str) -> Correction:
    if absent := [name for name in _NEEDED if name not in entry]:
        raise CorrectionError(f"an entry lacks {absent}: {entry}", source=source)
    if entry["status"] not in _STATUS:
        raise CorrectionError(f"status {entry['status']!r} is none of {_STATUS}", source=source)
    expect, corrected = (Decimal(entry[name]) * FEN_OF_WAN for name in ("expect", "corrected"))
    if expect % 1 or corrected % 1:
        raise CorrectionError(f"an amount is finer than 1 分: {entry}", source=source)
    return Correction(
        entry["document"],
        entry["cell"],
        int(expect),
        int(corrected),
        entry["reason"],
        entry["status"],
    )


def apply(
    amounts: pd.DataFrame, corrections: Sequence[Correction]
) -> tuple[pd.DataFrame, list[tuple[Correction, Remark]]]:
    """The amounts with `corrected_fen` and `correction`, and the corrections that found no cell.

    A correction whose cell is printed otherwise than it expects changes nothing: the document may
    have been corrected by its publisher.
    """
    fen = pd.Series(pd.NA, index=amounts.index, dtype="Int64")
    why = pd.Series(None, index=amounts.index, dtype="str")
    stale: list[tuple[Correction, Remark]] = []
    documents = set(amounts["document_id"])
    mine = [each for each in corrections if each.document in documents]
    cells = _cells(amounts) if mine else amounts["document_id"]
    for each in mine:
        at = amounts.index[amounts["document_id"].eq(each.document) & cells.eq(each.cell)]
        printed = amounts.loc[at, "amount_fen"].tolist()
        if not printed:
            stale.append((each, remark("no_amount_in_cell")))
        elif printed != [each.expect_fen]:
            stale.append((each, remark("other_amount_in_cell")))
        else:
            fen[at], why[at] = each.corrected_fen, f"{each.status}: {each.reason}"
    return amounts.assign(corrected_fen=fen, correction=why), stale


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
