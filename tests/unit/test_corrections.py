"""Known errors of a document: the printed amount stays, the corrected one stands beside it."""

import pytest

import juesuan
from juesuan.errors import CorrectionError
from juesuan.identities.corrections import read_corrections

ENTRY = """
[[corrections]]
document = "{document}"
cell = "expenditure/2080801/basic"
expect = {expect}
corrected = 16.73
reason = "digits transposed"
status = "confirmed"
"""


@pytest.fixture
def misprinted(hanyang_path):
    text = hanyang_path.read_text(encoding="utf-8")
    return text.replace("死亡抚恤 16.73 16.73", "死亡抚恤 16.73 61.73", 2).encode()


def corrected(misprinted, tmp_path, expect):
    plain = juesuan.read(misprinted, name="x.txt")
    file = tmp_path / "corrections.toml"
    file.write_text(ENTRY.format(document=plain.document_id, expect=expect), encoding="utf-8")
    return juesuan.read(misprinted, name="x.txt", corrections=file)


def test_the_printed_amount_stays_and_the_corrected_one_stands_beside_it(misprinted, tmp_path):
    document = corrected(misprinted, tmp_path, "61.73")
    found = document.amounts[document.amounts["corrected_fen"].notna()]
    assert found[["code", "measure", "amount_fen", "corrected_fen"]].values.tolist() == [
        ["2080801", "basic", 61_730_000, 16_730_000]
    ]
    assert found["correction"].tolist() == ["confirmed: digits transposed"]
    assert "correction_stale" not in set(document.problems["kind"])


def test_a_correction_of_another_edition_changes_nothing_and_says_so(misprinted, tmp_path):
    document = corrected(misprinted, tmp_path, "62.73")
    assert document.amounts["corrected_fen"].isna().all()
    problems = document.problems[document.problems["kind"] == "correction_stale"]
    assert problems["found"].tolist() == ["expenditure/2080801/basic"]
    assert "another amount is printed" in problems["message"].iloc[0]


def test_with_its_corrections_made_the_document_adds_up(misprinted, tmp_path):
    document = corrected(misprinted, tmp_path, "61.73")
    as_printed = document.check()
    made = document.check(corrected=True)
    row = "expenditure.row"
    assert "inconsistent" in set(as_printed.loc[as_printed["identity"] == row, "verdict"])
    assert "inconsistent" not in set(made.loc[made["identity"] == row, "verdict"])


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ('[[corrections]]\ndocument = "x"', "lacks"),
        (ENTRY.format(document="x", expect="1").replace("confirmed", "sure"), "status 'sure'"),
        (ENTRY.format(document="x", expect="0.000000001"), "finer than 1 分"),
        ("[[corrections]", "corrections.toml"),
    ],
)
def test_an_entry_that_is_not_complete_is_an_error(tmp_path, entry, message):
    file = tmp_path / "corrections.toml"
    file.write_text(entry, encoding="utf-8")
    with pytest.raises(CorrectionError, match=message):
        read_corrections(file)
