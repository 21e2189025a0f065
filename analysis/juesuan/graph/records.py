"""Rules over the records of a frame: sums, and rates and scores that follow from amounts."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from juesuan.graph.choose import choose, first_of
from juesuan.graph.intervals import allowed, ends, excess, excess_above, percent_is_possible
from juesuan.graph.judged import Judged, judged, settled
from juesuan.graph.percents import judge, last_digit, operands
from juesuan.graph.stack import Stack
from juesuan.graph.suites import Identity

Series: TypeAlias = "pd.Series[Any]"

# Figures that are no money are held in whole millionths.
_PARTS_OF_ONE = 1_000_000
_SHOWN = ("subject", "item", "project", "goal", "reason")


def sums(identity: Identity, stack: Stack) -> Judged:
    """A total against the sum of parts, group by group (`by`); see `select` for the selectors.

    With `partial`, parts that do not add up are not checked (`main_only`): such a list names the
    main items. With `relation` "within", the parts may only not be above the total.
    """
    arguments = identity.arguments
    by = list(arguments["by"])
    whole = select(stack, arguments["total"])
    parts = [(part, select(stack, part)) for part in arguments["parts"]]
    if whole.empty and all(rows.empty for _, rows in parts):
        return {}
    total = _grouped(whole, by)
    joined = _grouped(pd.concat([rows for _, rows in parts], ignore_index=True), by)
    found = total.merge(joined, on=by, how="outer", suffixes=("", "_part"), indicator="there")
    for name in ("value", "unit", "fine", "rows"):
        for column in (name, f"{name}_part"):
            found[column] = found[column].fillna(0).astype(np.int64)
    # A group that some needed part says nothing of is not about this identity.
    for part, rows in parts:
        if part.get("needed"):
            found = found[_in(found, rows, by)]
    if arguments.get("partial"):
        found = found[found["there"] != "right_only"]
    measure = excess_above if arguments.get("relation") == "within" else excess
    residual = (found["value"] - found["value_part"]).to_numpy()
    width = (found["unit"] + found["unit_part"]).to_numpy()
    narrow = (found["fine"] + found["fine_part"]).to_numpy()
    holds = residual >= 0 if arguments.get("relation") == "within" else residual == 0
    frame = found[by].reset_index(drop=True)
    tight, loose = measure(residual, narrow) <= 0, measure(residual, width) <= 0
    frame["verdict"] = np.select([holds | tight, loose], ["rounding", "rounding"], "inconsistent")
    frame.loc[holds, "verdict"] = "exact"
    reason = _reasons(identity, found, frame["verdict"].to_numpy())
    coarse = pd.isna(reason) & ~holds & ~tight & loose
    frame["reason"] = choose(coarse, "fewer_decimals", reason)
    scale = 1 if arguments["unit"] == "万元" else _PARTS_OF_ONE
    suffix = "_fen" if arguments["unit"] == "万元" else ""
    figures = {"reported": found["value"], "computed": found["value_part"]}
    for name, values in {**figures, "allowed": allowed(width)}.items():
        frame[name + suffix] = np.asarray(values) // scale if suffix else np.asarray(values) / scale
    frame["unit"] = arguments["unit"]
    for name in ("page", "row"):
        frame[name] = found[name].where(found[name].notna(), found[f"{name}_part"]).to_numpy()
    return judged(identity, settled(_named(frame, by)))


def _reasons(identity: Identity, found: pd.DataFrame, verdict: Any) -> Any:
    """Why a group is not checked, None where it is."""
    arguments = identity.arguments
    listed = sum(len(_listed(part)) for part in arguments["parts"] if part.get("once"))
    short = bool(listed) & (found["rows_part"] < listed).to_numpy()
    missing = (found["there"] != "both").to_numpy()
    unequal = (found["twice"].fillna(0) + found["twice_part"].fillna(0)).to_numpy() > 0
    wrong = verdict == "inconsistent"
    partial = bool(arguments.get("partial")) & wrong
    return first_of(
        [missing, unequal, partial, short & wrong],
        ["side_missing", "ambiguous", "main_only", "side_missing"],
    )


def _listed(part: dict[str, Any]) -> list[Any]:
    """The values of the column that tells the parts apart."""
    found = part["where"].get(part["once"][0], [])
    return found if isinstance(found, list) else [found]


def select(stack: Stack, selector: dict[str, Any]) -> pd.DataFrame:
    """The rows that a selector means, with `value` and its units.

    `unit` is one unit of the last digit as printed, `fine` as the document's tables print.
    `frame` and `where` (column → value, list of values, null for NA) choose the rows, `column`
    the figure: 分 where its name ends in _fen, else it is held in millionths. `weight` multiplies
    it, `signs` (direction → 1 or -1) too; `as` renames columns; rows that agree in the columns
    `once` count once, and where their figures differ the group is ambiguous.
    """
    frame = stack[selector["frame"]]
    for column, wanted in selector.get("where", {}).items():
        if wanted is None:
            frame = frame[frame[column].isna()]
        else:
            frame = frame[frame[column].isin(wanted if isinstance(wanted, list) else [wanted])]
    column = selector["column"]
    frame = frame[frame[column].notna()]
    weight = int(selector.get("weight", 1))
    values = frame[column].astype(float if column[-4:] != "_fen" else np.int64)
    if column.endswith("_fen"):
        precision = column.replace("_fen", "_precision_fen")
        named = precision if precision in frame else "precision_fen"
        unit = frame[named].astype("Float64").fillna(0).astype(np.int64)
    else:
        values = (values * _PARTS_OF_ONE).round().astype(np.int64)
        unit = pd.Series(0, index=frame.index, dtype=np.int64)
    finest = frame["document_id"].map(stack.finest).astype("Float64").fillna(unit)
    fine = unit.clip(upper=finest.astype(np.int64))
    if signs := selector.get("signs"):
        values = values * frame["direction"].astype(object).map(signs).astype(np.int64)
    size = abs(weight)
    found: pd.DataFrame = frame.assign(
        value=values * weight, unit=unit * size, fine=fine * size, twice=0
    )
    if once := selector.get("once"):
        keys = ["document_id", *once]
        different = found.groupby(keys, observed=True, dropna=False)["value"].transform("nunique")
        found["twice"] = (different > 1).astype(int)
        found = found.drop_duplicates(keys)
    return found.rename(columns=selector.get("as", {}))


def _grouped(rows: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Value, unit and number of rows of each group, and where the first of them stands."""
    keyed = rows.reindex(columns=[*by, "page", "row"]).astype(object).reset_index(drop=True)
    group = keyed.groupby(by, dropna=False, sort=False).ngroup().to_numpy()
    found = keyed[~pd.Series(group).duplicated()].reset_index(drop=True)
    sums = np.zeros((4, len(found)), dtype=np.int64)
    for at, name in enumerate(("value", "unit", "fine", "twice")):
        np.add.at(sums[at], group, rows[name].to_numpy(dtype=np.int64))
    count = np.bincount(group, minlength=len(found))
    return found.assign(value=sums[0], unit=sums[1], fine=sums[2], twice=sums[3], rows=count)


