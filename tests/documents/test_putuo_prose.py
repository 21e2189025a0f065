"""The prose of the second document against its hand-made truth."""

import csv
from pathlib import Path

FOLDER = Path(__file__).parent / "putuo"


def truth(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"putuo_ghzyj_2024_{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_every_budget_item_is_read(putuo):
    expected = [
        (
            row["class"],
            row["section"],
            row["item"],
            *(float(row[key]) for key in ("budget", "actual", "rate_percent")),
            int(row["page"]),
        )
        for row in truth("execution")
    ]
    items = putuo.execution[putuo.execution["item_name"].notna()]
    columns = [
        "class_name",
        "section_name",
        "item_name",
        "budget",
        "actual",
        "printed_rate",
        "page",
    ]
    assert [tuple(row) for row in items[columns].itertuples(index=False)] == expected


def test_items_named_unlike_the_tables_have_a_code_only_where_it_is_certain(putuo):
    items = putuo.execution[putuo.execution["item_name"].notna()]
    codes = dict(zip(items["item_name"], items["code"], strict=True))
    assert codes["行政单位离退休"] == "2080501"
    assert codes["住房公积金"] == "2210201"  # its 款 is misnamed in the prose
    assert codes["其他国土资源事务支出"] == "2200199"  # the code's name until 2018
    assert isinstance(codes["机关事业单位退休人员活动费支出"], float)  # no such 项 anywhere


def test_every_stated_quantity_is_a_claim_of_its_section(putuo):
    claims = putuo.claims
    wanted = truth("narrative")
    missing = []
    for row in wanted:
        hit = claims[
            (claims["value"] == float(row["value"])) & (claims["page"] == int(row["page"]))
        ]
        unit = row["unit"].replace("（", "(").replace("）", ")")
        units = {str(value).replace("nan", "") for value in hit["unit"]}
        if unit not in units:
            missing.append((row["label"], row["value"], row["unit"], sorted(units)))
    assert missing == []
    assert len(wanted) == 65


def test_a_missing_percent_sign_and_the_templates_both_words(putuo):
    claims = putuo.claims
    bare = claims[(claims["value"] == 13.95) & claims["unit"].isna()]
    assert bare["quantity"].tolist() == ["growth"]
    both = claims[(claims["value"] == 27.78) & claims["direction"].isna()]
    assert len(both) == 1


def test_reasons_with_amounts_are_signed(putuo):
    found = list(
        zip(
            putuo.changes["subject"],
            putuo.changes["reason"],
            putuo.changes["amount"],
            strict=True,
        )
    )
    assert found == [
        ("收入支出总计", "项目支出", 1133.95),
        ("财政拨款收入支出总计", "项目支出", 1133.95),
        ("一般公共预算财政拨款支出", "项目支出", 1133.95),
    ]
