"""Averages that the prose states against their amount and count."""

from __future__ import annotations

import numpy as np

from juesuan.identities.choose import choose, first_of
from juesuan.identities.columns import Columns, at, known, places_in
from juesuan.identities.identity import Arguments, Identity
from juesuan.identities.intervals import allowed
from juesuan.identities.judged import Judged, judged, settled
from juesuan.identities.ladder import ladder
from juesuan.identities.records import PARTS_OF_ONE, SHOWN, Records, refuse_groups
from juesuan.identities.stack import Stack


class AveragesToFollowFromCounts(Arguments, frozen=True):
    """A stated `average` is `whole` ÷ `count` of the same document."""

    type = "expect_averages_to_follow_from_counts"
    kind = "records"

    average: Records
    whole: Records
    count: Records
    by: tuple[str, ...]

    def __post_init__(self) -> None:
        chosen = (self.average, self.whole, self.count)
        if any(records.needed for records in chosen):
            raise ValueError("needed: it is of the parts of sums only")
        if [records.is_money for records in chosen] != [True, True, False]:
            raise ValueError("column: an average and its whole are money, a count is none")
        refuse_groups(self.by, chosen)

    @property
    def needed(self) -> tuple[str, ...]:
        """The frames of the records."""
        chosen = (self.average, self.whole, self.count)
        return tuple(dict.fromkeys(records.frame for records in chosen))

    def judge(self, identity: Identity, stack: Stack) -> Judged:
        """An average against what its amount and count come to, group by group (`by`).

        Compared is the average times the count with the amount, in whole 分.
        """
        stated = self.average.select(stack)
        if not stated.size:
            return {}
        whole, count = (
            _beside(stated, records.select(stack), self.by) for records in (self.whole, self.count)
        )
        number = count["value"] // PARTS_OF_ONE
        wide, narrow = (number * stated[name] + whole[name] for name in ("unit", "fine"))
        ended = ladder(number * stated["value"] - whole["value"], wide, narrow)
        missing = ~(whole["there"] & count["there"]) | (number == 0)
        twice = stated["twice"] + whole["twice"] + count["twice"] > 0
        own = [name for name in ("document_id", "page", "row") if name in stated]
        named = next((stated[name] for name in SHOWN if name in stated), None)
        divisor = np.maximum(number, 1)
        checks = stated.only(*own).assign(
            **({} if named is None else {"name": named}),
            reported_fen=stated["value"],
            computed_fen=(2 * whole["value"] + divisor) // (2 * divisor),
            allowed_fen=allowed(wide) // divisor,
            verdict=ended.verdict_words,
            reason=first_of(
                [missing, twice],
                ["side_missing", "ambiguous"],
                choose(known(ended.reason_words), ended.reason_words),
            ),
        )
        return judged(identity, settled(checks))


def _beside(stated: Columns, rows: Columns, by: tuple[str, ...]) -> Columns:
    """The figure of each stated row's group."""
    place = places_in([stated[name] for name in by], [rows[name] for name in by])
    names = ("value", "unit", "fine", "twice")
    figures = {name: at(rows[name], place, 0).astype(np.int64) for name in names}
    return Columns.made(**figures, there=place >= 0)
