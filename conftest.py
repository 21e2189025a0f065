"""How nbval compares the notebooks' stored outputs: texts are compared, pictures are not."""

import os
from pathlib import Path

import pytest

# What is stored and what tests look for is in English, whatever the system speaks.
os.environ["JUESUAN_LANGUAGE"] = "en"
# The chart as data and as a picture, and tables as HTML: each has its text beside it.
_NOT_COMPARED = ("application/vnd.plotly.v1+json", "image/svg+xml", "text/html")


def pytest_collectstart(collector: pytest.Collector) -> None:
    if isinstance(collector, pytest.File) and Path(collector.path).suffix == ".ipynb":
        collector.skip_compare = (*collector.skip_compare, *_NOT_COMPARED)  # type: ignore[attr-defined]
