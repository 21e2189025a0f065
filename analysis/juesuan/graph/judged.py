"""Verdicts of rules over records: from plain columns to the frame `verdicts`."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from juesuan.catalogue import tables as catalogue_tables
from juesuan.graph.judgement import REASONS
from juesuan.graph.suites import Identity
from juesuan.money import wan
from juesuan.schema import from_columns

_MONEY = ("reported", "computed", "residual", "allowed")


def judged(identity: Identity, found: pd.DataFrame) -> pd.DataFrame:
    """The verdicts of an identity from a frame with some of the columns of `verdicts`.

    Needed is `document_id`, and `verdict` where a check was reached; rows with a `reason` and no
    verdict are not checked. Money is given in 分 (`reported_fen` …), other figures in their unit.
    `found` says in words what the check is about, where code and name do not.
    """
    frame = found.copy()
    if "verdict" not in frame:
        frame["verdict"] = None
    frame["verdict"] = (
        frame["verdict"].astype(object).where(frame["verdict"].notna(), "not_checked")
    )
    if "reported_fen" in frame:
        frame["residual_fen"] = frame["reported_fen"] - frame["computed_fen"]
        money = [name for name in _MONEY if f"{name}_fen" in frame]
        for name in money:
            values = pd.to_numeric(frame[f"{name}_fen"]).astype("Float64")
            frame[name] = wan(values.to_numpy(dtype=float, na_value=np.nan))
        frame["unit"] = "万元"
    elif "reported" in frame:
        frame["residual"] = frame["reported"] - frame["computed"]
    frame["identity"], frame["kind"] = identity.name, identity.kind
    if "code" not in frame:
        frame["code"] = ""
    frame["code"] = frame["code"].astype(object).where(frame["code"].notna(), "")
    frame["message"] = [
        None
        if row["verdict"] == "exact"
        else _message(identity, {str(key): value for key, value in row.items()})
        for row in frame.to_dict("records")
    ]
    return from_columns("verdicts", frame)


def _message(identity: Identity, row: dict[str, Any]) -> str:
    known = {key: value for key, value in row.items() if isinstance(value, str) or pd.notna(value)}
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
