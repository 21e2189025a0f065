"""Ways in which producers print a figure so that it is hard to read, or not to be seen at all.

Each fault is a function that prints one figure in its medium, and with it stands whether the figure
can still be read (1, or -1 where the fault makes it negative) or must be said (0).
"""

import io
import re
import zipfile
from collections.abc import Callable
from random import Random

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree
from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from reportlab.pdfgen.canvas import Canvas

FIGURE = re.compile(r"-?\d[\d,]*\.\d+")
IN_CELL = re.compile(r"(<t[dh][^>]*>(?:<p>)?)(-?\d[\d,]*\.\d+)(?=(?:</p>)?</t[dh]>)")

WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")

PAGES: dict[str, tuple[Callable[[str], str], int]] = {
    "superscript": (lambda figure: f"{figure}<sup>2</sup>", 1),
    "subscript": (lambda figure: f"{figure}<sub>1</sub>", 1),
    "raised style": (lambda figure: f'{figure}<span style="vertical-align:super">3</span>', 1),
    "note link": (lambda figure: f'{figure}<a href="#n1">1</a>', 1),
    "bracketed note": (lambda figure: f"{figure}<sup>[1]</sup>", 0),
    "input": (lambda figure: f'<input value="{figure}">', 1),
    "disabled input": (lambda figure: f'<input type="number" disabled value="{figure}">', 1),
    "select": (lambda figure: f"<select><option>1.00<option selected>{figure}</select>", 1),
    "textarea": (lambda figure: f"<textarea>{figure}</textarea>", 1),
    "drawing": (lambda figure: f"<svg><title>9.99</title><text>{figure}</text></svg>", 1),
    "drawing of curves": (lambda _: '<svg><path d="M 0 0"/></svg>', 0),
    "picture": (lambda figure: f'<img src="a.png" alt="{figure}">', 0),
    "canvas": (lambda figure: f"<canvas>{figure}</canvas>", 0),
    "script": (lambda figure: f"<script>document.write('{figure}')</script>", 0),
    "frame": (lambda _: '<iframe src="a.html"></iframe>', 0),
    "too narrow": (lambda _: "#####", 0),
    "masked": (lambda _: "***", 0),
    "money": (lambda figure: f"¥{figure}", 1),
    "wide money": (lambda figure: f"￥ {figure}", 1),
    "no width": (lambda figure: f"{figure[:1]}&#8203;{figure[1:]}", 1),
    "joined": (lambda figure: f"&#8206;{figure[:1]}&#8288;{figure[1:]}", 1),
    "minus apart": (lambda figure: f"- {figure}", -1),
    "minus behind": (lambda figure: f"{figure}-", -1),
    "small minus": (lambda figure: f"﹣{figure}", -1),
    "brackets": (lambda figure: f"（{figure}）", -1),
    "triangle": (lambda figure: f"△{figure}", -1),
    "circled note": (lambda figure: f"{figure}①", 0),
    "full width": (lambda figure: figure.translate(WIDE), 1),
    "struck copy": (lambda figure: f"<s>9.99</s>{figure}", 1),
    "transparent copy": (lambda figure: f'<i style="opacity:0">9.99</i>{figure}', 1),
    "white copy": (lambda figure: f'<font color="#ffffff">9.99</font>{figure}', 1),
    "placed far off": (
        lambda figure: f'<i style="position:absolute;left:-9999px">9.9</i>{figure}', 1),
}  # fmt: skip

_T = "<w:t>{}</w:t>"


def _runs(*runs: str) -> str:
    return "".join(f"<w:r>{run}</w:r>" for run in runs)


_FIELD = ("<w:fldChar w:fldCharType='begin'/>", "<w:instrText>=SUM(ABOVE)</w:instrText>")
_RESULT, _END = "<w:fldChar w:fldCharType='separate'/>", "<w:fldChar w:fldCharType='end'/>"
_BOX = (
    "<w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict>"
)
_ART = '<w:pict><v:shape><v:textpath string="{}"/></v:shape></w:pict>'
_CHOICES = (
    "<w:fldChar w:fldCharType='begin'><w:ffData><w:ddList><w:result w:val='1'/>"
    "<w:listEntry w:val='0.00'/><w:listEntry w:val='{}'/></w:ddList></w:ffData></w:fldChar>"
)


def _look(properties: str, text: str) -> str:
    return f"<w:rPr>{properties}</w:rPr><w:t>{text}</w:t>"


