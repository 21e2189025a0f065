"""Identities over records that few documents print: each holds, and fails with one cell wrong."""

import copy
import tomllib
from pathlib import Path

import pandas as pd
import pytest

from juesuan.identities.suites import identities
from juesuan.identities.verdicts import verdicts
from juesuan.schema import from_records

FIXTURE = Path(__file__).resolve().parents[1] / "fixtures" / "planted_records.toml"
PLANTED = tomllib.loads(FIXTURE.read_text(encoding="utf-8"))
CHECKS = {each.name: each for each in identities() if each.name in PLANTED}
UNIT = 10_000


def frames_of(given):
    """The frames with what all rows of a document have."""
    made = {}
    for name, rows in given.items():
        shared = {"document_id": "a", "page": 1, "row": 1, "placement": "printed"}
        units = {
            key.replace("_fen", "_precision_fen"): UNIT
            for row in rows
            for key in row
            if key.endswith("_fen")
        } | {"precision_fen": UNIT}
        columns = from_records(name, ()).columns
        every = [shared | units | row for row in rows]
        made[name] = pd.DataFrame(every)[[key for key in every[0] if key in columns]]
    return made


@pytest.mark.parametrize("name", PLANTED)
def test_records_that_agree_hold_and_one_cell_that_is_planted_does_not(name):
    given = {key: rows for key, rows in PLANTED[name].items() if key != "planted"}
    right = verdicts(frames_of(given), [CHECKS[name]])
    assert set(right["verdict"]) == {"exact"}, right.to_string()
    frame, column, value = PLANTED[name]["planted"]
    wrong = copy.deepcopy(given)
    wrong[frame][0][column] = value
    found = verdicts(frames_of(wrong), [CHECKS[name]])
    assert "inconsistent" in set(found["verdict"]), found.to_string()
