"""The frame `disclosure`: what has to be disclosed, and what became of each item."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any

import pandas as pd

from juesuan.catalogue import tables_of
from juesuan.catalogue.disclosure import (
    ABSENT_ITEM,
    ATTACHED_ITEM,
    NONE_ITEM,
    NOT_REQUIRED_ITEM,
    PRESENT_ITEM,
    Item,
    Ledger,
    ledger,
)
from juesuan.catalogue.lexicon import lexicon
from juesuan.catalogue.terms import EMPTY
from juesuan.narrative.prose import Passage
from juesuan.schema import from_records
from juesuan.schema.plain_rows import plain_rows

Record = dict[str, Any]
_EXPLAINED = "explanation"
# Why an item that a part of a document lacks was not checked.
_EXCERPT = "excerpt"


def disclosure_frame(
    document_id: str,
    passages: Sequence[Passage],
    tables: pd.DataFrame,
    year: int | None,
    *,
    planned: bool = False,
) -> pd.DataFrame:
    """One row an item of the ledger: the tables, then what the prose of such a document has to say.

    A budget (`planned`) has a list of its own.

    `tables` is the frame; `year` the fiscal year, which tells what is not asked for yet.
    """
    known = ledger()
    prose = [passage for passage in passages if not passage.is_table]
    items = known.asked_of(planned=planned)
    said = [_of_item(item, known, prose) for item in items if item.group != _EXPLAINED]
    none = {record["item"] for record in said if record["status"] == NONE_ITEM}
    declared = {item.table for item in items if item.key in none}
    declared |= {key for key, words in known.explains.items() if _is_said(words, prose)}
    said += [_of_empty(item, tables, declared) for item in items if item.group == _EXPLAINED]
    # Prose without a figure is no 情况说明: that is published elsewhere.
    elsewhere = not any(known.figure.search(passage.text) for passage in prose)
    since = {item.key: item.since for item in items}
    for record in said:
        early = year is not None and year < since[record["item"]]
        if record["status"] == ABSENT_ITEM and (early or elsewhere):
            record["status"] = NOT_REQUIRED_ITEM if early else ATTACHED_ITEM
    records = [*_of_tables(tables, planned=planned), *said]
    return from_records("disclosure", ({"document_id": document_id} | each for each in records))


def _of_tables(tables: pd.DataFrame, *, planned: bool) -> Iterator[Record]:
    kinds = lexicon().account
    known = tables_of(kinds.budget if planned else kinds.kind)
    printed = tables[tables["status"].isin(ledger().tables)].drop_duplicates("table")
    for row in plain_rows(printed):
        title = known[row["table"]].title
        yield {
            "item": row["table"],
            "group": "table",
            "title": title,
            "title_zh": title,
            "status": ledger().tables[row["status"]],
            "page": row["first_page"],
            "row": row["first_row"],
        }


def _named(item: Item) -> Record:
    return {
        "item": item.key,
        "group": item.group,
        "title": item.title,
        "title_zh": item.title_zh,
    }


def _of_item(item: Item, known: Ledger, prose: Sequence[Passage]) -> Record:
    record = _named(item)
    below, heading = _below(item, known, prose)
    if item.text is not None:
        inside = below if below and item.group != "section" else prose
        first = next((p for p in inside if item.text.search(p.text)), None)
        if item.group == "section":
            first = heading or first
    else:
        first = heading
    if first is None:
        asked = item.when is None or any(item.when.search(p.text) for p in prose)
        return record | {"status": ABSENT_ITEM if asked else NOT_REQUIRED_ITEM}
    page, row = first.place(0)
    silent = below and not any(known.figure.search(p.text) for p in below)
    none = item.group == "section" and silent and any(known.none.search(p.text) for p in below)
    return record | {"status": NONE_ITEM if none else PRESENT_ITEM, "page": page, "row": row}


def _below(
    item: Item, known: Ledger, prose: Sequence[Passage]
) -> tuple[list[Passage], Passage | None]:
    """The passages below a heading that the item is found by, and that heading or the first."""
    if item.heading is None:
        return [], None
    headings = {each for passage in prose for each in passage.headings}
    meant = {each for each in headings if item.heading.search(each)}
    below = [passage for passage in prose if not meant.isdisjoint(passage.headings)]
    named = (p for p in prose if len(p.text) <= known.longest and item.heading.search(p.text))
    return below, next(iter(below), None) or next(named, None)


def _is_said(words: re.Pattern[str], prose: Sequence[Passage]) -> bool:
    return any(words.search(passage.text) for passage in prose)


def _of_empty(item: Item, tables: pd.DataFrame, declared: Collection[str | None]) -> Record:
    """Whether each table without figures says that it has none, or its section does."""
    empty = tables[tables["status"].isin(EMPTY)]
    explained = empty["status"].eq("declared_empty") | empty["table"].isin(declared)
    status = PRESENT_ITEM if explained.all() else ABSENT_ITEM
    return _named(item) | {"status": NOT_REQUIRED_ITEM if empty.empty else status}


def counted(disclosure: pd.DataFrame, verdicts: pd.DataFrame) -> dict[str, int]:
    """How many items are required, were looked for, and are told or declared as none.

    What stands in another file, or may stand outside of an excerpt, was not looked for.
    """
    status = disclosure["status"]
    required = int(status.ne(NOT_REQUIRED_ITEM).sum())
    beside = int(status.eq(ATTACHED_ITEM).sum()) + int(verdicts["reason"].eq(_EXCERPT).sum())
    told = int(status.isin((PRESENT_ITEM, NONE_ITEM)).sum())
    return {"required": required, "checked": required - beside, "disclosed": told}
