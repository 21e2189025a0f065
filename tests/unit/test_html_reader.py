"""The reader of web pages on small pages made for one thing each."""

import email.mime.multipart
import email.mime.text
from pathlib import Path

import pytest

import juesuan
from juesuan.readers import read_source


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


def lines(data: bytes) -> list[str]:
    return [line.printed for line in read_source(data, "made.html").lines]


def grids(data: bytes) -> list[list[list[str]]]:
    return [
        [[cell.text for cell in row] for row in grid.rows]
        for grid in read_source(data, "made.html").grids
    ]


def test_lines_and_tables_are_read_in_order():
    source = read_source(page("above<table><tr><td>a<td>1.00<tr><td>b<td>2.00</table>below"), "x")
    assert [line.printed for line in source.lines] == ["above", "a 1.00", "b 2.00", "below"]
    assert [line.number for line in source.lines] == [1, 2, 3, 4]
    assert (source.grids[0].first, source.grids[0].stop) == (1, 3)
    assert (source.pages, source.media_type, source.lines[0].page) == (None, "text/html", None)
    assert source.remarks == ()


def test_spans_put_every_cell_into_its_column():
    body = (
        "<table><tr><td rowspan=2>项目<td colspan='2'>本年<td rowspan=2>年末"
        "<tr><td>基本<td>项目支出<tr><td>a<td>1<td>2<td>3</table>"
    )
    cells = {
        cell.text: (cell.row, cell.column, cell.rows, cell.columns)
        for cell in read_source(page(body), "x").grids[0].cells
    }
    assert cells["本年"] == (0, 1, 1, 2)
    assert cells["项目支出"] == (1, 2, 1, 1)
    assert cells["年末"] == (0, 3, 2, 1)
    assert cells["3"] == (2, 3, 1, 1)


def test_a_rowspan_ends_with_its_group_of_rows():
    body = (
        "<table><thead><tr><th rowspan=9>项目<th>决算数</thead>"
        "<tbody><tr><td>a<td>1.00</tbody></table>"
    )
    assert grids(page(body)) == [[["项目", "决算数"], ["a", "1.00"]]]


def test_breaks_in_a_cell_are_lines_and_inline_marks_are_not():
    body = (
        "<table><tr><td>一般公<br>共服<p>务</p>支出<td><b>1,2</b><span>34</span>.<i>56</i></table>"
    )
    (row,) = read_source(page(body), "x").grids[0].rows
    assert row[0].pieces == ("一般公", "共服", "务", "支出")
    assert row[1].pieces == ("1,234.56",)


def test_several_numbers_in_one_cell_are_never_one_number():
    (row,) = read_source(page("<table><tr><td>a<td>100<br>200</table>"), "x").grids[0].rows
    assert not row[1].is_trusted
    assert "several numbers" in str(row[1].remark)


def test_cells_that_lie_over_each_other_are_not_trusted():
    body = "<table><tr><td>a<td>b<td rowspan=2>9<tr><td colspan=3>7<tr><td>x<td>y<td>z</table>"
    doubtful = [cell.text for cell in read_source(page(body), "x").grids[0].cells if cell.remark]
    assert doubtful == ["7"]


def test_tables_for_layout_are_lines_and_only_the_inner_ones_are_grids():
    body = (
        "<table><tr><td>首页<td>公开<tr><td colspan=2>above"
        "<table><tr><td>a<td>1.00<tr><td>b<td>2.00</table>below</table>"
    )
    assert grids(page(body)) == [[["a", "1.00"], ["b", "2.00"]]]
    assert lines(page(body)) == ["首页 公开", "above", "a 1.00", "b 2.00", "below"]


def test_a_table_of_one_cell_in_a_cell_is_that_cells_text():
    body = "<table><tr><td>a<td><table><tr><td>1.00</table><tr><td>b<td>2.00</table>"
    assert grids(page(body)) == [[["a", "1.00"], ["b", "2.00"]]]


def test_nothing_hidden_is_read_and_it_is_said():
    style = (
        "<style>@media print {.shown {display:none}} .off, .x {color:red; display : none}</style>"
    )
    body = (
        "<p class=shown>1.11</p><p class='a off'>2.22</p><p hidden>3.33</p>"
        "<p style='DISPLAY:NONE'>4.44</p><p style='visibility: hidden'>5.55</p>"
        "<template>6.66</template><noscript>7.77</noscript><script>8.88</script><!-- 9.99 -->"
        "<span style='mso-hide:all'>0.01</span><del>0.02</del><ins></ins>"
        "<span hidden>分享</span>"
    )
    source = read_source(page(body, style), "x")
    assert [line.printed for line in source.lines] == ["1.11"]
    assert tuple(map(str, source.remarks)) == (
        "hidden or deleted text is left out: 6 pieces ('2.22'; '3.33'; '4.44')",
    )


def test_text_behind_a_hidden_element_is_read():
    assert lines(page("<p>a<b hidden>1</b>b<script>2</script>c</p>")) == ["abc"]


def test_preformatted_text_keeps_its_lines():
    assert lines(page("<pre>合计   1.00\n201    2.00</pre>")) == ["合计   1.00", "201    2.00"]


def test_strokes_between_texts_make_a_grid():
    body = "<p>x | y<br>---|---<br>a | <br>｜b ｜ 2.00 ｜</p>"
    assert grids(page(body)) == [[["x", "y"], ["a", ""], ["b", "2.00"]]]


def test_a_single_line_with_strokes_is_a_line():
    assert grids(page("<p>首页 | 公开</p><p>x</p>")) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "big5"])
def test_the_encoding_is_found(encoding):
    declared = encoding if encoding == "big5" else "gb2312"
    words = "收支 決算" if encoding == "big5" else "收支 决算"
    text = f'<html><meta charset="{declared}"><body><p>{words}</p></body></html>'
    assert lines(text.encode(encoding)) == [words]


