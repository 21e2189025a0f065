"""What a finding or an amount looks like on paper: the words to look for, on which page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from juesuan.catalogue.verdict_words import in_language
from juesuan.identities.cell_names import SEPARATOR, cell_name
from juesuan.schema.plain_rows import plain_rows

Row = Mapping[Any, Any]
# So many characters before a figure in a sentence, or of a label, tell its place on the page.
_CONTEXT = 6


@dataclass(frozen=True)
class Printed:
    """A figure or wording of a page (1-based).

    `texts` are the ways in which it may be printed, the likeliest first; `beside` are words on its
    line, of which one is printed there; it is the one of number `turn` (from 0) among equal ones on
    the line. What a finding is about is `main`; the others take part. `row` is that of an amount.
    """

    page: int
    texts: tuple[str, ...]
    beside: tuple[str, ...] = ()
    turn: int = 0
    main: bool = True
    row: int = 0


def of_finding(finding: Row, frames: Mapping[str, pd.DataFrame]) -> list[Printed]:
    """What a row of `findings` is about, by the frames `amounts` and `claims`, `main` first.

    Nothing where it is of no page.
    """
    names = _names(finding, "cells")
    amounts = frames["amounts"]
    tables = {name.partition("/")[0] for name in names}
    printed = amounts[amounts["table"].isin(tables) & amounts["page"].notna()]
    taking_part = [row for row in plain_rows(printed) if _cell(row) in names]
    own: tuple[Any, Any] = (finding.get("page"), finding.get("row"))
    suspects = _names(finding, "suspect")
    found = [
        of_amount(row, amounts, main=_cell(row) in suspects or _at(row) == own)
        for row in taking_part
    ]
    if pd.notna(own[0]) and not any(each.main for each in found):
        # What the catalogue says of a row ("a row", "no amount") is not printed on it.
        there = amounts[(amounts["page"] == own[0]) & (amounts["row"] == own[1])]
        row = [of_amount(each, amounts) for each in plain_rows(there)]
        found += row if row and _is_said(finding) else [_in_prose(finding, frames["claims"])]
    return sorted(found, key=lambda each: not each.main)


def of_amount(row: Row, amounts: pd.DataFrame, *, main: bool = True) -> Printed:
    """What a row of `amounts` looks like."""
    row = {name: None if pd.isna(value) else value for name, value in row.items()}
    same = amounts[
        amounts["page"].eq(row["page"])
        & amounts["row"].eq(row["row"])
        & amounts["raw"].eq(row["raw"])
    ]
    cells = [_cell(each) for each in plain_rows(same)]
    turn = cells.index(_cell(row)) if _cell(row) in cells else 0
    words = (row["code"], str(row["name"] or "")[:_CONTEXT])
    beside = tuple(word for word in words if word)
    return Printed(int(row["page"]), (str(row["raw"]),), beside, turn, main, int(row["row"] or 0))


def _at(row: Row) -> tuple[Any, Any]:
    return row["page"], row["row"]


def _is_said(finding: Row) -> bool:
    printed = finding.get("printed")
    return isinstance(printed, str) and in_language(printed, "zh") != printed


def _in_prose(finding: Row, claims: pd.DataFrame) -> Printed:
    printed = finding.get("printed")
    text = str(printed if isinstance(printed, str) else finding["title"])
    figure = text.split(maxsplit=1)[0] if text[:1].isdigit() or text[:1] == "-" else text
    texts = tuple(dict.fromkeys((figure, figure.replace(",", ""))))
    at = claims[claims["page"].eq(finding["page"]) & claims["row"].eq(finding["row"])]
    beside = [
        str(clause)[: str(clause).find(each)][-_CONTEXT:]
        for clause in at["text"].dropna()
        for each in texts
        if each in str(clause)
    ]
    return Printed(int(finding["page"]), texts, tuple(filter(None, beside)))


def _names(finding: Row, column: str) -> list[str]:
    value = finding.get(column)
    return value.split(SEPARATOR) if isinstance(value, str) else []


def _cell(row: Row) -> str:
    return cell_name(row["table"], row["side"], row["code"] or "", row["line_key"], row["measure"])
