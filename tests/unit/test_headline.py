"""Headline figures, numbers of staff and official ratios, against the frames that they are from."""

import pandas as pd
import pytest

import juesuan
from juesuan.measures.staff import staff


def total(doc, table, measure):
    rows = doc.amounts.query(f"table == '{table}' and level == 'total' and measure == '{measure}'")
    return rows["amount_fen"].iloc[0]


def test_headline_figures_are_those_of_the_tables(hanyang):
    (head,) = hanyang.headline.to_dict("records")
    assert head["expenditure_fen"] == total(hanyang, "expenditure", "total") == 533_260_000
    assert head["basic_fen"] == total(hanyang, "expenditure", "basic")
    assert head["personnel"] == 354.74
    assert head["initial_budget"] == 380.56
    assert round(head["completion"], 2) == 140.13


def test_a_blank_cell_of_a_table_that_was_read_is_zero(hanyang):
    (head,) = hanyang.headline.to_dict("records")
    assert (head["public_fen"], head["carryover_fen"]) == (0, 0)


def test_changes_on_last_year_are_signed_and_only_those_that_are_stated(hanyang, putuo):
    first, second = (doc.headline.iloc[0] for doc in (hanyang, putuo))
    assert (first["general_budget_change"], first["general_budget_growth"]) == (61.42, 13)
    assert pd.isna(first["expenditure_change"])
    assert second["general_budget_change"] == 1193.2
    assert (second["operating_cost_change"], second["operating_cost_growth"]) == (-13.52, -8.65)
    assert second["three_public_actual_change"] == -0.15


def test_ratios_stand_beside_their_inputs(putuo):
    ratios = putuo.ratios.set_index("ratio")
    control = ratios.loc["“三公”经费控制率"]
    assert (control["numerator_fen"], control["denominator_fen"]) == (390_000, 2_850_000)
    assert control["value"] == pytest.approx(100 * 0.39 / 2.85)
    changed = ratios.loc["“三公”经费变动率", "value"]
    assert changed == pytest.approx(-100 * 0.15 / 0.54)
    assert pd.isna(ratios.loc["在职人员控制率", "value"])


def test_a_ratio_without_an_input_is_missing(hanyang):
    ratios = hanyang.ratios.set_index("ratio")
    assert pd.isna(ratios.loc["“三公”经费控制率", "value"])
    assert ratios.loc["“三公”经费控制率", "denominator_fen"] == 0


class Told:
    """Claims alone."""

    def __init__(self, claims):
        self.claims = claims

    def frame(self, name):
        return {"claims": self.claims}[name]


def counted(doc, *rows):
    claims = doc.claims.iloc[: len(rows)].copy()
    claims["quantity"] = "count"
    claims["role"] = None
    for name, at in (("subject", 0), ("value", 1), ("unit", 2), ("text", 3)):
        values = pd.Series([row[at] for row in rows], index=claims.index)
        claims[name] = values if name == "value" else values.astype(object)
    return staff(Told(claims))


def test_staff_counts_the_documents_own_people(hanyang):
    found = counted(
        hanyang,
        ("单位编制人数", 120, "人", "单位编制人数120人"),
        ("实有人数", 98, "人", "实有人数98人"),
        ("在职人员", 90, "人", "其中在职人员90人"),
        ("退休人员", 31, "人", "退休人员31人"),
        ("服务职工", 14828, "人", "服务职工14828人"),
        ("在职人员", 2, "名", "新增在职人员2名"),
    )
    assert found.set_index("item")["count"].to_dict() == {
        "编制": 120,
        "实有": 98,
        "在职": 90,
        "退休": 31,
    }
    assert hanyang.staff.empty


def test_a_corpus_has_a_row_for_each_document(hanyang, tmp_path):
    from juesuan.corpus.build import build
    from juesuan.lab import example

    build([example()], tmp_path, workbooks=False)
    corpus = juesuan.open_corpus(tmp_path)
    assert corpus.headline["expenditure_fen"].tolist() == [533_260_000]
    assert corpus.ratios["ratio"].tolist() == hanyang.ratios["ratio"].tolist()
