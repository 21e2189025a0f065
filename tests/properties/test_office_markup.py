"""Word files and pages that LibreOffice wrote, from those of the factory, read back."""

import random
import shutil

import pytest

from juesuan.readers import read_source
from tests.factory import random_account
from tests.factory.html import HtmlLayout, print_page
from tests.factory.markup import MarkupLayout
from tests.factory.office import converted
from tests.factory.word import WordLayout, print_word
from tests.properties.read_back import printed, read_back
from tests.properties.test_office_pdf import LAYOUTS
from tests.unit.test_word_reader import NUMBERING, numbered, p, word

MARKUPS = (
    MarkupLayout(),
    MarkupLayout(titles="inside", zero="—"),
    MarkupLayout(nested=True, rows_a_table=9, break_names=5),
)
NEEDS_OFFICE = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not there")


@NEEDS_OFFICE
@pytest.mark.parametrize("made", ["page", "word"])
@pytest.mark.parametrize("seed", range(3))
def test_every_amount_of_an_office_file_is_read_in_its_cell(seed, made, tmp_path):
    account, layout, markup = random_account(random.Random(seed)), LAYOUTS[seed], MARKUPS[seed]
    if made == "word":
        path = tmp_path / "account.html"
        path.write_bytes(print_page(account, layout, markup, HtmlLayout()))
        data = converted(path, "docx", "MS Word 2007 XML")
    else:
        path = tmp_path / "account.docx"
        path.write_bytes(print_word(account, layout, markup, WordLayout(breaks=seed == 1)))
        data = converted(path, "html", "HTML (StarWriter)")
    found = read_back(read_source(data, "made"))
    assert found.problems == []
    assert found.placed == printed(account)
    assert set(found.how) <= {"printed"}


@NEEDS_OFFICE
def test_numbering_is_what_an_office_program_prints(tmp_path):
    first = numbered("a", 0) + numbered("b", 1) + numbered("c", 1) + numbered("d", 0) + p("plain")
    body = first + numbered("e", 1) + numbered("f", 2) + numbered("g", 2) + numbered("h", 0, 2)
    path = tmp_path / "numbered.docx"
    path.write_bytes(word(body, numbering=NUMBERING))
    text = converted(path, "txt", "Text (encoded):UTF8").decode("utf-8-sig")
    shown = [line.replace(" ", "") for line in text.splitlines() if line.strip()]
    source = read_source(path.read_bytes(), "numbered.docx")
    assert [line.printed.replace(" ", "") for line in source.lines] == shown
