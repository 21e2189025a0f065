import pytest

import juesuan
from juesuan.readers import read_text
from juesuan.readers.limits import Limits

TEXT = "第一行\r\n\r\n第三行 533.26\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_encodings_are_recognised(encoding):
    source = read_text(TEXT.encode(encoding), "a.txt")
    assert [(line.row, line.printed) for line in source.lines] == [
        (1, "第一行"),
        (3, "第三行 533.26"),
    ]


def test_form_feeds_count_pages_and_lines_go_on_counting():
    source = read_text("一\n二\f三\n\f\n四\n".encode(), "a.txt")
    found = [(line.page, line.row, line.printed) for line in source.lines]
    assert found == [(1, 1, "一"), (1, 2, "二"), (2, 2, "三"), (3, 4, "四")]
    assert source.pages == 3


def test_text_without_form_feeds_has_no_pages():
    source = read_text("一\n".encode(), "a.txt")
    assert (source.pages, source.lines[0].page) == (None, None)


@pytest.mark.parametrize("data", [b"", b"  \n\r\n", "\ufeff".encode(), b"\f\f"])
def test_an_empty_file_says_so(data):
    with pytest.raises(juesuan.UnreadableDocument, match=r"empty|no text") as caught:
        read_text(data, "empty.txt")
    assert "empty.txt" in str(caught.value)


@pytest.mark.parametrize(
    ("data", "kind"),
    [(b"%PDF-1.7 ...", "PDF"), (b"PK\x03\x04...", "Word"), (b"\x89PNG..", "picture")],
)
def test_another_medium_is_named(data, kind):
    with pytest.raises(juesuan.UnreadableDocument, match=kind):
        read_text(data, "wrong.txt")


def test_bytes_of_no_encoding_name_the_line():
    data = "第一行\n".encode() + b"\xff\xff\xff\n"
    with pytest.raises(juesuan.UnreadableDocument) as caught:
        read_text(data, "bad.txt")
    assert caught.value.line == 2
    assert caught.value.hint


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_file_cut_in_a_character_is_read_and_says_so(encoding):
    source = read_text("第一行\n第二".encode(encoding)[:-1], "cut.txt")
    assert [line.printed for line in source.lines] == ["第一行", "第"]
    assert source.remarks


def test_plain_forms_keep_every_position():
    line = read_text("（１２．３０）：⼀般　公共，ⅆ①".encode(), "a.txt").lines[0]
    assert line.plain == "(12.30):一般 公共,ⅆ①"
    assert len(line.plain) == len(line.printed)


def test_a_text_far_longer_than_accounts_names_the_limit():
    text = "收入\n" * 100
    assert len(read_text(text.encode(), "long.txt", Limits(lines=100)).lines) == 100
    with pytest.raises(juesuan.UnreadableDocument, match="more than 99 lines") as caught:
        read_text(text.encode(), "long.txt", Limits(lines=99))
    assert "Limits(lines=…)" in caught.value.hint
    with pytest.raises(juesuan.UnreadableDocument, match="700 bytes of text") as caught:
        read_text(text.encode(), "long.txt", Limits(text_bytes=699))
    assert "Limits(text_bytes=…)" in caught.value.hint


STROKES = "| 项目 | 预算数 | 决算数 |\n|---|---|---|\n| 合计 |  | 2.00 |\n"
TABS = "项目\t预算数\t决算数\n合计\t\t2.00\n"


@pytest.mark.parametrize("text", [STROKES, TABS], ids=["strokes", "tabs"])
def test_cells_that_strokes_or_tabs_part_are_a_grid_with_its_blank_cells(text):
    source = read_text(f"标题\n\n{text}说明\n".encode(), "a.txt")
    (grid,) = source.grids
    assert [[cell.text for cell in row] for row in grid.rows] == [
        ["项目", "预算数", "决算数"],
        ["合计", "", "2.00"],
    ]
    assert (grid.first, grid.stop, grid.places) == (1, 3, (1, 2))
    assert [source.lines[at].row for at in grid.places] == [3, 5 if text is STROKES else 4]


@pytest.mark.parametrize(
    "text",
    [
        "| 项目 | 预算数 | 决算数 |\n| 合计 | 2.00 |\n| 会议费 | 1.00 | 1.00 |",
        "\t\t第一段\n\t\t第二段",
        "| 说明 | 见附表 |\n第二段",
    ],
    ids=["ragged", "set in", "alone"],
)
def test_rows_that_do_not_tell_their_columns_stay_lines(text):
    assert read_text(text.encode(), "a.txt").grids == ()


def test_one_row_behind_the_end_of_a_page_goes_on_with_the_table_above():
    text = "| 项目 | 决算数 |\n| 会议费 | 1.00 |\n— 7 —\n| 合计 | 1.00 |\n"
    first, second = read_text(text.encode(), "a.txt").grids
    assert (first.places, second.places) == ((0, 1), (3,))
