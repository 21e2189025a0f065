from juesuan.narrative.paragraphs import paragraphs
from juesuan.readers import read_text

TEXT = """第三部分 某某局 2022 年度
部门决算情况说明
一、收入支出决算总体情况说明
2022 年度收、支总计 533.26 万元。与 2021 年度相
比，收、支总计各增加 61.42 万元。
（ 二 ）结构情况
1.一般公共服务（类）支出 441.16 万元，占 82.7%。
主要是用于行政运行 269.02 万元，一般行政管理事务
172.14 万元。
图 1：收、支决算总计变动情况
第四部分 名词解释
"""


def read(text: str) -> list[tuple[tuple[str, ...], str]]:
    lines = read_text(text.encode(), "a.txt").lines
    return [(paragraph.section, paragraph.text) for paragraph in paragraphs(lines)]


def test_lines_are_joined_and_headings_are_the_section_of_what_follows():
    part = "第三部分 某某局 2022 年度部门决算情况说明"
    one = "一、收入支出决算总体情况说明"
    two = "（ 二 ）结构情况"
    assert read(TEXT) == [
        ((), part),
        ((part,), one),
        (
            (part, one),
            "2022 年度收、支总计 533.26 万元。与 2021 年度相比，收、支总计各增加 61.42 万元。",
        ),
        ((part, one), two),
        ((part, one, two), "1.一般公共服务（类）支出 441.16 万元，占 82.7%。"),
        ((part, one, two), "主要是用于行政运行 269.02 万元，一般行政管理事务172.14 万元。"),
        ((part, one, two), "图 1：收、支决算总计变动情况"),
        ((), "第四部分 名词解释"),
    ]


def test_words_of_letters_keep_their_space():
    assert read("采购 Windows\nServer 许可\n") == [((), "采购 Windows Server 许可")]
