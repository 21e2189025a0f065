import pandas as pd
import pytest

from .cases import FOLDER, cases, fen, judge

ALL = [
    pytest.param(case, id=f"{path.stem}: {name}")
    for path in sorted(FOLDER.glob("*.toml"))
    for name, case in cases(path.stem).items()
]


@pytest.mark.parametrize("case", ALL)
def test_the_verdict_is_the_one_worked_out_by_hand(case):
    found = judge(case)
    for column in ("code", "measure"):
        if column in case:
            found = found[found[column].eq(case[column])]
    if case["verdict"] == "none":
        assert found.empty
        return
    assert list(found["verdict"]) == [case["verdict"]], found["message"].tolist()
    row = found.iloc[0]
    assert (None if pd.isna(row["reason"]) else row["reason"]) == case.get("reason")
    if "residual" in case:
        assert row["residual_fen"] == fen(case["residual"])
    if "allowed" in case:
        # Half a 分 is no amount: the largest whole residual that is allowed.
        assert row["allowed_fen"] == fen_below(case["allowed"])


def fen_below(figure: str) -> int:
    """A figure in 万元 as whole 分, rounded down."""
    whole, _, decimals = figure.partition(".")
    return int(whole + decimals.ljust(7, "0")) // 10
