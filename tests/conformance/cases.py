"""From a case of `cases/*.toml` to the frames that identities are checked on.

A case has the `identity`, `cells` (name of the cell → the figure as printed, in 万元; "" is a
printed row with the cell blank), perhaps `open` (row → figure and its possible columns) and
`claims`, and the expected `verdict` with `reason`, `residual` and `allowed`.
"""

import tomllib
from pathlib import Path
from typing import Any

import pandas as pd

from juesuan.catalogue import tables
from juesuan.identities.suites import identities
from juesuan.identities.verdicts import verdicts
from juesuan.money import parse_money
from juesuan.schema import from_records

FOLDER = Path(__file__).parent / "cases"
Case = dict[str, Any]
FEN_OF_WAN = 1_000_000
LEVELS = {3: "class", 5: "section", 7: "item"}


def cases(theme: str) -> dict[str, Case]:
    """The cases of one file by name."""
    listed = tomllib.loads((FOLDER / f"{theme}.toml").read_text(encoding="utf-8"))["case"]
    found = {case["name"]: case for case in listed}
    assert len(found) == len(listed)
    return found


def fen(figure: str) -> int:
    """A figure in 万元 in 分."""
    return parse_money(figure, FEN_OF_WAN).fen


def place(name: str) -> dict[str, Any]:
    """The row that a cell's name without its measure speaks of."""
    table, *side, key = name.split("/")
    code = key if key.isdigit() else ""
    line = None if code else key
    level = "total" if line == "total" and not side else "line"
    found = {"document_id": "case", "table": table, "side": side[0] if side else None}
    return found | {"code": code, "line_key": line, "level": LEVELS.get(len(code), level)}


def amount(row: str, figure: str, **columns: str) -> dict[str, Any]:
    """A row of `amounts`."""
    money = parse_money(figure, FEN_OF_WAN)
    known = {"amount_fen": money.fen, "precision_fen": money.precision, "raw": figure}
    return place(row) | known | {"placement": "printed"} | columns


def frames_of(case: Case) -> dict[str, pd.DataFrame]:
    """The frames of a case; tables are there as soon as one of their rows is."""
    cells = {tuple(name.rsplit("/", 1)): figure for name, figure in case["cells"].items()}
    amounts = [amount(row, text, measure=name) for (row, name), text in cells.items() if text]
    for row, figure in case.get("open", {}).items():
        asked = {"placement": "ambiguous", "candidates": figure["columns"]}
        amounts.append(amount(row, figure["figure"], **asked))
    rows = dict.fromkeys([row for row, _ in cells] + list(case.get("open", {})))
    unplaced = case.get("unplaced", {})
    forms = dict.fromkeys(place(row)["table"] for row in rows) | dict.fromkeys(
        case.get("empty", ())
    )
    listed = [
        {
            "document_id": "case",
            "table": table,
            "status": "declared_empty" if table in case.get("empty", ()) else "found",
            "measures": ",".join(case.get("columns", tables()[table].measures)),
        }
        for table in forms
    ]
    return {
        "tables": from_records("tables", listed),
        "rows": from_records(
            "rows", [place(row) | {"unplaced": unplaced.get(row, 0)} for row in rows]
        ),
        "amounts": from_records("amounts", amounts),
        "claims": from_records("claims", map(claim, enumerate(case.get("claims", ())))),
    }


def claim(numbered: tuple[int, dict[str, Any]]) -> dict[str, Any]:
    """A row of `claims`: money where the unit is 万元, else a percent."""
    number, said = numbered
    known = {
        "document_id": "case",
        "number": 1,
        "section": "一",
        "start": number,
        "end": number + 1,
    }
    where = place(said["place"]) if "place" in said else {}
    figure = parse_money(said["figure"], FEN_OF_WAN)
    decimals = len(said["figure"].partition(".")[2])
    found = known | where | {"subject": said.get("subject", "支出"), "quantity": said["quantity"]}
    found |= {name: said[name] for name in ("measure", "direction", "approximate") if name in said}
    found |= {"value": float(said["figure"]), "unit": said.get("unit", "万元")}
    found["precision"] = 10.0**-decimals
    if found["unit"] == "万元":
        found |= {"value_fen": figure.fen, "precision_fen": figure.precision}
    return found


def judge(case: Case) -> pd.DataFrame:
    """The verdicts of a case's identity."""
    (identity,) = (each for each in identities() if each.name == case["identity"])
    return verdicts(frames_of(case), [identity])
