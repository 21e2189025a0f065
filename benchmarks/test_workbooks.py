"""How long workbooks take, and how much memory a corpus workbook needs."""

import io
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest

import juesuan
from juesuan.workbook import write_corpus

DOCUMENT = Path(__file__).parents[1] / "data/raw/武汉市汉阳区总工会2022年度部门决算.txt"


@pytest.fixture(scope="module")
def document():
    found = juesuan.read(DOCUMENT)
    found.to_excel(io.BytesIO())
    return found


def test_write_the_workbook_of_the_first_document(benchmark, document):
    """All official sheets with their live checks, all frames: under a second."""
    benchmark.pedantic(lambda: document.to_excel(io.BytesIO()), rounds=5)


def test_read_the_workbook_of_the_first_document(benchmark, document):
    target = io.BytesIO()
    document.to_excel(target)
    found = benchmark.pedantic(lambda: juesuan.read_workbook(target), rounds=3)
    assert len(found["amounts"]) == 183


def _plain(frame, times: int) -> None:
    """The same cells with openpyxl alone."""
    workbook = openpyxl.Workbook(write_only=True)
    sheet = workbook.create_sheet()
    sheet.append(list(frame.columns))
    for _ in range(times):
        cells = frame.astype(object)
        for row in cells.where(cells.notna(), None).itertuples(index=False, name=None):
            sheet.append(row)
    workbook.save(io.BytesIO())


def _seconds(work) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


@pytest.mark.parametrize("name", ["amounts", "claims", "verdicts"])
def test_a_corpus_workbook_against_openpyxl_alone(name, benchmark, document):
    """Target: at most 1.5 times plain openpyxl write_only on the same cells."""
    frame = document.frame(name)
    times = 100_000 // frame.size + 1

    def ours():
        write_corpus({name: (frame for _ in range(times))}, io.BytesIO())

    plain = min(_seconds(lambda: _plain(frame, times)) for _ in range(3))
    mine = min(_seconds(ours) for _ in range(3))
    benchmark.extra_info["times plain openpyxl"] = mine / plain
    print(f"\n{name}: {mine / plain:.2f} times plain openpyxl")
    benchmark.pedantic(ours, rounds=1)


_MILLION = """
import re, sys
from pathlib import Path
import juesuan
from juesuan.workbook import write_corpus
frame = juesuan.read(sys.argv[1]).amounts
times = 1_000_000 // frame.size + 1
write_corpus({"amounts": (frame for _ in range(times))}, sys.argv[2])
print(int(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1]) // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the peak is read from /proc")
def test_a_million_cells_need_little_memory(benchmark, tmp_path):
    """Target: under 300 MB at the peak, Python and pandas included."""

    def peak() -> int:
        arguments = [sys.executable, "-c", _MILLION, str(DOCUMENT), str(tmp_path / "out.xlsx")]
        done = subprocess.run(arguments, capture_output=True, text=True, check=True)
        return int(done.stdout)

    megabytes = benchmark.pedantic(peak, rounds=1)
    benchmark.extra_info["peak MB"] = megabytes
    print(f"\na million cells: {megabytes} MB at the peak")
    assert megabytes < 300
