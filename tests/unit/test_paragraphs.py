import io

from openpyxl import Workbook

import juesuan
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


def page(*parts: str) -> juesuan.Document:
    return juesuan.read(f"<html><body>{''.join(parts)}</body></html>".encode())


TABLE = (
    "<p>支出决算表</p><p>单位：万元</p><table>"
    "<tr><td>科目编码</td><td>科目名称</td><td>本年支出合计</td></tr>"
    "<tr><td>201</td><td>一般公共服务支出</td><td>3.00</td></tr></table>"
)


def test_a_caption_above_a_tables_title_is_no_part_of_the_paragraph_before_it():
    lines = "<p>第一部分 某局概况</p><p>二、部门决算单位构成</p><p>1.某局本级</p><p>2.某中心</p>"
    document = page(lines, "<p>公开03表</p>", TABLE, "<p>主办：某局</p>")
    assert document.units["name"].tolist() == ["某局", "某中心"]
    assert document.paragraphs["text"].tolist()[-2:] == ["2.某中心", "主办：某局"]


def test_the_name_of_a_sheet_is_no_prose_and_divides_paragraphs():
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in (
        ("概况", [["第一部分 某局概况"], ["二、部门决算单位构成"], ["1.某局本级"], ["2.某中心"]]),
        ("表", [["支出决算表"], ["单位：万元"], ["科目编码", "科目名称", "本年支出合计"]]),
        ("其他", [["主办：某局"]]),
    ):
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book["表"].append(["201", "一般公共服务支出", 3.0])
    target = io.BytesIO()
    book.save(target)
    document = juesuan.read(target.getvalue())
    assert document.units["name"].tolist() == ["某局", "某中心"]
    assert document.paragraphs["text"].tolist()[-2:] == ["2.某中心", "主办：某局"]
