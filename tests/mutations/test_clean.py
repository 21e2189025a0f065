"""Documents as they were printed: no false finding, and every amount takes part."""

from collections import Counter

import numpy as np
import pandas as pd

from juesuan.catalogue import CHECKED
from juesuan.identities.equations import terms
from juesuan.identities.judgement import NO_REASON, NOT_CHECKED, REASONS
from juesuan.identities.stack import Stack
from juesuan.identities.suites import sums
from juesuan.identities.sums import evaluate
from juesuan.identities.verdicts import verdicts

from .documents import LAYOUTS, frames_of, made
from .stacked import Frames

SEEDS = range(60)
COVERAGE = range(30)
# Of 8,617 amounts those whose every equation has an amount in it whose column is open. A ratchet.
UNCOVERED_AT_MOST = 4

# (kind, reason) → checks of the first document that are not reached. A ratchet: it may only fall.
NOT_CHECKED_AT_MOST = {
    ("lines", "side_missing"): 1,  # its economic table has no 合计
    ("row", "side_missing"): 1,  # its 国有资本 table has no balances
    ("percent", "unpaired"): 8,
    ("records", "main_only"): 3,  # the main purposes of a 类, the reasons of the whole (twice)
    ("percent", "zero_base"): 15,
}


def test_the_first_document_has_only_its_own_errors(hanyang):
    wrong = hanyang.verdicts[hanyang.verdicts["verdict"].eq("inconsistent")]
    found = [
        (row["identity"], row["reported"], round(row["computed"], 4))
        for row in wrong.to_dict("records")
    ]
    assert found == [
        ("prose.growth", 13.9, 13.9622),  # 37.85 ÷ (308.94 − 37.85)
        ("performance.evaluation_score", 11.97, 20),  # 20 × 140.13 % is more than the scale holds
    ]


def test_what_is_not_checked_in_the_first_document_only_becomes_less(hanyang):
    left = hanyang.verdicts[hanyang.verdicts["verdict"].eq("not_checked")]
    counted = Counter(zip(left["kind"], left["reason"], strict=True))
    assert counted <= Counter(NOT_CHECKED_AT_MOST), counted


def test_documents_of_the_factory_have_no_false_finding_in_any_layout():
    checked = [made(seed, LAYOUTS[seed % len(LAYOUTS)])._frames.checked for seed in SEEDS]
    for seed, frames in zip(SEEDS, checked, strict=True):
        for name in CHECKED:
            frames[name] = frames[name].assign(document_id=f"seed {seed}")
    stacked = {
        name: pd.concat([frames[name] for frames in checked], ignore_index=True) for name in CHECKED
    }
    found = verdicts(stacked)
    wrong = found[found["verdict"].eq("inconsistent") & found["kind"].ne("disclosure")]
    assert found["document_id"].nunique() == len(SEEDS)
    assert found["verdict"].eq("exact").sum() > 25_000
    assert wrong.empty, "\n".join(wrong["document_id"] + ": " + wrong["message"])


def uncovered(frames: Frames) -> pd.DataFrame:
    """The amounts with a place that are in no equation that was checked, bounds not counted.

    `reason` is that of their equations, NA where they are in none.
    """
    given = Stack(frames).intake
    placed = frames["amounts"][frames["amounts"]["placement"].ne("ambiguous")]
    taken = np.zeros(len(placed), dtype=bool)
    reason = np.full(len(placed), NO_REASON)
    for identity in sums():
        if not identity.bound:
            found, checks = terms(identity, given.placed.cells), evaluate([identity], given)
            open_ = checks.verdict == NOT_CHECKED
            taken[found.cell[np.isin(found.key, checks.key[~open_])]] = True
            for number in np.unique(checks.reason[open_]):
                keys = checks.key[open_ & (checks.reason == number)]
                reason[found.cell[np.isin(found.key, keys)]] = number
    columns = ["document_id", "table", "side", "code", "line_key", "measure", "raw"]
    words = [None if n == NO_REASON else list(REASONS)[n] for n in reason]
    return placed[columns].assign(reason=words)[~taken]


def test_every_amount_of_the_first_document_takes_part_in_a_sum(hanyang):
    left = uncovered(frames_of(hanyang))
    assert left.empty, left.to_string()


def test_amounts_of_made_documents_take_part_but_beside_ambiguous_ones():
    frames = [frames_of(made(seed)) for seed in COVERAGE]
    left = pd.concat([uncovered(each) for each in frames])
    assert set(left["reason"]) <= {"ambiguous"}, left.to_string()
    assert len(left) <= UNCOVERED_AT_MOST, left.to_string()
