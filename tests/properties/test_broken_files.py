"""Files broken in their structure: read, or refused with an error of this package, in bounds.

`python -m benchmarks.attack_files` reads far more of them, each family in a process of its own.
"""

import pytest

from benchmarks.attack_files import measured
from tests.factory.broken import FAMILIES

# The others are read in great number by the tests of damaged files.
STRUCTURAL = (
    *("xls: records", "xls: container", "xlsx: sheets", "xlsx: parts", "xlsx: elements"),
    *("xlsx: directory", "docx: values", "docx: parts", "html: depth", "pdf: objects"),
    "text: signs",
)
# In seconds of processor time and MB; the slowest of many thousands takes two, and some 100 MB.
SLOWEST, LARGEST = 10.0, 500


@pytest.mark.parametrize("family", STRUCTURAL)
@pytest.mark.parametrize("batch", range(2))
def test_a_broken_file_is_read_or_refused_in_time_and_memory(family, batch):
    for seed in range(batch * 20, batch * 20 + 20):
        case = measured(family, seed)
        assert case.said in ("read", "refused"), f"{family}, seed {seed}: {case.said}"
        assert case.seconds < SLOWEST, f"{family}, seed {seed}"
        assert case.grown < LARGEST, f"{family}, seed {seed}"


def test_a_family_gives_the_same_file_for_a_seed():
    for name in ("xls: records", "html: depth", "text: signs"):
        assert FAMILIES[name].case(3) == FAMILIES[name].case(3) != FAMILIES[name].case(4)
