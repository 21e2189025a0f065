"""Damaged Word files and pages: read, or refused with an error of this package."""

from random import Random

import pytest

import juesuan
from tests.factory import Layout, random_account
from tests.factory.damage import damaged, damaged_markup, damaged_parts
from tests.factory.html import HtmlLayout, print_page
from tests.factory.markup import MarkupLayout
from tests.factory.word import WordLayout, print_word

MARKUPS = (MarkupLayout(), MarkupLayout(nested=True), MarkupLayout(rows_a_table=6, decoys=True))
PAGES = (HtmlLayout(), HtmlLayout(encoding="gbk", closed=False), HtmlLayout(strokes="lines"))
WORDS = (WordLayout(), WordLayout(controls=True, boxed=True), WordLayout(inserted=True))


@pytest.fixture(scope="module")
def files() -> dict[str, list[bytes]]:
    account = random_account(Random(1), classes=(1, 1), full_lists=False)
    layout = Layout(line_numbers=True)
    return {
        "page": [print_page(account, layout, *each) for each in zip(MARKUPS, PAGES, strict=True)],
        "word": [print_word(account, layout, *each) for each in zip(MARKUPS, WORDS, strict=True)],
    }


def changed(files: dict[str, list[bytes]], medium: str, rng: Random) -> bytes:
    data = rng.choice(files[medium])
    if medium == "page":
        return rng.choice((damaged, damaged_markup))(data, rng)
    return rng.choice((damaged_parts, damaged_parts, damaged_parts, damaged))(data, rng)


@pytest.mark.parametrize("medium", ["page", "word"])
@pytest.mark.parametrize("batch", range(8))
def test_a_damaged_file_is_read_or_refused(files, medium, batch):
    for seed in range(batch * 20, batch * 20 + 20):
        data = changed(files, medium, Random(seed))
        try:
            document = juesuan.read(data)
        except juesuan.JuesuanError as error:
            said = error.hint
        else:
            # Checking every identity takes long, and does not depend on the medium.
            said = document.document_id
            assert document.amounts is not None
            assert document.problems is not None
        assert said
