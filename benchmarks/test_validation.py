"""How long Great Expectations takes for the suites: `pytest benchmarks --benchmark-only`."""

import time
import warnings
from pathlib import Path

import pandas as pd
import pytest

import juesuan
from juesuan.catalogue import CHECKED
from juesuan.identities.stack import Stack
from juesuan.identities.verdicts import verdicts

DOCUMENT = Path(__file__).parents[1] / "data/raw/武汉市汉阳区总工会2022年度部门决算.txt"
DOCUMENTS = 300


@pytest.fixture(scope="module")
def frames():
    """The first document as 300 documents: about 55,000 amounts and 104,000 claims."""
    document = juesuan.read(DOCUMENT)
    many: dict[str, pd.DataFrame] = {}
    for name in CHECKED:
        frame = document.frame(name)
        repeated = pd.concat([frame] * DOCUMENTS, ignore_index=True)
        numbers = pd.Series(range(DOCUMENTS)).repeat(len(frame)).astype("str").to_numpy()
        own = (repeated["document_id"] + "-" + pd.Series(numbers)).astype("str")
        many[name] = repeated.assign(document_id=own)
    return many


def test_great_expectations_runs_the_suites(benchmark, frames):
    """Target: within 5 times of our own verdicts on the same frames. Great Expectations' import is
    not counted; the Data Docs are not written. The ratio is printed and in `extra_info`: a run that
    other programs disturb proves nothing, so nothing fails by it."""
    from juesuan.identities.gx.validate import ephemeral_context, outcomes_of, run_suites

    start = time.perf_counter()
    ours = verdicts(Stack(frames))
    alone = time.perf_counter() - start

    def fresh():
        return (ephemeral_context(), juesuan.stack_frames(frames)), {}

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        result = benchmark.pedantic(run_suites, setup=fresh, rounds=1)
    assert outcomes_of(result)["checks"].sum() == len(ours)
    taken = benchmark.stats.stats.min
    benchmark.extra_info.update(verdicts=len(ours), alone=alone, ratio=taken / alone)
    print(f"\n{len(ours):,} verdicts: {alone:.1f} s by us, {taken / alone:.1f} times by GX")


def test_stack_the_frames_and_take_them_apart(benchmark, frames):
    from juesuan.identities.gx.stacked import unstack

    apart = benchmark(lambda: unstack(juesuan.stack_frames(frames)))
    assert len(apart["amounts"]) == 183 * DOCUMENTS
