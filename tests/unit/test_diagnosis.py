"""One figure of the first document is changed; the cell and its repair are found."""

import pytest

import juesuan
from juesuan.identities.diagnosis import checked
from tests.checked import inconsistent, of_tables

TABLE_3 = "支出决算表（表 3）"


@pytest.fixture(scope="module")
def text(hanyang_path):
    return hanyang_path.read_text(encoding="utf-8")


def read_with(text, old, new):
    at = text.index(old, text.index(TABLE_3))
    return juesuan.read((text[:at] + new + text[at + len(old) :]).encode(), name="changed.txt")


@pytest.mark.parametrize(
    ("old", "new", "cell", "repair", "cause"),
    [
        (
            "死亡抚恤 16.73 16.73",
            "死亡抚恤 16.73 61.73",
            "expenditure/2080801/basic",
            16.73,
            "digits transposed",
        ),
        (
            "合计 533.26 354.74 178.52",
            "合计 533.26 345.74 178.52",
            "expenditure/total/basic",
            354.74,
            "digits transposed",
        ),
        (
            "死亡抚恤 16.73 16.73",
            "死亡抚恤 16.73 167300.00",
            "expenditure/2080801/basic",
            16.73,
            "元 for 万元",
        ),
    ],
)
def test_the_changed_cell_is_the_first_suspect_with_its_cause(text, old, new, cell, repair, cause):
    document = read_with(text, old, new)
    first = document.suspects.iloc[0]
    assert (first["cell"], first["repair"], first["broken"]) == (cell, repair, 0)
    assert cause in first["hint"]
    wrong = inconsistent(of_tables(document.verdicts))
    assert set(wrong["suspect"]) == {cell}
    assert all(cell in cells.split("; ") for cells in wrong["cells"])


def test_a_wrong_sign_is_told_from_the_frames(hanyang):
    frames = {name: hanyang.frame(name) for name in ("amounts", "rows", "tables")}
    amounts = frames["amounts"].copy()
    own = amounts["table"].eq("expenditure") & amounts["code"].eq("2080801")
    amounts.loc[own & amounts["measure"].eq("basic"), ["amount", "amount_fen"]] *= -1
    _, suspects = checked(frames | {"amounts": amounts})
    first = suspects.iloc[0]
    assert first["cell"] == "expenditure/2080801/basic"
    assert first["hint"] == "-16.73 would be 16.73: the sign"


def test_a_document_that_adds_up_has_no_suspects(hanyang):
    assert hanyang.suspects.empty
