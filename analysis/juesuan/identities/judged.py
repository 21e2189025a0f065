"""Verdicts of rules over records: from plain columns to the frame `verdicts`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from juesuan.catalogue import frames
from juesuan.catalogue.lexicon import lexicon
from juesuan.identities.choose import choose
from juesuan.identities.columns import Columns, equal, known
from juesuan.identities.identity import Identity
from juesuan.identities.spoken import message
from juesuan.money import wan
from juesuan.schema import make_frame

Judged: TypeAlias = "dict[str, NDArray[np.object_]]"


def judged(identity: Identity, checks: Columns) -> Judged:
    """The verdicts of an identity from some of the columns of `verdicts`.

    Needed is `document_id`, and `verdict` where a check was reached; rows with a `reason` and no
    verdict are not checked. Money is given in 分 (`reported_fen` …), other figures in their unit.
    `about` says in words what the check is about, where code and name do not.
    """
    size = checks.size
    if not size:
        return {}
    columns = {name: checks[name].astype(object) for name in checks if name in _KNOWN}
    verdict = columns.get("verdict", _none(size))
    columns["verdict"] = choose(known(verdict), verdict, "not_checked")
    columns["identity"] = np.full(size, identity.name, dtype=object)
    columns["kind"] = np.full(size, identity.kind, dtype=object)
    columns["source"] = np.full(size, identity, dtype=object)
    if "reported_fen" in columns and "unit" not in columns:
        columns["unit"] = np.full(size, lexicon().money, dtype=object)
    return columns


def assembled(parts: Sequence[Judged]) -> pd.DataFrame:
    """The frame `verdicts` of what was judged, with residuals and words."""
    filled = [part for part in parts if part]
    stops = np.cumsum([len(part["identity"]) for part in filled], dtype=np.int64).tolist()
    values = {name: _none(stops[-1] if stops else 0) for name in (*_COLUMNS, "source")}
    for part, start, stop in zip(filled, [0, *stops], stops, strict=False):
        for name, column in part.items():
            values[name][start:stop] = column
    code = values["code"]
    values["code"] = np.where(known(code), code, "")
    money = known(values["reported_fen"])
    for fen, plain in (("_fen", money), ("", ~money & known(values["reported"]))):
        reported, computed = values[f"reported{fen}"], values[f"computed{fen}"]
        at = np.flatnonzero(plain & known(computed))
        values[f"residual{fen}"][at] = reported[at] - computed[at]
    for name in ("reported", "computed", "residual", "allowed"):
        at = np.flatnonzero(money & known(values[f"{name}_fen"]))
        values[name][at] = wan(values[f"{name}_fen"][at].astype(np.int64))
    values["message"] = _none(len(code))
    for place in np.flatnonzero(values["verdict"] != "exact").tolist():
        columns = ((name, values[name][place]) for name in _COLUMNS)
        row = {name: value for name, value in columns if value is not None}
        identity: Any = values["source"][place]
        values["message"][place] = message(identity, row)
    return make_frame("verdicts", {name: values[name].tolist() for name in _COLUMNS})


_COLUMNS = (*(column.name for column in frames()["verdicts"].columns), "about")
_KNOWN = frozenset(_COLUMNS)


def _none(size: int) -> NDArray[np.object_]:
    return np.full(size, None, dtype=object)


def settled(checks: Columns) -> Columns:
    """No verdict where a reason stands against it."""
    held = ~checks.known("reason") | equal(checks["reason"], ("fewer_decimals", "last_digit"))
    figures = [name for name in _SETTLED if name in checks]
    return checks.assign(**{name: choose(held, checks[name]) for name in figures})


_SETTLED = (
    "verdict",
    "reported_fen",
    "computed_fen",
    "allowed_fen",
    "reported",
    "computed",
    "allowed",
)
