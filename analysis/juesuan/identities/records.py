"""Rules over the records of a frame: sums, and rates and scores that follow from amounts."""

from __future__ import annotations

from typing import Any

import numpy as np

from juesuan.identities.choose import choose, first_of
from juesuan.identities.columns import (
    Columns,
    Positions,
    Values,
    at,
    below,
    coded,
    equal,
    first_rows,
    known,
    places_in,
)
from juesuan.identities.intervals import allowed, ends, excess, excess_above, percent_is_possible
from juesuan.identities.judged import Judged, judged, settled
from juesuan.identities.percents import judge, operands, stated_precision
from juesuan.identities.stack import Stack
from juesuan.identities.suites import Identity

# Figures that are no money are held in whole millionths.
_PARTS_OF_ONE = 1_000_000
_SHOWN = ("subject", "item", "project", "goal", "reason")
_SUMMED = ("value", "unit", "fine", "twice")


def sums(identity: Identity, stack: Stack) -> Judged:
    """A total against the sum of parts, group by group (`by`); see `select` for the selectors.

    With `partial`, parts that do not add up are not checked (`main_only`): such a list names the
    main items. With `relation` "within", the parts may only not be above the total.
    """
    arguments = identity.arguments
    by = list(arguments["by"])
    chosen = [select(stack, each) for each in (arguments["total"], *arguments["parts"])]
    every = below(chosen, [*by, "page", "row", *_SUMMED])
    if not every.size:
        return {}
    (group,) = coded([every[name] for name in by])
    source = np.repeat(np.arange(len(chosen)), [rows.size for rows in chosen])
    groups = first_rows(group)
    total, part = (_summed(every, group, mask) for mask in (source == 0, source > 0))
    wanted = np.ones(len(groups), dtype=np.bool_)
    # A group that some needed part says nothing of is not about this identity.
    for number, selector in enumerate(arguments["parts"], start=1):
        if selector.get("needed"):
            wanted &= np.bincount(group[source == number], minlength=len(groups)) > 0
    if arguments.get("partial"):
        wanted &= total["rows"] > 0
    within = arguments.get("relation") == "within"
    measure = excess_above if within else excess
    residual = total["value"] - part["value"]
    width, narrow = total["unit"] + part["unit"], total["fine"] + part["fine"]
    holds = residual >= 0 if within else residual == 0
    tight, loose = measure(residual, narrow) <= 0, measure(residual, width) <= 0
    verdict = first_of([holds, tight | loose], ["exact", "rounding"], "inconsistent")
    reason = _reasons(identity, total, part, equal(verdict, "inconsistent"))
    money = arguments["unit"] == "万元"
    figures = {"reported": total["value"], "computed": part["value"], "allowed": allowed(width)}
    found = every.only(*by, "page", "row").take(groups)
    found = found.given(
        verdict=verdict,
        reason=choose(known(reason), reason, choose(~holds & ~tight & loose, "fewer_decimals")),
        unit=arguments["unit"],
        **{
            f"{name}_fen" if money else name: values if money else values / _PARTS_OF_ONE
            for name, values in figures.items()
        },
    )
    return judged(identity, settled(_named(found, by).take(wanted)))


def _summed(every: Columns, group: Positions, mask: Values) -> dict[str, Positions]:
    """The sums of each group's rows, and how many there are."""
    size, mine = int(group.max()) + 1, group[mask]
    found = {name: np.zeros(size, dtype=np.int64) for name in _SUMMED}
    for name, values in found.items():
        np.add.at(values, mine, every[name][mask].astype(np.int64))
    return found | {"rows": np.bincount(mine, minlength=size)}


def _reasons(
    identity: Identity, total: dict[str, Positions], part: dict[str, Positions], wrong: Values
) -> Values:
    """Why a group is not checked, None where it is."""
    arguments = identity.arguments
    listed = sum(len(_listed(each)) for each in arguments["parts"] if each.get("once"))
    short = (part["rows"] < listed) & wrong
    missing = (total["rows"] == 0) | (part["rows"] == 0)
    unequal = total["twice"] + part["twice"] > 0
    partial = wrong & bool(arguments.get("partial"))
    return first_of(
        [missing, unequal, partial, short],
        ["side_missing", "ambiguous", "main_only", "side_missing"],
    )


def _listed(part: dict[str, Any]) -> list[Any]:
    """The values of the column that tells the parts apart."""
    found = part["where"].get(part["once"][0], [])
    return found if isinstance(found, list) else [found]


