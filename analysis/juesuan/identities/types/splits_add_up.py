"""Amounts that a sentence splits an amount into."""

from __future__ import annotations

import re

import numpy as np

from juesuan.catalogue.lexicon import lexicon
from juesuan.identities.cell_names import SEPARATOR
from juesuan.identities.choose import choose
from juesuan.identities.columns import (
    Columns,
    Mask,
    Positions,
    at,
    below,
    coded,
    equal,
    first_rows,
    is_first,
)
from juesuan.identities.identity import Arguments, Identity
from juesuan.identities.intervals import allowed
from juesuan.identities.judged import Judged, judged, settled
from juesuan.identities.ladder import ladder
from juesuan.identities.misprint import misprinted
from juesuan.identities.names import plain
from juesuan.identities.operands import operand
from juesuan.identities.pairing import last
from juesuan.identities.stack import Stack
from juesuan.money import wan

# An amount is split into what stands behind it, where the parts come near to it.
_NEAR = 2
# Shares add up to 100 but for their rounding, no fifth of a percent; so many digits are enough to
# tell a misprint.
_ALL = 100
_FIFTHS = 5
_DIGITS = 3
# So many paragraphs lie between an amount and its parts, at most.
_PARAGRAPHS = 2
_MONEY = ("table", "code", "reported_fen", "computed_fen", "allowed_fen", "reason")
_COLUMNS = (
    "document_id",
    "page",
    "row",
    "name",
    "verdict",
    "reported",
    "computed",
    "unit",
    *_MONEY,
)


class SplitsToAddUp(Arguments, frozen=True):
    """Amounts of `subjects` one behind the other add up to the amount in front of them.

    Those of `more` belong to them where they follow. A list of parts may leave some out: it has to
    add up where its shares come to 100 %; where no table has the amount, a sum that differs as a
    misprint does fails too. What `whole` names consists of the parts alone: it has to add up.
    The shares of all parts are never above 100 %.
    """

    type = "expect_splits_to_add_up"
    kind = "records"
    frames = ("claims",)

    subjects: tuple[str, ...]
    more: tuple[str, ...] | None = None
    whole: re.Pattern[str] | None = None

    def __post_init__(self) -> None:
        if len(self.subjects) < 2:
            raise ValueError("subjects: an amount is split into two at least")

    def judge(self, identity: Identity, stack: Stack) -> Judged:
        """The amount in front of the parts against their sum, each time that they are stated."""
        pairs = stack.paired
        sums, shares = self._amounts(pairs, stack), _shares(pairs, self.subjects)
        return judged(identity, below([sums, shares], _COLUMNS))

    def _amounts(self, pairs: Columns, stack: Stack) -> Columns:
        """The checks of amounts."""
        amounts = equal(pairs["quantity"], "amount") & pairs.known("value_fen")
        amounts &= ~equal(pairs["role"], ("reason", "purpose", "base"))
        at = np.flatnonzero(amounts)
        first, front = _first(pairs, at, self.subjects, self.whole)
        if not len(first):
            return pairs.take(first)
        total = operand(stack, pairs, front)
        size = len(self.subjects)
        each = [operand(stack, pairs, at[first + n]) for n in range(size)]
        each.extend(_further(stack, pairs, at, first + size, self.more or ()))
        fen, own, fine = (
            np.sum([part[name] for part in each], axis=0) for name in ("fen", "own", "fine")
        )
        near = (total["fen"] < _NEAR * fen) & (fen < _NEAR * total["fen"])
        residual = total["fen"] - fen
        ended = ladder(residual, total["own"] + own, total["fine"] + fine)
        stated = pairs.take(front)
        sums = zip(wan(total["fen"]).tolist(), wan(fen).tolist(), strict=True)
        nearly = np.array([misprinted(one, two, _DIGITS) for one, two in sums], dtype=np.bool_)
        nearly &= ~stated.known("table")
        if self.whole:
            nearly |= [bool(self.whole.search(word or "")) for word in stated["subject"]]
        closed = _closed(pairs, stated, self.subjects) | nearly | (fen > total["fen"])
        open_ = equal(ended.verdict_words, "inconsistent") & ~closed
        checks = stated.only("document_id", "table", "code", "page", "row").assign(
            name=stated["subject"],
            reported_fen=total["fen"],
            computed_fen=fen,
            allowed_fen=allowed(total["own"] + own),
            unit=lexicon().money,
            verdict=ended.verdict_words,
            reason=choose(open_, "main_only", ended.reason_words),
        )
        return settled(checks.take(near))


