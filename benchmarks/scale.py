"""Builds of many documents, measured.

`python -m benchmarks.scale 1000 10000 [--jobs 1 2] [--dask] [--medium text|pdf]`

For each number of documents and processes: documents a second and core, processor time a document,
the peak memory of the driver and of its largest process, and whether everything that the generator
printed is read back. Documents are made beside what is built, in a folder that is kept.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import duckdb
import psutil

from benchmarks.generate import generate

DRIVER = """
import json, resource, sys, time
from pathlib import Path
from juesuan.corpus.build import build
from juesuan.corpus.schedulers.pool import Pool

def main():
    raw, out, how, jobs = sys.argv[1:]
    start = time.perf_counter()
    if how == "dask":
        from distributed import Client, LocalCluster
        with LocalCluster(n_workers=int(jobs), threads_per_worker=1, dashboard_address=":0") as c:
            with Client(c) as client:
                start = time.perf_counter()
                outcome = build([raw], Path(out), client=client, workbooks=False)
    else:
        with Pool(int(jobs)) as pool:
            outcome = build([raw], Path(out), scheduler=pool, workbooks=False)
    own = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps({
        "seconds": time.perf_counter() - start,
        "driver_seconds": own.ru_utime + own.ru_stime,
        "driver_mb": own.ru_maxrss / 1024,
        "read": outcome.read,
        "rows": sum(outcome.rows.values()),
    }))

if __name__ == "__main__":
    main()
"""
# Every amount that the generator printed against what was read: placed ones in their cell, the
# others with their cell among the candidates.
COMPARE = """
with found as (
    select regexp_extract(d.source, '[^/]+$') as document, a."table", coalesce(a.side, '') as side,
        case when a.level = 'total' and a."table" not like '%summary' then 'total'
             else coalesce(nullif(a.code, ''), a.line_key) end as "key",
        a.measure, a.amount_fen, a.placement, a.candidates
    from read_parquet('{out}/amounts/*.parquet') a
    join read_parquet('{out}/documents/*.parquet') d using (document_id)
), truth as (
    select document, "table", coalesce(side, '') as side, "key", measure, amount_fen
    from read_parquet('{made}/truth/*.parquet')
)
select
    (select count(*) from truth) as printed,
    (select count(*) from found) as read,
    (select count(*) from found where placement = 'ambiguous') as ambiguous,
    (select count(*) from found f anti join truth t on f.document = t.document
        and f."table" = t."table" and f.side = t.side and f."key" = t."key"
        and f.measure = t.measure and f.amount_fen = t.amount_fen
        where f.placement <> 'ambiguous') as wrong,
    (select count(*) from found f anti join truth t on f.document = t.document
        and f."table" = t."table" and f.amount_fen = t.amount_fen
        where f.placement = 'ambiguous') as wrong_candidates
"""


class Peak:
    """The largest resident memory and the processor time of a process's children, as it runs."""

    def __init__(self, pid: int) -> None:
        self.megabytes = 0.0
        self.seconds: dict[int, float] = {}
        self._process = psutil.Process(pid)
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        while not self._ended.wait(0.2):
            try:
                for child in self._process.children(recursive=True):
                    times = child.cpu_times()
                    self.seconds[child.pid] = times.user + times.system
                    self.megabytes = max(self.megabytes, child.memory_info().rss / 2**20)
            except psutil.Error:
                continue

    def end(self) -> None:
        self._ended.set()
        self._thread.join()


def timed(raw: Path, out: Path, how: str, jobs: int) -> dict[str, float]:
    """One build in a process of its own."""
    shutil.rmtree(out, ignore_errors=True)
    script = out.parent / "driver.py"
    script.write_text(DRIVER, encoding="utf-8")
    child = subprocess.Popen(
        [sys.executable, str(script), str(raw), str(out), how, str(jobs)], stdout=subprocess.PIPE
    )
    peak = Peak(child.pid)
    said = child.communicate()[0]
    peak.end()
    assert child.returncode == 0
    found: dict[str, float] = json.loads(said.splitlines()[-1])
    return found | {"worker_mb": peak.megabytes, "worker_seconds": sum(peak.seconds.values())}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", type=int, nargs="+")
    parser.add_argument("--jobs", type=int, nargs="+", default=[os.cpu_count() or 1])
    parser.add_argument("--dask", action="store_true", help="measure a local Dask cluster too")
    parser.add_argument("--medium", choices=("text", "pdf"), default="text")
    parser.add_argument("--folder", type=Path, default=Path("build/scale"))
    given = parser.parse_args()
    print(
        "documents  how  jobs  seconds  docs/s/core  ms cpu/doc  driver ms/doc  "
        "driver MB  worker MB"
    )
    for count in given.counts:
        made = given.folder / f"{given.medium}-{count}"
        if not (made / "truth").exists():
            generate(count, made, medium=given.medium)
        out = given.folder / "out"
        for how in ("pool", "dask") if given.dask else ("pool",):
            for jobs in given.jobs:
                each = timed(made / "documents", out, how, jobs)
                assert each["read"] == count
                print(
                    f"{count:9,}  {how}  {jobs:4}  {each['seconds']:7.1f}  "
                    f"{count / each['seconds'] / jobs:11.2f}  "
                    f"{1000 * each['worker_seconds'] / count:10.1f}  "
                    f"{1000 * each['driver_seconds'] / count:13.2f}  "
                    f"{each['driver_mb']:9.0f}  {each['worker_mb']:9.0f}",
                    flush=True,
                )
        compared = duckdb.sql(COMPARE.format(out=out, made=made))
        print(dict(zip(compared.columns, compared.fetchall()[0], strict=True)), flush=True)


if __name__ == "__main__":
    main()
