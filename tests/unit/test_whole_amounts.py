"""Amounts in whole yuan, which look like codes."""

from pathlib import Path

import juesuan

FIXTURES = Path(__file__).parents[1] / "fixtures"


def test_a_whole_amount_in_front_of_the_tail_of_another_name_is_no_code():
    document = juesuan.read(FIXTURES / "whole_amount_like_a_code.txt")
    amounts = document.amounts.query("code != ''").set_index("code")["amount_fen"]
    assert amounts.to_dict() == {
        "301": 5347600,
        "302": 6094400,
        "30101": 276100,
        "30203": 2979700,
        "30111": 5071500,
        "30299": 3114700,
    }


def test_a_code_in_three_parts_alone_on_its_line_is_one_though_its_name_is_wrapped_below():
    document = juesuan.read(FIXTURES / "code_alone_on_its_line.txt")
    rows = document.amounts.pivot_table("amount_fen", "code", "measure", "sum")
    assert rows[["total", "basic", "project"]].to_dict("index") == {
        "": {"total": 27577600, "basic": 437600, "project": 27140000},
        "201": {"total": 437600, "basic": 437600, "project": 0},
        "20199": {"total": 437600, "basic": 437600, "project": 0},
        "2019999": {"total": 437600, "basic": 437600, "project": 0},
        "204": {"total": 27140000, "basic": 0, "project": 27140000},
        "20406": {"total": 27140000, "basic": 0, "project": 27140000},
        "2040604": {"total": 27140000, "basic": 0, "project": 27140000},
    }
    assert set(document.amounts["placement"]) == {"printed"}
    assert set(document.problems["kind"]) == {"table_missing"}
