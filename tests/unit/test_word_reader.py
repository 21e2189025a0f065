"""The reader of Word files on small files made for one thing each."""

import io
import zipfile

import docx
import pytest

import juesuan
from juesuan.readers import read_source

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _types() -> str:
    kinds = {"document": "document.main", "styles": "styles", "numbering": "numbering"}
    base = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    inner = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{base}.{kind}+xml"/>'
        for part, kind in kinds.items()
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{inner}</Types>'
    )


TYPES = _types()


def relations(**targets: str) -> str:
    inner = "".join(
        f'<Relationship Id="r{at}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{RELATIONS}">{inner}</Relationships>'


def packed(parts: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in parts.items():
            archive.writestr(path, text)
    return buffer.getvalue()


def word(body: str, *, styles: str = "", numbering: str = "", declaration: str = "") -> bytes:
    return packed(
        {
            "[Content_Types].xml": TYPES,
            "_rels/.rels": relations(officeDocument="word/document.xml"),
            "word/_rels/document.xml.rels": relations(
                styles="styles.xml", numbering="numbering.xml", image="NULL"
            ),
            "word/styles.xml": f'<w:styles xmlns:w="{W}">{styles}</w:styles>',
            "word/numbering.xml": f'<w:numbering xmlns:w="{W}">{numbering}</w:numbering>',
            "word/document.xml": f'{declaration}<w:document xmlns:w="{W}" xmlns:mc="{MC}">'
            f"<w:body>{body}</w:body></w:document>",
        }
    )


def p(*runs: str, properties: str = "") -> str:
    inner = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def tc(text: str = "", properties: str = "") -> str:
    inner = text if text.startswith("<") else p(text)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    inner = "".join(cell if cell.startswith("<") else tc(cell) for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def lines(body: str, **parts: str) -> list[str]:
    return [line.printed for line in read_source(word(body, **parts), "made.docx").lines]


def cells(body: str) -> dict[str, tuple[int, int, int, int]]:
    (grid,) = read_source(word(body), "made.docx").grids
    return {c.text: (c.row, c.column, c.rows, c.columns) for c in grid.cells if c.text}


SPAN, DOWN, GOES_ON = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def test_paragraphs_and_tables_are_read_in_order():
    source = read_source(word(p("above") + tbl(tr("a", "1.00"), tr("b", "2.00")) + p("below")), "x")
    assert [line.printed for line in source.lines] == ["above", "a 1.00", "b 2.00", "below"]
    assert [line.number for line in source.lines] == [1, 2, 3, 4]
    assert (source.grids[0].first, source.grids[0].stop, source.pages) == (1, 3, None)
    assert source.media_type.endswith("wordprocessingml.document")
    assert source.remarks == ()


def test_merged_cells_cover_their_columns_and_rows():
    body = tbl(
        tr(tc("项目", SPAN), tc("合计", DOWN)),
        tr("编码", "名称", tc("", GOES_ON)),
        tr(tc("", GOES_ON), "x", "1.00"),
    )
    found = cells(body)
    assert found["项目"] == (0, 0, 1, 2)
    assert found["合计"] == (0, 2, 2, 1)
    assert found["1.00"] == (2, 2, 1, 1)


def test_columns_left_out_in_front_of_a_row_are_counted():
    body = tbl(tr("a", "b", "c"), tr("d", properties='<w:gridBefore w:val="2"/>'))
    assert cells(body)["d"] == (1, 2, 1, 1)


def test_text_of_a_cell_that_is_merged_away_is_not_trusted():
    body = tbl(tr(tc("1.00", DOWN), "b"), tr(tc("2.00", GOES_ON), "d"))
    (grid,) = read_source(word(body), "x").grids
    assert [cell.text for cell in grid.cells if not cell.is_trusted] == ["2.00"]


def test_a_merge_that_begins_nowhere_is_a_cell():
    assert cells(tbl(tr(tc("a", GOES_ON), "b"), tr(tc("c", GOES_ON + SPAN))))["a"] == (0, 0, 1, 1)


def test_a_table_that_holds_tables_is_for_layout():
    inner = tbl(tr("a", "1.00"), tr("b", "2.00"))
    body = tbl(tr("left", tc(p("above") + inner + p("below"))))
    source = read_source(word(body), "x")
    assert [line.printed for line in source.lines] == ["left", "above", "a 1.00", "b 2.00", "below"]
    assert [len(grid.rows) for grid in source.grids] == [2]


def test_content_controls_text_boxes_and_insertions_are_read():
    box = (
        "<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>" + p("公开01表") + "</w:txbxContent>"
        "</mc:Choice><mc:Fallback><w:txbxContent>" + p("公开01表") + "</w:txbxContent>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    body = (
        f"<w:sdt><w:sdtContent>{p('controlled')}</w:sdtContent></w:sdt>"
        + p("text", box, "<w:ins>" + r(" inserted") + "</w:ins>")
        + tbl("<w:sdt><w:sdtContent>" + tr("a", "1.00") + "</w:sdtContent></w:sdt>", tr("b", "2"))
    )
    assert lines(body) == ["controlled", "公开01表", "text inserted", "a 1.00", "b 2"]


def test_deleted_and_moved_text_is_left_out():
    body = p(
        "1.00",
        "<w:del>" + r("2.00") + "<w:r><w:delText>3.00</w:delText></w:r></w:del>",
        "<w:moveFrom>" + r("4.00") + "</w:moveFrom>",
    ) + tbl(tr("a", "1"), tr("b", "2", properties="<w:del/>"), tr("c", "3"))
    source = read_source(word(body), "x")
    assert [line.printed for line in source.lines] == ["1.00", "a 1", "c 3"]
    assert source.remarks == ()


def test_hidden_text_is_left_out_and_said():
    styles = '<w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
    body = p("1.00", r("2.00", "<w:vanish/>"), r("3.00", '<w:rStyle w:val="H"/>')) + p(
        r("4.00", '<w:rStyle w:val="H"/><w:vanish w:val="0"/>')
    )
    source = read_source(word(body, styles=styles), "x")
    assert [line.printed for line in source.lines] == ["1.00", "4.00"]
    assert tuple(map(str, source.remarks)) == (
        "hidden text is left out: 2 pieces ('2.00'; '3.00')",
    )


def test_breaks_are_lines_and_tabs_are_gaps():
    run = "<w:r><w:t>201</w:t><w:tab/><w:t>1.00</w:t><w:br/><w:t>a</w:t><w:noBreakHyphen/></w:r>"
    tabs = "<w:tabs><w:tab w:val='left' w:pos='10'/></w:tabs>"
    assert lines(p(run, properties=tabs)) == ["201\t1.00", "a-"]


def test_fields_show_their_result():
    field = '<w:r><w:instrText>PAGEREF 9.99</w:instrText></w:r><w:fldSimple w:instr="x">'
    assert lines(p("a", field + r("1.00") + "</w:fldSimple>")) == ["a1.00"]


NUMBERING = """
<w:abstractNum w:abstractNumId="7">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/>
  <w:lvlText w:val="%1、"/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>
  <w:pStyle w:val="Second"/><w:lvlText w:val="（%2）"/></w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:suff w:val="nothing"/>
  <w:lvlText w:val="%1.%3."/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">
 <w:startOverride w:val="1"/></w:lvlOverride></w:num>
"""


def numbered(text: str, level: int, number: int = 1) -> str:
    properties = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return p(text, properties=properties)


def test_automatic_numbering_is_printed():
    styles = (
        '<w:style w:styleId="Second"><w:basedOn w:val="Base"/></w:style>'
        '<w:style w:styleId="Base"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = (
        numbered("收入", 0)
        + numbered("a", 1)
        + p("b", properties='<w:pStyle w:val="Second"/>')
        + numbered("支出", 0)
        + numbered("c", 1)
        + numbered("d", 2)
        + numbered("", 0)
        + p("x", properties='<w:pStyle w:val="Second"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        + numbered("again", 0, 2)
    )
    assert lines(body, styles=styles, numbering=NUMBERING) == [
        "一、收入",
        "（一）a",
        "（二）b",
        "二、支出",
        "（一）c",
        "二.3.d",
        "x",
        "一、again",
    ]


def test_headers_footers_and_notes_are_left_out():
    document = docx.Document()
    document.add_paragraph("body")
    document.sections[0].header.paragraphs[0].text = "header"
    document.sections[0].footer.paragraphs[0].text = "footer"
    buffer = io.BytesIO()
    document.save(buffer)
    source = read_source(buffer.getvalue(), "x.docx")
    assert [line.printed for line in source.lines] == ["body"]


def test_embedded_objects_are_said():
    source = read_source(word(p("a", "<w:r><w:object><w:OLEObject/></w:object></w:r>")), "x")
    assert "1 embedded objects" in str(source.remarks[0])


def test_pictures_alone_are_a_scan():
    picture = "<w:r><w:drawing><a:blip xmlns:a='x'/></w:drawing></w:r>"
    with pytest.raises(juesuan.ScannedDocument, match="pictures"):
        read_source(word(p(picture)), "scan.docx")


def test_rich_text_is_named_and_says_what_to_do():
    with pytest.raises(juesuan.UnreadableDocument, match="Rich Text") as caught:
        read_source(b"{\\rtf1\\ansi x}", "old.doc")
    assert ".docx" in caught.value.hint


BAD = {
    "no Word file": packed({"word/settings.xml": "<x/>"}),
    "damaged": word(p("x"))[:300],
    "holds no text": word(p("")),
    "Word file is damaged": packed({"word/document.xml": "<w:document"}),
    "document type": word(
        p("&a;"), declaration='<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c SYSTEM "other.dtd">]>'
    ),
    "xcessive depth": word("<w:sdt>" * 5000 + p("x") + "</w:sdt>" * 5000),
    "times its size": packed({"word/document.xml": b" " * 190_000_000}),
}


@pytest.mark.parametrize("said", BAD)
def test_bad_files_are_refused_with_a_reason(said):
    with pytest.raises(juesuan.UnreadableDocument) as caught:
        read_source(BAD[said], "bad.docx")
    assert said in str(caught.value)
    assert caught.value.hint


def test_entities_in_styles_are_refused_too():
    laughs = '<!DOCTYPE x [<!ENTITY a "ha">]><w:styles xmlns:w="w"/>'
    data = packed(
        {
            "word/document.xml": f'<w:document xmlns:w="{W}">{p("x")}</w:document>',
            "word/_rels/document.xml.rels": relations(styles="/word/styles.xml"),
            "word/styles.xml": laughs,
        }
    )
    with pytest.raises(juesuan.UnreadableDocument, match="document type"):
        read_source(data, "bad.docx")


def test_enormous_spans_cost_nothing():
    huge = '<w:gridSpan w:val="999999999999999999999"/>'
    before = '<w:gridBefore w:val="999999999"/>'
    body = tbl(tr(tc("a", huge), "b", properties=before), tr("c", "1.00"))
    assert read_source(word(body), "x").lines[-1].printed == "c 1.00"


def test_many_tables_are_read_one_by_one():
    source = read_source(word((tbl(tr("a", "1.00"), tr("b", "2.00")) + p("x")) * 3000), "x")
    assert len(source.grids) == 3000
