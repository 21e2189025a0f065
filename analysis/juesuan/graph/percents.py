"""Percents of the prose against the amounts that they follow from, by intervals."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from juesuan.graph.choose import choose
from juesuan.graph.intervals import Big, ends, percent_is_exact, percent_is_possible
from juesuan.graph.judged import Judged, judged, settled
from juesuan.graph.operands import operand
from juesuan.graph.places import keyed
from juesuan.graph.stack import Stack
from juesuan.graph.suites import Identity, identities

Series: TypeAlias = "pd.Series[Any]"
# Columns `part` and `whole` with their units: the fine one of the tables, the own one as printed.
Operands = pd.DataFrame


def percents(identity: Identity, stack: Stack) -> Judged:
    """Shares, growths and completion rates against the amounts beside them."""
    pairs = stack.paired
    quantity = identity.arguments["quantity"]
    mine = pairs[pairs["quantity"].eq(quantity) & pairs["value"].notna()]
    if mine.empty:
        return {}
    if quantity == "share":
        mine, given = _shares(identity, stack, mine)
    else:
        of = {"growth": _growths, "completion_rate": _completions}[quantity]
        given = of(identity, stack, mine)
    if mine.empty:
        return {}
    said = mine[["document_id", "table", "side", "code", "page", "row"]].assign(
        name=mine["subject"], percent=mine["value"].abs(), precision=_stated_precision(mine)
    )
    given.loc[mine["approximate"].notna(), "reason"] = "approximate"
    return judged(identity, judge(said, given))


def _stated_precision(mine: pd.DataFrame) -> Series:
    """One unit of the last digit; where a frame does not say, that of the figure itself."""
    return mine["precision"].where(mine["precision"].gt(0), last_digit(mine["value"].abs()))


def last_digit(figures: Series) -> Series:
    """One unit of the last digit that a figure needs; of a whole number 1."""
    decimals = figures.map(lambda value: len(f"{value:.6f}".rstrip("0").partition(".")[2]))
    return 1 / 10**decimals


def judge(said: pd.DataFrame, given: Operands) -> pd.DataFrame:
    """Verdicts on percents (`percent`, `precision`) from their operands, row by row."""
    found = said.drop(columns=["percent", "precision"]).reset_index(drop=True)
    given = given.reset_index(drop=True)
    part, whole = _big(given["part"]), _big(given["whole"])
    scale = _scale(said["precision"])
    percent = _big(pd.Series(np.rint(said["percent"].to_numpy() * scale.astype(float))))
    fits = {
        unit: percent_is_possible(
            percent, scale, ends(part, _big(given[f"part_{unit}"])), _whole(given, unit)
        )
        for unit in ("fine", "own")
    }
    exact = percent_is_exact(percent, scale, part, whole)
    found["verdict"] = np.select(
        [exact, fits["fine"], fits["own"]], ["exact", "rounding", "rounding"], "inconsistent"
    )
    reason = given["reason"].astype(object)
    negative = pd.Series(np.array((part < 0) | (whole < 0), dtype=bool))
    reason = reason.mask(reason.isna() & negative, "negative")
    reason = reason.mask(reason.isna() & pd.Series(np.array(whole == 0, dtype=bool)), "zero_base")
    coarse = pd.Series(~exact & ~fits["fine"] & fits["own"])
    found["reason"] = reason.mask(reason.isna() & coarse, "fewer_decimals")
    found["unit"] = "%"
    found["reported"] = said["percent"].to_numpy()
    base = given["whole"].astype(float).where(given["whole"].ne(0))
    found["computed"] = 100 * given["part"].astype(float) / base
    undefined = found["reason"].eq("zero_base")
    printed = found["reported"].where(undefined)
    found = settled(found)
    # An undefined rate keeps what was printed, so that a list of them says something.
    found["reported"] = found["reported"].where(~undefined, printed)
    return found


def _big(values: Series) -> Big:
    """Whole numbers of any size."""
    return np.array([int(value) for value in values.to_numpy()], dtype=object)


def _scale(precision: Series) -> Big:
    """How many units of its last digit make one per cent."""
    return np.array([round(1 / value) for value in precision.to_numpy()], dtype=object)


def _whole(given: Operands, unit: str) -> tuple[Big, Big]:
    return ends(_big(given["whole"]), _big(given[f"whole_{unit}"]))


def operands(found: pd.DataFrame, missing: Series) -> Operands:
    """Operands from columns `part`, `part_unit`, `whole` and `whole_unit`."""
    given = {
        f"{name}{suffix}": found[f"{name}{column}"].fillna(0).astype(np.int64)
        for name in ("part", "whole")
        for suffix, column in (("", ""), ("_fine", "_unit"), ("_own", "_unit"))
    }
    reason = pd.Series(choose(missing, "side_missing"), index=found.index)
    return pd.DataFrame(given).assign(reason=reason)


def _operands(part: pd.DataFrame, whole: pd.DataFrame, reason: Series) -> Operands:
    found = pd.DataFrame(
        {
            f"{name}{suffix}": frame[column].to_numpy()
            for name, frame in (("part", part), ("whole", whole))
            for suffix, column in (("", "fen"), ("_fine", "fine"), ("_own", "own"))
        },
        index=part.index,
    )
    unsure = part["approximate"].to_numpy() | whole["approximate"].to_numpy()
    return found.assign(reason=reason.mask(reason.isna() & unsure, "approximate"))


def _no_reason(frame: pd.DataFrame) -> Series:
    return pd.Series(None, index=frame.index, dtype=object)


def _growths(identity: Identity, stack: Stack, mine: pd.DataFrame) -> Operands:
    """A change over the amount before it: the amount less the change, a decrease negative."""
    pairs = stack.paired
    change, amount = (operand(stack, pairs, mine[name]) for name in ("change", "amount"))
    direction = pairs["direction"].astype(object).to_numpy()
    words = pd.Series(choose(mine["change"] >= 0, direction[mine["change"].to_numpy()]))
    sign = words.map(identity.arguments["words"]).fillna(0).to_numpy(dtype=np.int64)
    sign = np.where(change["fen"] == 0, 1, sign)
    # An amount of the year before is the base as it stands.
    moved = np.where(_of_the_year_before(identity, stack, mine), 0, sign)
    reason = _no_reason(mine)
    unpaired = (mine["change"] < 0) | (mine["amount"] < 0) | (sign == 0)
    unpaired |= mine["latest_change"].ge(0) & mine["latest_change"].ne(mine["change"])
    reason[unpaired] = "unpaired"
    base = amount.assign(
        fen=amount["fen"] - moved * change["fen"],
        fine=amount["fine"] + moved * change["fine"],
        own=amount["own"] + moved * change["own"],
    )
    return _operands(change, base, reason)


def _of_the_year_before(identity: Identity, stack: Stack, mine: pd.DataFrame) -> NDArray[np.bool_]:
    """Whether the sentence says that the amount before a growth is that of the year before.

    The pattern `year` finds what a sentence says of its year, in its group the number where there
    is one; it leaves out a year that is only compared with.
    """
    pattern = re.compile(identity.arguments["year"])
    years = stack["documents"].drop_duplicates("document_id").set_index("document_id")
    told = stack.paired.iloc[mine["amount"].clip(lower=0).to_numpy()]
    found = []
    words = zip(told["document_id"], told["text"].astype(object), told["start"], strict=True)
    for document, text, start in words:
        sentence = str(text)[: 0 if pd.isna(start) else int(start)].rpartition("。")[2]
        named = [match[1] for match in pattern.finditer("".join(sentence.split()))]
        year = years["fiscal_year"].get(document)
        last = named[-1] if named else ""
        found.append(last is None or (bool(last) and not pd.isna(year) and int(last) == year - 1))
    return np.array(found, dtype=np.bool_)


def _completions(_: Identity, stack: Stack, mine: pd.DataFrame) -> Operands:
    """Actual over budget, the last two amounts in front of the percent."""
    pairs = stack.paired
    actual, budget = (operand(stack, pairs, mine[name]) for name in ("amount", "budget"))
    last = mine[["latest", "second"]].to_numpy()
    both = mine[["budget", "amount"]].to_numpy()
    paired = (np.sort(last, axis=1) == np.sort(both, axis=1)).all(axis=1) & (both >= 0).all(axis=1)
    reason = _no_reason(mine)
    reason[~paired] = "unpaired"
    return _from_table(stack, mine, ~paired, _operands(actual, budget, reason))


def _from_table(stack: Stack, mine: pd.DataFrame, left: Any, given: Operands) -> Operands:
    """Where the sentence names no budget but its amount restates a cell: the cell's own budget."""
    pairs = stack.paired
    near = left & mine["amount"].ge(0).to_numpy() & mine["amount"].eq(mine["latest"]).to_numpy()
    near &= mine["budget"].lt(0).to_numpy()
    about = pairs.iloc[mine["amount"].to_numpy()[near]].set_axis(mine.index[near])
    about = about[about["table"].notna() & about["measure"].eq("actual")]
    about = about[about["approximate"].isna()]
    cell = stack.places.find(keyed(about.assign(measure="budget")))
    cell = cell[cell["reason"].isna()]
    fixed = {"whole": "fen", "whole_fine": "precision", "whole_own": "precision"}
    for name, column in fixed.items():
        given.loc[cell.index, name] = cell[column]
    given.loc[cell.index, "reason"] = None
    return given


