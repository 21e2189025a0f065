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
