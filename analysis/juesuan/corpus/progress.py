"""How far long work over a corpus is, said only where it is long."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator

import pandas as pd

# Work that takes no longer than so many seconds says nothing, and then so often.
_PATIENCE = 3.0
_EVERY = 1.0


def with_progress(
    batches: Iterator[dict[str, pd.DataFrame]], total: int
) -> Iterator[dict[str, pd.DataFrame]]:
    """The batches; how many of `total` documents are done stands on one line of stderr."""
    begun = time.monotonic()
    last, done, shown = begun + _PATIENCE, 0, False
    for batch in batches:
        yield batch
        done += len(batch["documents"])
        now = time.monotonic()
        if now >= last:
            rate = done / (now - begun)
            left = (total - done) / rate if rate else 0.0
            line = f"{done:,} of {total:,} documents, {rate:,.0f} a second, {left:,.0f} s left"
            print(f"\r{line:<70}", end="", file=sys.stderr, flush=True)  # noqa: T201
            last, shown = now + _EVERY, True
    if shown:
        print(file=sys.stderr)  # noqa: T201
