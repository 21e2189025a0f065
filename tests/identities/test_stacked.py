import pandas as pd
import pytest

from juesuan import FrameError, UnknownName, stack_frames
from juesuan.identities.gx.stacked import unstack
from juesuan.identities.verdicts import verdicts

LARGE = 2**60 + 1  # not a float64


def test_frames_come_back_as_they_were(stacked_frames):
    back = unstack(stack_frames(stacked_frames))
    assert list(back) == [*stacked_frames]
    for name, frame in stacked_frames.items():
        pd.testing.assert_frame_equal(back[name], frame, check_categorical=False)
    pd.testing.assert_frame_equal(verdicts(back), verdicts(stacked_frames))


def test_rows_in_any_order_come_back_to_their_frames(stacked_frames):
    mixed = stack_frames(stacked_frames).sort_values("document_id", kind="stable")
    back = unstack(mixed)
    for name, frame in stacked_frames.items():
        assert len(back[name]) == len(frame)
    fen = stacked_frames["amounts"].sort_values("document_id", kind="stable")["amount_fen"]
    assert back["amounts"]["amount_fen"].tolist() == fen.tolist()


def test_an_empty_frame_is_not_one_that_was_not_given(stacked_frames):
    amounts, claims = stacked_frames["amounts"], stacked_frames["claims"]
    given = {"amounts": amounts, "claims": claims.head(0)}
    assert list(unstack(stack_frames(given))) == ["amounts", "claims"]
    assert list(unstack(stack_frames({"amounts": amounts}))) == ["amounts"]


def test_whole_figures_stay_exact_beside_rows_that_have_none(stacked_frames):
    amounts = stacked_frames["amounts"].head(2).assign(amount_fen=[LARGE, -LARGE])
    stacked = stack_frames({"amounts": amounts, "mentions": stacked_frames["mentions"]})
    assert stacked["amount_fen"].head(2).tolist() == [LARGE, -LARGE]
    back = unstack(stacked)["amounts"]["amount_fen"]
    assert back.dtype == "int64"
    assert back.tolist() == [LARGE, -LARGE]


def test_words_and_figures_of_one_name_stand_apart(stacked_frames):
    stacked = stack_frames(stacked_frames)
    own = stacked[stacked["frame"] == "indicators"]
    words = stacked_frames["indicators"]["actual"].fillna("")
    assert own["actual_text"].fillna("").tolist() == words.tolist()
    assert words.ne("").any()
    assert own["actual"].isna().all()


def test_a_frame_without_the_column_frame_is_amounts(stacked_frames):
    amounts = stacked_frames["amounts"]
    assert unstack(amounts)["amounts"] is amounts


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (
            {"amounts": pd.DataFrame({"document_id": ["a"], "amount_fen": ["12,5"]})},
            "amount_fen of the frame amounts is not money",
        ),
        (
            {"amounts": pd.DataFrame({"document_id": ["a"], "amount_fen": [None]})},
            "rows with no amount",
        ),
    ],
)
def test_what_no_frame_can_hold_is_an_error(given, message):
    with pytest.raises(FrameError, match=message):
        stack_frames(given)


def test_a_frame_that_there_is_not_is_an_error():
    with pytest.raises(UnknownName, match="no frame 'amonts'; did you mean 'amounts'"):
        stack_frames({"amonts": pd.DataFrame({"document_id": ["a"]})})


def test_rows_of_no_frame_or_of_an_unknown_one_are_errors(stacked_frames):
    stacked = stack_frames({"amounts": stacked_frames["amounts"].head(2)})
    with pytest.raises(FrameError, match="do not say which frame"):
        unstack(stacked.assign(frame=["amounts", None]))
    with pytest.raises(UnknownName, match="no frame 'sums'"):
        unstack(stacked.assign(frame=["amounts", "sums"]))
