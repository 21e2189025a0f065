"""One made account as text and as scans of several qualities, recognised once a session."""

from random import Random

import pytest

pytest.importorskip("rapidocr")

from juesuan.readers import read_source
from tests.factory import Layout, random_account
from tests.factory.pdf import PdfLayout, print_pdf
from tests.factory.scans import Scanner, print_scan, scanned_pages

SCANNERS = {
    "clean": Scanner(dpi=150, skew=1.0, noise=4),
    "stamped": Scanner(dpi=200, skew=1.5, noise=8, blur=0.5, quality=75, ground=30, stamps=1),
}


@pytest.fixture(scope="session")
def account():
    return random_account(
        Random(3), classes=(2, 2), unit=("万元", 2), own_incomes=(), government_fund=False,
        state_capital=False, full_lists=False, three_public=True,
    )  # fmt: skip


@pytest.fixture(scope="session")
def printed_pdf(account):
    return print_pdf(account, Layout(), PdfLayout(digits="Helvetica"))


@pytest.fixture(scope="session")
def pictures(printed_pdf):
    """The pages of its tables and the cover, by scanner: what a dozen pages cost is enough."""
    made = {}
    for name, scanner in SCANNERS.items():
        pages = scanned_pages(printed_pdf, scanner, Random(name))
        made[name] = [pages[0], *pages[2:6]]
    return made


@pytest.fixture(scope="session")
def scans(pictures):
    """The source that each scan is read as."""
    return {
        name: read_source(print_scan(pages, SCANNERS[name]), f"{name}.pdf")
        for name, pages in pictures.items()
    }
