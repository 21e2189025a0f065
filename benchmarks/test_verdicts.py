"""All sums over many documents, beside the same sums in plain pandas.

    JUESUAN_BENCHMARK_AMOUNTS=1000000 pytest benchmarks/test_verdicts.py --benchmark-only

Target at 1,000,000 amounts: within 3 times of plain pandas, which knows nothing of blank cells,
missing tables, open columns or rounding.
"""

import os
import random
import subprocess
import sys
from pathlib import Path
from time import perf_counter

import numpy as np
import pandas as pd
import pytest

import juesuan
from benchmarks.plain_sums import all_residuals
from juesuan.identities.suites import sums
from juesuan.identities.verdicts import verdicts
from juesuan.schema import concatenate
from tests.factory import Layout, print_text, random_account

AMOUNTS = int(os.environ.get("JUESUAN_BENCHMARK_AMOUNTS", "100000"))
DISTINCT = 40
NEEDED = ("tables", "rows", "amounts")
# Those of the nine tables: others say nothing where single places' tables are not printed.
SUMS = [identity for identity in sums() if not identity.where_printed]


@pytest.fixture(scope="module")
def stacked() -> dict[str, pd.DataFrame]:
    """The frames of accounts of the factory, repeated under new names up to so many amounts."""
    texts = (print_text(random_account(random.Random(seed)), Layout()) for seed in range(DISTINCT))
    read = [juesuan.read(text.encode(), name="made") for text in texts]
    frames = {
        name: concatenate(
            name,
            [
                each.frame(name).assign(document_id=f"{number:03d}")
                for number, each in enumerate(read)
            ],
        )
        for name in NEEDED
    }
    return {
        name: _repeated(frame, -(-AMOUNTS // len(frames["amounts"])))
        for name, frame in frames.items()
    }


def _repeated(frame: pd.DataFrame, times: int) -> pd.DataFrame:
    again = frame.iloc[np.tile(np.arange(len(frame)), times)].reset_index(drop=True)
    copy = np.repeat(np.arange(times), len(frame)).astype(str)
    return again.assign(document_id=again["document_id"] + pd.Series(copy, dtype="str"))


def test_verdicts_on_many_documents(benchmark, stacked):
    found = benchmark.pedantic(lambda: verdicts(stacked, SUMS), rounds=2, warmup_rounds=1)
    assert not found["verdict"].eq("inconsistent").any()
    assert found["identity"].nunique() == len(SUMS)


def test_the_same_sums_in_plain_pandas(benchmark, stacked):
    found = benchmark.pedantic(
        lambda: all_residuals(stacked["amounts"], SUMS), rounds=2, warmup_rounds=1
    )
    assert len(found) == len(SUMS)


def test_verdicts_against_plain_pandas(benchmark, stacked):
    """Target: within three times. The two side by side; the ratio in extra_info is the figure."""

    def seconds(run) -> float:
        start = perf_counter()
        run()
        return perf_counter() - start

    def ratio() -> float:
        plain = seconds(lambda: all_residuals(stacked["amounts"], SUMS))
        return seconds(lambda: verdicts(stacked, SUMS)) / plain

    ratios = [ratio() for _ in range(2)]
    benchmark.extra_info["ratio"] = benchmark.pedantic(ratio, rounds=1)
    print(f"\n{len(stacked['amounts']):,} amounts: {min(ratios):.2f} times plain pandas")


def test_both_find_the_same_residuals(benchmark, stacked):
    amounts = stacked["amounts"]
    open_ = set(amounts["document_id"][amounts["measure"].isna()])
    sure = {
        name: frame[~frame["document_id"].isin(open_)] for name, frame in stacked.items()
    }  # plain pandas does not know where an open amount stands
    ours = benchmark.pedantic(lambda: verdicts(sure, SUMS), rounds=1)
    plain = all_residuals(sure["amounts"], SUMS)
    for name in ("expenditure.row", "income.total_from_classes", "general_budget_expenditure.row"):
        mine = ours["residual_fen"][ours["identity"].eq(name)]
        theirs = plain[name]["residual"]
        off = sorted(mine[mine.ne(0)])
        assert off
        assert off == sorted(theirs[theirs.ne(0)])


# Linux resets a process's peak when 5 is written to clear_refs: reading the frames is left out.
MEASURED = """
import re, sys
from pathlib import Path
import pandas as pd
from juesuan.identities.suites import sums
from juesuan.identities.verdicts import verdicts
def megabytes(name):
    status = Path("/proc/self/status").read_text()
    return int(re.search(name + r":\\s+(\\d+) kB", status)[1]) // 1024
frames = {name: pd.read_parquet(f"{sys.argv[1]}/{name}.parquet") for name in sys.argv[2:]}
Path("/proc/self/clear_refs").write_text("5")
before = megabytes("VmRSS")
found = verdicts(frames, sums())
print(before, megabytes("VmHWM"), len(found))
"""


def test_peak_memory_of_verdicts(benchmark, stacked, tmp_path):
    """The peak of a process of its own while it checks, and what it held before; in extra_info."""
    if not Path("/proc/self/clear_refs").exists():
        pytest.skip("only Linux tells the peak of a part of a run")
    for name in NEEDED:
        stacked[name].to_parquet(tmp_path / f"{name}.parquet")
    command = [sys.executable, "-c", MEASURED, str(tmp_path), *NEEDED]

    def run() -> str:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    before, peak, checks = map(int, benchmark.pedantic(run, rounds=1).split())
    benchmark.extra_info |= {"megabytes before": before, "megabytes at peak": peak}
    print(f"\n{checks:,} checks: peak {peak:,} MB, {before:,} MB before them")
    assert checks > len(sums())
    assert peak >= before
