"""Figures changed in the printed text, which is then read again.

Reading takes its time: every cell has one of the changes, in turn. JUESUAN_EVERY_CHANGE=1 makes
them all.
"""

import os

import pandas as pd
import pytest

import juesuan

from .cells import cells
from .changes import Change, figure_changes
from .documents import frames_of, made, text_of
from .recall import Judged, missed, recall, report
from .stacked import NEEDED, Frames, findings, found_in, within_allowances
from .texts import changed_text

KINDS = ("+0.5", "+100", "first digits transposed", "last digits transposed")
EVERY = bool(os.environ.get("JUESUAN_EVERY_CHANGE"))
SEEDS = range(30) if EVERY else (2, 5, 6)


def changes_of(frames: Frames) -> list[Change]:
    """The changes of each amount, or one each in turn."""
    found = []
    for number, cell in enumerate(cells(frames["amounts"])):
        changes = [
            change for change in figure_changes(cell, frames["amounts"]) if change.kind in KINDS
        ]
        found += changes if EVERY else [changes[number % len(changes)]]
    return found


def judge(name: str, text: str, frames: Frames) -> list[Judged]:
    """What becomes of each change of a document's text."""
    changes = changes_of(frames)
    judged = [Judged(name, change, "unchanged") for change in changes if not change.new]
    real = [change for change in changes if change.new]
    read = []
    for number, change in enumerate(real):
        changed = changed_text(text, frames["amounts"], change)
        again = frames_of(juesuan.read(changed.encode(), name=name))
        read.append({key: again[key].assign(document_id=f"{number:06d}") for key in NEEDED})
    stacked = {key: pd.concat([one[key] for one in read], ignore_index=True) for key in NEEDED}
    named = found_in(findings(stacked), findings(frames))
    for number, change in enumerate(real):
        if change.names & named.get(f"{number:06d}", set()):
            outcome = "noticed"
        else:
            outcome = "allowed" if within_allowances(frames, change) else "missed"
        judged.append(Judged(name, change, outcome))
    return judged


def test_changes_in_the_text_of_the_first_document_are_noticed(hanyang, hanyang_path):
    judged = judge("first document", hanyang_path.read_text(encoding="utf-8"), frames_of(hanyang))
    report(judged)
    assert recall(judged) >= 0.99, missed(judged)


@pytest.fixture(scope="module")
def of_the_factory() -> list[Judged]:
    return [
        each
        for seed in SEEDS
        for each in judge(f"seed {seed}", text_of(seed), frames_of(made(seed)))
    ]


def test_changes_in_made_texts_are_noticed(of_the_factory):
    report(of_the_factory)
    assert recall(of_the_factory) >= 0.99, missed(of_the_factory)
