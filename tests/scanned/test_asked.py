"""Whether scans are recognised can be asked for, and a scan set aside is read once it can be."""

from io import BytesIO

import pytest

import juesuan
from juesuan.corpus import plan
from juesuan.corpus.engine import options_version
from juesuan.corpus.manifest import SET_ASIDE, Entry
from juesuan.corpus.place import Place
from juesuan.readers import ocr, read_source
from tests.factory.scans import print_scan
from tests.scanned.conftest import SCANNERS

SCAN = Entry("scan.pdf", "ab", SET_ASIDE, error="ScannedDocument", reader="r", options="o")


@pytest.mark.parametrize("there", [True, False])
def test_a_scan_that_was_set_aside_is_read_once_it_can_be(there, monkeypatch):
    monkeypatch.setattr(plan, "recognises", lambda: there)
    known = plan.Known({"scan.pdf": SCAN}, {}, (), "r", "o")
    assert (known.stands(Place("scan.pdf", "scan.pdf"), "ab") is None) == there


def test_without_the_extra_force_names_it_and_auto_refuses_a_photo(monkeypatch):
    monkeypatch.setattr(ocr, "is_there", lambda: False)
    with pytest.raises(juesuan.MissingExtra, match=r"juesuan\[ocr\]"):
        juesuan.read(b"", ocr="force")
    assert not ocr.recognises()


def test_the_variable_asks_where_a_call_does_not(monkeypatch):
    usual = options_version((), workbooks=True, language="en")
    monkeypatch.setenv("JUESUAN_OCR", "never")
    assert ocr.checked_mode(None) == "never"
    assert ocr.checked_mode("auto") == "auto"
    assert not ocr.recognises()
    assert options_version((), workbooks=True, language="en") != usual
    monkeypatch.setenv("JUESUAN_OCR", "sometimes")
    with pytest.raises(juesuan.UnknownChoice, match="sometimes"):
        juesuan.read(b"")


def test_a_build_without_the_extra_names_it_and_the_next_with_it_reads(
    pictures, tmp_path, monkeypatch
):
    # Two pages are recognised for it, which takes seconds.
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(print_scan(pictures["clean"][:2], SCANNERS["clean"]))
    with monkeypatch.context() as without:
        without.setattr(ocr, "find_spec", lambda _: None)
        (aside,) = juesuan.build([scan], tmp_path / "clean", workbooks=False).entries
    assert aside.error == "ScannedDocument"
    assert "juesuan[ocr]" in aside.reason
    (read,) = juesuan.build([scan], tmp_path / "clean", workbooks=False).entries
    assert read.error is None
    amounts = juesuan.open_corpus(tmp_path / "clean").amounts
    assert amounts["recognized"].all()
    assert len(amounts)


def test_the_pictures_of_a_file_are_its_pages_in_order(pictures):
    file = BytesIO()
    first, second = (page.crop((0, 0, page.width, 320)) for page in pictures["clean"][:2])
    first.save(file, "TIFF", save_all=True, append_images=[second], dpi=(150, 150))
    source = read_source(file.getvalue(), "pages.tif")
    alone = BytesIO()
    second.save(alone, "PNG", dpi=(150, 150))
    own = read_source(alone.getvalue(), "page.png")
    assert source.pages == 2
    assert [line.printed for line in source.lines if line.page == 2] == [
        line.printed for line in own.lines
    ]
