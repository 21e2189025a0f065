"""The PDF reader on small files made for one thing each."""

import io
from types import SimpleNamespace

import numpy as np
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

import juesuan
from juesuan.readers import read_source
from juesuan.readers.pdf.edges import Edges
from juesuan.readers.pdf.rulings import ruled_tables
from juesuan.readers.pdf.turn import Turn

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def made(*pages, encrypt=None, size=(400, 300)) -> bytes:
    """A PDF whose pages are drawn by functions of the canvas."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size, encrypt=encrypt, invariant=True)
    for draw in pages:
        canvas.setFont(FONT, 10)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def words(canvas):
    canvas.drawString(50, 200, "收入支出决算总表")


def table(canvas, xs=(50, 150, 250), ys=(200, 180, 160), texts=(("a", "1.00"), ("b", "2.00"))):
    for x in xs:
        canvas.line(x, ys[0], x, ys[-1])
    for y in ys:
        canvas.line(xs[0], y, xs[-1], y)
    for row, y in zip(texts, ys[1:], strict=True):
        for text, x in zip(row, xs, strict=False):
            canvas.drawString(x + 4, y + 6, text)


def picture(canvas):
    image = ImageReader(io.BytesIO(PIXEL))
    canvas.drawImage(image, 0, 0, 400, 300)


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)


def grid_of(data: bytes) -> list[list[str]]:
    source = read_source(data, "made.pdf")
    assert len(source.grids) == 1
    return [[cell.text for cell in row] for row in source.grids[0].rows]


def test_cells_and_the_lines_around_them_are_read_in_order():
    def page(canvas):
        canvas.drawString(50, 100, "below")
        table(canvas)
        canvas.drawString(50, 250, "above")

    source = read_source(made(page), "made.pdf")
    assert [line.printed for line in source.lines] == ["above", "a 1.00", "b 2.00", "below"]
    assert grid_of(made(page)) == [["a", "1.00"], ["b", "2.00"]]
    assert source.grids[0].places == (1, 2)
    assert (source.pages, source.media_type) == (1, "application/pdf")


def test_the_parts_of_a_line_are_read_from_left_to_right_in_whatever_order_they_are_drawn():
    def page(canvas):
        for x, y, text in (
            (250, 200, "0.00"),
            (50, 202, "201"),
            (150, 200, "15.09"),
            (100, 199, "b"),
        ):
            canvas.drawString(x, y, text)

    source = read_source(made(page), "made.pdf")
    assert [line.printed for line in source.lines] == ["201 b 15.09 0.00"]


def test_a_line_that_is_printed_twice_for_bold_is_read_once():
    def page(canvas):
        for shift in (0, 0.3):
            canvas.drawString(50 + shift, 200, "支出决算表")
        x = 50
        for sign in "合计11.22":
            for shift in (0, 0.3):
                canvas.drawString(x + shift, 150, sign)
            x += pdfmetrics.stringWidth(sign, FONT, 10)

    source = read_source(made(page), "made.pdf")
    assert [line.compact for line in source.lines] == ["支出决算表", "合计11.22"]


def test_what_is_printed_twice_for_bold_is_read_once():
    def page(canvas):
        for shift in (0, 0.3):
            table_only = SimpleNamespace(
                line=canvas.line,
                drawString=lambda x, y, text, shift=shift: canvas.drawString(x + shift, y, text),
            )
            table(table_only, texts=(("合计", "11.22"), ("基本", "307.82")))

    assert grid_of(made(page)) == [["合计", "11.22"], ["基本", "307.82"]]


def test_different_figures_on_one_spot_are_not_trusted():
    def page(canvas):
        table(canvas)
        canvas.drawString(154, 186, "7.35")

    cells = read_source(made(page), "made.pdf").grids[0].rows[0]
    assert [cell.is_trusted for cell in cells] == [True, False]


def test_a_figure_that_runs_over_its_border_stays_whole():
    def page(canvas):
        table(canvas, xs=(50, 130, 190, 258), texts=(("a", "", ""), ("b", "", "")))
        canvas.drawRightString(258, 186, "123,456,789,012.34")

    cells = read_source(made(page), "made.pdf").grids[0].rows[0]
    assert [cell.text for cell in cells] == ["a", "", "123,456,789,012.34"]
    assert "border" in str(cells[2].remark)


def test_figures_of_two_cells_that_touch_are_told_apart_or_not_trusted():
    def page(canvas):
        table(canvas, xs=(50, 100, 150), texts=(("", ""), ("", "")))
        canvas.drawRightString(100, 186, "12.34")
        canvas.drawString(100, 186, "56.78")

    cells = read_source(made(page), "made.pdf").grids[0].rows[0]
    assert [cell.text for cell in cells] == ["12.34", "56.78"] or not all(
        cell.is_trusted for cell in cells
    )


def test_a_table_without_outer_borders_at_its_sides_is_closed():
    def page(canvas):
        for y in (200, 180, 160):
            canvas.line(50, y, 250, y)
        canvas.line(150, 200, 150, 160)
        for y, row in ((186, ("a", "1.00")), (166, ("b", "2.00"))):
            canvas.drawString(54, y, row[0])
            canvas.drawString(154, y, row[1])

    assert grid_of(made(page)) == [["a", "1.00"], ["b", "2.00"]]


def test_a_table_that_is_open_at_the_pages_end_is_closed():
    def page(canvas):
        for x in (50, 150, 250):
            canvas.line(x, 200, x, 160)
        for y in (200, 180):
            canvas.line(50, y, 250, y)
        for y, row in ((186, ("a", "1.00")), (166, ("b", "2.00"))):
            canvas.drawString(54, y, row[0])
            canvas.drawString(154, y, row[1])

    assert grid_of(made(page)) == [["a", "1.00"], ["b", "2.00"]]


def test_lines_under_words_are_no_table():
    def page(canvas):
        words(canvas)
        for y in (190, 150, 110):
            canvas.line(50, y, 250, y)

    assert read_source(made(page), "made.pdf").grids == ()


def test_backgrounds_and_frames_are_no_tables():
    def page(canvas):
        canvas.setFillGray(0.9)
        canvas.rect(40, 90, 320, 160, stroke=0, fill=1)
        canvas.setFillGray(0)
        canvas.rect(40, 90, 320, 160, stroke=1, fill=0)
        canvas.drawString(50, 200, "framed")

    source = read_source(made(page), "made.pdf")
    assert source.grids == ()
    assert [line.printed for line in source.lines] == ["framed"]


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_turning_a_page_turns_its_boxes(quarters):
    left, bottom, right, top = Turn(quarters).box(1, 2, 4, 8)
    wide, high = (3, 6) if quarters % 2 == 0 else (6, 3)
    assert (right - left, top - bottom) == (wide, high)


def watermark(canvas, x=80, y=110, angle=40, size=40, grey=0.85):
    canvas.saveState()
    canvas.translate(x, y)
    canvas.rotate(angle)
    canvas.setFillGray(grey)
    canvas.setFont(FONT, size)
    canvas.drawString(0, 0, "公开2024")
    canvas.restoreState()


def stamp(canvas):
    for at in range(8):
        canvas.saveState()
        canvas.translate(150, 170)
        canvas.rotate(at * 17 + 12)
        canvas.setFillColorRGB(1, 0, 0)
        canvas.drawString(20, 0, "章" if at % 2 else "3")
        canvas.restoreState()


def invisible(canvas, x, y, printed):
    canvas.saveState()
    text = canvas.beginText(x, y)
    text.setTextRenderMode(3)
    text.textOut(printed)
    canvas.drawText(text)
    canvas.restoreState()


def unseen(canvas):
    invisible(canvas, 154, 186, "99.99")
    canvas.setFillGray(1)
    canvas.drawString(154, 166, "88.88")
    canvas.setFillGray(0)
    canvas.drawString(700, 186, "77.77")
    canvas.drawString(-60, 166, "66.66")


def tiled(canvas):
    for x in range(0, 400, 60):
        for y in range(0, 300, 40):
            watermark(canvas, x, y, angle=60, size=12)


@pytest.mark.parametrize(
    "decoration",
    [watermark, lambda canvas: watermark(canvas, 60, 165, angle=0), tiled, stamp, unseen],
    ids=["across", "upright", "tiled", "stamp", "unseen"],
)
def test_what_is_no_part_of_the_print_is_left_out_and_said(decoration):
    def page(canvas):
        decoration(canvas)
        table(canvas)
        decoration(canvas)

    (remark,) = read_source(made(page), "made.pdf").remarks
    assert "no part of the print" in str(remark)
    assert grid_of(made(page)) == [["a", "1.00"], ["b", "2.00"]]


def test_a_scan_whose_recognised_words_are_invisible_is_read():
    def page(canvas):
        canvas.drawImage(ImageReader(io.BytesIO(PIXEL)), 60, 60, 250, 200)
        invisible(canvas, 70, 100, "recognised")

    source = read_source(made(page), "ocr.pdf")
    assert [line.printed for line in source.lines] == ["recognised"]
    assert "text recognition" in str(source.remarks[0])


def test_white_type_on_a_dark_ground_is_printed():
    def page(canvas):
        canvas.setFillColorRGB(0.1, 0.2, 0.6)
        canvas.rect(50, 180, 200, 20, stroke=0, fill=1)
        canvas.setFillGray(0)
        table(canvas, texts=(("", ""), ("b", "2.00")))
        canvas.setFillGray(1)
        canvas.drawString(54, 186, "a")
        canvas.drawString(154, 186, "1.00")

    assert grid_of(made(page)) == [["a", "1.00"], ["b", "2.00"]]
    assert read_source(made(page), "made.pdf").remarks == ()


def test_the_content_tells_a_pdf_whatever_its_name():
    assert read_source(made(words), "report.txt").media_type == "application/pdf"
    assert read_source("收入支出决算总表".encode(), "report.pdf").media_type == "text/plain"


def test_a_scan_that_is_not_to_be_recognised_is_named_as_one():
    with pytest.raises(juesuan.ScannedDocument, match="pages 1–2 of 2") as caught:
        juesuan.read(made(picture, picture), name="scan.pdf", ocr="never")
    assert "juesuan[ocr]" in caught.value.hint


def test_scanned_pages_of_a_document_are_named_and_the_others_read():
    source = read_source(made(words, picture, words, picture), "half.pdf")
    assert [line.page for line in source.lines] == [1, 3]
    assert tuple(map(str, source.remarks)) == (
        "pages 2, 4 of 4: no text layer (scanned, or type drawn as curves): nothing is read there",
    )


def test_a_page_of_curves_is_said_to_have_no_text():
    def page(canvas):
        for at in range(300):
            canvas.bezier(at, 10, at + 5, 20, at + 9, 30, at + 10, 10)

    source = read_source(made(words, page), "curves.pdf", ocr="never")
    assert str(source.remarks[0]).startswith("page 2 of 2: no text layer")


def test_text_over_a_whole_picture_comes_from_text_recognition():
    def page(canvas):
        picture(canvas)
        words(canvas)

    (remark,) = read_source(made(page), "ocr.pdf", ocr="never").remarks
    assert "text recognition" in str(remark)


def test_a_password_is_asked_for_and_an_owners_password_is_not_needed():
    with pytest.raises(juesuan.UnreadableDocument, match="password"):
        juesuan.read(made(words, encrypt=StandardEncryption("open", "own")))
    locked = made(words, encrypt=StandardEncryption("", "own", canPrint=0))
    assert read_source(locked, "locked.pdf").lines[0].printed == "收入支出决算总表"


def outcome(data: bytes) -> str:
    """How reading ends: what the error or the remark says."""
    try:
        source = read_source(data, "cut.pdf")
    except juesuan.UnreadableDocument as error:
        return error.message
    return " ".join(map(str, source.remarks))


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9])
def test_a_file_that_is_cut_off_says_so(share):
    data = made(words, table)
    assert outcome(data) == ""
    said = outcome(data[: int(len(data) * share)])
    assert "damaged" in said or "cut off" in said or "has 0 pages" in said


def test_a_form_that_holds_itself_ends():
    def page(canvas):
        words(canvas)
        canvas.beginForm("loop")
        canvas.doForm("loop")
        canvas.endForm()
        canvas.doForm("loop")

    assert read_source(made(page), "loop.pdf").lines[0].printed == "收入支出决算总表"


def raw_pdf(*objects: str) -> bytes:
    """A PDF of these objects; the first is the catalogue."""
    body, places = "%PDF-1.7\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    return (
        f"{body}xref\n0 {size}\n0000000000 65535 f \n{table}"
        f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    ).encode("latin-1")


def with_font(font: str, *more: str) -> bytes:
    content = "BT /F 12 Tf 50 100 Td <001100120013001400150016> Tj ET"
    return raw_pdf(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R "
        "/Resources << /Font << /F 5 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        font,
        *more,
    )


def test_type_without_a_unicode_map_is_not_read():
    data = with_font(
        "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H "
        "/DescendantFonts [6 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /FontDescriptor 7 0 R "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        "<< /Type /FontDescriptor /FontName /X /Flags 4 /FontBBox [0 0 1000 1000] /Ascent 800 "
        "/Descent -200 /CapHeight 700 /StemV 80 /ItalicAngle 0 >>",
    )
    with pytest.raises(juesuan.UnreadableDocument, match="without a Unicode map"):
        read_source(data, "unmapped.pdf", ocr="never")


def test_a_drawing_of_too_many_lines_is_no_table_and_is_said():
    down = np.array([(float(x), 0.0, float(x) + 0.5, 3000.0) for x in range(0, 2500, 5)])
    across = np.array([(0.0, float(y), 2500.0, float(y) + 0.5) for y in range(0, 2500, 5)])
    edges = Edges(thin=[down, across])
    assert ruled_tables(edges).tables == ()
    assert not edges.is_whole
