"""Percents of the prose against the amounts that they follow from, by intervals."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

from juesuan.identities.choose import choose, first_of
from juesuan.identities.columns import Columns, Mask, Values, equal, known
from juesuan.identities.intervals import Big, ends, percent_is_exact, percent_is_possible
from juesuan.identities.judged import Judged, judged, settled
from juesuan.identities.operands import operand
from juesuan.identities.places import keyed
from juesuan.identities.sentence import years_named
from juesuan.identities.stack import Stack
from juesuan.identities.suites import Identity, identities

# Columns `part` and `whole` with their units: the fine one of the tables, the own one as printed.
Operands = Columns


def percents(identity: Identity, stack: Stack) -> Judged:
    """Shares, growths and completion rates against the amounts beside them."""
    pairs = stack.paired
    quantity = identity.arguments["quantity"]
    mine = pairs.take(equal(pairs["quantity"], quantity) & pairs.known("value"))
    if not mine.size:
        return {}
    of = {"share": _shares, "growth": _growths, "completion_rate": _completions}[quantity]
    mine, given = of(identity, stack, mine)
    if not mine.size:
        return {}
    value = np.abs(mine.numbers("value"))
    said = mine.only("document_id", "table", "side", "code", "page", "row").given(
        name=mine["subject"], percent=value, precision=stated_precision(mine, value)
    )
    unsure = mine.known("approximate")
    given = given.given(reason=choose(unsure, "approximate", given["reason"]))
    return judged(identity, judge(said, given))


def stated_precision(found: Columns, figures: Values) -> Values:
    """One unit of the last digit; where a frame does not say, that of the figure itself."""
    own = last_digit(figures)
    if "precision" not in found:
        return own
    precision = found.numbers("precision")
    return np.where(precision > 0, precision, own)


def last_digit(figures: Values) -> Values:
    """One unit of the last digit that a figure needs; of a whole number 1."""
    decimals = [len(f"{value:.6f}".rstrip("0").partition(".")[2]) for value in figures]
    return 1 / 10 ** np.array(decimals, dtype=np.int64)


def judge(said: Columns, given: Operands) -> Columns:
    """Verdicts on percents (`percent`, `precision`) from their operands, row by row."""
    part, whole = big(given["part"]), big(given["whole"])
    scale = big(np.rint(1 / said["precision"]))
    percent = big(np.rint(said["percent"] * scale.astype(float)))
    fits = {
        unit: percent_is_possible(
            percent,
            scale,
            ends(part, big(given[f"part_{unit}"])),
            ends(whole, big(given[f"whole_{unit}"])),
        )
        for unit in ("fine", "own")
    }
    exact = percent_is_exact(percent, scale, part, whole)
    negative = np.asarray((part < 0) | (whole < 0), dtype=np.bool_)
    zero = np.asarray(whole == 0, dtype=np.bool_)
    coarse = ~exact & ~fits["fine"] & fits["own"]
    reason = first_of(
        [given.known("reason"), negative, zero, coarse],
        [given["reason"], "negative", "zero_base", "fewer_decimals"],
    )
    base = np.where(zero, np.nan, given["whole"].astype(float))
    found = settled(
        said.given(
            verdict=first_of(
                [exact, fits["fine"], fits["own"]],
                ["exact", "rounding", "rounding"],
                "inconsistent",
            ),
            reason=reason,
            unit="%",
            reported=said["percent"],
            computed=choose(zero, None, 100 * given["part"].astype(float) / base),
        )
    )
    # An undefined rate keeps what was printed, so that a list of them says something.
    undefined = equal(reason, "zero_base")
    return found.given(reported=choose(undefined, said["percent"], found["reported"]))


def big(values: Values) -> Big:
    """Whole numbers of any size."""
    return values.astype(np.int64).astype(object)


def operands(part: Columns, whole: Columns, reason: Values) -> Operands:
    """Operands from the amounts `fen` with their units, and why some are not to be compared."""
    unsure = part["approximate"] | whole["approximate"]
    figures = {
        f"{name}{suffix}": side[column]
        for name, side in (("part", part), ("whole", whole))
        for suffix, column in (("", "fen"), ("_fine", "fine"), ("_own", "own"))
    }
    return Columns.made(
        **figures, reason=first_of([known(reason), unsure], [reason, "approximate"])
    )


def _growths(identity: Identity, stack: Stack, mine: Columns) -> tuple[Columns, Operands]:
    """A change over the amount before it: the amount less the change, a decrease negative."""
    pairs = stack.paired
    change, amount = (operand(stack, pairs, mine[name]) for name in ("change", "amount"))
    signs: dict[str, int] = identity.arguments["words"]
    there = mine["change"] >= 0
    words = choose(there, pairs["direction"][mine["change"]])
    sign = np.array([signs.get(word, 0) for word in words], dtype=np.int64)
    sign = np.where(change["fen"] == 0, 1, sign)
    # An amount of the year before is the base as it stands.
    moved = np.where(_of_the_year_before(identity, stack, mine), 0, sign)
    later = (mine["latest_change"] >= 0) & (mine["latest_change"] != mine["change"])
    unpaired = ~there | (mine["amount"] < 0) | (sign == 0) | later
    base = amount.given(
        fen=amount["fen"] - moved * change["fen"],
        fine=amount["fine"] + moved * change["fine"],
        own=amount["own"] + moved * change["own"],
    )
    return mine, operands(change, base, choose(unpaired, "unpaired"))


def _of_the_year_before(identity: Identity, stack: Stack, mine: Columns) -> Mask:
    """Whether the sentence says that the amount before a growth is that of the year before.

    The pattern `year` finds what a sentence says of its year, in its group the number where there
    is one; it leaves out a year that is only compared with.
    """
    documents = stack.columns("documents")
    years = dict(zip(documents["document_id"], documents["fiscal_year"], strict=True))
    told = stack.paired.take(np.maximum(mine["amount"], 0))
    found = []
    named = years_named(identity.arguments["year"], told)
    for document, said in zip(told["document_id"], named, strict=True):
        year = years.get(document)
        last = said[-1] if said else ""
        found.append(last is None or (bool(last) and year is not None and int(last) == year - 1))
    return np.array(found, dtype=np.bool_)


def _completions(_: Identity, stack: Stack, mine: Columns) -> tuple[Columns, Operands]:
    """Actual over budget, the last two amounts in front of the percent."""
    pairs = stack.paired
    actual, budget = (operand(stack, pairs, mine[name]) for name in ("amount", "budget"))
    last = np.sort(np.stack([mine["latest"], mine["second"]]), axis=0)
    both = np.sort(np.stack([mine["budget"], mine["amount"]]), axis=0)
    paired = (last == both).all(axis=0) & (both >= 0).all(axis=0)
    given = operands(actual, budget, choose(paired, None, "unpaired"))
    return mine, _from_table(stack, mine, ~paired, given)


def _from_table(stack: Stack, mine: Columns, left: Mask, given: Operands) -> Operands:
    """Where the sentence names no budget but its amount restates a cell: the cell's own budget."""
    pairs = stack.paired
    near = left & (mine["amount"] >= 0) & (mine["amount"] == mine["latest"])
    rows = np.flatnonzero(near & (mine["budget"] < 0))
    about = pairs.take(mine["amount"][rows])
    fits = about.known("table") & equal(about["measure"], "actual") & ~about.known("approximate")
    rows, about = rows[fits], about.take(fits)
    cell = stack.places.find(keyed(about.given(measure="budget")))
    found = ~cell.known("reason")
    fixed = {name: given[name].copy() for name in ("whole", "whole_fine", "whole_own", "reason")}
    for name, column in (("whole", "fen"), ("whole_fine", "precision"), ("whole_own", "precision")):
        fixed[name][rows[found]] = cell[column][found]
    fixed["reason"][rows[found]] = None
    return given.given(**fixed)


