"""A ruled table that goes on, with its heading printed again, on a page without ruling."""

import io

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

import juesuan

FONT = "STSong-Light"
COLUMNS = (50, 120, 260, 330, 400, 470)
HEADING = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")


def row(canvas, y, texts, *, ruled):
    for left, right, text in zip(COLUMNS, COLUMNS[1:], texts, strict=False):
        canvas.drawString(left + 4, y, text)
        if ruled:
            canvas.rect(left, y - 6, right - left, 18)


def test_rows_behind_the_last_ruled_cells_are_said():
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(520, 400))
    canvas.setFont(FONT, 9)
    canvas.drawString(150, 360, "一般公共预算财政拨款支出决算表")
    canvas.drawString(50, 340, "部门：某市民政局 2023年度 单位：万元")
    row(canvas, 310, HEADING, ruled=True)
    row(canvas, 292, ("", "合计", "22.30", "12.30", "10.00"), ruled=True)
    row(canvas, 274, ("201", "一般公共服务支出", "10.00", "", "10.00"), ruled=True)
    canvas.showPage()
    canvas.setFont(FONT, 9)
    row(canvas, 360, HEADING, ruled=False)
    row(canvas, 342, ("208", "社会保障和就业支出", "12.30", "12.30", ""), ruled=False)
    canvas.save()
    document = juesuan.read(buffer.getvalue())
    assert document.amounts["code"].tolist() == ["", "", "", "201", "201"]
    said = document.problems.query("kind == 'unplaced'")
    assert said["found"].tolist() == ["12.30", "12.30"]
    assert said["page"].tolist() == [2, 2]
