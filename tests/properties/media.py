"""What is right and what is said of an account that a producer printed with a fault."""

from collections.abc import Callable
from random import Random

from juesuan.errors import JuesuanError
from juesuan.readers import read_source
from tests.factory import Account, Layout
from tests.factory.excel import ExcelLayout, print_xlsx
from tests.factory.faults import (
    BOOKS,
    PAGES,
    PDFS,
    WORDS,
    faulty_book,
    faulty_page,
    faulty_word,
)
from tests.factory.html import HtmlLayout, print_page
from tests.factory.markup import MarkupLayout
from tests.factory.pdf import PdfLayout, print_pdf
from tests.factory.word import WordLayout, print_word
from tests.properties.read_back import Cell, printed, read_back

LAYOUT = Layout(line_numbers=True)
FAULTS = {"html": PAGES, "docx": WORDS, "xlsx": BOOKS, "pdf": PDFS}


def faulty(account: Account, medium: str, fault: str, rng: Random, share: float) -> bytes:
    """The account with a share of its figures printed with a fault."""
    if medium == "html":
        page = print_page(account, LAYOUT, MarkupLayout(), HtmlLayout())
        return faulty_page(page, fault, rng, share)
    if medium == "docx":
        return faulty_word(
            print_word(account, LAYOUT, MarkupLayout(), WordLayout()), fault, rng, share
        )
    if medium == "xlsx":
        book = print_xlsx(account, LAYOUT, ExcelLayout(numbers="format"))
        return faulty_book(book, fault, rng, share)
    draw, _ = PDFS[fault]
    return print_pdf(account, LAYOUT, PdfLayout(figure=_sometimes(draw, rng, share)))


def _sometimes(draw: Callable[..., None], rng: Random, share: float) -> Callable[..., None]:
    def act(canvas: object, x: float, y: float, text: str) -> None:
        if rng.random() <= share and text.strip("0.,"):
            draw(canvas, x, y, text)
        else:
            canvas.drawString(x, y, text)

    return act


def silent(
    account: Account, data: bytes, medium: str, signs: set[int]
) -> list[tuple[Cell, int, object]]:
    """Amounts that are neither right nor said: their cell, what is printed, what was read.

    `signs` are those that a figure may have.
    """
    try:
        found = read_back(read_source(data, f"made.{medium}"))
    except JuesuanError:
        return []
    said = {table for _, table, _ in found.problems}
    right = {cell: {sign * fen for sign in signs} for cell, fen in printed(account).items()}
    wrong = [
        (cell, min(fens), found.placed.get(cell))
        for cell, fens in right.items()
        if found.placed.get(cell) not in fens and cell[0] not in said
    ]
    return wrong + [
        (cell, 0, fen)
        for cell, fen in found.placed.items()
        if cell not in right and cell[0] not in said
    ]
