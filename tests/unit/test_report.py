"""The page for people: what it says, what it escapes, and that it needs nothing else."""

import json
from dataclasses import asdict, replace
from html.parser import HTMLParser
from random import Random

import pytest

import juesuan
from juesuan.corpus.build import build
from juesuan.corpus.manifest import Entry
from juesuan.identities.suites import identities
from juesuan.show.findings import rates
from juesuan.show.report_page import page
from juesuan.show.report_summary import BuildSummary, Shown
from tests.factory import Layout, misprint, print_text, random_account

HOSTILE = "<script>alert(1)</script>"
NAMES = ("documents", "verdicts", "findings")


class Reader(HTMLParser):
    """The page's tags, its text by section, and the rows of its tables."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.sections, self.rows, self.open = [], {}, [], []
        self.section = None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "br", "input"):
            self.open.append(tag)
        if tag == "section":
            self.section = dict(attrs)["id"]
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag
        if tag == "section":
            self.section = None

    def handle_data(self, data):
        words = " ".join(data.split())
        if "td" in self.open[-3:] and words:
            self.rows[-1][-1] += words
        if words:
            self.sections[self.section] = f"{self.sections.get(self.section, '')} {words}"


def summary_of(*documents):
    found = BuildSummary()
    for document in documents:
        found.add({name: document.frame(name) for name in NAMES})
    return found


@pytest.fixture(scope="module")
def first(hanyang):
    return Reader(page(summary_of(hanyang), []))


def hostile_document():
    account, _ = misprint(random_account(Random(3)), Random(1))
    account = replace(account, names=account.names | {"2012902": HOSTILE})
    text = print_text(account, Layout(code_style="joined"))
    return juesuan.read(text.encode(), name=f"{HOSTILE}.txt")


def test_the_first_document_has_its_findings_with_both_figures(first):
    said = first.sections["findings"]
    assert "3 in 1 of 1 documents" in said
    assert "部门整体 error, 武汉市汉阳区总工会-2022-决算-569a4581, line 1413" in said
    assert "printed 11.97 分 against 20 分" in said
    assert "预算执行得分 = 分值 × 执行率 performance.evaluation_score" in said
    assert "weight × (2 − execution rate) gives the score" in said
    assert "warning, 武汉市汉阳区总工会-2022-决算-569a4581, line 1471" in said
    assert (
        sum("finding" in attributes.get("class", "").split() for _, attributes in first.tags) == 3
    )


def test_the_documents_row_counts_tables_amounts_and_verdicts(first, hanyang):
    row = next(row for row in first.rows if row[0].startswith("武汉市汉阳区总工会2022年度部门决算"))
    counts = hanyang.documents.iloc[0]
    assert row[1:3] == ["9", "183"]
    assert row[3] == "34/34/34"
    assert row[4:8] == [
        f"{counts[name]:,}" for name in ("exact", "rounding", "inconsistent", "not_checked")
    ]
    # 683 of 685, cut and not rounded: a share below 1 never reads 100 %.
    assert row[8] == "99.6 %"


def test_undefined_rates_stand_apart_and_are_no_findings(first, hanyang):
    rates = hanyang.verdicts[hanyang.verdicts["reason"] == "zero_base"]
    assert len(rates) == 15
    said = first.sections["undefined"]
    assert said.startswith(" Undefined rates 15 printed rates have a base of 0")
    assert "公务接待费 0 %" in said
    assert "zero_base" not in first.sections["open"]


def test_what_was_not_checked_is_counted_by_reason(first):
    said = first.sections["open"]
    formulas = {each.name: each.formula for each in identities()}
    names = ("general_budget_basic.total", "state_capital.balance")
    listed = ", ".join(f"{formulas[name]} 1" for name in names)
    assert f"that it needs is not in the document 2 {listed}" in said
    assert "the sentence does not say which figures it follows from 7" in said
    assert {"side_missing", *names} <= {tag.get("title") for _, tag in first.tags}


def test_coverage_lists_every_identity_with_formula_source_and_counts(first, hanyang):
    rows = {row[0]: row[1:] for row in first.rows if row}
    counts = hanyang.verdicts.groupby(["identity", "verdict"], observed=False).size()
    for identity in identities():
        formula, said = (" ".join(s.split()) for s in (identity.formula, identity.source))
        source, *printed = rows[formula + identity.name]
        assert source == said
        expected = [
            counts.get((identity.name, verdict), 0)
            for verdict in ("exact", "rounding", "inconsistent", "not_checked")
        ]
        assert [int(count.replace(",", "") or 0) for count in printed] == expected


def test_text_of_documents_and_sources_is_escaped():
    document = hostile_document()
    assert document.verdicts["name"].eq(HOSTILE).any()
    aside = asdict(Entry(f"{HOSTILE}.pdf", None, "set_aside", None, "Unreadable", f"bad {HOSTILE}"))
    text = page(summary_of(document), [aside])
    # Those of the page itself: its data, and what searches them.
    assert text.lower().count("<script") == 2
    assert HOSTILE not in text
    escaped = "&lt;script&gt;alert(1)&lt;/script&gt;"
    assert text.count(escaped) >= 4
    read = Reader(text)
    assert HOSTILE in read.sections["findings"]
    assert read.sections["aside"].endswith(f"{HOSTILE}.pdf bad {HOSTILE} Unreadable")


def test_names_that_no_path_could_have_are_text_in_every_paper(tmp_path):
    account, _ = misprint(random_account(Random(3)), Random(1))
    account = replace(account, names=account.names | {"2012902": HOSTILE + "很" * 300})
    text = print_text(account, Layout(code_style="joined")).encode()
    document = juesuan.read(text, name="a\x01<i>\x1b[31m" * 40 + ".txt")
    document.report(tmp_path / "page.html")
    said = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert HOSTILE not in said
    assert "<i>" not in said
    document.notice(tmp_path / "notice.docx")
    document.to_excel(tmp_path / "book.xlsx")
    assert (tmp_path / "notice.docx").stat().st_size > 10_000


def test_the_page_needs_nothing_outside_itself(first):
    assert not {tag for tag, _ in first.tags} & {"link", "img", "iframe", "object"}
    assert not [
        attributes for tag, attributes in first.tags if tag == "script" and "src" in attributes
    ]
    links = [attributes["href"] for tag, attributes in first.tags if tag == "a"]
    targets = {f"#{attributes.get('id')}" for _, attributes in first.tags}
    assert links
    assert {link for link in links if not link.startswith("../pages/")} <= targets
    style = first.sections[None]
    assert "prefers-color-scheme: dark" in style
    assert "url(" not in style
    assert "@import" not in style


def test_a_misprint_names_the_likeliest_cell():
    account, _ = misprint(random_account(Random(3)), Random(1))
    text = print_text(account, Layout(code_style="joined"))
    said = Reader(page(summary_of(juesuan.read(text.encode(), name="a")), [])).sections["findings"]
    assert "1 in 1 of 1 documents" in said
    assert said.count("Likeliest cell: 支出决算表 2012902 经营支出") == 1
    assert "支出决算表 2012902 基本支出; 支出决算表 2012902 项目支出" in said


def test_findings_beyond_the_limits_are_counted(hanyang):
    undefined = hanyang.verdicts[hanyang.verdicts["reason"] == "zero_base"]
    shown = Shown(most=5, each=3)
    for rows in (undefined, undefined.head(0), undefined):
        shown.add(rows, lambda part: rates(part, hanyang.documents))
    lines = [*undefined["row"].head(3), *undefined["row"].head(2)]
    assert [each.where for each in shown.kept] == [f"line {line}" for line in lines]
    assert (shown.total, shown.left, shown.documents) == (30, 25, 2)
    summary = summary_of(hanyang)
    summary.undefined = shown
    assert "… and 25 more, not shown here" in Reader(page(summary, [])).sections["undefined"]


def test_thousands_of_documents_stay_one_page_with_the_worst_first(hanyang):
    good = juesuan.read(
        print_text(random_account(Random(3)), Layout(code_style="joined")).encode(), name="good"
    )
    summary = summary_of(good)
    for _ in range(11):
        summary.merge(BuildSummary.of_json(json.loads(json.dumps(summary.as_json()))))
    summary.merge(summary_of(hanyang))
    text = page(summary, [asdict(Entry(f"{n}.pdf", None, "set_aside")) for n in range(1_500)])
    read = Reader(text)
    rows = [row for row in read.rows if len(row) == 10]
    assert len(rows) == 51
    assert rows[1][0].startswith("武汉市汉阳区总工会")
    # All of them stand in it as data.
    data = json.loads(text.partition('id="data">')[2].partition("</script>")[0])
    assert len(data["documents"]) == 2_049
    assert data["documents"][0][1].startswith("武汉市汉阳区总工会")
    assert "… and 500 more, not shown here" in read.sections["aside"]
    assert len(text) < 2_000_000


def test_a_build_puts_the_page_beside_the_datasets(hanyang_path, tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    out = tmp_path / "clean"
    (out / "report").mkdir(parents=True)
    (out / "report" / "index.html").write_text("of an older build", encoding="utf-8")
    build([hanyang_path, tmp_path / "empty.txt"], out)
    read = Reader((out / "report" / "index.html").read_text(encoding="utf-8"))
    assert "3 in 1 of 1 documents" in read.sections["findings"]
    assert "empty.txt: the file is empty" in read.sections["aside"]


def test_a_build_of_nothing_readable_says_so(tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    build([tmp_path / "empty.txt"], tmp_path / "clean")
    read = Reader((tmp_path / "clean" / "report" / "index.html").read_text(encoding="utf-8"))
    assert "No document was read" in read.sections["documents"]
    assert "Final accounts (部门决算) of 0 documents" in read.sections[None]