def _closed(pairs: Columns, stated: Columns, subjects: tuple[str, ...]) -> Mask:
    """Whether the shares of the parts come to 100 % in the paragraph of each amount."""
    wanted = plain(np.array(subjects, dtype=object)).tolist()
    shares = equal(pairs["quantity"], "share") & equal(plain(pairs["subject"]), wanted)
    shares &= pairs.known("value")
    mine = pairs.take(shares)
    own, asked = coded(*([each["document_id"], each["number"]] for each in (mine, stated)))
    size = max(own.max(initial=-1), asked.max(initial=-1)) + 1
    total = np.bincount(own, weights=mine.numbers("value"), minlength=size)
    return np.asarray(_FIFTHS * np.abs(total[asked] - _ALL) < 1, dtype=np.bool_)


def _shares(pairs: Columns, subjects: tuple[str, ...]) -> Columns:
    """The shares of all the parts in one paragraph, each stated once, where they exceed 100 %.

    Where the amount in front of the parts is told, each share follows from it by itself.
    """
    wanted = plain(np.array(subjects, dtype=object)).tolist()
    named = plain(pairs["subject"])
    mine = equal(pairs["quantity"], "share") & equal(named, wanted) & pairs.known("value")
    shares = pairs.take(mine)
    (group,) = coded([shares["document_id"], shares["number"]])
    (part,) = coded([group, named[mine]])
    size = len(first_rows(group))
    rows, parts = (np.bincount(each, minlength=size) for each in (group, group[is_first(part)]))
    total = np.bincount(group, weights=shares.numbers("value"), minlength=size)
    above = (rows == len(wanted)) & (parts == rows) & (_FIFTHS * (total - _ALL) > 1)
    first = shares.take(first_rows(group))
    above &= at(pairs["number"], first["second"]) != first["number"]
    checks = first.only("document_id", "page", "row").take(above)
    return checks.assign(
        name=SEPARATOR.join(subjects),
        reported=total[above].astype(object),
        computed=float(_ALL),
        unit="%",
        verdict="inconsistent",
    )


def _further(
    stack: Stack, pairs: Columns, at: Positions, after: Positions, more: tuple[str, ...]
) -> list[Columns]:
    """The amounts of other parts that follow, 0 where none does."""
    claims, others = pairs.take(at), plain(np.array(more, dtype=object)).tolist()
    goes_on, found = np.ones(len(after), dtype=np.bool_), []
    for number in range(len(more)):
        place = np.minimum(after + number, len(at) - 1)
        goes_on &= after + number < len(at)
        goes_on &= equal(plain(claims["subject"])[place], others)
        for name in ("document_id", "number"):
            goes_on &= claims[name][place] == claims[name][after - 1]
        part = operand(stack, pairs, at[place])
        kept = {name: np.where(goes_on, part[name], 0) for name in ("fen", "own", "fine")}
        found.append(Columns.made(**kept))
    return found


def _first(
    pairs: Columns, at: Positions, parts: tuple[str, ...], whole: re.Pattern[str] | None
) -> tuple[Positions, Positions]:
    """Where the first part stands among the amounts `at`, and the amount that is split (a row).

    That is the one in front of it in its paragraph, or the `whole` named before in its section.
    """
    claims = pairs.take(at)
    subject = plain(claims["subject"])
    wanted = plain(np.array(parts, dtype=object))
    places = np.arange(max(0, len(at) - len(parts) + 1))
    holds = np.ones(len(places), dtype=np.bool_)
    for number, word in enumerate(wanted):
        holds &= subject[places + number] == word
        for name in ("document_id", "section"):
            holds &= claims[name][places] == claims[name][places + number]
    places = places[holds]
    front = _named_before(claims, places, whole)
    beside = (places > 0) & (front < 0)
    beside &= ~np.isin(subject[places - 1].astype(str), wanted.astype(str))
    for name in ("document_id", "number"):
        for number in range(len(parts)):
            beside &= claims[name][places - 1] == claims[name][places + number]
    chosen = np.where(beside, places - 1, front)
    kept = chosen >= 0
    return places[kept], at[chosen[kept]]


def _named_before(claims: Columns, places: Positions, whole: re.Pattern[str] | None) -> Positions:
    """The amount called `whole` that stands last before each place, if no other split takes it.

    It is of the same section and role, and not further up than some paragraphs; −1: none.
    """
    found = np.full(len(places), -1, dtype=np.int64)
    if whole is None or not len(places):
        return found
    called = [bool(whole.search(word or "")) for word in claims["subject"]]
    (group,) = coded([claims[name] for name in ("document_id", "section", "role")])
    above = last(np.array(called, dtype=np.bool_), group)[places]
    free = above > np.concatenate([[-1], places[:-1]])
    numbers = claims.whole("number")
    near = numbers[places] - numbers[above] <= _PARAGRAPHS
    return np.where((above >= 0) & free & near, above, found)
