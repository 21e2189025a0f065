"""Amounts changed in the tables that places have besides the nine."""

import random

import juesuan
from tests.factory.layout import Layout
from tests.factory.place_forms import forms, places
from tests.factory.place_sheets import place_account
from tests.factory.printers import PRINTERS

from .cells import cells
from .changes import figure_changes
from .documents import frames_of
from .recall import Judged, missed, recall, report
from .test_frames import judge

# So many amounts of a place's own tables, each changed in every way.
CELLS = 5
# A budget of meetings or training is printed once, and nothing ties it to another figure.
ALONE = {"three_public/meeting/budget", "three_public/training/budget"}


def changed(place: str) -> list[Judged]:
    """What becomes of the changes of some amounts of a place's own tables."""
    account, _ = place_account(places()[place], 18)
    layout = Layout(nine=False)
    frames = frames_of(juesuan.read(PRINTERS["workbook"](account, layout)))
    own = {forms()[t.form].key for t in places()[place].tables if t.form in forms()}
    chosen = [c for c in cells(frames["amounts"]) if c.table in own and not c.names & ALONE]
    chosen = random.Random(place).sample(chosen, min(len(chosen), CELLS))
    changes = [each for cell in chosen for each in figure_changes(cell, frames["amounts"])]
    return judge(place, frames, changes) if changes else []


def test_changes_of_tables_of_single_places_are_noticed():
    judged = [each for place in places() for each in changed(place)]
    report(judged)
    assert len({each.change.cell.table for each in judged}) > 15
    assert recall(judged) >= 0.99, missed(judged)
