"""A block of rows that stands one row off its names is one finding, in tables and in prose."""

import re
from random import Random

import pytest

import juesuan
from juesuan.identities.cell_names import named_block
from tests.factory import Layout, print_text, random_account
from tests.factory.shifts import shifted

TABLES = ("income", "expenditure", "general_budget_expenditure", "general_budget_basic")
TAIL = re.compile(r"((?:\s*-?\d[\d,]*\.\d+)+)\s*$")


def grave(document):
    found = document.findings
    return found[found["severity"].ne("note")]


def made(table, seed):
    """An account with a shifted block in a table, and the block's rows; None of too few rows."""
    return shifted(random_account(Random(seed)), table, Random(seed))


CASES = [(table, seed) for seed in range(3, 9) for table in TABLES if made(table, seed)]


@pytest.mark.parametrize(("table", "seed"), CASES)
def test_a_shifted_block_of_a_made_table_is_one_finding(table, seed):
    account, block = made(table, seed)
    found = grave(juesuan.read(print_text(account, Layout(code_style="joined")).encode(), name="a"))
    named = [named_block(each) for each in found["suspect"].dropna()]
    assert len(found) <= 1, found["message"].tolist()
    # Rows that are blank, or alike, at an end of the block move nothing.
    assert all(each is None or {each.first, each.last} <= set(block) for each in named)
    assert all(each is None or each.table == table for each in named)


def rotated(text, rows):
    """The text with the figures of these lines one line lower, the last ones on the first."""
    lines = text.split("\n")
    places = [next(at for at in range(row - 1, row + 8) if TAIL.search(lines[at])) for row in rows]
    tails = [TAIL.search(lines[at])[1] for at in places]
    for number, at in enumerate(places):
        lines[at] = TAIL.sub("", lines[at]) + tails[number - 1]
    return "\n".join(lines)


@pytest.mark.parametrize("table", ["income", "expenditure", "general_budget_expenditure"])
@pytest.mark.parametrize(("first", "size"), [(1, 6), (6, 8), (2, 5)])
def test_a_shifted_block_of_the_first_document_is_one_finding(
    hanyang, hanyang_path, table, first, size
):
    amounts = hanyang.amounts
    coded = amounts[amounts["table"].eq(table) & amounts["code"].ne("")]
    rows = list(dict.fromkeys(coded["row"]))[first : first + size]
    text = rotated(hanyang_path.read_text(encoding="utf-8"), rows)
    found = grave(juesuan.read(text.encode(), name="a.txt"))
    known = set(grave(hanyang)["message"])
    (new,) = [row for row in found.to_dict("records") if row["message"] not in known]
    block = named_block(new["suspect"])
    assert (block.table, block.by) == (table, 1)
    assert "上移一行" in new["message_zh"]
    assert new["verdicts"] > 1


ITEMS = slice(
    "3.社会保障和就业支出（类）行政事业单位养老支出", "六、一般公共预算财政拨款基本支出决算情况说明"
)
ACTUAL, BUDGET, RATE = r"支出决算\s*为\s*([\d.]+)", r"预算为\s*([\d.]+)", r"的\s*([\d.]+)%"


def moved(text, pattern):
    """The text with what the pattern's group finds one place later."""
    found = [match[1] for match in re.finditer(pattern, text)]
    turn = iter([found[-1], *found])
    return re.sub(pattern, lambda match: match[0].replace(match[1], next(turn)), text)


@pytest.mark.parametrize("patterns", [(ACTUAL,), (ACTUAL, BUDGET, RATE)])
def test_sentences_whose_figures_stand_one_item_off_are_one_finding(
    hanyang, hanyang_path, patterns
):
    text = hanyang_path.read_text(encoding="utf-8")
    start = text.index(ITEMS.start)
    stop = text.index(ITEMS.stop, start)
    items = text[start:stop]
    for pattern in patterns:
        items = moved(items, pattern)
    found = grave(juesuan.read((text[:start] + items + text[stop:]).encode(), name="a.txt"))
    known = set(grave(hanyang)["message"])
    (new,) = [row for row in found.to_dict("records") if row["message"] not in known]
    assert named_block(new["suspect"])[:4] == ("prose", None, "2080505", "2210203")
    assert "上移一项" in new["message_zh"]
