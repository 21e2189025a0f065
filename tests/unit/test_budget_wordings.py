"""Sentences of the 编制说明 as places word them: each 项 with its amount, and last year's."""

import juesuan

TABLE = """\
江苏省石桥研究所2021年部门预算
收支预算总表
单位：万元
收入 支出
项目名称 金额 功能科目名称 金额
一、财政拨款 967.55 一、一般公共服务支出 967.55
收入合计 967.55 支出合计 967.55
第三部分 2021年度部门预算情况说明
一、财政拨款支出情况
"""


def read(*lines):
    text = TABLE + "\n".join(lines) + "\n"
    return juesuan.read(text.encode(), name="江苏省石桥研究所2021年部门预算.txt")


def planned(document):
    """Code → budget, prior, change, growth; what is not said is None."""
    names = ["budget", "prior", "change", "growth"]
    rows = document.plan[names].astype(object).where(document.plan[names].notna(), None)
    return dict(zip(document.plan["code"], map(tuple, rows.itertuples(index=False)), strict=True))


def quiet(document):
    wrong = document.verdicts[document.verdicts["verdict"].eq("inconsistent")]
    assert not wrong.loc[wrong["identity"].str.startswith("prose"), "message"].tolist()
    return True


def test_the_budget_of_last_year_in_front_of_the_change_is_its_base():
    document = read(
        "（一）一般公共服务（类）",
        "1．政府办公厅（室）及相关机构事务（款）行政运行（项）支出249.76万元，"
        "较上年预算数324.69万元减少74.93万元，下降23.08%，主要原因是人员退休。",
    )
    assert planned(document) == {"2010301": (249.76, 324.69, -74.93, -23.08)}
    assert document.plan["prior_kind"].tolist() == ["年初预算"]
    assert quiet(document)


def test_the_budget_of_last_year_in_brackets_is_the_base_of_what_is_compared_behind_it():
    document = read(
        "1. “教育支出（类）进修及培训（款）培训支出（项）”452.98万元，主要用于干部培训，"
        "与2020年预算（330.68万元）相比增加122.30万元，增长36.98%。",
        "2. “卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）”452.98万元，"
        "主要用于医疗保险费，与2020年预算（330.68万元）相比增加142.30万元，增长36.98%。",
    )
    right = (452.98, 330.68, 122.30, 36.98)
    assert planned(document) == {"2050803": right, "2101101": (*right[:2], 142.30, 36.98)}
    wrong = document.verdicts.query("verdict == 'inconsistent' and kind == 'restated'")
    assert set(wrong["name"]) == {"行政单位医疗"}


def test_a_code_is_called_so_behind_its_name():
    document = read(
        "1. “教育支出（类）进修及培训（款）培训支出（项）”科目77.96万元，主要用于培训。"
        "比2020年预算增加16.37万元，主要原因是人员增加。",
        "2. “一般公共服务支出”科目967.55万元，主要用于机关运行。",
    )
    found = planned(document)
    assert found == {"2050803": (77.96, None, 16.37, None), "201": (967.55, None, None, None)}
    assert quiet(document)


def test_an_item_behind_the_list_of_reasons_of_another_is_no_reason():
    document = read(
        "1．政府办公厅（室）及相关机构事务（款）行政运行（项）支出560.03万元，"
        "与上年相比增加22.40万元，增长4.17%。主要原因是：",
        "1、人员增加；2、标准提高。",
        "2．政府办公厅（室）及相关机构事务（款）一般行政管理事务（项）支出289.11万元，"
        "与上年相比减少54.93万元，减少15.97%。主要原因是：项目结束。",
    )
    rows = {"2010301": (560.03, None, 22.40, 4.17), "2010302": (289.11, None, -54.93, -15.97)}
    assert planned(document) == rows
    assert quiet(document)
