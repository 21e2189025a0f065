"""A finding on its page: a crop, annotations that viewers show, a notice to hand on."""

import io

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from docx import Document
from PIL import ImageChops
from typer.testing import CliRunner

import juesuan
from juesuan.cli import app
from juesuan.corpus.build import build
from juesuan.errors import NoPage, UnknownChoice
from juesuan.readers.pdf.text_boxes import boxes_of, page_of, picture_of, size_of
from juesuan.show.findings import findings
from juesuan.show.printed_words import of_amount, of_finding
from tests.conftest import PUTUO

ORANGE = (213, 94, 0)


def annotations(data):
    """The kinds of annotations by page, with what they say."""
    document = pypdfium2.PdfDocument(data)
    for number in range(len(document)):
        page = document[number]
        for at in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
            note = pdfium.FPDFPage_GetAnnot(page.raw, at)
            size = pdfium.FPDFAnnot_GetStringValue(note, b"Contents", None, 0)
            text = (pdfium.FPDF_WCHAR * size)()
            pdfium.FPDFAnnot_GetStringValue(note, b"Contents", text, size)
            kind = pdfium.FPDFAnnot_GetSubtype(note)
            said = bytes(text)[:size].decode("utf-16-le").removesuffix("\x00")
            pdfium.FPDFPage_CloseAnnot(note)
            yield number + 1, kind, said


def test_a_finding_of_the_prose_is_framed_where_it_is_printed(putuo_pdf):
    first = putuo_pdf.findings.iloc[0]
    assert (first["page"], first["printed"]) == (24, "5,377.64 万元")
    frames = {name: putuo_pdf.frame(name) for name in ("amounts", "claims")}
    printed = of_finding(first, frames)
    assert (printed[0].page, printed[0].texts, printed[0].main) == (
        24,
        ("5,377.64", "5377.64"),
        True,
    )
    assert {each.page for each in printed[1:]} == {15, 16}
    crop = putuo_pdf.crop(1)
    colours = {colour for _, colour in crop.getcolors(maxcolors=10**6)}
    assert ORANGE in colours
    assert crop.height < crop.width
    assert putuo_pdf.crop(first["rank"]).tobytes() == crop.tobytes()


def test_a_row_that_lacks_its_paragraph_is_shown_at_its_amounts_and_told_in_the_language(putuo_pdf):
    amounts = putuo_pdf.amounts.query("table == 'income' and code == '2200199'")
    own = {"page": amounts["page"].iloc[0], "row": amounts["row"].iloc[0]}
    lacking = putuo_pdf.findings.iloc[:1].assign(**own, printed="a row", against="a paragraph")
    lacking = lacking.assign(cells=None, suspect=None)
    frames = {name: putuo_pdf.frame(name) for name in ("amounts", "claims")}
    shown = of_finding(lacking.iloc[0], frames)
    assert [each.texts[0] for each in shown] == amounts["raw"].tolist()
    (told,) = findings(lacking, "zh")
    assert (told.printed, told.against) == ("表中的行", "说明段落")


def test_an_amount_is_found_in_its_row_and_column(putuo_pdf):
    amounts = putuo_pdf.amounts.query("table == 'income' and code == '2200199'")
    first, second = (of_amount(row, putuo_pdf.amounts) for row in amounts.to_dict("records")[:2])
    assert first.texts == second.texts
    assert (first.turn, second.turn) == (0, 1)
    assert "2200199" in first.beside
    assert putuo_pdf.crop(amounts.iloc[0]).size[0] > 1000


def test_a_figure_is_found_whole(putuo_pdf):
    document = pypdfium2.PdfDocument(putuo_pdf.source.data)
    page = page_of(document, 24, "x")
    assert boxes_of(page, "5377.64")
    assert boxes_of(page, "377.64") == boxes_of(page, "5377.6") == boxes_of(page, "") == []


@pytest.mark.parametrize("scale", [1.5, 2.0])
@pytest.mark.parametrize("turned", [0, 90])
def test_a_strip_is_that_part_of_the_picture_of_the_page(putuo_pdf, scale, turned):
    page = page_of(pypdfium2.PdfDocument(putuo_pdf.source.data), 24, "x")
    page.set_rotation(turned)
    across, down = size_of(page, scale)
    whole = picture_of(page, scale, 0, down)
    assert whole.size == (across, down)
    strip = picture_of(page, scale, 301, 402)
    differ = ImageChops.difference(strip, whole.crop((0, 301, across, 402)))
    assert max(highest for _, highest in differ.getextrema()) <= 1
    assert len(strip.getcolors(maxcolors=10**6)) > 1