def _in(found: pd.DataFrame, rows: pd.DataFrame, by: list[str]) -> Any:
    known = pd.MultiIndex.from_frame(rows[by].astype(object))
    return pd.MultiIndex.from_frame(found[by].astype(object)).isin(known)


def _named(frame: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """The group's own words as the name of the check."""
    shown = [name for name in by if name in _SHOWN]
    return frame.assign(name=frame[shown[0]].astype(object)) if shown else frame


def rates(identity: Identity, stack: Stack) -> Judged:
    """A percent (`rate`) against `part` ÷ `whole`, group by group (`by`)."""
    arguments = identity.arguments
    by = list(arguments["by"])
    printed = select(stack, arguments["rate"])
    if printed.empty:
        return {}
    sides = [
        select(stack, arguments[name])[[*by, "value", "unit"]].drop_duplicates(by)
        for name in ("part", "whole")
    ]
    found = printed.drop(columns=["unit"], errors="ignore").rename(columns={"value": "percent"})
    for name, side in zip(("part", "whole"), sides, strict=True):
        renamed = side.rename(columns={"value": name, "unit": f"{name}_unit"})
        found = found.merge(renamed, on=by, how="left")
    found["percent"] = found["percent"].abs() / _PARTS_OF_ONE
    missing = found["part"].isna() | found["whole"].isna()
    given = operands(found, missing)
    kept = [name for name in ("document_id", "page", "row") if name in found]
    said = found[kept].assign(percent=found["percent"], precision=_precision(found, "percent"))
    for name in _SHOWN:
        if name in found:
            said["name"] = found[name].astype(object)
    return judged(identity, judge(said, given))


def _precision(found: pd.DataFrame, column: str) -> Series:
    """One unit of the last digit of a percent or score, as printed where the frame says it."""
    digit = last_digit(found[column])
    return (
        found["precision"].where(found["precision"].gt(0), digit) if "precision" in found else digit
    )


def scores(identity: Identity, stack: Stack) -> Judged:
    """The score for execution against weight × actual ÷ budget, where the weight is printed.

    Where more than the budget was spent and the score is weight × (2 − rate), a hint says so.
    """
    frame = stack[identity.arguments["frame"]]
    frame = frame[frame["execution_weight"].notna() & frame["execution_score"].notna()]
    frame = frame[frame["actual_fen"].notna() & frame["budget_fen"].notna()].reset_index(drop=True)
    if frame.empty:
        return {}
    scale = (1 / _precision(frame, "execution_score")).round().astype(int)
    score = (frame["execution_score"] * scale).round()
    found = frame[["document_id", "page", "row"]].assign(name=frame["project"], unit="分")
    verdicts, hints, computed = [], [], []
    for at, row in enumerate(frame.to_dict("records")):
        budget, actual = int(row["budget_fen"]), int(row["actual_fen"])
        weight = round(row["execution_weight"] * _PARTS_OF_ONE)
        ends_of = [
            (int(low), int(high))
            for low, high in (
                ends(actual, int(row["actual_precision_fen"])),
                ends(budget, int(row["budget_precision_fen"])),
            )
        ]
        fits = [
            _score_fits(int(score[at]), int(scale[at]), weight, part, ends_of[1])
            for part in (ends_of[0], _over(*ends_of))
        ]
        verdicts.append("exact" if fits[0] else "inconsistent")
        over = budget > 0 and actual > budget and not fits[0] and fits[1]
        hints.append(_OVER if over else None)
        computed.append(row["execution_weight"] * actual / budget if budget else None)
    found["verdict"], found["hint"] = verdicts, hints
    name = identity.arguments["frame"]
    cells = [f"{name}/{project}/execution_score" for project in frame["project"]]
    found["cells"] = choose(found["verdict"].eq("inconsistent"), cells)
    found["reported"], found["computed"] = frame["execution_score"], computed
    found["reason"] = choose(frame["budget_fen"] == 0, "zero_base")
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
