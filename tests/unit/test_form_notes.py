"""The formulas of a table's own notes: read, set beside the known identities, and checked."""

import random

import pandas as pd
import pytest

import juesuan
from juesuan.narrative.form_notes import read_form_notes
from juesuan.narrative.paragraphs import notes
from juesuan.readers.text import read_text
from tests.factory import Layout, print_text, random_account

LINES = "income_expenditure_summary"


def read(text, table=LINES):
    lines = read_text(text.encode(), "made.txt").lines
    return list(read_form_notes(notes(lines, table, "收入支出决算总表")))


@pytest.mark.parametrize(
    ("text", "axis", "total", "parts"),
    [
        ("27 行＝（1＋2＋3）行", "line", 27, "1+2+3"),
        ("58 行＝（32＋33 + … + 36）行", "line", 58, "32+33+34+35+36"),
        ("58 行＝（ 32＋33 + ⅆ + 36）行", "line", 58, "32+33+34+35+36"),
        ("6 栏各行＝（1＋2－3）栏各行", "column", 6, "1+2-3"),
        ("注：9栏=（10+11）栏。", "column", 9, "10+11"),
        ("1行=2行+3行", "line", 1, "2+3"),
        ("第31行＝第27行＋第28行", "line", 31, "27+28"),
        ("27=1+2+3", "line", 27, "1+2+3"),
        ("2.本表平衡关系：6行=4行-5行", "line", 6, "4-5"),
    ],
)
def test_a_formula_is_read(text, axis, total, parts):
    (note,) = read(text)
    assert (note.axis, note.total, note.added) == (axis, total, parts)


def test_several_formulas_of_one_note_are_read_in_order():
    found = read("注：1栏＝（2＋3＋6）栏；3栏＝（4＋5）栏；\n7栏＝（8＋9＋12）栏。")
    assert [(note.total, note.added) for note in found] == [
        (1, "2+3+6"),
        (3, "4+5"),
        (7, "8+9+12"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "1行＝（2＋基本支出）行",
        "1行＝2行×3行",
        "5行＝6行－（7＋8）行",
        "1行＝2行＝3行",
        "58行＝（32＋…）行",
        "第1234567行＝（1＋2）行",
        "1行=",
    ],
)
def test_what_cannot_be_read_is_kept_as_it_stands(text):
    (note,) = read(text)
    assert (note.total, note.parts) == (0, ())


@pytest.mark.parametrize(
    "text", ["注：本表反映部门本年度收支情况。", "尾差=0.01", "本表数据无尾差。", "1.本年收入=支出"]
)
def test_a_note_without_line_numbers_is_no_formula(text):
    assert read(text) == []


# --- against the known identities -------------------------------------------------------------


