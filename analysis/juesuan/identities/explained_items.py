"""The 项 that the prose explains, and the rows of the table that they are."""

from __future__ import annotations

import numpy as np

from juesuan.catalogue.plain_names import plain_name
from juesuan.identities.choose import choose
from juesuan.identities.columns import Columns, below, known
from juesuan.identities.names import plain
from juesuan.identities.stack import Stack

_EXPLAINED = (
    "document_id", "page", "row", "code", "level", "class_name", "section_name", "item_name",
    "actual_fen",
)  # fmt: skip


def item_totals(table: str, stack: Stack) -> Columns:
    """The totals of the 项 of a table."""
    amounts = stack.columns("amounts")
    items = (amounts["table"] == table) & (amounts["level"] == "item")
    return amounts.take(items & (amounts["measure"] == "total"))


def explained_items(table: str, stack: Stack) -> Columns:
    """The 项 that the prose explains with `found_code`.

    Where its names lead to no row, that is the row with the same amount that no other
    paragraph explains, if there is just one below the same 类.
    """
    return stack.once(f"items {table}", lambda: _items(table, stack))


def explained(stack: Stack) -> Columns:
    """What the prose explains: the budget items of accounts, and those that a budget plans."""
    plan = stack.columns("plan")
    planned = plan.assign(actual_fen=plan["budget_fen"])
    execution = stack.columns("execution")
    return below([execution, planned], _EXPLAINED)


def _items(table: str, stack: Stack) -> Columns:
    items = explained(stack)
    items = items.take(items["level"] == "item")
    code = choose(items.words("code") != "", items["code"])
    printed = item_totals(table, stack)
    totals: dict[tuple[str, int], list[tuple[str, str]]] = {}
    classes = plain(printed["class_name"])
    for document, fen, own, name in zip(
        printed["document_id"], printed["amount_fen"], printed["code"], classes, strict=True
    ):
        totals.setdefault((document, fen), []).append((own, name))
    used = set(zip(items["document_id"], code, strict=True))
    unknown = ~known(code) & items.known("actual_fen")
    for row in np.flatnonzero(unknown).tolist():
        document, name = items["document_id"][row], items["class_name"][row]
        free = [
            own
            for own, above in totals.get((document, items["actual_fen"][row]), ())
            if (document, own) not in used and (not name or above == plain_name(name))
        ]
        if len(free) == 1:
            code[row] = free[0]
            used.add((document, free[0]))
    return items.assign(found_code=code)
