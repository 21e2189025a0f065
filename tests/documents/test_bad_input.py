"""The first document, damaged: the right frame, or a problem or an error that says so."""

import re
from dataclasses import replace
from random import Random

import pytest

import juesuan
from tests.checked import inconsistent, of_tables
from tests.factory import Layout, print_text, random_account


@pytest.fixture(scope="module")
def text(hanyang_path) -> str:
    return hanyang_path.read_text(encoding="utf-8")


TABLE_3 = "2022 年度支出决算表（表 3）"
TABLE_4 = "2022 年度财政拨款收入支出决算总表（表 4）"
TABLE_5 = "2022 年度一般公共预算财政拨款支出决算表（表 5）"


def change(text: str, title: str, old: str, new: str) -> str:
    """The text with one row changed behind a title."""
    start = text.index(title)
    assert old in text[start:]
    return text[:start] + text[start:].replace(old, new, 1)


def read(text: str) -> juesuan.Document:
    return juesuan.read(text.encode(), name="damaged.txt")


def expenditure(document: juesuan.Document) -> dict[tuple[str, str], int]:
    mine = document.amounts[
        (document.amounts["table"] == "expenditure") & document.amounts["measure"].notna()
    ]
    keys = zip(mine["code"], mine["measure"], strict=True)
    return dict(zip(keys, mine["amount_fen"], strict=True))


def problems(document: juesuan.Document, kind: str) -> list[str]:
    hit = document.problems[document.problems["kind"] == kind]
    return hit["found"].fillna("").tolist()


@pytest.mark.parametrize(
    ("printed", "fen"),
    [
        ("1,738.02", 1_738_020_000),
        ("（269.02)", -269_020_000),
        ("-269.02", -269_020_000),
        ("269．02", 269_020_000),
        ("２６９．０２", 269_020_000),
        ("269. 02", 269_020_000),
    ],
)
def test_amounts_are_read_however_they_are_printed(text, printed, fen):
    document = read(text.replace("2012901 行政运行 269.02 269.02", f"2012901 行政运行 {printed} 1"))
    hit = document.amounts[
        (document.amounts["code"] == "2012901") & (document.amounts["table"] == "expenditure")
    ]
    assert hit["amount_fen"].iloc[0] == fen
    assert re.sub(r"\s", "", hit["raw"].iloc[0]) == re.sub(r"\s", "", printed)


@pytest.mark.parametrize("zero", ["—", "-", "0", "0.00"])
def test_a_printed_nothing_is_a_zero_in_its_column(text, zero):
    row = "2012901 行政运行 269.02 269.02"
    document = read(change(text, TABLE_5, row, f"{row} {zero}"))
    hit = document.amounts[
        (document.amounts["code"] == "2012901")
        & (document.amounts["table"] == "general_budget_expenditure")
    ]
    assert dict(zip(hit["measure"], hit["amount_fen"], strict=True)) == {
        "total": 269_020_000,
        "basic": 269_020_000,
        "project": 0,
    }
    assert set(hit["placement"]) == {"printed"}
    assert inconsistent(of_tables(document.verdicts)).empty


def test_a_misprint_costs_its_row_and_names_the_cells(text, hanyang):
    start = text.index("2022 年度支出决算表（表 3）")
    changed = text[:start] + text[start:].replace(
        "2080801 死亡抚恤 16.73 16.73", "2080801 死亡抚恤 16.73 61.73", 1
    )
    document = read(changed)
    assert problems(document, "row_does_not_add_up") == ["16.73 61.73"]
    before, after = expenditure(hanyang), expenditure(document)
    del before["2080801", "basic"]
    assert {cell: after.get(cell) for cell in before} == before
    wrong = inconsistent(of_tables(document.verdicts))
    assert "expenditure.row" in set(wrong["identity"])
    assert set(wrong["code"]) <= {"2080801", "20808"}


def test_a_table_printed_twice_counts_once_and_says_so(text, hanyang):
    start, end = (
        text.index(title)
        for title in ("2022 年度支出决算表（表 3）", "2022 年度财政拨款收入支出决算总表（表 4）")
    )
    document = read(text[:end] + text[start:end] + text[end:])
    assert len(document.amounts) == 183
    assert expenditure(document) == expenditure(hanyang)
    status = document.tables.groupby("status", observed=True).size().to_dict()
    assert status == {"found": 6, "declared_empty": 3, "duplicate": 1}
    hit = document.problems[document.problems["kind"] == "duplicate"]
    assert "the same amounts" in hit["message"].iloc[0]
    counts, once = (each.numbers.set_index("kind")["count"] for each in (document, hanyang))
    assert counts["amount"] == once["amount"]
    assert counts["cell"] > once["cell"]