def changed(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    return juesuan.read(text.replace(old, new).encode(), name=path.name)


def of_notes(document):
    verdicts = document.verdicts
    return verdicts[verdicts["identity"].str.startswith("form_notes.")]


def said(document):
    problems = document.problems
    return problems[problems["kind"].isin(["note_differs", "note_not_read"])]


def test_every_formula_of_the_example_is_stated_by_an_identity(hanyang):
    found = hanyang.form_notes
    assert len(found) == 19
    assert found["identity"].notna().all()
    assert found["differs_from"].isna().all()
    known = dict(zip(found["formula"], found["identity"], strict=True))
    assert known["58行=(32+33+ⅆ+57)行"] == "income_expenditure_summary.total_expenditure"
    assert known["6栏各行=(1+2-3)栏各行"] == "government_fund.balance"
    assert known["9栏=(10+11)栏"] == "three_public.vehicles"
    assert of_notes(hanyang).empty
    assert said(hanyang).empty


def test_a_formula_of_other_lines_is_said_and_checked_itself(hanyang_path):
    document = changed(hanyang_path, "27 行＝（ 1＋2+3）行", "27 行＝（ 1＋2）行")
    (row,) = document.form_notes.dropna(subset="differs_from").to_dict("records")
    assert row["parts"] == "1+2"
    assert row["differs_from"] == "appropriation_summary.total_income"
    (problem,) = said(document).to_dict("records")
    assert problem["kind"] == "note_differs"
    assert "27行=(1+2)行" in problem["message"]
    assert "三项财政拨款" in problem["message"]
    (own,) = of_notes(document).to_dict("records")
    assert (own["name"], own["verdict"]) == ("27行=(1+2)行", "exact")
    ours = document.verdicts["identity"] == "appropriation_summary.total_income"
    assert document.verdicts.loc[ours, "verdict"].tolist() == ["exact"]


def test_a_formula_that_does_not_hold_is_inconsistent_with_both_figures(hanyang_path):
    document = changed(hanyang_path, "31 行＝（ 27＋28＋29）行", "31 行＝（ 27＋32）行")
    (own,) = of_notes(document).to_dict("records")
    assert own["verdict"] == "inconsistent"
    assert (own["reported"], own["computed"]) == (533.26, 974.42)
    assert own["table"] == LINES
    assert own["message"].startswith("收入支出决算总表 31行=(27+32)行")


def test_a_formula_over_columns_is_checked_in_every_row(hanyang_path):
    old = "1 栏各行＝（ 2＋3＋4＋5＋6）栏各行"
    own = of_notes(changed(hanyang_path, old, "1 栏各行＝（ 2＋4＋5＋6）栏各行"))
    wrong = own[own["verdict"] == "inconsistent"].set_index("code")
    assert wrong.loc["201", ["reported", "computed"]].tolist() == [441.16, 269.02]
    assert "2012901" in set(own.loc[own["verdict"] == "exact", "code"])
    assert set(own["verdict"]) == {"exact", "inconsistent"}


def test_a_formula_that_names_no_line_of_the_table_is_not_checked(hanyang_path):
    document = changed(hanyang_path, "62 行＝（ 58＋59＋60 ）行", "62 行＝（ 58＋99 ）行")
    (own,) = of_notes(document).to_dict("records")
    assert (own["verdict"], own["reason"]) == ("not_checked", "side_missing")
    assert pd.isna(own["reported"])


def test_a_formula_that_cannot_be_read_is_said(hanyang_path):
    old = "1 栏各行＝（ 2＋3＋4＋5＋6）栏各行"
    document = changed(hanyang_path, old, "1 栏各行＝（ 2＋基本）栏各行")
    (problem,) = said(document).to_dict("records")
    assert problem["kind"] == "note_not_read"
    assert problem["found"] == "1栏各行=(2+基本)栏各行"
    assert problem["table"] == "expenditure"
    assert len(document.form_notes) == 18


def test_a_formula_over_a_figure_without_a_column_is_not_checked(hanyang):
    amounts = hanyang.amounts
    at = (amounts["table"] == "expenditure") & (amounts["code"] == "2012901")
    amounts.loc[at, "measure"] = pd.NA
    amounts["placement"] = amounts["placement"].astype(object).mask(at, "ambiguous")
    notes_frame = hanyang.form_notes
    notes_frame = notes_frame[notes_frame["table"] == "expenditure"].assign(identity=pd.NA)
    given = {name: hanyang.frame(name) for name in ("documents", "tables", "rows")}
    found = juesuan.check_frames(given | {"amounts": amounts, "form_notes": notes_frame})
    own = found[found["identity"] == "form_notes.columns"].set_index("code")
    assert "2012901" not in own.index or own.loc["2012901", "verdict"] == "not_checked"
    assert own.loc["201", "verdict"] == "exact"


@pytest.mark.parametrize("seed", range(4))
def test_the_formulas_of_the_official_form_are_the_known_identities(seed):
    account = random_account(random.Random(seed), zeros="blank")
    text = print_text(account, Layout(notes="formulas", line_numbers=True))
    document = juesuan.read(text.encode(), name="made.txt")
    assert len(document.form_notes) > 12
    assert document.form_notes["identity"].notna().all()
    assert said(document).empty
