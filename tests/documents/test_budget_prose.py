"""What the prose of two budgets states, row by row against hand-made truth."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

import juesuan
from juesuan.readers.characters import compact, plain

TRUTH = Path(__file__).parent / "budgets"
NAMES = {
    "上海市普陀区万里街道办事处2024年部门预算.pdf": "budget_wanli_2024",
    "江苏省高级人民法院2019年度部门预算.pdf": "budget_js_court_2019",
}
LEVELS = {"（类）": "class", "（款）": "section", "（项）": "item"}
PLAN = {
    "budget": "budget", "prior_executed": "prior", "change": "change", "growth": "growth",
}  # fmt: skip
KINDS = {
    "prior_budget": "amount", "prior_executed": "amount", "budget_sentence": "amount",
    "budget": "amount", "total": "amount", "quantity": "count",
    "reason_change": "change", "reason_growth": "growth",
}  # fmt: skip
WAYS = {"增长": "增加", "下降": "减少", "压减": "减少", "占": "", "与上年一致": ""}
# What the truth calls otherwise than the page.
ALIKE = {"收、支": "收入、支出", "项目经费支出": "项目支出", "合计": "三公经费"}
ENOUGH = 0.97


@pytest.fixture(scope="module", params=NAMES.items(), ids=NAMES.values())
def budget(request, documents_folder):
    name, truth = request.param
    return juesuan.read(documents_folder / name), truth


def stated(name):
    """The rows of a truth but for thresholds, each with the key that a claim has."""
    with (TRUTH / f"{name}_prose.csv").open(encoding="utf-8-sig") as file:
        rows = [row for row in csv.DictReader(file) if row["quantity"] != "threshold"]
    return [(_key(row), _subjects(row)) for row in rows]


def _key(row):
    kind = KINDS.get(row["quantity"], row["quantity"])
    kind = "count" if kind == "amount" and row["unit"] not in ("万元", "元") else kind
    kind = kind if row["value"] else "comparison"
    way = WAYS.get(row["direction"], row["direction"])
    value = float(Decimal(row["value"])) if row["value"] else None
    return kind, value, way if kind != "amount" else "", int(row["page"])


def _subjects(row):
    words = (*row["code_path"].split("/"), row.get("subject", ""))
    # 公务接待费占“三公”经费: the share is of the first
    return [_bare(word.partition("占")[0]) for word in words if word]


def _bare(word):
    word = compact(plain(word)).replace('"', "")
    for mark in ("(类)", "(款)", "(项)"):
        word = word.replace(mark, "/")
    word = word.strip("/").rpartition("/")[2]
    for printed, meant in ALIKE.items():
        word = word.replace(printed, meant)
    return word


def _spoken(claims):
    """The claims by the same keys, with their subjects."""
    found = {}
    for row in claims.astype(object).where(claims.notna(), None).to_dict("records"):
        way = row["direction"] or "" if row["quantity"] != "amount" else ""
        key = row["quantity"], row["value"], way, row["page"]
        found.setdefault(key, []).append(_bare(row["subject"] or ""))
    return found


def _alike(subject, named):
    return any(subject and name and (subject in name or name in subject) for name in named)


def test_nearly_every_quantity_of_the_prose_is_a_claim(budget):
    document, name = budget
    found, rows, wrong = _spoken(document.claims), stated(name), []
    for key, named in rows:
        candidates = found.get(key, [])
        match = next((each for each in candidates if _alike(each, named)), None)
        if match is None:
            wrong.append((key, named, candidates))
        else:
            candidates.remove(match)
    assert len(wrong) <= (1 - ENOUGH) * len(rows), wrong


def planned(name):
    """What a truth says of each item: (row, its column of `plan`, the value, signed)."""
    with (TRUTH / f"{name}_prose.csv").open(encoding="utf-8-sig") as file:
        rows = [row for row in csv.DictReader(file) if row["quantity"] in PLAN]
    for row in rows:
        key = row.get("code") or _path(row["code_path"])
        if key:
            sign = -1 if row["direction"] == "减少" else 1
            value = sign * float(row["value"]) if row["value"] else None
            yield key, PLAN[row["quantity"]], value


def _path(printed):
    """一般公共服务支出（类）…（款）…（项） as its three names."""
    for mark in LEVELS:
        printed = printed.replace(mark, "/")
    names = tuple(printed.rstrip("/").split("/"))
    return names if len(names) == len(LEVELS) else None


def test_the_plan_has_each_item_with_what_is_said_of_it(budget):
    document, name = budget
    plan = document.plan.astype(object).where(document.plan.notna(), None).to_dict("records")
    names = [f"{level}_name" for level in LEVELS.values()]
    found = {row["code"]: row for row in plan} | {tuple(row[n] for n in names): row for row in plan}
    expected = list(planned(name))
    assert len(expected) == {"budget_wanli_2024": 99, "budget_js_court_2019": 42}[name]
    assert len(plan) == len({key for key, *_ in expected})
    assert None not in found
    wrong = [(key, column) for key, column, value in expected if found[key][column] != value]
    assert wrong == []
    assert all(row["reason"] for row in plan)
    assert set(document.plan["prior_kind"].dropna()) <= {"执行数"}
