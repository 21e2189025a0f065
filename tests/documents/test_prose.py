"""What the prose of the first document says, against values read off its text by hand."""

import pandas as pd
import pytest

import juesuan
from juesuan.catalogue.files import text
from juesuan.narrative.quantities import quantities

REASONS = (
    "一是增加财政代扣行政事业单位工会经费120万元；"
    "二是减少职工服务中心工作经费10万元；三是减少工会活动经费0.5万元"
)
# code or measure → budget, actual, printed rate, reason
EXECUTION = {
    ("", "total"): (380.56, 533.26, 140.1, None),
    ("", "basic"): (311.54, 354.74, None, None),
    ("", "project"): (69.02, 178.52, None, None),
    ("2012901", "total"): (263.97, 269.02, 101.9, "增加行政在职人员"),
    ("2012902", "total"): (
        62.64,
        172.14,
        274.8,
        REASONS,
    ),
    ("2080505", "total"): (15.36, 15.36, 100.0, None),
    ("2080801", "total"): (0.0, 16.73, 0.0, "退休人员去世"),
    ("2081199", "total"): (1.38, 1.38, 100.0, None),
    ("2101101", "total"): (7.61, 7.61, 100.0, None),
    ("2101103", "total"): (24.6, 23.8, 96.8, "退休人员去世减少退休人员医疗费补助"),
    ("2130599", "total"): (5.0, 5.0, 100.0, None),
    ("2210203", "total"): (0.0, 22.22, 0.0, "增加在职人员住房货币化补贴"),
}
GROWTH = [
    ("在职人员经费", 65_470_000),
    ("乡村振兴专项经费", 2_000_000),
    ("职工服务中心工作经费", 1_450_000),
    ("工会活动经费", -7_500_000),
]


def plain(value):
    return None if pd.isna(value) else value


def test_every_budget_item_with_its_rate_and_reason(hanyang):
    found = {
        (row["code"], row["measure"]): tuple(
            plain(row[name]) for name in ("budget", "actual", "printed_rate", "reason")
        )
        for row in hanyang.execution.to_dict("records")
    }
    assert found == EXECUTION
    assert set(hanyang.execution["budget_kind"].dropna()) == {"年初预算"}


def test_a_rate_on_a_zero_budget_is_not_computed(hanyang):
    zero = hanyang.execution[hanyang.execution["budget_fen"] == 0]
    assert zero["code"].tolist() == ["2080801", "2210203"]
    assert zero["rate"].isna().all()
    assert zero["deviation"].tolist() == [16.73, 22.22]
    whole = hanyang.execution.iloc[0]
    assert round(whole["rate"], 3) == 140.125
    assert whole["deviation"] == 152.7


def test_reasons_are_signed(hanyang):
    changes = hanyang.changes
    first = changes[changes["subject"] == "收、支总计"]
    assert list(zip(first["reason"], first["amount_fen"], strict=True)) == GROWTH
    # four times in the review, of one item, in the table of the evaluation, and in the appendix
    assert len(changes) == 4 * 4 + 3 + 1 + 5 + 1
    listed = changes[changes["subject"] == "实际与预算差异"]
    assert listed["amount"].tolist() == [37.85, 5.35, 120.0, -10.0, -0.5]
    # a figure without a word of rise or fall goes the way of what it explains: 超出年初预算
    assert changes["amount"].iloc[-1] == 120.0
    item = changes[changes["subject"] == "一般行政管理事务"]
    assert item["amount"].tolist() == [120.0, -10.0, -0.5]


@pytest.mark.parametrize(
    ("subject", "quantity", "value", "unit", "direction"),
    [
        ("收、支总计", "change", 61.42, "万元", "增加"),
        ("收、支总计", "growth", 13.0, "%", "增加"),
        ("基本支出", "share", 66.5, "%", None),
        ("项目支出", "share", 33.5, "%", None),
        ("一般公共服务(类)支出", "share", 82.7, "%", None),
        ("农林水(类)支出", "share", 0.9, "%", None),
        ("一般公共预算财政拨款支出", "completion_rate", 140.1, "%", None),
        ("政府性基金预算财政拨款收入", "change", 0.0, "万元", None),
        ("涉及案款", "amount", 416.0, "万元", None),
    ],
)
def test_claims_have_their_subject_kind_and_direction(
    hanyang, subject, quantity, value, unit, direction
):
    claims = hanyang.claims
    hit = claims[
        (claims["subject"] == subject)
        & (claims["quantity"] == quantity)
        & (claims["value"] == value)
    ]
    assert len(hit) > 0
    assert set(hit["unit"]) == {unit}
    assert {plain(word) for word in hit["direction"]} == {direction}


def test_restated_amounts_agree_with_the_tables(hanyang):
    amounts = hanyang.amounts
    printed = {
        (
            a["table"],
            plain(a["side"]),
            a["code"],
            plain(a["line_key"]) if not a["code"] else None,
            a["measure"],
        ): a["amount_fen"]
        for a in amounts.to_dict("records")
    }
    restated = hanyang.claims[hanyang.claims["table"].notna()]
    assert len(restated) > 45
    for claim in restated.to_dict("records"):
        side, line = plain(claim["side"]), plain(claim["line_key"])
        if line is None and not claim["code"]:
            line = "total"
        key = (claim["table"], side, claim["code"], line, claim["measure"])
        stated = 0 if claim["quantity"] == "absence" else claim["value_fen"]
        assert printed.get(key, 0) == stated, key


