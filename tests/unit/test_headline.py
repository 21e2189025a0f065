"""Headline figures, numbers of staff and official ratios, against the frames that they are from."""

import shutil

import pandas as pd
import pytest

import juesuan
from juesuan.catalogue.headline_wording import headline_wording
from juesuan.catalogue.terms import MEASURES
from juesuan.measures.ratios import ratio_columns, ratios
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
    told = putuo.ratios.set_index("ratio")
    control = told.loc["“三公”经费控制率"]
    assert (control["numerator_fen"], control["denominator_fen"]) == (390_000, 2_850_000)
    assert control["value"] == pytest.approx(100 * 0.39 / 2.85)
    changed = told.loc["“三公”经费变动率", "value"]
    assert changed == pytest.approx(-100 * 0.15 / 0.54)
    assert pd.isna(told.loc["在职人员控制率", "value"])


def test_a_ratio_without_an_input_is_missing_with_its_reason(hanyang):
    told = hanyang.ratios.set_index("ratio")
    control = told.loc["“三公”经费控制率"]
    assert (control["denominator_fen"], control["reason_zh"]) == (0, "分母为 0")
    assert told.loc["政府采购执行率", "reason_zh"] == "没有找到：政府采购预算"
    assert told.loc["在职人员控制率", "reason"] == "not found: 在职, 编制"
    assert told["value"].isna().eq(told["reason"].notna()).all()


def test_a_balance_is_divided_by_a_budget_of_the_same_funds(putuo):
    balance = putuo.ratios.set_index("ratio").loc["结转结余率"]
    # 100.00 万元 are left of all funds, nothing of the general budget whose 10210.34 are told.
    assert putuo.headline["carryover"].iloc[0] == 100
    assert (balance["numerator_fen"], balance["denominator"]) == (0, 10210.34)
    assert balance["basis_zh"] == "年末结转和结余（一般公共预算） ÷ 年初预算"


BUDGETED = {  # amounts of a table with 年初预算数 and 全年预算数, in 万元
    "planned": 400_0000,
    "adjusted": 500_0000,
    "carryover": 20_0000,
    "public_planned": 50_0000,
    "public_spent": 45_0000,
    "procurement_planned": 80_0000,
    "procurement_spent": 60_0000,
}


def ratio_of(name, told, people=None):
    ratio = next(each for each in headline_wording().ratios if each.name == name)
    return ratio_columns(ratio, told, people or {})


@pytest.mark.parametrize(
    ("name", "value"),
    [("预算调整率", 25), ("结转结余率", 5), ("公用经费控制率", 90), ("政府采购执行率", 75)],
)
def test_ratios_of_what_a_table_budgets(name, value):
    assert ratio_of(name, BUDGETED)["value"] == value


def test_an_adjustment_is_found_in_the_columns_of_the_summary(hanyang):
    amounts = hanyang.amounts
    of_total = amounts["table"].eq("income_expenditure_summary") & amounts["line_key"].eq(
        "total_expenditure"
    )
    budgets = [
        amounts[of_total].astype({"measure": "str"}).assign(measure=measure, amount_fen=fen)
        for measure, fen in (("initial_budget", 400_0000), ("adjusted_budget", 300_0000))
    ]

    class Budgeted:
        def frame(self, name):
            if name != "amounts":
                return hanyang.frame(name)
            return pd.concat([amounts.astype({"measure": "str"}), *budgets], ignore_index=True)

    found = ratios(Budgeted()).set_index("ratio")
    assert found.loc["预算调整率", "value"] == -25
    assert found.loc["预算调整率", "numerator_fen"] == -100_0000
    # The balance of all funds is divided by the budget of all funds where it is told.
    assert found.loc["结转结余率", "denominator_fen"] == 400_0000


def test_a_budget_of_other_funds_divides_no_balance():
    told = {
        "general_carryover": 5,
        "initial_budget": 100,
        "execution_actual": 90,
        "general_budget": 80,
    }
    row = ratio_of("结转结余率", told)
    assert (row["value"], row["reason_zh"]) == (None, "预算与结转结余不是同一资金")
    assert ratio_of("结转结余率", told | {"general_budget": 90})["value"] == 5


def test_people_are_divided_by_people():
    row = ratio_of("在职人员控制率", {}, {"在职": 90, "编制": 120})
    assert (row["value"], row["numerator"], row["numerator_fen"]) == (75, 90, None)


def test_measures_are_frames_by_name(putuo):
    assert putuo.frame("评价比率").equals(putuo.ratios)
    found = putuo.frame("ratios", where={"ratio": "预算完成率"}, columns=["value"], labels="zh")
    assert found.columns.tolist() == ["值（%）"]
    assert round(found.iloc[0, 0], 2) == 95.46
    assert "headline" not in juesuan.FRAMES


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
    assert corpus.headline.equals(hanyang.headline)
    assert corpus.ratios.equals(hanyang.ratios)
    assert pd.read_parquet(tmp_path / "headline")["expenditure_fen"].tolist() == [533_260_000]
    told = corpus.sql("SELECT value FROM ratios WHERE ratio = '预算完成率'")
    assert told["value"].round(2).tolist() == [140.13]


def test_a_corpus_that_does_not_keep_measures_has_them_worked_out(hanyang, tmp_path):
    from juesuan.corpus.build import build
    from juesuan.lab import example

    build([example()], tmp_path, workbooks=False)
    for name in MEASURES:
        shutil.rmtree(tmp_path / name)
    assert juesuan.open_corpus(tmp_path).headline.equals(hanyang.headline)
