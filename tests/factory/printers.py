"""A whole final account in each of the media, in their plainest layouts."""

from dataclasses import replace

from .excel import ExcelLayout, print_xlsx
from .html import HtmlLayout, print_page
from .markup import MarkupLayout
from .pdf import PdfLayout, print_pdf
from .text import print_text
from .word import WordLayout, print_word

PRINTERS = {
    "text": lambda account, layout: print_text(account, layout).encode(),
    "strokes": lambda account, layout: print_text(
        account, replace(layout, spacing="strokes")
    ).encode(),
    "pdf": lambda account, layout: print_pdf(account, layout, PdfLayout()),
    "page": lambda account, layout: print_page(account, layout, MarkupLayout(), HtmlLayout()),
    "word": lambda account, layout: print_word(account, layout, MarkupLayout(), WordLayout()),
    "workbook": lambda account, layout: print_xlsx(account, layout, ExcelLayout()),
}
