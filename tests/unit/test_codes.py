import pytest

from juesuan.narrative.code_names import CodeNames

OWN = [
    ("201", "一般公共服务支出"),
    ("20129", "群众团体事务"),
    ("2012901", "行政运行"),
    ("210", "卫生健康支出"),
    ("21011", "行政事业单位医疗"),
    ("2101101", "行政单位医疗"),
]
NAMES = CodeNames(OWN, 2022)


@pytest.mark.parametrize(
    ("path", "code"),
    [
        (("一般公共服务", "群众团体事务支出", "行政运行"), "2012901"),
        # not in the document, yet in the classification
        (("教育支出", "教育管理事务", "行政运行"), "2050101"),
        # names of other years: the 项 is the only one of its name
        (("医疗卫生支出", "医疗保障", "行政单位医疗"), "2101101"),
        # the 款 is printed wrong; the 类 agrees
        (("一般公共服务支出", "群众团休事务", "行政运行"), "2012901"),
        # 行政运行 stands below nearly every 款: nothing says that it is this one
        (("国防支出", "某某事务", "行政运行"), None),
        (("", "", "一般行政管理事务"), None),
        (("", "", "行政运行"), "2012901"),
        (("卫生健康支出", "行政事业单位医疗", ""), "21011"),
        (("卫生健康支出", "", ""), "210"),
        (("", "", ""), None),
    ],
)
def test_codes_of_paths(path, code):
    assert NAMES.resolve(*path) == code


def test_two_items_of_one_name_are_ambiguous():
    names = CodeNames([*OWN, ("20506", "某款"), ("2050601", "行政单位医疗")], 2022)
    assert names.resolve("某类", "某某款", "行政单位医疗") is None
