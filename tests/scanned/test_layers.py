"""A recognised layer under a picture is compared with what is recognised here."""

from io import BytesIO

import pypdfium2
import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from juesuan.readers import read_source

ROWS = (("total", "461.08"), ("basic", "308.25"), ("project", "152.83"), ("other", "71.46"))
UNSEEN = 3
WIDE, HIGH = 400, 300


def drawn(canvas: Canvas, rows) -> None:
    canvas.setFont("Helvetica", 12)
    for at, row in enumerate(rows):
        for x, text in zip((60, 210), row, strict=True):
            canvas.drawString(x, 206 - 30 * at, text)


def a_pdf(draw) -> bytes:
    file = BytesIO()
    canvas = Canvas(file, pagesize=(WIDE, HIGH), invariant=True)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def ruled(canvas: Canvas) -> None:
    for at in range(len(ROWS) + 1):
        canvas.line(50, 225 - 30 * at, 350, 225 - 30 * at)
    for x in (50, 200, 350):
        canvas.line(x, 225, x, 225 - 30 * len(ROWS))
    drawn(canvas, ROWS)


@pytest.fixture(scope="module")
def picture():
    document = pypdfium2.PdfDocument(a_pdf(ruled))
    page = document[0].render(scale=200 / 72).to_pil()
    document.close()
    return ImageReader(page)


def test_a_figure_that_the_layer_lacks_is_said_and_the_picture_counts(picture):
    def scan(canvas: Canvas) -> None:
        canvas.drawImage(picture, 0, 0, WIDE, HIGH)
        canvas._code.append(f"{UNSEEN} Tr")
        drawn(canvas, (("total", "161.08"), *ROWS[1:]))

    source = read_source(a_pdf(scan), "layered.pdf")
    cells = [cell for grid in source.grids for cell in grid.cells]
    said = {cell.text: str(cell.remark) if cell.remark else "" for cell in cells if cell.recognised}
    assert said.keys() == {figure for _, figure in ROWS}
    assert "461.08" in said.pop("461.08")
    assert not any(said.values())
    doubted = next(cell for cell in cells if cell.text == "461.08")
    assert doubted.recognised.other != doubted.text
    assert source.recognised == {1}
