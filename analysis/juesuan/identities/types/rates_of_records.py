"""Printed rates of records against their two amounts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from juesuan.identities.choose import choose
from juesuan.identities.columns import Columns, at, places_in
from juesuan.identities.identity import Arguments, Identity
from juesuan.identities.judged import Judged, judged
from juesuan.identities.percents import judge, operands, stated_precision
from juesuan.identities.records import PARTS_OF_ONE, SHOWN, Records, refuse_groups
from juesuan.identities.stack import Stack


class RatesOfRecords(Arguments, frozen=True):
    """A printed `rate` is 100·`part` ÷ `whole` of the same record."""

    type = "expect_rates_of_records"
    kind = "percent"

    rate: Records
    part: Records
    whole: Records
    by: tuple[str, ...]

    def __post_init__(self) -> None:
        chosen = (self.rate, self.part, self.whole)
        if any(records.needed for records in chosen):
            raise ValueError("needed: it is of the parts of sums only")
        if [records.is_money for records in chosen] != [False, True, True]:
            raise ValueError("column: a rate is no money, its part and whole are")
        refuse_groups(self.by, chosen)

    @property
    def needed(self) -> tuple[str, ...]:
        """The frames of the records."""
        return tuple(dict.fromkeys(records.frame for records in (self.rate, self.part, self.whole)))

    def judge(self, identity: Identity, stack: Stack) -> Judged:
        """A percent (`rate`) against `part` ÷ `whole`, group by group (`by`)."""
        printed = self.rate.select(stack)
        if not printed.size:
            return {}
        sides = [_side(printed, each.select(stack), self.by) for each in (self.part, self.whole)]
        missing = ~sides[0]["there"] | ~sides[1]["there"]
        percent = np.abs(printed["value"]) / PARTS_OF_ONE
        kept = [name for name in ("document_id", "page", "row") if name in printed]
        stated = printed.only(*kept).assign(
            percent=percent, precision=stated_precision(printed, percent)
        )
        for name in SHOWN:
            if name in printed:
                stated = stated.assign(name=printed[name])
        return judged(
            identity, judge(stated, operands(sides[0], sides[1], choose(missing, "side_missing")))
        )


def _side(printed: Columns, rows: Columns, by: Sequence[str]) -> Columns:
    """The amount of each printed row's group."""
    place = places_in([printed[name] for name in by], [rows[name] for name in by])
    unit = at(rows["unit"], place, 0).astype(np.int64)
    return Columns.made(
        fen=at(rows["value"], place, 0).astype(np.int64),
        fine=unit,
        own=unit,
        approximate=np.zeros(printed.size, dtype=np.bool_),
        there=place >= 0,
    )
