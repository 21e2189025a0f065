"""Verdicts for frames however they were made, and for documents that have to hold."""

import pytest

import juesuan
from juesuan.errors import FrameError, Inconsistent, UnknownChoice, UnknownName
from tests.checked import inconsistent, of_tables

NEEDED = ["document_id", "table", "code", "level", "measure", "amount_fen", "precision_fen"]


def test_amounts_alone_are_checked_and_the_rest_says_what_it_lacks(hanyang):
    verdicts = juesuan.check_frames({"amounts": hanyang.amounts})
    sums = of_tables(verdicts)
    assert inconsistent(verdicts).empty
    # All but those about tables that print nothing: they are not known of.
    assert (sums["verdict"] == "exact").sum() > 220
    prose = verdicts[verdicts["identity"] == "prose.growth"].iloc[0]
    assert (prose["verdict"], prose["reason"]) == ("not_checked", "frame_missing")


def test_a_few_columns_of_a_coded_table_are_enough(hanyang):
    amounts = hanyang.amounts
    amounts = amounts.loc[amounts["table"] == "expenditure", NEEDED].astype({"table": object})
    verdicts = juesuan.check_frames({"amounts": amounts})
    rows = verdicts[verdicts["identity"] == "expenditure.row"]
    assert rows["verdict"].tolist() == ["exact"] * 22


def test_frames_without_what_they_need_are_an_error(hanyang):
    with pytest.raises(FrameError, match=r"amounts lacks the columns \['precision_fen'\]"):
        juesuan.check_frames({"amounts": hanyang.amounts.drop(columns="precision_fen")})
    with pytest.raises(UnknownName, match="no frame 'amount'; did you mean 'amounts'"):
        juesuan.check_frames({"amount": hanyang.amounts})


def test_a_document_that_has_to_hold_raises_with_its_findings(hanyang):
    with pytest.raises(Inconsistent, match=r"2 checks refused: .*11\.97 against 20 分"):
        hanyang.check(raise_on="inconsistent")
    assert len(hanyang.check()) == len(hanyang.verdicts)


def test_a_gate_may_refuse_several_kinds_of_verdicts(hanyang):
    counts = hanyang.verdicts["verdict"].value_counts()
    assert counts.to_dict() == {"exact": 780, "not_checked": 27, "inconsistent": 2, "rounding": 1}
    for kinds, number in (("rounding", 1), ("not_checked", 27), (["inconsistent", "rounding"], 3)):
        with pytest.raises(Inconsistent, match=f": {number} checks? refused: "):
            hanyang.check(raise_on=kinds)
    assert len(hanyang.check(raise_on=[])) == 810


@pytest.mark.parametrize("word", ["inconsistant", "Inconsistent", "exact", ["rounding", "wrong"]])
def test_a_gate_that_could_never_fire_is_an_error(hanyang, word):
    with pytest.raises(UnknownChoice, match="no verdict to raise on") as raised:
        hanyang.check(raise_on=word)
    assert isinstance(raised.value, ValueError)
    if word == "inconsistant":
        assert "did you mean 'inconsistent'?" in str(raised.value)
