"""The sums of tables that no form knows, where their headings and rows say what adds up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any
from unicodedata import normalize

import numpy as np

from juesuan.catalogue import tables, wording
from juesuan.catalogue.terms import UNKNOWN
from juesuan.identities.choose import choose
from juesuan.identities.columns import Columns, equal, is_in
from juesuan.identities.dictionaries import refuse
from juesuan.identities.identity import Arguments, Identity
from juesuan.identities.intervals import allowed
from juesuan.identities.judged import Judged, judged, settled
from juesuan.identities.ladder import ladder
from juesuan.identities.misprint import misprinted
from juesuan.identities.other_sums import (
    OtherRow,
    OtherSum,
    Ways,
    Words,
    column_sums,
    parts_within,
    row_sums,
)
from juesuan.identities.stack import Stack
from juesuan.money import wan

# A misprint of a sum of fewer digits is not told from another figure.
_DIGITS = 3
_SPACES = str.maketrans("", "", " \u3000\n")


class OtherTablesToAddUp(Arguments, frozen=True):
    """In a table that no form knows, rows and columns called `totals` and `subtotals` add up.

    What begins with one of `parts` is within the row above it. Whether all other rows or columns
    are parts of a sum, the table does not say: the way is taken in which most of its sums hold.
    """

    type = "expect_other_tables_to_add_up"
    kind = "others"
    frames = ("other_cells", "tables")

    totals: tuple[str, ...]
    subtotals: tuple[str, ...]
    parts: tuple[str, ...]

    def __post_init__(self) -> None:
        sums = {name for table in tables().values() for line in table.lines for name in line.names}
        for name in ("totals", "subtotals", "parts"):
            for word in getattr(self, name):
                refuse(name, word, {*sums, *wording().headers.groups}, "word of a form")

    def judge(self, identity: Identity, stack: Stack) -> Judged:
        """Each sum of each table; `parts_unclear` where in no way most of them hold."""
        words = Words(self.totals, self.subtotals, self.parts)
        records = [
            {"document_id": document, "title": title} | checked
            for document, title, rows in _tables(stack)
            for checked in _of_table(rows, words)
        ]
        if not records:
            return {}
        columns = {name: [each[name] for each in records] for name in records[0]}
        arrays = {name: _array(values) for name, values in columns.items()}
        reported, computed, width = (
            arrays[name].astype(np.int64) for name in ("reported", "computed", "width")
        )
        bound = arrays["is_part"].astype(np.bool_)
        ways = [ladder(reported - computed, width, width, bound=way) for way in (False, True)]
        equal_to, within = (way.verdict_words for way in ways)
        checks = Columns.made(
            **{name: arrays[name] for name in ("document_id", "page", "row", "reason")},
            name=arrays["title"] + " " + arrays["what"],
            verdict=choose(bound, within, equal_to),
            reported_fen=reported,
            computed_fen=computed,
            allowed_fen=allowed(width),
        )
        return judged(identity, settled(checks))


def _array(values: Sequence[Any]) -> Any:
    found = np.empty(len(values), dtype=object)
    found[:] = values
    return found


def _tables(stack: Stack) -> Iterator[tuple[str, str, list[OtherRow]]]:
    """The tables with a title: their rows that hold amounts under headings that are told."""
    every, cells = stack.columns("tables"), stack.columns("other_cells")
    titled = every.take(equal(every["status"], UNKNOWN) & every.known("title"))
    place = [cells["document_id"], cells["table_title"]]
    cells = cells.take(is_in(place, [titled["document_id"], titled["title"]]))
    names = ("document_id", "table_title", "page", "row", "heading", "text", "amount_fen")
    columns = (cells[name].tolist() for name in (*names, "precision_fen"))
    rows = list(zip(*columns, strict=True))
    for (document, title), table in groupby(rows, key=lambda row: row[:2]):
        yield document, title, [each for each in _rows(table) if each.amounts]


def _rows(cells: Iterable[tuple[Any, ...]]) -> Iterator[OtherRow]:
    """The rows; amounts under a heading that a row has twice are of no column that is told."""
    for (page, row), own in groupby(cells, key=lambda cell: cell[2:4]):
        code, label = "", ""
        amounts: dict[tuple[str, ...], tuple[int, int]] = {}
        twice: set[tuple[str, ...]] = set()
        for *_, heading, text, fen, precision in own:
            path = tuple((heading or "").translate(_SPACES).split("/"))
            if fen is None and not amounts:
                code = text if text.isdigit() else code
                label = label if text.isdigit() else normalize("NFKC", text).translate(_SPACES)
            elif fen is not None and heading:
                twice |= {path} & amounts.keys()
                amounts[path] = (fen, precision)
        told = {path: amount for path, amount in amounts.items() if path not in twice}
        yield OtherRow(code, label, page, row, told)


def _of_table(rows: Sequence[OtherRow], words: Words) -> Iterator[dict[str, Any]]:
    for ways in (*row_sums(rows, words), *column_sums(rows, words)):
        yield from _as_meant(ways)
    for each in parts_within(rows, words):
        one = _checked(each)
        # What is more than the row above may be a part of one further up.
        above = max((r.amounts.get(each.total[1], (0, 0))[0] for r in rows), default=0)
        open_ = not one["holds"] and one["computed"] < above
        yield one | {"reason": "parts_unclear" if open_ else None}


def _as_meant(ways: Ways) -> Iterator[dict[str, Any]]:
    """The sums in the way in which most hold; where most hold in none, misprints alone."""
    checked = [[_checked(each) for each in way] for way in ways]
    checked = [[one for one in way if one["reported"] or one["computed"]] for way in checked]
    if not any(checked):
        return
    best = max(checked, key=lambda way: sum(one["holds"] for one in way))
    is_meant = 2 * sum(one["holds"] for one in best) > len(best)
    if is_meant:
        yield from (one | {"reason": None} for one in best)
        return
    near = [one for one in best if _is_near(one["reported"], one["computed"])]
    yield from (one | {"reason": None} for one in near)
    if not near:
        yield best[0] | {"reason": "parts_unclear"}


def _is_near(reported: int, computed: int) -> bool:
    one, other = wan(np.array([reported, computed])).tolist()
    return misprinted(abs(one), abs(other), _DIGITS)


def _checked(each: OtherSum) -> dict[str, Any]:
    (row, path), nothing = each.total, (0, 0)
    fen, unit = row.amounts.get(path, nothing)
    parts = [part.amounts.get(column, nothing) for part, column in each.parts]
    computed, width = sum(n for n, _ in parts), unit + sum(u for _, u in parts)
    rest = fen - computed
    holds = rest >= 0 if each.is_part else 2 * abs(rest) <= width
    what = (each.parts[0][0] if each.is_part else row).label
    return {
        "page": row.page,
        "row": row.row,
        "what": " ".join(word for word in (what, "/".join(path)) if word),
        "reported": fen,
        "computed": computed,
        "width": width,
        "is_part": each.is_part,
        "holds": holds,
    }
