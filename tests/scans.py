"""What became of every amount of a made account whose pages were recognised."""

from collections import Counter

from juesuan.document import document_of
from juesuan.readers import Source
from tests.factory import Account
from tests.properties.read_back import Cell, printed

KEYS = ("table", "side", "code", "line_key", "level", "measure", "amount_fen", "confirmed")


def fates_of(account: Account, source: Source) -> tuple[Counter[str], list[object]]:
    """How many amounts are right, wrong, missing; how many confirmed; the confirmed wrong ones.

    Wrong is also an amount in a cell that prints none.
    """
    truth = printed(account)
    amounts = document_of([source]).amounts
    rows = amounts[list(KEYS)].astype(object).where(amounts[list(KEYS)].notna(), None)
    fates = Counter(dict.fromkeys(("printed", "right", "wrong", "confirmed", "confirmed_wrong"), 0))
    fates["printed"] = len(truth)
    wrong: list[object] = []
    for row in rows.itertuples(index=False):
        is_right = truth.get(_cell(row)) == row.amount_fen
        fates["right" if is_right else "wrong"] += 1
        fates["confirmed"] += bool(row.confirmed)
        if row.confirmed and not is_right:
            fates["confirmed_wrong"] += 1
            wrong.append((_cell(row), row.amount_fen, truth.get(_cell(row))))
    fates["missing"] = len(truth) - len(set(map(_cell, rows.itertuples(index=False))) & set(truth))
    return fates, wrong


def _cell(row) -> Cell:
    key = row.code or row.line_key
    if not row.code and row.level == "total" and not str(row.table).endswith("summary"):
        key = "total"
    return row.table, row.side, key, row.measure
