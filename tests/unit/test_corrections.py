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
        ('[[corrections]]\ndocument = "x"', "corrections, entry 1: the key 'cell' is missing"),
        (
            ENTRY.format(document="x", expect="1").replace("confirmed", "sure"),
            "no status 'sure'; there are proposed, confirmed",
        ),
        (ENTRY.format(document="x", expect="0.000000001"), "finer than 1 分"),
        ("[[corrections]", "corrections.toml: not TOML"),
        ("", "the key 'corrections' is missing"),
        (ENTRY.format(document="x", expect="1") + "page = 3", "no key 'page'"),
        (
            ENTRY.format(document="x", expect="1").replace('"x"', "7"),
            "entry 1, document: Expected `str`",
        ),
        (ENTRY.format(document="x", expect="true"), "entry 1, expect: Expected `decimal`"),
        (ENTRY.format(document="x", expect="nan"), "expect is NaN, which is no amount"),
        (ENTRY.format(document="x", expect="1e400"), r"expect is 1e\+400, which is no amount"),
        (ENTRY.format(document="x", expect="1e-999999999"), "finer than 1 分"),
        (ENTRY.format(document="x", expect="1e99999999999999999999"), "not TOML"),
        (ENTRY.format(document="x", expect="9" * 5000), "not TOML: Exceeds the limit"),
        ("a = " + "[" * 100_000, "not TOML: brackets within brackets"),
    ],
)
def test_an_entry_that_is_not_complete_is_an_error(tmp_path, entry, message):
    file = tmp_path / "corrections.toml"
    file.write_text(entry, encoding="utf-8")
    with pytest.raises(CorrectionError, match=message):
        read_corrections(file)


def test_bytes_that_are_no_text_are_no_corrections(tmp_path):
    file = tmp_path / "corrections.toml"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CorrectionError, match=r"corrections\.toml: not TOML"):
        read_corrections(file)


@pytest.mark.parametrize("name", ["某局-2022-决算-{}", "{}"])
def test_a_correction_finds_its_document_by_the_digits_of_its_hash(misprinted, tmp_path, name):
    digits = juesuan.read(misprinted, name="x.txt").source.sha256[:8]
    file = tmp_path / "corrections.toml"
    entry = ENTRY.format(document=name.format(digits), expect="61.73")
    file.write_text(entry, encoding="utf-8")
    amounts = juesuan.read(misprinted, name="x.txt", corrections=file).amounts
    assert amounts["corrected_fen"].dropna().tolist() == [16_730_000]


@pytest.mark.parametrize(
    "document", ["某局-2022-决算-00000000", "武汉市汉阳区总工会-2022-决算", "x"]
)
def test_a_correction_of_another_document_changes_nothing(misprinted, tmp_path, document):
    file = tmp_path / "corrections.toml"
    file.write_text(ENTRY.format(document=document, expect="61.73"), encoding="utf-8")
    read = juesuan.read(misprinted, name="x.txt", corrections=file)
    assert read.amounts["corrected_fen"].isna().all()
    assert "correction_stale" not in set(read.problems["kind"])