WORDS: dict[str, tuple[Callable[[str], str], int]] = {
    "superscript": (
        lambda f: _runs(_T.format(f), _look('<w:vertAlign w:val="superscript"/>', "2")), 1),
    "raised": (lambda f: _runs(_T.format(f), _look('<w:position w:val="8"/>', "1")), 1),
    "footnote": (lambda f: _runs(_T.format(f), '<w:footnoteReference w:id="2"/>'), 1),
    "symbol minus": (lambda f: _runs('<w:sym w:font="Symbol" w:char="F02D"/>', _T.format(f)), -1),
    "unknown symbol": (
        lambda f: _runs('<w:sym w:font="Wingdings" w:char="F0FC"/>', _T.format(f)), 0),
    "picture": (lambda _: _runs("<w:pict><v:shape><v:imagedata/></v:shape></w:pict>"), 0),
    "object": (lambda _: _runs("<w:object><o:OLEObject/></w:object>"), 0),
    "field without result": (lambda _: _runs(*_FIELD, _END), 0),
    "field": (lambda f: _runs(*_FIELD, _RESULT, _T.format(f), _END), 1),
    "choice": (lambda f: _runs(_CHOICES.format(f), _END), 1),
    "text box": (lambda f: _runs(_BOX.format(f"<w:p><w:r>{_T.format(f)}</w:r></w:p>")), 1),
    "word art": (lambda f: _runs(_ART.format(f)), 1),
    "hidden copy": (lambda f: _runs(_look("<w:vanish/>", "9.99"), _T.format(f)), 1),
    "struck copy": (lambda f: _runs(_look("<w:strike/>", "9.99"), _T.format(f)), 1),
    "white copy": (lambda f: _runs(_look('<w:color w:val="FFFFFF"/>', "9.99"), _T.format(f)), 1),
    "tiny copy": (lambda f: _runs(_look('<w:sz w:val="2"/>', "9.99"), _T.format(f)), 1),
    "too narrow": (lambda _: _runs(_T.format("####")), 0),
    "money": (lambda f: _runs(_T.format(f"¥{f}")), 1),
    "minus behind": (lambda f: _runs(_T.format(f"{f}-")), -1),
}  # fmt: skip


def _styled(**changes: object) -> Callable[[Cell], None]:
    def change(cell: Cell) -> None:
        for name, value in changes.items():
            setattr(cell, name, value)

    return change


def _as_text(pattern: str) -> Callable[[Cell], None]:
    def change(cell: Cell) -> None:
        cell.value = pattern.format(f"{cell.value:.2f}")
        cell.number_format = "General"

    return change


def _rich(cell: Cell) -> None:
    mark = TextBlock(InlineFont(vertAlign="superscript"), "1")
    cell.value = CellRichText(f"{cell.value:.2f}", mark)


BOOKS: dict[str, tuple[Callable[[Cell], None], int]] = {
    "hidden by its format": (_styled(number_format=";;;"), 0),
    "shown as a dash": (_styled(number_format='"-";"-";"-"'), 0),
    "scaled": (_styled(number_format="0.00,"), 0),
    "percent": (_styled(number_format="0.00%"), 0),
    "money": (_styled(number_format='"¥"#,##0.00'), 1),
    "accounting": (_styled(number_format='_ "¥"* #,##0.00_ ;_ "¥"* -#,##0.00_ ;_ "¥"* "-"??_ '), 1),
    "white": (_styled(font=Font(color="FFFFFFFF")), 0),
    "theme white": (_styled(font=Font(color="00FFFFFF")), 0),
    "struck": (_styled(font=Font(strike=True)), 0),
    "tiny": (_styled(font=Font(size=1)), 0),
    "too narrow": (_as_text("####"), 0),
    "text with money": (_as_text("￥{}"), 1),
    "text with a note": (_as_text("{}①"), 0),
    "raised note": (_rich, 1),
    "text with minus apart": (_as_text("- {}"), -1),
    "formula of another cell": (_styled(value="=Z99"), 0),
    "error": (_styled(value="#DIV/0!"), 0),
}


def _invisible_first(canvas: Canvas, x: float, y: float, text: str) -> None:
    hidden = canvas.beginText(x, y)
    hidden.setTextRenderMode(3)
    hidden.textOut(text)
    hidden.setTextRenderMode(0)
    canvas.drawText(hidden)
    canvas.drawString(x, y, text)


def _invisible_other(canvas: Canvas, x: float, y: float, text: str) -> None:
    _invisible_first(canvas, x, y, "9" + text[1:])
    canvas.setFillGray(1)
    canvas.rect(x - 1, y - 2, 60, 10, stroke=0, fill=0)
    canvas.setFillGray(0)


def _halo(canvas: Canvas, x: float, y: float, text: str) -> None:
    canvas.setFillGray(1)
    canvas.drawString(x + 0.4, y, text)
    canvas.setFillGray(0)
    canvas.drawString(x, y, text)


