"""The report in a browser: search, filters, sorting, themes, a phone, thousands of documents."""

import shutil
from dataclasses import replace

import pytest

import juesuan
from juesuan.show.report_page import page
from juesuan.show.report_summary import BuildSummary

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