def _shares(identity: Identity, stack: Stack, mine: pd.DataFrame) -> tuple[pd.DataFrame, Operands]:
    """The amount in front of the percent over a cell of a table (`whole`)."""
    pairs = stack.paired
    near = mine["amount"].ge(0) & mine["amount"].eq(mine["latest"])
    parts = pairs.iloc[mine["amount"].where(near, 0).to_numpy()].set_axis(mine.index)
    wanted, whole = identity.arguments.get("part"), identity.arguments.get("whole")
    tied = near & parts["table"].notna()
    if wanted is None or whole is None:
        taken = [tied & _is(parts, other) for other in _parts_of_others()]
        rest = mine[~pd.concat(taken, axis=1).any(axis=1)]
        nothing = pd.DataFrame(
            {"fen": 0, "fine": 0, "own": 0, "approximate": False}, index=rest.index
        )
        return rest, _operands(nothing, nothing, pd.Series("unpaired", index=rest.index))
    chosen = tied & _is(parts, wanted)
    mine, parts = mine[chosen], parts[chosen]
    place = {"table": whole["table"], "side": whole.get("side", ""), "measure": whole["measure"]}
    asked = mine[["document_id"]].assign(**place, key=whole.get("line", "total"))
    cell = stack.places.find(asked)
    total = pd.DataFrame(
        {"fen": cell["fen"], "fine": cell["precision"], "own": cell["precision"]}
    ).assign(approximate=False)
    said = operand(stack, pairs, mine["amount"])
    named = mine.assign(**{name: parts[name] for name in ("table", "side", "code")})
    return named, _operands(said, total, cell["reason"])


@cache
def _parts_of_others() -> tuple[dict[str, Any], ...]:
    """The parts that some identity knows the whole of."""
    known = (identity.arguments for identity in identities())
    shares = (each.get("part") for each in known if each.get("quantity") == "share")
    return tuple(part for part in shares if part)


def _is(parts: pd.DataFrame, wanted: dict[str, Any]) -> Series:
    """The amounts of a table that are meant: of codes (`coded`), of its 合计 row, or of any row."""
    coded = parts["code"].astype(object).fillna("").ne("")
    asked = wanted.get("coded", coded)
    rows = coded.eq(asked)
    measures = wanted.get("measures")
    fits = parts["measure"].isin(measures) if measures else parts["measure"].notna()
    return parts["table"].eq(wanted["table"]) & rows & fits
