"""What reading a text takes grows as the text does, whatever stands in it."""

import re
import re._parser as parsed
import sys
from functools import cache
from time import process_time

import pytest

import juesuan
from juesuan.catalogue import files
from juesuan.origin.headlines import title_in
from tests.factory.hostile import FAMILIES, document

SIZE, TIMES = 2_500, 4
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


# Two repeats without a bound inside each other can share a run of signs in endlessly many ways.
ENDLESS = 20


def nested(tree, *, inside=False):
    for operation, value in tree:
        name = str(operation)
        if name in ("MAX_REPEAT", "MIN_REPEAT"):
            many = value[1] > ENDLESS
            yield from ["repeat"] * (many and inside)
            yield from nested(value[2], inside=inside or many)
        elif name == "POSSESSIVE_REPEAT":
            yield from nested(value[2])
        elif name == "SUBPATTERN":
            yield from nested(value[3], inside=inside)
        elif name == "BRANCH":
            for branch in value[1]:
                yield from nested(branch, inside=inside)
        elif name in ("ASSERT", "ASSERT_NOT"):
            yield from nested(value[1])
        elif name == "ATOMIC_GROUP":
            yield from nested(value)


def test_no_pattern_can_be_tried_in_endlessly_many_ways(monkeypatch):
    compiled = re.compile
    patterns = {}

    def noted(pattern, flags=0):
        if isinstance(pattern, str) and "juesuan" in sys._getframe(1).f_globals["__name__"]:
            patterns[pattern] = flags
        return compiled(pattern, flags)

    monkeypatch.setattr(re, "compile", noted)
    files.forget()
    read = juesuan.read(juesuan.example())
    assert all(read.frame(name) is not None for name in juesuan.FRAMES)
    files.forget()
    assert len(patterns) > 10
    assert list(nested(parsed.parse("(?:-+)*x"))) == ["repeat"]
    assert not [each for each, flags in patterns.items() if [*nested(parsed.parse(each, flags))]]


@pytest.mark.parametrize("piece", ["-", "附件1", "1-", "(一)", "及相关", "决算的", "公开2022年"])
def test_a_line_that_repeats_a_piece_of_a_title_is_looked_at_at_once(piece):
    for text in (piece * 150, f"2022年度部门决算{piece * 150}"):
        begun = process_time()
        title_in(text[:150] + "<br>")
        assert process_time() - begun < 1
