"""Figures are tested in Chinese; one test looks at both languages."""

import pytest

import juesuan


@pytest.fixture(autouse=True)
def in_chinese():
    juesuan.options.language = "zh"
    yield
    juesuan.options.language = None
