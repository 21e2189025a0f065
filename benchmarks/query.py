"""Times of a corpus' queries; a line of a table each. By hand: `python benchmarks/query.py`.

Made documents are built once, then their frames are written again and again under new names until
so many amounts are there (1,000,000 by default), so that any size costs seconds.
"""

import argparse
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

import juesuan
from juesuan.corpus.build import build
from juesuan.schema import concatenate
from tests.corpus.books import text_of
from tests.corpus.conftest import years_of
from tests.factory.books import account_of

ORGANIZATIONS, YEARS, COPIES = 20, 3, 10
FEN = "sum(a.amount_fen)"
BY_CODE = (
    f"select d.fiscal_year, a.code, {FEN} from amounts a join documents d using (document_id) "  # noqa: S608
    "where a.\"table\" = 'expenditure' and a.measure = 'total' group by all"
)
STATEMENTS = {
    "sql: count": "select count(*) from amounts",
    "sql: sums by table": f'select "table", {FEN} from amounts a group by 1',  # noqa: S608
    "sql: sums by year and code, joined": BY_CODE,
    "sql: one code": "select document_id, amount_fen from amounts where code = '2130599'",
    "sql: verdicts by identity": "select identity, verdict, count(*) from verdicts group by all",
}


def made(folder: Path) -> Path:
    """A small corpus: organizations of several years whose balances carry over."""
    paths = []
    for number in range(ORGANIZATIONS):
        before = None
        for at, ledger in enumerate(years_of(number)[:YEARS]):
            account = account_of(ledger, f"江城市第{number}局", 2021 + at)
            path = folder / f"{number}-{at}.txt"
            path.write_text(text_of(account, before=before), encoding="utf-8")
            paths.append(path)
            before = account
    build(paths, folder / "small", workbooks=False)
    return folder / "small"


def enlarged(small: Path, folder: Path, amounts: int) -> Path:
    """The corpus again and again, under names of its own, until it has so many amounts."""
    frames = {name: pd.read_parquet(small / name) for name in juesuan.FRAMES}
    copies = -(-amounts // len(frames["amounts"]))
    for part, start in enumerate(range(0, copies, COPIES)):
        for name, frame in frames.items():
            blocks = [renamed(name, frame, at) for at in range(start, min(start + COPIES, copies))]
            (folder / name).mkdir(parents=True, exist_ok=True)
            path = folder / name / f"part-{part:05d}.parquet"
            concatenate(name, blocks).to_parquet(path, index=False, compression="zstd")
    return folder


def renamed(name: str, frame: pd.DataFrame, at: int) -> pd.DataFrame:
    """A frame of other documents of other organizations."""
    found = frame.assign(document_id=f"{at:05d}" + frame["document_id"])
    if name == "documents":
        found = found.assign(organization=f"{at:05d}" + frame["organization"])
    return found


def timed(name: str, work: Callable[[], Any]) -> None:
    """A row: what, seconds, rows of the result, the process' peak memory so far."""
    start = time.perf_counter()
    result = work()
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rows = f"{len(result):,}" if isinstance(result, pd.DataFrame) else ""
    print(f"| {name} | {seconds:.2f} | {rows} | {peak:.0f} |", flush=True)


def measure(folder: Path) -> None:
    """Every query, the cheap ones first: the peak only grows."""
    corpus = juesuan.open_corpus(folder)
    first = corpus.documents.iloc[0]
    print(f"{corpus!r}".splitlines()[1], f"{int(corpus.documents['amounts'].sum()):,} amounts")
    print("| query | seconds | rows | peak MB |\n|---|---|---|---|")
    timed("open, documents, repr", lambda: repr(juesuan.open_corpus(folder)))
    timed("sql: connect", lambda: corpus.sql("select 1"))
    for name, statement in STATEMENTS.items():
        timed(name, lambda statement=statement: corpus.sql(statement))
    owner = {"organization": first["organization"]}
    timed("frame: one organization", lambda: corpus.frame("amounts", where=owner))
    names = ["document_id", "amount_fen"]
    timed("frame: one code", lambda: corpus.frame("amounts", names, {"code": "2130599"}))
    timed("panel", lambda: corpus.panel(first["organization"]))
    timed("side_by_side", lambda: corpus.side_by_side(2022))
    timed("classification", lambda: corpus.classification)
    timed("outliers", lambda: corpus.outliers)
    timed("across", lambda: corpus.across)
    timed("amounts, whole", lambda: corpus.amounts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--amounts", type=int, default=1_000_000)
    parser.add_argument("--corpus", type=Path, help="a built corpus to measure instead")
    given = parser.parse_args()
    if given.corpus:
        measure(given.corpus)
        return
    with tempfile.TemporaryDirectory() as scratch:
        small = made(Path(scratch))
        measure(enlarged(small, Path(scratch) / "big", given.amounts))


if __name__ == "__main__":
    main()