def test_every_finding_is_an_annotation_that_is_read_back(putuo_pdf):
    written = io.BytesIO()
    putuo_pdf.annotate(written)
    found = list(annotations(written.getvalue()))
    said = [text for _, kind, text in found if kind == pdfium.FPDF_ANNOT_TEXT]
    assert len(said) == len(putuo_pdf.findings)
    assert any(text.startswith("error: ") and "5,377.64 against 5,364.75" in text for text in said)
    marked = {page for page, kind, _ in found if kind == pdfium.FPDF_ANNOT_HIGHLIGHT}
    assert set(putuo_pdf.findings["page"]) <= marked
    # The text of the pages is as it was.
    assert len(juesuan.read(written.getvalue(), name="x.pdf").amounts) == len(putuo_pdf.amounts)


def test_annotations_speak_chinese(putuo_pdf, tmp_path):
    juesuan.options.language = "zh"
    try:
        putuo_pdf.annotate(tmp_path / "marked.pdf")
    finally:
        juesuan.options.language = None
    said = [text for *_, text in annotations((tmp_path / "marked.pdf").read_bytes())]
    assert any(text.startswith("错误：") and "核对数 5,364.75 万元" in text for text in said)


def test_where_there_is_no_page_the_error_says_so(hanyang, putuo_pdf, tmp_path):
    for call in (lambda: hanyang.crop(1), lambda: hanyang.annotate(tmp_path / "x.pdf")):
        with pytest.raises(NoPage, match="only pages of a PDF can be shown"):
            call()
    assert not (tmp_path / "x.pdf").exists()
    with pytest.raises(UnknownChoice, match="there is no finding 99"):
        putuo_pdf.crop(99)


def test_a_notice_lists_the_findings_by_weight(hanyang_path, hanyang, tmp_path):
    target = tmp_path / "notice.docx"
    done = CliRunner().invoke(app, ["notice", str(hanyang_path), "-o", str(target)])
    assert (done.exit_code, done.stdout) == (0, f"written to {target}\n")
    paper = Document(str(target))
    (table,) = paper.tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["No.", "Place", "Finding", "Printed", "Should be", "What to do"]
    assert len(rows) == len(hanyang.findings) + 1
    assert rows[1][2].startswith("error: 部门整体: printed 11.97 against 20 分")
    assert "武汉市汉阳区总工会2022年度部门决算" in paper.paragraphs[1].text


def test_a_notice_is_written_as_docx_only(hanyang_path, tmp_path):
    done = CliRunner().invoke(app, ["notice", str(hanyang_path), "-o", str(tmp_path / "x.pdf")])
    assert (done.exit_code, done.stderr.strip().endswith("is no .docx file.")) == (2, True)


def test_a_document_of_a_corpus_is_marked_from_its_source(documents_folder, putuo_pdf, tmp_path):
    source = tmp_path / "raw.pdf"
    source.write_bytes((documents_folder / PUTUO).read_bytes())
    build(source, tmp_path / "clean", workbooks=False)
    corpus = juesuan.open_corpus(tmp_path / "clean")
    (document,) = corpus
    own = corpus[document]
    assert own.crop(1).tobytes() == putuo_pdf.crop(1).tobytes()
    own.annotate(tmp_path / "marked.pdf")
    putuo_pdf.annotate(tmp_path / "same.pdf")
    marked, same = (
        annotations((tmp_path / name).read_bytes()) for name in ("marked.pdf", "same.pdf")
    )
    assert list(marked) == list(same)
    own.notice(tmp_path / "notice.docx")
    assert len(Document(str(tmp_path / "notice.docx")).tables[0].rows) == 1 + len(own.findings)
    source.write_bytes(source.read_bytes() + b"\n")
    with pytest.raises(juesuan.NoSource, match=r"raw\.pdf: the file is not the one that was read"):
        own.crop(1)
    source.unlink()
    with pytest.raises(juesuan.NoSource, match=r"raw\.pdf: the file that was read is not there"):
        own.annotate(tmp_path / "other.pdf")
    assert not (tmp_path / "other.pdf").exists()


def test_a_corpus_of_texts_or_of_several_documents_says_so(hanyang_path, tmp_path):
    copy = tmp_path / "other.txt"
    copy.write_text(hanyang_path.read_text(encoding="utf-8") + "\n附件", encoding="utf-8")
    build([hanyang_path, copy], tmp_path / "clean", workbooks=False)
    corpus = juesuan.open_corpus(tmp_path / "clean", superseded=True)
    with pytest.raises(juesuan.CorpusError, match="there are 2 documents, not one"):
        corpus.annotate(tmp_path / "x.pdf")
    with pytest.raises(NoPage, match="only pages of a PDF can be shown"):
        corpus[next(iter(corpus))].crop(1)
