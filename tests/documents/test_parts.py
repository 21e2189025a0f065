"""An account that is published in parts is read as one, and strangers are told apart."""

import io

import openpyxl
import pytest

import juesuan

PARTS = ("第二部分", "第三部分")
ALIKE = ["table", "side", "code", "name", "measure", "amount_fen", "placement"]
PAGE = """青石县档案馆2022年度部门决算
第一部分 青石县档案馆概况
第二部分 2022年度部门决算表
见附件
第三部分 2022年度部门决算情况说明
三、支出决算情况说明
2022年度本年支出合计120.00万元，其中：基本支出100.00万元，占83.33%；项目支出20.00万元，占16.67%。
"""
COLUMNS = "本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"
TABLE = [
    ["支出决算表"],
    ["部门：青石县档案馆", None, None, None, None, None, None, "单位：万元"],
    ["科目编码", "科目名称", *COLUMNS],
    ["栏次", None, 1, 2, 3, 4, 5, 6],
    ["合计", None, 120, 100, 20, None, None, None],
    ["201", "一般公共服务支出", 120, 100, 20, None, None, None],
    ["20126", "档案事务", 120, 100, 20, None, None, None],
    ["2012601", "行政运行", 100, 100, None, None, None, None],
    ["2012604", "档案馆", 20, None, 20, None, None, None],
]  # fmt: skip


@pytest.fixture(scope="module")
def account():
    return juesuan.example()


@pytest.fixture(scope="module")
def pieces(account):
    text = account.read_text(encoding="utf-8")
    first, second = (text.index(part, 900) for part in PARTS)
    return [each.encode() for each in (text[:first], text[first:second], text[second:])]


def _book(rows):
    book = openpyxl.Workbook()
    book.active.title = "支出决算表"
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_the_parts_of_a_text_say_what_the_whole_says(account, pieces):
    whole, joined = juesuan.read(account), juesuan.read(pieces)
    for column in ("organization", "organization_kind", "fiscal_year", "kind"):
        assert list(joined.documents[column]) == list(whole.documents[column])
    assert joined.amounts[ALIKE].equals(whole.amounts[ALIKE])
    assert joined.paragraphs["text"].equals(whole.paragraphs["text"])
    assert joined.verdicts["verdict"].equals(whole.verdicts["verdict"])


def test_a_page_and_its_workbook_are_checked_together():
    alone, joined = juesuan.read(PAGE.encode()), juesuan.read([PAGE.encode(), _book(TABLE)])
    assert set(alone.tables["status"]) == {"attached"}
    assert "attached" not in set(joined.tables["status"])
    assert set(joined.amounts["table"]) == {"expenditure"}
    assert joined.amounts["address"].iloc[0] == "支出决算表!C5"
    assert joined.claims["table"].eq("expenditure").any()
    assert list(joined.documents["organization_from"]) == ["title"]


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ("青石县档案馆", "青石县图书馆", "organization is 青石县档案馆 in bytes, 青石县图书馆"),
        ("支出决算表", "2021年度支出决算表", "fiscal_year is 2022 in bytes, 2021"),
    ],
)
def test_parts_of_two_accounts_are_refused_with_both(wrong, right, said):
    strange = [[cell and str(cell).replace(wrong, right) for cell in row] for row in TABLE]
    with pytest.raises(juesuan.PartsDiffer, match=said):
        juesuan.read([PAGE.encode(), _book(strange)])


def test_no_part_is_no_document():
    with pytest.raises(juesuan.UnreadableDocument, match="no part"):
        juesuan.read([])
