"""Whether scans are recognised can be asked for, and a scan set aside is read once it can be."""

import pytest

import juesuan
from juesuan.corpus import plan
from juesuan.corpus.engine import options_version
from juesuan.corpus.manifest import SET_ASIDE, Entry
from juesuan.corpus.place import Place
from juesuan.readers import ocr

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
