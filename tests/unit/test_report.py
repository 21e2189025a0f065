"""The page that a build writes."""

import re

import pytest

from juesuan.corpus.build import build
from juesuan.graph.suites import identities


@pytest.fixture(scope="module")
def page(hanyang_path, tmp_path_factory):
    raw = tmp_path_factory.mktemp("raw")
    text = hanyang_path.read_text(encoding="utf-8")
    hostile = text.replace("死亡抚恤", "<script>alert(1)</script>抚恤").replace(
        "合计 533.26 354.74 178.52", "合计 533.26 345.74 178.52", 1
    )
    (raw / "a.txt").write_text(text, encoding="utf-8")
    (raw / "b.txt").write_text(hostile, encoding="utf-8")
    (raw / "c<b>.txt").write_text("nothing", encoding="utf-8")
    out = tmp_path_factory.mktemp("out")
    build(sorted(raw.iterdir()), out)
    return (out / "report" / "index.html").read_text(encoding="utf-8")


def words(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page))


def test_it_tells_documents_findings_with_both_figures_and_what_was_set_aside(page):
    text = words(page)
    assert "Documents read: 2; sources set aside: 1" in text
    assert "部门整体 11.97 28.03 -16.06 分" in text
    assert "345.74 would be 354.74: digits transposed" in text
    assert "c<b>.txt" not in page
    assert text.count("the file holds the tables as text") == 1


def test_every_identity_is_listed_with_its_rule(page):
    text = words(page)
    for identity in identities():
        assert f" {identity.name} " in text
    assert "本年支出合计 = 基本支出 + 项目支出" in text


def test_undefined_rates_stand_apart(page):
    assert "Undefined rates: 30" in words(page)


def test_no_text_of_a_document_or_a_name_becomes_markup(page):
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "c<b>" not in page
    assert "c&lt;b&gt;.txt" in page


def test_the_page_needs_nothing_from_elsewhere(page):
    assert not re.search(r"(?:src|href)=\"(?!#)", page)
    assert "http" not in page
