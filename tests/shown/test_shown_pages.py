"""The pages around their examples: sizes, links, what is rendered, the reference, the site."""

import re
import subprocess
import sys
import tomllib

import pytest

import juesuan
from tests.rooms import ROOT
from tests.shown.blocks import pages
from tests.shown.rendered import PAGES

DOCS = ROOT / "docs"
READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]
LINKED = [*pages(), *(DOCS / name for name in PAGES), ROOT / "CONTRIBUTING.md"]
_LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")


def called(page):
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", READMES, ids=called)
def test_a_readme_is_short_and_leads_to_the_other(page):
    text = page.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 120
    (other,) = set(READMES) - {page}
    assert f"]({other.name})" in text.partition("\n## ")[0]


@pytest.mark.parametrize("page", LINKED, ids=called)
def test_links_are_relative_and_lead_to_what_is_there(page):
    for link in _LINK.findall(page.read_text(encoding="utf-8")):
        assert "://" not in link, link
        assert (page.parent / link).exists(), link


def test_pictures_are_small_and_each_is_shown():
    shown = " ".join(page.read_text(encoding="utf-8") for page in pages())
    for picture in (DOCS / "images").iterdir():
        assert picture.stat().st_size < 200_000, picture.name
        assert f"images/{picture.name}" in shown, picture.name


@pytest.mark.parametrize("name", PAGES)
def test_what_is_rendered_is_what_the_data_says(name):
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name]()


def test_the_reference_lists_the_public_names():
    listed = re.findall(
        r"^::: juesuan\.(\w+)$", (DOCS / "reference.md").read_text("utf-8"), re.MULTILINE
    )
    assert sorted(listed) == sorted(juesuan.__all__)


def test_a_page_in_chinese_stands_beside_each_that_a_newcomer_reads():
    here, there = ({p.relative_to(f) for p in f.rglob("*.md")} for f in (DOCS / "zh", DOCS))
    assert here <= there
    newcomer = {"index.md", "start.md", "tutorial.md", "findings.md"}
    how_tos = {p.relative_to(DOCS).as_posix() for p in (DOCS / "how-to").iterdir()}
    assert newcomer | how_tos == {page.as_posix() for page in here}


def test_one_version_is_named_everywhere():
    assert f"\nversion: {juesuan.__version__}\n" in (ROOT / "CITATION.cff").read_text("utf-8")
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = re.findall(r"^## (\S+)", changes, re.MULTILINE)
    assert versions[:2] == ["Unreleased", juesuan.__version__]


def test_a_package_index_shows_no_link_that_leads_nowhere(monkeypatch):
    pytest.importorskip("hatchling")
    monkeypatch.syspath_prepend(ROOT)
    from hatch_build import description

    text = description(READMES[0].read_text(encoding="utf-8"))
    assert _LINK.findall(text) == []
    assert "(`docs/tutorial.md`)" in text
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert "readme" in project["dynamic"]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The site, built as CI builds it."""
    pytest.importorskip("mkdocs")
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    return folder


def test_the_site_needs_no_network(site):
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert not re.findall(r'<(?:script|link|img)[^>]+(?:src|href)="https?:[^"]*"', text), page


def test_a_page_speaks_its_language(site):
    english, chinese = (
        (site / each).read_text(encoding="utf-8") for each in ("start.html", "zh/start.html")
    )
    assert '<html lang="en"' in english
    assert '<html lang="zh"' in chinese
    assert "操作指南" in chinese
    assert "操作指南" not in english
    assert 'href="zh/start.html" hreflang="zh"' in english
    assert 'href="../start.html" hreflang="en"' in chinese
