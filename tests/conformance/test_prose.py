"""Short documents in the sentence forms of many places, with every figure of their prose labelled.

All names and figures are invented. The columns of the labels are those of the frames; the least
numbers that are right of each document may only grow.
"""

import csv
import re
import unicodedata
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

import juesuan

FOLDER = Path(__file__).parent.parent / "fixtures" / "prose"
DOCUMENTS = sorted(path.stem for path in FOLDER.glob("*.txt"))
FEN = {"元": 100, "千元": 100_000, "万元": 1_000_000, "亿元": 10_000_000_000}
# The share of the labelled figures that is read with quantity and cell, with subject and direction
# too, and with year, comparison and base.
LEAST = {"cell": 0.995, "subject": 0.99, "compared": 0.995}
# Figures that a form leaves open: the template's both words; 预算 told twice in one name.
MOST_MISSED = 4


def labels(name: str, what: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.{what}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def document(name: str) -> juesuan.Document:
    return juesuan.read(FOLDER / f"{name}.txt")


def plain(value: object) -> str:
    return "" if pd.isna(value) else str(value)


def bare(words: object) -> str:
    """A subject without what may or may not be printed with it."""
    text = unicodedata.normalize("NFKC", plain(words))
    text = re.sub(r"[\s“”\"'()《》]|^本年|财政拨款", "", text)
    return re.sub("(?:支出决算|决算|支出|决算数)$", "", text)


def cell(row: dict[str, object]) -> tuple[str, str, str]:
    table, key = plain(row["table"]), plain(row["code"])
    if table in ("three_public", "income_expenditure_summary", "appropriation_summary"):
        key = plain(row["line_key"])
    if table == "general_budget_basic":
        key = plain(row["line_key"])
    return table, key, plain(row["measure"]) if table else ""


def is_cell(read: dict[str, object], label: dict[str, str]) -> bool:
    """A cell of a table that the document lacks may be left open; so may the form's column."""
    found, wanted = cell(read), cell(label)
    if wanted[0] == "appropriation_summary" and label["side"] == "expenditure":
        wanted = (*wanted[:2], "total")
    return found == wanted or (label["table_printed"] == "0" and not found[0])


def is_subject(read: dict[str, object], label: dict[str, str]) -> bool:
    found, wanted = bare(read["subject"]), bare(label["subject"])
    near = found in wanted if found else False
    return near or (wanted in found and len(found) <= 2 * len(wanted))


def is_compared(read: dict[str, object], label: dict[str, str]) -> bool:
    year = not label["year"] or plain(read["year"]) == label["year"]
    against = plain(read["compared_with"])
    any_budget = label["compared_with"] == "预算" and bool(against)
    if not year or (against != label["compared_with"] and not any_budget):
        return False
    if not label["base"] or label["unit"] not in FEN:
        return True
    bases = {round(float(label["base"]) * unit) for unit in FEN.values()}
    return plain(read["base_fen"]) != "" and int(read["base_fen"]) in bases


def read_as(label: dict[str, str], free: list[dict[str, object]]) -> dict | None:
    """The claim of a labelled figure; it is taken off the list."""
    value = abs(float(label["value"]))
    same = [
        row
        for row in free
        if int(row["row"]) == int(label["line"]) and abs(abs(row["value"]) - value) < 1e-9
    ]
    if not same:
        return None
    units = [row for row in same if bare(row["unit"]) == bare(label["unit"])] or same
    found = next((row for row in units if row["quantity"] == label["quantity"]), units[0])
    free.remove(found)
    return found


@cache
def compared(name: str) -> tuple[dict[str, int], list[tuple], list[dict]]:
    """How many labels are read right, those that are not, and claims that are no figure's."""
    claims = document(name).claims
    free = claims[claims["value"].notna()].to_dict("records")
    right, wrong = dict.fromkeys(LEAST, 0), []
    for label in labels(name, "claims"):
        read = read_as(label, free)
        cells = read is not None and read["quantity"] == label["quantity"] and is_cell(read, label)
        word = label["direction"] if label["quantity"] in ("change", "growth", "multiple") else ""
        said = cells and (not word or plain(read["direction"]) == word)
        results = {
            "cell": cells,
            "subject": said and is_subject(read, label),
            "compared": cells and is_compared(read, label),
        }
        for key, holds in results.items():
            right[key] += holds
        if not all(results.values()):
            wrong.append((label["line"], label["printed"], label["subject"], results))
    return right, wrong, free


@pytest.mark.parametrize("measure", LEAST)
def test_nearly_every_labelled_figure_is_read_right(measure):
    total = sum(len(labels(name, "claims")) for name in DOCUMENTS)
    right = sum(compared(name)[0][measure] for name in DOCUMENTS)
    assert total == 854
    assert right / total >= LEAST[measure], [compared(name)[1] for name in DOCUMENTS]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_document_is_read_badly(name):
    _, wrong, more = compared(name)
    assert len(wrong) <= MOST_MISSED, wrong
    assert more == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_execution_is_read_with_its_reasons(name):
    found = {
        (plain(row["code"]), plain(row["actual"])): row
        for row in document(name).execution.to_dict("records")
    }
    for label in labels(name, "execution"):
        row = found[label["code"], plain(float(label["actual"]))]
        for column in ("budget", "printed_rate"):
            wanted = float(label[column]) if label[column] else ""
            assert plain(row[column]) == plain(wanted), label
        assert plain(row["budget_kind"]) == label["budget_kind"] or label["budget_kind"] == "预算"
        assert bare(row["reason"]).strip("。：:，,") == bare(label["reason"]).strip("。：:，,")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_reasons_have_signed_amounts(name):
    found = [
        (round(row["amount"], 4), bare(row["subject"]))
        for row in document(name).changes.to_dict("records")
    ]
    for label in labels(name, "changes"):
        amount, subject = round(float(label["amount"]), 4), bare(label["subject"])
        same = [one for value, one in found if value == amount]
        assert any(one in subject or subject in one for one in same), label
