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

# So many amounts of each of a place's own tables, each changed in every way.
CELLS = 2
# Printed once, and tied to no other figure: budgets of meetings and training, contracts of small
# firms, of which all that holds is that they are no more than the whole.
ALONE = {
    f"three_public/{cell}"
    for cell in (
        "meeting/budget",
        "training/budget",
        "procurement_small_medium/actual",
        "procurement_small/actual",
    )
}


def changed(place: str) -> list[Judged]:
    """What becomes of the changes of some amounts of a place's own tables."""
    account, _ = place_account(places()[place], 18)
    layout = Layout(nine=False)
    frames = frames_of(juesuan.read(PRINTERS["workbook"](account, layout)))
    own = {forms()[t.form].key for t in places()[place].tables if t.form in forms()}
    rng = random.Random(place)
    every = [c for c in cells(frames["amounts"]) if not c.names & ALONE]
    by_table = [[cell for cell in every if cell.table == table] for table in sorted(own)]
    chosen = [c for cells_ in by_table for c in rng.sample(cells_, min(len(cells_), CELLS))]
    changes = [each for cell in chosen for each in figure_changes(cell, frames["amounts"])]
    return judge(place, frames, changes) if changes else []


def test_changes_of_tables_of_single_places_are_noticed():
    judged = [each for place in places() for each in changed(place)]
    report(judged)
    assert len({each.change.cell.table for each in judged}) > 15
    assert recall(judged) >= 0.99, missed(judged)
