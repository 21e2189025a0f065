"""Verdicts of rules over records: from plain columns to the frame `verdicts`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from juesuan.catalogue import frames
from juesuan.catalogue import tables as catalogue_tables
from juesuan.graph.choose import choose
from juesuan.graph.judgement import REASONS
from juesuan.graph.suites import Identity
from juesuan.money import wan
from juesuan.schema import make_frame

Judged: TypeAlias = "dict[str, NDArray[np.object_]]"


def judged(identity: Identity, found: pd.DataFrame) -> Judged:
    """The verdicts of an identity from a frame with some of the columns of `verdicts`.

    Needed is `document_id`, and `verdict` where a check was reached; rows with a `reason` and no
    verdict are not checked. Money is given in 分 (`reported_fen` …), other figures in their unit.
    `found` says in words what the check is about, where code and name do not.
    """
    size = len(found)
    if not size:
        return {}
    columns = {str(name): _objects(found[name]) for name in found if name in _COLUMNS}
    verdict = columns.get("verdict", np.full(size, None, dtype=object))
    columns["verdict"] = np.where(pd.isna(verdict), "not_checked", verdict)
    columns["identity"] = np.full(size, identity.name, dtype=object)
    columns["kind"] = np.full(size, identity.kind, dtype=object)
    columns["source"] = np.full(size, identity, dtype=object)
    if "reported_fen" in columns:
        columns["unit"] = np.full(size, "万元", dtype=object)
    return columns


def assembled(parts: Sequence[Judged]) -> pd.DataFrame:
    """The frame `verdicts` of what was judged, with residuals and words."""
    filled = [part for part in parts if part]
    sizes = [len(part["identity"]) for part in filled]
    values = {
        name: np.concatenate(
            [part.get(name, _none(size)) for part, size in zip(filled, sizes, strict=True)]
            or [_none(0)]
        )
        for name in (*_COLUMNS, "source")
    }
    code = values["code"]
    values["code"] = np.where(pd.isna(code), "", code)
    money = ~pd.isna(values["reported_fen"])
    for fen, plain in (("_fen", money), ("", ~money & ~pd.isna(values["reported"]))):
        reported, computed = values[f"reported{fen}"], values[f"computed{fen}"]
        at = np.flatnonzero(plain & ~pd.isna(computed))
        values[f"residual{fen}"][at] = reported[at] - computed[at]
    for name in ("reported", "computed", "residual", "allowed"):
        at = np.flatnonzero(money & ~pd.isna(values[f"{name}_fen"]))
        values[name][at] = wan(values[f"{name}_fen"][at].astype(np.int64))
    values["message"] = _none(len(code))
    for told in np.flatnonzero(values["verdict"] != "exact").tolist():
        row = {name: values[name][told] for name in _COLUMNS}
        identity: Any = values["source"][told]
        values["message"][told] = _message(identity, row)
    return make_frame("verdicts", {name: values[name].tolist() for name in _COLUMNS})


_COLUMNS = (*(column.name for column in frames()["verdicts"].columns), "found")


def _none(size: int) -> NDArray[np.object_]:
    return np.full(size, None, dtype=object)


def _objects(values: pd.Series[Any]) -> NDArray[np.object_]:
    """A column as objects, None for NA."""
    return choose(values.notna(), values.to_numpy(dtype=object))


def _message(identity: Identity, row: dict[str, Any]) -> str:
    known = {key: value for key, value in row.items() if value is not None}
    table = known.get("table")
    words = [catalogue_tables()[table].title if table in catalogue_tables() else None]
    words += [known.get(name) for name in ("code", "name", "measure", "found")]
    what = " ".join(dict.fromkeys(str(word) for word in words if word))
    if row["verdict"] == "not_checked":
        return f"{what}: not checked, {REASONS[row['reason']]} ({identity.formula})".lstrip(": ")
    if "reported_text" in known or "computed_text" in known:
        printed, other = (
            known.get("reported_text", "nothing"),
            known.get("computed_text", "nothing"),
        )
        return f"{what}: printed {printed} against {other} ({identity.formula})"
    unit = known.get("unit", "")
    places = ",.2f" if unit in ("万元", "%") else ",g"
    return (
        f"{what}: printed {row['reported']:{places}} against {row['computed']:{places}} {unit}, "
        f"difference {row['residual']:{places}} ({identity.formula})"
    )


def settled(found: pd.DataFrame) -> pd.DataFrame:
    """No verdict where a reason stands against it."""
    held = found["reason"].isna() | found["reason"].eq("fewer_decimals")
    found["verdict"] = found["verdict"].astype(object).where(held, None)
    for name in ("reported_fen", "computed_fen", "allowed_fen", "reported", "computed", "allowed"):
        if name in found:
            found[name] = found[name].astype(object).where(held, None)
    return found
