"""Figures and lines torn as extraction and typists tear them: read right, or said.

A kind of tear is tried at a few places of one layout each; JUESUAN_EVERY_CHANGE=1 tries many.
"""

from collections import Counter
from functools import cache
from random import Random
from typing import NamedTuple

import pytest

from juesuan.readers import read_text
from juesuan.tables.read_tables import read_tables
from tests.factory import Layout, print_text, random_account

from .documents import LAYOUTS
from .tears import (
    FIGURE_CHANGES,
    LINE_CHANGES,
    Cell,
    Printed,
    Tear,
    figure_tears,
    figures_of,
    left_open,
    line_tears,
    silently_wrong,
)
from .test_texts import EVERY

PLACES = 40 if EVERY else 1


class Whole(NamedTuple):
    """A text before it is torn: its figures, its cells, and how much its columns leave open."""

    text: str
    figures: list[Printed]
    truth: dict[Cell, int]
    open: Counter[str]


@cache
def whole(layout: Layout) -> Whole:
    text = print_text(random_account(Random(7)), layout)
    tables = read_tables(read_text(text.encode(), "whole")).tables
    assert [p for table in tables for p in table.problems if table.status != "missing"] == []
    figures = figures_of(text)
    truth = {figure.cell: figure.fen for figure in figures}
    return Whole(text, figures, truth, left_open(tables))


def tears_at(one: Whole, figure: Printed, rng: Random) -> list[Tear]:
    beside = [each for each in one.figures if each.line == figure.line]
    beside.sort(key=lambda each: each.start)
    return [
        *figure_tears(one.text, figure, rng),
        *line_tears(one.text, beside, figure.line, rng),
    ]


@pytest.mark.parametrize("kind", [*FIGURE_CHANGES, *LINE_CHANGES])
def test_what_is_torn_is_read_right_or_said(kind):
    rng = Random(kind)
    tried = 0
    for layout in LAYOUTS if EVERY else rng.sample(LAYOUTS, 2):
        one = whole(layout)
        figures = [figure for figure in one.figures if figure.fen]
        for figure in rng.sample(figures, min(len(figures), 12 * PLACES)):
            tears = [tear for tear in tears_at(one, figure, rng) if tear.kind == kind]
            for tear in tears[:1]:
                assert silently_wrong(tear, one.truth, one.open) == [], tear.text
                tried += 1
            if tried >= PLACES:
                break
    assert tried
