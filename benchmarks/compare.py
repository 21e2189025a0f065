"""Every amount of made documents against what is read of them.

`python -m benchmarks.compare FOLDER [--jobs N]`

FOLDER is what `python -m benchmarks.generate` made. It says how many amounts are right, ambiguous
with their cell among the candidates, unplaced, or wrong, and ends with 1 where there is one of the
latter two.
"""

import argparse
import os
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from time import perf_counter

import pyarrow.parquet as pq

from juesuan.readers import read_source
from tests.properties.read_back import Cell, Read, read_back

OUTCOMES = ("right", "ambiguous", "unplaced", "wrong")


def outcome(truth: dict[Cell, int], found: Read) -> Counter[str]:
    """What became of every printed amount; one that was read and not printed is wrong."""
    fates = Counter(dict.fromkeys(OUTCOMES, 0))
    for cell, fen in found.placed.items():
        fates["right" if truth.get(cell) == fen else "wrong"] += 1
    for cells, fen in found.unsure:
        among = any(truth.get(cell) == fen for cell in cells)
        fates["ambiguous" if among else "wrong"] += 1
    fates["unplaced"] = max(len(truth) - fates.total(), 0)
    return fates


def compared(path: Path, truths: Path) -> tuple[str, Counter[str]]:
    """One document."""
    part, own = truths / f"{path.parent.name}.parquet", [("document", "=", path.name)]
    rows = pq.read_table(part, filters=own).to_pylist()
    truth = {(r["table"], r["side"], r["key"], r["measure"]): r["amount_fen"] for r in rows}
    return path.name, outcome(truth, read_back(read_source(path.read_bytes(), path.name)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    given = parser.parse_args()
    start = perf_counter()
    paths = sorted((given.folder / "documents").glob("*/*"))
    every: Counter[str] = Counter()
    with ProcessPoolExecutor(given.jobs) as pool:
        work = partial(compared, truths=given.folder / "truth")
        for name, fates in pool.map(work, paths, chunksize=8):
            every += fates
            if fates["wrong"] or fates["unplaced"]:
                print(name, dict(fates), flush=True)
    counts = ", ".join(f"{every[name]:,} {name}" for name in OUTCOMES)
    print(f"{len(paths):,} documents in {perf_counter() - start:.0f} s: {counts}")
    sys.exit(bool(every["wrong"] or every["unplaced"]))


if __name__ == "__main__":
    main()
