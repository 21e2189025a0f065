"""The share of the prose's figures that are placed: a ratchet, it may only grow."""

from pathlib import Path

import pandas as pd
import pytest

import juesuan
from juesuan.show.prose_count import is_placed, prose_count

SHORT = Path(__file__).parent.parent / "fixtures" / "prose"
# Figures of the first document whose place is not known, at most: four each of the evaluation's two
# sentences whose subject only the headings name, and a 款 that is called otherwise than its row.
OPEN_AT_MOST = 9


def count(document: juesuan.Document):
    return prose_count({name: document.frame(name) for name in ("claims", "rows")})


def test_nearly_every_figure_of_the_first_document_is_placed(hanyang):
    found = count(hanyang)
    assert found.figures >= 342
    assert found.figures - found.placed <= OPEN_AT_MOST


def test_every_figure_of_the_second_document_is_placed(putuo):
    found = count(putuo)
    assert found.figures >= 146
    assert found.placed == found.figures


def test_every_figure_of_the_short_documents_is_placed():
    counts = [count(juesuan.read(path)) for path in sorted(SHORT.glob("*.txt"))]
    assert sum(each.figures for each in counts) >= 854
    assert sum(each.placed for each in counts) == sum(each.figures for each in counts)


@pytest.mark.parametrize(
    "lacking",
    [
        {"subject": None, "subject_from": None},
        {"subject_from": "heading"},
        {"year": pd.NA},
        {"role": None},
        {"table": None},
        {"quantity": "growth", "role": None, "compared_with": None},
    ],
)
def test_a_figure_that_lacks_anything_of_its_place_does_not_count(lacking):
    whole = {
        "subject": "行政运行",
        "subject_from": "sentence",
        "quantity": "amount",
        "role": "actual",
        "year": 2024,
        "compared_with": None,
        "table": "expenditure",
    }
    figures = pd.DataFrame([whole, whole | lacking])
    rows = pd.DataFrame({"name": ["行政运行", None]})
    assert is_placed(figures, rows).tolist() == [True, False]
