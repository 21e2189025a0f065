"""What reading a text takes grows as the text does, whatever stands in it."""

from functools import cache
from time import process_time

import pytest

import juesuan
from tests.factory.hostile import FAMILIES, document

SIZE, TIMES = 5_000, 4
# What grows with the square takes 16 times as long for 4 times as much.
MOST = 9
# A text that takes no longer than so many times a small one grows slowly enough.
SLOW = 4


def seconds(data: bytes) -> float:
    begun = process_time()
    read = juesuan.read(data, name="hostile.txt")
    assert all(read.frame(name) is not None for name in juesuan.FRAMES)
    return process_time() - begun


@cache
def least() -> float:
    return min(seconds(document(lambda _: "", 0)) for _ in range(3))


def is_fast(family: str) -> bool:
    """Whether the time of a text grows no faster than the text; other work may disturb it."""
    long = seconds(document(FAMILIES[family], SIZE * TIMES)) - least()
    if long <= SLOW * least():
        return True
    return long <= MOST * max(seconds(document(FAMILIES[family], SIZE)) - least(), 0.01)


@pytest.mark.parametrize("family", FAMILIES)
def test_the_time_grows_as_the_text_does(family):
    assert any(is_fast(family) for _ in range(4))


@pytest.mark.parametrize("family", ["changes", "figures_in_one_clause", "level", "counts"])
def test_what_claims_hold_grows_as_the_text_does(family):
    held = []
    for size in (4_000, 16_000):
        claims = juesuan.read(document(FAMILIES[family], size), name="hostile.txt").claims
        held.append(claims["text"].str.len().sum())
    assert 0 < held[1] < 5 * held[0]