def select(stack: Stack, selector: dict[str, Any]) -> Columns:
    """The rows that a selector means, with `value` and its units.

    `unit` is one unit of the last digit as printed, `fine` as the document's tables print.
    `frame` and `where` (column → value, list of values, null for NA) choose the rows, `column`
    the figure: 分 where its name ends in _fen, else it is held in millionths. `weight` multiplies
    it, `signs` (direction → 1 or -1) too; `as` renames columns; rows that agree in the columns
    `once` count once, and where their figures differ the group is ambiguous.
    """
    frame, column = stack.columns(selector["frame"]), selector["column"]
    mask = frame.known(column)
    for name, wanted in selector.get("where", {}).items():
        mask &= ~frame.known(name) if wanted is None else equal(frame[name], wanted)
    frame = frame.take(mask)
    if column.endswith("_fen"):
        precision = column.replace("_fen", "_precision_fen")
        unit = frame.whole(precision if precision in frame else "precision_fen")
        value = frame.whole(column)
    else:
        value = np.rint(frame.numbers(column) * _PARTS_OF_ONE).astype(np.int64)
        unit = np.zeros(frame.size, dtype=np.int64)
    finest = stack.finest_of(frame["document_id"])
    fine = np.where(finest < 0, unit, np.minimum(unit, finest))
    if signs := selector.get("signs"):
        value = value * np.array([signs[word] for word in frame["direction"]], dtype=np.int64)
    weight = int(selector.get("weight", 1))
    size = abs(weight)
    renamed = {new: frame[old] for old, new in selector.get("as", {}).items()}
    twice = np.zeros(frame.size, dtype=np.int64)
    found = frame.given(value=value * weight, unit=unit * size, fine=fine * size, **renamed)
    if once := selector.get("once"):
        (key,) = coded([frame[name] for name in ("document_id", *once)])
        first = first_rows(key)
        np.maximum.at(twice, first[key], (value != value[first[key]]).astype(np.int64))
        return found.given(twice=twice).take(first)
    return found.given(twice=twice)


def _named(found: Columns, by: list[str]) -> Columns:
    """The group's own words as the name of the check."""
    shown = [name for name in by if name in _SHOWN]
    return found.given(name=found[shown[0]]) if shown else found


def rates(identity: Identity, stack: Stack) -> Judged:
    """A percent (`rate`) against `part` ÷ `whole`, group by group (`by`)."""
    arguments = identity.arguments
    by = list(arguments["by"])
    printed = select(stack, arguments["rate"])
    if not printed.size:
        return {}
    sides = [_side(printed, select(stack, arguments[name]), by) for name in ("part", "whole")]
    missing = ~sides[0]["there"] | ~sides[1]["there"]
    percent = np.abs(printed["value"]) / _PARTS_OF_ONE
    kept = [name for name in ("document_id", "page", "row") if name in printed]
    said = printed.only(*kept).given(percent=percent, precision=stated_precision(printed, percent))
    for name in _SHOWN:
        if name in printed:
            said = said.given(name=printed[name])
    return judged(
        identity, judge(said, operands(sides[0], sides[1], choose(missing, "side_missing")))
    )


def _side(printed: Columns, rows: Columns, by: list[str]) -> Columns:
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


def scores(identity: Identity, stack: Stack) -> Judged:
    """The score for execution against weight × actual ÷ budget, where the weight is printed.

    Where more than the budget was spent and the score is weight × (2 − rate), a hint says so.
    """
    name = identity.arguments["frame"]
    frame = stack.columns(name)
    for needed in ("execution_weight", "execution_score", "actual_fen", "budget_fen"):
        frame = frame.take(frame.known(needed))
    if not frame.size:
        return {}
    printed, weights = frame.numbers("execution_score"), frame.numbers("execution_weight")
    scale = np.rint(1 / stated_precision(frame, printed)).astype(np.int64)
    score = np.rint(printed * scale).astype(np.int64)
    money = [frame.whole(column) for column in ("actual_fen", "budget_fen")]
    units = [frame.whole(column) for column in ("actual_precision_fen", "budget_precision_fen")]
    verdicts, hints, computed = [], [], []
    for row in range(frame.size):
        actual, budget = (int(values[row]) for values in money)
        weight = round(weights[row] * _PARTS_OF_ONE)
        spent, planned = (
            ends(fen, int(unit[row])) for fen, unit in zip((actual, budget), units, strict=True)
        )
        fits, over = (
            _score_fits(int(score[row]), int(scale[row]), weight, part, planned)
            for part in (spent, _over(spent, planned))
        )
        verdicts.append("exact" if fits else "inconsistent")
        hints.append(_OVER if budget > 0 and actual > budget and not fits and over else None)
        computed.append(weights[row] * actual / budget if budget else None)
    verdict = np.array(verdicts, dtype=object)
    cells = [f"{name}/{project}/execution_score" for project in frame.words("project")]
    found = frame.only("document_id", "page", "row").given(
        name=frame["project"],
        unit="分",
        verdict=verdict,
        hint=hints,
        cells=choose(verdict == "inconsistent", cells),
        reported=printed,
        computed=computed,
        reason=choose(money[1] == 0, "zero_base"),
    )
    return judged(identity, settled(found))


_OVER = "weight × (2 − execution rate) gives the score: more than the budget was spent"


def _over(actual: tuple[int, int], budget: tuple[int, int]) -> tuple[int, int]:
    """The ends of twice the budget less the actual."""
    return 2 * budget[0] - actual[1], 2 * budget[1] - actual[0]


def _score_fits(
    score: int, scale: int, weight: int, part: tuple[int, int], whole: tuple[int, int]
) -> bool:
    """Whether weight × part ÷ whole can be the score; part and whole are doubled ends."""
    said, unit, low, high = (
        np.array([value], dtype=object) for value in (score, scale, *(weight * e for e in part))
    )
    base = [np.array([100 * _PARTS_OF_ONE * end], dtype=object) for end in whole]
    return bool(percent_is_possible(said, unit, (low, high), (base[0], base[1]))[0])
