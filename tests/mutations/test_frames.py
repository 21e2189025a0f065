"""Amounts changed in the frame."""

import random
from collections.abc import Sequence

import pytest

from .cells import cells
from .changes import Change, figure_changes, moves
from .documents import frames_of, made
from .recall import Judged, missed, recall, report
from .stacked import Frames, copies, findings, found_in, within_allowances

SEEDS = range(10)
CELLS = 25  # of a made document


def changes_of(frames: Frames, at_most: int | None = None, seed: int = 0) -> list[Change]:
    """All changes of all amounts, or of some."""
    chosen = cells(frames["amounts"])
    if at_most is not None and len(chosen) > at_most:
        chosen = random.Random(seed).sample(chosen, at_most)
    return [
        change
        for cell in chosen
        for change in (
            *figure_changes(cell, frames["amounts"]),
            *moves(cell, frames["amounts"], frames["tables"]),
        )
    ]


def judge(name: str, frames: Frames, changes: Sequence[Change]) -> list[Judged]:
    """What becomes of each change, all of them in one stack."""
    real = [change for change in changes if change.new]
    named = found_in(findings(copies(frames, real)), findings(frames))
    judged = [Judged(name, change, "unchanged") for change in changes if not change.new]
    for number, change in enumerate(real):
        if change.names & named.get(f"{number:06d}", set()):
            outcome = "noticed"
        else:
            outcome = "allowed" if within_allowances(frames, change) else "missed"
        judged.append(Judged(name, change, outcome))
    return judged


def test_changes_of_the_first_document_are_noticed(hanyang):
    frames = frames_of(hanyang)
    judged = judge("first document", frames, changes_of(frames))
    report(judged)
    assert recall(judged) >= 0.99, missed(judged)


def test_changes_of_the_second_document_are_noticed(putuo):
    frames = frames_of(putuo)
    judged = judge("second document", frames, changes_of(frames, 80))
    report(judged)
    assert recall(judged) >= 0.99, missed(judged)


@pytest.fixture(scope="module")
def of_the_factory() -> list[Judged]:
    found = []
    for seed in SEEDS:
        frames = frames_of(made(seed))
        found += judge(f"seed {seed}", frames, changes_of(frames, CELLS, seed))
    return found


def test_changes_of_made_documents_are_noticed(of_the_factory):
    report(of_the_factory)
    assert recall(of_the_factory) >= 0.99, missed(of_the_factory)
