"""Of every head that a body, a year and a layout make, nothing is told wrong in silence."""

import io
import re
from collections import Counter

import openpyxl
import pytest
from docx import Document

import juesuan
from juesuan.origin.describe import describe
from juesuan.readers import read_source
from tests.properties.heads import TABLE, heads, verdict

ALL = list(heads())
ASKED = ("organization", "organization_kind", "fiscal_year", "scope", "kind")


def _wanted(head):
    return dict(
        zip(ASKED, (head.organization, head.owner, head.year, head.scope, "决算"), strict=True)
    )


def _judged(head, told, doubts):
    return {
        column: verdict(column, wanted, told[column], doubts)
        for column, wanted in _wanted(head).items()
    }


def _described(head):
    origin = describe(read_source(head.text.encode(), "head.txt"))
    told = {column: getattr(origin, column) for column in ASKED}
    if told["organization"]:
        told["organization"] = re.sub(r"\s", "", told["organization"])
    return _judged(head, told, {doubt.kind for doubt in origin.doubts})


def test_no_head_is_wrong_in_silence_and_nearly_all_are_right():
    counts = Counter()
    for head in ALL:
        judged = _described(head)
        assert "wrong" not in judged.values(), (head.head, judged)
        counts.update(judged.values())
    assert counts["right"] >= 0.99 * counts.total()


# A name, a year and a scope that a title tells in an odd way; None: said to be unknown.
ODD = [
    ("01清河市林业局2021年度部门决算", "清河市林业局", 2021, None),
    ("清河市林业局部门2021年度决算公开", "清河市林业局", 2021, None),
    ("清河市林业局_2021年度部门决算", "清河市林业局", 2021, None),
    ("关于公布清河市林业局2021年度部门决算的公告", "清河市林业局", 2021, None),
    ("清河市林业局及所属单位2021年度部门决算", "清河市林业局", 2021, "汇总"),
    ("清河市林业局本级2021年度部门决算", "清河市林业局", 2021, "本级"),
    ("清河市林业局2021年度部门决算\n（本级）", "清河市林业局", 2021, "本级"),
    ("部门决算公开报告\n（2021年度）\n部门名称：清河市林业局", "清河市林业局", 2021, None),
    ("清河市林\n业局2021年度部\n门决算", "清河市林业局", 2021, None),
    ("青石县石桥镇人民政府2021年决算\n第一部分 石桥镇人民政府本级概况",
     "青石县石桥镇人民政府", 2021, "本级"),
    ("清河市林业局2021—2022年度部门决算", None, None, None),
    ("清河市林业局2021年部门决算和2022年部门预算公开", None, 2021, None),
    ("清河市林业局二零贰一年度部门决算", None, None, None),
    ("2021年度清河市林业局等3个部门决算", None, None, None),
    ("清河市XX局2021年度部门决算", None, 2021, None),
]  # fmt: skip


@pytest.mark.parametrize(("head", "organization", "year", "scope"), ODD)
def test_odd_heads(head, organization, year, scope):
    origin = describe(read_source(f"{head}\n{TABLE}".encode(), "head.txt"))
    assert (origin.organization, origin.fiscal_year, origin.scope) == (organization, year, scope)
    doubts = {doubt.kind for doubt in origin.doubts}
    assert ("organization_unknown" in doubts) == (organization is None)
    assert ("year_unknown" in doubts) == (year is None)


def _as_html(head):
    lines = "".join(f"<p>{line}</p>" for line in head.text.splitlines() if line)
    return f"<html><body>{lines}</body></html>".encode()


def _as_word(head):
    document = Document()
    for line in head.text.splitlines():
        document.add_paragraph(line)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _as_excel(head):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "封面"
    for line in head.head.splitlines():
        sheet.append(line.split("\t"))
    table = book.create_sheet("支出决算表")
    for line in TABLE.splitlines():
        table.append(line.split())
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize("printed", [_as_html, _as_word, _as_excel])
def test_the_medium_does_not_matter(printed):
    counts = Counter()
    for head in ALL[::17]:
        document = juesuan.read(printed(head))
        row = document.documents.astype(object).iloc[0]
        told = {column: None if row.isna()[column] else row[column] for column in ASKED}
        judged = _judged(head, told, set(document.problems["kind"]))
        assert "wrong" not in judged.values(), (head.head, judged)
        counts.update(judged.values())
    assert counts["right"] >= 0.99 * counts.total()
