"""Tables without ruled columns: cells are told by what stands below each other."""

import random

import pytest

import juesuan
from juesuan.readers import read_source
from juesuan.readers.pdf.aligned import aligned
from juesuan.readers.pdf.pieces import Piece
from tests.factory import random_account
from tests.factory.layout import Layout
from tests.factory.pdf import PdfLayout, print_pdf
from tests.properties.read_back import printed, read_back

SIZE = 10.0


def line(y, *texts):
    """Pieces on one baseline: (left, text); figures are half as wide as other signs."""
    pieces = []
    for left, text in texts:
        width = len(text) * (SIZE / 2 if text.isascii() else SIZE)
        pieces.append(Piece(float(left), left + width, float(y), text))
    return pieces


def cells(found):
    """Rows of the grid: column and width of each cell, and its text."""
    return [
        [(cell.column, cell.columns, "/".join(cell.pieces)) for cell in row]
        for row in found.grid.rows
        if row
    ]


HEADING = [
    *line(200, (40, "项目"), (247, "本年支出")),
    *line(
        182, (0, "科目编码"), (60, "科目名称"), (155, "合计"), (250, "基本支出"), (345, "其他支出")
    ),
]


def test_columns_are_told_by_figures_and_blank_ones_by_their_heading():
    found = aligned(
        [
            *HEADING,
            *line(160, (65, "合计"), (150, "12.50"), (255, "12.50")),
            *line(142, (0, "201"), (60, "公共服务"), (155, "2.50"), (260, "2.50")),
        ],
        SIZE,
    )
    assert cells(found) == [
        [(0, 2, "项目"), (2, 3, "本年支出")],
        [
            (0, 1, "科目编码"),
            (1, 1, "科目名称"),
            (2, 1, "合计"),
            (3, 1, "基本支出"),
            (4, 1, "其他支出"),
        ],
        [(1, 1, "合计"), (2, 1, "12.50"), (3, 1, "12.50")],
        [(0, 1, "201"), (1, 1, "公共服务"), (2, 1, "2.50"), (3, 1, "2.50")],
    ]
    assert not found.grid.is_ruled


def test_the_lines_of_a_name_belong_to_the_row_that_is_nearer():
    found = aligned(
        [
            *line(160, (60, "某局"), (150, "12.50"), (250, "12.50")),
            *line(140, (60, "其他公共")),
            *line(134.5, (0, "20199"), (150, "2.50"), (250, "2.50")),
            *line(129, (60, "服务支出")),
            *line(109, (60, "空行")),
        ],
        SIZE,
    )
    assert cells(found)[1:] == [
        [(0, 1, "20199"), (1, 1, "其他公共/服务支出"), (2, 1, "2.50"), (3, 1, "2.50")],
        [(1, 1, "空行")],
    ]


@pytest.mark.parametrize(
    "pieces",
    [
        pytest.param(line(160, (0, "收入合计"), (150, "12.50")), id="two figures are no table"),
        pytest.param(
            [
                *line(160, (0, "甲"), (150, "12.50"), (250, "12.50")),
                *line(142, (0, "一个很长很长的名称一直写到数的下面")),
                *line(124, (0, "乙"), (150, "2.50"), (250, "2.50")),
            ],
            id="words stand in a column of figures",
        ),
        pytest.param(
            [
                *line(160, (0, "甲"), (150, "12.50"), (250, "12.50")),
                *line(151, (0, "乙"), (150, "2.50"), (250, "2.50")),
            ],
            id="two rows stand nearer than type is high",
        ),
    ],
)
def test_what_is_not_aligned_as_one_table_stays_text(pieces):
    assert aligned(pieces, SIZE) is None


def test_a_page_goes_on_in_the_columns_of_the_page_before():
    edges = (0.0, 55.0, 140.0, 240.0, 340.0, 400.0)
    found = aligned(line(160, (60, "公共服务"), (260, "2.50")), SIZE, edges)
    assert cells(found) == [[(1, 1, "公共服务"), (3, 1, "2.50")]]
    assert found.grid.columns == edges


@pytest.mark.parametrize("borders", ["none", "across"])
@pytest.mark.parametrize("name_width", [60, 200])
@pytest.mark.parametrize("turned", ["no", "sideways"])
@pytest.mark.parametrize("rows_a_page", [None, 12])
def test_an_account_without_ruled_columns_is_read_by_place(
    borders, name_width, turned, rows_a_page
):
    account = random_account(random.Random(2), unit=("万元", 2), zeros="printed")
    pdf = PdfLayout(borders=borders, name_width=name_width, turned=turned, rows_a_page=rows_a_page)
    found = read_back(read_source(print_pdf(account, Layout(), pdf), "made.pdf"))
    assert found.problems == []
    assert found.placed == printed(account)
    assert set(found.how) <= {"printed"}


def test_the_same_amounts_come_from_a_ruled_and_an_unruled_print():
    account = random_account(random.Random(5), unit=("万元", 2))
    ruled, plain = (
        juesuan.read(print_pdf(account, Layout(line_numbers=True), PdfLayout(borders=borders)))
        for borders in ("lines", "none")
    )
    same = ["table", "side", "line_key", "code", "measure", "amount_fen", "page"]
    assert plain.amounts[same].equals(ruled.amounts[same])
    assert set(plain.verdicts["verdict"]) == set(ruled.verdicts["verdict"])


@pytest.mark.parametrize(
    ("seed", "rows_a_page", "repeated"), [(3, 7, True), (5, 10, True), (9, 7, True), (6, 10, False)]
)
def test_no_amount_is_lost_where_a_page_of_a_table_is_read_as_text(seed, rows_a_page, repeated):
    account = random_account(random.Random(seed), unit=("万元", 6))
    layout = Layout(thousands=True, notes="formulas")
    pdf = PdfLayout(borders="none", rows_a_page=rows_a_page, repeated_header=repeated)
    found = read_back(read_source(print_pdf(account, layout, pdf), "made.pdf"))
    said = sum(len(what.split()) for kind, _, what in found.problems if kind == "unplaced")
    assert len(found.placed) + len(found.unsure) + said == len(printed(account))