def test_a_few_broken_bytes_are_said_and_hurt_no_figure():
    data = page("<p>" + "收入支出决算总表" * 300 + "</p><p>\xff 1.00</p>").replace(
        b"\xc3\xbf", b"\xff"
    )
    source = read_source(data, "x")
    assert source.lines[-1].printed.endswith("1.00")
    assert "1 bytes are no signs in utf-8" in str(source.remarks[0])


def test_attachments_are_named_where_the_page_holds_no_table():
    body = (
        "<p>某局2024年度部门决算公开</p><a href='/f/%E5%86%B3%E7%AE%97.pdf'>下载</a>"
        "<a href='P02.xls?x=1'>附件：2024年部门决算表.xls</a><a href='notice.pdf'>通知</a>"
        "<a href='other.html'>决算</a><iframe src='files/report.pdf'></iframe>"
    )
    source = read_source(page(body), "x")
    assert source.attachments == ("下载", "附件：2024年部门决算表.xls", "report.pdf")
    with pytest.raises(juesuan.NotAFinalAccount, match=r"附件：2024年部门决算表\.xls") as caught:
        juesuan.read(page(body))
    assert "attachment" in caught.value.hint


def test_a_web_archive_is_read():
    mail = email.mime.multipart.MIMEMultipart("related")
    for text in ("<p>一</p><table><tr><td>a<td>1.00<tr><td>b<td>2.00</table>", "<p>二</p>"):
        mail.attach(email.mime.text.MIMEText(text, "html", "gb18030"))
    source = read_source(mail.as_bytes(), "saved.mht")
    assert [line.printed for line in source.lines] == ["一", "a 1.00", "b 2.00", "二"]


def test_a_web_archive_without_a_page_is_refused():
    mail = email.mime.multipart.MIMEMultipart("related")
    mail.attach(email.mime.text.MIMEText("text"))
    with pytest.raises(juesuan.UnreadableDocument, match="holds no page"):
        read_source(mail.as_bytes(), "saved.mht")


def test_a_page_of_frames_says_where_its_tables_are():
    data = b"<html><frameset><frame src='a.files/sheet001.htm'></frameset></html>"
    with pytest.raises(juesuan.UnreadableDocument, match="frames") as caught:
        read_source(data, "saved.htm")
    assert "sheet001.htm" in caught.value.hint


@pytest.mark.parametrize("data", [b"<html></html>", page("<script>1</script>"), b"<!DOCTYPE html>"])
def test_a_page_without_text_is_refused(data):
    with pytest.raises(juesuan.UnreadableDocument, match="no text"):
        read_source(data, "empty.html")


def test_entities_are_not_expanded(tmp_path: Path):
    secret = tmp_path / "secret"
    secret.write_text("secret", encoding="utf-8")
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    data = (
        f'<!DOCTYPE html [<!ENTITY a0 "ha">{laughs}<!ENTITY f SYSTEM "{secret.as_uri()}">]>'
        "<html><body><p>x&a11;&f;</p></body></html>"
    ).encode()
    text = "".join(lines(data))
    assert "secret" not in text
    assert "haha" not in text


def test_enormous_spans_cost_nothing():
    body = (
        "<table><tr><td colspan=1000000000 rowspan=1000000000>a<td rowspan=0>b"
        "<tr><td>c<td>1.00</table>" * 200
    )
    assert read_source(page(body), "x").lines


@pytest.mark.parametrize(
    "nested", ["<div>", "<table><tr><td>", "<table>", "<tr>", "<td>", "<b><p>"]
)
def test_deep_nesting_is_read_or_said(nested):
    data = page("begin" + nested * 20_000 + "<p>end</p>")
    source = read_source(data, "x")
    assert source.lines[0].printed == "begin"
    assert any("end" in line.printed for line in source.lines) or "not read" in str(
        source.remarks[0]
    )


def test_text_behind_too_many_tables_in_tables_is_missed_and_said():
    with pytest.raises(juesuan.UnreadableDocument, match="depth"):
        read_source(page("<table><tr><td>" * 2000 + "x"), "x")


def test_a_page_that_is_too_large_is_refused():
    data = page("x" * 61_000_000)
    with pytest.raises(juesuan.UnreadableDocument, match="61 MB"):
        read_source(data, "large.html")
    with pytest.raises(juesuan.UnreadableDocument, match="600,007 tags"):
        read_source(page("<td>" * 600_000), "large.html")
    with pytest.raises(juesuan.UnreadableDocument, match="400,001 lines"):
        read_source(page("<pre>" + "1\n" * 400_000 + "x</pre>"), "large.html")


def test_an_old_office_file_that_is_a_page_is_read():
    data = (
        "<html xmlns:x='urn:schemas-microsoft-com:office:excel'><body><table>"
        "<tr><td x:num='1'>a</td><td x:num>1.00</td></tr><tr><td>b<td>2.00</tr></table></body>"
    ).encode("gbk")
    assert len(read_source(data, "决算.xls").grids) == 1


@pytest.mark.parametrize(
    ("root", "suffix"),
    [
        ('<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', ".xlsx"),
        ('<w:doc xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml">', ".docx"),
    ],
)
def test_office_files_of_2003_say_what_to_do(root, suffix):
    data = f'<?xml version="1.0"?><?mso-application progid="x"?>{root}'.encode()
    with pytest.raises(juesuan.UnreadableDocument, match="2003") as caught:
        read_source(data, "old.xls")
    assert suffix in caught.value.hint


def test_text_that_only_mentions_a_page_is_text():
    source = read_source("收入支出决算总表 <table> 单位：万元".encode(), "x.txt")
    assert source.media_type == "text/plain"
