"""Figures speak Chinese here, as on the forms that they show."""

import pytest

import juesuan


@pytest.fixture(autouse=True)
def chinese():
    juesuan.options.language = "zh"
    yield
    juesuan.options.language = None
