"""Frames as files of other programs: what is read back is what was written."""

import pandas as pd
import pytest

import juesuan
from juesuan.errors import ExportError, UnknownName

DOCUMENTS = ("hanyang", "putuo_pdf")


@pytest.fixture(params=DOCUMENTS)
def document(request):
    return request.getfixturevalue(request.param)


@pytest.mark.parametrize("name", juesuan.FRAMES)
def test_a_frame_comes_back_from_csv_with_its_types(document, name, tmp_path):
    frame = document.frame(name)
    written = juesuan.to_csv(frame, tmp_path / "frame.csv")
    pd.testing.assert_frame_equal(juesuan.read_csv(written, frame=name), frame)


def test_a_csv_file_opens_in_a_spreadsheet_and_codes_stay_text_in_pandas(hanyang, tmp_path):
    written = juesuan.to_csv(hanyang.expenditure, tmp_path / "expenditure.csv")
    assert written.read_bytes().startswith(b"\xef\xbb\xbf")
    plain = pd.read_csv(written, dtype={"code": str}).set_index("code")
    assert plain.loc["2012901", "total"] == 269.02
    assert plain.loc["2012901", "name"] == "行政运行"


def test_some_columns_come_back_in_their_order(hanyang, tmp_path):
    part = hanyang.frame("amounts", columns=["amount_fen", "code", "table"])
    written = juesuan.to_csv(part, tmp_path / "part.csv")
    pd.testing.assert_frame_equal(juesuan.read_csv(written, "数据"), part)


def test_texts_that_csv_could_change_come_back(hanyang, tmp_path):
    claims = hanyang.claims.head(6)
    claims["text"] = ["", "NA", 'a "b", c', "two\nlines", " spaces ", None]
    claims["code"] = ["", None, "0012901", "201", None, ""]
    written = juesuan.to_csv(claims, tmp_path / "claims.csv")
    back = juesuan.read_csv(written, "claims")
    pd.testing.assert_frame_equal(back[["text", "code"]], claims[["text", "code"]])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("document_id,amount_fn\nx,1\n", "no column 'amount_fn'; did you mean 'amount_fen'"),
        ("document_id,amount_fen\nx,1.5\n", "no CSV of amounts"),
        ("document_id,amount_fen\nx,\n", "amount_fen is blank in a row"),
        ("", "no CSV of amounts"),
    ],
)
def test_a_file_that_is_not_the_frame_is_said(tmp_path, text, message):
    file = tmp_path / "x.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ExportError, match=rf"x\.csv: .*{message}"):
        juesuan.read_csv(file, "amounts")
    with pytest.raises(UnknownName, match="did you mean 'amounts'"):
        juesuan.read_csv(file, "amonts")


@pytest.mark.parametrize("name", [*juesuan.FRAMES, *juesuan.TABLES])
def test_every_frame_and_table_is_a_stata_file(document, name, tmp_path):
    frame = document.table(name) if name in juesuan.TABLES else document.frame(name)
    written = juesuan.to_stata(frame, tmp_path / "frame.dta")
    back = pd.read_stata(written)
    assert back.shape == frame.shape
    for at, column in enumerate(frame):
        given, found = frame[column], back.iloc[:, at]
        if pd.api.types.is_numeric_dtype(given.dtype):
            assert found.astype(float).equals(given.astype("Float64").astype(float)), column
        else:
            assert found.tolist() == given.astype(object).where(given.notna(), "").tolist(), column


def test_names_that_stata_does_not_allow_get_an_underscore(hanyang, tmp_path):
    back = pd.read_stata(juesuan.to_stata(hanyang.claims, tmp_path / "claims.dta"))
    assert "_end" not in hanyang.claims
    assert set(hanyang.claims) - set(back) <= {"end", "end_"} | {"start"} | {"text"}


def test_a_panel_is_a_stata_file(tmp_path):
    panel = pd.DataFrame({"code": ["201"], 2021: [1.5], 2022: [2.5]})
    back = pd.read_stata(juesuan.to_stata(panel, tmp_path / "panel.dta"))
    assert back.to_dict("records") == [{"code": "201", "_2021": 1.5, "_2022": 2.5}]
    csv = juesuan.to_csv(panel, tmp_path / "panel.csv").read_text(encoding="utf-8-sig")
    assert csv.splitlines() == ['"code","2021","2022"', '"201",1.5,2.5']


def test_a_whole_number_that_stata_cannot_hold_is_an_error(hanyang, tmp_path):
    amounts = hanyang.amounts
    amounts.loc[0, "amount_fen"] = 2**53 + 1
    with pytest.raises(ExportError, match=r"x\.dta, amount_fen: a whole number is larger"):
        juesuan.to_stata(amounts, tmp_path / "x.dta")


@pytest.mark.parametrize("name", juesuan.FRAMES)
def test_keys_stay_categories_in_parquet_where_none_occurs(hanyang, name, tmp_path):
    empty = hanyang.frame(name).iloc[:0]
    unknown = hanyang.frame(name)
    keys = empty.select_dtypes("category").columns
    for key in keys:
        unknown[key] = pd.Categorical.from_codes([-1] * len(unknown), pd.Index([], dtype="str"))
    for frame in (empty, unknown):
        frame.to_parquet(tmp_path / "x.parquet")
        back = pd.read_parquet(tmp_path / "x.parquet")
        assert list(back.select_dtypes("category")) == list(keys)
