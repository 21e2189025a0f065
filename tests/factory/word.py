"""A whole final account as a Word file, written by python-docx."""

import io
from dataclasses import dataclass
from typing import Literal

from docx import Document
from docx.document import Document as DocumentType
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from .account import Account
from .layout import Layout
from .markup import MarkupLayout, MarkupTable, parts_of, pieces
from .sheets import SheetCell


@dataclass(frozen=True)
class WordLayout:
    """How the file is set.

    controls   tables and paragraphs stand in content controls
    inserted   texts are tracked insertions, with deleted ones beside them
    breaks     lines of a cell are divided by line breaks, not by paragraphs
    boxed      titles stand in text boxes
    """

    controls: bool = False
    inserted: bool = False
    breaks: bool = False
    boxed: bool = False
    header: Literal["none", "figures"] = "none"


def print_word(account: Account, layout: Layout, markup: MarkupLayout, word: WordLayout) -> bytes:
    """The file's bytes."""
    document = Document()
    outer: DocumentType | _Cell = document
    if markup.nested:
        outer = document.add_table(1, 2).rows[0].cells[1]
    if word.header == "figures":
        document.sections[0].header.paragraphs[0].text = "201 一般公共服务支出 5.55"
    for part in parts_of(account, layout, markup):
        if isinstance(part, MarkupTable):
            _table(outer, part, markup, word)
            outer.add_paragraph()
        else:
            for line in part:
                _line(outer.add_paragraph(), line, markup, word)
    if word.controls:
        _in_controls(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _table(
    outer: DocumentType | _Cell, part: MarkupTable, markup: MarkupLayout, word: WordLayout
) -> None:
    table: Table = outer.add_table(len(part.rows), part.columns)
    cells = table._cells  # table.cell() finds them all again each time
    grid = [cells[at : at + part.columns] for at in range(0, len(cells), part.columns)]
    for at, row in enumerate(part.rows):
        for cell in row:
            _merge(grid, at, cell)
    for at, row in enumerate(part.rows):
        for cell in row:
            paragraph = grid[at][cell.column].paragraphs[0]
            lines = pieces(cell, markup)
            if word.breaks:
                lines = ["\n".join(lines)]
            for line in lines[:-1]:
                _line(paragraph.insert_paragraph_before(), line, markup, word)
            _line(paragraph, lines[-1], markup, word)


def _merge(grid: list[list[_Cell]], at: int, cell: SheetCell) -> None:
    if cell.rows > 1 or cell.columns > 1:
        last = grid[at + cell.rows - 1][cell.column + cell.columns - 1]
        grid[at][cell.column].merge(last)


def _line(paragraph: Paragraph, text: str, markup: MarkupLayout, word: WordLayout) -> None:
    half = len(text) // 2
    runs = [paragraph.add_run(text[:half]), paragraph.add_run(text[half:])]
    if markup.decoys:
        hidden = paragraph.add_run("4.44")
        hidden.font.hidden = True
    if word.inserted:
        for kind, run in zip(("ins", "moveTo"), runs, strict=True):
            wrapper = OxmlElement(f"w:{kind}")
            run._r.addprevious(wrapper)
            wrapper.append(run._r)
        deleted = f"<w:del {nsdecls('w')}><w:r><w:delText>3.33</w:delText></w:r></w:del>"
        moved = f"<w:moveFrom {nsdecls('w')}><w:r><w:t>2.22</w:t></w:r></w:moveFrom>"
        paragraph._p.append(parse_xml(deleted))
        paragraph._p.append(parse_xml(moved))
    if word.boxed and text.endswith("表"):
        _box(paragraph)


_BOX = (
    "<w:r {} xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
    "<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><w:txbxContent/></w:drawing>"
    "</mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def _box(paragraph: Paragraph) -> None:
    """Move the paragraph's text into a text box that it anchors."""
    box = parse_xml(_BOX.format(nsdecls("w"), paragraph.text))
    inner = OxmlElement("w:p")
    for each in list(paragraph._p):
        inner.append(each)
    next(box.iter(qn("w:txbxContent"))).append(inner)
    paragraph._p.append(box)


def _in_controls(document: DocumentType) -> None:
    """Wrap every paragraph and table, and every row, into a content control."""
    for each in [*document.element.body.iter(qn("w:tbl"), qn("w:tr"), qn("w:p"))]:
        control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
        each.addprevious(control)
        control.append(content)
        content.append(each)
