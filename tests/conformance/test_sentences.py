"""Paragraphs in the wording of many places, with every figure labelled where it stands.

A label follows its figure in ⟦⟧: what it is (a amount, b base of the year before, p budget, c
change, g growth, m multiple, s share, r completion rate, t another rate, n count, x score; R or
P in front is a figure of a reason or purpose, + - > < behind it the direction), its subject
(none: the one before), |what it is compared with (none: last year, of a rate the initial
budget), ~its base and #its cell. A paragraph begins with @@ and a name; all are of the year
2022. Names and figures are invented.
"""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

import juesuan

HEAD = "清河县教育和体育局2022年度部门决算\n第三部分 2022年度部门决算情况说明\n"
LABEL = re.compile(
    r"⟦(?P<role>[RP])?(?P<kind>[a-z])(?P<way>[-+<>])?(?: (?P<subject>[^|~#⟧]*))?"
    r"(?:\|(?P<compared>[^~#⟧]*))?(?:~(?P<base>[^#⟧]*))?(?:#(?P<cell>[^⟧]*))?⟧"
)
KINDS = {"a": "amount", "b": "amount", "p": "amount", "c": "change", "g": "growth", "m": "multiple"}
KINDS |= {"s": "share", "r": "completion_rate", "t": "rate", "n": "count", "x": "score"}
WAYS = {"+": "增加", "-": "减少", ">": "大于", "<": "小于", None: ""}
COMPARED = {"c": "上年", "g": "上年", "m": "上年", "r": "年初预算"}
ROLES = {"R": "reason", "P": "purpose", "b": "base", "p": "budget"}
UNITS = (100, 100_000, 1_000_000, 10_000_000_000)


@dataclass
class Case:
    name: str
    text: str
    labels: list[dict[str, str | None]]


def cases() -> list[Case]:
    folder = Path(__file__).parent.parent / "fixtures" / "sentences"
    found = []
    for path in sorted(folder.glob("*.txt")):
        for block in path.read_text(encoding="utf-8").split("@@ ")[1:]:
            name, _, body = block.partition("\n")
            labels = [match.groupdict() for match in LABEL.finditer(body)]
            found.append(Case(f"{path.stem}: {name}", LABEL.sub("", body), labels))
    return found


def bare(words: object) -> str:
    text = unicodedata.normalize("NFKC", "" if pd.isna(words) else str(words))
    text = re.sub(r"[\s“”\"'()]|财政拨款|^本年度?", "", text)
    return re.sub("(?:支出决算|决算数|决算|支出)$", "", text)


def plain(value: object) -> str:
    return "" if value is None or pd.isna(value) else str(value)


def is_subject(found: str, wanted: str) -> bool:
    return (
        found == wanted or (bool(found) and found in wanted) or (bool(wanted) and wanted in found)
    )


def differences(row: dict, label: dict, subject: str) -> dict[str, tuple[object, object]]:
    """What was read of a figure and what is right, where they differ."""
    kind, year = label["kind"], 2021 if label["kind"] == "b" else 2022
    pairs = {"quantity": (row["quantity"], KINDS[kind])}
    if not is_subject(bare(row["subject"]), bare(subject)):
        pairs["subject"] = (row["subject"], subject)
    if kind in "cgm":
        pairs["direction"] = (plain(row["direction"]), WAYS[label["way"]])
    role = ROLES.get(label["role"] or kind, "")
    if kind not in "nx":
        pairs["role"] = (plain(row["role"]).replace("actual", ""), role)
    if label["role"] is None:
        pairs["year"] = (row["year"], year)
        wanted = label["compared"] or COMPARED.get(kind, "")
        if kind in COMPARED and not (wanted == "预算" and plain(row["compared_with"])):
            pairs["compared_with"] = (plain(row["compared_with"]), wanted)
    if label["base"]:
        bases = [round(float(label["base"]) * unit) for unit in UNITS]
        pairs["base"] = (row["base_fen"] in bases, True)
    if label["cell"]:
        cell = ":".join(plain(row[each]) for each in ("table", "line_key", "code", "measure"))
        pairs["cell"] = (cell, label["cell"])
    return {name: (read, right) for name, (read, right) in pairs.items() if read != right}


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_every_figure_is_read_as_labelled(case):
    claims = juesuan.read((HEAD + case.text).encode(), name="a.txt").claims
    rows = claims[claims["value"].notna()].to_dict("records")
    assert len(rows) == len(case.labels), [(row["value"], row["subject"]) for row in rows]
    wrong, subject = [], ""
    for row, label in zip(rows, case.labels, strict=True):
        subject = label["subject"] or subject
        if found := differences(row, label, subject):
            wrong.append((row["text"], found))
    assert wrong == []


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_reasons_with_amounts_are_signed_changes(case):
    changes = juesuan.read((HEAD + case.text).encode(), name="a.txt").changes
    reasons = [each for each in case.labels if each["role"] == "R" and each["kind"] in "ca"]
    assert len(changes) == len(reasons)
    for amount, label in zip(changes["amount"], reasons, strict=True):
        assert label["way"] is None or (amount < 0) == (label["way"] == "-")
