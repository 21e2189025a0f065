"""Heads of a document that say more, or less, than whose account it is."""

import juesuan

TABLE = ["支出决算表", "单位：万元", "科目编码 科目名称 本年支出合计 基本支出 项目支出"]
TABLE += ["合计 3.00 1.00 2.00", "201 一般公共服务支出 3.00 1.00 2.00"]
THREE_PUBLIC = ["单位：万元", "| 项 目 | 预 算 数 | 决 算 数 |", "| 合 计 | 6 | 5.30 |"]
THREE_PUBLIC += ["| 因公出国（境）费 | 0 | 0 |", "| 公务接待费 | 6 | 5.30 |"]


def read(*lines):
    return juesuan.read("\n".join(lines).encode(), name="a.txt")


def told(document):
    columns = ["organization", "organization_kind", "fiscal_year", "kind"]
    return document.documents.iloc[0][columns].fillna("").tolist()


def test_a_page_of_the_three_public_table_alone_says_whose_it_is_and_is_not_incomplete():
    title = "皖杜区机关事务管理中心2021年度一般公共预算财政拨款“三公”经费支出决算情况说明"
    heading = "一、2021年度一般公共预算财政拨款“三公”经费支出决算表"
    document = read(title, heading, *THREE_PUBLIC)
    assert told(document) == ["皖杜区机关事务管理中心", "", 2021, "决算"]
    assert len(document.amounts) == 6
    checks = document.verdicts.query("identity == 'completeness.income'")
    assert checks[["verdict", "reason"]].to_numpy().tolist() == [["not_checked", "excerpt"]]
    assert document.findings["severity"].eq("note").all()


def test_a_townships_government_is_its_longer_printed_name():
    title = "河口镇2018年度部门决算公开"
    for name, whole in (("澧河县河口镇人民政府", True), ("澧河县河口镇卫生院", False)):
        table = [TABLE[0], f"部门：{name} 单位：万元", *TABLE[2:]]
        assert told(read(title, *table))[0] == (name if whole else "河口镇")


def test_a_sites_banner_above_the_title_says_nothing_of_the_document():
    title = "澧河县体育中心2021年度单位决算"
    document = read("【专题】2023年部门预算公开", title, *TABLE)
    assert told(document) == ["澧河县体育中心", "单位", 2021, "决算"]
    assert not document.problems["kind"].str.startswith(("year", "kind")).any()
    # below the title another year is the document's own contradiction
    document = read(title, "2022年度部门决算", *TABLE)
    assert document.problems["kind"].str.startswith("year").any()
