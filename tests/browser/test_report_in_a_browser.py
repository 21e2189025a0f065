"""The report in a browser: search, filters, sorting, themes, a phone, thousands of documents."""

import shutil
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

import juesuan
from juesuan.corpus.build import build
from juesuan.show.report_page import page
from juesuan.show.report_summary import BuildSummary
from tests.conftest import PUTUO

CHROME = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chrome"))), None)
NAMES = ("documents", "verdicts", "findings")


@pytest.fixture(scope="module")
def browser():
    api = pytest.importorskip("playwright.sync_api")
    if CHROME is None:
        pytest.skip("there is no Chrome or Chromium")
    with api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROME, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def shown(browser, tmp_path):
    """A function that opens a report: the page, and what the browser complains of."""

    def show(summary, **options):
        place = tmp_path / "index.html"
        place.write_text(page(summary, []), encoding="utf-8")
        opened, said = browser.new_page(**options), []
        opened.on("console", lambda message: said.append(message.text))
        opened.on("pageerror", lambda error: said.append(str(error)))
        opened.goto(place.as_uri())
        return opened, said

    return show


def count_is(opened, count, what=".finding"):
    from playwright.sync_api import expect

    expect(opened.locator(what)).to_have_count(count, timeout=5000)


def summary_of(document):
    found = BuildSummary()
    found.add({name: document.frame(name) for name in NAMES})
    return found


def test_findings_are_searched_filtered_and_sorted(shown, hanyang):
    opened, said = shown(summary_of(hanyang))
    every = int(opened.locator("#count").text_content().split(" / ")[1])
    assert opened.locator(".finding").count() == every > 1
    opened.fill("#search", "部门整体 11.97")
    count_is(opened, 1)
    opened.fill("#search", "")
    opened.select_option("#severity", "warning")
    count_is(opened, 0, ".finding.error")
    assert opened.locator(".finding.warning").count() >= 1
    opened.select_option("#severity", "")
    opened.select_option("#sort", "amount")
    count_is(opened, every)
    assert said == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_shows_it_without_scrolling_sideways_in_both_themes(shown, hanyang, scheme):
    size = {"width": 390, "height": 800}
    opened, said = shown(summary_of(hanyang), viewport=size, color_scheme=scheme)
    assert opened.evaluate("document.documentElement.scrollWidth") == 390
    paper = opened.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (paper == "rgb(255, 255, 255)") == (scheme == "light")
    assert said == []


def test_it_speaks_chinese(shown, hanyang):
    juesuan.options.language = "zh"
    try:
        opened, _ = shown(summary_of(hanyang))
    finally:
        juesuan.options.language = None
    assert opened.locator("html").get_attribute("lang") == "zh-CN"
    assert opened.locator("#findings h2").text_content() == "发现的问题：错误与警告，按轻重排列"


def test_differences_from_an_amount_on_are_shown(shown, putuo_pdf):
    opened, said = shown(summary_of(putuo_pdf))
    amounts = putuo_pdf.findings.query("severity != 'note'")["difference"].abs()
    opened.fill("#least", "0.01")
    count_is(opened, int(amounts.ge(0.01).sum()))
    opened.fill("#least", "12.89")
    count_is(opened, 1)
    assert "12.89 万元" in opened.locator(".finding").text_content()
    opened.fill("#least", "12.9")
    count_is(opened, 0)
    assert said == []


def test_thousands_of_documents_are_found_by_name(shown, hanyang):
    summary = summary_of(hanyang)
    (one,) = summary.documents
    summary.documents = [
        replace(one, document_id=f"某局{number}", title=f"某局{number}2022年度部门决算")
        for number in range(5_000)
    ]
    summary.read = len(summary.documents)
    opened, said = shown(summary)
    count_is(opened, 50, "#read tr")
    opened.fill("#find", "某局49992022")
    count_is(opened, 1, "#read tr")
    link = opened.locator("#read a")
    assert link.get_attribute("href").endswith("4999.html")
    assert said == []