def test_a_second_print_with_other_amounts_is_told_apart(text):
    start, end = (
        text.index(title)
        for title in ("2022 年度支出决算表（表 3）", "2022 年度财政拨款收入支出决算总表（表 4）")
    )
    copy = text[start:end].replace("172.14", "171.24")
    document = read(text[:end] + copy + text[end:])
    hit = document.problems[document.problems["kind"] == "duplicate"]
    assert "other amounts" in hit["message"].iloc[0]


def test_missing_tables_are_named_and_their_checks_are_not_reached(text):
    start, end = text.index(TABLE_4), text.index(TABLE_5)
    document = read(text[:start] + text[end:])
    status = document.tables.set_index("table")["status"]
    assert status["appropriation_summary"] == "missing"
    assert len(problems(document, "table_missing")) == 1
    sums = of_tables(document.verdicts)
    mine = sums[sums["table"] == "appropriation_summary"]
    assert set(mine["verdict"]) == {"not_checked"}
    assert set(mine["reason"]) == {"side_missing"}
    assert len(document.amounts) == 183 - 17


def test_a_total_row_that_is_gone_is_no_inconsistency(text):
    document = read(change(text, TABLE_3, "合计 533.26 354.74 178.52\n", ""))
    assert inconsistent(of_tables(document.verdicts)).empty
    mine = document.verdicts[
        (document.verdicts["identity"] == "expenditure.total_from_classes")
        & (document.verdicts["verdict"] == "not_checked")
    ]
    assert set(mine["reason"]) == {"side_missing"}


@pytest.mark.parametrize("share", [0.15, 0.2, 0.25, 0.3])
def test_a_truncated_document_keeps_what_is_there(text, share):
    document = read(text[: int(len(text) * share)])
    assert 0 < len(document.amounts) <= 183
    missing = document.tables[document.tables["status"] == "missing"]
    assert len(problems(document, "table_missing")) == len(missing)
    parts = ["amounts", "codes", "line_numbers", "other_numbers", "unplaced"]
    assert (document.tables[parts].sum(axis=1) == document.tables["numbers"]).all()


def test_a_text_without_tables_is_no_final_account(text):
    prose = text[text.index("第三部分") :].replace("决算", "收支").replace("预算", "收支")
    with pytest.raises(juesuan.NotAFinalAccount) as caught:
        read(prose)
    assert "damaged.txt" in str(caught.value)
    assert "收入支出决算总表" in str(caught.value)
    assert caught.value.hint


def test_strict_reading_raises_with_file_and_line(text):
    start = text.index("2022 年度支出决算表（表 3）")
    changed = text[:start] + text[start:].replace(
        "2080801 死亡抚恤 16.73 16.73", "2080801 死亡抚恤 16.73 61.73", 1
    )
    with pytest.raises(juesuan.TableNotRecognised, match=r"damaged\.txt, line") as caught:
        juesuan.read(changed.encode(), name="damaged.txt", strict=True)
    assert caught.value.line == changed[: changed.index("死亡抚恤 16.73 61.73")].count("\n") + 1


def test_strict_reading_refuses_what_a_person_has_to_look_at_and_lets_a_sound_document_pass(text):
    with pytest.raises(juesuan.NeedsReview, match=r"damaged\.txt, line 1471"):
        juesuan.read(text.encode(), name="damaged.txt", strict=True)
    sound = print_text(random_account(Random(3)), Layout(code_style="joined"))
    assert juesuan.read(sound.encode(), name="sound.txt", strict=True).findings.empty


def test_strict_reading_refuses_a_check_that_fails():
    """Another 总计 in the summary than its lines and the income table give."""
    account = random_account(Random(3))
    wrong = juesuan.read(print_text(account, Layout(code_style="joined")).encode(), name="a.txt")
    total = wrong.table("income", level="total")["total"].iloc[0]
    printed = print_text(account, Layout(code_style="joined"))
    summary, rest = printed.split("收入决算表", 1)
    changed = summary.replace(f"{total:.2f}", f"{total + 1:.2f}") + "收入决算表" + rest
    with pytest.raises(juesuan.Inconsistent, match=r"a\.txt, line \d+"):
        juesuan.read(changed.encode(), name="a.txt", strict=True)


