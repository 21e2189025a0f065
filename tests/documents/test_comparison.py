"""A body's budget set against its account: every deviation by hand."""

import io

import openpyxl
import pytest

import juesuan

HEAD = "类", "款", "项", "功能分类科目名称", "合计", "基本支出", "项目支出"
BUDGET = [
    ["201", None, None, "一般公共服务支出", 1_000_000, 800_000, 200_000],
    ["201", "26", None, "档案事务", 1_000_000, 800_000, 200_000],
    ["201", "26", "01", "行政运行", 800_000, 800_000, 0],
    ["201", "26", "04", "档案馆", 200_000, 0, 200_000],
    ["合计", None, None, None, 1_000_000, 800_000, 200_000],
]
ACCOUNT = [
    ["合计", None, 120, 90, 30],
    ["201", "一般公共服务支出", 120, 90, 30],
    ["20126", "档案事务", 120, 90, 30],
    ["2012601", "行政运行", 90, 90, None],
    ["2012604", "档案馆", 25, None, 25],
    ["2012699", "其他档案事务支出", 5, None, 5],
]
PROSE = """一般公共预算财政拨款支出决算具体情况
1.一般公共服务支出（类）档案事务（款）行政运行（项）。年初预算为80万元，支出决算为90万元，完成年初预算的112.5%。
2.一般公共服务支出（类）档案事务（款）档案馆（项）。年初预算为22万元，支出决算为25万元，完成年初预算的113.64%。决算数大于年初预算数的主要原因是补建库房。
3.一般公共服务支出（类）档案事务（款）其他档案事务支出（项）。全年预算为6万元，支出决算为5万元，完成全年预算的83.33%。
""".splitlines()


def _read(rows, name):
    return juesuan.read(_book(rows), name=name)


