"""Verdicts of rules over records: from plain columns to the frame `verdicts`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from juesuan.catalogue import frames
from juesuan.catalogue import tables as catalogue_tables
from juesuan.catalogue.lexicon import lexicon
from juesuan.catalogue.verdict_words import sentence
from juesuan.identities.choose import choose
from juesuan.identities.columns import Columns, equal, known
from juesuan.identities.identity import Identity
from juesuan.identities.judgement import REASONS
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
    columns = {name: checks[name].astype(object) for name in checks if name in _COLUMNS}
    verdict = columns.get("verdict", _none(size))
    columns["verdict"] = choose(known(verdict), verdict, "not_checked")
    columns["identity"] = np.full(size, identity.name, dtype=object)
    columns["kind"] = np.full(size, identity.kind, dtype=object)
    columns["source"] = np.full(size, identity, dtype=object)
    if "reported_fen" in columns:
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
        row = {name: values[name][place] for name in _COLUMNS}
        identity: Any = values["source"][place]
        values["message"][place] = _message(identity, row)
    return make_frame("verdicts", {name: values[name].tolist() for name in _COLUMNS})


_COLUMNS = (*(column.name for column in frames()["verdicts"].columns), "about")


def _none(size: int) -> NDArray[np.object_]:
    return np.full(size, None, dtype=object)


def _message(identity: Identity, row: dict[str, Any]) -> str:
    filled = {key: value for key, value in row.items() if value is not None}
    table = filled.get("table")
    words = [catalogue_tables()[table].title if table in catalogue_tables() else None]
    words += [filled.get(name) for name in ("code", "name", "measure", "about")]
    what = " ".join(dict.fromkeys(str(word) for word in words if word))
    if row["verdict"] == "not_checked":
        name = "check_open" if what else "check_open_everywhere"
        return sentence(name, what=what, reason=REASONS[row["reason"]], formula=identity.formula)
    if "reported_text" in filled or "computed_text" in filled:
        nothing = sentence("nothing")
        return sentence(
            "check_reads_differently",
            what=what,
            printed=filled.get("reported_text", nothing),
            computed=filled.get("computed_text", nothing),
            formula=identity.formula,
        )
    unit = filled.get("unit", "")
    places = ",.2f" if unit in (lexicon().money, "%") else ",g"
    return sentence(
        "check_differs",
        what=what,
        printed=f"{row['reported']:{places}}",
        computed=f"{row['computed']:{places}}",
        residual=f"{row['residual']:{places}}",
        unit=unit,
        formula=identity.formula,
    )


def settled(checks: Columns) -> Columns:
    """No verdict where a reason stands against it."""
    held = ~checks.known("reason") | equal(checks["reason"], "fewer_decimals")
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
