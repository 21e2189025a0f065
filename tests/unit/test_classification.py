"""The classification by year: names with their sources, unknown names, codes of paths in prose."""

import pytest

import juesuan
from juesuan.catalogue import classification

FUNCTIONAL = classification("functional")

PROSE = """
江城市统计局{year}年度部门决算
第三部分 {year}年度部门决算情况说明
五、一般公共预算财政拨款支出决算情况说明
（三）一般公共预算财政拨款支出决算具体情况
1.{path}。年初预算为{budget}万元，支出决算为{actual}万元，完成年初预算的50.0%。
"""


@pytest.mark.parametrize(
    ("code", "year", "name", "source"),
    [
        ("21305", 2024, "巩固脱贫攻坚成果衔接乡村振兴", "财预〔2023〕83号"),
        ("22006", 2024, "耕地保护考核奖惩基金支出", "财预〔2024〕22号"),
        ("2170404", 2025, "中央金融机构注资特别国债支出", "财预〔2025〕41号"),
        ("22911", 2025, "中央金融机构注资特别国债财务基金支出", "财预〔2025〕41号"),
        ("23107", 2025, "中央金融机构注资特别国债还本支出", "财预〔2025〕41号"),
    ],
)
def test_a_name_of_a_circular_holds_from_its_year_and_names_the_circular(code, year, name, source):
    assert FUNCTIONAL.name(code, year) == name
    (entry,) = (entry for entry in FUNCTIONAL.entries[code] if entry.name == name)
    assert (entry.from_year, entry.to_year, entry.source) == (year, None, source)


def test_a_name_that_was_replaced_holds_up_to_the_year_before():
    names = [FUNCTIONAL.name("21305", year) for year in (2019, 2022, 2023, 2024, 2026)]
    new = "巩固脱贫攻坚成果衔接乡村振兴"
    assert names == ["扶贫", "巩固脱贫衔接乡村振兴", "巩固脱贫衔接乡村振兴", new, new]


def test_a_source_comes_with_a_year():
    for system in ("functional", "economic"):
        for names in classification(system).entries.values():
            assert all(entry.from_year or entry.to_year for entry in names if entry.source)


def test_no_more_renamed_codes_than_now_lack_the_years_of_their_names():
    entries = FUNCTIONAL.entries.values()
    undated = [
        names
        for names in entries
        if len(names) > 1 and any(not (each.from_year or each.to_year) for each in names)
    ]
    assert len(undated) <= 59


@pytest.fixture
def rows(hanyang):
    """The rows of one table of the example, whose names and codes may be changed."""
    return hanyang.rows[hanyang.rows["table"].eq("general_budget_expenditure")]


def checks(rows):
    found = juesuan.check_frames({"rows": rows})
    return found[found["identity"] == "labels.classification_general_budget_expenditure"]


def test_an_unknown_name_is_told_from_an_unknown_code(rows):
    at = rows["code"].isin(["2012901", "2130599"])
    assert at.sum() == 2
    rows.loc[rows["code"] == "2012901", "name"] = "群众工作的新事项"
    rows.loc[rows["code"] == "2130599", ["code", "name"]] = ["2130577", "乡村的新事项"]
    found = checks(rows).set_index("code")
    known, unknown = found.loc["2012901"], found.loc["2130577"]
    assert (known["verdict"], known["reason"]) == ("not_checked", "name_unknown")
    assert "knows the code, but not by this name" in known["message"]
    assert (unknown["verdict"], unknown["reason"]) == ("not_checked", "unknown")
    assert "does not know the code" in unknown["message"]


def test_the_name_of_another_code_is_wrong_and_no_unknown_name(rows):
    rows.loc[rows["code"] == "2012901", "name"] = "一般行政管理事务"
    found = checks(rows).set_index("code").loc["2012901"]
    assert found["verdict"] == "inconsistent"
    assert (found["reported_text"], found["computed_text"]) == ("一般行政管理事务", "行政运行")


# --- prose without tables ----------------------------------------------------------------------


def execution(path, year):
    text = PROSE.format(path=path, year=year, budget="100.00", actual="50.00")
    document = juesuan.read(text.encode(), name="江城市统计局.txt")
    assert not document.tables["status"].isin(["found", "blank"]).any()
    items = document.execution
    return items[items["item_name"].notna()].iloc[0]


@pytest.mark.parametrize(
    ("path", "year", "code"),
    [
        ("一般公共服务支出（类）统计信息事务（款）行政运行（项）", 2022, "2010501"),
        # a name that counts in one year only
        ("卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）", 2022, "2101101"),
        ("医疗卫生与计划生育支出（类）行政事业单位医疗（款）行政单位医疗（项）", 2017, "2101101"),
        ("农林水支出（类）扶贫（款）生产发展（项）", 2019, "2130505"),
        (
            "农林水支出（类）巩固脱贫攻坚成果衔接乡村振兴（款）生产发展（项）",
            2024,
            "2130505",
        ),
    ],
)
def test_without_tables_a_full_path_has_its_code_from_the_classification_of_the_year(
    path, year, code
):
    item = execution(path, year)
    assert (item["code"], item["code_from"], item["level"]) == (code, "classification", "item")


@pytest.mark.parametrize(
    ("path", "year"),
    [
        # names of other years
        ("医疗卫生与计划生育支出（类）行政事业单位医疗（款）行政单位医疗（项）", 2022),
        ("农林水支出（类）巩固脱贫攻坚成果衔接乡村振兴（款）生产发展（项）", 2019),
        # a path that nobody has
        ("一般公共服务支出（类）某某事务（款）行政运行（项）", 2022),
    ],
)
def test_a_path_that_the_year_does_not_know_has_no_code(path, year):
    item = execution(path, year)
    assert item[["code", "code_from"]].isna().all()


def test_a_code_that_the_prose_prints_is_taken_though_no_year_knows_its_path():
    path = "一般公共服务支出（类）某某事务（款）行政运行（项）2010501支出988.06万元"
    item = execution(path, 2022)
    assert (item["code"], item["code_from"]) == ("2010501", "prose")


def test_with_tables_the_document_itself_gives_the_code(hanyang):
    items = hanyang.execution
    assert set(items.loc[items["level"] == "item", "code_from"].dropna()) == {"table"}
