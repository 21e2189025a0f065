"""Percents and words of the prose beside the amounts of the same sentence that they follow from."""

from __future__ import annotations

import numpy as np

from juesuan.identities.columns import Columns, Mask, Positions, coded, equal


def paired(claims: Columns) -> Columns:
    """The claims in printed order, each with the positions of others of the same subject before it.

    Columns added: `amount`, `budget`, `change` and `rate` (of completion), the last of each with
    the same subject in its section; `latest` and `second`, the last two amounts of its section
    whatever their subject, and `latest_change`; `place`, its own. What is compared with (role
    base) is none of these amounts.
    Positions count rows of the result; −1 is none.
    """
    ordered = claims.take(_printed_order(claims))
    (section,) = coded([ordered["document_id"], ordered["section"]])
    (subject,) = coded([section, ordered["subject"]])
    money = ordered.known("value_fen")
    aside = equal(ordered["role"], ("reason", "purpose", "base"))
    amount = money & equal(ordered["quantity"], "amount") & ~aside
    budget = amount & equal(ordered["measure"], "budget")
    change = money & equal(ordered["quantity"], "change")
    named = ordered.known("subject")
    return ordered.assign(
        amount=np.where(named, last(amount & ~budget, subject), -1),
        budget=np.where(named, last(budget, subject), -1),
        change=np.where(named, last(change, subject), -1),
        latest=last(amount, section),
        second=_last_but_one(amount, section),
        latest_change=last(change, section),
        rate=np.where(named, last(equal(ordered["quantity"], "completion_rate"), subject), -1),
        place=np.arange(ordered.size),
    )


def _printed_order(claims: Columns) -> Positions:
    """By document, sentence and place in it; what has no place comes last."""
    documents, document = np.unique(claims["document_id"].astype(str), return_inverse=True)
    last = np.iinfo(np.int64).max
    within = (claims.whole("start", last), claims.whole("number", last))
    return np.lexsort((*within, document)) if len(documents) else document


def last(chosen: Mask, group: Positions) -> Positions:
    """For each row the position of the last chosen row of its group at or above it; −1: none."""
    return _newest(np.where(chosen, np.arange(len(chosen)), -1), group)


def _last_but_one(chosen: Mask, group: Positions) -> Positions:
    """The position of the last but one chosen row of its group; −1: none."""
    (rows,) = np.nonzero(chosen)
    order = np.argsort(group[rows], kind="stable")
    earlier = np.full(len(rows), -1, dtype=np.int64)
    same = np.flatnonzero(group[rows[order[1:]]] == group[rows[order[:-1]]])
    earlier[order[same + 1]] = rows[order[same]]
    places = np.full(len(chosen), -1, dtype=np.int64)
    places[rows] = earlier
    return _newest(places, group)


def _newest(places: Positions, group: Positions) -> Positions:
    """The largest place (−1: none) of a group's rows so far."""
    order = np.argsort(group, kind="stable")
    # Each group's places lie above those of the groups before, so that one running maximum serves.
    above = group[order] * (len(group) + 1)
    newest = np.empty(len(group), dtype=np.int64)
    newest[order] = np.maximum.accumulate(places[order] + above) - above
    return newest