def _clear(canvas: Canvas, x: float, y: float, text: str) -> None:
    canvas.saveState()
    canvas.setFillAlpha(0)
    canvas.drawString(x, y, text)
    canvas.restoreState()


def _clipped(canvas: Canvas, x: float, y: float, text: str) -> None:
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(0, 0, 5, 5)
    canvas.clipPath(path, stroke=0)
    canvas.drawString(x, y, text)
    canvas.restoreState()


def _covered(canvas: Canvas, x: float, y: float, text: str) -> None:
    canvas.drawString(x, y, text)
    canvas.setFillGray(1)
    canvas.rect(x - 1, y - 2, canvas.stringWidth(text) + 2, 10, stroke=0, fill=1)
    canvas.setFillGray(0)


def _blacked_out(canvas: Canvas, x: float, y: float, text: str) -> None:
    canvas.rect(x - 1, y - 2, canvas.stringWidth(text) + 2, 10, stroke=0, fill=1)
    canvas.drawString(x, y, text)


def _white(canvas: Canvas, x: float, y: float, text: str) -> None:
    canvas.setFillGray(1)
    canvas.drawString(x, y, text)
    canvas.setFillGray(0)


def _tiny(canvas: Canvas, x: float, y: float, text: str) -> None:
    font, size = canvas._fontname, canvas._fontsize
    canvas.setFont(font, 0.5)
    canvas.drawString(x, y, text)
    canvas.setFont(font, size)


def _mark(rise: float) -> Callable[[Canvas, float, float, str], None]:
    def draw(canvas: Canvas, x: float, y: float, text: str) -> None:
        canvas.drawString(x, y, text)
        font, size = canvas._fontname, canvas._fontsize
        end = x + canvas.stringWidth(text)
        canvas.setFont(font, 5)
        canvas.drawString(end, y + rise, "2")
        canvas.setFont(font, size)

    return draw


def _drawn_minus(canvas: Canvas, x: float, y: float, text: str) -> None:
    canvas.drawString(x, y, text)
    canvas.line(x - 4.5, y + 3, x - 1, y + 3)


def _form_field(canvas: Canvas, x: float, y: float, text: str) -> None:
    canvas.acroForm.textfield(
        value=text, x=x, y=y - 2, width=60, height=11, fontSize=8, borderWidth=0, forceBorder=False,
        fillColor=None,
    )  # fmt: skip


PDFS: dict[str, tuple[Callable[[Canvas, float, float, str], None], int]] = {
    "unseen copy first": (_invisible_first, 1),
    "halo": (_halo, 1),
    "clear": (_clear, 0),
    "clipped": (_clipped, 0),
    "covered": (_covered, 0),
    "blacked out": (_blacked_out, 0),
    "white": (_white, 0),
    "tiny": (_tiny, 0),
    "raised mark": (_mark(3.5), 1),
    "slightly raised mark": (_mark(1.5), 1),
    "lowered mark": (_mark(-1.5), 1),
    "drawn minus": (_drawn_minus, -1),
    "form field": (_form_field, 1),
}


def faulty_page(page: bytes, fault: str, rng: Random, share: float) -> bytes:
    """The page with a share of its figures printed so."""
    show, _ = PAGES[fault]

    def one(match: re.Match[str]) -> str:
        return match[1] + show(match[2]) if rng.random() <= share else match[0]

    return IN_CELL.sub(one, page.decode()).encode()


def faulty_word(data: bytes, fault: str, rng: Random, share: float) -> bytes:
    """The file with a share of its cells' figures printed so."""
    show, _ = WORDS[fault]
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                root = etree.fromstring(content)
                for paragraph in root.iter("{*}tc"):
                    _set_figure(paragraph, show, rng, share)
                content = etree.tostring(root)
            new.writestr(name, content)
    return buffer.getvalue()


def _set_figure(
    cell: etree._Element, show: Callable[[str], str], rng: Random, share: float
) -> None:
    text = "".join(cell.itertext("{*}t"))
    if not FIGURE.fullmatch(text) or rng.random() > share:
        return
    paragraph = next(cell.iter("{*}p"))
    for run in list(paragraph.iter("{*}r")):
        paragraph.remove(run)
    spaces = (
        'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    )
    made = parse_xml(f"<w:p {nsdecls('w')} {spaces}>{show(text)}</w:p>")
    paragraph.extend(list(made))


def faulty_book(data: bytes, fault: str, rng: Random, share: float) -> bytes:
    """The workbook with a share of its numbers with decimals shown so."""
    change, _ = BOOKS[fault]
    book = load_workbook(io.BytesIO(data))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, float) and cell.value and rng.random() <= share:
                    change(cell)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
