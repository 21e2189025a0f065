"""The live checks and the frames, after LibreOffice calculated and saved the workbooks."""

from collections import Counter

import pandas as pd
import pytest

import juesuan

from .office import live_checks, opened, verdicts_of


@pytest.mark.parametrize(
    "name", ["hanyang", "budget", "full", "seed4", "seed13", "seed28", "putuo"]
)
def test_live_checks_agree_with_the_verdicts(name, books, calculated):
    if name not in books:
        pytest.skip("JUESUAN_DOCUMENTS names no folder of published documents")
    live = live_checks(books[name].path, calculated[name])
    verdicts = verdicts_of(books[name].doc)
    assert live == verdicts
    assert live.total() >= (100 if name == "budget" else 200)


def test_the_documents_have_every_verdict(books, calculated):
    live = Counter()
    for name, book in books.items():
        live += live_checks(book.path, calculated[name])
    assert {verdict for _, verdict, *_ in live} == {"相符", "舍入差", "不符", "未校验"}


def test_a_changed_cell_changes_its_checks_only(books, corrected, calculated):
    before = live_checks(books["hanyang"].path, calculated["hanyang"])
    after = live_checks(corrected["changed"], calculated["changed"])
    gone, new = before - after, after - before
    wrong = {(name, *money) for name, verdict, *money in new if verdict == "不符"}
    assert wrong == {
        # 2012901: total 269.02 against basic 270.02; 20129: basic 269.02 against 270.02
        ("expenditure.row 2012901 total", "270020000", "-1000000", "10000"),
        ("expenditure.section_from_items 20129 basic", "270020000", "-1000000", "10000"),
    }
    assert len(gone) == len(new) == 3
    assert ("between_tables.appropriation_within_basic 2012901 basic", "相符") in {
        check[:2] for check in new
    }


def test_the_first_sheet_counts_what_does_not_hold_now(calculated):
    for name, wrong in (("hanyang", 0), ("changed", 2)):
        sheet = opened(calculated[name], values=True)["说明"]
        row = next(r for r in sheet.iter_rows(values_only=True) if r[0] == "支出决算表")
        assert row[10] == wrong


def test_the_summary_of_a_row_is_its_worst_verdict(calculated):
    sheet = opened(calculated["changed"], values=True)["支出决算表"]
    head = [cell.value for cell in sheet[3]]
    summary = {row[0].value: row[head.index("校验")].value for row in sheet.iter_rows(min_row=5)}
    assert {code for code, verdict in summary.items() if verdict == "不符"} == {"20129", "2012901"}
    assert summary["2210203"] == "相符"


def test_a_person_who_decides_ambiguous_cells_gets_them_checked(books, corrected, calculated):
    before = live_checks(books["seed4"].path, calculated["seed4"])
    after = live_checks(corrected["decided"], calculated["decided"])

    def verdicts(checks):
        return {v for name, v, *_ in checks if name.startswith("expenditure.")}

    assert "未校验" in verdicts(before)
    assert verdicts(after) == {"相符", "舍入差"}


def test_formulas_carry_the_values_that_they_give(books, calculated):
    for name, book in books.items():
        written, again = opened(book.path, values=True), opened(calculated[name], values=True)
        formulas = [
            (sheet.title, cell.coordinate)
            for sheet in opened(book.path)
            for row in sheet.iter_rows()
            for cell in row
            if cell.data_type == "f"
        ]
        assert len(formulas) > 300
        for sheet, at in formulas:
            mine, other = written[sheet][at].value, again[sheet][at].value
            if isinstance(other, float):
                assert mine == pytest.approx(other, abs=1e-9), (name, sheet, at)
            else:
                assert (mine or "") == (other or ""), (name, sheet, at)


def test_no_formula_gives_an_error(calculated):
    for path in calculated.values():
        workbook = opened(path, values=True)
        errors = [
            (sheet.title, cell.coordinate, cell.value)
            for sheet in workbook
            for row in sheet.iter_rows()
            for cell in row
            if cell.data_type == "e"
        ]
        assert not errors


def test_frames_survive_libreoffice(books, calculated):
    again = juesuan.read_workbook(calculated["hanyang"])
    for name in juesuan.FRAMES:
        pd.testing.assert_frame_equal(again[name], books["hanyang"].doc.frame(name), rtol=1e-14)