def test_names_of_documents_are_text_and_long_ones_break(shown, hanyang):
    summary = summary_of(hanyang)
    name = "<img src=x onerror=alert(1)>" + "长" * 300
    (one,) = summary.documents
    summary.documents = [replace(one, title=name, source=name)]
    summary.wrong.kept = [replace(each, title=name) for each in summary.wrong.kept]
    opened, said = shown(summary, viewport={"width": 390, "height": 800})
    assert opened.locator("#read a").text_content() == name
    assert opened.locator("h3 a").first.text_content() == name
    assert opened.locator("img").count() == 0
    assert opened.evaluate("document.documentElement.scrollWidth") == 390
    assert said == []


def test_nothing_that_was_read_is_a_page_too(shown):
    opened, said = shown(BuildSummary())
    assert "No document was read" in opened.locator("#documents").text_content()
    assert said == []


@pytest.fixture(scope="module")
def built(tmp_path_factory, documents_folder):
    """A corpus of a PDF with findings."""
    folder = tmp_path_factory.mktemp("built")
    build(documents_folder / PUTUO, folder / "clean")
    return folder / "clean"


def test_a_finding_leads_to_its_crop_its_workbook_and_its_source(browser, built):
    from openpyxl import load_workbook

    opened = browser.new_page()
    opened.goto((built / "report" / "index.html").as_uri())
    opened.fill("#search", "5,377.64 基本支出")
    count_is(opened, 1)
    opened.locator(".finding h3 a").click()
    opened.wait_for_url("**#f1")
    card = opened.locator("#f1")
    picture = card.locator("img")
    assert picture.evaluate("each => each.complete && each.naturalWidth > 600")
    workbook, source = (link.get_attribute("href") for link in card.locator(".links a").all())
    page = Path(unquote(urlsplit(opened.url).path)).parent
    book, _, cell = unquote(workbook).partition("#")
    sheet, _, place = cell.partition("!")
    found = load_workbook(page / book)[sheet.strip("'")][place].value
    assert found == pytest.approx(53_647_500 / 10_000, abs=20)
    path, _, number = unquote(source).partition("#page=")
    assert (page / path).resolve().is_file()
    assert number == "24"
    # The ledger, what is missing first, and the small tables with marked cells.
    assert opened.locator("#ledger tbody tr").count() > 20
    assert opened.locator("#tables .error, #tables .warning").count() >= 1
    assert opened.locator("#coverage .bar i.inconsistent").count() >= 1


# Width of a phone, and of A4 within its margins, in pixels.
@pytest.mark.parametrize(("media", "width"), [("screen", 390), ("print", 718)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_fit_a_phone_and_paper(browser, built, media, width, scheme):
    opened = browser.new_page(viewport={"width": width, "height": 800})
    opened.emulate_media(media=media, color_scheme=scheme)
    for path in (built / "report" / "index.html", *(built / "pages").glob("*.html")):
        opened.goto(path.as_uri())
        if media == "print":  # closed parts of a page are not printed, open ones have to fit
            opened.evaluate(
                "document.querySelectorAll('details').forEach(each => each.open = true)"
            )
        assert opened.evaluate("document.documentElement.scrollWidth") == width
        paper = opened.evaluate("getComputedStyle(document.body).backgroundColor")
        # What is printed is black on white, whatever the screen shows.
        assert (paper == "rgb(255, 255, 255)") == (scheme == "light" or media == "print")
    opened.close()


def test_thousands_of_documents_are_searched_at_once(shown, hanyang):
    summary = summary_of(hanyang)
    first = summary.wrong.kept[0]
    summary.wrong.kept = [
        replace(first, document_id=f"某局{number}-2022-决算-{number:08x}", rank=1)
        for number in range(15_000)
    ]
    summary.wrong.total = len(summary.wrong.kept)
    opened, said = shown(summary)
    assert opened.locator(".finding").count() == 50
    opened.fill("#search", "某局14999-")
    count_is(opened, 1)
    opened.fill("#search", "")
    count_is(opened, 50)
    opened.locator("#list button").click()
    assert opened.locator(".finding").count() == 100
    assert said == []
