"""Pages drawn with what was found on them."""

import random
from dataclasses import replace

import numpy as np
import pytest

import juesuan
from juesuan.readers.pdf.picture import picture
from tests.factory import Layout, random_account
from tests.factory.pdf import PdfLayout, print_pdf

pytest.importorskip("PIL")


def greens(image) -> int:
    """How many pixels have the tint of printed figures."""
    pixels = np.asarray(image).astype(int)
    return int((pixels[..., 1] - pixels[..., [0, 2]].max(axis=-1) > 20).sum())


@pytest.mark.parametrize("borders", ["lines", "none"])
@pytest.mark.parametrize("turned", ["no", "rotated", "sideways"])
def test_a_page_shows_its_figures_where_they_are_printed(turned, borders):
    account = random_account(random.Random(1), classes=(1, 1), full_lists=False)
    pdf = PdfLayout(turned=turned, borders=borders)
    document = juesuan.read(print_pdf(account, Layout(), pdf))
    page = int(document.amounts.query("table == 'expenditure'")["page"].iloc[0])
    picture = document.show_page(page)
    assert greens(picture) > 1000
    assert greens(document.show_page(1)) == 0
    # A turned page is shown upright: as wide as the table needs, like the page that is not turned.
    plain = juesuan.read(print_pdf(account, Layout(), replace(pdf, turned="no"))).show_page(page)
    assert picture.size == plain.size
    assert abs(greens(picture) - greens(plain)) < greens(plain) / 20


def test_a_text_has_no_pages_to_show(hanyang):
    with pytest.raises(juesuan.JuesuanError, match="PDF"):
        hanyang.show_page(1)


def test_a_page_that_is_not_there_is_said():
    account = random_account(random.Random(1), classes=(1, 1), full_lists=False)
    document = juesuan.read(print_pdf(account, Layout(), PdfLayout()))
    with pytest.raises(juesuan.JuesuanError, match="no page 999"):
        document.show_page(999)


def test_labels_cover_nothing_that_is_printed():
    account = random_account(random.Random(2), classes=(1, 2), full_lists=False)
    document = juesuan.read(print_pdf(account, Layout(), PdfLayout()))
    page = int(document.amounts.query("table == 'income'")["page"].iloc[0])
    shown = np.asarray(document.show_page(page).convert("L")).astype(int)
    grids = [grid for grid in document.source.grids if grid.page == page]
    bare = picture(document.source.data, "made.pdf", page, 2.0, grids)
    printed = np.asarray(bare.image.convert("L")) < 100
    (cells,) = bare.grids
    for left, top, right, bottom in cells:
        inside = np.s_[round(top) + 3 : round(bottom) - 3, round(left) + 3 : round(right) - 3]
        assert (shown[inside][printed[inside]] < 130).all()