def _book(rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def budget(name="青石县档案馆", year=2023):
    return _read(_budget(name, year), f"{name}{year}年部门预算.xlsx")


def _budget(name="青石县档案馆", year=2023):
    caption = [f"编制部门：{name}", *[None] * 5, "单位：元"]
    title = f"{year}年部门一般公共预算支出功能分类预算表"
    return [[f"{name}{year}年部门预算"], [title], caption, HEAD, *BUDGET]


@pytest.fixture(scope="module")
def account():
    return _read(_account(), "青石县档案馆2023年度部门决算.xlsx")


def _account():
    heading = ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"]
    caption = ["部门：青石县档案馆", None, None, None, "单位：万元"]
    title = ["一般公共预算财政拨款支出决算表"]
    rows = [["青石县档案馆2023年度部门决算"], title, caption, heading, *ACCOUNT]
    return [*rows, *([line] for line in PROSE)]


@pytest.fixture(scope="module")
def compared(account):
    return juesuan.compare(budget(), account)


def test_every_code_has_its_budget_actual_deviation_and_rate(compared):
    mine = compared[compared["measure"].eq("total")]
    found = {
        row["code"]: (row["budget"], row["actual"], row["deviation"], row["rate"])
        for row in mine.round(4).astype(object).where(mine.notna(), None).to_dict("records")
    }
    assert found == {
        "": (100.0, 120.0, 20.0, 120.0),
        "201": (100.0, 120.0, 20.0, 120.0),
        "20126": (100.0, 120.0, 20.0, 120.0),
        "2012601": (80.0, 90.0, 10.0, 112.5),
        "2012604": (20.0, 25.0, 5.0, 125.0),
        "2012699": (0.0, 5.0, 5.0, None),  # nothing was planned: there is no rate
    }
    assert set(compared["measure"]) == {"total", "basic", "project"}
    precise = mine[["budget_precision_fen", "actual_precision_fen"]].iloc[3].tolist()
    assert precise == [100, 1_000_000]


def test_what_a_budget_does_not_print_is_unknown_and_no_zero(account):
    """A form with 合计 alone and codes to 款 tells nothing of a 项 or of 基本支出."""
    rows = [[*row[:4], row[4]] for row in BUDGET if row[2] is None]
    head = [list(row[:5]) for row in _budget()[:4]]
    head[2] = [*head[2][:3], None, "单位：元"]
    short = _read([*head, *rows], "青石县档案馆2023年部门预算.xlsx")
    compared = juesuan.compare(short, account)
    known = compared[compared["budget_fen"].notna()]
    assert set(zip(known["code"], known["measure"], strict=True)) == {
        ("", "total"), ("201", "total"), ("20126", "total"),
    }  # fmt: skip
    unknown = compared[compared["budget_fen"].isna()]
    assert len(unknown) >= 6
    assert unknown[["budget", "deviation", "rate", "stated"]].isna().all(axis=None)
    assert 90_000_000 in set(unknown["actual_fen"].dropna())  # 行政运行


def test_the_account_of_a_body_alone_is_not_that_with_its_units(account):
    with pytest.raises(juesuan.NotComparable, match="scope"):
        juesuan.compare(budget("青石县档案馆（本级）"), account)


def test_a_budget_that_the_account_misquotes_is_found(compared):
    said = compared[compared["stated"].notna()].set_index("code")["stated"].to_dict()
    assert said == {"2012601": "exact", "2012604": "inconsistent"}  # 20 were planned, not 22


def test_what_the_account_says_of_a_deviation_stands_beside_it(compared):
    mine = compared[compared["measure"].eq("total")].set_index("code")
    assert mine.loc["2012604", "reason"] == "补建库房"
    assert mine.loc["2012604", "row"] > mine.loc["2012601", "row"]
    # the budget of the year's end is another one than that of its beginning
    assert mine.loc["2012699", ["adjusted", "actual"]].tolist() == [6.0, 5.0]
    assert mine["adjusted"].notna().sum() == 1
    assert mine.loc["2012699", ["stated_budget_fen", "stated"]].isna().all()


def test_columns_of_budgets_in_an_accounts_tables_are_no_measures_of_their_own():
    """财决01表 prints 年初预算数 and 全年预算数 beside each line's 决算数."""
    title = [["青石县档案馆2023年度部门决算"], ["收入支出决算总表"]]
    head = ["项目", "年初预算数", "全年预算数", "决算数"] * 2
    left = ["一、一般公共预算财政拨款收入", 100, 118, 120]
    right = ["一、一般公共服务支出", 100, 118, 120]
    ends = ["本年收入合计", 100, 118, 120, "本年支出合计", 100, 118, 120]
    rows = [*title, ["部门：青石县档案馆", *[None] * 6, "单位：万元"], head, [*left, *right], ends]
    account = _read(rows, "青石县档案馆2023年度部门决算.xlsx")
    planned = [["青石县档案馆2023年部门预算"], ["2023年部门财务收支预算总表"]]
    planned += [["编制部门：青石县档案馆", None, None, "单位：万元"]]
    planned += [["本年收入", None, "本年支出"], ["项目", "预算数"] * 2]
    planned += [["一、财政拨款收入", 103, "一、一般公共服务支出", 103]]
    planned += [["收入总计", 103, "支出总计", 103]]
    found = juesuan.compare(_read(planned, "青石县档案馆2023年部门预算.xlsx"), account)
    assert set(found["measure"]) == {"amount"}
    mine = found[found["line_key"].eq("class_201")]
    columns = ["budget", "adjusted", "actual", "stated"]
    assert mine[columns].to_numpy().tolist() == [[103.0, 118.0, 120.0, "inconsistent"]]


def test_a_code_that_was_given_other_digits_is_one_code():
    """住房公积金 was 30311 until 2017 and is 30113 since."""
    head = ["科目编码", "科目名称", "金额"]
    title = ["一般公共预算基本支出预算表（经济科目）"]
    planned = [["青石县档案馆2018年部门预算"], title, ["单位：万元"], head]
    planned += [["", "合计", 15], ["303", "对个人和家庭的补助", 15]]
    planned += [["30311", "住房公积金", 9], ["30305", "生活补助", 6]]
    account = [
        ["青石县档案馆2018年度部门决算"],
        ["一般公共预算财政拨款基本支出决算表"],
        ["单位：万元"],
    ]
    account += [["科目编码", "科目名称", "决算数"], ["301", "工资福利支出", 10]]
    account += [["30113", "住房公积金", 10], ["303", "对个人和家庭的补助", 7]]
    account += [["30305", "生活补助", 7]]
    names = "青石县档案馆2018年部门预算.xlsx", "青石县档案馆2018年度部门决算.xlsx"
    rows = juesuan.compare(*map(_read, (planned, account), names)).set_index("code")
    found = rows[["budget", "actual", "deviation"]].loc[["30113", "30305"]].to_numpy().tolist()
    assert found == [[9.0, 10.0, 1.0], [6.0, 7.0, 1.0]]
    assert rows.loc["30113", "budget_code"] == "30311"
    assert "30311" not in rows.index
    assert rows["budget_code"].notna().sum() == 1


@pytest.mark.parametrize("other", [budget("青石县图书馆"), budget(year=2022)])
def test_documents_of_two_bodies_or_years_are_refused_with_both(account, other):
    with pytest.raises(juesuan.NotComparable) as caught:
        juesuan.compare(other, account)
    assert other.document_id in str(caught.value)
    assert account.document_id in str(caught.value)


def test_two_accounts_are_no_pair(account):
    with pytest.raises(juesuan.NotComparable, match="not a budget"):
        juesuan.compare(account, account)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    folder = tmp_path_factory.mktemp("raw")
    for name, rows in {"预算.xlsx": _budget(), "决算.xlsx": _account()}.items():
        (folder / name).write_bytes(_book(rows))
    juesuan.build([folder], folder.parent / "clean", workbooks=False)
    return juesuan.open_corpus(folder.parent / "clean")


def test_a_budget_and_its_account_are_two_documents_of_a_corpus(corpus):
    assert sorted(corpus.documents["kind"]) == ["决算", "预算"]
    assert len(corpus.editions) == 0


def test_budgets_and_accounts_are_not_drawn_together_unasked(corpus):
    with pytest.raises(juesuan.CorpusError, match=r"final accounts .* and budgets"):
        corpus.figures  # noqa: B018 - the attribute raises
    figure = corpus.select(kind="决算").figures.structure("general_budget_expenditure")
    assert figure.data


def test_a_panel_is_of_one_kind(corpus):
    options = {"table": "general_budget_expenditure"}
    with pytest.raises(juesuan.CorpusError, match='kind="决算"'):
        corpus.panel("青石县档案馆", **options)
    with pytest.raises(juesuan.CorpusError, match='kind="决算"'):
        corpus.side_by_side(2023, **options)
    totals = {
        kind: corpus.panel("青石县档案馆", kind=kind, **options)[2023].iloc[0]
        for kind in ("决算", "预算")
    }
    assert totals == {"决算": 120.0, "预算": 100.0}
    assert corpus.side_by_side(2023, kind="预算", **options)["total"].tolist() == [100.0]


def test_the_deviations_of_a_corpus_are_those_of_its_pairs(corpus, compared):
    found = corpus.deviations()
    assert set(found["organization"]) == {"青石县档案馆"}
    assert set(found["fiscal_year"]) == {2023}
    # the books were written anew: their contents' hashes differ
    told = compared.columns.drop(["document_id", "budget_document_id"])
    rows = [
        frame[told].astype(object).where(frame[told].notna(), None).to_dict("records")
        for frame in (found, compared)
    ]
    assert rows[0] == rows[1]
    assert len(corpus.deviations("青石县档案馆", year=2023)) == len(found)
    assert set(found["document_id"]) | set(found["budget_document_id"]) == set(corpus)


def test_what_has_no_other_half_is_listed(corpus):
    (row,) = corpus.pairs().to_dict("records")
    assert {row["budget"], row["account"]} == set(corpus)
    (row,) = corpus.select(kind="预算").pairs().to_dict("records")
    assert row["organization"] == "青石县档案馆"
    assert "预算" in row["budget"]
    assert isinstance(row["account"], float)  # NA: its account is not there


def test_what_is_no_pair_is_an_error_that_names_what_is_there(corpus):
    with pytest.raises(juesuan.CorpusError, match="青石县图书馆"):
        corpus.deviations("青石县图书馆")
    with pytest.raises(juesuan.CorpusError, match="2022"):
        corpus.deviations(year=2022)
    alone = corpus.select(kind="预算")
    with pytest.raises(juesuan.CorpusError, match="青石县档案馆-2023-预算"):
        alone.deviations()


def test_a_misquoted_budget_is_an_identity_across_documents(corpus):
    verdicts = corpus.across
    mine = verdicts[verdicts["identity"].eq("across.budget_document")].set_index("code")
    assert mine["verdict"].to_dict() == {"2012601": "exact", "2012604": "inconsistent"}
    assert mine.loc["2012604", ["reported", "computed"]].tolist() == [22.0, 20.0]
    assert "-预算-" in mine.loc["2012604", "other_documents"]
