"""Addresses of sources and workbooks, seen from a page."""

import os
from urllib.parse import unquote

import pytest

from juesuan.show.addresses import Links, address


def test_a_file_is_told_from_the_folder_of_the_page(tmp_path):
    name = "a #1 100%?汉阳:决算.pdf"
    seen = address(str(tmp_path / "raw" / name), tmp_path / "out" / "pages")
    assert seen.isascii()
    assert not set(seen) & set("#?: ")
    assert os.path.normpath(tmp_path / "out" / "pages" / unquote(seen)) == str(
        tmp_path / "raw" / name
    )


def test_bytes_that_are_no_utf_8_stay_what_they_are(tmp_path):
    assert address(str(tmp_path / os.fsdecode(b"\xce\xe4.txt")), tmp_path) == "%CE%E4.txt"


@pytest.mark.parametrize(
    ("path", "seen"),
    [("https://a.cn/b.pdf", "https://a.cn/b.pdf"), ("s3://bucket/b.pdf", None)],
)
def test_what_a_browser_opens_is_its_own_address(tmp_path, path, seen):
    assert address(path, tmp_path) == seen


def test_a_finding_without_a_page_or_a_cell_leads_to_the_whole_file():
    links = Links("a.pdf", "b.xlsx", cells={1: "'表 1'!A2"})
    assert (links.page(3), links.page(None)) == ("a.pdf#page=3", "a.pdf")
    assert (links.cell(1), links.cell(2)) == ("b.xlsx#%27%E8%A1%A8%201%27%21A2", "b.xlsx")
    assert (Links().page(3), Links().cell(1)) == (None, None)
