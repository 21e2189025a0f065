"""Records of the prose that add up to another."""

from __future__ import annotations

import numpy as np

from juesuan.catalogue.lexicon import lexicon
from juesuan.catalogue.verdict_words import verdict_words
from juesuan.identities.choose import choose, first_of
from juesuan.identities.columns import (
    Columns,
    Mask,
    Positions,
    Values,
    below,
    coded,
    equal,
    first_rows,
    known,
)
from juesuan.identities.dictionaries import refuse, units
from juesuan.identities.identity import Arguments, Identity
from juesuan.identities.intervals import allowed
from juesuan.identities.judged import Judged, judged, settled
from juesuan.identities.ladder import ladder
from juesuan.identities.misprint import misprinted
from juesuan.identities.records import PARTS_OF_ONE, Records, named, refuse_groups
from juesuan.identities.stack import Stack
from juesuan.money import wan

WITHIN = "within"
# Each part by itself is within the total.
EACH = "each"
# A list that names so many kinds names all that there are.
_ALL = 3
_SUMMED = ("value", "unit", "fine", "twice")


class RecordsToAddUp(Arguments, frozen=True):
    """Over records of the prose, `total` is Σ `parts` `by` key, in `unit`; `partial` lists may.

    With `relation` "within", the parts may only not be above the total, with "each" no one of them.
    """

    type = "expect_records_to_add_up"
    kind = "records"

    total: Records
    parts: tuple[Records, ...]
    by: tuple[str, ...]
    unit: str
    relation: str | None = None
    partial: bool | None = None
    nearly: int | None = None

    def __post_init__(self) -> None:
        refuse("unit", self.unit, units(), "unit")
        refuse("relation", self.relation or WITHIN, (WITHIN, EACH), "relation")
        if not self.parts:
            raise ValueError("parts: there are none")
        if self.total.needed:
            raise ValueError("total: needed is of parts only")
        chosen = (self.total, *self.parts)
        if any(records.is_money != (self.unit == lexicon().money) for records in chosen):
            raise ValueError(
                f"unit: {lexicon().money} is the unit of columns in _fen, and of no others"
            )
        refuse_groups(self.by, chosen)

    @property
    def needed(self) -> tuple[str, ...]:
        """The frames of the records."""
        return tuple(dict.fromkeys(records.frame for records in (self.total, *self.parts)))

    def judge(self, identity: Identity, stack: Stack) -> Judged:
        """A total against the sum of parts, group by group.

        With `partial`, parts that do not add up are not checked (`main_only`): such a list names
        the main items. It has to add up where it numbers as many as there are (`listed`), where the
        same list adds up elsewhere, and with `nearly` where its sum differs from the total as a
        misprint does, in so many digits.
        """
        by = list(self.by)
        each = self.relation == EACH
        chosen = []
        for records in (self.total, *self.parts):
            found = records.select(stack)
            # Most documents have nothing of most lists: then no group is about this identity.
            is_needed = records.needed or (records is self.total and (self.partial or each))
            if is_needed and not found.size:
                return {}
            chosen.append(found)
        every = below(chosen, [*by, "page", "row", "listed", *_SUMMED])
        if not every.size:
            return {}
        (group,) = coded([every[name] for name in by])
        source = np.repeat(np.arange(len(chosen)), [rows.size for rows in chosen])
        groups = first_rows(group)
        total = _summed(every, group, source == 0)
        part = _summed(every, group, source > 0, largest=each)
        wanted = np.ones(len(groups), dtype=np.bool_)
        # A group that some needed part says nothing of is not about this identity.
        for number, selector in enumerate(self.parts, start=1):
            if selector.needed:
                wanted &= np.bincount(group[source == number], minlength=len(groups)) > 0
        if self.partial or each:
            wanted &= total["rows"] > 0
        within = self.relation is not None
        residual = total["value"] - part["value"]
        width, narrow = total["unit"] + part["unit"], total["fine"] + part["fine"]
        ended = ladder(residual, width, narrow, bound=within)
        verdict = ended.verdict_words
        stated = np.zeros(len(groups), dtype=np.int64)
        np.maximum.at(stated, group[source > 0], every.whole("listed")[source > 0])
        numbers = np.bincount(group[source == len(self.parts)], minlength=len(groups))
        closed = (stated > 1) & (stated == numbers)
        if self.partial:
            closed |= _again(every, group, source > 0, residual == 0)
        if self.nearly:
            closed |= _nearly(total["value"], part["value"], self.nearly)
        reason = self._reasons(total, part, equal(verdict, "inconsistent"), closed)
        money = self.unit == lexicon().money
        figures = {"reported": total["value"], "computed": part["value"], "allowed": allowed(width)}
        checks = every.only(*by, "page", "row").take(groups)
        checks = checks.assign(
            verdict=verdict,
            reason=choose(known(reason), reason, ended.reason_words),
            unit=self.unit,
            **{
                f"{name}_fen" if money else name: values if money else values / PARTS_OF_ONE
                for name, values in figures.items()
            },
        )
        called = verdict_words().called.get(identity.name)
        checks = checks.assign(name=called) if called else named(checks, by)
        return judged(identity, settled(checks.take(wanted)))

    def _reasons(
        self, total: dict[str, Positions], part: dict[str, Positions], wrong: Values, closed: Mask
    ) -> Values:
        """Why a group is not checked, None where it is."""
        listed = sum(_listed(records) for records in self.parts if records.once)
        # What a shorter list leaves out makes the sum larger still.
        short = (part["rows"] < min(listed, _ALL)) & wrong & (part["value"] < total["value"])
        missing = (total["rows"] == 0) | (part["rows"] == 0)
        unequal = total["twice"] + part["twice"] > 0
        unequal &= self.relation != EACH
        partial = wrong & bool(self.partial) & ~closed
        return first_of(
            [missing, unequal, partial, short],
            ["side_missing", "ambiguous", "main_only", "side_missing"],
        )