def test_a_figure_too_many_is_unplaced_with_its_line(text):
    start = text.index("2022 年度一般公共预算财政拨款支出决算表（表 5）")
    changed = text[:start] + text[start:].replace(
        "201 一般公共服务支出 441.16 269.02 172.14",
        "201 一般公共服务支出 441.16 269.02 172.14 9.99",
        1,
    )
    document = read(changed)
    assert problems(document, "unplaced") == ["441.16", "269.02", "172.14", "9.99"]
    assert document.documents["unplaced"].iloc[0] == 4
    open_checks = document.verdicts[document.verdicts["reason"] == "unplaced"]
    assert len(open_checks) > 0
    assert inconsistent(of_tables(document.verdicts)).empty


def test_a_code_that_stands_twice_is_reported(text):
    row = "2210203 购房补贴 22.22 22.22"
    document = read(change(text, TABLE_3, row, f"{row}\n\n{row}"))
    assert problems(document, "code_twice") == ["2210203"]
    wrong = inconsistent(of_tables(document.verdicts))
    assert "22102" in set(wrong["code"])


def test_a_number_too_long_for_money_is_unplaced(text):
    row = "2210203 购房补贴 22.22 22.22"
    document = read(change(text, TABLE_3, row, "2210203 购房补贴 420106198001011234 22.22"))
    assert "420106198001011234" in problems(document, "unplaced")


def test_an_unknown_column_is_reported(text):
    document = read(change(text, TABLE_3, "经营\n", "经营\n支出\n基建专户\n"))
    assert len(problems(document, "column_unknown")) == 1


def test_without_a_unit_wan_is_assumed_and_said(text):
    document = read(re.sub(r"单位 ：万元", "", text))
    assert len(problems(document, "unit_assumed")) == 6
    assert document.tables["unit"].isna().all()


def test_a_document_in_yuan_is_held_in_the_same_fen(text, hanyang):
    def yuan(match: re.Match[str]) -> str:
        return f"{float(match[0]) * 10_000:,.2f}"

    end = text.index("第三部分")
    tables = re.sub(r"(?<![\d.])\d+\.\d\d(?![\d.])", yuan, text[:end]).replace(
        "单位 ：万元", "单位：元"
    )
    document = read(tables + text[end:])
    assert document.amounts["amount_fen"].tolist() == hanyang.amounts["amount_fen"].tolist()
    assert document.amounts["measure"].tolist() == hanyang.amounts["measure"].tolist()
    assert set(document.amounts["precision_fen"]) == {1}


def test_an_open_column_of_a_component_leaves_the_component_open_too(text):
    declared = "本部门没有使用一般公共预算 “三公” 经费安排的\n\n支出 ，故本表无数据。"
    assert declared in text
    changed = text.replace(declared, "").replace(
        "1 2 3 4 5 6 7 8 9 10 11 12\n", "1 2 3 4 5 6 7 8 9 10 11 12\n\n5.00 5.00\n"
    )
    document = read(changed)
    mine = document.amounts[document.amounts["table"] == "three_public"]
    assert mine["raw"].tolist() == ["5.00", "5.00"]
    # The first is a 合计 in any case; which component the second is, nobody can tell.
    assert mine["line_key"].iloc[0] == "total"
    assert mine[["line_key", "name"]].iloc[1].isna().all()
    # 合计 = 出国 + 用车 + 接待, 用车 = 购置 + 运行: two equal figures are a total and its one part.
    assert mine["candidates"].tolist() == [
        "budget,actual",
        "abroad.budget,reception.budget,abroad.actual,reception.actual",
    ]
    assert len(document.three_public) == 0
    checks = document.verdicts[document.verdicts["identity"] == "three_public.total"]
    assert set(checks["reason"]) == {"ambiguous"}


def test_a_table_pasted_with_bars_between_its_cells_is_read(text, hanyang):
    start, end = text.index(TABLE_3), text.index("第三部分")
    rows = (f"| {' | '.join(line.split())} |" for line in text[start:end].split("\n") if line)
    document = read(text[:start] + "\n".join(rows) + "\n" + text[end:])
    assert expenditure(document) == expenditure(hanyang)
    assert len(document.amounts) == 183


def test_a_second_account_in_the_file_fills_no_blank_of_the_first():
    rng = Random(1)
    first = random_account(rng, classes=(1, 1), state_capital=False, government_fund=False)
    second = random_account(rng, classes=(1, 1), state_capital=True, government_fund=True)
    accounts = replace(first, year=2022), replace(second, year=2023)
    both = [print_text(account, Layout()) for account in accounts]
    document = read("\n".join(both))
    alone = read(both[0])
    assert document.amounts["amount_fen"].tolist() == alone.amounts["amount_fen"].tolist()
    status = document.tables.groupby("table", observed=True)["status"].last()
    assert set(status) == {"duplicate"}
    assert not document.problems[document.problems["kind"].eq("duplicate")].empty
