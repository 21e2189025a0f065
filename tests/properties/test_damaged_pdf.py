"""Damaged PDF files: read, or refused with an error of this package, and never anything else."""

from random import Random

import pytest

import juesuan
from tests.factory import Layout, random_account
from tests.factory.damage import damaged
from tests.factory.pdf import PdfLayout, print_pdf

KINDS = (
    PdfLayout(),
    PdfLayout(form=True, turned="rotated", borders="thin_rectangles"),
    PdfLayout(turned="sideways", bold=True, borders="cell_rectangles"),
)


@pytest.fixture(scope="module")
def files() -> list[bytes]:
    account = random_account(Random(1), classes=(1, 1), full_lists=False)
    return [print_pdf(account, Layout(), pdf) for pdf in KINDS]


@pytest.mark.parametrize("batch", range(10))
def test_a_damaged_file_is_read_or_refused(files, batch):
    for seed in range(batch * 20, batch * 20 + 20):
        rng = Random(seed)
        data = damaged(rng.choice(files), rng)
        try:
            document = juesuan.read(data)
        except juesuan.JuesuanError as error:
            said = error.hint
        else:
            said = repr(document)
            assert all(document.frame(name) is not None for name in juesuan.FRAMES)
        assert said
