"""Shares of a whole that a sentence names, right and wrong."""

import pytest

import juesuan

TEXT = """某县水利局2022年度部门决算
2022年度支出决算表
单位：万元
功能分类科目编码 科目名称 本年支出合计 基本支出 项目支出 上缴上级支出 经营支出 对附属单位补助支出
合计 4290.00 90.00 4200.00 0.00 0.00 0.00
213 农林水支出 4290.00 90.00 4200.00 0.00 0.00 0.00
21303 水利 4290.00 90.00 4200.00 0.00 0.00 0.00
2130301 行政运行 90.00 90.00 0.00 0.00 0.00 0.00
2130305 水利工程建设 4200.00 0.00 4200.00 0.00 0.00 0.00
第三部分 2022年度部门决算情况说明
三、支出决算情况说明
2022年度本年支出4290.00万元。项目支出4200.00万元，包括水利工程建设4200.00万元，占项目支出的{}%。
培训人数占在编人数的{}%。
"""
RIGHT = ("100.00", "85.20")


def verdicts_of(identity, *shares):
    found = juesuan.read(TEXT.format(*shares).encode(), name="a.txt").verdicts
    return found.loc[found["identity"].eq(identity), "verdict"].tolist()


@pytest.mark.parametrize(
    ("identity", "right", "wrong"),
    [
        ("prose.share_of_all_projects", "exact", ("90.00", "85.20")),
        ("prose.other_shares", "not_checked", ("100.00", "185.20")),
    ],
)
def test_a_share_that_cannot_be_is_found(identity, right, wrong):
    assert verdicts_of(identity, *RIGHT) == [right]
    assert verdicts_of(identity, *wrong) == ["inconsistent"]