def _nearly(total: Positions, part: Positions, digits: int) -> Mask:
    """Whether a list's sum may be its total, but for one misprint in so many digits."""
    pairs = zip(wan(total).tolist(), wan(part).tolist(), strict=True)
    return np.array([misprinted(abs(one), abs(two), digits) for one, two in pairs], dtype=np.bool_)


def _again(every: Columns, group: Positions, of_parts: Mask, adds_up: Mask) -> Mask:
    """Whether each group's list of two parts or more stands in its document with its total too."""
    lists: dict[int, list[int]] = {}
    rows = (group[of_parts], every["document_id"][of_parts], every["value"][of_parts])
    documents = dict(zip(rows[0].tolist(), rows[1].tolist(), strict=True))
    for number, value in zip(rows[0].tolist(), rows[2].tolist(), strict=True):
        lists.setdefault(number, []).append(value)
    keys = {n: (documents[n], *sorted(own)) for n, own in lists.items() if len(own) > 1}
    known = {key for number, key in keys.items() if adds_up[number]}
    return np.array([keys.get(n) in known for n in range(len(adds_up))], dtype=np.bool_)


def _summed(
    every: Columns, group: Positions, mask: Values, *, largest: bool = False
) -> dict[str, Positions]:
    """The sums of each group's rows, or the largest, and how many there are."""
    size, groups = int(group.max()) + 1, group[mask]
    sums = {name: np.zeros(size, dtype=np.int64) for name in _SUMMED}
    for name, values in sums.items():
        gather = np.maximum if largest else np.add
        gather.at(values, groups, every[name][mask].astype(np.int64))
    return sums | {"rows": np.bincount(groups, minlength=size)}


def _listed(part: Records) -> int:
    """How many values of the column that tells the parts apart are asked for."""
    asked = part.where.get(part.once[0], ())
    return len(asked) if isinstance(asked, tuple) else 1