def _shares(identity: Identity, stack: Stack, mine: Columns) -> tuple[Columns, Operands]:
    """The amount in front of the percent over a cell of a table (`whole`)."""
    pairs = stack.paired
    near = (mine["amount"] >= 0) & (mine["amount"] == mine["latest"])
    parts = pairs.take(np.where(near, mine["amount"], 0))
    wanted, whole = identity.arguments.get("part"), identity.arguments.get("whole")
    tied = near & parts.known("table")
    if wanted is None or whole is None:
        taken = [tied & _is(parts, other) for other in _parts_of_others()]
        rest = mine.take(~np.any(taken, axis=0))
        nothing = Columns.made(
            **{name: np.zeros(rest.size, dtype=np.int64) for name in ("fen", "fine", "own")},
            approximate=np.zeros(rest.size, dtype=np.bool_),
        )
        return rest, operands(nothing, nothing, np.full(rest.size, "unpaired", dtype=object))
    chosen = tied & _is(parts, wanted)
    mine, parts = mine.take(chosen), parts.take(chosen)
    place = {"table": whole["table"], "side": whole.get("side", ""), "measure": whole["measure"]}
    cell = stack.places.find(
        mine.only("document_id").given(**place, key=whole.get("line", "total"))
    )
    total = Columns.made(
        fen=cell["fen"],
        fine=cell["precision"],
        own=cell["precision"],
        approximate=np.zeros(mine.size, dtype=np.bool_),
    )
    said = operand(stack, pairs, mine["amount"])
    named = mine.given(**{name: parts[name] for name in ("table", "side", "code")})
    return named, operands(said, total, cell["reason"])


@cache
def _parts_of_others() -> tuple[dict[str, Any], ...]:
    """The parts that some identity knows the whole of."""
    given = (identity.arguments for identity in identities())
    shares = (each.get("part") for each in given if each.get("quantity") == "share")
    return tuple(part for part in shares if part)


def _is(parts: Columns, wanted: dict[str, Any]) -> Mask:
    """The amounts of a table that are meant: of codes (`coded`), of its 合计 row, or of any row."""
    coded = parts.words("code") != ""
    rows = coded == wanted.get("coded", coded)
    measures = wanted.get("measures")
    fits = equal(parts["measure"], measures) if measures else parts.known("measure")
    return np.asarray((parts["table"] == wanted["table"]) & rows & fits, dtype=np.bool_)
