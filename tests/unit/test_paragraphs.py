import io
from random import Random

from openpyxl import Workbook

import juesuan
from juesuan.narrative.paragraphs import Paragraph, paragraphs
from juesuan.readers import read_text
from tests.factory import Layout, print_text, random_account

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


def divided(text: str) -> list[Paragraph]:
    return paragraphs(read_text(text.encode(), "a.txt").lines)


def test_a_paragraph_that_is_too_long_is_divided_at_sentences_and_loses_nothing():
    sentence = "办公费支出1.2万元，比上年增加0.3万元。"
    lines = [sentence * 3 + sentence[:9], sentence[9:] + sentence[:-1] + "，"]
    text = "\n".join(lines * 40)
    (whole, *more) = divided("\n".join(lines * 10))
    assert len(whole.text) < 3_000
    assert not more
    pieces = divided(text)
    assert "".join(piece.text for piece in pieces) == text.replace("\n", "")
    assert max(len(piece.text) for piece in pieces) <= 600
    assert all(piece.text.endswith("。") for piece in pieces[:-1])
    assert [piece.goes_on for piece in pieces] == [False] + [True] * (len(pieces) - 1)
    # Every sign stands where it was printed.
    printed = text.split("\n")
    for piece in pieces:
        for at, sign in enumerate(piece.text):
            assert sign in printed[piece.place(at)[1] - 1]
    rows = [piece.place(at)[1] for piece in pieces for at in range(len(piece.text))]
    counts = [rows.count(row) for row in range(1, len(printed) + 1)]
    assert counts == [len(line) for line in printed]


def test_a_divided_paragraph_is_said_once_and_none_of_its_figures_is_lost():
    account = random_account(Random(1), classes=(1, 1), full_lists=False)
    text = print_text(account, Layout()) + "\n" + "支出1.2万元，" * 600
    document = juesuan.read(text.encode(), name="a.txt")
    kinds = document.problems["kind"].value_counts()
    assert kinds["paragraph_divided"] == 1
    assert document.claims["value_fen"].eq(1_200_000).sum() == 600