def test_figures_stand_where_the_claim_says(hanyang):
    passages = dict(zip(hanyang.paragraphs["number"], hanyang.paragraphs["text"], strict=True))
    for claim in hanyang.claims.dropna(subset="value").to_dict("records"):
        figure = passages[claim["number"]][claim["start"] : claim["end"]]
        digits = "".join(sign for sign in figure if sign.isdigit() or sign == ".")
        assert float(digits.rstrip(".")) == abs(claim["value"])
        assert "".join(figure.split()) in claim["text"]


def test_every_amount_and_percent_of_the_sentences_is_understood(hanyang):
    assert (hanyang.problems["kind"] == "figure_not_understood").sum() == 0
    money = hanyang.claims[hanyang.claims["unit"].isin(["万元", "%"])]
    assert len(money) > 200
    assert money["subject"].notna().all()


def test_approximate_figures_say_so(hanyang):
    claims = hanyang.claims
    about = claims[claims["approximate"].notna()]
    assert {(row["value"], row["approximate"]) for row in about.to_dict("records")} >= {
        (416.0, "余"),
        (2000.0, "余"),
    }


def test_terms_and_units(hanyang):
    codes = dict(zip(hanyang.glossary["term"], hanyang.glossary["code"], strict=True))
    assert len(codes) == 16
    paths = [code for code in codes.values() if isinstance(code, str)]
    assert paths == [code for code, _ in EXECUTION if code]
    assert hanyang.units["name"].tolist() == ["武汉市汉阳区总工会", "武汉市汉阳区职工服务中心"]
    assert hanyang.units["kind"].tolist() == ["本级", "下属"]


def test_telephone_and_date_of_the_report(hanyang):
    row = hanyang.documents.iloc[0]
    assert (row["telephone"], row["reported_on"]) == ("84468722", "2023年3月30日")


def test_the_same_document_in_traditional_characters_gives_the_same_frames(hanyang, hanyang_path):
    pairs = text("traditional.txt").splitlines()[1:]
    table = {
        ord(simplified): traditional
        for above, below in zip(pairs[::2], pairs[1::2], strict=True)
        for traditional, simplified in zip(above, below, strict=True)
    }
    printed = hanyang_path.read_text(encoding="utf-8").translate(table)
    assert "決算" in printed
    document = juesuan.read(printed.encode())
    columns = ["table", "side", "line_key", "code", "measure", "amount_fen", "placement"]
    pd.testing.assert_frame_equal(document.amounts[columns], hanyang.amounts[columns])
    columns = ["quantity", "value", "unit", "table", "line_key", "code", "measure", "direction"]
    pd.testing.assert_frame_equal(document.claims[columns], hanyang.claims[columns])
    assert document.execution["code"].tolist() == hanyang.execution["code"].tolist()
    assert document.documents["organization"].iloc[0] == "武汉市汉阳区总工会".translate(table)


def printed(passage) -> list[str]:
    return [
        passage.words(quantity.start, quantity.end)
        for quantity in (quantities(passage) if passage else ())
        if quantity.kind in ("money", "percent")
    ]


def test_nearly_all_amounts_and_percents_of_the_prose_are_taken(hanyang):
    """A ratchet: every amount and percent of the prose is a claim or in a performance frame."""
    sentences, cells = [], []
    for passage in hanyang._frames.reading.passages:
        found, own = printed(passage), printed(passage.sentences)
        # A flattened table ends with the sentences about its deviation.
        cells += found[: len(found) - len(own)]
        sentences += own
    claims = hanyang.claims
    money = claims["value_fen"].notna() | claims["unit"].eq("%")
    assert int((money & claims["subject"].notna()).sum()) == len(sentences) > 200
    tables = (
        hanyang.indicators[["goal", "indicator", "target", "actual"]],
        hanyang.evaluation[["results", "problems", "measures", "deviation_reasons"]],
    )
    texts = [text for table in tables for text in table.to_numpy().ravel() if isinstance(text, str)]
    texts += hanyang.evaluation["printed_rate"].map("{}%".format).tolist()
    held = [cell for cell in cells if any(cell in text for text in texts)]
    assert (len(sentences) + len(held)) / (len(sentences) + len(cells)) >= 0.97


def test_paths_without_marks_are_read_through_the_documents_own_tables(hanyang_path):
    printed = hanyang_path.read_text(encoding="utf-8")
    prose = """第三部分 武汉市汉阳区总工会 2022 年度部门决算情况说明
五、一般公共预算财政拨款支出决算情况说明
（三）一般公共预算财政拨款支出决算具体情况
1.一般公共服务支出群众团体事务行政运行年初预算为 263.97 万元，支出决算为 269.02 万元。
2.住房保障住房改革购房补贴年初预算为 0 万元，支出决算为 22.22 万元。
"""
    document = juesuan.read((printed[: printed.index("第三部分")] + prose).encode())
    items = document.execution.set_index("code")
    assert items.loc["2012901", ["budget", "actual"]].tolist() == [263.97, 269.02]
    assert items.loc["2210203", ["budget", "actual"]].tolist() == [0.0, 22.22]
