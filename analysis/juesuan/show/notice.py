"""A notice to whoever reports: the findings by weight, with place, figures and what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

import pandas as pd

from juesuan.catalogue.lexicon import lexicon
from juesuan.catalogue.sayings import listed, say
from juesuan.catalogue.terms import SEVERITIES
from juesuan.catalogue.verdict_words import in_language, severity_word
from juesuan.language import options
from juesuan.schema.plain_rows import plain_rows

# Of each column of the table, in centimetres.
_WIDTHS = (1.1, 2.2, 6.6, 2.3, 2.3, 2.9)
_PAPER, _MARGIN = (21.0, 29.7), 1.8
_SIZE, _TITLE_SIZE, _CELL_SIZE = 12, 18, 9.5


def write_notice(
    document: Mapping[Any, Any] | pd.Series[Any],
    findings: pd.DataFrame,
    target: str | Path | IO[bytes],
) -> None:
    """Write the notice as a Word file, in the language of the options.

    `document` is the row of `documents`, `findings` the frame. Raises OSError where the file cannot
    be written.
    """
    from docx import Document

    page = Document()
    _style(page)
    title = page.add_heading(say("notice_title"), level=0)
    title.alignment = 1
    counts = Counter(findings["severity"])
    graded = [say(f"{name}s_counted", count=counts[name]) for name in SEVERITIES if counts[name]]
    whose = str(document["title"])
    if graded:
        page.add_paragraph(
            say("notice_opening", document=whose, count=len(findings), graded=listed(graded))
        )
        _table(page, findings)
    else:
        page.add_paragraph(say("notice_nothing", document=whose))
    page.add_paragraph(say("notice_closing"))
    source = f"{say('notice_source')}{say('colon')}{Path(document['source']).name}"
    page.add_paragraph(f"{source}\nSHA-256 {document['sha256']}").style = page.styles["Caption"]
    page.save(str(target) if isinstance(target, Path) else target)


def _style(page: Any) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    section = page.sections[0]
    section.page_width, section.page_height = Cm(_PAPER[0]), Cm(_PAPER[1])
    section.left_margin = section.right_margin = Cm(_MARGIN)

    fonts = lexicon().fonts
    for name, font, size in (
        ("Normal", fonts.text, _SIZE),
        ("Title", fonts.title, _TITLE_SIZE),
    ):
        style = page.styles[name]
        style.font.name, style.font.size = font, Pt(size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def _table(page: Any, findings: pd.DataFrame) -> None:
    from docx.shared import Cm, Pt

    zh = "_zh" * (options.language == "zh")
    heads = ("number", "place", "what", "printed", "against", "advice")
    table = page.add_table(rows=1, cols=len(heads), style="Table Grid")
    table.autofit = False
    rows = [[say(f"notice_{name}") for name in heads]]
    for row in plain_rows(findings):
        severity = severity_word(row["severity"], options.language)
        what = f"{severity}{say('colon')}{row[f'message{zh}']}"
        told = (row["rank"], row[f"place{zh}"], what, *_sides(row))
        rows.append([str(text or "") for text in (*told, row[f"hint{zh}"])])
        table.add_row()
    for cells, texts in zip(table.rows, rows, strict=True):
        for cell, text, width in zip(cells.cells, texts, _WIDTHS, strict=True):
            cell.width = Cm(width)
            cell.text = text
            for run in cell.paragraphs[0].runs:
                run.font.size = Pt(_CELL_SIZE)
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = Cm(width)
    _repeat(table.rows[0])


def _sides(row: Mapping[Any, Any]) -> list[str]:
    sides = (str(row[name] or "") for name in ("printed", "against"))
    return [in_language(side, options.language) for side in sides]


def _repeat(row: Any) -> None:
    """The headings stand on each page."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - as its docs say
    for cell in row.cells:
        for run in cell.paragraphs[0].runs:
            run.font.bold = True
